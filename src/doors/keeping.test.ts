import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse, type Caller } from '../../test/support/house.ts';
import { accessTable } from '../../test/support/access-table.ts';
import { aReferrer, anAgency } from '../../test/support/agencies.ts';
import { asThief } from '../../test/support/dump.ts';
import { aMeeting } from '../../test/support/meeting.ts';
import { asSupporter } from '../../test/support/supporters.ts';

const house = await aHouse();
const made = await house.aCase();
const path = `/cases/${made.reference}/notes`;
const joanne = made.who['Joanne'] as ParticipantId;
const [year, month, day] = house.today().split('-') as [string, string, string];
const note = {
  about: joanne,
  words: 'Her sister may come along 🌱',
  'happened-on-day': day,
  'happened-on-month': month,
  'happened-on-year': year,
};

/** What our script knows of the page. */
async function readerOf(caller: Caller, page: string): Promise<string> {
  return /data-reader="([^"]+)"/.exec((await caller.get(page)).body)?.[1] ?? '';
}

/** Types as our script sends it: one window, one writing. */
async function type(caller: Caller, more: Record<string, string> = {}) {
  const window = { id: randomUUID(), writer: randomUUID() };
  const about = { 'kept-page': path, 'kept-form': path, 'kept-turn': '1', 'kept-reader': await readerOf(caller, path) };
  const answer = await caller.post('/kept', { ...note, ...about, kept: `${window.id}.${window.writer}`, ...more });
  return { ...window, answer };
}

/** Ends every session, as a time-out does: what was shown stays, what is asked for is refused. */
async function timeOut(): Promise<void> {
  await asThief(house.test, `update app.sessions set seen_at = now() - interval '1 day'`);
}

function backIn(body: string): string | undefined {
  return /href="([^"]*[?&]kept=[^"]*)"/.exec(body)?.[1];
}

test('what was typed is offered above its form, comes back when asked for, and is gone once it is sent', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const { id, writer, answer } = await type(jo);
  assert.equal(answer.status, 200);
  const offered = await jo.get(path);
  assert.match(offered.body, /You were writing something here on/);
  assert.doesNotMatch(offered.body, /Her sister/);
  const back = await jo.get(backIn(offered.body) ?? '');
  assert.match(back.body, /Her sister may come along 🌱/);
  assert.match(back.body, /It is not sent yet/);
  assert.match(back.body, new RegExp(`data-window="${id}.${writer}"`));
  const sent = { ...note, words: 'Written in the end', kept: `${id}.${randomUUID()}` };
  assert.equal((await jo.post(path, sent)).location, path);
  assert.doesNotMatch((await jo.get(path)).body, /You were writing something here/);
});

test('it is thrown away when its writer says so', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const { id } = await type(jo);
  assert.equal((await jo.post('/kept/throw-away', { kept: id, 'kept-page': path })).location, path);
  assert.doesNotMatch((await jo.get(path)).body, /You were writing something here/);
  assert.equal(
    (await jo.post('/kept/throw-away', { kept: 'x', 'kept-page': '//elsewhere.example' })).location,
    '/work',
  );
});

test('a colleague is offered nothing, and an address with its id brings them nothing', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const sam = await house.asStaff(house.staff.sam);
  const { id } = await type(jo);
  assert.doesNotMatch((await sam.get(path)).body, /You were writing/);
  assert.doesNotMatch((await sam.get(`${path}?kept=${id}`)).body, /Her sister/);
  await jo.post('/kept/throw-away', { kept: id, 'kept-page': path });
});

test('passwords, codes and what a form carries are not kept', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const { id, answer } = await type(jo, { password: 'a secret', code: '123456', version: '3', step: 'words' });
  assert.equal(answer.status, 200);
  const body = (await jo.get(`${path}?kept=${id}`)).body;
  assert.match(body, /Her sister/);
  assert.doesNotMatch(body, /a secret|123456/);
  await jo.post('/kept/throw-away', { kept: id, 'kept-page': path });
});

test('two windows that write into one form are told so, and neither loses a word', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const first = await type(jo);
  const second = await type(jo, { words: 'In the other window' });
  assert.deepEqual(JSON.parse(second.answer.body), { is: 'kept', elsewhere: true });
  assert.equal((await jo.get(path)).body.match(/You were writing something here/g)?.length, 2);
  for (const { id } of [first, second]) await jo.post('/kept/throw-away', { kept: id, 'kept-page': path });
});

test('what a page made for somebody sends while somebody else is signed in is not theirs', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const sam = await house.asStaff(house.staff.sam);
  const { answer } = await type(sam, { 'kept-reader': await readerOf(jo, path) });
  assert.equal(answer.status, 401);
  const left = (await sam.get(`/session?reader=${await readerOf(jo, path)}`)).body;
  assert.deepEqual(JSON.parse(left), { left: 0 });
});

test('how long a session has is told without keeping it awake, and staying keeps it awake', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const reader = await readerOf(jo, path);
  await asThief(house.test, `update app.sessions set seen_at = now() - interval '27 minutes'`);
  const left = async () => (JSON.parse((await jo.get(`/session?reader=${reader}`)).body) as { left: number }).left;
  assert.ok((await left()) <= 180 && (await left()) > 100);
  const stays = JSON.parse((await jo.post('/session')).body) as { left: number };
  assert.ok(stays.left > 1700);
});

test('a form sent without script after the session ended is kept through sign-in, marked, and nothing is done with it', async () => {
  const jo = await house.asStaff(house.staff.jo);
  await jo.get(path);
  await timeOut();
  const late = await jo.post(path, note, { referer: `http://localhost:3000${path}` });
  const to = new URL(late.location ?? '', 'http://localhost').searchParams.get('to') ?? '';
  assert.match(late.location ?? '', /^\/sign-in\?to=/);
  // Somebody else in another browser, or in this one, is shown nothing of it.
  assert.doesNotMatch((await (await house.asStaff(house.staff.jo)).get(to)).body, /Her sister/);
  await jo.post('/demonstration', { kind: 'staff', id: house.staff.sam });
  assert.doesNotMatch((await jo.get(to)).body, /Her sister/);
  await jo.post('/demonstration', { kind: 'staff', id: house.staff.jo });
  const back = await jo.get(to);
  assert.match(back.body, /Her sister may come along 🌱/);
  assert.match(back.body, /It is not sent yet/);
  assert.equal((await jo.get(path)).body.match(/Her sister/g), null);
  assert.equal((await jo.post(path, note, { referer: `http://localhost:3000${to}` })).location, path);
  assert.doesNotMatch((await jo.get(to)).body, /It is not sent yet/);
});

test('a form that another site sends after the session ended is not kept', async () => {
  const jo = await house.asStaff(house.staff.jo);
  await jo.get(path);
  await timeOut();
  const many = () => asThief<{ count: number }>(house.test, `select count(*) from app.kept_texts`);
  const before = await many();
  assert.equal((await jo.post(path, note, { 'sec-fetch-site': 'cross-site' })).status, 403);
  assert.deepEqual(await many(), before);
});

test('whoever signed out leaves nothing to keep a form for', async () => {
  const jo = await house.asStaff(house.staff.jo);
  await jo.get(path);
  await jo.post('/sign-out');
  assert.equal((await jo.post(path, note)).location, '/sign-in?to=%2Fwork');
});

test('a participant’s words are kept too, and come back to them alone', async () => {
  const own = await house.asParticipant(joanne);
  const page = '/my/choices/be-contacted';
  await own.get(page);
  const reader = await readerOf(own, page);
  const id = randomUUID();
  const about = { 'kept-page': page, 'kept-form': page, 'kept-turn': '1', 'kept-reader': reader };
  const answer = await own.post('/my/kept', { reason: 'Not on Sundays', ...about, kept: `${id}.${randomUUID()}` });
  assert.equal(answer.status, 200);
  assert.match((await own.get(page)).body, /You were writing something here/);
  assert.match((await own.get('/my')).body, /You were writing something on/);
  await asThief(house.test, `update app.kept_texts set expires_at = now() - interval '1 second' where id = $1`, [id]);
  assert.doesNotMatch((await own.get(page)).body, /You were writing something here/);
});

test('where a session ends, each door leads to ways out and in that are there', async () => {
  const meeting = await aMeeting(house, 'booked');
  const officer = await aReferrer(house, await anAgency(house, 'Corby team', 'police'), 'PC Grant');
  for (const [caller, page] of [
    [await house.asStaff(house.staff.jo), '/work'],
    [await house.asParticipant(joanne), '/my'],
    [await house.asStaff(officer), '/agency'],
    [await asSupporter(house, meeting.made, meeting.companionId), '/day'],
  ] as const) {
    const { body } = await caller.get(page);
    const watch = /<template\s+id="tp-watch"[\s\S]*?<\/template/.exec(body)?.[0] ?? '';
    const [out, back] = [/action="([^"]+)"/.exec(watch)?.[1] ?? '', /href="([^"]+)" data-on/.exec(watch)?.[1] ?? ''];
    assert.equal((await house.asStranger().get(back)).status, 200, back);
    assert.ok(accessTable.anyone.includes(`POST ${out}`), `${out} is where ${page} signs out`);
    await caller.post(out);
    assert.notEqual((await caller.get(page)).status, 200, page);
  }
});
