import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { declareConflict } from '#casefile/allocation/actions.ts';
import { recordSafeContact } from '#casefile/people/actions.ts';
import type { SafeContact } from '#casefile/people/rules.ts';
import { assessRisk } from '#journey/suitability/actions.ts';
import { aRisk } from '#journey/suitability/examples.ts';
import { plusDays } from '#vocabulary/dates.ts';
import { answerSharing, releaseItem, releaseName } from '#journey/release/actions.ts';
import type { ItemId } from '#journey/release/rules.ts';
import { logins } from '#platform/database-logins.ts';
import { openLog } from '#platform/log.ts';
import { openMail } from '#platform/mail.ts';
import { openTexts } from '#platform/texts.ts';
import { superuser } from '#platform/postgres-cluster.ts';
import { allow, type Decision } from '#platform/decision.ts';
import { addClientTo } from '#service/api-clients/actions.ts';
import { writeNotice } from '#service/notices/actions.ts';
import { noticeKinds, type NoticeKind } from '#service/notices/rules.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { AgencyId } from '#vocabulary/ids.ts';
import { columnsInClear } from '../tools/checks/sealed-columns.ts';
import { staffCast, type StaffKey } from '../src/demonstration/staff-cast.ts';
import { staffIdOf } from '../src/demonstration/world.ts';
import { openWorker } from '../src/wiring/worker.ts';
import { notEverywhere, withoutWords, wordColumns } from './support/canary/columns.ts';
import { addressesOf, crawl, press, searchesOn, type Came, type Known } from './support/canary/crawler.ts';
import { crossesToBoth, crossesToHarmed, crossesToResponsible } from './support/canary/life.ts';
import { faultsOfReach } from './support/canary/reach.ts';
import { readersOf } from './support/canary/readers.ts';
import { fillMarkedWorld, notForAgencies, type MarkedCase } from './support/canary/world.ts';
import { testCluster } from './support/cluster.ts';
import { aHouse, type Caller } from './support/house.ts';
import { asProgram, type Program } from './support/programs.ts';
import { aMailServer, type Accepted } from './support/mail-server.ts';
import { openSealed } from './support/open-sealed.ts';
import { aTextServer } from './support/text-server.ts';

/*
 * Two services, three whole lives, referrals that wait or were declined: in everything that anybody may say stands a value that is
 * found again wherever it turns up. Nothing of one side comes to anybody else but what was released.
 */
const folder = mkdtempSync(join(tmpdir(), 'tp-canary-'));
const logFile = join(folder, 'log');
const house = await aHouse({ log: openLog('trace', logFile) });
const cluster = await testCluster();
const world = await fillMarkedWorld(house.ports.database, new Date());
const { a, b, ours, theirs, marks } = world;
const strong = new pg.Pool({ ...cluster.optionsFor(superuser, house.test.name), max: 1 });
strong.on('error', () => undefined);
let stopWorker = async (): Promise<void> => undefined;
let mails: () => readonly Accepted[] = () => [];
after(async () => {
  await stopWorker();
  await strong.end();
  rmSync(folder, { recursive: true });
});

/** Marks in what came back that may not be there, each with where it came from. */
function leaks(came: readonly Came[], mayBe: (mark: string) => boolean = () => false): readonly string[] {
  const found = came.flatMap(({ from, text }) =>
    [...marks.in(text)].filter((mark) => !mayBe(mark)).map((mark) => `${from}: ${mark}`),
  );
  return found.slice(0, 10);
}

async function ids(text: string): Promise<readonly string[]> {
  const { rows } = await strong.query<{ id: string }>(text, [a.caseId]);
  return rows.map(({ id }) => id);
}

/** Two documents of somebody harmed, one that is there and one that was taken away, and one of his, with a value in all that they hold. */
async function documents(): Promise<void> {
  const facilitator = await staff('jo');
  const mark = (as: string) => marks.word({ in: 'A', side: 'harmed', as });
  const path = `/cases/${a.reference}/documents`;
  for (const which of ['document', 'second document']) {
    const file = { name: `${mark(`${which} name`)}.txt`, bytes: `It says ${mark(`${which} content`)}.` };
    const about = mark(`${which} about`);
    assert.equal((await facilitator.send(path, { whose: a.harmed, about }, [file])).status, 303);
  }
  const [first = '', last = ''] = await ids('select id from app.documents where case_id = $1 order by added_at');
  // A copy of her own goes back to her; the other side never hears of it.
  const passed = { step: 'pass-on', to: a.harmed, 'read-through': a.harmed };
  assert.equal((await facilitator.post(`${path}/${first}/pass-on`, passed)).status, 303);
  assert.equal((await facilitator.post(`${path}/${last}`, { because: mark('document taken away') })).status, 303);
  const his = (as: string) => marks.word({ in: 'A', side: 'responsible', as });
  const file = { name: `${his('document name')}.txt`, bytes: `It says ${his('document content')}.` };
  const added = await facilitator.send(path, { whose: a.responsible, about: his('document about') }, [file]);
  assert.equal(added.status, 303);
  const [own = ''] = await ids(
    `select id from app.documents where case_id = $1 and participant_id = '${a.responsible}'`,
  );
  const back = { step: 'pass-on', to: a.responsible, 'read-through': a.responsible };
  assert.equal((await facilitator.post(`${path}/${own}/pass-on`, back)).status, 303);
}

/** The same of the whole service. */
async function idsOfService(text: string): Promise<readonly string[]> {
  const { rows } = await strong.query<{ id: string }>(text, [ours]);
  return rows.map(({ id }) => id);
}

/** Every id of the case and of the referrals that wait, as if somebody had seen them all. */
async function known(): Promise<Known> {
  const releases = await ids(
    'select id from app.item_releases where case_id = $1 union all select id from app.releases where case_id = $1',
  );
  const one = (table: string) => idsOfService(`select id from app.${table} where service_id = $1 order by id limit 1`);
  return {
    ref: [a.reference],
    reference: await idsOfReferrals(),
    participant: [a.harmed, a.responsible],
    question: ['be-contacted', 'share-name'],
    letter: await ids('select id from app.letters where case_id = $1'),
    item: await ids('select id from app.items where case_id = $1'),
    document: await ids('select id from app.documents where case_id = $1'),
    agreement: await ids('select id from app.agreements where case_id = $1'),
    amends: await ids('select id from app.amends where case_id = $1'),
    point: await ids(
      'select c.id from app.contact_points c join app.participants p on p.person_id = c.person_id where p.case_id = $1 limit 2',
    ),
    order: await ids('select id from app.legal_orders where case_id = $1'),
    zone: await ids('select id from app.exclusion_zones where case_id = $1'),
    assessment: await ids('select id from app.risk_assessments where case_id = $1'),
    alarm: await ids('select id from app.false_alarms where case_id = $1'),
    word: await ids('select id from app.protected_words where case_id = $1'),
    companion: [a.supporter.id],
    transfer: [
      ...(await ids('select id from app.transfers where case_id = $1 order by offered_at desc limit 1')),
      ...(await one('referral_transfers')),
    ],
    file: await one('agency_files'),
    list: await idsOfService('select id from app.lists where service_id = $1'),
    person: await one('listed_people'),
    draft: await idsOfService('select id from app.agency_drafts where service_id = $1'),
    program: await one('api_clients'),
    // Of a link the database keeps a hash.
    link: ['no-such-link'],
    secret: ['no-such-secret'],
    'agencies/:id': await one('agencies'),
    'call-backs/:id': await one('call_backs'),
    'facilitators/:id': [staffIdOf(ours, 'jo')],
    'letters/:id': await ids('select id from app.letters where case_id = $1'),
    'messages/:id': [...releases, ...(await one('webhook_messages'))],
    'outbox/:id': await ids('select id from app.notices where case_id = $1 limit 2'),
    'papers/:id': await idsOfService('select id from app.papers where service_id = $1'),
    'passkeys/:id': await one('staff_passkeys'),
    'sessions/:id': await one('sessions'),
    // Whoever keeps the register may end what somebody has: of whom nothing is asked here.
    'staff/:id': [staffIdOf(ours, 'tom')],
    'tasks/:id': await ids('select id from app.tasks where case_id = $1 limit 2'),
    'teams/:id': await one('teams'),
    'transfers/:id': await one('transfer_offers'),
    'venues/:id': await one('venues'),
  };
}

/** The referral of the case; one that waits, one that an agency sent with a file, and one of somebody who was told no. */
async function idsOfReferrals(): Promise<readonly string[]> {
  const ofCase = await ids('select reference as id from app.referrals where case_id = $1');
  const others = await idsOfService(`
    select reference as id from app.referrals r where service_id = $1 and case_id is null and (id = '${world.asked}'
      or exists (select from app.agency_files f where f.referral_id = r.id)
      or (decided_at is null and exists (select from app.referral_others o where o.referral_id = r.id)))`);
  assert.ok(others.length >= 3, `${others.length} referrals of no case`);
  return [...ofCase, ...others];
}

await documents();
const knows = await known();
const ways = (method: string, within = /./) =>
  house.routes
    .filter(
      (each) =>
        each.method === method && within.test(each.path) && !/sign-out|^\/sign-in|^\/demonstration/.test(each.path),
    )
    .flatMap(({ path }) => addressesOf(path, knows));

function staff(key: StaffKey, serviceId = ours): Promise<Caller> {
  return house.asStaff(staffIdOf(serviceId, key));
}

/** A program that somebody of an agency answers for. */
async function programOf(key: StaffKey): Promise<Program> {
  const actor = { kind: 'staff', id: staffIdOf(ours, 'amara') } as const;
  const [agencyId] = await ids(
    'select g.agency_id as id from app.agency_referrals g join app.cases c on c.id = $1 and c.service_id = g.service_id',
  );
  const made = await house.ports.act<Program, string>({ serviceId: ours, caseId: '', actor }, (hand) =>
    addClientTo(hand, agencyId as AgencyId, { name: 'Records system', staffId: staffIdOf(ours, key) }),
  );
  if (!made.ok) throw new Error(`Refused: ${made.because.join(', ')}`);
  return made.value;
}

/** A supporter who came in by their link. */
function supporting(token: string): Caller {
  const stranger = house.asStranger();
  const cookie = `tp_day=${token}`;
  return {
    get: (path, more = {}) => stranger.get(path, { ...more, cookie }),
    post: (path, form = {}, more = {}) => stranger.post(path, form, { ...more, cookie }),
    other: (method, path) => stranger.other(method, path, { cookie }),
    send: (path, fields, files) => stranger.send(path, fields, files),
  };
}

/** Somebody, and what they find at home while they are signed in; null is who never was, or is no more. */
interface Reader {
  readonly caller: Caller;
  readonly home: { readonly path: string; readonly says: string } | null;
}

async function ofStaff(key: StaffKey, serviceId = ours): Promise<Reader> {
  const { name, roles } = staffCast[key];
  const [role] = roles;
  const path = role === 'referrer' ? '/agency' : role === 'commissioner' ? '/commissioner' : '/account';
  return { caller: await staff(key, serviceId), home: { path, says: name } };
}

/** Whoever the case is closed to. */
const outside: Readonly<Record<string, Reader>> = {
  'nobody who signed in': { caller: house.asStranger(), home: null },
  'an unassigned facilitator': await ofStaff('marta'),
  'a volunteer who left the case': await ofStaff('leo'),
  'a volunteer with a conflict of interest': await ofStaff('hafsa'),
  'an administrator': await ofStaff('grace'),
  'the manager of another service': await ofStaff('ruth', theirs),
  'the coordinator of another service': await ofStaff('amara', theirs),
  'the data officer of another service': await ofStaff('daniel', theirs),
  'somebody of an agency': await ofStaff('lewis'),
  'a program of an agency': {
    caller: await asProgram(house, await programOf('lewis')),
    home: { path: '/api/v1/referrals', says: '"referrals":[{' },
  },
  'a commissioner': await ofStaff('imogen'),
  'a commissioner of another service': await ofStaff('imogen', theirs),
  'a supporter': {
    caller: supporting(a.supporter.token),
    home: { path: '/day', says: marks.word({ in: 'A', side: 'harmed', as: 'companion called' }) },
  },
  'a supporter whose way in was ended': { caller: supporting(b.supporter.token), home: null },
  'somebody responsible in another case': {
    caller: await house.asParticipant(b.responsible),
    home: { path: '/my', says: marks.word({ in: 'B', side: 'responsible', as: 'called' }) },
  },
};
const jo = await staff('jo');
const daniel = await staff('daniel');
const herself = await house.asParticipant(a.harmed);
const himself = await house.asParticipant(a.responsible);

test('every column that may hold words of somebody holds a marked value, or says why it cannot', async () => {
  const faults: string[] = [];
  const columns = await wordColumns(strong);
  for (const { table, column, isOfCase, isOfParticipant } of columns) {
    const name = `${table}.${column}`;
    const { rows } = await strong.query<{ words: unknown; of: string }>(
      `select ${column} as words, concat_ws(' ', ${isOfCase ? 'case_id' : 'null'}, ${isOfParticipant ? 'participant_id' : 'null'}) as of
         from app.${table} where service_id = $1`,
      [ours],
    );
    await openSealed(strong, house.test.keyring, rows, ours);
    const isMarked = (whose: string, shape: RegExp) =>
      [...marks.inClear(JSON.stringify(rows.filter(({ of }) => of.includes(whose))))].some((mark) => shape.test(mark));
    if (isMarked('', /^[ABUVW] /) === name in withoutWords)
      faults.push(`${name}${name in withoutWords ? ' is marked after all' : ''}`);
    if (name in withoutWords) continue;
    // Of the case that everybody asks for, and of each side of it: what only one side has could leak to the other unseen.
    const wanted = [
      ...(isOfCase ? [[a.caseId, 'in A'] as const] : []),
      ...(isOfParticipant
        ? ([
            [a.harmed, 'of the person harmed'],
            [a.responsible, 'of the person responsible'],
          ] as const)
        : []),
    ];
    const missing = wanted.filter(([id]) => !isMarked(id, /^A /)).map(([, what]) => what);
    if ((notEverywhere[name]?.missing ?? '') !== missing.join(', '))
      faults.push(`${name} is not ${missing.join(', ')}`);
  }
  assert.ok(columns.length > 100);
  assert.deepEqual(faults, []);
});

test('a stolen copy of the database holds in clear no mark but in the columns that are in clear for a reason', async () => {
  await strong.query('set bytea_output to escape');
  const { rows: tables } = await strong.query<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema')`);
  const marked = new Set<string>();
  for (const { name } of tables) {
    const { rows } = await strong.query<{ column: string; held: string }>(
      `select each.col as column, string_agg(each.held, chr(10)) as held
         from ${name} a_row, jsonb_each_text(to_jsonb(a_row)) as each (col, held) group by each.col`,
    );
    for (const { column, held } of rows) if (marks.in(held ?? '').size > 0) marked.add(`${name}.${column}`);
  }
  // The change trail holds what stood in a column as it stands there: sealed, or in clear.
  marked.delete('trails.changes.old');
  marked.delete('trails.changes.new');
  const { rows: trail } = await strong.query<{ name: string; held: string }>(
    `select format('app.%s.%s', replace(c.table_name, 'app.', ''), each.col) as name, string_agg(each.held, chr(10)) as held
       from trails.changes c, lateral (select * from jsonb_each_text(c.old) union all select * from jsonb_each_text(c.new)) each (col, held)
      group by 1`,
  );
  for (const { name, held } of trail) if (marks.in(held ?? '').size > 0) marked.add(name);
  assert.ok(trail.length > 100, `${trail.length} columns in the change trail`);
  await strong.query('reset bytea_output');
  assert.ok(tables.length > 100, `${tables.length} tables`);
  const inClear = columnsInClear().map((column) => `app.${column}`);
  assert.deepEqual(
    [...marked].filter((column) => !inClear.includes(column)),
    [],
  );
  assert.ok(marked.has('app.people.full_name'), 'what is in clear is seen');
});

test('a mark is found in whatever form it leaks', () => {
  const mark = 'A harmed account';
  const word = marks.word({ in: 'A', side: 'harmed', as: 'account' });
  const codes = word
    .split('')
    .map((each) => `&#${each.codePointAt(0)};`)
    .join('');
  const hex = word
    .split('')
    .map((each) => `%${each.codePointAt(0)?.toString(16)}`)
    .join('');
  const printable = word
    .split('')
    .map((each) => `=${each.codePointAt(0)?.toString(16).toUpperCase()}`)
    .join('');
  const forms = [
    word.toUpperCase(),
    codes,
    hex,
    printable,
    `${word.slice(0, 5)}=\r\n${word.slice(5)}`,
    word.split('').join(' '),
    word.replace(/(...)/g, '$1-'),
    ...['', 'x', 'xy'].map((before) => Buffer.from(`${before}${word} and so on`).toString('base64')),
    Buffer.from(`the words ${word}`).toString('base64url'),
    Buffer.from(`THE WORDS ${word.toUpperCase()}`).toString('base64'),
  ];
  for (const form of forms) assert.deepEqual([...marks.in(`before ${form} after`)], [mark], form);
  const phone = marks.phone({ in: 'A', side: 'harmed', as: 'phone' }, 700);
  for (const form of [
    phone,
    `+44 ${phone.slice(1, 5)} ${phone.slice(5)}`,
    phone.replace(/(..)/g, '$1 '),
    Buffer.from(`at ${phone}`).toString('base64'),
  ])
    assert.deepEqual([...marks.in(form)], ['A harmed phone'], form);
});

test('every login, every role and every door has a reader here', async () => {
  const readers = readersOf(world).map(({ identity }) => identity.login);
  assert.deepEqual(
    logins.filter((login) => login !== 'tp_hand' && !readers.includes(login)),
    [],
  );
  const { rows } = await strong.query<{ roles: string }>(
    `select pg_get_constraintdef(oid) as roles from pg_constraint where conname = 'staff_roles_role_check'`,
  );
  const roles = [...(rows[0]?.roles ?? '').matchAll(/'([a-z-]+)'/g)].map(([, role]) => role);
  const cast: readonly string[] = Object.values(staffCast).flatMap((each) => each.roles);
  assert.ok(roles.length > 5);
  assert.deepEqual(
    roles.filter((role) => !cast.includes(role ?? '')),
    [],
  );
  const doors = readdirSync(new URL('../src/doors', import.meta.url), { withFileTypes: true });
  assert.deepEqual(
    doors.filter((each) => each.isDirectory()).map(({ name }) => name),
    ['api', 'commissioner', 'participant', 'public', 'referrer', 'staff', 'supporter', 'worker'],
    'a new door has a reader here who crawls through it',
  );
});

test('no login and no reader finds in the database what is not theirs, table by table and function by function', async () => {
  const copy = await cluster.copyOf(house.test.name);
  const optionsFor = (role: string) => cluster.optionsFor(role, copy.name);
  const faults = await faultsOfReach({ ...cluster, optionsFor }, world);
  await copy.drop();
  assert.deepEqual(faults, []);
});

/** Whoever is signed in finds their own home; whoever is not finds none. What was asked meanwhile was asked as them. */
async function isAtHome({ caller, home }: Reader): Promise<void> {
  for (const path of home ? [home.path] : ['/work', '/agency', '/commissioner', '/day', '/my', '/api/v1/referrals']) {
    const { status, body } = await caller.get(path);
    assert.equal(status === 200, home !== null, `${path}: ${status}`);
    if (home) assert.ok(body.includes(home.says), `${path} is theirs`);
  }
}

/** Each search that somebody found, by who did. */
const searches: (readonly [name: string, address: string])[] = [];

for (const [name, reader] of Object.entries(outside)) {
  test(`${name} finds not one mark of ours at any way in`, async () => {
    const mine = (mark: string) =>
      (name === 'a supporter' && (mark.startsWith('A harmed companion ') || mark === 'A case ground rules')) ||
      (name.endsWith('of an agency') && mark.startsWith('U ')) ||
      (name.endsWith('another service') && /^[CXY] /.test(mark)) ||
      (name.endsWith('another case') && isTheirs('B', mark));
    const { caller } = reader;
    await isAtHome(reader);
    const asked = await crawl(caller, [...ways('GET'), '/nowhere'], 40);
    searches.push(...searchesOn(asked).map((address) => [name, address] as const));
    const came = [...asked, ...(await press(caller, ways('POST')))];
    await isAtHome(reader);
    assert.ok(came.length > 150, `${came.length} answers`);
    assert.deepEqual(leaks(came, mine), []);
    assert.deepEqual(
      came.filter(({ status }) => status >= 500).map(({ from }) => from),
      [],
    );
  });
}

test('a program of an agency finds what its agency sent: a mark that is there is seen', async () => {
  const program = outside['a program of an agency']?.caller;
  const list = await program?.get('/api/v1/referrals');
  const { referrals } = JSON.parse(list?.body ?? '{}') as { referrals: readonly { reference: string }[] };
  assert.ok(referrals.length > 0);
  for (const { reference } of referrals) {
    const one = await program?.get(`/api/v1/referrals/${reference}`);
    const found = [...marks.in(one?.body ?? '')];
    assert.ok(found.includes('U harmed what the agency says'), found.join(', '));
    assert.deepEqual(
      found.filter((mark) => !mark.startsWith('U ')),
      [],
    );
  }
});

/** What somebody may type who looks for her, each with the same of nobody. */
const typedOf = (name: string, line: number): readonly (readonly [hers: string, nobodys: string])[] => [
  ...['full name', 'called', 'email'].map(
    (as) => [marks.word({ in: name, side: 'harmed', as }), 'zvqqqqqqqqq'] as const,
  ),
  [marks.phone({ in: name, side: 'harmed', as: 'phone' }, line), '07700900999'],
  [`${marks.word({ in: name, side: 'harmed', as: 'email' })}@example.org`, 'zvqqqqqqqqq@example.org'],
];

/** What somebody finds who types this, but for what they typed. */
async function foundBy(caller: Caller, address: string, typed: string): Promise<string> {
  const { status, body } = await caller.get(`${address}${encodeURIComponent(typed)}`);
  const forms = [typed, typed.toUpperCase(), encodeURIComponent(typed)];
  return `${status} ${forms.reduce((text, each) => text.replaceAll(each, ''), body)}`;
}

/** Searches that answer otherwise to what is hers than to what is nobody’s. */
async function telling(caller: Caller, address: string, typed: ReturnType<typeof typedOf>): Promise<readonly string[]> {
  const told: string[] = [];
  for (const [hers, nobodys] of typed)
    if ((await foundBy(caller, address, hers)) !== (await foundBy(caller, address, nobodys)))
      told.push(`${address}${hers}`);
  return told;
}

test('every search tells whoever the case is closed to exactly what it tells of somebody who does not exist', async () => {
  const told: string[] = [];
  for (const [name, address] of searches) {
    const caller = outside[name]?.caller;
    if (caller) told.push(...(await telling(caller, address, typedOf('A', 700))).map((each) => `${name}: ${each}`));
  }
  assert.ok(searches.length > 10, `${searches.length} searches`);
  for (const path of ['/search', '/trails', '/offers'])
    assert.ok(
      searches.some(([, address]) => address.startsWith(`${path}?`)),
      `${path} is among them`,
    );
  assert.deepEqual(told, []);
});

/** Whether a mark is the own side’s of somebody responsible, or came to them. */
function isTheirs(name: string, mark: string): boolean {
  return (
    mark.startsWith(`${name} responsible `) ||
    [...crossesToResponsible, ...crossesToBoth].some((each) => mark === `${name} ${each}`)
  );
}

const byMail: SafeContact = {
  ...{
    mayPhone: false,
    mayText: false,
    mayEmail: true,
    mayPost: false,
    fromHour: null,
    untilHour: null,
    timesWords: '',
  },
  ...{
    mayLeaveVoicemail: false,
    maySayWhoCalls: false,
    hidesServiceName: false,
    codeword: '',
    ifSomeoneElseAnswers: '',
    saidOn: null,
  },
};

function ownPages(caller: Caller): Promise<readonly Came[]> {
  return crawl(caller, ['/my', ...ways('GET')], 400);
}

/** The marks of the other side and of staff that somebody found. */
function foreign(came: readonly Came[], own: 'harmed' | 'responsible'): readonly string[] {
  const found = new Set(came.flatMap(({ text }) => [...marks.in(text)]));
  return [...found].filter((mark) => !mark.startsWith(`A ${own} `)).toSorted();
}

function inA(...marked: readonly string[]): readonly string[] {
  return marked.map((each) => `A ${each}`).toSorted();
}

const agreed = ['case promise', 'case second promise', 'case proof'];

// They meet again: it is booked, and each agreed how the other is told of them.
const toldToHarmed = ['responsible shown as', 'case ground rules'];
const toldToResponsible = ['harmed shown as', 'harmed companion shown as', 'case ground rules'];

test('the calendar of each side says where it arrives and nothing of the other, and it is among what is crawled', async () => {
  const arrivals = new Set<string | undefined>();
  for (const [caller, side] of [
    [herself, 'harmed'],
    [himself, 'responsible'],
  ] as const) {
    const path = '/my/conference/calendar';
    const [entry] = (await crawl(caller, [path], 0)).filter(({ text }) => text.includes('text/calendar'));
    assert.equal(entry?.status, 200);
    assert.match(entry.text, /LOCATION:Tanner/);
    arrivals.add(/DTSTART:.*/.exec(entry.text)?.[0]);
    assert.deepEqual(foreign([entry], side), []);
    const came = (await ownPages(caller)).find(({ from }) => from === `GET ${path}`);
    assert.equal(came?.status, 200);
  }
  assert.equal(arrivals.size, 2, 'each arrives at another time');
});

test('each side finds of the other exactly what it agreed to, and what it opened of what was released to it', async () => {
  assert.deepEqual(foreign(await ownPages(herself), 'harmed'), inA(...agreed, ...toldToHarmed));
  for (const [what, list] of [
    ['letters', knows['letter']],
    ['messages', knows['messages/:id']],
  ] as const) {
    for (const id of list ?? []) await herself.post(`/my/${what}/${id}`, { step: 'open' });
  }
  const opened = ['responsible answer passed on', 'responsible rewritten letter', 'responsible statement passed on'];
  assert.deepEqual(foreign(await ownPages(herself), 'harmed'), inA(...agreed, ...toldToHarmed, ...opened));
  assert.deepEqual(
    foreign(await ownPages(himself), 'responsible'),
    inA(...agreed, ...toldToResponsible, 'harmed question passed on'),
  );
});

// What Jo’s pages do not hold: what she is typing at this moment, rooms of a day that is over, a guardian’s first name, what the referral said and the case does not.
const elsewhere = [
  'guardian called',
  'guardian relation',
  'when',
  'where',
  'others',
  'hopes',
  'typed',
  'second document content',
];

test('whoever works on the case finds what she and others wrote there: a mark that is there is seen', async () => {
  const came = await crawl(jo, ['/work', ...ways('GET', /^\/(cases|search|tasks)/)], 60);
  assert.deepEqual(
    leaks(came, (mark) => /^[AB] /.test(mark)),
    [],
  );
  const found = new Set(came.flatMap(({ text }) => [...marks.in(text)]));
  const unseen = marks.names().filter((mark) => mark.startsWith('A harmed ') && !found.has(mark));
  assert.deepEqual(unseen.toSorted(), inA(...elsewhere.map((as) => `harmed ${as}`)));
});

/** Waits for what the worker does. */
async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; waited < 600 && !isSo(); waited += 1) await pause(100);
}

/** Jo acts on the case, today. */
async function byJo<Value>(work: (hand: Hand) => Promise<Decision<Value, string>>): Promise<Value> {
  const actor = { kind: 'staff', id: staffIdOf(ours, 'jo') } as const;
  const decision = await house.ports.act<Value, string>({ serviceId: ours, caseId: a.caseId, actor }, work);
  if (!decision.ok) throw new Error(`Refused: ${decision.because.join(', ')}`);
  return decision.value;
}

test('what is released crosses, that and no more, and nothing of it goes by mail or by text', async () => {
  const mailbox = await aMailServer();
  const phones = await aTextServer();
  const worker = await openWorker(house.ports, openMail({ url: mailbox.url, from: 'hello@rp.example' }), {
    texts: openTexts(phones),
  });
  mails = () => mailbox.accepted;
  stopWorker = () => worker.stop();
  const today = house.today();
  const days = { assessedOn: today, reviewBy: plusDays(today, 30) };
  const writtenBy = staffIdOf(ours, 'jo');
  const risk = aRisk({ residual: 'low', factors: [], writtenBy, ...days });
  await byJo((hand) => assessRisk(hand, risk, [writtenBy, staffIdOf(ours, 'sam')]));
  for (const who of [a.harmed, a.responsible])
    await byJo((hand) => recordSafeContact(hand, who, { ...byMail, saidOn: today }));
  const itemId = (
    await ids(`select id from app.items i where case_id = $1 and participant_id = '${a.harmed}' and not exists
    (select from app.item_releases r where r.case_id = i.case_id and r.item_id = i.id)`)
  )[0] as ItemId;
  const said = { itemId, answer: 'given', speaker: 'self', saidOn: today, how: 'in-person' } as const;
  await byJo((hand) => answerSharing(hand, { as: 'staff' }, said));
  await byJo((hand) => releaseItem(hand, itemId));
  await byJo((hand) => releaseName(hand, { fromId: a.harmed, toId: a.responsible }));
  for (const id of await ids('select id from app.item_releases where case_id = $1'))
    await himself.post(`/my/messages/${id}`, { step: 'open' });
  const crossed = ['harmed question passed on', 'harmed statement kept', 'harmed called'];
  assert.deepEqual(foreign(await ownPages(himself), 'responsible'), inA(...agreed, ...toldToResponsible, ...crossed));
  const write = async (kind: 'conference-off' | 'letter-off', cause: string) => {
    for (const participantId of [a.harmed, a.responsible])
      await byJo(async (hand) =>
        allow(await writeNotice(hand, { kind, participantId, cause: `${cause} ${participantId}` })),
      );
  };
  await write('conference-off', 'by mail');
  await write('letter-off', 'by mail');
  const amara = { kind: 'staff', id: staffIdOf(ours, 'amara') } as const;
  await house.ports.act({ serviceId: ours, caseId: '', actor: amara }, async (hand) =>
    allow(await writeNotice(hand, { kind: 'referral-more-asked', referralId: world.asked, cause: 'asked for more' })),
  );
  const to = (side: 'harmed' | 'responsible') =>
    mailbox.accepted.filter((mail) => mail.to.startsWith(marks.word({ in: 'A', side, as: 'email' })));
  await until(() => to('harmed').length > 0 && to('responsible').length > 0);
  // Who stands beside her asked to come back.
  const besides = `${marks.word({ in: 'A', side: 'harmed', as: 'companion email' })}@example.org`;
  const hasCode = () => mailbox.accepted.some((mail) => mail.to === besides && mail.text.includes('Your code'));
  await until(hasCode);
  assert.ok(hasCode(), 'a code went to a supporter');
  for (const who of [a.harmed, a.responsible])
    await byJo((hand) => recordSafeContact(hand, who, { ...byMail, mayEmail: false, mayText: true, saidOn: today }));
  await write('conference-off', 'by text');
  const texted = (side: 'harmed' | 'responsible') =>
    phones.taken.filter((each) => marks.in(each.to).has(`A ${side} phone`));
  await until(() => texted('harmed').length > 0 && texted('responsible').length > 0);
  for (const side of ['harmed', 'responsible'] as const) {
    assert.notEqual(texted(side).length, 0, `a text to ${side}`);
    const came = [...to(side), ...texted(side)].map((message) => ({
      from: `message to ${side}`,
      status: 0,
      text: JSON.stringify(message),
    }));
    assert.notEqual(to(side).length, 0, side);
    assert.deepEqual(
      leaks(came, (mark) => mark.startsWith(`A ${side} `)),
      [],
    );
  }
});

/** Whose marks may stand in what is written to somebody: their own, told by a mark of their name or of their address. */
function ownOf(whose: string): (mark: string) => boolean {
  const [named = ''] = marks.in(whose);
  const [, own] = /^(\S+ (?:harmed companion|harmed|responsible|case referrer)) /.exec(named) ?? [];
  return (mark) => own !== undefined && mark.startsWith(`${own} `);
}

/** What an agency is told of whom it referred: its own words. */
const ofAgency = (mark: string) => /^[UY] /.test(mark) && !mark.endsWith(notForAgencies);

test('no message of any kind that was ever written to anybody holds a mark but their own', async () => {
  const { rows } = await strong.query<{ kind: NoticeKind; isToAgency: boolean; whose: string | null }>(
    `select n.service_id, n.kind, n.sent_to, n.subject, n.body, n.staff_id is not null as "isToAgency",
        coalesce(e.full_name, r.full_name) as whose
       from app.notices n left join app.participants p on p.id = n.participant_id left join app.people e on e.id = p.person_id
         left join app.referrals r on r.id = n.referral_id where n.service_id = $1`,
    [ours],
  );
  await openSealed(strong, house.test.keyring, rows, ours);
  const found = rows.flatMap(({ whose, ...row }) =>
    leaks(
      [{ from: `${row.kind} to ${whose ?? 'nobody'}`, status: 0, text: JSON.stringify(row) }],
      row.isToAgency ? ofAgency : ownOf(whose ?? ''),
    ),
  );
  assert.deepEqual(found, []);
  const kinds = rows.map(({ kind }) => kind);
  assert.deepEqual(
    noticeKinds.filter((kind) => !kinds.includes(kind)),
    [],
    'each kind of message was written to somebody',
  );
});

test('no e-mail that left holds a mark but that of whoever it went to', () => {
  const agencies = mails().filter(({ to }) => to.startsWith('lewis@'));
  assert.ok(agencies.length > 0, 'somebody of an agency was written to');
  const found = mails().flatMap((mail) => {
    const isToAgency = agencies.includes(mail);
    assert.ok(isToAgency || marks.in(mail.to).size === 1, mail.to);
    return leaks(
      [{ from: `mail to ${mail.to}`, status: 0, text: JSON.stringify(mail) }],
      isToAgency ? ofAgency : ownOf(mail.to),
    );
  });
  assert.deepEqual(found, []);
});

// Why the glass was broken is written for whoever answers for data, of restricted cases too.
test('an export of the trails tells nothing of a case that is closed to whoever exports', async () => {
  const trails = await crawl(
    daniel,
    ['/trails', ...['changes', 'reads', 'security'].map((trail) => `/trails/export?trail=${trail}`)],
    60,
  );
  const found = new Set(trails.flatMap(({ text }) => [...marks.in(text)]));
  assert.ok(
    [...found].some((mark) => mark.startsWith('A ')),
    'the trails hold something',
  );
  assert.deepEqual(
    [...found].filter((mark) => /^[BCXY] /.test(mark) && mark !== 'B case glass'),
    [],
  );
});

test('the trails tell whoever may not open a case exactly what they tell of a case and of people that are not there', async () => {
  const [a1, b1] = [
    [world.a, 700],
    [world.b, 710],
  ] as const;
  const told = async ([made, line]: readonly [MarkedCase, number]): Promise<readonly string[]> => {
    const [person = ''] = await idsOfService(
      `select person_id as id from app.participants where service_id = $1 and id = '${made.harmed}'`,
    );
    const [named, , , phone] = typedOf(made.name, line);
    const people = [named, phone, [person, randomUUID()] as const].filter((each) => each !== undefined);
    const all: string[] = [];
    for (const path of ['/trails?show=changes', '/trails?show=reads', '/trails/export?trail=changes']) {
      all.push(...(await telling(daniel, `${path}&person=`, people)));
      all.push(...(await telling(daniel, `${path}&case=`, [[made.reference, 'RP-ZZZZ-ZZZZ']])));
    }
    return all;
  };
  assert.deepEqual(await told(b1), [], 'a restricted case');
  assert.notDeepEqual(await told(a1), [], 'a case that is open to him');
  const own = staffIdOf(ours, 'daniel');
  const actor = { kind: 'staff', id: own } as const;
  const held = { serviceId: ours, caseId: a.caseId, actor };
  const declared = await house.ports.act(held, (hand) => declareConflict(hand, own, 'They are neighbours'));
  assert.ok(declared.ok);
  assert.deepEqual(await told(a1), [], 'a case of which he stays out');
});

test('the log, at its most talkative, holds not one mark after all this', () => {
  const log = readFileSync(logFile, 'utf8');
  assert.ok(log.split('\n').length > 1000);
  assert.deepEqual([...marks.in(log)], []);
});

// Last, for some of what is pressed ends what was.
test('each side presses everything there is, and no answer or error holds more of the other than crossed', async () => {
  for (const [caller, side, crossed] of [
    [herself, 'harmed', crossesToHarmed],
    [himself, 'responsible', [...crossesToResponsible, 'harmed statement kept', 'harmed called']],
  ] as const) {
    const may = new Set([...crossed, ...crossesToBoth].map((each) => `A ${each}`));
    const came = await press(caller, ways('POST'));
    assert.ok(came.filter(({ status }) => status === 422).length > 5, 'some forms were refused in words');
    assert.deepEqual(
      leaks(came, (mark) => mark.startsWith(`A ${side} `) || may.has(mark)),
      [],
    );
    assert.deepEqual(
      came.filter(({ status }) => status >= 500).map(({ from }) => from),
      [],
    );
  }
});
