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

export interface Checkbox extends Choice {
  /** The name of the group unless given. */
  readonly name?: string | undefined;
  /** `exclusive` for a "none of these" that clears the others. */
  readonly behaviour?: 'exclusive' | undefined;
}

export interface CheckboxesOptions extends ElementOptions, GuidanceOptions {
  readonly name: string;
  /** What the ids of the choices begin with: the name unless given. */
  readonly idPrefix?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly fieldset?: GroupFieldset | undefined;
  readonly items: readonly Maybe<Checkbox | Divider>[];
  /** The values of the choices that are made. */
  readonly values?: readonly (string | number)[] | undefined;
  readonly formGroup?: FieldsGroupOptions | undefined;
}

/** A question that is answered with any number of a few choices. */
export function checkboxes(options: CheckboxesOptions): Html {
  const prefix = options.idPrefix || options.name;
  const given = guidance(prefix, options.fieldset?.describedBy || options.describedBy, options);
  const described = options.fieldset ? undefined : given.describedBy;
  const items = each(options.items, (item, position) =>
    checkbox(options, item, choiceId(item, prefix, position), described),
  );
  const list = html`<div
    class="govuk-checkboxes${moreClasses(options.classes)}"
    ${attributes(options.attributes)}
    data-module="govuk-checkboxes"
  >
    ${betweenInserts(options.formGroup, items)}
  </div>`;
  return fieldsGroup(options, given, list);
}

function checkbox(
  options: CheckboxesOptions,
  item: Checkbox | Divider,
  id: string,
  describedBy: string | undefined,
): Html {
  if (item.divider !== undefined) return divider('checkboxes', item);
  return choice(item, {
    kind: 'checkboxes',
    id,
    name: item.name || options.name,
    checked: item.checked ?? Boolean(options.values?.includes(item.value)),
    behaviour: item.behaviour,
    describedBy,
  });
}
