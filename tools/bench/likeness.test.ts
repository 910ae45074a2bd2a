import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { superuser } from '#platform/postgres-cluster.ts';
import { sql } from '#platform/sql.ts';
import { phoneIndex } from '#vocabulary/blind-index.ts';
import { testCluster } from '../../test/support/cluster.ts';
import { aHouse } from '../../test/support/house.ts';
import { likenessFigures, precisionOf, recallOf } from './likeness.ts';
import { arrivalsOf, peopleOf, ways } from './likeness-people.ts';

test('the same seed makes the same people, who come again in every way', () => {
  const people = peopleOf(3, 40);
  assert.deepEqual(people, peopleOf(3, 40));
  assert.notDeepEqual(people, peopleOf(5, 40));
  const arrivals = arrivalsOf(3, people, 2);
  assert.deepEqual(new Set(arrivals.map(({ way }) => way)), new Set([...ways, 'nobody on the record']));
  assert.equal(arrivals.filter(({ is }) => is === null).length, ways.length * 2);
});

// Nothing here is left to chance or to the clock: the same people come in the same order each time.
test('of two thousand made-up people, whoever comes again is found, and hardly anybody else', async (t) => {
  const house = await aHouse();
  const client = new pg.Client((await testCluster()).optionsFor(superuser, house.test.name));
  await client.connect();
  const { serviceId, staff } = house;
  // A service has a key for its marks from the first that it keeps.
  await house.actInService(staff.amara, (hand) =>
    hand.row(sql`select ${phoneIndex({ serviceId }, '01604 000000')} as mark`),
  );
  const reader = { login: 'tp_staff', serviceId, kind: 'staff', id: staff.amara, caseId: '' } as const;
  try {
    const measured = { database: house.ports.database, client, reader };
    const size = { people: 2000, ofEachWay: 6, seed: 4, isTimed: false };
    const { shown, likely } = await likenessFigures(measured, size);
    for (const row of shown)
      t.diagnostic(`${row.of}: recall ${recallOf(row).toFixed(2)}, precision ${precisionOf(row).toFixed(2)}`);
    const [all, sure] = [shown.at(-1), likely.at(-1)];
    assert.ok(all && sure);
    assert.ok(recallOf(all) >= 0.95, `recall ${recallOf(all)}`);
    assert.ok(precisionOf(all) >= 0.85, `precision ${precisionOf(all)}`);
    assert.ok(recallOf(sure) >= 0.85, `recall of what is likely ${recallOf(sure)}`);
    assert.ok(precisionOf(sure) >= 0.98, `precision of what is likely ${precisionOf(sure)}`);
  } finally {
    await client.end();
  }
});
