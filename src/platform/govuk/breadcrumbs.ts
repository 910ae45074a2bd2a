import { type Html, html } from '#platform/html.ts';
import { type Attributes, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content, each, type Maybe } from './content.ts';

export interface Breadcrumb extends Content {
  readonly href?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface BreadcrumbsOptions extends ElementOptions {
  readonly items: readonly Maybe<Breadcrumb>[];
  readonly collapseOnMobile?: boolean | undefined;
  readonly labelText?: string | undefined;
}

function breadcrumb(item: Breadcrumb): Html {
  if (!item.href) return html`<li class="govuk-breadcrumbs__list-item" aria-current="page">${content(item)}</li>`;
  return html`<li class="govuk-breadcrumbs__list-item">
    <a class="govuk-breadcrumbs__link" href="${item.href}"${attributes(item.attributes)}>${content(item)}</a>
  </li>`;
}

/** Where this page stands among the pages above it. */
export function breadcrumbs(options: BreadcrumbsOptions): Html {
  const collapse = options.collapseOnMobile ? ' govuk-breadcrumbs--collapse-on-mobile' : '';
  return html`<nav
    class="govuk-breadcrumbs${moreClasses(options.classes)}${collapse}"
    ${attributes(options.attributes)}
    aria-label="${options.labelText ?? 'Breadcrumb'}"
  >
    <ol class="govuk-breadcrumbs__list">
      ${each(options.items, breadcrumb)}
    </ol>
  </nav>`;
}
