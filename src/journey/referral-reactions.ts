import { randomUUID } from 'node:crypto';
import { addIncident, addSigns, linkHarm, openCase } from '#casefile/cases/actions.ts';
import { approachesOf, firstIncidentOf, participantsOf, withSigns } from '#casefile/cases/facts.ts';
import {
  addCompanionTo,
  addContactPoint,
  addOrganisationToCase,
  addPersonToCase,
  recordSafeContact,
  stopReaching,
} from '#casefile/people/actions.ts';
import { safeContactOf } from '#casefile/people/facts.ts';
import { addAnswersToCase, agencySaysNo, takeAnswersIntoCase } from '#journey/eligibility/actions.ts';
import { signsOfReferral, signsThatStand } from '#journey/eligibility/facts.ts';
import { addDocuments, takeDocumentAway } from '#casefile/documents/actions.ts';
import { documentsThereOf } from '#casefile/documents/facts.ts';
import { askFor, doneOfNoCase } from '#casefile/tasks/actions.ts';
import { keepAsker } from '#journey/asker/actions.ts';
import { putAwayDraft } from '#journey/referral-draft/actions.ts';
import { tellAgencyWhy } from '#journey/agency-referral/actions.ts';
import { amendmentById, fromAgency, whoHearsOf } from '#journey/agency-referral/facts.ts';
import type { AllowedStatus } from '#journey/agency-referral/facts.ts';
import { forgetPerson, markStanding, takePeopleOut } from '#journey/listed/actions.ts';
import {
  beginClocks,
  clockAccepted,
  clockAcknowledged,
  clockBegunAnew,
  clockDecided,
  pauseClock,
  rankByFlags,
  resumeClock,
  stopClocks,
} from '#journey/clocks/actions.ts';
import { offerNoLonger } from '#journey/transfer/actions.ts';
import { waitNoLonger } from '#journey/asking-for-more/actions.ts';
import { raiseWhatFollows } from '#journey/safety-flags/actions.ts';
import { filesForCase } from '#journey/agency-thread/facts.ts';
import type { AmendableField } from '#vocabulary/agencies.ts';
import { safeFromNowOn } from '#journey/referral-link/facts.ts';
import {
  noteCaseOf,
  noteCorrected,
  noteLinked,
  noteNumbers,
  noteReferences,
  noteReferral,
} from '#journey/likeness/actions.ts';
import { letGoBeside, waitingBeside } from '#journey/referral-link/actions.ts';
import { correctAgreement, correctReferral, keepWhoWasReferred } from '#journey/referral/actions.ts';
import { letReferralWait, takeReferralIntoCase, withdrawReferral } from '#journey/triage/actions.ts';
import { referenceOf, referralById, referralsOfCase, standingsOf } from '#journey/referral/facts.ts';
import { caseToBe } from '#journey/triage/facts.ts';
import type { Joining } from '#journey/triage/facts.ts';
import { countReferral } from '#service/agencies/actions.ts';
import { peopleOfAgency } from '#service/agencies/facts.ts';
import { writeNotice } from '#service/notices/actions.ts';
import { teamOfDistrict } from '#service/teams/facts.ts';
import { tellPrograms } from '#service/webhooks/actions.ts';
import { workingDaysAfter } from '#vocabulary/working-days.ts';
import { reachIndex } from '#vocabulary/blind-index.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { Part } from '#vocabulary/parts.ts';
import type { CaseId, OrganisationId, ParticipantId, PersonId, ReferralId } from '#vocabulary/ids.ts';
import type { Hand, ReactionsTo, Said } from '#vocabulary/acting.ts';

/** What becomes of a referral, an offer and a wish to be rung, elsewhere. */
export const referralReactions: ReactionsTo<
  'referral' | 'agency' | 'flags' | 'eligibility' | 'matter' | 'call-back' | 'list' | 'offer'
> = {
  'referral.received': [
    (hand, { referralId, happenedOn = dayOf(hand.at) }) => beginClocks(hand, referralId, happenedOn),
    (hand, { referralId, risks }) => raiseWhatFollows(hand, referralId, risks),
    async (hand, { referralId, draftId }) => {
      if (draftId === null) return;
      await keepAsker(hand, referralId, draftId);
      await putAwayDraft(hand, draftId);
    },
    (hand, { referralId }) => noteReferral(hand, referralId),
  ],
  'call-back.asked': [
    (hand, { callBackId }) =>
      askFor(hand, {
        kind: 'ring-back',
        words: 'Somebody asked to be rung. See under Call-backs when it is safe, ring, and say so there.',
        // On the list at once: they were promised a call by the next working day.
        dueOn: dayOf(hand.at),
        cause: `call-back.asked ${callBackId}`,
        role: 'coordinator',
      }),
  ],
  'call-back.made': [
    (hand, { callBackId }) =>
      doneOfNoCase(hand, { kind: 'ring-back', cause: `call-back.asked ${callBackId}` }, 'They were rung'),
  ],
  // What an agency alone says is there only now.
  'agency.referred': [countReferral, (hand, { referralId }) => noteReferral(hand, referralId)],
  'referral.acknowledged': [(hand, { referralId }) => clockAcknowledged(hand, referralId)],
  'referral.declined': [
    (hand, { referralId, reason }) => tellAgencyWhy(hand, referralId, reason),
    (hand, { referralId }) => clockDecided(hand, referralId),
    (hand, { referralId }) => waitNoLonger(hand, referralId),
    (hand, { referralId }) => offerNoLonger(hand, referralId),
    decideByItself,
  ],
  'referral.more-asked': [(hand, { referralId }) => pauseClock(hand, referralId)],
  'referral.more-answered': [
    (hand, { referralId }) => resumeClock(hand, referralId),
    async (hand, { referralId, questionId, isUnread }) => {
      if (!isUnread) return;
      await askFor(hand, {
        kind: 'referral-answered',
        words: 'Whoever referred answered what we asked. Read it, and decide.',
        dueOn: workingDaysAfter(dayOf(hand.at), 1),
        cause: `referral.more-answered ${questionId}`,
        referralId,
        role: 'coordinator',
      });
    },
  ],
  'referral.more-let-go': [(hand, { referralId }) => resumeClock(hand, referralId)],
  'matter.changed': [(hand, { referralId }) => noteNumbers(hand, referralId)],
  'flags.changed': [(hand, { referralId, isFlagged }) => rankByFlags(hand, referralId, isFlagged), weighWhatStands],
  'eligibility.answered': [weighWhatStands],
  'referral.others-changed': [(hand, { referralId }) => noteReferral(hand, referralId)],
  'referral.accepted': [
    openCaseOf,
    (hand, { referralId }) => noteCaseOf(hand, referralId),
    (hand, { referralId }) => takeAnswersIntoCase(hand, referralId),
    (hand, { referralId }) => clockAccepted(hand, referralId),
    linkWhatBelongs,
    (hand, { referralId }) => waitNoLonger(hand, referralId),
    (hand, { referralId }) => offerNoLonger(hand, referralId),
    takeFilesOfAgency,
  ],
  'referral.linked': [
    joinLinked,
    (hand, { referralId }) => noteLinked(hand, referralId),
    (hand, { referralId }) => addAnswersToCase(hand, referralId),
    weighWhatStands,
    (hand, { referralId }) => clockDecided(hand, referralId),
    (hand, { referralId }) => waitNoLonger(hand, referralId),
    (hand, { referralId }) => offerNoLonger(hand, referralId),
    takeFilesOfAgency,
  ],
  'referral.files-sent': [takeFilesOfAgency, askToReadFiles],
  'referral.unlinked': [
    takeFilesBack,
    (hand, { referralId }) => letReferralWait(hand, referralId),
    (hand, { referralId }) => clockBegunAnew(hand, referralId),
    (hand, { referralId }) => noteReferral(hand, referralId),
    (hand) => noteReferences(hand),
  ],
  'referral.amended': [
    correctAsAmended,
    async (hand, { referralId, isToBeApplied }) => {
      if (isToBeApplied) await noteCorrected(hand, referralId);
    },
  ],
  'referral.stop-asked': [askToReadWhyToStop],
  'referral.withdrawn': [
    (hand, { referralId }) => withdrawReferral(hand, referralId),
    (hand, { referralId }) => stopClocks(hand, referralId),
    decideByItself,
    (hand, { referralId }) => waitNoLonger(hand, referralId),
    (hand, { referralId }) => offerNoLonger(hand, referralId),
  ],
  'list.undone': [(hand, { listId }) => takePeopleOut(hand, listId)],
  'offer.made': [
    (hand, { listedId, happenedOn = dayOf(hand.at) }) =>
      markStanding(hand, listedId, { standing: 'asked', askedOn: happenedOn }),
  ],
  'offer.forgotten': [(hand, { listedId }) => forgetPerson(hand, listedId)],
  'offer.answered': [
    (hand, { listedId, answer, askAfter, happenedOn = dayOf(hand.at) }) =>
      markStanding(hand, listedId, {
        standing: answer,
        askAfter,
        settledOn: answer === 'not-now' ? null : happenedOn,
      }),
    async (hand, { listedId, answer, askAfter }) => {
      if (answer !== 'not-now' || askAfter === null) return;
      await askFor(hand, {
        kind: 'ask-again',
        words: 'Somebody on a list said “not now”. They are happy to be asked again from today: see Offers, Ask again.',
        dueOn: askAfter,
        cause: `offer.answered ${listedId} ${askAfter}`,
        role: 'coordinator',
        isOfNoCase: true,
      });
    },
  ],
};

/** What is written to people then: see `reactions.ts` for when. */
export const referralMessages: ReactionsTo<'referral' | 'agency' | 'call-back' | 'list' | 'offer'> = {
  'referral.acknowledged': [
    async (hand, { referralId, toPerson }) => {
      if (toPerson)
        await writeNotice(hand, { kind: 'referral-acknowledged', referralId, cause: 'referral.acknowledged' });
    },
    (hand, { referralId }) => tellOf(hand, referralId, 'read'),
  ],
  'referral.more-asked': [
    async (hand, { referralId, questionId, toPerson, toAgency }) => {
      const cause = `referral.more-asked ${questionId}`;
      if (toAgency) await writeToReferrer(hand, { kind: 'agency-asked', referralId, aboutId: questionId, cause });
      if (!toPerson) return;
      await writeNotice(hand, { kind: 'referral-more-asked', referralId, aboutId: questionId, cause });
    },
  ],
  'referral.declined': [
    async (hand, { referralId, toPerson }) => {
      if (toPerson) await writeNotice(hand, { kind: 'referral-declined', referralId, cause: 'referral.declined' });
    },
    (hand, { referralId }) => tellOf(hand, referralId, 'not-taken-on'),
    tellReferrer,
  ],
  'referral.accepted': [(hand, { referralId }) => tellOf(hand, referralId, 'in-touch'), tellReferrer],
  'referral.linked': [(hand, { referralId }) => tellOf(hand, referralId, 'in-touch'), tellReferrer],
  'referral.unlinked': [(hand, { referralId }) => tellOf(hand, referralId, 'read'), tellReferrer],
  'agency.answered': [
    (hand, { referralId }) =>
      writeToReferrer(hand, {
        kind: 'agency-written',
        referralId,
        // One an hour at most: whoever reads one message reads them all.
        cause: `agency.answered ${hand.at.toISOString().slice(0, 13)}`,
      }),
  ],
  'referral.withdrawn': [(hand, { referralId }) => tellOf(hand, referralId, 'withdrawn')],
};

// A program of the agency learns the allowed status, and nothing else.
async function tellOf(hand: Hand, referralId: ReferralId, status: AllowedStatus): Promise<void> {
  const said = await fromAgency(hand, referralId);
  if (said) await tellPrograms(hand, said, { referralId, status, reference: await referenceOf(hand, referralId) });
}

const emailOf = { 'agency-asked': 'asked', 'agency-written': 'written', 'agency-news': 'decided' } as const;

// Whoever referred for an agency is told that there is something to read, and nothing of it. (NTC-7)
async function writeToReferrer(
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

function tellReferrer(hand: Hand, { name, referralId }: { readonly name: string; readonly referralId: ReferralId }) {
  return writeToReferrer(hand, { kind: 'agency-news', referralId, cause: `${name} ${hand.at.toISOString()}` });
}

export async function tellOfCase(hand: Hand, status: AllowedStatus): Promise<void> {
  for (const referralId of await referralsOfCase(hand, hand.caseId as CaseId)) {
    await tellOf(hand, referralId, status);
    await tellReferrer(hand, { name: `case ${status}`, referralId });
  }
}

// A referral becomes a case: what happened, everybody in it, and who harmed whom.
async function openCaseOf(hand: Hand, { referralId, kind, isMutual }: Said<'referral.accepted'>): Promise<void> {
  const { reference, postcodeDistrict, signs, incident, joining, links } = await caseToBe(hand, referralId, isMutual);
  const teamId = await teamOfDistrict(hand, postcodeDistrict);
  const complexBecause = withSigns(signs, await signsOfReferral(hand, referralId)) ?? signs;
  await openCase(hand, { reference, kind, complexBecause, openedOn: dayOf(hand.at), teamId }, referralId);
  const ids: ParticipantId[] = [];
  for (const each of joining) ids.push(await join(hand, each));
  const incidentId = await addIncident(hand, { ...incident, toldBy: ids[0] ?? null });
  await keepWhoWasReferred(hand, referralId, ids[0] as ParticipantId);
  for (const [harmed, responsible] of links) {
    const harmedId = ids[harmed] as ParticipantId;
    const decision = await linkHarm(hand, { incidentId, harmedId, responsibleId: ids[responsible] as ParticipantId });
    if (!decision.ok) throw new Error(`The case refused a harm link: ${decision.because.join(', ')}`);
  }
}

// A flag or an answer that makes a case complex does so at once, where it is of the case that is held. (CAS-7)
async function weighWhatStands(hand: Hand): Promise<void> {
  if (hand.caseId !== '') await addSigns(hand, await signsThatStand(hand));
}

// The same was referred twice, and the first is a case now: who is who is for somebody to say.
async function linkWhatBelongs(hand: Hand, { referralId }: { readonly referralId: ReferralId }): Promise<void> {
  for (const second of await waitingBeside(hand, referralId))
    await askFor(hand, {
      kind: 'link-second-referral',
      words: 'The referral that this one belongs with is a case now. Link this one to it: say who is who.',
      dueOn: dayOf(hand.at),
      cause: `referral.accepted ${referralId} ${second}`,
      referralId: second,
      role: 'coordinator',
      isOfNoCase: true,
    });
}

async function decideByItself(hand: Hand, { referralId }: { readonly referralId: ReferralId }): Promise<void> {
  for (const second of await letGoBeside(hand, referralId))
    await askFor(hand, {
      kind: 'decide-by-itself',
      words: 'The referral that this one belonged with becomes no case. Decide this one by itself.',
      dueOn: dayOf(hand.at),
      cause: `referral.no-case ${referralId} ${second}`,
      referralId: second,
      role: 'coordinator',
    });
}

/** A second referral of a case: whoever of it the case does not know joins it, linked with everybody on the other side. */
async function joinLinked(hand: Hand, { referralId, who }: Said<'referral.linked'>): Promise<void> {
  const { joining, aboutIds, parts, signs } = await caseToBe(hand, referralId, false);
  const before = await participantsOf(hand, hand.caseId as CaseId);
  const incidentId = await firstIncidentOf(hand, hand.caseId as CaseId);
  const there: { readonly id: ParticipantId; readonly parts: readonly Part[] }[] = [...before];
  for (const [at, aboutId] of aboutIds.entries()) {
    const known = who.find((each) => each.aboutId === aboutId)?.participantId;
    const [joins, part] = [joining[at], parts[at]];
    if (!joins || !part) throw new Error('Somebody on the referral has no part');
    const id = known ? (known as ParticipantId) : await join(hand, joins);
    if (at === 0) await keepWhoWasReferred(hand, referralId, id);
    if (known) {
      await layBeside(hand, { referralId, participantId: id, says: joins });
      continue;
    }
    for (const across of there.filter((each) => each.parts.some((theirs) => theirs !== part))) {
      const [harmedId, responsibleId] = part === 'harmed' ? [id, across.id] : [across.id, id];
      if (incidentId) await linkHarm(hand, { incidentId, harmedId, responsibleId });
    }
    there.push({ id, parts: [part] });
  }
  await takeReferralIntoCase(hand, referralId);
  await addSigns(hand, signs);
}

/** What a second referral says is safe for somebody the case knows stands beside what the case knows, and somebody decides. (LIK-7) */
async function layBeside(
  hand: Hand,
  {
    referralId,
    participantId,
    says,
  }: { readonly referralId: ReferralId; readonly participantId: ParticipantId; readonly says: Joining },
): Promise<void> {
  const { safe: known, points } = await safeContactOf(hand, participantId);
  // What is safe at an office is not asked.
  if (says.kind === 'organisation' || known?.saidOn === null) return;
  const next = safeFromNowOn(known, says.safe);
  for (const safe of next) await recordSafeContact(hand, participantId, safe);
  const another = (['phone', 'email', 'post'] as const).filter((channel) => {
    const writtenOf = (value: string) => reachIndex(hand, channel, value).text;
    const value = writtenOf(says.contact[channel]);
    return value !== '' && !points.some((point) => point.channel === channel && writtenOf(point.value) === value);
  });
  // Unchecked, as whoever linked them may be wrong about who it is. (PEO-1)
  for (const channel of another) await addContactPoint(hand, participantId, channel, says.contact[channel]);
  if (next.length < 2 && another.length === 0) return;
  await askFor(hand, {
    kind: 'safe-ways-differ',
    words:
      'A second referral says something else about how it is safe to reach somebody, or has another number or address. Until somebody decides, only what both call safe holds. Find out what is right, in a way that both call safe, and write it down.',
    dueOn: dayOf(hand.at),
    cause: `referral.linked ${referralId} ${participantId} ${hand.at.toISOString()}`,
    participantId,
  });
}

async function join(hand: Hand, who: Joining): Promise<ParticipantId> {
  if (who.kind === 'organisation')
    return addOrganisationToCase(hand, { ...who.organisation, id: randomUUID() as OrganisationId });
  const person = { ...who.person, id: randomUUID() as PersonId };
  const participantId = await addPersonToCase(hand, person, who.contact, who.safe);
  const { guardianName: fullName } = who;
  if (fullName !== '') {
    await addCompanionTo(hand, {
      participantId,
      kind: 'guardian',
      fullName,
      called: fullName.slice(0, 100),
      relation: '',
    });
  }
  return participantId;
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
async function correctAsAmended(hand: Hand, said: Said<'referral.amended'>): Promise<void> {
  const { referralId, amendmentId, isToBeApplied } = said;
  if (isToBeApplied) {
    const { field, words, because } = await amendmentById(hand, amendmentId);
    const corrected = correctable[field];
    if (field === 'agreed') await agreementChanged(hand, referralId, { agrees: words === 'yes', because });
    if (field === 'agreed' || field === 'told') await toldAfterAll(hand, referralId);
    if (corrected) await correctReferral(hand, referralId, { [corrected]: words });
  }
  await askFor(hand, {
    kind: 'referral-amended',
    words: 'The agency changed its referral or said more. Read what it says now.',
    dueOn: workingDaysAfter(dayOf(hand.at), 1),
    cause: `referral.amended ${amendmentId}`,
    referralId,
    role: 'coordinator',
  });
}

// Nothing stops by itself: what people chose is theirs. Somebody reads it on the same day.
async function askToReadWhyToStop(hand: Hand, { referralId, amendmentId }: Said<'referral.stop-asked'>): Promise<void> {
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
async function takeFilesOfAgency(hand: Hand, { referralId }: { readonly referralId: ReferralId }): Promise<void> {
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
async function takeFilesBack(hand: Hand, { referralId }: { readonly referralId: ReferralId }): Promise<void> {
  const because = 'The referral it came with is not about this case';
  for (const { id } of await filesForCase(hand, referralId)) await takeDocumentAway(hand, id, because);
}

async function askToReadFiles(hand: Hand, { referralId, fileId }: Said<'referral.files-sent'>): Promise<void> {
  await askFor(hand, {
    kind: 'agency-files',
    words: 'The agency sent files with its referral. Look at what they say.',
    dueOn: workingDaysAfter(dayOf(hand.at), 1),
    cause: `referral.files-sent ${fileId}`,
    referralId,
    role: 'coordinator',
  });
}
