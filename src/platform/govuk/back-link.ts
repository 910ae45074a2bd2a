import { type Html, html } from '#platform/html.ts';
import { attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content, hasContent } from './content.ts';

export interface BackLinkOptions extends Content, ElementOptions {
  readonly href?: string | undefined;
}

/** A link to the page before. */
export function backLink(options: BackLinkOptions): Html {
  const shown = hasContent(options) ? content(options) : 'Back';
  return html`<a
    href="${options.href || '#'}"
    class="govuk-back-link${moreClasses(options.classes)}"
    ${attributes(options.attributes)}
    >${shown}</a>`;
}
