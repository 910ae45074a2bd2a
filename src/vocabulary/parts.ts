/** What somebody is in a harm link. Roles live on the link: in a neighbour conflict both can be both. */
export type Part = 'harmed' | 'responsible';

/** The family of process a case follows. */
export type CaseKind = 'justice' | 'mediation' | 'circle';

/** The family of process, in words. */
export const caseKindWords: Readonly<Record<CaseKind, string>> = {
  justice: 'Justice',
  mediation: 'Mediation',
  circle: 'Circle',
};

/** Where a case is. It moves forward by what happened, never by silence. */
export type Stage = 'new' | 'first-contact' | 'preparation' | 'communication' | 'agreement' | 'follow-up';

export const stages: readonly Stage[] = [
  'new',
  'first-contact',
  'preparation',
  'communication',
  'agreement',
  'follow-up',
];

/** Where a case is, in words. */
export const stageWords: Readonly<Record<Stage, string>> = {
  new: 'New',
  'first-contact': 'First contact',
  preparation: 'Preparation',
  communication: 'Communication',
  agreement: 'Agreement',
  'follow-up': 'Follow-up',
};

export type CaseStatus = 'open' | 'on-hold' | 'closed';

/** Whether a case goes on, in words. */
export const caseStatusWords: Readonly<Record<CaseStatus, string>> = {
  open: 'Open',
  'on-hold': 'On hold',
  closed: 'Closed',
};

/** Complex means any trigger of domain 87 holds; it asks for an advanced practitioner to lead (H6). */
export type Complexity = 'standard' | 'complex';

/** Which side the service speaks with first (H17). */
export type OrderOfApproach = 'harmed-first' | 'responsible-first';

/** The Restorative Justice Council's levels (domain 85). */
export type PracticeLevel = 'foundation' | 'intermediate' | 'advanced';

export type CompanionKind = 'supporter' | 'guardian' | 'interpreter' | 'representative';

export type IncidentKind =
  | 'neighbour-dispute'
  | 'criminal-damage'
  | 'burglary'
  | 'assault'
  | 'anti-social-behaviour'
  | 'shop-theft'
  | 'serious-crime'
  | 'other';

/** Somebody’s part in what happened, in words. */
export const partWords: Readonly<Record<Part, string>> = {
  harmed: 'Person harmed',
  responsible: 'Person responsible',
};

/** The kind of an incident, in words. */
export const incidentWords: Readonly<Record<IncidentKind, string>> = {
  'neighbour-dispute': 'Neighbour dispute',
  'criminal-damage': 'Criminal damage',
  burglary: 'Burglary',
  assault: 'Assault',
  'anti-social-behaviour': 'Anti-social behaviour',
  'shop-theft': 'Shop theft',
  'serious-crime': 'Serious crime',
  other: 'Something else',
};

/** Where a referral stands. */
export type ReferralStatus = 'received' | 'acknowledged' | 'accepted' | 'declined' | 'withdrawn';

/** Where a referral stands, as a tag: its words, and the colour of a tag of the design system. */
export const referralStatusTags: Readonly<Record<ReferralStatus, { readonly text: string; readonly classes: string }>> =
  {
    received: { text: 'Received', classes: 'govuk-tag--yellow' },
    acknowledged: { text: 'Acknowledged', classes: 'govuk-tag--blue' },
    accepted: { text: 'Accepted', classes: 'govuk-tag--green' },
    declined: { text: 'Declined', classes: 'govuk-tag--grey' },
    withdrawn: { text: 'Withdrawn', classes: 'govuk-tag--grey' },
  };
