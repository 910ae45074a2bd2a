import { z } from 'zod';
import type { OnTheirWay, ShowStops } from '#casefile/protection/facts.ts';
import type { Decision } from '#platform/decision.ts';
import { problemsOf, typed, typedDay } from '#platform/forms.ts';
import { staffNames } from '#service/staff/facts.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import type { LetterId } from '#vocabulary/ids.ts';
import { isEnded } from '#vocabulary/letters.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { answerSharing, beginLetter, keepUnsent, reviewLetter, writeLetter } from './actions.ts';
import { type LetterOnFile, lettersOf, wordsOfAdvice } from './facts.ts';
import { caseLettersPage, letterPage, namesOf } from './pages.ts';
import { movesLetters, readsLetters } from './policy.ts';
import { asLetterId, explain, sharingQuestion } from './rules.ts';
import type { Crossing } from './step-pages.ts';

/** What the exchange hands to the page of a letter: what is said of its way, and the steps that are taken there. */
export interface OnItsWay {
  crossing(
    visit: CaseVisit,
    letter: LetterOnFile,
    shown: {
      readonly action: string;
      readonly names: { readonly author: string; readonly recipient: string };
      readonly mayMove: boolean;
    },
  ): Promise<Crossing & { readonly ways: readonly OnTheirWay[] }>;
  readonly steps: Readonly<Record<string, Step>>;
}

/** Letters on the case page: where each is, what has to happen first, and everything that people say on paper or by phone. */
export function lettersForStaff(door: StaffDoor, showStops: ShowStops, onItsWay: OnItsWay): void {
  const showOne = (visit: CaseVisit) => showLetter(visit, showStops, onItsWay);
  const press = pressOf({ ...ownSteps, ...onItsWay.steps });
  door.casePage('/letters', showAll);
  door.caseForm('/letters', begin, showAll, { roles: movesLetters });
  door.casePage('/letters/:letter', showOne);
  door.caseForm('/letters/:letter', press, showOne, { roles: movesLetters });
}

async function showAll({ db, frame, attempt }: CaseVisit): Promise<Page> {
  return caseLettersPage({ frame, letters: await lettersOf(db, frame.id), attempt });
}

async function showLetter(visit: CaseVisit, showStops: ShowStops, onItsWay: OnItsWay): Promise<Page | 'not-found'> {
  const { db, frame, staff, params, attempt } = visit;
  const letter = (await lettersOf(db, frame.id)).find(({ id }) => id === params['letter']);
  if (!letter) return 'not-found';
  const back = `/cases/${frame.reference}/letters/${letter.id}`;
  const doing = {
    mayMove: hasRole(staff, ...movesLetters),
    mayRead: hasRole(staff, ...readsLetters) && !letter.reviews.some(isBy(staff.staffId, letter.version)),
    isChild: participantIn(frame, letter.authorId)?.isChild ?? false,
  };
  const staffNamed = await staffNames(db);
  const shown = { action: back, names: namesOf(frame, letter), mayMove: doing.mayMove };
  const { ways, ...crossing } = await onItsWay.crossing(visit, letter, shown);
  const page = letterPage({ frame, letter, doing, crossing, staffNames: staffNamed, attempt });
  const read = { what: 'letter', participantId: letter.authorId } as const;
  const advised = isEnded(letter) ? [] : wordsOfAdvice(letter, typed(attempt, 'advice'));
  return showStops(visit, { ...page, read }, { ways: [...ways, ...advised], back });
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

type Step = (sent: CaseSent, letterId: LetterId) => Promise<Outcome>;

const ownSteps: Readonly<Record<string, Step>> = {
  words: write,
  review,
  share,
  keep: async ({ frame, act }, id) =>
    answered(
      await act((hand) => keepUnsent(hand, { as: 'staff' }, id)),
      back(frame.reference, id, 'The letter is kept and not sent.'),
      'letter',
    ),
};

function pressOf(steps: Readonly<Record<string, Step>>) {
  return async (sent: CaseSent): Promise<Outcome> => {
    const id = asLetterId(sent.params['letter']);
    const step = typeof sent.form['step'] === 'string' ? sent.form['step'] : '';
    return id !== null && Object.hasOwn(steps, step) ? (steps[step]?.(sent, id) ?? 'not-found') : 'not-found';
  };
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

function back(reference: string, letterId: LetterId, said: string): Outcome {
  return { to: `/cases/${reference}/letters/${letterId}`, said };
}

type Refused = Parameters<typeof explain>[0] | 'no-such-letter';

function answered(decision: Decision<unknown, Refused>, done: Outcome, field: string): Outcome {
  if (decision.ok) return done;
  const because = decision.because.filter((reason) => reason !== 'no-such-letter');
  if (because.length < decision.because.length) return 'not-found';
  return { problems: because.map((reason) => ({ field: fields[reason] ?? field, text: explain(reason) })) };
}

const fields: Readonly<Record<string, string>> = {
  'say-what-to-change': 'advice',
  'said-in-the-future': 'said-on',
  'no-guardian-on-the-case': 'speaker',
};
