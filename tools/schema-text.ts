import type pg from 'pg';
import * as catalogue from './schema-queries.ts';

const heading = `-- The database as it is. Written by tools/schema.ts from a freshly migrated database; never edited by hand.
-- Read it to know what holds; change it by a new migration. Privileges are listed after what they are for.
`;

/** The whole schema as text, in an order that depends on names alone. */
export async function schemaText(client: pg.Client): Promise<string> {
  const parts = [heading];
  for (const part of [extensions, schemas, tables, functions]) parts.push(...(await part(client)));
  return `${parts
    .join('\n')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

async function extensions(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(catalogue.extensions);
  return [...rows.map(({ name }) => `create extension ${name};`), ''];
}

async function schemas(client: pg.Client): Promise<readonly string[]> {
  const found = await client.query<{ name: string; owner: string }>(catalogue.schemas);
  const grants = await client.query<{ on: string; what: string; who: string }>(catalogue.schemaGrants);
  return [
    ...found.rows.map(({ name, owner }) => `create schema ${name} authorization ${owner};`),
    ...grants.rows.map(({ on, what, who }) => `grant ${what} on schema ${on} to ${who};`),
    '',
  ];
}

async function tables(client: pg.Client): Promise<readonly string[]> {
  const lines = await linesByTable(client);
  const { rows } = await client.query<catalogue.Table>(catalogue.tables);
  return rows.flatMap((table) => {
    const of = (kind: keyof typeof lines): readonly string[] => lines[kind].get(table.name) ?? [];
    const inside = [...of('columns'), ...of('constraints')].map((line) => `  ${line}`).join(',\n');
    return [
      `\ncreate ${table.unlogged ? 'unlogged ' : ''}table ${table.name} (\n${inside}\n);`,
      ...(table.owner === 'tp_owner' ? [] : [`alter table ${table.name} owner to ${table.owner};`]),
      ...(table.enabled ? [`alter table ${table.name} enable row level security;`] : []),
      ...(table.forced ? [`alter table ${table.name} force row level security;`] : []),
      ...[...of('policies'), ...of('indexes'), ...of('triggers'), ...of('grants')].map((line) => `${line};`),
    ];
  });
}

async function linesByTable(client: pg.Client) {
  const read = async (query: string): Promise<ReadonlyMap<string, readonly string[]>> => {
    const { rows } = await client.query<{ table: string; line: string }>(query);
    const found = Map.groupBy(rows, ({ table }) => table);
    return new Map([...found].map(([table, of]) => [table, of.map(({ line }) => line)]));
  };
  return {
    columns: await read(catalogue.columns),
    constraints: await read(catalogue.constraints),
    policies: await read(catalogue.policies),
    indexes: await read(catalogue.indexes),
    triggers: await read(catalogue.triggers),
    grants: await read(catalogue.tableGrants),
  };
}

async function functions(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<catalogue.Routine>(catalogue.functions);
  return rows.flatMap(({ definition, signature, kind, owner, who }) => [
    `\n${definition.trimEnd()};`,
    ...(owner === 'tp_owner' ? [] : [`alter ${kind} ${signature} owner to ${owner};`]),
    `-- may be called by: ${who}`,
  ]);
}
