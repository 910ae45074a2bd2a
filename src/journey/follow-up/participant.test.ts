import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aDeliveredLetter } from '../../../test/support/letters.ts';

const house = await aHouse();
const made = await house.aCase();
const joanne = await house.asParticipant(made.who['Joanne'] as ParticipantId);
const dylan = await house.asParticipant(made.who['Dylan'] as ParticipantId);
const path = '/my/feedback';

test('before anything happened, and in the first week, nobody is asked and nothing is taken', async () => {
  assert.match((await joanne.get(path)).body, /There is nothing to ask about yet/);
  await aDeliveredLetter(house, made);
  assert.match((await joanne.get(path)).body, /There is no hurry/);
  assert.equal((await joanne.post(path, { satisfied: '5' })).status, 422);
});

test('each question may be left out but not all, and what was typed stays', async () => {
  house.setNow(new Date(house.now().getTime() + 8 * 86_400_000));
  assert.match((await joanne.get(path)).body, /How was it for you\?/);
  const nothing = await joanne.post(path, { 'may-quote': 'yes' });
  assert.equal(nothing.status, 422);
  assert.match(nothing.body, /Answer at least one question/);
  const long = await joanne.post(path, { words: 'x'.repeat(10_001) });
  assert.match(long.body, /at most 10,000 characters/);
  assert.match(long.body, /xxxxx/);
});

test('FOL-8 pressing twice at once says it once, and thanks both times', async () => {
  const said = { satisfied: '5', 'would-recommend': 'yes', words: 'I got my answers 🌱' };
  const both = await Promise.all([joanne.post(path, said), joanne.post(path, said)]);
  assert.deepEqual(
    both.map(({ status }) => status),
    [303, 303],
  );
  assert.match((await joanne.get(path)).body, /We have what you said/);
  const jo = await house.asStaff(house.staff.jo);
  const page = await jo.get(`/cases/${made.reference}/follow-up`);
  assert.equal(page.body.match(/I got my answers 🌱/g)?.length, 1);
});

test('the other side reads nothing of it, and is asked for their own', async () => {
  const page = await dylan.get(path);
  assert.match(page.body, /How was it for you\?/);
  assert.doesNotMatch(page.body, /answers 🌱|Joanne/);
});

test('whoever does not want to be asked is not', async () => {
  await dylan.post('/my/choices/follow-up', { answer: 'declined' });
  assert.match((await dylan.get(path)).body, /You said that you do not want to be asked/);
  assert.equal((await dylan.post(path, { satisfied: '3' })).status, 422);
});

test('a stranger is sent to the door', async () => {
  assert.equal((await house.asStranger().get(path)).location, '/my/signed-out');
});
