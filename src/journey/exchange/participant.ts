import { z } from 'zod';
import { harmLinksOf, ownCase } from '#casefile/cases/facts.ts';
import { ledgerOf } from '#journey/consent/facts.ts';
import type { Decision } from '#platform/decision.ts';
import { problemsOf, typedDay, type Problem } from '#platform/forms.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { OwnSent, OwnVisit, Outcome, Page, ParticipantDoor } from '#vocabulary/doors.ts';
import type { LetterId } from '#vocabulary/ids.ts';
import { answerSharing, beginLetter, keepUnsent, writeLetter } from './actions.ts';
import { answerOffer, letWriterKnow, openLetter } from './delivery-actions.ts';
import { lettersForMe, ownLettersOf } from './facts.ts';
import { letterForMePage, ownLetterPage, ownLettersPage } from './own-pages.ts';
import { asLetterId, explain, mayWriteTo, sharingQuestion } from './rules.ts';

/** Letters for the person who writes them and the person they are for. */
export function lettersForParticipants(door: ParticipantDoor): void {
  door.page('/letters', showAll);
  door.form('/letters', begin, showAll);
  door.page('/letters/:id', showOne);
  door.form('/letters/:id', press, showOne);
}

async function showAll({ db, self, attempt }: OwnVisit): Promise<Page> {
  const forMe = await lettersForMe(db);
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

async function showOne({ db, self, params, attempt }: OwnVisit): Promise<Page | 'not-found'> {
  const id = asLetterId(params['id']);
  if (id === null) return 'not-found';
  const isClosed = (await ownCase(db, self.caseId))?.status === 'closed';
  const letter = (await ownLettersOf(db)).find((each) => each.id === id);
  if (letter) {
    const ledger = await ledgerOf(db, self.caseId);
    const sharing = ledger.findLast((line) => line.itemId === id && line.guardianId === null)?.answer;
    return ownLetterPage({ letter, sharing, isClosed, attempt });
  }
  const forMe = (await lettersForMe(db)).find((each) => each.id === id);
  return forMe ? letterForMePage({ letter: forMe, isClosed, attempt }) : 'not-found';
}

const steps: Readonly<Record<string, (sent: OwnSent, letterId: LetterId) => Promise<Outcome>>> = {
  words: write,
  keep,
  share,
  answer,
  open,
  'let-know': letKnow,
};

async function press(sent: OwnSent): Promise<Outcome> {
  const id = asLetterId(sent.params['id']);
  const step = typeof sent.form['step'] === 'string' ? sent.form['step'] : '';
  return id !== null && Object.hasOwn(steps, step) ? (steps[step]?.(sent, id) ?? 'not-found') : 'not-found';
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
