import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import { ageOn, type PlainDate } from '#vocabulary/dates.ts';
import type { CompanionId, ParticipantId } from '#vocabulary/ids.ts';
import type { CaseStatus } from '#vocabulary/parts.ts';

export const parentals = ['yes', 'no', 'not-known'] as const;
export const sides = ['none', 'harmed', 'responsible', 'close', 'not-known'] as const;

/** How a guardian stands to a child and to what happened (domain 88). */
export interface Standing {
  readonly participantId: ParticipantId;
  readonly companionId: CompanionId;
  readonly parental: (typeof parentals)[number];
  readonly side: (typeof sides)[number];
  readonly words: string;
  readonly saidOn: PlainDate;
}

export type CannotSay =
  | 'said-in-the-future'
  | 'case-is-closed'
  | 'which-side-is-missing'
  | 'not-a-child'
  | 'not-an-organisation'
  | 'who-agrees-is-missing'
  | 'own-words-are-missing'
  | 'decision-is-missing'
  | 'reason-is-missing'
  | 'support-is-missing'
  | 'safeguarding-is-missing';

/** How a guardian stands is written down by today; a side has words that say which. (DCD-1, DCD-4) */
export function sayStanding(said: Standing, today: PlainDate, status: CaseStatus): Decision<Standing, CannotSay> {
  const reasons: CannotSay[] = when(said.saidOn, today, status);
  if (hasSide(said) && said.words === '') reasons.push('which-side-is-missing');
  return refuseAny(reasons, said);
}

/** Whether a guardian has a side of their own, so that they cannot speak for a child alone. (DCD-5) */
export function hasSide({ side }: Pick<Standing, 'side'>): boolean {
  return side !== 'none' && side !== 'not-known';
}

export const views = ['can', 'with-support', 'cannot'] as const;

/** A child's own view, who may agree for an organisation, or whether somebody can decide one thing for themselves (domain 88, 90, 98). */
export interface View {
  readonly participantId: ParticipantId;
  readonly kind: 'child' | 'capacity' | 'authority';
  /** Which decision it is about; it may be left open but where it is about capacity. */
  readonly decision: string;
  readonly view: (typeof views)[number] | null;
  /** What the child says, who may agree, or on what the view rests. */
  readonly words: string;
  readonly support: string;
  /** Whom it was told to, so that an adult is kept safe. */
  readonly safeguarding: string;
  readonly saidOn: PlainDate;
}

/** Whose decision it is. */
export type Who = 'child' | 'adult' | 'organisation';

/**
 * A view is of one decision, with its reason and the help that was given; where somebody cannot decide it, whoever keeps adults safe was told. A
 * child's own view is the child's, and only of an organisation it is said who may agree for it. (DCD-2, DCD-3, DCD-4, DCD-6)
 */
export function sayView(said: View, who: Who, today: PlainDate, status: CaseStatus): Decision<View, CannotSay> {
  const reasons: CannotSay[] = when(said.saidOn, today, status);
  const plain = { ...said, view: null, support: '', safeguarding: '' };
  if (said.kind === 'child') {
    if (who !== 'child') reasons.push('not-a-child');
    if (said.words === '') reasons.push('own-words-are-missing');
    return refuseAny(reasons, plain);
  }
  if (said.kind === 'authority') {
    if (who !== 'organisation') reasons.push('not-an-organisation');
    if (said.words === '') reasons.push('who-agrees-is-missing');
    return refuseAny(reasons, plain);
  }
  if (said.decision === '') reasons.push('decision-is-missing');
  if (said.words === '') reasons.push('reason-is-missing');
  if (said.view !== 'can' && said.support === '') reasons.push('support-is-missing');
  if (said.view === 'cannot' && said.safeguarding === '') reasons.push('safeguarding-is-missing');
  return refuseAny(reasons, said);
}

function when(saidOn: PlainDate, today: PlainDate, status: CaseStatus): CannotSay[] {
  return [
    ...(status === 'closed' ? (['case-is-closed'] as const) : []),
    ...(saidOn > today ? (['said-in-the-future'] as const) : []),
  ];
}

/** How old somebody is and was when it happened, in words; empty where the date of birth is not known. */
export function ageWords(born: PlainDate | null, happenedOn: PlainDate | null, today: PlainDate): string {
  if (born === null) return '';
  const then = happenedOn === null || happenedOn < born ? '' : `, ${ageOn(born, happenedOn)} when it happened`;
  return `${ageOn(born, today)} years old${then}`;
}

/** The refusals in plain words. */
export function explain(reason: CannotSay): string {
  switch (reason) {
    case 'said-in-the-future':
      return 'The day cannot be after today';
    case 'case-is-closed':
      return 'The case is closed. Reopen it first';
    case 'which-side-is-missing':
      return 'Write what their side in it is';
    case 'not-a-child':
      return 'They are not a child';
    case 'not-an-organisation':
      return 'They decide for themselves: nobody agrees for them';
    case 'who-agrees-is-missing':
      return 'Write who may agree for it, by name and role';
    case 'own-words-are-missing':
      return 'Write what they say, in their own words';
    case 'decision-is-missing':
      return 'Write which decision it is about. Somebody may be able to decide one thing and not another';
    case 'reason-is-missing':
      return 'Write on what that rests';
    case 'support-is-missing':
      return 'Write what was done to help them decide';
    case 'safeguarding-is-missing':
      return 'Write who was told, to keep them safe, and when, or why nobody had to be';
    default:
      return unreachable(reason);
  }
}
