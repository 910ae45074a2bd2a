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
