import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anHour, isLastingForm, isStrangersForm, oftenCounter } from './too-often.ts';

test('forms that anybody can send are counted, pages and forms of those signed in are not', () => {
  const form = (url: string) => isStrangersForm({ method: 'POST', url });
  for (const url of [
    '/refer',
    '/call-back',
    '/refer/happened',
    '/sign-in',
    '/sign-in?to=%2Fwork',
    '/join/x',
    '/api/oauth/token',
    '/refer/back',
    '/my/enter/x',
    '/my/back',
    '/day/enter/x',
    '/day/back/code',
  ]) {
    assert.ok(form(url), url);
  }
  for (const url of [
    '/',
    '/cases/7K3M-QX94/notes',
    '/my/choices/be-contacted',
    '/referrals/new',
    '/my',
    '/day/session',
  ])
    assert.ok(!form(url), url);
  assert.ok(!isStrangersForm({ method: 'GET', url: '/refer' }));
});

test('an address may send so many a minute, others are not counted with it, and a minute later it may again', () => {
  let now = new Date('2026-11-27T10:00:05Z');
  const tooOften = oftenCounter(2, () => now);
  assert.deepEqual([tooOften('10.0.0.1'), tooOften('10.0.0.1'), tooOften('10.0.0.1')], [false, false, true]);
  assert.equal(tooOften('10.0.0.2'), false);
  now = new Date('2026-11-27T10:01:00Z');
  assert.equal(tooOften('10.0.0.1'), false);
});

test('what somebody then sees to is counted an hour at a time', () => {
  const form = (url: string) => isLastingForm({ method: 'POST', url });
  assert.ok(['/call-back', '/call-back?from=x', '/refer/send'].every(form));
  assert.ok(!['/refer', '/refer/name', '/call-backs/x/made', '/refer/sent'].some(form));
  assert.ok(!isLastingForm({ method: 'GET', url: '/call-back' }));
  let now = new Date('2026-11-27T10:00:05Z');
  const tooMany = oftenCounter(1, () => now, anHour);
  assert.equal(tooMany('10.0.0.1'), false);
  now = new Date('2026-11-27T10:59:59Z');
  assert.equal(tooMany('10.0.0.1'), true);
  now = new Date('2026-11-27T11:00:00Z');
  assert.equal(tooMany('10.0.0.1'), false);
});

test('addresses of one home count as one', () => {
  const tooOften = oftenCounter(1, () => new Date('2026-11-27T10:00:05Z'));
  assert.equal(tooOften('2001:db8:1:2:a:b:c:d'), false);
  assert.equal(tooOften('2001:db8:1:2::7'), true);
  assert.equal(tooOften('2001:db8:1:3::7'), false);
  assert.equal(tooOften('::1'), false);
  assert.equal(tooOften('::ffff:10.0.0.1'), false);
  assert.equal(tooOften('::ffff:10.0.0.2'), false);
});
