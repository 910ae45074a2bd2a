import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ReferralId } from '#vocabulary/ids.ts';

/** Begins the clocks of a referral that was received. */
export async function addClocks(
  hand: Hand,
  referralId: ReferralId,
  due: { readonly receivedOn: PlainDate; readonly acknowledgeBy: PlainDate; readonly triageBy: PlainDate },
): Promise<void> {
  await hand.run(sql`
    insert into app.referral_clocks (service_id, referral_id, received_on, acknowledge_by, triage_by)
    values (${hand.serviceId}, ${referralId}, ${due.receivedOn}, ${due.acknowledgeBy}, ${due.triageBy})`);
}

/** Writes down that it was acknowledged. */
export async function markAcknowledged(hand: Hand, referralId: ReferralId, on: PlainDate): Promise<void> {
  await hand.run(sql`
    update app.referral_clocks set acknowledged_on = coalesce(acknowledged_on, ${on})
     where service_id = ${hand.serviceId} and referral_id = ${referralId}`);
}

/** Writes down that it was decided; where it opened a case, by when somebody is given that. */
export async function markTriaged(
  hand: Hand,
  referralId: ReferralId,
  { on, allocateBy }: { readonly on: PlainDate; readonly allocateBy: PlainDate | null },
): Promise<void> {
  await hand.run(sql`
    update app.referral_clocks
       set acknowledged_on = coalesce(acknowledged_on, ${on}), triaged_on = ${on}, paused_on = null,
           case_id = ${hand.caseId === '' ? null : hand.caseId}, allocate_by = ${allocateBy}
     where service_id = ${hand.serviceId} and referral_id = ${referralId}`);
}

/** Lets it wait to be decided again, by a day. */
export async function markWaiting(hand: Hand, referralId: ReferralId, triageBy: PlainDate): Promise<void> {
  await hand.run(sql`
    update app.referral_clocks set triage_by = ${triageBy}, triaged_on = null, case_id = null, stopped_on = null
     where service_id = ${hand.serviceId} and referral_id = ${referralId}`);
}

/** Lets the clock of triage stand still, or go on by another day. */
export async function markPaused(
  hand: Hand,
  referralId: ReferralId,
  { on, triageBy }: { readonly on: PlainDate | null; readonly triageBy: PlainDate },
): Promise<void> {
  await hand.run(sql`
    update app.referral_clocks set paused_on = ${on}, triage_by = ${triageBy}
     where service_id = ${hand.serviceId} and referral_id = ${referralId} and triaged_on is null`);
}

/** Nothing of a referral is to be done any more. */
export async function markStopped(hand: Hand, referralId: ReferralId, on: PlainDate): Promise<void> {
  await hand.run(sql`
    update app.referral_clocks set stopped_on = ${on}, paused_on = null
     where service_id = ${hand.serviceId} and referral_id = ${referralId}`);
}

/** The case that is held has somebody who leads it; by when the people in it are first spoken with. */
export async function markAllocated(hand: Hand, on: PlainDate, contactBy: PlainDate): Promise<void> {
  await hand.run(sql`
    update app.referral_clocks set allocated_on = ${on}, contact_by = ${contactBy}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and allocate_by is not null and allocated_on is null`);
}

/** Whoever may be approached in the case that is held has been. */
export async function markContacted(hand: Hand, on: PlainDate): Promise<void> {
  await hand.run(sql`
    update app.referral_clocks set contacted_on = ${on}
     where service_id = ${hand.serviceId} and case_id = ${hand.caseId} and contact_by is not null and contacted_on is null`);
}

/** The case that is held is over, or goes on. */
export async function markCaseStopped(hand: Hand, on: PlainDate | null): Promise<void> {
  await hand.run(sql`
    update app.referral_clocks set stopped_on = ${on} where service_id = ${hand.serviceId} and case_id = ${hand.caseId}`);
}

/** Whether a safety flag stands on a referral: those come first. */
export async function markFlagged(hand: Hand, referralId: ReferralId, isFlagged: boolean): Promise<void> {
  await hand.run(sql`
    update app.referral_clocks set flag_rank = ${isFlagged ? 0 : 1}
     where service_id = ${hand.serviceId} and referral_id = ${referralId}`);
}
