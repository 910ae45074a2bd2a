import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { wordedLedgerOf } from './facts.ts';

const house = await aHouse();
const made = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;
const dylan = made.who['Dylan'] as ParticipantId;

test('somebody answers, sees the answer, and takes it back', async () => {
  const page = await house.asParticipant(joanne);
  const saved = await page.post('/my/choices/mode-meeting', { answer: 'given' });
  assert.equal(saved.location, '/my/choices');
  assert.match((await page.get('/my/choices')).body, /Your answer is saved/);
  assert.equal((await page.post('/my/choices/mode-meeting', { answer: 'declined' })).status, 303);
  assert.match((await page.get('/my/choices')).body, /You said yes before and changed your mind/);
  const ledger = await house.readAsParticipant(made, joanne, (db) => wordedLedgerOf(db, made.caseId));
  assert.deepEqual(
    ledger.map(({ answer }) => answer),
    ['given', 'withdrawn'],
  );
  assert.match(ledger[0]?.wording ?? '', /meeting in person/);
});

test('“not now” without a day is asked for kindly and keeps what was chosen', async () => {
  const page = await house.asParticipant(dylan);
  const again = await page.post('/my/choices/mode-letter', { answer: 'not-now' });
  assert.equal(again.status, 422);
  assert.match(again.body, /Tell us the day we can ask again/);
  assert.match(again.body, /value="not-now"\s+checked/);
});

test('a day that does not exist is said so', async () => {
  const page = await house.asParticipant(dylan);
  const again = await page.post('/my/choices/mode-letter', {
    answer: 'not-now',
    'ask-after-day': '30',
    'ask-after-month': '2',
    'ask-after-year': '2027',
  });
  assert.equal(again.status, 422);
  assert.match(again.body, /That day does not exist/);
  assert.match(again.body, /value="30"/);
});

test('nobody sees what the other side said', async () => {
  await (await house.asParticipant(joanne)).post('/my/choices/be-contacted', { answer: 'given' });
  const page = await house.asParticipant(dylan);
  assert.doesNotMatch((await page.get('/my/choices')).body, /<dd[^>]*>\s*Yes/);
});

test('a question that is not asked is not there', async () => {
  const page = await house.asParticipant(joanne);
  assert.equal((await page.get('/my/choices/share-item')).status, 404);
  assert.equal((await page.post('/my/choices/attend', { answer: 'given' })).status, 404);
});

test('without a session there is only the way in', async () => {
  assert.equal((await house.asStranger().get('/my/choices')).location, '/my/signed-out');
});
