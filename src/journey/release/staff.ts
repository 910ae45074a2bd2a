import { z } from 'zod';
import type { ShowStops } from '#casefile/protection/facts.ts';
import { standingOf } from '#journey/consent/facts.ts';
import type { Decision } from '#platform/decision.ts';
import { problemsOf, typedDay, type Problem } from '#platform/forms.ts';
import { staffNames } from '#service/staff/facts.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { isId } from '#vocabulary/ids.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { answerSharing, releaseItem, releaseName, rewriteItem, takeBack, writeItem } from './actions.ts';
import { itemsOf, namesToldTo, releasesOf, weigh, type ReleaseOnFile } from './facts.ts';
import { caseMessagesPage, messagePage, type Naming } from './pages.ts';
import { carriesMessages } from './policy.ts';
import { beforeNaming, beforeRelease, explain, isShared, mayReach, type ItemId, type ReleaseId } from './rules.ts';

/** Messages carried between two sides, on the case page: what belongs to whom, and letting it cross. */
export function messagesForStaff(door: StaffDoor, showStops: ShowStops): void {
  const showOne = (visit: CaseVisit) => showMessage(visit, showStops);
  door.casePage('/messages', showAll);
  door.caseForm('/messages', pressOnList, showAll, { roles: carriesMessages });
  door.casePage('/messages/:item', showOne);
  door.caseForm('/messages/:item', press, showOne, { roles: carriesMessages });
}

async function showAll({ db, frame, today, attempt }: CaseVisit): Promise<Page> {
  const releases = await releasesOf(db, frame.id);
  return caseMessagesPage({
    frame,
    items: await itemsOf(db, frame.id),
    releases,
    namings: namingsIn(frame, releases, await standingOf(db, frame.id, today)),
    staffNames: await staffNames(db),
    attempt,
  });
}

function namingsIn(
  frame: CaseVisit['frame'],
  releases: readonly ReleaseOnFile[],
  standing: Awaited<ReturnType<typeof standingOf>>,
): readonly Naming[] {
  return frame.participants.flatMap(({ id: fromId, called: fromCalled }) =>
    mayReach(frame.links, fromId).map((toId) => ({
      fromId,
      toId,
      isTold: releases.some(
        (each) => each.kind === 'first-name' && each.fromId === fromId && each.toId === toId && each.revokedAt === null,
      ),
      shut: beforeNaming(standing, {
        fromId,
        toId,
        fromCalled,
        toCalled: participantIn(frame, toId)?.called ?? 'Somebody',
      }),
    })),
  );
}

async function showMessage(visit: CaseVisit, showStops: ShowStops): Promise<Page | 'not-found'> {
  const { db, frame, staff, params, today, attempt } = visit;
  const item = (await itemsOf(db, frame.id)).find(({ id }) => id === params['item']);
  if (!item) return 'not-found';
  const weighed = await weigh(db, frame.id, item, today);
  const { words, fromId: authorId, toId: readerId } = item;
  const namesToldOf = await namesToldTo(db, frame.id, readerId);
  const way = { way: 'message', aboutId: item.id, words, authorId, readerId, namesToldOf } as const;
  const page = messagePage({
    frame,
    item,
    isShared: isShared(item, weighed.standing),
    shut: beforeRelease(weighed),
    mayMove: hasRole(staff, ...carriesMessages),
    attempt,
  });
  const back = `/cases/${frame.reference}/messages/${item.id}`;
  return showStops(visit, page, { ways: item.passedOnAt ? [] : [way], back });
}

const stepsOnList: Readonly<Record<string, (sent: CaseSent) => Promise<Outcome>>> = { write, name, 'take-back': back };

async function pressOnList(sent: CaseSent): Promise<Outcome> {
  const step = typeof sent.form['step'] === 'string' ? sent.form['step'] : '';
  return Object.hasOwn(stepsOnList, step) ? (stepsOnList[step]?.(sent) ?? 'not-found') : 'not-found';
}

const words = z.string('Write something first').default('');
const Written = z.object({
  from: z.string('Choose whose it is').min(1, 'Choose whose it is'),
  to: z.string('Choose who it is for').min(1, 'Choose who it is for'),
  kind: z.enum(['question', 'statement'], 'Choose what it is'),
  words,
});

async function write({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Written.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const from = participantIn(frame, parsed.data.from);
  const to = participantIn(frame, parsed.data.to);
  if (!from || !to) return 'not-found';
  const wish = { fromId: from.id, toId: to.id, kind: parsed.data.kind, words: parsed.data.words };
  const decision = await act((hand) => writeItem(hand, wish));
  if (decision.ok)
    return { to: `/cases/${frame.reference}/messages/${decision.value}`, said: 'It is kept on their side.' };
  return {
    problems: decision.because.map((reason) => ({
      field: reason === 'not-between-these-two' ? 'to' : 'words',
      text: explain(reason),
    })),
  };
}

async function name({ frame, form, act }: CaseSent): Promise<Outcome> {
  const from = participantIn(frame, String(form['from'] ?? ''));
  const to = participantIn(frame, String(form['to'] ?? ''));
  if (!from || !to) return 'not-found';
  const decision = await act((hand) => releaseName(hand, { fromId: from.id, toId: to.id }));
  return answered(
    decision,
    { to: `/cases/${frame.reference}/messages`, said: 'The first name is passed on.' },
    'message',
  );
}

async function back({ frame, form, act }: CaseSent): Promise<Outcome> {
  const id = String(form['release'] ?? '');
  if (!isId(id)) return 'not-found';
  const decision = await act((hand) => takeBack(hand, id as ReleaseId));
  return answered(decision, { to: `/cases/${frame.reference}/messages`, said: 'It is taken back.' }, 'message');
}

const steps: Readonly<Record<string, (sent: CaseSent, itemId: ItemId) => Promise<Outcome>>> = {
  release,
  share,
  words: rewrite,
};

async function press(sent: CaseSent): Promise<Outcome> {
  const id = sent.params['item'] ?? '';
  const step = typeof sent.form['step'] === 'string' ? sent.form['step'] : '';
  return isId(id) && Object.hasOwn(steps, step) ? (steps[step]?.(sent, id as ItemId) ?? 'not-found') : 'not-found';
}

async function release({ frame, act }: CaseSent, id: ItemId): Promise<Outcome> {
  const decision = await act((hand) => releaseItem(hand, id));
  return answered(decision, { to: `/cases/${frame.reference}/messages/${id}`, said: 'It is passed on.' }, 'message');
}

async function rewrite({ frame, form, act }: CaseSent, itemId: ItemId): Promise<Outcome> {
  const parsed = z.object({ words }).safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const decision = await act((hand) => rewriteItem(hand, { as: 'staff' }, { itemId, words: parsed.data.words }));
  return answered(decision, { to: `/cases/${frame.reference}/messages/${itemId}`, said: 'Saved.' }, 'words');
}

const Shared = z.object({
  share: z.enum(['given', 'declined'], 'Choose their answer'),
  speaker: z.enum(['self', 'guardian']).default('self'),
  how: z.enum(['in-person', 'by-phone', 'video-call', 'in-writing'], 'Choose how they said it'),
});

async function share({ frame, form, act }: CaseSent, itemId: ItemId): Promise<Outcome> {
  const parsed = Shared.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const saidOn = asPlainDate(typedDay(form, 'said-on'));
  if (!saidOn) return { problems: [{ field: 'said-on', text: 'Write the day they said it, like 23 11 2026' }] };
  const { share: answer, speaker, how } = parsed.data;
  const decision = await act((hand) => answerSharing(hand, { as: 'staff' }, { itemId, answer, speaker, saidOn, how }));
  return answered(
    decision,
    { to: `/cases/${frame.reference}/messages/${itemId}`, said: 'Added to the ledger.' },
    'share',
  );
}

const fields: Readonly<Record<string, string>> = {
  'said-in-the-future': 'said-on',
  'no-guardian-on-the-case': 'speaker',
};

function answered(decision: Decision<unknown, string>, done: Outcome, field: string): Outcome {
  if (decision.ok) return done;
  if (decision.because.includes('no-such-item')) return 'not-found';
  return { problems: problemsFrom(decision.because, field) };
}

// Many reasons may have one sentence: the reasons stand on the page.
function problemsFrom(because: readonly string[], field: string): readonly Problem[] {
  const found = because.map((reason) => ({ field: fields[reason] ?? field, text: explain(reason) }));
  return found.filter(({ text }, at) => found.findIndex((each) => each.text === text) === at);
}
