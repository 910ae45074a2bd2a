import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailOf, textsOf } from './installation.ts';

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

test('a demonstration sends no texts into the world, only to something of one’s own that looks like what carries them', () => {
  const notify = { key: 'k', template: 't', url: 'https://api.notifications.service.gov.uk' };
  const of = (url: string, isDemonstration: boolean, hostsWithoutTls: readonly string[] = []) =>
    textsOf({ notify: { ...notify, url }, hostsWithoutTls }, { isDemonstration }, quiet) !== undefined;
  assert.equal(of(notify.url, true), false);
  assert.equal(of(notify.url, false), true);
  assert.equal(of('http://localhost:8025', true), true);
  assert.equal(of('http://letterbox:8025', true, ['letterbox']), true);
  assert.equal(textsOf({ notify: undefined, hostsWithoutTls: [] }, undefined, quiet), undefined);
});
