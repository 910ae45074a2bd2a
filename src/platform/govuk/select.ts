import { type Html, html } from '#platform/html.ts';
import { type Attributes, attribute, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { content, each, type Maybe } from './content.ts';
import { formGroup, type FormGroupOptions, guidance, type GuidanceOptions } from './form-group.ts';
import { label, type LabelOptions } from './label.ts';

export interface SelectItem {
  /** The text unless given. */
  readonly value?: string | number | boolean | undefined;
  readonly text: string | number;
  /** Selected, or not, whatever the value of the select says. */
  readonly selected?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface SelectOptions extends ElementOptions, GuidanceOptions {
  readonly name: string;
  /** The name unless given. */
  readonly id?: string | undefined;
  readonly label: Omit<LabelOptions, 'for'>;
  readonly items: readonly Maybe<SelectItem>[];
  /** The value of the item that is selected. */
  readonly value?: string | number | null | undefined;
  readonly disabled?: boolean | undefined;
  readonly describedBy?: string | undefined;
  readonly formGroup?: FormGroupOptions | undefined;
}

/** A question that is answered from a long list. */
export function select(options: SelectOptions): Html {
  const id = options.id || options.name;
  const given = guidance(id, options.describedBy, options);
  return formGroup(
    options,
    html`${label({ ...options.label, for: id })} ${given.markup} ${content(options.formGroup?.beforeInput)}
    ${field(options, id, given.describedBy)} ${content(options.formGroup?.afterInput)}`,
  );
}

function field(options: SelectOptions, id: string, describedBy: string): Html {
  const classes = `govuk-select${moreClasses(options.classes)}${options.errorMessage ? ' govuk-select--error' : ''}`;
  const extra = [
    attribute('disabled', options.disabled),
    attribute('aria-describedby', describedBy),
    attributes(options.attributes),
  ];
  return html`<select class="${classes}" id="${id}" name="${options.name}"${extra}>
    ${each(options.items, (item) => option(item, options.value))}
  </select>`;
}

function option(item: SelectItem, value: SelectOptions['value']): Html {
  const chosen = Boolean(value) && String(item.value ?? item.text) === String(value);
  const extra = [
    item.value !== undefined && attributes({ value: item.value }),
    attribute('selected', item.selected ?? chosen),
    attribute('disabled', item.disabled),
    attributes(item.attributes),
  ];
  return html`<option${extra}>${item.text}</option>`;
}
