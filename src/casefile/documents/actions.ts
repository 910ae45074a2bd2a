import { holdCase } from '#casefile/cases/facts.ts';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import { holdsFiles, kindSeen, textIn, wordsIn } from '#platform/file-kind.ts';
import type { FileStore } from '#platform/file-store.ts';
import { readPdf } from '#platform/pdf-reading.ts';
import { bareJpeg, barePng } from '#platform/picture.ts';
import type { LookForViruses } from '#platform/virus-scan.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { SentFile } from '#vocabulary/doors.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { bytesOf, documentOf } from './facts.ts';
import * as rules from './rules.ts';
import type { DocumentId, DocumentKind } from './rules.ts';
import * as store from './store.ts';

/** What a file passes through before it is kept. */
export interface Intake {
  readonly files: FileStore;
  /** Left out where no virus scanner was set. */
  readonly lookForViruses: LookForViruses | undefined;
}

/** A file whose content is kept and waits for its row. */
export interface TakenFile extends rules.Read {
  readonly id: DocumentId;
  readonly fileKey: string;
  readonly name: string;
  readonly kind: DocumentKind;
  readonly size: number;
}

/** What became of a file that was sent. */
export type Taken = { readonly name: string } & ({ readonly file: TakenFile } | { readonly because: rules.CannotTake });

/** Takes a file in: what it is, what it is called, what a picture hides, what a virus scanner says, which words are in it. Then it is kept, sealed. (DOC-1, DOC-2, DOC-6, DOC-7) */
export async function takeFile({ files, lookForViruses }: Intake, sent: SentFile): Promise<Taken> {
  const name = rules.plainName(sent.name);
  if (sent.isOverCount) return { name, because: 'too-many-files' };
  const seen = sent.isTooBig ? 'something-else' : await kindSeen(sent.bytes);
  const decision = rules.takeIn({ name, seen, isTooBig: sent.isTooBig });
  if (!decision.ok) return { name, because: decision.because[0] };
  const { kind } = decision.value;
  const bytes = bareOf(kind, sent.bytes);
  if (!bytes) return { name, because: 'cannot-be-looked-into' };
  // What was sent is looked at, not only what is kept of it.
  const answer = lookForViruses ? await lookForViruses(sent.bytes) : 'clean';
  if (answer === 'found') return { name, because: 'virus-found' };
  if (answer === 'no-answer') return { name, because: 'virus-scanner-does-not-answer' };
  const { id, key } = await files.keep(bytes);
  const file = {
    id: id as DocumentId,
    fileKey: key,
    name,
    kind,
    size: bytes.length,
    ...(await readingOf(kind, bytes)),
  };
  return { name, file };
}

function bareOf(kind: DocumentKind, bytes: Buffer): Buffer | undefined {
  if (kind === 'jpeg') return bareJpeg(bytes);
  return kind === 'png' ? barePng(bytes) : bytes;
}

async function readingOf(kind: DocumentKind, bytes: Buffer): Promise<rules.Read> {
  if (kind === 'pdf') return { ...(await readPdf(bytes, { words: rules.mostWords })), areWordsWhole: false };
  if (kind === 'text') {
    const text = (textIn(bytes) ?? '').replaceAll('\r\n', '\n');
    return { words: text.slice(0, rules.mostWords), areWordsWhole: text.length <= rules.mostWords };
  }
  if (kind === 'docx' || kind === 'odt') {
    const unreadBecause = holdsFiles(bytes) ? 'holds-files' : null;
    return { words: wordsIn(bytes, rules.mostWords), areWordsWhole: false, unreadBecause };
  }
  return { words: '', areWordsWhole: false };
}

/** Adds documents to one side of a case or to the case as a whole. (DOC-3, DOC-4) */
export async function addDocuments(
  hand: Hand,
  added: {
    readonly participantId: ParticipantId | null;
    readonly about: string;
    readonly files: readonly TakenFile[];
  },
): Promise<Decision<number, rules.CannotAdd>> {
  const { id: caseId } = await holdCase(hand);
  const sizes = added.files.map(({ size }) => size);
  const decision = rules.fitsIn(sizes, await bytesOf(hand, caseId));
  if (!decision.ok) return decision;
  const { participantId, about } = added;
  for (const file of added.files) {
    await store.addDocument(hand, { participantId, about, ...file });
    await hand.announce({ name: 'document.added', participantId, documentId: file.id });
  }
  return allow(added.files.length);
}

/** Writes down that a virus was found in what somebody sent; the security trail keeps no name. (DOC-6) */
export async function noteVirus(hand: Hand): Promise<Decision<true, never>> {
  await store.noteRefused(hand, 'virus-found');
  return allow(true);
}

/** Takes a document away from whoever looks at the case; its row says who did and why. (DOC-5) */
export async function takeDocumentAway(
  hand: Hand,
  id: string,
  because: string,
): Promise<Decision<DocumentId, rules.CannotTakeAway | 'no-such-document'>> {
  const { id: caseId } = await holdCase(hand);
  const document = await documentOf(hand, caseId, id);
  if (!document) return refuse('no-such-document');
  const decision = rules.takeAway(document, because);
  if (!decision.ok) return decision;
  await store.markTakenAway(hand, document, because);
  const { participantId } = document;
  await hand.announce({ name: 'document.taken-away', participantId, documentId: document.id });
  return allow(document.id);
}

const waitsMs = 24 * 3_600_000;

/** Throws away contents whose row was never written, and settles those whose row was: what a crash left half done. */
export async function sweepFiles(keeper: Keeper, files: FileStore, waited = waitsMs): Promise<number> {
  const waiting = await files.unsettled(waited, 1000);
  if (waiting.length === 0) return 0;
  const there = await store.documentsThere(keeper, waiting);
  for (const id of waiting) await (there.has(id) ? files.settle(id) : files.drop(id));
  return waiting.length - there.size;
}
