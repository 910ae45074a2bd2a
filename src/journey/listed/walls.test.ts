import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql, type Query } from '#platform/sql.ts';
import { aListedPerson } from '#journey/offer/examples.ts';
import { addList } from '#journey/offer-list/store.ts';
import { plusDays } from '#vocabulary/dates.ts';
import type { ListId } from '#vocabulary/offers.ts';
import { aHouse } from '../../../test/support/house.ts';
import { anAgency } from '../../../test/support/lists.ts';
import { addListed, letGoOf } from './store.ts';
import { listedAfter } from './facts.ts';

const house = await aHouse();
const agencyId = await anAgency(house);
const listId = randomUUID() as ListId;
const { details, safeWays } = aListedPerson({});
const today = house.today();
const moira = await house.actInService(house.staff.amara, async (hand) => {
  if (!details) throw new Error('The example has no details');
  await addList(hand, {
    ...{ id: listId, agencyId, kind: 'csv', size: 1, fileName: 'a.csv', fileKey: 'k', head: '{}' },
    ...{ part: 'harmed', safeWays: ['call'] },
  });
  await addListed(hand, { id: listId, agencyId, part: 'harmed' }, [{ details, safeWays, rowNumber: 1 }]);
  const [person] = await listedAfter(hand, { standings: ['not-asked'], listId, dueOn: null }, null);
  if (!person) throw new Error('Nobody is on the list');
  return person;
});
const wallOf = (query: Query<unknown>) =>
  house
    .actInService(house.staff.amara, (hand) => hand.run(query))
    .then(
      () => undefined,
      (error: unknown) => refusedBy(error) ?? String(error),
    );

test('LST-7 nobody is kept longer than it says, let go of before, or half', async () => {
  assert.equal(moira.keepUntil, plusDays(today, 180));
  const change = (to: Query<unknown>) => wallOf(sql`update app.listed_people set ${to} where id = ${moira.id}`);
  assert.equal(await change(sql`keep_until = ${plusDays(today, 181)}`), 'lst_7_kept_no_longer');
  assert.equal(await change(sql`standing = 'asked'`), 'lst_7_asked_on_a_day');
  assert.equal(await change(sql`standing = 'asked', asked_on = ${today}`), 'lst_7_kept_no_longer');
  assert.equal(await change(sql`details = '', let_go_on = ${moira.keepUntil}`), 'lst_7_let_go_in_its_time');
  assert.equal(await change(sql`let_go_on = ${plusDays(moira.keepUntil, 1)}`), 'lst_7_let_go_is_gone');
  await house.actInService(house.staff.amara, (hand) => letGoOf(hand, [moira.id], plusDays(moira.keepUntil, 1)));
});
