import { z } from 'zod';
import { atMost, problemsOf } from '#platform/forms.ts';
import type { Decision } from '#platform/decision.ts';
import type { Html } from '#platform/html.ts';
import { staffNames } from '#service/staff/facts.ts';
import { referralByReference, type Referral } from '#journey/referral/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Allowed, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId } from '#vocabulary/ids.ts';
import { safetyFlagKinds } from '#vocabulary/safety-flags.ts';
import { lowerFlagOf, raiseFlag } from './actions.ts';
import { flagsOfReferral } from './facts.ts';
import { flagsPanel } from './pages.ts';
import { explainFlag } from './rules.ts';

type Refused = Parameters<typeof explainFlag>[0] | 'not-there';

/** Raising and lowering safety flags; `show` shows the referral's own page. */
export function safetyFlagsForStaff(
  door: StaffDoor,
  { show, triage }: { readonly show: (visit: StaffVisit) => Promise<Page | 'not-found'>; readonly triage: Allowed },
): void {
  door.form('/referrals/:reference/flags', raise, show, triage);
  door.form('/referrals/:reference/flags/lower', lower, show, triage);
}

/** What could hurt somebody, for the page of a referral. */
export async function flagsShown({ db, attempt }: StaffVisit, { id, reference }: Referral): Promise<Html> {
  const flags = await flagsOfReferral(db, id);
  const isSaidBySomebody = flags.some(({ raisedBy, loweredBy }) => raisedBy !== null || loweredBy !== null);
  const names = isSaidBySomebody ? await staffNames(db) : new Map<string, string>();
  return flagsPanel({ reference, flags, names, attempt });
}

function referenceIn({ params }: Pick<StaffSent, 'params'>): string {
  const reference = params['reference'] ?? '';
  return /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(reference) ? reference : '';
}

const Raised = z.object({
  'flag-kind': z.enum(safetyFlagKinds, 'Choose what could hurt somebody'),
  'flag-words': atMost(1000),
});

async function raise(sent: StaffSent): Promise<Outcome> {
  const form = Raised.safeParse(sent.form);
  if (!form.success) return { problems: problemsOf(form.error) };
  const { 'flag-kind': kind, 'flag-words': words } = form.data;
  const decision = await onItsCase(sent, (hand) => raiseFlag(hand, referenceIn(sent), { kind, words: words.trim() }));
  const field = !decision.ok && decision.because[0] === 'says-why' ? 'flag-words' : 'flag-kind';
  return answered(sent, decision, { said: 'The flag stands. The referral comes first now.', field });
}

// A flag may make its case complex, so that the case is held where there is one that whoever sent it may open.
async function onItsCase<Value, Refusal extends string>(
  sent: StaffSent,
  work: (hand: Hand) => Promise<Decision<Value, Refusal>>,
): Promise<Decision<Value, Refusal>> {
  const referral = await sent.look((db) => referralByReference(db, referenceIn(sent)));
  const caseId = referral && referral.caseReference !== null ? referral.caseId : null;
  return caseId === null ? sent.act(work) : sent.actOn(caseId, work);
}

async function lower(sent: StaffSent): Promise<Outcome> {
  const id = sent.form['flag'];
  if (typeof id !== 'string' || !isId(id)) return 'not-found';
  const because = atMost(1000).safeParse(sent.form[`lower-${id}`]);
  if (!because.success) return { problems: [{ field: `lower-${id}`, text: 'Write at most 1,000 characters' }] };
  const flag = { id, because: because.data.trim() };
  const decision = await onItsCase(sent, (hand) => lowerFlagOf(hand, referenceIn(sent), flag));
  return answered(sent, decision, { said: 'The flag is lowered.', field: `lower-${id}` });
}

function answered(
  sent: StaffSent,
  decision: Decision<unknown, Refused>,
  { said, field }: { readonly said: string; readonly field: string },
): Outcome {
  if (decision.ok) return { to: `/referrals/${referenceIn(sent)}`, said };
  const reasons = decision.because.filter((reason) => reason !== 'not-there');
  if (reasons.length === 0) return 'not-found';
  return { problems: reasons.map((reason) => ({ field, text: explainFlag(reason) })) };
}
