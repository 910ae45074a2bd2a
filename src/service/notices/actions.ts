import { refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { settle, type CannotSettle, type Notice, type NoticeId, type Settling, type Ways } from './rules.ts';
import * as store from './store.ts';

/**
 * Writes down that somebody is to be told something, in the transaction in which it happened: no address and no words yet.
 * The same cause twice is one notice. (NTC-1, NTC-3)
 */
export async function writeNotice(hand: Hand, notice: store.NewNotice): Promise<void> {
  await store.addNotice(hand, notice);
}

/** Stops what has not left yet, in the transaction of what made it untrue or unwanted. (H2) */
export async function stopNotices(hand: Hand, stopping: store.Stopping): Promise<void> {
  await store.stopWaiting(hand, stopping);
}

/** The ways to the reader of a notice at this moment; handed in, for this slice knows no person. */
export type AskWays = (hand: Hand, notice: Notice, at: Date) => Promise<Ways>;

/** Takes a person's word about a notice: it went by hand or arrived, is to be tried again, or is let go. (NTC-2, H16) */
export async function settleByPerson(
  hand: Hand,
  { id, settling }: { readonly id: NoticeId; readonly settling: Settling },
  askWays: AskWays,
): Promise<Decision<Settling, CannotSettle | 'no-such-notice'>> {
  const notice = await store.lockNotice(hand, id);
  if (!notice || (notice.caseId ?? '') !== hand.caseId) return refuse('no-such-notice');
  const decision = settle(notice, settling, await askWays(hand, notice, hand.at));
  if (!decision.ok) return decision;
  if (settling === 'try-again') {
    await store.putBack(hand, id, notice.status, { sendAfter: hand.at, tries: 0 });
    return decision;
  }
  const went = settling === 'it-went';
  const because = went ? '' : 'let-go-by-a-person';
  await store.markSettled(hand, id, notice.status, { status: went ? 'sent' : 'stopped', because });
  if (went) await announceSent(hand, notice, notice.channel);
  else await hand.announce({ name: 'notice.let-go', ...told(notice) });
  return decision;
}

/** The part of an announcement that says which notice it is about. */
export function told({ id: noticeId, kind, participantId, referralId }: Notice) {
  return { noticeId, kind, participantId, referralId };
}

/** Announces that a notice was sent, by the way it went. */
export async function announceSent(hand: Hand, notice: Notice, channel: Notice['channel']): Promise<void> {
  if (channel !== null) await hand.announce({ name: 'notice.sent', ...told(notice), channel });
}
