import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofParticipant } from '#vocabulary/key-owners.ts';
import type { Contact, ContactKind } from './rules.ts';

/** Writes down one contact; contacts are never changed. */
export async function addContact(hand: Hand, id: string, contact: Contact, kind: ContactKind): Promise<void> {
  await hand.run(sql`
    insert into app.contacts (service_id, case_id, id, participant_id, kind, channel, happened_on, outcome, note, recorded_by, recorded_at)
    values (${hand.serviceId}, ${hand.caseId}, ${id}, ${contact.participantId}, ${kind}, ${contact.channel}, ${contact.happenedOn},
            ${contact.outcome}, ${sealed(ofParticipant(contact.participantId), contact.note)}, ${hand.actor.id}, ${hand.at})`);
}
