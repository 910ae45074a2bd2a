import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { letIn } from '#casefile/readers/actions.ts';
import { allow } from '#platform/decision.ts';
import { sql } from '#platform/sql.ts';
import { aHouse } from '../../../test/support/house.ts';
import { caseload } from './facts.ts';
import { casesAtOnce, type CaseloadFilter } from './rules.ts';

const house = await aHouse();
const any: CaseloadFilter = { status: null, stage: null, kind: null, incident: null, leadId: null };
const { jo, leo, amara } = house.staff;
for (let at = 0; at < 59; at += 1) await house.aCase(at % 3 === 0 ? { incident: 'shop-theft' } : {});
const last = await house.aCase();

function referencesIn(body: string): readonly string[] {
  return [...body.matchAll(/href="\/cases\/([0-9A-Z]{4}-[0-9A-Z]{4})"/g)].map(([, reference]) => reference ?? '');
}

function linkTo(body: string, words: string): string {
  const link = [...body.matchAll(/<a[^>]+href="([^"]+)"[^>]*>(?:(?!<\/a>)[\s\S])*/g)].find(([whole]) =>
    whole.includes(words),
  );
  return (link?.[1] ?? '').replaceAll('&amp;', '&');
}

test('every case is on one page of the list, and back again the same', async () => {
  const caller = await house.asStaff(jo);
  const first = await caller.get('/caseload');
  const second = await caller.get(linkTo(first.body, 'Older'));
  const third = await caller.get(linkTo(second.body, 'Older'));
  const all = [first, second, third].flatMap(({ body }) => referencesIn(body));
  assert.equal(new Set(all).size, 60);
  assert.equal(all.length, 60);
  const back = await caller.get(linkTo(third.body, 'Newer'));
  assert.deepEqual(referencesIn(back.body), referencesIn(second.body));
  const start = await caller.get(linkTo(back.body, 'Newer'));
  assert.deepEqual(referencesIn(start.body), referencesIn(first.body));
  assert.equal(linkTo(start.body, 'Newer'), '');
});

test('a case that somebody may open for two reasons is listed once', async () => {
  const { priya } = house.staff;
  await house.act(last, amara, async (hand) => allow(await letIn(hand, priya)));
  const reasons = await house.readAsStaff(priya, (db) =>
    db.rows(sql`select 1 from app.case_readers where case_id = ${last.caseId}`),
  );
  assert.equal(reasons.length, 2);
  const page = referencesIn((await (await house.asStaff(priya)).get('/caseload')).body);
  assert.equal(page.filter((reference) => reference === last.reference).length, 1);
});

test('the address narrows the list', async () => {
  const page = await (await house.asStaff(jo)).get('/caseload?incident=shop-theft&status=open');
  assert.equal(referencesIn(page.body).length, 20);
  assert.match(page.body, /value="shop-theft" selected/);
});

test('an address that makes no sense shows the whole list', async () => {
  const page = await (await house.asStaff(jo)).get("/caseload?stage=';drop&older=yesterday&lead=42");
  assert.equal(page.status, 200);
  assert.equal(referencesIn(page.body).length, casesAtOnce);
});

test('somebody without cases is told so', async () => {
  assert.match((await (await house.asStaff(leo)).get('/caseload')).body, /no cases for you yet/);
});

test('a page far down is found by the index, without sorting the list', async () => {
  const client = new pg.Client(house.test.optionsFor('tp_migrator'));
  await client.connect();
  await client.query('set role tp_owner');
  // As many as make a sequential scan a bad idea; added past row security by switching it off for this one statement.
  await client.query(
    `alter table app.cases disable row level security; alter table app.case_readers disable row level security`,
  );
  await client.query(
    `insert into app.cases (service_id, id, reference, kind, opened_on, touched_at)
     select $1, gen_random_uuid(), lpad(to_hex(n), 4, '0') || '-XXXX', 'justice', current_date, now() - n * interval '1 minute' from generate_series(1, 8000) n`.replace(
      'to_hex(n)',
      'upper(to_hex(n))',
    ),
    [house.serviceId],
  );
  await client.query(
    `insert into app.case_readers select service_id, $2::uuid, id, 'service-wide' from app.cases where service_id = $1 on conflict do nothing`,
    [house.serviceId, amara],
  );
  await client.query(
    `alter table app.cases enable row level security; alter table app.case_readers enable row level security; analyze app.cases; analyze app.case_readers`,
  );
  await client.end();
  const cursor = {
    way: 'older',
    at: new Date(Date.now() - 5000 * 60_000).toISOString(),
    id: '00000000-0000-0000-0000-000000000000',
  } as const;
  const lines = await house.readAsStaff(amara, (db) => caseload(db, any, cursor));
  assert.equal(lines.length, casesAtOnce + 1);
  const plan = await house.readAsStaff(amara, (db) =>
    db.rows(sql<{
      'QUERY PLAN': string;
    }>`explain select c.id from app.cases c where (c.touched_at, c.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)
      order by c.touched_at desc, c.id desc limit 26`),
  );
  const text = plan.map((row) => row['QUERY PLAN']).join('\n');
  assert.match(text, /Index (Only )?Scan using cases_newest/);
  assert.doesNotMatch(text, /Seq Scan on cases|Sort/);
  assert.doesNotMatch(text, /hashed SubPlan/, 'all that somebody may open is read to show a page of it');
});
