import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import pg from 'pg';
import { newReference } from '#casefile/cases/actions.ts';
import { writeDownMatter } from '#journey/matter/actions.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { declineReferral } from '#journey/triage/actions.ts';
import { refusedBy } from '#platform/database.ts';
import { superuser } from '#platform/postgres-cluster.ts';
import { sql, type Db } from '#platform/sql.ts';
import { plusMonths, type PlainDate } from '#vocabulary/dates.ts';
import { noMatter } from '#vocabulary/matter.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { aCommissioner, aReleasedQuarter } from '../../../test/support/commissioners.ts';
import { testCluster } from '../../../test/support/cluster.ts';
import { aHouse } from '../../../test/support/house.ts';
import { releaseFigures } from './actions.ts';
import { figuresOf, releasesOf } from './facts.ts';
import { makeReady } from './rules.ts';
import type { Counting } from './store.ts';

const house = await aHouse();
const imogen = await aCommissioner(house, 'Imogen Vale');
const quarter = '2025-01-01' as PlainDate;
await aReleasedQuarter(house, quarter);

async function wallOf(work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  return house.actInService(house.staff.adil, work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );
}

function write(of: PlainDate, rows: readonly (readonly [part: string, shown: number | null])[]) {
  return async (hand: Hand) => {
    await hand.run(sql`
      insert into app.figure_releases (service_id, quarter, definitions, made_at)
      values (${hand.serviceId}, ${of}, 1, ${hand.at})`);
    for (const [part, shown] of rows)
      await hand.run(sql`
        insert into app.released_figures (service_id, quarter, of_table, part, shown)
        values (${hand.serviceId}, ${of}, 'decisions', ${part}, ${shown})`);
  };
}

function asCommissioner<Answer>(id: StaffId, work: (db: Db) => Promise<Answer>): Promise<Answer> {
  const { serviceId } = house;
  return house.ports.database.read({ login: 'tp_commissioner', serviceId, kind: 'staff', id, caseId: '' }, work);
}

const other = '2024-10-01' as PlainDate;

test('FIG-1 a number below five cannot be kept', async () => {
  assert.equal(await wallOf(write(other, [['total', 4]])), 'fig_1_never_small');
});

test('FIG-2 what is hidden cannot be kept beside what gives it away', async () => {
  const wall = 'fig_2_nothing_follows';
  const rows = (total: number | null, ...parts: readonly (number | null)[]) =>
    write(other, [['total', total], ...parts.map((each, at) => [`p${at}`, each] as const)]);
  for (const wrong of [rows(20, 10, null), rows(20, 12, null, null), rows(20, 9, 10), rows(null, 9, null)])
    assert.equal(await wallOf(wrong), wall);
  assert.equal(await wallOf(rows(21, 12, null, null)), undefined);
});

test('FIG-3 a quarter is made ready once, when it is over, and stays', async () => {
  assert.equal(await wallOf(write(quarter, [])), 'fig_3_made_ready_once');
  assert.equal(await wallOf(write(plusMonths(quarter, 1), [])), 'fig_3_is_a_quarter');
  const running = `${house.today().slice(0, 4)}-10-01` as PlainDate;
  const now = house.today() < running ? (`${house.today().slice(0, 4)}-07-01` as PlainDate) : running;
  assert.equal(await wallOf(write(now, [])), 'fig_3_the_quarter_is_over');
  for (const change of [
    sql`update app.released_figures set shown = 99`,
    sql`update app.figure_releases set definitions = 9`,
    sql`delete from app.released_figures`,
  ])
    assert.match((await wallOf((hand) => hand.run(change))) ?? '', /permission denied/);
});

test('FIG-4 a commissioner reads the figures of their one service; nobody else does by this login', async () => {
  const found = await asCommissioner(imogen, (db) => figuresOf(db, [quarter]));
  assert.equal(found.length, makeReady([]).length);
  assert.equal(found.find(({ ofTable, part }) => ofTable === 'preparation' && part === 'total')?.shown, 23);
  for (const id of [house.staff.jo, house.staff.mia, randomUUID() as StaffId])
    assert.deepEqual(await asCommissioner(id, (db) => figuresOf(db, [quarter])), []);
  const elsewhere = {
    login: 'tp_commissioner',
    serviceId: randomUUID(),
    kind: 'staff',
    id: imogen,
    caseId: '',
  } as const;
  assert.deepEqual(await house.ports.database.read(elsewhere, releasesOf), []);
});

test('FIG-4 the login of commissioners was granted three tables of figures, and the owner counts for the worker alone', async () => {
  const client = new pg.Client((await testCluster()).optionsFor(superuser, house.test.name));
  await client.connect();
  try {
    const { rows: granted } = await client.query<{ name: string }>(`
      select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('app', 'trails', 'doorkeeper', 'jobs') and c.relkind in ('r', 'p', 'v', 'm')
         and has_any_column_privilege('tp_commissioner', c.oid, 'select, insert, update') order by 1`);
    assert.deepEqual(
      granted.map(({ name }) => name),
      ['app.commissioners', 'app.figure_releases', 'app.released_figures'],
    );
    const { rows: counted } = await client.query<{ tab: string }>(
      `select tablename as tab from pg_policies where policyname = 'counted_by_the_worker' order by 1`,
    );
    assert.equal(counted.length, 14);
    await client.query('set role tp_owner');
    const { rows } = await client.query(`select from app.figure_releases`);
    assert.deepEqual(rows, [], 'outside a session of the worker the owner counts nothing');
  } finally {
    await client.end();
  }
});

test('FIG-3 the worker counts each quarter that is over, from the first referral on, and only once', async () => {
  const { clock, act, database } = house.ports;
  const counting: Counting = { ask: (query) => database.ask('tp_worker', query) };
  const releasing = { clock, act, counting };
  assert.equal(await releaseFigures(releasing), 0, 'nobody was referred');
  const receivedOn = plusMonths(house.today(), -7);
  for (const source of ['police', 'police', 'police', 'police', 'police', 'police', 'school'] as const)
    await house.actInService(house.staff.amara, (hand) =>
      enterReferral(hand, aReferral({ source, receivedOn }), newReference()),
    );
  const made = await releaseFigures(releasing);
  assert.ok(made >= 1 && made <= 3, `${made} quarters are over`);
  assert.equal(await releaseFigures(releasing), 0);
  const first = `${receivedOn.slice(0, 5)}${String(Math.floor((Number(receivedOn.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
  const figures = await asCommissioner(imogen, (db) => figuresOf(db, [first as PlainDate]));
  const of = (table: string, part: string) =>
    figures.find((each) => each.ofTable === table && each.part === part)?.shown;
  assert.deepEqual(
    [of('referrals-by-source', 'total'), of('referrals-by-source', 'police'), of('closed', 'total')],
    [7, null, null],
    'six of seven would tell of the seventh',
  );
});

test('FIG-6 what the police settled themselves is in no number', async () => {
  const [year = '', month = ''] = house.today().split('-');
  const quarter = `${year}-${String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
  const counted = () =>
    house.ports.database.ask(
      'tp_worker',
      sql<{ part: string }>`
        select part from app.counts_of_quarter(${house.serviceId}, ${quarter}) where of_table in ('referrals-by-source', 'decisions')`,
    );
  const reference = newReference();
  await house.actInService(house.staff.amara, async (hand) => {
    await enterReferral(hand, aReferral({ source: 'police', receivedOn: house.today() }), reference);
    await declineReferral(hand, reference, { reason: 'other-service', words: '' });
  });
  assert.deepEqual((await counted()).map(({ part }) => part).toSorted(), ['declined', 'police']);
  const settled = { ...noMatter, origin: 'police-out-of-court' } as const;
  await house.actInService(house.staff.amara, (hand) => writeDownMatter(hand, reference, settled));
  assert.deepEqual(await counted(), []);
});

test('every code that the record may hold has its part in a table', async () => {
  const client = new pg.Client((await testCluster()).optionsFor(superuser, house.test.name));
  await client.connect();
  const codesOf = async (name: string) => {
    const { rows } = await client.query<{ text: string }>(
      'select pg_get_constraintdef(oid) as text from pg_constraint where conname = $1',
      [name],
    );
    return [...(rows[0]?.text ?? '').matchAll(/'([a-z0-9-]+)'/g)].map(([, code = '']) => code);
  };
  try {
    for (const [ofTable, constraint] of [
      ['referrals-by-source', 'referrals_source_check'],
      ['referrals-by-incident', 'referrals_incident_kind_check'],
      ['closed', 'closures_reason_check'],
    ] as const) {
      const codes = await codesOf(constraint);
      assert.ok(codes.length > 5, constraint);
      for (const part of codes) assert.ok(makeReady([{ ofTable, part, number: 9 }]).some(({ shown }) => shown === 9));
    }
  } finally {
    await client.end();
  }
});
