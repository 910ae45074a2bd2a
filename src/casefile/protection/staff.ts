import { z } from 'zod';
import { problemsOf } from '#platform/forms.ts';
import { html } from '#platform/html.ts';
import { heldNoticesOf } from '#service/notices/facts.ts';
import { staffNames } from '#service/staff/facts.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { isId, type ParticipantId } from '#vocabulary/ids.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { answerAlarm, endProtection, protectWord, secondAlarm } from './actions.ts';
import { alarmsOf, protectedWordsOf, stopsOf, type OnTheirWay, type ShowStops } from './facts.ts';
import { stoppedPage, stopPanel } from './pages.ts';
import { answersAlarms } from './policy.ts';
import { explain, type Finding } from './rules.ts';
import { explainProtect } from './ways-rules.ts';

/** Words that were stopped on their way: what was answered about them, and answering. */
export function protectionForStaff(door: StaffDoor): void {
  door.casePage('/stopped', show);
  door.caseForm('/stopped', answer, show, { roles: answersAlarms });
  door.caseForm('/stopped/protected', protect, show, { roles: answersAlarms });
  door.caseForm('/stopped/protected/:word', unprotect, show, { roles: answersAlarms });
  door.caseForm('/stopped/:alarm', second, show, { roles: answersAlarms });
}

async function show(visit: CaseVisit): Promise<Page> {
  const { db, frame, staff, attempt } = visit;
  const alarms = await alarmsOf(db, frame.id);
  const protectedWords = await protectedWordsOf(db, frame.id);
  const mayAnswer = hasRole(staff, ...answersAlarms);
  const page = stoppedPage({ frame, alarms, protectedWords, staffNames: await staffNames(db), mayAnswer, attempt });
  // Messages have no page of their own that those who work on the case see: what keeps them is shown here.
  const ways = (await heldNoticesOf(db, frame.id)).map(({ id, participantId, words }): OnTheirWay => ({
    ...{ way: 'notice', aboutId: id, readerId: participantId, authorId: null, namesToldOf: [], words },
  }));
  return attempt.problems.length > 0
    ? page
    : showStops(visit, page, { ways, back: `/cases/${frame.reference}/stopped` });
}

/** A page of staff with the places below it where words on their way are stopped; for the pages of other slices. (PRO-6) */
export const showStops: ShowStops = async ({ db, frame, staff, attempt }, page, { ways, back }) => {
  const stops = await stopsOf(db, frame.id, ways);
  if (stops.length === 0) return page;
  const around = { frame, viewerId: staff.staffId, staffNames: await staffNames(db), back, attempt };
  return { ...page, body: html`${page.body} ${stopPanel(stops, around)}` };
};

const Protected = z.object({
  owner: z.string('Choose whose it is').min(1, 'Choose whose it is'),
  kind: z.enum(['workplace', 'school', 'childs-name', 'new-name'], 'Choose what it is'),
  'protected-words': z.string().default(''),
});

async function protect({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Protected.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const owner = participantIn(frame, parsed.data.owner);
  if (!owner) return 'not-found';
  const { kind, 'protected-words': words } = parsed.data;
  const decision = await act((hand) => protectWord(hand, { participantId: owner.id, kind, words }));
  if (decision.ok) return { to: `/cases/${frame.reference}/stopped`, said: 'It is protected from now on.' };
  return { problems: decision.because.map((each) => ({ field: 'protected-words', text: explainProtect(each) })) };
}

async function unprotect({ frame, params, act }: CaseSent): Promise<Outcome> {
  const id = params['word'] ?? '';
  const decision = isId(id) ? await act((hand) => endProtection(hand, id)) : undefined;
  return decision?.ok ? { to: `/cases/${frame.reference}/stopped`, said: 'It is no longer protected.' } : 'not-found';
}

const kinds = ['address', 'phone', 'email', 'name', 'first-name', 'organisation', 'safe-word'] as const;
const place = z.number().int().min(0).max(1_000_000);
const Found = z
  .array(
    z.object({
      kind: z.enum(kinds),
      owners: z.array(z.uuid().transform((id) => id as ParticipantId)).max(50),
      from: place,
      to: place,
    }),
  )
  .max(1000);
const Answered = z.object({
  reader: z.string().min(1),
  digest: z.string().length(43),
  found: z.string().max(200_000),
  reason: z.string('Say why these words may cross').max(2000, 'Say why in fewer than 2,000 characters').default(''),
});

async function answer({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Answered.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { digest, reason } = parsed.data;
  const reader = participantIn(frame, parsed.data.reader);
  const found = foundIn(parsed.data.found);
  if (!reader || !found) return 'not-found';
  const decision = await act((hand) => answerAlarm(hand, { readerId: reader.id, digest, found, reason }));
  if (!decision.ok) return { problems: decision.because.map((each) => ({ field: 'reason', text: explain(each) })) };
  const said = decision.value.waits
    ? 'Your answer is saved. A second person has to look too.'
    : 'Your answer is saved.';
  return { to: backOf(frame.reference, form['back']), said };
}

async function second({ frame, form, params, act }: CaseSent): Promise<Outcome> {
  const id = params['alarm'] ?? '';
  if (!isId(id)) return 'not-found';
  const decision = await act((hand) => secondAlarm(hand, id));
  if (decision.ok) return { to: backOf(frame.reference, form['back']), said: 'Saved. The words may cross now.' };
  if (decision.because.includes('not-there')) return 'not-found';
  return { problems: decision.because.map((each) => ({ field: 'stopped', text: explain(each) })) };
}

function foundIn(text: string): readonly Finding[] | undefined {
  try {
    const parsed = Found.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

// Back to where the words were read, and nowhere outside the case.
function backOf(reference: string, back: unknown): string {
  const own = `/cases/${reference}/`;
  const isWithin = typeof back === 'string' && back.startsWith(own) && /^[a-z0-9/-]+$/.test(back.slice(own.length));
  return isWithin ? back : `${own}stopped`;
}
