import { deflateSync } from 'node:zlib';

type Piece = string | Buffer;

/** A PDF of these objects, the first of them its catalogue, with a table of where each stands. */
export function pdfOf(objects: readonly Piece[], trailer = ''): Buffer {
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  let length = 9;
  const places = objects.map((object, at) => {
    const piece = Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]);
    const place = length;
    pieces.push(piece);
    length += piece.length;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}trailer<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${length}\n%%EOF\n`;
  return Buffer.concat([...pieces, Buffer.from(end)]);
}

/** A stream as it stands in a PDF; packed where wished. */
export function stream(content: Piece, { isPacked = false, more = '' } = {}): Buffer {
  const bytes = isPacked ? deflateSync(Buffer.from(content)) : Buffer.from(content);
  const head = `<<${more}${isPacked ? '/Filter/FlateDecode' : ''}/Length ${bytes.length}>>stream\n`;
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\nendstream')]);
}

/** How the letters of a PDF are written. */
export type Typing =
  /** As they are. */
  | 'plain'
  /** Each in a code of the font's own, with a table of what it stands for; `fi` and `fl` are one sign. */
  | 'coded'
  /** A word in pieces, moved a little together or apart. */
  | 'kerned'
  /** Each letter set by itself. */
  | 'letter-by-letter';

export interface Typed {
  readonly typing?: Typing;
  readonly isPacked?: boolean;
  /** What the file says of itself, and other keys of its catalogue and of each page. */
  readonly about?: Readonly<Record<string, string>>;
  readonly catalogue?: string;
  readonly page?: string;
  /** Objects beside those of the pages; the first has the number that `firstBeside` tells. */
  readonly beside?: readonly Piece[];
}

const lead = 16;
const size = 11;

/** How many objects stand before those beside the pages. */
export function firstBeside(pages: number): number {
  return 2 * pages + 8;
}

/** A PDF of these pages, each of these lines. */
export function typedPdf(pages: readonly (readonly string[])[], typed: Typed = {}): Buffer {
  const { typing = 'plain', isPacked = true, about = {}, catalogue = '', page = '', beside = [] } = typed;
  const signs = signsOf(pages.flat());
  const kids = pages.map((_, at) => `${3 + at} 0 R`).join(' ');
  const font = 3 + 2 * pages.length;
  const resources = `/Resources<</Font<</F1 ${font} 0 R>>>>`;
  return pdfOf(
    [
      `<</Type/Catalog/Pages 2 0 R${catalogue}>>`,
      `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
      ...pages.map(
        (_, at) =>
          `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]${resources}/Contents ${3 + pages.length + at} 0 R${page}>>`,
      ),
      ...pages.map((lines) => stream(contentOf(lines, typing, signs), { isPacked })),
      ...fontOf(typing, signs, font),
      `<<${Object.entries(about)
        .map(([key, text]) => `/${key} ${hexText(text)}`)
        .join('')}>>`,
      ...beside,
    ],
    `/Info ${font + 4} 0 R`,
  );
}

/** A text as a PDF writes one that is of any alphabet. */
export function hexText(text: string): string {
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
}

// One sign each, `fi` and `fl` together: what a word processor does.
function signsIn(line: string): readonly string[] {
  return line.match(/fi|fl|[^]/gu) ?? [];
}

function signsOf(lines: readonly string[]): readonly string[] {
  return [...new Set(lines.flatMap(signsIn))];
}

function contentOf(lines: readonly string[], typing: Typing, signs: readonly string[]): Buffer {
  const set = lines.map((line, at) => {
    const y = 780 - at * lead;
    switch (typing) {
      case 'plain':
        return `1 0 0 1 60 ${y} Tm (${escaped(line)}) Tj`;
      case 'coded':
        return `1 0 0 1 60 ${y} Tm <${signsIn(line)
          .map((sign) => codeOf(sign, signs))
          .join('')}> Tj`;
      case 'kerned':
        return `1 0 0 1 60 ${y} Tm [${(line.match(/[^]{1,3}/gu) ?? [])
          .map((piece, nth) => `(${escaped(piece)}) ${nth % 2 === 0 ? 35 : -60}`)
          .join(' ')}] TJ`;
      case 'letter-by-letter':
        return Array.from(line, (letter, nth) =>
          letter === ' ' ? '' : `1 0 0 1 ${(60 + nth * size * 0.6).toFixed(2)} ${y} Tm (${escaped(letter)}) Tj`,
        ).join('\n');
      default:
        return typing satisfies never;
    }
  });
  return Buffer.from(`BT /F1 ${size} Tf\n${set.join('\n')}\nET`, 'latin1');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\()]/g, (sign) => `\\${sign}`);
}

const codeOf = (sign: string, signs: readonly string[]) => (signs.indexOf(sign) + 700).toString(16).padStart(4, '0');

function fontOf(typing: Typing, signs: readonly string[], number: number): readonly Piece[] {
  const courier = '<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>';
  if (typing !== 'coded') return [courier, 'null', 'null', 'null'];
  const chars = signs.map((sign) => `<${codeOf(sign, signs)}> <${hexText(sign).slice(5, -1)}>`);
  const groups = Array.from({ length: Math.ceil(chars.length / 100) }, (_, at) =>
    chars.slice(at * 100, at * 100 + 100),
  );
  const table = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
${groups.map((group) => `${group.length} beginbfchar\n${group.join('\n')}\nendbfchar`).join('\n')}
endcmap CMapName currentdict /CMap defineresource pop end end`;
  return [
    `<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/Identity-H/DescendantFonts[${number + 1} 0 R]/ToUnicode ${number + 3} 0 R>>`,
    `<</Type/Font/Subtype/CIDFontType2/BaseFont/Own/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ${number + 2} 0 R/DW 600/CIDToGIDMap/Identity>>`,
    '<</Type/FontDescriptor/FontName/Own/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 700/StemV 80>>',
    stream(table, { isPacked: true }),
  ];
}

/** A PDF that asks for a password. */
export function lockedPdf(): Buffer {
  const locked = pdfOf(
    [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
      `<</Filter/Standard/V 2/R 3/Length 128/P -44/O<${'5a'.repeat(32)}>/U<${'a5'.repeat(32)}>>>`,
    ],
    `/Encrypt 4 0 R/ID[<${'11'.repeat(16)}><${'11'.repeat(16)}>]`,
  );
  return locked;
}

/** A page whose content unpacks to this much, twice packed: a few kilobytes of it. */
export function bombPdf(megabytes: number): Buffer {
  const packed = deflateSync(deflateSync(Buffer.alloc(megabytes * 1024 * 1024, ' '), { level: 1 }));
  return pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>',
    Buffer.concat([
      Buffer.from(`<</Filter[/FlateDecode/FlateDecode]/Length ${packed.length}>>stream\n`),
      packed,
      Buffer.from('\nendstream'),
    ]),
  ]);
}
