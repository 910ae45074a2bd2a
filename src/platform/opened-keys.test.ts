import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { OpenedKeys } from './opened-keys.ts';

const serviceId = randomUUID();
const aKey = () => ({ serviceId, id: randomUUID(), key: randomBytes(32) });
const at = (ms: number, destroyed = 0) => ({ at: ms, destroyed });

test('an opened key is at hand for less than a minute, and for its own service only', () => {
  const keys = new OpenedKeys();
  const opened = keys.keep(aKey(), at(0));
  assert.equal(keys.find(serviceId, opened.id, at(1)), opened);
  assert.equal(keys.find(randomUUID(), opened.id, at(1)), undefined);
  assert.equal(keys.find(serviceId, opened.id, at(59_000)), undefined);
});

test('after any key was destroyed none from before is at hand, also for a reader who asked for it a moment before', () => {
  const keys = new OpenedKeys();
  const opened = keys.keep(aKey(), at(0));
  assert.equal(keys.find(serviceId, opened.id, at(1, 1)), undefined);
  const gone = keys.keep({ ...opened, key: null }, at(2, 1));
  keys.keep(opened, at(3));
  assert.equal(keys.find(serviceId, opened.id, at(4, 1)), gone);
  assert.equal(keys.find(serviceId, opened.id, at(4)), gone, 'what is known later holds for who began before');
});

test('the oldest give way: what is at hand never grows without end', () => {
  const keys = new OpenedKeys();
  const first = keys.keep(aKey(), at(0));
  for (let each = 0; each < 20_000; each += 1) keys.keep({ serviceId, id: String(each), key: null }, at(0));
  assert.equal(keys.find(serviceId, first.id, at(1)), undefined);
  assert.ok(keys.find(serviceId, '19999', at(1)));
});
