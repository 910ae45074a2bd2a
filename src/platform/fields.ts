import { createHash } from 'node:crypto';
import { problemAt, typed, typedList, type Attempt } from './forms.ts';
import { button } from './govuk/button.ts';
import { checkboxes } from './govuk/checkboxes.ts';
import { dateInput } from './govuk/date-input.ts';
import { errorSummary } from './govuk/error-summary.ts';
import { formGroup, guidance } from './govuk/form-group.ts';
import { input } from './govuk/input.ts';
import { label as labelOf } from './govuk/label.ts';
import { radios } from './govuk/radios.ts';
import { select } from './govuk/select.ts';
import { textarea } from './govuk/textarea.ts';
import { holding, holdingForm, html, Html, type Fragment, type Holding } from './html.ts';

/*
 * Form fields that remember: each shows what was typed before, else the value it is given, with the error of its own
 * name. The id of a field is its name, so that the error summary leads to it.
 */

interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** What it holds before anybody typed. */
  readonly value?: string | undefined;
}

export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly hint?: string | undefined;
  /** Shown only while the choice is made; always there without JavaScript. */
  readonly more?: Html | undefined;
}

/** The button of a form. */
interface Press {
  readonly text: string;
  /** Whose row it stands in: for whoever hears the buttons of a page one after another, and sees no row. */
  readonly about?: string;
  readonly quiet?: boolean;
}

/** The list of what is wrong, at the top of the page; nothing when nothing is. Each leads to its field. */
export function errorsOf(attempt: Attempt, firstPart: Readonly<Record<string, string>> = {}): Html {
  if (attempt.problems.length === 0) return html``;
  return errorSummary({
    titleText: 'There is a problem',
    errorList: attempt.problems.map(({ field, text }) => ({ text, href: `#${firstPart[field] ?? field}` })),
  });
}

/** One line of text. */
export function textField(
  attempt: Attempt,
  field: Field & {
    readonly width?: 2 | 3 | 4 | 5 | 10 | 20 | undefined;
    readonly type?: string | undefined;
    readonly autocomplete?: string | undefined;
    readonly inputmode?: string | undefined;
    readonly spellcheck?: boolean | undefined;
    readonly isHeading?: boolean | undefined;
    readonly prefix?: string | undefined;
  },
): Html {
  const { name, label, hint, value, width, type, autocomplete, inputmode, spellcheck, isHeading, prefix } = field;
  const shown = input({
    id: name,
    name,
    label: headed(label, isHeading),
    hint: hint === undefined ? undefined : { text: hint },
    value: typed(attempt, name, value),
    classes: width === undefined ? undefined : `govuk-input--width-${width}`,
    type,
    autocomplete,
    inputmode,
    spellcheck,
    prefix: prefix === undefined ? undefined : { text: prefix },
    errorMessage: problemAt(attempt, name),
  });
  return holdingText(shown, field);
}

function holdingText(shown: Html, { name, label, value = '' }: Field): Html {
  return holding(shown, { name, label, value, words: value });
}

function holdingChoice(shown: Html, { name, label, value = '' }: Field, choices: readonly Choice[]): Html {
  const words = choices.find((choice) => choice.value === value)?.text ?? '';
  return holding(shown, { name, label, value, words });
}

/** Several lines of text. */
export function areaField(
  attempt: Attempt,
  field: Field & { readonly rows?: number | undefined; readonly isHeading?: boolean | undefined },
): Html {
  const { name, label, hint, value, rows, isHeading } = field;
  const shown = textarea({
    id: name,
    name,
    label: headed(label, isHeading),
    hint: hint === undefined ? undefined : { text: hint },
    value: typed(attempt, name, value),
    rows: rows === undefined ? undefined : String(rows),
    errorMessage: problemAt(attempt, name),
  });
  return holdingText(shown, field);
}

/** One of a few. */
export function radioField(
  attempt: Attempt,
  field: Field & {
    readonly choices: readonly Choice[];
    readonly isHeading?: boolean | undefined;
    readonly isInline?: boolean | undefined;
  },
): Html {
  const { name, label, hint, value, choices, isHeading, isInline } = field;
  const chosen = typed(attempt, name, value);
  const shown = radios({
    name,
    idPrefix: name,
    classes: isInline ? 'govuk-radios--inline' : undefined,
    fieldset: { legend: legend(label, isHeading) },
    hint: hint === undefined ? undefined : { text: hint },
    errorMessage: problemAt(attempt, name),
    items: choices.map((choice) => ({ ...item(choice), checked: chosen === choice.value })),
  });
  return holdingChoice(shown, field, choices);
}

/** Any of a few. */
export function tickField(
  attempt: Attempt,
  field: Omit<Field, 'value'> & {
    readonly choices: readonly Choice[];
    readonly values?: readonly string[] | undefined;
    readonly isHeading?: boolean | undefined;
  },
): Html {
  const { name, label, hint, values = [], choices, isHeading } = field;
  const wasSent = Object.keys(attempt.typed).length > 0;
  const ticked = wasSent ? typedList(attempt, name) : values;
  const shown = checkboxes({
    name,
    idPrefix: name,
    fieldset: { legend: legend(label, isHeading) },
    hint: hint === undefined ? undefined : { text: hint },
    errorMessage: problemAt(attempt, name),
    items: choices.map((choice) => ({ ...item(choice), checked: ticked.includes(choice.value) })),
  });
  const words = choices.filter(({ value }) => values.includes(value)).map(({ text }) => text);
  const held = { name, label, value: values.toSorted().join(' '), words: words.join(', ') };
  return holding(shown, held);
}

/** One of many, from a list that opens. */
export function selectField(
  attempt: Attempt,
  field: Field & { readonly choices: readonly Choice[]; readonly unchosen?: string | undefined },
): Html {
  const { name, label, hint, value, choices, unchosen = 'Choose' } = field;
  const chosen = typed(attempt, name, value);
  const shown = select({
    id: name,
    name,
    label: headed(label),
    hint: hint === undefined ? undefined : { text: hint },
    errorMessage: problemAt(attempt, name),
    items: [
      { value: '', text: unchosen, selected: chosen === '' },
      ...choices.map((choice) => ({ value: choice.value, text: choice.text, selected: chosen === choice.value })),
    ],
  });
  return holdingChoice(shown, field, choices);
}

/** A day as three boxes, `NAME-day` and so on; `value` is a plain date. Read it with `typedDay`. */
export function dayField(
  attempt: Attempt,
  field: Field & {
    readonly isHeading?: boolean | undefined;
    /** A day that is likely, such as today, in the place of a `value` that is there already. */
    readonly suggested?: string | undefined;
  },
): Html {
  const { name, label, hint, suggested, value = '', isHeading } = field;
  const [year = '', month = '', day = ''] = (suggested ?? value).split('-');
  const parts = { day: day.replace(/^0/, ''), month: month.replace(/^0/, ''), year };
  const shown = dateInput({
    id: `${name}-group`,
    namePrefix: name,
    fieldset: { legend: legend(label, isHeading) },
    hint: hint === undefined ? undefined : { text: hint },
    errorMessage: problemAt(attempt, name),
    items: (['day', 'month', 'year'] as const).map((part) => ({
      name: part,
      // The error summary leads to the field's own name: the first box carries it.
      id: part === 'day' ? name : undefined,
      classes: `govuk-input--width-${part === 'year' ? 4 : 2}${problemAt(attempt, name) ? ' govuk-input--error' : ''}`,
      value: typed(attempt, `${name}-${part}`, parts[part]),
    })),
  });
  if (suggested !== undefined) return shown;
  const inOrder = value === '' ? '' : `${parts.day} ${parts.month} ${parts.year}`;
  return holding(shown, { name, label, value, words: inOrder });
}

/** A form that posts: its fields and one button, or the buttons given. It carries the fingerprint of what it shows. */
export function form(action: string, fields: Fragment, press: Press | Html): Html {
  const inside = html`${fields}`;
  const holds = inside.carries?.holds ?? [];
  const step = / name="step" value="([a-z-]+)"/.exec(inside.markup)?.[1] ?? '';
  // A day alone is mostly today, which changes at midnight.
  const opened = holds.some(({ value }) => value !== '' && !isDay(value)) ? fingerprintOf(holds) : '';
  const buttons =
    press instanceof Html
      ? press
      : button({
          html: html`${press.text}${press.about !== undefined && html`<span class="govuk-visually-hidden">: ${press.about}</span>`}`,
          preventDoubleClick: true,
          classes: press.quiet ? 'govuk-button--secondary' : undefined,
        });
  const shown = html`<form method="post" action="${action}" novalidate>
    ${opened !== '' && html`<input type="hidden" name="opened" value="${opened}" />`}${inside} ${buttons}
  </form>`;
  return holdingForm(shown, { action, step, opened, holds });
}

function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value);
}

function fingerprintOf(holds: readonly Holding[]): string {
  const all = JSON.stringify(holds.map(({ name, value }) => [name, value.replaceAll('\r\n', '\n').trim()]));
  return createHash('sha256').update(all).digest('base64url').slice(0, 16);
}

/** Files to be sent along. A browser sends them once: a form that comes back asks for them again. */
export function fileField(
  attempt: Attempt,
  field: Omit<Field, 'value'> & { readonly accept: string; readonly isOne?: true },
): Html {
  const { name, label, hint, accept, isOne } = field;
  // Several files may be refused, each for a reason of its own: all stand above them.
  const texts = attempt.problems.filter((each) => each.field === name).map(({ text }) => text);
  const options = {
    hint: hint === undefined ? undefined : { text: hint },
    errorMessage:
      texts.length === 0 ? undefined : { html: html`${texts.map((text, at) => [at > 0 && html`<br />`, text])}` },
  };
  const given = guidance(name, undefined, options);
  return formGroup(
    options,
    html`${labelOf({ ...headed(label), for: name })} ${given.markup}
      <input
        class="govuk-file-upload${texts.length > 0 && ' govuk-file-upload--error'}"
        id="${name}"
        name="${name}"
        type="file"
        ${isOne !== true && html` multiple`}
        accept="${accept}"
        ${given.describedBy !== '' && html` aria-describedby="${given.describedBy}"`}
      />`,
  );
}

/** A form that brings files along with its fields, which stand before them. */
export function sendForm(action: string, fields: Fragment, press: { readonly text: string }): Html {
  return html`<form method="post" action="${action}" enctype="multipart/form-data" novalidate>
    ${fields} ${button({ text: press.text, preventDoubleClick: true })}
  </form>`;
}

/** A form that is one button, with what it carries. */
export function pressForm(action: string, press: Press, carried: Readonly<Record<string, string>> = {}): Html {
  return form(
    action,
    Object.entries(carried).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`),
    press,
  );
}

function item(choice: Choice) {
  return {
    value: choice.value,
    text: choice.text,
    hint: choice.hint === undefined ? undefined : { text: choice.hint },
    conditional: choice.more === undefined ? undefined : { html: choice.more },
  };
}

function legend(text: string, isHeading = false) {
  return {
    text,
    isPageHeading: isHeading,
    classes: isHeading ? 'govuk-fieldset__legend--l' : 'govuk-fieldset__legend--s',
  };
}

function headed(text: string, isHeading = false) {
  return isHeading ? { text, isPageHeading: true, classes: 'govuk-label--l' } : { text, classes: 'govuk-label--s' };
}

/** Out of sight, out of the order of tabs and not read aloud: only a program that fills in every box finds it. */
export const hiddenBox = html`<div class="govuk-visually-hidden" aria-hidden="true">
  <label for="company">Leave this empty</label>
  <input id="company" name="company" type="text" value="" tabindex="-1" autocomplete="off" />
</div>`;
