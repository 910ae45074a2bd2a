import { type Html, html } from '#platform/html.ts';
import { attribute, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content } from './content.ts';

export interface ErrorMessageOptions extends Content, ElementOptions {
  readonly id?: string | undefined;
  /** What a screen reader says before the message. "Error" unless given; empty for nothing. */
  readonly visuallyHiddenText?: string | undefined;
}

/** What is wrong with the answer below it. */
export function errorMessage(options: ErrorMessageOptions): Html {
  const hidden = options.visuallyHiddenText ?? 'Error';
  return html`<p${attribute('id', options.id)} class="govuk-error-message${moreClasses(options.classes)}"${attributes(options.attributes)}>
    ${hidden && html`<span class="govuk-visually-hidden">${hidden}:</span>`} ${content(options)}
  </p>`;
}
