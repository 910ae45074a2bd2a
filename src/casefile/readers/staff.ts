import { z } from 'zod';
import { coversFor } from '#casefile/cover/facts.ts';
import { problemsOf, typedList, type Problem } from '#platform/forms.ts';
import { staffOf } from '#service/staff/facts.ts';
import type { Allowed, CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { isId, type StaffId } from '#vocabulary/ids.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { endNamingOf, liftRestrictionOf, nameReaderOf, restrictCase } from './actions.ts';
import { namedReadersOf, restrictionsOf } from './facts.ts';
import { readersPage } from './pages.ts';
import { keepers, mayBeLetIn, restrictors } from './policy.ts';
import { explain } from './rules.ts';

const forRestrictors: Allowed = { roles: restrictors, whenClosed: true };
const forKeepers: Allowed = { roles: keepers, whenClosed: true };

/** Who may open a case: everybody whose role does, or in a restricted case only those who work on it or are named. */
export function readersForStaff(door: StaffDoor): void {
  door.casePage('/readers', show);
  door.caseForm('/readers/restrict', restrict, show, forRestrictors);
  door.caseForm('/readers/name', name, show, forKeepers);
  door.caseForm('/readers/end', end, show, forKeepers);
  door.caseForm('/readers/lift', lift, show, forKeepers);
}

async function show({ db, frame, staff, today, attempt }: CaseVisit): Promise<Page> {
  const cards = await staffOf(db);
  const facilitators = frame.facilitators.map(({ staffId }) => staffId);
  return readersPage({
    frame,
    restrictions: await restrictionsOf(db, frame.id),
    named: await namedReadersOf(db, frame.id),
    covers: frame.isRestricted ? [] : await coversFor(db, facilitators, today),
    names: new Map(cards.map(({ id, name }) => [id, name])),
    candidates: cards.filter((card) => card.isActive && hasRole(card, ...mayBeLetIn)),
    self: staff.staffId,
    may: { restrict: hasRole(staff, ...restrictors), keep: hasRole(staff, ...keepers) },
    attempt,
  });
}

const reason = (words: string) =>
  z.string(words).min(1, words).max(1000, 'Write the reason in 1,000 characters or fewer');

const Restricted = z.object({ because: reason('Write why the case is restricted') });

async function restrict({ frame, form, staff, act }: CaseSent): Promise<Outcome> {
  const parsed = Restricted.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const named = typedList({ typed: form, problems: [] }, 'named');
  if (!named.every(isId)) return 'not-found';
  const { because } = parsed.data;
  const decision = await act((hand) => restrictCase(hand, { because, named: named as readonly StaffId[] }));
  if (!decision.ok) {
    const reasons = decision.because.filter((each) => each !== 'not-there');
    if (reasons.length < decision.because.length) return 'not-found';
    return { problems: reasons.map((each): Problem => ({ field: 'named', text: explain(each) })) };
  }
  const remains = named.includes(staff.staffId) || frame.facilitators.some(({ staffId }) => staffId === staff.staffId);
  return { to: remains ? `/cases/${frame.reference}/readers` : '/work', said: 'The case is restricted.' };
}

async function name(sent: CaseSent): Promise<Outcome> {
  const { frame, form, act } = sent;
  const who = form['who'];
  if (typeof who !== 'string' || who === '') return { problems: [{ field: 'who', text: 'Choose who it is' }] };
  if (!isId(who)) return 'not-found';
  const decision = await act((hand) => nameReaderOf(hand, who as StaffId));
  if (decision.ok) return { to: `/cases/${frame.reference}/readers`, said: 'Named.' };
  if (decision.because[0] === 'not-there') return 'not-found';
  return { problems: decision.because.map((each): Problem => ({ field: 'who', text: explain(each) })) };
}

async function end({ frame, form, staff, act }: CaseSent): Promise<Outcome> {
  const who = form['named-before'];
  if (typeof who !== 'string' || !isId(who)) return 'not-found';
  const decision = await act((hand) => endNamingOf(hand, who as StaffId));
  if (!decision.ok) return { problems: [{ field: 'main-content', text: explain(decision.because[0]) }] };
  const isOut = who === staff.staffId && frame.isRestricted;
  return { to: isOut ? '/work' : `/cases/${frame.reference}/readers`, said: 'Ended.' };
}

const Lifted = z.object({ 'lifted-because': reason('Write why it is lifted') });

async function lift({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Lifted.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const decision = await act((hand) => liftRestrictionOf(hand, parsed.data['lifted-because']));
  if (decision.ok) return { to: `/cases/${frame.reference}/readers`, said: 'The restriction is lifted.' };
  return { problems: [{ field: 'lifted-because', text: explain(decision.because[0]) }] };
}
