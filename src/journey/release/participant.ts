import { z } from 'zod';
import { harmLinksOf, ownCase } from '#casefile/cases/facts.ts';
import { ledgerOf } from '#journey/consent/facts.ts';
import type { Decision } from '#platform/decision.ts';
import { problemsOf } from '#platform/forms.ts';
import type { OwnSent, OwnVisit, Outcome, Page, ParticipantDoor } from '#vocabulary/doors.ts';
import { isId } from '#vocabulary/ids.ts';
import { answerSharing, openRelease, rewriteItem, writeItem } from './actions.ts';
import { ownItemsOf, passedOnToMe } from './facts.ts';
import { ownMessagePage, ownMessagesPage, passedOnPage } from './own-pages.ts';
import { explain, mayReach, type ItemId, type ReleaseId } from './rules.ts';

/** Messages carried between two sides, for whoever writes one and whoever it was passed on to. */
export function messagesForParticipants(door: ParticipantDoor): void {
  door.page('/messages', showAll);
  door.form('/messages', begin, showAll);
  door.page('/messages/:id', showOne);
  door.form('/messages/:id', press, showOne);
}

async function showAll({ db, self, attempt }: OwnVisit): Promise<Page> {
  const others = mayReach(await harmLinksOf(db, self.caseId), self.participantId);
  const isClosed = (await ownCase(db, self.caseId))?.status === 'closed';
  return ownMessagesPage({
    forMe: await passedOnToMe(db),
    mine: await ownItemsOf(db),
    canWrite: others.length === 1 && !isClosed,
    attempt,
  });
}

const words = z.string('Write something first').default('');
const Begun = z.object({ kind: z.enum(['question', 'statement'], 'Choose what it is'), words });

async function begin({ self, form, act }: OwnSent): Promise<Outcome> {
  const parsed = Begun.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const decision = await act((hand) => writeItem(hand, { fromId: self.participantId, ...parsed.data }));
  return answered(decision, (id) => ({ to: `/my/messages/${id}`, said: 'Your words are saved.' }));
}

async function showOne({ db, self, params, attempt }: OwnVisit): Promise<Page | 'not-found'> {
  const id = params['id'] ?? '';
  const isClosed = (await ownCase(db, self.caseId))?.status === 'closed';
  const mine = await ownItemsOf(db);
  const item = mine.find((each) => each.id === id);
  if (item) {
    const ledger = await ledgerOf(db, self.caseId);
    const sharing = ledger.findLast((line) => line.itemId === id && line.guardianId === null)?.answer;
    return ownMessagePage({ item, sharing, isClosed, attempt });
  }
  const message = (await passedOnToMe(db)).find((each) => each.id === id);
  if (!message) return 'not-found';
  const hasAnswered = mine.some(({ answersId }) => answersId === message.itemId);
  return passedOnPage({ message, hasAnswered, isClosed, attempt });
}

const steps: Readonly<Record<string, (sent: OwnSent, id: string) => Promise<Outcome>>> = {
  words: rewrite,
  share,
  open,
  answer,
};

async function press(sent: OwnSent): Promise<Outcome> {
  const id = sent.params['id'] ?? '';
  const step = typeof sent.form['step'] === 'string' ? sent.form['step'] : '';
  return isId(id) && Object.hasOwn(steps, step) ? (steps[step]?.(sent, id) ?? 'not-found') : 'not-found';
}

async function rewrite({ self, form, act }: OwnSent, id: string): Promise<Outcome> {
  const parsed = z.object({ words }).safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const typed = { itemId: id as ItemId, words: parsed.data.words };
  const decision = await act((hand) => rewriteItem(hand, { as: 'owner', participantId: self.participantId }, typed));
  return answered(decision, () => ({ to: `/my/messages/${id}`, said: 'Your words are saved.' }));
}

async function share({ self, form, today, act }: OwnSent, id: string): Promise<Outcome> {
  const chosen = form['share'];
  if (chosen !== 'given' && chosen !== 'declined') return { problems: [{ field: 'share', text: 'Choose yes or no' }] };
  const decision = await act((hand) =>
    answerSharing(
      hand,
      { as: 'owner', participantId: self.participantId },
      { itemId: id as ItemId, answer: chosen, speaker: 'self', saidOn: today, how: 'online' },
    ),
  );
  return answered(decision, () => ({ to: `/my/messages/${id}`, said: 'Your answer is saved.' }), 'share');
}

async function open({ self, act }: OwnSent, id: string): Promise<Outcome> {
  const decision = await act((hand) => openRelease(hand, id as ReleaseId, self.participantId));
  return answered(decision, () => ({ to: `/my/messages/${id}` }), 'message');
}

async function answer({ self, form, act }: OwnSent, id: string): Promise<Outcome> {
  const parsed = z.object({ words }).safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const wish = { fromId: self.participantId, kind: 'statement', words: parsed.data.words } as const;
  const decision = await act((hand) => writeItem(hand, { ...wish, answers: id as ReleaseId }));
  return answered(decision, (made) => ({ to: `/my/messages/${made}`, said: 'Your answer is saved.' }));
}

function answered<Value>(
  decision: Decision<Value, string>,
  done: (value: Value) => Outcome,
  field: string = 'words',
): Outcome {
  if (decision.ok) return done(decision.value);
  if (decision.because.some((reason) => reason.startsWith('no-such-'))) return 'not-found';
  return { problems: decision.because.map((reason) => ({ field, text: explain(reason) })) };
}
