import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closedWords } from '#journey/closure/letters.ts';
import { askedForMore } from '#journey/asking-for-more/letters.ts';
import { notGoingAheadWords, offeredWords } from '#journey/exchange/letters.ts';
import { acknowledgement, declined } from '#journey/triage/letters.ts';
import type { DeclineReason } from '#journey/referral/rules.ts';
import { readingAge } from '#platform/reading-age.ts';
import { sheetsToHandOver } from '#platform/sheets.ts';
import * as notices from '#service/notices/letters.ts';
import { codeWords } from '#service/participant-sign-in/letters.ts';
import { supporterCodeWords } from '#service/supporter-sign-in/letters.ts';
import { galleryExamples } from './support/gallery.ts';

/*
 * Whatever somebody reads who asks us, takes part or supports somebody, can be read by somebody of nine: every example of their
 * pages, with the words of whoever wrote to them, and every letter and e-mail. The pages in files are asked in service/website.
 */
const oldest = 9;

// Read by those who write programs for agencies.
const forProgrammers = /^doors\/api: /;

/** What a page says, each piece on its own, as a reader meets it. */
function wordsOn(markup: string): readonly string[] {
  return markup
    .replaceAll(/<(svg|template|noscript|code)\b[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<\/(?:p|li|h\d|dt|dd|legend|label|button|th|td|summary|div|caption|option)>|<br ?\/?>/g, '\n')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', '’')
    .replaceAll(/&[a-z]+;/g, ' ')
    .split('\n');
}

function assertPlain(pieces: readonly string[], what: string): void {
  const age = readingAge(pieces);
  const hardest = pieces.toSorted((one, other) => readingAge([other]) - readingAge([one])).slice(0, 3);
  assert.ok(age > 0 && age <= oldest, `${what} is for readers of ${age.toFixed(1)}: ${hardest.join(' | ')}`);
}

// Before any test: a file whose tests so far are done, and that still reads, may be taken to its end.
const pages = (await galleryExamples()).filter(({ name, door }) => door !== 'staff' && !forProgrammers.test(name));

test('the words of a page are found in its markup, and nothing else', () => {
  const page = '<h1 class="a">One <b>two</b></h1><svg><title>x</title></svg><p>It&#39;s<br />three</p>';
  assert.deepEqual(
    wordsOn(page).map((piece) => piece.replaceAll(/\s+/g, ' ').trim()),
    ['One two', 'It’s', 'three', ''],
  );
});

test('there are pages to read at both doors', () => {
  const at = (door: string) => pages.filter((page) => page.door === door).length;
  assert.ok(at('public') > 50 && at('participant') > 30, `${at('public')} and ${at('participant')}`);
});

for (const { door, name, page } of pages) {
  test(`can be read by somebody of nine, ${door}: ${name}`, () => assertPlain(wordsOn(String(page.body)), name));
}

const declining: Readonly<Record<DeclineReason, true>> = {
  'out-of-area': true,
  'not-suitable': true,
  'live-court-case': true,
  'no-contact-wanted': true,
  duplicate: true,
  'other-service': true,
  'not-enough-known': true,
};
const declineReasons = Object.keys(declining) as readonly DeclineReason[];

const someone = { called: 'Jo', reference: 'KPXT-4821' };
const startsAt = new Date('2026-12-03T14:00:00Z');
const letters: readonly (readonly [what: string, letter: { readonly subject: string; readonly body: string }])[] = [
  ['we have read it', acknowledgement(someone)],
  ['we ask for more', askedForMore(someone, '')],
  ...declineReasons.map((reason) => [`we cannot help: ${reason}`, declined(someone, { reason, words: '' })] as const),
  ...(['harmed', 'responsible'] as const).flatMap((part) =>
    [true, false].map((isFinished) => [`it ends for ${part}: ${isFinished}`, closedWords(isFinished, part)] as const),
  ),
  ['a letter is there', offeredWords()],
  ['a letter stops', notGoingAheadWords()],
  ['a meeting is booked', notices.booked(startsAt)],
  ['a meeting is tomorrow', notices.reminder(startsAt)],
  ['a meeting is off', notices.appointmentIsOff()],
  ['an agreement is there', notices.agreementMade()],
  ['there is news', notices.newsOfAmends()],
  ['somebody will ask', notices.willBeInTouch()],
  ['a code for their page', codeWords('123456', { codeword: '', signature: null })],
  ['a code for a supporter', supporterCodeWords('123456')],
];

for (const [what, { subject, body }] of letters) {
  test(`can be read by somebody of nine, letter: ${what}`, () => assertPlain([subject, ...body.split('\n')], what));
}

test('can be read by somebody of nine: the sheets that are handed over', () => {
  const sheets = sheetsToHandOver('https://rp.example/enter/abc', '123456');
  assertPlain(wordsOn(String(sheets)), 'the sheets');
});
