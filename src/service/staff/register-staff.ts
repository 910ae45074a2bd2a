import { z } from 'zod';
import type { Decision } from '#platform/decision.ts';
import { problemsOf, typedDay, typedList, type Problem, type Typed } from '#platform/forms.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { Allowed, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId, type StaffId } from '#vocabulary/ids.ts';
import type { StaffRole } from '#vocabulary/staff.ts';
import {
  addColleague,
  changeColleague,
  letColleagueGo,
  reinstateColleague,
  renewByMail,
  renewWaysIn,
  suspendColleague,
} from './actions.ts';
import { linkOf, openWorkOf, staffById } from './facts.ts';
import { colleaguePage, newColleaguePage, shownLinkPage } from './register-pages.ts';
import { keepsStaff } from './policy.ts';
import { explain, type CannotKeepEntry, type CannotLetGo, type Entry } from './rules.ts';

const forKeepers: Allowed = { roles: keepsStaff };
const levels = ['foundation', 'intermediate', 'advanced'] as const;
const roles = [
  'coordinator',
  'facilitator',
  'volunteer-facilitator',
  'supervisor',
  'manager',
  'data-officer',
  'administrator',
] as const;

/** The register: who is let in, to what, until when, and who is let out. */
export function registerForStaff(door: StaffDoor, baseUrl: string): void {
  door.page('/staff/new', showNew, forKeepers);
  door.form('/staff/new', add, showNew, forKeepers);
  door.page('/staff/:id', showOne, forKeepers);
  door.form('/staff/:id', change, showOne, forKeepers);
  const step = (name: string, work: Step, said: string) =>
    door.form(`/staff/:id/${name}`, (sent) => take(sent, work, said), showOne, forKeepers);
  step('send-link', renewByMail, 'A link is on its way by e-mail. What they signed in with before is gone.');
  step('suspend', suspendColleague, 'They are suspended. They were signed out everywhere at once.');
  step('reinstate', reinstateColleague, 'They may sign in again.');
  step('leave', letColleagueGo, 'They have left. Nothing of theirs opens anything any more.');
  door.form('/staff/:id/show-link', (sent) => showLink(sent, baseUrl), showOne, forKeepers);
}

type Step = (hand: Hand, id: StaffId, by: StaffId) => Promise<Decision<unknown, CannotLetGo | 'not-there'>>;

async function showNew({ attempt }: StaffVisit): Promise<Page> {
  return newColleaguePage(attempt);
}

async function showOne({ db, params, attempt, staff }: StaffVisit): Promise<Page | 'not-found'> {
  const id = (params['id'] ?? '') as StaffId;
  const card = isId(id) ? await staffById(db, id) : undefined;
  if (!card) return 'not-found';
  return colleaguePage(attempt, {
    card,
    link: await linkOf(db, id),
    openCases: await openWorkOf(db, id),
    isSelf: id === staff.staffId,
  });
}

const Filled = z.object({
  name: z.string().max(200, 'Write at most 200 characters').default(''),
  email: z.string().max(320, 'Write at most 320 characters').default(''),
  level: z.enum(levels, 'Select their level of practice'),
});

type Read =
  | { readonly entry: Entry; readonly name: string; readonly email: string }
  | { readonly problems: readonly Problem[] };

function read(form: Typed, given: readonly StaffRole[]): Read {
  const parsed = Filled.safeParse(form);
  const day = typedDay(form, 'ends-on');
  const endsOn = asPlainDate(day);
  const problems = [
    ...(parsed.success ? [] : problemsOf(parsed.error)),
    ...(day !== '' && endsOn === null ? [{ field: 'ends-on', text: 'There is no such day' }] : []),
  ];
  if (!parsed.success || problems.length > 0) return { problems };
  const ticked = typedList({ typed: form, problems: [] }, 'roles');
  const { name, email, level } = parsed.data;
  return { entry: { level, roles: given.filter((role) => ticked.includes(role)), endsOn }, name, email };
}

async function add({ form, act }: StaffSent): Promise<Outcome> {
  const filled = read(form, roles);
  if ('problems' in filled) return filled;
  const { entry, name, email } = filled;
  const decision = await act((hand) => addColleague(hand, { ...entry, name, email }));
  if (!decision.ok) return { problems: decision.because.map(problemOf) };
  return { to: `/staff/${decision.value}`, said: 'They are in the register. Now send them a link.' };
}

async function change({ form, params, act }: StaffSent): Promise<Outcome> {
  const id = params['id'] ?? '';
  const filled = read(form, [...roles, 'referrer', 'commissioner']);
  if (!isId(id)) return 'not-found';
  if ('problems' in filled) return filled;
  const decision = await act((hand) => changeColleague(hand, id as StaffId, filled.entry));
  if (decision.ok) return { to: `/staff/${id}`, said: 'The register is changed.' };
  const reasons = decision.because.filter((reason) => reason !== 'not-there');
  return reasons.length < decision.because.length ? 'not-found' : { problems: reasons.map(problemOf) };
}

async function take({ params, staff, act }: StaffSent, work: Step, said: string): Promise<Outcome> {
  const id = params['id'] ?? '';
  if (!isId(id)) return 'not-found';
  const decision = await act((hand) => work(hand, id as StaffId, staff.staffId));
  return decision.ok ? { to: `/staff/${id}`, said } : refused(decision.because);
}

async function showLink({ params, staff, act }: StaffSent, baseUrl: string): Promise<Outcome> {
  const id = params['id'] ?? '';
  if (!isId(id)) return 'not-found';
  const decision = await act((hand) => renewWaysIn(hand, id as StaffId, staff.staffId));
  if (!decision.ok) return refused(decision.because);
  return { once: shownLinkPage(id, `${baseUrl}/join/${decision.value}`) };
}

function refused(because: readonly (CannotLetGo | 'not-there')[]): Outcome {
  const reasons = because.filter((reason) => reason !== 'not-there');
  if (reasons.length < because.length) return 'not-found';
  return { problems: reasons.map((reason) => ({ field: 'main-content', text: explain(reason) })) };
}

const fieldOf: Record<CannotKeepEntry, string> = {
  'name-is-missing': 'name',
  'email-is-not-one': 'email',
  'email-is-somebodys': 'email',
  'role-is-missing': 'roles',
  'last-day-is-over': 'ends-on',
  'nobody-would-remain': 'roles',
  'has-a-door-of-their-own': 'main-content',
};

function problemOf(reason: CannotKeepEntry): Problem {
  return { field: fieldOf[reason], text: explain(reason) };
}
