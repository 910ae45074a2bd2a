import { linkInWords } from './link-words.ts';
import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'unpdf/pdfjs';

/** What is told of a PDF while it is read, a piece at a time: what was told stays known when the rest takes too long. */
export type PdfPiece =
  | { readonly told: 'pages'; readonly count: number }
  | { readonly told: 'about'; readonly words: string; readonly holdsFiles: boolean; readonly isOtherForm: boolean }
  /** Where the way to a page is broken, so may be those to others after it. */
  | { readonly told: 'page'; readonly words: string; readonly holdsFiles: boolean; readonly isBroken: boolean };

const mostOfAbout = 20_000;
const mostPagesTold = 100_000;
const deepest = 20;
const nothing = { words: '', holdsFiles: false };

/**
 * Reads the words of a PDF: first what it says of itself, then each page with its notes and its form. Nothing in it is run,
 * drawn or fetched. It is only called where it may fail: in a process of its own (`pdf-reading.ts`).
 */
export async function* piecesOfPdf(bytes: Uint8Array, mostPages: number): AsyncGenerator<PdfPiece> {
  const reading = getDocument({
    data: bytes,
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    useWorkerFetch: false,
    isOffscreenCanvasSupported: false,
    maxImageSize: 0,
  });
  const pdf = await reading.promise;
  yield { told: 'pages', count: Math.min(pdf.numPages, mostPagesTold) };
  yield await aboutOf(pdf);
  for (let number = 1; number <= Math.min(pdf.numPages, mostPages); number += 1) {
    const page = await pdf.getPage(number).catch(() => null);
    // A page whose words are broken has none, like one of pictures: whoever passes it on looks at it.
    const read = page ? await wordsOfPage(page).catch(() => nothing) : nothing;
    yield { told: 'page', ...read, isBroken: page === null };
  }
}

async function aboutOf(pdf: PDFDocumentProxy): Promise<PdfPiece> {
  const { info, metadata } = await pdf.getMetadata().catch(() => ({ info: {}, metadata: null }));
  const files: unknown = await pdf.getAttachments().catch(() => null);
  const outline: unknown = await pdf.getOutline().catch(() => null);
  const own = Object.fromEntries(Object.entries(info).filter(([key]) => key !== 'PDFFormatVersion'));
  const words = [...textsIn(own), ...textsIn(metadata && [...metadata]), ...textsIn(outline), ...namesOf(files)];
  return {
    told: 'about',
    words: plain([...new Set(words)].join('\n')).slice(0, mostOfAbout),
    holdsFiles: namesOf(files).length > 0,
    isOtherForm: own['IsXFAPresent'] === true,
  };
}

interface FileInside {
  readonly filename?: unknown;
  readonly description?: unknown;
}

function namesOf(files: unknown): readonly string[] {
  const each = files instanceof Map ? [...files.values()] : Object.values(files ?? {});
  return (each as readonly FileInside[]).flatMap(({ filename, description }) => [
    String(filename),
    ...textsIn(description),
  ]);
}

/** Every text that stands anywhere in a value. */
function textsIn(value: unknown, depth = 0): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth > deepest || ArrayBuffer.isView(value)) return [];
  return Object.values(value).flatMap((each) => textsIn(each, depth + 1));
}

async function wordsOfPage(page: PDFPageProxy): Promise<typeof nothing> {
  const { items } = await page.getTextContent();
  const typed = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
  const notes: unknown = await page.getAnnotations().catch(() => []);
  const told: unknown = await page.getStructTree().catch(() => null);
  page.cleanup();
  return {
    words: plain([typed, ...wordsOfNotes(notes), ...saidInstead(told)].join('\n')),
    holdsFiles: (notes as readonly Note[]).some(({ file }) => namesOf(file && [file]).length > 0),
  };
}

interface Note {
  readonly titleObj?: unknown;
  readonly contentsObj?: unknown;
  readonly richText?: unknown;
  readonly textContent?: unknown;
  readonly fieldName?: unknown;
  readonly fieldValue?: unknown;
  readonly defaultFieldValue?: unknown;
  readonly alternativeText?: unknown;
  readonly options?: unknown;
  readonly url?: unknown;
  readonly unsafeUrl?: unknown;
  readonly file?: FileInside;
}

// What somebody wrote beside a page, into a form on it, or where a link on it leads.
function wordsOfNotes(notes: unknown): readonly string[] {
  return (notes as readonly Note[]).flatMap((note) => [
    ...[note.titleObj, note.contentsObj, note.textContent, note.fieldValue].flatMap((each) => textsIn(each)),
    ...[note.defaultFieldValue, note.alternativeText, note.options].flatMap((each) => textsIn(each)),
    ...textsIn((note.richText as { readonly str?: unknown } | null | undefined)?.str),
    ...textsIn(note.url ?? note.unsafeUrl).map(linkInWords),
    ...namesOf(note.file && [note.file]),
  ]);
}

/** What is said in place of a picture to whoever cannot see it. */
function saidInstead(tree: unknown, depth = 0): readonly string[] {
  if (typeof tree !== 'object' || tree === null || depth > deepest) return [];
  const { alt, children } = tree as { readonly alt?: unknown; readonly children?: readonly unknown[] };
  return [...textsIn(alt), ...(children ?? []).flatMap((child) => saidInstead(child, depth + 1))];
}

const strange = /[\p{Co}\p{Cn}\p{Cs}\ufffd]|[^\P{Cc}\n\t]/gu;

/** Words without what is no letter of any alphabet; none at all where a page has its letters in a code of its own. */
function plain(text: string): string {
  const kept = text.replaceAll(strange, ' ');
  const signs = text.replaceAll(/\s/g, '').length;
  if ((text.match(strange)?.length ?? 0) * 2 > signs) return '';
  return /[\p{L}\p{N}]/u.test(kept) ? kept.replaceAll(/\n{2,}/g, '\n').trim() : '';
}
