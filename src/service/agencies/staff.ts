import { z } from 'zod';
import { problemsOf } from '#platform/forms.ts';
import type { Allowed, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId, type AgencyId } from '#vocabulary/ids.ts';
import { agencyKindWords, type AgencyKind } from '#vocabulary/agencies.ts';
import { addAgencyTo, addPersonTo, forPersonOf, type Register } from './actions.ts';
import { agenciesOf, agencyById, peopleOfAgency } from './facts.ts';
import { staffByIds, type KeepPeople } from '#service/staff/facts.ts';
import { agenciesPage, agencyPage, newAgencyPage } from './pages.ts';
import { agencyKeepers } from './policy.ts';
import { explain } from './rules.ts';

const forKeepers: Allowed = { roles: agencyKeepers };

/** What the register of staff does for people of agencies too. */
export interface Registering<Cannot extends string> {
  readonly register: Register<Cannot>;
  readonly keep: KeepPeople;
  readonly explain: (reason: Cannot) => string;
}

/** The agencies that refer, and who does it for them. */
export function agenciesForStaff<Cannot extends string>(door: StaffDoor, wired: Registering<Cannot>): void {
  door.page('/agencies', async ({ db }) => agenciesPage(await agenciesOf(db)), forKeepers);
  door.page('/agencies/new', async ({ attempt }) => newAgencyPage(attempt), forKeepers);
  door.form('/agencies/new', add, async ({ attempt }) => newAgencyPage(attempt), forKeepers);
  door.page('/agencies/:id', show, forKeepers);
  door.form('/agencies/:id/people', (sent) => addPerson(sent, wired), show, forKeepers);
  wired.keep(door, {
    route: '/agencies/:id',
    listOf: (params) => (isId(params['id'] ?? '') ? `/agencies/${params['id']}` : undefined),
    show,
    allowed: forKeepers,
    about: (hand, params, id, work) => forPersonOf(hand, params['id'] as AgencyId, id, work),
    steps: [{ name: 'stop', does: 'suspend', said: 'They can no longer come in. What they referred stays.' }],
  });
}

async function show({ db, params, attempt }: StaffVisit): Promise<Page | 'not-found'> {
  const id = params['id'] ?? '';
  const agency = isId(id) ? await agencyById(db, id as AgencyId) : undefined;
  if (!agency) return 'not-found';
  const places = new Map((await peopleOfAgency(db, agency.id)).map((each) => [each.staffId, each]));
  const people = await staffByIds(db, [...places.keys()]);
  return agencyPage(
    agency,
    people.map(({ id: staffId, ...each }) => {
      const { seesAll = false, untoldInARow = 0 } = places.get(staffId) ?? {};
      return { ...each, staffId, seesAll, untoldInARow };
    }),
    attempt,
  );
}

const New = z.object({
  name: z.string().max(200, 'Write at most 200 characters').default(''),
  kind: z.enum(Object.keys(agencyKindWords) as AgencyKind[], 'Choose what kind of agency it is'),
});

async function add({ form, act }: StaffSent): Promise<Outcome> {
  const filled = New.safeParse(form);
  if (!filled.success) return { problems: problemsOf(filled.error) };
  const decision = await act((hand) => addAgencyTo(hand, filled.data));
  if (decision.ok)
    return { to: `/agencies/${decision.value}`, said: 'The agency is there. Now add who refers for it.' };
  return { problems: decision.because.map((reason) => ({ field: 'name', text: explain(reason) })) };
}

const Person = z.object({
  name: z.string().max(200, 'Write at most 200 characters').default(''),
  email: z.string().max(320, 'Write at most 320 characters').default(''),
  'sees-all': z.literal('yes').optional().catch(undefined),
});

async function addPerson<Cannot extends string>(
  { form, params, act }: StaffSent,
  wired: Registering<Cannot>,
): Promise<Outcome> {
  const id = params['id'] ?? '';
  const filled = Person.safeParse(form);
  if (!isId(id)) return 'not-found';
  if (!filled.success) return { problems: problemsOf(filled.error) };
  const who = { name: filled.data.name, email: filled.data.email, seesAll: filled.data['sees-all'] === 'yes' };
  const decision = await act((hand) => addPersonTo(hand, id as AgencyId, who, wired.register));
  if (decision.ok) return { to: `/agencies/${id}`, said: 'They are added. Now give them a link.' };
  const reasons = decision.because.filter((reason): reason is Cannot => reason !== 'not-there');
  if (reasons.length < decision.because.length) return 'not-found';
  return {
    problems: reasons.map((reason) => ({
      field: reason.startsWith('name') ? 'name' : 'email',
      text: wired.explain(reason),
    })),
  };
}
