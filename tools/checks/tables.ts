import { textOf } from './tree.ts';

/** The tables of the product, as `migrations/schema.sql` names them. */
export function tablesOf(root: string): readonly string[] {
  const schema = textOf(root, 'migrations/schema.sql') ?? '';
  const made = schema.matchAll(/^create (?:unlogged )?table (?:app|trails)\.([a-z0-9_]+)/gim);
  return [...made].flatMap(([, name]) => name ?? []).toSorted();
}

const writing = /\b(insert\s+into|update|delete\s+from|merge\s+into)\s+(?:only\s+)?(?:app\.|trails\.)?([a-z0-9_]+)/gi;
const reading = /\b(?:from|join|using)\s+(?:only\s+)?(?:app\.|trails\.)?([a-z0-9_]+)/gi;

/** The tables that the SQL in a source file writes to. */
export function writtenIn(text: string, tables: readonly string[]): ReadonlySet<string> {
  const named = [...withoutComments(text).matchAll(writing)].map(([, , table = '']) => table.toLowerCase());
  return new Set(named.filter((table) => tables.includes(table)));
}

/** The tables that the SQL in a source file reads from. */
export function readIn(text: string, tables: readonly string[]): ReadonlySet<string> {
  const named = [...withoutComments(text).matchAll(reading)].map(([, table = '']) => table.toLowerCase());
  return new Set(named.filter((table) => tables.includes(table)));
}

// Words about SQL in comments are not SQL.
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*(\/\/|--).*$/gm, '');
}
