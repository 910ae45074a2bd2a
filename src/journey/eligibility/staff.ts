import { z } from 'zod';
import { namedReferral, type Referral } from '#journey/referral/facts.ts';
import { staffNames } from '#service/staff/facts.ts';
import { problemsOf, type Problem, type Typed } from '#platform/forms.ts';
import type { Decision } from '#platform/decision.ts';
import type { Html } from '#platform/html.ts';
import type {
  Allowed,
  CaseSent,
  CaseVisit,
  Outcome,
  Page,
  StaffDoor,
  StaffSent,
  StaffVisit,
} from '#vocabulary/doors.ts';
import type { EligibilityQuestion } from '#vocabulary/eligibility.ts';
import { hasRole, type StaffMember } from '#vocabulary/staff.ts';
import { answerForCase, answerForReferral } from './actions.ts';
import { answersOf } from './facts.ts';
import { answerField, eligibilityPage, eligibilitySection, wordsField } from './pages.ts';
import { allowsWhatStands } from './policy.ts';
import { explain, questions, type Answerer, type Answering, type CannotAnswer } from './rules.ts';

/** What is asked before anybody goes on: of a referral at triage, and of the case it became. */
export function eligibilityForStaff(door: StaffDoor, triage: Allowed): void {
  door.page('/referrals/:reference/eligibility', showReferral, triage);
  door.form('/referrals/:reference/eligibility', answerReferral, showReferral, triage);
  door.casePage('/eligibility', showCase);
  door.caseForm('/eligibility', answerCase, showCase);
}

/** Whether a referral is eligible, for its page. */
export async function eligibilityOf({ db }: StaffVisit, referral: Referral): Promise<Html> {
  const link = `/referrals/${referral.reference}/eligibility`;
  return eligibilitySection(await answersOf(db, { referralId: referral.id }), null, link);
}

function referenceIn({ params }: Pick<StaffVisit, 'params'>): string {
  const reference = params['reference'] ?? '';
  return /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(reference) ? reference : '';
}

const by = (staff: StaffMember): Answerer => ({
  staffId: staff.staffId,
  isSupervisor: hasRole(staff, ...allowsWhatStands),
});

async function showReferral(visit: StaffVisit): Promise<Page | 'not-found'> {
  const { db, staff, attempt } = visit;
  const referral = await namedReferral(db, referenceIn(visit));
  if (!referral) return 'not-found';
  const back = `/referrals/${referral.reference}`;
  const page = eligibilityPage({
    ...{ back, path: `${back}/eligibility`, of: `referral ${referral.reference}`, kind: null, attempt },
    isOpen: referral.status === 'received' || referral.status === 'acknowledged',
    answers: await answersOf(db, { referralId: referral.id }),
    names: await staffNames(db),
    mayAllow: by(staff).isSupervisor,
  });
  return { ...page, read: { what: 'referral', referralId: referral.id } };
}

async function showCase({ db, frame, staff, attempt }: CaseVisit): Promise<Page> {
  return eligibilityPage({
    ...{
      path: `/cases/${frame.reference}/eligibility`,
      of: `case ${frame.reference}`,
      kind: frame.kind,
      attempt,
    },
    isOpen: frame.status !== 'closed',
    answers: await answersOf(db, { caseId: frame.id }),
    names: await staffNames(db),
    mayAllow: by(staff).isSupervisor,
  });
}

const Answered = z.object({
  answer: z.enum(['no', 'yes', 'not-known', 'allowed'], 'Choose an answer').optional(),
  words: z.string().trim().max(1000, 'Write at most 1,000 characters').default(''),
});

function answersIn(form: Typed): { readonly said: readonly Answering[]; readonly problems: readonly Problem[] } {
  const said: Answering[] = [];
  const problems: Problem[] = [];
  for (const question of questions) {
    const parsed = Answered.safeParse({ answer: form[answerField(question)], words: form[wordsField(question)] });
    if (!parsed.success)
      problems.push(...problemsOf(parsed.error).map(({ field, text }) => ({ field: `${field}-${question}`, text })));
    else if (parsed.data.answer !== undefined)
      said.push({ question, answer: parsed.data.answer, words: parsed.data.words });
  }
  return { said, problems };
}

async function answerReferral(sent: StaffSent): Promise<Outcome> {
  const { said, problems } = answersIn(sent.form);
  if (problems.length > 0) return { problems };
  if (said.length === 0) return nothingSaid;
  const reference = referenceIn(sent);
  const decision = await sent.act((hand) => answerForReferral(hand, reference, said, by(sent.staff)));
  return answered(decision, `/referrals/${reference}`);
}

async function answerCase(sent: CaseSent): Promise<Outcome> {
  const { said, problems } = answersIn(sent.form);
  if (problems.length > 0) return { problems };
  if (said.length === 0) return nothingSaid;
  const decision = await sent.act((hand) => answerForCase(hand, said, by(sent.staff)));
  return answered(decision, `/cases/${sent.frame.reference}/eligibility`);
}

const nothingSaid: Outcome = {
  problems: questions.slice(0, 1).map((first) => ({ field: answerField(first), text: 'Answer at least one question' })),
};

function answered(decision: Decision<number, string>, to: string): Outcome {
  // Sent again as it stood, all of it is kept: whoever sends it learns that and nothing else.
  if (decision.ok)
    return { to, said: decision.value === 0 ? 'The answers are as they were.' : 'The answers are saved.' };
  if (decision.because.includes('not-there')) return 'not-found';
  return {
    problems: decision.because.map((each) => {
      const [question, reason] = each.split(' ') as [EligibilityQuestion, CannotAnswer];
      const isOfWords = reason === 'evidence-is-missing';
      return { field: (isOfWords ? wordsField : answerField)(question), text: explain(reason) };
    }),
  };
}
