import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newReference } from '#casefile/cases/actions.ts';
import { caseFrame } from '#casefile/cases/facts.ts';
import { notesOf } from '#casefile/notes/facts.ts';
import { addNote } from '#casefile/notes/store.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { addOtherTo } from '#journey/triage/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { anOther } from '#journey/triage/examples.ts';
import { recordOrder } from '#journey/suitability/actions.ts';
import { ordersOf } from '#journey/suitability/facts.ts';
import type { CaseId, ParticipantId } from '#vocabulary/ids.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import { sealedColumns } from '../sealed-columns.ts';
import { asThief } from '../../test/support/dump.ts';
import { aHouse } from '../../test/support/house.ts';
import { aDeliveredLetter, wordsOfTheLetter } from '../../test/support/letters.ts';
import { trailsOf } from '../../test/support/trails.ts';
import { lettersOf } from '#journey/letter/facts.ts';
import { isKeyed, readSealed } from './envelope.ts';
import { sealOldRows } from './sealing-old-rows.ts';
import { sealed, sql } from './sql.ts';

const house = await aHouse();
const place = { server: house.test, keyring: house.test.keyring };
const made = await house.aCase();
const trails = await trailsOf(house);

/** Every SEA constraint of the schema, with its table, its column and whether it is proven. */
const walls = () =>
  asThief<{ table: string; column: string; proven: boolean }>(
    house.test,
    `select c.relname as table, a.attname as column, k.convalidated as proven
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = any (k.conkey)
      where k.connamespace = 'app'::regnamespace and k.conname like 'sea\\_%' and k.conname ~ '_is_(sealed|keyed)$'`,
  );

/** The rows as they were before their column was sealed: in clear, also in the trail, and unproven. */
async function asBefore(table: string, column: string, clear: string, more = 0, isSealed = false): Promise<void> {
  const [wall] = await asThief<{ name: string; says: string }>(
    house.test,
    `select conname as name, pg_get_constraintdef(oid) as says from pg_constraint
      where conrelid = 'app.${table}'::regclass and conname ~ '^sea_[15]_${table}_${column}_is'`,
  );
  assert.ok(wall, `${table}.${column} has its wall`);
  await trails.tamper(`alter table app.${table} drop constraint ${wall.name}`);
  if (more > 0) {
    await trails.tamper(
      `insert into app.${table} select (jsonb_populate_record(r, '{}' || jsonb_build_object('id', gen_random_uuid()))).*
         from app.${table} r cross join generate_series(1, ${more})`,
    );
  }
  if (!isSealed) await putInClear(table, column, clear);
  await trails.tamper(
    `alter table app.${table} add constraint ${wall.name} ${wall.says.replace(/ NOT VALID$/, '')} not valid`,
  );
}

async function putInClear(table: string, column: string, clear: string): Promise<void> {
  await trails.tamper(`update app.${table} set ${column} = $1 where ${column} <> ''`, [clear]);
  await trails.tamper(
    `update trails.changes set new = jsonb_set(new, array[$2], to_jsonb($1::text)),
            digest = trails.digest_of(salt, old::text, jsonb_set(new, array[$2], to_jsonb($1::text))::text)
      where table_name = '${table}' and new ->> $2 <> ''`,
    [clear, column],
  );
}

test('the list says whose key seals every column that was in clear once, and names none without a wall', async () => {
  const listed = new Set(
    sealedColumns.flatMap(({ table, columns, digests = [] }) =>
      [...columns, ...digests].map((column) => `${table}.${column}`),
    ),
  );
  const all = await walls();
  const named = ({ table, column }: (typeof all)[number]) => `${table}.${column}`;
  assert.ok(all.some(({ proven }) => !proven));
  // A table that is younger than sealing holds nothing in clear, and its wall is proven from the first.
  assert.deepEqual(
    all
      .filter(({ proven }) => !proven)
      .map(named)
      .filter((each) => !listed.has(each)),
    [],
  );
  assert.deepEqual(
    [...listed].filter((each) => !all.map(named).includes(each)),
    [],
  );
});

test('an empty database is proven at its first start', async () => {
  assert.deepEqual(await sealOldRows(place, sealedColumns), { rows: 0, lines: 0 });
  assert.ok((await walls()).every(({ proven }) => proven));
});

test('what is older is sealed under the key of whose it is, once, and reads as before', async () => {
  const { jo } = house.staff;
  await aDeliveredLetter(house, made);
  for (const about of [made.who['Joanne'] as ParticipantId, null]) {
    await house.act(made, jo, (hand) =>
      addNote(hand, { participantId: about, words: 'To be', happenedOn: house.today() }),
    );
  }
  await asBefore('notes', 'words', 'In clear');
  await asBefore('letters', 'body', wordsOfTheLetter);
  await asBefore('word_checks', 'words_digest', 'd'.repeat(43));
  const answer = await sealOldRows(place, sealedColumns);
  assert.equal(answer.rows, 2 + 1 + 2);
  assert.ok(answer.lines >= answer.rows, `${answer.lines} lines of the trail held it`);
  assert.ok((await walls()).every(({ proven }) => proven));

  const notes = await asThief<{ words: string; owner: string }>(
    house.test,
    `select n.words, k.owner_kind as owner from app.notes n join app.data_keys k on k.id = split_part(n.words, '.', 2)::uuid order by owner`,
  );
  assert.deepEqual(
    notes.map(({ owner }) => owner),
    ['case', 'person'],
  );
  const kept = await asThief<{ digest: string }>(house.test, 'select words_digest as digest from app.word_checks');
  assert.ok(kept.every(({ digest }) => isKeyed(digest)));
  const read = await house.readAsStaff(jo, (db) => notesOf(db, made.caseId, null));
  assert.deepEqual(
    read.map(({ words }) => words),
    ['In clear', 'In clear'],
  );
  const [letter] = await house.readAsStaff(jo, (db) => lettersOf(db, made.caseId));
  assert.equal(letter?.words, wordsOfTheLetter);
  const [body] = await asThief<{ body: string }>(house.test, 'select body from app.letters');
  assert.ok(body && readSealed(body.body));

  assert.deepEqual(await sealOldRows(place, sealedColumns), { rows: 0, lines: 0 });
});

test('the trail holds none of it, still verifies, and says that it was erased', async () => {
  const clear = await asThief(
    house.test,
    `select from trails.changes where concat(old, new) like '%In clear%' or concat(old, new) like '%You did nothing%'`,
  );
  assert.equal(clear.length, 0);
  await trails.seal();
  assert.deepEqual(await trails.found(), []);
});

test('what was under the key of the case comes under the key of whose it is, once, and reads as before', async () => {
  const { jo, amara } = house.staff;
  const [dylan, joanne] = [made.who['Dylan'], made.who['Joanne']] as [ParticipantId, ParticipantId];
  const coordinator = await house.asStaff(amara);
  const reference = newReference();
  await house.actInService(amara, async (hand) => {
    await enterReferral(hand, aReferral({ receivedOn: house.today() }), reference);
    await addOtherTo(hand, reference, anOther());
  });
  assert.equal((await coordinator.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' })).status, 303);
  const frame = await house.readAsStaff(amara, (db) => caseFrame(db, reference, house.today()));
  const order = {
    kind: 'restraining',
    restrainsId: dylan,
    protectsId: joanne,
    covers: 'all',
    startsOn: house.today(),
  } as const;
  const permission = { permissionReference: '', permissionFrom: null, permissionUntil: null };
  await house.act(made, jo, async (hand) => {
    await recordOrder(hand, { ...order, endsOn: null, documentReference: 'RO 1', ...permission });
    await hand.run(sql`
      update app.legal_orders set permission_reference = ${sealed(ofHeldCase(hand), 'A letter')}, permission_from = starts_on, permission_until = starts_on`);
  });
  await house.act({ caseId: frame?.id as CaseId }, amara, (hand) =>
    hand.run(sql`update app.incidents set summary = ${sealed(ofHeldCase(hand), 'As it was told')}`),
  );
  const owners = () =>
    asThief<{ owner: string }>(
      house.test,
      `select k.owner_kind || coalesce(' of ' || q.id, '') as owner from (select case_id, permission_reference as words from app.legal_orders
          union all select case_id, summary from app.incidents) t
         join app.data_keys k on k.id = split_part(t.words, '.', 2)::uuid
         left join app.participants q on q.person_id = k.owner_id order by owner`,
    );
  // The case of the house came from no referral: what happened there is of the case.
  assert.deepEqual(new Set((await owners()).map(({ owner }) => owner)), new Set(['case']));
  for (const [table, column] of [
    ['legal_orders', 'permission_reference'],
    ['incidents', 'summary'],
  ] as const)
    await asBefore(table, column, '', 0, true);
  assert.deepEqual(await sealOldRows(place, sealedColumns), { rows: 2, lines: 0 });
  const hers = frame?.participants.find(({ called }) => called === 'Joanne')?.id;
  assert.deepEqual(
    (await owners()).map(({ owner }) => owner),
    ['case', `person of ${dylan}`, `person of ${hers}`].toSorted(),
  );
  const [read] = await house.readAsStaff(jo, (db) => ordersOf(db, made.caseId));
  assert.deepEqual([read?.documentReference, read?.permissionReference], ['RO 1', 'A letter']);
  const again = await house.readAsStaff(amara, (db) => caseFrame(db, reference, house.today()));
  assert.equal(again?.incidents[0]?.summary, 'As it was told');
});

test('more rows than are sealed at once are all sealed', async () => {
  await asBefore('notes', 'words', 'One of many', 600);
  const { rows } = await sealOldRows(place, sealedColumns);
  assert.equal(rows, 2 + 2 * 600);
  const [clear] = await asThief<{ left: number }>(
    house.test,
    `select count(*)::int as left from app.notes where words not like 'tp1.%'`,
  );
  assert.equal(clear?.left, 0);
});

test('the walls of the tables stand again afterwards', async () => {
  const [left] = await asThief<{ open: number; off: number }>(
    house.test,
    `select count(*) filter (where not c.relforcerowsecurity)::int as open,
            (select count(*)::int from pg_trigger where tgenabled = 'D') as off
       from pg_class c where c.relkind = 'r' and c.relrowsecurity and c.relnamespace in ('app'::regnamespace, 'trails'::regnamespace)`,
  );
  assert.deepEqual(left, { open: 0, off: 0 });
});

test('a table of which nothing says whose its texts are stops the start, and nothing is half done', async () => {
  await asBefore('notes', 'words', 'In clear');
  await assert.rejects(sealOldRows(place, []), /whose key seals the texts of notes/);
  const words = await asThief<{ words: string }>(house.test, 'select words from app.notes');
  assert.ok(words.every((each) => each.words === 'In clear'));
});
