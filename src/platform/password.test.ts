import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { leakedPasswords } from '../../tools/leaked-passwords.ts';
import { bytesKept, hashPassword, isLeaked, isPassword } from './password.ts';

test('a password is known again by its hash, and by nothing else', async () => {
  const hashed = await hashPassword('three blind mice at tea');
  assert.match(hashed, /^\$argon2id\$/);
  assert.equal(await isPassword(hashed, 'three blind mice at tea'), true);
  assert.equal(await isPassword(hashed, 'three blind mice at te'), false);
  assert.equal(await isPassword(undefined, 'nobody has this password'), false);
  assert.equal(await isPassword('no hash at all', 'three blind mice at tea'), false);
});

test('checking nobody takes as long as checking somebody', async () => {
  const hashed = await hashPassword('three blind mice at tea');
  const times = { somebody: [] as number[], nobody: [] as number[] };
  for (let round = 0; round < 15; round += 1) {
    for (const [who, known] of [
      ['somebody', hashed],
      ['nobody', undefined],
    ] as const) {
      const began = performance.now();
      await isPassword(known, 'not the password');
      times[who].push(performance.now() - began);
    }
  }
  const middle = (all: number[]) => all.toSorted((one, other) => one - other)[7] ?? 0;
  const ratio = middle(times.somebody) / middle(times.nobody);
  assert.ok(ratio > 0.5 && ratio < 2, `somebody takes ${ratio.toFixed(2)} times as long as nobody`);
});

test('passwords of past leaks are known, whatever their capitals; a sentence of one’s own is not among them', () => {
  for (const leaked of ['123456789012', 'qwertyqwerty', 'PasswordPassword', 'leavemealone', 'unbelievable'])
    assert.equal(isLeaked(leaked), true, leaked);
  for (const good of ['three blind mice at tea', 'Kettering-otter-42-lamp', 'Ærlig talt, nei'])
    assert.equal(isLeaked(good), false, good);
});

test('the list is the one its source gives, some forty thousand of them', () => {
  const kept = readFileSync(new URL('leaked-passwords.bin', import.meta.url));
  assert.ok(kept.equals(leakedPasswords()));
  assert.ok(kept.length / bytesKept > 40_000);
});
