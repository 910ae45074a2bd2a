import { type Html, html } from '#platform/html.ts';
import { type Attributes, attribute, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { each, type Maybe } from './content.ts';
import {
  betweenInserts,
  fieldsGroup,
  type FieldsGroupOptions,
  type GroupFieldset,
  guidance,
  type GuidanceOptions,
} from './form-group.ts';
import { input } from './input.ts';

type DateValue = string | number | null | undefined;

export interface DateInputItem {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly label?: string | undefined;
  readonly value?: DateValue;
  /** Whether this is the part that is wrong; when no part says so, an error marks them all. */
  readonly error?: boolean | undefined;
  readonly autocomplete?: string | undefined;
  readonly inputmode?: string | undefined;
  readonly pattern?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface DateInputOptions extends ElementOptions, GuidanceOptions {
  readonly id: string;
  /** Goes before the name of each part, with a hyphen. */
  readonly namePrefix?: string | undefined;
  readonly fieldset?: GroupFieldset | undefined;
  readonly day?: DateInputItem | false | undefined;
  readonly month?: DateInputItem | false | undefined;
  readonly year?: DateInputItem | false | undefined;
  /** The parts in an order of one's own, in place of day, month and year. */
  readonly items?: readonly Maybe<DateInputItem>[] | undefined;
  /** The values by the whole name of each part. */
  readonly values?: Readonly<Record<string, DateValue>> | undefined;
  readonly formGroup?: FieldsGroupOptions | undefined;
}

const units = ['day', 'month', 'year'] as const;
type Unit = (typeof units)[number];
type Usual = Readonly<Record<Unit, DateInputItem | false>>;

const errorClass = 'govuk-input--error';
const widthOf: Readonly<Record<Unit, number>> = { day: 2, month: 2, year: 4 };

/** A date that people know by heart, in parts. */
export function dateInput(options: DateInputOptions): Html {
  const given = guidance(options.id, options.fieldset?.describedBy, options);
  const usual = usualItems(options);
  const items = options.items && options.items.length > 0 ? options.items : units.map((unit) => usual[unit]);
  const allWrong = Boolean(options.errorMessage) && !items.some(isWrong);
  const parts = each(items, (item) => part(options, usual, item, isWrong(item) || (allWrong && item.error !== false)));
  const list = html`<div
    class="govuk-date-input${moreClasses(options.classes)}"
    ${attributes(options.attributes)}${attribute('id', options.id)}
  >
    ${betweenInserts(options.formGroup, parts)}
  </div>`;
  // Without this role JAWS does not read out the description of a fieldset that holds text inputs.
  return fieldsGroup(options, given, list, 'group');
}

function usualItems(options: DateInputOptions): Usual {
  const { values } = options;
  return {
    day: options.day ?? { name: 'day', value: values?.['day'] },
    month: options.month ?? { name: 'month', value: values?.['month'] },
    year: options.year ?? { name: 'year', value: values?.['year'] },
  };
}

function isWrong(item: Maybe<DateInputItem>): boolean {
  if (!item) return false;
  return Boolean(item.error) || Boolean(item.classes?.includes(errorClass));
}

function unitOf(item: DateInputItem, usual: Usual): Unit | undefined {
  return units.find((unit) => {
    const known = usual[unit];
    return item === known || (item.name && (item.name === unit || (known && item.name === known.name)));
  });
}

function part(options: DateInputOptions, usual: Usual, item: DateInputItem, wrong: boolean): Html {
  const unit = unitOf(item, usual);
  const known = unit && usual[unit];
  const name = item.name ?? unit ?? '';
  const fullName = options.namePrefix ? `${options.namePrefix}-${name}` : name;
  const field = input({
    label: { text: item.label || capitalised(name), classes: 'govuk-date-input__label' },
    id: item.id || `${options.id}-${name}`,
    name: fullName,
    value: firstGiven(item.value, known ? known.value : undefined, options.values?.[fullName]),
    classes: `govuk-date-input__input${partClasses(item, unit, wrong)}`,
    inputmode: item.inputmode || 'numeric',
    autocomplete: item.autocomplete,
    pattern: item.pattern,
    attributes: item.attributes,
  });
  return html`<div class="govuk-date-input__item">${field}</div>`;
}

function firstGiven(...values: readonly DateValue[]): DateValue {
  return values.find((value) => value !== undefined);
}

function partClasses(item: DateInputItem, unit: Unit | undefined, wrong: boolean): string {
  const own = item.classes ?? '';
  const error = wrong && !own.includes(errorClass) ? ` ${errorClass}` : '';
  const width = own.includes('govuk-input--width-') ? '' : ` govuk-input--width-${unit ? widthOf[unit] : 2}`;
  return `${error}${width}${moreClasses(own)}`;
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).toLowerCase();
}
