import { z } from 'zod';
import { problemsOf } from '#platform/forms.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { isId } from '#vocabulary/ids.ts';
import { addContactPoint, checkContactPoint, stopContactPoint } from './actions.ts';
import { safeContactOf } from './facts.ts';
import { addPointPage, pointPage } from './person-pages.ts';
import { explain } from './rules.ts';

/** Numbers and addresses of one person: adding one, checking it, stopping its use. */
export function pointsForStaff(door: StaffDoor): void {
  door.casePage('/people/:participant/points/add', showAdd);
  door.caseForm('/people/:participant/points/add', add, showAdd);
  door.casePage('/people/:participant/points/:point', showPoint);
  door.caseForm('/people/:participant/points/:point', check, showPoint);
  door.caseForm('/people/:participant/points/:point/stop', stop, showPoint);
}

async function showAdd({ frame, params, attempt }: CaseVisit): Promise<Page | 'not-found'> {
  const who = participantIn(frame, params['participant'] ?? '');
  return who?.personId ? addPointPage(frame.reference, who.id, who.called, attempt) : 'not-found';
}

async function showPoint({ db, frame, params, attempt }: CaseVisit): Promise<Page | 'not-found'> {
  const who = participantIn(frame, params['participant'] ?? '');
  if (!who?.personId) return 'not-found';
  const { points } = await safeContactOf(db, who.id);
  const point = points.find(({ id, isInUse }) => id === params['point'] && isInUse);
  return point ? pointPage(frame.reference, who.id, point, attempt) : 'not-found';
}

const Added = z.object({
  channel: z.enum(['phone', 'email', 'post'], 'Choose what it is'),
  value: z
    .string('Write the number or address')
    .min(1, 'Write the number or address')
    .max(500, 'Write it in 500 characters or fewer'),
});

async function add({ frame, form, params, act }: CaseSent): Promise<Outcome> {
  const who = participantIn(frame, params['participant'] ?? '');
  if (!who?.personId) return 'not-found';
  const parsed = Added.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const decision = await act((hand) => addContactPoint(hand, who.id, parsed.data.channel, parsed.data.value));
  if (decision.ok)
    return { to: `/cases/${frame.reference}/people#${who.id}`, said: 'Added. Check it before it is used.' };
  return { problems: decision.because.map((reason) => ({ field: 'value', text: explain(reason) })) };
}

const Checked = z.object({
  how: z.enum(['in-person', 'old-safe-way', 'with-the-referral'], 'Choose how you checked it'),
});

async function check({ frame, form, params, act }: CaseSent): Promise<Outcome> {
  const who = participantIn(frame, params['participant'] ?? '');
  const pointId = params['point'] ?? '';
  if (!who?.personId || !isId(pointId)) return 'not-found';
  const parsed = Checked.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const decision = await act((hand) => checkContactPoint(hand, who.id, pointId, parsed.data.how));
  return decision.ok ? { to: `/cases/${frame.reference}/people#${who.id}`, said: 'It is checked.' } : 'not-found';
}

async function stop({ frame, params, act }: CaseSent): Promise<Outcome> {
  const who = participantIn(frame, params['participant'] ?? '');
  const pointId = params['point'] ?? '';
  if (!who?.personId || !isId(pointId)) return 'not-found';
  const decision = await act((hand) => stopContactPoint(hand, who.id, pointId));
  return decision.ok
    ? { to: `/cases/${frame.reference}/people#${who.id}`, said: 'It is no longer used.' }
    : 'not-found';
}
