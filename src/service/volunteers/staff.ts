import { z } from 'zod';
import { problemsOf, typedDay, type Problem } from '#platform/forms.ts';
import { facilitatorsOf } from '#service/facilitators/facts.ts';
import { staffNames } from '#service/staff/facts.ts';
import { asPlainDate, type PlainDate } from '#vocabulary/dates.ts';
import type { Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId, type StaffId } from '#vocabulary/ids.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { addSupervisionOf, decideClaim, makeClaim, takeClaimBack } from './actions.ts';
import { claimsOf, claimsToDecide, givenSince, supervisionsOf, type Place } from './facts.ts';
import { claimsPage, ownClaimsPage, supervisionPage } from './pages.ts';
import { claims, decidesClaims, seesSupervision, supervises } from './policy.ts';
import {
  claimKinds,
  decisions,
  explain,
  isMoney,
  minutesIn,
  penceIn,
  type CannotClaim,
  type CannotRecordSupervision,
} from './rules.ts';

/** Hours and expenses, said by whoever worked and decided by a manager; and when somebody was supervised. */
export function volunteersForStaff(door: StaffDoor): void {
  door.page('/own-practice/claims', showOwn, { roles: claims });
  door.form('/own-practice/claims', make, showOwn, { roles: claims });
  door.form('/own-practice/claims/back', goBack, showOwn, { roles: claims });
  door.page('/claims', showAll, { roles: decidesClaims });
  door.form('/claims', settle, showAll, { roles: decidesClaims });
  door.page('/facilitators/:id/supervision', showSupervision, { roles: seesSupervision });
  door.form('/facilitators/:id/supervision', supervise, showSupervision, { roles: supervises });
}

async function showOwn({ db, staff, today, attempt, query }: StaffVisit): Promise<Page> {
  const since = `${today.slice(0, 4)}-01-01` as PlainDate;
  const after = placeIn(query['after'] ?? '');
  return ownClaimsPage({
    ...(await claimsOf(db, staff.staffId, after)),
    isLater: after !== undefined,
    given: await givenSince(db, staff.staffId, since),
    since,
    today,
    attempt,
  });
}

function placeIn(text: string): Place | undefined {
  const [day = '', id = ''] = text.split('_');
  const happenedOn = asPlainDate(day);
  return happenedOn && isId(id) ? { happenedOn, id } : undefined;
}

async function showAll({ db, staff, attempt, query }: StaffVisit): Promise<Page> {
  const names = await staffNames(db);
  const after = placeIn(query['after'] ?? '');
  const { lines, next } = await claimsToDecide(db, staff.staffId, after);
  return claimsPage({
    next,
    isLater: after !== undefined,
    lines: lines.map((line) => ({ ...line, name: names.get(line.staffId) ?? 'Somebody' })),
    attempt,
  });
}

async function showSupervision({ db, params, staff, today, attempt }: StaffVisit): Promise<Page | 'not-found'> {
  const id = params['id'] ?? '';
  const [who] = isId(id) ? await facilitatorsOf(db, today, id as StaffId) : [];
  if (!who) return 'not-found';
  const names = await staffNames(db);
  const lines = await supervisionsOf(db, who.id);
  return supervisionPage({
    who,
    lines: lines.map((line) => ({ ...line, supervisor: names.get(line.supervisorId) ?? 'Somebody' })),
    maySupervise: hasRole(staff, ...supervises),
    today,
    attempt,
  });
}

const Made = z.object({
  kind: z.enum(claimKinds, 'Choose what it was'),
  amount: z.string('Write how much').min(1, 'Write how much').max(20, 'Write how much, in a few figures'),
});

const claimField: Readonly<Record<CannotClaim, string>> = {
  'in-the-future': 'happened-on',
  'too-long-ago': 'happened-on',
  'hours-cannot-be': 'amount',
  'money-cannot-be': 'amount',
};

async function make({ form, staff, act }: StaffSent): Promise<Outcome> {
  const parsed = Made.safeParse(form);
  const happenedOn = asPlainDate(typedDay(form, 'happened-on'));
  const problems: Problem[] = parsed.success ? [] : [...problemsOf(parsed.error)];
  if (happenedOn === null) problems.push({ field: 'happened-on', text: 'Write when it was' });
  if (!parsed.success || happenedOn === null) return { problems };
  const { kind, amount } = parsed.data;
  const said = isMoney(kind) ? { minutes: null, pence: penceIn(amount) } : { minutes: minutesIn(amount), pence: null };
  const decision = await act((hand) => makeClaim(hand, { kind, happenedOn, ...said }, staff.staffId));
  return decision.ok
    ? { to: '/own-practice/claims', said: 'Written down.' }
    : { problems: decision.because.map((reason) => ({ field: claimField[reason], text: explain(reason) })) };
}

async function goBack({ form, staff, act }: StaffSent): Promise<Outcome> {
  const { claim } = form;
  if (typeof claim !== 'string' || !isId(claim)) return 'not-found';
  const decision = await act((hand) => takeClaimBack(hand, claim, staff.staffId));
  if (!decision.ok && decision.because[0] === 'not-there') return 'not-found';
  return { to: '/own-practice/claims', said: decision.ok ? 'Taken back.' : explain(decision.because[0]) };
}

const Settled = z.object({ claim: z.string().refine(isId), decision: z.enum(decisions) });

async function settle({ form, staff, act }: StaffSent): Promise<Outcome> {
  const parsed = Settled.safeParse(form);
  if (!parsed.success) return 'not-found';
  const { claim: id, decision: decided } = parsed.data;
  const decision = await act((hand) => decideClaim(hand, { id, decision: decided }, staff.staffId));
  if (!decision.ok && decision.because[0] === 'not-there') return 'not-found';
  return { to: '/claims', said: decision.ok ? 'Decided.' : explain(decision.because[0]) };
}

const supervisionField: Readonly<Record<CannotRecordSupervision, string>> = {
  'in-the-future': 'held-on',
  'next-is-not-later': 'next-on',
  'nobody-supervises-themselves': 'held-on',
};

async function supervise({ form, params, staff, act }: StaffSent): Promise<Outcome> {
  const id = params['id'] ?? '';
  if (!isId(id)) return 'not-found';
  const heldOn = asPlainDate(typedDay(form, 'held-on'));
  const typedNext = typedDay(form, 'next-on');
  const nextOn = asPlainDate(typedNext);
  const problems: Problem[] = [];
  if (heldOn === null) problems.push({ field: 'held-on', text: 'Write when you talked' });
  if (nextOn === null && typedNext !== '') {
    problems.push({ field: 'next-on', text: 'Write a day that there is, or leave it empty' });
  }
  if (heldOn === null || problems.length > 0) return { problems };
  const decision = await act((hand) => addSupervisionOf(hand, id as StaffId, { heldOn, nextOn }, staff.staffId));
  if (decision.ok) return { to: `/facilitators/${id}/supervision`, said: 'Written down.' };
  const reasons = decision.because.filter((reason) => reason !== 'not-there');
  return reasons.length < decision.because.length
    ? 'not-found'
    : { problems: reasons.map((reason) => ({ field: supervisionField[reason], text: explain(reason) })) };
}
