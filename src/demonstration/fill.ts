import { randomUUID } from 'node:crypto';
import type { Database } from '#platform/database.ts';
import type { FileStore } from '#platform/file-store.ts';
import { Problem } from '#platform/problem.ts';
import { inTurn } from '#platform/turns.ts';
import { findHomeService, listDemonstrationPeople } from '#service/sign-in/store.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import { atHour } from '#service/notices/facts.ts';
import { dayOf, plusDays } from '#vocabulary/dates.ts';
import type { CaseId, ServiceId, VenueId } from '#vocabulary/ids.ts';
import { arrive, becomeCase, howFar, waitInLetterbox } from './arriving.ts';
import { letterbox } from './letterbox.ts';
import { releaseFigures } from './figures.ts';
import { sendAList } from './lists.ts';
import { Life } from './life.ts';
import { passTime } from './passing-time.ts';
import { keepRegister } from './register.ts';
import { openService, venuesByName } from './service.ts';
import { stories } from './stories.ts';
import type { Letterbox, Moment, Story } from './story.ts';
import { actIn, mondayOf, staffIdOf, type World } from './world.ts';

export interface Filling {
  readonly database: Database;
  readonly clock: () => Date;
  readonly baseUrl: string;
  readonly files: FileStore;
  /** Ends the filling before it is whole; what is whole by then stays. */
  readonly signal?: AbortSignal;
}

export type Filled = 'filled' | 'whole-already' | 'stopped';

/** How many stories are lived at a time: as many as two processors keep busy. */
const atATime = 4;
const aDay = 24 * 3_600_000;

/**
 * Fills an empty database with a made-up service, by the actions that pages call. Each story is one transaction, so that a
 * start that was cut off leaves whole stories only, and the next one lives those that are missing. A demonstration that was
 * whole once is never touched again.
 */
export async function fillDemonstration(filling: Filling): Promise<Filled> {
  const { database } = filling;
  for (;;) {
    const filled = await inTurn(database.pool('tp_worker'), 'demonstration', () => fill(filling));
    if (filled !== 'somebody-else-is-at-it') return filled;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** Whether there is nothing in the database, or a demonstration that was cut off. */
export async function mayBeFilled(database: Database): Promise<boolean> {
  const found = await beginningOf(database);
  return found === 'empty' || (found !== 'somebody-elses' && !(await isWhole(database, found)));
}

async function fill({ database, clock, baseUrl, files, signal }: Filling): Promise<Filled> {
  const found = await beginningOf(database);
  if (found === 'somebody-elses') {
    throw new Problem('This database holds a service already. A demonstration is only filled into an empty one.');
  }
  if (found !== 'empty' && (await isWhole(database, found))) return 'whole-already';
  const now = clock();
  const serviceId = found === 'empty' ? await openService(database, openingOf(now)) : found;
  const identity = { login: 'tp_hand', serviceId, kind: 'hand', id: '', caseId: '' } as const;
  const venues = await database.write(identity, (db) =>
    venuesByName(
      actIn(database, db, () => now),
      serviceId,
    ),
  );
  const world = { database, serviceId, now, baseUrl, venues, files };
  await liveAll(world, signal);
  if (signal?.aborted) return 'stopped';
  for (const keep of [keepRegister, releaseFigures]) {
    await database.write(identity, (db) =>
      keep(
        actIn(database, db, () => now),
        world,
      ),
    );
  }
  await database.write(identity, (db) => sendAList((moment) => actIn(database, db, () => moment), world));
  for (const waiting of letterbox) {
    if (signal?.aborted) return 'stopped';
    await wait(world, waiting);
  }
  return 'filled';
}

function openingOf(now: Date): Date {
  const longest = Math.max(...stories.map(({ weeksAgo }) => weeksAgo));
  return atHour(plusDays(mondayOf(now), -7 * (longest + 4)), 9);
}

/** Our own demonstration, whole or not, is known by who coordinates it. */
async function beginningOf(database: Database): Promise<'empty' | 'somebody-elses' | ServiceId> {
  const keeper: Keeper = { ask: (query) => database.ask('tp_doorkeeper', query) };
  const home = await findHomeService(keeper);
  if (!home) return 'empty';
  const people = await listDemonstrationPeople(keeper);
  const coordinator = staffIdOf(home.serviceId, 'amara');
  return people.some(({ id }) => id === coordinator) ? home.serviceId : 'somebody-elses';
}

/** The last thing in the letterbox comes last of all: where it is, everything is. */
async function isWhole(database: Database, serviceId: ServiceId): Promise<boolean> {
  const last = letterbox.at(-1);
  if (!last) return true;
  const world = { database, serviceId, now: new Date(), baseUrl: '', venues: new Map<string, VenueId>() };
  return inStory(world, asStory(last), '', async (life) => (await howFar(life)) !== 'nowhere');
}

async function liveAll(world: World, signal: AbortSignal | undefined): Promise<void> {
  const queue = stories.toSorted((one, other) => other.weeksAgo - one.weeksAgo);
  const take = async (): Promise<void> => {
    for (let story = queue.shift(); story; story = queue.shift()) {
      if (signal?.aborted) return;
      await live(world, story).catch((error: unknown) => {
        queue.length = 0;
        throw error;
      });
    }
  };
  // Nothing is lived any more when this ends, whether it went well or not.
  const taken = await Promise.allSettled(Array.from({ length: atATime }, take));
  for (const each of taken) if (each.status === 'rejected') throw each.reason;
}

/** A referral and its case are a transaction each, for the hand holds one case or none. */
async function live(world: World, story: Story): Promise<void> {
  const reached = await inStory(world, story, '', async (life) => {
    const far = await howFar(life);
    if (far === 'nowhere') await arrive(life);
    return far;
  });
  if (reached === 'lived') return;
  await inStory(world, story, randomUUID() as CaseId, async (life) => {
    await becomeCase(life);
    for (const moment of story.days) await liveDay(life, moment);
    await passTime(life, world.now);
  });
}

async function liveDay(life: Life, { day, steps }: Moment): Promise<void> {
  const date = life.day(day);
  if (day % 7 > 4) throw new Error(`${life.story.key}: day ${day} is at a weekend`);
  if (date > dayOf(life.world.now)) throw new Error(`${life.story.key}: day ${day} is ahead of today`);
  const hour = 9 + ((day * 5) % 7);
  await passTime(life, atHour(date, hour));
  for (const step of steps) await step(life);
}

async function wait(world: World, waiting: Letterbox): Promise<void> {
  await inStory(world, asStory(waiting), '', async (life) => {
    if ((await howFar(life)) !== 'nowhere') return;
    life.moveTo(new Date(world.now.getTime() - waiting.daysAgo * aDay));
    await waitInLetterbox(life, waiting);
    await passTime(life, world.now);
  });
}

function asStory({ key, daysAgo, arrival }: Letterbox): Story {
  return { key, weeksAgo: Math.ceil(daysAgo / 7) + 1, arrival, others: [], team: [], days: [] };
}

async function inStory<Answer>(
  world: World,
  story: Story,
  caseId: CaseId | '',
  work: (life: Life) => Promise<Answer>,
): Promise<Answer> {
  const { database, serviceId } = world;
  const identity = { login: 'tp_hand', serviceId, kind: 'hand', id: '', caseId } as const;
  return database.write(identity, (db) => {
    const life = new Life(world, story, db);
    life.caseId = caseId === '' ? undefined : caseId;
    return work(life);
  });
}
