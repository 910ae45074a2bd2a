import pg from 'pg';

/** A statement as a page sent it. */
export interface Asked {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A driver that writes down what it is asked while `asked` is a list, and has somebody else answer what a page needs while there is an `instead`. */
export class Listener {
  asked: Asked[] | undefined;
  instead: ((asked: Asked) => Promise<pg.QueryResult>) | undefined;
  /** The class of client that a pool takes in place of the driver's own. */
  client(): new (config?: string | pg.ClientConfig) => pg.Client {
    const hear = (query: unknown) => this.hear(query);
    return class extends pg.Client {
      constructor(config?: string | pg.ClientConfig) {
        super(config);
        const send = this.query.bind(this) as (...all: unknown[]) => unknown;
        Object.assign(this, {
          query: (...all: unknown[]) => hear(all[0]) ?? send(...all),
        });
      }
    };
  }
  private hear(query: unknown): Promise<pg.QueryResult> | undefined {
    const asked = askedBy(query);
    if (!asked) return undefined;
    this.asked?.push(asked);
    return this.instead && needed([asked]).length > 0 ? this.instead(asked) : undefined;
  }
}

function askedBy(query: unknown): Asked | undefined {
  if (typeof query === 'string') return { text: query, values: [] };
  if (typeof query !== 'object' || query === null || !('text' in query)) return undefined;
  const { text, values = [] } = query as { text: string; values?: readonly unknown[] };
  return { text, values };
}

/**
 * What a page needs of what it asked: the SELECTs on tables of the service. Not who is signed in, not begin and commit, not
 * who reads, not the keys of what is sealed: those are what our way of working adds, and are measured as such.
 */
export function needed(asked: readonly Asked[]): readonly Asked[] {
  return asked.filter(({ text }) => /\bapp\.\w/.test(text) && !/set_config|app\.(opening|marking)_keys/.test(text));
}

/**
 * The same tables as somebody without row security would ask them: through views that name the service and, for the cases,
 * the reader where that narrows. PostgreSQL folds such views into the statement, so they are but another WHERE.
 */
export async function makeBareTables(
  client: pg.Client,
  schema: string,
  whose: {
    readonly serviceId: string;
    readonly readerId: string;
    readonly onlyOf?: string;
    readonly inClear?: boolean;
  },
): Promise<void> {
  const service = pg.escapeLiteral(whose.serviceId);
  const { rows } = await client.query<{ name: string; isCopied: boolean }>(
    `
    select c.relname as name, to_regclass($1 || '.' || c.relname) is not null as "isCopied" from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'app' and c.relkind = 'r'
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'service_id')`,
    [whose.inClear === true ? clearCopies : ''],
  );
  await client.query(`create schema ${schema}`);
  for (const { name, isCopied } of rows) {
    const own =
      name === 'cases' && whose.onlyOf !== undefined
        ? ` and exists (select from app.case_readers r where r.service_id = t.service_id and r.case_id = t.id and r.staff_id = ${pg.escapeLiteral(whose.onlyOf)})`
        : '';
    await client.query(
      `create view ${schema}.${name} as select * from ${isCopied ? clearCopies : 'app'}.${name} t where service_id = ${service}${own}`,
    );
  }
  await client.query(`
    create function ${schema}.staff_id() returns uuid language sql immutable as $$ select ${pg.escapeLiteral(whose.readerId)}::uuid $$;
    create function ${schema}.named_service() returns uuid language sql immutable as $$ select ${service}::uuid $$;
    create function ${schema}.search_cases(wanted text, mark text, most int) returns table (case_id uuid) language sql stable as $$
      with hits as materialized (select distinct case_id from ${schema}.search_entries where words like '%' || wanted || '%' or (mark <> '' and marks @> array[mark]))
      select h.case_id from hits h join ${schema}.cases c on c.id = h.case_id order by h.case_id limit least(most, 200) $$;
    create function ${schema}.opening_keys(wanted uuid[]) returns table (id uuid, wrapped bytea, by_number int) language sql stable as $$
      select id, wrapped, wrapped_by from ${schema}.data_keys where id = any (wanted) $$`);
}

const clearCopies = 'in_clear';

/** Copies tables as they are before they are sealed, with their indexes: the same rows in clear. */
export async function copyInClear(client: pg.Client, tables: readonly string[]): Promise<void> {
  await client.query(`create schema ${clearCopies}`);
  for (const name of tables) {
    await client.query(`create table ${clearCopies}.${name} (like app.${name} including all excluding constraints)`);
    // What PostgreSQL works out by itself it works out again.
    const { rows } = await client.query<{ columns: string }>(
      `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
        where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      [`app.${name}`],
    );
    const columns = rows[0]?.columns ?? '';
    await client.query(
      `insert into ${clearCopies}.${name} (${columns}) overriding system value select ${columns} from app.${name}`,
    );
  }
}

/** A statement on the bare tables, under a name, so that it is planned once. */
export function bare({ text, values }: Asked, schema: string, names: Map<string, string>): pg.QueryConfig {
  const on = text
    .replace(/\bapp\.(\w+)(?!\w*\s*\()/g, `${schema}.$1`)
    .replace(/\bapp\.(search_cases|opening_keys|staff_id|named_service)\(/g, `${schema}.$1(`);
  const name = names.get(on) ?? `bare${names.size + 1}`;
  names.set(on, name);
  return { name, text: on, values: [...values] };
}
