import { companionsOf } from '#casefile/people/facts.ts';
import { enterAsSupporter, inviteSupporter } from '#service/supporter-sign-in/actions.ts';
import type { Beside } from '#service/supporter-sign-in/facts.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import type { CompanionId } from '#vocabulary/ids.ts';
import type { Caller, House, MadeCase } from './house.ts';
import { done } from './meeting.ts';

export function keeperOfHouse(house: House): Keeper {
  return { ask: (query) => house.ports.database.ask('tp_doorkeeper', query) };
}

/** Somebody beside a participant, as staff find them. */
export async function besideIn(house: House, made: MadeCase, companionId: CompanionId): Promise<Beside> {
  const all = await house.readAsStaff(house.staff.jo, (db) => companionsOf(db, made.caseId));
  const found = all.find(({ id }) => id === companionId);
  if (!found) throw new Error('Nobody is beside them');
  return found;
}

/** Gives a supporter a link and a code, as Jo does. */
export async function supporterInvited(
  house: House,
  made: MadeCase,
  companionId: CompanionId,
  showsPlace = false,
  codeMayGo = false,
): Promise<{ readonly link: string; readonly code: string }> {
  const who = await besideIn(house, made, companionId);
  return house.act(made, house.staff.jo, async (hand) =>
    done(await inviteSupporter(hand, who, { agreedOn: house.today(), showsPlace, codeMayGo })),
  );
}

/** A supporter who came in by their link, in a browser of their own. */
export async function asSupporter(
  house: House,
  made: MadeCase,
  companionId: CompanionId,
  showsPlace = false,
): Promise<Caller> {
  const { link, code } = await supporterInvited(house, made, companionId, showsPlace);
  const caller = house.asStranger();
  await caller.post(`/day/enter/${link}`, { code });
  return caller;
}

/** Uses a link with its code as the door does. */
export async function entersAsSupporter(
  house: House,
  typed: { readonly link: string; readonly code: string },
): Promise<string | undefined> {
  const decision = await enterAsSupporter(keeperOfHouse(house), typed, house.now());
  return decision.ok ? decision.value.token : undefined;
}
