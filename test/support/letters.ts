import { answerSharing, beginLetter, reviewLetter, writeLetter } from '#journey/letter/actions.ts';
import { answerOffer, offerLetter } from '#journey/exchange/actions.ts';
import { lettersOf, type LetterOnFile } from '#journey/letter/facts.ts';
import { sharingQuestion } from '#journey/letter/rules.ts';
import { recordStatement } from '#journey/consent/actions.ts';
import { assessResponsibility, assessRisk } from '#journey/suitability/actions.ts';
import { anAssessment, aRisk } from '#journey/suitability/examples.ts';
import type { Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { about, type Answer, type Subject } from '#vocabulary/consent.ts';
import { plusDays } from '#vocabulary/dates.ts';
import type { LetterId, ParticipantId } from '#vocabulary/ids.ts';
import type { House, MadeCase } from './house.ts';

export const wordsOfTheLetter = 'Dear Joanne,\n\nI broke into your house. You did nothing to deserve it.\n\nDylan';

function expect<Value>(decision: Decision<Value, string>): Value {
  if (!decision.ok) throw new Error(`Refused: ${decision.because.join(', ')}`);
  return decision.value;
}

/** Somebody saying something to a member of staff today. */
export function says(house: House, made: MadeCase, called: string, answer: Answer, subject: Subject): Promise<void> {
  const participantId = made.who[called] as ParticipantId;
  const saying = { ...subject, participantId, guardianId: null, answer, askAfter: null, saidOn: house.today() };
  return house.act(made, house.staff.jo, async (hand) => {
    expect(await recordStatement(hand, saying, { wording: 'As it was asked', how: 'in-person' }));
  });
}

export const byLetter = about('mode', { mode: 'letter' });

/** Opens the way by letter between Dylan and Joanne: responsibility, risk and the yes of both. */
export async function openTheWay(house: House, made: MadeCase): Promise<void> {
  const today = house.today();
  await house.act(made, house.staff.jo, async (hand) => {
    const participantId = made.who['Dylan'] as ParticipantId;
    const taken = anAssessment({ participantId, level: 'full', assessedOn: today, assessedBy: house.staff.jo });
    expect(await assessResponsibility(hand, taken));
    const { jo } = house.staff;
    const days = { assessedOn: today, reviewBy: plusDays(today, 30) };
    expect(await assessRisk(hand, aRisk({ residual: 'low', factors: [], writtenBy: jo, ...days }), [jo]));
  });
  await says(house, made, 'Joanne', 'given', byLetter);
  await says(house, made, 'Dylan', 'given', byLetter);
}

/** A letter of Dylan's to Joanne that was written and went to be read. */
export function aLetterToRead(house: House, made: MadeCase, words = wordsOfTheLetter): Promise<LetterId> {
  return house.act(made, house.staff.jo, async (hand) => {
    const authorId = made.who['Dylan'] as ParticipantId;
    const recipientId = made.who['Joanne'] as ParticipantId;
    const letterId = expect(await beginLetter(hand, { authorId, recipientId, kind: 'explanation' }));
    expect(await writeLetter(hand, { as: 'staff' }, { letterId, words, version: 1, thenSend: true }));
    return letterId;
  });
}

/** The same, found ready by Jo and Priya. */
export async function aHeldLetter(house: House, made: MadeCase): Promise<LetterId> {
  const letterId = await aLetterToRead(house, made);
  for (const reviewerId of [house.staff.jo, house.staff.priya]) {
    await house.act(made, reviewerId, async (hand) => {
      expect(await reviewLetter(hand, letterId, { version: 2, reviewerId, verdict: 'ready', advice: '' }));
    });
  }
  return letterId;
}

/** What Dylan says to Jo about sharing his letter. */
export function saysToSharing(
  house: House,
  made: MadeCase,
  letterId: LetterId,
  answer: 'given' | 'declined',
): Promise<void> {
  return house.act(made, house.staff.jo, async (hand) => {
    const said = { letterId, answer, speaker: 'self', saidOn: house.today(), wording: sharingQuestion } as const;
    expect(await answerSharing(hand, { as: 'staff' }, { ...said, how: 'in-person' }));
  });
}

/** A letter that Joanne was told of: the way is open and Dylan shares it. */
export async function anOfferedLetter(house: House, made: MadeCase): Promise<LetterId> {
  await openTheWay(house, made);
  const letterId = await aHeldLetter(house, made);
  await saysToSharing(house, made, letterId, 'given');
  await house.act(made, house.staff.jo, async (hand) => expect(await offerLetter(hand, letterId)));
  return letterId;
}

/** A letter as it stands. */
export async function theLetter(house: House, made: MadeCase, letterId: LetterId): Promise<LetterOnFile> {
  const letters = await house.act(made, house.staff.jo, (hand: Hand) => lettersOf(hand, made.caseId));
  const letter = letters.find(({ id }) => id === letterId);
  if (!letter) throw new Error('The letter is not there');
  return letter;
}

/** A letter that Joanne read on her own page today: from here on follow-ups fall due for both. */
export async function aDeliveredLetter(house: House, made: MadeCase): Promise<LetterId> {
  const letterId = await anOfferedLetter(house, made);
  const participantId = made.who['Joanne'] as ParticipantId;
  const held = {
    serviceId: house.serviceId,
    caseId: made.caseId,
    actor: { kind: 'participant', id: participantId },
  } as const;
  const answer = { choice: 'online', askAfter: null, authorMayKnow: true } as const;
  expect(
    await house.ports.act(held, (hand) => answerOffer(hand, { as: 'recipient', participantId }, letterId, answer)),
  );
  return letterId;
}
