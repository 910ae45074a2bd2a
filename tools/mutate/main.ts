import pg from 'pg';
import { openDatabase } from '#platform/database.ts';
import { superuser } from '#platform/postgres-cluster.ts';
import { faultsOfReach, makeReady, type Plan } from '../../test/support/canary/reach.ts';
import { fillMarkedWorld, type MarkedWorld } from '../../test/support/canary/world.ts';
import { startCluster, type TestCluster, type TestDatabase } from '../../test/support/cluster.ts';
import { mutantsOf, type Mutant } from './mutants.ts';

/*
 * Takes down one wall of the database after another, each in a copy of the marked world, and asks what test/canary.test.ts asks.
 * A wall that can be taken down and nobody notices is a survivor: a test is missing, or the wall holds nothing. Words as arguments
 * choose mutants by name.
 */
const wanted = process.argv.slice(2);
/** As many as two processors keep busy. */
const atATime = 3;

/** Lives that were lived to their end, ready to be asked. */
interface Played {
  readonly cluster: TestCluster;
  readonly database: TestDatabase;
  readonly world: MarkedWorld;
  readonly plan: Plan;
}

/** One copy with one wall down, asked until something is found. */
async function firstFault({ cluster, database, world, plan }: Played, mutant?: Mutant): Promise<string | undefined> {
  const copy = await cluster.copyOf(database.name);
  const optionsFor = (role: string) => cluster.optionsFor(role, copy.name);
  try {
    if (mutant) await asSuperuser(cluster, copy, (client) => client.query(mutant.statement));
    const first = mutant ? [mutant.table] : [];
    return (await faultsOfReach({ ...cluster, optionsFor }, world, { plan, first, isEnough: true }))[0];
  } finally {
    await copy.drop();
  }
}

async function asSuperuser<Answer>(
  cluster: TestCluster,
  { name }: TestDatabase,
  work: (client: pg.Client) => Promise<Answer>,
): Promise<Answer> {
  const client = new pg.Client(cluster.optionsFor(superuser, name));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function play(cluster: TestCluster): Promise<Played> {
  const database = await cluster.createDatabase();
  const doors = openDatabase({ ...cluster, optionsFor: (login) => database.optionsFor(login) });
  const world = await fillMarkedWorld(doors, new Date());
  await doors.close();
  return { cluster, database, world, plan: await asSuperuser(cluster, database, makeReady) };
}

async function mutate(cluster: TestCluster): Promise<number> {
  const played = await play(cluster);
  const before = await firstFault(played);
  if (before !== undefined) {
    console.log(`The walls do not hold as they are: ${before}`);
    return 1;
  }
  const all = await asSuperuser(cluster, played.database, mutantsOf);
  const mutants = all.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
  const survivors: string[] = [];
  const waiting = [...mutants.entries()];
  const take = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, mutant] = next;
      const began = performance.now();
      const fault = await firstFault(played, mutant);
      if (fault === undefined) survivors.push(mutant.name);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(
        `${at + 1} of ${mutants.length}  ${seconds} s  ${mutant.name}\n    ${fault === undefined ? 'SURVIVES' : `noticed: ${fault}`}`,
      );
    }
  };
  await Promise.all(Array.from({ length: atATime }, take));
  for (const name of survivors) console.log(`Survives: ${name}`);
  console.log(`${mutants.length} walls taken down in turn, ${survivors.length} survivors`);
  return survivors.length === 0 && mutants.length > 0 ? 0 : 1;
}

const cluster = await startCluster();
try {
  process.exitCode = await mutate(cluster);
} finally {
  await cluster.stop();
}
