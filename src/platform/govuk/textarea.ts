import { type Html, html } from '#platform/html.ts';
import { attribute, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { content } from './content.ts';
import { formGroup, type FormGroupOptions, guidance, type GuidanceOptions } from './form-group.ts';
import { label, type LabelOptions } from './label.ts';

export interface TextareaOptions extends ElementOptions, GuidanceOptions {
  readonly name: string;
  /** The name unless given. */
  readonly id?: string | undefined;
  readonly label: Omit<LabelOptions, 'for'>;
  readonly value?: string | undefined;
  readonly rows?: number | string | undefined;
  readonly spellcheck?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly autocomplete?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly formGroup?: FormGroupOptions | undefined;
}

/** A question that is answered with more than one line of text. */
export function textarea(options: TextareaOptions): Html {
  const id = options.id || options.name;
  const given = guidance(id, options.describedBy, options);
  return formGroup(
    options,
    html`${label({ ...options.label, for: id })} ${given.markup} ${content(options.formGroup?.beforeInput)}
    ${field(options, id, given.describedBy)} ${content(options.formGroup?.afterInput)}`,
  );
}

function field(options: TextareaOptions, id: string, describedBy: string): Html {
  const classes = `govuk-textarea${options.errorMessage ? ' govuk-textarea--error' : ''}${moreClasses(options.classes)}`;
  const extra = [
    options.spellcheck !== undefined && attributes({ spellcheck: options.spellcheck }),
    attribute('disabled', options.disabled),
    attribute('aria-describedby', describedBy),
    attribute('autocomplete', options.autocomplete),
    attributes(options.attributes),
  ];
  // A browser drops the line break after the opening tag: without it, it would drop the first one of the writer.
  return html`<textarea class="${classes}" id="${id}" name="${options.name}" rows="${options.rows || 5}"${extra}>
${options.value}</textarea>`;
}
