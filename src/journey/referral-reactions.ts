import { setOrigin } from '#casefile/cases/actions.ts';
import { addAnswersToCase, takeAnswersIntoCase } from '#journey/eligibility/actions.ts';
import { stopAll } from '#journey/conference/actions.ts';
import { askFor, doneOfNoCase } from '#casefile/tasks/actions.ts';
import { keepAsker } from '#journey/asker/actions.ts';
import { putAwayDraft } from '#journey/referral-draft/actions.ts';
import { tellAgencyWhy } from '#journey/agency-referral/actions.ts';
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
import {
  noteCaseOf,
  noteCorrected,
  noteLinked,
  noteNumbers,
  noteReferences,
  noteReferral,
} from '#journey/likeness/actions.ts';
import { originsOf } from '#journey/matter/facts.ts';
import { referralsOfCase } from '#journey/referral/facts.ts';
import { letGoBeside, waitingBeside } from '#journey/referral-link/actions.ts';
import { letReferralWait, withdrawReferral } from '#journey/triage/actions.ts';
import { countReferral } from '#service/agencies/actions.ts';
import { writeNotice } from '#service/notices/actions.ts';
import { workingDaysAfter } from '#vocabulary/working-days.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { CaseId, ReferralId } from '#vocabulary/ids.ts';
import type { Hand, ReactionsTo, Said } from '#vocabulary/acting.ts';
import {
  askToReadFiles,
  askToReadWhyToStop,
  correctAsAmended,
  takeFilesBack,
  takeFilesOfAgency,
  tellOf,
  tellReferrer,
  writeToReferrer,
} from './agency-reactions.ts';
import { weighWhatStands } from './complexity-reactions.ts';
import { joinLinked, openCaseOf } from './joining-reactions.ts';

/** What becomes of a referral and of a wish to be rung, elsewhere. */
export const referralReactions: ReactionsTo<'referral' | 'agency' | 'flags' | 'eligibility' | 'matter' | 'call-back'> =
  {
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
    'matter.changed': [(hand, { referralId }) => noteNumbers(hand, referralId), countByOrigin],
    'flags.changed': [(hand, { referralId, isFlagged }) => rankByFlags(hand, referralId, isFlagged), weighWhatStands],
    'eligibility.answered': [weighWhatStands, stopDirectWays],
    'referral.others-changed': [(hand, { referralId }) => noteReferral(hand, referralId)],
    'referral.accepted': [
      openCaseOf,
      countByOrigin,
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
      countByOrigin,
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
      countByOrigin,
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
  };

/** What is written to people then: see `reactions.ts` for when. */
export const referralMessages: ReactionsTo<'referral' | 'agency' | 'call-back'> = {
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

// What the police settled themselves is no case that the service is measured by, unless somebody referred it to the service as well. (CAS-8)
async function countByOrigin(hand: Hand): Promise<void> {
  if (hand.caseId !== '')
    await setOrigin(hand, await originsOf(hand, await referralsOfCase(hand, hand.caseId as CaseId)));
}

// Where meeting could be used to harm somebody again, nobody meets: whoever was asked hears that it is off, and support is kept. (ELG-9)
async function stopDirectWays(
  hand: Hand,
  { question, answer, referralId }: Said<'eligibility.answered'>,
): Promise<void> {
  if (question !== 'could-abuse-again' || answer !== 'yes' || referralId !== null) return;
  await stopAll(hand);
  await askFor(hand, {
    kind: 'tell-that-nobody-meets',
    words:
      'Nobody meets in this case now: it could be used to harm somebody again. Tell each by themselves that it does not go on, without saying what anybody said, and see that support stays in place.',
    dueOn: dayOf(hand.at),
    cause: `eligibility.answered could-abuse-again ${hand.caseId} ${dayOf(hand.at)}`,
  });
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
