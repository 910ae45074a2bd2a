import pg from 'pg';
import { ledgerOf } from '#journey/consent/facts.ts';
import { standingAt } from '#journey/consent/rules.ts';
import { superuser } from '#platform/postgres-cluster.ts';
import type { Sending } from '#service/notices/sending-actions.ts';
import { sendingOf } from '../../src/wiring/worker.ts';
import { testCluster } from './cluster.ts';
import type { House } from './house.ts';
import { aRegisteredVenue } from './meeting.ts';
import { canBeReached } from './reaching.ts';
import { aliveComplaints } from './walk/alive.ts';
import { crossingComplaints } from './walk/crossings.ts';
import type { Drawn } from './walk/drawn.ts';
import { dutyComplaints } from './walk/duties.ts';
import { rowsOf } from './walk/look.ts';
import { meetingComplaints } from './walk/meetings.ts';
import { moveOf, plainly, type Making } from './walk/moves.ts';
import { reckon, type Passed } from './walk/passed.ts';
import { fingerprintOf, fingerprintQuery, restComplaints, type Fingerprint } from './walk/resting.ts';
import { everythingSeenBy, letterboxComplaints, mark, maySee, sightComplaints } from './walk/seen.ts';
import { replayComplaints, sameComplaints, standingOfLedger, type Standing } from './walk/standing.ts';
import { begin } from './walk/starts.ts';
import { nothingThere, type Person, type Walk } from './walk/walker.ts';

/** Where walks are made. */
export interface Ground {
  readonly house: House;
  /** Looks past every policy. */
  readonly client: pg.Client;
  readonly sending: Sending;
  readonly fingerprint: string;
}

/** Where walks are made: a house and a look past every policy. */
export async function groundIn(house: House): Promise<Ground> {
  const client = new pg.Client((await testCluster()).optionsFor(superuser, house.test.name));
  await client.connect();
  return { house, client, sending: sendingOf(house.ports, undefined), fingerprint: await fingerprintQuery(client) };
}

// A day that leaves room for time to pass before today: the walk crosses the change to summer time.
const firstDay = new Date('2025-03-10T10:00:00Z');

interface OnTheWay {
  readonly walk: Walk;
  readonly ground: Ground;
  readonly passed: Passed;
  /** What each person was ever allowed to see: what was released once may be remembered. */
  readonly shown: Map<string, Set<string>>;
  /** Where everybody stood after each step. */
  readonly moments: { readonly at: Date; readonly standing: Standing }[];
  /** The steps as they were made. */
  readonly made: (readonly Making[])[];
  resting: Fingerprint | undefined;
}

/** What came of a walk: everything that should never have been, and the walk as it was made until then. */
export interface Taken {
  readonly complaints: readonly string[];
  readonly made: Drawn;
}

/** Makes one walk on a fresh case. */
export async function take(ground: Ground, drawn: Drawn, passed: Passed): Promise<Taken> {
  try {
    const way = await setOut(ground, drawn, passed);
    const complaints = await walkOn(way, drawn);
    return { complaints, made: { ...drawn, steps: way.made } };
  } finally {
    // The next walk meets nobody who is busy with this one.
    await ground.client.query(
      `set session_replication_role = replica; update app.conference_facilitators set is_booked = false where is_booked; set session_replication_role = default`,
    );
  }
}

async function walkOn(way: OnTheWay, { steps }: Drawn): Promise<readonly string[]> {
  way.passed.walks += 1;
  for (const [at, together] of steps.entries()) {
    const complaints = await stepOn(way, together, at);
    if (complaints.length > 0) return complaints;
  }
  return [...(await lookAround(way, way.walk.people)), ...(await pastComplaints(way))];
}

async function setOut(ground: Ground, { start, road, blind }: Drawn, passed: Passed): Promise<OnTheWay> {
  const { house, client, sending } = ground;
  house.setNow(firstDay);
  const made = await begin(house, client, start);
  const people: Person[] = Object.entries(made.who).map(([name, id]) => ({ id, mark: mark(name) }));
  for (const { id, mark: own } of people) {
    await markPerson(ground, id, own);
    await canBeReached(house, made, id, { points: { email: `${own}@example.org` } });
  }
  const venueId = await aRegisteredVenue(house);
  const rows = await rowsOf(client, house, made.caseId);
  const means = { road: roadFrom(start, road), blind };
  const walk = { house, made, client, venueId, sending, ...means, people, rows, written: 0 };
  const way: OnTheWay = { walk, ground, passed, shown: new Map(), moments: [], made: [], resting: undefined };
  remember(way);
  return way;
}

// Whoever set out to meet mostly means to meet.
function roadFrom(start: Drawn['start'], road: Drawn['road']): Drawn['road'] {
  if (road === 'end') return road;
  if (start.includes('meeting') || start.includes('the day')) return 'conference';
  return start.includes('agreement') ? 'terms' : road;
}

// Nobody's name is anybody else's to see.
async function markPerson({ client, house }: Ground, id: string, own: string): Promise<void> {
  await client.query(
    `update app.people p set full_name = $3, called = $3 from app.participants q
      where q.service_id = $1 and q.id = $2 and p.service_id = q.service_id and p.id = q.person_id`,
    [house.serviceId, id, own],
  );
}

async function stepOn(way: OnTheWay, drawn: readonly Making[], at: number): Promise<readonly string[]> {
  const { walk, passed } = way;
  const before = walk.rows;
  const together = drawn.map((each) => plainly(walk, each));
  way.made.push(together);
  // Two moves at once are two transactions, each on a connection of its own.
  const came = await Promise.allSettled(together.map(({ move, ...dice }) => moveOf(move)(walk, dice)));
  const faults = came.flatMap((each, nth) =>
    each.status === 'rejected' ? [`fault: ${together[nth]?.move} threw ${textOf(each.reason)}`] : [],
  );
  // Where nothing was there to do anything to, nothing was asked of the service.
  if (came.every((each) => each.status === 'fulfilled' && each.value === nothingThere)) return [];
  const now = walk.house.now();
  walk.rows = await rowsOf(walk.client, walk.house, walk.made.caseId);
  way.moments.push({ at: now, standing: standingOfLedger(walk.rows) });
  reckon(passed, { before, after: walk.rows, moves: together.map(({ move }) => move), came });
  remember(way);
  const looker = at % 30 === 29 ? walk.people.slice(at % 2, (at % 2) + 1) : [];
  return [
    ...faults,
    ...complaintsBetween(way, before, together.length > 1),
    ...(await restingComplaints(way, before)),
    ...(await lookAround(way, looker)),
  ];
}

// Everything the oracle finds between two looks at a case.
function complaintsBetween({ walk, shown }: OnTheWay, before: Walk['rows'], atOnce: boolean): readonly string[] {
  const after = walk.rows;
  return [
    ...crossingComplaints(before, after),
    ...meetingComplaints(before, after),
    ...dutyComplaints(before, after, walk.house.now()),
    ...aliveComplaints(before, after, atOnce),
    ...replayComplaints(after),
    ...letterboxComplaints(before, after, (who) => shown.get(who) ?? new Set()),
  ];
}

async function restingComplaints(way: OnTheWay, before: Walk['rows']): Promise<readonly string[]> {
  const { walk, ground, resting } = way;
  way.resting = undefined;
  if (walk.rows.status !== 'closed') return [];
  const which = { serviceId: walk.house.serviceId, caseId: walk.made.caseId };
  way.resting = await fingerprintOf(walk.client, ground.fingerprint, which);
  const known = before.told.at(-1)?.seq ?? 0;
  const isReopened = walk.rows.told.some(({ name, seq }) => name === 'case.reopened' && seq > known);
  if (before.status !== 'closed' || !resting || isReopened) return [];
  way.passed.rested += 1;
  return restComplaints(resting, way.resting);
}

function remember({ walk, shown }: OnTheWay): void {
  for (const { id, mark: own } of walk.people) {
    const seen = shown.get(id) ?? new Set<string>();
    for (const each of maySee(walk.rows, id, own)) seen.add(each);
    shown.set(id, seen);
  }
}

async function lookAround({ walk, shown, passed }: OnTheWay, people: readonly Person[]): Promise<readonly string[]> {
  const complaints: string[] = [];
  for (const { id, mark: own } of people) {
    passed.looked += 1;
    const found = await everythingSeenBy(walk.house, walk.made, id);
    complaints.push(...sightComplaints(found, shown.get(id) ?? new Set()).map((each) => `${each} by ${own}`));
  }
  return complaints;
}

// The ledger read as it stood at a past moment says what it said then.
async function pastComplaints({ walk: { house, made }, moments }: OnTheWay): Promise<readonly string[]> {
  const ledger = await house.act(made, house.staff.amara, (hand) => ledgerOf(hand, made.caseId));
  return moments.flatMap(({ at, standing }) => sameComplaints(standingAt(ledger, at), standing));
}

function textOf(reason: unknown): string {
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
}
