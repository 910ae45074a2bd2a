import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { writeNote } from '#casefile/notes/actions.ts';
import { aHouse } from '../../../test/support/house.ts';
import { trailsOf } from '../../../test/support/trails.ts';
import { isSound, tell } from './verifying-actions.ts';

const house = await aHouse();
const made = await house.aCase();
const trails = await trailsOf(house);
const anHour = 3_600_000;

async function aNote(words: string): Promise<void> {
  await house.act(made, house.staff.jo, (hand) =>
    writeNote(hand, { participantId: null, words, happenedOn: house.today() }),
  );
}

/** Does something to the trails and puts everything back afterwards. */
async function tampering(work: () => Promise<void>): Promise<void> {
  const heads = readFileSync(trails.headsFile);
  for (const table of ['changes', 'seals']) {
    await trails.tamper(`create table public.kept_${table} as select * from trails.${table}`);
  }
  await work();
  for (const table of ['changes', 'seals']) {
    await trails.tamper(`delete from trails.${table}`);
    await trails.tamper(`insert into trails.${table} overriding system value select * from public.kept_${table}`);
    await trails.tamper(`drop table public.kept_${table}`);
  }
  writeFileSync(trails.headsFile, heads);
  assert.deepEqual(await trails.found(), []);
}

const places = async (): Promise<readonly number[]> =>
  (await trails.rows<{ seq: number }>('select seq from trails.changes order by seq')).map(({ seq }) => seq);

test('what nobody touched is as it was sealed, and what is not sealed yet is counted', async () => {
  assert.ok((await trails.seal()) > 20);
  await aNote('One more');
  const before = await trails.verify();
  assert.deepEqual(before.findings, []);
  assert.ok(before.waiting > 0);
  assert.match(tell(before).join(), /All is as it was sealed.* rows wait to be sealed, the oldest written at 20/);
  await trails.seal();
  const after = await trails.verify();
  assert.equal(isSound(after), true);
  assert.equal(after.waiting, 0);
  assert.equal(after.seals, 2);
  assert.equal(after.rows, (await places()).length);
});

// A transaction that was rolled back leaves places that nobody has.
let gap = 0;

test('places that nobody has are no finding', async () => {
  gap = Math.max(...(await places())) + 1;
  const unkept = house.act(made, house.staff.jo, async (hand) => {
    await writeNote(hand, { participantId: null, words: 'Not kept', happenedOn: house.today() });
    throw new Error('rolled back');
  });
  await assert.rejects(unkept, /rolled back/);
  await aNote('After a gap');
  await trails.seal();
  assert.equal((await places()).includes(gap), false);
  assert.deepEqual(await trails.found(), []);
});

test('the heads outside are for nobody else to read', () => {
  assert.equal(statSync(trails.headsFile).mode & 0o777, 0o600);
  assert.doesNotMatch(readFileSync(trails.headsFile, 'utf8'), /note|One more/i);
});

test('a removed row is named', () =>
  tampering(async () => {
    const [, gone] = await places();
    assert.equal(await trails.tamper('delete from trails.changes where seq = $1', [gone]), 1);
    assert.deepEqual(await trails.found(), [`changes: ${gone} removed`]);
    assert.match(tell(await trails.verify()).join('\n'), new RegExp(`^changes: row ${gone} was removed`));
  }));

for (const [what, change] of [
  ['value', `new = jsonb_set(new, '{words}', '"Other words"')`],
  ['actor', `actor_id = gen_random_uuid()`],
  ['time', `at = at - interval '1 day'`],
  ['case', `case_id = null`],
  ['digest', `digest = sha256('other')`],
  ['salt', `salt = 'other'`],
  [
    'value, with the digest made to fit',
    `new = '{"words": "Other"}', digest = trails.digest_of(salt, old::text, '{"words": "Other"}'::jsonb::text)`,
  ],
] as const)
  test(`a row whose ${what} was altered is named`, () =>
    tampering(async () => {
      const [row] = await trails.rows<{ seq: number }>(
        `select seq from trails.changes where table_name = 'notes' limit 1`,
      );
      assert.equal(await trails.tamper(`update trails.changes set ${change} where seq = $1`, [row?.seq]), 1);
      assert.deepEqual(await trails.found(), [`changes: ${row?.seq} altered`]);
    }));

test('two rows that were swapped are named, each with where it was', () =>
  tampering(async () => {
    const [, one = 0, other = 0] = await places();
    // An identity column is written once: the rows are taken out and put in again.
    await trails.tamper(
      'create table public.swapped as select * from trails.changes where seq in ($1, $2)'
        .replace('$1', `${one}`)
        .replace('$2', `${other}`),
    );
    await trails.tamper('delete from trails.changes where seq in ($1, $2)', [one, other]);
    await trails.tamper(`update public.swapped set seq = ${one + other} - seq`);
    await trails.tamper('insert into trails.changes overriding system value select * from public.swapped');
    await trails.tamper('drop table public.swapped');
    assert.deepEqual(await trails.found(), [
      `changes: ${one} moved from ${other}`,
      `changes: ${other} moved from ${one}`,
    ]);
  }));

test('a row that was put in after its place was sealed is named', () =>
  tampering(async () => {
    for (const place of [gap, -1]) {
      await trails.tamper(
        `insert into trails.changes (service_id, seq, actor_kind, table_name, operation, key, salt, digest) overriding system value
         select service_id, ${place}, 'staff', 'notes', 'insert', '{}', 'salt', trails.digest_of('salt', null, null) from app.services`,
      );
    }
    assert.deepEqual(await trails.found(), ['changes: -1 added', `changes: ${gap} added`]);
  }));

test('everything after a seal cut off, seals and rows, is named row by row', () =>
  tampering(async () => {
    const [first] = await trails.rows<{ to: number }>('select to_seq as "to" from trails.seals where number = 1');
    const to = first?.to ?? 0;
    const cut = (await places()).filter((place) => place > to);
    assert.ok(cut.length > 1);
    await trails.tamper('delete from trails.seals where number > 1');
    await trails.tamper('delete from trails.changes where seq > $1', [to]);
    assert.deepEqual(
      await trails.found(),
      [
        'changes: seal 2 seal-removed',
        'changes: seal 3 seal-removed',
        ...cut.map((place) => `changes: ${place} cut-off`),
      ].toSorted(inOrderOf(await trails.found())),
    );
  }));

function inOrderOf(found: readonly string[]): (one: string, other: string) => number {
  return (one, other) => found.indexOf(one) - found.indexOf(other);
}

test('the whole trail removed is named too', () =>
  tampering(async () => {
    const all = await places();
    await trails.tamper('delete from trails.seals');
    await trails.tamper('delete from trails.changes');
    const found = await trails.found();
    for (const place of all) assert.ok(found.includes(`changes: ${place} cut-off`), `${place}`);
  }));

test('a seal that was taken out of the middle is named, and its rows are proven by the head outside', () =>
  tampering(async () => {
    await trails.tamper('delete from trails.seals where number = 2');
    assert.deepEqual(await trails.found(), ['changes: seal 2 seal-removed']);
    const [row] = await trails.rows<{ seq: number }>(
      `select c.seq from trails.changes c where c.seq > (select to_seq from trails.seals where number = 1) order by seq limit 1`,
    );
    await trails.tamper('delete from trails.changes where seq = $1', [row?.seq]);
    assert.ok((await trails.found()).includes(`changes: ${row?.seq} removed`));
  }));

test('whoever forges the seal as well has no key: row and seal are named', () =>
  tampering(async () => {
    const [row] = await trails.rows<{ seq: number }>(
      `select seq from trails.changes where table_name = 'notes' limit 1`,
    );
    await trails.tamper(
      `update trails.changes set new = '{}', digest = trails.digest_of(salt, old::text, '{}') where seq = $1`,
      [row?.seq],
    );
    await trails.tamper(
      `update trails.seals set entries = overlay(entries placing substr(sha256('x'), 1, 16) from 9), root = sha256(entries)`,
    );
    const found = await trails.found();
    assert.ok(found.includes(`changes: ${row?.seq} altered`));
    for (const seal of [1, 2, 3]) assert.ok(found.includes(`changes: seal ${seal} seal-altered`));
  }));

test('heads that are missing outside, altered or no heads at all are named', () =>
  tampering(async () => {
    const lines = readFileSync(trails.headsFile, 'utf8').trim().split('\n');
    writeFileSync(trails.headsFile, `${lines.slice(1).join('\n')}\n`);
    assert.deepEqual(await trails.found(), [], 'a young head may be on its way');
    const later = await trails.verify(anHour);
    assert.deepEqual(
      later.findings.map(({ fault, seal }) => [fault, seal]),
      [['head-missing', 1]],
    );
    writeFileSync(trails.headsFile, `${lines.join('\n').replace(/"mac":"[0-9a-f]{8}/, '"mac":"00000000')}\nnothing\n`);
    assert.deepEqual(await trails.found(), ['changes: seal 1 head-altered']);
    assert.deepEqual((await trails.verify()).strangeLines, [lines.length + 1]);
    writeFileSync(trails.headsFile, '');
    assert.equal((await trails.verify(anHour)).findings.length, 3);
  }));
