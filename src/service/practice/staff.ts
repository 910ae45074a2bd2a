import { z } from 'zod';
import { problemsOf, typedDay, type Problem } from '#platform/forms.ts';
import { keepsFacilitators, worksOnCases } from '#service/facilitators/facts.ts';
import { staffById } from '#service/staff/facts.ts';
import { minutesIn } from '#service/volunteers/facts.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId, type StaffId } from '#vocabulary/ids.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { recordLearning, takeBackLearning } from './actions.ts';
import { learningOf, practiceOf } from './facts.ts';
import { practicePage } from './pages.ts';
import { explain, learningKinds, type CannotRecord } from './rules.ts';

/** What keeps somebody at their practice level, for whoever keeps the register and for themselves. */
export function practiceForStaff(door: StaffDoor): void {
  door.page('/facilitators/:id/practice', showOne, { roles: keepsFacilitators });
  door.form('/facilitators/:id/practice', write, showOne, { roles: keepsFacilitators });
  door.form('/facilitators/:id/practice/back', goBack, showOne, { roles: keepsFacilitators });
  door.page('/own-practice/learning', (visit) => show(visit, visit.staff.staffId, true), { roles: worksOnCases });
}

function showOne(visit: StaffVisit): Promise<Page | 'not-found'> {
  return show(visit, visit.params['id'] ?? '', false);
}

async function show({ db, today, attempt }: StaffVisit, id: string, isOwn: boolean): Promise<Page | 'not-found'> {
  const who = isId(id) ? await staffById(db, id as StaffId) : undefined;
  if (!who || !hasRole(who, ...worksOnCases, 'supervisor')) return 'not-found';
  const asked = { id: who.id, level: who.level, isSupervisor: hasRole(who, 'supervisor') };
  const practice = (await practiceOf(db, [asked], today)).get(who.id);
  if (!practice) return 'not-found';
  return practicePage({ who, practice, lines: await learningOf(db, who.id, today), isOwn, attempt });
}

const Written = z.object({
  kind: z.enum(learningKinds, 'Choose what it was'),
  hours: z.string('Write how many hours').min(1, 'Write how many hours').max(20, 'Write how many hours'),
  approved: z.literal('yes').optional().catch(undefined),
});

const fieldOf: Readonly<Record<CannotRecord, string>> = {
  'hours-cannot-be': 'hours',
  'done-in-the-future': 'done-on',
  'nobody-writes-their-own': 'kind',
};

async function write({ form, params, act }: StaffSent): Promise<Outcome> {
  const id = params['id'] ?? '';
  if (!isId(id)) return 'not-found';
  const parsed = Written.safeParse(form);
  const doneOn = asPlainDate(typedDay(form, 'done-on'));
  const problems: Problem[] = parsed.success ? [] : [...problemsOf(parsed.error)];
  if (doneOn === null) problems.push({ field: 'done-on', text: 'Write when it was' });
  if (!parsed.success || doneOn === null) return { problems };
  const { kind, hours, approved } = parsed.data;
  const made = { kind, doneOn, minutes: minutesIn(hours) ?? 0, isApproved: approved === 'yes' };
  const decision = await act((hand) => recordLearning(hand, id as StaffId, made));
  if (decision.ok) return { to: `/facilitators/${id}/practice`, said: 'Written down.' };
  return refused(decision.because);
}

async function goBack({ form, params, act }: StaffSent): Promise<Outcome> {
  const [id = '', line = ''] = [params['id'], form['learning']];
  if (!isId(id) || typeof line !== 'string' || !isId(line)) return 'not-found';
  const decision = await act((hand) => takeBackLearning(hand, id as StaffId, line));
  return decision.ok ? { to: `/facilitators/${id}/practice`, said: 'Taken back.' } : refused(decision.because);
}

function refused(because: readonly (CannotRecord | 'not-there')[]): Outcome {
  const reasons = because.filter((reason) => reason !== 'not-there');
  if (reasons.length < because.length) return 'not-found';
  return { problems: reasons.map((reason) => ({ field: fieldOf[reason], text: explain(reason) })) };
}
