import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ComplexSign } from '#vocabulary/complexity.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { IncidentId, OrganisationId, ParticipantId, PersonId, TeamId } from '#vocabulary/ids.ts';
import { ofHeldCase, ofSide } from '#vocabulary/key-owners.ts';
import type { Origin } from '#vocabulary/matter.ts';
import type { CaseKind, CaseStatus, Complexity, IncidentKind, OrderOfApproach, Stage } from '#vocabulary/parts.ts';
import type { HarmLink } from '#vocabulary/frame.ts';

export interface NewCase {
  readonly reference: string;
  readonly kind: CaseKind;
  /** What makes it complex; nothing, where it is standard. */
  readonly complexBecause: readonly ComplexSign[];
  readonly openedOn: PlainDate;
  /** Null: of no team. */
  readonly teamId: TeamId | null;
}

/** Adds the case whose id the hand holds; the database makes whoever reads it by role a reader. */
export async function addCase(hand: Hand, made: NewCase): Promise<void> {
  await hand.run(sql`
    insert into app.cases (service_id, id, reference, kind, complexity, complex_because, opened_on, team_id, recorded_at, touched_at)
    values (${hand.serviceId}, ${hand.caseId}, ${made.reference}, ${made.kind},
            ${made.complexBecause.length > 0 ? 'complex' : 'standard'}, ${made.complexBecause}, ${made.openedOn}, ${made.teamId}, ${hand.at}, ${hand.at})`);
}

export interface NewIncident {
  readonly id: IncidentId;
  readonly kind: IncidentKind;
  readonly summary: string;
  readonly whenWords: string;
  readonly happenedOn: PlainDate | null;
  readonly whereWords: string;
  /** Whose account it is, where it is somebody's: the words are under their key. */
  readonly toldBy: ParticipantId | null;
}

export async function addIncident(hand: Hand, incident: NewIncident): Promise<void> {
  const words = (text: string) => sealed(ofSide(hand, incident.toldBy), text);
  await hand.run(sql`
    insert into app.incidents (service_id, case_id, id, kind, summary, when_words, happened_on, where_words)
    values (${hand.serviceId}, ${hand.caseId}, ${incident.id}, ${incident.kind}, ${words(incident.summary)},
            ${words(incident.whenWords)}, ${incident.happenedOn}, ${words(incident.whereWords)})`);
}

/** The team of the case; null for none. The database lets in and shuts out who comes by role. */
export async function markTeam(hand: Hand, teamId: TeamId | null): Promise<void> {
  await hand.run(sql`
    update app.cases set team_id = ${teamId} where service_id = ${hand.serviceId} and id = ${hand.caseId}`);
}

/** Adds a person or an organisation of the service to the case. */
export async function addParticipant(
  hand: Hand,
  id: ParticipantId,
  who: { readonly personId: PersonId | null; readonly organisationId: OrganisationId | null },
): Promise<void> {
  // Those who join in one moment stay in the order in which they did.
  await hand.run(sql`
    insert into app.participants (service_id, case_id, id, person_id, organisation_id, added_at)
    select ${hand.serviceId}, ${hand.caseId}, ${id}, ${who.personId}, ${who.organisationId},
           ${hand.at}::timestamptz + count(*) * interval '1 microsecond'
      from app.participants where service_id = ${hand.serviceId} and case_id = ${hand.caseId}`);
}

/** Whether the link is new: the same one twice is one. */
export async function addHarmLink(hand: Hand, link: HarmLink): Promise<boolean> {
  const added = await hand.run(sql`
    insert into app.harm_links (service_id, case_id, incident_id, harmed_id, responsible_id)
    values (${hand.serviceId}, ${hand.caseId}, ${link.incidentId}, ${link.harmedId}, ${link.responsibleId})
    on conflict do nothing`);
  return added === 1;
}

/** Moves the stage on from the one that was read. */
export async function markStage(hand: Hand, from: Stage, to: Stage): Promise<void> {
  const moved = await hand.run(sql`
    update app.cases set stage = ${to}
     where service_id = ${hand.serviceId} and id = ${hand.caseId} and stage = ${from}`);
  if (moved !== 1) throw new Error('The case was no longer at the stage that was read');
}

/** Marks a case open, on hold or closed, from the status that was read. */
export async function markStatus(hand: Hand, from: CaseStatus, to: CaseStatus): Promise<void> {
  const moved = await hand.run(sql`
    update app.cases set status = ${to}
     where service_id = ${hand.serviceId} and id = ${hand.caseId} and status = ${from}`);
  if (moved !== 1) throw new Error('The case no longer had the status that was read');
}

export async function markComplexity(hand: Hand, complexity: Complexity, because: readonly string[]): Promise<void> {
  await hand.run(sql`
    update app.cases set complexity = ${complexity}, complex_because = ${because} where service_id = ${hand.serviceId} and id = ${hand.caseId}`);
}

/** Where the case comes from; the case history has nothing of it, for nothing happened in it. */
export async function markOrigin(hand: Hand, origin: Origin): Promise<void> {
  await hand.run(sql`
    update app.cases set origin = ${origin}
     where service_id = ${hand.serviceId} and id = ${hand.caseId} and origin <> ${origin}`);
}

export async function markApproached(hand: Hand, participantId: ParticipantId, day: PlainDate): Promise<boolean> {
  return (
    (await hand.run(sql`
      update app.participants set approached_on = ${day}
       where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${participantId} and approached_on is null`)) ===
    1
  );
}

export async function markOrderOfApproach(hand: Hand, order: OrderOfApproach, reason: string): Promise<void> {
  await hand.run(sql`
    update app.cases set order_of_approach = ${order}, order_reason = ${sealed(ofHeldCase(hand), reason)}
     where service_id = ${hand.serviceId} and id = ${hand.caseId}`);
}

/** Puts the case on top of the caseload. */
export async function touchCase(hand: Hand): Promise<void> {
  await hand.run(sql`
    update app.cases set touched_at = ${hand.at} where service_id = ${hand.serviceId} and id = ${hand.caseId}`);
}
