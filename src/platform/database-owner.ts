import type { DatabaseServer } from './database-logins.ts';
import { connectTo } from './database-problems.ts';
import { dbOn } from './database.ts';
import type { Db } from './sql.ts';

/**
 * Reads in one transaction as the owner of the tables, for a command that an operator runs: it sees one moment of the
 * database and can write nothing.
 */
export async function readAsOwner<Answer>(
  server: Pick<DatabaseServer, 'optionsFor'>,
  work: (db: Db) => Promise<Answer>,
): Promise<Answer> {
  const client = await connectTo(server.optionsFor('tp_migrator'));
  try {
    await client.query('begin isolation level repeatable read read only; set local role tp_owner');
    return await work(dbOn((query) => client.query({ text: query.text, values: [...query.values] })));
  } finally {
    await client.end();
  }
}

/** Writes in one transaction as the owner of the tables, for a command that an operator runs. */
export async function writeAsOwner<Answer>(
  server: Pick<DatabaseServer, 'optionsFor'>,
  work: (db: Db) => Promise<Answer>,
): Promise<Answer> {
  const client = await connectTo(server.optionsFor('tp_migrator'));
  try {
    await client.query('begin; set local role tp_owner');
    const answer = await work(dbOn((query) => client.query({ text: query.text, values: [...query.values] })));
    await client.query('commit');
    return answer;
  } finally {
    // Whatever was not committed ends with the connection.
    await client.end();
  }
}
