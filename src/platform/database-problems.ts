import pg from 'pg';
import { isNotProven } from './encrypted-way.ts';
import { codeOf, Problem } from './problem.ts';

/** Connects once, and turns what stands in the way into a sentence that never shows a password. */
export async function connectTo(options: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client({ connectionTimeoutMillis: 10_000, ...options });
  // A connection that breaks between two queries would otherwise end the process; the next query tells.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw databaseProblem(error, client);
  }
}

/** Turns a connection's failure into a sentence to the operator; anything else stays what it was. */
function databaseProblem(error: unknown, at: Pick<pg.Client, 'host' | 'port' | 'database' | 'user'>): unknown {
  const where = at.host.startsWith('/') ? `on the socket in ${at.host}` : `at ${at.host}:${at.port}`;
  const check = 'Check DATABASE_URL, and that the database is running.';
  if (isNotProven(error))
    return new Problem(
      `The database ${where} does not prove that it is ${at.host} (${codeOf(error)}), so nothing was sent to it. Its certificate must be of that name, in its time, and of an issuer that is trusted: CA_FILE names others than those that everybody trusts.`,
    );
  if (error instanceof Error && /does not support SSL/.test(error.message))
    return new Problem(
      `The database ${where} does not speak TLS, so nothing was sent to it. Switch it on there; or, where nobody can listen between here and there, add ${at.host} to HOSTS_WITHOUT_TLS.`,
    );
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
    case '57P03':
      return new Problem(`The database ${where} does not answer. ${check}`);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new Problem(`There is no machine called ${at.host}, where DATABASE_URL says the database is.`);
    case '28P01':
    case '28000':
      return new Problem(
        `The database ${where} does not let the user ${at.user ?? ''} in. Check the user and password in DATABASE_URL.`,
      );
    case '3D000':
      return new Problem(
        `There is no database called ${at.database ?? ''} ${where}. Make it, owned by the user ${at.user ?? ''}.`,
      );
    default:
      return isTimeout(error) ? new Problem(`The database ${where} does not answer. ${check}`) : error;
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && /timeout|terminated unexpectedly/i.test(error.message);
}
