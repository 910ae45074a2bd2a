import type { Rows } from './rows.ts';
import { nothingThere } from './walker.ts';

/** What walks have come through, so that walks that went nowhere are noticed. */
export interface Passed {
  walks: number;
  steps: number;
  /** Steps that two people made at once. */
  atOnce: number;
  /** Moves by name that were not refused. */
  readonly done: Map<string, number>;
  /** Steps in which a case was closed and stayed so. */
  rested: number;
  offered: number;
  delivered: number;
  asked: number;
  booked: number;
  held: number;
  proposed: number;
  agreed: number;
  /** Bookings and letters that ended because somebody took a yes back. */
  stopped: number;
  /** Messages that left or lay ready for a hand. */
  left: number;
  /** How often somebody read everything they can. */
  looked: number;
}

export function nothingPassed(): Passed {
  const none = { walks: 0, steps: 0, atOnce: 0, rested: 0, offered: 0, delivered: 0, asked: 0, booked: 0, held: 0 };
  return { ...none, proposed: 0, agreed: 0, stopped: 0, left: 0, looked: 0, done: new Map() };
}

interface Passing {
  readonly before: Rows;
  readonly after: Rows;
  readonly moves: readonly string[];
  readonly came: readonly PromiseSettledResult<string>[];
}

/** Counts what came of one step. */
export function reckon(passed: Passed, { before, after, moves, came }: Passing): void {
  const asked = came.map((each) => (each.status === 'fulfilled' ? each.value : 'fault'));
  passed.steps += asked.filter((each) => each !== nothingThere).length;
  if (asked.length > 1 && asked.every((each) => each === 'done')) passed.atOnce += 1;
  for (const [at, each] of asked.entries()) {
    const move = moves[at] ?? '';
    if (each === 'done') passed.done.set(move, (passed.done.get(move) ?? 0) + 1);
  }
  const more = (count: (rows: Rows) => number) => Math.max(0, count(after) - count(before));
  passed.offered += more(({ releases }) => releases.filter(({ kind }) => kind === 'letter-offer').length);
  passed.delivered += more(({ letters }) => letters.filter(({ status }) => status === 'delivered').length);
  passed.asked += more(({ invitations }) => new Set(invitations.map((each) => each.conference_id)).size);
  passed.booked += more(({ conferences }) => conferences.filter(({ status }) => status === 'booked').length);
  passed.held += more(({ conferences }) => conferences.filter(({ status }) => status === 'held').length);
  passed.proposed += more(({ agreements }) => agreements.filter(({ status }) => status === 'proposed').length);
  passed.agreed += more(({ agreements }) => agreements.filter(({ status }) => status === 'agreed').length);
  passed.left += more(({ notices }) => notices.filter(({ body }) => body !== '').length);
  const isTakenBack = after.told.some(
    ({ seq, name }) => name === 'consent.withdrawn' && seq > (before.told.at(-1)?.seq ?? 0),
  );
  if (isTakenBack) {
    passed.stopped += more(({ letters }) => letters.filter(({ status }) => status === 'frozen').length);
    passed.stopped += more(({ conferences }) => conferences.filter(({ status }) => status === 'cancelled').length);
  }
}
