import { type Html, html } from '#platform/html.ts';
import { attribute, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { button } from './button.ts';
import { type Content, hasContent } from './content.ts';

export interface ExitThisPageOptions extends Content, ElementOptions {
  readonly id?: string | undefined;
  readonly redirectUrl?: string | undefined;
  readonly activatedText?: string | undefined;
  readonly timedOutText?: string | undefined;
  readonly pressTwoMoreTimesText?: string | undefined;
  readonly pressOneMoreTimeText?: string | undefined;
}

const usual = html`<span class="govuk-visually-hidden">Emergency</span> Exit this page`;

/** A quick way out to a harmless page for someone who is being watched. */
export function exitThisPage(options: ExitThisPageOptions): Html {
  const exit = button({
    html: hasContent(options) ? options.html : usual,
    text: options.text,
    classes: 'govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button',
    href: options.redirectUrl || 'https://www.bbc.co.uk/weather',
    attributes: { rel: 'nofollow noreferrer' },
  });
  return html`<div${attribute('id', options.id)} class="govuk-exit-this-page${moreClasses(options.classes)}" data-module="govuk-exit-this-page"${attributes(options.attributes)}${messages(options)}>
    ${exit}
  </div>`;
}

function messages(options: ExitThisPageOptions): Html {
  return html`${[
    attribute('data-i18n.activated', options.activatedText),
    attribute('data-i18n.timed-out', options.timedOutText),
    attribute('data-i18n.press-two-more-times', options.pressTwoMoreTimesText),
    attribute('data-i18n.press-one-more-time', options.pressOneMoreTimeText),
  ]}`;
}
