import { z } from 'zod';
import { namedReferral, referralByReference, type Referral } from '#journey/referral/facts.ts';
import { atMost, problemsOf, typedDay, type Problem, type Typed } from '#platform/forms.ts';
import type { Html } from '#platform/html.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { asPlainDate, type PlainDate } from '#vocabulary/dates.ts';
import { origins } from '#vocabulary/matter.ts';
import type { Allowed, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { writeDownMatter } from './actions.ts';
import { matterOf } from './facts.ts';
import { matterPage, matterPanel } from './pages.ts';
import { explain, type CannotKeep } from './rules.ts';

/** Writing down what the police, the courts and a prison have of what a referral is about. */
export function matterForStaff(door: StaffDoor, triage: Allowed): void {
  door.page('/referrals/:reference/matter', show, triage);
  door.form('/referrals/:reference/matter', submit, show, triage);
}

/** What they have, for the page of a referral. */
export async function matterShown({ db, today }: StaffVisit, { id, reference }: Referral): Promise<Html> {
  return matterPanel(reference, await matterOf(db, id), today);
}

function referenceIn({ params }: Pick<StaffVisit, 'params'>): string {
  const reference = params['reference'] ?? '';
  return /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(reference) ? reference : '';
}

async function show(visit: StaffVisit): Promise<Page | 'not-found'> {
  const { db, attempt } = visit;
  const referral = await namedReferral(db, referenceIn(visit));
  if (!referral) return 'not-found';
  const page = matterPage(referral.reference, await matterOf(db, referral.id), attempt);
  return { ...page, read: { what: 'referral', referralId: referral.id } };
}

const Written = z.object({
  'crime-number': atMost(100, 'the crime number'),
  urn: atMost(100, 'the URN'),
  'prison-number': atMost(100, 'the prison number'),
  enhanced: z.literal('yes').optional().catch(undefined),
  origin: z.enum(origins).default('service').catch('service'),
});

async function submit(sent: StaffSent): Promise<Outcome> {
  const form = Written.safeParse(sent.form);
  const reportedOn = dayIn(sent.form, 'reported-on');
  const informedOn = dayIn(sent.form, 'informed-on');
  const problems: readonly Problem[] = [
    ...(form.success ? [] : problemsOf(form.error)),
    ...[reportedOn, informedOn].flatMap((day) => ('problem' in day ? [day.problem] : [])),
  ];
  if (!form.success || 'problem' in reportedOn || 'problem' in informedOn) return { problems };
  const { 'crime-number': crimeNumber, urn, 'prison-number': prisonNumber, enhanced, origin } = form.data;
  const days = { reportedOn: reportedOn.day, informedOn: informedOn.day, isEnhanced: enhanced === 'yes' };
  const said = { crimeNumber, urn, prisonNumber, origin, ...days };
  const referral = await sent.look((db) => referralByReference(db, referenceIn(sent)));
  if (!referral) return 'not-found';
  const write = (hand: Hand) => writeDownMatter(hand, referral.reference, said);
  // The people of its case are found by these numbers, where it is one: the hand holds that.
  const decision = await (referral.caseId === null ? sent.act(write) : sent.actOn(referral.caseId, write));
  if (decision.ok) return { to: `/referrals/${referenceIn(sent)}`, said: 'It is written down.' };
  const reasons = decision.because.filter((reason) => reason !== 'not-there');
  if (reasons.length === 0) return 'not-found';
  return { problems: reasons.map((reason) => ({ field: fieldOf(reason, days, sent.today), text: explain(reason) })) };
}

function dayIn(form: Typed, field: string): { readonly day: PlainDate | null } | { readonly problem: Problem } {
  const text = typedDay(form, field);
  const day = asPlainDate(text);
  if (text !== '' && day === null) return { problem: { field, text: 'Write a day that exists, like 23 11 2026' } };
  return { day };
}

function fieldOf(reason: CannotKeep, { reportedOn }: { readonly reportedOn: PlainDate | null }, today: PlainDate) {
  if (reason === 'not-a-urn') return 'urn';
  if (reason === 'not-a-prison-number') return 'prison-number';
  return reason === 'day-is-after-today' && reportedOn !== null && reportedOn > today ? 'reported-on' : 'informed-on';
}
