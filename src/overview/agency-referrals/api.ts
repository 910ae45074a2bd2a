import { z } from 'zod';
import { allowedStatuses } from '#journey/agency-referral/facts.ts';
import { toldReasons, withdrawReasons } from '#vocabulary/agencies.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { ApiDoor, ProgramVisit, Told } from '#vocabulary/doors.ts';
import { isId } from '#vocabulary/ids.ts';
import { incidentWords, type IncidentKind } from '#vocabulary/parts.ts';
import { ownReferral, ownReferrals, type OwnPlace, type OwnReferral } from './facts.ts';

/** What became of the referrals of an agency, for one of its programs. (AGY-1) */
export function agencyReferralsForPrograms(door: ApiDoor): void {
  door.looks(listWay, list);
  door.looks(oneWay, one);
}

const kinds = Object.keys(incidentWords) as IncidentKind[];
const status = z
  .enum(allowedStatuses)
  .describe(
    'All that an agency learns of a referral: we have it, somebody read it, we are in touch with people, it is finished, we cannot take it on, or it was taken back.',
  );

const Line = z.object({
  reference: z.string(),
  status,
  called: z.string(),
  kind: z.enum(kinds),
  receivedOn: z.iso.date(),
});
const List = z.object({
  referrals: z.array(Line),
  next: z.string().nullable().describe('Give this as `after` for the next page; null on the last one.'),
});
const Asked = z.object({
  after: z.string().max(60).optional().describe('The `next` of the page before.'),
});

const listWay = {
  method: 'get',
  path: '/referrals',
  id: 'listReferrals',
  summary: 'Your referrals, the newest first, twenty-five at a time',
  query: { name: 'ListAsked', schema: Asked },
  answer: { name: 'ReferralList', schema: List, status: 200, says: 'A page of them.' },
  refusals: {},
} as const;

async function list({
  db,
  program,
  query,
}: ProgramVisit & { readonly query: z.output<typeof Asked> }): Promise<Told<z.output<typeof List>> | 'not-there'> {
  const after = query.after === undefined ? undefined : placeIn(query.after);
  if (after === null) return 'not-there';
  const { lines, next } = await ownReferrals(db, program.staffId, after);
  return {
    answer: {
      referrals: lines.map(({ reference, called, incidentKind, receivedOn, standing }) => ({
        ...{ reference, called, receivedOn, kind: incidentKind, status: standing },
      })),
      next: next ? `${next.receivedOn}_${next.id}` : null,
    },
    read: { what: 'referral' },
  };
}

function placeIn(text: string): OwnPlace | null {
  const [day = '', id = ''] = text.split('_');
  const receivedOn = asPlainDate(day);
  return receivedOn && receivedOn >= '1900-01-01' && isId(id) ? { receivedOn, id } : null;
}

const Whole = z.object({
  reference: z.string(),
  status,
  receivedOn: z.iso.date(),
  agencyReference: z.string(),
  part: z.enum(['harmed', 'responsible']),
  fullName: z.string(),
  called: z.string(),
  dateOfBirth: z.iso.date().nullable(),
  isUnder18: z.boolean(),
  guardianName: z.string(),
  language: z.string(),
  needsInterpreter: z.boolean(),
  accessNeeds: z.string(),
  agreedToReferral: z.boolean(),
  toldBy: z.string(),
  situation: z.string(),
  contact: z.object({
    safeWays: z.array(z.enum(['call', 'text', 'email', 'post'])),
    phone: z.string(),
    email: z.string(),
    address: z.string(),
    safeTimes: z.string(),
  }),
  incident: z.object({
    kind: z.enum(kinds),
    whatHappened: z.string(),
    happenedOn: z.iso.date().nullable(),
    when: z.string(),
    where: z.string(),
    postcodeDistrict: z.string().describe('Of a postcode only its beginning is kept.'),
    otherPeople: z.string(),
  }),
  hopes: z.string(),
  withdrawn: z
    .object({ reason: z.enum(withdrawReasons), words: z.string() })
    .nullable()
    .describe('Why it was taken back; null where it was not.'),
  notTakenOn: z
    .enum(toldReasons)
    .nullable()
    .describe(
      'Why we do not take it on, in words that say nothing of what anybody chose; null where we do, or have not decided.',
    ),
});

const oneWay = {
  method: 'get',
  path: '/referrals/:reference',
  id: 'getReferral',
  summary: 'One referral: what you said, and where it stands',
  answer: { name: 'Referral', schema: Whole, status: 200, says: 'The referral.' },
  refusals: {},
} as const;

async function one({ db, program, params }: ProgramVisit): Promise<Told<z.output<typeof Whole>> | 'not-there'> {
  const found = await ownReferral(db, program.staffId, params['reference'] ?? '');
  return found ? { answer: wholeOf(found), read: { what: 'referral', referralId: found.id } } : 'not-there';
}

function wholeOf(found: OwnReferral): z.output<typeof Whole> {
  const { reference, standing, receivedOn, agencyReference, part, fullName, called, dateOfBirth } = found;
  const { isUnder18, guardianName, language, needsInterpreter, accessNeeds, hopes } = found;
  const { phone, email, address, safeTimes, happenedOn, whatHappened, postcodeDistrict } = found;
  const ways = { call: found.mayPhone, text: found.mayText, email: found.mayEmail, post: found.mayPost } as const;
  return {
    ...{ reference, status: standing, receivedOn, agencyReference, part, fullName, called, dateOfBirth, isUnder18 },
    ...{ guardianName, language, needsInterpreter, accessNeeds, hopes },
    agreedToReferral: found.agreedToReferral,
    toldBy: found.toldWords,
    situation: found.situationWords,
    contact: {
      safeWays: (['call', 'text', 'email', 'post'] as const).filter((way) => ways[way]),
      ...{ phone, email, address, safeTimes },
    },
    incident: {
      ...{ kind: found.incidentKind, whatHappened, happenedOn, when: found.whenWords, where: found.whereWords },
      ...{ postcodeDistrict, otherPeople: found.otherPeopleWords },
    },
    notTakenOn: found.toldBecause,
    withdrawn: found.withdrawnBecause && { reason: found.withdrawnBecause, words: found.withdrawnWords },
  };
}
