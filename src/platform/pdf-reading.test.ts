import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { bombPdf, lockedPdf, pdfOf, typedPdf } from '../../test/support/pdfs.ts';
import { doApart } from './apart.ts';
import { fences, readPdf, readPdfWithin, type PdfLimits } from './pdf-reading.ts';

const usual: PdfLimits = {
  ...{ words: 200_000, pages: 500, milliseconds: 20_000 },
  ...{ heapMegabytes: 160, residentMegabytes: 384 },
};

test('a PDF is read in a process of its own: what it says of itself, then each page', async () => {
  // The program that it brings would run when it is opened, and fetch something. Nobody runs it.
  const catalogue = '/OpenAction<</S/JavaScript/JS(app.launchURL\\("http://127.0.0.1:9/"\\); while\\(true\\){})>>';
  const bytes = typedPdf([['The first page'], ['The second']], { about: { Author: 'Dylan' }, catalogue });
  assert.deepEqual(await readPdf(bytes, { words: 1000 }), {
    words: '1.7\nDylan\fThe first page\fThe second'.replace('1.7\n', ''),
    pages: 2,
    unreadBecause: null,
  });
});

for (const [what, bytes] of Object.entries({
  'torn in the middle': typedPdf([['Words']]).subarray(0, 300),
  'no PDF behind its first letters': Buffer.from('%PDF-1.7\nnothing\n%%EOF'),
  'pages that are their own pages': pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[2 0 R]/Count 1>>']),
}))
  test(`one that cannot be read is said to be so: ${what}`, async () => {
    const { words, unreadBecause, pages } = await readPdf(bytes, { words: 1000 });
    assert.equal(words.replaceAll('\f', ''), '');
    if (pages === null) assert.equal(unreadBecause, 'cannot-be-read');
  });

test('one that asks for a password is said to be so', async () => {
  const expected = { words: '', pages: null, unreadBecause: 'locked' };
  assert.deepEqual(await readPdf(lockedPdf(), { words: 1000 }), expected);
});

test('one that unpacks to more than may be ends its own process alone, and those that wait are read after it', async () => {
  const bomb = bombPdf(600);
  assert.ok(bomb.length < 20_000);
  const [first, second] = await Promise.all([
    readPdfWithin(bomb, { ...usual, residentMegabytes: 250 }),
    readPdf(typedPdf([['Words']]), { words: 1000 }),
  ]);
  assert.equal(first.unreadBecause, 'takes-too-long');
  assert.equal(second.words, '\fWords');
});

test('of five thousand pages as many are read as may be, in the time that it may take', async () => {
  const long = typedPdf(Array.from({ length: 5000 }, (_, at) => [`Page ${at + 1}`]));
  const some = await readPdfWithin(long, { ...usual, pages: 30 });
  assert.equal(some.pages, 5000);
  assert.equal(some.words.split('\f').length, 31);
  const few = await readPdfWithin(long, { ...usual, words: 50 });
  assert.equal(few.words, '\fPage 1\fPage 2\fPage 3\fPage 4\fPage 5\fPage 6\fPage 7', 'no page is read by half');
  const none = await readPdfWithin(long, { ...usual, milliseconds: 1 });
  assert.deepEqual(none, { words: '', pages: null, unreadBecause: 'takes-too-long' });
});

test('the process that reads one opens no file of ours, and has none of our settings', async () => {
  const probe = fileURLToPath(new URL('../../test/support/fenced.ts', import.meta.url));
  const room = { mostMegabytes: 64, mostMilliseconds: 20_000, environment: {} };
  const answer = doApart(probe, {}, { ...room, flags: [...fences(), `--allow-fs-read=${probe}`] });
  assert.deepEqual(await answer, {
    reads: 'ERR_ACCESS_DENIED',
    writes: 'ERR_ACCESS_DENIED',
    begins: 'ERR_ACCESS_DENIED',
    makesPrograms: 'EvalError',
    settings: 0,
  });
});
