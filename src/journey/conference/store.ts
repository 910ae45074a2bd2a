import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Conference, ConferenceStatus, Facilitating, Plan } from '#vocabulary/conference.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import type { ConferenceId, ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { Wish } from './rules.ts';

export interface NewConference extends Pick<Wish, 'mode' | 'venueId'> {
  readonly id: ConferenceId;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly plan: Plan;
  readonly plannedBy: string;
  readonly groundRules: string;
  readonly postponedFromId: ConferenceId | null;
}

/** Adds a conference, planned. */
export async function insertConference(hand: Hand, made: NewConference): Promise<void> {
  const words = (text: string) => sealed(ofHeldCase(hand), text);
  await hand.run(sql`
    insert into app.conferences (service_id, case_id, id, mode, venue_id, starts_at, ends_at, plan_safety, plan_seating,
                                 plan_stop, planned_by, ground_rules, postponed_from_id, planned_at)
    values (${hand.serviceId}, ${hand.caseId}, ${made.id}, ${made.mode}, ${made.venueId}, ${made.startsAt}, ${made.endsAt},
            ${words(made.plan.safety)}, ${words(made.plan.seating)}, ${words(made.plan.stop)}, ${made.plannedBy}, ${words(made.groundRules)},
            ${made.postponedFromId}, ${hand.at})`);
}

/** Writes who facilitates, in the place of whoever did. */
export async function replaceFacilitators(
  hand: Hand,
  { id, startsAt, endsAt }: Pick<Conference, 'id' | 'startsAt' | 'endsAt'>,
  facilitators: readonly Facilitating[],
): Promise<void> {
  await hand.run(sql`
    delete from app.conference_facilitators
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and conference_id = ${id}`);
  await hand.run(sql`
    insert into app.conference_facilitators (service_id, case_id, conference_id, staff_id, role, during)
    select ${hand.serviceId}::uuid, ${hand.caseId}::uuid, ${id}::uuid, each.staff, each.role, tstzrange(${startsAt}, ${endsAt})
      from unnest(${facilitators.map(({ staffId }) => staffId)}::uuid[], ${facilitators.map((one) => one.as)}::text[]) as each (staff, role)`);
}

/** Takes who comes along to the conference that stands for a postponed one; what they answered stays answered. */
export async function moveAttendees(hand: Hand, from: ConferenceId, to: ConferenceId): Promise<void> {
  await hand.run(sql`
    update app.conference_attendees
       set conference_id = ${to}, shown_since = null, arrives_at = null
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and conference_id = ${from}`);
}

/** From now on the others are told of everybody who comes, as agreed. */
export async function showAttendees(hand: Hand, conferenceId: ConferenceId): Promise<void> {
  await hand.run(sql`
    update app.conference_attendees set shown_since = ${hand.at}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and conference_id = ${conferenceId} and shown_since is null`);
}

/** Nobody is told of anybody any more. */
export async function hideAttendees(hand: Hand, conferenceId: ConferenceId): Promise<void> {
  await hand.run(sql`
    update app.conference_attendees set shown_since = null
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and conference_id = ${conferenceId} and shown_since is not null`);
}

/** Asks participants to a conference; asked twice is asked once. */
export async function insertInvitations(
  hand: Hand,
  conferenceId: ConferenceId,
  participants: readonly ParticipantId[],
): Promise<void> {
  await hand.run(sql`
    insert into app.conference_invitations (service_id, case_id, conference_id, participant_id, asked_at)
    select ${hand.serviceId}::uuid, ${hand.caseId}::uuid, ${conferenceId}::uuid, participant, ${hand.at}::timestamptz
      from unnest(${participants}::uuid[]) as participant
    on conflict do nothing`);
}

export async function markWaived(hand: Hand, id: ConferenceId, staffId: StaffId, reason: string): Promise<void> {
  await hand.run(sql`
    update app.conferences set one_facilitator_by = ${staffId}, one_facilitator_reason = ${sealed(ofHeldCase(hand), reason)}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id}`);
}

/** Moves a conference on from the status that was read. */
export async function markStatus(
  hand: Hand,
  { id, status }: Pick<Conference, 'id' | 'status'>,
  to: ConferenceStatus,
  endedBecause = '',
): Promise<void> {
  const moved = await hand.run(sql`
    update app.conferences set status = ${to}, ended_because = ${sealed(ofHeldCase(hand), endedBecause)}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and status = ${status}`);
  if (moved !== 1) throw new Error('The conference no longer had the status that was read');
}
