import { fileTypeFromBuffer } from 'file-type';
import { linkInWords } from './link-words.ts';
import { zipContent, zipMembers } from './zip.ts';

/** What a content is by what stands in it, whatever its name says. */
export type SeenKind =
  | 'pdf'
  | 'jpeg'
  | 'png'
  | 'text'
  | 'docx'
  | 'odt'
  | 'has-macros'
  | 'cannot-be-looked-into'
  | 'heic'
  | 'old-word'
  | 'empty'
  | 'something-else';

const mostMembers = 2000;
const mostUnpacked = 200 * 1024 * 1024;
const mostOfOnePart = 20 * 1024 * 1024;

const byEnding: Readonly<Record<string, SeenKind>> = {
  pdf: 'pdf',
  jpg: 'jpeg',
  png: 'png',
  docx: 'docx',
  odt: 'odt',
  docm: 'has-macros',
  dotm: 'has-macros',
  xlsm: 'has-macros',
  pptm: 'has-macros',
  heic: 'heic',
  cfb: 'old-word',
};

/** Looks what a content is. A packed one is opened only where its directory says that it can be, and only as far as needed. */
export async function kindSeen(bytes: Buffer): Promise<SeenKind> {
  if (bytes.length === 0) return 'empty';
  if (bytes.toString('latin1', 0, 2) === 'PK') {
    const fault = packedFault(bytes);
    if (fault) return fault;
  }
  const found = await fileTypeFromBuffer(bytes);
  if (found) return byEnding[found.ext] ?? 'something-else';
  return textIn(bytes) === undefined ? 'something-else' : 'text';
}

function packedFault(bytes: Buffer): SeenKind | undefined {
  const members = zipMembers(bytes, mostMembers);
  if (!members) return 'cannot-be-looked-into';
  const packed = members.reduce((sum, { packedSize }) => sum + packedSize, 0);
  const unpacked = members.reduce((sum, { size }) => sum + size, 0);
  if (packed > bytes.length || unpacked > mostUnpacked) return 'cannot-be-looked-into';
  const runs = ({ name }: { readonly name: string }) =>
    /(^|\/)(vbaProject|vbaData)[^/]*$|\/activeX\/|^(Basic|Scripts)\//i.test(name);
  return members.some(runs) ? 'has-macros' : undefined;
}

/** A text as it was written; undefined for what is none. */
export function textIn(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /[^\P{Cc}\t\n\r\f]/u.test(text) ? undefined : text;
  } catch {
    return undefined; // no UTF-8
  }
}

const partsTold =
  /^(?:word\/(?:glossary\/)?[^/]+|docProps\/[^/]+|customXml\/[^/]+|(?:Object [^/]+\/)?(?:content|styles|meta))\.xml$|^word\/_rels\/[^/]+\.rels$/;

/** Whether other files are inside an office file, such as the table behind a chart. */
export function holdsFiles(bytes: Buffer): boolean {
  const members = zipMembers(bytes, mostMembers) ?? [];
  return members.some(({ name }) => /^word\/(?:embeddings\/.|afchunk)|^Object [^/]+$/i.test(name));
}

/**
 * The words of an office file, as far as they can be read: of its text, its margins, its comments and who wrote them, where its links
 * lead, what is said in place of its pictures, and what it says of itself.
 */
export function wordsIn(bytes: Buffer, most: number): string {
  const members = zipMembers(bytes, mostMembers) ?? [];
  const told = members.filter(({ name }) => partsTold.test(name));
  let words = '';
  for (const member of told) {
    if (words.length >= most) break;
    const xml = zipContent(bytes, member, mostOfOnePart)?.toString('utf8') ?? '';
    words += member.name.endsWith('.rels') ? toldInLinks(xml) : `${withoutTags(xml)}\n${toldInTags(xml)}`;
  }
  return words.slice(0, most);
}

// What word processors keep within their tags: who changed a word, what stands for a picture, where a link leads.
function toldInTags(xml: string): string {
  const told = xml.matchAll(/\s(?:descr|title|alt|o:title|w:author|w:initials|w:tooltip|xlink:href)="([^"]+)"/g);
  return linesOf([...told].map(([, words = '']) => words));
}

function toldInLinks(xml: string): string {
  const outwards = [...xml.matchAll(/<Relationship\b[^>]*>/g)].filter(([tag]) => tag.includes('"External"'));
  return linesOf(outwards.map(([tag]) => /\sTarget="([^"]*)"/.exec(tag)?.[1] ?? ''));
}

function linesOf(told: readonly string[]): string {
  return [...new Set(told)].map((each) => `${linkInWords(withoutTags(each))}\n`).join('');
}

const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function withoutTags(xml: string): string {
  return xml
    .replaceAll(
      /<(?:\/w:p|\/text:p|\/text:h|\/dc:[a-z]+|\/cp:[A-Za-z]+|\/meta:[a-z-]+|w:br|text:line-break)\b[^>]*>/g,
      '\n',
    )
    .replaceAll(/<(?:w:tab|text:tab|text:s)\b[^>]*>/g, ' ')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(
      /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));/g,
      (whole, ten?: string, sixteen?: string, name?: string) => {
        const code = ten === undefined ? Number.parseInt(sixteen ?? '', 16) : Number(ten);
        if (Number.isNaN(code)) return signs[name ?? ''] ?? whole;
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
      },
    )
    .replaceAll('\0', ' ')
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
}
