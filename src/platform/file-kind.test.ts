import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDocx, aJpeg, aPdf, aPng, aZip } from '../../test/support/documents.ts';
import { holdsFiles, kindSeen, wordsIn } from './file-kind.ts';
import { bareJpeg, barePng } from './picture.ts';

test('what a content is stands in it', async () => {
  for (const [bytes, kind] of [
    [aPdf('Words'), 'pdf'],
    [aJpeg('x'), 'jpeg'],
    [aPng('x'), 'png'],
    [Buffer.from('Words, with é and 🌱\n'), 'text'],
    [aDocx('Words'), 'docx'],
    [aZip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<a/>' }), 'odt'],
    [aZip({ 'a.txt': 'x' }), 'something-else'],
    [aZip({ 'word/vbaProject.bin': 'x' }), 'has-macros'],
    [aZip({ 'Basic/Standard/Module1.xml': 'x' }), 'has-macros'],
    [Buffer.from('d0cf11e0a1b11ae1'.padEnd(1200, '0'), 'hex'), 'old-word'],
    [Buffer.from('MZ\x90\0'), 'something-else'],
    [Buffer.from([0xff, 0xfe, 0x41, 0x00]), 'something-else'],
    [Buffer.alloc(0), 'empty'],
  ] as const)
    assert.equal(await kindSeen(bytes), kind);
});

test('a packed file is not opened where its directory says more than may be, is torn, or tells of more than there is', async () => {
  const bomb = aZip({ 'word/document.xml': Buffer.alloc(1_000_000) }, 300_000_000);
  assert.equal(await kindSeen(bomb), 'cannot-be-looked-into');
  assert.equal(await kindSeen(aDocx('Words').subarray(0, 200)), 'cannot-be-looked-into');
  const many = Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`${at}`, '']));
  assert.equal(await kindSeen(aZip(many)), 'cannot-be-looked-into');
  // It says that it is small, and is not: what is read of it ends where it may.
  const liar = aDocx('Words', { 'word/footer.xml': `<w:t>${'a'.repeat(30_000_000)}</w:t>` });
  assert.ok(wordsIn(liar, 200_000).length <= 200_000);
});

test('the words of an office file are read together, however its programme cut them', () => {
  const docx = aDocx('14 Greenfield Road', {
    'word/footnotes.xml': '<w:p><w:t>NN16 &amp; 0AB</w:t></w:p><w:p><w:t>&#x1F331;</w:t></w:p>',
    'docProps/core.xml': '<dc:creator>Dylan</dc:creator>',
  });
  const words = wordsIn(docx, 200_000);
  for (const each of ['14 Greenfield Road', 'NN16 & 0AB\n🌱', 'Dylan']) assert.ok(words.includes(each), each);
  assert.equal(wordsIn(docx, 4), '14 G');
});

test('what a word processor keeps beside the words is read: who changed them, what stands for a picture, where links lead', () => {
  const docx = aDocx('Words', {
    'word/comments.xml': '<w:comment w:author="Dylan &amp; Ana" w:initials="DM"><w:t>Note</w:t></w:comment>',
    'word/footer1.xml': '<w:drawing><wp:docPr id="1" descr="The door of 14 Greenfield Road"/></w:drawing>',
    'word/glossary/document.xml': '<w:p><w:t>Block of text</w:t></w:p>',
    'customXml/item1.xml': '<address>3 Alma Gardens</address>',
    'word/_rels/document.xml.rels':
      '<Relationship Id="r1" Target="mailto:ana%40example.org" TargetMode="External"/><Relationship Target="styles.xml"/>',
  });
  const words = wordsIn(docx, 200_000);
  for (const each of [
    'Dylan & Ana',
    'The door of 14 Greenfield Road',
    'Block of text',
    '3 Alma Gardens',
    'mailto:ana@example.org',
  ])
    assert.ok(words.includes(each), each);
  assert.ok(!words.includes('styles.xml'));
  const odt = aZip({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': '<text:a xlink:href="https://example.org/100%">Here</text:a>',
    'Object 1/content.xml': '<text:p>In a drawing</text:p>',
  });
  assert.match(wordsIn(odt, 200_000), /Here\nhttps:\/\/example.org\/100%\nIn a drawing/);
});

test('an office file with other files inside it is told of', () => {
  assert.equal(holdsFiles(aDocx('Words')), false);
  assert.equal(holdsFiles(aDocx('Words', { 'word/embeddings/Microsoft_Excel_Sheet1.xlsx': 'x' })), true);
  assert.equal(holdsFiles(aDocx('Words', { 'word/afchunk1.htm': 'x' })), true);
  assert.equal(holdsFiles(aZip({ 'content.xml': '<a/>', 'Object 1': 'x', 'Object 2/content.xml': '<a/>' })), true);
  assert.equal(holdsFiles(aZip({ 'content.xml': '<a/>', 'Object 2/content.xml': '<a/>' })), false);
});

test('a picture keeps its dots and which way up it is, and loses everything else', () => {
  const bare = bareJpeg(aJpeg('by Dylan', 6)) ?? Buffer.alloc(0);
  assert.doesNotMatch(bare.toString('latin1'), /Dylan|photoshop|ICC_PROFILE|adobe/i);
  assert.equal(bare.readUInt16BE(2 + 28), 6, 'turned as it was');
  assert.deepEqual(bareJpeg(bare), bare, 'nothing more is taken from what is bare');
  assert.equal(bare.subarray(-2).toString('hex'), 'ffd9');
  assert.equal(bareJpeg(aJpeg('x', 1))?.includes('Exif'), false, 'upright needs no saying');
  const png = barePng(aPng('by Dylan')) ?? Buffer.alloc(0);
  assert.doesNotMatch(png.toString('latin1'), /Dylan/);
  assert.deepEqual([...png.toString('latin1').matchAll(/IHDR|IDAT|IEND|tEXt|eXIf|iTXt/g)].map(String), [
    'IHDR',
    'IDAT',
    'IEND',
  ]);
});

test('whatever comes as a picture ends in a picture or in nothing, and in no fault', () => {
  for (const whole of [aJpeg('hidden'), aPng('hidden')]) {
    for (let length = 0; length < whole.length; length += 1) {
      for (const made of [bareJpeg(whole.subarray(0, length)), barePng(whole.subarray(0, length))]) {
        assert.ok(made === undefined || !made.includes('hidden'));
      }
    }
  }
});
