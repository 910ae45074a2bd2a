import { keptDigest } from '#casefile/protection/facts.ts';
import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofParticipant } from '#vocabulary/key-owners.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { Item, Release, ReleaseId } from './rules.ts';

/** Adds a statement or a question of one side. */
export async function addItem(hand: Hand, item: Omit<Item, 'passedOnAt'>): Promise<void> {
  await hand.run(sql`
    insert into app.items (service_id, case_id, id, participant_id, to_id, kind, answers_id, words, actor_kind, actor_id, written_at)
    values (${hand.serviceId}, ${hand.caseId}, ${item.id}, ${item.fromId}, ${item.toId}, ${item.kind}, ${item.answersId}, ${sealed(ofParticipant(item.fromId), item.words)},
            ${hand.actor.kind}, ${hand.actor.id}, ${hand.at})`);
}

/** Changes the words of an item that did not cross. */
export async function saveWords(
  hand: Hand,
  { id, fromId, words }: Pick<Item, 'id' | 'fromId' | 'words'>,
): Promise<void> {
  const saved = await hand.run(sql`
    update app.items set words = ${sealed(ofParticipant(fromId), words)}, written_at = ${hand.at}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and passed_on_at is null`);
  if (saved !== 1) throw new Error(`The item ${id} crossed meanwhile`);
}

/** Lets something cross: frozen as it is now, with the line of the ledger it rests on. */
export async function addRelease(
  hand: Hand,
  made: Pick<Release, 'kind' | 'itemId' | 'fromId' | 'toId' | 'words'> & { readonly consentSeq: number },
): Promise<void> {
  await hand.run(sql`
    insert into app.item_releases (service_id, case_id, kind, item_id, from_id, participant_id, words, words_digest, released_by,
                                   released_at, consent_seq)
    values (${hand.serviceId}, ${hand.caseId}, ${made.kind}, ${made.itemId}, ${made.fromId}, ${made.toId}, ${sealed(ofParticipant(made.fromId), made.words)},
            ${keptDigest(hand, made.toId, made.words)}, ${hand.actor.id}, ${hand.at}, ${made.consentSeq})`);
  await markPassedOn(hand, made.itemId, hand.at);
}

/** Takes a release back; `by` is null where the yes it rested on was taken back. */
export async function markTakenBack(hand: Hand, release: Release, by: string | null): Promise<void> {
  const written = await hand.run(sql`
    update app.item_releases set revoked_at = ${hand.at}, revoked_by = ${by}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${release.id} and revoked_at is null and read_at is null`);
  if (written !== 1) throw new Error(`The release ${release.id} was read meanwhile`);
  await markPassedOn(hand, release.itemId, null);
}

async function markPassedOn(hand: Hand, itemId: string, at: Date | null): Promise<void> {
  await hand.run(sql`
    update app.items set passed_on_at = ${at}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${itemId}`);
}

/** Notes that the reader opened what was released to them; nothing when there is nothing for this person. */
export async function markRead(hand: Hand, id: ReleaseId, readerId: ParticipantId): Promise<boolean> {
  const found = await hand.run(sql`
    update app.item_releases set read_at = ${hand.at}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and participant_id = ${readerId}
       and revoked_at is null and read_at is null`);
  return found === 1;
}
