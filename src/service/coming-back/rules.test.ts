import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCode } from '#vocabulary/codes.ts';
import { asksWait, codeMinutes } from './rules.ts';

test('BAC-1 asking again and again waits longer each time, and never less', () => {
  for (const waits of [asksWait.typed, asksWait.place]) {
    assert.deepEqual(
      waits,
      waits.toSorted((one, other) => one - other),
    );
    assert.deepEqual([waits[0], waits.at(-1)], [0, 60]);
  }
});

test('BAC-1 a code is short-lived, and read as people say it', () => {
  assert.equal(codeMinutes, 20);
  assert.equal(readCode(' 402 915 '), '402915');
  assert.equal(readCode('402-915'), '402915');
});
