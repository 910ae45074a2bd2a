import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { northamptonshire } from './examples.ts';
import { checkArea } from './facts.ts';
import { addAreas } from './store.ts';

const house = await aHouse();
const nowhere = { caseId: randomUUID() as CaseId };

test('ARE-1 a service that has named no area does not guess', async () => {
  assert.deepEqual(await house.readAsStaff(house.staff.amara, (db) => checkArea(db, 'NN1 1AA')), {
    district: 'NN1',
    inArea: null,
  });
});

test('a place is in the area, outside it, not said, or no postcode', async () => {
  await house.act(nowhere, house.staff.amara, (hand) => addAreas(hand, northamptonshire));
  await house.act(nowhere, house.staff.amara, (hand) => addAreas(hand, northamptonshire));
  const checked = (typed: string) => house.readAsStaff(house.staff.amara, (db) => checkArea(db, typed));
  assert.deepEqual(await checked('nn16 8xx'), { district: 'NN16', inArea: true });
  assert.deepEqual(await checked('LE1'), { district: 'LE1', inArea: false });
  assert.deepEqual(await checked(' '), { district: '', inArea: null });
  assert.equal(await checked('the park'), 'not-a-postcode');
});

test('ARE-1 the database takes no whole postcode as an area', async () => {
  const refusal = await house
    .act(nowhere, house.staff.amara, (hand) => addAreas(hand, [{ district: 'NN1 1AA', town: 'Northampton' }]))
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  assert.equal(refusedBy(refusal), 'areas_postcode_district_check');
});
