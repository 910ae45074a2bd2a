import { type Html, html } from '#platform/html.ts';
import { attribute, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content } from './content.ts';

export interface HintOptions extends Content, ElementOptions {
  readonly id?: string | undefined;
}

/** A short help for most people who answer the question. */
export function hint(options: HintOptions): Html {
  return html`<div${attribute('id', options.id)} class="govuk-hint${moreClasses(options.classes)}"${attributes(options.attributes)}>
    ${content(options)}
  </div>`;
}
