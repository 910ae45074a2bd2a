import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCode } from './rules.ts';

test('a code is read as people say it', () => {
  assert.equal(readCode(' 402 915 '), '402915');
  assert.equal(readCode('402-915'), '402915');
});
