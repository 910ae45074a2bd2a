import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setStatus } from '#casefile/cases/actions.ts';
import { addNote } from '#casefile/notes/store.ts';
import { refusedBy } from '#platform/database.ts';
import { writeAsOwner } from '#platform/database-owner.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { asThief } from '../../../test/support/dump.ts';
import { aHouse } from '../../../test/support/house.ts';
import { sealedColumns } from '../../sealed-columns.ts';
import { erasePerson } from './actions.ts';
import { kinds } from './pages.ts';
import { addLook } from './store.ts';

const house = await aHouse();
const made = await house.aCase();

test('ERA-1 nobody is erased while a case of theirs is open, nor without a reason', async () => {
  const wanted = { reference: made.reference, name: 'Joanne Example', because: 'She asked us to' };
  const asked = await writeAsOwner(house.test, (db) => erasePerson(db, wanted));
  assert.deepEqual(asked, { ok: false, because: ['a-case-is-open'] });
  const [person] = await asThief<{ id: string }>(house.test, 'select id from app.people where full_name = $1', [
    wanted.name,
  ]);
  for (const [because, wall] of [
    [' ', 'sea_6_erased_with_a_reason'],
    [wanted.because, 'sea_6_erased_when_every_case_is_closed'],
  ] as const) {
    const text = 'select app.erase_person($1, $2, $3)';
    const tried = writeAsOwner(house.test, (db) =>
      db.run({ text, values: [house.serviceId, person?.id, because], name: undefined }),
    );
    assert.equal(await tried.then(() => undefined, refusedBy), wall);
  }
});

test('ERA-1 no login erases anybody', async () => {
  const text = 'select app.erase_person($1, $1, $2)';
  await assert.rejects(
    house.act(made, house.staff.dana, (hand) =>
      hand.run({ text, values: [house.serviceId, 'A reason'], name: undefined }),
    ),
    /permission denied/,
  );
});

const note = { tab: 'notes', col: 'words', rowKey: randomUUID(), words: '', isStruck: true };
const joanne = made.who['Joanne'] as ParticipantId;

async function wallOf(work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  return house.act(made, house.staff.priya, work).then(() => undefined, refusedBy);
}

test('ERA-2 each column that may be under the key of the case is among those that are looked through, and has words for it', async () => {
  const [told] = await asThief<{ source: string }>(
    house.test,
    `select pg_get_functiondef('app.shared_texts'::regproc) as source`,
  );
  const nullable = await asThief<{ name: string }>(
    house.test,
    `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'app'::regnamespace and a.attnum > 0 and not a.attnotnull`,
  );
  const isAboutNobody = ({ table, owner }: (typeof sealedColumns)[number]) => {
    if (!('participant' in owner)) return owner.kind.includes("'case'");
    const column = /^r\.(\w+)$/.exec(owner.participant)?.[1];
    if (column === undefined) return table === 'mitigations';
    const isOthers = owner.otherwise !== undefined && !owner.otherwise.kind.includes("'case'");
    return !isOthers && nullable.some(({ name }) => name === `${table}.${column}`);
  };
  const missing = sealedColumns.filter(isAboutNobody).flatMap(({ table, columns }) =>
    // A document goes whole.
    (table === 'documents' ? ['name'] : columns)
      .filter((column) => {
        const part = told?.source.split('union all').find((each) => each.includes(`select '${table}'`)) ?? '';
        return !part.includes(`'${column}'`) || !(`${table}.${column}` in kinds);
      })
      .map((column) => `${table}.${column}`),
  );
  assert.deepEqual(missing, []);
});

test('ERA-2 nothing is struck out in an open case, nor of what is no text of the case', async () => {
  assert.equal(await wallOf((hand) => addLook(hand, joanne, [note])), 'era_2_said_of_a_closed_case');
  await house.act(made, house.staff.jo, async (hand) => {
    await addNote(hand, { participantId: null, words: 'She and her mother rang.', happenedOn: house.today() });
    await hand.run(sql`
      insert into app.closures (service_id, case_id, reason, closed_on, closed_by)
      values (${hand.serviceId}, ${hand.caseId}, 'information-only', ${house.today()}, ${house.staff.jo})`);
    await setStatus(hand, 'closed');
  });
  for (const wrong of [{ tab: 'people' }, { col: 'words; drop' }, { rowKey: "' or true" }])
    assert.equal(await wallOf((hand) => addLook(hand, joanne, [{ ...note, ...wrong }])), 'era_2_of_a_text_of_the_case');
});

test('ERA-2 nobody is erased before each text of the case was looked through', async () => {
  const wanted = { reference: made.reference, name: 'Joanne Example', because: 'She asked us to' };
  const asked = await writeAsOwner(house.test, (db) => erasePerson(db, wanted));
  assert.deepEqual(asked, { ok: false, because: ['texts-not-looked-through'] });
  const [person] = await asThief<{ id: string }>(house.test, 'select id from app.people where full_name = $1', [
    wanted.name,
  ]);
  const text = 'select app.erase_person($1, $2, $3)';
  const tried = writeAsOwner(house.test, (db) =>
    db.run({ text, values: [house.serviceId, person?.id, wanted.because], name: undefined }),
  );
  assert.equal(await tried.then(() => undefined, refusedBy), 'era_2_texts_were_looked_through');
  const forced = await asThief<{ open: string }>(
    house.test,
    `select relname as open from pg_class where relrowsecurity and not relforcerowsecurity and relnamespace = 'app'::regnamespace`,
  );
  assert.deepEqual(forced, [], 'and what was refused left every wall standing');
});

test('ERA-2 whoever supervises or manages looks through it; for others there is no such page', async () => {
  const path = `/cases/${made.reference}/people/${joanne}/erasing`;
  const page = (await (await house.asStaff(house.staff.mia)).get(path)).body;
  assert.match(page, /She and her mother rang\./);
  assert.equal((await (await house.asStaff(house.staff.jo)).get(path)).status, 404);
  const [, shown = ''] = /name="shown" value="([^"]+)"/.exec(page) ?? [];
  const supervisor = await house.asStaff(house.staff.priya);
  const gone = await supervisor.post(path, { shown: `${shown};notes words ${randomUUID()}`, read: 'each' });
  assert.match(gone.body, /One of these texts is not there any more/);
  const unread = await supervisor.post(path, { shown, struck: shown.split(';').slice(0, 1) });
  assert.match(unread.body, /Read each text, and say that you did/);
  assert.match(unread.body, /value="[^"]+"[^>]*checked/, 'what was ticked is ticked still');
  assert.equal((await supervisor.post(path, { shown, read: 'each' })).status, 303);
  assert.match((await supervisor.get(path)).body, /Each of them was looked through/);
});
