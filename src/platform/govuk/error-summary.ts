import { type Html, html } from '#platform/html.ts';
import { type Attributes, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content, each, hasContent, type Maybe } from './content.ts';

export interface ErrorSummaryItem extends Content {
  /** The id of the answer to put right, after a `#`. */
  readonly href?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface ErrorSummaryOptions extends ElementOptions {
  readonly titleText?: string | undefined;
  readonly titleHtml?: Html | undefined;
  readonly descriptionText?: string | undefined;
  readonly descriptionHtml?: Html | undefined;
  readonly errorList?: readonly Maybe<ErrorSummaryItem>[] | undefined;
  readonly disableAutoFocus?: boolean | undefined;
}

function listed(item: ErrorSummaryItem): Html {
  if (!item.href) return html`<li>${content(item)}</li>`;
  return html`<li>
    <a href="${item.href}"${attributes(item.attributes)}>${content(item)}</a>
  </li>`;
}

/** Everything that is wrong on the page, each with a link to its answer. */
export function errorSummary(options: ErrorSummaryOptions): Html {
  const { disableAutoFocus, errorList } = options;
  const description = { html: options.descriptionHtml, text: options.descriptionText };
  const focus = disableAutoFocus !== undefined && attributes({ 'data-disable-auto-focus': disableAutoFocus });
  // The alert is inside, apart from the element that takes the focus: else a screen reader may miss part of it.
  return html`<div
    class="govuk-error-summary${moreClasses(options.classes)}"
    ${focus}${attributes(options.attributes)}
    data-module="govuk-error-summary"
  >
    <div role="alert">
      <h2 class="govuk-error-summary__title">${content({ html: options.titleHtml, text: options.titleText })}</h2>
      <div class="govuk-error-summary__body">
        ${hasContent(description) && html`<p>${content(description)}</p>`}
        ${
          errorList &&
          errorList.length > 0 &&
          html`<ul class="govuk-list govuk-error-summary__list">
            ${each(errorList, listed)}
          </ul>`
        }
      </div>
    </div>
  </div>`;
}
