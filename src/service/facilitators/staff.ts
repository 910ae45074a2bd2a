import { z } from 'zod';
import { problemsOf, typedDay, typedList, type Problem, type Typed } from '#platform/forms.ts';
import { asPlainDate, type PlainDate } from '#vocabulary/dates.ts';
import type { Allowed, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId, type StaffId } from '#vocabulary/ids.ts';
import { levelWords, practiceOf, supervisingWords } from '#service/practice/facts.ts';
import { staffOf } from '#service/staff/facts.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { addAbsenceOf, addCheckOf, changeProfile, takeAbsenceBack } from './actions.ts';
import { facilitatorsOf, loadsOf } from './facts.ts';
import { facilitatorPage, registerPage } from './pages.ts';
import { keepsFacilitators, worksOnCases } from './policy.ts';
import {
  checkKinds,
  explain,
  genders,
  listIn,
  times,
  type CannotBeAway,
  type CannotKeepProfile,
  type CannotRecordCheck,
  type Profile,
} from './rules.ts';

const forKeepers: Allowed = { roles: keepsFacilitators };
const forOwn: Allowed = { roles: worksOnCases };

/** The register of facilitators: kept by those who give cases to people; what somebody brings they say themselves as well. */
export function facilitatorsForStaff(door: StaffDoor): void {
  door.page('/facilitators', showAll, forKeepers);
  door.page('/facilitators/:id', showOne, forKeepers);
  door.form('/facilitators/:id', (sent) => change(sent, keptBy(sent)), showOne, forKeepers);
  door.form('/facilitators/:id/absences', (sent) => goAway(sent, keptBy(sent)), showOne, forKeepers);
  door.form('/facilitators/:id/absences/end', (sent) => comeBack(sent, keptBy(sent)), showOne, forKeepers);
  door.form('/facilitators/:id/checks', (sent) => check(sent, keptBy(sent)), showOne, forKeepers);
  door.page('/own-practice', showOwn, forOwn);
  door.form('/own-practice', (sent) => change(sent, ownOf(sent)), showOwn, forOwn);
  door.form('/own-practice/absences', (sent) => goAway(sent, ownOf(sent)), showOwn, forOwn);
  door.form('/own-practice/absences/end', (sent) => comeBack(sent, ownOf(sent)), showOwn, forOwn);
}

/** Whose entry a form is about, and where it leads back to. */
interface About {
  readonly id: string;
  readonly to: string;
}

function keptBy({ params }: StaffSent): About {
  const id = params['id'] ?? '';
  return { id, to: `/facilitators/${id}` };
}

function ownOf({ staff }: StaffSent): About {
  return { id: staff.staffId, to: '/own-practice' };
}

async function showAll({ db, today }: StaffVisit): Promise<Page> {
  const all = await facilitatorsOf(db, today);
  const supervisors = (await staffOf(db)).filter((card) => card.isActive && hasRole(card, 'supervisor'));
  const asked = new Map(
    [...all, ...supervisors].map((each) => [each.id, { ...each, isSupervisor: hasRole(each, 'supervisor') }]),
  );
  const practice = await practiceOf(db, [...asked.values()], today);
  return registerPage({
    ...{ all, today, loads: await loadsOf(db) },
    practice: new Map([...practice].map(([id, each]) => [id, levelWords(each)])),
    supervisors: supervisors.map(({ id, name }) => ({ id, name, lacks: supervisingWords(practice.get(id)) })),
  });
}

async function showOne({ db, params, today, attempt }: StaffVisit): Promise<Page | 'not-found'> {
  const id = params['id'] ?? '';
  const [who] = isId(id) ? await facilitatorsOf(db, today, id as StaffId) : [];
  return who ? facilitatorPage({ who, today, isOwn: false, attempt }) : 'not-found';
}

async function showOwn({ db, staff, today, attempt }: StaffVisit): Promise<Page | 'not-found'> {
  const [who] = await facilitatorsOf(db, today, staff.staffId);
  return who ? facilitatorPage({ who, today, isOwn: true, attempt }) : 'not-found';
}

const Filled = z.object({
  gender: z.enum(genders, 'Choose one, or “Not said”'),
  languages: z.string().max(800, 'Write at most 800 characters').default(''),
  districts: z.string().max(2000, 'Write at most 2,000 characters').default(''),
  'most-work': z.string().max(10, 'Write a whole number from 0 to 99, or leave it empty').default(''),
});

function profileIn(form: Typed): { readonly profile: Profile } | { readonly problems: readonly Problem[] } {
  const parsed = Filled.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { gender, languages, districts, 'most-work': most } = parsed.data;
  const ticked = typedList({ typed: form, problems: [] }, 'available');
  return {
    profile: {
      gender,
      languages: listIn(languages),
      districts: [
        ...new Set(
          districts
            .toUpperCase()
            .split(/[\s,;]+/)
            .filter(Boolean),
        ),
      ],
      available: times.filter((each) => ticked.includes(each)),
      mostWork: most.trim() === '' ? null : Number(most),
    },
  };
}

async function change({ form, act }: StaffSent, { id, to }: About): Promise<Outcome> {
  if (!isId(id)) return 'not-found';
  const filled = profileIn(form);
  if ('problems' in filled) return filled;
  const decision = await act((hand) => changeProfile(hand, id as StaffId, filled.profile));
  return answered(decision, { to, said: 'Saved.' });
}

const fieldOf: Readonly<Record<CannotKeepProfile | CannotRecordCheck | CannotBeAway, string>> = {
  'not-a-district': 'districts',
  'too-many-languages': 'languages',
  'work-is-not-a-number': 'most-work',
  'days-are-not-in-order': 'until-on',
  'done-in-the-future': 'done-on',
  'nobody-checks-themselves': 'kind',
  'away-for-too-long': 'until-on',
  'is-over-already': 'until-on',
  'away-then-already': 'from-on',
};

type Refused = CannotKeepProfile | CannotRecordCheck | CannotBeAway | 'not-there';

function answered(
  decision: { readonly ok: true } | { readonly ok: false; readonly because: readonly Refused[] },
  done: { readonly to: string; readonly said: string },
  field = fieldOf,
): Outcome {
  if (decision.ok) return done;
  const reasons = decision.because.filter((reason) => reason !== 'not-there');
  return reasons.length < decision.because.length
    ? 'not-found'
    : { problems: reasons.map((reason) => ({ field: field[reason], text: explain(reason) })) };
}

function dayIn(form: Typed, field: string, missing: string): PlainDate | Problem {
  return asPlainDate(typedDay(form, field)) ?? { field, text: missing };
}

async function goAway({ form, act }: StaffSent, { id, to }: About): Promise<Outcome> {
  if (!isId(id)) return 'not-found';
  const fromOn = dayIn(form, 'from-on', 'Write the first day away');
  const untilOn = dayIn(form, 'until-on', 'Write the last day away');
  const problems = [fromOn, untilOn].filter((each) => typeof each !== 'string');
  if (typeof fromOn !== 'string' || typeof untilOn !== 'string') return { problems };
  const decision = await act((hand) => addAbsenceOf(hand, id as StaffId, { fromOn, untilOn }));
  return answered(decision, { to, said: 'The days away are written down.' });
}

async function comeBack({ form, act }: StaffSent, { id, to }: About): Promise<Outcome> {
  const absence = form['absence'];
  if (!isId(id) || typeof absence !== 'string' || !isId(absence)) return 'not-found';
  const decision = await act((hand) => takeAbsenceBack(hand, id as StaffId, absence));
  return decision.ok ? { to, said: 'Taken back.' } : 'not-found';
}

const Checked = z.object({ kind: z.enum(checkKinds, 'Choose what was checked or learned') });

async function check({ form, staff, act }: StaffSent, { id, to }: About): Promise<Outcome> {
  if (!isId(id)) return 'not-found';
  const parsed = Checked.safeParse(form);
  const doneOn = dayIn(form, 'done-on', 'Write when it was done');
  const typedUntil = typedDay(form, 'holds-until');
  const holdsUntil = asPlainDate(typedUntil);
  const problems: Problem[] = parsed.success ? [] : [...problemsOf(parsed.error)];
  if (typeof doneOn !== 'string') problems.push(doneOn);
  if (holdsUntil === null && typedUntil !== '') {
    problems.push({ field: 'holds-until', text: 'Write a day that there is, or leave it empty' });
  }
  if (!parsed.success || typeof doneOn !== 'string' || problems.length > 0) return { problems };
  const { kind } = parsed.data;
  const decision = await act((hand) => addCheckOf(hand, id as StaffId, { kind, doneOn, holdsUntil }, staff.staffId));
  return answered(decision, { to, said: 'Written down.' }, { ...fieldOf, 'days-are-not-in-order': 'holds-until' });
}
