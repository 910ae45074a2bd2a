import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailOf } from './installation.ts';

const settings = { smtpUrl: 'smtps://mail.example.org', mailFrom: 'hello@example.org', hostsWithoutTls: [] };

test('a demonstration sends no mail: whoever comes there may be anybody, and could write to anybody', () => {
  assert.equal(mailOf(settings, { isDemonstration: true }), undefined);
  for (const service of [{ isDemonstration: false }, undefined]) assert.ok(mailOf(settings, service));
  assert.equal(mailOf({ ...settings, smtpUrl: '' }, { isDemonstration: false }), undefined);
});
