import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { OpenedKeys } from './opened-keys.ts';

const serviceId = randomUUID();
const aKey = () => ({ serviceId, id: randomUUID(), key: randomBytes(32) });

test('an opened key is at hand for less than a minute, and for its own service only', () => {
  const keys = new OpenedKeys();
  const opened = keys.keep(aKey(), 0);
  assert.equal(keys.find(serviceId, opened.id, 1), opened);
  assert.equal(keys.find(randomUUID(), opened.id, 1), undefined);
  assert.equal(keys.find(serviceId, opened.id, 59_000), undefined);
});

test('a destroyed key is gone at once, also for a reader who asked for it a moment before', () => {
  const keys = new OpenedKeys();
  const opened = keys.keep(aKey(), 0);
  keys.forget(opened.id, 10);
  assert.equal(keys.find(serviceId, opened.id, 10), undefined);
  assert.equal(keys.keep(opened, 11).key, null);
  assert.equal(keys.find(serviceId, opened.id, 12)?.key, null);
});

test('the oldest give way: what is at hand never grows without end', () => {
  const keys = new OpenedKeys();
  const first = keys.keep(aKey(), 0);
  for (let at = 0; at < 20_000; at += 1) keys.keep({ serviceId, id: String(at), key: null }, 0);
  assert.equal(keys.find(serviceId, first.id, 1), undefined);
  assert.ok(keys.find(serviceId, '19999', 1));
});
