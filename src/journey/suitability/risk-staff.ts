import { z } from 'zod';
import { problemsOf, typedDay, type Problem, type Typed } from '#platform/forms.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { Allowed, CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn, type CaseFrame } from '#vocabulary/frame.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { approveRisk, assessRisk } from './actions.ts';
import { isFactor } from './factor-rules.ts';
import { newestFactorsOf, riskAssessmentsOf } from './facts.ts';
import { maybeDay, noDay } from './day-staff.ts';
import { signsOff } from './policy.ts';
import { approvalPage, factorPlaces, riskFormPage } from './risk-pages.ts';
import { explain, lacksMitigation, occasions, type CannotAssessRisk, type Factor, type Mitigation } from './rules.ts';

const forSigners: Allowed = { roles: signsOff };

/** Risk on the case page: assessing it, and approving it when it is high. */
export function riskForStaff(door: StaffDoor): void {
  door.casePage('/suitability/risk', showForm);
  door.caseForm('/suitability/risk', assess, showForm);
  door.casePage('/suitability/approval/:assessment', showApproval, forSigners);
  door.caseForm('/suitability/approval/:assessment', approve, showApproval, forSigners);
}

async function showForm({ db, frame, today, attempt }: CaseVisit): Promise<Page> {
  const [newest] = await riskAssessmentsOf(db, frame.id);
  const factors = await newestFactorsOf(db, frame.id);
  return riskFormPage({ frame, today, newest, factors, attempt });
}

async function showApproval({ db, frame, params, attempt }: CaseVisit): Promise<Page | 'not-found'> {
  const risk = (await riskAssessmentsOf(db, frame.id)).find(({ id }) => id === params['assessment']);
  return risk ? approvalPage(frame, risk, attempt) : 'not-found';
}

const Assessed = z.object({
  occasion: z.enum(occasions, 'Choose when it is assessed'),
  residual: z.enum(['low', 'medium', 'high', 'not-manageable'], 'Choose what is left of the risk'),
  reasons: z.string('Write why you judge it so').max(10_000, 'Write at most 10,000 characters'),
  strengths: z.string('Write the strengths').max(10_000, 'Write at most 10,000 characters').default(''),
});

async function assess({ frame, staff, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Assessed.safeParse(form);
  const assessedOn = asPlainDate(typedDay(form, 'assessed-on'));
  const reviewBy = asPlainDate(typedDay(form, 'review-by'));
  const places = Array.from({ length: factorPlaces }, (_, at) => placeIn(frame, form, at + 1));
  if (places.includes('not-found')) return 'not-found';
  const filled = places.filter((each) => each !== 'not-found' && each !== 'empty');
  const problems = [
    ...noDay('assessed-on', assessedOn),
    ...filled.flatMap((each) => each.problems),
    ...(parsed.success ? [] : problemsOf(parsed.error)),
    ...noDay('review-by', reviewBy),
  ];
  if (!parsed.success || !assessedOn || !reviewBy || problems.length > 0) return { problems };
  const factors = filled.flatMap(({ factor }) => (factor ? [factor] : []));
  const facilitators = frame.facilitators.map(({ staffId }) => staffId);
  const assessment = { ...parsed.data, assessedOn, reviewBy, factors, writtenBy: staff.staffId };
  const decision = await act((hand) => assessRisk(hand, assessment, facilitators));
  if (decision.ok) return { to: `/cases/${frame.reference}/suitability`, said: 'The assessment is saved.' };
  return { problems: decision.because.map((reason) => ({ field: assessedAt(reason, filled), text: explain(reason) })) };
}

interface Place {
  readonly number: number;
  readonly factor: Factor | undefined;
  readonly problems: readonly Problem[];
}

const Placed = z.object({
  factor: z.string('Choose the factor').refine(isFactor, 'Choose the factor, or empty all of this place'),
  about: z.string('Choose whom it is about').default(''),
  rating: z.enum(['low', 'medium', 'high'], 'Choose a rating'),
  reason: z.string('Write why').min(1, 'Write why').max(5000, 'Write at most 5,000 characters'),
  plan: z.string('Write what is planned').max(2000, 'Write at most 2,000 characters').default(''),
  owner: z.string('Choose who does it').default(''),
});

/** What one of the places for factors holds: nothing, a factor, or what is wrong with it, at the fields of the place. */
function placeIn(frame: CaseFrame, form: Typed, number: number): Place | 'empty' | 'not-found' {
  const name = (part: string) => `f${number}-${part}`;
  const given = Object.fromEntries(Object.keys(Placed.shape).map((part) => [part, form[name(part)]]));
  const hasWords = ['factor', 'rating', 'reason', 'plan'].some((part) => (given[part] ?? '') !== '');
  if (!hasWords) return 'empty';
  const parsed = Placed.safeParse(given);
  const named = (problems: readonly Problem[]) => problems.map(({ field, text }) => ({ field: name(field), text }));
  if (!parsed.success) return { number, factor: undefined, problems: named(problemsOf(parsed.error)) };
  const { factor, rating, reason, about, plan, owner } = parsed.data;
  const aboutWhom = about === '' ? null : participantIn(frame, about);
  if (aboutWhom === undefined) return 'not-found';
  const planned =
    plan === '' ? { mitigations: [], problems: [] } : mitigationIn(frame, form, { number, words: plan, owner });
  if (planned === 'not-found') return planned;
  const { mitigations, problems } = planned;
  return { number, factor: { factor, rating, reason, aboutId: aboutWhom?.id ?? null, mitigations }, problems };
}

function mitigationIn(
  frame: CaseFrame,
  form: Typed,
  { number, words, owner }: { readonly number: number; readonly words: string; readonly owner: string },
): { readonly mitigations: readonly Mitigation[]; readonly problems: readonly Problem[] } | 'not-found' {
  const facilitator = frame.facilitators.find(({ staffId }) => staffId === owner);
  if (!facilitator && owner !== '') return 'not-found';
  const dueOn = asPlainDate(typedDay(form, `f${number}-due`));
  const done = maybeDay(form, `f${number}-done`);
  const problems = [
    ...(facilitator ? [] : [{ field: `f${number}-owner`, text: 'Choose who does it' }]),
    ...noDay(`f${number}-due`, dueOn),
    ...done.problems,
  ];
  const isWhole = facilitator && dueOn && problems.length === 0;
  return { mitigations: isWhole ? [{ words, ownerId: facilitator.staffId, dueOn, doneOn: done.day }] : [], problems };
}

function assessedAt(reason: CannotAssessRisk, places: readonly Place[]): string {
  const at = (fits: (factor: Factor) => boolean) => places.find(({ factor }) => factor && fits(factor))?.number ?? 1;
  switch (reason) {
    case 'factor-needs-a-mitigation':
      return `f${at(lacksMitigation)}-plan`;
    case 'owner-does-not-work-on-the-case':
      return `f${at(({ mitigations }) => mitigations.length > 0)}-owner`;
    case 'done-in-the-future':
      return `f${at(({ mitigations }) => mitigations.some(({ doneOn }) => doneOn !== null))}-done`;
    case 'case-is-closed':
      return 'occasion';
    case 'assessed-in-the-future':
      return 'assessed-on';
    case 'review-is-before-assessment':
      return 'review-by';
    case 'reasons-are-missing':
      return 'reasons';
  }
}

async function approve({ frame, staff, params, act }: CaseSent): Promise<Outcome> {
  const by = { staffId: staff.staffId, isSupervisor: hasRole(staff, ...signsOff) };
  const decision = await act((hand) => approveRisk(hand, params['assessment'] ?? '', by));
  // Sent twice, the second finds it approved: that is what was wanted.
  if (decision.ok || decision.because[0] === 'already-approved')
    return { to: `/cases/${frame.reference}/suitability`, said: 'The assessment is approved.' };
  const shown = decision.because.flatMap((reason) => (reason === 'not-of-this-case' ? [] : [reason]));
  if (shown.length === 0) return 'not-found';
  return { problems: shown.map((reason) => ({ field: 'approval', text: explain(reason) })) };
}
