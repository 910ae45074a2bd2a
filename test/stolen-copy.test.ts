import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { newReference, setStatus } from '#casefile/cases/actions.ts';
import { caseFrame } from '#casefile/cases/facts.ts';
import { addCompanionTo, addOrganisationToCase, changePerson } from '#casefile/people/actions.ts';
import { erasePerson } from '#casefile/erasing/actions.ts';
import { detailsOf, safeContactOf } from '#casefile/people/facts.ts';
import { letIn } from '#casefile/readers/actions.ts';
import { addNote } from '#casefile/notes/store.ts';
import { notesOf } from '#casefile/notes/facts.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { addOtherTo } from '#journey/triage/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { anOther } from '#journey/triage/examples.ts';
import { aSafeContact } from '#journey/self-referral/examples.ts';
import { writeDraft } from '#journey/referral-draft/actions.ts';
import { allow } from '#platform/decision.ts';
import { openDatabase } from '#platform/database.ts';
import { recordOrder } from '#journey/suitability/actions.ts';
import { writeAsOwner } from '#platform/database-owner.ts';
import { superuser } from '#platform/postgres-cluster.ts';
import { sealed, sql } from '#platform/sql.ts';
import { erased } from '#platform/sealing.ts';
import { markReady } from '#service/notices/store.ts';
import { hashOf } from '#platform/token.ts';
import type { CaseId, CompanionId, OrganisationId, ParticipantId } from '#vocabulary/ids.ts';
import { plusDays } from '#vocabulary/dates.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import { sealedColumns } from '../src/sealed-columns.ts';
import { testCluster } from './support/cluster.ts';
import { asThief } from './support/dump.ts';
import { anAgency, errorsIn, sendList } from './support/lists.ts';
import { openSealed } from './support/open-sealed.ts';
import { aHouse, type MadeCase } from './support/house.ts';
import { looked } from './support/looked.ts';
import { aNotice } from './support/reaching.ts';
import { entersAsSupporter, supporterInvited } from './support/supporters.ts';
import { trailsOf } from './support/trails.ts';

const house = await aHouse();
const { jo, amara } = house.staff;
const coordinator = await house.asStaff(amara);
const reference = newReference();

let marks = 0;
/** A word that stands nowhere else. */
function mark(): string {
  marks += 1;
  return `zqmark${String(marks).padStart(2, '0')}qz`;
}

const hers: string[] = [];
/** A word that is hers, or stands in what is about her alone. */
function herMark(): string {
  hers.push(mark());
  return hers.at(-1) ?? '';
}

const phones = ['07700 977531', '07700 977532', '07700 977533', '07700 977534'] as const;
const joannesMail = `${herMark()}@example.org`;
const joannesPost = `1 ${herMark()} Street`;
const codeword = herMark();

await house.actInService(amara, async (hand) => {
  const contact = aSafeContact({
    ways: ['call', 'text', 'email', 'post'],
    phone: phones[0],
    email: joannesMail,
    address: joannesPost,
    times: herMark(),
    codeword,
    ifSomeoneElseAnswers: herMark(),
  });
  const told = {
    ...{ referrerContact: herMark(), accessNeeds: herMark(), whatHappened: herMark(), whenWords: herMark() },
    ...{ whereWords: herMark(), otherPeopleWords: herMark(), hopes: herMark(), contact, receivedOn: house.today() },
  };
  const entered = await enterReferral(hand, aReferral(told), reference);
  assert.ok(entered.ok);
  assert.ok((await addOtherTo(hand, reference, anOther({ phone: phones[1] }))).ok);
});
await coordinator.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' });
const frame = await house.readAsStaff(amara, (db) => caseFrame(db, reference, house.today()));
const caseId = frame?.id as CaseId;
const idOf = (name: string) => frame?.participants.find(({ called }) => called === name)?.id as ParticipantId;
const [joanne, dylan] = [idOf('Joanne'), idOf('Dylan')];
const made = { caseId };

const aboutDylan = mark();
let ann: CompanionId | undefined;
await house.act(made, amara, async (hand) => {
  await letIn(hand, jo);
  const added = await addCompanionTo(hand, {
    ...{ participantId: joanne, kind: 'supporter', fullName: 'Ann Example', called: 'Ann', relation: 'sister' },
    ...{ phone: phones[2], email: `${herMark()}@example.org` },
  });
  ann = added.ok ? added.value : ann;
  await addOrganisationToCase(hand, {
    ...{ id: randomUUID() as OrganisationId, name: 'Corner Shop Ltd', contactRole: 'manager' },
    ...{ phone: phones[3], email: `${mark()}@example.org` },
  });
  for (const [about, words] of [
    [joanne, herMark()],
    [dylan, aboutDylan],
  ] as const)
    await addNote(hand, { participantId: about, words, happenedOn: house.today() });
});
const annsLink = await supporterInvited(house, made as MadeCase, ann as CompanionId, true, true);
assert.ok(await entersAsSupporter(house, annsLink));
const noticeId = await aNotice(house, { ...made, reference } as Parameters<typeof aNotice>[1], joanne);
await house.act(made, amara, async (hand) => {
  await looked(hand, 'notice', noticeId, [joanne]);
  await markReady(hand, { id: noticeId as never, participantId: joanne, referralId: null }, 'by-hand', {
    ...{ channel: 'email', to: joannesMail, subject: mark(), body: mark() },
  });
});
await house.ports.act({ serviceId: house.serviceId, actor: { kind: 'visitor', id: '' } }, (hand) =>
  writeDraft(hand, hashOf('a visitor'), () => mark()),
);

await house.act(made, amara, async (hand) => {
  const order = {
    kind: 'restraining',
    restrainsId: joanne,
    protectsId: dylan,
    covers: 'all',
    startsOn: house.today(),
  } as const;
  const permission = { permissionReference: '', permissionFrom: null, permissionUntil: null };
  assert.ok((await recordOrder(hand, { ...order, endsOn: null, documentReference: herMark(), ...permission })).ok);
});
// What lies in the data folder beside the database: documents of hers and of the case, and the list of an agency.
for (const [whose, word] of [
  [joanne, herMark],
  ['case', mark],
] as const) {
  const file = { name: `${word()}.txt`, bytes: Buffer.from(`It says ${word()}.`) };
  const sent = await coordinator.send(`/cases/${reference}/documents`, { whose, about: word() }, [file]);
  assert.equal(sent.status, 303);
}
const list = Buffer.from(`Name,Mobile\nMoira ${mark()},01604 496 0123`);
await sendList(coordinator, await anAgency(house), { name: `${mark()}.csv`, bytes: list });
const trails = await trailsOf(house);

/** Every row of every table, as whoever stole the database reads it. */
async function everything(): Promise<string> {
  const tables = await asThief<{ name: string }>(
    house.test,
    `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')`,
  );
  assert.ok(tables.length > 60);
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await asThief<{ row: string }>(house.test, `select t::text as row from ${name} t`);
    texts.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return texts.join('\n');
}

/** The same to somebody who has the key of the installation as well. */
async function everythingOpened(): Promise<readonly string[]> {
  const client = new pg.Client((await testCluster()).optionsFor(superuser, house.test.name));
  await client.connect();
  try {
    const rows = (await everything())
      .split('\n')
      .map((line) => ({ told: line.match(/tp1\.[0-9a-f-]{36}\.[\w-]{38,}/g) ?? [], line }));
    await openSealed(client, house.test.keyring, rows, house.serviceId);
    return rows.map(({ told, line }) => `${line} ${told.join(' ')}`);
  } finally {
    await client.end();
  }
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((each) =>
    each.isFile() ? [join(each.parentPath, each.name)] : [],
  );
}

/** The same database from a process that has nothing at hand. */
async function elsewhere<Answer>(work: (read: typeof house.readAsStaff) => Promise<Answer>): Promise<Answer> {
  const { test: at, serviceId } = house;
  const database = openDatabase({
    optionsFor: (login) => at.optionsFor(login),
    identityKey: at.identityKey,
    keyring: at.keyring,
  });
  try {
    return await work((id, read) =>
      database.read({ login: 'tp_staff', serviceId, kind: 'staff', id, caseId: '' }, read),
    );
  } finally {
    await database.close();
  }
}

test('a stolen copy shows no number, no address and no word of anybody, in no table and no trail', async () => {
  const seen = await everything();
  assert.match(seen, /Joanne Hartley/, 'names are in clear, so the look at it is a look');
  assert.deepEqual(
    seen.split('\n').filter((line) => /zqmark/i.test(line)),
    [],
  );
  const figures = phones.map((phone) => phone.replace(/\D/g, ''));
  const withoutSpaces = seen.replace(/[ ()-]/g, '');
  for (const each of figures) assert.ok(!withoutSpaces.includes(each), each);
});

test('the data folder shows no word of anybody either: not what was handed in, not the heads of the trails', async () => {
  await trails.seal();
  const files = filesBelow(house.filesFolder);
  assert.equal(files.length, 3);
  for (const file of [...files, trails.headsFile]) {
    const bytes = readFileSync(file);
    for (const coded of ['latin1', 'base64'] as const) assert.doesNotMatch(bytes.toString(coded), /zqmark/i, file);
    assert.doesNotMatch(`${file} ${bytes.toString('utf16le')}`, /zqmark|It says|Moira|Joanne|Dylan/, file);
    assert.doesNotMatch(bytes.toString('latin1'), /It says|Moira|Joanne|Dylan/, file);
  }
});

test('nor does what the database itself keeps in its files', async () => {
  const [row] = await asThief<{ oid: number }>(
    house.test,
    'select oid from pg_database where datname = current_database()',
  );
  await asThief(house.test, 'checkpoint');
  const { address } = await testCluster();
  const files = filesBelow(address.dataFolder).filter((file) => file.includes(`/base/${row?.oid}/`));
  const named = files.filter((file) => readFileSync(file).includes('Joanne Hartley'));
  assert.ok(named.length > 0, 'names are in clear, so the look at it is a look');
  assert.deepEqual(
    files.filter((file) => readFileSync(file).includes('zqmark')),
    [],
  );
});

test('what it was looked for in was there: every column of how to reach somebody holds a sealed text', async () => {
  const mine = [
    'contact_points',
    'safe_contact_rules',
    'people',
    'organisations',
    'companions',
    'incidents',
    'notices',
    'referral_drafts',
  ];
  const mixed = [
    'referral_others.phone',
    'referrals.phone',
    'referrals.email',
    'referrals.address',
    'referrals.safe_times',
    'referrals.codeword',
    'referrals.if_someone_else_answers',
    'referrals.referrer_contact',
    'referrals.where_words',
    'referrals.access_needs',
  ];
  for (const { table, columns } of sealedColumns) {
    for (const column of columns.filter((each) =>
      mine.includes(table) ? each !== 'summary' && each !== 'when_words' : mixed.includes(`${table}.${each}`),
    )) {
      const rows = await asThief(house.test, `select from app.${table} where ${column} like 'tp1.%'`);
      assert.ok(rows.length > 0, `${table}.${column}`);
    }
  }
});

test('staff read and search as before', async () => {
  const people = (await coordinator.get(`/cases/${reference}/people`)).body;
  for (const words of [phones[0], joannesMail, codeword]) assert.ok(people.includes(words), words);
  assert.match(
    (await coordinator.get(`/search?words=${encodeURIComponent(joannesMail.toUpperCase())}`)).body,
    new RegExp(reference),
  );
  assert.match((await coordinator.get('/search?words=%2B447700977531')).body, new RegExp(reference));
});

test('saving somebody as they are seals nothing anew', async () => {
  const rows = () => asThief<{ needs: string }>(house.test, 'select access_needs as needs from app.people order by id');
  const before = await rows();
  await house.act(made, amara, async (hand) => {
    const [details] = await detailsOf(hand, caseId, joanne);
    assert.ok(details && details.accessNeeds !== '');
    assert.ok((await changePerson(hand, joanne, details)).ok);
  });
  assert.deepEqual(await rows(), before);
});

const ofBoth = `${mark()}: their dates of holiday did not fit.`;
const toErase = { reference, name: 'Joanne Hartley', because: 'She asked us to' };

test('ERA-1 destroying one key erases one person: hers are gone everywhere, his are not, and the trails still hold', async () => {
  await trails.seal();
  assert.ok(
    (await everythingOpened()).some((line) => hers.some((each) => line.includes(each))),
    'the key opens them',
  );
  const note = `${herMark()}: Joanne rang, and Dylan’s mother was with her.`;
  await house.act(made, amara, async (hand) => {
    await hand.run(sql`
      insert into app.holds (service_id, case_id, reason, from_on, review_on, ended_on)
      values (${hand.serviceId}, ${caseId}, ${sealed(ofHeldCase(hand), ofBoth)}, ${house.today()}, ${plusDays(house.today(), 9)}, ${house.today()})`);
    await hand.run(sql`
      insert into app.closures (service_id, case_id, reason, note, closed_on, closed_by)
      values (${hand.serviceId}, ${caseId}, 'duplicate', ${sealed(ofHeldCase(hand), note)}, ${house.today()}, ${amara})`);
    await setStatus(hand, 'closed');
    return allow(true);
  });
  const early = await writeAsOwner(house.test, (db) => erasePerson(db, toErase));
  assert.deepEqual(early, { ok: false, because: ['texts-not-looked-through'] });
  const supervisor = await house.asStaff(house.staff.priya);
  const path = `/cases/${reference}/people/${joanne}/erasing`;
  const page = (await supervisor.get(path)).body;
  const [, shown = ''] = /name="shown" value="([^"]+)"/.exec(page) ?? [];
  assert.match(page, /Joanne rang.*Note when the case was closed. Names Joanne.*Why the case was on hold(?!. Names)/s);
  const struck = shown.split(';').filter((each) => each.startsWith('closures '));
  assert.equal((await supervisor.post(path, { shown, struck })).status, 422, 'they say that they read each');
  const said = await supervisor.post(path, { shown, struck, read: 'each' });
  assert.equal(said.status, 303, errorsIn(said.body));
  const codewordHere = async () => (await house.readAsStaff(jo, (db) => safeContactOf(db, joanne))).safe?.codeword;
  assert.notEqual(await codewordHere(), erased, 'her key is at hand here');
  const done = await writeAsOwner(house.test, (db) => erasePerson(db, toErase));
  assert.ok(done.ok && done.value.dataKeys === 2 && done.value.lines > 5, 'her key and that of her referral');
  assert.equal(await codewordHere(), erased, 'and opens nothing in the moment in which she is erased');
  await elsewhere(async (read) => {
    const hers = await read(jo, (db) => safeContactOf(db, joanne));
    assert.deepEqual(new Set(hers.points.map(({ value }) => value)), new Set([erased]));
    assert.equal(hers.safe?.codeword, erased);
    assert.equal(hers.called, 'Erased person');
    const his = await read(amara, (db) => safeContactOf(db, dylan));
    assert.deepEqual(
      his.points.map(({ value }) => value),
      [phones[1]],
    );
    const notes = await read(amara, (db) => notesOf(db, caseId, null));
    assert.deepEqual(new Set(notes.map(({ words }) => words)), new Set([erased, aboutDylan]));
  });
  const left = (await everything()).split('\n').filter((line) => /Joanne|Hartley|Ann Example/.test(line));
  assert.deepEqual(left, []);
  const opened = await everythingOpened();
  assert.deepEqual(
    opened.filter((line) => hers.some((each) => line.includes(each)) || line.includes('Joanne')),
    [],
    'nothing that is hers opens any more, in the trail neither',
  );
  for (const kept of [aboutDylan, ofBoth])
    assert.ok(
      opened.some((line) => line.includes(kept)),
      kept,
    );
  const waysIn = await asThief(house.test, 'select id from app.supporter_access');
  assert.deepEqual(waysIn, [], 'a blind index would still say who stood beside her');
  await trails.seal();
  assert.deepEqual(await trails.found(), []);
});

test('ERA-1 pages of an erased person do not break, and nobody finds them', async () => {
  for (const path of ['', '/people', '/notes', '/history', '/contacts', '/tasks', '/exchange'])
    assert.notEqual((await coordinator.get(`/cases/${reference}${path}`)).status, 500, path);
  assert.match((await coordinator.get(`/cases/${reference}/people`)).body, /Erased person/);
  assert.equal((await coordinator.get(`/referrals/${reference}`)).status, 200);
  assert.match((await coordinator.get('/search?words=hartley')).body, /Nothing was found/);
  assert.match((await coordinator.get('/search?words=07700977531')).body, /Nothing was found/);
});
