import { type Html, html } from '#platform/html.ts';
import { attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content, each, type Maybe } from './content.ts';

export interface SummaryAction extends Content, ElementOptions {
  readonly href?: string | undefined;
  /** What the action is about, for those who hear the link alone. */
  readonly visuallyHiddenText?: string | undefined;
}

export interface SummaryActions {
  readonly items?: readonly SummaryAction[] | undefined;
  readonly classes?: string | undefined;
}

export interface SummaryCell extends Content {
  readonly classes?: string | undefined;
}

export interface SummaryRow {
  readonly key: SummaryCell;
  readonly value: SummaryCell;
  readonly actions?: SummaryActions | undefined;
  readonly classes?: string | undefined;
}

export interface SummaryCardTitle extends Content {
  readonly headingLevel?: number | undefined;
  readonly classes?: string | undefined;
}

export interface SummaryCard extends ElementOptions {
  readonly title?: SummaryCardTitle | undefined;
  readonly actions?: SummaryActions | undefined;
}

export interface SummaryListOptions extends ElementOptions {
  readonly rows: readonly Maybe<SummaryRow>[];
  readonly card?: SummaryCard | undefined;
}

/** What is known, as keys and values, in a card when there is one. */
export function summaryList(options: SummaryListOptions): Html {
  const { rows, card } = options;
  const anyActions = rows.some((row) => row && hasActions(row));
  const list = html`<dl class="govuk-summary-list${moreClasses(options.classes)}"${attributes(options.attributes)}>
    ${each(rows, (item) => row(item, anyActions, card?.title))}
  </dl>`;
  return card ? inCard(card, list) : list;
}

function hasActions(row: SummaryRow): boolean {
  return row.actions?.items !== undefined && row.actions.items.length > 0;
}

function row(item: SummaryRow, anyActions: boolean, cardTitle: SummaryCardTitle | undefined): Html {
  const { key, value } = item;
  const without = anyActions && !hasActions(item) ? ' govuk-summary-list__row--no-actions' : '';
  return html`<div class="govuk-summary-list__row${without}${moreClasses(item.classes)}">
    <dt class="govuk-summary-list__key${moreClasses(key.classes)}">${content(key)}</dt>
    <dd class="govuk-summary-list__value${moreClasses(value.classes)}">${content(value)}</dd>
    ${rowActions(item.actions, cardTitle)}
  </div>`;
}

function rowActions(actions: SummaryActions | undefined, cardTitle: SummaryCardTitle | undefined): Html | undefined {
  const links = actions?.items?.map((item) => actionLink(item, cardTitle)) ?? [];
  if (links.length === 0) return undefined;
  const shown =
    links.length === 1
      ? links
      : html`<ul class="govuk-summary-list__actions-list">
          ${each(links, (link) => html`<li class="govuk-summary-list__actions-list-item">${link}</li>`)}
        </ul>`;
  return html`<dd class="govuk-summary-list__actions${moreClasses(actions?.classes)}">${shown}</dd>`;
}

function actionLink(action: SummaryAction, cardTitle: SummaryCardTitle | undefined): Html {
  const about = action.visuallyHiddenText && html` ${action.visuallyHiddenText}`;
  const within = cardTitle && html` (${content(cardTitle)})`;
  const hidden = (about || within) && html`<span class="govuk-visually-hidden">${about}${within}</span>`;
  const extra = attributes(action.attributes);
  return html`<a class="govuk-link${moreClasses(action.classes)}" href="${action.href}"${extra}>${content(action)}${hidden}</a>`;
}

function inCard(card: SummaryCard, list: Html): Html {
  return html`<div class="govuk-summary-card${moreClasses(card.classes)}"${attributes(card.attributes)}>
    <div class="govuk-summary-card__title-wrapper">${card.title && cardTitle(card.title)} ${cardActions(card)}</div>
    <div class="govuk-summary-card__content">${list}</div>
  </div>`;
}

function cardTitle(title: SummaryCardTitle): Html {
  const level = title.headingLevel || 2;
  return html`<h${level} class="govuk-summary-card__title${moreClasses(title.classes)}"> ${content(title)} </h${level}>`;
}

function cardActions(card: SummaryCard): Html | undefined {
  const classes = `govuk-summary-card__actions${moreClasses(card.actions?.classes)}`;
  const links = card.actions?.items?.map((item) => actionLink(item, card.title)) ?? [];
  if (links.length === 0) return undefined;
  if (links.length === 1) return html`<div class="${classes}">${links}</div>`;
  return html`<ul class="${classes}">
    ${each(links, (link) => html`<li class="govuk-summary-card__action">${link}</li>`)}
  </ul>`;
}
