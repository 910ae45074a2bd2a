/* What passes between an agency and us because of what became of a referral: see `referral-reactions.ts` for when. */

import { approachesOf, participantsOf } from '#casefile/cases/facts.ts';
import { addDocuments, takeDocumentAway } from '#casefile/documents/actions.ts';
import { documentsThereOf } from '#casefile/documents/facts.ts';
import { stopReaching } from '#casefile/people/actions.ts';
import { askFor } from '#casefile/tasks/actions.ts';
import { agencySaysNo } from '#journey/eligibility/actions.ts';
import { amendmentById, fromAgency, whoHearsOf, type AllowedStatus } from '#journey/agency-referral/facts.ts';
import { filesForCase } from '#journey/agency-thread/facts.ts';
import type { AmendableField } from '#vocabulary/agencies.ts';
import { risksIn } from '#vocabulary/safety-flags.ts';
import { correctAgreement, correctReferral } from '#journey/referral/actions.ts';
import { referenceOf, referralById, referralsOfCase, standingsOf } from '#journey/referral/facts.ts';
import { raiseWhatIsTold } from '#journey/safety-flags/actions.ts';
import { countReferral } from '#service/agencies/actions.ts';
import { peopleOfAgency } from '#service/agencies/facts.ts';
import { writeNotice } from '#service/notices/actions.ts';
import { tellPrograms } from '#service/webhooks/actions.ts';
import { workingDaysAfter } from '#vocabulary/working-days.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { CaseId, ReferralId } from '#vocabulary/ids.ts';
import type { Hand, Said } from '#vocabulary/acting.ts';

// A program of the agency learns the allowed status, and nothing else.
export async function tellOf(hand: Hand, referralId: ReferralId, status: AllowedStatus): Promise<void> {
  const said = await fromAgency(hand, referralId);
  if (said) await tellPrograms(hand, said, { referralId, status, reference: await referenceOf(hand, referralId) });
}

const emailOf = { 'agency-asked': 'asked', 'agency-written': 'written', 'agency-news': 'decided' } as const;

// Whoever referred for an agency is told that there is something to read, and nothing of it. (NTC-7)
export async function writeToReferrer(
  hand: Hand,
  notice: {
    readonly kind: 'agency-asked' | 'agency-written' | 'agency-news';
    readonly referralId: ReferralId;
    readonly aboutId?: string;
    readonly cause: string;
  },
): Promise<void> {
  const said = await fromAgency(hand, notice.referralId);
  for (const staffId of said ? await whoHearsOf(hand, said, emailOf[notice.kind]) : [])
    await writeNotice(hand, { ...notice, staffId });
}

export function tellReferrer(
  hand: Hand,
  { name, referralId }: { readonly name: string; readonly referralId: ReferralId },
) {
  return writeToReferrer(hand, { kind: 'agency-news', referralId, cause: `${name} ${hand.at.toISOString()}` });
}

export async function tellOfCase(hand: Hand, status: AllowedStatus): Promise<void> {
  for (const referralId of await referralsOfCase(hand, hand.caseId as CaseId)) {
    await tellOf(hand, referralId, status);
    await tellReferrer(hand, { name: `case ${status}`, referralId });
  }
}

// Where the words stand in the referral itself; what only an agency says stands elsewhere.
const correctable: Readonly<Partial<Record<AmendableField, keyof Parameters<typeof correctReferral>[2]>>> = {
  phone: 'phone',
  email: 'email',
  address: 'address',
  'safe-times': 'safeTimes',
  'what-happened': 'whatHappened',
  where: 'whereWords',
  'other-people': 'otherPeopleWords',
  hopes: 'hopes',
};

// What an agency says after it referred: the referral is corrected while it waits, and somebody reads what changed either way.
export async function correctAsAmended(hand: Hand, said: Said<'referral.amended'>): Promise<void> {
  const { referralId, amendmentId, isToBeApplied } = said;
  const { field, words, because } = await amendmentById(hand, amendmentId);
  const isRisk = field === 'risks';
  if (isToBeApplied) {
    const corrected = correctable[field];
    if (field === 'agreed') await agreementChanged(hand, referralId, { agrees: words === 'yes', because });
    if (field === 'agreed' || field === 'told') await toldAfterAll(hand, referralId);
    if (isRisk) await raiseWhatIsTold(hand, referralId, risksIn(words));
    if (corrected) await correctReferral(hand, referralId, { [corrected]: words });
  }
  await askFor(hand, {
    kind: 'referral-amended',
    words: isRisk ? ofRisk(isToBeApplied) : 'The agency changed its referral or said more. Read what it says now.',
    dueOn: isRisk ? dayOf(hand.at) : workingDaysAfter(dayOf(hand.at), 1),
    cause: `referral.amended ${amendmentId}`,
    referralId,
    role: 'coordinator',
  });
  // Whoever leads the case, too.
  if (isRisk && hand.caseId !== '')
    await askFor(hand, {
      kind: 'risk-told-later',
      words: ofRisk(isToBeApplied),
      dueOn: dayOf(hand.at),
      cause: `referral.amended ${amendmentId}`,
      referralId,
    });
}

// Once it is decided, a flag is raised by whoever may open the case, and not by an agency: they are asked to, on the same day. (AGY-8, FLG-5)
function ofRisk(isRaised: boolean): string {
  return isRaised
    ? 'The agency told us of something that could hurt somebody. The flag stands on its referral: read what it says now.'
    : 'The agency told us of something that could hurt somebody. Read it with what the agency said, and raise the flag.';
}

// Nothing stops by itself: what people chose is theirs. Somebody reads it on the same day.
export async function askToReadWhyToStop(
  hand: Hand,
  { referralId, amendmentId }: Said<'referral.stop-asked'>,
): Promise<void> {
  await askFor(hand, {
    kind: 'agency-asks-to-stop',
    words: 'The agency asks us to stop with what it referred. Read why, and write to it what happens now.',
    dueOn: dayOf(hand.at),
    cause: `referral.stop-asked ${amendmentId}`,
    referralId,
    role: 'coordinator',
  });
}

// Whether somebody agrees shuts and opens what staff may do, in the case where there is one. (AGY-7)
async function agreementChanged(
  hand: Hand,
  referralId: ReferralId,
  { agrees, because }: { readonly agrees: boolean; readonly because: string },
): Promise<void> {
  const said = await fromAgency(hand, referralId);
  if (!said) return;
  await correctAgreement(hand, referralId, agrees);
  const theirs = (await peopleOfAgency(hand, said.agencyId)).map(({ staffId }) => staffId);
  const isTaken = await agencySaysNo(hand, referralId, { saysNo: !agrees, words: because, theirs });
  if (agrees || !isTaken || hand.caseId === '') return;
  const personId = (await standingsOf(hand, [referralId]))[0]?.personId ?? null;
  const people = await participantsOf(hand, hand.caseId as CaseId);
  const participantId = people.find((each) => personId !== null && each.personId === personId)?.id;
  if (participantId === undefined) return;
  const approaches = await approachesOf(hand, hand.caseId as CaseId);
  // Who has spoken with us says for themselves what is safe.
  const isSpokenWith = approaches.some((each) => each.participantId === participantId && each.approachedOn !== null);
  const isStopped = !isSpokenWith && (await stopReaching(hand, participantId));
  await askFor(hand, {
    kind: 'no-longer-agrees',
    words: isStopped
      ? 'The agency says that somebody does not agree to be referred. No way to reach them is safe until this is cleared: ask the agency, and write down what is safe.'
      : 'The agency says that somebody does not agree to be referred. Ask them, in a way that they call safe, before anything else is done.',
    dueOn: dayOf(hand.at),
    cause: `referral.amended ${referralId} ${hand.at.toISOString()}`,
    participantId,
  });
}

// Who was told after all is no longer one of those whom nobody had told. (TEL-2)
async function toldAfterAll(hand: Hand, referralId: ReferralId): Promise<void> {
  const said = await fromAgency(hand, referralId);
  const { agreedToReferral } = await referralById(hand, referralId);
  if (said && (agreedToReferral || said.toldWords !== '')) await countReferral(hand, { ...said, wasTold: true });
}

// Files of an agency are documents on the side of who was referred, as soon as there is a case; what is there stays as it is.
export async function takeFilesOfAgency(
  hand: Hand,
  { referralId }: { readonly referralId: ReferralId },
): Promise<void> {
  if (hand.caseId === '') return;
  const sent = await filesForCase(hand, referralId);
  const there = await documentsThereOf(
    hand,
    hand.caseId as CaseId,
    sent.map(({ id }) => id),
  );
  const files = sent.filter(({ id }) => !there.has(id));
  if (files.length === 0) return;
  const personId = (await standingsOf(hand, [referralId]))[0]?.personId ?? null;
  const people = await participantsOf(hand, hand.caseId as CaseId);
  const participantId = people.find((each) => personId !== null && each.personId === personId)?.id ?? null;
  const decision = await addDocuments(hand, { participantId, about: 'Sent by the agency that referred them', files });
  if (decision.ok) return;
  await askFor(hand, {
    kind: 'files-do-not-fit',
    words:
      'The agency sent files, and this case can hold no more documents. They stand beside the referral, under Messages with the agency.',
    dueOn: dayOf(hand.at),
    cause: `referral.files-sent ${referralId} ${files[0]?.id}`,
  });
}

// They are about other people than the case is: nobody who may open it reads them from now on. They stay beside the referral. What did
// not fit, or was taken away before, is refused and stays as it is. (THR-4)
export async function takeFilesBack(hand: Hand, { referralId }: { readonly referralId: ReferralId }): Promise<void> {
  const because = 'The referral it came with is not about this case';
  for (const { id } of await filesForCase(hand, referralId)) await takeDocumentAway(hand, id, because);
}

export async function askToReadFiles(hand: Hand, { referralId, fileId }: Said<'referral.files-sent'>): Promise<void> {
  await askFor(hand, {
    kind: 'agency-files',
    words: 'The agency sent files with its referral. Look at what they say.',
    dueOn: workingDaysAfter(dayOf(hand.at), 1),
    cause: `referral.files-sent ${fileId}`,
    referralId,
    role: 'coordinator',
  });
}
