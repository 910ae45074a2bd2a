import { z } from 'zod';
import { problemsOf, typedList, type Problem, type Typed } from '#platform/forms.ts';
import { staffOf } from '#service/staff/facts.ts';
import type { Allowed, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId, type StaffId, type TeamId } from '#vocabulary/ids.ts';
import { addTeam, changeTeam } from './actions.ts';
import { teamsOf } from './facts.ts';
import { teamPage, teamsPage } from './pages.ts';
import { teamKeepers } from './policy.ts';
import { districtsIn, explain, type CannotKeepTeam, type TeamDetails } from './rules.ts';

const forKeepers: Allowed = { roles: teamKeepers };

/** The teams of the service: who works in which, and where. */
export function teamsForStaff(door: StaffDoor): void {
  door.page('/teams', showAll, forKeepers);
  door.page('/teams/new', showNew, forKeepers);
  door.form('/teams/new', add, showNew, forKeepers);
  door.page('/teams/:id', showOne, forKeepers);
  door.form('/teams/:id', change, showOne, forKeepers);
}

async function showAll({ db }: StaffVisit): Promise<Page> {
  return teamsPage(await teamsOf(db), await staffOf(db));
}

async function showNew({ db, attempt }: StaffVisit): Promise<Page> {
  return teamPage(undefined, await staffOf(db), attempt);
}

async function showOne({ db, params, attempt }: StaffVisit): Promise<Page | 'not-found'> {
  const team = (await teamsOf(db)).find(({ id }) => id === params['id']);
  return team ? teamPage(team, await staffOf(db), attempt) : 'not-found';
}

const Filled = z.object({
  name: z.string().max(100, 'Write at most 100 characters').default(''),
  districts: z.string().max(2000, 'Write at most 2,000 characters').default(''),
});

type Details = { readonly team: TeamDetails } | { readonly problems: readonly Problem[] };

function detailsOf(form: Typed): Details {
  const parsed = Filled.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const members = typedList({ typed: form, problems: [] }, 'members').filter(isId) as StaffId[];
  return { team: { name: parsed.data.name, districts: districtsIn(parsed.data.districts), members } };
}

async function add({ form, act }: StaffSent): Promise<Outcome> {
  const details = detailsOf(form);
  if ('problems' in details) return details;
  const decision = await act((hand) => addTeam(hand, details.team));
  return decision.ok ? { to: '/teams', said: 'The team is there.' } : { problems: decision.because.map(problemOf) };
}

async function change({ form, params, act }: StaffSent): Promise<Outcome> {
  const id = params['id'] ?? '';
  if (!isId(id)) return 'not-found';
  const details = detailsOf(form);
  if ('problems' in details) return details;
  const decision = await act((hand) => changeTeam(hand, id as TeamId, details.team));
  if (decision.ok) return { to: '/teams', said: 'The team is saved.' };
  const reasons = decision.because.filter((reason) => reason !== 'no-such-team');
  return reasons.length < decision.because.length ? 'not-found' : { problems: reasons.map(problemOf) };
}

function problemOf(reason: CannotKeepTeam): Problem {
  return { field: fieldOf[reason], text: explain(reason) };
}

const fieldOf: Record<CannotKeepTeam, string> = {
  'name-is-missing': 'name',
  'team-is-already-there': 'name',
  'not-a-district': 'districts',
  'district-has-a-team': 'districts',
  'nobody-of-that-name': 'members',
};
