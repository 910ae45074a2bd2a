import pg from 'pg';
import { signIdentity, type Identity, type Login } from './identity.ts';
import type { Keyring } from './keyring.ts';
import { codeOf } from './problem.ts';
import { markingEverywhere, sealing, type Transaction } from './sealing.ts';
import type { Db, Query } from './sql.ts';

export interface DatabaseOptions {
  /** How to connect as a login. */
  readonly optionsFor: (login: Login) => pg.ClientConfig;
  readonly identityKey: Buffer;
  /** The keys that the data keys of sealed texts are wrapped with. */
  readonly keyring: Keyring;
  /** Connections a login may hold; all pools together stay under 40. */
  readonly poolSize?: Partial<Record<Login, number>> | undefined;
  /** Sees every statement; for tests and the log. */
  readonly watch?: ((login: Login, text: string) => void) | undefined;
  /** Told of a connection that broke while idle. */
  readonly onBroken?: ((login: Login, error: Error) => void) | undefined;
}

const usualSize: Record<Login, number> = {
  tp_public: 3,
  tp_participant: 5,
  tp_staff: 8,
  tp_referrer: 2,
  tp_commissioner: 2,
  tp_api: 2,
  tp_hand: 6,
  tp_doorkeeper: 3,
  tp_worker: 6,
};

export interface Database {
  /** Runs in one read-only transaction as a reader: what row-level security hides is not there. */
  read<Answer>(identity: Identity, work: (db: Db) => Promise<Answer>): Promise<Answer>;
  /** Runs in one writing transaction under an identity. Rolls back when the work throws or `keep` says no. */
  write<Answer>(
    identity: Identity,
    work: (db: Db) => Promise<Answer>,
    keep?: (answer: Answer) => boolean,
  ): Promise<Answer>;
  /** Goes on in a transaction that is open already as somebody else of the same login. */
  goOnAs(db: Db, identity: Identity): Promise<void>;
  /** The signed text of an identity, for a function of the database that takes it as an argument and checks it. */
  sign(identity: Identity): string;
  /** One statement on a login without an identity, for the doorkeeper's named functions. */
  ask<Row>(login: Login, query: Query<Row>): Promise<readonly Row[]>;
  /** Resolves when the database answers a login of ours; rejects when it does not. */
  answers(): Promise<void>;
  /** The pool of a login, for the job runner. */
  pool(login: Login): pg.Pool;
  close(): Promise<void>;
}

interface Begun {
  readonly login: Login;
  readonly sealedAs: Transaction;
  readonly begun: Promise<unknown>;
  readonly isOver: () => boolean;
}

const knowAs = { name: 'know-as', text: `select set_config('app.identity', $1, true)` };
// With it comes how often keys were destroyed: what this process unwrapped before is not used again.
const beginAs = {
  name: 'begin-as',
  text: `select set_config('app.identity', $1, true), app.keys_destroyed() as destroyed`,
};

// Days stay texts: a Date would move them across a clock change.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Opens the pools, one for each login, each connected when first used. */
export function openDatabase(options: DatabaseOptions): Database {
  const pools = new Map<Login, pg.Pool>();
  const sealFor = sealing(options.keyring);
  const markEverywhere = markingEverywhere(options.keyring);

  function pool(login: Login): pg.Pool {
    const open = pools.get(login);
    if (open) return open;
    const made = new pg.Pool({
      ...options.optionsFor(login),
      max: options.poolSize?.[login] ?? usualSize[login],
      pipeline: true,
      idleTimeoutMillis: 30_000,
      application_name: `talking-piece ${login}`,
    });
    made.on('error', (error) => options.onBroken?.(login, error));
    pools.set(login, made);
    return made;
  }

  function sign(identity: Identity, at = new Date()): string {
    return signIdentity(identity, options.identityKey, at);
  }

  // To PostgreSQL the time in a transaction is that of its beginning: whoever goes on in one that is five minutes old is
  // signed as of then, or nobody would be known in it any more.
  const begunAt = new WeakMap<Db, Date>();

  async function run<Answer>(
    identity: Identity,
    begin: string,
    work: (db: Db) => Promise<Answer>,
    keep: (answer: Answer) => boolean,
  ): Promise<Answer> {
    const client = await pool(identity.login).connect();
    // Of several that work together one fails first: what the others would still ask would be asked in a transaction of whoever has
    // the connection next.
    let isOver = false;
    try {
      // As a value, never in the text: whoever holds the same login reads the text of every statement in pg_stat_activity,
      // and for five minutes could be whoever is signed there.
      const at = new Date();
      // Both go off with the first statement of the work, in one journey. That waits for them too: unless both are done, nothing is.
      const sealedAs: { readonly serviceId: string; destroyed: number | undefined } = {
        serviceId: identity.serviceId,
        destroyed: undefined,
      };
      const begun = Promise.all([
        client.query(begin),
        client.query<{ destroyed: number }>({ ...beginAs, values: [sign(identity, at)] }).then(({ rows }) => {
          sealedAs.destroyed = rows[0]?.destroyed;
          return rows;
        }),
      ]);
      begun.catch(() => undefined); // whoever waits for it is told
      const db = onClient(client, { login: identity.login, sealedAs, begun, isOver: () => isOver });
      begunAt.set(db, at);
      const answer = await work(db);
      await begun;
      isOver = true;
      await client.query(keep(answer) ? 'commit' : 'rollback');
      client.release();
      return answer;
    } catch (error) {
      isOver = true;
      // A connection that cannot roll back is broken: destroying it ends its transaction at the server too.
      const broken = await client.query('rollback').then(
        () => false,
        () => true,
      );
      client.release(broken);
      throw error;
    }
  }

  function onClient(client: pg.PoolClient, { login, sealedAs, begun, isOver }: Begun): Db {
    async function send({ name, text }: Query<unknown>, values: readonly unknown[]): Promise<pg.QueryResult> {
      if (isOver()) throw new Error('This transaction is over');
      options.watch?.(login, text);
      const sent = name === undefined ? { text, values: [...values] } : { name, text, values: [...values] };
      const [, answer] = await Promise.all([begun, client.query(sent)]);
      return answer;
    }
    const ask = async <Row>(query: Query<Row>) => (await send(query, query.values)).rows as Row[];
    const seal = sealFor(sealedAs, ask, login === 'tp_hand' ? 'write' : 'read');
    return dbOn(async (query) => {
      const answer = await send(query, await seal.seal(query.values));
      await seal.open(answer.rows);
      return answer;
    });
  }

  return {
    read: (identity, work) => run(identity, 'begin read only', work, () => true),
    write: (identity, work, keep = () => true) => run(identity, 'begin', work, keep),
    sign: (identity) => sign(identity),
    goOnAs: async (db, identity) => {
      await db.run({ ...knowAs, values: [sign(identity, begunAt.get(db))] });
    },
    ask: async <Row>(login: Login, query: Query<Row>) => {
      options.watch?.(login, query.text);
      const ask = async <Each>({ text, values }: Query<Each>) =>
        (await pool(login).query(text, [...values])).rows as Each[];
      const marked = { ...query, values: await markEverywhere(ask, query.values) };
      // A statement alone: one that met another halfway was undone whole, and is asked again.
      try {
        return await ask(marked);
      } catch (error) {
        if (!metHalfway(error)) throw error;
        return ask(marked);
      }
    },
    answers: async () => void (await pool('tp_doorkeeper').query('select 1')),
    pool,
    close: async () => {
      await Promise.all([...pools.values()].map((each) => each.end()));
    },
  };
}

/** What asks by sending queries one way. */
export function dbOn(send: (query: Query<unknown>) => Promise<pg.QueryResult>): Db {
  return {
    rows: async <Row>(query: Query<Row>) => (await send(query)).rows as Row[],
    row: async <Row>(query: Query<Row>) => (await send(query)).rows[0] as Row | undefined,
    run: async (query) => (await send(query)).rowCount ?? 0,
  };
}

/** Whether two transactions waited for each other and the database ended this one, whole (a deadlock, 40P01). */
export function metHalfway(error: unknown): boolean {
  return codeOf(error) === '40P01';
}

/** The name of the constraint that refused a row, when that is what an error is about. */
export function refusedBy(error: unknown): string | undefined {
  if (!(error instanceof pg.DatabaseError)) return undefined;
  return error.code?.startsWith('23') ? error.constraint : undefined;
}
