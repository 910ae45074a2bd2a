import { mayOpenCase } from '#casefile/readers/facts.ts';
import { fromAgency, holdOwn } from '#journey/agency-referral/facts.ts';
import { holdReferral } from '#journey/referral/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { filesOf, placesForAgency } from './facts.ts';
import { answerAgency, sendFiles, type CannotAnswer, type CannotSendFiles } from './rules.ts';
import * as store from './store.ts';
import type { FileToSend } from './store.ts';

/** Writes to an agency, once the words were looked through, by somebody who may open the case where there is one. (THR-1) */
export async function writeToAgency(
  hand: Hand,
  reference: string,
  words: string,
): Promise<Decision<'sent', CannotAnswer | 'not-there'>> {
  const referral = await holdReferral(hand, reference);
  const said = referral && (await fromAgency(hand, referral.id));
  if (!said || (referral.caseId ?? '') !== hand.caseId) return refuse('not-there');
  if (referral.caseId !== null && !(await mayOpenCase(hand, hand.actor.id as StaffId, referral.caseId)))
    return refuse('not-there');
  const decision = answerAgency(words, (await placesForAgency(hand, referral, words)).length);
  if (!decision.ok) return decision;
  await store.addReply(hand, referral.id, words);
  await hand.announce({ name: 'agency.answered', referralId: referral.id });
  return allow('sent');
}

/** Sends files with a referral of one's agency: each has its row, and where there is a case it gets them as documents. (THR-3, THR-4) */
export async function sendFilesFor(
  hand: Hand,
  reference: string,
  files: readonly FileToSend[],
): Promise<Decision<'sent', CannotSendFiles | 'not-there'>> {
  const referral = await holdOwn(hand, reference);
  if (!referral) return refuse('not-there');
  if ((referral.caseId ?? '') !== hand.caseId) return refuse('was-decided-just-now');
  const there = await filesOf(hand, referral.id);
  const before = { files: there.length, bytes: there.reduce((sum, { size }) => sum + size, 0) };
  const decision = sendFiles(
    referral.status,
    before,
    files.map(({ size }) => size),
  );
  if (!decision.ok) return decision;
  for (const file of files) await store.addFile(hand, referral.id, file);
  const [first] = files;
  if (first) await hand.announce({ name: 'referral.files-sent', referralId: referral.id, fileId: first.id });
  return decision;
}
