import { z } from 'zod';
import { problemsOf, type Problem } from '#platform/forms.ts';
import { staffOf } from '#service/staff/facts.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { isId, type StaffId } from '#vocabulary/ids.ts';
import { declareConflict, giveCase, givePair, liftConflict, takeCaseBack } from './actions.ts';
import { allocationsOf, conflictsOf } from './facts.ts';
import { allocationPage } from './pages.ts';
import { allocators, lifters, mayAllocate, mayLift, mayOverride } from './policy.ts';
import { explain, type CannotAllocate } from './rules.ts';

/** Who works on a case, and who cannot. */
export function allocationForStaff(door: StaffDoor): void {
  door.casePage('/allocation', show);
  door.caseForm('/allocation', give, show, { roles: allocators });
  door.caseForm('/allocation/pair', pair, show, { roles: allocators });
  door.caseForm('/allocation/end', end, show, { roles: allocators });
  door.caseForm('/allocation/conflict', declare, show);
  door.caseForm('/allocation/lift', lift, show, { roles: lifters });
}

async function show({ db, frame, staff, attempt }: CaseVisit): Promise<Page> {
  return allocationPage({
    frame,
    lines: await allocationsOf(db, frame.id),
    conflicts: await conflictsOf(db, frame.id),
    staff: await staffOf(db),
    may: { allocate: mayAllocate(staff), override: mayOverride(staff), lift: mayLift(staff) },
    attempt,
  });
}

const someone = (words: string) => z.string(words).min(1, words);

const Given = z.object({
  staff: someone('Choose who it is'),
  as: z.enum(['lead', 'co'], 'Choose lead or co-facilitator'),
  'override-reason': z.string().max(1000, 'Write the reason in 1,000 characters or fewer').default(''),
});

async function give({ frame, form, staff, act }: CaseSent): Promise<Outcome> {
  const parsed = Given.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  if (!isId(parsed.data.staff)) return 'not-found';
  const { as, 'override-reason': overrideReason } = parsed.data;
  const decision = await act((hand) =>
    giveCase(hand, { staffId: parsed.data.staff as StaffId, as, overrideReason }, staff),
  );
  if (decision.ok) return { to: `/cases/${frame.reference}/allocation`, said: 'The case is given.' };
  return { problems: decision.because.map(problemOf) };
}

async function pair({ frame, form, staff, act }: CaseSent): Promise<Outcome> {
  const { lead, co } = form;
  if (typeof lead !== 'string' || typeof co !== 'string' || !isId(lead) || !isId(co)) return 'not-found';
  const decision = await act((hand) => givePair(hand, { lead: lead as StaffId, co: co as StaffId }, staff));
  if (decision.ok) return { to: `/cases/${frame.reference}/allocation`, said: 'The case is given to both.' };
  return { problems: decision.because.map(problemOf) };
}

function problemOf(reason: CannotAllocate): Problem {
  const isAboutOverride = reason === 'only-a-supervisor-overrides' || reason === 'nobody-overrides-for-themselves';
  const field = isAboutOverride ? 'override-reason' : reason === 'somebody-leads-already' ? 'as' : 'staff';
  return { field, text: explain(reason) };
}

async function end({ frame, form, act }: CaseSent): Promise<Outcome> {
  const staffId = form['staff'];
  if (typeof staffId !== 'string' || !isId(staffId)) return 'not-found';
  const decision = await act((hand) => takeCaseBack(hand, staffId as StaffId));
  return { to: `/cases/${frame.reference}/allocation`, said: decision.ok ? 'Ended.' : explain(decision.because[0]) };
}

const Conflicted = z.object({
  conflicted: someone('Choose who it is'),
  because: someone('Write how they are linked').max(1000, 'Write it in 1,000 characters or fewer'),
});

async function declare({ frame, form, staff, act }: CaseSent): Promise<Outcome> {
  const parsed = Conflicted.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { conflicted, because } = parsed.data;
  if (!isId(conflicted)) return 'not-found';
  const decision = await act((hand) => declareConflict(hand, conflicted as StaffId, because));
  if (!decision.ok && decision.because[0] === 'not-there') return 'not-found';
  if (!decision.ok) return { problems: [{ field: 'conflicted', text: explain(decision.because[0]) }] };
  // Who declared their own has no way back to the case.
  const to = conflicted === staff.staffId ? '/work' : `/cases/${frame.reference}/allocation`;
  return { to, said: 'Written down.' };
}

const Lifted = z.object({
  lifted: someone('Choose whose it is'),
  'lifted-because': someone('Write why it does not stand').max(1000, 'Write it in 1,000 characters or fewer'),
});

async function lift({ frame, form, staff, act }: CaseSent): Promise<Outcome> {
  const parsed = Lifted.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { lifted, 'lifted-because': because } = parsed.data;
  if (!isId(lifted)) return 'not-found';
  const decision = await act((hand) => liftConflict(hand, lifted as StaffId, because, staff));
  if (decision.ok) return { to: `/cases/${frame.reference}/allocation`, said: 'Lifted.' };
  return { problems: decision.because.map((reason) => ({ field: 'lifted', text: explain(reason) })) };
}
