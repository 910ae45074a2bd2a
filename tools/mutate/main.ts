import pg from 'pg';
import { openDatabase } from '#platform/database.ts';
import { superuser } from '#platform/postgres-cluster.ts';
import { makeReady, planOf, Reach, type Plan } from '../../test/support/canary/reach.ts';
import { fillMarkedWorld, type MarkedWorld } from '../../test/support/canary/world.ts';
import { startCluster, type TestCluster, type TestDatabase } from '../../test/support/cluster.ts';
import { mutantsOf, wallsAsTheyStand, type Mutant } from './mutants.ts';

/*
 * Takes down one wall of the database after another, each in a copy of the marked world, asks what test/canary.test.ts asks, and
 * puts the wall back. A wall that can be taken down and nobody notices is a survivor: a test is missing, or the wall holds nothing.
 * Words as arguments choose mutants by name.
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

/** A copy in which one wall after another is taken down; its connections stay, for most of the time would go in making new ones. */
class Site {
  readonly #reach: Reach;
  readonly #strong: pg.Client;
  readonly #plan: Plan;
  #asItStood = '';

  private constructor({ cluster, world, plan }: Played, { name }: TestDatabase) {
    this.#reach = new Reach({ ...cluster, optionsFor: (role) => cluster.optionsFor(role, name) }, world, plan);
    this.#plan = plan;
    this.#strong = new pg.Client(cluster.optionsFor(superuser, name));
  }

  static async open(played: Played): Promise<Site> {
    const site = new Site(played, await played.cluster.copyOf(played.database.name));
    await site.#strong.connect();
    site.#asItStood = await wallsAsTheyStand(site.#strong);
    return site;
  }

  /** What is noticed with all walls as they stand. */
  asItIs(): Promise<readonly string[]> {
    return this.#reach.faults({ isEnough: true });
  }

  /** The first thing that is noticed with one wall down. */
  async without({ name, of, statement, undo, isGrant = false }: Mutant): Promise<string | undefined> {
    await this.#strong.query(statement);
    const plan = isGrant ? await planOf(this.#strong) : this.#plan;
    const [fault] = await this.#reach.faults({ first: [of], isOnlyFirst: isGrant, isEnough: true, plan });
    await this.#strong.query(undo);
    if ((await wallsAsTheyStand(this.#strong)) !== this.#asItStood) throw new Error(`Was not put back: ${name}`);
    return fault;
  }

  async close(): Promise<void> {
    await this.#reach.close();
    await this.#strong.end();
  }
}

async function play(cluster: TestCluster): Promise<Played> {
  const database = await cluster.createDatabase();
  const doors = openDatabase({ ...cluster, optionsFor: (login) => database.optionsFor(login) });
  const world = await fillMarkedWorld(doors, new Date());
  await doors.close();
  const strong = new pg.Client(cluster.optionsFor(superuser, database.name));
  await strong.connect();
  const plan = await makeReady(strong);
  await strong.end();
  return { cluster, database, world, plan };
}

async function mutantsIn({ cluster, database }: Played): Promise<readonly Mutant[]> {
  const strong = new pg.Client(cluster.optionsFor(superuser, database.name));
  await strong.connect();
  const all = await mutantsOf(strong);
  await strong.end();
  return all.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
}

async function mutate(cluster: TestCluster): Promise<number> {
  const began = performance.now();
  const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1);
  const played = await play(cluster);
  const mutants = await mutantsIn(played);
  const sites: Site[] = [];
  // One after another: a database is copied while nobody is connected to it.
  for (let at = 0; at < Math.min(atATime, mutants.length); at += 1) sites.push(await Site.open(played));
  const [before] = (await sites[0]?.asItIs()) ?? [];
  if (before !== undefined) {
    console.log(`The walls do not hold as they are: ${before}`);
    return 1;
  }
  console.log(`The lives were lived and asked as they are in ${seconds(began)} s`);
  const survivors: string[] = [];
  const waiting = [...mutants.entries()];
  const take = async (site: Site): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, mutant] = next;
      const since = performance.now();
      const fault = await site.without(mutant);
      if (fault === undefined) survivors.push(mutant.name);
      console.log(
        `${at + 1} of ${mutants.length}  ${seconds(since)} s  ${mutant.name}\n    ${fault === undefined ? 'SURVIVES' : `noticed: ${fault}`}`,
      );
    }
  };
  await Promise.all(sites.map(take));
  for (const site of sites) await site.close();
  for (const name of survivors) console.log(`Survives: ${name}`);
  console.log(`${mutants.length} walls taken down in turn in ${seconds(began)} s, ${survivors.length} survivors`);
  return survivors.length === 0 && mutants.length > 0 ? 0 : 1;
}

const cluster = await startCluster();
try {
  process.exitCode = await mutate(cluster);
} finally {
  await cluster.stop();
}
