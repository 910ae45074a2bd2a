import { detailsOf } from '#casefile/people/facts.ts';
import type { Occasion } from '#journey/follow-up/rules.ts';
import { allow, type Decision } from '#platform/decision.ts';
import type { ActorMark } from '#platform/hand.ts';
import type { Db } from '#platform/sql.ts';
import { atHour } from '#service/notices/facts.ts';
import type { Act, Hand } from '#vocabulary/acting.ts';
import { dayOf, plusDays, plusMonths, type PlainDate } from '#vocabulary/dates.ts';
import type {
  AgreementId,
  AmendsId,
  AttendeeId,
  CaseId,
  ConferenceId,
  LetterId,
  ParticipantId,
} from '#vocabulary/ids.ts';
import type { StaffKey } from './staff-cast.ts';
import type { Cast, Person, Told } from './told.ts';
import { actIn, mondayOf, referenceOf, staffIdOf, type World } from './world.ts';

const aFewMinutes = 7 * 60_000;

/** What a life is doing now, by the names its story uses. */
export interface Threads {
  letter: LetterId | undefined;
  conference: ConferenceId | undefined;
  comes: Map<string, AttendeeId>;
  agreements: Map<string, { readonly id: AgreementId; readonly amends: readonly AmendsId[] }>;
}

/** What staff write down when they ask somebody how they are, by occasion. */
export type Afterwards = Readonly<Partial<Record<Occasion, string>>>;

/** One story as it is lived: its own clock, and its hand inside one transaction. */
export class Life {
  readonly world: World;
  readonly story: Told;
  readonly reference: string;
  readonly began: PlainDate;
  readonly who = new Map<string, ParticipantId>();
  readonly threads: Threads = {
    letter: undefined,
    conference: undefined,
    comes: new Map(),
    agreements: new Map(),
  };
  /** Whom the service has spoken with about restorative practice. */
  readonly spokenWith = new Set<string>();
  /** When each said last how it is safe to reach them. */
  readonly saidSafeOn = new Map<string, PlainDate>();
  readonly afterwards = new Map<string, Afterwards>();
  caseId: CaseId | undefined;
  readonly #act: Act;
  #at: Date;

  constructor(world: World, story: Told, db: Db) {
    this.world = world;
    this.story = story;
    this.reference = referenceOf(story.key);
    this.began = plusDays(mondayOf(world.now), -7 * story.weeksAgo);
    this.#at = atHour(this.began, 9);
    const { who, source } = story.arrival;
    if (source === 'self') this.saidSafeOn.set(who.called, this.began);
    this.#act = actIn(world.database, db, () => this.#at);
  }

  get at(): Date {
    return this.#at;
  }

  get today(): PlainDate {
    return dayOf(this.#at);
  }

  /** The day of the story that a number of days after its Monday is. */
  day(number: number): PlainDate {
    return plusDays(this.began, number);
  }

  /** Moves the clock on; it never goes back, and never past the moment at which the demonstration is filled. */
  moveTo(moment: Date): void {
    const until = Math.min(moment.getTime(), this.world.now.getTime());
    if (until > this.#at.getTime()) this.#at = new Date(until);
  }

  /** Does something by an action; a refusal ends the story, for a gate that is shut is a mistake in its script. */
  async act<Value>(actor: ActorMark, work: (hand: Hand) => Promise<Decision<Value, string>>): Promise<Value> {
    const held = { serviceId: this.world.serviceId, caseId: this.caseId, actor };
    const decision = await this.#act<Value, string>(held, work);
    if (!decision.ok) {
      throw new Error(`${this.story.key}: refused on ${this.today} because ${decision.because.join(', ')}`);
    }
    this.moveTo(new Date(this.#at.getTime() + aFewMinutes));
    return decision.value;
  }

  /** The hand as it is for what the machine does by itself; moves no clock. */
  get acting(): Act {
    return this.#act;
  }

  async asStaff<Value>(key: StaffKey, work: (hand: Hand) => Promise<Decision<Value, string>>): Promise<Value> {
    return this.act({ kind: 'staff', id: staffIdOf(this.world.serviceId, key) }, work);
  }

  /** By whoever leads. */
  async byLead<Value>(work: (hand: Hand) => Promise<Decision<Value, string>>): Promise<Value> {
    return this.asStaff(this.lead, work);
  }

  async asParticipant<Value>(called: string, work: (hand: Hand) => Promise<Decision<Value, string>>): Promise<Value> {
    return this.act({ kind: 'participant', id: this.id(called) }, work);
  }

  get lead(): StaffKey {
    return this.story.team[0] ?? 'amara';
  }

  get co(): StaffKey {
    return this.story.team[1] ?? 'priya';
  }

  /** The participant somebody is called by in the story. */
  id(called: string): ParticipantId {
    const id = this.who.get(called);
    if (id === undefined) throw new Error(`${this.story.key}: nobody is called ${called}`);
    return id;
  }

  cast(called: string): Cast {
    const all: readonly Cast[] = [this.story.arrival.who, ...this.story.others.map(([, cast]) => cast)];
    const found = all.find((each) => each.called === called);
    if (!found) throw new Error(`${this.story.key}: nobody is called ${called}`);
    return found;
  }

  isChild(called: string): boolean {
    const cast = this.cast(called);
    return cast.kind === 'person' && cast.age < 18;
  }

  /** Learns who is who once the referral is a case. */
  async meetEverybody(): Promise<void> {
    const details = await this.byLead(async (hand) => allow(await detailsOf(hand, hand.caseId as CaseId)));
    for (const { called, participantId } of details) this.who.set(called, participantId);
  }
}

/** A birthday that makes somebody that old today, some months after it. */
export function bornOn({ age, fullName }: Person, now: Date): PlainDate {
  return plusDays(plusMonths(dayOf(now), -12 * age - (fullName.length % 9) - 2), -(fullName.charCodeAt(1) % 25));
}
