import { allow, refuse, type Decision } from '#platform/decision.ts';
import { serviceContact } from '#service/staff/service-facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { CodeLeaving, CodesAtTheDoor, CodesSent, LeavesByItself } from '#vocabulary/codes.ts';
import type { CaseId, ParticipantId } from '#vocabulary/ids.ts';
import * as store from './code-store.ts';
import { codeWords } from './letters.ts';
import { participantSession, readKnown, wayForCode, type Known, type WaysNow } from './rules.ts';

const kind = 'own code';

/** How participants ask for a code and come back by it. (PSI-3) */
export const ownCodes: CodesAtTheDoor<Known, 'not-an-address-or-number'> = {
  kind,
  knownAs: 'coming back as',
  sessionHours: participantSession.hours,
  read: (typed) => {
    const known = readKnown(typed);
    return known ? allow(known) : refuse('not-an-address-or-number');
  },
  addAsking: store.addAsking,
  useCode: store.useOwnCode,
};

/** The ways to a participant at this moment; handed in, for this slice knows no person. */
type AskWays = (
  hand: Hand,
  who: { readonly participantId: ParticipantId; readonly caseId: CaseId; readonly referralId: null },
  at: Date,
) => Promise<WaysNow>;

/** How codes of participants are sent: each by its own safe way or not at all. (PSI-4, H16) */
export function ownCodesSent(askWays: AskWays): CodesSent<store.WantedCode> {
  return {
    kind,
    event: 'own-code',
    findWanted: store.findWantedCodes,
    decide: (hand, wanted, leaves) => decide(hand, askWays, wanted, leaves),
    // Who does not want to hear from us is left in peace; for anybody else a person finds a way.
    goesNowhere: async (hand, { participantId }, because) => {
      if (because !== 'does-not-want-to-hear')
        await hand.announce({ name: 'own-code.not-sent', participantId, because });
    },
    keepCode: store.keepOwnCode,
    markSent: store.markSent,
  };
}

async function decide(
  hand: Hand,
  askWays: AskWays,
  { channel, participantId, caseId }: store.WantedCode,
  leaves: LeavesByItself,
): Promise<Decision<CodeLeaving, string>> {
  const ways = await askWays(hand, { participantId, caseId, referralId: null }, hand.at);
  const decision = wayForCode(channel, ways, leaves);
  if (!decision.ok) return decision;
  const { channel: way, to, maySayWhoCalls, codeword } = decision.value;
  const { name, phone } = await serviceContact(hand);
  const signature = maySayWhoCalls ? [name, phone].filter((part) => part !== '').join('\n') : null;
  return allow({
    channel: way,
    to,
    saysWho: maySayWhoCalls,
    words: (code) => codeWords(code, { codeword, signature }),
  });
}
