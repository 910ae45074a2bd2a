import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import { type PlainDate, plusDays } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aHeldLetter, saysToSharing } from '../../../test/support/letters.ts';

const house = await aHouse();
const today = house.today();

function day(name: string, of: PlainDate): Record<string, string> {
  const [year, month, date] = of.split('-') as [string, string, string];
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
}

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
