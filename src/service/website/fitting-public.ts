import { z } from 'zod';
import { freshAttempt, type Typed } from '#platform/forms.ts';
import type { Page, PublicDoor } from '#vocabulary/doors.ts';
import { fittingPage, fittingPath } from './fitting-pages.ts';
import { fittingQuestions, nextFitting, type FittingAnswers } from './fitting-rules.ts';

/** The questions that help somebody to see if it is for them. They are posted and answered, and nothing of them is kept. */
export function fittingForPublic(door: PublicDoor): void {
  door.page(fittingPath, async () => fittingPage({}, freshAttempt));
  door.unkept(fittingPath, answer);
}

const one = <Value extends string>(values: readonly Value[]) => z.enum(values).optional().catch(undefined);

const Answers = z.object({
  who: one(fittingQuestions.who),
  danger: one(fittingQuestions.danger),
  owns: one(fittingQuestions.owns),
  court: one(fittingQuestions.court),
  wish: one(fittingQuestions.wish),
});

function answer(form: Typed): { readonly page: Page; readonly isRefused: boolean } {
  const answers = untilLeftOut(Answers.parse(form));
  const next = nextFitting(answers);
  // The form names the question it showed; without an answer to it, it was pressed too early.
  const isRefused = next !== 'answer' && form['asked'] === next;
  const problems = isRefused ? [{ field: next, text: 'Choose the one that is closest' }] : [];
  return { page: fittingPage(answers, { typed: {}, problems }), isRefused };
}

/** The answers up to the first question that has none: what comes after it was answered for somebody else’s path. */
function untilLeftOut(given: z.output<typeof Answers>): FittingAnswers {
  const order = Object.keys(fittingQuestions) as (keyof FittingAnswers)[];
  const end = order.findIndex((question) => given[question] === undefined);
  const kept = end < 0 ? order : order.slice(0, end);
  return Object.fromEntries(kept.map((question) => [question, given[question]]));
}
