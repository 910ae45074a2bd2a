import { type Html, html } from '#platform/html.ts';
import { attribute, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content, hasContent } from './content.ts';

export interface LabelOptions extends Content, ElementOptions {
  readonly for?: string | undefined;
  readonly isPageHeading?: boolean | undefined;
}

/** What a field asks for. Nothing when it has no content. */
export function label(options: LabelOptions): Html {
  if (!hasContent(options)) return html``;
  const labelled = html`<label
    class="govuk-label${moreClasses(options.classes)}"
    ${attributes(options.attributes)}${attribute('for', options.for)}
  >
    ${content(options)}
  </label>`;
  return options.isPageHeading ? html`<h1 class="govuk-label-wrapper">${labelled}</h1>` : labelled;
}
