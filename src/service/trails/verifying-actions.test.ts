import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeNote } from '#casefile/notes/actions.ts';
import { aHouse } from '../../../test/support/house.ts';
import { trailsOf } from '../../../test/support/trails.ts';

const house = await aHouse();
const made = await house.aCase();
const trails = await trailsOf(house);

async function aNote(words: string): Promise<void> {
  await house.act(made, house.staff.jo, (hand) =>
    writeNote(hand, { participantId: null, words, happenedOn: house.today() }),
  );
}

test('what nobody touched is as it was sealed', async () => {
  assert.ok((await trails.seal()) > 20);
  await aNote('One more');
  const before = await trails.verify();
  assert.deepEqual(before.findings, []);
  assert.ok(before.waiting > 0);
  await trails.seal();
  const after = await trails.verify();
  assert.deepEqual(after.findings, []);
  assert.equal(after.waiting, 0);
  assert.equal(after.seals, 2);
});

test('a row whose value somebody altered is named', async () => {
  const [row] = await trails.rows<{ seq: number }>(`select seq from trails.changes where table_name = 'notes' limit 1`);
  assert.ok(row);
  await trails.tamper(`update trails.changes set new = jsonb_set(new, '{words}', '"Other words"') where seq = $1`, [
    row.seq,
  ]);
  assert.deepEqual(await trails.found(), [`changes: ${row.seq} altered`]);
});
