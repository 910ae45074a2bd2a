import { type Html, html } from '#platform/html.ts';
import { type Attributes, attribute, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, hasContent, hasMarkup, type Maybe } from './content.ts';
import { hint, type HintOptions } from './hint.ts';
import { label } from './label.ts';

/** A word between two choices, such as "or". */
export interface Divider {
  readonly divider: string;
}

/** What a radio and a checkbox have in common. */
export interface Choice extends Content {
  readonly divider?: undefined;
  readonly value: string | number;
  readonly id?: string | undefined;
  readonly label?: ElementOptions | undefined;
  readonly hint?: Omit<HintOptions, 'id'> | undefined;
  /** Chosen, or not, whatever the values of the group say. */
  readonly checked?: boolean | undefined;
  /** What shows only while this is chosen. */
  readonly conditional?: { readonly html?: Maybe<Html> } | undefined;
  readonly disabled?: boolean | undefined;
  readonly attributes?: Attributes | undefined;
}

/** What differs between the choices of one list. */
export interface ChoiceField {
  readonly kind: 'radios' | 'checkboxes';
  readonly id: string;
  readonly name: string;
  readonly checked: boolean;
  readonly behaviour?: string | undefined;
  readonly describedBy?: string | undefined;
}

/** The id of a choice: the first has the bare prefix, so that an error summary can link to it. */
export function choiceId(item: Choice | Divider, prefix: string, position: number): string {
  const own = item.divider === undefined && item.id;
  return own || (position > 0 ? `${prefix}-${position + 1}` : prefix);
}

/** The word between two choices. */
export function divider(kind: ChoiceField['kind'], item: Divider): Html {
  return html`<div class="govuk-${kind}__divider">${item.divider}</div>`;
}

/** One choice with its label, its hint and what it opens. */
export function choice(item: Choice, field: ChoiceField): Html {
  const { kind, id } = field;
  const hintId = hasContent(item.hint) ? `${id}-item-hint` : '';
  const labelClasses = `govuk-${kind}__label${moreClasses(item.label?.classes)}`;
  const hintClasses = `govuk-${kind}__hint${moreClasses(item.hint?.classes)}`;
  return html`<div class="govuk-${kind}__item">
      ${choiceInput(item, field, hintId)}
      ${label({ ...item.label, html: item.html, text: item.text, classes: labelClasses, for: id })}
      ${hintId && hint({ ...item.hint, id: hintId, classes: hintClasses })}
    </div>
    ${conditional(item, field)}`;
}

function choiceInput(item: Choice, field: ChoiceField, hintId: string): Html {
  const { kind, id } = field;
  const type = kind === 'radios' ? 'radio' : 'checkbox';
  const extra = [
    attribute('checked', field.checked),
    attribute('disabled', item.disabled),
    hasMarkup(item.conditional?.html) && attribute('data-aria-controls', `conditional-${id}`),
    attribute('data-behaviour', field.behaviour),
    attribute('aria-describedby', [field.describedBy, hintId].filter(Boolean).join(' ')),
    attributes(item.attributes),
  ];
  return html`<input
    class="govuk-${kind}__input"
    id="${id}"
    name="${field.name}"
    type="${type}"
    value="${item.value}"
    ${extra}
  >`;
}

function conditional(item: Choice, field: ChoiceField): Html | undefined {
  const opened = item.conditional?.html;
  if (!hasMarkup(opened)) return undefined;
  const { kind, id, checked } = field;
  const hidden = checked ? '' : ` govuk-${kind}__conditional--hidden`;
  return html`<div class="govuk-${kind}__conditional${hidden}" id="conditional-${id}">${opened}</div>`;
}
