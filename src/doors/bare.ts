import type { Html } from '#platform/html.ts';
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
