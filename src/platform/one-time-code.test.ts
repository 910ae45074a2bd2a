import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from 'otpauth';
import { codeAddress, newCodeSecret, stepOfCode } from './one-time-code.ts';

// RFC 6238, appendix B, SHA-1, the last six figures.
const secret = Secret.fromLatin1('12345678901234567890').base32;

test('the codes are those of RFC 6238', () => {
  for (const [seconds, code] of [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ] as const) {
    assert.equal(stepOfCode(secret, code, new Date(seconds * 1000)), Math.floor(seconds / 30));
  }
});

test('a code holds half a minute before and after its own, and no longer', () => {
  const step = Math.floor(1_111_111_109 / 30);
  const at = (steps: number) => stepOfCode(secret, '081804', new Date((1_111_111_109 + steps * 30) * 1000));
  assert.deepEqual([-2, -1, 0, 1, 2].map(at), [undefined, step, step, step, undefined]);
});

test('what is no code is none', () => {
  for (const typed of ['', '28708', '2870822', 'abcdef', '２８７０８２'])
    assert.equal(stepOfCode(secret, typed, new Date(59_000)), undefined);
});

test('a secret has 160 bits, and its address says whose it is', () => {
  assert.equal(newCodeSecret().length, 32);
  assert.notEqual(newCodeSecret(), newCodeSecret());
  const address = codeAddress(secret, { issuer: 'Nene Restorative', account: 'jo@rp.example' });
  assert.match(address, /^otpauth:\/\/totp\/Nene%20Restorative:jo%40rp\.example\?/);
  assert.match(address, new RegExp(`secret=${secret}`));
});
