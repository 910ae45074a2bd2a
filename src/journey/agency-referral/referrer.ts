import { z } from 'zod';
import { refuse, type Decision } from '#platform/decision.ts';
import { atMost, needed, problemsOf, typedDay, type Problem } from '#platform/forms.ts';
import { placeOfReferrer } from '#service/agencies/facts.ts';
import { explainMatter, isOfMatter, type CannotKeep } from '#journey/matter/facts.ts';
import { caseOfReferral, namedReferral, type Told } from '#journey/referral/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { asPlainDate, type PlainDate } from '#vocabulary/dates.ts';
import type { Outcome, Page, ReferrerDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { changeableFields, withdrawReasons } from '#vocabulary/agencies.ts';
import { origins, type Matter } from '#vocabulary/matter.ts';
import { incidentWords, type IncidentKind } from '#vocabulary/parts.ts';
import { risksAsKept, safetyFlagKinds, type SafetyFlagKind } from '#vocabulary/safety-flags.ts';
import { explainReach, type SafeContact } from '#vocabulary/safe-contact.ts';
import { amendReferral, askToStopOwn, referForAgency, sayWhatTheyKnow, withdrawOwn } from './actions.ts';
import { referPage } from './entry-pages.ts';
import { fromAgency } from './facts.ts';
import { changePage, knowPage, stopPage, withdrawPage } from './pages.ts';
import { explain, type CannotAmend, type CannotAskToStop, type CannotWithdraw } from './rules.ts';

/** What becomes a referral; it is made where referrals are. */
export type ToEnter = Omit<Told, 'id' | 'reference' | 'postcodeDistrict' | 'inArea' | 'enteredBy'> & {
  readonly contact: SafeContact;
  readonly postcode: string;
  readonly risks?: readonly SafetyFlagKind[];
  /** What others have of it, where anything of it was said. */
  readonly matter?: Matter | undefined;
};
export type CannotEnter = Parameters<typeof explainReach>[0] | CannotKeep | 'received-in-the-future' | 'not-a-postcode';
export type Enter = (hand: Hand, made: ToEnter) => Promise<Decision<{ readonly reference: string }, CannotEnter>>;

/** Changing what was sent, and taking it back. */
export function referralsForAgencies(door: ReferrerDoor): void {
  door.page('/referrals/:reference/change', showChange);
  door.form('/referrals/:reference/change', change, showChange);
  door.form('/referrals/:reference/risks', addRisks, showChange);
  door.page('/referrals/:reference/know', showKnow);
  door.form('/referrals/:reference/know', know, showKnow);
  door.page('/referrals/:reference/withdraw', showWithdraw);
  door.form('/referrals/:reference/withdraw', withdraw, showWithdraw);
  door.form('/referrals/:reference/stop', stop, showWithdraw);
}

/** The reference in the address; one that cannot be a reference asks nothing of the database. */
function referenceIn({ params }: Pick<StaffVisit, 'params'>): string {
  const reference = params['reference'] ?? '';
  return /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(reference) ? reference : '';
}

async function showChange(visit: StaffVisit): Promise<Page | 'not-found'> {
  const { db, staff, attempt } = visit;
  const agency = await placeOfReferrer(db, staff.staffId);
  const referral = agency && (await namedReferral(db, referenceIn(visit)));
  if (!referral || referral.status === 'withdrawn') return 'not-found';
  const page = changePage(agency.kind, referral, attempt);
  return { ...page, read: { what: 'referral', referralId: referral.id } };
}

async function showKnow(visit: StaffVisit): Promise<Page | 'not-found'> {
  const { db, attempt } = visit;
  const referral = await namedReferral(db, referenceIn(visit));
  const said = referral && (await fromAgency(db, referral.id));
  if (!said || referral.status === 'withdrawn') return 'not-found';
  return { ...knowPage({ ...said, ...referral }, attempt), read: { what: 'referral', referralId: referral.id } };
}

async function showWithdraw(visit: StaffVisit): Promise<Page | 'not-found'> {
  const { db, attempt } = visit;
  const referral = await namedReferral(db, referenceIn(visit));
  if (!referral || referral.status === 'withdrawn') return 'not-found';
  // Once it is taken on it cannot be taken back: they are asked whether we should stop.
  const page = referral.status === 'accepted' ? stopPage(referral, attempt) : withdrawPage(referral, attempt);
  return { ...page, read: { what: 'referral', referralId: referral.id } };
}

const ways = ['call', 'text', 'email', 'post', 'none'] as const satisfies SafeContact['ways'];

const Entry = z.object({
  part: z.enum(['harmed', 'responsible'], 'Choose their part'),
  'full-name': needed(200, 'Write their name', 'their name'),
  called: atMost(100, 'how they like to be called'),
  age: z.literal('under-18').optional().catch(undefined),
  'guardian-name': atMost(200, 'the name of the parent or carer'),
  language: atMost(100, 'their language'),
  interpreter: z.literal('yes').optional().catch(undefined),
  'access-needs': atMost(1000, 'what they need'),
  agreed: z.enum(['yes', 'no'], 'Choose whether they agreed'),
  told: atMost(500, 'who told them'),
  ways: z
    .union([z.string().transform((way) => [way]), z.array(z.string())])
    .default([])
    .transform((chosen) => ways.filter((way) => chosen.includes(way))),
  phone: atMost(50, 'the phone number'),
  email: atMost(254, 'the e-mail address'),
  address: atMost(500, 'the postal address'),
  times: atMost(500, 'when it is safe'),
  risks: z
    .union([z.string().transform((risk) => [risk]), z.array(z.string())])
    .default([])
    .transform((chosen) => safetyFlagKinds.filter((kind) => chosen.includes(kind))),
  kind: z.enum(Object.keys(incidentWords) as IncidentKind[], 'Choose the kind'),
  'what-happened': needed(5000, 'Write what happened, in a few words', 'what happened'),
  when: atMost(500, 'when it was'),
  where: atMost(500, 'where it was'),
  postcode: atMost(20, 'the postcode'),
  others: atMost(5000, 'who else it is about'),
  hopes: atMost(5000, 'what they hope for'),
  'agency-reference': atMost(200, 'the crime reference'),
  'crime-number': atMost(100, 'the crime number'),
  urn: atMost(100, 'the URN'),
  'prison-number': atMost(100, 'the prison number'),
  enhanced: z.literal('yes').optional().catch(undefined),
  origin: z.enum(origins).default('service').catch('service'),
  situation: atMost(2000, 'where the investigation stands'),
});
type Entry = z.output<typeof Entry>;

/** The form by which an agency refers, what of it may be kept, and its sending. */
export function entryOfAgencies(enter: Enter) {
  const days = ['date-of-birth', 'happened-on', 'reported-on', 'informed-on'].flatMap((day) =>
    ['day', 'month', 'year'].map((part) => `${day}-${part}`),
  );
  return {
    fields: [...Object.keys(Entry.shape), ...days],
    page: referPage,
    send: (sent: StaffSent, alongside: (hand: Hand) => Promise<unknown>) => refer(sent, enter, alongside),
  };
}

async function refer(sent: StaffSent, enter: Enter, alongside: (hand: Hand) => Promise<unknown>): Promise<Outcome> {
  const entry = Entry.safeParse(sent.form);
  const dateOfBirth = dayIn(sent, 'date-of-birth');
  const happenedOn = dayIn(sent, 'happened-on');
  const reportedOn = dayIn(sent, 'reported-on');
  const informedOn = dayIn(sent, 'informed-on');
  const problems = [
    ...(entry.success ? [] : problemsOf(entry.error)),
    ...[dateOfBirth, happenedOn, reportedOn, informedOn].flatMap((day) => ('problem' in day ? [day.problem] : [])),
  ];
  if (!entry.success || 'problem' in dateOfBirth || 'problem' in happenedOn) return { problems };
  if ('problem' in reportedOn || 'problem' in informedOn) return { problems };
  const { data } = entry;
  const said = { agencyReference: data['agency-reference'], situationWords: data.situation, toldWords: data.told };
  const days = { receivedOn: sent.today, dateOfBirth: dateOfBirth.day, happenedOn: happenedOn.day };
  const matter = matterIn(data, { reportedOn: reportedOn.day, informedOn: informedOn.day });
  const decision = await sent.act(async (hand) => {
    const agency = await placeOfReferrer(hand, sent.staff.staffId);
    if (!agency) return refuse('refers-for-nobody');
    const by = { source: agency.kind, referrerName: `${sent.staff.name}, ${agency.name}`.slice(0, 200) };
    const made = await referForAgency(hand, said, (same) =>
      enter(same, { ...referralOf(data), ...days, ...by, matter }),
    );
    if (made.ok) await alongside(hand);
    return made;
  });
  if (decision.ok)
    return {
      to: `/agency/referrals/${decision.value.reference}`,
      said: `The referral is sent. Its reference is ${decision.value.reference}.`,
    };
  const reasons = decision.because.filter((reason) => reason !== 'refers-for-nobody');
  return reasons.length < decision.because.length ? 'not-found' : { problems: reasons.map(problemOf) };
}

function dayIn(
  { form, today }: StaffSent,
  field: string,
): { readonly day: PlainDate | null } | { readonly problem: Problem } {
  const text = typedDay(form, field);
  const day = asPlainDate(text);
  if (text !== '' && day === null) {
    const words =
      field === 'date-of-birth'
        ? 'Write a birthday that exists, like 2 3 1985'
        : 'Write a day that exists, like 23 11 2026';
    return { problem: { field, text: words } };
  }
  return day !== null && day > today ? { problem: { field, text: 'This day cannot be after today' } } : { day };
}

function problemOf(reason: CannotEnter): Problem {
  if (reason === 'not-a-postcode') return { field: 'postcode', text: 'Write a postcode, like NN1 or NN1 1AA' };
  if (reason === 'received-in-the-future') return { field: 'main-content', text: 'Send it again' };
  if (reason === 'not-a-urn') return { field: 'urn', text: explainMatter(reason) };
  if (isOfMatter(reason))
    return { field: reason === 'not-a-prison-number' ? 'prison-number' : 'informed-on', text: explainMatter(reason) };
  const field = reason.split('-')[0] ?? '';
  return { field: ['phone', 'email', 'address'].includes(field) ? field : 'ways', text: explainReach(reason) };
}

/** What others have of it; undefined where nothing of it was said. */
function matterIn(entry: Entry, days: Pick<Matter, 'reportedOn' | 'informedOn'>): Matter | undefined {
  const { 'crime-number': crimeNumber, urn, 'prison-number': prisonNumber, enhanced, origin } = entry;
  const isSaid = [crimeNumber, urn, prisonNumber, days.reportedOn ?? '', days.informedOn ?? ''].some(
    (each) => each !== '',
  );
  return isSaid || origin !== 'service'
    ? { crimeNumber, urn, prisonNumber, origin, isEnhanced: enhanced === 'yes', ...days }
    : undefined;
}

function referralOf(
  entry: Entry,
): Omit<ToEnter, 'source' | 'referrerName' | 'receivedOn' | 'dateOfBirth' | 'happenedOn'> {
  const isUnder18 = entry.age === 'under-18';
  const { phone, email, address, times } = entry;
  return {
    referrerContact: '',
    agreedToReferral: entry.agreed === 'yes',
    part: entry.part,
    fullName: entry['full-name'],
    called: entry.called,
    pronouns: '',
    isUnder18,
    guardianName: isUnder18 ? entry['guardian-name'] : '',
    language: entry.language === '' ? 'English' : entry.language,
    needsInterpreter: entry.interpreter === 'yes',
    accessNeeds: entry['access-needs'],
    contact: {
      ...{ phone, email, address, times, codeword: '' },
      ways: entry.ways,
      fromHour: null,
      untilHour: null,
      mayLeaveVoicemail: false,
      ifSomeoneElseAnswers: '',
    },
    risks: entry.risks,
    incidentKind: entry.kind,
    whatHappened: entry['what-happened'],
    whenWords: entry.when,
    whereWords: entry.where,
    postcode: entry.postcode,
    otherPeopleWords: entry.others,
    hopes: entry.hopes,
  };
}

const Change = z.object({
  field: z.enum(changeableFields, 'Choose what to change'),
  words: atMost(5000),
  because: atMost(500),
});

/** How much each of them may hold, as when it was first sent. */
const most: Readonly<Partial<Record<(typeof changeableFields)[number], number>>> = {
  'agency-reference': 200,
  situation: 2000,
  phone: 50,
  email: 254,
  address: 500,
  'safe-times': 500,
  where: 500,
};

async function change(sent: StaffSent): Promise<Outcome> {
  const filled = Change.safeParse(sent.form);
  if (!filled.success) return { problems: problemsOf(filled.error) };
  const limit = most[filled.data.field] ?? 5000;
  if (filled.data.words.length > limit)
    return { problems: [{ field: 'words', text: `Write at most ${limit.toLocaleString('en-GB')} characters` }] };
  const reference = referenceIn(sent);
  const decision = await sent.act((hand) => amendReferral(hand, reference, filled.data));
  return changed(reference, decision, 'words');
}

const Risks = z.object({
  risks: z
    .union([z.string().transform((risk) => [risk]), z.array(z.string())])
    .default([])
    .transform((chosen) => safetyFlagKinds.filter((kind) => chosen.includes(kind)))
    .refine((chosen) => chosen.length > 0, 'Tick at least one'),
  'risks-because': needed(500, 'Write how you know, and since when', 'how you know'),
});

async function addRisks(sent: StaffSent): Promise<Outcome> {
  const filled = Risks.safeParse(sent.form);
  if (!filled.success) return { problems: problemsOf(filled.error) };
  const reference = referenceIn(sent);
  const found = await sent.act((hand) => caseOfReferral(hand, reference));
  if (!found.ok) return 'not-found';
  const { risks, 'risks-because': because } = filled.data;
  const work = (hand: Hand) => amendReferral(hand, reference, { field: 'risks', words: risksAsKept(risks), because });
  return changed(reference, await (found.value === null ? sent.act(work) : sent.actOn(found.value, work)), 'risks');
}

function changed(
  reference: string,
  decision: Decision<{ readonly wasApplied: boolean } | 'said', CannotAmend | 'not-there'>,
  field: string,
): Outcome {
  if (decision.ok) {
    const said =
      decision.value === 'said' || decision.value.wasApplied
        ? 'The referral is changed.'
        : 'It is sent. Somebody here reads it by the next working day.';
    return { to: `/agency/referrals/${reference}`, said };
  }
  const reasons = decision.because.filter((reason) => reason !== 'not-there');
  if (reasons.length < decision.because.length) return 'not-found';
  return {
    problems: reasons.map((reason) => ({
      field: reason === 'reason-is-missing' ? 'because' : reason === 'is-withdrawn' ? 'main-content' : field,
      text: explain(reason),
    })),
  };
}

const Known = z.object({
  agreed: z.enum(['yes', 'no'], 'Choose whether they agreed'),
  told: atMost(500, 'who told them'),
  because: atMost(500, 'the reason'),
});

async function know(sent: StaffSent): Promise<Outcome> {
  const filled = Known.safeParse(sent.form);
  if (!filled.success) return { problems: problemsOf(filled.error) };
  const reference = referenceIn(sent);
  const found = await sent.act((hand) => caseOfReferral(hand, reference));
  if (!found.ok) return 'not-found';
  const work = (hand: Hand) => sayWhatTheyKnow(hand, reference, filled.data);
  return changed(reference, await (found.value === null ? sent.act(work) : sent.actOn(found.value, work)), 'agreed');
}

const Withdrawal = z.object({ reason: z.enum(withdrawReasons, 'Choose why'), words: atMost(1000) });

async function withdraw(sent: StaffSent): Promise<Outcome> {
  return takenBack(sent, withdrawOwn, (at) => ({ to: at, said: 'You took the referral back.' }));
}

async function stop(sent: StaffSent): Promise<Outcome> {
  return takenBack(sent, askToStopOwn, (at) => ({
    to: `${at}/messages`,
    said: 'We have your wish. A coordinator reads it by the end of the next working day, and writes to you.',
  }));
}

async function takenBack(
  sent: StaffSent,
  act: typeof withdrawOwn | typeof askToStopOwn,
  done: (at: string) => Outcome,
): Promise<Outcome> {
  const filled = Withdrawal.safeParse(sent.form);
  if (!filled.success) return { problems: problemsOf(filled.error) };
  const reference = referenceIn(sent);
  const decision: Decision<unknown, CannotWithdraw | CannotAskToStop | 'not-there'> = await sent.act((hand) =>
    act(hand, reference, filled.data),
  );
  if (decision.ok) return done(`/agency/referrals/${reference}`);
  const reasons = decision.because.filter((reason) => reason !== 'not-there');
  if (reasons.length < decision.because.length) return 'not-found';
  return {
    problems: reasons.map((reason) => ({
      field: reason === 'reason-is-missing' ? 'words' : 'main-content',
      text: explain(reason),
    })),
  };
}
