import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { openLog } from '#platform/log.ts';
import { openMail } from '#platform/mail.ts';
import { superuser } from '#platform/postgres-cluster.ts';
import { addCompanion } from '#casefile/people/store.ts';
import type { CompanionId, ParticipantId } from '#vocabulary/ids.ts';
import type { StaffRole } from '#vocabulary/staff.ts';
import { openWorker } from '../src/wiring/worker.ts';
import { accessTable, opens, type Opens, type Who } from './support/access-table.ts';
import { anAgency, aReferrer } from './support/agencies.ts';
import { aCommissioner } from './support/commissioners.ts';
import { testCluster } from './support/cluster.ts';
import { aHouse, type Caller } from './support/house.ts';
import { aProgram, asProgram } from './support/programs.ts';
import { aNotice, canBeReached } from './support/reaching.ts';
import { asSupporter } from './support/supporters.ts';

/*
 * Marked words are given to every way in, in every place where words can stand, while things go well and while they break.
 * The log that the product really writes, at its most talkative, holds none of them.
 */
const mark = 'quillwort';
const folder = mkdtempSync(join(tmpdir(), 'tp-log-'));
const file = join(folder, 'log');
let stopWorker = async (): Promise<void> => undefined;
after(async () => {
  await stopWorker();
  rmSync(folder, { recursive: true });
});
const log = openLog('trace', file);
const house = await aHouse({ log });
const made = await house.aCase({ person: { Joanne: { fullName: `Joanne ${mark}`, called: `Jo ${mark}` } } });
const joanne = made.who['Joanne'] as ParticipantId;
const { staff } = house;
const stranger = house.asStranger();
const amara = await house.asStaff(staff.amara);
const jo = await house.asStaff(staff.jo);
const herself = await house.asParticipant(joanne);

const ruth = randomUUID() as CompanionId;
await house.act(made, staff.jo, (hand) =>
  addCompanion(hand, {
    ...{ id: ruth, participantId: joanne, kind: 'supporter', relation: 'sister' },
    ...{ fullName: `Ruth ${mark}`, called: 'Ruth' },
  }),
);
const corby = await anAgency(house, 'Corby team', 'police');
const grant = await aReferrer(house, corby, 'PC Grant');
const ofRoles: readonly (readonly [StaffRole, Caller])[] = [
  ['facilitator', jo],
  ['coordinator', amara],
  ['referrer', await house.asStaff(grant)],
  ['commissioner', await house.asStaff(await aCommissioner(house, 'Imogen Vale'))],
  ['administrator', await house.asStaff(staff.adil)],
  ['manager', await house.asStaff(staff.mia)],
  ['data-officer', await house.asStaff(staff.dana)],
  ['supervisor', await house.asStaff(staff.priya)],
];
const visitors = {
  anyone: stranger,
  own: herself,
  supporter: await asSupporter(house, made, ruth),
  program: await asProgram(house, await aProgram(house, corby, grant)),
};

/** Somebody to whom a way opens: what their form holds is read, and not stopped at the door. */
function visitorOf(who: Who): Caller {
  const way: Opens = opens[who];
  const found = 'roles' in way ? ofRoles.find(([role]) => way.roles.includes(role))?.[1] : visitors[way.to];
  return found ?? assert.fail(`nobody may come in by ${who}`);
}

const ways = Object.entries(accessTable).flatMap(([who, routes]) =>
  routes.map((route) => {
    const [method = '', path = ''] = route.split(' ');
    return { method, path, caller: visitorOf(who as Who) };
  }),
);

const saidByBrowsers = {
  'user-agent': `Mozilla ${mark}`,
  referer: `http://localhost:3000/search?q=${mark}`,
  'x-forwarded-for': mark,
  'accept-language': mark,
};

function addressOf(path: string, other: string): string {
  const address = path
    .replace(/:ref(?![a-z])/, made.reference)
    .replace(':participant', joanne)
    .replace(':question', 'be-contacted')
    .replace(/:[a-z]+|\*/g, other);
  return `${address}?q=${mark}&before=${mark}&to=/${mark}`;
}

function linesWritten(): readonly string[] {
  return readFileSync(file, 'utf8').trim().split('\n');
}

function assertUnmarked(): void {
  const lines = linesWritten();
  assert.deepEqual(lines.filter((each) => new RegExp(mark, 'i').test(each)).slice(0, 3), []);
  assert.deepEqual(lines.filter((each) => /amara@|rp\.example|Okafor|burglary/.test(each)).slice(0, 3), []);
}

async function asSuperuser(statement: string): Promise<void> {
  const client = new pg.Client((await testCluster()).optionsFor(superuser, house.test.name));
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** Sends marked words to every way in but out; answers how often they came back on a page. */
async function everywhere(): Promise<{ readonly names: number; readonly shown: number; readonly faults: number }> {
  const names = new Set(['email', 'password', 'code', 'to']);
  let [shown, faults] = [0, 0];
  for (const other of ['00000000-0000-4000-8000-000000000000', mark]) {
    for (const { path, caller } of ways.filter(({ method }) => method === 'GET')) {
      const { status, body } = await caller.get(addressOf(path, other), saidByBrowsers);
      for (const [, name = ''] of body.matchAll(/<(?:input|textarea|select)[^>]* name="([^"]+)"/g)) names.add(name);
      if (body.includes(mark)) shown += 1;
      if (status >= 500) faults += 1;
    }
    const form = Object.fromEntries([...names].map((name) => [name, `${mark} ${name}`]));
    const posts = ways.filter(({ method, path }) => method === 'POST' && !/sign-out|forget/.test(path));
    for (const { path, caller } of posts) {
      const { status, body } = await caller.post(addressOf(path, other), form, saidByBrowsers);
      if (body.includes(mark)) shown += 1;
      if (status >= 500) faults += 1;
    }
  }
  return { names: names.size, shown, faults };
}

test('marked words at every way in are shown to who typed them, and not one is in the log', async () => {
  const { names, shown } = await everywhere();
  assert.ok(names > 60, `${names} names of fields`);
  assert.ok(shown > 100, `came back on ${shown} pages`);
  for (const url of [`/${mark}`, `/%zz${mark}`, `/cases/${mark.repeat(40)}`]) await stranger.get(url, saidByBrowsers);
  for (const type of ['application/json', 'text/plain'])
    await stranger.post('/sign-in', { email: mark }, { 'content-type': type, 'sec-fetch-site': 'same-origin' });
  await stranger.post('/sign-in', { email: mark }, { 'sec-fetch-site': 'cross-site', cookie: `tp_staff=${mark}` });
  assert.ok(linesWritten().length > 300, `${linesWritten().length} lines`);
  assertUnmarked();
});

test('when the database breaks and says what it was given, the log says only where', async () => {
  // A row that is refused stands in the details of what PostgreSQL says; a trigger may put it into the sentence itself.
  await asSuperuser('alter table app.notes add constraint nobody_knows_this check (false) not valid');
  await asSuperuser(`
    create function app.tells() returns trigger language plpgsql as $$ begin raise exception 'about %', new.name; end $$;
    create trigger tells before insert on app.venues for each row execute function app.tells()`);
  await asSuperuser('alter table app.tasks rename to tasks_away');
  const [year = '', month = '', day = ''] = house.today().split('-');
  const noted = await jo.post(`/cases/${made.reference}/notes`, {
    about: joanne,
    words: `Words about ${mark}`,
    'happened-on-day': day,
    'happened-on-month': month,
    'happened-on-year': year,
  });
  assert.equal(noted.status, 500);
  const hall = { name: `Hall ${mark}`, address: 'Mill Road', access: '', neutrality: '', 'is-open': 'yes' };
  assert.equal((await amara.post('/venues/new', hall)).status, 500);
  const { faults } = await everywhere();
  assert.ok(faults > 2, `${faults} faults`);
  const broken = linesWritten().filter((each) => each.includes('"fault"'));
  assert.ok(broken.length > faults, `${broken.length} lines about faults`);
  assert.match(broken.join('\n'), /"code":"23514"/);
  assert.match(broken.join('\n'), /"at":"at /);
  assertUnmarked();
});

test('the worker is as silent about whom it writes to, and about what it cannot do', async () => {
  await canBeReached(house, made, joanne, { points: { email: `${mark}@example.org` } });
  // Nobody listens there, so every message fails.
  const mail = openMail({ url: 'smtp://127.0.0.1:1', from: `${mark} <${mark}@rp.example>` });
  const worker = await openWorker(house.ports, mail);
  stopWorker = () => worker.stop();
  await aNotice(house, made, joanne);
  await asSuperuser(
    `select graphile_worker.add_job('send-notice', json_build_object('serviceId', '${mark}', 'caseId', null, 'noticeId', 'x'), max_attempts := 1)`,
  );
  for (let waited = 0; waited < 100 && !linesWritten().some((each) => each.includes('a job failed')); waited += 1)
    await pause(100);
  assert.ok(linesWritten().some((each) => each.includes('a job failed')));
  assertUnmarked();
});
