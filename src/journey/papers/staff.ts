import { z } from 'zod';
import {
  documentOf,
  insideOf,
  lookedInto,
  wordsToLookThrough,
  type DocumentOnFile,
} from '#casefile/documents/facts.ts';
import type { OnTheirWay, ShowStops } from '#casefile/protection/facts.ts';
import { namesTold } from '#journey/release/facts.ts';
import type { Decision } from '#platform/decision.ts';
import { problemsOf, typedDay } from '#platform/forms.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { isId, type ParticipantId } from '#vocabulary/ids.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { answerSharing, passOn, takePaperBack } from './actions.ts';
import { papersOf, weigh } from './facts.ts';
import { passOnPage } from './pages.ts';
import { passesPapersOn } from './policy.ts';
import { beforePassingOn, explain, isShared, readersFor } from './rules.ts';

/** Passing copies of a document on, from its page. */
export function papersForStaff(door: StaffDoor, showStops: ShowStops): void {
  const show = (visit: CaseVisit) => showOne(visit, showStops);
  door.casePage('/documents/:document/pass-on', show);
  door.caseForm('/documents/:document/pass-on', press, show, { roles: passesPapersOn });
}

async function showOne(visit: CaseVisit, showStops: ShowStops): Promise<Page | 'not-found'> {
  const { db, frame, params, today, staff, attempt } = visit;
  const id = params['document'] ?? '';
  const document = isId(id) ? await documentOf(db, frame.id, id) : undefined;
  const inside = document && (await insideOf(db, frame.id, id));
  const fromId = document?.participantId ?? null;
  if (!document || !inside || fromId === null) return 'not-found';
  const papers = (await papersOf(db, frame.id)).filter(({ documentId }) => documentId === id);
  const readers = readersFor(frame.links, fromId);
  const holdsFiles = inside.unreadBecause === 'holds-files';
  const weighed = await weigh(db, frame.id, { id, fromId, holdsFiles }, { readers, today });
  const ways = weighed.map((each) => ({
    ...each,
    isShared: isShared(each.standing, each),
    shut: beforePassingOn(each),
    paper: papers.find(({ toId, revokedAt }) => toId === each.toId && revokedAt === null),
  }));
  const page = passOnPage({
    ...{ frame, document, ways, attempt, looked: lookedInto(inside) },
    isChild: participantIn(frame, fromId)?.isChild ?? false,
    mayMove: hasRole(staff, ...passesPapersOn) && frame.status !== 'closed',
  });
  const told = await namesTold(db, frame.id);
  const waiting = ways.filter(({ paper }) => paper === undefined);
  const back = `/cases/${frame.reference}/documents/${id}/pass-on`;
  return showStops(visit, page, { ways: waiting.map(({ toId }) => wayTo(toId, document, inside, told(toId))), back });
}

function wayTo(
  readerId: ParticipantId,
  document: DocumentOnFile,
  inside: { readonly words: string },
  namesToldOf: readonly ParticipantId[],
): OnTheirWay {
  const { id, participantId } = document;
  const authorId = participantId === readerId ? null : participantId;
  const words = wordsToLookThrough(document, inside);
  return { way: 'document', aboutId: id, words, isPaged: document.kind === 'pdf', authorId, readerId, namesToldOf };
}

const steps: Readonly<Record<string, (sent: CaseSent, id: string) => Promise<Outcome>>> = {
  'pass-on': pass,
  share,
  'take-back': back,
};

async function press(sent: CaseSent): Promise<Outcome> {
  const id = sent.params['document'] ?? '';
  const step = typeof sent.form['step'] === 'string' ? sent.form['step'] : '';
  return isId(id) && Object.hasOwn(steps, step) ? (steps[step]?.(sent, id) ?? 'not-found') : 'not-found';
}

function readerIn({ frame, form }: CaseSent) {
  return participantIn(frame, String(form['to'] ?? ''));
}

async function pass(sent: CaseSent, documentId: string): Promise<Outcome> {
  const to = readerIn(sent);
  if (!to) return 'not-found';
  const isReadThrough = sent.form['read-through'] === to.id;
  const decision = await sent.act((hand) => passOn(hand, { documentId, toId: to.id, isReadThrough }));
  return answered(sent, decision, 'A copy is passed on.', 'read-through');
}

const Shared = z.object({
  share: z.enum(['given', 'declined'], 'Choose their answer'),
  speaker: z.enum(['self', 'guardian']).default('self'),
  how: z.enum(['in-person', 'by-phone', 'video-call', 'in-writing'], 'Choose how they said it'),
});

async function share(sent: CaseSent, documentId: string): Promise<Outcome> {
  const to = readerIn(sent);
  if (!to) return 'not-found';
  const parsed = Shared.safeParse(sent.form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const saidOn = asPlainDate(typedDay(sent.form, 'said-on'));
  if (!saidOn) return { problems: [{ field: 'said-on', text: 'Write the day they said it, like 23 11 2026' }] };
  const { share: answer, speaker, how } = parsed.data;
  const said = { documentId, toId: to.id, answer, speaker, saidOn, how };
  return answered(sent, await sent.act((hand) => answerSharing(hand, said)), 'Added to the ledger.', 'share');
}

async function back(sent: CaseSent): Promise<Outcome> {
  const id = String(sent.form['paper'] ?? '');
  if (!isId(id)) return 'not-found';
  return answered(sent, await sent.act((hand) => takePaperBack(hand, id)), 'It is taken back.', 'papers');
}

const fields: Readonly<Record<string, string>> = {
  'said-in-the-future': 'said-on',
  'no-guardian-on-the-case': 'speaker',
  'was-passed-on': 'papers',
  'case-is-closed': 'papers',
};

function answered(
  { frame, params }: CaseSent,
  decision: Decision<unknown, string>,
  said: string,
  field: string,
): Outcome {
  if (decision.ok) return { to: `/cases/${frame.reference}/documents/${params['document']}/pass-on`, said };
  if (decision.because.some((reason) => reason.startsWith('no-such-'))) return 'not-found';
  const texts = [
    ...new Map(decision.because.map((reason) => [explain(reason), fields[reason] ?? placeOf(reason, field)])),
  ];
  return { problems: texts.map(([text, place]) => ({ field: place, text })) };
}

// What stands on the page and belongs to no field is led to by its heading.
function placeOf(reason: string, field: string): string {
  return field === 'read-through' && reason !== 'not-read-through' ? 'papers' : field;
}
