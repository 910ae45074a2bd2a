import { incidentWords } from '#vocabulary/parts.ts';

/** One table of figures: what is counted, and into which parts it falls. */
export interface FigureTable {
  readonly title: string;
  /** What is counted, and how. */
  readonly says: string;
  /** What the whole is called. */
  readonly whole: string;
  /**
   * The parts by their codes, none where the whole is all. In the order of how many there usually are: what must be hidden beside
   * a small number is hidden from the last up.
   */
  readonly parts: Readonly<Record<string, string>>;
  /** Codes of the record that are counted together as one part. */
  readonly gathers?: Readonly<Record<string, string>>;
}

const satisfaction = {
  whole: 'People who answered',
  parts: { satisfied: 'Fairly or very satisfied', neither: 'Neither', 'not-satisfied': 'Not satisfied' },
} as const;

const named = {
  'referrals-by-month': {
    title: 'Referrals by month',
    says: 'Requests received, each about one incident, counted once.',
    whole: 'Referrals',
    parts: { '1': 'First month', '2': 'Second month', '3': 'Third month' },
  },
  'referrals-by-source': {
    title: 'Who referred',
    says: 'The same referrals, by the kind of agency they came from, or by the person themselves.',
    whole: 'Referrals',
    parts: {
      police: 'Police',
      'victim-service': 'Victim service',
      self: 'The person themselves',
      council: 'Council or housing',
      probation: 'Probation, prison or court',
      other: 'School or somebody else',
    },
    gathers: { 'on-behalf': 'self', housing: 'council', prison: 'probation', court: 'probation', school: 'other' },
  },
  'referrals-by-incident': {
    title: 'What had happened',
    says: 'The same referrals, by the kind of incident.',
    whole: 'Referrals',
    parts: incidentWords,
  },
  decisions: {
    title: 'What was decided',
    says: 'Referrals decided in the time, whenever they were received.',
    whole: 'Decided',
    parts: { accepted: 'Accepted', declined: 'Declined', withdrawn: 'Taken back by the agency' },
  },
  'first-contact': {
    title: 'In touch: how long people waited',
    says: 'Cases in which somebody was first spoken with, by the time since the referral.',
    whole: 'In touch for the first time',
    parts: {
      'within-a-week': 'Within 7 days',
      'within-two-weeks': '8 to 14 days',
      'within-four-weeks': '15 to 28 days',
      later: 'More than 28 days',
    },
  },
  preparation: {
    title: 'Preparation began',
    says: 'Cases in which somebody was first prepared.',
    whole: 'Preparation began',
    parts: {},
  },
  communication: {
    title: 'How people communicated',
    says: 'Cases in which the two sides first communicated, by the way they did it first.',
    whole: 'Communicated for the first time',
    parts: {
      letter: 'A letter was delivered',
      conference: 'A conference was held',
      message: 'A message was passed on',
    },
  },
  'until-communication': {
    title: 'How long until they communicated',
    says: 'The same cases, by the time since the referral.',
    whole: 'Communicated for the first time',
    parts: {
      'within-three-months': 'Up to 3 months',
      'within-six-months': '3 to 6 months',
      'within-a-year': '6 to 12 months',
      later: 'More than a year',
    },
  },
  agreements: {
    title: 'Agreements made',
    says: 'Agreements that came into force. A later version of one is not counted again.',
    whole: 'Agreements made',
    parts: {},
  },
  amends: {
    title: 'Amends settled',
    says: 'Promises to make amends that were settled in the time.',
    whole: 'Settled',
    parts: { done: 'Kept', 'not-done': 'Not kept', released: 'Let go by the person harmed' },
  },
  closed: {
    title: 'Why cases closed',
    says: 'Each closing of a case.',
    whole: 'Closed',
    parts: {
      completed: 'People communicated',
      'harmed-said-no': 'The person harmed did not want to go on',
      'responsible-said-no': 'The person responsible did not want to go on, or took no responsibility',
      'not-reached': 'Somebody could not be reached',
      elsewhere: 'Out of the area, or with another service',
      barred: 'Not safe, or not allowed by law',
      other: 'Another reason',
    },
    gathers: {
      'completed-direct': 'completed',
      'completed-indirect': 'completed',
      'completed-mediation': 'completed',
      'completed-no-agreement': 'completed',
      'harmed-declined': 'harmed-said-no',
      'harmed-withdrew': 'harmed-said-no',
      'responsible-declined': 'responsible-said-no',
      'responsible-withdrew': 'responsible-said-no',
      'no-responsibility-taken': 'responsible-said-no',
      'responsible-not-identified': 'not-reached',
      'could-not-contact-harmed': 'not-reached',
      'could-not-contact-responsible': 'not-reached',
      unsafe: 'barred',
      'legal-bar': 'barred',
      'out-of-area': 'elsewhere',
      'referred-to-other-service': 'elsewhere',
      'not-ready-door-open': 'other',
      duplicate: 'other',
      ineligible: 'other',
      deceased: 'other',
      'service-capacity': 'other',
      'information-only': 'other',
      'no-send-letter': 'other',
    },
  },
  'satisfied-harmed': {
    title: 'How it was for people harmed',
    says: 'Answers that people harmed gave themselves afterwards.',
    ...satisfaction,
  },
  'satisfied-responsible': {
    title: 'How it was for people responsible',
    says: 'Answers that people responsible gave themselves afterwards.',
    ...satisfaction,
  },
  'people-by-side': {
    title: 'Who the service reached',
    says: 'People who take part in cases opened in the time.',
    whole: 'People',
    parts: {
      harmed: 'Harmed',
      responsible: 'Responsible',
      both: 'Both, such as neighbours in conflict',
      beside: 'Neither, or not said yet',
    },
  },
  'people-by-age': {
    title: 'How old they were',
    says: 'The same people, when their case was opened.',
    whole: 'People',
    parts: { adult: '18 or over', 'under-18': 'Under 18' },
  },
} as const satisfies Readonly<Record<string, FigureTable>>;

export type TableName = keyof typeof named;
/** All tables of figures, in the order in which they are shown. */
export const tables: Readonly<Record<TableName, FigureTable>> = named;
export const tableNames = Object.keys(named) as readonly TableName[];
