import { type Fragment, type Html, html } from '#platform/html.ts';
import { attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content } from './content.ts';
import { errorMessage, type ErrorMessageOptions } from './error-message.ts';
import { fieldset, type FieldsetOptions } from './fieldset.ts';
import { hint, type HintOptions } from './hint.ts';

/** What may be said about a question besides its label. */
export interface GuidanceOptions {
  readonly hint?: Omit<HintOptions, 'id'> | undefined;
  readonly errorMessage?: Omit<ErrorMessageOptions, 'id'> | undefined;
}

/** The group around a field. */
export interface FormGroupOptions extends ElementOptions {
  readonly beforeInput?: Content | undefined;
  readonly afterInput?: Content | undefined;
}

/** The group around several fields that answer one question. */
export interface FieldsGroupOptions extends ElementOptions {
  readonly beforeInputs?: Content | undefined;
  readonly afterInputs?: Content | undefined;
}

/** Fields that answer one question under a legend. */
export type GroupFieldset = Omit<FieldsetOptions, 'role' | 'html'>;

/** A hint and an error with ids made from the field's, and every id that describes the field. */
export interface Guidance {
  readonly markup: Html;
  readonly describedBy: string;
}

/** The hint and the error of a question, tied to it for assistive technology. */
export function guidance(id: string, describedBy: string | undefined, options: GuidanceOptions): Guidance {
  const ids = describedBy ? [describedBy] : [];
  let hinted: Fragment;
  let error: Fragment;
  if (options.hint) {
    ids.push(`${id}-hint`);
    hinted = hint({ ...options.hint, id: `${id}-hint` });
  }
  if (options.errorMessage) {
    ids.push(`${id}-error`);
    error = errorMessage({ ...options.errorMessage, id: `${id}-error` });
  }
  return { markup: html`${hinted} ${error}`, describedBy: ids.join(' ') };
}

interface Grouped {
  readonly formGroup?: ElementOptions | undefined;
  readonly errorMessage?: object | undefined;
}

/** The group around a question, marked when its answer has an error. */
export function formGroup(options: Grouped, inside: Fragment): Html {
  const error = options.errorMessage ? ' govuk-form-group--error' : '';
  const classes = `govuk-form-group${error}${moreClasses(options.formGroup?.classes)}`;
  return html`<div class="${classes}"${attributes(options.formGroup?.attributes)}>${inside}</div>`;
}

interface GroupedFields extends Grouped {
  readonly fieldset?: GroupFieldset | undefined;
}

/** The group around several fields, in a fieldset when they have a legend of their own. */
export function fieldsGroup(options: GroupedFields, given: Guidance, fields: Html, role?: string): Html {
  const inside = html`${given.markup} ${fields}`;
  if (!options.fieldset) return formGroup(options, inside);
  const { describedBy } = given;
  return formGroup(options, fieldset({ ...options.fieldset, describedBy, role, html: inside }));
}

/** Fields between what a page puts before and after them. */
export function betweenInserts(group: FieldsGroupOptions | undefined, fields: Fragment): Fragment {
  return html`${content(group?.beforeInputs)} ${fields} ${content(group?.afterInputs)}`;
}
