import { type Html, html } from '#platform/html.ts';
import { attribute, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content } from './content.ts';

export interface InsetTextOptions extends Content, ElementOptions {
  readonly id?: string | undefined;
}

/** Text set apart from what surrounds it. */
export function insetText(options: InsetTextOptions): Html {
  return html`<div${attribute('id', options.id)} class="govuk-inset-text${moreClasses(options.classes)}"${attributes(options.attributes)}>
    ${content(options)}
  </div>`;
}
