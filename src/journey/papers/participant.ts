import { endingOf, kinds } from '#casefile/documents/facts.ts';
import type { FileStore } from '#platform/file-store.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { OwnSent, OwnVisit, Outcome, Page, ParticipantDoor, ServedFile } from '#vocabulary/doors.ts';
import { isId } from '#vocabulary/ids.ts';
import { openPaper } from './actions.ts';
import { insideOfMine, papersForMe } from './facts.ts';
import { ownPaperPage, ownPapersPage } from './own-pages.ts';

/** Papers that were passed on to somebody, for that person alone. */
export function papersForParticipants(door: ParticipantDoor, { files }: { readonly files: FileStore }): void {
  door.page('/papers', async ({ db }) => ownPapersPage(await papersForMe(db)));
  door.page('/papers/:id', showOne);
  door.form('/papers/:id', open, showOne);
  door.file('/papers/:id/file', (visit) => see(files, visit));
}

async function showOne({ db, params }: OwnVisit): Promise<Page | 'not-found'> {
  const paper = (await papersForMe(db)).find(({ id }) => id === params['id']);
  return paper ? ownPaperPage(paper) : 'not-found';
}

async function open({ self, params, form, act }: OwnSent): Promise<Outcome> {
  const id = params['id'] ?? '';
  if (!isId(id) || form['step'] !== 'open') return 'not-found';
  const decision = await act((hand) => openPaper(hand, id, self.participantId));
  return decision.ok ? { to: `/my/papers/${id}` } : 'not-found';
}

async function see(files: FileStore, { db, params }: OwnVisit): Promise<ServedFile | 'not-found'> {
  const id = params['id'] ?? '';
  const inside = isId(id) ? await insideOfMine(db, id) : undefined;
  const paper = inside && (await papersForMe(db)).find((each) => each.id === id);
  if (!paper) return 'not-found';
  const { kind, size, releasedAt } = paper;
  return {
    // On a device that others use, its name would say what it is about.
    name: `paper-${dayOf(releasedAt)}.${endingOf(kind)}`,
    ...{ size, type: kinds[kind].type, isShown: kinds[kind].isPicture },
    content: () => files.read({ id: inside.documentId, key: inside.fileKey }),
    read: { what: 'own-page', itemId: id },
  };
}
