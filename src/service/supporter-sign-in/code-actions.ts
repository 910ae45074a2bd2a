import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { CodeLeaving, CodesAtTheDoor, CodesSent, LeavesByItself } from '#vocabulary/codes.ts';
import type { CompanionId } from '#vocabulary/ids.ts';
import * as store from './code-store.ts';
import type { AskBeside } from './facts.ts';
import { supporterCodeWords } from './letters.ts';
import { ownAddress, sendCode, supporterSession } from './rules.ts';

const kind = 'supporter code';

/** How supporters ask for a code and come back by it. (SUP-6) */
export const supporterCodes: CodesAtTheDoor<{ readonly reached: string }, 'not-an-address'> = {
  kind,
  knownAs: 'coming back to the day as',
  sessionHours: supporterSession.hours,
  read: (typed) => {
    const reached = ownAddress(typed);
    return reached === undefined ? refuse('not-an-address') : allow({ reached });
  },
  addAsking: store.addAsking,
  useCode: store.useCode,
};

/** What sending codes to supporters needs from outside this slice. */
export interface AboutSupporters {
  readonly askBeside: AskBeside;
  /** Whether a meeting that a supporter comes to is still to come, or was lately; handed in, for this slice knows no meeting. */
  readonly hasADay: (db: Db, companionId: CompanionId) => Promise<boolean>;
}

/** How codes of supporters are sent. Nobody is asked to help where none goes: a new link does. (SUP-5) */
export function supporterCodesSent(about: AboutSupporters): CodesSent<store.WantedCode> {
  return {
    kind,
    event: 'supporter-code',
    findWanted: store.findWantedCodes,
    decide: (hand, wanted, leaves) => decide(hand, about, wanted, leaves),
    goesNowhere: () => Promise.resolve(),
    keepCode: store.keepCode,
    markSent: store.markSent,
  };
}

async function decide(
  hand: Hand,
  { askBeside, hasADay }: AboutSupporters,
  { caseId, companionId }: store.WantedCode,
  { email: mailLeaves }: LeavesByItself,
): Promise<Decision<CodeLeaving, string>> {
  const who = (await askBeside(hand, caseId)).find(({ id }) => id === companionId);
  const decision = sendCode({ address: who?.email ?? '', hasADay: await hasADay(hand, companionId), mailLeaves });
  // Never from our name: whom we know as a supporter is nobody else's business.
  return decision.ok
    ? allow({ channel: 'email', to: decision.value, saysWho: false, words: supporterCodeWords })
    : decision;
}
