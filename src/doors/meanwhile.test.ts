import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { beginLetter, writeLetter } from '#journey/letter/actions.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../test/support/house.ts';

const house = await aHouse();
const made = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;
const people = `/cases/${made.reference}/people`;
const path = `${people}/${joanne}/safe-contact`;
const [year, month, day] = house.today().split('-') as [string, string, string];
const safe = {
  ways: ['mayPhone', 'mayText'],
  voicemail: 'no',
  'who-calls': 'no',
  'hide-name': 'no',
  codeword: 'library',
  'said-on-day': day,
  'said-on-month': month,
  'said-on-year': year,
};

function openedIn(body: string): string {
  return /name="opened" value="([^"]+)"/.exec(body)?.[1] ?? '';
}

test('a form that shows nothing yet carries no fingerprint, and is sent as ever', async () => {
  const jo = await house.asStaff(house.staff.jo);
  assert.equal(openedIn((await jo.get(`/cases/${made.reference}/notes`)).body), '');
});

test('KPT-6 what a second window opened earlier is not overwritten: both texts are shown, and saving once more is knowing', async () => {
  const jo = await house.asStaff(house.staff.jo);
  assert.equal((await jo.post(path, safe)).location, people);
  const opened = openedIn((await jo.get(path)).body);
  assert.notEqual(opened, '');
  assert.equal((await jo.post(path, { ...safe, codeword: 'heron', opened })).location, people);
  const late = await jo.post(path, { ...safe, codeword: 'kingfisher', opened });
  assert.equal(late.status, 422);
  assert.match(late.body, /This was changed after you opened it/);
  assert.match(late.body, /<dd class="govuk-summary-list__value">\s*<p class="govuk-body">heron<\/p>/);
  assert.match(late.body, /value="kingfisher"/);
  assert.match((await jo.get(people)).body, /Codeword: <strong>heron/);
  assert.equal(
    (await jo.post(path, { ...safe, codeword: 'kingfisher', opened: openedIn(late.body) })).location,
    people,
  );
  assert.match((await jo.get(people)).body, /Codeword: <strong>kingfisher/);
});

test('KPT-6 a form sent twice, or one that is sent as it stands by now, is no change', async () => {
  const jo = await house.asStaff(house.staff.jo);
  await jo.post(path, { ...safe, codeword: 'robin' });
  const opened = openedIn((await jo.get(path)).body);
  for (let times = 0; times < 2; times += 1)
    assert.equal((await jo.post(path, { ...safe, codeword: 'wren', opened })).location, people);
});

test('KPT-6 a text that is brought back shows what was changed since it was typed', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const page = (await jo.get(path)).body;
  const reader = /data-reader="([^"]+)"/.exec(page)?.[1] ?? '';
  const id = randomUUID();
  const about = {
    'kept-page': path,
    'kept-form': path,
    'kept-turn': '1',
    'kept-reader': reader,
    opened: openedIn(page),
  };
  await jo.post('/kept', { ...safe, codeword: 'typed before', ...about, kept: `${id}.${randomUUID()}` });
  await jo.post(path, { ...safe, codeword: 'kept since' });
  const back = await jo.get(`${path}?kept=${id}`);
  assert.match(back.body, /value="typed before"/);
  assert.match(back.body, /This was changed after you opened it/);
  assert.match(back.body, /<p class="govuk-body">kept since<\/p>/);
});

test('KPT-6 a letter that its writer and their facilitator have open at once keeps the words of both', async () => {
  const dylan = made.who['Dylan'] as ParticipantId;
  const letterId = await house.act(made, house.staff.jo, async (hand) => {
    const wish = { authorId: dylan, recipientId: joanne, kind: 'apology' } as const;
    const begun = await beginLetter(hand, wish);
    assert.ok(begun.ok);
    const words = { letterId: begun.value, words: 'Dear Joanne,', version: 1, thenSend: false };
    assert.ok((await writeLetter(hand, { as: 'staff' }, words)).ok);
    return begun.value;
  });
  const own = await house.asParticipant(dylan);
  const jo = await house.asStaff(house.staff.jo);
  const [mine, theirs] = [`/my/letters/${letterId}`, `/cases/${made.reference}/letters/${letterId}`];
  const openedWords = (body: string) =>
    /name="opened" value="([^"]+)" \/><input type="hidden" name="step" value="words"/.exec(body)?.[1] ?? '';
  const asDylan = (await own.get(mine)).body;
  const opened = openedWords(asDylan);
  assert.notEqual(opened, '');
  const words = { step: 'words', version: /name="version" value="(\d+)"/.exec(asDylan)?.[1] ?? '', after: 'stay' };
  const atJo = openedWords((await jo.get(theirs)).body);
  const first = await jo.post(theirs, { ...words, words: 'Dear Joanne, I am Dylan.', opened: atJo });
  assert.equal(first.status, 303, /error-summary[\s\S]{0,600}/.exec(first.body)?.[0]);
  const late = await own.post(mine, { ...words, words: 'Dear Joanne, it was me.', opened });
  assert.equal(late.status, 422);
  assert.match(late.body, /<p class="govuk-body">Dear Joanne, I am Dylan\.<\/p>/);
  assert.match(late.body, /Dear Joanne, it was me\.<\/textarea>/);
});
