/** Markup that has already been made safe. Only `html` and `trusted` make one. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
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
  for (let at = 0; at < values.length; at += 1) markup += render(values[at]) + (strings[at + 1] ?? '');
  return new Html(markup);
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
