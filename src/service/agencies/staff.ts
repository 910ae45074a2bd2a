import { z } from 'zod';
import type { Decision } from '#platform/decision.ts';
import { problemsOf, type Problem } from '#platform/forms.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Allowed, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId, type AgencyId, type StaffId } from '#vocabulary/ids.ts';
import { agencyKindWords, type AgencyKind } from '#vocabulary/agencies.ts';
import { addAgencyTo, addPersonTo, forPersonOf, type Register } from './actions.ts';
import { agenciesOf, agencyById, peopleOfAgency } from './facts.ts';
import { staffByIds } from '#service/staff/facts.ts';
import { agenciesPage, agencyPage, newAgencyPage, referrerLinkPage } from './pages.ts';
import { agencyKeepers } from './policy.ts';
import { explain } from './rules.ts';

const forKeepers: Allowed = { roles: agencyKeepers };

/** What the register of staff does for people of agencies too. */
export interface Registering<Cannot extends string, CannotLink extends string> {
  readonly baseUrl: string;
  readonly register: Register<Cannot>;
  /** Makes a link by which somebody sets up how they sign in. */
  readonly link: (hand: Hand, id: StaffId, by: StaffId) => Promise<Decision<string, CannotLink>>;
  readonly sendLink: (hand: Hand, id: StaffId, by: StaffId) => Promise<Decision<unknown, CannotLink>>;
  readonly stop: (hand: Hand, id: StaffId, by: StaffId) => Promise<Decision<unknown, CannotLink>>;
  readonly explain: (reason: Cannot | CannotLink) => string;
}

/** The agencies that refer, and who does it for them. */
export function agenciesForStaff<Cannot extends string, CannotLink extends string>(
  door: StaffDoor,
  wired: Registering<Cannot, CannotLink>,
): void {
  door.page('/agencies', async ({ db }) => agenciesPage(await agenciesOf(db)), forKeepers);
  door.page('/agencies/new', async ({ attempt }) => newAgencyPage(attempt), forKeepers);
  door.form('/agencies/new', add, async ({ attempt }) => newAgencyPage(attempt), forKeepers);
  door.page('/agencies/:id', show, forKeepers);
  door.form('/agencies/:id/people', (sent) => addPerson(sent, wired), show, forKeepers);
  door.form('/agencies/:id/show-link', (sent) => showLink(sent, wired), show, forKeepers);
  const step = (name: string, work: typeof wired.stop, said: string) =>
    door.form(`/agencies/:id/${name}`, (sent) => take(sent, work, said, wired), show, forKeepers);
  step('send-link', wired.sendLink, 'A link is on its way by e-mail.');
  step('stop', wired.stop, 'They can no longer come in. What they referred stays.');
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

async function addPerson<Cannot extends string, CannotLink extends string>(
  { form, params, act }: StaffSent,
  wired: Registering<Cannot, CannotLink>,
): Promise<Outcome> {
  const id = params['id'] ?? '';
  const filled = Person.safeParse(form);
  if (!isId(id)) return 'not-found';
  if (!filled.success) return { problems: problemsOf(filled.error) };
  const who = { name: filled.data.name, email: filled.data.email, seesAll: filled.data['sees-all'] === 'yes' };
  const decision = await act((hand) => addPersonTo(hand, id as AgencyId, who, wired.register));
  if (decision.ok) return { to: `/agencies/${id}`, said: 'They are added. Now give them a link.' };
  return refused(decision.because, wired.explain, (reason) => (reason.startsWith('name') ? 'name' : 'email'));
}

async function showLink<Cannot extends string, CannotLink extends string>(
  { form, params, act }: StaffSent,
  { baseUrl, link, explain: words }: Registering<Cannot, CannotLink>,
): Promise<Outcome> {
  const who = whoIn(params, form);
  if (!who) return 'not-found';
  const decision = await act((hand) => forPersonOf(hand, who.agencyId, who.staffId, link));
  if (decision.ok) return { once: referrerLinkPage(who.agencyId, `${baseUrl}/join/${decision.value}`) };
  return refused(decision.because, words, () => 'main-content');
}

async function take<Cannot extends string, CannotLink extends string>(
  { form, params, act }: StaffSent,
  work: Registering<Cannot, CannotLink>['stop'],
  said: string,
  { explain: words }: Registering<Cannot, CannotLink>,
): Promise<Outcome> {
  const who = whoIn(params, form);
  if (!who) return 'not-found';
  const decision = await act((hand) => forPersonOf(hand, who.agencyId, who.staffId, work));
  if (decision.ok) return { to: `/agencies/${who.agencyId}`, said };
  return refused(decision.because, words, () => 'main-content');
}

function whoIn(params: StaffSent['params'], form: StaffSent['form']) {
  const agencyId = params['id'] ?? '';
  const staffId = String(form['person'] ?? '');
  return isId(agencyId) && isId(staffId) ? { agencyId: agencyId as AgencyId, staffId: staffId as StaffId } : undefined;
}

function refused<Reason extends string>(
  because: readonly (Reason | 'not-there')[],
  words: (reason: Reason) => string,
  field: (reason: Reason) => string,
): Outcome {
  const reasons = because.filter((reason): reason is Reason => reason !== 'not-there');
  if (reasons.length < because.length) return 'not-found';
  return { problems: reasons.map((reason): Problem => ({ field: field(reason), text: words(reason) })) };
}
