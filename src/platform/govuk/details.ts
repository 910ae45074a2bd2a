import { type Html, html } from '#platform/html.ts';
import { attribute, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content } from './content.ts';

export interface DetailsOptions extends Content, ElementOptions {
  readonly id?: string | undefined;
  readonly summaryText?: string | undefined;
  readonly summaryHtml?: Html | undefined;
  readonly open?: boolean | undefined;
}

/** A summary that opens to show more. */
export function details(options: DetailsOptions): Html {
  return html`<details${attribute('id', options.id)} class="govuk-details${moreClasses(options.classes)}"${attributes(options.attributes)}${attribute('open', Boolean(options.open))}>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">
        ${content({ html: options.summaryHtml, text: options.summaryText })}
      </span>
    </summary>
    <div class="govuk-details__text">
      ${content(options)}
    </div>
  </details>`;
}
