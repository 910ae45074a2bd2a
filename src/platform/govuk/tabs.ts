import { type Html, html } from '#platform/html.ts';
import { type Attributes, attribute, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, each, hasMarkup, type Maybe } from './content.ts';

export interface TabPanel extends Content {
  readonly attributes?: Attributes | undefined;
}

export interface Tab {
  /** The prefix and the tab's position unless given. */
  readonly id?: string | undefined;
  readonly label: string;
  readonly panel: TabPanel;
  readonly attributes?: Attributes | undefined;
}

export interface TabsOptions extends ElementOptions {
  readonly id?: string | undefined;
  readonly idPrefix?: string | undefined;
  readonly title?: string | undefined;
  readonly items?: readonly Maybe<Tab>[] | undefined;
}

/** Sections of which one shows at a time; all of them show where scripts do not run. */
export function tabs(options: TabsOptions): Html {
  const { items } = options;
  return html`<div${attribute('id', options.id)} class="govuk-tabs${moreClasses(options.classes)}"${attributes(options.attributes)} data-module="govuk-tabs">
    <h2 class="govuk-tabs__title"> ${options.title ?? 'Contents'} </h2>
    ${items && items.length > 0 && listAndPanels(items, options.idPrefix)}
  </div>`;
}

function listAndPanels(items: readonly Maybe<Tab>[], prefix: string | undefined): Html {
  const idOf = (tab: Tab, at: number): string => tab.id || `${prefix ?? ''}-${at + 1}`;
  return html`<ul class="govuk-tabs__list">
      ${each(items, (tab, at) => listItem(tab, idOf(tab, at), at === 0))}
    </ul>
    ${each(items, (tab, at) => panel(tab.panel, idOf(tab, at), at === 0))}`;
}

function listItem(tab: Tab, id: string, isFirst: boolean): Html {
  return html`<li class="govuk-tabs__list-item${isFirst && ' govuk-tabs__list-item--selected'}">
    <a class="govuk-tabs__tab" href="#${id}"${attributes(tab.attributes)}> ${tab.label} </a>
  </li>`;
}

function panel(shown: TabPanel, id: string, isFirst: boolean): Html {
  const text = shown.text && html`<p class="govuk-body">${shown.text}</p>`;
  return html`<div
    class="govuk-tabs__panel${!isFirst && ' govuk-tabs__panel--hidden'}"
    id="${id}"
    ${attributes(shown.attributes)}
  >
    ${hasMarkup(shown.html) ? shown.html : text}
  </div>`;
}
