import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { openText, readSealed, sealText, unlikeSealed, unwrapKey, wrapKey } from './envelope.ts';

const key = randomBytes(32);
const name = { serviceId: randomUUID(), id: randomUUID() };

function opened(value: string, by = key, as = name): string | undefined {
  const sealed = readSealed(value);
  assert.ok(sealed, value);
  return openText(by, as, sealed.box);
}

test('whatever is sealed opens as it was, and no two seals of it are alike', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (text) => {
      const [one, other] = [sealText(key, name, text), sealText(key, name, text)];
      assert.equal(opened(one), text);
      assert.notEqual(one, other);
      assert.equal(readSealed(one)?.keyId, name.id);
    }),
  );
});

test('an empty text stays empty: the database still sees that nothing was said', () => {
  assert.equal(sealText(key, name, ''), '');
});

test('another key, another service, another key’s name or a changed byte open nothing', () => {
  const value = sealText(key, name, 'Her address');
  assert.equal(opened(value, randomBytes(32)), undefined);
  assert.equal(opened(value, key, { ...name, serviceId: randomUUID() }), undefined);
  assert.equal(opened(value, key, { ...name, id: randomUUID() }), undefined);
  const box = readSealed(value)?.box ?? '';
  const swapped = box[20] === 'A' ? 'B' : 'A';
  assert.equal(openText(key, name, box.slice(0, 20) + swapped + box.slice(21)), undefined);
});

test('a data key is wrapped for one service and one name', () => {
  const installation = randomBytes(32);
  const wrapped = wrapKey(installation, name, key);
  assert.equal(wrapped.length, 60);
  assert.deepEqual(unwrapKey(installation, name, wrapped), key);
  assert.equal(unwrapKey(randomBytes(32), name, wrapped), undefined);
  assert.equal(unwrapKey(installation, { ...name, id: randomUUID() }, wrapped), undefined);
});

test('a wrapped key does not pass for a text nor a text for a key', () => {
  const text = Buffer.from(readSealed(sealText(key, name, 'x'.repeat(32)))?.box ?? '', 'base64url');
  assert.equal(unwrapKey(key, name, text), undefined);
  assert.equal(openText(key, name, wrapKey(key, name, randomBytes(32)).toString('base64url')), undefined);
});

test('a plain text that looks sealed is made to look otherwise, and every other text stays', () => {
  const stolen = sealText(key, name, 'Her address');
  for (const typed of [stolen, `Call me ${stolen}`, JSON.stringify({ name: stolen })]) {
    assert.equal(readSealed(unlikeSealed(typed)), undefined);
    assert.doesNotMatch(unlikeSealed(typed), /tp1\.[0-9a-f-]{36}\./);
  }
  for (const typed of ['', 'tp1.', 'See tp1.txt', 'Anything else']) assert.equal(unlikeSealed(typed), typed);
});
