import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { Source } from '#vocabulary/agencies.ts';
import type { AskedOf } from '#vocabulary/more-asked.ts';
import type { ReferralStatus } from '#vocabulary/parts.ts';

/** A referral, as far as somebody can be asked about it. */
export interface Askable {
  readonly status: ReferralStatus;
  readonly source: Source;
  readonly mayText: boolean;
  readonly mayEmail: boolean;
  readonly mayPost: boolean;
}

/** Whom to ask: the agency at its own door, who asked us themselves in a safe way, or everybody else by a person of ours. (MOR-4, H17) */
export function whomToAsk(referral: Omit<Askable, 'status'>, isOfAgency: boolean): AskedOf {
  if (isOfAgency) return 'agency';
  const isReachable = referral.mayText || referral.mayEmail || referral.mayPost;
  return referral.source === 'self' && isReachable ? 'person' : 'ourselves';
}

export type CannotAsk =
  | 'acknowledge-it-first'
  | 'already-decided'
  | 'asked-already'
  | 'question-is-empty'
  | 'words-hold-somebody-else';

/** More is asked once at a time, of a referral that is acknowledged and not decided, in words that hold nothing of others. (MOR-1, MOR-2, MOR-4) */
export function ask(
  status: ReferralStatus,
  question: { readonly isOneOpen: boolean; readonly words: string; readonly placesOfOthers: number },
): Decision<'asked', CannotAsk> {
  if (status === 'received') return refuse('acknowledge-it-first');
  if (status !== 'acknowledged') return refuse('already-decided');
  const reasons: CannotAsk[] = [];
  if (question.isOneOpen) reasons.push('asked-already');
  if (question.words === '') reasons.push('question-is-empty');
  if (question.placesOfOthers > 0) reasons.push('words-hold-somebody-else');
  return refuseAny(reasons, 'asked');
}

export type CannotAnswer = 'nothing-is-asked' | 'answer-is-empty';

/** What was asked is answered once, in words. (MOR-3) */
export function answer(isOneOpen: boolean, words: string): Decision<'answered', CannotAnswer> {
  if (!isOneOpen) return refuse('nothing-is-asked');
  return words === '' ? refuse('answer-is-empty') : allow('answered');
}

/** The refusal in plain words. */
export function explainAsking(reason: CannotAsk | CannotAnswer): string {
  switch (reason) {
    case 'acknowledge-it-first':
      return 'Acknowledge the referral first';
    case 'already-decided':
      return 'This referral has been decided already';
    case 'asked-already':
      return 'We wait for an answer already';
    case 'question-is-empty':
      return 'Write what you would like to know';
    case 'words-hold-somebody-else':
      return 'What you ask says something of another person that they did not tell us. Write it without that';
    case 'nothing-is-asked':
      return 'Nothing is asked any more';
    case 'answer-is-empty':
      return 'Write the answer';
    default:
      return unreachable(reason);
  }
}
