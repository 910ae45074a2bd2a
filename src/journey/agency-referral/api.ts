import { z } from 'zod';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import { explainMatter, type CannotKeep } from '#journey/matter/facts.ts';
import { holdCase } from '#casefile/cases/facts.ts';
import { caseOfReferral } from '#journey/referral/facts.ts';
import { placeOfReferrer } from '#service/agencies/facts.ts';
import {
  agencyKindWords,
  askedOf,
  withdrawReasons,
  type AgencyKind,
  type AmendableField,
} from '#vocabulary/agencies.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { asPlainDate, type PlainDate } from '#vocabulary/dates.ts';
import type { ApiDoor, ProgramSent, ProgramVisit, Told } from '#vocabulary/doors.ts';
import { origins, type Matter } from '#vocabulary/matter.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import { incidentWords, type IncidentKind } from '#vocabulary/parts.ts';
import { safetyFlagKinds, safetyFlagWords } from '#vocabulary/safety-flags.ts';
import { explainReach } from '#vocabulary/safe-contact.ts';
import { amendReferral, askToStopOwn, referForAgency, withdrawOwn } from './actions.ts';
import type { CannotEnter, Enter, ToEnter } from './referrer.ts';
import { allowedStatuses, explain, type CannotAmend, type CannotAskToStop, type CannotWithdraw } from './rules.ts';

/** Referring by a program, changing what was sent, and taking it back: the same actions as the pages of referrers. */
export function referralsForPrograms(door: ApiDoor, enter: Enter): void {
  door.looks(askedWay, asked);
  door.acts(sendWay, (hand, sent) => send(hand, sent, enter));
  door.acts(changeWay, change, caseToChange);
  door.acts(messageWay, sayMore);
  door.acts(withdrawWay, withdraw);
  door.acts(stopWay, askUsToStop);
}

// PostgreSQL keeps no NUL in a text.
const noNul = /^[^\0]*$/;
/** A text that may be left out; space around it is taken off. */
const text = (most: number) => z.string().max(most).regex(noNul).trim();
const optional = (most: number) => text(most).default('');
const needed = (most: number) => text(most).min(1);
const day = z.iso.date().nullable().default(null);

const ways = ['call', 'text', 'email', 'post', 'none'] as const;

const NewReferral = z.strictObject({
  part: z.enum(['harmed', 'responsible']).describe('Whether they were harmed, or are responsible for harm.'),
  fullName: needed(200),
  called: optional(100).describe('What they are called, where that is not their first name.'),
  dateOfBirth: day,
  isUnder18: z.boolean().default(false),
  guardianName: optional(200).describe('Kept where they are under 18.'),
  language: optional(100).describe('English, where it is left out.'),
  needsInterpreter: z.boolean().default(false),
  accessNeeds: optional(1000),
  agreedToReferral: z.boolean().describe('Whether they agreed to be referred.'),
  toldBy: optional(500).describe('Who told them of us, and when.'),
  contact: z
    .strictObject({
      safeWays: z.array(z.enum(ways)).max(5).describe('Every way that they say is safe; `none` by itself.'),
      phone: optional(50),
      email: optional(254),
      address: optional(500),
      safeTimes: optional(500),
    })
    .describe('What they say is safe. Nothing of a way that is not safe is kept.'),
  incident: z.strictObject({
    kind: z.enum(Object.keys(incidentWords) as IncidentKind[]),
    whatHappened: needed(5000),
    happenedOn: day,
    when: optional(500),
    where: optional(500),
    postcode: optional(20),
    otherPeople: optional(5000),
  }),
  hopes: optional(5000),
  risks: z
    .array(z.enum(safetyFlagKinds))
    .max(safetyFlagKinds.length)
    .default([])
    .describe(
      'What could hurt somebody, as far as you know. Nobody you refer is told of it. If somebody is in danger now, ring 999 first.',
    ),
  agencyReference: optional(200).describe('Your own number for it.'),
  matter: z
    .strictObject({
      crimeNumber: optional(100),
      urn: optional(100).describe('The unique reference number of the court case, like `12AB0123426`.'),
      prisonNumber: optional(100).describe('Like `A1234BC`.'),
      reportedOn: day.describe('The day it was reported.'),
      hasEnhancedRights: z.boolean().default(false),
      informedOn: day.describe('The day the person harmed was told of restorative justice.'),
      origin: z
        .enum(origins)
        .default('service')
        .describe(
          '`police-out-of-court` where the police settled it themselves: it is kept, and not counted as our work.',
        ),
    })
    .optional()
    .describe('What the police, the courts and a prison have of it, where you know.'),
  situation: optional(2000).describe('What only an agency of your kind knows.'),
});
type NewReferral = z.output<typeof NewReferral>;

const Standing = z.object({
  reference: z.string(),
  status: z.enum(allowedStatuses),
});
const Changed = z.object({
  reference: z.string(),
  wasApplied: z
    .boolean()
    .describe('False where somebody had decided before something of it: then a coordinator reads what you say.'),
});
type Standing = z.output<typeof Standing>;

const FormAsked = z.object({
  kind: z.enum(Object.keys(agencyKindWords) as AgencyKind[]).describe('What kind of agency you are to us.'),
  agencyReference: z.string().describe('What we mean by your own number.'),
  situation: z.object({ asks: z.string(), hint: z.string() }).describe('What only an agency of your kind knows.'),
  risks: z.array(z.object({ risk: z.enum(safetyFlagKinds), words: z.string() })),
});

const askedWay = {
  method: 'get',
  path: '/asked',
  id: 'readAsked',
  summary: 'What a referral of an agency of your kind is asked, in words to show to whoever fills it in',
  answer: { name: 'FormAsked', schema: FormAsked, status: 200, says: 'The words.' },
  refusals: {},
} as const;

async function asked({ db, program }: ProgramVisit): Promise<Told<z.output<typeof FormAsked>> | 'not-there'> {
  const agency = await placeOfReferrer(db, program.staffId);
  if (!agency) return 'not-there';
  const { reference, situation, hint } = askedOf[agency.kind];
  const risks = safetyFlagKinds.map((risk) => ({ risk, words: safetyFlagWords[risk].text }));
  return { answer: { kind: agency.kind, agencyReference: reference, situation: { asks: situation, hint }, risks } };
}

const reach = (reason: Exclude<CannotEnter, CannotKeep | 'received-in-the-future' | 'not-a-postcode'>) =>
  explainReach(reason);

const sendWay = {
  method: 'post',
  path: '/referrals',
  id: 'sendReferral',
  summary: 'Refer somebody',
  body: { name: 'NewReferral', schema: NewReferral },
  answer: { name: 'Standing', schema: Standing, status: 201, says: 'It is sent, and this is its reference.' },
  refusals: {
    'day-is-none': 'A day does not exist, or is before 1900',
    'day-is-after-today': 'A day cannot be after today',
    'not-a-postcode': 'Write a postcode, like NN1 or NN1 1AA',
    'not-a-urn': explainMatter('not-a-urn'),
    'not-a-prison-number': explainMatter('not-a-prison-number'),
    'told-before-it-was-reported': explainMatter('told-before-it-was-reported'),
    'refers-for-nobody': 'Whoever answers for this program refers for no agency any more',
    'no-way-chosen': 'Say at least one safe way, or `none`',
    'none-and-another-way': 'Say `none` by itself, or leave it out',
    'phone-is-missing': reach('phone-is-missing'),
    'phone-is-no-number': reach('phone-is-no-number'),
    'email-is-missing': reach('email-is-missing'),
    'email-is-no-address': reach('email-is-no-address'),
    'address-is-missing': reach('address-is-missing'),
  },
} as const;

async function send(
  hand: Hand,
  { body, program, today }: ProgramSent<NewReferral>,
  enter: Enter,
): Promise<Decision<Standing, string>> {
  const dateOfBirth = asDay(body.dateOfBirth, today);
  const happenedOn = asDay(body.incident.happenedOn, today);
  if (!dateOfBirth.ok) return dateOfBirth;
  if (!happenedOn.ok) return happenedOn;
  const matter = matterIn(body, today);
  if (!matter.ok) return matter;
  const agency = await placeOfReferrer(hand, program.staffId);
  if (!agency) return refuse('refers-for-nobody');
  const { agencyReference, situation: situationWords, toldBy: toldWords } = body;
  const made: ToEnter = {
    ...referralOf(body),
    ...{ receivedOn: today, dateOfBirth: dateOfBirth.value, happenedOn: happenedOn.value, source: agency.kind },
    matter: matter.value,
    referrerName: `${program.name}, ${agency.name}`.slice(0, 200),
  };
  const said = { agencyReference, situationWords, toldWords };
  const decision = await referForAgency(hand, said, (same) => enter(same, made));
  return decision.ok ? allow({ reference: decision.value.reference, status: 'with-us' }) : decision;
}

function matterIn(
  { matter }: NewReferral,
  today: PlainDate,
): Decision<Matter | undefined, 'day-is-none' | 'day-is-after-today'> {
  if (!matter) return allow(undefined);
  const { crimeNumber, urn, prisonNumber, hasEnhancedRights: isEnhanced, origin } = matter;
  const [reportedOn, informedOn] = [asDay(matter.reportedOn, today), asDay(matter.informedOn, today)];
  if (!reportedOn.ok) return reportedOn;
  if (!informedOn.ok) return informedOn;
  const days = { reportedOn: reportedOn.value, informedOn: informedOn.value };
  return allow({ crimeNumber, urn, prisonNumber, isEnhanced, origin, ...days });
}

function asDay(
  typed: string | null,
  today: PlainDate,
): Decision<PlainDate | null, 'day-is-none' | 'day-is-after-today'> {
  if (typed === null) return allow(null);
  const found = asPlainDate(typed);
  if (found === null || found < '1900-01-01') return refuse('day-is-none');
  return found > today ? refuse('day-is-after-today') : allow(found);
}

function referralOf({
  contact,
  incident,
  ...told
}: NewReferral): Omit<ToEnter, 'source' | 'referrerName' | 'receivedOn' | 'dateOfBirth' | 'happenedOn'> {
  const { phone, email, address, safeTimes: times, safeWays } = contact;
  return {
    referrerContact: '',
    agreedToReferral: told.agreedToReferral,
    part: told.part,
    fullName: told.fullName,
    called: told.called,
    pronouns: '',
    isUnder18: told.isUnder18,
    guardianName: told.isUnder18 ? told.guardianName : '',
    language: told.language === '' ? 'English' : told.language,
    needsInterpreter: told.needsInterpreter,
    accessNeeds: told.accessNeeds,
    contact: {
      ...{ phone, email, address, times, codeword: '' },
      ways: ways.filter((way) => safeWays.includes(way)),
      fromHour: null,
      untilHour: null,
      mayLeaveVoicemail: false,
      ifSomeoneElseAnswers: '',
    },
    risks: [...new Set(told.risks)],
    incidentKind: incident.kind,
    whatHappened: incident.whatHappened,
    whenWords: incident.when,
    whereWords: incident.where,
    postcode: incident.postcode,
    otherPeopleWords: incident.otherPeople,
    hopes: told.hopes,
  };
}

const amendRefusals = {
  'is-withdrawn': explain('is-withdrawn'),
  'was-decided-just-now': explain('was-decided-just-now'),
  'words-are-missing': explain('words-are-missing'),
  'nothing-changes': explain('nothing-changes'),
  'reason-is-missing': explain('reason-is-missing'),
  'a-safe-way-needs-it': explain('a-safe-way-needs-it'),
  'way-is-not-safe': explain('way-is-not-safe'),
  'phone-is-no-number': explain('phone-is-no-number'),
  'email-is-no-address': explain('email-is-no-address'),
} as const satisfies Readonly<Record<CannotAmend, string>>;

/** What may be changed, as a referral is sent, and as the log of changes calls it. */
const fieldOf = {
  agreedToReferral: 'agreed',
  toldBy: 'told',
  agencyReference: 'agency-reference',
  situation: 'situation',
  phone: 'phone',
  email: 'email',
  address: 'address',
  safeTimes: 'safe-times',
  whatHappened: 'what-happened',
  where: 'where',
  otherPeople: 'other-people',
  hopes: 'hopes',
} as const satisfies Readonly<Record<string, AmendableField>>;

const Changes = z.strictObject({
  because: needed(500).describe('Why. It stands in the log of changes.'),
  changes: z
    .strictObject({
      agreedToReferral: z
        .boolean()
        .optional()
        .describe('Whether they agree to be referred. It holds whatever was decided: without it we contact nobody.'),
      toldBy: text(500).optional().describe('Who told them of us, and when. It holds whatever was decided.'),
      agencyReference: text(200).optional(),
      situation: text(2000).optional(),
      phone: text(50).optional(),
      email: text(254).optional(),
      address: text(500).optional(),
      safeTimes: text(500).optional(),
      whatHappened: needed(5000).optional(),
      where: text(500).optional(),
      otherPeople: text(5000).optional(),
      hopes: text(5000).optional(),
    })
    .refine((changes) => Object.keys(changes).length > 0, 'Say at least one thing to change')
    .meta({ minProperties: 1, description: 'Only what is to be different. What is left out stays as it is.' }),
});

const changeWay = {
  method: 'patch',
  path: '/referrals/:reference',
  id: 'changeReferral',
  summary: 'Change what you said',
  description:
    'All of it or nothing. What stood there before stays in the log. Once somebody has decided, nothing is changed but what the person knows, and a coordinator reads what you say.',
  body: { name: 'Changes', schema: Changes },
  answer: { name: 'Changed', schema: Changed, status: 200, says: 'It is changed, or somebody will read it.' },
  refusals: amendRefusals,
} as const;

// What the person knows has its effect in the case, as soon as there is one.
async function caseToChange(
  hand: Hand,
  { body, params }: ProgramSent<z.output<typeof Changes>>,
): Promise<CaseId | null> {
  const { agreedToReferral, toldBy } = body.changes;
  if (agreedToReferral === undefined && toldBy === undefined) return null;
  const found = await caseOfReferral(hand, params['reference'] ?? '');
  return found.ok ? found.value : null;
}

async function change(
  hand: Hand,
  { body, params }: ProgramSent<z.output<typeof Changes>>,
): Promise<Decision<z.output<typeof Changed>, string>> {
  const reference = params['reference'] ?? '';
  if (hand.caseId !== '') await holdCase(hand);
  let wasApplied = true;
  for (const [name, field] of Object.entries(fieldOf)) {
    const said = body.changes[name as keyof typeof fieldOf];
    if (said === undefined) continue;
    const words = typeof said === 'string' ? said : said ? 'yes' : 'no';
    const decision = await amendReferral(hand, reference, { field, words, because: body.because });
    if (!decision.ok) return decision;
    wasApplied &&= decision.value.wasApplied;
  }
  return allow({ reference, wasApplied });
}

const Message = z.strictObject({ words: needed(5000) });

const messageWay = {
  method: 'post',
  path: '/referrals/:reference/messages',
  id: 'sendMessage',
  summary: 'Say something more to the coordinator, and change nothing',
  body: { name: 'Message', schema: Message },
  answer: { name: 'Changed', schema: Changed, status: 201, says: 'Somebody reads it by the next working day.' },
  refusals: { 'is-withdrawn': explain('is-withdrawn') },
} as const;

async function sayMore(
  hand: Hand,
  { body, params }: ProgramSent<z.output<typeof Message>>,
): Promise<Decision<z.output<typeof Changed>, string>> {
  const reference = params['reference'] ?? '';
  const decision = await amendReferral(hand, reference, { field: 'message', words: body.words, because: '' });
  return decision.ok ? allow({ reference, wasApplied: false }) : decision;
}

const Withdrawal = z.strictObject({
  reason: z.enum(withdrawReasons),
  words: optional(1000).describe('Needed where the reason is `another-reason`.'),
});

const withdrawWay = {
  method: 'post',
  path: '/referrals/:reference/withdrawal',
  id: 'withdrawReferral',
  summary: 'Take a referral back, while nobody has decided',
  body: { name: 'Withdrawal', schema: Withdrawal },
  answer: { name: 'Standing', schema: Standing, status: 200, says: 'It is taken back.' },
  refusals: {
    'is-withdrawn': explain('is-withdrawn'),
    'is-decided': explain('is-decided'),
    'reason-is-missing': explain('reason-is-missing'),
  } satisfies Readonly<Record<CannotWithdraw, string>>,
} as const;

async function withdraw(
  hand: Hand,
  { body, params }: ProgramSent<z.output<typeof Withdrawal>>,
): Promise<Decision<Standing, string>> {
  const reference = params['reference'] ?? '';
  const decision = await withdrawOwn(hand, reference, body);
  return decision.ok ? allow({ reference, status: 'withdrawn' }) : decision;
}

const stopWay = {
  method: 'post',
  path: '/referrals/:reference/stop',
  id: 'askToStop',
  summary: 'Ask us to stop, once we are in touch with people',
  description:
    'Nothing stops by itself: people were spoken with, and whether they go on is theirs to say. A coordinator reads why on the same day, and writes to you.',
  body: { name: 'Withdrawal', schema: Withdrawal },
  answer: { name: 'Standing', schema: Standing, status: 202, says: 'Somebody reads it. It stands as it stood.' },
  refusals: {
    'is-withdrawn': explain('is-withdrawn'),
    'is-not-begun': explain('is-not-begun'),
    'is-not-taken-on': explain('is-not-taken-on'),
    'is-finished': explain('is-finished'),
    'reason-is-missing': explain('reason-is-missing'),
  } satisfies Readonly<Record<CannotAskToStop, string>>,
} as const;

async function askUsToStop(
  hand: Hand,
  { body, params }: ProgramSent<z.output<typeof Withdrawal>>,
): Promise<Decision<Standing, string>> {
  const reference = params['reference'] ?? '';
  const decision = await askToStopOwn(hand, reference, body);
  return decision.ok ? allow({ reference, status: 'in-touch' }) : decision;
}
