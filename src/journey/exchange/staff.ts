import { z } from 'zod';
import type { LetterOnFile } from '#journey/letter/facts.ts';
import { communicationFacts } from '#journey/preparation/facts.ts';
import type { Decision } from '#platform/decision.ts';
import { type Problem, problemsOf, typedDay } from '#platform/forms.ts';
import { html } from '#platform/html.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome } from '#vocabulary/doors.ts';
import { isOpen } from '#vocabulary/gates.ts';
import type { LetterId } from '#vocabulary/ids.ts';
import { isEnded, isShared } from '#vocabulary/letters.ts';
import { answerOffer, deliverLetter, offerLetter, takeLetterBack, takeUpLetter } from './actions.ts';
import { wayOf, wayTo } from './facts.ts';
import { beforeOffer, deliverLetterGate } from './gate-rules.ts';
import { formsOf } from './pages.ts';
import { explain, takeBack } from './rules.ts';

/** What the page of a letter shows of its way: the gate, the forms, and what is looked through. */
async function crossing(
  { db, frame, today, attempt }: CaseVisit,
  letter: LetterOnFile,
  {
    action,
    names,
    mayMove,
  }: {
    readonly action: string;
    readonly names: { readonly author: string; readonly recipient: string };
    readonly mayMove: boolean;
  },
) {
  const way = wayOf(letter, await communicationFacts(db, frame.id, today));
  const gate = deliverLetterGate(way);
  const open = { isOfferOpen: beforeOffer(way).length === 0, isGateOpen: isOpen(gate) };
  return {
    isShared: isShared(way.standing, letter),
    gate: isEnded(letter) ? undefined : gate,
    forms: mayMove ? formsOf({ action, names, letter, ...open, today, attempt }) : html``,
    isUnopened: takeBack(letter).ok,
    ways: isEnded(letter) ? [] : [wayTo(letter)],
  };
}

const steps: Readonly<Record<string, (sent: CaseSent, letterId: LetterId) => Promise<Outcome>>> = {
  offer: async ({ frame, act }, id) =>
    answered(await act((hand) => offerLetter(hand, id)), back(frame.reference, id, 'The letter is offered.'), 'letter'),
  answer,
  deliver,
  'take-back': async ({ frame, act }, id) =>
    answered(
      await act((hand) => takeLetterBack(hand, id)),
      back(frame.reference, id, 'The letter is taken back.'),
      'letter',
    ),
  'take-up': async ({ frame, act }, id) =>
    answered(await act((hand) => takeUpLetter(hand, id)), back(frame.reference, id, 'The letter goes on.'), 'letter'),
};

/** What the page of a letter is handed: what is said of its way, and the steps that are taken there. */
export const lettersOnTheirWay = { crossing, steps };

const Chosen = z.object({
  choice: z.enum(['online', 'read-aloud', 'handed-over', 'keep-for-later', 'no-thank-you'], 'Choose what they want'),
  'may-know': z.enum(['yes', 'no']).default('no'),
});

async function answer({ frame, form, act }: CaseSent, letterId: LetterId): Promise<Outcome> {
  const parsed = Chosen.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { choice, 'may-know': mayKnow } = parsed.data;
  const day = typedDay(form, 'ask-after');
  if (choice === 'keep-for-later' && day !== '' && asPlainDate(day) === null) {
    return { problems: [{ field: 'ask-after', text: 'That day does not exist. Write it like 6 1 2027' }] };
  }
  const askAfter = choice === 'keep-for-later' ? asPlainDate(day) : null;
  const chosen = { choice, askAfter, authorMayKnow: mayKnow === 'yes' };
  const decision = await act((hand) => answerOffer(hand, { as: 'staff' }, letterId, chosen));
  return answered(decision, back(frame.reference, letterId, 'Their answer is saved.'), 'choice');
}

async function deliver({ frame, form, today, act }: CaseSent, letterId: LetterId): Promise<Outcome> {
  const isOnline = form['online'] === 'yes';
  const on = isOnline ? today : asPlainDate(typedDay(form, 'delivered-on'));
  if (!on) return { problems: [{ field: 'delivered-on', text: 'Write the day it was delivered, like 23 11 2026' }] };
  const decision = await act((hand) => deliverLetter(hand, letterId, on));
  const field = isOnline ? 'letter' : 'delivered-on';
  return answered(decision, back(frame.reference, letterId, 'The letter is delivered.'), field);
}

function back(reference: string, letterId: LetterId, said: string): Outcome {
  return { to: `/cases/${reference}/letters/${letterId}`, said };
}

function answered(decision: Decision<unknown, string>, done: Outcome, field: string): Outcome {
  if (decision.ok) return done;
  if (decision.because.includes('no-such-letter')) return 'not-found';
  return { problems: problemsFrom(decision.because, field) };
}

const fields: Readonly<Record<string, string>> = {
  'pick-a-day-to-ask-again': 'ask-after',
  'day-to-ask-again-has-passed': 'ask-after',
};

// A shut gate gives many reasons and one sentence: the reasons stand on the page.
function problemsFrom(because: readonly string[], field: string): readonly Problem[] {
  const found = because.map((reason) => ({ field: fields[reason] ?? field, text: explain(reason) }));
  return found.filter(({ text }, at) => found.findIndex((each) => each.text === text) === at);
}
