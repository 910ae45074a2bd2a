import type { Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { ErrorPage } from './error-pages.ts';
import { layout } from './layout.ts';
import type { Ports } from './ports.ts';

/** The quiet layout of pages that belong to nobody yet: errors and sign-in. */
export function bareLayout(ports: Pick<Ports, 'assets'>, page: ErrorPage): Html {
  return layout({
    door: 'public',
    assets: ports.assets,
    serviceName: 'Restorative practice',
    title: page.title,
    body: page.body,
  });
}

/** The same where participants come in: neither the page nor what a browser keeps of it says what this is. */
export function unnamedLayout(
  ports: Pick<Ports, 'assets'>,
  page: ErrorPage & Pick<Page, 'script'>,
  { hasErrors = false, homeHref = '/my' }: { readonly hasErrors?: boolean; readonly homeHref?: string } = {},
): Html {
  return layout({
    door: 'participant',
    assets: ports.assets,
    serviceName: 'Your page',
    title: page.title,
    body: page.body,
    homeHref,
    hasErrors,
    script: page.script,
  });
}
