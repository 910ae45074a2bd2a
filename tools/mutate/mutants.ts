import type pg from 'pg';
import { withoutWords, wordColumns } from '../../test/support/canary/columns.ts';

/** One wall taken down, and put back. */
export interface Mutant {
  readonly name: string;
  /** The table or function where to look first. */
  readonly of: string;
  readonly statement: string;
  readonly undo: string;
  /** Changes who was granted what. */
  readonly isGrant?: boolean;
}

interface Policy {
  readonly table: string;
  readonly policy: string;
  readonly using: string | null;
  readonly check: string | null;
}

/**
 * Every policy with what it lets through, and with what it lets in, widened to *true* in turn; each table without row security, and
 * without what binds its owner, with whose rights functions run; each column of words granted to a door that has the others of its
 * table; and each function with its owner's rights, which a door may call, without one of the things that it looks for. What is
 * *true* already by design cannot be widened: it is listed with its reason where the tests ask for it.
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
    ...wider(table, policy, 'using', using),
    ...wider(table, policy, 'with check', check),
  ]);
  const switched = tables.rows.flatMap(({ table }) => [off(table), unforced(table)]);
  return [...widened, ...switched, ...(await granted(client)), ...(await unlooking(client))];
}

function wider(table: string, policy: string, part: 'using' | 'with check', says: string | null): readonly Mutant[] {
  if (says === null || says === 'true') return [];
  const alter = `alter policy ${policy} on ${table} ${part}`;
  return [
    {
      name: `${table} ${policy} ${part} (true)`,
      of: table,
      statement: `${alter} (true)`,
      undo: `${alter} (${says})`,
    },
  ];
}

function off(table: string): Mutant {
  const alter = (how: string) => `alter table ${table} ${how} row level security`;
  return { name: `${table} without row security`, of: table, statement: alter('disable'), undo: alter('enable') };
}

function unforced(table: string): Mutant {
  const alter = (how: string) => `alter table ${table} ${how} row level security`;
  return { name: `${table} not binding its owner`, of: table, statement: alter('no force'), undo: alter('force') };
}

async function granted(client: pg.Client): Promise<readonly Mutant[]> {
  const { rows } = await client.query<{ login: string; table: string; column: string }>(`
    select r.rolname as login, c.relname as table, a.attname as column
      from pg_roles r, pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where r.rolname in ('tp_public', 'tp_participant', 'tp_staff', 'tp_referrer', 'tp_commissioner', 'tp_api')
       and c.relnamespace = 'app'::regnamespace and c.relkind = 'r'
       and has_any_column_privilege(r.rolname, c.oid, 'select') and not has_column_privilege(r.rolname, c.oid, a.attnum, 'select')
     order by 2, 3, 1`);
  const ofWords = (await wordColumns(client)).map(({ table, column }) => `${table}.${column}`);
  return rows
    .filter(({ table, column }) => ofWords.includes(`${table}.${column}`) && !(`${table}.${column}` in withoutWords))
    .map(({ login, table, column }) => ({
      name: `app.${table} ${column} granted to ${login}`,
      of: `app.${table}`,
      statement: `grant select (${column}) on app.${table} to ${login}`,
      undo: `revoke select (${column}) on app.${table} from ${login}`,
      isGrant: true,
    }));
}

/** What a function looks for before it tells anything, and what it is without that. */
const looks: readonly (readonly [what: RegExp, without: string])[] = [
  [/trails\.is_data_officer\(\)/g, 'true'],
  [/[\w.]+ <> all \((?:array\(select trails\.closed_cases\(\)\)|closed)\)/g, 'true'],
  [/[\w.]+ = \(select app\.staff_id\(\)\)/g, 'true'],
  [/[\w.]+ = app\.staff_id\(\)/g, 'true'],
];

/**
 * Functions of the search look for who asks a second time: its policies give it no roles and no cases of anybody else. So do those
 * of the owner where a participant asks for their own arrival, which is why *participant_id* is none of the things looked for here.
 */
function isSaidByItsPolicies(owner: string, text: string): boolean {
  return owner === 'tp_search' && text.endsWith('app.staff_id())');
}

/**
 * Without whose conflict of interest it is, a case would be closed to more people, not to fewer. And whoever asks for people by name
 * is looked at twice: *trails.of_people*, through which each of them goes, looks for the same.
 */
function isNoWall(name: string, text: string): boolean {
  if (name === 'trails.people_named') return text === 'trails.is_data_officer()';
  return name === 'trails.closed_cases' && text.startsWith('c.staff_id');
}

async function unlooking(client: pg.Client): Promise<readonly Mutant[]> {
  const { rows } = await client.query<{ name: string; owner: string; says: string }>(`
    select n.nspname || '.' || p.proname as name, pg_get_userbyid(p.proowner) as owner, pg_get_functiondef(p.oid) as says
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('app', 'trails') and p.prosecdef and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype
       and exists (select from pg_roles r where r.rolname in ('tp_public', 'tp_participant', 'tp_staff', 'tp_referrer', 'tp_commissioner', 'tp_api')
         and has_function_privilege(r.rolname, p.oid, 'execute'))
     order by 1`);
  return rows.flatMap(({ name, owner, says }) => {
    const found = [
      ...looks.flatMap(([what, without]) =>
        [...says.matchAll(what)].map(({ 0: text, index }) => ({ text, index, without })),
      ),
      ...askings(says),
    ].filter(({ text }) => !isSaidByItsPolicies(owner, text) && !isNoWall(name, text));
    return found.map(({ text, index, without }) => ({
      name: `${name} without ${text.replace(/\s+/g, ' ').slice(0, 60)} at ${index}`,
      of: name,
      statement: `${says.slice(0, index)}${without}${says.slice(index + text.length)}`,
      undo: says,
    }));
  });
}

/** Where a function looks for a row that lets somebody in. */
function askings(says: string): readonly { readonly text: string; readonly index: number; readonly without: string }[] {
  return [...says.matchAll(/(not )?exists \(select from app\.(?:case_readers|staff_roles) /g)].map(
    ({ 0: head, 1: not, index }) => {
      let depth = 1;
      let end = index + head.indexOf('(') + 1;
      for (; depth > 0; end += 1) depth += { '(': 1, ')': -1 }[says[end] ?? ''] ?? 0;
      return { text: says.slice(index, end), index, without: not ? 'false' : 'true' };
    },
  );
}

/** All walls of the database in one digest: what was put back stands as before. */
export async function wallsAsTheyStand(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ digest: string }>(`
    select md5(string_agg(wall, '|' order by wall)) as digest from (
      select concat_ws(' ', schemaname, tablename, policyname, roles, cmd, permissive, qual, with_check) as wall from pg_policies
      union all select concat_ws(' ', oid, relrowsecurity, relforcerowsecurity, relacl) from pg_class
      union all select concat_ws(' ', attrelid, attnum, attacl) from pg_attribute where attacl is not null
      union all select concat_ws(' ', oid, prosecdef, prosrc, proacl) from pg_proc where pronamespace::regnamespace::text in ('app', 'trails', 'doorkeeper', 'jobs')
    ) as walls`);
  return rows[0]?.digest ?? '';
}
