import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
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
import type { Hand } from '#vocabulary/acting.ts';
import type { AgencyId } from '#vocabulary/ids.ts';
import { staffCast, type StaffKey } from '../src/demonstration/staff-cast.ts';
import { staffIdOf } from '../src/demonstration/world.ts';
import { openWorker } from '../src/wiring/worker.ts';
import { withoutWords, wordColumns } from './support/canary/columns.ts';
import { addressesOf, crawl, press, type Came, type Known } from './support/canary/crawler.ts';
import { crossesToBoth, crossesToHarmed, crossesToResponsible } from './support/canary/life.ts';
import { faultsOfReach } from './support/canary/reach.ts';
import { readersOf } from './support/canary/readers.ts';
import { fillMarkedWorld } from './support/canary/world.ts';
import { testCluster } from './support/cluster.ts';
import { aHouse, type Caller } from './support/house.ts';
import { asProgram, type Program } from './support/programs.ts';
import { aMailServer } from './support/mail-server.ts';
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

/** Two documents of somebody harmed: one that is there and one that was taken away, with a value in all that they hold. */
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
}

/** Every id of the case, as if somebody had seen them all. */
async function known(): Promise<Known> {
  const letters = await ids('select id from app.letters where case_id = $1');
  const items = await ids('select id from app.items where case_id = $1');
  const releases = await ids(
    'select id from app.item_releases where case_id = $1 union all select id from app.releases where case_id = $1',
  );
  const tasks = await ids('select id from app.tasks where case_id = $1 limit 2');
  const notices = await ids('select id from app.notices where case_id = $1 limit 2');
  return {
    ref: [a.reference],
    reference: await ids('select reference as id from app.referrals where case_id = $1'),
    participant: [a.harmed, a.responsible],
    question: ['be-contacted', 'share-name'],
    letter: letters,
    item: items,
    document: await ids('select id from app.documents where case_id = $1'),
    agreement: await ids('select id from app.agreements where case_id = $1'),
    amends: await ids('select id from app.amends where case_id = $1'),
    point: await ids(
      'select c.id from app.contact_points c join app.participants p on p.person_id = c.person_id where p.case_id = $1 limit 2',
    ),
    order: await ids('select id from app.legal_orders where case_id = $1'),
    assessment: await ids('select id from app.risk_assessments where case_id = $1'),
    alarm: await ids('select id from app.false_alarms where case_id = $1'),
    id: [...letters, ...items.slice(0, 2), ...releases, ...tasks, ...notices],
  };
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

/** Whoever the case is closed to. */
const outside: Readonly<Record<string, Caller>> = {
  'nobody who signed in': house.asStranger(),
  'an unassigned facilitator': await staff('marta'),
  'a volunteer who left the case': await staff('leo'),
  'a volunteer with a conflict of interest': await staff('hafsa'),
  'an administrator': await staff('grace'),
  'the manager of another service': await staff('ruth', theirs),
  'the coordinator of another service': await staff('amara', theirs),
  'the data officer of another service': await staff('daniel', theirs),
  'somebody of an agency': await staff('lewis'),
  'a program of an agency': await asProgram(house, await programOf('lewis')),
  'a commissioner': await staff('imogen'),
  'a commissioner of another service': await staff('imogen', theirs),
  'a supporter': supporting(a.supporter.token),
  'a supporter whose way in was ended': supporting(b.supporter.token),
  'somebody responsible in another case': await house.asParticipant(b.responsible),
};
const jo = await staff('jo');
const daniel = await staff('daniel');
const herself = await house.asParticipant(a.harmed);
const himself = await house.asParticipant(a.responsible);

test('every column that may hold words of somebody holds a marked value, or says why it cannot', async () => {
  const unmarked: string[] = [];
  const columns = await wordColumns(strong);
  for (const { table, column } of columns) {
    const { rows } = await strong.query<{ words: unknown }>(
      `select ${column} as words from app.${table} where service_id = $1`,
      [ours],
    );
    await openSealed(strong, house.test.keyring, rows, ours);
    const isMarked = [...marks.inClear(JSON.stringify(rows))].some((mark) => /^[ABUVW] /.test(mark));
    if (isMarked === `${table}.${column}` in withoutWords)
      unmarked.push(`${table}.${column}${isMarked ? ' is marked after all' : ''}`);
  }
  assert.ok(columns.length > 100);
  assert.deepEqual(unmarked, []);
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
  ];
  for (const form of forms) assert.deepEqual([...marks.in(`before ${form} after`)], [mark], form);
  const phone = marks.phone({ in: 'A', side: 'harmed', as: 'phone' }, 700);
  for (const form of [phone, `+44 ${phone.slice(1, 5)} ${phone.slice(5)}`, phone.replace(/(..)/g, '$1 ')])
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

for (const [name, caller] of Object.entries(outside)) {
  test(`${name} finds not one mark of ours at any way in`, async () => {
    const mine = (mark: string) =>
      (name === 'a supporter' && (mark.startsWith('A harmed companion ') || mark === 'A case ground rules')) ||
      (name.endsWith('of an agency') && mark.startsWith('U ')) ||
      (name.endsWith('another service') && /^[CXY] /.test(mark)) ||
      (name.endsWith('another case') && isTheirs('B', mark));
    const asked = await crawl(caller, [...ways('GET'), '/nowhere'], 40);
    const came = [...asked, ...(await press(caller, ways('POST')))];
    assert.ok(came.length > 150, `${came.length} answers`);
    assert.deepEqual(leaks(came, mine), []);
    assert.deepEqual(
      came.filter(({ status }) => status >= 500).map(({ from }) => from),
      [],
    );
  });
}

test('a program of an agency finds what its agency sent: a mark that is there is seen', async () => {
  const program = outside['a program of an agency'];
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

test('a search tells whoever the case is closed to exactly what it tells of somebody who does not exist', async () => {
  for (const name of ['an unassigned facilitator', 'an administrator', 'the manager of another service']) {
    const caller = outside[name];
    for (const as of ['full name', 'called', 'phone', 'email']) {
      const typed =
        as === 'phone'
          ? marks.phone({ in: 'A', side: 'harmed', as }, 700)
          : marks.word({ in: 'A', side: 'harmed', as });
      const nobody = as === 'phone' ? '07700900999' : 'zvqqqqqqqqq';
      const [one, other] = [await caller?.get(`/search?words=${typed}`), await caller?.get(`/search?words=${nobody}`)];
      assert.equal(one?.body.replaceAll(typed, ''), other?.body.replaceAll(nobody, ''), `${name} by ${as}`);
    }
  }
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

test('each side finds of the other exactly what it agreed to, and what it opened of what was released to it', async () => {
  assert.deepEqual(foreign(await ownPages(herself), 'harmed'), inA(...agreed));
  for (const [what, list] of [
    ['letters', knows['letter']],
    ['messages', knows['id']],
  ] as const) {
    for (const id of list ?? []) await herself.post(`/my/${what}/${id}`, { step: 'open' });
  }
  const opened = ['responsible answer passed on', 'responsible rewritten letter'];
  assert.deepEqual(foreign(await ownPages(herself), 'harmed'), inA(...agreed, ...opened));
  assert.deepEqual(foreign(await ownPages(himself), 'responsible'), inA(...agreed, 'harmed question passed on'));
});

// What Jo’s pages do not hold: what she is typing at this moment, rooms of a day that is over, a guardian’s first name, what the referral said and the case does not.
const elsewhere = [
  'guardian called',
  'guardian relation',
  'when',
  'where',
  'others',
  'hopes',
  'waits in',
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
  const crossed = ['harmed question passed on', 'harmed question kept', 'harmed called'];
  assert.deepEqual(foreign(await ownPages(himself), 'responsible'), inA(...agreed, ...crossed));
  const write = async (cause: string) => {
    for (const participantId of [a.harmed, a.responsible])
      await byJo(async (hand) =>
        allow(await writeNotice(hand, { kind: 'conference-off', participantId, cause: `${cause} ${participantId}` })),
      );
  };
  await write('by mail');
  const to = (side: 'harmed' | 'responsible') =>
    mailbox.accepted.filter((mail) => mail.to.startsWith(marks.word({ in: 'A', side, as: 'email' })));
  for (let waited = 0; waited < 600 && (to('harmed').length === 0 || to('responsible').length === 0); waited += 1)
    await pause(100);
  for (const who of [a.harmed, a.responsible])
    await byJo((hand) => recordSafeContact(hand, who, { ...byMail, mayEmail: false, mayText: true, saidOn: today }));
  await write('by text');
  const texted = (side: 'harmed' | 'responsible') =>
    phones.taken.filter((each) => marks.in(each.to).has(`A ${side} phone`));
  for (
    let waited = 0;
    waited < 600 && (texted('harmed').length === 0 || texted('responsible').length === 0);
    waited += 1
  )
    await pause(100);
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

test('no message that was ever written to one side holds a mark of the other or of staff', async () => {
  for (const side of ['harmed', 'responsible'] as const) {
    const { rows } = await strong.query(
      'select service_id, kind, sent_to, subject, body from app.notices where participant_id = $1',
      [a[side]],
    );
    await openSealed(strong, house.test.keyring, rows, ours);
    assert.ok(rows.length > 5, `${rows.length} messages`);
    const came = rows.map((row: { kind: string }) => ({
      from: `${row.kind} to ${side}`,
      status: 0,
      text: JSON.stringify(row),
    }));
    assert.deepEqual(
      leaks(came, (mark) => mark.startsWith(`A ${side} `)),
      [],
    );
  }
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

test('the log, at its most talkative, holds not one mark after all this', () => {
  const log = readFileSync(logFile, 'utf8');
  assert.ok(log.split('\n').length > 1000);
  assert.deepEqual([...marks.in(log)], []);
});

// Last, for some of what is pressed ends what was.
test('each side presses everything there is, and no answer or error holds more of the other than crossed', async () => {
  for (const [caller, side, crossed] of [
    [herself, 'harmed', crossesToHarmed],
    [himself, 'responsible', [...crossesToResponsible, 'harmed question kept', 'harmed called']],
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
