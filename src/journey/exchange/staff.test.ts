import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
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

test('what is missing is named at its field, and what was typed stays', async () => {
  const made = await house.aCase();
  const jo = await house.asStaff(house.staff.jo);
  const list = `/cases/${made.reference}/letters`;
  const none = await jo.post(list, { kind: 'apology' });
  assert.equal(none.status, 422);
  assert.match(none.body, /href="#author">Choose who writes/);
  const toThemselves = { author: made.who['Dylan'] as string, recipient: made.who['Dylan'] as string };
  assert.match((await jo.post(list, { ...toThemselves, kind: 'apology' })).body, /whom what happened links/);
  const letterId = await aHeldLetter(house, made);
  const path = `${list}/${letterId}`;
  for (const [form, message] of [
    [{ step: 'share', share: 'given', how: 'by-phone' }, /Write the day they said it/],
    [
      { step: 'share', share: 'given', how: 'by-phone', ...day('said-on', plusDays(today, 2)) },
      /cannot be after today/,
    ],
    [
      { step: 'share', share: 'given', how: 'by-phone', speaker: 'guardian', ...day('said-on', today) },
      /Add their guardian/,
    ],
    [{ step: 'words', version: '2', words: 'word '.repeat(4001) }, /The letter is too long/],
    [{ step: 'review', version: '2', verdict: 'return' }, /not waiting to be read/],
    [{ step: 'review', version: 'x', verdict: 'ready' }, /There is a problem/],
    [{ step: 'take-up' }, /not stopped/],
    [{ step: 'answer', choice: 'online' }, /not on offer/],
    [
      { step: 'deliver', 'delivered-on-day': '30', 'delivered-on-month': '2', 'delivered-on-year': '2026' },
      /Write the day it was delivered/,
    ],
  ] as const) {
    const again = await jo.post(path, form);
    assert.equal(again.status, 422, JSON.stringify(form).slice(0, 80));
    assert.match(again.body, message);
  }
});

test('a letter that goes back needs advice, and comes back changed', async () => {
  const made = await house.aCase();
  const jo = await house.asStaff(house.staff.jo);
  const list = `/cases/${made.reference}/letters`;
  const people = { author: made.who['Joanne'] as string, recipient: made.who['Dylan'] as string, kind: 'own-words' };
  const path = (await jo.post(list, people)).location ?? '';
  await jo.post(path, { step: 'words', version: '1', words: 'How it was for me', after: 'send' });
  const none = await jo.post(path, { step: 'review', version: '2', verdict: 'return' });
  assert.match(none.body, /href="#advice">Say what would make the letter ready/);
  await jo.post(path, { step: 'review', version: '2', verdict: 'return', advice: 'Leave out his address.' });
  assert.match((await jo.get(path)).body, /Leave out his address/);
  await jo.post(path, { step: 'words', version: '2', words: 'How it was', after: 'send' });
  const stale = await jo.post(path, { step: 'review', version: '2', verdict: 'ready' });
  assert.match(stale.body, /changed since you read it/);
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

test('whose case or letter it is not finds nothing; who may only look moves nothing', async () => {
  const made = await house.aCase();
  const other = await house.aCase();
  const letterId = await aHeldLetter(house, made);
  const path = `/cases/${made.reference}/letters/${letterId}`;
  const leo = await house.asStaff(house.staff.leo);
  assert.equal((await leo.get(path)).status, 404);
  assert.equal((await leo.post(path, { step: 'keep' })).status, 404);
  const jo = await house.asStaff(house.staff.jo);
  assert.equal((await jo.get(`/cases/${other.reference}/letters/${letterId}`)).status, 404);
  assert.equal((await jo.post(`/cases/${other.reference}/letters/${letterId}`, { step: 'keep' })).status, 404);
  for (const id of ['nothing', '%27', '0b6d5c1e-0000-4000-8000-000000000000']) {
    assert.equal((await jo.get(`/cases/${made.reference}/letters/${id}`)).status, 404);
    assert.equal((await jo.post(`/cases/${made.reference}/letters/${id}`, { step: 'offer' })).status, 404);
  }
  const strangers = { author: other.who['Dylan'] as string, recipient: other.who['Joanne'] as string, kind: 'apology' };
  assert.equal((await jo.post(`/cases/${made.reference}/letters`, strangers)).status, 404);
  const amara = await house.asStaff(house.staff.amara);
  const read = { step: 'review', version: '2', verdict: 'ready' };
  assert.equal((await amara.post(path, read)).status, 404);
});

test('a closed case keeps its letters: nothing is written or begun', async () => {
  const made = await house.aCase();
  const letterId = await aHeldLetter(house, made);
  const now = new Date(`${today}T12:00:00Z`);
  await house.act(made, house.staff.jo, async (hand) => {
    await hand.run(sql`
      insert into app.closures (service_id, case_id, reason, closed_on, closed_by)
      values (${house.serviceId}, ${made.caseId}, 'no-send-letter', ${today}, ${house.staff.jo})`);
    await hand.run(sql`update app.cases set status = 'closed', touched_at = ${now} where id = ${made.caseId}`);
  });
  const jo = await house.asStaff(house.staff.jo);
  const path = `/cases/${made.reference}/letters/${letterId}`;
  const again = await jo.post(path, { step: 'keep' });
  assert.equal(again.status, 422);
  assert.match(again.body, /This case is closed/);
  assert.doesNotMatch((await jo.get(path)).body, /Keep it unsent/);
  const dylan = await house.asParticipant(made.who['Dylan'] as ParticipantId);
  assert.match((await dylan.get(`/my/letters/${letterId}`)).body, /your letter stays as it is/);
  await saysToSharing(house, made, letterId, 'declined');
});

test('what leaves the building says nothing of a letter, a person or an offence', () => {
  for (const { subject, body } of [offeredWords(), notGoingAheadWords()]) {
    assert.equal(subject, 'A message for you');
    assert.doesNotMatch(body, /letter|crime|offen|harm|restorative|wrote/i);
  }
});
