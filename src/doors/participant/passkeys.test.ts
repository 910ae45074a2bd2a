import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endAccessOf } from '#service/participant-sign-in/actions.ts';
import { sql } from '#platform/sql.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { hasComeIn } from '../../../test/support/coming-back.ts';
import { aDevice, type Device } from '../../../test/support/device.ts';
import { aHouse, type Answered, type Caller } from '../../../test/support/house.ts';

const house = await aHouse();
const origin = house.ports.baseUrl;

async function somebody() {
  const made = await house.aCase();
  const joanne = made.who['Joanne'] as ParticipantId;
  return { made, joanne, caller: await hasComeIn(house, made, joanne) };
}

async function makes(caller: Caller, device: Device): Promise<Answered> {
  const asked = JSON.parse((await caller.post('/my/passkey/ask')).body) as object;
  return caller.post('/my/passkey', { passkey: device.make(asked, origin) });
}

/** What the device answers when somebody wants to come back. */
async function answers(device: Device, how?: { isVerified: boolean }): Promise<string> {
  const asked = JSON.parse((await house.asStranger().post('/my/back/passkey/ask')).body) as object;
  return device.use(asked, origin, how);
}

const comesBack = (passkey: string, caller = house.asStranger()) => caller.post('/my/back/passkey', { passkey });

test('who wants one makes a passkey and comes back with it, in a browser that knew nothing', async () => {
  const { joanne, caller } = await somebody();
  const page = await caller.get('/my/passkey');
  assert.match(page.body, /Only do this on a phone or computer that nobody else uses/);
  assert.match(page.body, /passkey\.js/);
  const device = aDevice();
  assert.equal((await makes(caller, device)).location, '/my/passkey');
  assert.match((await caller.get('/my/passkey')).body, /Made .*not used yet/s);
  const elsewhere = house.asStranger();
  assert.equal((await comesBack(await answers(device), elsewhere)).location, '/my');
  assert.match((await elsewhere.get('/my')).body, /Hello Joanne/);
  const events = await house.readAsStaff(house.staff.dana, (db) =>
    db.rows(sql<{ event: string }>`
      select event from trails.security where (about_id = ${joanne} or actor_id = ${joanne}) and event like 'own-passkey-%' order by seq`),
  );
  assert.deepEqual(
    events.map(({ event }) => event),
    ['own-passkey-added', 'own-passkey-used'],
  );
});

test('what the device is told names nobody and no service', async () => {
  const { caller } = await somebody();
  const asked = JSON.parse((await caller.post('/my/passkey/ask')).body) as { rp: object; user: { name: string } };
  assert.deepEqual(asked.rp, { id: 'localhost', name: 'Your page' });
  assert.equal(asked.user.name, 'Your page');
  assert.doesNotMatch(JSON.stringify(asked), /Joanne|Northampton|estorative/);
});

test('PSI-6 an answer works once; a device that did not ask its owner, and one that is not known, do not', async () => {
  const { caller } = await somebody();
  const device = aDevice();
  await makes(caller, device);
  const answer = await answers(device);
  assert.equal((await comesBack(answer)).location, '/my');
  const refused = await comesBack(answer);
  assert.equal(refused.status, 422);
  assert.match(refused.body, /That passkey does not work here/);
  assert.equal((await comesBack(await answers(device, { isVerified: false }))).body, refused.body);
  assert.equal((await comesBack(await answers(aDevice()))).body, refused.body);
  assert.equal((await comesBack('{}')).body, refused.body);
});

test('PSI-6 what was asked of one person makes no passkey of another, and what was asked for coming back makes none', async () => {
  const [one, other] = [await somebody(), await somebody()];
  const asked = JSON.parse((await one.caller.post('/my/passkey/ask')).body) as object;
  assert.equal((await other.caller.post('/my/passkey', { passkey: aDevice().make(asked, origin) })).status, 422);
  const back = JSON.parse((await one.caller.post('/my/back/passkey/ask')).body) as { challenge: string };
  const swapped = { ...asked, challenge: back.challenge };
  assert.equal((await one.caller.post('/my/passkey', { passkey: aDevice().make(swapped, origin) })).status, 422);
  assert.doesNotMatch((await one.caller.get('/my/passkey')).body, />What you have</);
});

test('PSI-5 it ends with their access, and a new link does not bring it back', async () => {
  const { made, joanne, caller } = await somebody();
  const device = aDevice();
  await makes(caller, device);
  await house.act(made, house.staff.jo, (hand) =>
    endAccessOf(hand, { participantId: joanne, because: 'somebody-else-has-it', words: '' }),
  );
  assert.equal((await comesBack(await answers(device))).status, 422);
  await hasComeIn(house, made, joanne);
  assert.equal((await comesBack(await answers(device))).status, 422);
});

test('they take one away themselves, and nobody else’s', async () => {
  const [one, other] = [await somebody(), await somebody()];
  const device = aDevice();
  await makes(one.caller, device);
  const id = /name="id" value="([0-9a-f-]{36})"/.exec((await one.caller.get('/my/passkey')).body)?.[1] ?? '';
  assert.equal((await other.caller.post('/my/passkey/remove', { id })).status, 404);
  assert.equal((await one.caller.post('/my/passkey/remove', { id })).location, '/my/passkey');
  assert.equal((await comesBack(await answers(device))).status, 422);
});
