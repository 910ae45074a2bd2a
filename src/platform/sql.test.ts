import assert from 'node:assert/strict';
import { test } from 'node:test';
import { always, sql } from './sql.ts';

const newest = (most: number) => sql`order by at desc limit ${always(most)}`;
const some = (what: string, most: number) => sql`select 1 from app.things where what = ${what} ${newest(most)}`;

test('a text that is put together the same way again has the same name, and another text another', () => {
  const [one, again, longer] = [some('a', 5), some('b', 5), some('a', 50)];
  assert.equal(one.text, 'select 1 from app.things where what = $1 order by at desc limit 5');
  assert.deepEqual([one.values, again.values], [['a'], ['b']]);
  assert.match(one.name ?? '', /^q\d+$/);
  assert.equal(one.name, again.name);
  assert.notEqual(one.name, longer.name);
});

test('a connection is asked to keep only so many texts of pieces; those of one piece always have a name', () => {
  const names = Array.from({ length: 300 }, (_, at) => some('a', at + 1000).name);
  assert.equal(names.filter((name) => name === undefined).length > 90, true);
  assert.notEqual(sql`select 2`.name, undefined);
});

test('only a whole number becomes part of a text', () => {
  assert.throws(() => always('1; drop' as unknown as number), /whole number/);
  assert.throws(() => always(1.5), /whole number/);
});
