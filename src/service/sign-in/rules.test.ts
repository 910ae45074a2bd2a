import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mustWait, readCode, waitAfter } from './rules.ts';

test('SGN-1 the wait grows from the third failure and stops at an hour', () => {
  assert.deepEqual([0, 2, 3, 4, 5, 9, 50].map(waitAfter), [0, 0, 1, 2, 4, 60, 60]);
});

test('SGN-1 somebody waits until the minute is over', () => {
  const failed = new Date('2026-11-23T10:00:00Z');
  assert.equal(mustWait(3, failed, new Date('2026-11-23T10:00:59Z')), true);
  assert.equal(mustWait(3, failed, new Date('2026-11-23T10:01:00Z')), false);
  assert.equal(mustWait(2, failed, failed), false);
  assert.equal(mustWait(9, null, failed), false);
});

test('a code is read as people say it', () => {
  assert.equal(readCode(' 402 915 '), '402915');
  assert.equal(readCode('402-915'), '402915');
});
