import type pg from 'pg';

/** One wall taken down. */
export interface Mutant {
  readonly name: string;
  readonly table: string;
  readonly statement: string;
}

interface Policy {
  readonly table: string;
  readonly policy: string;
  readonly using: string | null;
  readonly check: string | null;
}

/**
 * Every policy with what it lets through, and with what it lets in, widened to *true* in turn; and each table without row security.
 * What is *true* already by design cannot be widened: it is listed with its reason where the tests ask for it.
 */
export async function mutantsOf(client: pg.Client): Promise<readonly Mutant[]> {
  const { rows } = await client.query<Policy>(`
    select quote_ident(schemaname) || '.' || quote_ident(tablename) as table, quote_ident(policyname) as policy,
           qual as using, with_check as check
      from pg_policies where schemaname in ('app', 'trails', 'doorkeeper') order by 1, 2`);
  const tables = await client.query<{ table: string }>(`
    select n.nspname || '.' || quote_ident(c.relname) as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('app', 'trails', 'doorkeeper') and c.relkind in ('r', 'p') and c.relrowsecurity order by 1`);
  const widened = rows.flatMap(({ table, policy, using, check }) => [
    ...(isNarrow(using) ? [wider(table, policy, 'using')] : []),
    ...(isNarrow(check) ? [wider(table, policy, 'with check')] : []),
  ]);
  const off = tables.rows.map(({ table }) => ({
    name: `${table} without row security`,
    table,
    statement: `alter table ${table} disable row level security`,
  }));
  return [...widened, ...off];
}

function isNarrow(expression: string | null): boolean {
  return expression !== null && expression !== 'true';
}

function wider(table: string, policy: string, part: 'using' | 'with check'): Mutant {
  return {
    name: `${table} ${policy} ${part} (true)`,
    table,
    statement: `alter policy ${policy} on ${table} ${part} (true)`,
  };
}
