import { z } from 'zod';
import { problemsOf, type Problem } from '#platform/forms.ts';
import { staffNames } from '#service/staff/facts.ts';
import type { CaseSent, CaseVisit, Outcome, Page, ServedFile, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { isId } from '#vocabulary/ids.ts';
import { addDocuments, noteVirus, takeDocumentAway, takeFile, type Intake, type Taken } from './actions.ts';
import { documentOf, documentsAtOnce, documentsOf, insideOf, whyNotTaken, type DocumentCursor } from './facts.ts';
import { documentPage, documentsPage } from './pages.ts';
import { explain, kinds } from './rules.ts';

/** Documents on the case page: what there is, adding some, opening one, taking one away. */
export function documentsForStaff(door: StaffDoor, intake: Intake): void {
  door.casePage('/documents', showAll);
  door.caseUpload<Taken>(
    '/documents',
    { take: (file) => takeFile(intake, file), submit: (sent, taken) => keep(intake, sent, taken), show: showAll },
    { whenClosed: true },
  );
  door.casePage('/documents/:document', showOne);
  door.caseForm('/documents/:document', takeAway, showOne, { whenClosed: true });
  door.caseFile('/documents/:document/file', (visit) => open(intake, visit));
}

async function showAll({ db, frame, query, attempt }: CaseVisit): Promise<Page> {
  const before = cursorOf(query['before'] ?? '');
  const found = await documentsOf(db, frame.id, before);
  const documents = found.slice(0, documentsAtOnce);
  return documentsPage({
    frame,
    documents,
    olderFrom: found.length > documentsAtOnce ? (documents.at(-1) ?? null) : null,
    isOlder: before !== null,
    staffNames: await staffNames(db),
    attempt,
  });
}

function cursorOf(text: string): DocumentCursor | null {
  const [moment = '', id = ''] = text.split('_');
  return /^\d{1,14}$/.test(moment) && isId(id)
    ? { addedAt: new Date(Number(moment)), id: id as DocumentCursor['id'] }
    : null;
}

const Added = z.object({
  whose: z.string('Choose whose side it belongs to').min(1, 'Choose whose side it belongs to'),
  about: z.string().max(500, 'Write what it is in 500 characters or fewer').default(''),
});

async function keep(intake: Intake, sent: CaseSent, taken: readonly Taken[]): Promise<Outcome> {
  const files = taken.flatMap((each) => ('file' in each ? [each.file] : []));
  if (taken.some((each) => 'because' in each && each.because === 'virus-found')) await sent.act(noteVirus);
  const outcome = await add(sent, taken, files);
  const isAdded = outcome === 'added';
  for (const { id } of files) await (isAdded ? intake.files.settle(id) : intake.files.drop(id));
  const refused = refusedOf(taken);
  if (outcome === 'not-found') return outcome;
  if (outcome === 'added' && refused.length === 0)
    return { to: `/cases/${sent.frame.reference}/documents`, said: 'The documents are added.' };
  return { problems: [...(isAdded ? [] : outcome), ...refused] };
}

async function add(
  { frame, form, act }: CaseSent,
  taken: readonly Taken[],
  files: Parameters<typeof addDocuments>[1]['files'],
): Promise<'added' | 'not-found' | readonly Problem[]> {
  const parsed = Added.safeParse(form);
  const noFile = taken.length === 0 ? [{ field: 'files', text: 'Choose at least one file' }] : [];
  if (!parsed.success) return [...problemsOf(parsed.error), ...noFile, ...again(files)];
  const { whose, about } = parsed.data;
  const who = whose === 'case' ? null : participantIn(frame, whose);
  if (who === undefined) return 'not-found';
  if (files.length === 0) return noFile;
  const decision = await act((hand) => addDocuments(hand, { participantId: who?.id ?? null, about, files }));
  return decision.ok ? 'added' : decision.because.map((reason) => ({ field: 'files', text: explain(reason) }));
}

// A browser sends a file once: with the rest of the form wrong, it is to be chosen again.
function again(files: readonly unknown[]): readonly Problem[] {
  return files.length === 0 ? [] : [{ field: 'files', text: 'Choose the files again' }];
}

function refusedOf(taken: readonly Taken[]): readonly Problem[] {
  return taken.flatMap((each) =>
    'because' in each ? [{ field: 'files', text: whyNotTaken(each.name, each.because) }] : [],
  );
}

async function showOne({ db, frame, params, attempt }: CaseVisit): Promise<Page | 'not-found'> {
  const id = params['document'] ?? '';
  const document = isId(id) ? await documentOf(db, frame.id, id) : undefined;
  if (!document) return 'not-found';
  return documentPage({ frame, document, staffNames: await staffNames(db), attempt });
}

async function takeAway({ frame, params, form, act }: CaseSent): Promise<Outcome> {
  const id = params['document'] ?? '';
  const parsed = z
    .object({ because: z.string().max(1000, 'Write why in 1,000 characters or fewer').default('') })
    .safeParse(form);
  if (!isId(id)) return 'not-found';
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const decision = await act((hand) => takeDocumentAway(hand, id, parsed.data.because));
  if (decision.ok) return { to: `/cases/${frame.reference}/documents`, said: 'It is taken away.' };
  const reasons = decision.because.filter((reason) => reason !== 'no-such-document');
  if (reasons.length === 0) return 'not-found';
  return { problems: reasons.map((reason) => ({ field: 'because', text: explain(reason) })) };
}

async function open({ files }: Intake, { db, frame, params }: CaseVisit): Promise<ServedFile | 'not-found'> {
  const id = params['document'] ?? '';
  const inside = isId(id) ? await insideOf(db, frame.id, id) : undefined;
  const document = inside && (await documentOf(db, frame.id, id));
  if (!document) return 'not-found';
  const { participantId, kind, name, size } = document;
  return {
    ...{ name, size, type: kinds[kind].type, isShown: kinds[kind].isPicture },
    content: () => files.read({ id, key: inside.fileKey }),
    read: { what: 'document', participantId, itemId: id },
  };
}
