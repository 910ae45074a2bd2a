import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofParticipant } from '#vocabulary/key-owners.ts';
import type { Standing, View } from './rules.ts';

/** Adds how a guardian stands; the newest holds, the others stay. */
export async function addStanding(hand: Hand, said: Standing): Promise<void> {
  await hand.run(sql`
    insert into app.guardian_standings (service_id, case_id, participant_id, companion_id, parental, side, words, said_on, recorded_by, recorded_at)
    values (${hand.serviceId}, ${hand.caseId}, ${said.participantId}, ${said.companionId}, ${said.parental}, ${said.side},
            ${sealed(ofParticipant(said.participantId), said.words)}, ${said.saidOn}, ${hand.actor.id}, ${hand.at})`);
}

/** Adds a view; earlier ones stay. */
export async function addView(hand: Hand, said: View): Promise<void> {
  const theirs = (words: string) => sealed(ofParticipant(said.participantId), words);
  await hand.run(sql`
    insert into app.decision_views (service_id, case_id, participant_id, kind, decision, view, words, support, safeguarding, said_on, recorded_by, recorded_at)
    values (${hand.serviceId}, ${hand.caseId}, ${said.participantId}, ${said.kind}, ${theirs(said.decision)}, ${said.view},
            ${theirs(said.words)}, ${theirs(said.support)}, ${theirs(said.safeguarding)}, ${said.saidOn}, ${hand.actor.id}, ${hand.at})`);
}
