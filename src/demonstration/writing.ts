import { answerSharing, beginLetter, keepUnsent, reviewLetter, writeLetter } from '#journey/letter/actions.ts';
import { answerOffer, deliverLetter, letWriterKnow, offerLetter } from '#journey/exchange/actions.ts';
import { lettersOf } from '#journey/letter/facts.ts';
import { sharingQuestion } from '#journey/letter/rules.ts';
import { type OfferChoice } from '#journey/exchange/rules.ts';
import { allow } from '#platform/decision.ts';
import { plusDays } from '#vocabulary/dates.ts';
import type { CaseId, LetterId } from '#vocabulary/ids.ts';
import type { Life } from './life.ts';
import type { Step } from './story.ts';
import type { StaffKey } from './staff-cast.ts';
import { staffIdOf } from './world.ts';

function letterOf(life: Life): LetterId {
  if (life.threads.letter === undefined) throw new Error(`${life.story.key}: no letter was begun`);
  return life.threads.letter;
}

async function versionOf(life: Life): Promise<number> {
  const letters = await life.byLead(async (hand) => allow(await lettersOf(hand, hand.caseId as CaseId)));
  return letters.find(({ id }) => id === letterOf(life))?.version ?? 1;
}

/** Somebody begins a letter on their own page. */
export function beginsLetter(author: string, to: string, words: string): Step {
  return async (life) => {
    const wish = { authorId: life.id(author), recipientId: life.id(to) };
    life.threads.letter = await life.asParticipant(author, (hand) => beginLetter(hand, wish));
    await write(life, author, words, false);
  };
}

/** Somebody writes a letter and sends it to be read by two people. */
export function writesLetter(author: string, to: string, words: string): Step {
  return async (life) => {
    await beginsLetter(author, to, '')(life);
    await write(life, author, words, true);
  };
}

/** Other words, after what a reader advised. */
export function rewrites(author: string, words: string): Step {
  return (life) => write(life, author, words, true);
}

async function write(life: Life, author: string, words: string, thenSend: boolean): Promise<void> {
  if (words === '') return;
  const acting = { as: 'author', participantId: life.id(author) } as const;
  const typed = { letterId: letterOf(life), words, version: await versionOf(life), thenSend };
  await life.asParticipant(author, (hand) => writeLetter(hand, acting, typed));
}

/** One reader finds the letter ready. */
export function findsReady(key: StaffKey): Step {
  return (life) => review(life, key, 'ready', '');
}

/** One reader gives it back with advice. */
export function givesBack(key: StaffKey, advice: string): Step {
  return (life) => review(life, key, 'return', advice);
}

async function review(life: Life, key: StaffKey, verdict: 'ready' | 'return', advice: string): Promise<void> {
  const reviewerId = staffIdOf(life.world.serviceId, key);
  const read = { version: await versionOf(life), reviewerId, verdict, advice };
  await life.asStaff(key, (hand) => reviewLetter(hand, letterOf(life), read));
}

/** The writer, and for a child a guardian, says yes to passing this letter on to this person. */
export function sharesLetter(author: string): Step {
  return async (life) => {
    const said = { letterId: letterOf(life), answer: 'given', saidOn: life.today, wording: sharingQuestion } as const;
    const acting = { as: 'author', participantId: life.id(author) } as const;
    await life.asParticipant(author, (hand) =>
      answerSharing(hand, acting, { ...said, speaker: 'self', how: 'online' }),
    );
    if (!life.isChild(author)) return;
    const byPhone = { ...said, speaker: 'guardian', how: 'by-phone' } as const;
    await life.byLead((hand) => answerSharing(hand, { as: 'staff' }, byPhone));
  };
}

/** The recipient is told that there is a letter. */
export function offersLetter(): Step {
  return async (life) => {
    await life.byLead((hand) => offerLetter(hand, letterOf(life)));
  };
}

/** What the recipient does with the letter; `inDays` is for keeping it until later. */
export function answersLetter(
  to: string,
  choice: OfferChoice,
  { inDays, mayKnow = false }: { readonly inDays?: number; readonly mayKnow?: boolean } = {},
): Step {
  return async (life) => {
    const askAfter = inDays === undefined ? null : plusDays(life.today, inDays);
    const acting = { as: 'recipient', participantId: life.id(to) } as const;
    const answer = { choice, askAfter, authorMayKnow: mayKnow };
    await life.asParticipant(to, (hand) => answerOffer(hand, acting, letterOf(life), answer));
  };
}

/** A letter that was accepted is read aloud or handed over. */
export function deliversLetter(): Step {
  return async (life) => {
    await life.byLead((hand) => deliverLetter(hand, letterOf(life), life.today));
  };
}

/** The recipient lets the writer know that the letter arrived. */
export function letsWriterKnow(to: string): Step {
  return async (life) => {
    const acting = { as: 'recipient', participantId: life.id(to) } as const;
    await life.asParticipant(to, (hand) => letWriterKnow(hand, acting, letterOf(life)));
  };
}

/** The writer keeps the letter: it was good to write it, and it goes nowhere. */
export function keepsLetter(author: string): Step {
  return async (life) => {
    const acting = { as: 'author', participantId: life.id(author) } as const;
    await life.asParticipant(author, (hand) => keepUnsent(hand, acting, letterOf(life)));
  };
}
