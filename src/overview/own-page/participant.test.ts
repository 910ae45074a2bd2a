import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();
const made = await house.aCase();

test('each sees their own page, and nothing of the other', async () => {
  const joanne = await (await house.asParticipant(made.who['Joanne'] as ParticipantId)).get('/my');
  assert.equal(joanne.status, 200);
  assert.match(joanne.body, /Hello Joanne/);
  assert.doesNotMatch(joanne.body, /Dylan/);
  const dylan = await (await house.asParticipant(made.who['Dylan'] as ParticipantId)).get('/my');
  assert.doesNotMatch(dylan.body, /Joanne/);
});

test('the title of the page tells a shoulder nothing', async () => {
  const page = await (await house.asParticipant(made.who['Joanne'] as ParticipantId)).get('/my');
  assert.match(page.body, /<title>Your page<\/title>/);
});
