import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Attendee, Plan } from '#vocabulary/conference.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { AttendeeId, ConferenceId, StaffId } from '#vocabulary/ids.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';

/** Adds somebody who comes. */
export async function insertAttendee(
  hand: Hand,
  conferenceId: ConferenceId,
  who: Pick<Attendee, 'id' | 'participantId' | 'companionId' | 'shownAs'>,
): Promise<void> {
  await hand.run(sql`
    insert into app.conference_attendees (service_id, case_id, conference_id, id, participant_id, companion_id, shown_as, added_at)
    values (${hand.serviceId}, ${hand.caseId}, ${conferenceId}, ${who.id}, ${who.participantId}, ${who.companionId}, ${who.shownAs}, ${hand.at})`);
}

/** Takes somebody off the list of who comes. */
export async function deleteAttendee(hand: Hand, conferenceId: ConferenceId, id: AttendeeId): Promise<void> {
  await hand.run(sql`
    delete from app.conference_attendees
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and conference_id = ${conferenceId} and id = ${id}`);
}

/** Writes the plan; whoever approved the one before has not approved this one. */
export async function rewritePlan(hand: Hand, id: ConferenceId, plan: Plan): Promise<void> {
  const words = (text: string) => sealed(ofHeldCase(hand), text);
  await hand.run(sql`
    update app.conferences
       set plan_safety = ${words(plan.safety)}, plan_seating = ${words(plan.seating)}, plan_stop = ${words(plan.stop)},
           planned_by = ${hand.actor.id}, plan_approved_by = null
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id}`);
}

export async function markApproved(hand: Hand, id: ConferenceId, staffId: StaffId): Promise<void> {
  await hand.run(sql`
    update app.conferences set plan_approved_by = ${staffId}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id}`);
}

/** Writes the ground rules; who accepted the ones before has not accepted these. */
export async function rewriteGroundRules(hand: Hand, id: ConferenceId, groundRules: string): Promise<void> {
  await hand.run(sql`
    update app.conferences set ground_rules = ${sealed(ofHeldCase(hand), groundRules)}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id}`);
  await hand.run(sql`
    update app.conference_attendees set accepted_ground_rules_on = null
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and conference_id = ${id}`);
}

export async function markAccepted(hand: Hand, attendees: readonly AttendeeId[], day: PlainDate): Promise<void> {
  await hand.run(sql`
    update app.conference_attendees set accepted_ground_rules_on = ${day}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = any(${attendees}::uuid[])
       and accepted_ground_rules_on is null`);
}

export interface Arrival {
  readonly attendeeId: AttendeeId;
  readonly arrivesAt: Date | null;
  readonly waitsIn: string;
}

export async function writeArrivals(hand: Hand, arrivals: readonly Arrival[]): Promise<void> {
  await hand.run(sql`
    update app.conference_attendees as a set arrives_at = each.arrives, waits_in = each.waits
      from unnest(${arrivals.map(({ attendeeId }) => attendeeId)}::uuid[], ${arrivals.map(({ arrivesAt }) => arrivesAt)}::timestamptz[],
                  ${arrivals.map(({ waitsIn }) => waitsIn)}::text[]) as each (id, arrives, waits)
     where a.service_id = ${hand.serviceId} and a.case_id = ${hand.caseId} and a.id = each.id`);
}

/** Writes who came and what happened, before the conference is marked as held. */
export async function writeHeld(
  hand: Hand,
  id: ConferenceId,
  { came, happened }: { readonly came: readonly AttendeeId[]; readonly happened: string },
): Promise<void> {
  await hand.run(sql`
    update app.conference_attendees set came = (id = any(${came}::uuid[]))
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and conference_id = ${id}`);
  await hand.run(sql`
    update app.conferences set what_happened = ${sealed(ofHeldCase(hand), happened)}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id}`);
}

/** Marks a booked conference as held; only once it was written down who came. */
export async function markHeld(hand: Hand, id: ConferenceId): Promise<void> {
  const moved = await hand.run(sql`
    update app.conferences set status = 'held'
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and status = 'booked'`);
  if (moved !== 1) throw new Error('The conference was no longer booked');
}
