import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import type { LetterId, ParticipantId } from '#vocabulary/ids.ts';
import { aHouse, type Caller, type MadeCase } from '../../../test/support/house.ts';
import { aHeldLetter, saysToSharing, wordsOfTheLetter } from '../../../test/support/letters.ts';
import { reviewLetter } from './actions.ts';

const house = await aHouse();

function as(made: MadeCase, called: string): Promise<Caller> {
  return house.asParticipant(made.who[called] as ParticipantId);
}

async function begun(dylan: Caller): Promise<string> {
  const { location } = await dylan.post('/my/letters');
  return location ?? '';
}

test('somebody writes a letter, saves it, and sends it to be read', async () => {
  const made = await house.aCase();
  const dylan = await as(made, 'Dylan');
  const path = await begun(dylan);
  assert.match(path, /^\/my\/letters\/[0-9a-f-]{36}$/);
  assert.equal(await begun(dylan), path);
  await dylan.post(path, { step: 'words', version: '1', words: 'Dear Joanne, I am 😔', after: 'stay' });
  const saved = await dylan.get(path);
  assert.match(saved.body, /Your letter is saved/);
  assert.match(saved.body, /Dear Joanne, I am 😔<\/textarea>/);
  const sent = await dylan.post(path, { step: 'words', version: '2', words: wordsOfTheLetter, after: 'send' });
  assert.equal(sent.location, path);
  const page = await dylan.get(path);
  assert.match(page.body, /Two people who work here are reading it/);
  assert.match((await dylan.get('/my/letters')).body, /Two people are reading it/);
});

test('a letter that is too long, or empty, is refused and nothing typed is lost', async () => {
  const made = await house.aCase();
  const dylan = await as(made, 'Dylan');
  const path = await begun(dylan);
  const empty = await dylan.post(path, { step: 'words', version: '1', words: '', after: 'send' });
  assert.equal(empty.status, 422);
  assert.match(empty.body, /Write something before you send it/);
  const long = 'word '.repeat(4001);
  const again = await dylan.post(path, { step: 'words', version: '1', words: long, after: 'stay' });
  assert.equal(again.status, 422);
  assert.match(again.body, /href="#words">The letter is too long/);
  assert.ok(again.body.includes(long.trim()));
});

test('a letter changed somewhere else meanwhile is not written over', async () => {
  const made = await house.aCase();
  const dylan = await as(made, 'Dylan');
  const path = await begun(dylan);
  await dylan.post(path, { step: 'words', version: '1', words: 'From the phone', after: 'stay' });
  const again = await dylan.post(path, { step: 'words', version: '1', words: 'From the library', after: 'stay' });
  assert.equal(again.status, 422);
  assert.match(again.body, /changed somewhere else/);
  assert.match(again.body, /<p>From the phone<\/p>/);
  assert.match(again.body, /From the library<\/textarea>/);
});

test('the writer reads the advice and not who gave it', async () => {
  const made = await house.aCase();
  const dylan = await as(made, 'Dylan');
  const path = await begun(dylan);
  await dylan.post(path, { step: 'words', version: '1', words: 'I am sorry but', after: 'send' });
  const letterId = path.split('/').at(-1) as LetterId;
  const read = { version: 2, reviewerId: house.staff.jo, verdict: 'return', advice: 'Leave out the “but”.' } as const;
  await house.act(made, house.staff.jo, (hand) => reviewLetter(hand, letterId, read));
  const page = await dylan.get(path);
  assert.match(page.body, /Leave out the “but”/);
  assert.doesNotMatch(page.body, /Whitfield/);
  const again = await dylan.post(path, { step: 'words', version: '2', words: 'I am sorry but', after: 'send' });
  assert.match(again.body, /change the letter before you send it again/);
});

test('H4 H9 each reads only what is theirs, whatever they ask the database', async () => {
  const made = await house.aCase();
  const letterId = await aHeldLetter(house, made);
  const joanneId = made.who['Joanne'] as ParticipantId;
  const letters = await house.readAsParticipant(made, joanneId, (db) =>
    db.rows(sql<{ id: string }>`select id from app.letters`),
  );
  const releases = await house.readAsParticipant(made, joanneId, (db) =>
    db.rows(sql<{ id: string }>`select id from app.releases`),
  );
  const reviews = await house.readAsParticipant(made, joanneId, (db) =>
    db.rows(sql<{ advice: string }>`select advice from app.letter_reviews`),
  );
  assert.deepEqual([letters, releases, reviews], [[], [], []]);
  await assert.rejects(
    house.readAsParticipant(made, made.who['Dylan'] as ParticipantId, (db) =>
      db.rows(sql<{ status: string }>`select status from app.letters`),
    ),
    /permission denied/,
  );
  const joanne = await as(made, 'Joanne');
  assert.equal((await joanne.get(`/my/letters/${letterId}`)).status, 404);
  assert.equal((await joanne.post(`/my/letters/${letterId}`, { step: 'words', version: '2', words: 'x' })).status, 404);
  assert.equal((await joanne.post(`/my/letters/${letterId}`, { step: 'open' })).status, 404);
});

test('what is not a letter of theirs is not there', async () => {
  const made = await house.aCase();
  const other = await house.aCase();
  const letterId = await aHeldLetter(house, other);
  const dylan = await as(made, 'Dylan');
  for (const id of [letterId, 'nothing', '%00', '0b6d5c1e-0000-4000-8000-000000000000']) {
    assert.equal((await dylan.get(`/my/letters/${id}`)).status, 404);
    assert.equal((await dylan.post(`/my/letters/${id}`, { step: 'share', share: 'given' })).status, 404);
  }
  const own = await begun(dylan);
  for (const step of ['', 'constructor', 'deliver']) assert.equal((await dylan.post(own, { step })).status, 404);
  assert.equal((await house.asStranger().get('/my/letters')).location, '/my/signed-out');
});

test('a letter can be kept for oneself, and nobody is begun a letter when it is not clear to whom', async () => {
  const made = await house.aCase({ people: { Joanne: 'harmed', Omar: 'harmed', Dylan: 'responsible' } });
  const dylan = await as(made, 'Dylan');
  assert.match((await dylan.get('/my/letters')).body, /ask your facilitator/);
  assert.equal((await dylan.post('/my/letters')).status, 422);
  const joanne = await as(made, 'Joanne');
  const path = await begun(joanne);
  await joanne.post(path, { step: 'words', version: '1', words: 'What it did to me', after: 'stay' });
  await joanne.post(path, { step: 'keep' });
  const page = await joanne.get(path);
  assert.match(page.body, /You keep this letter, and it is not sent/);
  assert.match(page.body, /What it did to me/);
  assert.doesNotMatch(page.body, /<textarea/);
});

test('a no to sharing a held letter is kept, and a yes before it was read is refused', async () => {
  const made = await house.aCase();
  const dylan = await as(made, 'Dylan');
  const path = await begun(dylan);
  const early = await dylan.post(path, { step: 'share', share: 'given' });
  assert.equal(early.status, 422);
  const held = await house.aCase();
  const letterId = await aHeldLetter(house, held);
  await saysToSharing(house, held, letterId, 'declined');
  const page = await (await as(held, 'Dylan')).get(`/my/letters/${letterId}`);
  assert.match(page.body, /value="declined"\s+checked/);
});
