import { type Html, html } from '#platform/html.ts';
import { type Attributes, attribute, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content, each, hasContent, type Maybe } from './content.ts';

export interface PaginationLink extends Content {
  readonly href: string;
  /** What is on that page, said only where there are no page numbers. */
  readonly labelText?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface PaginationItem {
  readonly number?: string | number | undefined;
  readonly href?: string | undefined;
  readonly current?: boolean | undefined;
  /** Stands for the pages that are left out. */
  readonly ellipsis?: boolean | undefined;
  readonly visuallyHiddenText?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface PaginationOptions extends ElementOptions {
  readonly items?: readonly Maybe<PaginationItem>[] | undefined;
  readonly previous?: PaginationLink | undefined;
  readonly next?: PaginationLink | undefined;
  readonly landmarkLabel?: string | undefined;
}

const arrows = {
  prev: html`<svg
    class="govuk-pagination__icon govuk-pagination__icon--prev"
    xmlns="http://www.w3.org/2000/svg"
    height="13"
    width="15"
    aria-hidden="true"
    focusable="false"
    viewBox="0 0 15 13"
  >
    <path
      d="m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z"
    ></path>
  </svg>`,
  next: html`<svg
    class="govuk-pagination__icon govuk-pagination__icon--next"
    xmlns="http://www.w3.org/2000/svg"
    height="13"
    width="15"
    aria-hidden="true"
    focusable="false"
    viewBox="0 0 15 13"
  >
    <path
      d="m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z"
    ></path>
  </svg>`,
};

const usualTitle = {
  prev: html`Previous<span class="govuk-visually-hidden"> page</span>`,
  next: html`Next<span class="govuk-visually-hidden"> page</span>`,
};

/** The way to the pages before, after and between. */
export function pagination(options: PaginationOptions): Html {
  const { items, previous, next } = options;
  const block = !items && Boolean(next || previous);
  const classes = `govuk-pagination${block ? ' govuk-pagination--block' : ''}${moreClasses(options.classes)}`;
  return html`<nav
    class="${classes}"
    aria-label="${options.landmarkLabel || 'Pagination'}"
    ${attributes(options.attributes)}
  >
    ${previous?.href && arrowLink('prev', previous, block)}
    ${
      items &&
      html`<ul class="govuk-pagination__list">
        ${each(items, page)}
      </ul>`
    }
    ${next?.href && arrowLink('next', next, block)}
  </nav>`;
}

function arrowLink(direction: 'prev' | 'next', link: PaginationLink, block: boolean): Html {
  const arrowFirst = block || direction === 'prev';
  const decorated = block && !link.labelText ? ' govuk-pagination__link-title--decorated' : '';
  const title = hasContent(link) ? content(link) : usualTitle[direction];
  return html`<div class="govuk-pagination__${direction}">
    <a class="govuk-link govuk-pagination__link" href="${link.href}" rel="${direction}"${attributes(link.attributes)}>
      ${arrowFirst && arrows[direction]}
      <span class="govuk-pagination__link-title${decorated}"> ${title} </span>
      ${block && link.labelText && label(link.labelText)} ${!arrowFirst && arrows[direction]}
    </a>
  </div>`;
}

function label(text: string): Html {
  return html`<span class="govuk-visually-hidden">:</span> <span class="govuk-pagination__link-label">${text}</span>`;
}

function page(item: PaginationItem): Html {
  if (Object.keys(item).length === 0) return html``;
  if (item.ellipsis) return html`<li class="govuk-pagination__item govuk-pagination__item--ellipsis">&ctdot;</li>`;
  const name = item.visuallyHiddenText ?? `Page ${item.number}`;
  const extra = [attribute('aria-current', item.current && 'page'), attributes(item.attributes)];
  return html`<li class="govuk-pagination__item${item.current && ' govuk-pagination__item--current'}">
    <a class="govuk-link govuk-pagination__link" href="${item.href}" aria-label="${name}"${extra}> ${item.number} </a>
  </li>`;
}
