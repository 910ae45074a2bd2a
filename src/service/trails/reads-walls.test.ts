import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { giveCase } from '#casefile/allocation/actions.ts';
import { refusedBy } from '#platform/database.ts';
import { signIdentity } from '#platform/identity.ts';
import { sql } from '#platform/sql.ts';
import type { ParticipantId, ServiceId } from '#vocabulary/ids.ts';
import { anAgency, aReferrer } from '../../../test/support/agencies.ts';
import { aHouse } from '../../../test/support/house.ts';
import { trailsOf } from '../../../test/support/trails.ts';

const asked: string[] = [];
const house = await aHouse({ watch: (_, text) => asked.push(text) });
const made = await house.aCase();
const other = await house.aCase({ people: { Mina: 'harmed', Kit: 'responsible' } });
const trails = await trailsOf(house);
const joanne = made.who['Joanne'] as ParticipantId;
const { staff } = house;

interface ReadRow {
  readonly actor_kind: string;
  readonly actor_id: string;
  readonly what: string;
  readonly place: string;
  readonly case_id: string | null;
  readonly participant_id: string | null;
  readonly person_id: string | null;
  readonly is_own_worker: boolean | null;
  readonly detail: { readonly words?: readonly string[]; readonly found?: readonly string[] } | null;
}

async function readsBy(work: () => Promise<unknown>): Promise<readonly ReadRow[]> {
  const [before] = await trails.rows<{ place: string }>('select coalesce(max(seq), 0) as place from trails.reads');
  await work();
  return trails.rows<ReadRow>('select * from trails.reads where seq > $1 order by seq', [before?.place]);
}

test('TRL-6 a page of a case leaves who, what and which case, in one statement more', async () => {
  const jo = await house.asStaff(staff.jo);
  asked.length = 0;
  const [row, ...more] = await readsBy(() => jo.get(`/cases/${made.reference}`));
  assert.deepEqual(more, []);
  assert.deepEqual(
    [row?.actor_kind, row?.actor_id, row?.what, row?.place, row?.case_id, row?.participant_id],
    ['staff', staff.jo, 'case', '/cases/:ref', made.caseId, null],
  );
  assert.equal(asked.filter((text) => text.includes('trails.')).length, 1);
});

test('TRL-6 a page of somebody says of whom, so that it is found by person', async () => {
  const jo = await house.asStaff(staff.jo);
  const [row] = await readsBy(() => jo.get(`/cases/${made.reference}/people/${joanne}`));
  assert.deepEqual([row?.what, row?.participant_id], ['person', joanne]);
  assert.notEqual(row?.person_id, null);
});

test('TRL-6 whoever works on the case is told apart from everybody else', async () => {
  await house.act(made, staff.amara, (hand) =>
    giveCase(
      hand,
      { staffId: staff.jo, as: 'lead', overrideReason: '' },
      { staffId: staff.amara, serviceId: house.serviceId, name: 'Amara', roles: ['coordinator'] },
    ),
  );
  const path = `/cases/${made.reference}/notes`;
  const [own] = await readsBy(async () => (await house.asStaff(staff.jo)).get(path));
  const [others] = await readsBy(async () => (await house.asStaff(staff.priya)).get(path));
  assert.deepEqual([own?.is_own_worker, others?.is_own_worker], [true, false]);
});

test('TRL-6 a participant’s looks at their own pages are a kind of their own', async () => {
  const [row] = await readsBy(async () => (await house.asParticipant(joanne)).get('/my/choices'));
  assert.deepEqual(
    [row?.actor_kind, row?.actor_id, row?.what, row?.case_id, row?.participant_id, row?.is_own_worker],
    ['participant', joanne, 'own-page', made.caseId, joanne, null],
  );
});

test('TRL-6 looking again within a minute is one look; later, or as somebody else, it is another', async () => {
  const path = `/cases/${made.reference}/consent`;
  const jo = await house.asStaff(staff.jo);
  const sam = await house.asStaff(staff.sam);
  const rows = await readsBy(async () => {
    await jo.get(path);
    await jo.get(path);
    await sam.get(path);
  });
  assert.deepEqual(
    rows.map(({ actor_id }) => actor_id),
    [staff.jo, staff.sam],
  );
  await trails.tamper(`update trails.reads set at = at - interval '2 minutes'`);
  assert.equal((await readsBy(() => jo.get(path))).length, 1);
});

test('TRL-6 a search keeps what it found, and of its words only what cannot be read', async () => {
  const jo = await house.asStaff(staff.jo);
  const [row, ...more] = await readsBy(() => jo.get('/search?words=Joanne%20Example'));
  assert.deepEqual(more, []);
  assert.equal(row?.what, 'search');
  assert.deepEqual(row.detail?.found, [made.caseId]);
  assert.deepEqual(
    row.detail?.words,
    ['joanne example', 'joanne', 'example'].map((word) => house.ports.sealer.mark(`searched ${word}`)),
  );
  assert.doesNotMatch(JSON.stringify(await trails.rows('select * from trails.reads')), /joanne/i);
  const [nothing] = await readsBy(() => jo.get('/search?words=Nobody'));
  assert.deepEqual(nothing?.detail?.found, []);
});

test('TRL-6 what shows nothing of anybody leaves no row', async () => {
  const jo = await house.asStaff(staff.jo);
  const leo = await house.asStaff(staff.leo);
  const rows = await readsBy(async () => {
    for (const path of [
      '/',
      '/health/live',
      '/health/ready',
      '/assets/nothing.css',
      '/sign-in',
      '/nowhere',
      '/work',
      '/venues',
    ])
      await jo.get(path);
    await house.asStranger().get(`/cases/${made.reference}`);
    await leo.get(`/cases/${made.reference}`);
    await jo.get('/cases/AAAA-AAAA');
    await jo.get('/search?words=jo');
  });
  assert.deepEqual(rows, []);
});

test('TRL-6 what a page asks by itself leaves no row, of looking or of safety, while somebody is signed in and after', async () => {
  const lewis = await aReferrer(house, await anAgency(house, 'Corby neighbourhood team', 'police'), 'PC Lewis Grant');
  const desks = await Promise.all(
    (
      [
        [await house.asStaff(staff.jo), '', '/work'],
        [await house.asStaff(lewis), '/agency', '/agency'],
        [await house.asParticipant(joanne), '/my', '/my'],
      ] as const
    ).map(async ([caller, desk, page]) => {
      const reader = /data-reader="([^"]+)"/.exec((await caller.get(page)).body)?.[1] ?? '';
      return { caller, way: `${desk}/session?reader=${reader}` };
    }),
  );
  const safetyRows = async () =>
    (await trails.rows<{ n: number }>('select count(*)::int as n from trails.security'))[0]?.n;
  for (const [how, left] of [
    ['signed in', /"left":\d{2,}/],
    ['long after', /"left":0/],
  ] as const) {
    const safety = await safetyRows();
    const rows = await readsBy(async () => {
      for (const { caller, way } of desks)
        for (let polled = 0; polled < 3; polled += 1) assert.match((await caller.get(way)).body, left, `${way} ${how}`);
    });
    assert.deepEqual(rows, [], how);
    assert.equal(await safetyRows(), safety, how);
    await trails.tamper(`update app.sessions set seen_at = now() - interval '9 hours'`);
  }
});

test('TRL-6 a look that cannot be written down is not had', async () => {
  const page = async () => (await house.asStaff(staff.sam)).get(`/cases/${made.reference}/people`);
  const own = async () => (await house.asParticipant(joanne)).get('/my');
  await trails.rows('revoke execute on function trails.note_read from tp_staff, tp_participant');
  for (const refused of [await page(), await own()]) {
    assert.equal(refused.status, 500);
    assert.doesNotMatch(refused.body, /Joanne|Dylan/);
  }
  await trails.rows('grant execute on function trails.note_read to tp_staff, tp_participant');
  assert.equal((await page()).status, 200);
  assert.equal((await own()).status, 200);
});

test('TRL-6 the reader is who the signed identity says, whatever is asked for', async () => {
  const note = (signed: string, caseId: string, participantId: string | null) =>
    sql`select trails.note_read(${signed}, 'own-page', '/my/letters', ${caseId}, ${participantId}, null, null, null)`;
  const identity = {
    login: 'tp_participant',
    serviceId: house.serviceId,
    kind: 'participant',
    id: joanne,
    caseId: made.caseId,
  } as const;
  const { database } = house.ports;
  const [row] = await readsBy(() =>
    database.ask('tp_participant', note(database.sign(identity), other.caseId, other.who['Mina'] ?? null)),
  );
  assert.deepEqual([row?.actor_id, row?.case_id, row?.participant_id], [joanne, made.caseId, joanne]);
  for (const forged of [
    signIdentity(identity, Buffer.alloc(32), new Date()),
    signIdentity(identity, house.test.identityKey, new Date(Date.now() - 600_000)),
    database.sign({ ...identity, login: 'tp_staff', kind: 'staff' }),
    '',
  ]) {
    await assert.rejects(
      database.ask('tp_participant', note(forged, made.caseId, joanne)),
      (error) => refusedBy(error) === 'trl_6_reader_is_known',
    );
  }
});

test('TRL-6 an identity given for one look does not stay on the connection', async () => {
  const client = new pg.Client(house.test.optionsFor('tp_staff'));
  await client.connect();
  const signed = house.ports.database.sign({
    login: 'tp_staff',
    serviceId: house.serviceId,
    kind: 'staff',
    id: staff.jo,
    caseId: '',
  });
  await client.query(`select trails.note_read($1, 'case', '/cases/:ref', $2, null, null, null, null)`, [
    signed,
    made.caseId,
  ]);
  assert.equal((await client.query('select 1 from app.cases')).rows.length, 0);
  await client.end();
});

test('TRL-5 a data officer reads every trail of their own service, and nobody else does', async () => {
  const dana = await house.readAsStaff(staff.dana, async (db) => ({
    changes: await db.rows(sql`select old, new from trails.changes limit 1`),
    reads: await db.rows(sql`select detail from trails.reads limit 1`),
    security: await db.rows(sql`select detail from trails.security limit 1`),
  }));
  for (const rows of Object.values(dana)) assert.equal(rows.length, 1);
  const stranger = {
    login: 'tp_staff',
    serviceId: house.staff.jo as string as ServiceId,
    kind: 'staff',
    id: staff.dana,
    caseId: '',
  } as const;
  for (const table of ['changes', 'reads', 'security']) {
    const query = { text: `select seq from trails.${table}`, values: [], name: undefined };
    assert.equal(
      (await house.ports.database.read(stranger, (db) => db.rows(query))).length,
      0,
      `another service: ${table}`,
    );
    for (const id of [staff.amara, staff.jo, staff.priya, staff.leo]) {
      assert.equal((await house.readAsStaff(id, (db) => db.rows(query))).length, 0, table);
    }
    await assert.rejects(
      house.readAsParticipant(made, joanne, (db) => db.rows(query)),
      /permission denied/,
    );
  }
});
