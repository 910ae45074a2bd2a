import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import type { SafeContact } from '#vocabulary/safe-contact.ts';
import { aHouse, type Caller } from '../../../test/support/house.ts';
import { addCallBack } from './store.ts';

const house = await aHouse();
const asked = { phone: '07700 900 456', called: 'Asha', 'from-hour': '10', 'until-hour': '14', voicemail: 'no' };

const aWish: SafeContact = {
  ...{ ways: ['call'], phone: '07700 900 457', email: '', address: '', fromHour: null, untilHour: null, times: '' },
  ...{ mayLeaveVoicemail: false, ifSomeoneElseAnswers: '', codeword: '' },
};

/** The stamp of a page that was opened so many seconds ago. */
function stampOf(secondsAgo: number): string {
  const opened = new Date(house.now().getTime() - secondsAgo * 1000);
  return house.ports.sealer.seal(opened.toISOString(), 'when the form about being rung was opened');
}

test('somebody asks to be rung, a coordinator is asked to do it, rings, and nothing of it is left', async () => {
  const asha = house.asStranger();
  assert.match((await asha.get('/contact')).body, /href="\/call-back"/);
  const sent = await asha.post('/call-back', { ...asked, stamp: stampOf(20) });
  assert.equal(sent.location, '/call-back/asked', sent.body);
  assert.doesNotMatch((await asha.get('/call-back/asked')).body, /Asha|07700/);
  const amara = await house.asStaff(house.staff.amara);
  assert.match((await amara.get('/work')).body, /Somebody asked to be rung/);
  const list = (await amara.get('/call-backs')).body;
  assert.match(list, /Asha/);
  assert.match(list, /07700 900 456/);
  assert.match(list, /Only from 10:00 until 14:00/);
  const [, action = ''] = /action="(\/call-backs\/[^"]+)"/.exec(list) ?? [];
  assert.equal((await amara.post(action)).location, '/call-backs');
  assert.match((await amara.get('/call-backs')).body, /Nobody waits to be rung/);
  assert.doesNotMatch((await amara.get('/work')).body, /Somebody asked to be rung/);
  assert.equal((await amara.post(action)).status, 404);
});

async function refusedFor(caller: Caller, changed: Record<string, string>, words: RegExp): Promise<void> {
  const again = await caller.post('/call-back', { ...asked, stamp: stampOf(20), ...changed });
  assert.equal(again.status, 422);
  assert.match(again.body, words);
  assert.match(again.body, /value="Asha"/);
}

test('a program is not taken, and a person taken for one keeps what they typed', async () => {
  const caller = house.asStranger();
  await refusedFor(caller, { company: 'Acme' }, /Your browser filled in a box/);
  await refusedFor(caller, { stamp: stampOf(0) }, /That was very quick/);
  await refusedFor(caller, { stamp: 'made up' }, /open for a long time/);
  await refusedFor(caller, { phone: '' }, /Write the phone number that is safe/);
  await refusedFor(caller, { 'until-hour': '' }, /Choose both times/);
});

test('CBK-1 who wants to be rung is read by who rings, sealed, and by nobody else', async () => {
  assert.equal((await house.asStranger().post('/call-back', { ...asked, stamp: stampOf(20) })).status, 303);
  const seenBy = (staff: typeof house.staff.amara) =>
    house.readAsStaff(staff, (db) => db.rows(sql`select 1 from app.call_backs`));
  assert.equal((await seenBy(house.staff.amara)).length, 1);
  assert.deepEqual(await seenBy(house.staff.leo), []);
  assert.equal((await (await house.asStaff(house.staff.leo)).get('/call-backs')).status, 404);
  const visitor = { login: 'tp_public', serviceId: house.serviceId, kind: 'visitor', id: '', caseId: '' } as const;
  await assert.rejects(
    house.ports.database.read(visitor, (db) => db.rows(sql`select 1 from app.call_backs`)),
    /permission denied/,
  );
});

test('what is too long is said at its field, and what makes a call safe is never left out', async () => {
  for (const [field, most] of [
    ['times', 500],
    ['if-someone-else', 500],
    ['phone', 50],
  ] as const) {
    const typed = '7'.repeat(most + 1);
    const again = await house.asStranger().post('/call-back', { ...asked, stamp: stampOf(20), [field]: typed });
    assert.equal(again.status, 422, field);
    assert.match(again.body, new RegExp(`Use at most ${most} characters`), field);
    assert.ok(again.body.includes(typed), field);
  }
});

test('whoever waits past the first page is found, once each, and an address that is none shows the first page', async () => {
  await house.actInService(house.staff.amara, async (hand) => {
    for (let at = 0; at < 30; at += 1)
      await addCallBack(hand, randomUUID(), { called: `Waiting ${at}`, contact: aWish });
  });
  const amara = await house.asStaff(house.staff.amara);
  const shown = (body: string) => [...body.matchAll(/action="\/call-backs\/([^/]+)\/made"/g)].map(([, id]) => id);
  const first = (await amara.get('/call-backs')).body;
  const [, more = ''] = /href="(\/call-backs\?after=[^"]+)"(?!>Stay)/.exec(first) ?? [];
  const second = (await amara.get(more)).body;
  const all = [...shown(first), ...shown(second)];
  const kept = await house.readAsStaff(house.staff.amara, (db) => db.rows(sql`select 1 from app.call_backs`));
  assert.equal(new Set(all).size, kept.length);
  assert.equal(all.length, kept.length);
  assert.doesNotMatch(second, /More who wait/);
  assert.match(second, /href="\/call-backs">Who has waited longest/);
  assert.deepEqual(shown((await amara.get('/call-backs?after=1_none')).body), shown(first));
});
