import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { writeNote } from '#casefile/notes/actions.ts';
import { trails as allTrails, type Trail } from '#vocabulary/trails.ts';
import { aHouse } from '../../../test/support/house.ts';
import { trailsOf } from '../../../test/support/trails.ts';
import { isSound, tell } from './verifying-actions.ts';

const house = await aHouse();
const made = await house.aCase();
const trails = await trailsOf(house);
const anHour = 3_600_000;

/** Something new in each trail: sign-ins, looks at a page that nobody looked at before, a note. */
async function something(page: string): Promise<void> {
  for (const id of [house.staff.jo, house.staff.sam, house.staff.priya]) {
    await (await house.asStaff(id)).get(`/cases/${made.reference}/${page}`);
  }
  await house.act(made, house.staff.jo, (hand) =>
    writeNote(hand, { participantId: null, words: `About the ${page}`, happenedOn: house.today() }),
  );
}

/** Does something to the trails and puts everything back afterwards. */
async function tampering(work: () => Promise<void>): Promise<void> {
  const heads = readFileSync(trails.headsFile);
  const tables = [...allTrails, 'seals'];
  for (const table of tables) await trails.tamper(`create table public.kept_${table} as select * from trails.${table}`);
  try {
    await work();
  } finally {
    for (const table of tables) {
      await trails.tamper(`delete from trails.${table}`);
      await trails.tamper(`insert into trails.${table} overriding system value select * from public.kept_${table}`);
      await trails.tamper(`drop table public.kept_${table}`);
    }
    writeFileSync(trails.headsFile, heads);
  }
  assert.deepEqual(await trails.found(), []);
}

async function placesOf(trail: Trail): Promise<readonly number[]> {
  const rows = await trails.rows<{ seq: number }>(`select seq from trails.${trail} order by seq`);
  return rows.map(({ seq }) => seq);
}

// A transaction that was rolled back leaves places that nobody has.
let gap = 0;

test('what nobody touched is as it was sealed, and what is not sealed yet is counted', async () => {
  await something('people');
  assert.ok((await trails.seal()) > 20);
  await something('letters');
  const before = await trails.verify();
  assert.deepEqual(before.findings, []);
  assert.ok(before.waiting > 0);
  assert.match(tell(before).join(), /All is as it was sealed.* rows wait to be sealed, the oldest written at 20/);
  await trails.seal();
  const after = await trails.verify();
  assert.equal(isSound(after), true);
  assert.equal(after.waiting, 0);
  assert.equal(after.seals, 6);
  const places = await Promise.all(allTrails.map(placesOf));
  assert.equal(after.rows, places.flat().length);
});

test('places that nobody has are no finding', async () => {
  gap = Math.max(...(await placesOf('changes'))) + 1;
  const unkept = house.act(made, house.staff.jo, async (hand) => {
    await writeNote(hand, { participantId: null, words: 'Not kept', happenedOn: house.today() });
    throw new Error('rolled back');
  });
  await assert.rejects(unkept, /rolled back/);
  await something('history');
  await trails.seal();
  assert.equal((await placesOf('changes')).includes(gap), false);
  assert.deepEqual(await trails.found(), []);
});

test('the heads outside are for nobody else to read, and hold no words', () => {
  assert.equal(statSync(trails.headsFile).mode & 0o777, 0o600);
  assert.doesNotMatch(readFileSync(trails.headsFile, 'utf8'), /note|About|Joanne/i);
});

const alterations: Readonly<Record<Trail, readonly string[]>> = {
  changes: [
    `new = jsonb_set(new, '{words}', '"Other words"')`,
    `old = '{"words": "Before"}'`,
    `actor_id = gen_random_uuid()`,
    `login = 'tp_other'`,
    `at = at - interval '1 day'`,
    `case_id = null`,
    `key = '{}'`,
    `table_name = 'letters'`,
    `operation = 'update'`,
    `digest = sha256('other')`,
    `salt = 'other'`,
    // With the digest made to fit, which needs no key.
    `new = '{"words": "Other"}', digest = trails.digest_of(salt, old::text, '{"words": "Other"}'::jsonb::text)`,
  ],
  reads: [
    `actor_id = gen_random_uuid()`,
    `at = at - interval '1 day'`,
    `what = 'letter'`,
    `place = '/cases/:ref/letters'`,
    `case_id = gen_random_uuid()`,
    `is_own_worker = not is_own_worker`,
    `detail = '{"found": []}'`,
    `item_id = gen_random_uuid()`,
  ],
  security: [
    `actor_id = gen_random_uuid()`,
    `actor_kind = 'system'`,
    `event = 'signed-out'`,
    `because = 'other'`,
    `about_kind = 'staff', about_id = gen_random_uuid()`,
    `tried = repeat('0', 64)`,
    `detail = '{"role": "manager"}'`,
    `at = at + interval '1 second'`,
  ],
};
const chosen: Readonly<Record<Trail, string>> = {
  changes: `table_name = 'notes'`,
  reads: `what = 'case'`,
  security: `event = 'signed-in'`,
};

for (const trail of allTrails) {
  const aPlace = async (): Promise<number> => {
    const [row] = await trails.rows<{ seq: number }>(
      `select seq from trails.${trail} where ${chosen[trail]} order by seq limit 1`,
    );
    assert.ok(row);
    return row.seq;
  };

  test(`${trail}: a removed row is named`, () =>
    tampering(async () => {
      const gone = await aPlace();
      assert.equal(await trails.tamper(`delete from trails.${trail} where seq = $1`, [gone]), 1);
      assert.deepEqual(await trails.found(), [`${trail}: ${gone} removed`]);
      assert.match(tell(await trails.verify()).join('\n'), new RegExp(`^${trail}: row ${gone} was removed`));
    }));

  test(`${trail}: a row is named whatever of it was altered`, async () => {
    for (const change of alterations[trail]) {
      await tampering(async () => {
        const place = await aPlace();
        assert.equal(await trails.tamper(`update trails.${trail} set ${change} where seq = $1`, [place]), 1);
        assert.deepEqual(await trails.found(), [`${trail}: ${place} altered`], change);
      });
    }
  });

  test(`${trail}: two rows that were swapped are named, each with where it was`, () =>
    tampering(async () => {
      const [, one = 0, other = 0] = await placesOf(trail);
      // An identity column is written once: the rows are taken out and put in again.
      await trails.tamper(
        `create table public.swapped as select * from trails.${trail} where seq in (${one}, ${other})`,
      );
      await trails.tamper(`delete from trails.${trail} where seq in (${one}, ${other})`);
      await trails.tamper(`update public.swapped set seq = ${one + other} - seq`);
      await trails.tamper(`insert into trails.${trail} overriding system value select * from public.swapped`);
      await trails.tamper('drop table public.swapped');
      assert.deepEqual(await trails.found(), [
        `${trail}: ${one} moved from ${other}`,
        `${trail}: ${other} moved from ${one}`,
      ]);
    }));

  test(`${trail}: everything after a seal cut off, seals and rows, is named row by row`, () =>
    tampering(async () => {
      const [first] = await trails.rows<{ to: number }>(
        `select to_seq as "to" from trails.seals where number = 1 and trail = '${trail}'`,
      );
      const cut = (await placesOf(trail)).filter((place) => place > (first?.to ?? 0));
      assert.ok(cut.length > 1);
      await trails.tamper(`delete from trails.seals where number > 1 and trail = '${trail}'`);
      await trails.tamper(`delete from trails.${trail} where seq > $1`, [first?.to]);
      const found = await trails.found();
      assert.deepEqual(
        found.filter((line) => line.endsWith('cut-off')),
        cut.map((place) => `${trail}: ${place} cut-off`),
      );
      assert.deepEqual(
        found.filter((line) => !line.endsWith('cut-off')),
        [2, 3].map((seal) => `${trail}: seal ${seal} seal-removed`),
      );
    }));

  test(`${trail}: the whole trail removed is named too`, () =>
    tampering(async () => {
      const all = await placesOf(trail);
      await trails.tamper(`delete from trails.seals where trail = '${trail}'`);
      await trails.tamper(`delete from trails.${trail}`);
      const found = await trails.found();
      for (const place of all) assert.ok(found.includes(`${trail}: ${place} cut-off`), `${place}`);
    }));

  test(`${trail}: a seal that was taken out of the middle is named, and its rows are proven by the head outside`, () =>
    tampering(async () => {
      await trails.tamper(`delete from trails.seals where number = 2 and trail = '${trail}'`);
      assert.deepEqual(await trails.found(), [`${trail}: seal 2 seal-removed`]);
      const [row] = await trails.rows<{ seq: number }>(
        `select seq from trails.${trail} where seq > (select to_seq from trails.seals where number = 1 and trail = '${trail}') order by seq limit 1`,
      );
      await trails.tamper(`delete from trails.${trail} where seq = $1`, [row?.seq]);
      assert.ok((await trails.found()).includes(`${trail}: ${row?.seq} removed`));
    }));
}

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
      `update trails.seals set entries = overlay(entries placing substr(sha256('x'), 1, 16) from 9), root = sha256(entries) where trail = 'changes'`,
    );
    const found = await trails.found();
    assert.ok(found.includes(`changes: ${row?.seq} altered`));
    for (const seal of [1, 2, 3]) assert.ok(found.includes(`changes: seal ${seal} seal-altered`));
  }));

test('seals of a key that is not here are named, and which key it was', async () => {
  const report = await trails.verify(0, Buffer.alloc(32, 'another key'));
  assert.equal(report.otherKeys.length, 1);
  assert.match(tell(report).join('\n'), /Some seals were made with a key that is not here: [0-9a-f]{8}/);
  assert.equal(isSound(report), false);
});

test('heads that are missing outside, altered or no heads at all are named', () =>
  tampering(async () => {
    const lines = readFileSync(trails.headsFile, 'utf8').trim().split('\n');
    const first = JSON.parse(lines[0] ?? '{}') as { trail: string };
    writeFileSync(trails.headsFile, `${lines.slice(1).join('\n')}\n`);
    assert.deepEqual(await trails.found(), [], 'a young head may be on its way');
    const later = await trails.verify(anHour);
    assert.deepEqual(
      later.findings.map(({ trail, fault, seal }) => [trail, fault, seal]),
      [[first.trail, 'head-missing', 1]],
    );
    writeFileSync(trails.headsFile, `${lines.join('\n').replace(/"mac":"[0-9a-f]{8}/, '"mac":"00000000')}\nnothing\n`);
    assert.deepEqual(await trails.found(), [`${first.trail}: seal 1 head-altered`]);
    assert.deepEqual((await trails.verify()).strangeLines, [lines.length + 1]);
    writeFileSync(trails.headsFile, '');
    assert.equal((await trails.verify(anHour)).findings.length, 9);
  }));
