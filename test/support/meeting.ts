import { randomUUID } from 'node:crypto';
import { addCompanion } from '#casefile/people/store.ts';
import * as day from '#journey/conference-day/actions.ts';
import * as actions from '#journey/conference/actions.ts';
import { aPlan } from '#journey/conference/examples.ts';
import { conferencesOf } from '#journey/conference/facts.ts';
import type { Wish } from '#journey/conference/rules.ts';
import { recordStatement } from '#journey/consent/actions.ts';
import type { Decision } from '#platform/decision.ts';
import { sealed, sql } from '#platform/sql.ts';
import { addVenue } from '#service/venues/actions.ts';
import { aVenue } from '#service/venues/examples.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Conference } from '#vocabulary/conference.ts';
import { about } from '#vocabulary/consent.ts';
import { dayOf, plusDays } from '#vocabulary/dates.ts';
import type { AttendeeId, CompanionId, ConferenceId, ParticipantId, StaffId, VenueId } from '#vocabulary/ids.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import type { Mode } from '#vocabulary/modes.ts';
import type { House, MadeCase } from './house.ts';

/** How far towards a meeting a case is taken. */
export type Reached = 'willing' | 'planned' | 'asked' | 'agreed' | 'booked';

export interface Meeting {
  readonly made: MadeCase;
  readonly venueId: VenueId;
  readonly id: ConferenceId;
  /** Attendees by name: Joanne, her sister Ruth, Dylan. */
  readonly comes: Readonly<Record<'Joanne' | 'Ruth' | 'Dylan', AttendeeId>>;
  readonly companionId: CompanionId;
}

/** Throws a refusal, so that a test stops where it went wrong. */
export function done<Value>(decision: Decision<Value, string>): Value {
  if (!decision.ok) throw new Error(`Refused: ${decision.because.join(', ')}`);
  return decision.value;
}

/** A time on a day some days ahead, in the service's own hours. */
export function ahead(house: House, days: number, hour = 14): Date {
  return new Date(`${plusDays(house.today(), days)}T${String(hour).padStart(2, '0')}:00:00Z`);
}

/** A venue of a name nobody else has. */
export async function aRegisteredVenue(house: House, changed: Parameters<typeof aVenue>[0] = {}): Promise<VenueId> {
  const actor = { kind: 'staff', id: house.staff.amara } as const;
  const venue = aVenue({ name: `Hall ${randomUUID().slice(0, 8)}`, ...changed });
  return done(await house.ports.act({ serviceId: house.serviceId, actor }, (hand) => addVenue(hand, venue)));
}

function aWish(house: House, venueId: VenueId | null, changed: Partial<Wish> = {}): Wish {
  const { jo, sam } = house.staff;
  return { mode: 'meeting', venueId, startsAt: ahead(house, 9), minutes: 120, leadId: jo, coId: sam, ...changed };
}

/** Everybody says yes to a mode. */
async function saysYes(hand: Hand, who: readonly ParticipantId[], mode: Mode): Promise<void> {
  for (const participantId of who) {
    const saying = { ...about('mode', { mode }), participantId, guardianId: null, answer: 'given' as const };
    const said = { wording: 'Words', how: 'in-person' as const };
    done(await recordStatement(hand, { ...saying, askAfter: null, saidOn: dayOf(hand.at) }, said));
  }
}

/** Responsibility in full, a low risk looked at today, and every item of the checklist done. */
async function ready(hand: Hand, made: MadeCase, by: StaffId): Promise<void> {
  const today = dayOf(hand.at);
  const keys = sql`${hand.serviceId}::uuid, ${hand.caseId}::uuid`;
  await hand.run(sql`
    insert into app.responsibility (service_id, case_id, participant_id, level, evidence, assessed_on, assessed_by)
    select ${keys}, l.responsible_id, 'full', ${sealed(ofHeldCase(hand), 'Says so.')}, ${today}::date, ${by}::uuid
      from app.harm_links l where l.case_id = ${hand.caseId}`);
  await hand.run(sql`
    insert into app.risk_assessments (service_id, case_id, occasion, residual, reasons, assessed_on, review_by, written_by)
    values (${keys}, 'before-conference', 'low', ${sealed(ofHeldCase(hand), 'Calm on both sides.')}, ${today}, ${plusDays(today, 60)}, ${by})`);
  await hand.run(sql`
    insert into app.preparation_checks (service_id, case_id, participant_id, item, answer, checked_on, checked_by)
    select ${keys}, participant, item, 'done', ${today}::date, ${by}::uuid
      from unnest(${Object.values(made.who)}::uuid[]) as participant,
           unnest(array['understands-process', 'limits-recorded', 'unwanted-topics-recorded', 'supporters-confirmed',
             'access-needs-arranged', 'travel-arranged', 'ground-rules-accepted', 'after-care-named', 'expectations-talked-through']) as item`);
}

/** A meeting of Joanne with her sister Ruth, and Dylan, taken as far as a test needs. */
export async function aMeeting(house: House, reached: Reached, wish: Partial<Wish> = {}): Promise<Meeting> {
  const made = await house.aCase();
  const venueId = await aRegisteredVenue(house);
  const joanne = made.who['Joanne'] as ParticipantId;
  const dylan = made.who['Dylan'] as ParticipantId;
  const companionId = randomUUID() as CompanionId;
  const meeting = await house.act(made, house.staff.jo, async (hand) => {
    const ruth = { id: companionId, participantId: joanne, kind: 'supporter' as const, fullName: 'Ruth Example' };
    await addCompanion(hand, { ...ruth, called: 'Ruth', relation: 'sister', phone: '', email: 'ruth@example.org' });
    await saysYes(hand, [joanne, dylan], wish.mode ?? 'meeting');
    await ready(hand, made, house.staff.jo);
    const nobody = {} as Meeting['comes'];
    if (reached === 'willing') return { made, venueId, companionId, comes: nobody, id: '' as ConferenceId };
    const id = done(await actions.planConference(hand, aWish(house, venueId, wish)));
    const add = async (participantId: ParticipantId, companion: CompanionId | null, shownAs: string) =>
      done(await day.addAttendee(hand, id, { participantId, companionId: companion, shownAs }));
    const comes = {
      Joanne: await add(joanne, null, 'The person harmed'),
      Ruth: await add(joanne, companionId, 'Her sister'),
      Dylan: await add(dylan, null, 'The young man'),
    };
    return { made, venueId, companionId, comes, id };
  });
  if (['asked', 'agreed', 'booked'].includes(reached)) await askAll(house, meeting);
  if (['agreed', 'booked'].includes(reached)) await agreeAll(house, meeting);
  if (reached === 'booked') {
    await house.act(made, house.staff.jo, async (hand) => done(await actions.bookConference(hand, meeting.id)));
  }
  return meeting;
}

type WhoSays = readonly (readonly [who: 'Joanne' | 'Dylan', about: 'Joanne' | 'Ruth' | 'Dylan'])[];

async function answerAll(house: House, { made, comes }: Meeting, says: WhoSays): Promise<void> {
  await house.act(made, house.staff.jo, async (hand) => {
    for (const [who, whom] of says) {
      const said = { participantId: made.who[who] as ParticipantId, guardianId: null, attendeeId: comes[whom] };
      done(await day.answerAttendance(hand, { ...said, answer: 'given', how: 'in-person' }));
    }
  });
}

/** Each agrees how the others are told, and everyone is asked. */
async function askAll(house: House, meeting: Meeting): Promise<void> {
  await answerAll(house, meeting, [
    ['Joanne', 'Joanne'],
    ['Joanne', 'Ruth'],
    ['Dylan', 'Dylan'],
  ]);
  await house.act(meeting.made, house.staff.jo, async (hand) => done(await actions.askEveryone(hand, meeting.id)));
}

/** Everyone agrees to everyone of the other side. */
async function agreeAll(house: House, meeting: Meeting): Promise<void> {
  await answerAll(house, meeting, [
    ['Dylan', 'Joanne'],
    ['Dylan', 'Ruth'],
    ['Joanne', 'Dylan'],
  ]);
}

/** Plan written and approved, ground rules accepted, arrivals apart: all that holding asks beside booking. */
export async function prepareTheDay(house: House, { made, id, comes }: Meeting): Promise<void> {
  const at = (minutes: number) => new Date(ahead(house, 9).getTime() - minutes * 60_000);
  const { jo, sam } = house.staff;
  await house.act(made, jo, async (hand) => {
    done(await day.writePlan(hand, id, aPlan));
    done(await day.acceptGroundRules(hand, id, Object.values(comes)));
    const arrivals = [
      { attendeeId: comes.Joanne, arrivesAt: at(30), waitsIn: 'The reading room' },
      { attendeeId: comes.Ruth, arrivesAt: at(30), waitsIn: 'The reading room' },
      { attendeeId: comes.Dylan, arrivesAt: at(15), waitsIn: 'Upstairs' },
    ];
    done(await day.setArrivals(hand, id, arrivals));
  });
  await house.act(made, sam, async (hand) =>
    done(await day.approvePlan(hand, id, { staffId: sam, isSupervisor: false })),
  );
}

/** The conference of a meeting as it now is. */
export async function conferenceOf(house: House, { made, id }: Pick<Meeting, 'made' | 'id'>): Promise<Conference> {
  const found = await house.readAsStaff(house.staff.jo, (db) => conferencesOf(db, made.caseId));
  const conference = found.find((each) => each.id === id);
  if (!conference) throw new Error('The conference is not there');
  return conference;
}
