import { touch } from '#casefile/cases/actions.ts';
import { keep } from '#casefile/history/actions.ts';
import type { Hand, ReactionsTo } from '#vocabulary/acting.ts';
import type { Announcement } from '#vocabulary/announcements.ts';
import { agreementMessages, agreementReactions } from './agreement-reactions.ts';
import { caseMessages, caseReactions } from './case-reactions.ts';
import { conferenceMessages, conferenceReactions } from './conference-reactions.ts';
import { consentMessages, consentReactions } from './consent-reactions.ts';
import { letterMessages, letterReactions } from './letter-reactions.ts';
import { listReactions } from './list-reactions.ts';
import { noticeMessages } from './notice-reactions.ts';
import { transferReactions } from './transfer-reactions.ts';
import { offerReactions } from './offer-reactions.ts';
import { referralMessages, referralReactions } from './referral-reactions.ts';

/**
 * Every effect that what happens in one slice has in another, run in the transaction in which it was announced. What is
 * in none of these lists does not happen, and each announcement is in the list of its own noun (`ReactionsTo`).
 */
const reactions: ReactionsTo<string> = {
  ...referralReactions,
  ...listReactions,
  ...offerReactions,
  ...caseReactions,
  ...letterReactions,
  ...conferenceReactions,
  ...agreementReactions,
  ...consentReactions,
  ...transferReactions,
};

/**
 * What is written to people, cause by cause: a notice each, in the same transaction, which leaves later. These come
 * after the others, so that whoever took a yes back is not told what stopped with it.
 */
const messages: ReactionsTo<string> = {
  ...referralMessages,
  ...caseMessages,
  ...letterMessages,
  ...conferenceMessages,
  ...agreementMessages,
  ...consentMessages,
  ...noticeMessages,
};

/** Keeps the history line, moves the case to the top of the caseload, and runs the reactions in their order. */
export async function announce(hand: Hand, said: Announcement): Promise<void> {
  await keep(hand, said);
  if (hand.caseId !== '') await touch(hand);
  const all = [...(reactions[said.name] ?? []), ...(messages[said.name] ?? [])];
  for (const react of all as readonly ((hand: Hand, said: Announcement) => Promise<void>)[]) await react(hand, said);
}
