import type pg from 'pg';

/*
 * A closed case rests: what it was when it closed, it stays, but for what is written late about it. The fingerprint is
 * taken of every table of a case there is, so that a table of tomorrow rests too unless it is named here.
 */

/** What is written late: who said what and did what afterwards; and who may open the file, which is not of the case itself. */
const late: readonly string[] = [
  'history',
  'notes',
  'contacts',
  'tasks',
  'follow_ups',
  'surveys',
  'reoffending_checks',
  'consents',
  'notices',
  // Who has it at another service is known later.
  'transfers',
  // That a message which leaves late was looked through before it left.
  'word_checks',
  'search_entries',
  'likeness_entries',
  'conflicts',
  'allocations',
  'case_readers',
  'invitations',
  'sessions',
];

/** Columns that move in a table that rests: the place in the caseload, and when words that crossed were first read. */
const moving: Readonly<Record<string, string>> = { cases: 'touched_at', releases: 'read_at' };

/** The query that takes the fingerprint of everything that rests, made from the tables there are. */
export async function fingerprintQuery(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'case_id'
      where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' order by 1`,
  );
  const tables = rows.map(({ name }) => name).filter((name) => !late.includes(name));
  if (!tables.includes('letters') || !tables.includes('closures'))
    throw new Error('The tables of a case are not found');
  const parts = [...tables, 'cases'].map((table) => {
    const row = `(to_jsonb(x) - '${moving[table] ?? ''}')::text`;
    const id = table === 'cases' ? 'id' : 'case_id';
    return `select '${table}' as name, md5(coalesce(string_agg(${row}, ';' order by ${row}), '')) as md5
      from app.${table} x where service_id = $1 and ${id} = $2`;
  });
  return parts.join(' union all ');
}

export type Fingerprint = ReadonlyMap<string, string>;

/** The fingerprint of a case, table by table. */
export async function fingerprintOf(
  client: pg.Client,
  text: string,
  which: { readonly serviceId: string; readonly caseId: string },
): Promise<Fingerprint> {
  const { rows } = await client.query<{ name: string; md5: string }>({
    name: 'fingerprint',
    text,
    values: [which.serviceId, which.caseId],
  });
  return new Map(rows.map(({ name, md5 }) => [name, md5]));
}

/** Which tables of a closed case changed although it rests. */
export function restComplaints(before: Fingerprint, after: Fingerprint): readonly string[] {
  const changed = [...after].filter(([name, md5]) => before.get(name) !== md5);
  return changed.map(([name]) => `rest: ${name} changed while the case was closed`);
}
