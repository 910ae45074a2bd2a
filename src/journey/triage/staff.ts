import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { atMost, needed, problemsOf, typed, type Typed } from '#platform/forms.ts';
import type { Decision } from '#platform/decision.ts';
import type { Html } from '#platform/html.ts';
import type { Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import { calledBy } from '#vocabulary/safe-contact.ts';
import type { Read } from '#vocabulary/trails.ts';
import { type acceptReferral, acknowledgeReferral, addOtherTo, declineReferral, removeOtherFrom } from './actions.ts';
import { declinePage, reasonWords } from './decline-pages.ts';
import { askerOf } from '#journey/asker/facts.ts';
import { referralByReference, type DeclineReason, type Referral } from '#journey/referral/facts.ts';
import { othersOf, placesOfOthers } from './facts.ts';
import { mayTriage, triage } from './policy.ts';
import { explainTriage, isWrittenTo, type CannotTriage, type Other } from './rules.ts';
import { referralPage } from './pages.ts';

/** What a referral looks like, for its page, and whom that shows; it is found where likeness is. */
export type LikenessOf = (
  visit: StaffVisit,
  referral: Referral,
) => Promise<{ readonly section: Html; readonly shown: readonly Read[] }>;

/** What another slice says of a referral, for its page. */
export type PanelOf = (visit: StaffVisit, referral: Referral) => Promise<Html>;

/** What other slices say of a referral: before everything else, and after where it stands. */
export interface Panels {
  readonly first: PanelOf;
  readonly further: readonly PanelOf[];
  readonly likeness: LikenessOf;
}

/** Triage: each referral, and what a coordinator does with it. The referral's page is given back. */
export function referralForStaff(
  door: StaffDoor,
  panels: Panels,
  acceptEligible: typeof acceptReferral,
): (visit: StaffVisit) => Promise<Page | 'not-found'> {
  const show = (visit: StaffVisit) => showReferral(visit, panels);
  door.page('/referrals/:reference', show, triage);
  for (const [path, submit] of [
    ['acknowledge', acknowledge],
    ['others/person', addPerson],
    ['others/organisation', addOrganisation],
    ['others/remove', removeOther],
    ['accept', (sent: StaffSent) => accept(sent, acceptEligible)],
  ] as const) {
    door.form(`/referrals/:reference/${path}`, submit, show, triage);
  }
  door.page('/referrals/:reference/decline', showDecline, triage);
  door.form('/referrals/:reference/decline', decline, showDecline, triage);
  return show;
}

/** The reference in the address; one that cannot be a reference asks nothing of the database. */
function referenceIn({ params }: Pick<StaffVisit, 'params'>): string {
  const reference = params['reference'] ?? '';
  return /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(reference) ? reference : '';
}

/** The referral asked for: not there where row security hides it, nor where the policy would. */
async function referralFor(visit: StaffVisit) {
  const referral = await referralByReference(visit.db, referenceIn(visit));
  return referral && mayTriage(visit.staff, { ...referral, isCase: referral.caseId !== null }) ? referral : undefined;
}

async function showReferral(visit: StaffVisit, panels: Panels): Promise<Page | 'not-found'> {
  const { db, today, attempt } = visit;
  const referral = await referralFor(visit);
  if (!referral) return 'not-found';
  const asker = await askerOf(db, referral.id);
  const others = await othersOf(db, referral.id);
  const first = await panels.first(visit, referral);
  const further: Html[] = [];
  for (const panel of panels.further) further.push(await panel(visit, referral));
  const likeness = await panels.likeness(visit, referral);
  further.push(likeness.section);
  const page = referralPage({ referral, asker, others, today, attempt, first, panels: further });
  return { ...page, read: { what: 'referral', referralId: referral.id }, readBeside: likeness.shown };
}

/** Where an answered form leads: back to the referral with a sentence, or the reasons at a field. */
function answered<Value, Reason extends CannotTriage | 'not-there'>(
  sent: StaffSent,
  decision: Decision<Value, Reason>,
  words: { readonly said: string; readonly field: string },
): Outcome {
  if (decision.ok) return { to: `/referrals/${referenceIn(sent)}`, said: words.said };
  const reasons = decision.because.filter((reason): reason is Exclude<Reason, 'not-there'> => reason !== 'not-there');
  if (reasons.length < decision.because.length) return 'not-found';
  return { problems: reasons.map((reason) => ({ field: words.field, text: explainTriage(reason) })) };
}

async function acknowledge(sent: StaffSent): Promise<Outcome> {
  const decision = await sent.act((hand) => acknowledgeReferral(hand, referenceIn(sent)));
  return answered(sent, decision, { said: 'The referral is acknowledged.', field: 'main-content' });
}

const phone = atMost(50);

const Person = z.object({
  'person-part': z.enum(['harmed', 'responsible'], 'Choose their part'),
  'person-full-name': needed(200, 'Write their name, as much of it as is known'),
  'person-called': atMost(100),
  'person-phone': phone,
  'person-age': z.literal('under-18').optional().catch(undefined),
});

async function addPerson(sent: StaffSent): Promise<Outcome> {
  return parsed(Person, sent.form, (person) => {
    const fullName = person['person-full-name'];
    return addOther(sent, 'person-part', {
      kind: 'person',
      part: person['person-part'],
      fullName,
      called: calledBy(fullName, person['person-called']),
      isUnder18: person['person-age'] === 'under-18',
      contactRole: '',
      phone: person['person-phone'],
    });
  });
}

const Organisation = z.object({
  'organisation-name': needed(200, 'Write the name of the organisation'),
  'organisation-role': atMost(200),
  'organisation-phone': phone,
});

async function addOrganisation(sent: StaffSent): Promise<Outcome> {
  return parsed(Organisation, sent.form, (organisation) =>
    addOther(sent, 'organisation-name', {
      kind: 'organisation',
      part: 'harmed',
      fullName: organisation['organisation-name'],
      called: '',
      isUnder18: false,
      contactRole: organisation['organisation-role'],
      phone: organisation['organisation-phone'],
    }),
  );
}

async function addOther(sent: StaffSent, field: string, other: Omit<Other, 'id'>): Promise<Outcome> {
  const decision = await sent.act((hand) => addOtherTo(hand, referenceIn(sent), other));
  return answered(sent, decision, { said: 'Added to the referral.', field });
}

async function removeOther(sent: StaffSent): Promise<Outcome> {
  const other = sent.form['other'];
  if (typeof other !== 'string') return 'not-found';
  const decision = await sent.act((hand) => removeOtherFrom(hand, referenceIn(sent), other));
  return answered(sent, decision, { said: 'Taken off the referral.', field: 'main-content' });
}

const Acceptance = z.object({
  'accept-kind': z.enum(['justice', 'mediation', 'circle'], 'Choose which process fits'),
  'accept-mutual': z.literal('yes').optional().catch(undefined),
});

async function accept(sent: StaffSent, acceptEligible: typeof acceptReferral): Promise<Outcome> {
  return parsed(Acceptance, sent.form, async (chosen) => {
    const wish = { kind: chosen['accept-kind'], isMutual: chosen['accept-mutual'] === 'yes' };
    const decision = await sent.actOn(randomUUID() as CaseId, (hand) => acceptEligible(hand, referenceIn(sent), wish));
    if (decision.ok) return { to: `/cases/${referenceIn(sent)}`, said: 'The referral is accepted. This is its case.' };
    return answered(sent, decision, { said: '', field: 'accept-kind' });
  });
}

const Declining = z.object({
  'decline-reason': z.enum(Object.keys(reasonWords) as DeclineReason[], 'Choose the reason'),
  'decline-words': atMost(2000),
});

async function showDecline(visit: StaffVisit): Promise<Page | 'not-found'> {
  const { query, attempt } = visit;
  const referral = await referralFor(visit);
  const reason = typed(attempt, 'decline-reason', query['decline-reason']);
  if (!referral || (referral.status !== 'received' && referral.status !== 'acknowledged')) return 'not-found';
  const isKnown = Object.hasOwn(reasonWords, reason);
  const words = attempt.problems.length > 0 ? typed(attempt, 'decline-words', undefined) : '';
  const isLookedThrough = words !== '' && isWrittenTo(referral.source);
  const places = isLookedThrough ? placesOfOthers(referral, await othersOf(visit.db, referral.id), words) : [];
  const page = declinePage(referral, isKnown ? (reason as DeclineReason) : undefined, attempt, places);
  return { ...page, read: { what: 'referral', referralId: referral.id } };
}

async function decline(sent: StaffSent): Promise<Outcome> {
  return parsed(Declining, sent.form, async (form) => {
    const why = { reason: form['decline-reason'], words: form['decline-words'] };
    const decision = await sent.act((hand) => declineReferral(hand, referenceIn(sent), why));
    const isOfWords = !decision.ok && decision.because[0] === 'words-hold-somebody-else';
    const field = isOfWords ? 'decline-words' : 'decline-reason';
    return answered(sent, decision, { said: 'The referral is declined.', field });
  });
}

async function parsed<Form>(
  schema: z.ZodType<Form>,
  form: Typed,
  use: (form: Form) => Promise<Outcome>,
): Promise<Outcome> {
  const result = schema.safeParse(form);
  return result.success ? use(result.data) : { problems: problemsOf(result.error) };
}
