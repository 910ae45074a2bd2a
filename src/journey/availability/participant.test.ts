import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addContactPoint } from '#casefile/people/actions.ts';
import { inWords, plusDays } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aRegisteredVenue } from '../../../test/support/meeting.ts';
import { openTheWayForMessages } from '../../../test/support/messages.ts';
import { dayInWords } from './rules.ts';

const house = await aHouse();
const made = await house.aCase();
await openTheWayForMessages(house, made);
const [joanneId, dylanId] = [made.who['Joanne'], made.who['Dylan']] as [ParticipantId, ParticipantId];
const jo = await house.asStaff(house.staff.jo);
const joanne = await house.asParticipant(joanneId);
const dylan = await house.asParticipant(dylanId);
const times = `/cases/${made.reference}/times`;
const day = plusDays(house.today(), 10);

function dated(name: string, of: string) {
  const [year = '', month = '', date = ''] = of.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
}
const heard = { 'said-by': 'self', how: 'by-phone', ...dated('said-on', house.today()) };

test('she gives times and takes one out again; what is wrong is said kindly, and what she typed is kept', async () => {
  const add = { step: 'add', what: 'could', parts: ['morning', 'evening'], ...dated('day', day) };
  for (const [wrong, words] of [
    [{ 'day-day': '30', 'day-month': '2' }, /Write a day that exists/],
    [dated('day', plusDays(house.today(), -1)), /That day has gone by/],
    [dated('day', plusDays(house.today(), 500)), /within a year/],
    [{ parts: [] }, /Choose a part of the day/],
    [{ what: '' }, /Choose what you want to say/],
    [{ 'day-day': '', 'day-month': '', 'day-year': '' }, /Write a date, or choose a day of the week/],
  ] as const) {
    const again = await joanne.post('/my/times', { ...add, ...wrong });
    assert.equal(again.status, 422);
    assert.match(again.body, words);
  }
  const long = await joanne.post('/my/times', { step: 'words', what: 'words', words: 'b'.repeat(10_000) });
  assert.match(long.body, /Make it shorter than 1,000 characters/);
  assert.match(long.body, /b{10000}/, 'what she typed is there again');

  assert.equal((await joanne.post('/my/times', add)).location, '/my/times');
  await joanne.post('/my/times', {
    step: 'add',
    what: 'could-not',
    weekdays: ['monday', 'friday'],
    parts: ['morning'],
  });
  await joanne.post('/my/times', { step: 'words', what: 'words', words: 'The bus goes at five.' });
  await joanne.post('/my/times', { step: 'leave-out', what: 'leave-out', on: 'friday' });
  const page = (await joanne.get('/my/times')).body;
  assert.match(page, new RegExp(`${dayInWords(day)}[^]*morning, evening`));
  assert.match(page, /Every Monday[^]*The bus goes at five\./);
  assert.equal(page.match(/name="what" value="leave-out"/g)?.length, 2, 'Friday is out again');
});

test('staff write down his times, see both over each other, and neither learns anything of the other', async () => {
  const write = { step: 'write', what: 'could', parts: ['evening'], words: 'Not near the school.', ...heard };
  const wrong = await jo.post(`${times}/${dylanId}`, { ...write, ...dated('day', day), how: '' });
  assert.match(wrong.body, /Choose how they said it/);
  const early = await jo.post(`${times}/${dylanId}`, {
    ...write,
    ...dated('day', day),
    ...dated('said-on', plusDays(day, 1)),
  });
  assert.match(early.body, /cannot be after today/);
  assert.equal((await jo.post(`${times}/${dylanId}`, { ...write, ...dated('day', day) })).status, 303);
  const over = (await jo.get(times)).body;
  assert.match(over, new RegExp(`<strong>${dayInWords(day)}</strong>: evening`));
  assert.match(over, /could: morning, evening/);
  assert.match((await jo.get(`${times}/${dylanId}`)).body, /by phone/);
  for (const path of ['/my', '/my/times', '/my/messages', '/my/conference']) {
    assert.doesNotMatch((await dylan.get(path)).body, /The bus goes at five|morning, evening/, path);
    assert.doesNotMatch((await joanne.get(path)).body, /Not near the school/, path);
  }
  assert.match(
    (await jo.get(`/cases/${made.reference}/history`)).body,
    /Joanne said which times could work for a meeting/,
  );
  const leo = await house.asStaff(house.staff.leo);
  assert.equal((await leo.get(times)).status, 404);
  assert.equal((await leo.post(`${times}/${dylanId}`, write)).status, 404);
  assert.equal((await jo.get(`${times}/${house.staff.jo}`)).status, 404, 'nobody of this case');
});

test('REL-9 a copy crosses on her yes and once looked through, stays as it was, and goes back with her times until it is read', async () => {
  await house.act(made, house.staff.jo, (hand) =>
    addContactPoint(hand, joanneId, 'post', '14 Greenfield Road, Kettering NN16 0AB'),
  );
  const copy = async (more: Record<string, string> = {}) =>
    (await jo.post(`${times}/${joanneId}`, { step: 'copy', to: dylanId, ...more })).location ?? '';
  const say = (words: string) => joanne.post('/my/times', { step: 'words', what: 'words', words });
  const yes = (at: string) => joanne.post(at.replace(/^.*(?=\/messages)/, '/my'), { step: 'share', share: 'given' });
  assert.equal((await jo.post(`${times}/${joanneId}`, { step: 'copy' })).status, 422, 'for nobody');

  await say('The bus from Greenfield Rd goes at five.');
  const leaky = await copy({ 'with-words': 'yes' });
  assert.match((await jo.post(leaky, { step: 'release' })).body, /has not said yes to passing these words on/);
  await yes(leaky);
  const stopped = await jo.post(leaky, { step: 'release' });
  assert.equal(stopped.status, 422);
  assert.match(stopped.body, /may hold something that must not cross/);

  const made1 = await copy();
  const shown = (await joanne.get(made1.replace(/^.*(?=\/messages)/, '/my'))).body;
  assert.match(shown, new RegExp(`${dayInWords(day)}: morning, evening`));
  assert.doesNotMatch(shown, /Monday|Greenfield/, 'neither what could not work nor her words');
  await yes(made1);
  await say('Any bus.');
  const stale = await jo.post(made1, { step: 'release' });
  assert.equal(stale.status, 422);
  assert.match(stale.body, /changed or took back these times since they were copied/);

  const fresh = await copy();
  await yes(fresh);
  assert.equal((await jo.post(fresh, { step: 'release' })).location, fresh);
  const message = () =>
    dylan.get('/my/messages').then(({ body }) => /\/my\/messages\/([0-9a-f-]{36})"/.exec(body)?.[0].slice(0, -1));
  const his = (await message()) ?? '';
  await joanne.post('/my/times', { step: 'leave-out', what: 'leave-out', on: 'monday' });
  assert.equal((await dylan.post(his, { step: 'open' })).status, 303);
  const read = (await dylan.get(his)).body;
  assert.match(read, new RegExp(`These times could work:[^]*${dayInWords(day)}: morning, evening`));
  assert.doesNotMatch(read, /Joanne|bus/);

  const second = await copy();
  await yes(second);
  await jo.post(second, { step: 'release' });
  assert.equal(((await dylan.get('/my/messages')).body.match(/You can open it/g) ?? []).length, 1);
  await joanne.post('/my/times', { step: 'take-back', what: 'take-back' });
  assert.equal(
    ((await dylan.get('/my/messages')).body.match(/You can open it/g) ?? []).length,
    0,
    'not read, so taken back',
  );
  assert.equal((await dylan.get(his)).status, 200, 'what was read stays read');
  assert.match((await joanne.get('/my/times')).body, /Nothing yet/);
});

test('AVA-9 a day to avoid is warned of where a day is chosen, in words that tell nobody’s, and crosses nowhere', async () => {
  const avoided = plusDays(house.today(), 40);
  const avoid = { step: 'avoid', 'avoid-words': 'His birthday', ...dated('avoid', avoided) };
  const hers = `${times}/${joanneId}`;
  const wrong = await jo.post(hers, { ...avoid, 'avoid-words': '', 'avoid-day': '31', 'avoid-month': '2' });
  assert.match(wrong.body, /href="#avoid">Write a day that exists/);
  const why = await jo.post(hers, { ...avoid, 'avoid-words': '' });
  assert.match(why.body, /href="#avoid-words">Write why/);
  assert.equal((await jo.post(hers, { ...avoid, 'avoid-every-year': 'yes' })).location, hers);
  assert.match((await jo.post(hers, avoid)).body, /This day is written down already/);
  assert.match((await jo.get(hers)).body, /Every \d+ \w+, since 20\d\d<\/strong>: His birthday/);

  const plan = `/cases/${made.reference}/conference/new`;
  const said = `Days to avoid: ${inWords(avoided)}`;
  for (const path of [times, plan]) {
    const { body } = await jo.get(path);
    assert.ok(body.includes(said), path);
    assert.doesNotMatch(body, /birthday/);
  }
  const venue = await aRegisteredVenue(house);
  const wish = { mode: 'meeting', venue, time: '2pm', minutes: '120', lead: house.staff.jo, co: house.staff.sam };
  const refused = await jo.post(plan, { ...wish, ...dated('day', avoided) });
  assert.equal(refused.status, 422);
  const problem = /href="#day">([^<]+)</.exec(refused.body)?.[1] ?? '';
  assert.equal(problem, 'This is a day to avoid. Choose another, or tick that it was agreed all the same');
  assert.equal((await jo.post(plan, { ...wish, ...dated('day', avoided), although: 'yes' })).status, 303);
  const stop = `/cases/${made.reference}/conference/stop`;
  assert.ok((await jo.get(stop)).body.includes(said), 'also where it is put off to another day');

  for (const path of ['/my', '/my/times', '/my/conference', '/my/messages'])
    for (const who of [joanne, dylan]) assert.doesNotMatch((await who.get(path)).body, /birthday|to avoid/i, path);
  const id = /name="avoid-id" value="([0-9a-f-]{36})"/.exec((await jo.get(hers)).body)?.[1] ?? '';
  assert.equal((await jo.post(`${times}/${dylanId}`, { step: 'avoid-no-longer', 'avoid-id': id })).status, 404);
  assert.equal((await jo.post(hers, { step: 'avoid-no-longer', 'avoid-id': id })).status, 303);
  assert.doesNotMatch((await jo.get(times)).body, /Days to avoid/);
  assert.match((await jo.get(`/cases/${made.reference}/history`)).body, /The days that Joanne avoids were changed/);
});
