import { addDocuments, takeFile } from '#casefile/documents/actions.ts';
import { answerSharing, passOn } from '#journey/papers/actions.ts';
import type { Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { House, MadeCase } from './house.ts';

/** A document on somebody's side: a text, or a PDF. */
export async function aDocumentOf(
  house: House,
  made: MadeCase,
  called: string,
  words: string | Buffer,
): Promise<string> {
  const name = typeof words === 'string' ? 'paper.txt' : 'paper.pdf';
  const sent = { name, bytes: Buffer.from(words), isTooBig: false, isOverCount: false };
  const taken = await takeFile(house.ports, sent);
  if (!('file' in taken)) throw new Error(`Not taken: ${taken.because}`);
  const { file } = taken;
  const participantId = made.who[called] as ParticipantId;
  await house.act(made, house.staff.jo, (hand) => addDocuments(hand, { participantId, about: '', files: [file] }));
  await house.ports.files.settle(file.id);
  return file.id;
}

/** Its owner says to Jo whether a copy may go to somebody. */
export async function saysOfCopy(
  house: House,
  made: MadeCase,
  documentId: string,
  to: { readonly called: string; readonly answer: 'given' | 'declined' },
): Promise<void> {
  const toId = made.who[to.called] as ParticipantId;
  const said = {
    documentId,
    toId,
    answer: to.answer,
    speaker: 'self',
    saidOn: house.today(),
    how: 'in-person',
  } as const;
  const decision = await house.act(made, house.staff.jo, (hand) => answerSharing(hand, said));
  if (!decision.ok) throw new Error(decision.because.join(', '));
}

/** Passes a copy on, read through. */
export function passing(
  made: MadeCase,
  documentId: string,
  called: string,
): (hand: Hand) => Promise<Decision<true, string>> {
  return (hand) => passOn(hand, { documentId, toId: made.who[called] as ParticipantId, isReadThrough: true });
}
