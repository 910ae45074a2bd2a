import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { scan, type Crossing } from '#casefile/protection/rules.ts';
import type { ProtectedKind, ProtectedValue } from '#casefile/protection/value-rules.ts';
import { piecesOfPdf } from '#platform/pdf-words.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { firstBeside, hexText, pdfOf, stream, typedPdf, type Typed, type Typing } from './support/pdfs.ts';

const joanne = 'joanne' as ParticipantId;
const toDylan: Crossing = { readerId: 'dylan' as ParticipantId, authorId: null, namesToldOf: [] };
const of = (kind: ProtectedKind, value: string): ProtectedValue => ({ owners: [joanne], kind, value });
const hers = [
  of('name', 'Joanne Brackley-Fielding'),
  of('first-name', 'Joanne'),
  of('address', 'Flat 3, 14 Greenfield Road, Kettering NN16 0AB'),
  of('phone', '07700 900123'),
  of('email', 'joanne.b@example.org'),
  of('organisation', 'Croyland Primary School'),
];

async function read(
  bytes: Buffer,
): Promise<{ about: string; pages: string[]; holdsFiles: boolean; isBroken: boolean }> {
  const heard = { about: '', pages: [] as string[], holdsFiles: false, isBroken: false };
  for await (const piece of piecesOfPdf(new Uint8Array(bytes), 50)) {
    if (piece.told === 'about') Object.assign(heard, { about: piece.words, holdsFiles: piece.holdsFiles });
    else if (piece.told === 'page') {
      heard.pages.push(piece.words);
      heard.isBroken ||= piece.isBroken;
      heard.holdsFiles ||= piece.holdsFiles;
    }
  }
  return heard;
}

const typings: readonly Typing[] = ['plain', 'coded', 'kerned', 'letter-by-letter'];
const kindsFound = (text: string) => new Set(scan(text, hers, toDylan).map(({ kind }) => kind));

for (const typing of typings) {
  test(`the words of a PDF are read as they stand, each page by itself: ${typing}`, async () => {
    for (const isPacked of [true, false]) {
      const pages = [['The first flat, in the office (upstairs).', 'A fine day: £400.'], ['Page two, with ends\\']];
      const lines = pages.map((page) => page.map((line) => (typing === 'coded' ? line : line.replace('£', 'L'))));
      const heard = await read(typedPdf(lines, { typing, isPacked }));
      assert.deepEqual(
        heard.pages,
        lines.map((page) => page.join('\n')),
      );
    }
  });
}

test('what the scanner finds in a text it finds in a PDF of that text, however it is typed and wherever its lines end', async () => {
  const said = fc.constantFrom(
    ...['14 Greenfield Road', 'FLAT 3, fourteen Greenfield Rd', 'nn160ab', 'Greenfeild Road', 'Kettering', '0AB NN16'],
    ...['07700 900123', '+44 7700 900 123', 'joanne.b@example.org', 'joanne dot b at example dot org', 'J0anne'],
    ...['Joanne Brackley-Fielding', 'Mrs Brackley Fielding', 'Croyland Primary School', 'croyland school', 'Joanne'],
  );
  const plain = fc.constantFrom(
    ...['I broke the window.', 'It was late;', 'we walked to the first office', '(twice)', 'in 2026', 'for 14 pounds'],
    ...['and', 'the field', 'road works', 'on page 3'],
  );
  const way = fc.record({
    typing: fc.constantFrom(...typings),
    isPacked: fc.boolean(),
    width: fc.integer({ min: 12, max: 70 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(said, plain), { minLength: 1, maxLength: 12 }), way, async (parts, how) => {
      const text = parts.join(' ');
      const { pages } = await read(typedPdf([wrapped(text, how.width)], how));
      const found = kindsFound(pages.join('\f'));
      for (const kind of kindsFound(text)) assert.ok(found.has(kind), `${kind} of “${text}” in “${pages.join()}”`);
    }),
    { numRuns: 120 },
  );
});

// Lines end between words, as they do on paper.
function wrapped(text: string, width: number): readonly string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}

test('an address is found over the end of a line and of a page, and cut in two by a hyphen', async () => {
  const { pages } = await read(
    typedPdf([['She lives at 14', 'Green-', 'field', 'Road, Ket'], ['tering NN16'], ['0AB']]),
  );
  const text = pages.join('\f');
  const marked = scan(text, hers, toDylan).map(({ from, to }) => text.slice(from, to));
  assert.ok(
    marked.some((words) => /Green-\nfield\nRoad/.test(words)),
    marked.join('|'),
  );
  assert.ok(
    marked.some((words) => /NN16\f0AB/.test(words)),
    marked.join('|'),
  );
});

/** What is written beside the words of one page: where it stands in the file, and that it is read. */
const besides: Readonly<Record<string, { readonly typed: Typed; readonly isAbout: boolean }>> = {
  'its title and who wrote it': { typed: { about: { Title: 'For 14 Greenfield Road', Own: 'x' } }, isAbout: true },
  'a description in XML': {
    typed: {
      catalogue: `/Metadata ${firstBeside(1)} 0 R`,
      beside: [
        stream(
          '<?xpacket?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>Joanne of 14 Greenfield Road</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>',
          { more: '/Type/Metadata/Subtype/XML' },
        ),
      ],
    },
    isAbout: true,
  },
  'a bookmark': {
    typed: {
      catalogue: `/Outlines ${firstBeside(1)} 0 R`,
      beside: [
        `<</Type/Outlines/First ${firstBeside(1) + 1} 0 R/Last ${firstBeside(1) + 1} 0 R/Count 1>>`,
        `<</Title ${hexText('14 Greenfield Road')}/Parent ${firstBeside(1)} 0 R/Dest[3 0 R/Fit]>>`,
      ],
    },
    isAbout: true,
  },
  'a note in the margin': {
    typed: {
      page: `/Annots[<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents ${hexText('See 14 Greenfield Road')}>>]`,
    },
    isAbout: false,
  },
  'where a link leads': {
    typed: {
      page: '/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.org/?to=14+Greenfield+Road)>>>>]',
    },
    isAbout: false,
  },
  'what was filled in': {
    typed: {
      catalogue: `/AcroForm<</Fields[${firstBeside(1)} 0 R]>>`,
      page: `/Annots[${firstBeside(1)} 0 R]`,
      beside: [`<</Type/Annot/Subtype/Widget/FT/Tx/T(street)/V ${hexText('14 Greenfield Road')}/Rect[0 0 9 9]>>`],
    },
    isAbout: false,
  },
};

for (const [what, { typed, isAbout }] of Object.entries(besides)) {
  test(`what stands beside the words is read too: ${what}`, async () => {
    const { about, pages } = await read(typedPdf([['Words']], typed));
    assert.match(isAbout ? about : (pages[0] ?? ''), /14.Greenfield.Road/);
    assert.match(pages[0] ?? '', /^Words/);
  });
}

test('a file inside a PDF is told of by its name', async () => {
  const inside = firstBeside(1);
  const { about, holdsFiles } = await read(
    typedPdf([['Words']], {
      catalogue: `/Names<</EmbeddedFiles<</Names[(a)${inside} 0 R]>>>>`,
      beside: [
        `<</Type/Filespec/F(greenfield.txt)/UF ${hexText('14 Greenfield Road.txt')}/EF<</F ${inside + 1} 0 R>>>>`,
        stream('Words', { more: '/Type/EmbeddedFile' }),
      ],
    }),
  );
  assert.match(about, /14 Greenfield Road\.txt/);
  assert.equal(holdsFiles, true);
  const pinned = await read(
    typedPdf([['Words']], {
      page: `/Annots[<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS<</Type/Filespec/F(pinned.txt)/EF<</F ${inside} 0 R>>>>>>]`,
      beside: [stream('Words', { more: '/Type/EmbeddedFile' })],
    }),
  );
  assert.match(pinned.pages[0] ?? '', /pinned\.txt/);
  assert.equal(pinned.holdsFiles, true);
  assert.equal((await read(typedPdf([['Words']]))).holdsFiles, false);
});

test('a page of a picture, one in letters of its own, and one whose words are broken have none, and those beside them are read', async () => {
  const page = (contents: number, more = '') =>
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 8 0 R>>${more}>>/Contents ${contents} 0 R>>`;
  const of = (kids: string) =>
    pdfOf([
      '<</Type/Catalog/Pages 2 0 R>>',
      `<</Type/Pages/Kids[${kids}]/Count 4>>`,
      page(6, '/XObject<</I 9 0 R>>'),
      page(7),
      page(10),
      stream('q 500 0 0 700 0 0 cm /I Do Q'),
      stream('BT /F1 11 Tf 60 700 Td <0102030405060708> Tj ET'),
      '<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>',
      stream(Buffer.alloc(3), {
        more: '/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8',
      }),
      stream('BT /F1 11 Tf 60 700 Td (Words) Tj ET'),
      page(99),
    ]);
  const heard = await read(of('3 0 R 4 0 R 11 0 R 5 0 R'));
  assert.deepEqual(heard.pages, ['', '', '', 'Words']);
  assert.equal(heard.isBroken, false);
  const broken = await read(of('3 0 R 4 0 R 99 0 R 5 0 R'));
  assert.equal(broken.isBroken, true, 'what comes after a page that is not there is not counted, and this is said');
});
