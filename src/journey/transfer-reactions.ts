import { askFor, doneOfNoCase } from '#casefile/tasks/actions.ts';
import { closeCase } from '#journey/closure/actions.ts';
import { recordStatement } from '#journey/consent/actions.ts';
import { declineReferral } from '#journey/triage/actions.ts';
import { referenceOf } from '#journey/referral/facts.ts';
import { about } from '#vocabulary/consent.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import type { Hand, ReactionsTo, Said } from '#vocabulary/acting.ts';
import { workingDaysAfter } from '#vocabulary/working-days.ts';

/** What becomes of a case that goes to another service, elsewhere. */
export const transferReactions: ReactionsTo<'transfer'> = {
  'transfer.answered': [keepMoveAnswer],
  'transfer.accepted': [
    (hand, { transferId, referralId }) =>
      askFor(hand, {
        kind: 'send-transfer',
        words: 'The other service said yes. Ask each person whether they want to go along; then the details can go.',
        dueOn: dayOf(hand.at),
        cause: `transfer.accepted ${transferId}`,
        ...forWhom(referralId),
      }),
  ],
  'transfer.rejected': [
    (hand, { transferId, referralId }) =>
      askFor(hand, {
        kind: 'transfer-rejected',
        words: 'The other service said no. Think about what else would help, and tell whoever was asked.',
        dueOn: dayOf(hand.at),
        cause: `transfer.rejected ${transferId}`,
        ...forWhom(referralId),
      }),
  ],
  'transfer.received': [
    (hand, { transferId }) =>
      askFor(hand, {
        kind: 'answer-transfer',
        words: 'Another service offers a case to us. See under Transfers, and say yes or no.',
        dueOn: workingDaysAfter(dayOf(hand.at), 3),
        cause: `transfer.received ${transferId}`,
        role: 'coordinator',
        isOfNoCase: true,
      }),
  ],
  'transfer.gone': [
    (hand, { transferId }) =>
      doneOfNoCase(hand, { kind: 'answer-transfer', cause: `transfer.received ${transferId}` }, 'They took it back'),
    async (hand, { transferId, wasAccepted }) => {
      if (!wasAccepted) return;
      await askFor(hand, {
        kind: 'transfer-gone',
        words:
          'Another service took back what it had offered, and we had said yes. Nothing comes: let go of what was prepared for it.',
        dueOn: dayOf(hand.at),
        cause: `transfer.gone ${transferId}`,
        role: 'coordinator',
        isOfNoCase: true,
      });
    },
  ],
  'transfer.sent': [endHere],
};

// Of a case its lead is asked; of a referral that waits, whoever decides referrals.
function forWhom(referralId: ReferralId | undefined) {
  return referralId === undefined ? {} : ({ referralId, role: 'coordinator' } as const);
}

// What somebody says to going along is a statement of consent, kept with the question as it was asked.
async function keepMoveAnswer(hand: Hand, said: Said<'transfer.answered'>): Promise<void> {
  const { transferId, participantId, guardianId, answer, wording, how } = said;
  const subject = about('move', { itemId: transferId });
  const saying = { ...subject, participantId, guardianId, answer, askAfter: null, saidOn: dayOf(hand.at) };
  const decision = await recordStatement(hand, saying, { wording, how });
  if (!decision.ok) throw new Error(`The ledger refused an answer about a move: ${decision.because.join(', ')}`);
}

// The case rests here from now on, with everything that has to be kept; the gate looked before whether it may close.
async function endHere(hand: Hand, { referralId }: Said<'transfer.sent'>): Promise<void> {
  if (referralId !== undefined) return endReferral(hand, referralId);
  const decision = await closeCase(hand, {
    reason: 'referred-to-other-service',
    note: '',
    on: dayOf(hand.at),
    openFollowUpsBecause: 'The case goes on at another service',
  });
  if (!decision.ok) throw new Error(`A case that was sent could not be closed: ${decision.because.join(', ')}`);
}

// A referral is over here, as one that fits another service better; who asked us themselves reads so in neutral words.
async function endReferral(hand: Hand, referralId: ReferralId): Promise<void> {
  const why = { reason: 'other-service', words: '' } as const;
  const decision = await declineReferral(hand, await referenceOf(hand, referralId), why);
  if (!decision.ok) throw new Error(`A referral that was sent could not be ended: ${decision.because.join(', ')}`);
}
