import { type Html, html } from '#platform/html.ts';
import { attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { choice, type Choice, choiceId, divider, type Divider } from './choices.ts';
import { each, type Maybe } from './content.ts';
import {
  betweenInserts,
  fieldsGroup,
  type FieldsGroupOptions,
  type GroupFieldset,
  guidance,
  type GuidanceOptions,
} from './form-group.ts';

export interface RadiosOptions extends ElementOptions, GuidanceOptions {
  readonly name: string;
  /** What the ids of the choices begin with: the name unless given. */
  readonly idPrefix?: string | undefined;
  readonly fieldset?: GroupFieldset | undefined;
  readonly items: readonly Maybe<Choice | Divider>[];
  /** The value of the choice that is made. */
  readonly value?: string | number | null | undefined;
  readonly formGroup?: FieldsGroupOptions | undefined;
}

/** A question that is answered with one of a few choices. */
export function radios(options: RadiosOptions): Html {
  const prefix = options.idPrefix || options.name;
  const given = guidance(prefix, options.fieldset?.describedBy, options);
  const items = each(options.items, (item, position) => radio(options, item, choiceId(item, prefix, position)));
  const list = html`<div
    class="govuk-radios${moreClasses(options.classes)}"
    ${attributes(options.attributes)}
    data-module="govuk-radios"
  >
    ${betweenInserts(options.formGroup, items)}
  </div>`;
  return fieldsGroup(options, given, list);
}

function radio(options: RadiosOptions, item: Choice | Divider, id: string): Html {
  if (item.divider !== undefined) return divider('radios', item);
  const chosen = Boolean(options.value) && String(item.value) === String(options.value);
  return choice(item, { kind: 'radios', id, name: options.name, checked: item.checked ?? chosen });
}
