import { z } from 'zod';
import type { Decision } from '#platform/decision.ts';
import { atMost, needed, problemsOf, typedDay, type Problem, type Typed as Form } from '#platform/forms.ts';
import type { Html } from '#platform/html.ts';
import { hashOf } from '#platform/token.ts';
import { explainMatter, isOfMatter, type CannotKeep } from '#journey/matter/facts.ts';
import type { Told } from '#journey/referral/facts.ts';
import { asPlainDate, type PlainDate } from '#vocabulary/dates.ts';
import type { Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { sourceWords, withReference, type Source } from '#vocabulary/agencies.ts';
import { matterNumbers, noMatter, type Matter } from '#vocabulary/matter.ts';
import { incidentWords, type IncidentKind } from '#vocabulary/parts.ts';
import { safetyFlagKinds, type SafetyFlagKind } from '#vocabulary/safety-flags.ts';
import { explainReach, type SafeContact } from '#vocabulary/safe-contact.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { entryPage, tooOften } from './pages.ts';
import { writesDown } from './policy.ts';

/** What becomes a referral; it is made where referrals are. */
export type Typed = Omit<Told, 'id' | 'reference' | 'postcodeDistrict' | 'inArea' | 'enteredBy'> & {
  readonly contact: SafeContact;
  readonly postcode: string;
  readonly risks?: readonly SafetyFlagKind[];
  /** What others have of it, where anything of it was said. */
  readonly matter?: Matter | undefined;
};
type CannotEnter = Parameters<typeof explainReach>[0] | CannotKeep | 'received-in-the-future' | 'not-a-postcode';
type Enter = (hand: Hand, made: Typed) => Promise<Decision<{ readonly reference: string }, CannotEnter>>;

/** Who is written down, as far as it was typed. */
type Who = Pick<Told, 'fullName' | 'happenedOn' | 'postcodeDistrict'> & {
  readonly born: PlainDate | null;
  readonly phone: string;
  readonly email: string;
  readonly incidentKind: IncidentKind | null;
  readonly references: readonly string[];
};

/** Whether somebody like who is typed is with us already: it is found where likeness is, as whoever writes them down. */
export interface Looking {
  /** What they may be shown of it, and the rows of the read trail that this leaves; undefined while there is nothing to compare. */
  show(
    visit: StaffVisit,
    who: Who,
  ): Promise<(Pick<Page, 'read' | 'readBeside'> & { readonly section: Html; readonly isLike: boolean }) | undefined>;
  /** The ids of what looks alike, of whatever is shown. */
  like(visit: Pick<StaffVisit, 'db' | 'staff'>, who: Who): Promise<readonly string[]>;
  /** Which of them were ticked as not the same. */
  notTheSameIn(form: Form): readonly string[];
  /** Remembers of the referral that was written down what it is not the same as. */
  tellApart(hand: Hand, reference: string, otherIds: readonly string[]): Promise<void>;
  /** Whether somebody has looked too often in the last minute. */
  isTooOften(staff: StaffVisit['staff']): boolean;
  districtOf(typed: string): string | null;
}

/** Writing down a referral that came another way than the public pages; who may be with us already is shown as it is typed. (LIK-9) */
export function enteringForStaff(door: StaffDoor, enterReferral: Enter, looking: Looking): void {
  const show = (visit: StaffVisit) => showEntry(visit, looking);
  door.page('/referrals/new', show, writesDown);
  door.form('/referrals/new', (sent) => enter(sent, enterReferral, looking), show, writesDown);
  // What is typed is sent, never put into an address, which would be kept in places.
  door.form('/referrals/new/alike', async () => ({ again: 'as-typed' }), show, writesDown);
}

async function showEntry(visit: StaffVisit, looking: Looking): Promise<Page> {
  const { attempt, today, staff } = visit;
  const who = whoIn(attempt.typed, looking);
  if (!isAnythingTyped(who)) return entryPage(attempt, today);
  if (looking.isTooOften(staff)) return entryPage(attempt, today, { section: tooOften, looked: '', isLike: false });
  const found = await looking.show(visit, who);
  if (!found) return entryPage(attempt, today);
  const page = entryPage(attempt, today, { section: found.section, looked: lookedAt(who), isLike: found.isLike });
  return { ...page, read: found.read, readBeside: found.readBeside };
}

function whoIn(form: Form, { districtOf }: Looking): Who {
  const text = (name: string) => (typeof form[name] === 'string' ? form[name].trim() : '');
  const kind = text('kind');
  return {
    ...{
      fullName: text('full-name').slice(0, 200),
      phone: text('phone').slice(0, 50),
      email: text('email').slice(0, 254),
      references: ['agency-reference', ...matterNumbers].map((name) => text(name).slice(0, 200)),
    },
    born: asPlainDate(typedDay(form, 'date-of-birth')),
    happenedOn: asPlainDate(typedDay(form, 'happened-on')),
    postcodeDistrict: districtOf(text('postcode')) ?? '',
    incidentKind: Object.hasOwn(incidentWords, kind) ? (kind as IncidentKind) : null,
  };
}

// A kind alone is chosen before anything is told.
function isAnythingTyped({ happenedOn, postcodeDistrict, ...who }: Who): boolean {
  const { fullName, born, phone, email, references } = who;
  const isTold = `${fullName}${born ?? ''}${phone}${email}${references.join('')}` !== '';
  return isTold || (happenedOn !== null && postcodeDistrict !== '');
}

/** Whom and what a page was shown for, so that another name, number, day or place is looked at anew before it is written down. */
function lookedAt({ fullName, born, phone, email, references, ...incident }: Who): string {
  const { happenedOn, postcodeDistrict, incidentKind } = incident;
  const looked = [fullName, born, phone, email, ...references, happenedOn, postcodeDistrict, incidentKind];
  return hashOf(JSON.stringify(looked)).slice(0, 16);
}

const ways = ['call', 'text', 'email', 'post', 'none'] as const satisfies SafeContact['ways'];

const hour = z
  .string()
  .regex(/^([0-9]|1[0-9]|2[0-4])$/)
  .transform(Number)
  .nullable()
  .catch(null);

const Entry = z.object({
  source: z.enum(Object.keys(sourceWords) as Source[], 'Choose who it is from'),
  'referrer-name': atMost(200, 'who referred'),
  'referrer-contact': atMost(500, 'how to answer them'),
  'agency-reference': atMost(200, 'their reference'),
  'crime-number': atMost(100, 'the crime number'),
  urn: atMost(100, 'the URN'),
  'prison-number': atMost(100, 'the prison number'),
  agreed: z.enum(['yes', 'no']).catch('no'),
  part: z.enum(['harmed', 'responsible'], 'Choose their part'),
  'full-name': needed(200, 'Write their name', 'their name'),
  called: atMost(100, 'how they like to be called'),
  pronouns: atMost(50, 'their pronouns'),
  age: z.literal('under-18').optional().catch(undefined),
  'guardian-name': atMost(200, 'the name of the parent or carer'),
  language: atMost(100, 'their language'),
  interpreter: z.literal('yes').optional().catch(undefined),
  'access-needs': atMost(1000, 'what they need'),
  ways: z
    .union([z.string().transform((way) => [way]), z.array(z.string())])
    .default([])
    .transform((chosen) => ways.filter((way) => chosen.includes(way))),
  phone: atMost(50, 'the phone number'),
  email: atMost(254, 'the e-mail address'),
  address: atMost(500, 'the postal address'),
  'from-hour': hour,
  'until-hour': hour,
  times: atMost(500, 'when it is safe'),
  voicemail: z.enum(['yes', 'no']).catch('no'),
  'if-someone-else': atMost(500, 'what to say to somebody else'),
  codeword: atMost(100, 'the codeword'),
  risks: z
    .union([z.string().transform((risk) => [risk]), z.array(z.string())])
    .default([])
    .transform((chosen) => safetyFlagKinds.filter((kind) => chosen.includes(kind))),
  kind: z.enum(Object.keys(incidentWords) as IncidentKind[], 'Choose the kind'),
  'what-happened': needed(10_000, 'Write what happened, in a few words', 'what happened'),
  when: atMost(500, 'when it was'),
  where: atMost(500, 'where it was'),
  postcode: atMost(20, 'the postcode'),
  others: atMost(5000, 'who else it is about'),
  hopes: atMost(5000, 'what they hope for'),
});
type Entry = z.output<typeof Entry>;

interface Days {
  readonly receivedOn: PlainDate;
  readonly dateOfBirth: PlainDate | null;
  readonly happenedOn: PlainDate | null;
}

async function enter(sent: StaffSent, enterReferral: Enter, looking: Looking): Promise<Outcome> {
  const entry = Entry.safeParse(sent.form);
  const days = daysIn(sent);
  const problems = [...('problems' in days ? days.problems : []), ...(entry.success ? [] : problemsOf(entry.error))];
  if (!entry.success || 'problems' in days) return { problems };
  const { staff } = sent;
  const who = whoIn(sent.form, looking);
  const isSeen = sent.form['looked'] === lookedAt(who);
  const like = await sent.look((db) => looking.like({ db, staff }, who));
  if (!isSeen && like.length > 0) return { again: 'as-typed' };
  const another = looking.notTheSameIn(sent.form).filter((id) => like.includes(id));
  const decision = await sent.act(async (hand) => {
    const made = await enterReferral(hand, referralOf(entry.data, days));
    if (made.ok) await looking.tellApart(hand, made.value.reference, another);
    return made;
  });
  if (decision.ok) return { to: `/referrals/${decision.value.reference}`, said: 'The referral is written down.' };
  return { problems: decision.because.map(problemOf) };
}

function problemOf(reason: CannotEnter): Problem {
  if (reason === 'not-a-postcode') return { field: 'postcode', text: 'Write a postcode, like NN1 or NN1 1AA' };
  if (reason === 'received-in-the-future')
    return { field: 'received-on', text: 'The day it was received cannot be after today' };
  if (isOfMatter(reason))
    return { field: reason === 'not-a-urn' ? 'urn' : 'prison-number', text: explainMatter(reason) };
  const field = reason.startsWith('hours') ? 'until-hour' : (reason.split('-')[0] ?? '');
  return {
    field: ['phone', 'email', 'address', 'until-hour'].includes(field) ? field : 'ways',
    text: explainReach(reason),
  };
}

const noSuchDay = {
  'received-on': 'Write a day that exists, like 23 11 2026',
  'date-of-birth': 'Write a birthday that exists, like 2 3 1985',
  'happened-on': 'Write a day that exists for when it happened, like 23 11 2026',
} as const;

function daysIn({ form, today }: StaffSent): Days | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const day = (name: keyof typeof noSuchDay): PlainDate | null => {
    const text = typedDay(form, name);
    const found = asPlainDate(text);
    if (text !== '' && found === null) problems.push({ field: name, text: noSuchDay[name] });
    return found;
  };
  const receivedOn = day('received-on');
  const dateOfBirth = day('date-of-birth');
  const happenedOn = day('happened-on');
  if (receivedOn === null && problems[0]?.field !== 'received-on')
    problems.push({ field: 'received-on', text: 'Write the day it reached us, like 23 11 2026' });
  for (const [name, found] of [
    ['date-of-birth', dateOfBirth],
    ['happened-on', happenedOn],
  ] as const) {
    if (found !== null && found > today) problems.push({ field: name, text: 'This day cannot be after today' });
  }
  return problems.length > 0 || receivedOn === null ? { problems } : { receivedOn, dateOfBirth, happenedOn };
}

function referralOf(entry: Entry, days: Days): Typed {
  const isUnder18 = entry.age === 'under-18';
  return {
    ...days,
    source: entry.source,
    referrerName: entry['referrer-name'],
    referrerContact: withReference(entry['referrer-contact'], entry['agency-reference']),
    agreedToReferral: entry.agreed === 'yes' || entry.source === 'self',
    part: entry.part,
    fullName: entry['full-name'],
    called: entry.called,
    pronouns: entry.pronouns,
    isUnder18,
    guardianName: isUnder18 ? entry['guardian-name'] : '',
    language: entry.language === '' ? 'English' : entry.language,
    needsInterpreter: entry.interpreter === 'yes',
    accessNeeds: entry['access-needs'],
    contact: contactOf(entry),
    risks: entry.risks,
    matter: matterIn(entry),
    incidentKind: entry.kind,
    whatHappened: entry['what-happened'],
    whenWords: entry.when,
    whereWords: entry.where,
    postcode: entry.postcode,
    otherPeopleWords: entry.others,
    hopes: entry.hopes,
  };
}

function matterIn(entry: Entry): Matter | undefined {
  const { 'crime-number': crimeNumber, urn, 'prison-number': prisonNumber } = entry;
  const isSaid = `${crimeNumber}${urn}${prisonNumber}` !== '';
  return isSaid ? { ...noMatter, crimeNumber, urn, prisonNumber } : undefined;
}

function contactOf(entry: Entry): SafeContact {
  const { ways: chosen, phone, email, address, times, codeword } = entry;
  return {
    ...{ phone, email, address, times, codeword },
    ways: chosen,
    fromHour: entry['from-hour'],
    untilHour: entry['until-hour'],
    mayLeaveVoicemail: entry.voicemail === 'yes',
    ifSomeoneElseAnswers: entry['if-someone-else'],
  };
}
