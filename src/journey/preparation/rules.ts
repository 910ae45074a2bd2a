import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { CaseStatus, Part } from '#vocabulary/parts.ts';

/** What somebody may say in a session, by the part they speak in; somebody who is both gets both sets, one a session. */
export const topics = {
  harmed: ['account', 'impact', 'impactOnOthers', 'wouldHelp', 'questions', 'notWanted'],
  responsible: ['account', 'whoWasAffected', 'couldDo', 'feelings', 'notWanted'],
} as const satisfies Record<Part, readonly string[]>;

export type Topic = (typeof topics)[Part][number];
export type Words = Readonly<Record<Topic, string>>;

export const noWords: Words = {
  account: '',
  impact: '',
  impactOnOthers: '',
  wouldHelp: '',
  questions: '',
  notWanted: '',
  whoWasAffected: '',
  couldDo: '',
  feelings: '',
};

/** One talk with one participant, in one of their parts. Each side prepares separately, as often as it takes (domain 43). */
export interface Session {
  readonly participantId: ParticipantId;
  readonly part: Part;
  readonly heldOn: PlainDate;
  readonly minutes: number | null;
  readonly words: Words;
}

/** What an action found when it held the case. */
export interface Found {
  readonly status: CaseStatus;
  readonly today: PlainDate;
}

export type CannotRecord = 'case-is-closed' | 'held-in-the-future' | 'not-their-part' | 'nothing-was-said';

/**
 * Takes a preparation session: on a day that has come (PRP-1), in a part the person has, with something they said
 * (PRP-2). Only the topics of that part are kept.
 */
export function recordSession(
  session: Session,
  parts: readonly Part[],
  { status, today }: Found,
): Decision<Session, CannotRecord> {
  const kept = Object.fromEntries(topics[session.part].map((topic) => [topic, session.words[topic]]));
  const words: Words = { ...noWords, ...kept };
  const reasons: CannotRecord[] = [];
  if (status === 'closed') reasons.push('case-is-closed');
  if (session.heldOn > today) reasons.push('held-in-the-future');
  if (!parts.includes(session.part)) reasons.push('not-their-part');
  if (Object.values(words).every((each) => each === '')) reasons.push('nothing-was-said');
  return refuseAny(reasons, { ...session, words });
}

/** The checklist of domain 47; what other gates weigh (consent, risk, orders) is not asked twice. */
export const checkItems = [
  'understands-process',
  'limits-recorded',
  'unwanted-topics-recorded',
  'supporters-confirmed',
  'access-needs-arranged',
  'travel-arranged',
  'ground-rules-accepted',
  'after-care-named',
  'expectations-talked-through',
] as const;

export type CheckItem = (typeof checkItems)[number];
export type CheckAnswer = 'done' | 'waived' | 'not-done';

/** Where one item of somebody's checklist stands now. */
export interface Check {
  readonly participantId: ParticipantId;
  readonly item: CheckItem;
  readonly answer: CheckAnswer;
}

export interface Checking extends Check {
  readonly waivedBecause: string;
  readonly by: { readonly staffId: StaffId; readonly isSupervisor: boolean };
}

export type CannotCheck = 'case-is-closed' | 'only-a-supervisor-waives' | 'waiver-needs-a-reason';

/** Answers an item of the checklist; leaving one out is a supervisor's, with a reason. (PRP-3) */
export function check(checking: Checking, status: CaseStatus): Decision<Checking, CannotCheck> {
  const isWaived = checking.answer === 'waived';
  const reasons: CannotCheck[] = [];
  if (status === 'closed') reasons.push('case-is-closed');
  if (isWaived && !checking.by.isSupervisor) reasons.push('only-a-supervisor-waives');
  if (isWaived && checking.waivedBecause === '') reasons.push('waiver-needs-a-reason');
  return refuseAny(reasons, { ...checking, waivedBecause: isWaived ? checking.waivedBecause : '' });
}

/** The refusal in plain words, for staff. */
export function explain(refusal: CannotRecord | CannotCheck): string {
  switch (refusal) {
    case 'case-is-closed':
      return 'The case is closed. Reopen it first';
    case 'held-in-the-future':
      return 'The day you met cannot be after today';
    case 'not-their-part':
      return 'Choose a part this person has in what happened';
    case 'nothing-was-said':
      return 'Write at least one thing they told you';
    case 'only-a-supervisor-waives':
      return 'Only a supervisor can leave this out';
    case 'waiver-needs-a-reason':
      return 'Write why it can be left out';
    default:
      return unreachable(refusal);
  }
}
