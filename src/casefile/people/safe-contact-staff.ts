import { z } from 'zod';
import { problemsOf, typedDay, typedList, type Problem, type Typed } from '#platform/forms.ts';
import { asPlainDate, type PlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { recordSafeContact } from './actions.ts';
import { safeContactOf, safeHistoryOf, type AskWishes } from './facts.ts';
import { explain, type CannotChangePeople, type CannotSayWhatIsSafe, type SafeContact } from './rules.ts';
import { safeContactPage } from './safe-contact-pages.ts';

/** How it is safe to reach one person: what they say now, and what they said before. */
export function safeContactForStaff(door: StaffDoor, askWishes: AskWishes): void {
  const show = (visit: CaseVisit) => showOne(visit, askWishes);
  door.casePage('/people/:participant/safe-contact', show);
  door.caseForm('/people/:participant/safe-contact', writeDown, show);
}

async function showOne(
  { db, frame, params, today, now, attempt }: CaseVisit,
  askWishes: AskWishes,
): Promise<Page | 'not-found'> {
  const who = participantIn(frame, params['participant'] ?? '');
  if (!who?.personId) return 'not-found';
  return safeContactPage({
    reference: frame.reference,
    reachable: await safeContactOf(db, who.id),
    history: await safeHistoryOf(db, who.personId),
    wishes: await askWishes(db, frame.id, today),
    now,
    attempt,
  });
}

const hour = z
  .string()
  .regex(/^(\d|1\d|2[0-4])?$/, 'Choose an hour from the list')
  .default('')
  .transform((text) => (text === '' ? null : Number(text)));
const yesNo = z.enum(['yes', 'no'], 'Choose yes or no').transform((answer) => answer === 'yes');

const Said = z.object({
  'from-hour': hour.refine((from) => from === null || from < 24, 'Choose an hour from the list'),
  'until-hour': hour.refine((until) => until === null || until > 0, 'Choose an hour from the list'),
  'times-words': z.string().max(500, 'Write it in 500 characters or fewer').default(''),
  voicemail: yesNo,
  'who-calls': yesNo,
  codeword: z.string().max(100, 'Write the codeword in 100 characters or fewer').default(''),
  'hide-name': yesNo,
  'someone-else': z.string().max(500, 'Write it in 500 characters or fewer').default(''),
});

async function writeDown({ frame, form, params, act }: CaseSent): Promise<Outcome> {
  const who = participantIn(frame, params['participant'] ?? '');
  if (!who?.personId) return 'not-found';
  const parsed = Said.safeParse(form);
  const saidOn = asPlainDate(typedDay(form, 'said-on'));
  const noDay: readonly Problem[] = saidOn
    ? []
    : [{ field: 'said-on', text: 'Write the day they said this, like 23 11 2026' }];
  if (!parsed.success) return { problems: [...problemsOf(parsed.error), ...noDay] };
  if (!saidOn) return { problems: noDay };
  const decision = await act((hand) => recordSafeContact(hand, who.id, safeFrom(parsed.data, form, saidOn)));
  if (decision.ok) return { to: `/cases/${frame.reference}/people`, said: 'Saved what is safe.' };
  return { problems: decision.because.map(problemOf) };
}

function safeFrom(said: z.infer<typeof Said>, form: Typed, saidOn: PlainDate): SafeContact {
  const ways = typedList({ typed: form, problems: [] }, 'ways');
  return {
    mayPhone: ways.includes('mayPhone'),
    mayText: ways.includes('mayText'),
    mayEmail: ways.includes('mayEmail'),
    mayPost: ways.includes('mayPost'),
    fromHour: said['from-hour'],
    untilHour: said['until-hour'],
    timesWords: said['times-words'],
    mayLeaveVoicemail: said.voicemail,
    maySayWhoCalls: said['who-calls'],
    codeword: said.codeword,
    ifSomeoneElseAnswers: said['someone-else'],
    hidesServiceName: said['hide-name'],
    saidOn,
  };
}

function problemOf(reason: CannotSayWhatIsSafe | CannotChangePeople): Problem {
  const field = reason === 'said-in-the-future' ? 'said-on' : reason.startsWith('hours') ? 'from-hour' : 'ways';
  return { field, text: explain(reason) };
}
