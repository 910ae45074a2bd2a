import type { Database } from './database.ts';
import type { Identity, Login } from './identity.ts';
import type { Db, Query } from './sql.ts';

/** The logins that pages are read on. */
const doorLogins = ['tp_public', 'tp_participant', 'tp_staff', 'tp_referrer', 'tp_commissioner', 'tp_api'] as const;

/** Somebody who reads at a door; never the hand, the doorkeeper or the worker. */
export interface Reader extends Identity {
  readonly login: (typeof doorLogins)[number];
  readonly kind: Exclude<Identity['kind'], 'hand'>;
}

/** What a door may ask of the database: as its reader, or by a function of the doorkeeper. No way leads to the hand from here. */
export interface ReadersDatabase {
  /** Runs in one read-only transaction as a reader: what row-level security hides is not there. */
  read<Answer>(reader: Reader, work: (db: Db) => Promise<Answer>): Promise<Answer>;
  /** One statement on the doorkeeper’s login, for its named functions. */
  ask<Row>(login: 'tp_doorkeeper', query: Query<Row>): Promise<readonly Row[]>;
  /** Resolves when the database answers; rejects when it does not. */
  answers(): Promise<void>;
}

/** The database as doors are handed it. What the types say is held once more while it runs: whoever goes round them gets an error, and no row. */
export function forReaders(database: Database): ReadersDatabase {
  const isOneOf = (logins: readonly Login[], login: Login) => logins.includes(login);
  return Object.freeze({
    read: async <Answer>(reader: Reader, work: (db: Db) => Promise<Answer>) => {
      if (!isOneOf(doorLogins, reader.login)) throw new Error(`A door does not read as ${reader.login}`);
      return database.read(reader, work);
    },
    ask: async <Row>(login: 'tp_doorkeeper', query: Query<Row>) => {
      if (!isOneOf(['tp_doorkeeper'], login)) throw new Error('A door asks the doorkeeper, and nobody else');
      return database.ask(login, query);
    },
    answers: () => database.answers(),
  });
}
