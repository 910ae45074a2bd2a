import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeIn, newCode } from './rules.ts';

test('ASK-5 a code has no signs that are taken for one another, and is known however it is written', () => {
  const code = newCode(Uint8Array.from({ length: 20 }, (_, at) => at * 13));
  assert.match(code, /^[2-9A-HJKMNP-TV-Z]{20}$/);
  assert.equal(codeIn(` ${code.toLowerCase().replace(/(.{4})/g, '$1- ')}`), code);
});
