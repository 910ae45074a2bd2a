import { refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { bodyOf } from './facts.ts';
import { invite, type CannotInvite } from './rules.ts';
import { insertCommissioner } from './store.ts';

export interface Invited {
  readonly name: string;
  readonly email: string;
  readonly bodyName: string;
  /** Their last day, where it is known. */
  readonly endsOn: PlainDate | null;
}

/** Puts somebody into the register with this one role, and answers with their id. */
export type Register<Refusal extends string> = (
  hand: Hand,
  who: Pick<Invited, 'name' | 'email' | 'endsOn'>,
) => Promise<Decision<StaffId, Refusal>>;

/** Lets somebody of the body that pays look at the figures: they are in the register, and do nothing else here. (COM-1, COM-3) */
export async function addCommissioner<Refusal extends string>(
  hand: Hand,
  { bodyName, name, email, endsOn }: Invited,
  register: Register<Refusal>,
): Promise<Decision<StaffId, Refusal | CannotInvite>> {
  const invited = invite(bodyName);
  if (!invited.ok) return invited;
  const added = await register(hand, { name, email, endsOn });
  if (added.ok) await insertCommissioner(hand, { staffId: added.value, bodyName: invited.value });
  return added;
}

/** Does something about one commissioner, and about nobody else. */
export async function forCommissioner<Value, Refusal extends string>(
  hand: Hand,
  staffId: StaffId,
  work: (hand: Hand, id: StaffId, by: StaffId) => Promise<Decision<Value, Refusal>>,
): Promise<Decision<Value, Refusal | 'not-there'>> {
  if ((await bodyOf(hand, staffId)) === undefined) return refuse('not-there');
  return work(hand, staffId, hand.actor.id as StaffId);
}
