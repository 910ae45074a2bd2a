import { z } from 'zod';
import { type CannotKeep, explainMatter } from '#journey/matter/facts.ts';
import { allow, type Decision, refuse } from '#platform/decision.ts';
import { placeOfReferrer } from '#service/agencies/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { type AgencyKind, agencyKindWords, askedOf } from '#vocabulary/agencies.ts';
import { asPlainDate, type PlainDate } from '#vocabulary/dates.ts';
import type { ApiDoor, ProgramSent, ProgramVisit, Told } from '#vocabulary/doors.ts';
import { type Matter, origins } from '#vocabulary/matter.ts';
import { type IncidentKind, incidentWords } from '#vocabulary/parts.ts';
import { explainReach } from '#vocabulary/safe-contact.ts';
import { safetyFlagKinds, safetyFlagWords } from '#vocabulary/safety-flags.ts';
import { referForAgency } from './actions.ts';
import type { CannotEnter, Enter, ToEnter } from './referrer.ts';
import { allowedStatuses } from './rules.ts';

/** Referring by a program: the same action as the pages of referrers. */
export function referralsForPrograms(door: ApiDoor, enter: Enter): void {
  door.looks(askedWay, asked);
  door.acts(sendWay, (hand, sent) => send(hand, sent, enter));
}

// PostgreSQL keeps no NUL in a text.
const noNul = /^[^\0]*$/;

/** A text that may be left out; space around it is taken off. */
export const text = (most: number) => z.string().max(most).regex(noNul).trim();
export const optional = (most: number) => text(most).default('');
export const needed = (most: number) => text(most).min(1);
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

export const Standing = z.object({
  reference: z.string(),
  status: z.enum(allowedStatuses),
});

export type Standing = z.output<typeof Standing>;

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
