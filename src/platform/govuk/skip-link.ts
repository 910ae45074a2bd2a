import { type Html, html } from '#platform/html.ts';
import { attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content } from './content.ts';

export interface SkipLinkOptions extends Content, ElementOptions {
  readonly href?: string | undefined;
}

/** A way past what every page begins with, for people who use a keyboard. */
export function skipLink(options: SkipLinkOptions): Html {
  return html`<a
    href="${options.href || '#content'}"
    class="govuk-skip-link${moreClasses(options.classes)}"
    ${attributes(options.attributes)}
    data-module="govuk-skip-link"
    >${content(options)}</a>`;
}
