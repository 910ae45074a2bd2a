import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CompanionId, ParticipantId, PersonId } from '#vocabulary/ids.ts';
import type { CompanionKind } from '#vocabulary/parts.ts';

export interface NewPerson {
  readonly id: PersonId;
  readonly fullName: string;
  readonly called: string;
  readonly pronouns: string;
  readonly dateOfBirth: PlainDate | null;
  readonly isUnder18: boolean;
  readonly language: string;
  readonly needsInterpreter: boolean;
  readonly accessNeeds: string;
}

/** Adds a person; nobody can read them until they are a participant of a case. */
export async function addPerson(hand: Hand, person: NewPerson): Promise<void> {
  await hand.run(sql`
    insert into app.people (service_id, id, full_name, called, pronouns, date_of_birth, is_under_18, language, needs_interpreter, access_needs)
    values (${hand.serviceId}, ${person.id}, ${person.fullName}, ${person.called}, ${person.pronouns}, ${person.dateOfBirth},
            ${person.isUnder18}, ${person.language}, ${person.needsInterpreter}, ${person.accessNeeds})`);
}

export interface NewCompanion {
  readonly id: CompanionId;
  readonly participantId: ParticipantId;
  readonly kind: CompanionKind;
  readonly fullName: string;
  readonly called: string;
  readonly relation: string;
}

/** Adds somebody beside a participant. */
export async function addCompanion(hand: Hand, companion: NewCompanion): Promise<void> {
  await hand.run(sql`
    insert into app.companions (service_id, case_id, id, participant_id, kind, full_name, called, relation, added_at)
    values (${hand.serviceId}, ${hand.caseId}, ${companion.id}, ${companion.participantId}, ${companion.kind},
            ${companion.fullName}, ${companion.called}, ${companion.relation}, ${hand.at})`);
}
