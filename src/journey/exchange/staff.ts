import { z } from 'zod';
import type { ShowStops } from '#casefile/protection/facts.ts';
import { communicationFacts } from '#journey/preparation/facts.ts';
import type { Decision } from '#platform/decision.ts';
import { problemsOf, typed, typedDay, type Problem } from '#platform/forms.ts';
import { staffNames } from '#service/staff/facts.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { isOpen } from '#vocabulary/gates.ts';
import type { LetterId } from '#vocabulary/ids.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { answerSharing, beginLetter, keepUnsent, reviewLetter, writeLetter } from './actions.ts';
import { answerOffer, deliverLetter, offerLetter, takeLetterBack, takeUpLetter } from './delivery-actions.ts';
import { lettersOf, wayOf, wayTo, wordsOfAdvice } from './facts.ts';
import { beforeOffer, deliverLetterGate, isShared } from './gate-rules.ts';
import { caseLettersPage, letterPage } from './pages.ts';
import { movesLetters, readsLetters } from './policy.ts';
import { asLetterId, explain, sharingQuestion } from './rules.ts';

/** Letters on the case page: where each is, what has to happen first, and everything that people say on paper or by phone. */
export function lettersForStaff(door: StaffDoor, showStops: ShowStops): void {
  const showOne = (visit: CaseVisit) => showLetter(visit, showStops);
  door.casePage('/letters', showAll);
  door.caseForm('/letters', begin, showAll, { roles: movesLetters });
  door.casePage('/letters/:letter', showOne);
  door.caseForm('/letters/:letter', press, showOne, { roles: movesLetters });
}

async function showAll({ db, frame, attempt }: CaseVisit): Promise<Page> {
  return caseLettersPage({ frame, letters: await lettersOf(db, frame.id), attempt });
}

async function showLetter(visit: CaseVisit, showStops: ShowStops): Promise<Page | 'not-found'> {
  const { db, frame, staff, params, today, attempt } = visit;
  const letter = (await lettersOf(db, frame.id)).find(({ id }) => id === params['letter']);
  if (!letter) return 'not-found';
  const names = await staffNames(db);
  const way = wayOf(letter, await communicationFacts(db, frame.id, today));
  const gate = deliverLetterGate(way);
  const doing = {
    isShared: isShared(way),
    mayMove: hasRole(staff, ...movesLetters),
    mayRead: hasRole(staff, ...readsLetters) && !letter.reviews.some(isBy(staff.staffId, letter.version)),
    isChild: participantIn(frame, letter.authorId)?.isChild ?? false,
    isOfferOpen: beforeOffer(way).length === 0,
    isGateOpen: isOpen(gate),
    today,
  };
  const isEnded = ['delivered', 'declined', 'never-sent'].includes(letter.status);
  const shown = letterPage({ frame, letter, doing, gate: isEnded ? undefined : gate, staffNames: names, attempt });
  const page = { ...shown, read: { what: 'letter', participantId: letter.authorId } } as const;
  const back = `/cases/${frame.reference}/letters/${letter.id}`;
  const ways = isEnded ? [] : [wayTo(letter), ...wordsOfAdvice(letter, typed(attempt, 'advice'))];
  return showStops(visit, page, { ways, back });
}

function isBy(staffId: string, version: number) {
  return (review: { readonly reviewerId: string; readonly version: number }) =>
    review.reviewerId === staffId && review.version === version;
}

const Begun = z.object({
  author: z.string('Choose who writes').min(1, 'Choose who writes'),
  recipient: z.string('Choose who it is for').min(1, 'Choose who it is for'),
  kind: z.enum(['explanation', 'apology', 'own-words', 'reply'], 'Choose what it is'),
});

async function begin({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Begun.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const author = participantIn(frame, parsed.data.author);
  const recipient = participantIn(frame, parsed.data.recipient);
  if (!author || !recipient) return 'not-found';
  const wish = { authorId: author.id, recipientId: recipient.id, kind: parsed.data.kind };
  const decision = await act((hand) => beginLetter(hand, wish));
  if (decision.ok) return { to: `/cases/${frame.reference}/letters/${decision.value}` };
  return { problems: decision.because.map((reason) => ({ field: 'recipient', text: explain(reason) })) };
}

const steps: Readonly<Record<string, (sent: CaseSent, letterId: LetterId) => Promise<Outcome>>> = {
  words: write,
  review,
  share,
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
  keep: async ({ frame, act }, id) =>
    answered(
      await act((hand) => keepUnsent(hand, { as: 'staff' }, id)),
      back(frame.reference, id, 'The letter is kept and not sent.'),
      'letter',
    ),
};

async function press(sent: CaseSent): Promise<Outcome> {
  const id = asLetterId(sent.params['letter']);
  const step = typeof sent.form['step'] === 'string' ? sent.form['step'] : '';
  return id !== null && Object.hasOwn(steps, step) ? (steps[step]?.(sent, id) ?? 'not-found') : 'not-found';
}

const version = z.coerce.number().int().min(1).max(1_000_000);
const Written = z.object({ words: z.string().default(''), version, after: z.enum(['stay', 'send']).default('stay') });

async function write({ frame, form, act }: CaseSent, letterId: LetterId): Promise<Outcome> {
  const parsed = Written.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { after, ...typed } = parsed.data;
  const decision = await act((hand) =>
    writeLetter(hand, { as: 'staff' }, { letterId, ...typed, thenSend: after === 'send' }),
  );
  const said = after === 'send' ? 'Saved, and sent to be read.' : 'Saved.';
  return answered(decision, back(frame.reference, letterId, said), 'words');
}

const Read = z.object({
  version,
  verdict: z.enum(['ready', 'return'], 'Choose what you found'),
  advice: z.string().max(5000, 'Make your advice shorter than 5,000 characters').default(''),
});

async function review({ frame, staff, form, act }: CaseSent, letterId: LetterId): Promise<Outcome> {
  if (!hasRole(staff, ...readsLetters)) return 'not-found';
  const parsed = Read.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const decision = await act((hand) => reviewLetter(hand, letterId, { ...parsed.data, reviewerId: staff.staffId }));
  return answered(decision, back(frame.reference, letterId, 'Your reading is saved.'), 'verdict');
}

const Shared = z.object({
  share: z.enum(['given', 'declined'], 'Choose their answer'),
  speaker: z.enum(['self', 'guardian']).default('self'),
  how: z.enum(['in-person', 'by-phone', 'video-call', 'in-writing'], 'Choose how they said it'),
});

async function share({ frame, form, act }: CaseSent, letterId: LetterId): Promise<Outcome> {
  const parsed = Shared.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const saidOn = asPlainDate(typedDay(form, 'said-on'));
  if (!saidOn) return { problems: [{ field: 'said-on', text: 'Write the day they said it, like 23 11 2026' }] };
  const { share: given, speaker, how } = parsed.data;
  const said = { letterId, answer: given, speaker, how, saidOn, wording: sharingQuestion };
  const decision = await act((hand) => answerSharing(hand, { as: 'staff' }, said));
  return answered(decision, back(frame.reference, letterId, 'Added to the ledger.'), 'share');
}

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
  'say-what-to-change': 'advice',
  'said-in-the-future': 'said-on',
  'no-guardian-on-the-case': 'speaker',
  'pick-a-day-to-ask-again': 'ask-after',
  'day-to-ask-again-has-passed': 'ask-after',
};

// A shut gate gives many reasons and one sentence: the reasons stand on the page.
function problemsFrom(because: readonly string[], field: string): readonly Problem[] {
  const found = because.map((reason) => ({ field: fields[reason] ?? field, text: explain(reason) }));
  return found.filter(({ text }, at) => found.findIndex((each) => each.text === text) === at);
}
