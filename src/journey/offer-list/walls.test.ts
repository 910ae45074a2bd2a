import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ofList } from '#vocabulary/key-owners.ts';
import type { ListId } from '#vocabulary/offers.ts';
import { aHouse } from '../../../test/support/house.ts';
import { anAgency as agencyOf, aReferrer } from '../../../test/support/agencies.ts';
import { anAgency } from '../../../test/support/lists.ts';
import { readRow } from './row-rules.ts';
import { addListed } from '#journey/listed/store.ts';
import { addList, countTry, moveOn } from './store.ts';

const house = await aHouse();
const agencyId = await anAgency(house);
const listId = randomUUID() as ListId;
const read = readRow(['Moira Kettering'], { 'full-name': 0 }, { safeWays: [], today: house.today() });
assert.ok(read.ok);
const person = read.value;
const wallOf = (work: (hand: Hand) => Promise<unknown>) =>
  house.actInService(house.staff.amara, work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );
await house.actInService(house.staff.amara, async (hand) => {
  await addList(hand, {
    ...{ id: listId, agencyId, kind: 'csv', size: 1, fileName: 'a.csv', fileKey: 'k', head: '{}' },
    ...{ part: 'harmed', safeWays: ['call'] },
  });
  await addListed(hand, { id: listId, agencyId, part: 'harmed' }, [{ ...person, rowNumber: 1 }]);
});

test('LST-1 LST-2 LST-3 LST-4 LST-5 LST-8 a list goes step by step, and each row is taken in once', async () => {
  assert.equal(await wallOf((hand) => moveOn(hand, listId, 'new', 'imported')), 'lst_1_steps_in_order');
  assert.equal(await wallOf((hand) => moveOn(hand, listId, 'new', 'checking')), undefined);
  await wallOf((hand) => moveOn(hand, listId, 'checking', 'checked'));
  await wallOf((hand) => moveOn(hand, listId, 'checked', 'importing'));
  await wallOf((hand) => moveOn(hand, listId, 'importing', 'imported'));
  const late = sql`update app.lists set status = 'undone', undone_at = imported_at + interval '25 hours' where id = ${listId}`;
  assert.equal(await wallOf((hand) => hand.run(late)), 'lst_4_undone_within_a_day');
  // LST-8: a list that is past opens no file.
  const opens = sql`update app.lists set file_key = ${sealed(ofList(listId), 'a key')} where id = ${listId}`;
  assert.equal(await wallOf((hand) => hand.run(opens)), 'lst_8_past_lists_open_no_file');
  const again = { ...person, rowNumber: 1 };
  assert.equal(
    await wallOf((hand) => addListed(hand, { id: listId, agencyId, part: 'harmed' }, [again])),
    'lst_3_a_row_once',
  );
  assert.equal(
    await wallOf((hand) =>
      hand.run(sql`update app.listed_people set safe_ways = '{pigeon}' where list_id = ${listId}`),
    ),
    'lst_5_ways_are_known',
  );
  const silent = sql`insert into app.list_faults (service_id, list_id, row_number, reasons, cells) values (${house.serviceId}, ${listId}, 9, '{}', '')`;
  assert.equal(await wallOf((hand) => hand.run(silent)), 'lst_2_a_fault_says_why');
});

test('LST-6 a list that is being read is let go of after a while only, and its reading is begun five times at most', async () => {
  const reading = randomUUID() as ListId;
  await house.actInService(house.staff.amara, (hand) =>
    addList(hand, {
      ...{ id: reading, agencyId, kind: 'csv', size: 1, fileName: 'a.csv', fileKey: 'k', head: '{}' },
      ...{ part: 'harmed', safeWays: [] },
    }),
  );
  assert.equal(await wallOf((hand) => moveOn(hand, reading, 'new', 'checking')), undefined);
  assert.equal(await wallOf((hand) => moveOn(hand, reading, 'checking', 'let-go')), 'lst_6_let_go_after_a_while');
  const six = async (hand: Hand) => {
    for (let time = 1; time <= 6; time += 1) await countTry(hand, reading);
  };
  assert.equal(await wallOf(six), 'lst_6_tries_come_to_an_end');
  house.setNow(new Date(house.now().getTime() + 15 * 60_000));
  assert.equal(await wallOf((hand) => moveOn(hand, reading, 'checking', 'let-go')), undefined);
});

test('LST-9 LST-10 LST-11 an agency sends for itself, takes nothing in, and reads nothing of whom others sent', async () => {
  const other = await agencyOf(house, 'Kettering wardens', 'council');
  const lewis = await aReferrer(house, agencyId, 'PC Lewis Grant');
  const sent = randomUUID() as ListId;
  const made = {
    ...({ id: sent, agencyId, kind: 'csv', size: 1, fileName: 'a.csv', fileKey: 'k', head: '{}' } as const),
    ...({ part: 'harmed', safeWays: [], sentByAgency: true } as const),
  };
  const asLewis = (work: (hand: Hand) => Promise<unknown>) =>
    house.actInService(lewis, work).then(
      () => undefined,
      (error: unknown) => refusedBy(error) ?? String(error),
    );
  assert.equal(await asLewis((hand) => addList(hand, { ...made, agencyId: other })), 'lst_9_of_their_own_agency');
  assert.equal(await wallOf((hand) => addList(hand, made)), 'lst_9_of_their_own_agency');
  assert.equal(await asLewis((hand) => addList(hand, made)), undefined);
  await asLewis((hand) => moveOn(hand, sent, 'new', 'checking'));
  await asLewis((hand) => moveOn(hand, sent, 'checking', 'checked'));
  assert.equal(await asLewis((hand) => moveOn(hand, sent, 'checked', 'importing')), 'lst_10_the_service_takes_in');
  assert.equal(await wallOf((hand) => moveOn(hand, sent, 'checked', 'importing')), undefined);
  const columns = sql<{ name: string }>`
    select a.attname as name from pg_attribute a where a.attrelid = 'app.lists'::regclass and a.attnum > 0
       and not a.attisdropped and not has_column_privilege('tp_referrer', a.attrelid, a.attnum, 'select')`;
  const rows = await house.actInService(house.staff.amara, (hand) => hand.rows(columns));
  for (const hidden of ['rows_good', 'rows_bad', 'rows_known', 'file_key'])
    assert.ok(
      rows.some(({ name }) => name === hidden),
      hidden,
    );
});
