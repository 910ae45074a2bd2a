import { type Html, html } from '#platform/html.ts';
import { attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content } from './content.ts';

export interface TagOptions extends Content, ElementOptions {}

/** A short status. */
export function tag(options: TagOptions): Html {
  return html`<strong class="govuk-tag${moreClasses(options.classes)}"${attributes(options.attributes)}>
    ${content(options)}
  </strong>`;
}
