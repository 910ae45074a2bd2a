import { z } from 'zod';
import { fromAgency } from '#journey/agency-referral/facts.ts';
import { matterOf } from '#journey/matter/facts.ts';
import type { Referral } from '#journey/referral/facts.ts';
import { pairsOf } from '#journey/referral-link/facts.ts';
import { othersOf } from '#journey/triage/facts.ts';
import type { Decision } from '#platform/decision.ts';
import type { Typed } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import type { Allowed, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import type { CaseId, ParticipantId, ReferralId } from '#vocabulary/ids.ts';
import { numberIn } from '#vocabulary/agencies.ts';
import { numbersIn } from '#vocabulary/matter.ts';
import type { Read } from '#vocabulary/trails.ts';
import { sayNotTheSame, takeBackNotTheSame } from './actions.ts';
import { alike, toldApartFrom, type Alike } from './facts.ts';
import { adviceOfAnother, adviceToWriter, foundSection, likenessSection } from './pages.ts';
import { explainLikeness, incidentSaysSomething, saysSomething, type Sought, type SoughtIncident } from './rules.ts';

type Refused = Parameters<typeof explainLikeness>[0] | 'not-there';

/** Saying of a referral that it is not the same as another, or as a case; `show` shows the referral's own page. */
export function likenessForStaff(
  door: StaffDoor,
  { show, triage }: { readonly show: (visit: StaffVisit) => Promise<Page | 'not-found'>; readonly triage: Allowed },
): void {
  door.form('/referrals/:reference/apart', notTheSame, show, triage);
  door.form('/referrals/:reference/apart/take-back', takeBack, show, triage);
}

/** What a referral looks like, for its page, and whom of others that shows. */
export async function likenessOf(
  visit: StaffVisit,
  referral: Referral,
): Promise<{ readonly section: Html; readonly shown: readonly Read[] }> {
  const { db } = visit;
  const { reference, status } = referral;
  if (status !== 'received' && status !== 'acknowledged') return { section: html``, shown: [] };
  const [likes, apart] = [await likesOf(visit, referral), await toldApartFrom(db, referral.id)];
  const { withId } = await pairsOf(db, referral.id);
  return {
    section: likenessSection({ reference, alike: likes, apart, isFree: withId === undefined }),
    shown: readsOf(likes),
  };
}

/** Who is like somebody on a list, for whoever is about to ask them: what is like them, and whom of others that shows. */
export async function likeListed(
  { db, staff }: Pick<StaffVisit, 'db' | 'staff'>,
  sought: Sought,
  incident: SoughtIncident,
): Promise<{ readonly section: Html; readonly likes: readonly Alike[]; readonly shown: readonly Read[] } | undefined> {
  if (!saysSomething(sought) && !incidentSaysSomething(incident)) return undefined;
  const likes = await alike(db, staff, [sought], incident, null);
  return { section: foundSection(likes, { advice: adviceToAsker }), likes, shown: readsOf(likes) };
}

const adviceToAsker =
  'Look at who it is before you ask them. If it is them and a case is open, whoever works on it speaks with them, and they are not asked a second time from this list.';

/** Who is like somebody who is being written down, and whom of others that shows; nothing while there is nothing to compare. */
export async function likeTyped(
  { db, staff, attempt }: Pick<StaffVisit, 'db' | 'staff' | 'attempt'>,
  sought: Sought,
  incident: SoughtIncident,
): Promise<
  { readonly section: Html; readonly isLike: boolean; readonly read: Read; readonly shown: readonly Read[] } | undefined
> {
  if (!saysSomething(sought) && !incidentSaysSomething(incident)) return undefined;
  const likes = await alike(db, staff, [sought], incident, null);
  const cases = likes.filter(({ kind }) => kind === 'case').map(({ id }) => id);
  const { fullName, phone, email } = sought;
  // Who is added to a referral is told apart on its page, once they are there.
  const finding =
    attempt.typed['of'] === 'another'
      ? { advice: adviceOfAnother }
      : { advice: adviceToWriter, notTheSame: notTheSameIn(attempt.typed) };
  return {
    section: foundSection(likes, finding),
    isLike: likes.length > 0,
    read: { what: 'search', words: [fullName, phone, email].join(' ').trim(), found: cases },
    shown: readsOf(likes),
  };
}

/** Who was ticked as not the same, while somebody is written down. */
export function notTheSameIn(form: Typed): readonly string[] {
  return [form['not-the-same'] ?? []].flat().filter((id) => Id.safeParse(id).success);
}

/** Everybody whose name stands among what looks alike was looked at: each of a case by themselves, a referral as a whole. (LIK-8) */
function readsOf(likes: readonly Alike[]): readonly Read[] {
  return likes.flatMap(({ kind, id, people }): readonly Read[] => {
    if (kind === 'referral') return [{ what: 'referral', referralId: id as ReferralId }];
    const participants = new Set(people.map(({ aboutId }) => aboutId as ParticipantId));
    return [...participants].map((participantId) => ({ what: 'person', caseId: id as CaseId, participantId }));
  });
}

/** Who and what is like the people of a referral and what happened, as whoever looks. */
export async function likesOf({ db, staff }: StaffVisit, referral: Referral): Promise<readonly Alike[]> {
  const { fullName, dateOfBirth: born, phone, email } = referral;
  const others = await othersOf(db, referral.id);
  const sought: readonly Sought[] = [
    { fullName, born, phone, email },
    ...others
      .filter(({ kind }) => kind === 'person')
      .map((other) => ({ fullName: other.fullName, born: null, phone: other.phone, email: '' })),
  ];
  const agencyReference = (await fromAgency(db, referral.id))?.agencyReference ?? numberIn(referral.referrerContact);
  const references = [agencyReference, ...numbersIn(await matterOf(db, referral.id))];
  return alike(db, staff, sought, { ...referral, references }, referral.id);
}

function referenceIn({ params }: Pick<StaffVisit, 'params'>): string {
  const reference = params['reference'] ?? '';
  return isReference(reference) ? reference : '';
}

const isReference = (text: string) => /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(text);
const Id = z.uuid();

async function notTheSame(sent: StaffSent): Promise<Outcome> {
  const other = Id.safeParse(sent.form['other']);
  if (!other.success) return 'not-found';
  return answered(sent, await sent.act((hand) => sayNotTheSame(hand, referenceIn(sent), other.data)), {
    said: 'It is remembered that they are not the same.',
  });
}

async function takeBack(sent: StaffSent): Promise<Outcome> {
  const other = Id.safeParse(sent.form['other']);
  if (!other.success) return 'not-found';
  return answered(sent, await sent.act((hand) => takeBackNotTheSame(hand, referenceIn(sent), other.data)), {
    said: 'That is taken back. They are compared again.',
  });
}

function answered<Value, Reason extends Refused>(
  sent: StaffSent,
  decision: Decision<Value, Reason>,
  { said, to = `/referrals/${referenceIn(sent)}` }: { readonly said: string; readonly to?: string },
): Outcome {
  if (decision.ok) return { to, said };
  const reasons = decision.because.filter((reason): reason is Exclude<Reason, 'not-there'> => reason !== 'not-there');
  if (reasons.length < decision.because.length) return 'not-found';
  return { problems: reasons.map((reason) => ({ field: 'main-content', text: explainLikeness(reason) })) };
}
