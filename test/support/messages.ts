import { answerSharing, openRelease, releaseItem, writeItem } from '#journey/release/actions.ts';
import { releasesOf, type ReleaseOnFile } from '#journey/release/facts.ts';
import type { ItemId } from '#journey/release/rules.ts';
import type { Decision } from '#platform/decision.ts';
import { about } from '#vocabulary/consent.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { House, MadeCase } from './house.ts';
import { openTheWay, says } from './letters.ts';

function expect<Value>(decision: Decision<Value, string>): Value {
  if (!decision.ok) throw new Error(`Refused: ${decision.because.join(', ')}`);
  return decision.value;
}

/** Opens the way by carried messages between Dylan and Joanne. */
export async function openTheWayForMessages(house: House, made: MadeCase): Promise<void> {
  await openTheWay(house, made);
  for (const who of ['Joanne', 'Dylan']) await says(house, made, who, 'given', about('mode', { mode: 'shuttle' }));
}

/** A question of Joanne's for Dylan, on her side. */
export function aQuestion(house: House, made: MadeCase, words = 'Why my house?'): Promise<ItemId> {
  const fromId = made.who['Joanne'] as ParticipantId;
  return house.act(made, house.staff.jo, async (hand) =>
    expect(await writeItem(hand, { fromId, kind: 'question', words })),
  );
}

/** What its owner says to Jo about passing it on. */
export function saysToPassingOn(
  house: House,
  made: MadeCase,
  itemId: ItemId,
  answer: 'given' | 'declined',
): Promise<void> {
  return house.act(made, house.staff.jo, async (hand) => {
    const said = { itemId, answer, speaker: 'self', saidOn: house.today(), how: 'in-person' } as const;
    expect(await answerSharing(hand, { as: 'staff' }, said));
  });
}

/** A question of Joanne's that was passed on to Dylan: the way is open and she shares it. */
export async function aReleasedQuestion(house: House, made: MadeCase): Promise<ReleaseOnFile> {
  await openTheWayForMessages(house, made);
  const itemId = await aQuestion(house, made);
  await saysToPassingOn(house, made, itemId, 'given');
  await house.act(made, house.staff.jo, async (hand) => expect(await releaseItem(hand, itemId)));
  return theRelease(house, made, itemId);
}

/** The newest release of an item. */
export async function theRelease(house: House, made: MadeCase, itemId: string): Promise<ReleaseOnFile> {
  const releases = await house.act(made, house.staff.jo, (hand) => releasesOf(hand, made.caseId));
  const release = releases.find((each) => each.itemId === itemId);
  if (!release) throw new Error('It was not released');
  return release;
}

/** Dylan opens what was passed on to him. */
export function opens(house: House, made: MadeCase, release: ReleaseOnFile): Promise<void> {
  return house.act(
    made,
    house.staff.jo,
    async (hand) => void expect(await openRelease(hand, release.id, release.toId)),
  );
}
