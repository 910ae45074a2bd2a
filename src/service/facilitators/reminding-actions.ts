import { allow } from '#platform/decision.ts';
import type { Act, Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import type { StaffRole } from '#vocabulary/staff.ts';
import { findRunningOut } from './store.ts';

/** How a task is put on somebody's list: handed in, since this slice is below the tasks. */
export type AskFor = (
  hand: Hand,
  task: {
    readonly kind: string;
    readonly words: string;
    readonly dueOn: PlainDate;
    readonly cause: string;
    readonly staffId?: StaffId;
    readonly role?: StaffRole;
  },
) => Promise<void>;

/**
 * Reminds whoever is concerned, and the coordinators, of vetting and training that runs out within a month. One task each for one last day,
 * however often the worker asks: a task of the same cause is not written twice. (FAC-5)
 */
export async function remindOfChecks({
  keeper,
  act,
  askFor,
}: {
  readonly keeper: Keeper;
  readonly act: Act;
  readonly askFor: AskFor;
}): Promise<void> {
  for (const { serviceId, staffId, kind, holdsUntil } of await findRunningOut(keeper)) {
    await act({ serviceId, actor: { kind: 'system', id: '' } }, async (hand) => {
      const cause = `check.running-out ${staffId} ${kind} ${holdsUntil}`;
      const words = 'Your vetting or a training you need runs out. See What I bring, and ask for a new one in time.';
      await askFor(hand, { kind: 'renew-own-check', words, dueOn: holdsUntil, cause, staffId });
      const theirs =
        'The vetting or a training of a facilitator runs out. See Facilitators whose, and arrange a new one.';
      await askFor(hand, { kind: 'renew-check', words: theirs, dueOn: holdsUntil, cause, role: 'coordinator' });
      return allow(undefined);
    });
  }
}
