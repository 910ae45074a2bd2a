import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailOf } from './installation.ts';

const quiet = { error: () => undefined };
const settings = { smtpUrl: 'smtps://mail.example.org', mailFrom: 'hello@example.org', hostsWithoutTls: [] };

test('a demonstration sends no mail into the world: whoever comes there may be anybody, and could write to anybody', () => {
  assert.equal(mailOf(settings, { isDemonstration: true }, quiet), undefined);
  for (const service of [{ isDemonstration: false }, undefined]) assert.ok(mailOf(settings, service, quiet));
  assert.equal(mailOf({ ...settings, smtpUrl: '' }, { isDemonstration: false }, quiet), undefined);
});

test('a demonstration writes to a mail server of one’s own, to look at what would leave', () => {
  assert.ok(mailOf({ ...settings, smtpUrl: 'smtp://localhost:1025' }, { isDemonstration: true }, quiet));
  const named = { ...settings, smtpUrl: 'smtp://letterbox:1025', hostsWithoutTls: ['letterbox'] };
  assert.ok(mailOf(named, { isDemonstration: true }, quiet));
});
