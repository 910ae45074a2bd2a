import { type Html, html } from '#platform/html.ts';
import { type Attributes, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { button, type ButtonOptions } from './button.ts';
import { type Content, content, each, hasContent, type Maybe } from './content.ts';

export interface PanelAction extends ElementOptions {
  readonly text: string;
  readonly href?: string | undefined;
  readonly type?: ButtonOptions['type'];
}

export interface PanelOptions extends Content, ElementOptions {
  readonly titleText?: string | undefined;
  readonly titleHtml?: Html | undefined;
  readonly headingLevel?: number | undefined;
  /** What to do next, for an interruption only. */
  readonly actions?: PanelActions | undefined;
}

interface PanelActions {
  readonly items?: readonly Maybe<PanelAction>[] | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

/** A panel that confirms, or one that interrupts when its classes say `govuk-panel--interruption`. */
export function panel(options: PanelOptions): Html {
  const level = options.headingLevel || 1;
  const interruption = Boolean(options.classes?.includes('govuk-panel--interruption'));
  const classes = `govuk-panel${interruption ? '' : ' govuk-panel--confirmation'}${moreClasses(options.classes)}`;
  return html`<div class="${classes}"${attributes(options.attributes)}>
    <h${level} class="govuk-panel__title"> ${content({ html: options.titleHtml, text: options.titleText })} </h${level}>
    ${hasContent(options) && html`<div class="govuk-panel__body">${content(options)}</div>`}
    ${interruption && options.actions && actions(options.actions)}
  </div>`;
}

function actions(options: PanelActions): Html {
  const { items } = options;
  const group = items && items.length > 0 && html`<div class="govuk-button-group">${each(items, action)}</div>`;
  return html`<div class="govuk-panel__actions${moreClasses(options.classes)}"${attributes(options.attributes)}>
    ${group}
  </div>`;
}

function action(item: PanelAction): Html {
  if (item.href && item.type !== 'button') {
    return html`<a
      class="govuk-link govuk-link--inverse${moreClasses(item.classes)}"
      href="${item.href}"
      ${attributes(item.attributes)}
      >${item.text}</a>`;
  }
  return button({ ...item, type: item.type || 'button', classes: `govuk-button--inverse${moreClasses(item.classes)}` });
}
