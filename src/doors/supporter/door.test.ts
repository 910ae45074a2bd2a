import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aMeeting } from '../../../test/support/meeting.ts';
import { asSupporter } from '../../../test/support/supporters.ts';

const house = await aHouse();
const { made, companionId, id } = await aMeeting(house, 'booked');
const jo = await house.asStaff(house.staff.jo);
const at = `/cases/${made.reference}/supporters`;
const said = (showsPlace: boolean) => {
  const [year = '', month = '', day = ''] = house.today().split('-');
  const agreed = { 'agreed-on-day': day, 'agreed-on-month': month, 'agreed-on-year': year };
  return showsPlace ? { ...agreed, place: 'yes' } : agreed;
};

test('a supporter comes in by a link and a code, sees the day and nobody’s name but those who run it', async () => {
  assert.match((await jo.get(at)).body, /They have no page/);
  assert.equal((await jo.post(`${at}/${companionId}`, {})).status, 422);
  const invited = await jo.post(`${at}/${companionId}`, said(false));
  const link = /\/day\/enter\/[\w-]+/.exec(invited.body)?.[0] ?? '';
  const code = /<strong>(\d{3} \d{3})<\/strong>/.exec(invited.body)?.[1] ?? '';
  const ruth = house.asStranger();
  assert.match((await ruth.get(link)).body, /What is your code/);
  assert.equal((await ruth.post(link, { code: code === '000 000' ? '111111' : '000000' })).status, 422);
  assert.equal((await ruth.post(link, { code })).location, '/day');
  const day = await ruth.get('/day');
  assert.equal(day.status, 200);
  assert.match(day.body, /The day/);
  assert.match(day.body, /Jo Whitfield and Sam Reyes/);
  assert.match(day.body, /01604 000000/);
  assert.match(day.body, /can tell you where it is/);
  assert.doesNotMatch(day.body, /Joanne|Dylan|burglary|Northamptonshire|estorative/);
  assert.match(day.body, /<title>Your page<\/title>/);
  assert.equal(day.body.match(/href="https:\/\/www\.bbc\.co\.uk\/weather"/g)?.length, 2);
  assert.match((await house.asStranger().get(link)).body, /does not work any more/);
});

test('where it is stands there once the participant said so', async () => {
  const ruth = await asSupporter(house, made, companionId, true);
  assert.match((await ruth.get('/day')).body, /<strong>Hall /);
});

test('a supporter finds no other page of anybody', async () => {
  const ruth = await asSupporter(house, made, companionId);
  for (const path of ['/my', '/my/letters', '/my/agreement', '/my/choices'])
    assert.equal((await ruth.get(path)).location, '/my/signed-out', path);
  assert.equal((await ruth.get('/day/anything')).status, 404);
});

test('their look is in the read trail, beside the participant', async () => {
  const ruth = await asSupporter(house, made, companionId);
  await ruth.get('/day');
  const [row] = await house.readAsStaff(house.staff.dana, (db) =>
    db.rows(sql<{ actorId: string; participantId: string; what: string; place: string }>`
      select actor_id as "actorId", participant_id as "participantId", what, place from trails.reads where actor_kind = 'supporter'`),
  );
  assert.deepEqual(row, { actorId: companionId, participantId: made.who['Joanne'], what: 'own-page', place: '/day' });
});

test('staff end it at once, with a reason, and signing out ends it too', async () => {
  const ruth = await asSupporter(house, made, companionId);
  assert.equal((await jo.post(`${at}/${companionId}/end`, { reason: '' })).status, 422);
  assert.equal((await jo.post(`${at}/${companionId}/end`, { reason: 'Joanne asked.' })).location, at);
  assert.equal((await ruth.get('/day')).location, '/day/signed-out');
  assert.match((await jo.get(at)).body, /Ended .*: Joanne asked\./);
  assert.equal((await jo.post(`${at}/${companionId}/end`, { reason: 'Again.' })).status, 422);
  const again = await asSupporter(house, made, companionId);
  assert.equal((await again.post('/day/sign-out')).location, '/day/signed-out');
  assert.equal((await again.get('/day')).location, '/day/signed-out');
});

test('a meeting that is off says so, and no more', async () => {
  const ruth = await asSupporter(house, made, companionId, true);
  await jo.post(`/cases/${made.reference}/conference/cancel`, {
    conference: id,
    'cancelled-because': 'Because of him.',
  });
  const { body } = await ruth.get('/day');
  assert.match(body, /It is not going ahead/);
  assert.doesNotMatch(body, /Hall |Because of him/);
});

test('nobody who may not open the case gives or ends it', async () => {
  const leo = await house.asStaff(house.staff.leo);
  for (const path of [at, `${at}/${companionId}`]) assert.equal((await leo.get(path)).status, 404);
  assert.equal((await leo.post(`${at}/${companionId}`, said(true))).status, 404);
});
