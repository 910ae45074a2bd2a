import type pg from 'pg';

const turns = 7_446_004; // the first half of the advisory locks of turns

/**
 * Does work while nobody else does the work of the same name, in this process or any other. The right is held by a
 * connection of its own: a killed process loses it at once, so that whoever comes next knows the work was left behind.
 */
export async function inTurn<Answer>(
  pool: pg.Pool,
  name: string,
  work: () => Promise<Answer>,
): Promise<Answer | 'somebody-else-is-at-it'> {
  const client = await pool.connect();
  // A connection that breaks meanwhile would otherwise end the process.
  const note = () => undefined;
  client.on('error', note);
  let isHeld = false;
  try {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as held', [
      turns,
      name,
    ]);
    isHeld = rows[0]?.held === true;
    return isHeld ? await work() : 'somebody-else-is-at-it';
  } finally {
    client.off('error', note);
    // A connection whose lock cannot be given back is closed, which gives it back.
    const isClean =
      !isHeld ||
      (await client.query('select pg_advisory_unlock($1, hashtext($2))', [turns, name]).then(
        () => true,
        () => false,
      ));
    client.release(!isClean);
  }
}
