import type { CompanionId, ParticipantId } from './ids.ts';
import type { Mode } from './modes.ts';
import type { PlainDate } from './dates.ts';

/** What somebody is asked about. Each is asked and answered by itself (domain 38). */
export type Purpose =
  | 'be-contacted'
  | 'approach-other'
  | 'share-item'
  | 'share-name'
  | 'mode'
  | 'attend'
  | 'agreement-terms'
  /** Going along to another service. */
  | 'move'
  | 'follow-up';

/** `not-now` is a full answer: ask again after a date. Silence is no answer and moves nothing. */
export type Answer = 'given' | 'declined' | 'not-now' | 'withdrawn';

/** What a statement is about. Two statements about the same subject: the later one stands. */
export interface Subject {
  readonly purpose: Purpose;
  /** For `mode` only. */
  readonly mode: Mode | null;
  /** Towards whom; null means everyone else in the case. */
  readonly towardId: ParticipantId | null;
  /** The letter, attendee or agreement it is about, for `share-item`, `attend` and `agreement-terms`; the transfer for `move`. */
  readonly itemId: string | null;
}

/** Where one person stands on one subject now, or at a past moment. */
export interface Stand extends Subject {
  readonly participantId: ParticipantId;
  /** Who spoke: the person, or a guardian for a child. Null is the person. */
  readonly guardianId: CompanionId | null;
  readonly answer: Answer;
  /** For `not-now`: ask again on this day. */
  readonly askAfter: PlainDate | null;
}

/** Where everybody in a case stands, and who of them is a child whose guardian must agree too. */
export interface Standing {
  readonly stands: readonly Stand[];
  readonly children: readonly ParticipantId[];
}

/**
 * Whether somebody agrees now: their own last answer is `given` and, for a child, a guardian's too.
 * An answer about one person counts before an answer about everyone.
 */
export function agrees(standing: Standing, participantId: ParticipantId, subject: Subject): boolean {
  const own = lastAnswer(standing, participantId, subject, (stand) => stand.guardianId === null);
  if (own !== 'given') return false;
  if (!standing.children.includes(participantId)) return true;
  return lastAnswer(standing, participantId, subject, (stand) => stand.guardianId !== null) === 'given';
}

function lastAnswer(
  standing: Standing,
  participantId: ParticipantId,
  subject: Subject,
  spoke: (stand: Stand) => boolean,
): Answer | undefined {
  const about = standing.stands.filter(
    (stand) =>
      stand.participantId === participantId &&
      spoke(stand) &&
      stand.purpose === subject.purpose &&
      stand.mode === subject.mode &&
      stand.itemId === subject.itemId,
  );
  const exact = about.findLast((stand) => stand.towardId === subject.towardId);
  return (exact ?? about.findLast((stand) => stand.towardId === null))?.answer;
}

/** A subject from its purpose and the parts that purpose needs. */
export function about(purpose: Purpose, parts: Partial<Omit<Subject, 'purpose'>> = {}): Subject {
  return { purpose, mode: parts.mode ?? null, towardId: parts.towardId ?? null, itemId: parts.itemId ?? null };
}
