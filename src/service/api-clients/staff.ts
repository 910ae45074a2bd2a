import { z } from 'zod';
import type { Decision } from '#platform/decision.ts';
import { problemsOf } from '#platform/forms.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { agencyById, peopleOfAgency } from '#service/agencies/facts.ts';
import { staffByIds } from '#service/staff/facts.ts';
import type { Allowed, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId, type AgencyId, type ApiClientId } from '#vocabulary/ids.ts';
import { addClientTo, endClientOf, renewSecretOf, type Shown } from './actions.ts';
import { clientsOf } from './facts.ts';
import { clientsPage, secretPage } from './pages.ts';
import { clientKeepers } from './policy.ts';
import { explain, type CannotChangeClient } from './rules.ts';

const forKeepers: Allowed = { roles: clientKeepers };

/** Which programs refer for an agency. */
export function apiClientsForStaff(door: StaffDoor): void {
  door.page('/agencies/:id/programs', show, forKeepers);
  door.form('/agencies/:id/programs', add, show, forKeepers);
  door.form('/agencies/:id/programs/renew', (sent) => changeOne(sent, renewSecretOf, shownOnce), show, forKeepers);
  door.form('/agencies/:id/programs/end', (sent) => changeOne(sent, endClientOf, ended), show, forKeepers);
}

async function show({ db, params, attempt }: StaffVisit): Promise<Page | 'not-found'> {
  const id = params['id'] ?? '';
  const agency = isId(id) ? await agencyById(db, id as AgencyId) : undefined;
  if (!agency) return 'not-found';
  const ids = (await peopleOfAgency(db, agency.id)).map(({ staffId }) => staffId);
  return clientsPage({ agency, people: await staffByIds(db, ids), clients: await clientsOf(db, ids) }, attempt);
}

const New = z.object({
  name: z.string().max(200, 'Write at most 200 characters').default(''),
  person: z.string().default(''),
});

async function add({ form, params, act }: StaffSent): Promise<Outcome> {
  const id = params['id'] ?? '';
  const filled = New.safeParse(form);
  if (!isId(id)) return 'not-found';
  if (!filled.success) return { problems: problemsOf(filled.error) };
  const { name, person } = filled.data;
  const decision = await act((hand) => addClientTo(hand, id as AgencyId, { name, staffId: person }));
  if (decision.ok) return shownOnce(id as AgencyId, decision.value);
  return {
    problems: decision.because.map((reason) => ({
      field: reason === 'name-is-missing' ? 'name' : 'person',
      text: explain(reason),
    })),
  };
}

function shownOnce(agencyId: AgencyId, shown: Shown): Outcome {
  return { once: secretPage(agencyId, shown) };
}

function ended(agencyId: AgencyId): Outcome {
  return { to: `/agencies/${agencyId}/programs`, said: 'The program is shut out. What it referred stays.' };
}

async function changeOne<Value>(
  { form, params, act }: StaffSent,
  work: (hand: Hand, agencyId: AgencyId, id: ApiClientId) => Promise<Decision<Value, CannotChangeClient | 'not-there'>>,
  then: (agencyId: AgencyId, value: Value) => Outcome,
): Promise<Outcome> {
  const agencyId = params['id'] ?? '';
  const id = String(form['program'] ?? '');
  if (!isId(agencyId) || !isId(id)) return 'not-found';
  const decision = await act((hand) => work(hand, agencyId as AgencyId, id as ApiClientId));
  if (decision.ok) return then(agencyId as AgencyId, decision.value);
  const reasons = decision.because.filter((reason) => reason !== 'not-there');
  if (reasons.length < decision.because.length) return 'not-found';
  return { problems: reasons.map((reason) => ({ field: 'main-content', text: explain(reason) })) };
}
