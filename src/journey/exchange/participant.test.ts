import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse, type Caller, type MadeCase } from '../../../test/support/house.ts';
import { aDeliveredLetter, anOfferedLetter, byLetter, says, theLetter } from '../../../test/support/letters.ts';

const house = await aHouse();

function as(made: MadeCase, called: string): Promise<Caller> {
  return house.asParticipant(made.who[called] as ParticipantId);
}

test('the writer shares the letter, and takes the yes back: it stops for her too', async () => {
  const made = await house.aCase();
  const letterId = await anOfferedLetter(house, made);
  const [dylan, joanne] = [await as(made, 'Dylan'), await as(made, 'Joanne')];
  assert.match((await joanne.get(`/my/letters/${letterId}`)).body, /There is a letter for you/);
  const back = await dylan.post(`/my/letters/${letterId}`, { step: 'share', share: 'declined' });
  assert.equal(back.status, 303);
  assert.match((await dylan.get(`/my/letters/${letterId}`)).body, /we do nothing more with this letter/);
  assert.equal((await joanne.get(`/my/letters/${letterId}`)).status, 404);
  assert.equal((await joanne.post(`/my/letters/${letterId}`, { step: 'answer', choice: 'online' })).status, 404);
});

test('she sees that there is a letter and not a word of it, chooses to read it here, and opens it', async () => {
  const made = await house.aCase();
  const letterId = await anOfferedLetter(house, made);
  const path = `/my/letters/${letterId}`;
  const [dylan, joanne] = [await as(made, 'Dylan'), await as(made, 'Joanne')];
  const offer = await joanne.get(path);
  assert.doesNotMatch(offer.body, /broke into|Dylan/);
  const chosen = await joanne.post(path, { step: 'answer', choice: 'online' });
  assert.equal(chosen.location, path);
  const ready = await joanne.get(path);
  assert.match(ready.body, /Open it when you feel ready/);
  assert.doesNotMatch(ready.body, /broke into/);
  assert.equal((await joanne.post(path, { step: 'open' })).location, path);
  assert.match((await joanne.get(path)).body, /I broke into your house/);
  const staffSees = await theLetter(house, made, letterId);
  assert.equal(staffSees.status, 'delivered');
  assert.ok(staffSees.readAt);
  // Dylan was not allowed to know, nor to learn it from what follows.
  const followUps = (called: string) =>
    house.readAsParticipant(made, made.who[called] as ParticipantId, (db) =>
      db.rows(sql<{ id: string }>`select id from app.follow_ups`),
    );
  assert.equal((await followUps('Joanne')).length, 5);
  assert.equal((await followUps('Dylan')).length, 0);
  assert.match((await dylan.get(path)).body, /We keep it safe/);
  assert.match((await dylan.get('/my/letters')).body, /It is kept safe/);
  await joanne.post(path, { step: 'let-know' });
  assert.match((await dylan.get(path)).body, /The other person has had your letter/);
  assert.equal((await followUps('Dylan')).length, 5);
});

test('EXC-15 the writer takes a letter back, and is shown the same whether it was opened or not', async () => {
  const pages: string[] = [];
  for (const isOpened of [false, true]) {
    const made = await house.aCase();
    const letterId = await aDeliveredLetter(house, made);
    const path = `/my/letters/${letterId}`;
    const [dylan, joanne] = [await as(made, 'Dylan'), await as(made, 'Joanne')];
    if (isOpened) await joanne.post(path, { step: 'open' });
    assert.match((await dylan.get(path)).body, /Take my letter back/);
    const back = await dylan.post(path, { step: 'share', share: 'declined' });
    assert.equal(back.location, path);
    const [main = ''] = /<main.*<\/main>/su.exec((await dylan.get(path)).body) ?? [];
    pages.push(main.replaceAll(letterId, ''));
    assert.equal((await joanne.get(path)).status, isOpened ? 200 : 404);
    assert.equal((await joanne.post(path, { step: 'open' })).status, isOpened ? 303 : 404);
  }
  assert.match(pages[0] ?? '', /we do nothing more with this letter/);
  assert.equal(pages[0], pages[1]);
});

test('what she does with the offer never shows on the writer’s pages', async () => {
  const made = await house.aCase();
  const letterId = await anOfferedLetter(house, made);
  const path = `/my/letters/${letterId}`;
  const [dylan, joanne] = [await as(made, 'Dylan'), await as(made, 'Joanne')];
  const before = (await dylan.get(path)).body;
  for (const choice of ['read-aloud', 'no-thank-you', 'handed-over']) {
    assert.equal((await joanne.post(path, { step: 'answer', choice, 'may-know': 'yes' })).status, 303);
    assert.equal((await dylan.get(path)).body, before);
  }
  await says(house, made, 'Joanne', 'declined', byLetter);
  assert.equal((await theLetter(house, made, letterId)).status, 'frozen');
  assert.equal((await dylan.get(path)).body, before);
});

test('“later” asks for a day and keeps what was chosen', async () => {
  const made = await house.aCase();
  const path = `/my/letters/${await anOfferedLetter(house, made)}`;
  const joanne = await as(made, 'Joanne');
  const none = await joanne.post(path, { step: 'answer', choice: 'keep-for-later', 'may-know': 'yes' });
  assert.equal(none.status, 422);
  assert.match(none.body, /href="#ask-after">Tell us the day we can ask again/);
  assert.match(none.body, /value="keep-for-later"\s+checked/);
  const day = { 'ask-after-day': '30', 'ask-after-month': '2', 'ask-after-year': '2031' };
  const noSuchDay = await joanne.post(path, { step: 'answer', choice: 'keep-for-later', ...day });
  assert.match(noSuchDay.body, /That day does not exist/);
  const saved = await joanne.post(path, { step: 'answer', choice: 'keep-for-later', ...day, 'ask-after-day': '6' });
  assert.equal(saved.status, 303);
  assert.match((await joanne.get(path)).body, /We will ask you again after 6 February 2031/);
  assert.equal((await joanne.post(path, { step: 'answer' })).status, 422);
});
