/** What a field of a form showed before anybody typed into it. */
export interface Holding {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** The value as people read it, where it is a choice. */
  readonly words: string;
}

/** A form of a page: where it goes, and what its fields held when the page was made. */
export interface HeldForm {
  readonly action: string;
  readonly step: string;
  /** The fingerprint of what it held, or empty where it held nothing. */
  readonly opened: string;
  readonly holds: readonly Holding[];
}

interface Carried {
  readonly holds?: readonly Holding[] | undefined;
  readonly forms?: readonly HeldForm[] | undefined;
}

/** Markup that has already been made safe. Only `html` and `trusted` make one. */
export class Html {
  readonly markup: string;
  /** What the fields in it hold that are in no form yet, and the forms in it. */
  readonly carries: Carried | undefined;
  constructor(markup: string, carries?: Carried) {
    this.markup = markup;
    this.carries = carries;
  }
  toString(): string {
    return this.markup;
  }
}

/** What may stand in an `html` template: text is escaped, markup passes, nothing and false leave no trace, lists are joined. */
export type Fragment = Html | string | number | bigint | false | null | undefined | readonly Fragment[];

const special = /[&<>"']/;
const specials = /[&<>"']/g;
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Makes a text safe between tags and inside a quoted attribute. */
export function escape(text: string): string {
  // Most texts hold none, and looking is faster than replacing nothing: every text of every page passes here.
  if (!special.test(text)) return text;
  return text.replace(specials, (found) => entities[found] ?? found);
}

function render(fragment: Fragment): string {
  if (fragment instanceof Html) return fragment.markup;
  if (typeof fragment === 'string') return escape(fragment);
  if (fragment === null || fragment === undefined || fragment === false) return '';
  if (typeof fragment === 'number' || typeof fragment === 'bigint') return String(fragment);
  let joined = '';
  for (const part of fragment) joined += render(part);
  return joined;
}

/** Markup with every value escaped unless it is markup itself. Put attribute values in quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly Fragment[]): Html {
  let markup = strings[0] ?? '';
  let carries: Carried | undefined;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at];
    markup += render(value) + (strings[at + 1] ?? '');
    if (typeof value === 'object') carries = withCarried(carries, value);
  }
  return new Html(markup, carries);
}

function withCarried(before: Carried | undefined, fragment: Fragment): Carried | undefined {
  if (fragment instanceof Html) return joined(before, fragment.carries);
  if (!Array.isArray(fragment)) return before;
  let carries = before;
  for (const part of fragment as readonly Fragment[]) carries = withCarried(carries, part);
  return carries;
}

function joined(before: Carried | undefined, more: Carried | undefined): Carried | undefined {
  if (!before || !more) return before ?? more;
  return {
    holds: [...(before.holds ?? []), ...(more.holds ?? [])],
    forms: [...(before.forms ?? []), ...(more.forms ?? [])],
  };
}

/** A field that remembers what it showed before anybody typed. */
export function holding(field: Html, held: Holding): Html {
  return new Html(field.markup, joined(field.carries, { holds: [held] }));
}

/** A form around fields: what they hold is the form's from here on. */
export function holdingForm(form: Html, held: HeldForm): Html {
  return new Html(form.markup, { forms: [...(form.carries?.forms ?? []), held] });
}

/** Passes markup that we made ourselves. For `src/platform` only: a check keeps it there. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

/** Text that may hold line breaks, shown as paragraphs and breaks. */
export function paragraphs(text: string): Html {
  return html`${text
    .split(/(?:\r?\n){2,}/)
    .filter((part) => part.trim() !== '')
    .map(
      (part) => html`<p class="govuk-body">${part.split(/\r?\n/).map((line, at) => [at > 0 && html`<br>`, line])}</p>`,
    )}`;
}
