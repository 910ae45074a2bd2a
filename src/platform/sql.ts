/** A query with its values apart, so that no text a person typed is ever part of a statement. */
export interface Query<Row> {
  readonly text: string;
  readonly values: readonly unknown[];
  /** PostgreSQL reads and plans a text that it meets again under its name once a connection. */
  readonly name: string | undefined;
  /** Never present; carries the row's type. */
  readonly row?: Row;
}

const names = new WeakMap<TemplateStringsArray, string>();
let named = 0;

function nameOf(strings: TemplateStringsArray): string {
  let name = names.get(strings);
  if (name === undefined) {
    name = freshName();
    names.set(strings, name);
  }
  return name;
}

function freshName(): string {
  named += 1;
  return `q${named}`;
}

// A connection keeps what it planned: of the texts that are put together from pieces only so many have a name.
const mostComposed = 200;
const composed = new Map<string, string>();

function nameOfComposed(text: string): string | undefined {
  const name = composed.get(text);
  if (name !== undefined || composed.size >= mostComposed) return name;
  const made = freshName();
  composed.set(text, made);
  return made;
}

function isQuery(value: unknown): value is Query<unknown> {
  return typeof value === 'object' && value !== null && 'text' in value && 'values' in value;
}

/** A query; each `${value}` becomes a parameter, and a nested `sql` fragment becomes part of the text. */
export function sql<Row = unknown>(strings: TemplateStringsArray, ...parts: readonly unknown[]): Query<Row> {
  const values: unknown[] = [];
  let text = strings[0] ?? '';
  let fixed = true;
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at];
    if (isQuery(part)) {
      fixed = false;
      const offset = values.length;
      text += part.text.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + offset}`);
      values.push(...part.values);
    } else {
      values.push(part);
      text += `$${values.length}`;
    }
    text += strings[at + 1] ?? '';
  }
  return {
    text,
    values,
    // Of a text of pieces only the whole is asked for its name.
    get name() {
      return fixed ? nameOf(strings) : nameOfComposed(text);
    },
  };
}

/** A number that the program always says, as part of a text: PostgreSQL plans for it once, and not for each number that it might be. */
export function always(number: number): Query<unknown> {
  if (!Number.isSafeInteger(number)) throw new Error('Only a whole number is part of a statement');
  return { text: String(number), values: [], name: undefined };
}

/** Whose key seals a text: destroying that one key makes everything under it unreadable. */
export interface KeyOwner {
  readonly kind: string;
  readonly id: string;
}

/** A text that is sealed on its way into the database. */
export interface Sealed {
  readonly sealedFor: KeyOwner;
  readonly text: string;
}

/** A value of a query that the database keeps sealed; whoever may read the row reads it as it was typed. */
export function sealed(owner: KeyOwner, text: string): Sealed {
  return { sealedFor: owner, text };
}

/** A text of which the database keeps a keyed digest alone. */
export interface Marked {
  readonly markedFor: KeyOwner;
  readonly text: string;
}

/** A value of a query that becomes a digest under the key of its owner: to compare with one that was kept, in SQL. */
export function marked(owner: KeyOwner, text: string): Marked {
  return { markedFor: owner, text };
}

/** A text that becomes a list: its digest under the key of each service of the installation. */
export interface MarkedEverywhere {
  readonly markedInEveryService: string;
}

/** Whether a value of a query is to become such a list. */
export function isMarkedEverywhere(value: unknown): value is MarkedEverywhere {
  return typeof value === 'object' && value !== null && 'markedInEveryService' in value;
}

/** Whether a value of a query is to become a keyed digest. */
export function isMarked(value: unknown): value is Marked {
  return typeof value === 'object' && value !== null && 'markedFor' in value;
}

/** Whether a value of a query is to be sealed. */
export function isSealed(value: unknown): value is Sealed {
  return typeof value === 'object' && value !== null && 'sealedFor' in value;
}

/** What may ask the database inside one transaction. */
export interface Db {
  /** All rows. */
  rows<Row>(query: Query<Row>): Promise<readonly Row[]>;
  /** The first row, or undefined. */
  row<Row>(query: Query<Row>): Promise<Row | undefined>;
  /** How many rows were written. */
  run(query: Query<unknown>): Promise<number>;
}
