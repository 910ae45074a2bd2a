import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { trailsOf } from '../../../test/support/trails.ts';
import { usualLimits } from '../../doors/limits.ts';
import { openServer } from '../../doors/server.ts';
import { noteClosedDoor } from './door-actions.ts';

let asked: string[] = [];
const house = await aHouse({ watch: (login, text) => void asked.push(`${login} ${text}`) });
const made = await house.aCase();
const trails = await trailsOf(house);
const { sealer } = house.ports;
const { leo, priya, dana } = house.staff;
const dylan = made.who['Dylan'] as ParticipantId;

interface Shut {
  readonly event: string;
  readonly because: string;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly case_id: string | null;
  readonly tried: string;
  readonly detail: { readonly place: string };
}

async function shutBy(work: () => Promise<unknown>): Promise<readonly Shut[]> {
  const [before] = await trails.rows<{ place: string }>('select coalesce(max(seq), 0) as place from trails.security');
  await work();
  return trails.rows<Shut>(
    `select * from trails.security where seq > $1 and event not in ('signed-in', 'signed-out') order by seq`,
    [before?.place],
  );
}

test('TRL-8 what is not theirs and what is not there leave the same row, the same page, after the same questions', async () => {
  const caller = await house.asStaff(leo);
  const seen: { readonly words: string; readonly asked: readonly string[]; readonly row: Shut | undefined }[] = [];
  await caller.get('/work');
  for (const reference of [made.reference, 'AAAA-AAAA']) {
    const path = `/cases/${reference}/notes`;
    asked = [];
    let words = '';
    const rows = await shutBy(async () => {
      const answer = await caller.get(path);
      assert.equal(answer.status, 404);
      words = answer.body.replaceAll(reference, 'REF');
    });
    assert.equal(rows.length, 1);
    assert.equal(rows[0]?.tried, sealer.mark(`address GET ${path}`));
    seen.push({ words, asked, row: rows[0] });
  }
  const [theirs, nobodys] = seen;
  assert.equal(theirs?.words, nobodys?.words);
  assert.deepEqual(theirs?.asked, nobodys?.asked);
  assert.ok(theirs?.asked.some((text) => text.includes('note_closed_door')));
  for (const { row } of seen)
    assert.deepEqual(
      [row?.event, row?.because, row?.actor_kind, row?.actor_id, row?.case_id, row?.detail],
      ['closed-door', '', 'staff', leo, null, { place: '/cases/:ref/notes' }],
    );
});

test('TRL-8 a page that is not for their role, a form with a strange id and a participant’s try leave one each', async () => {
  const supervisor = await house.asStaff(priya);
  const own = await house.asParticipant(dylan);
  const letter = '00000000-0000-4000-8000-000000000000';
  const rows = await shutBy(async () => {
    await supervisor.get('/trails?person=somebody');
    await supervisor.post(`/cases/${made.reference}/documents/${letter}`, { because: 'Not ours' });
    await own.get(`/my/letters/${letter}`);
    await own.get(`/my/letters/${letter}`);
  });
  assert.deepEqual(
    rows.map(({ actor_kind, actor_id, case_id, detail }) => [
      actor_kind,
      actor_id,
      case_id,
      detail.place.split('/')[1],
    ]),
    [
      ['staff', priya, null, 'trails'],
      ['staff', priya, null, 'cases'],
      ['participant', dylan, made.caseId, 'my'],
    ],
  );
  assert.doesNotMatch(JSON.stringify(rows), /somebody/);
});

test('TRL-8 what another site sent, what is not taken and too many forms leave a row without a name', async () => {
  const { server: hurried } = await openServer(house.ports, 0, { ...usualLimits, strangersForms: 0 });
  hurried.post('/refer', (_, reply) => reply.send('taken'));
  after(() => hurried.close());
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const rows = await shutBy(async () => {
    const stranger = house.asStranger();
    for (const path of ['/sign-in', '/sign-in']) {
      const answer = await stranger.post(path, {}, { 'sec-fetch-site': 'cross-site' });
      assert.equal(answer.status, 403);
    }
    const many = Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`field-${at}`, 'x']));
    assert.equal((await stranger.post('/sign-in', many)).status, 413);
    const headers = { ...type, 'sec-fetch-site': 'same-origin' };
    assert.equal((await hurried.inject({ method: 'POST', url: '/refer', headers, payload: '' })).statusCode, 429);
  });
  assert.deepEqual(
    rows.map(({ event, actor_kind, actor_id, detail, tried }) => [event, actor_kind, actor_id, detail.place, tried]),
    [
      ['came-from-elsewhere', '/sign-in'],
      ['sent-what-is-not-taken', '/sign-in'],
      ['asked-too-often', '/refer'],
    ].map(([event, place]) => [event, 'visitor', null, place, sealer.mark('place 127.0.0.1')]),
  );
});

test('TRL-8 whoever asks on and on gets thirty rows an hour, and the last says that more are not written', async () => {
  const caller = await house.asStaff(dana);
  const rows = await shutBy(async () => {
    for (let at = 0; at < 40; at += 1) assert.equal((await caller.get(`/cases/AAAA-AA${10 + at}`)).status, 404);
  });
  assert.equal(rows.length, 30);
  assert.deepEqual(
    rows.map(({ because }) => because),
    [...Array.from({ length: 29 }, () => ''), 'more-are-not-written'],
  );
  const strangers = await shutBy(async () => {
    for (let at = 0; at < 105; at += 1)
      await noteClosedDoor(house.ports.database, undefined, {
        event: 'came-from-elsewhere',
        place: '/refer',
        tried: sealer.mark(`place ${at}`),
      });
  });
  assert.equal(strangers.length, 99, 'one of before counts too');
  assert.equal(strangers.at(-1)?.because, 'more-are-not-written');
});

test('TRL-8 nobody writes of a closed door in somebody else’s name, and only the doorkeeper of strangers', async () => {
  const door = { event: 'closed-door', place: '/', tried: sealer.mark('address GET /') };
  const { database } = house.ports;
  for (const login of ['tp_staff', 'tp_participant', 'tp_referrer', 'tp_commissioner'] as const) {
    for (const signed of ['', `${login}|${house.serviceId}|staff|${priya}||0|forged`]) {
      const refused = await database
        .ask(login, sql`select trails.note_closed_door(${signed}, ${door.event}, ${door.place}, ${door.tried})`)
        .then(() => undefined, refusedBy);
      assert.equal(refused, 'trl_8_who_asks_is_known', `${login} ${signed}`);
    }
  }
});
