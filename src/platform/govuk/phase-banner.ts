import { type Html, html } from '#platform/html.ts';
import { attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content } from './content.ts';
import { tag, type TagOptions } from './tag.ts';

export interface PhaseBannerOptions extends Content, ElementOptions {
  readonly tag?: TagOptions | undefined;
}

/** How far the service has come, such as beta. */
export function phaseBanner(options: PhaseBannerOptions): Html {
  const phase = tag({
    text: options.tag?.text,
    html: options.tag?.html,
    classes: `govuk-phase-banner__content__tag${moreClasses(options.tag?.classes)}`,
  });
  return html`<div
    class="govuk-phase-banner govuk-width-container${moreClasses(options.classes)}"
    ${attributes(options.attributes)}
  >
    <p class="govuk-phase-banner__content">
      ${phase}
      <span class="govuk-phase-banner__text"> ${content(options)} </span>
    </p>
  </div>`;
}
