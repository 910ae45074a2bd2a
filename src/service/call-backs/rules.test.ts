import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import { explain, isAPersons } from './rules.ts';

const now = new Date('2026-11-28T10:00:00Z');
const openFor = (seconds: number) => new Date(now.getTime() - seconds * 1000);

for (const [because, form] of [
  ['hidden-box-filled', { hiddenBox: 'Acme Ltd', openedAt: openFor(60) }],
  ['sent-too-soon', { hiddenBox: '', openedAt: openFor(1) }],
  ['sent-too-soon', { hiddenBox: '', openedAt: openFor(-60) }],
  ['stamp-is-not-ours', { hiddenBox: '', openedAt: undefined }],
  ['stamp-is-not-ours', { hiddenBox: '', openedAt: openFor(8 * 24 * 3600) }],
] as const)
  test(`CBK-2 refuses: ${because}`, () => {
    assert.deepEqual(isAPersons(form, now), refuse(because));
    assert.match(explain(because), /press the button again$/);
  });

test('CBK-2 slow is never wrong: a form that was open for days is a person’s', () => {
  for (const seconds of [3, 600, 6 * 24 * 3600])
    assert.deepEqual(isAPersons({ hiddenBox: '', openedAt: openFor(seconds) }, now), allow('a person'));
});
