import { escape, type Html, trusted } from '#platform/html.ts';

type Value = string | number | boolean;

/** An attribute that is left out when it has no value, and stands alone when its value is true. */
export interface OptionalAttribute {
  readonly value: Value | null | undefined;
  readonly optional: true;
}

/** Attributes by name. A bare value is always written, false and empty ones too: `hidden: false` would hide. */
export type Attributes = Readonly<Record<string, Value | OptionalAttribute>>;

/** What every component lets a page add to its element. */
export interface ElementOptions {
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

const nothing = trusted('');

function pair(name: string, value: Value): string {
  return ` ${escape(name)}="${escape(String(value))}"`;
}

function optionalPair(name: string, value: Value | null | undefined): string {
  if (value === undefined || value === null || value === false) return '';
  return value === true ? ` ${escape(name)}` : pair(name, value);
}

/** Attributes with a space before each, in the order given. */
export function attributes(given: Attributes | undefined): Html {
  if (!given) return nothing;
  let markup = '';
  for (const [name, item] of Object.entries(given)) {
    markup += typeof item === 'object' ? optionalPair(name, item.value) : pair(name, item);
  }
  return trusted(markup);
}

/** One attribute with a space before it. Nothing for no value, empty or false, and the bare name for true. */
export function attribute(name: string, value: Value | null | undefined): Html {
  return value === undefined || value === '' ? nothing : trusted(optionalPair(name, value));
}

/** More classes after a component's own. */
export function moreClasses(classes: string | undefined): string {
  return classes ? ` ${classes}` : '';
}

/** An attribute that is left out when its text is empty or missing. */
export function whenFilled(text: string | undefined): OptionalAttribute {
  return { value: text || undefined, optional: true };
}
