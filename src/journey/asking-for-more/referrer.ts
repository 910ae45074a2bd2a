import { namedReferral } from '#journey/referral/facts.ts';
import { atMost } from '#platform/forms.ts';
import type { Outcome, Page, ReferrerDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { answerForAgency } from './actions.ts';
import { openQuestionOf } from './facts.ts';
import { answerPage } from './pages.ts';
import { explainAsking } from './rules.ts';

/** What an agency is asked about its referral, to answer at its own door. */
export function askingForMoreForReferrers(door: ReferrerDoor): void {
  door.page('/referrals/:reference/more', show);
  door.form('/referrals/:reference/more', answer, show);
}

function referenceIn({ params }: Pick<StaffSent, 'params'>): string {
  const reference = params['reference'] ?? '';
  return /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(reference) ? reference : '';
}

async function show(visit: StaffVisit): Promise<Page | 'not-found'> {
  const referral = await namedReferral(visit.db, referenceIn(visit));
  const question = referral && (await openQuestionOf(visit.db, referral.id));
  if (!question) return 'not-found';
  return { ...answerPage(referral, question, visit.attempt), read: { what: 'referral', referralId: referral.id } };
}

async function answer(sent: StaffSent): Promise<Outcome> {
  const words = atMost(5000).safeParse(sent.form['more-answer']);
  if (!words.success) return { problems: [{ field: 'more-answer', text: 'Write at most 5,000 characters' }] };
  const reference = referenceIn(sent);
  const decision = await sent.act((hand) => answerForAgency(hand, reference, words.data.trim()));
  if (decision.ok) return { to: `/agency/referrals/${reference}`, said: 'Your answer is sent. Thank you.' };
  const reasons = decision.because.filter((reason) => reason !== 'not-there');
  if (reasons.length === 0) return 'not-found';
  return { problems: reasons.map((reason) => ({ field: 'more-answer', text: explainAsking(reason) })) };
}
