import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allow, refuse } from '#platform/decision.ts';
import {
  explain,
  fitsIn,
  lookedInto,
  mostBytesOfCase,
  plainName,
  sizeInWords,
  takeAway,
  takeIn,
  type Seen,
} from './rules.ts';

test('DOC-1 a file is taken when what is in it is of a kind that we take and its ending says so', () => {
  for (const [name, seen] of [
    ['bill.pdf', 'pdf'],
    ['DOOR.JPG', 'jpeg'],
    ['door.jpeg', 'jpeg'],
    ['door.png', 'png'],
    ['what she said.txt', 'text'],
    ['statement.docx', 'docx'],
    ['statement.odt', 'odt'],
  ] as const)
    assert.deepEqual(takeIn({ name, seen, isTooBig: false }), allow({ name, kind: seen }), name);
});

test('DOC-1 refuses, each in words: what is none of them, what hides something, and what is called something else', () => {
  const refused: readonly (readonly [string, Seen, string])[] = [
    ['bill.exe', 'something-else', 'kind-is-not-taken'],
    ['bill.pdf', 'something-else', 'kind-is-not-taken'],
    ['bill.png', 'pdf', 'ending-does-not-fit'],
    ['bill', 'pdf', 'ending-does-not-fit'],
    ['page.html', 'text', 'ending-does-not-fit'],
    ['bill.docx', 'has-macros', 'has-macros'],
    ['bill.docx', 'cannot-be-looked-into', 'cannot-be-looked-into'],
    ['door.heic', 'heic', 'photo-is-of-a-kind-we-do-not-take'],
    ['old.doc', 'old-word', 'word-file-is-too-old'],
    ['nothing.txt', 'empty', 'file-is-empty'],
  ];
  for (const [name, seen, because] of refused) {
    const decision = takeIn({ name, seen, isTooBig: false });
    assert.equal(decision.ok ? '' : decision.because[0], because, name);
    assert.match(decision.ok ? '' : explain(decision.because[0]), /^[a-z]\w* \w+/);
  }
});

test('DOC-2 a name keeps what can be seen of it, and nothing else', () => {
  for (const [typed, kept] of [
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\jo\\bill.pdf', 'bill.pdf'],
    ['bill\r\nSet-Cookie: a.pdf', 'billSet-Cookie: a.pdf'],
    ['annex\u202Egnp.pdf', 'annexgnp.pdf'],
    ['door\u200B \u0007 🚪.png', 'door 🚪.png'],
    ['.htaccess.txt', 'htaccess.txt'],
    ['', 'file'],
    ['/', 'file'],
  ] as const)
    assert.equal(plainName(typed), kept);
  const long = plainName(`${'a'.repeat(300)}.pdf`);
  assert.equal(long.length, 150);
  assert.ok(long.endsWith('aa.pdf'));
});

test('DOC-2 whatever a browser says a file is called, its name fits into the row and is plain', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
      const name = plainName(typed);
      assert.ok(name.length > 0 && Array.from(name).length <= 150);
      assert.doesNotMatch(name, /[/\\\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      assert.equal(plainName(name), name);
    }),
  );
});

test('DOC-3 a file of more than 20 MB is not taken, whatever it is, and a case holds 500 MB', () => {
  assert.deepEqual(takeIn({ name: 'a.pdf', seen: 'pdf', isTooBig: true }), refuse('file-is-too-big'));
  assert.deepEqual(fitsIn([1, 2], mostBytesOfCase - 3), allow(true));
  assert.deepEqual(fitsIn([1, 3], mostBytesOfCase - 3), refuse('case-is-full'));
});

test('DOC-5 a document is taken away once, with a reason', () => {
  assert.deepEqual(takeAway({ takenAwayAt: null }, 'Not ours.'), allow('Not ours.'));
  assert.deepEqual(takeAway({ takenAwayAt: new Date() }, ''), refuse('was-taken-away', 'reason-is-missing'));
});

test('a size is told as people say it', () => {
  assert.deepEqual([1, 200_000, 3_500_000].map(sizeInWords), ['1 KB', '195 KB', '3.3 MB']);
});

test('DOC-6 what a virus scanner found is said kindly, and so is that it does not answer', () => {
  assert.match(explain('virus-found'), /^the virus scanner found something in it. It was not kept/);
  assert.match(explain('virus-scanner-does-not-answer'), /does not answer just now, so it was not kept. Try again/);
});

test('DOC-7 how far a document was read is told page by page', () => {
  const pdf = { areWordsWhole: false, unreadBecause: null };
  const whole = { how: 'pdf', pages: 2, pagesRead: 2, withoutWords: [], isDamaged: false };
  for (const [read, told] of [
    [{ ...pdf, words: 'A bill\fOne\fTwo', pages: 2 }, whole],
    [
      { ...pdf, words: '\fOne\f', pages: 2 },
      { ...whole, withoutWords: [2] },
    ],
    [
      { ...pdf, words: '\f', pages: 640 },
      { ...whole, pages: 640, pagesRead: 1, withoutWords: [1] },
    ],
    [
      { ...pdf, words: '\fOne', pages: 1, unreadBecause: 'cannot-be-read' },
      { ...whole, pages: 1, pagesRead: 1, isDamaged: true },
    ],
    [
      { ...pdf, words: '', pages: null, unreadBecause: 'locked' },
      { how: 'pdf-unread', because: 'locked' },
    ],
    // One page with more words on it than are read at all.
    [
      { ...pdf, words: 'A bill', pages: 1 },
      { how: 'pdf-unread', because: 'takes-too-long' },
    ],
    [{ words: 'Words', areWordsWhole: true }, { how: 'whole' }],
    [{ words: 'Words', areWordsWhole: false }, { how: 'partly' }],
    [{ words: 'Words', areWordsWhole: false, unreadBecause: 'holds-files' }, { how: 'partly' }],
    [{ words: '', areWordsWhole: false, pages: null, unreadBecause: null }, { how: 'name-only' }],
  ] as const)
    assert.deepEqual(lookedInto(read), told);
});
