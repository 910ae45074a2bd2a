import { type Html, html } from '#platform/html.ts';
import { attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content } from './content.ts';

export interface WarningTextOptions extends Content, ElementOptions {
  readonly iconFallbackText?: string | undefined;
}

/** What people must know before they act. */
export function warningText(options: WarningTextOptions): Html {
  return html`<div class="govuk-warning-text${moreClasses(options.classes)}"${attributes(options.attributes)}>
    <span class="govuk-warning-text__icon" aria-hidden="true">!</span>
    <strong class="govuk-warning-text__text">
      <span class="govuk-visually-hidden">${options.iconFallbackText || 'Warning'}</span>
      ${content(options)}
    </strong>
  </div>`;
}
