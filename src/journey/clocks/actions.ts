import { approachesOf } from '#casefile/cases/facts.ts';
import { levelsOf } from '#service/service-levels/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf, type PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, ReferralId } from '#vocabulary/ids.ts';
import { workingDaysAfter } from '#vocabulary/working-days.ts';
import { clocksOfReferral } from './facts.ts';
import { begun, isFirstContactMade, resumed } from './rules.ts';
import * as store from './store.ts';

/** Begins the clocks of a referral on the day it reached the service. (CLK-1) */
export async function beginClocks(hand: Hand, referralId: ReferralId, receivedOn: PlainDate): Promise<void> {
  await store.addClocks(hand, referralId, { receivedOn, ...begun(receivedOn, await levelsOf(hand)) });
}

/** The referral was acknowledged. */
export async function clockAcknowledged(hand: Hand, referralId: ReferralId): Promise<void> {
  await store.markAcknowledged(hand, referralId, dayOf(hand.at));
}

/** The referral was accepted: from today its case is given to somebody in time. (CLK-2) */
export async function clockAccepted(hand: Hand, referralId: ReferralId): Promise<void> {
  const on = dayOf(hand.at);
  await store.markTriaged(hand, referralId, { on, allocateBy: workingDaysAfter(on, (await levelsOf(hand)).allocate) });
}

/** The referral was decided without a new case: declined, or linked to a case that is there. */
export async function clockDecided(hand: Hand, referralId: ReferralId): Promise<void> {
  await store.markTriaged(hand, referralId, { on: dayOf(hand.at), allocateBy: null });
}

/** A link was taken back: there is as long to decide as for a new referral. */
export async function clockBegunAnew(hand: Hand, referralId: ReferralId): Promise<void> {
  const { triageBy } = begun(dayOf(hand.at), await levelsOf(hand));
  await store.markWaiting(hand, referralId, triageBy);
}

/** Whoever referred was asked for more: the clock of triage stands still. (CLK-3) */
export async function pauseClock(hand: Hand, referralId: ReferralId): Promise<void> {
  const clocks = await clocksOfReferral(hand, referralId);
  if (!clocks || clocks.pausedOn !== null) return;
  await store.markPaused(hand, referralId, { on: dayOf(hand.at), triageBy: clocks.triageBy });
}

/** They answered, or we no longer wait: the clock goes on, with the days we waited given back. (CLK-3) */
export async function resumeClock(hand: Hand, referralId: ReferralId): Promise<void> {
  const clocks = await clocksOfReferral(hand, referralId);
  if (!clocks || clocks.pausedOn === null) return;
  const triageBy = resumed(clocks.triageBy, clocks.pausedOn, dayOf(hand.at));
  await store.markPaused(hand, referralId, { on: null, triageBy });
}

/** The referral was withdrawn. */
export async function stopClocks(hand: Hand, referralId: ReferralId): Promise<void> {
  await store.markStopped(hand, referralId, dayOf(hand.at));
}

/** Somebody leads the case: from today those who may be approached are spoken with in time. (CLK-2) */
export async function clockAllocated(hand: Hand): Promise<void> {
  const on = dayOf(hand.at);
  await store.markAllocated(hand, on, workingDaysAfter(on, (await levelsOf(hand)).firstContact));
}

/** Somebody was spoken with first; the clock stops once everybody has been who may be. (CLK-4) */
export async function clockContacted(hand: Hand, on: PlainDate): Promise<void> {
  if (isFirstContactMade(await approachesOf(hand, hand.caseId as CaseId))) await store.markContacted(hand, on);
}

/** The case is over, or goes on again. */
export async function stopCaseClocks(hand: Hand): Promise<void> {
  await store.markCaseStopped(hand, dayOf(hand.at));
}

/** The case goes on again. */
export async function startCaseClocks(hand: Hand): Promise<void> {
  await store.markCaseStopped(hand, null);
}

/** Puts a referral first in the inbox while a safety flag stands, and back in its place when none does. */
export async function rankByFlags(hand: Hand, referralId: ReferralId, isFlagged: boolean): Promise<void> {
  await store.markFlagged(hand, referralId, isFlagged);
}
