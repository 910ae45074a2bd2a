import { z } from 'zod';
import { harmLinksOf, ownCase } from '#casefile/cases/facts.ts';
import { ledgerOf } from '#journey/consent/facts.ts';
import type { Decision } from '#platform/decision.ts';
import { type Problem, problemsOf } from '#platform/forms.ts';
import type { Outcome, OwnSent, OwnVisit, Page, ParticipantDoor } from '#vocabulary/doors.ts';
import type { LetterId } from '#vocabulary/ids.ts';
import { answerSharing, beginLetter, keepUnsent, writeLetter } from './actions.ts';
import { ownLettersOf } from './facts.ts';
import { ownLetterPage, ownLettersPage } from './own-pages.ts';
import { asLetterId, explain, mayWriteTo, sharingQuestion } from './rules.ts';

type Step = (sent: OwnSent, letterId: LetterId) => Promise<Outcome>;

/** What the exchange hands in: the letters that are there for somebody to read, and what they do with one. */
export interface ForMe {
  list(visit: OwnVisit): Promise<readonly { readonly id: LetterId; readonly said: string }[]>;
  show(visit: OwnVisit, letterId: LetterId, isClosed: boolean): Promise<Page | 'not-found'>;
  readonly steps: Readonly<Record<string, Step>>;
}

/** Letters for the person who writes them and the person they are for. */
export function lettersForParticipants(door: ParticipantDoor, forMe: ForMe): void {
  const showAll = (visit: OwnVisit) => showLetters(visit, forMe);
  const showOne = (visit: OwnVisit) => showLetter(visit, forMe);
  door.page('/letters', showAll);
  door.form('/letters', begin, showAll);
  door.page('/letters/:id', showOne);
  door.form('/letters/:id', pressOf({ words: write, keep, share, ...forMe.steps }), showOne);
}

async function showLetters(visit: OwnVisit, { list }: ForMe): Promise<Page> {
  const { db, self, attempt } = visit;
  const forMe = await list(visit);
  const mine = await ownLettersOf(db);
  const others = mayWriteTo(await harmLinksOf(db, self.caseId), self.participantId);
  const isClosed = (await ownCase(db, self.caseId))?.status === 'closed';
  return ownLettersPage({ forMe, mine, canBegin: others.length === 1, isClosed, attempt });
}

async function begin({ self, act }: OwnSent): Promise<Outcome> {
  const decision = await act((hand) => beginLetter(hand, { authorId: self.participantId }));
  if (decision.ok) return { to: `/my/letters/${decision.value}` };
  return { problems: problemsFrom(decision.because, 'letter') };
}

async function showLetter(visit: OwnVisit, forMe: ForMe): Promise<Page | 'not-found'> {
  const { db, self, params, attempt } = visit;
  const id = asLetterId(params['id']);
  if (id === null) return 'not-found';
  const isClosed = (await ownCase(db, self.caseId))?.status === 'closed';
  const letter = (await ownLettersOf(db)).find((each) => each.id === id);
  if (letter) {
    const ledger = await ledgerOf(db, self.caseId);
    const sharing = ledger.findLast((line) => line.itemId === id && line.guardianId === null)?.answer;
    return ownLetterPage({ letter, sharing, isClosed, attempt });
  }
  return forMe.show(visit, id, isClosed);
}

function pressOf(steps: Readonly<Record<string, Step>>) {
  return async (sent: OwnSent): Promise<Outcome> => {
    const id = asLetterId(sent.params['id']);
    const step = typeof sent.form['step'] === 'string' ? sent.form['step'] : '';
    return id !== null && Object.hasOwn(steps, step) ? (steps[step]?.(sent, id) ?? 'not-found') : 'not-found';
  };
}

const Written = z.object({
  words: z.string('Write your letter in the box').default(''),
  version: z.coerce.number().int().min(1).max(1_000_000),
  after: z.enum(['stay', 'send']).default('stay'),
});

async function write({ self, form, act }: OwnSent, letterId: LetterId): Promise<Outcome> {
  const parsed = Written.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { words, version, after } = parsed.data;
  const typed = { letterId, words, version, thenSend: after === 'send' };
  const decision = await act((hand) => writeLetter(hand, { as: 'author', participantId: self.participantId }, typed));
  const said = after === 'send' ? 'Your letter is saved and went to be read.' : 'Your letter is saved.';
  return answered(decision, { to: `/my/letters/${letterId}`, said }, 'words');
}

async function keep({ self, act }: OwnSent, letterId: LetterId): Promise<Outcome> {
  const decision = await act((hand) => keepUnsent(hand, { as: 'author', participantId: self.participantId }, letterId));
  return answered(decision, { to: `/my/letters/${letterId}`, said: 'You keep your letter. It is not sent.' }, 'letter');
}

async function share({ self, form, today, act }: OwnSent, letterId: LetterId): Promise<Outcome> {
  const chosen = form['share'];
  if (chosen !== 'given' && chosen !== 'declined') return { problems: [{ field: 'share', text: 'Choose yes or no' }] };
  const decision = await act((hand) =>
    answerSharing(
      hand,
      { as: 'author', participantId: self.participantId },
      { letterId, answer: chosen, speaker: 'self', saidOn: today, wording: sharingQuestion, how: 'online' },
    ),
  );
  return answered(decision, { to: `/my/letters/${letterId}`, said: 'Your answer is saved.' }, 'share');
}

type Refused = Parameters<typeof explain>[0] | 'no-such-letter';

function answered(decision: Decision<unknown, Refused>, done: Outcome, field: string): Outcome {
  if (decision.ok) return done;
  const because = decision.because.filter((reason) => reason !== 'no-such-letter');
  return because.length < decision.because.length ? 'not-found' : { problems: problemsFrom(because, field) };
}

function problemsFrom(because: readonly Exclude<Refused, 'no-such-letter'>[], field: string): readonly Problem[] {
  return because.map((reason) => ({ field, text: explain(reason) }));
}
