import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { atMost, needed, problemsOf, typedDay, type Problem, type Typed } from '#platform/forms.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import type { OrganisationId, PersonId } from '#vocabulary/ids.ts';
import { addCompanionTo, changePerson, typeOrganisationIn, typePersonIn } from './actions.ts';
import { detailsOf } from './facts.ts';
import {
  addOrganisationPage,
  addPersonPage,
  changePersonPage,
  companionPage,
  type PersonTyped,
} from './person-pages.ts';
import { explain, readContactPoint, type CannotChangePeople } from './rules.ts';

/** Adding people and organisations to the case, putting their details right, and adding somebody beside them. */
export function joiningForStaff(door: StaffDoor): void {
  door.casePage('/people/add', showAddPerson);
  door.caseForm('/people/add', addPerson, showAddPerson);
  door.casePage('/people/add-organisation', showAddOrganisation);
  door.caseForm('/people/add-organisation', addOrganisation, showAddOrganisation);
  door.casePage('/people/:participant', showChange);
  door.caseForm('/people/:participant', change, showChange);
  door.casePage('/people/:participant/companion', showCompanion);
  door.caseForm('/people/:participant/companion', addCompanion, showCompanion);
}

async function showAddPerson({ frame, attempt }: CaseVisit): Promise<Page> {
  return addPersonPage(frame.reference, attempt);
}

async function showAddOrganisation({ frame, attempt }: CaseVisit): Promise<Page> {
  return addOrganisationPage(frame.reference, attempt);
}

async function showChange({ db, frame, params, attempt }: CaseVisit): Promise<Page | 'not-found'> {
  const who = participantIn(frame, params['participant'] ?? '');
  const [person] = who?.personId ? await detailsOf(db, frame.id, who.id) : [];
  return person ? changePersonPage(frame.reference, person.participantId, person, attempt) : 'not-found';
}

async function showCompanion({ frame, params, attempt }: CaseVisit): Promise<Page | 'not-found'> {
  const who = participantIn(frame, params['participant'] ?? '');
  return who ? companionPage(frame.reference, who.id, who.called, attempt) : 'not-found';
}

const Person = z.object({
  'full-name': needed(200, 'Write their full name', 'their full name'),
  called: needed(100, 'Write how they like to be called', 'how they like to be called'),
  pronouns: atMost(50, 'their pronouns'),
  'own-word': atMost(50, 'their word'),
  language: needed(50, 'Write the language they like to speak', 'the language'),
  'access-needs': atMost(1000, 'what they need'),
});

/** The person that was typed, or what is wrong with the day. */
function personFrom(form: Typed): PersonTyped | { readonly problems: readonly Problem[] } {
  const parsed = Person.safeParse(form);
  const typed = typedDay(form, 'born-on');
  const dateOfBirth = asPlainDate(typed);
  const noDay: readonly Problem[] =
    typed === '' || dateOfBirth ? [] : [{ field: 'born-on', text: 'Write a day that there is, like 2 3 1985' }];
  if (!parsed.success) return { problems: [...problemsOf(parsed.error), ...noDay] };
  if (noDay.length > 0) return { problems: noDay };
  const { 'full-name': fullName, 'own-word': ownWord, 'access-needs': accessNeeds, ...rest } = parsed.data;
  const isTicked = (name: string) => form[name] !== undefined && form[name] !== '';
  const ticks = { isUnder18: isTicked('under-18'), needsInterpreter: isTicked('interpreter') };
  return { ...rest, ...ticks, fullName, ownWord, accessNeeds, dateOfBirth };
}

async function addPerson({ frame, form, act }: CaseSent): Promise<Outcome> {
  const person = personFrom(form);
  const points = pointsFrom(form);
  const problems = ['problems' in person ? person.problems : [], points.problems].flat();
  if ('problems' in person || problems.length > 0) return { problems };
  const decision = await act((hand) => typePersonIn(hand, { ...person, id: randomUUID() as PersonId }, points));
  if (decision.ok) return { to: `/cases/${frame.reference}/people`, said: 'Added to the case.' };
  return { problems: decision.because.map(problemOf) };
}

/** What was typed as ways to reach somebody, each as it is kept. */
function pointsFrom(form: Typed) {
  const read = (channel: 'phone' | 'email' | 'post') => {
    const typed = String(form[channel] ?? '');
    const decision = typed.length <= 500 ? readContactPoint(channel, typed) : { ok: false as const };
    const isWrong = typed !== '' && !decision.ok;
    const problems = isWrong ? [{ field: channel, text: explain('does-not-look-right') }] : [];
    return { value: decision.ok ? decision.value : '', problems };
  };
  const [phone, email, post] = [read('phone'), read('email'), read('post')];
  const problems: readonly Problem[] = [phone, email, post].flatMap((each) => each.problems);
  return { phone: phone.value, email: email.value, post: post.value, problems };
}

async function change({ frame, form, params, act }: CaseSent): Promise<Outcome> {
  const who = participantIn(frame, params['participant'] ?? '');
  if (!who?.personId) return 'not-found';
  const person = personFrom(form);
  if ('problems' in person) return person;
  const decision = await act((hand) => changePerson(hand, who.id, person));
  if (decision.ok) return { to: `/cases/${frame.reference}/people#${who.id}`, said: 'The details are saved.' };
  return { problems: decision.because.map(problemOf) };
}

function problemOf(reason: CannotChangePeople): Problem {
  return { field: reason === 'born-in-the-future' ? 'born-on' : 'full-name', text: explain(reason) };
}

const Organisation = z.object({
  name: needed(200, 'Write the name of the organisation', 'the name'),
  'contact-role': atMost(200, 'the role'),
});

async function addOrganisation({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Organisation.safeParse(form);
  const { phone, email, problems: wrong } = pointsFrom(form);
  if (!parsed.success) return { problems: [...problemsOf(parsed.error), ...wrong] };
  if (wrong.length > 0) return { problems: wrong };
  const { name, 'contact-role': contactRole } = parsed.data;
  const id = randomUUID() as OrganisationId;
  const decision = await act((hand) => typeOrganisationIn(hand, { id, name, contactRole, phone, email }));
  if (decision.ok) return { to: `/cases/${frame.reference}/people`, said: 'Added to the case.' };
  return { problems: decision.because.map((reason) => ({ field: 'name', text: explain(reason) })) };
}

const Beside = z.object({
  kind: z.enum(['supporter', 'guardian', 'interpreter', 'representative'], 'Choose who they are here'),
  'full-name': needed(200, 'Write their full name', 'their full name'),
  called: atMost(100, 'how they like to be called'),
  relation: atMost(200, 'what they are to them'),
});

async function addCompanion({ frame, form, params, act }: CaseSent): Promise<Outcome> {
  const who = participantIn(frame, params['participant'] ?? '');
  if (!who) return 'not-found';
  const parsed = Beside.safeParse(form);
  const { phone, email, problems: wrong } = pointsFrom(form);
  if (!parsed.success) return { problems: [...problemsOf(parsed.error), ...wrong] };
  if (wrong.length > 0) return { problems: wrong };
  const { 'full-name': fullName, called, kind, relation } = parsed.data;
  const usedName = called === '' ? fullName.slice(0, 100) : called;
  const decision = await act((hand) =>
    addCompanionTo(hand, { participantId: who.id, kind, fullName, called: usedName, relation, phone, email }),
  );
  if (decision.ok) return { to: `/cases/${frame.reference}/people#${who.id}`, said: 'Added.' };
  return { problems: decision.because.map((reason) => ({ field: 'full-name', text: explain(reason) })) };
}
