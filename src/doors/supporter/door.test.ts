import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openMail } from '#platform/mail.ts';
import { sql } from '#platform/sql.ts';
import { aHouse } from '../../../test/support/house.ts';
import { codeIn, nextMail } from '../../../test/support/coming-back.ts';
import { aMailServer } from '../../../test/support/mail-server.ts';
import { openWorker } from '../../wiring/worker.ts';
import { aMeeting } from '../../../test/support/meeting.ts';
import { asSupporter, supporterInvited } from '../../../test/support/supporters.ts';

let stopWorker = async (): Promise<void> => undefined;
// Asked for before the house is opened: hooks run in the order in which they were asked for.
after(() => stopWorker());
const asked: string[] = [];
const house = await aHouse({ watch: (login, text) => void (login === 'tp_doorkeeper' && asked.push(text)) });
const post = await aMailServer();
const worker = await openWorker(house.ports, openMail({ url: post.url, from: 'RP <hello@rp.example>' }));
stopWorker = () => worker.stop();
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

test('TRL-8 whatever else a supporter asks for is a row of the security trail, beside the participant', async () => {
  const ruth = await asSupporter(house, made, companionId);
  const answers = [await ruth.get('/day/letters'), await ruth.get('/day/letters'), await ruth.post('/day/letters', {})];
  assert.deepEqual(
    answers.map(({ status }) => status),
    [404, 404, 404],
  );
  assert.equal((await house.asStranger().get('/day/letters')).body, answers[0]?.body);
  const rows = await house.readAsStaff(house.staff.dana, (db) =>
    db.rows(sql`select actor_id as who, about_id as beside, case_id as "of", detail ->> 'place' as place from trails.security
      where event = 'closed-door' and actor_kind = 'supporter' and tried in (${house.ports.sealer.mark('address GET /day/letters')},
        ${house.ports.sealer.mark('address POST /day/letters')})`),
  );
  const row = { who: companionId, beside: made.who['Joanne'], of: made.caseId, place: '/day/*' };
  assert.deepEqual(rows, [row, row]);
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

test('the page of the day goes when its session is over: our script asks, which keeps nothing awake', async () => {
  const ruth = await asSupporter(house, made, companionId);
  const reader = /data-reader="([^"]+)"/.exec((await ruth.get('/day')).body)?.[1] ?? '';
  const left = async (path: string) => (JSON.parse((await ruth.get(path)).body) as { left: number }).left;
  const seconds = await left(`/day/session?reader=${reader}`);
  assert.ok(seconds > 1_100 && seconds <= 1_200, `${seconds} s`);
  assert.equal(await left('/day/session?reader=somebody-else'), 0);
  assert.ok((JSON.parse((await ruth.post('/day/session')).body) as { left: number }).left > 1_100);
  await jo.post(`${at}/${companionId}/end`, { reason: 'Joanne asked.' });
  assert.equal(await left(`/day/session?reader=${reader}`), 0);
});

const address = 'ruth@example.org';

test('who came in once comes back by a code that goes where they said it is safe, and staff end that at once too', async () => {
  assert.match((await jo.get(`${at}/${companionId}`)).body, /said themselves that a code may go to ruth@example\.org/);
  const invited = await jo.post(`${at}/${companionId}`, { ...said(true), 'comes-back': 'yes' });
  const link = /\/day\/enter\/[\w-]+/.exec(invited.body)?.[0] ?? '';
  const ruth = house.asStranger();
  await ruth.post(link, { code: /<strong>(\d{3} \d{3})<\/strong>/.exec(invited.body)?.[1] ?? '' });
  await ruth.post('/day/sign-out');
  assert.match((await jo.get(at)).body, /They come\s+back by a code or a new link/);
  assert.equal((await ruth.post('/day/back', { email: 'ruth' })).status, 422);
  assert.equal((await ruth.post('/day/back', { email: ' RUTH@example.org' })).location, '/day/back/code');
  const mail = await nextMail(post, address, 0);
  assert.doesNotMatch(mail.text, /Northamptonshire|estorative|Joanne|Ruth|localhost|http/);
  assert.equal((await ruth.post('/day/back/code', { code: codeIn(mail) === '000 000' ? '1' : '000000' })).status, 422);
  assert.equal(
    (await house.asStranger().post('/day/back/code', { code: codeIn(mail) })).status,
    422,
    'no other browser',
  );
  assert.equal((await ruth.post('/day/back/code', { code: codeIn(mail) })).location, '/day');
  assert.match((await ruth.get('/day')).body, /<strong>Hall /);
  assert.equal((await ruth.get('/my')).location, '/my/signed-out', 'to the page of the day, and to nothing else');
  await jo.post(`${at}/${companionId}/end`, { reason: 'Joanne asked.' });
  assert.equal((await ruth.get('/day')).location, '/day/signed-out');
  await ruth.post('/day/back', { email: address });
  // Whoever asks afterwards has theirs: the asking before was looked at, and led nowhere.
  const { link: anew, code } = await supporterInvited(house, made, companionId, false, true);
  await ruth.post(anew.replace(/^/, '/day/enter/'), { code });
  await ruth.post('/day/back', { email: address });
  await nextMail(post, address, 1);
  assert.equal(post.accepted.length, 2);
});

test('whether anybody is known shows in no word, no status, no header and no question to the database', async () => {
  const look = async (email: string) => {
    const caller = house.asStranger();
    asked.splice(0);
    const answer = await caller.post('/day/back', { email });
    const tried = await caller.post('/day/back/code', { code: '123 456' });
    // The worker asks of its own accord, whenever it comes to it: that is no part of the answer.
    const questions = asked.filter((text) => !text.includes('supporter_code_wanted'));
    const headers = Object.keys(answer.headers).toSorted((one, other) => one.localeCompare(other));
    return { status: answer.status, to: answer.location, headers, questions, tried: [tried.status, tried.body] };
  };
  const known = await look(address);
  assert.deepEqual(await look('nobody@example.org'), known);
  assert.ok(known.questions.length > 4);
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
