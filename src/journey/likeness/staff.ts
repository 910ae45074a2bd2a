import { z } from 'zod';
import { caseFrame } from '#casefile/cases/facts.ts';
import { safeContactsOf } from '#casefile/people/facts.ts';
import { fromAgency } from '#journey/agency-referral/facts.ts';
import { referralByReference, standingsOf, whatIsSafeOn, type Referral } from '#journey/referral/facts.ts';
import { othersOf, type Other } from '#journey/triage/facts.ts';
import { typed, type Typed } from '#platform/forms.ts';
import type { Decision } from '#platform/decision.ts';
import type { Html } from '#platform/html.ts';
import type { Allowed, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import type { CaseId, ParticipantId, ReferralId } from '#vocabulary/ids.ts';
import { numberIn } from '#vocabulary/agencies.ts';
import { partWords } from '#vocabulary/parts.ts';
import type { Read } from '#vocabulary/trails.ts';
import {
  caseLinkedTo,
  linkReferral,
  sayBelongsWith,
  sayNotTheSame,
  takeBackBelongsWith,
  takeBackNotTheSame,
  unlinkReferral,
} from './actions.ts';
import { alike, linkOf, pairsOf, toldApartFrom, type Alike } from './facts.ts';
import { linkPage, whoField, type Beside, type Linking, type Says } from './link-pages.ts';
import { foundSection, likenessSection } from './pages.ts';
import { explainLikeness, incidentSaysSomething, saysSomething, type Sought, type SoughtIncident } from './rules.ts';

type Refused = Parameters<typeof explainLikeness>[0] | 'not-there';

/** Saying of a referral that it is with us already, or is not; `show` shows the referral's own page. */
export function likenessForStaff(
  door: StaffDoor,
  { show, triage }: { readonly show: (visit: StaffVisit) => Promise<Page | 'not-found'>; readonly triage: Allowed },
): void {
  door.form('/referrals/:reference/apart', notTheSame, show, triage);
  door.form('/referrals/:reference/apart/take-back', takeBack, show, triage);
  door.form('/referrals/:reference/belongs', belongs, show, triage);
  door.form('/referrals/:reference/belongs/take-back', takeBackBelongs, show, triage);
  door.form('/referrals/:reference/unlink', unlink, show, triage);
  door.page('/referrals/:reference/link', showLink, triage);
  door.form('/referrals/:reference/link', linkIt, showLink, triage);
}

/** What a referral looks like, for its page, and whom of others that shows. */
export async function likenessOf(
  visit: StaffVisit,
  referral: Referral,
): Promise<{ readonly section: Html; readonly shown: readonly Read[] }> {
  const { db } = visit;
  const { reference, status } = referral;
  const isOpen = status === 'received' || status === 'acknowledged';
  const found = await linkOf(db, referral.id);
  const caseReference = referral.caseReference;
  const link = found && caseReference !== null ? { linkedAt: found.linkedAt, caseReference } : undefined;
  const beside = { link, first: undefined, seconds: [] };
  if (!isOpen) return { section: likenessSection({ reference, isOpen, ...beside, alike: [], apart: [] }), shown: [] };
  const [likes, apart] = [await likesOf(visit, referral), await toldApartFrom(db, referral.id)];
  const pairs = await pairedWith(db, referral.id);
  return {
    section: likenessSection({ reference, isOpen, link, ...pairs, alike: likes, apart }),
    shown: readsOf(likes),
  };
}

// As whoever looks: a referral or a case that they may not open is not named.
async function pairedWith(db: StaffVisit['db'], id: ReferralId) {
  const { withId, seconds } = await pairsOf(db, id);
  const standings = await standingsOf(db, withId === undefined ? seconds : [withId, ...seconds]);
  const there = standings.find((each) => each.id === withId);
  const first = there && (await referralByReference(db, there.reference));
  return {
    first: first && { reference: first.reference, caseReference: first.caseReference },
    seconds: seconds.flatMap((second) => standings.find((each) => each.id === second)?.reference ?? []),
  };
}

/** Who is like somebody who is being written down, and whom of others that shows; nothing while there is nothing to compare. */
export async function likeTyped(
  { db, staff }: Pick<StaffVisit, 'db' | 'staff'>,
  sought: Sought,
  incident: SoughtIncident,
): Promise<
  { readonly section: Html; readonly isLike: boolean; readonly read: Read; readonly shown: readonly Read[] } | undefined
> {
  if (!saysSomething(sought) && !incidentSaysSomething(incident)) return undefined;
  const likes = await alike(db, staff, [sought], incident, null);
  const cases = likes.filter(({ kind }) => kind === 'case').map(({ id }) => id);
  const { fullName, phone, email } = sought;
  return {
    section: foundSection(likes),
    isLike: likes.length > 0,
    read: { what: 'search', words: [fullName, phone, email].join(' ').trim(), found: cases },
    shown: readsOf(likes),
  };
}

/** Everybody whose name stands among what looks alike was looked at: each of a case by themselves, a referral as a whole. (LIK-8) */
function readsOf(likes: readonly Alike[]): readonly Read[] {
  return likes.flatMap(({ kind, id, people }): readonly Read[] => {
    if (kind === 'referral') return [{ what: 'referral', referralId: id as ReferralId }];
    const participants = new Set(people.map(({ aboutId }) => aboutId as ParticipantId));
    return [...participants].map((participantId) => ({ what: 'person', caseId: id as CaseId, participantId }));
  });
}

async function likesOf({ db, staff }: StaffVisit, referral: Referral) {
  const { fullName, dateOfBirth: born, phone, email } = referral;
  const others = await othersOf(db, referral.id);
  const sought: readonly Sought[] = [
    { fullName, born, phone, email },
    ...others
      .filter(({ kind }) => kind === 'person')
      .map((other) => ({ fullName: other.fullName, born: null, phone: other.phone, email: '' })),
  ];
  const agencyReference = (await fromAgency(db, referral.id))?.agencyReference ?? numberIn(referral.referrerContact);
  return alike(db, staff, sought, { ...referral, agencyReference }, referral.id);
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

async function belongs(sent: StaffSent): Promise<Outcome> {
  const other = Id.safeParse(sent.form['other']);
  if (!other.success) return 'not-found';
  const [there] = await sent.look((db) => standingsOf(db, [other.data]));
  if (!there) return 'not-found';
  return answered(sent, await sent.act((hand) => sayBelongsWith(hand, referenceIn(sent), there.reference)), {
    said: `It belongs with ${there.reference}: once that is a case, this is linked to it.`,
  });
}

async function takeBackBelongs(sent: StaffSent): Promise<Outcome> {
  return answered(sent, await sent.act((hand) => takeBackBelongsWith(hand, referenceIn(sent))), {
    said: 'That is taken back. It is decided by itself again.',
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

async function showLink(visit: StaffVisit): Promise<Page | 'not-found'> {
  const { db, query, today, attempt } = visit;
  const referral = await referralByReference(db, referenceIn(visit));
  const asked = typed(attempt, 'case', query['case']);
  const frame = isReference(asked) ? await caseFrame(db, asked, today) : null;
  const isOpen = referral?.status === 'received' || referral?.status === 'acknowledged';
  if (!referral || !isOpen || referral.isOtherTeams || !frame) return 'not-found';
  const people = (await likesOf(visit, referral)).find(({ id }) => id === frame.id)?.people ?? [];
  const others = await othersOf(db, referral.id);
  const toPlace: Linking['toPlace'] = [referral, ...others].map(({ id, fullName, part }) => ({
    aboutId: id,
    fullName,
    partInWords: partWords[part].toLowerCase(),
    looksLike:
      people.find(({ soughtName, against }) => soughtName === fullName && !against.includes('another-name'))?.aboutId ??
      '',
  }));
  const known = await safeContactsOf(db, frame.id);
  const beside = [referral, ...others].flatMap((one, at): readonly Beside[] => {
    const says = saysOf(one);
    if (says.safe === null && says.points.length === 0) return [];
    const looksLike = toPlace[at]?.looksLike ?? '';
    // Whoever looks like nobody is laid beside everybody on their own side.
    const may = frame.participants.filter(({ id, personId, parts }) =>
      looksLike === '' ? personId !== null && parts.includes(one.part) : id === looksLike,
    );
    return known
      .filter(({ participantId }) => may.some(({ id }) => id === participantId))
      .map(({ called, safe, points }) => ({
        ...{ fullName: one.fullName, called, referral: says },
        known: { safe, points: points.filter(({ isInUse }) => isInUse).map(({ value }) => value) },
      }));
  });
  const page = linkPage({
    ...{ reference: referral.reference, caseReference: frame.reference, caseId: frame.id },
    ...{ toPlace, participants: frame.participants, beside, attempt },
  });
  return { ...page, read: { what: 'referral', referralId: referral.id, caseId: frame.id } };
}

// Only of whoever is referred does a referral say what is safe; of the others it may have a number.
function saysOf(one: Referral | Other): Says {
  if (!('mayPhone' in one)) return { safe: null, points: one.phone === '' ? [] : [one.phone] };
  return { safe: whatIsSafeOn(one), points: [one.phone, one.email, one.address].filter((value) => value !== '') };
}

async function linkIt(sent: StaffSent): Promise<Outcome> {
  const caseId = Id.safeParse(sent.form['case-id']);
  if (!caseId.success) return 'not-found';
  const who = whoIn(sent.form);
  const decision = await sent.actOn(caseId.data as CaseId, (hand) => linkReferral(hand, referenceIn(sent), { who }));
  if (!decision.ok && decision.because.includes('somebody-is-not-said'))
    return { problems: [{ field: firstUnsaid(sent.form), text: explainLikeness('somebody-is-not-said') }] };
  return answered(sent, decision, { said: 'The referral is linked. The case has both referrals now.' });
}

const prefix = whoField('');

function whoIn(form: Typed) {
  return Object.entries(form).flatMap(([name, value]) => {
    if (!name.startsWith(prefix) || typeof value !== 'string') return [];
    const [aboutId, participantId] = [Id.safeParse(name.slice(prefix.length)), Id.safeParse(value)];
    if (!aboutId.success || (!participantId.success && value !== 'joins')) return [];
    return [{ aboutId: aboutId.data, participantId: participantId.data ?? null }];
  });
}

function firstUnsaid(form: Typed): string {
  return Object.keys(form).find((name) => name.startsWith(prefix) && form[name] === '') ?? 'main-content';
}

async function unlink(sent: StaffSent): Promise<Outcome> {
  const found = await sent.act((hand) => caseLinkedTo(hand, referenceIn(sent)));
  if (!found.ok) return 'not-found';
  return answered(sent, await sent.actOn(found.value, (hand) => unlinkReferral(hand, referenceIn(sent))), {
    said: 'The link is taken back. The referral waits for a decision.',
  });
}
