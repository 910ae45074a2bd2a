import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofHeldCase, ofParticipant } from '#vocabulary/key-owners.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { asKept } from './facts.ts';
import type { Finding } from './rules.ts';
import type { ProtectedWordKind, WayToReader } from './ways-rules.ts';

/** Keeps that words were looked through for a reader as they cross. */
export async function addCheck(
  hand: Hand,
  made: {
    readonly way: WayToReader;
    readonly aboutId: string | null;
    readonly participantId: ParticipantId;
    readonly digest: string;
    readonly found: number;
    readonly falseAlarmId: string | null;
  },
): Promise<void> {
  await hand.run(sql`
    insert into app.word_checks (service_id, case_id, way, about_id, participant_id, words_digest, found, false_alarm_id, checked_at)
    values (${hand.serviceId}, ${hand.caseId}, ${made.way}, ${made.aboutId}, ${made.participantId}, ${asKept(hand.caseId, made.digest)}, ${made.found},
            ${made.falseAlarmId}, ${hand.at})`);
}

/** Keeps why what was found is not what it looks like. */
export async function addFalseAlarm(
  hand: Hand,
  made: {
    readonly readerId: ParticipantId;
    readonly digest: string;
    readonly found: readonly Finding[];
    readonly isAboutContact: boolean;
    readonly reason: string;
  },
): Promise<void> {
  await hand.run(sql`
    insert into app.false_alarms (service_id, case_id, participant_id, words_digest, found, is_about_contact, reason, said_by, said_at)
    values (${hand.serviceId}, ${hand.caseId}, ${made.readerId}, ${asKept(hand.caseId, made.digest)}, ${JSON.stringify(made.found)}::jsonb,
            ${made.isAboutContact}, ${sealed(ofHeldCase(hand), made.reason)}, ${hand.actor.id}, ${hand.at})`);
}

/** Keeps that a second person looked too; the first one who does stands. */
export async function addSecond(hand: Hand, id: string): Promise<void> {
  await hand.run(sql`
    update app.false_alarms set seconded_by = ${hand.actor.id}, seconded_at = ${hand.at}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and seconded_by is null`);
}

/** Adds something of one side to what is protected. */
export async function addProtectedWord(
  hand: Hand,
  made: { readonly participantId: ParticipantId; readonly kind: ProtectedWordKind; readonly words: string },
): Promise<void> {
  await hand.run(sql`
    insert into app.protected_words (service_id, case_id, participant_id, kind, words, added_by, added_at)
    values (${hand.serviceId}, ${hand.caseId}, ${made.participantId}, ${made.kind},
            ${sealed(ofParticipant(made.participantId), made.words)}, ${hand.actor.id}, ${hand.at})`);
}

/** Ends the protection of something that is no secret any more; false when it had ended. */
export async function endProtectedWord(hand: Hand, id: string): Promise<boolean> {
  const ended = await hand.run(sql`
    update app.protected_words set ended_at = ${hand.at}, ended_by = ${hand.actor.id}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and id = ${id} and ended_at is null`);
  return ended === 1;
}
