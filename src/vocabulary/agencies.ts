// Agencies, and what they are asked and told, in words.
import type { MatterNumber } from './matter.ts';
import type { IncidentKind, Part } from './parts.ts';

/** Kinds of agencies that refer people. */
export type AgencyKind =
  | 'police'
  | 'probation'
  | 'prison'
  | 'victim-service'
  | 'housing'
  | 'council'
  | 'school'
  | 'court'
  | 'other';

/** What kind of agency it is, in words. */
export const agencyKindWords: Readonly<Record<AgencyKind, string>> = {
  police: 'Police',
  probation: 'Probation',
  prison: 'Prison',
  'victim-service': 'Victim service',
  housing: 'Housing',
  council: 'Council',
  school: 'School',
  court: 'Court',
  other: 'Another kind',
};

/** Where a referral comes from: the person themselves, somebody who asks on their behalf, or a kind of agency. */
export type Source = 'self' | 'on-behalf' | AgencyKind;

/** Where a referral comes from, in words. */
export const sourceWords: Readonly<Record<Source, string>> = {
  self: 'The person themselves',
  'on-behalf': 'Somebody who asks for them',
  ...agencyKindWords,
  other: 'Somebody else',
};

/** What only some agencies know, and the others are not asked. */
export type AskedOnlySome = 'called' | 'access-needs' | 'hopes' | 'times' | 'postcode';

/** What one kind of agency is asked beside what everybody is asked. */
export interface Asked {
  /** Whom such an agency mostly refers: it stands first. */
  readonly part: Part;
  /** The kinds of incident it mostly knows: they stand first. */
  readonly incidents: readonly IncidentKind[];
  /** What it does not know, and is not asked. */
  readonly notAsked: readonly AskedOnlySome[];
  /** The numbers of others that it knows, beside its own. */
  readonly numbers: readonly MatterNumber[];
  /** Whether it takes reports, or stands beside whoever made one: then it knows when that was. */
  readonly knowsReport?: true;
  /** Whether the people it refers can be reached by post alone. */
  readonly isPostOnly?: true;
  /** What the agency's own number is called there. */
  readonly reference: string;
  /** What only such an agency knows. */
  readonly situation: string;
  readonly hint: string;
}

/** What each kind of agency is asked. */
export const askedOf: Readonly<Record<AgencyKind, Asked>> = {
  police: {
    part: 'harmed',
    incidents: ['burglary', 'assault', 'criminal-damage'],
    notAsked: [],
    numbers: ['urn'],
    knowsReport: true,
    reference: 'Crime reference',
    situation: 'Where the investigation stands',
    hint: 'Such as open, charged, or a community resolution, and any bail condition not to contact somebody.',
  },
  probation: {
    part: 'responsible',
    incidents: ['assault', 'burglary', 'serious-crime'],
    notAsked: [],
    numbers: ['crime-number', 'urn', 'prison-number'],
    reference: 'Your case reference',
    situation: 'Sentence, and any condition not to contact somebody',
    hint: 'Until when it lasts, and who supervises it.',
  },
  prison: {
    part: 'responsible',
    incidents: ['serious-crime', 'assault', 'burglary'],
    notAsked: ['times'],
    isPostOnly: true,
    numbers: ['crime-number', 'urn'],
    reference: 'Prison number',
    situation: 'Which prison, and the release date',
    hint: 'Whom we ring there to arrange a visit.',
  },
  'victim-service': {
    part: 'harmed',
    incidents: ['assault', 'burglary', 'serious-crime'],
    notAsked: [],
    numbers: ['crime-number'],
    knowsReport: true,
    reference: 'Your case reference',
    situation: 'What support they have now',
    hint: 'And whether somebody of yours stays beside them.',
  },
  housing: {
    part: 'harmed',
    incidents: ['neighbour-dispute', 'anti-social-behaviour', 'criminal-damage'],
    notAsked: [],
    numbers: ['crime-number'],
    reference: 'Tenancy or case reference',
    situation: 'What has been tried or served already',
    hint: 'Such as warnings, notices or visits, and whether both are your tenants.',
  },
  council: {
    part: 'harmed',
    incidents: ['anti-social-behaviour', 'neighbour-dispute', 'criminal-damage'],
    notAsked: [],
    numbers: ['crime-number'],
    reference: 'Case reference',
    situation: 'What has been tried already',
    hint: 'Such as warnings, orders or meetings.',
  },
  school: {
    part: 'harmed',
    incidents: ['assault', 'criminal-damage', 'other'],
    notAsked: ['postcode'],
    numbers: [],
    reference: 'Your reference',
    situation: 'Who at school they trust',
    hint: 'And what the school has done so far.',
  },
  court: {
    part: 'responsible',
    incidents: ['assault', 'burglary', 'criminal-damage'],
    notAsked: ['called', 'access-needs', 'hopes'],
    numbers: ['crime-number'],
    reference: 'Court case number',
    situation: 'Where the case stands',
    hint: 'Such as the next hearing, and any order not to contact somebody.',
  },
  other: {
    part: 'harmed',
    incidents: [],
    notAsked: [],
    numbers: ['crime-number'],
    reference: 'Your reference',
    situation: 'What has been done so far',
    hint: '',
  },
};

/** What an agency may change of its referral. */
export const changeableFields = [
  'agency-reference',
  'situation',
  'phone',
  'email',
  'address',
  'safe-times',
  'what-happened',
  'where',
  'other-people',
  'hopes',
] as const;
/** What the person knows of us: true at any time, whatever was decided. */
export const knowingFields = ['agreed', 'told'] as const;
/** A message changes nothing, and stands in the same log. Risks are only added: whether one still holds is for staff to say. */
export type AmendableField = 'message' | 'risks' | (typeof knowingFields)[number] | (typeof changeableFields)[number];

/** Whether somebody agreed to be referred, as it stands in the log of changes, in words. */
export const agreedWords: Readonly<Record<string, string>> = { yes: 'Yes', no: 'No, or not known' };

/** About what somebody of an agency is written to by e-mail, unless they do not wish it. */
export const agencyEmails = ['asked', 'written', 'decided'] as const;
export type AgencyEmail = (typeof agencyEmails)[number];

export const withdrawReasons = [
  'the-person-asked',
  'sent-by-mistake',
  'sent-twice',
  'another-way-was-found',
  'another-reason',
] as const;
export type WithdrawReason = (typeof withdrawReasons)[number];

/** Why an agency took a referral back, in words. */
export const withdrawWords: Readonly<Record<WithdrawReason, string>> = {
  'the-person-asked': 'The person asked us to',
  'sent-by-mistake': 'It was sent by mistake',
  'sent-twice': 'It was sent twice',
  'another-way-was-found': 'Another way was found',
  'another-reason': 'Another reason',
};

/** Why a referral was not taken on, as an agency may know it: what could tell of somebody's choice is one reason. (AGY-5) */
export const toldReasons = ['out-of-area', 'live-court-case', 'other-service', 'not-enough-known', 'not-now'] as const;
export type ToldReason = (typeof toldReasons)[number];

/** The same in words. */
export const toldReasonWords: Readonly<Record<ToldReason, string>> = {
  'out-of-area': 'Outside the places where we work',
  'live-court-case': 'Something else has to finish first',
  'other-service': 'Another service can help better',
  'not-enough-known': 'We did not know enough',
  'not-now': 'We could not take it further',
};

const theirs = 'Their reference: ';

/** How to answer whoever referred, with the number they gave it on a line of its own: it is sealed, shown and erased with the rest. */
export function withReference(contact: string, reference: string): string {
  return reference === '' ? contact : `${contact}\n${theirs}${reference}`.trim();
}

/** The number that whoever referred gave it; empty where none was written down. */
export function numberIn(contact: string): string {
  const line = contact.split('\n').findLast((each) => each.startsWith(theirs));
  return line?.slice(theirs.length).trim() ?? '';
}

/** What an agency may change, as its own people call it. */
export function fieldWords(kind: AgencyKind): Readonly<Record<AmendableField, string>> {
  return {
    message: 'Message',
    agreed: 'Did they agree to be referred?',
    told: 'Who told them of us, and when',
    'agency-reference': askedOf[kind].reference,
    situation: askedOf[kind].situation,
    phone: 'Phone number',
    email: 'E-mail address',
    address: 'Postal address',
    'safe-times': 'When it is safe to reach them',
    'what-happened': 'What happened',
    where: 'Where it happened',
    'other-people': 'Who else was involved',
    hopes: 'What they hope for',
    risks: 'What could hurt somebody',
  };
}
