import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { Id, ParticipantId } from '#vocabulary/ids.ts';

export type DocumentId = Id<'document'>;
export type DocumentKind = 'pdf' | 'jpeg' | 'png' | 'text' | 'docx' | 'odt';

/** What a content turned out to be when it was looked into. */
export type Seen =
  | DocumentKind
  | 'has-macros'
  | 'cannot-be-looked-into'
  | 'heic'
  | 'old-word'
  | 'empty'
  | 'something-else';

export type CannotTake =
  | 'file-is-empty'
  | 'file-is-too-big'
  | 'kind-is-not-taken'
  | 'photo-is-of-a-kind-we-do-not-take'
  | 'word-file-is-too-old'
  | 'ending-does-not-fit'
  | 'has-macros'
  | 'cannot-be-looked-into'
  | 'virus-found'
  | 'virus-scanner-does-not-answer'
  | 'too-many-files';

export const mostBytesOfCase = 500 * 1024 * 1024;
export const mostWords = 200_000;
const longestName = 150;

/** Why a PDF was not read, or not all of it; an office file may hold other files too. */
export type PdfUnread = 'locked' | 'cannot-be-read' | 'takes-too-long' | 'holds-files';

/** What could be read of a file. (DOC-7) */
export interface Read {
  /** Of a PDF what it says of itself, and after it each page that was read with a form feed before it. */
  readonly words: string;
  readonly areWordsWhole: boolean;
  /** Of a PDF alone: how many pages it has, where it could be opened. */
  readonly pages?: number | null;
  readonly unreadBecause?: PdfUnread | null;
}

/** What whoever passes a document on is told of how it was read. (DOC-7) */
export type Looked =
  | { readonly how: 'whole' | 'partly' | 'name-only' }
  | { readonly how: 'pdf-unread'; readonly because: Exclude<PdfUnread, 'holds-files'> }
  | {
      readonly how: 'pdf';
      readonly pages: number;
      readonly pagesRead: number;
      /** The pages on which no words were found: of pictures, or in letters of their own. */
      readonly withoutWords: readonly number[];
      /** Whether there may be more in it than the pages that were found. */
      readonly isDamaged: boolean;
    };

/** How far a document could be read, so that a person looks where nobody did. (DOC-7) */
export function lookedInto({ words, areWordsWhole, pages = null, unreadBecause = null }: Read): Looked {
  const [, ...read] = words.split('\f');
  if (pages !== null && read.length > 0) {
    const withoutWords = read.flatMap((each, at) => (each === '' ? [at + 1] : []));
    const isDamaged = unreadBecause === 'cannot-be-read';
    return { how: 'pdf', pages, pagesRead: read.length, withoutWords, isDamaged };
  }
  if (unreadBecause !== null && unreadBecause !== 'holds-files') return { how: 'pdf-unread', because: unreadBecause };
  if (pages !== null) return { how: 'pdf-unread', because: 'takes-too-long' };
  if (areWordsWhole) return { how: 'whole' };
  return { how: words === '' ? 'name-only' : 'partly' };
}

const endings: Readonly<Record<DocumentKind, readonly string[]>> = {
  pdf: ['pdf'],
  jpeg: ['jpg', 'jpeg'],
  png: ['png'],
  text: ['txt'],
  docx: ['docx'],
  odt: ['odt'],
};

/** How each kind is told of, and what it is when it is handed out. */
export const kinds: Readonly<
  Record<DocumentKind, { readonly words: string; readonly type: string; readonly isPicture: boolean }>
> = {
  pdf: { words: 'PDF', type: 'application/pdf', isPicture: false },
  jpeg: { words: 'JPEG picture', type: 'image/jpeg', isPicture: true },
  png: { words: 'PNG picture', type: 'image/png', isPicture: true },
  text: { words: 'plain text', type: 'text/plain; charset=utf-8', isPicture: false },
  docx: {
    words: 'Word document',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    isPicture: false,
  },
  odt: { words: 'OpenDocument text', type: 'application/vnd.oasis.opendocument.text', isPicture: false },
};

/** The ending that a file of this kind has. */
export function endingOf(kind: DocumentKind): string {
  return endings[kind][0] ?? kind;
}

/** Every ending that a file may have, as a browser asks for it. */
export const acceptedEndings = Object.values(endings)
  .flat()
  .map((ending) => `.${ending}`)
  .join(',');

/**
 * A file's name as it is kept: no folders, nothing that cannot be seen or turns the letters round, not too long, its ending
 * kept. (DOC-2)
 */
export function plainName(typed: string): string {
  const last = typed.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const seen = last
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu, '')
    .replace(/[\p{Cs}\p{Co}\p{Cn}]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^\.+/, '');
  const letters = Array.from(seen);
  if (letters.length <= longestName) return seen === '' ? 'file' : seen;
  const ending = endingIn(seen);
  const kept = letters.slice(0, longestName - ending.length - 1).join('');
  return ending === '' ? kept : `${kept.trimEnd()}.${ending}`;
}

function endingIn(name: string): string {
  return /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1] ?? '';
}

/** Takes a file whose content is of a kind that we take and says so in its ending. (DOC-1, DOC-3) */
export function takeIn(file: {
  readonly name: string;
  readonly seen: Seen;
  readonly isTooBig: boolean;
}): Decision<{ readonly name: string; readonly kind: DocumentKind }, CannotTake> {
  const { name, seen } = file;
  if (file.isTooBig) return refuse('file-is-too-big');
  switch (seen) {
    case 'empty':
      return refuse('file-is-empty');
    case 'heic':
      return refuse('photo-is-of-a-kind-we-do-not-take');
    case 'old-word':
      return refuse('word-file-is-too-old');
    case 'something-else':
      return refuse('kind-is-not-taken');
    case 'has-macros':
    case 'cannot-be-looked-into':
      return refuse(seen);
    case 'pdf':
    case 'jpeg':
    case 'png':
    case 'text':
    case 'docx':
    case 'odt':
      return endings[seen].includes(endingIn(name).toLowerCase())
        ? allow({ name, kind: seen })
        : refuse('ending-does-not-fit');
    default:
      return unreachable(seen);
  }
}

export type CannotAdd = 'case-is-full';

/** A case holds half a gigabyte. (DOC-3) */
export function fitsIn(sizes: readonly number[], before: number): Decision<true, CannotAdd> {
  const sum = sizes.reduce((all, size) => all + size, before);
  return sum > mostBytesOfCase ? refuse('case-is-full') : allow(true);
}

export interface Document {
  readonly id: DocumentId;
  /** Whose side it belongs to; null is the case as a whole. (DOC-4) */
  readonly participantId: ParticipantId | null;
  readonly name: string;
  readonly about: string;
  readonly kind: DocumentKind;
  readonly size: number;
  readonly takenAwayAt: Date | null;
}

export type CannotTakeAway = 'was-taken-away' | 'reason-is-missing';

/** Takes a document away, once, with a reason that stays. (DOC-5) */
export function takeAway(document: Pick<Document, 'takenAwayAt'>, because: string): Decision<string, CannotTakeAway> {
  const reasons: CannotTakeAway[] = [];
  if (document.takenAwayAt !== null) reasons.push('was-taken-away');
  if (because === '') reasons.push('reason-is-missing');
  return refuseAny(reasons, because);
}

/** The refusals in plain words for staff; of one file, its name stands before them. */
export function explain(reason: CannotTake | CannotAdd | CannotTakeAway): string {
  switch (reason) {
    case 'file-is-empty':
      return 'there is nothing in it';
    case 'file-is-too-big':
      return 'it is bigger than 20 MB';
    case 'kind-is-not-taken':
      return 'it is of a kind that we do not take. PDF, JPEG, PNG, plain text, Word (.docx) and OpenDocument (.odt) are';
    case 'photo-is-of-a-kind-we-do-not-take':
      return 'it is a photograph of the kind HEIC, which hides more than can be seen. Save it as JPEG';
    case 'word-file-is-too-old':
      return 'it is of an old kind of office file. Save it as .docx or as PDF';
    case 'ending-does-not-fit':
      return 'its ending is not one of what is in it, or not one that we take. Save it as PDF, as plain text (.txt), or as Word (.docx)';
    case 'has-macros':
      return 'it holds macros or other programmes. Save it without them, or as PDF';
    case 'cannot-be-looked-into':
      return 'it is damaged, or packed so that it cannot be looked into safely. Save it again, or as PDF';
    case 'virus-found':
      return 'the virus scanner found something in it. It was not kept. Tell whoever looks after your computers';
    case 'virus-scanner-does-not-answer':
      return 'the virus scanner does not answer just now, so it was not kept. Try again in a few minutes';
    case 'too-many-files':
      return 'ten files at once are the most. Add it with the next ones';
    case 'case-is-full':
      return 'This case has 500 MB of documents, which is all that it can hold. Nothing was added';
    case 'was-taken-away':
      return 'It was taken away already';
    case 'reason-is-missing':
      return 'Write why it is taken away';
    default:
      return unreachable(reason);
  }
}

/** How big something is, as people say it. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
