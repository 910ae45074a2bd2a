import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emailIndex, phoneIndex } from '#vocabulary/blind-index.ts';
import { aHouse } from '../../../test/support/house.ts';
import { markOf, searchable } from './rules.ts';

const house = await aHouse();
const made = await house.aCase({
  person: { Joanne: { fullName: 'Joanne Hartley-Żółć' }, Dylan: { fullName: "Dylan O'Neil 100%" } },
});

test('a case is found by a name, a part of it, and its reference', async () => {
  const jo = await house.asStaff(house.staff.jo);
  for (const words of ['hartley', 'HARTLEY-Ż', "o'neil", made.reference, made.reference.toLowerCase().slice(0, 4)]) {
    const page = await jo.get(`/search?words=${encodeURIComponent(words)}`);
    assert.match(page.body, new RegExp(made.reference), words);
  }
});

test('signs that mean something to the database are only letters here', async () => {
  const jo = await house.asStaff(house.staff.jo);
  assert.match((await jo.get('/search?words=%25%25%25')).body, /Nothing was found/);
  assert.match((await jo.get('/search?words=___')).body, /Nothing was found/);
  assert.match((await jo.get('/search?words=100%25')).body, new RegExp(made.reference));
});

test('whoever may not open the case finds nothing, as if nobody of that name were known', async () => {
  const leo = await house.asStaff(house.staff.leo);
  const there = (await leo.get('/search?words=hartley')).body;
  const nowhere = (await leo.get('/search?words=nobodyy')).body;
  assert.equal(there.replaceAll('hartley', ''), nowhere.replaceAll('nobodyy', ''));
});

test('two letters are too few, ten thousand are cut', async () => {
  const jo = await house.asStaff(house.staff.jo);
  assert.match((await jo.get('/search?words=jo')).body, /at least three/);
  assert.equal((await jo.get(`/search?words=${'x'.repeat(10_000)}`)).status, 200);
});

test('a phone number and an e-mail address are found whole, however they are written', () => {
  const phone = phoneIndex(house, '07700 900123');
  for (const typed of ['+44 7700 900 123', '07700 900-123', '+44 (0)7700 900123', '0044 7700900123', '44 7700 900123'])
    assert.deepEqual(markOf(house, typed), phone, typed);
  assert.deepEqual(markOf(house, 'kit@example.org'), emailIndex(house, 'Kit@Example.org '));
  assert.equal(markOf(house, 'joanne hartley').text, '');
  assert.equal(searchable('Joanne  Hartley'), 'joanne hartley');
});

test('H14 a person of a restricted case, or of one with a conflict of interest, is found like nobody', async () => {
  const supervisor = await house.asStaff(house.staff.priya);
  const coordinator = await house.asStaff(house.staff.amara);
  const person = (fullName: string) => ({ person: { Joanne: { fullName } } });
  const restricted = await house.aCase(person('Zelda Quillfeather'));
  const conflicted = await house.aCase(person('Wenda Quillfeather'));
  const open = await house.aCase(person('Yorick Quillfeather'));
  await supervisor.post(`/cases/${restricted.reference}/readers/restrict`, {
    because: 'A well-known singer',
    named: [house.staff.priya],
  });
  await supervisor.post(`/cases/${conflicted.reference}/allocation/conflict`, {
    conflicted: house.staff.amara,
    because: 'Her cousin',
  });
  const nowhere = (await coordinator.get('/search?words=nobodyy')).body.replaceAll('nobodyy', '');
  for (const words of ['zelda', 'wenda', restricted.reference, conflicted.reference]) {
    assert.equal((await coordinator.get(`/search?words=${words}`)).body.replaceAll(words, ''), nowhere, words);
  }
  const all = (await coordinator.get('/search?words=quillfeather')).body;
  assert.match(all, /1 case</);
  assert.match(all, new RegExp(open.reference));
  assert.match((await supervisor.get('/search?words=quillfeather')).body, /3 cases/);
});
