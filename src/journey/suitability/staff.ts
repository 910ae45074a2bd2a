import { z } from 'zod';
import { problemsOf, typedDay } from '#platform/forms.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { Allowed, CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { assessResponsibility, finishMitigation, signOff } from './actions.ts';
import { noDay } from './day-staff.ts';
import { newestFactorsOf, ordersOf, responsibilityHistoryOf, riskAssessmentsOf } from './facts.ts';
import { ordersForStaff } from './order-staff.ts';
import { suitabilityPage } from './pages.ts';
import { signsOff } from './policy.ts';
import { assessResponsibilityPage, signOffPage } from './responsibility-pages.ts';
import { riskForStaff } from './risk-staff.ts';
import { explain, type CannotAssess } from './rules.ts';

const forSigners: Allowed = { roles: signsOff };

/** Suitability on the case page: responsibility, risk and legal orders. */
export function suitabilityForStaff(door: StaffDoor): void {
  door.casePage('/suitability', show);
  door.caseForm('/suitability/mitigations', finish, show);
  door.casePage('/suitability/responsibility', showAssessing);
  door.caseForm('/suitability/responsibility', assess, showAssessing);
  door.casePage('/suitability/sign-off/:participant', showSignOff, forSigners);
  door.caseForm('/suitability/sign-off/:participant', sign, showSignOff, forSigners);
  riskForStaff(door);
  ordersForStaff(door);
}

async function show({ db, frame, staff, today, attempt }: CaseVisit): Promise<Page> {
  const history = await responsibilityHistoryOf(db, frame.id);
  const risks = await riskAssessmentsOf(db, frame.id);
  const factors = await newestFactorsOf(db, frame.id);
  const orders = await ordersOf(db, frame.id);
  const maySign = hasRole(staff, ...signsOff);
  return suitabilityPage({ frame, staff, maySign, today, history, risks, factors, orders, attempt });
}

async function finish({ frame, form, act }: CaseSent): Promise<Outcome> {
  const id = typeof form['mitigation'] === 'string' ? form['mitigation'] : '';
  const decision = await act((hand) => finishMitigation(hand, id));
  if (decision.ok) return { to: `/cases/${frame.reference}/suitability`, said: 'Marked as done.' };
  if (decision.because.includes('not-of-this-case')) return 'not-found';
  return { problems: decision.because.map((reason) => ({ field: 'suitability', text: explain(reason) })) };
}

async function showAssessing({ frame, today, attempt }: CaseVisit): Promise<Page> {
  return assessResponsibilityPage(frame, today, attempt);
}

const Assessed = z.object({
  participant: z.string('Choose who was assessed').min(1, 'Choose who was assessed'),
  level: z.enum(['none', 'minimising', 'partial', 'full'], 'Choose how far they take responsibility'),
  evidence: z.string('Write what you heard or saw').max(5000, 'Write at most 5,000 characters'),
});

async function assess({ frame, staff, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Assessed.safeParse(form);
  const assessedOn = asPlainDate(typedDay(form, 'assessed-on'));
  const problems = [...(parsed.success ? [] : problemsOf(parsed.error)), ...noDay('assessed-on', assessedOn)];
  if (!parsed.success || !assessedOn) return { problems };
  const { level, evidence } = parsed.data;
  const participant = participantIn(frame, parsed.data.participant);
  if (!participant) return 'not-found';
  const decision = await act((hand) =>
    assessResponsibility(hand, {
      participantId: participant.id,
      level,
      evidence,
      assessedOn,
      assessedBy: staff.staffId,
    }),
  );
  if (decision.ok) return { to: `/cases/${frame.reference}/suitability`, said: 'Added to the history.' };
  return { problems: decision.because.map((reason) => ({ field: assessedAt[reason], text: explain(reason) })) };
}

const assessedAt: Record<CannotAssess, string> = {
  'case-is-closed': 'participant',
  'assessed-in-the-future': 'assessed-on',
  'nothing-to-be-responsible-for': 'participant',
  'evidence-is-missing': 'evidence',
};

async function showSignOff({ db, frame, params, attempt }: CaseVisit): Promise<Page | 'not-found'> {
  const participant = participantIn(frame, params['participant'] ?? '');
  const history = await responsibilityHistoryOf(db, frame.id);
  const newest = history.find((line) => line.participantId === participant?.id);
  return participant && newest ? signOffPage({ frame, participant, newest, attempt }) : 'not-found';
}

async function sign({ frame, staff, form, params, act }: CaseSent): Promise<Outcome> {
  const participant = participantIn(frame, params['participant'] ?? '');
  if (!participant) return 'not-found';
  const parsed = z
    .string('Write why it is right to go on')
    .max(2000, 'Write at most 2,000 characters')
    .safeParse(form['reason']);
  if (!parsed.success) return { problems: problemsOf(parsed.error).map(({ text }) => ({ field: 'reason', text })) };
  const by = { staffId: staff.staffId, isSupervisor: hasRole(staff, ...signsOff) };
  const decision = await act((hand) => signOff(hand, participant.id, { by, reason: parsed.data }));
  // Sent twice, the second finds it signed: that is what was wanted.
  if (decision.ok || decision.because[0] === 'already-signed-off')
    return { to: `/cases/${frame.reference}/suitability`, said: 'Signed off.' };
  return { problems: decision.because.map((reason) => ({ field: 'reason', text: explain(reason) })) };
}
