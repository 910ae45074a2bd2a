import { type Html, html } from '#platform/html.ts';
import { attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content, hasContent, hasMarkup } from './content.ts';

export interface NotificationBannerOptions extends Content, ElementOptions {
  readonly titleText?: string | undefined;
  readonly titleHtml?: Html | undefined;
  readonly titleHeadingLevel?: number | undefined;
  readonly titleId?: string | undefined;
  readonly type?: 'success' | undefined;
  readonly role?: string | undefined;
  readonly disableAutoFocus?: boolean | undefined;
}

/** News that is not about what the page is for. A success is read out at once. */
export function notificationBanner(options: NotificationBannerOptions): Html {
  const { disableAutoFocus } = options;
  const success = options.type === 'success';
  const classes = `govuk-notification-banner${success ? ' govuk-notification-banner--success' : ''}${moreClasses(options.classes)}`;
  const titleId = options.titleId || 'govuk-notification-banner-title';
  const focus = disableAutoFocus !== undefined && attributes({ 'data-disable-auto-focus': disableAutoFocus });
  return html`<div
    class="${classes}"
    role="${options.role || (success ? 'alert' : 'region')}"
    aria-labelledby="${titleId}"
    data-module="govuk-notification-banner"
    ${focus}${attributes(options.attributes)}
  >
    <div class="govuk-notification-banner__header">${heading(options, titleId)}</div>
    <div class="govuk-notification-banner__content">${body(options)}</div>
  </div>`;
}

function heading(options: NotificationBannerOptions, id: string): Html {
  const level = options.titleHeadingLevel || 2;
  const title = { html: options.titleHtml, text: options.titleText };
  const usual = options.type === 'success' ? 'Success' : 'Important';
  return html`<h${level} class="govuk-notification-banner__title" id="${id}"> ${hasContent(title) ? content(title) : usual} </h${level}>`;
}

function body(options: NotificationBannerOptions): Html | undefined {
  if (hasMarkup(options.html)) return options.html;
  return options.text ? html`<p class="govuk-notification-banner__heading">${options.text}</p>` : undefined;
}
