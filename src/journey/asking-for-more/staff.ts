import { z } from 'zod';
import { fromAgency } from '#journey/agency-referral/facts.ts';
import { referralByReference, type Referral } from '#journey/referral/facts.ts';
import type { Decision } from '#platform/decision.ts';
import { atMost, problemsOf } from '#platform/forms.ts';
import type { Html } from '#platform/html.ts';
import type { Allowed, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { moreReasons } from '#vocabulary/more-asked.ts';
import { answerTyped, askForMore, goOnWithout } from './actions.ts';
import { questionsOf } from './facts.ts';
import { askingPanel, askPage } from './pages.ts';
import { explainAsking, whomToAsk } from './rules.ts';

type Refused = Parameters<typeof explainAsking>[0] | 'not-there';

/** Asking whoever referred for more; `show` shows the referral's own page. */
export function askingForMoreForStaff(
  door: StaffDoor,
  { show, triage }: { readonly show: (visit: StaffVisit) => Promise<Page | 'not-found'>; readonly triage: Allowed },
): void {
  door.page('/referrals/:reference/more', showAsk, triage);
  door.form('/referrals/:reference/more', ask, showAsk, triage);
  door.form('/referrals/:reference/more/answer', answer, show, triage);
  door.form('/referrals/:reference/more/go-on', goOn, show, triage);
}

/** What whoever referred was asked, for the page of a referral. */
export async function askingShown({ db, attempt }: StaffVisit, referral: Referral): Promise<Html> {
  const { reference, status } = referral;
  return askingPanel({
    reference,
    mayAsk: status === 'acknowledged',
    questions: await questionsOf(db, referral.id),
    attempt,
  });
}

function referenceIn({ params }: Pick<StaffSent, 'params'>): string {
  const reference = params['reference'] ?? '';
  return /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(reference) ? reference : '';
}

async function showAsk(visit: StaffVisit): Promise<Page | 'not-found'> {
  const { db, attempt } = visit;
  const referral = await referralByReference(db, referenceIn(visit));
  if (referral?.status !== 'acknowledged') return 'not-found';
  const askedOf = whomToAsk(referral, (await fromAgency(db, referral.id)) !== undefined);
  return { ...askPage(referral, askedOf, attempt), read: { what: 'referral', referralId: referral.id } };
}

const Asked = z.object({
  'more-reason': z.enum(moreReasons, 'Choose what it is about'),
  'more-words': atMost(2000),
});

async function ask(sent: StaffSent): Promise<Outcome> {
  const form = Asked.safeParse(sent.form);
  if (!form.success) return { problems: problemsOf(form.error) };
  const asked = { reason: form.data['more-reason'], words: form.data['more-words'].trim() };
  const decision = await sent.act((hand) => askForMore(hand, referenceIn(sent), asked));
  return answered(sent, decision, { said: 'It is asked. The clock of deciding stands still.', field: 'more-words' });
}

async function answer(sent: StaffSent): Promise<Outcome> {
  const words = atMost(5000).safeParse(sent.form['more-answer']);
  if (!words.success) return { problems: [{ field: 'more-answer', text: 'Write at most 5,000 characters' }] };
  const decision = await sent.act((hand) => answerTyped(hand, referenceIn(sent), words.data.trim()));
  return answered(sent, decision, { said: 'The answer is kept. The clock goes on.', field: 'more-answer' });
}

async function goOn(sent: StaffSent): Promise<Outcome> {
  const decision = await sent.act((hand) => goOnWithout(hand, referenceIn(sent)));
  return answered(sent, decision, {
    said: 'Nobody waits for an answer any more. The clock goes on.',
    field: 'main-content',
  });
}

function answered(
  sent: StaffSent,
  decision: Decision<unknown, Refused>,
  { said, field }: { readonly said: string; readonly field: string },
): Outcome {
  if (decision.ok) return { to: `/referrals/${referenceIn(sent)}`, said };
  const reasons = decision.because.filter((reason) => reason !== 'not-there');
  if (reasons.length === 0) return 'not-found';
  return { problems: reasons.map((reason) => ({ field, text: explainAsking(reason) })) };
}
