import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import { afterTry, bodyOf, explain, mayBeTold, replay, setWebhook } from './rules.ts';

const good = { isHttps: true, isPublic: true, hasCredentials: false };

test('WHK-1 a webhook is an https address of the public internet, without a password', () => {
  assert.deepEqual(setWebhook(good, false), allow('may-be-told'));
  assert.deepEqual(setWebhook(undefined, false), refuse('not-an-address'));
  assert.deepEqual(
    setWebhook({ isHttps: false, isPublic: false, hasCredentials: true }, false),
    refuse('not-https', 'address-is-inside', 'address-has-a-password'),
  );
  assert.deepEqual(setWebhook({ ...good, isHttps: false, isPublic: false }, true), allow('may-be-told'));
});

test('WHK-2 what leaves is the reference and the allowed status', () => {
  const happenedAt = new Date('2026-03-02T10:00:00Z');
  assert.deepEqual(bodyOf({ reference: '7KQ2-M4TX', status: 'read', happenedAt }), {
    type: 'referral.status-changed',
    timestamp: '2026-03-02T10:00:00.000Z',
    data: { reference: '7KQ2-M4TX', status: 'read' },
  });
});

test('WHK-3 it is tried ever later for three days, and then given up; 410 ends it at once', () => {
  const at = new Date('2026-03-02T10:00:00Z');
  assert.deepEqual(afterTry({ status: 204 }, 0, at), { outcome: 'delivered', because: 'answered-204', isGone: false });
  let minutes = 0;
  for (let tries = 0; tries < 8; tries += 1) {
    const after = afterTry({ failed: 'cannot-be-reached' }, tries, at);
    assert.equal(after.outcome, 'waiting');
    if (after.outcome !== 'waiting') return;
    const wait = (after.dueAt.getTime() - at.getTime()) / 60_000;
    minutes += wait;
    assert.ok(wait >= 1);
  }
  assert.ok(minutes > 2 * 1440 && minutes < 4 * 1440);
  assert.equal(afterTry({ status: 500 }, 8, at).outcome, 'given-up');
  assert.equal(afterTry({ status: 302 }, 0, at).outcome, 'waiting');
  const gone = { outcome: 'given-up', because: 'answered-410', isGone: true };
  assert.deepEqual(afterTry({ status: 410 }, 0, at), gone);
  assert.equal(afterTry({ failed: 'address-is-not-allowed' }, 0, at).outcome, 'given-up');
});

test('WHK-3 what was told is told again when asked for, ten times at most, while there is a webhook', () => {
  const open = { stoppedAt: null };
  assert.deepEqual(replay({ outcome: 'delivered', replays: 9 }, open), allow('waiting'));
  assert.deepEqual(replay({ outcome: 'delivered', replays: 10 }, open), refuse('told-again-too-often'));
  assert.deepEqual(replay({ outcome: 'waiting', replays: 0 }, open), refuse('is-on-its-way'));
  assert.deepEqual(replay({ outcome: 'given-up', replays: 0 }, undefined), refuse('webhook-is-stopped'));
});

test('WHK-2 a program is told nothing once it, or whoever answers for it, could not come in', () => {
  const today = '2026-11-27' as PlainDate;
  const webhook = { stoppedAt: null };
  const client = { endedAt: null };
  const lewis = { isActive: true, roles: ['referrer'], endsOn: today } as const;
  assert.ok(mayBeTold(webhook, client, lewis, today));
  assert.ok(mayBeTold(webhook, client, { ...lewis, endsOn: null }, today));
  for (const changed of [{ isActive: false }, { roles: [] }, { endsOn: '2026-11-26' as PlainDate }])
    assert.ok(!mayBeTold(webhook, client, { ...lewis, ...changed }, today), JSON.stringify(changed));
  assert.ok(!mayBeTold({ stoppedAt: new Date(0) }, client, lewis, today));
  assert.ok(!mayBeTold(undefined, client, lewis, today));
  assert.ok(!mayBeTold(webhook, { endedAt: new Date(0) }, lewis, today));
  assert.ok(!mayBeTold(webhook, client, undefined, today));
});

test('every refusal has words', () => {
  for (const reason of [
    'not-an-address',
    'not-https',
    'address-is-inside',
    'address-has-a-password',
    'is-on-its-way',
    'webhook-is-stopped',
    'told-again-too-often',
  ] as const)
    assert.match(explain(reason), /^[A-Z]/);
});
