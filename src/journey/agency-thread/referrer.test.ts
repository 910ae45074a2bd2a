import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import { clamdAt } from '#platform/virus-scan.ts';
import { anAgency, aReferrer, aSentReferral } from '../../../test/support/agencies.ts';
import { aClamd, eicar } from '../../../test/support/clamd.ts';
import { aJpeg, aPdf, aPng } from '../../../test/support/documents.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aProgram, cameIn } from '../../../test/support/programs.ts';

const clamd = await aClamd();
const house = await aHouse({ lookForViruses: clamdAt(clamd.address, 2000) });
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const school = await anAgency(house, 'Lings Academy', 'school');
const lewis = await aReferrer(house, corby, 'PC Lewis Grant');
const pc = await house.asStaff(lewis);
const other = await house.asStaff(await aReferrer(house, school, 'Naomi Achebe'));
const amara = await house.asStaff(house.staff.amara);
const records = await cameIn(house, await aProgram(house, corby, lewis));

const text = (name: string, bytes: string | Buffer = 'A statement') => ({ name, bytes });

test('a message goes to the coordinator and an answer comes back, without a name', async () => {
  const { reference } = await aSentReferral(house, lewis);
  const at = `/agency/referrals/${reference}/messages`;
  const ours = `/referrals/${reference}/agency/messages`;
  assert.match((await pc.get(at)).body, /No messages yet/);
  assert.match((await pc.post(at, { words: '' })).body, /Write what it should say/);
  assert.equal((await pc.post(at, { words: 'She is away until Friday 🌱.' })).location, at);
  assert.match((await amara.get(ours)).body, /Corby neighbourhood team[\s\S]*She is away until Friday 🌱\./);
  assert.doesNotMatch((await pc.get('/agency')).body, /Message for you/);

  assert.match((await amara.post(ours, { words: '' })).body, /Write your message/);
  assert.equal((await amara.post(ours, { words: 'Thank you. We wait until then.' })).location, ours);
  const page = await pc.get(at);
  assert.match(page.body, /From us[\s\S]*We wait until then/);
  assert.doesNotMatch(page.body, /Amara/);
  assert.match((await pc.get('/agency')).body, /Message for you/);
  assert.match((await pc.get(`/agency/referrals/${reference}`)).body, /Messages<\/a>: 2, the newest from us/);
  const told = (await records.get(`/referrals/${reference}/messages`)).body['messages'] as readonly { from: string }[];
  assert.deepEqual(
    told.map(({ from }) => from),
    ['agency', 'us'],
  );

  await pc.post(at, { words: 'Good.' });
  assert.doesNotMatch((await pc.get('/agency')).body, /Message for you/);
});

test('THR-1 what the agency did not write to us itself does not go to it, before and after there is a case', async () => {
  const { reference } = await aSentReferral(house, lewis);
  const ours = `/referrals/${reference}/agency/messages`;
  await amara.post(`/referrals/${reference}/others/person`, {
    'person-part': 'responsible',
    'person-full-name': 'Dylan Marsh',
    'person-phone': '07700 900456',
  });
  const words = 'Dylan says yes. His number is 0 7700 900 456.';
  for (const when of ['while it waits', 'as a case']) {
    const stopped = await amara.post(ours, { words });
    assert.equal(stopped.status, 422, when);
    assert.match(stopped.body, /<mark>0 7700 900 456<\/mark>/, when);
    assert.match(stopped.body, /<q>Dylan says yes/, `${when}: his first name the agency wrote itself`);
    assert.equal((await amara.post(ours, { words: `Joanne is well, ${when}.` })).location, ours, when);
    await amara.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' });
  }
  const page = await pc.get(`/agency/referrals/${reference}/messages`);
  assert.match(page.body, /Joanne is well, as a case/);
  assert.doesNotMatch(page.body, /Dylan|900 ?456/);
});

test('THR-3 THR-4 a file is sent and opened, by nobody else, and is a document once there is a case', async () => {
  const { reference } = await aSentReferral(house, lewis);
  const at = `/agency/referrals/${reference}/files`;
  assert.match((await pc.send(at, {}, [])).body, /Choose at least one file/);
  const some = await pc.send(at, {}, [text('statement.txt'), text('notes.exe', Buffer.from([0, 1, 2]))]);
  assert.equal(some.status, 422);
  assert.match(some.body, /notes\.exe was not added/);
  const id = new RegExp(`${at}/([0-9a-f-]{36})`).exec((await pc.get(at)).body)?.[1] ?? '';
  assert.equal((await pc.get(`${at}/${id}`)).body, 'A statement');
  assert.equal((await amara.get(`/referrals/${reference}/agency/files/${id}`)).body, 'A statement');
  for (const path of [at, `${at}/${id}`]) assert.equal((await other.get(path)).status, 404);
  assert.equal((await other.send(at, {}, [text('a.txt')])).status, 404);
  assert.equal(
    (await (await house.asStaff(house.staff.jo)).get(`/referrals/${reference}/agency/files/${id}`)).status,
    404,
  );

  await amara.post(`/referrals/${reference}/others/person`, {
    'person-part': 'responsible',
    'person-full-name': 'Dylan Marsh',
  });
  assert.equal((await amara.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' })).status, 303);
  const documents = `/cases/${reference}/documents`;
  assert.match((await amara.get(documents)).body, /statement\.txt/);
  assert.equal((await amara.get(`${documents}/${id}/file`)).body, 'A statement');
  assert.equal((await pc.send(at, {}, [text('later.txt', 'Later')])).location, at);
  assert.match((await amara.get(documents)).body, /later\.txt/);
  const tasks = await house.readAsStaff(house.staff.amara, (db) =>
    db.rows(sql<{ words: string }>`select words from app.tasks where kind = 'agency-files' order by made_at`),
  );
  assert.equal(tasks.length, 2);
});

test('DOC-1 what a picture of an agency tells besides is gone, and a file that is not what it is called is refused', async () => {
  const { reference } = await aSentReferral(house, lewis);
  const at = `/agency/referrals/${reference}/files`;
  for (const [name, bytes] of [
    ['door.jpg', aJpeg('52.3984 North, by Dylan')],
    ['door.png', aPng('52.3984 North, by Dylan')],
  ] as const) {
    assert.match(bytes.toString('latin1'), /52\.3984/);
    assert.equal((await pc.send(at, {}, [text(name, bytes)])).location, at);
  }
  const ids = new Set((await pc.get(at)).body.match(new RegExp(`(?<=${at}/)[0-9a-f-]{36}`, 'g')));
  assert.equal(ids.size, 2);
  for (const id of ids)
    for (const shown of [await pc.get(`${at}/${id}`), await amara.get(`/referrals/${reference}/agency/files/${id}`)]) {
      assert.equal(shown.status, 200);
      assert.ok(shown.bytes.length > 50);
      assert.doesNotMatch(shown.bytes.toString('latin1'), /52\.3984|Dylan/);
    }
  const refused = await pc.send(at, {}, [text('not-a-picture.png', aPdf('Words'))]);
  assert.equal(refused.status, 422);
  assert.match(refused.body, /not-a-picture\.png was not added: its ending/);
});

test('DOC-6 what the scanner finds in a file of an agency is not kept, nor anything while it does not answer', async () => {
  const { reference } = await aSentReferral(house, lewis);
  const at = `/agency/referrals/${reference}/files`;
  const bad = await pc.send(at, {}, [text('bad.txt', eicar), text('fine.txt')]);
  assert.match(bad.body, /bad\.txt was not added: the virus scanner found something/);
  clamd.fallsSilent(true);
  const waits = await pc.send(at, {}, [text('waits.txt')]);
  clamd.fallsSilent(false);
  assert.equal(waits.status, 422);
  assert.match(waits.body, /waits\.txt was not added: the virus scanner does not answer/);
  const page = (await pc.get(at)).body;
  assert.match(page, /fine\.txt/);
  assert.doesNotMatch(page, /bad\.txt|waits\.txt/);
});

test('THR-3 what is taken back takes neither files nor messages', async () => {
  const { reference } = await aSentReferral(house, lewis);
  const at = `/agency/referrals/${reference}`;
  await pc.post(`${at}/withdraw`, { reason: 'sent-twice' });
  assert.match((await pc.send(`${at}/files`, {}, [text('a.txt')])).body, /It takes no more files/);
  assert.match((await pc.post(`${at}/messages`, { words: 'Hello' })).body, /is withdrawn/);
  assert.doesNotMatch((await pc.get(`${at}/files`)).body, /Send the files/);
});
