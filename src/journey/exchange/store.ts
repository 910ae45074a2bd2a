import { keptDigest } from '#casefile/protection/facts.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { LetterId, ParticipantId } from '#vocabulary/ids.ts';
import type { Letter } from '#vocabulary/letters.ts';
import type { OfferAnswer } from './rules.ts';

/** The moments that a change of a letter sets; those left out stay. */
export interface Moments {
  readonly heldAt?: Date;
  readonly frozenAt?: Date;
  readonly offeredAt?: Date;
  readonly acceptedAt?: Date;
  readonly deliveredAt?: Date;
}

/** Moves a letter on its way from the state it was read in to another; its words stay as they are. */
export async function saveLetter(hand: Hand, before: Letter, after: Letter, moments: Moments = {}): Promise<void> {
  const { heldAt = null, frozenAt = null, offeredAt = null, acceptedAt = null, deliveredAt = null } = moments;
  const deliveredBy = deliveredAt !== null && hand.actor.kind === 'staff' ? hand.actor.id : null;
  const written = await hand.run(sql`
    update app.letters
       set status = ${after.status}, shown_to_author = ${after.shownToAuthor}, author_may_know = ${after.authorMayKnow},
           ask_after = ${after.askAfter}, accepted_how = ${after.acceptedHow},
           held_at = coalesce(${heldAt}, held_at), frozen_at = coalesce(${frozenAt}, frozen_at),
           offered_at = coalesce(${offeredAt}, offered_at), accepted_at = coalesce(${acceptedAt}, accepted_at),
           delivered_at = case when ${after.status} = 'delivered' then coalesce(${deliveredAt}, delivered_at) end,
           delivered_by = case when ${after.status} = 'delivered' then coalesce(${deliveredBy}, delivered_by) end
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${before.id}
       and status = ${before.status} and version = ${before.version}`);
  if (written !== 1) throw new Error(`The letter ${before.id} was no longer as it was read`);
}

/** Lets the recipient see that there is a letter, without a word of it; after an offer that was taken back this is another. */
export async function addOffer(hand: Hand, letter: Letter, consentSeq: number): Promise<void> {
  await hand.run(sql`
    insert into app.releases (service_id, case_id, kind, item_id, from_id, participant_id, words_digest, released_by, released_at,
                              consent_seq)
    values (${hand.serviceId}, ${hand.caseId}, 'letter-offer', ${letter.id}, ${letter.authorId}, ${letter.recipientId},
            ${keptDigest(hand, letter.recipientId, letter.words)}, ${hand.actor.id}, ${hand.at}, ${consentSeq})`);
}

/** Takes back what was released of a letter, its words before its offer; `by` is null where a yes was taken back. */
export async function revoke(hand: Hand, letterId: LetterId, by: string | null): Promise<void> {
  await revokeOne(hand, letterId, 'letter', by);
  await revokeOne(hand, letterId, 'letter-offer', by);
}

async function revokeOne(
  hand: Hand,
  letterId: LetterId,
  kind: 'letter' | 'letter-offer',
  by: string | null,
): Promise<void> {
  await hand.run(sql`
    update app.releases set revoked_at = ${hand.at}, revoked_by = ${by}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and kind = ${kind} and item_id = ${letterId}
       and revoked_at is null`);
}

/** Keeps what the recipient chose beside the offer, where she can read it again. */
export async function saveOfferAnswer(hand: Hand, letterId: LetterId, answer: OfferAnswer): Promise<void> {
  const written = await hand.run(sql`
    update app.releases
       set answer = ${answer.choice}, answered_at = ${hand.at}, ask_after = ${answer.askAfter}, author_may_know = ${answer.authorMayKnow}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and kind = 'letter-offer' and item_id = ${letterId}
       and revoked_at is null`);
  if (written !== 1) throw new Error(`The letter ${letterId} is not on offer`);
}

/** Lets the words cross, frozen as they are now: copied as they are sealed. */
export async function addRelease(hand: Hand, letter: Letter, consentSeq: number): Promise<void> {
  await hand.run(sql`
    insert into app.releases (service_id, case_id, kind, item_id, from_id, participant_id, words, words_digest, released_by, released_at,
                              author_may_know, consent_seq)
    select l.service_id, l.case_id, 'letter', l.id, l.participant_id, l.recipient_id, l.body,
           ${keptDigest(hand, letter.recipientId, letter.words)}, ${hand.actor.id}, ${hand.at},
           ${letter.authorMayKnow}, ${consentSeq}
      from app.letters l where l.service_id = ${hand.serviceId} and l.case_id = ${hand.caseId} and l.id = ${letter.id}`);
}

/** Keeps that the writer may know, where the recipient can read it again. */
export async function markMayKnow(hand: Hand, letterId: LetterId): Promise<void> {
  await hand.run(sql`
    update app.releases set author_may_know = true
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and item_id = ${letterId} and revoked_at is null`);
}

/** Notes the first time the recipient opened the words; nothing when there are none for this person. */
export async function markRead(hand: Hand, letterId: LetterId, readerId: ParticipantId): Promise<boolean> {
  const found = await hand.run(sql`
    update app.releases set read_at = coalesce(read_at, ${hand.at})
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and kind = 'letter' and item_id = ${letterId}
       and participant_id = ${readerId} and revoked_at is null`);
  return found === 1;
}
