import { type Fragment, Html, html } from '#platform/html.ts';

/** What a component shows: the markup when there is any, or else the text. */
export interface Content {
  readonly text?: string | number | undefined;
  readonly html?: Html | undefined;
}

/** An entry of a list, or nothing in its place, so that a page can write `condition && entry`. */
export type Maybe<Entry> = Entry | false | null | undefined;

/** Whether there is markup that holds anything. */
export function hasMarkup(markup: Maybe<Html>): markup is Html {
  return markup instanceof Html && markup.markup !== '';
}

/** Whether there is anything to show. */
export function hasContent(shown: Maybe<Content>): shown is Content {
  if (!shown) return false;
  return hasMarkup(shown.html) || Boolean(shown.text);
}

/** What to show, escaped unless it is markup. */
export function content(shown: Maybe<Content>): Fragment {
  if (!shown) return undefined;
  return hasMarkup(shown.html) ? shown.html : shown.text;
}

/** Shows every entry that is there, with a space after each. Positions count the missing ones too. */
export function each<Entry extends object>(
  entries: readonly Maybe<Entry>[] | undefined,
  show: (entry: Entry, position: number) => Html,
): Html {
  return html`${(entries ?? []).map((entry, position) => entry && html`${show(entry, position)} `)}`;
}
