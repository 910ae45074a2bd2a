import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plusDays, plusMonths, type PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aDeliveredLetter } from '../../../test/support/letters.ts';

const house = await aHouse();
const made = await house.aCase();
await aDeliveredLetter(house, made);
const joanne = made.who['Joanne'] as ParticipantId;
const dylan = made.who['Dylan'] as ParticipantId;
const path = `/cases/${made.reference}/follow-up`;
const jo = await house.asStaff(house.staff.jo);
const delivered = house.now();
const later = (days: number) => house.setNow(new Date(delivered.getTime() + days * 86_400_000));

function day(name: string, date: PlainDate): Record<string, string> {
  const [year = '', month = '', on = ''] = date.split('-');
  return { [`${name}-day`]: on, [`${name}-month`]: month, [`${name}-year`]: year };
}

async function theFirstOpen(select: string): Promise<string> {
  const { body } = await jo.get(path);
  const [, options = ''] = new RegExp(`<select[^>]*name="${select}"[^>]*>([\\s\\S]*?)</select>`).exec(body) ?? [];
  return /value="([0-9a-f-]{36})"/.exec(options)?.[1] ?? '';
}

test('what falls due stands there for each side, is written down once, and a note is kept', async () => {
  later(1);
  const before = await jo.get(path);
  assert.equal(before.body.match(/The next day/g)?.length, 2);
  const which = await theFirstOpen('follow-up');
  const typed = { 'follow-up': which, note: 'Slept well 🌙', ...day('done-on', house.today()) };
  assert.equal((await jo.post(`${path}/done`, typed)).location, path);
  assert.match((await jo.get(path)).body, /Slept well 🌙/);
  const again = await jo.post(`${path}/done`, typed);
  assert.equal(again.status, 422);
  assert.match(again.body, /This was done already/);
});

test('a day ahead, no day at all and too many words are refused, and what was typed stays', async () => {
  const typed = { 'follow-up': await theFirstOpen('follow-up'), note: 'They feel calmer' };
  const ahead = await jo.post(`${path}/done`, { ...typed, ...day('done-on', plusDays(house.today(), 1)) });
  assert.equal(ahead.status, 422);
  assert.match(ahead.body, /cannot be after today/);
  assert.match(ahead.body, /They feel calmer/);
  assert.match(
    (await jo.post(`${path}/done`, { ...typed, ...day('done-on', '2026-02-30' as PlainDate) })).body,
    /Write the day you spoke/,
  );
  const long = { ...typed, note: 'x'.repeat(5001), ...day('done-on', house.today()) };
  assert.match((await jo.post(`${path}/done`, long)).body, /at most 5,000 characters/);
});

test('a follow-up is let go with a reason and not without', async () => {
  const which = await theFirstOpen('let-go');
  assert.match(
    (await jo.post(`${path}/let-go`, { 'let-go': which, 'let-go-because': '' })).body,
    /Say why it is let go/,
  );
  assert.equal(
    (await jo.post(`${path}/let-go`, { 'let-go': which, 'let-go-because': 'They asked us not to' })).status,
    303,
  );
  assert.match((await jo.get(path)).body, /Let go: They asked us not to/);
});

test('what somebody says is kept once a day, in the first week not at all', async () => {
  const said = { participant: dylan, 'answered-as': 'self', satisfied: '4', words: 'It was fair.' };
  later(2);
  assert.match((await jo.post(`${path}/feedback`, said)).body, /It is too soon to ask/);
  later(8);
  assert.equal((await jo.post(`${path}/feedback`, said)).status, 303);
  assert.match((await jo.post(`${path}/feedback`, said)).body, /What they said today is there already/);
  assert.match((await jo.get(path)).body, /fairly satisfied/);
  assert.match((await jo.post(`${path}/feedback`, { ...said, participant: '' })).body, /Choose who said it/);
  assert.equal((await jo.post(`${path}/feedback`, { ...said, participant: 'nobody' })).status, 404);
});

test('a look at reoffending is about somebody responsible, when the time is over', async () => {
  const today = house.today();
  const look = { 'check-who': dylan, 'check-months': '12', 'check-source': 'Police list', 'check-reoffences': '0' };
  const days = { ...day('check-from', plusMonths(today, -13)), ...day('check-on', today) };
  assert.equal((await jo.post(`${path}/reoffending`, { ...look, ...days, 'check-who': joanne })).status, 404);
  const early = { ...look, ...days, ...day('check-from', plusMonths(today, -3)) };
  assert.match((await jo.post(`${path}/reoffending`, early)).body, /The time to look at is not over yet/);
  assert.equal((await jo.post(`${path}/reoffending`, { ...look, ...days })).status, 303);
  assert.match((await jo.get(path)).body, /12 months from/);
});

test('whose case it is not finds nothing and writes nothing', async () => {
  const leo = await house.asStaff(house.staff.leo);
  assert.equal((await leo.get(path)).status, 404);
  for (const step of ['done', 'let-go', 'feedback', 'reoffending'])
    assert.equal((await leo.post(`${path}/${step}`, { participant: dylan })).status, 404);
});

test('what somebody lets us quote is shown with the places that say whose it is', async () => {
  later(40);
  const own = await house.asParticipant(joanne);
  const words = 'Dylan answered me. I sleep again.';
  const sent = await own.post('/my/feedback', { satisfied: '5', 'would-recommend': 'yes', words, 'may-quote': 'yes' });
  assert.equal(sent.status, 303, sent.body);
  const { body } = await jo.get(path);
  assert.match(body, /once these places are left out/);
  assert.match(body, /<mark>Dylan<\/mark>/);
});
