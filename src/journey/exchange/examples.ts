import { aHeldLetter, aLetter, dylan, joanne } from '#journey/letter/examples.ts';
import { about } from '#vocabulary/consent.ts';
import type { Gate } from '#vocabulary/gates.ts';
import type { LetterForMe } from './facts.ts';
import type { OnItsWay } from './gate-rules.ts';

const openGate: Gate = { name: 'communicate', about: 'A letter between Dylan and Joanne', mode: 'letter', shut: [] };

/** A held letter that Dylan shares, with nothing in its way but Joanne's own yes. */
export function aWay(changed: Partial<OnItsWay> = {}): OnItsWay {
  const letter = changed.letter ?? aHeldLetter();
  const given = {
    participantId: dylan,
    guardianId: null,
    ...about('share-item', { towardId: joanne, itemId: letter.id }),
    answer: 'given',
    askAfter: null,
  } as const;
  return {
    letter,
    authorCalled: 'Dylan',
    recipientCalled: 'Joanne',
    standing: { stands: [given], children: [] },
    communicate: openGate,
    ...changed,
  };
}

/** A letter as Joanne, for whom it is, sees it. */
export function aLetterForMe(changed: Partial<LetterForMe> = {}): LetterForMe {
  return {
    id: aLetter().id,
    offeredAt: new Date('2026-11-16T09:00:00Z'),
    choice: null,
    askAfter: null,
    authorMayKnow: false,
    words: null,
    readAt: null,
    ...changed,
  };
}
