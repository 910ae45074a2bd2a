import { moveOn, noteApproach, setStatus, takeIn } from '#casefile/cases/actions.ts';
import { approachesOf } from '#casefile/cases/facts.ts';
import { letIn, letOut } from '#casefile/readers/actions.ts';
import { indexCase, indexParticipant } from '#casefile/people/actions.ts';
import { keepCheck } from '#casefile/protection/actions.ts';
import { askFor, noLongerAskFor } from '#casefile/tasks/actions.ts';
import { finishForAgency, reopenForAgency } from '#journey/agency-referral/actions.ts';
import { clockAllocated, clockContacted, startCaseClocks, stopCaseClocks } from '#journey/clocks/actions.ts';
import { fallsDue, sentencingOf } from '#journey/sentence/facts.ts';
import { noteParticipant } from '#journey/likeness/actions.ts';
import { stopNotices, writeNotice } from '#service/notices/actions.ts';
import { endAllBeside } from '#service/supporter-sign-in/actions.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import type { Hand, ReactionsTo, Said } from '#vocabulary/acting.ts';
import { tellOfCase } from './agency-reactions.ts';
import { weighWhatStands } from './complexity-reactions.ts';

/** What happens to a case and the people in it, elsewhere. */
export const caseReactions: ReactionsTo<
  | 'case'
  | 'participant'
  | 'access'
  | 'own-code'
  | 'complexity'
  | 'allocation'
  | 'glass'
  | 'approach'
  | 'contact'
  | 'preparation'
  | 'responsibility'
  | 'risk'
  | 'sentence'
  | 'order'
  | 'words'
> = {
  'participant.changed': [
    (hand, { participantId }) => noteParticipant(hand, participantId),
    // Somebody turned out to be a child.
    async (hand, { what }) => {
      if (what === 'details') await weighWhatStands(hand);
    },
  ],
  'order.recorded': [weighWhatStands],
  'case.opened': [(hand) => indexCase(hand)],
  'participant.added': [
    takeIn,
    weighWhatStands,
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
  'sentence.changed': [askWhatTheCourtNeeds],
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
  'allocation.made': [
    (hand, { staffId }) => letIn(hand, staffId),
    (hand) => moveOn(hand, 'first-contact'),
    async (hand, { as }) => {
      if (as === 'lead') await clockAllocated(hand);
    },
  ],
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
    (hand, { happenedOn = dayOf(hand.at) }) => clockContacted(hand, happenedOn),
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
  'words.checked': [keepCheck],
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
  'case.closed': [(hand) => setStatus(hand, 'closed'), noLongerOnHold, finishForAgency, stopCaseClocks],
  'case.reopened': [(hand) => setStatus(hand, 'open'), reopenForAgency, startCaseClocks],
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
};

/** What is written to people then: see `reactions.ts` for when. */
export const caseMessages: ReactionsTo<
  | 'case'
  | 'participant'
  | 'access'
  | 'own-code'
  | 'complexity'
  | 'allocation'
  | 'glass'
  | 'approach'
  | 'contact'
  | 'preparation'
  | 'responsibility'
  | 'risk'
  | 'words'
> = {
  'case.reopened': [(hand) => tellOfCase(hand, 'in-touch')],
  'case.closed': [tellThatCaseIsClosed, (hand) => tellOfCase(hand, 'finished')],
};

// Whoever never heard of us hears nothing of the end either (H17); the same of a case that goes on under another number.
async function tellThatCaseIsClosed(hand: Hand, { reason }: Said<'case.closed'>): Promise<void> {
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

// The day that holds now is asked for, and no other. (SEN-5)
async function askWhatTheCourtNeeds(hand: Hand, { participantId }: Said<'sentence.changed'>): Promise<void> {
  const said = await sentencingOf(hand, hand.caseId as CaseId, participantId);
  const due = said ? fallsDue(said) : { report: null, afterwards: null };
  for (const [kind, dueOn, words] of [
    [
      'before-report',
      due.report,
      'A report for the court is due in five working days. Say where the work stands, as far as both sides agree that it is told.',
    ],
    [
      'offer-after-sentence',
      due.afterwards,
      'The day of the hearing has passed. Communicating was wanted after sentence: offer it again, and hurry nobody.',
    ],
  ] as const) {
    const causeBegins = `sentence.changed ${participantId} `;
    await noLongerAskFor(hand, { kind, causeBegins, stillOn: dueOn === null ? [] : [dueOn] });
    if (dueOn !== null) await askFor(hand, { kind, words, dueOn, cause: `${causeBegins}${dueOn}`, participantId });
  }
}

async function noLongerOnHold(hand: Hand): Promise<void> {
  await noLongerAskFor(hand, { kind: 'look-again', causeBegins: `case.put-on-hold ${hand.caseId} ` });
}
