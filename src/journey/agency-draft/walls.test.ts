import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { anAgency, aReferrer } from '../../../test/support/agencies.ts';
import { aHouse } from '../../../test/support/house.ts';
import { beginDraft, keepOn, throwDraftAway } from './actions.ts';
import { draftsOf } from './facts.ts';
import { addDraft, sweepDrafts } from './store.ts';

const house = await aHouse();
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const lewis = await aReferrer(house, corby, 'PC Lewis Grant');
const sergeant = await aReferrer(house, corby, 'Sergeant Hall', true);
const fields = { 'full-name': 'Joanne Hartley' };

function seen(staffId: StaffId) {
  const { serviceId } = house;
  const look = (db: Db) => draftsOf(db, house.now());
  return house.ports.database.read({ login: 'tp_referrer', serviceId, kind: 'staff', id: staffId, caseId: '' }, look);
}
async function wallOf(work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  return house.actInService(lewis, work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );
}

test('DRF-1 a draft is its writer’s alone, and nobody else keeps it on or throws it away', async () => {
  assert.ok((await house.actInService(lewis, (hand) => beginDraft(hand, fields))).ok);
  const [draft] = await seen(lewis);
  assert.ok(draft);
  assert.deepEqual(draft.fields, fields);
  for (const other of [sergeant, house.staff.amara]) {
    assert.deepEqual(await seen(other), []);
    assert.ok(!(await house.actInService(other, (hand) => keepOn(hand, draft.id, { hopes: 'x' }))).ok);
    assert.ok(!(await house.actInService(other, (hand) => throwDraftAway(hand, draft.id))).ok);
  }
  assert.equal((await seen(lewis)).length, 1);
});

test('DRF-2 nothing is kept for longer than two weeks, and what is over is deleted', async () => {
  const add = (days: number) => (hand: Hand) =>
    addDraft(hand, { id: randomUUID(), fields: '{}', expiresAt: new Date(hand.at.getTime() + days * 86_400_000) });
  assert.equal(await wallOf(add(15)), 'drf_2_kept_for_two_weeks');
  assert.equal(await wallOf(add(-1)), undefined);
  assert.equal((await seen(lewis)).length, 1, 'what is over is not shown');
  const keeper: Keeper = { ask: (query) => house.ports.database.ask('tp_doorkeeper', query) };
  assert.deepEqual([await sweepDrafts(keeper), await sweepDrafts(keeper)], [1, 0]);
  assert.equal((await seen(lewis)).length, 1);
});

test('DRF-3 twenty at once', async () => {
  const twenty = (hand: Hand) =>
    hand.run(sql`
      insert into app.agency_drafts (service_id, staff_id, fields, made_at, kept_at, expires_at)
      select d.service_id, d.staff_id, d.fields, d.made_at, d.kept_at, d.expires_at
        from app.agency_drafts d, generate_series(1, 20) where d.service_id = ${hand.serviceId}`);
  assert.equal(await wallOf(twenty), 'drf_3_twenty_at_once');
});
