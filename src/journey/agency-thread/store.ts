import type { DocumentId, DocumentKind, Read } from '#casefile/documents/facts.ts';
import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import { ofReferral } from '#vocabulary/key-owners.ts';

/** A file whose content is kept and waits for its row. */
export interface FileToSend extends Read {
  readonly id: DocumentId;
  readonly fileKey: string;
  readonly name: string;
  readonly kind: DocumentKind;
  readonly size: number;
}

export async function addReply(hand: Hand, referralId: ReferralId, words: string): Promise<void> {
  await hand.run(sql`
    insert into app.agency_replies (service_id, referral_id, words, written_by, written_at)
    values (${hand.serviceId}, ${referralId}, ${sealed(ofReferral(referralId), words)}, ${hand.actor.id}, ${hand.at})`);
}

/** Keeps a file of an agency; everything of it is under the key of the referral. */
export async function addFile(hand: Hand, referralId: ReferralId, file: FileToSend): Promise<void> {
  const seal = (text: string) => sealed(ofReferral(referralId), text);
  await hand.run(sql`
    insert into app.agency_files (service_id, id, referral_id, name, kind, size, file_key, words, are_words_whole, pages, unread_because, sent_by, sent_at)
    values (${hand.serviceId}, ${file.id}, ${referralId}, ${seal(file.name)}, ${file.kind}, ${file.size}, ${seal(file.fileKey)},
            ${seal(file.words)}, ${file.areWordsWhole}, ${file.pages ?? null}, ${file.unreadBecause ?? null}, ${hand.actor.id}, ${hand.at})`);
}
