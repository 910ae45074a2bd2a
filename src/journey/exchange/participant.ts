import { z } from 'zod';
import type { Decision } from '#platform/decision.ts';
import { type Problem, problemsOf, typedDay } from '#platform/forms.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { Outcome, OwnSent, OwnVisit, Page } from '#vocabulary/doors.ts';
import type { LetterId } from '#vocabulary/ids.ts';
import { answerOffer, letWriterKnow, openLetter } from './actions.ts';
import { lettersForMe } from './facts.ts';
import { forMeWords, letterForMePage } from './own-pages.ts';
import { explain } from './rules.ts';

/** What the page of somebody's letters shows of those that are there for them. */
async function list({ db }: OwnVisit): Promise<readonly { readonly id: LetterId; readonly said: string }[]> {
  return (await lettersForMe(db)).map((letter) => ({ id: letter.id, said: forMeWords(letter) }));
}

/** A letter that is there for somebody. */
async function show({ db, attempt }: OwnVisit, letterId: LetterId, isClosed: boolean): Promise<Page | 'not-found'> {
  const letter = (await lettersForMe(db)).find(({ id }) => id === letterId);
  return letter ? letterForMePage({ letter, isClosed, attempt }) : 'not-found';
}

const steps: Readonly<Record<string, (sent: OwnSent, letterId: LetterId) => Promise<Outcome>>> = {
  answer,
  open,
  'let-know': letKnow,
};

/** What the page of somebody's letters is handed: those that are there for them, and what they do with one. */
export const lettersThereFor = { list, show, steps };

const Chosen = z.object({
  choice: z.enum(
    ['online', 'read-aloud', 'handed-over', 'keep-for-later', 'no-thank-you'],
    'Choose what you would like',
  ),
  'may-know': z.enum(['yes', 'no']).default('no'),
});

async function answer({ self, form, act }: OwnSent, letterId: LetterId): Promise<Outcome> {
  const parsed = Chosen.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const day = typedDay(form, 'ask-after');
  const { choice, 'may-know': mayKnow } = parsed.data;
  if (choice === 'keep-for-later' && day !== '' && asPlainDate(day) === null) {
    return { problems: [{ field: 'ask-after', text: 'That day does not exist. Write it like 6 1 2027' }] };
  }
  const chosen = {
    choice,
    askAfter: choice === 'keep-for-later' ? asPlainDate(day) : null,
    authorMayKnow: mayKnow === 'yes',
  };
  const decision = await act((hand) =>
    answerOffer(hand, { as: 'recipient', participantId: self.participantId }, letterId, chosen),
  );
  return answered(decision, { to: `/my/letters/${letterId}`, said: 'Your answer is saved.' }, 'choice');
}

async function open({ self, act }: OwnSent, letterId: LetterId): Promise<Outcome> {
  const decision = await act((hand) => openLetter(hand, letterId, self.participantId));
  return answered(decision, { to: `/my/letters/${letterId}` }, 'letter');
}

async function letKnow({ self, act }: OwnSent, letterId: LetterId): Promise<Outcome> {
  const decision = await act((hand) =>
    letWriterKnow(hand, { as: 'recipient', participantId: self.participantId }, letterId),
  );
  return answered(decision, { to: `/my/letters/${letterId}`, said: 'They will be able to see it.' }, 'letter');
}

function answered(decision: Decision<unknown, string>, done: Outcome, field: string): Outcome {
  if (decision.ok) return done;
  return decision.because.includes('no-such-letter')
    ? 'not-found'
    : { problems: problemsFrom(decision.because, field) };
}

function problemsFrom(because: readonly string[], field: string): readonly Problem[] {
  return because.map((reason) => ({
    field: reason.includes('ask-again') ? 'ask-after' : field,
    text: explain(reason),
  }));
}
