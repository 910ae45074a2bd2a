/** A code as people read it out: six figures, spaces and dashes forgiven. (PSI-1) */
export function readCode(typed: string): string {
  return typed.replace(/[\s-]/g, '');
}

/** Sessions of participants are short: two hours, or twenty minutes unseen. */
export const participantSession = { hours: 2, idleMinutes: 20 };
