import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { doApart } from './apart.ts';

/** Why a PDF was not read, or not all of it. */
export type PdfUnread = 'locked' | 'cannot-be-read' | 'takes-too-long' | 'holds-files';

/** What was found in a PDF. */
export interface PdfRead {
  /** What it says of itself, and after it each page that was read with a form feed before it. */
  readonly words: string;
  /** How many pages it has; null where it could not be opened. */
  readonly pages: number | null;
  readonly unreadBecause: PdfUnread | null;
}

/** What the process that reads one is handed. */
export interface PdfOrders {
  readonly bytes: Uint8Array;
  readonly most: PdfLimits;
}

/** How much of a PDF is read, and how much reading it may take. */
export interface PdfLimits {
  readonly words: number;
  readonly pages: number;
  readonly milliseconds: number;
  /** Of words and objects; and of everything, what is unpacked with it. */
  readonly heapMegabytes: number;
  readonly residentMegabytes: number;
}

const usual = { pages: 500, milliseconds: 6000, heapMegabytes: 160, residentMegabytes: 384 } as const;

// How long a process may take to begin and to end, beside its reading, on a machine that is busy.
const besideMs = 20_000;

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = join(root, 'src/pdf-reader.ts');

/** A process that reads a PDF opens no file but the program itself, begins no other and is handed nothing of ours. */
export function fences(): readonly string[] {
  const library = dirname(dirname(fileURLToPath(import.meta.resolve('unpdf/pdfjs'))));
  const readable = [join(root, 'src', '*'), join(root, 'package.json'), join(library, '*')];
  return [
    ...['--permission', '--allow-worker', '--no-warnings', '--disallow-code-generation-from-strings'],
    ...[...new Set([...readable, ...readable.map(whereItIs)])].map((path) => `--allow-fs-read=${path}`),
  ];
}

function whereItIs(path: string): string {
  return path.endsWith('*') ? join(realpathSync(dirname(path)), '*') : realpathSync(path);
}

let before: Promise<unknown> = Promise.resolve();

/**
 * Reads the words of a PDF in a process of its own, one after the other. Whatever the file is made to do ends with that process; what
 * was read until then is kept.
 */
export async function readPdf(bytes: Buffer, most: { readonly words: number }): Promise<PdfRead> {
  return readPdfWithin(bytes, { ...usual, ...most });
}

/** The same within other limits. */
export async function readPdfWithin(bytes: Buffer, most: PdfLimits): Promise<PdfRead> {
  const turn = before.then(() => readNow({ bytes, most }));
  before = turn;
  return turn;
}

async function readNow(orders: PdfOrders): Promise<PdfRead> {
  try {
    return (await doApart(program, orders, {
      mostMegabytes: 96,
      mostMilliseconds: orders.most.milliseconds + besideMs,
      flags: fences(),
      environment: {},
    })) as PdfRead;
  } catch {
    // The process is gone, and with it whatever would tell why.
    return { words: '', pages: null, unreadBecause: 'cannot-be-read' };
  }
}
