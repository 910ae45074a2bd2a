import { randomUUID } from 'node:crypto';
import {
  addIncident,
  linkHarm,
  moveOn,
  noteApproach,
  setStatus,
  openCase,
  takeIn,
  touch,
} from '#casefile/cases/actions.ts';
import { approachesOf, firstIncidentOf, participantsOf } from '#casefile/cases/facts.ts';
import { letIn, letOut } from '#casefile/readers/actions.ts';
import { keep } from '#casefile/history/actions.ts';
import {
  addCompanionTo,
  addOrganisationToCase,
  addPersonToCase,
  indexCase,
  indexParticipant,
} from '#casefile/people/actions.ts';
import { keepCheck } from '#casefile/protection/actions.ts';
import { askFor, doneOfNoCase, noLongerAskFor } from '#casefile/tasks/actions.ts';
import { plan } from './follow-up/actions.ts';
import { agreementsOf, dueDaysOf, termsInWords } from '#journey/agreement/facts.ts';
import { stopFor, stopForAttendee } from '#journey/conference/actions.ts';
import { conferencesOf, questionAbout } from '#journey/conference/facts.ts';
import { keepAsker } from '#journey/asker/actions.ts';
import { putAwayDraft } from '#journey/self-referral/actions.ts';
import { recordStatement } from '#journey/consent/actions.ts';
import { daysToAskAgain } from '#journey/consent/facts.ts';
import { freezeFor } from '#journey/exchange/delivery-actions.ts';
import { takeCopiesBack, takePapersBackFor } from '#journey/papers/actions.ts';
import { takeBackFor } from '#journey/release/actions.ts';
import { finishForAgency, reopenForAgency } from '#journey/agency-referral/actions.ts';
import { amendmentById, fromAgency, type AllowedStatus } from '#journey/agency-referral/facts.ts';
import { markStanding } from '#journey/offer-list/actions.ts';
import type { AmendableField } from '#vocabulary/agencies.ts';
import { noteCaseOf, noteLinked, noteParticipant, noteReferral } from '#journey/likeness/actions.ts';
import {
  correctReferral,
  keepWhoWasReferred,
  letReferralWait,
  takeReferralIntoCase,
  withdrawReferral,
} from '#journey/referral/actions.ts';
import { caseToBe, referenceOf, referralsOfCase, type Joining } from '#journey/referral/facts.ts';
import { followUpsOf } from '#journey/follow-up/facts.ts';
import { stopNotices, writeNotice } from '#service/notices/actions.ts';
import { endAllBeside } from '#service/supporter-sign-in/actions.ts';
import { atHour, kindsThatStop } from '#service/notices/facts.ts';
import { teamOfDistrict } from '#service/teams/facts.ts';
import { tellPrograms } from '#service/webhooks/actions.ts';
import { workingDaysAfter } from '#vocabulary/working-days.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Announcement, AnnouncementName } from '#vocabulary/announcements.ts';
import { about, type Subject } from '#vocabulary/consent.ts';
import { dayOf, plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { Part } from '#vocabulary/parts.ts';
import type { CaseId, OrganisationId, ParticipantId, PersonId, ReferralId } from '#vocabulary/ids.ts';

type Of<Name extends AnnouncementName> = Extract<Announcement, { readonly name: Name }>;
type Reactions = {
  readonly [Name in AnnouncementName]?: readonly ((hand: Hand, said: Of<Name>) => Promise<void>)[];
};

/**
 * Every effect that what happens in one slice has in another: one list, cause by cause, run in the transaction in which
 * it was announced. What is not here does not happen.
 */
const reactions: Reactions = {
  'referral.received': [
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
  'referral.others-changed': [(hand, { referralId }) => noteReferral(hand, referralId)],
  'referral.accepted': [openCaseOf, (hand, { referralId }) => noteCaseOf(hand, referralId)],
  'referral.linked': [joinLinked, (hand, { referralId }) => noteLinked(hand, referralId)],
  'referral.unlinked': [
    (hand, { referralId }) => letReferralWait(hand, referralId),
    (hand, { referralId }) => noteReferral(hand, referralId),
  ],
  'participant.changed': [(hand, { participantId }) => noteParticipant(hand, participantId)],
  'referral.amended': [correctAsAmended],
  'referral.withdrawn': [(hand, { referralId }) => withdrawReferral(hand, referralId)],
  'offer.made': [
    (hand, { listedId }) => markStanding(hand, listedId, { standing: 'asked', askAfter: null, settledOn: null }),
  ],
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
  'case.opened': [(hand) => indexCase(hand)],
  'participant.added': [
    takeIn,
    (hand, { participantId }) => indexParticipant(hand, participantId),
    (hand, { participantId }) => noteParticipant(hand, participantId),
  ],
  'access.ended': [(hand, { participantId }) => endAllBeside(hand, participantId)],
  'own-code.not-sent': [
    (hand, { participantId }) =>
      askFor(hand, {
        kind: 'help-them-back',
        words:
          'Somebody asked for a code to come back to a participant’s page, and there was no safe way to send one. Ask the participant, in a safe way, whether it was them, and give them a new link.',
        dueOn: dayOf(hand.at),
        // Whoever asks ten times a day, or asks in somebody’s name, makes one task of it.
        cause: `own-code.not-sent ${participantId} ${dayOf(hand.at)}`,
        participantId,
      }),
  ],
  'complexity.set': [
    async (hand, { complexity }) => {
      if (complexity === 'standard') return;
      const dueOn = dayOf(hand.at);
      await askFor(hand, {
        kind: 'look-at-allocation',
        words: 'A case is complex now. See whether those who work on it have the level for it.',
        dueOn,
        cause: `complexity.set ${hand.caseId} ${dueOn}`,
        role: 'supervisor',
      });
    },
  ],
  'allocation.made': [(hand, { staffId }) => letIn(hand, staffId), (hand) => moveOn(hand, 'first-contact')],
  'allocation.ended': [(hand, { staffId }) => letOut(hand, staffId)],
  'case.handed-over': [
    (hand, { fromId, toId }) =>
      askFor(hand, {
        kind: 'take-over',
        words:
          'A case was handed over to you. Read it, speak with whoever had it, and tell the people in it who works with them now.',
        dueOn: dayOf(hand.at),
        cause: `case.handed-over ${hand.caseId} ${fromId} ${toId} ${hand.at.toISOString()}`,
        staffId: toId,
      }),
  ],
  'glass.broken': [
    (hand, { openingId, tell }) =>
      askFor(hand, {
        kind: 'look-at-broken-glass',
        words: 'Somebody opened a case by breaking the glass. See under Broken glass who and why, and ask them.',
        dueOn: dayOf(hand.at),
        cause: `glass.broken ${openingId}`,
        role: tell,
        isOfNoCase: true,
      }),
  ],
  'approach.recorded': [
    async (hand, { participantId, happenedOn = dayOf(hand.at) }) => {
      await noteApproach(hand, participantId, happenedOn);
    },
  ],
  'contact.attempted': [
    async (hand, { participantId, attempts }) => {
      if (attempts !== 3) return;
      const dueOn = dayOf(hand.at);
      await askFor(hand, {
        kind: 'send-a-letter',
        words: 'Three attempts had no answer. If post is safe, send a letter that says the door stays open.',
        dueOn,
        cause: `contact.attempted ${participantId} ${dueOn}`,
        participantId,
      });
    },
  ],
  'preparation.recorded': [(hand) => moveOn(hand, 'preparation')],
  'letter.sent-for-review': [
    (hand, { letterId, participantId }) =>
      askFor(hand, {
        kind: 'read-letter',
        words: 'A letter waits to be read by two different people. Read it, or find the second reader.',
        dueOn: plusDays(dayOf(hand.at), 7),
        cause: `letter.sent-for-review ${letterId} ${hand.at.toISOString()}`,
        participantId,
      }),
  ],
  'words.checked': [keepCheck],
  'item.sharing-answered': [
    (hand, { itemId, towardId, ...said }) => keepAnswerAbout(hand, about('share-item', { towardId, itemId }), said),
  ],
  'paper.sharing-answered': [
    (hand, { documentId, towardId, ...said }) =>
      keepAnswerAbout(hand, about('share-item', { towardId, itemId: documentId }), said),
  ],
  'document.taken-away': [(hand, { documentId }) => takeCopiesBack(hand, documentId)],
  'letter.sharing-answered': [keepSharingAnswer],
  'letter.offered': [(hand) => moveOn(hand, 'communication')],
  'letter.kept-for-later': [
    (hand, { letterId, askAfter }) => noLongerKeep(hand, letterId, [askAfter]),
    (hand, { letterId, participantId, askAfter }) =>
      askFor(hand, {
        kind: 'ask-again',
        words: 'Somebody keeps a letter for later. They are happy to be asked again from today.',
        dueOn: askAfter,
        cause: `letter.kept-for-later ${letterId} ${askAfter}`,
        participantId,
      }),
  ],
  'letter.declined': [(hand, { letterId }) => noLongerKeep(hand, letterId)],
  'letter.accepted': [
    (hand, { letterId }) => noLongerKeep(hand, letterId),
    async (hand, { letterId, participantId, how, waits }) => {
      if (!waits) return;
      await askFor(hand, {
        kind: 'deliver-letter',
        words: 'Somebody said yes to a letter. See what has to happen first, then let them have it the way they chose.',
        dueOn: plusDays(dayOf(hand.at), 7),
        cause: `letter.accepted ${letterId} ${how} ${hand.at.toISOString()}`,
        participantId,
      });
    },
  ],
  'letter.delivered': [
    (hand) => moveOn(hand, 'follow-up'),
    (hand, { letterId, participantId, authorId, happenedOn }) =>
      plan(hand, { id: letterId, participants: [participantId, authorId] }, happenedOn ?? dayOf(hand.at)),
  ],
  'conference.attendance-answered': [keepAttendanceAnswer, askAboutAttendance],
  'conference.another-time-asked': [
    async (hand, { conferenceId, participantId }) => {
      const dueOn = dayOf(hand.at);
      await askFor(hand, {
        kind: 'find-another-time',
        words: 'Somebody asked for another time for the meeting. Ask them when would suit.',
        dueOn,
        cause: `conference.another-time-asked ${conferenceId} ${participantId} ${dueOn}`,
        participantId,
      });
    },
  ],
  'conference.booked': [(hand) => moveOn(hand, 'communication')],
  'conference.held': [
    (hand) => moveOn(hand, 'follow-up'),
    (hand, { conferenceId, attended, happenedOn }) =>
      plan(hand, { id: conferenceId, participants: attended }, happenedOn ?? dayOf(hand.at)),
  ],
  'responsibility.assessed': [
    async (hand, { participantId, level, happenedOn }) => {
      if (level !== 'minimising' && level !== 'partial') return;
      const day = dayOf(hand.at);
      await askFor(hand, {
        kind: 'sign-off-responsibility',
        words: 'Somebody takes responsibility only in part. Read the assessment and decide whether it can go on.',
        dueOn: day,
        cause: `responsibility.assessed ${participantId} ${level} ${happenedOn ?? day}`,
        participantId,
        role: 'supervisor',
      });
    },
  ],
  'risk.assessed': [
    async (hand, { assessmentId, needsApproval }) => {
      if (!needsApproval) return;
      await askFor(hand, {
        kind: 'approve-risk',
        words: 'A risk assessment says high. Read it and decide whether to approve it.',
        dueOn: dayOf(hand.at),
        cause: `risk.assessed ${assessmentId}`,
        role: 'supervisor',
      });
    },
  ],
  'consent.withdrawn': [
    (hand, { participantId, ...subject }) => freezeFor(hand, participantId, subject),
    (hand, { participantId, ...subject }) => takeBackFor(hand, participantId, subject),
    (hand, { participantId, ...subject }) => takePapersBackFor(hand, participantId, subject),
    stopConferences,
  ],
  'case.closed': [(hand) => setStatus(hand, 'closed'), noLongerOnHold, finishForAgency],
  'case.reopened': [(hand) => setStatus(hand, 'open'), reopenForAgency],
  'case.taken-off-hold': [(hand) => setStatus(hand, 'open'), noLongerOnHold],
  'case.put-on-hold': [
    (hand) => setStatus(hand, 'on-hold'),
    (hand, { until }) =>
      askFor(hand, {
        kind: 'look-again',
        words: 'A case was put on hold until today. See whether it can go on.',
        dueOn: until,
        cause: `case.put-on-hold ${hand.caseId} ${until}`,
      }),
  ],
  'consent.said': [askOnlyOnDaysThatHold],
  'consent.not-now': [
    askOnlyOnDaysThatHold,
    (hand, said) =>
      askFor(hand, {
        kind: 'ask-again',
        words: 'Somebody said “not now”. They are happy to be asked again from today.',
        dueOn: said.askAfter,
        cause: `${notNowAbout(said)}${said.askAfter}`,
        participantId: said.participantId,
      }),
  ],
  'agreement.terms-answered': [keepTermsAnswer, askAboutTerms],
  'agreement.made': [(hand) => moveOn(hand, 'agreement'), askOnDueDays],
  'agreement.replaced': [(hand, { agreementId }) => askOnlyWhileOwed(hand, agreementId)],
  'agreement.ended': [(hand, { agreementId }) => askOnlyWhileOwed(hand, agreementId)],
  'amends.settled': [
    askOnlyOnDaysSomethingIsOwed,
    async (hand, { amendsId, participantId, status }) => {
      if (status !== 'late') return;
      await askFor(hand, {
        kind: 'amends-late',
        words: 'Something that was promised is late. Ask the person who owes it what would help.',
        dueOn: dayOf(hand.at),
        cause: `amends.settled ${amendsId} late`,
        participantId,
      });
    },
  ],
};

/**
 * What is written to people, cause by cause: a notice each, in the same transaction, which leaves later. This list comes
 * after the other one, so that whoever took a yes back is not told what stopped with it.
 */
const messages: Reactions = {
  'referral.acknowledged': [
    async (hand, { referralId, toPerson }) => {
      if (toPerson)
        await writeNotice(hand, { kind: 'referral-acknowledged', referralId, cause: 'referral.acknowledged' });
    },
    (hand, { referralId }) => tellOf(hand, referralId, 'read'),
  ],
  'referral.declined': [
    async (hand, { referralId, toPerson }) => {
      if (toPerson) await writeNotice(hand, { kind: 'referral-declined', referralId, cause: 'referral.declined' });
    },
    (hand, { referralId }) => tellOf(hand, referralId, 'not-taken-on'),
  ],
  'referral.accepted': [(hand, { referralId }) => tellOf(hand, referralId, 'in-touch')],
  'referral.withdrawn': [(hand, { referralId }) => tellOf(hand, referralId, 'withdrawn')],
  'case.reopened': [(hand) => tellOfCase(hand, 'in-touch')],
  'conference.booked': [tellOfConference],
  'conference.cancelled': [tellThatConferenceIsOff],
  'conference.postponed': [tellThatConferenceIsOff],
  'letter.offered': [
    (hand, { letterId: aboutId, participantId }) =>
      writeNotice(hand, {
        kind: 'letter-offered',
        participantId,
        aboutId,
        cause: `letter.offered ${aboutId} ${hand.at.toISOString()}`,
      }),
  ],
  'letter.frozen': [
    async (hand, { letterId: aboutId, tell }) => {
      await stopNotices(hand, { aboutId, because: 'the-letter-stopped' });
      const cause = `letter.frozen ${aboutId} ${hand.at.toISOString()}`;
      for (const participantId of tell) await writeNotice(hand, { kind: 'letter-off', participantId, aboutId, cause });
    },
  ],
  'agreement.made': [
    async (hand, { agreementId: aboutId }) => {
      const agreement = (await agreementsOf(hand, hand.caseId as CaseId)).find(({ id }) => id === aboutId);
      const cause = `agreement.made ${aboutId}`;
      for (const { participantId } of agreement?.parties ?? []) {
        await writeNotice(hand, { kind: 'agreement-made', participantId, aboutId, cause });
      }
    },
  ],
  'amends.settled': [
    async (hand, { amendsId: aboutId, status, tell }) => {
      const cause = `amends.settled ${aboutId} ${status}`;
      for (const participantId of tell)
        await writeNotice(hand, { kind: 'amends-update', participantId, aboutId, cause });
    },
  ],
  'letter.delivered': [tellOfFollowUps],
  'conference.held': [tellOfFollowUps],
  'follow-up.done': [
    (hand, { followUpId: aboutId }) => stopNotices(hand, { aboutId, because: 'the-follow-up-is-done' }),
  ],
  'follow-up.let-go': [
    (hand, { followUpId: aboutId }) => stopNotices(hand, { aboutId, because: 'the-follow-up-was-let-go' }),
  ],
  'case.closed': [tellThatCaseIsClosed, (hand) => tellOfCase(hand, 'finished')],
  'consent.withdrawn': [
    (hand, { participantId, purpose, mode }) =>
      stopNotices(hand, { participantId, kinds: kindsThatStop({ purpose, mode }), because: 'a-yes-was-taken-back' }),
  ],
  'notice.stopped': [
    (hand, said) =>
      askAboutNotice(hand, said, 'A message did not go out. See why in the outbox, and decide what to do.'),
  ],
  'notice.failed': [
    (hand, said) =>
      askAboutNotice(hand, said, 'A message could not be sent. See why in the outbox, and try again or let it go.'),
  ],
  'notice.unsure': [
    (hand, said) =>
      askAboutNotice(hand, said, 'Nobody knows whether a message arrived. Find out, then say so in the outbox.'),
  ],
};

async function tellOfConference(hand: Hand, { conferenceId: aboutId }: Of<'conference.booked'>): Promise<void> {
  const conference = (await conferencesOf(hand, hand.caseId as CaseId)).find(({ id }) => id === aboutId);
  if (!conference) return;
  const dayBefore = atHour(plusDays(dayOf(conference.startsAt), -1), 10);
  const cause = `conference.booked ${aboutId}`;
  for (const participantId of conference.invited) {
    await writeNotice(hand, { kind: 'conference-booked', participantId, aboutId, cause });
    if (dayBefore <= hand.at) continue;
    await writeNotice(hand, { kind: 'conference-reminder', participantId, aboutId, cause, sendAfter: dayBefore });
  }
}

// A program of the agency learns the allowed status, and nothing else.
async function tellOf(hand: Hand, referralId: ReferralId, status: AllowedStatus): Promise<void> {
  const said = await fromAgency(hand, referralId);
  if (said) await tellPrograms(hand, said, { referralId, status, reference: await referenceOf(hand, referralId) });
}

async function tellOfCase(hand: Hand, status: AllowedStatus): Promise<void> {
  for (const id of await referralsOfCase(hand, hand.caseId as CaseId)) await tellOf(hand, id, status);
}

// Everybody who was asked hears the same, without a reason.
async function tellThatConferenceIsOff(
  hand: Hand,
  { conferenceId: aboutId }: Of<'conference.cancelled'> | Of<'conference.postponed'>,
): Promise<void> {
  await stopNotices(hand, { aboutId, because: 'the-meeting-is-off' });
  const conference = (await conferencesOf(hand, hand.caseId as CaseId)).find(({ id }) => id === aboutId);
  const cause = `conference.off ${aboutId}`;
  for (const participantId of conference?.invited ?? []) {
    await writeNotice(hand, { kind: 'conference-off', participantId, aboutId, cause });
  }
}

async function tellOfFollowUps(hand: Hand): Promise<void> {
  for (const { id: aboutId, participantId, dueOn, doneOn, letGoBecause } of await followUpsOf(
    hand,
    hand.caseId as CaseId,
  )) {
    const sendAfter = atHour(dueOn, 10);
    if (doneOn !== null || letGoBecause !== '' || sendAfter <= hand.at) continue;
    await writeNotice(hand, {
      kind: 'follow-up-due',
      participantId,
      aboutId,
      cause: `follow-up ${aboutId}`,
      sendAfter,
    });
  }
}

// Whoever never heard of us hears nothing of the end either (H17); the same of a case that goes on under another number.
async function tellThatCaseIsClosed(hand: Hand, { reason }: Of<'case.closed'>): Promise<void> {
  // That something is off, and news of what was promised, still has to arrive.
  await stopNotices(hand, {
    kinds: ['conference-booked', 'conference-reminder', 'letter-offered', 'follow-up-due'],
    because: 'the-case-is-closed',
  });
  if (reason === 'deceased' || reason === 'duplicate') return;
  for (const { participantId, approachedOn } of await approachesOf(hand, hand.caseId as CaseId)) {
    if (approachedOn === null) continue;
    const cause = `case.closed ${hand.at.toISOString()}`;
    await writeNotice(hand, { kind: 'case-closed', participantId, cause });
  }
}

type NoticeForPerson = Of<'notice.stopped'> | Of<'notice.failed'> | Of<'notice.unsure'>;

async function askAboutNotice(hand: Hand, said: NoticeForPerson, words: string): Promise<void> {
  const { name, noticeId, participantId, referralId } = said;
  await askFor(hand, {
    kind: name.replace('.', '-'),
    words,
    dueOn: dayOf(hand.at),
    cause: `${name} ${noticeId} ${hand.at.toISOString()}`,
    participantId: participantId ?? undefined,
    referralId: referralId ?? undefined,
    role: referralId === null ? undefined : 'coordinator',
  });
}

async function noLongerOnHold(hand: Hand): Promise<void> {
  await noLongerAskFor(hand, { kind: 'look-again', causeBegins: `case.put-on-hold ${hand.caseId} ` });
}

// A referral becomes a case: what happened, everybody in it, and who harmed whom.
async function openCaseOf(hand: Hand, { referralId, kind, isMutual }: Of<'referral.accepted'>): Promise<void> {
  const { reference, postcodeDistrict, complexity, incident, joining, links } = await caseToBe(
    hand,
    referralId,
    isMutual,
  );
  const teamId = await teamOfDistrict(hand, postcodeDistrict);
  await openCase(hand, { reference, kind, complexity, openedOn: dayOf(hand.at), teamId }, referralId);
  const incidentId = await addIncident(hand, incident);
  const ids: ParticipantId[] = [];
  for (const each of joining) ids.push(await join(hand, each));
  await keepWhoWasReferred(hand, referralId, ids[0] as ParticipantId);
  for (const [harmed, responsible] of links) {
    const harmedId = ids[harmed] as ParticipantId;
    const decision = await linkHarm(hand, { incidentId, harmedId, responsibleId: ids[responsible] as ParticipantId });
    if (!decision.ok) throw new Error(`The case refused a harm link: ${decision.because.join(', ')}`);
  }
}

/** A second referral of a case: whoever of it the case does not know joins it, linked with everybody on the other side. */
async function joinLinked(hand: Hand, { referralId, who }: Of<'referral.linked'>): Promise<void> {
  const { joining, aboutIds, parts } = await caseToBe(hand, referralId, false);
  const before = await participantsOf(hand, hand.caseId as CaseId);
  const incidentId = await firstIncidentOf(hand, hand.caseId as CaseId);
  const there: { readonly id: ParticipantId; readonly parts: readonly Part[] }[] = [...before];
  for (const [at, aboutId] of aboutIds.entries()) {
    const known = who.find((each) => each.aboutId === aboutId)?.participantId;
    const [joins, part] = [joining[at], parts[at]];
    if (!joins || !part) throw new Error('Somebody on the referral has no part');
    const id = known ? (known as ParticipantId) : await join(hand, joins);
    if (at === 0) await keepWhoWasReferred(hand, referralId, id);
    if (known) continue;
    for (const across of there.filter((each) => each.parts.some((theirs) => theirs !== part))) {
      const [harmedId, responsibleId] = part === 'harmed' ? [id, across.id] : [across.id, id];
      if (incidentId) await linkHarm(hand, { incidentId, harmedId, responsibleId });
    }
    there.push({ id, parts: [part] });
  }
  await takeReferralIntoCase(hand, referralId);
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

// What the writer says about sharing a letter is a statement of consent: this item, to this person.
function keepSharingAnswer(hand: Hand, said: Of<'letter.sharing-answered'>): Promise<void> {
  const { letterId: itemId, recipientId: towardId } = said;
  return keepAnswerAbout(hand, about('share-item', { towardId, itemId }), said);
}

async function keepAnswerAbout(
  hand: Hand,
  subject: Subject,
  said: Pick<
    Of<'letter.sharing-answered'>,
    'participantId' | 'guardianId' | 'answer' | 'wording' | 'how' | 'happenedOn'
  >,
): Promise<void> {
  const { participantId, guardianId, answer, wording, how } = said;
  const saidOn = said.happenedOn ?? dayOf(hand.at);
  const saying = { ...subject, participantId, guardianId, answer, askAfter: null, saidOn };
  const decision = await recordStatement(hand, saying, { wording, how });
  if (!decision.ok)
    throw new Error(`The ledger refused an answer about passing something on: ${decision.because.join(', ')}`);
}

async function noLongerKeep(hand: Hand, letterId: string, stillOn: readonly PlainDate[] = []): Promise<void> {
  await noLongerAskFor(hand, { kind: 'ask-again', causeBegins: `letter.kept-for-later ${letterId} `, stillOn });
}

// What somebody says about who comes is a statement of consent: the ledger keeps it with the question as it was asked.
async function keepAttendanceAnswer(hand: Hand, said: Of<'conference.attendance-answered'>): Promise<void> {
  const { participantId, guardianId, attendeeId, purpose, answer, how } = said;
  const wording = await questionAbout(hand, hand.caseId as CaseId, attendeeId, participantId);
  const subject = about(purpose, { itemId: attendeeId });
  const saying = { ...subject, participantId, guardianId, answer, askAfter: null, saidOn: dayOf(hand.at) };
  const decision = await recordStatement(hand, saying, { wording, how });
  if (!decision.ok) throw new Error(`The ledger refused an answer about who comes: ${decision.because.join(', ')}`);
}

async function askAboutAttendance(hand: Hand, said: Of<'conference.attendance-answered'>): Promise<void> {
  if (said.answer !== 'declined') return;
  const dueOn = dayOf(hand.at);
  await askFor(hand, {
    kind: 'talk-about-who-comes',
    words: 'Somebody said no to who comes to a meeting. Talk with them about what they would like, if anything.',
    dueOn,
    cause: `conference.attendance-answered ${said.attendeeId} ${said.participantId} ${dueOn}`,
    participantId: said.participantId,
  });
}

function notNowAbout({ participantId, purpose, mode, towardId, itemId }: Of<'consent.said'> | Of<'consent.not-now'>) {
  return `consent.not-now ${[participantId, purpose, mode ?? '-', towardId ?? '-', itemId ?? '-'].join(' ')} `;
}

// Who said something newer is not asked again on a day they once named (domain: nobody is hurried).
async function askOnlyOnDaysThatHold(hand: Hand, said: Of<'consent.said'> | Of<'consent.not-now'>): Promise<void> {
  await noLongerAskFor(hand, {
    kind: 'ask-again',
    causeBegins: notNowAbout(said),
    stillOn: await daysToAskAgain(hand, hand.caseId as CaseId, said),
  });
}

// A yes taken back stops what rested on it, in the same transaction (H2).
async function stopConferences(hand: Hand, said: Of<'consent.withdrawn'>): Promise<void> {
  const { participantId, purpose, mode, itemId } = said;
  if (purpose === 'be-contacted') await stopFor(hand, participantId, null);
  if (purpose === 'mode' && (mode === 'meeting' || mode === 'video')) await stopFor(hand, participantId, mode);
  if ((purpose === 'attend' || purpose === 'share-item') && itemId !== null) await stopForAttendee(hand, itemId);
}

// An answer to an agreement is a statement of consent: the ledger keeps it with the terms as they stood.
async function keepTermsAnswer(hand: Hand, said: Of<'agreement.terms-answered'>): Promise<void> {
  const { agreementId, participantId, guardianId, answer, askAfter, how, happenedOn: saidOn = dayOf(hand.at) } = said;
  const wording = await termsInWords(hand, hand.caseId as CaseId, agreementId);
  const subject = about('agreement-terms', { itemId: agreementId });
  const saying = { ...subject, participantId, guardianId, answer, askAfter, saidOn };
  const decision = await recordStatement(hand, saying, { wording, how });
  if (!decision.ok) throw new Error(`The ledger refused an answer to terms: ${decision.because.join(', ')}`);
}

async function askAboutTerms(hand: Hand, said: Of<'agreement.terms-answered'>): Promise<void> {
  if (said.answer !== 'declined') return;
  const dueOn = dayOf(hand.at);
  await askFor(hand, {
    kind: 'talk-about-terms',
    words: 'Somebody said no to an agreement. Talk with them about what they would change, if anything.',
    dueOn,
    cause: `agreement.terms-answered ${said.agreementId} ${said.participantId} ${dueOn}`,
    participantId: said.participantId,
  });
}

// Nobody is late by the clock alone: on each due day somebody looks, asks and writes down how it stands.
async function askOnDueDays(hand: Hand, { agreementId, participantId }: Of<'agreement.made'>): Promise<void> {
  for (const dueOn of await dueDaysOf(hand, hand.caseId as CaseId, agreementId)) {
    await askFor(hand, {
      kind: 'amends-due',
      words: 'Something that was promised is due. Ask how it stands and write it down.',
      dueOn,
      cause: `agreement.made ${agreementId} ${dueOn}`,
      participantId,
    });
  }
}

async function askOnlyWhileOwed(hand: Hand, agreementId: string, stillOn: readonly PlainDate[] = []): Promise<void> {
  await noLongerAskFor(hand, { kind: 'amends-due', causeBegins: `agreement.made ${agreementId} `, stillOn });
}

// Nobody is asked about what is settled; on a day on which something else falls due somebody still asks.
async function askOnlyOnDaysSomethingIsOwed(hand: Hand, { amendsId, status }: Of<'amends.settled'>): Promise<void> {
  if (status === 'late') return;
  await noLongerAskFor(hand, { kind: 'amends-late', causeBegins: `amends.settled ${amendsId} ` });
  const agreements = await agreementsOf(hand, hand.caseId as CaseId);
  const agreement = agreements.find(({ amends }) => amends.some(({ id }) => id === amendsId));
  const owed = agreement?.amends.filter((each) => each.status === 'owed' || each.status === 'late') ?? [];
  const days = owed.flatMap(({ dueOn, instalments }) => [dueOn, ...instalments.map((part) => part.dueOn)]);
  if (agreement)
    await askOnlyWhileOwed(
      hand,
      agreement.id,
      days.filter((day) => day !== null),
    );
}

/** Keeps the history line, moves the case to the top of the caseload, and runs the reactions in their order. */
export async function announce(hand: Hand, said: Announcement): Promise<void> {
  await keep(hand, said);
  if (hand.caseId !== '') await touch(hand);
  const all = [...(reactions[said.name] ?? []), ...(messages[said.name] ?? [])];
  for (const react of all as readonly ((hand: Hand, said: Announcement) => Promise<void>)[]) await react(hand, said);
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
async function correctAsAmended(hand: Hand, said: Of<'referral.amended'>): Promise<void> {
  const { referralId, amendmentId, isToBeApplied } = said;
  if (isToBeApplied) {
    const { field, words } = await amendmentById(hand, amendmentId);
    const corrected = correctable[field];
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
