import type pg from 'pg';
import type { Decision } from '#platform/decision.ts';
import type { ActorMark } from '#platform/hand.ts';
import type { Sending } from '#service/notices/sending-actions.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { CompanionId, ParticipantId, StaffId, VenueId } from '#vocabulary/ids.ts';
import type { House, MadeCase } from '../house.ts';
import type { Rows } from './rows.ts';
import { mark } from './seen.ts';

/** Small numbers that a move reads as it needs: who acts, about whom, on which of several things, and what they choose. */
export interface Dice {
  readonly by: number;
  readonly who: number;
  readonly which: number;
  readonly what: number;
  readonly days: number;
}

/** Somebody in the case, with the mark of everything that is theirs. */
export interface Person {
  readonly id: ParticipantId;
  readonly mark: string;
}

/** One walk through one case. */
export interface Walk {
  readonly house: House;
  readonly made: MadeCase;
  readonly client: pg.Client;
  readonly venueId: VenueId;
  /** How messages leave: the worker's own way, without a mail server. */
  readonly sending: Sending;
  /** Which way this walk wants to go: what people do sensibly is mostly on it. */
  readonly road: Road;
  /** What this walk does not see is missing: so it comes with all but that to every gate, and has to be stopped there. */
  readonly blind: Stone;
  /** Everybody in the case; somebody may join. */
  readonly people: Person[];
  /** The rows as they were after the last step. */
  rows: Rows;
  /** Counts what was written, so that no two letters hold the same mark. */
  written: number;
}

/** What came of a move: done, why not, or nothing there to do it to. */
export type Came = string;
export type Move = (walk: Walk, dice: Dice) => Promise<Came>;

/** Where a walk may want to go. */
export const roads = ['letter', 'conference', 'terms', 'end'] as const;
export type Road = (typeof roads)[number];

/** What has to be there before people communicate, and may be taken away. */
export const stones = [
  'none',
  'consent',
  'responsibility',
  'risk',
  'order',
  'facilitator',
  'guardian',
  'peace',
  'open',
  'day',
] as const;
export type Stone = (typeof stones)[number];

export const nothingThere: Came = 'nothing-there';

/** Acts as somebody; a refusal is an answer, what is thrown is a fault. */
export async function acting(
  { house, made }: Walk,
  actor: ActorMark,
  work: (hand: Hand) => Promise<Decision<unknown, string>>,
): Promise<Came> {
  const held = { serviceId: house.serviceId, caseId: made.caseId, actor };
  const decision = await house.ports.act<unknown, string>(held, work);
  return decision.ok ? 'done' : decision.because.join(', ');
}

type Work = (hand: Hand, staffId: StaffId) => Promise<Decision<unknown, string>>;

/** Acts as one of three members of staff. */
export function asStaff(walk: Walk, { by }: Dice, work: Work): Promise<Came> {
  return asStaffMember(walk, staffOf(walk, by), work);
}

/** Acts as a member of staff, who as at the door has to be one of those who may open the case. */
export async function asStaffMember(walk: Walk, id: StaffId, work: Work): Promise<Came> {
  if (!walk.rows.readers.includes(id)) return 'not-found';
  return acting(walk, { kind: 'staff', id }, (hand) => work(hand, id));
}

/** Acts as a participant by their own hand. */
export function asPerson(walk: Walk, id: string, work: (hand: Hand) => Promise<Decision<unknown, string>>) {
  return acting(walk, { kind: 'participant', id }, work);
}

export function staffOf({ house: { staff } }: Walk, by: number): StaffId {
  return pick([staff.jo, staff.sam, staff.priya], by) ?? staff.jo;
}

/** Who decides, and whether they supervise: only Priya does. */
export function decider({ house: { staff } }: Walk, staffId: StaffId) {
  return { staffId, isSupervisor: staffId === staff.priya };
}

/** One of several, whatever the number. */
export function pick<Value>(values: readonly Value[], at: number): Value | undefined {
  return values[at % values.length];
}

/** One of a list that is never empty. */
export function oneOf<const Value>(values: readonly [Value, ...Value[]], at: number): Value {
  return values[at % values.length] ?? values[0];
}

export function personOf({ people }: Walk, who: number): Person {
  const person = pick(people, who);
  if (!person) throw new Error('A walk without people');
  return person;
}

/** The guardian beside somebody, where there is one. */
export function guardianBeside({ rows }: Walk, id: string): CompanionId | null {
  const guardian = rows.companions.find((each) => each.participant_id === id && each.kind === 'guardian');
  return (guardian?.id ?? null) as CompanionId | null;
}

/** Whether somebody speaks for themselves, or their guardian does. */
export function mouthOf(walk: Walk, id: string, dice: Dice): CompanionId | null {
  return dice.days % 2 === 1 ? guardianBeside(walk, id) : null;
}

/** Words that belong to somebody's side. */
export function wordsOf({ mark: own }: Person): string {
  return `Words of ${own}.`;
}

/** Words for staff alone. */
export const staffWords = `Said among staff: ${mark('staff')}.`;

/** Words with a mark that nothing else holds: a letter, a promise, how somebody is told of. */
export function newWords(walk: Walk, kind: string): string {
  walk.written += 1;
  return `Something new, ${mark(`${kind}${walk.written}n`)}.`;
}

export function daysFrom(walk: Walk, days: number): PlainDate {
  return plusDays(walk.house.today(), days);
}
