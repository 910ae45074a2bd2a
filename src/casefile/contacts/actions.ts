import { randomUUID } from 'node:crypto';
import { approachesOf, holdCase } from '#casefile/cases/facts.ts';
import type { Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf } from '#vocabulary/dates.ts';
import { countedOf } from './facts.ts';
import { attemptsInARow, kindOf, record, type CannotRecord, type Contact } from './rules.ts';
import { addContact } from './store.ts';

/**
 * Writes down an attempt, a conversation or a letter. Nothing moves by silence: the third attempt in a row only asks somebody
 * to send a letter. The first conversation about restorative practice marks the approach, in order. (H17)
 */
export async function recordContact(hand: Hand, contact: Contact): Promise<Decision<Contact, CannotRecord>> {
  const held = await holdCase(hand);
  const { participantId, happenedOn } = contact;
  const approaches = contact.isApproach ? await approachesOf(hand, held.id) : [];
  const theirs = approaches.find((each) => each.participantId === participantId);
  const isInOrder = !contact.isApproach || theirs?.isInOrder === true;
  const decision = record(contact, dayOf(hand.at), { status: held.status, isInOrder });
  if (!decision.ok) return decision;
  const kind = kindOf(contact.outcome);
  const id = randomUUID();
  await addContact(hand, id, contact, kind);
  if (kind === 'conversation') await hand.announce({ name: 'contact.made', participantId, happenedOn });
  else if (kind === 'attempt') {
    const attempts = attemptsInARow(await countedOf(hand, participantId), id);
    await hand.announce({ name: 'contact.attempted', participantId, attempts, happenedOn });
  } else await hand.announce({ name: 'contact.by-letter', participantId, happenedOn });
  if (contact.isApproach && theirs?.approachedOn === null) {
    const first = approaches.every(({ approachedOn }) => approachedOn === null);
    await hand.announce({ name: 'approach.recorded', participantId, first, happenedOn });
  }
  return decision;
}
