import { conflictedIn } from '#casefile/allocation/facts.ts';
import { countedApart, holdCase } from '#casefile/cases/facts.ts';
import { communicateGate, communicationFacts, readyGate, type CommunicationFacts } from '#journey/preparation/facts.ts';
import { notClearOn } from '#journey/zones/facts.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { instantAt } from '#vocabulary/clock-times.ts';
import {
  isLive,
  pairsAt,
  sidesAt,
  type Attendee,
  type Conference,
  type ConferenceMode,
} from '#vocabulary/conference.ts';
import { dayOf, type PlainDate } from '#vocabulary/dates.ts';
import type { Gate } from '#vocabulary/gates.ts';
import type { AttendeeId, CaseId, ConferenceId, ParticipantId, StaffId, VenueId } from '#vocabulary/ids.ts';
import {
  bookConferenceGate,
  holdConferenceGate,
  nothingPlannedGates,
  type ConferenceFacts,
  type NotClear,
} from './gate-rules.ts';
import { wordingAbout } from './rules.ts';

type InJson<Value> = Omit<Value, 'shownSince' | 'arrivesAt'> & {
  readonly shownSince: string | null;
  readonly arrivesAt: string | null;
};
type ConferenceRow = Omit<Conference, 'attendees' | 'plan'> & {
  readonly attendees: readonly InJson<Attendee>[];
  readonly planSafety: string;
  readonly planSeating: string;
  readonly planStop: string;
};

/** The conferences of a case, the newest first; for staff who may open it, or on the hand. */
export async function conferencesOf(db: Db, caseId: CaseId): Promise<readonly Conference[]> {
  const rows = await db.rows(sql<ConferenceRow>`
    select c.id, c.mode, c.venue_id as "venueId", c.starts_at as "startsAt", c.ends_at as "endsAt", c.status,
           c.plan_safety as "planSafety", c.plan_seating as "planSeating", c.plan_stop as "planStop",
           c.planned_by as "plannedBy", c.plan_approved_by as "planApprovedBy", c.ground_rules as "groundRules",
           c.one_facilitator_reason as "oneFacilitatorReason", c.one_facilitator_by as "oneFacilitatorBy",
           c.what_happened as "whatHappened", c.ended_because as "endedBecause", c.postponed_from_id as "postponedFromId",
           (select v.is_open from app.venues v where v.service_id = c.service_id and v.id = c.venue_id) as "isVenueOpen",
           coalesce((select json_agg(json_build_object('staffId', f.staff_id, 'as', f.role) order by f.role desc)
              from app.conference_facilitators f
             where f.service_id = c.service_id and f.case_id = c.case_id and f.conference_id = c.id), '[]') as facilitators,
           coalesce((select json_agg(json_build_object('id', a.id, 'participantId', a.participant_id, 'companionId', a.companion_id,
                     'shownAs', a.shown_as, 'shownSince', a.shown_since, 'arrivesAt', a.arrives_at, 'waitsIn', a.waits_in,
                     'acceptedGroundRulesOn', a.accepted_ground_rules_on, 'came', a.came)
                     order by a.added_at, a.participant_id, a.companion_id nulls first)
              from app.conference_attendees a
             where a.service_id = c.service_id and a.case_id = c.case_id and a.conference_id = c.id), '[]') as attendees,
           coalesce((select json_agg(i.participant_id) from app.conference_invitations i
             where i.service_id = c.service_id and i.case_id = c.case_id and i.conference_id = c.id), '[]') as invited
      from app.conferences c where c.case_id = ${caseId} order by c.planned_at desc, c.id`);
  return rows.map(({ planSafety, planSeating, planStop, attendees, ...row }) => ({
    ...row,
    plan: { safety: planSafety, seating: planSeating, stop: planStop },
    attendees: attendees.map((attendee) => ({
      ...attendee,
      shownSince: attendee.shownSince === null ? null : new Date(attendee.shownSince),
      arrivesAt: attendee.arrivesAt === null ? null : new Date(attendee.arrivesAt),
    })),
  }));
}

type Taken = Pick<ConferenceFacts, 'taken' | 'notClear'>;
/** What other conferences of the service take in the time of this one, never whose they are; who may not facilitate it; and whom its venue is not clear for. */
async function takenDuring(db: Db, caseId: CaseId, conference: Conference): Promise<Taken> {
  const rows = await db.rows(sql<{ what: 'venue' | 'staff' | 'conflict' | NotClear['is']; id: string }>`
    select what, id from app.busy_during(${conference.startsAt}, ${conference.endsAt}, ${conference.id})
    union all select 'conflict', c.staff_id from (${conflictedIn(caseId)}) c
    union all select z.what, z.id from (${notClearOn(caseId, conference.venueId, dayOf(conference.startsAt))}) z`);
  const taken = {
    venues: rows.filter(({ what }) => what === 'venue').map(({ id }) => id as VenueId),
    staff: rows.filter(({ what }) => what === 'staff').map(({ id }) => id as StaffId),
    conflicted: rows.filter(({ what }) => what === 'conflict').map(({ id }) => id as StaffId),
  };
  const notClear = rows.flatMap(({ what, id }): readonly NotClear[] =>
    what === 'not-clear' || what === 'not-looked-at' ? [{ restrainsId: id as ParticipantId, is: what }] : [],
  );
  return { taken, notClear };
}

/** Everything that the gates of one conference weigh on its day. */
export async function conferenceFacts(
  db: Db,
  caseId: CaseId,
  { conference, now, loaded }: { conference: Conference; now: Date; loaded?: CommunicationFacts | undefined },
): Promise<ConferenceFacts> {
  const day = dayOf(conference.startsAt);
  const weighed = { ...(loaded ?? (await communicationFacts(db, caseId, day))), today: day };
  const { taken, notClear } = await takenDuring(db, caseId, conference);
  const { links, standing, participants } = weighed;
  return {
    conference,
    links,
    standing,
    taken,
    notClear,
    now,
    called: Object.fromEntries(participants.map(({ id, called }) => [id, called])),
    communicate: pairsAt(conference, links).map((pair) => communicateGate(weighed, conference.mode, pair)),
    notReady: sidesAt(conference).flatMap((id) => readyGate(weighed, id)),
    isVenueOpen: conference.isVenueOpen ?? false,
    // The newest is the one that counts, and it was loaded with what the gates weigh.
    assessedOn: weighed.risk === null ? [] : [weighed.risk.assessedOn],
  };
}

/** The gates to book and to hold the conference of a case, for whoever looks across it: four queries and what is handed in. */
export async function conferenceGates(
  db: Db,
  caseId: CaseId,
  today: PlainDate,
  loaded?: CommunicationFacts,
): Promise<readonly Gate[]> {
  const live = await liveConferenceOf(db, caseId);
  if (!live) return nothingPlannedGates();
  const facts = await conferenceFacts(db, caseId, { conference: live, now: instantAt(today, 0), loaded });
  return live.status === 'planned'
    ? [bookConferenceGate(facts), holdConferenceGate(facts)]
    : [holdConferenceGate(facts)];
}

/** The gate to hold one conference, as it stands now. */
export async function gateToHold(
  db: Db,
  caseId: CaseId,
  asked: { readonly conference: Conference; readonly now: Date },
): Promise<Gate> {
  return holdConferenceGate(await conferenceFacts(db, caseId, asked));
}

/** The conference of the case that is held; a closed case does not change, so nothing of it is there to be changed. */
export async function conferenceToChange(hand: Hand, id: ConferenceId): Promise<Conference | undefined> {
  const held = await holdCase(hand);
  if (held.status === 'closed') return undefined;
  return (await conferencesOf(hand, held.id)).find((conference) => conference.id === id);
}

/** The conference of a case that may still happen. */
export async function liveConferenceOf(db: Db, caseId: CaseId): Promise<Conference | undefined> {
  return (await conferencesOf(db, caseId)).find(isLive);
}

/** The question about an attendee as this participant is asked it. */
export async function questionAbout(
  db: Db,
  caseId: CaseId,
  attendeeId: AttendeeId,
  participantId: ParticipantId,
): Promise<string> {
  const attendees = (await conferencesOf(db, caseId)).flatMap(({ attendees }) => attendees);
  const attendee = attendees.find(({ id }) => id === attendeeId);
  if (!attendee) throw new Error('The attendee who was asked about is not there');
  return wordingAbout(attendee, participantId);
}

/** A conference as one who is asked to it may know it. */
export interface OwnConference {
  readonly id: ConferenceId;
  readonly mode: ConferenceMode;
  readonly venueId: VenueId | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly status: Conference['status'];
  readonly groundRules: string;
  readonly attendees: readonly Pick<Attendee, 'id' | 'participantId' | 'companionId' | 'shownAs'>[];
  readonly facilitators: readonly { readonly staffId: StaffId; readonly as: 'lead' | 'co' }[];
}

/** The conferences a participant was asked to, the newest first, read as that participant. */
export async function ownConferences(db: Db, caseId: CaseId): Promise<readonly OwnConference[]> {
  return db.rows(sql<OwnConference>`
    select c.id, c.mode, c.venue_id as "venueId", c.starts_at as "startsAt", c.ends_at as "endsAt", c.status,
           c.ground_rules as "groundRules",
           coalesce((select json_agg(json_build_object('id', a.id, 'participantId', a.participant_id,
                     'companionId', a.companion_id, 'shownAs', a.shown_as) order by a.participant_id, a.companion_id nulls first)
              from app.conference_attendees a
             where a.service_id = c.service_id and a.case_id = c.case_id and a.conference_id = c.id), '[]') as attendees,
           coalesce((select json_agg(json_build_object('staffId', f.staff_id, 'as', f.role) order by f.role desc)
              from app.conference_facilitators f
             where f.service_id = c.service_id and f.case_id = c.case_id and f.conference_id = c.id), '[]') as facilitators
      from app.conferences c where c.case_id = ${caseId}
     order by c.status in ('planned', 'booked') desc, c.starts_at desc`);
}

export interface OwnArrival {
  readonly arrivesAt: Date | null;
  readonly waitsIn: string;
  readonly acceptedGroundRulesOn: PlainDate | null;
}

/** How one's own arrival goes; nobody reads another's. */
export async function ownArrival(db: Db, conferenceId: ConferenceId): Promise<OwnArrival | undefined> {
  return db.row(sql<OwnArrival>`
    select arrives_at as "arrivesAt", waits_in as "waitsIn", accepted_ground_rules_on as "acceptedGroundRulesOn"
      from app.my_arrival(${conferenceId})`);
}

/** Whether a case has a conference, planned or booked, that may still happen: it is held or stopped before the case closes. */
export async function hasBookedConference(db: Db, caseId: CaseId): Promise<boolean> {
  const row = await db.row(sql<{ has: boolean }>`
    select exists (select from app.conferences where case_id = ${caseId} and status in ('planned', 'booked')) as has`);
  return row?.has ?? false;
}

/** How many conferences of the service were held; of what the police settled themselves none counts. (CAS-8) */
export async function conferencesFigures(db: Db): Promise<{ readonly held: number }> {
  const row = await db.row(sql<{ held: number }>`
    select count(*)::int as held from app.conferences where status = 'held' and case_id not in (${countedApart})`);
  return row ?? { held: 0 };
}
