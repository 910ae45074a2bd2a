import { allow, refuse, type Decision } from '#platform/decision.ts';

/** For how many days what somebody writes on the way in can be seen: from its first answer, and once it is kept under a code. (ASK-2, ASK-5) */
export const draftDays = { begun: 1, underCode: 7 };

// Without the signs that are taken for one another when they are read aloud or copied from paper.
const signs = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code to come back by, to be written on paper: twenty signs that nobody guesses, in fours. (ASK-5) */
export function newCode(random: Uint8Array): string {
  return [...random].map((byte) => signs[byte % signs.length]).join('');
}

/** The code that somebody typed, however they wrote it. */
export function codeIn(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
}

export type CannotTakeUp = 'no-such-code' | 'another-is-begun';

/** Why somebody cannot go on where they stopped, in plain words. */
export function explainTakeUp(reason: CannotTakeUp): string {
  return reason === 'no-such-code'
    ? 'We do not know this code. It works once, for a week. Look at each letter again, or start from the beginning'
    : 'Something else is begun on this device. Send it or remove it first, then come back with this code';
}

export type TakenForProgram = 'hidden-box-filled' | 'sent-too-soon';

const soonest = 3000;

/** What was written is a person's when its hidden box is empty and it took some seconds in all. Slow is never wrong. (ASK-6) */
export function isAPersons(
  { hiddenBox, begunAt }: { readonly hiddenBox: string; readonly begunAt: Date },
  now: Date,
): Decision<'a person', TakenForProgram> {
  if (hiddenBox !== '') return refuse('hidden-box-filled');
  return now.getTime() - begunAt.getTime() < soonest ? refuse('sent-too-soon') : allow('a person');
}

/** What somebody is told who was taken for a program; pressing again is all it takes. */
export function explainProgram(reason: TakenForProgram): string {
  return reason === 'hidden-box-filled'
    ? 'Your browser filled in a box that nobody sees. We have emptied it. Please press “Send” again.'
    : 'That was very quick. Please look once more at what you wrote, then press “Send” again.';
}
