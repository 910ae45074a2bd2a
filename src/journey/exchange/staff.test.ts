import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import { type PlainDate, plusDays } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import {
  aDeliveredLetter,
  aHeldLetter,
  anOfferedLetter,
  openTheWay,
  saysToSharing,
  theLetter,
  wordsOfTheLetter,
} from '../../../test/support/letters.ts';
import { hasLetterOnOffer, letterGates, lettersFigures } from './facts.ts';
import { notGoingAheadWords, offeredWords } from './letters.ts';

const house = await aHouse();
const today = house.today();

function day(name: string, of: PlainDate): Record<string, string> {
  const [year, month, date] = of.split('-') as [string, string, string];
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
}

async function tasksOf(made: MadeCase): Promise<readonly string[]> {
  const rows = await house.act(made, house.staff.jo, (hand) =>
    hand.rows(sql<{ kind: string }>`select kind from app.tasks where case_id = ${made.caseId} order by made_at`),
  );
  return rows.map(({ kind }) => kind);
}

test('staff take a letter from paper to read aloud, each step by somebody', async () => {
  const made = await house.aCase();
  await openTheWay(house, made);
  const list = `/cases/${made.reference}/letters`;
  const [jo, sam] = [await house.asStaff(house.staff.jo), await house.asStaff(house.staff.sam)];
  assert.match((await jo.get(list)).body, /Nobody has begun a letter/);
  const people = { author: made.who['Dylan'] as string, recipient: made.who['Joanne'] as string };
  const begun = await jo.post(list, { ...people, kind: 'explanation' });
  const path = begun.location ?? '';
  assert.match((await jo.get(path)).body, /Letter from Dylan to Joanne/);
  await jo.post(path, { step: 'words', version: '1', words: wordsOfTheLetter, after: 'send' });
  const ready = { step: 'review', version: '2', verdict: 'ready' };
  await jo.post(path, ready);
  assert.match((await jo.get(path)).body, /One more person reads it/);
  assert.doesNotMatch((await jo.get(path)).body, /Your reading/);
  const twice = await jo.post(path, ready);
  assert.equal(twice.status, 422);
  assert.match(twice.body, /The second reader is somebody else/);
  await sam.post(path, ready);
  assert.match((await sam.get(path)).body, /Found ready by Jo Whitfield and Sam Reyes/);
  const early = await jo.post(path, { step: 'offer' });
  assert.equal(early.status, 422);
  assert.match(early.body, /Dylan has not said yes to sharing this letter with Joanne/);
  await jo.post(path, { step: 'share', share: 'given', how: 'in-person', ...day('said-on', today) });
  assert.equal((await jo.post(path, { step: 'offer' })).status, 303);
  await jo.post(path, { step: 'answer', choice: 'read-aloud', 'may-know': 'yes' });
  assert.match((await jo.get(path)).body, /Joanne wants it read aloud/);
  assert.equal((await jo.post(path, { step: 'deliver', ...day('delivered-on', today) })).status, 303);
  const page = await jo.get(path);
  assert.match(page.body, /It was delivered read aloud/);
  assert.doesNotMatch(page.body, /Before it can be delivered/);
  assert.match((await jo.get(list)).body, /Delivered/);
  const shown = await house.readAsStaff(house.staff.jo, (db) => lettersFigures(db));
  assert.equal(shown.delivered, 1);
  assert.deepEqual(
    (await tasksOf(made)).filter((kind) => kind.includes('letter')),
    ['read-letter', 'deliver-letter'],
  );
  const stage = await house.readAsStaff(house.staff.jo, (db) =>
    db.row(sql<{ stage: string }>`select stage from app.cases where id = ${made.caseId}`),
  );
  assert.equal(stage?.stage, 'follow-up');
});

test('a letter to read online is delivered by her answer; kept for later comes back as a task on its day', async () => {
  const made = await house.aCase();
  const letterId = await anOfferedLetter(house, made);
  const path = `/cases/${made.reference}/letters/${letterId}`;
  const jo = await house.asStaff(house.staff.jo);
  const until = plusDays(today, 40);
  const later = { step: 'answer', choice: 'keep-for-later', ...day('ask-after', until) };
  await jo.post(path, later);
  await jo.post(path, later);
  const due = await house.act(made, house.staff.jo, (hand) =>
    hand.rows(sql<{ due: string }>`
      select due_on as due from app.tasks where case_id = ${made.caseId} and kind = 'ask-again'`),
  );
  assert.deepEqual(due, [{ due: until }]);
  await jo.post(path, { step: 'answer', choice: 'online' });
  assert.equal((await theLetter(house, made, letterId)).status, 'delivered');
  assert.equal((await jo.post(path, { step: 'answer', choice: 'no-thank-you' })).status, 422);
  assert.equal((await tasksOf(made)).includes('deliver-letter'), false);
});

test('a stopped letter shows why in the gate and goes on when the yes is back', async () => {
  const made = await house.aCase();
  const letterId = await anOfferedLetter(house, made);
  const path = `/cases/${made.reference}/letters/${letterId}`;
  const jo = await house.asStaff(house.staff.jo);
  assert.equal(await house.readAsStaff(house.staff.jo, (db) => hasLetterOnOffer(db, made.caseId)), true);
  await saysToSharing(house, made, letterId, 'declined');
  assert.equal(await house.readAsStaff(house.staff.jo, (db) => hasLetterOnOffer(db, made.caseId)), false);
  assert.match((await jo.get(path)).body, /everything stopped/);
  assert.equal((await jo.post(path, { step: 'take-up' })).status, 422);
  await saysToSharing(house, made, letterId, 'given');
  assert.equal((await jo.post(path, { step: 'take-up' })).status, 303);
  assert.equal((await jo.post(path, { step: 'offer' })).status, 303);
  const joanne = await house.asParticipant(made.who['Joanne'] as ParticipantId);
  assert.match((await joanne.get(`/my/letters/${letterId}`)).body, /There is a letter for you/);
});

test('EXC-15 a letter that was delivered is taken back until it is opened, and who it was for hears nothing', async () => {
  const made = await house.aCase();
  const letterId = await aDeliveredLetter(house, made);
  const path = `/cases/${made.reference}/letters/${letterId}`;
  const jo = await house.asStaff(house.staff.jo);
  const joanne = await house.asParticipant(made.who['Joanne'] as ParticipantId);
  const dylan = await house.asParticipant(made.who['Dylan'] as ParticipantId);
  assert.match((await jo.get(path)).body, /Joanne has not opened it/);
  assert.equal((await jo.post(path, { step: 'take-back' })).status, 303);
  assert.equal((await joanne.get(`/my/letters/${letterId}`)).status, 404);
  assert.doesNotMatch((await joanne.get('/my/letters')).body, /A letter for you/);
  assert.match((await dylan.get(`/my/letters/${letterId}`)).body, /We keep it safe/);
  assert.match((await jo.get(`/cases/${made.reference}/history`)).body, /taken back before Joanne opened it/);
  for (const step of ['take-up', 'offer']) assert.equal((await jo.post(path, { step })).status, 303);
  assert.equal((await jo.post(path, { step: 'answer', choice: 'online' })).status, 303);
  assert.equal((await joanne.post(`/my/letters/${letterId}`, { step: 'open' })).status, 303);
  const late = await jo.post(path, { step: 'take-back' });
  assert.equal(late.status, 422);
  assert.match(late.body, /opened already/);
  assert.doesNotMatch((await jo.get(path)).body, /Take the letter back/);
});

test('the gates of every letter that has not ended are there for the readiness of the case', async () => {
  const made = await house.aCase();
  await aHeldLetter(house, made);
  const gates = await house.readAsStaff(house.staff.jo, (db) => letterGates(db, made.caseId, today));
  assert.deepEqual(
    gates.map(({ name, about, shut }) => [name, about, shut.length > 0]),
    [['deliver-letter', 'A letter from Dylan to Joanne', true]],
  );
});

test('what leaves the building says nothing of a letter, a person or an offence', () => {
  for (const { subject, body } of [offeredWords(), notGoingAheadWords()]) {
    assert.equal(subject, 'A message for you');
    assert.doesNotMatch(body, /letter|crime|offen|harm|restorative|wrote/i);
  }
});
