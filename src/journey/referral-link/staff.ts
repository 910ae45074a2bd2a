import { z } from 'zod';
import { caseFrame } from '#casefile/cases/facts.ts';
import { safeContactsOf } from '#casefile/people/facts.ts';
import { referralByReference, standingsOf, whatIsSafeOn, type Referral } from '#journey/referral/facts.ts';
import { othersOf, type Other } from '#journey/triage/facts.ts';
import { typed, type Typed } from '#platform/forms.ts';
import type { Decision } from '#platform/decision.ts';
import type { Html } from '#platform/html.ts';
import type { Allowed, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import type { CaseId, ReferralId } from '#vocabulary/ids.ts';
import { partWords } from '#vocabulary/parts.ts';
import { caseLinkedTo, linkReferral, sayBelongsWith, takeBackBelongsWith, unlinkReferral } from './actions.ts';
import { linkOf, pairsOf } from './facts.ts';
import { linkPage, whoField, type Beside, type Linking, type Says } from './link-pages.ts';
import { belongingSection } from './pages.ts';
import { explainLink } from './rules.ts';

type Refused = Parameters<typeof explainLink>[0] | 'not-there';

/** Who of a case looks like whom of a referral, the surest first; it is found where likeness is. */
export type WhoIsAlike = (
  visit: StaffVisit,
  referral: Referral,
  caseId: CaseId,
) => Promise<readonly { readonly soughtName: string; readonly aboutId: string; readonly against: readonly string[] }[]>;

/** Saying of a referral that it is with us already; `show` shows the referral's own page. */
export function linksForStaff(
  door: StaffDoor,
  { show, triage }: { readonly show: (visit: StaffVisit) => Promise<Page | 'not-found'>; readonly triage: Allowed },
  whoIsAlike: WhoIsAlike,
): void {
  const showWho = (visit: StaffVisit) => showLink(visit, whoIsAlike);
  door.form('/referrals/:reference/belongs', belongs, show, triage);
  door.form('/referrals/:reference/belongs/take-back', takeBackBelongs, show, triage);
  door.form('/referrals/:reference/unlink', unlink, show, triage);
  door.page('/referrals/:reference/link', showWho, triage);
  door.form('/referrals/:reference/link', linkIt, showWho, triage);
}

/** What a referral is linked to or belongs with, for its page. */
export async function belongingOf({ db }: StaffVisit, referral: Referral): Promise<Html> {
  const { id, reference, caseReference, status } = referral;
  const found = await linkOf(db, id);
  const link = found && caseReference !== null ? { linkedAt: found.linkedAt, caseReference } : undefined;
  const isOpen = status === 'received' || status === 'acknowledged';
  const pairs = isOpen ? await pairedWith(db, id) : { first: undefined, seconds: [] };
  return belongingSection({ reference, link, ...pairs });
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

function referenceIn({ params }: Pick<StaffVisit, 'params'>): string {
  const reference = params['reference'] ?? '';
  return isReference(reference) ? reference : '';
}

const isReference = (text: string) => /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(text);
const Id = z.uuid();

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

function answered<Value, Reason extends Refused>(
  sent: StaffSent,
  decision: Decision<Value, Reason>,
  { said, to = `/referrals/${referenceIn(sent)}` }: { readonly said: string; readonly to?: string },
): Outcome {
  if (decision.ok) return { to, said };
  const reasons = decision.because.filter((reason): reason is Exclude<Reason, 'not-there'> => reason !== 'not-there');
  if (reasons.length < decision.because.length) return 'not-found';
  return { problems: reasons.map((reason) => ({ field: 'main-content', text: explainLink(reason) })) };
}

async function showLink(visit: StaffVisit, whoIsAlike: WhoIsAlike): Promise<Page | 'not-found'> {
  const { db, query, today, attempt } = visit;
  const referral = await referralByReference(db, referenceIn(visit));
  const asked = typed(attempt, 'case', query['case']);
  const frame = isReference(asked) ? await caseFrame(db, asked, today) : null;
  const isOpen = referral?.status === 'received' || referral?.status === 'acknowledged';
  if (!referral || !isOpen || referral.isOtherTeams || !frame) return 'not-found';
  const people = await whoIsAlike(visit, referral, frame.id);
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
    return { problems: [{ field: firstUnsaid(sent.form), text: explainLink('somebody-is-not-said') }] };
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
