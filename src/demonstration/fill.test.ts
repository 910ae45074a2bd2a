import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { logins } from '#platform/database-logins.ts';
import { superuser } from '#platform/postgres-cluster.ts';
import { Problem } from '#platform/problem.ts';
import { filesIn } from '#platform/file-store.ts';
import { sealerOf } from '#platform/sealed-text.ts';
import { freshDatabase, testCluster } from '../../test/support/cluster.ts';
import { openSealed } from '../../test/support/open-sealed.ts';
import type { FillingOrders } from '../../test/support/filling-process.ts';
import { aHouse } from '../../test/support/house.ts';
import { openDoors } from '../wiring.ts';
import { fillDemonstration, mayBeFilled } from './fill.ts';
import { letterbox } from './letterbox.ts';
import { stories } from './stories.ts';
import { referenceOf } from './world.ts';

const made = await freshDatabase();
// Looks past every policy. The database may be dropped before it is closed, which is nobody's fault.
const all = new pg.Pool({ ...(await testCluster()).optionsFor(superuser, made.name), max: 1 });
all.on('error', () => undefined);
const filesFolder = mkdtempSync(join(tmpdir(), 'tp-files-'));
const baseUrl = 'http://localhost:3000';
const clock = () => new Date();
const { server, ports } = await openDoors({
  database: { optionsFor: (login) => made.optionsFor(login), identityKey: made.identityKey, keyring: made.keyring },
  assets: { url: (name) => `/assets/${name}`, find: () => undefined },
  baseUrl,
  sealer: sealerOf('the secret of a test'),
  files: filesIn(filesFolder),
  clock,
  log: { info: () => undefined, error: (fields) => process.stderr.write(`${JSON.stringify(fields)}\n`) },
});
after(async () => {
  await all.end();
  await server.close();
  await ports.database.close();
  rmSync(filesFolder, { recursive: true, force: true });
});
const { database, files } = ports;

async function rows<Row extends object>(text: string): Promise<readonly Row[]> {
  return (await all.query<Row>(text)).rows;
}

async function count(text: string): Promise<number> {
  const [row] = await rows<{ n: number }>(`select count(*)::int as n from ${text}`);
  return row?.n ?? 0;
}

async function killedHalfway(): Promise<number> {
  const orders: FillingOrders = {
    connections: Object.fromEntries(
      logins.map((login) => [login, made.optionsFor(login)]),
    ) as FillingOrders['connections'],
    identityKey: made.identityKey.toString('base64'),
    dataFolder: made.dataFolder,
  };
  const program = fileURLToPath(new URL('../../test/support/filling-process.ts', import.meta.url));
  const env = { ...process.env, FILLING: JSON.stringify(orders) };
  const filling = spawn(process.execPath, [program], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(filling, 'exit');
  while (filling.exitCode === null && (await count('app.cases')) < 5) await pause(50);
  filling.kill('SIGKILL');
  await ended;
  return count('app.cases');
}

test('killed halfway and started again, there is one whole demonstration', async () => {
  const before = await killedHalfway();
  assert.ok(before >= 5 && before < stories.length, `${before} cases when it was killed`);
  assert.equal(await mayBeFilled(database), true);
  assert.equal(await fillDemonstration({ database, clock, baseUrl, files }), 'filled');
  assert.equal(await count('app.services'), 1);
  const cases = await rows<{ reference: string }>('select reference from app.cases order by reference');
  assert.deepEqual(
    cases.map(({ reference }) => reference),
    stories.map(({ key }) => referenceOf(key)).toSorted(),
  );
  assert.equal(await count('app.referrals'), stories.length + letterbox.length);
});

test('a whole demonstration is not touched again', async () => {
  const lines = await count('app.history');
  assert.equal(await mayBeFilled(database), false);
  assert.equal(await fillDemonstration({ database, clock, baseUrl, files }), 'whole-already');
  assert.equal(await count('app.history'), lines);
});

test('it is marked as a demonstration', async () => {
  assert.deepEqual(await rows('select is_demonstration from app.services'), [{ is_demonstration: true }]);
});

test('a database with a service of somebody else is refused and stays as it is', async () => {
  const house = await aHouse();
  assert.equal(await mayBeFilled(house.ports.database), false);
  await assert.rejects(
    fillDemonstration({ database: house.ports.database, clock, baseUrl, files }),
    (error) => error instanceof Problem && /holds a service already/.test(error.message),
  );
});

test('there are forty cases or more, of every kind and in every stage', async () => {
  assert.ok((await count('app.cases')) >= 40);
  const kinds = await rows<{ kind: string }>('select distinct kind from app.incidents order by kind');
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    [
      'anti-social-behaviour',
      'assault',
      'burglary',
      'criminal-damage',
      'neighbour-dispute',
      'serious-crime',
      'shop-theft',
    ],
  );
  assert.equal(await count('(select distinct stage from app.cases) as stages'), 6);
  assert.equal(await count('(select distinct status from app.cases) as statuses'), 3);
  for (const stage of ['preparation', 'communication', 'follow-up', 'first-contact', 'new', 'agreement']) {
    assert.ok((await count(`app.cases where stage = '${stage}' and status = 'open'`)) >= 1, `an open case in ${stage}`);
  }
});

const shapes: Readonly<Record<string, string>> = {
  'each harmed the other':
    'app.harm_links a join app.harm_links b on b.case_id = a.case_id and b.harmed_id = a.responsible_id and b.responsible_id = a.harmed_id',
  'several were harmed by several':
    'app.harm_links group by case_id having count(distinct harmed_id) > 1 and count(distinct responsible_id) > 1',
  'an organisation was harmed': 'app.participants where organisation_id is not null',
  'a child has a guardian': "app.companions where kind = 'guardian'",
  'somebody has an interpreter': "app.companions where kind = 'interpreter'",
  'a yes was taken back': "app.consents where answer = 'withdrawn'",
  'somebody asked to be asked later': "app.consents where answer = 'not-now' and ask_after > current_date",
  'a letter was delivered where nobody met':
    "app.letters l where l.status = 'delivered' and not exists (select from app.conferences c where c.case_id = l.case_id)",
  'a letter waits to be answered': "app.letters where status = 'offered'",
  'a letter is kept for later': "app.letters where status = 'kept-for-later'",
  'a letter was never sent': "app.letters where status = 'never-sent'",
  'a conference was held': "app.conferences where status = 'held'",
  'a conference is booked ahead': "app.conferences where status = 'booked' and starts_at > now()",
  'a conference was cancelled': "app.conferences where status = 'cancelled'",
  'a conference was put off': "app.conferences where status = 'postponed'",
  'an order is in force': 'app.legal_orders where ends_on is null or ends_on > current_date',
  'a high risk waits to be approved': "app.risk_assessments where residual = 'high' and approved_by is null",
  'responsibility in part was signed off': "app.responsibility where level = 'partial' and signed_off_by is not null",
  'a denial was closed kindly': "app.closures where reason = 'no-responsibility-taken'",
  'a case is on hold': 'app.holds where ended_on is null',
  'a case was opened again': 'app.closures where reopened_on is not null',
  'somebody responsible was spoken with first': "app.cases where order_of_approach = 'responsible-first'",
  'somebody declared a conflict': 'app.conflicts',
  'a case is restricted to those who are named': 'app.restrictions where lifted_at is null',
  'somebody whose role would open the case has a conflict of interest':
    "app.conflicts x join app.staff_roles r on r.staff_id = x.staff_id and r.role = 'manager' where x.lifted_at is null",
  'a document belongs to one side': 'app.documents where participant_id is not null',
  'a document belongs to a case as a whole': 'app.documents where participant_id is null',
  'somebody stands in for people who were harmed': 'app.stand_ins where ended_at is null',
  'times at which people could meet stand over each other':
    'app.availabilities where ended_at is null group by case_id having count(*) > 1',
  'a list that an agency sent waits to be taken in':
    "app.lists where sent_by_agency and status = 'checked' and rows_bad > 0",
  'a list that waits is asked about': "app.tasks where kind = 'take-list-in' and done_at is null",
  'somebody on a list was never asked': "app.listed_people where standing = 'not-asked'",
  'somebody on a list said not now': "app.offers where answer = 'not-now'",
  'a promise was let go': "app.amends where status = 'released'",
  'a promise is late': "app.amends where status = 'late'",
  'a promise was not kept': "app.amends where status = 'not-done'",
};

for (const [shape, where] of Object.entries(shapes)) {
  test(`in one of the cases ${shape}`, async () => {
    assert.ok((await count(where.includes('group by') ? `(select 1 from ${where}) as found` : where)) >= 1);
  });
}

test('an agreement is half kept: some of the instalments are paid and some of the twenty hours are worked', async () => {
  const [found] = await rows<{ paid: number; worked: number; pence: number; minutes: number }>(`
    select sum(p.pence)::int as paid, sum(p.minutes)::int as worked, max(a.pence) as pence, max(a.minutes) as minutes
      from app.amends a join app.amends_progress p on p.amends_id = a.id
      join app.cases c on c.id = a.case_id where c.reference = '${referenceOf('burgled flat')}'`);
  assert.deepEqual(found, { paid: 9000, worked: 720, pence: 18_000, minutes: 1200 });
});

test('the figures have something to show', async () => {
  assert.ok((await count('app.surveys where satisfied is not null')) >= 20);
  assert.ok((await count('app.surveys where satisfied < 4')) >= 1);
  assert.ok((await count('app.reoffending_checks where months = 12')) >= 10);
  assert.ok((await count('app.reoffending_checks where reoffences > 0')) >= 1);
});

test('six referrals wait and two were declined', async () => {
  assert.equal(await count("app.referrals where status in ('received', 'acknowledged')"), 6);
  assert.ok((await count("app.referrals where status = 'received'")) >= 1);
  assert.ok((await count("app.referrals where status = 'acknowledged'")) >= 1);
  assert.equal(await count("app.referrals where status = 'declined'"), 2);
});

test('no message failed, and those of the past have left', async () => {
  assert.equal(await count("app.notices where status in ('failed', 'unsure', 'leaving')"), 0);
  assert.equal(await count("app.notices where status = 'waiting' and send_after < now()"), 0);
});

// What is planned, promised or asked for later lies ahead by its nature.
const ahead =
  /due_on|ask_after|review|ends_on|ends_at|send_after|starts_at|arrives_at|expires_at|permission_until|during|from_on|until_on|until_at|holds_until|keep_until|next_on|_by$/;

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

const columns = await rows<Column>(`
  select table_name as table, column_name as column, data_type as type from information_schema.columns
   where table_schema = 'app' order by table_name, ordinal_position`);

test('nothing is dated in the future but what is due', async () => {
  const dated = columns.filter(({ column, type }) => /^(date|timestamp)/.test(type) && !ahead.test(column));
  assert.ok(dated.length > 50);
  const late: string[] = [];
  for (const { table, column } of dated) {
    if ((await count(`app.${table} where ${column} > now() + interval '1 minute'`)) > 0)
      late.push(`${table}.${column}`);
  }
  assert.deepEqual(late, []);
});

test('what was written down long ago says so: recorded times lie near what happened', async () => {
  assert.ok((await count("app.history where recorded_at < now() - interval '1 year'")) > 100);
  assert.equal(await count("app.history where recorded_at < happened_on - interval '1 day'"), 0);
  assert.equal(await count("app.cases where touched_at::date = current_date and status = 'closed'"), 0);
});

async function everyWord(): Promise<string> {
  const texts = columns.filter(
    ({ type, column }) => /^(text|jsonb)$/.test(type) && !/hash|visitor|reference/.test(column),
  );
  const found: string[] = [];
  for (const { table, column } of texts) {
    const each = await rows<{ words: string }>(`select distinct ${column}::text as words from app.${table}`);
    found.push(...(await openSealed(all, made.keyring, each)).map(({ words }) => words));
  }
  return found.join('\n');
}

test('telephone numbers, e-mail addresses and postcodes belong to nobody', async () => {
  const words = await everyWord();
  const phones = words.match(/(?<![\w-])(?:\+44|0)[\d ()]{9,14}\d(?![\w-])/g) ?? [];
  const emails = words.match(/[\w.+-]+@[\w.-]+/g) ?? [];
  const postcodes = words.match(/\b[A-Z]{1,2}\d{1,2} \d[A-Z]{2}\b/g) ?? [];
  assert.ok(phones.length > 80 && emails.length > 40 && postcodes.length >= 10);
  assert.deepEqual(
    phones.filter((phone) => !/^(07700 ?900 ?\d{3}|01632 ?960 ?\d{3})$/.test(phone)),
    [],
  );
  assert.deepEqual(
    emails.filter((email) => !email.endsWith('@example.org')),
    [],
  );
  // No real postcode ends in two letters of which one is of these.
  assert.deepEqual(
    postcodes.filter((postcode) => !/[CIKMOV]/.test(postcode.slice(-2))),
    [],
  );
});

async function signedIn(kind: 'staff' | 'participant', id: string): Promise<string> {
  const answer = await server.inject({
    method: 'POST',
    url: '/demonstration',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams({ kind, id }).toString(),
  });
  return answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** Follows every link that stays within some pages, and says which pages did not answer as pages do. */
async function broken(cookie: string, starts: readonly string[], within: RegExp): Promise<readonly string[]> {
  const faults: string[] = [];
  const seen = new Set(starts);
  for (const path of seen) {
    const answer = await server.inject({ method: 'GET', url: path, headers: { cookie } });
    if (answer.statusCode >= 400) faults.push(`${answer.statusCode} ${path}`);
    for (const [, found = ''] of answer.body.matchAll(/href="(\/[^"#]*)/g)) {
      const link = found.replaceAll('&amp;', '&');
      if (within.test(link) && seen.size < 60) seen.add(link);
    }
  }
  assert.ok(seen.size > starts.length, 'a page leads to others');
  return faults;
}

const joannesCase = referenceOf('burgled flat');

test('its contact page shows every way to reach a service: phone, text, e-mail, post, and being rung', async () => {
  const { body } = await server.inject({ method: 'GET', url: '/contact' });
  for (const way of [
    /href="tel:01632960100"/,
    /href="sms:07700900160"/,
    /href="mailto:hello@example.org"/,
    /Post<\/h2>\s*<p class="govuk-body">[^<]*demonstration[^<]*<br \/>1 Made-up Street<br \/>Northampton/,
    /href="\/call-back">Ask us to ring you/,
  ])
    assert.match(body, way);
});

test('a restricted case and a conflict close what a role would open, and broken glass opens it to be looked at', async () => {
  const [amara, ruth, priya] = await Promise.all(
    ['Amara Okafor', 'Ruth Ellery', 'Priya Nair'].map(async (name) => {
      const [who] = await rows<{ id: string }>(`select id from app.staff where name = '${name}'`);
      return signedIn('staff', who?.id ?? '');
    }),
  );
  const looks = async (cookie: string | undefined, key: string) =>
    (await server.inject({ method: 'GET', url: `/cases/${referenceOf(key)}`, headers: { cookie } })).statusCode;
  assert.deepEqual([await looks(amara, 'counting house'), await looks(priya, 'counting house')], [404, 200]);
  assert.deepEqual([await looks(ruth, 'appeal pending'), await looks(amara, 'appeal pending')], [404, 200]);
  const reference = referenceOf('counting house');
  await server.inject({
    method: 'POST',
    url: '/break-glass',
    headers: { cookie: amara, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams({
      reference,
      because: 'Victor’s officer rings and nobody of the case is there.',
    }).toString(),
  });
  assert.equal(await looks(amara, 'counting house'), 200);
});

test('the README leads to the cases that it speaks of', () => {
  const told = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  for (const key of ['counting house', 'appeal pending', 'burgled flat'])
    assert.ok(told.includes(referenceOf(key)), key);
});

test('papers open from the pages of documents', async () => {
  const [jo] = await rows<{ id: string }>("select id from app.staff where name = 'Jo Whitfield'");
  const cookie = await signedIn('staff', jo?.id ?? '');
  const page = await server.inject({ method: 'GET', url: `/cases/${joannesCase}/documents`, headers: { cookie } });
  const papers = [...page.body.matchAll(/href="(\/cases\/[^"]+\/documents\/[0-9a-f-]{36})"/g)].map(([, at = '']) => at);
  const opened: string[] = [];
  for (const at of papers) {
    const file = await server.inject({ method: 'GET', url: `${at}/file`, headers: { cookie } });
    opened.push(file.rawPayload.toString('latin1'));
  }
  assert.ok(opened.some((bytes) => bytes.startsWith('%PDF-') && bytes.includes('SAMPLE GLAZING')));
  assert.ok(opened.some((bytes) => bytes.startsWith('To whom it may concern,')));
});

for (const called of ['Joanne', 'Dylan']) {
  test(`every page of ${called} opens`, async () => {
    const [who] = await rows<{ id: string }>(`
      select q.id from app.participants q join app.people p on p.id = q.person_id join app.cases c on c.id = q.case_id
       where c.reference = '${joannesCase}' and p.called = '${called}'`);
    const cookie = await signedIn('participant', who?.id ?? '');
    assert.deepEqual(await broken(cookie, ['/my'], /^\/my/), []);
  });
}

for (const name of ['Jo Whitfield', 'Sam Reyes', 'Amara Okafor']) {
  test(`every page of Joanne’s case and of everyday work opens for ${name}`, async () => {
    const [who] = await rows<{ id: string }>(`select id from app.staff where name = '${name}'`);
    const cookie = await signedIn('staff', who?.id ?? '');
    const within = new RegExp(
      `^/(work|cases\\?|cases$|figures|outbox|referrals|venues|staff|search|cases/${joannesCase})`,
    );
    assert.deepEqual(await broken(cookie, ['/work', `/cases/${joannesCase}`], within), []);
  });
}
