import { type Html, html } from '#platform/html.ts';
import { attribute, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content, hasContent } from './content.ts';
import { formGroup, type FormGroupOptions, guidance, type GuidanceOptions } from './form-group.ts';
import { label, type LabelOptions } from './label.ts';

export interface Affix extends Content, ElementOptions {}

export interface InputOptions extends ElementOptions, GuidanceOptions {
  readonly name: string;
  /** The name unless given. */
  readonly id?: string | undefined;
  readonly label: Omit<LabelOptions, 'for'>;
  readonly type?: string | undefined;
  readonly inputmode?: string | undefined;
  readonly value?: string | number | null | undefined;
  readonly disabled?: boolean | undefined;
  readonly describedBy?: string | undefined;
  readonly prefix?: Affix | undefined;
  readonly suffix?: Affix | undefined;
  readonly formGroup?: FormGroupOptions | undefined;
  readonly inputWrapper?: ElementOptions | undefined;
  readonly autocomplete?: string | undefined;
  readonly autocapitalize?: string | undefined;
  readonly pattern?: string | undefined;
  readonly spellcheck?: boolean | undefined;
}

/** A question that is answered with one line of text. */
export function input(options: InputOptions): Html {
  const id = options.id || options.name;
  const given = guidance(id, options.describedBy, options);
  return formGroup(
    options,
    html`${label({ ...options.label, for: id })} ${given.markup}
    ${wrapped(options, field(options, id, given.describedBy))}`,
  );
}

function field(options: InputOptions, id: string, describedBy: string): Html {
  const classes = `govuk-input${moreClasses(options.classes)}${options.errorMessage ? ' govuk-input--error' : ''}`;
  const extra = [
    options.spellcheck !== undefined && attributes({ spellcheck: options.spellcheck }),
    attributes({ value: { value: options.value, optional: true } }),
    attribute('disabled', options.disabled),
    attribute('aria-describedby', describedBy),
    attribute('autocomplete', options.autocomplete),
    attribute('autocapitalize', options.autocapitalize),
    attribute('pattern', options.pattern),
    attribute('inputmode', options.inputmode),
    attributes(options.attributes),
  ];
  return html`<input class="${classes}" id="${id}" name="${options.name}" type="${options.type || 'text'}"${extra}>`;
}

function wrapped(options: InputOptions, field: Html): Html {
  const { prefix, suffix, inputWrapper } = options;
  const { beforeInput, afterInput } = options.formGroup ?? {};
  if (![prefix, suffix, beforeInput, afterInput].some(hasContent)) return field;
  return html`<div
    class="govuk-input__wrapper${moreClasses(inputWrapper?.classes)}"
    ${attributes(inputWrapper?.attributes)}
  >
    ${content(beforeInput)} ${affix('prefix', prefix)} ${field} ${affix('suffix', suffix)} ${content(afterInput)}
  </div>`;
}

function affix(kind: 'prefix' | 'suffix', shown: Affix | undefined): Html | undefined {
  if (!hasContent(shown)) return undefined;
  return html`<div
    class="govuk-input__${kind}${moreClasses(shown.classes)}"
    aria-hidden="true"
    ${attributes(shown.attributes)}
  >
    ${content(shown)}
  </div>`;
}
