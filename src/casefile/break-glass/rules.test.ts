import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import { toldOf } from './policy.ts';
import { breakGlass, explain, triesAnHour, type Try } from './rules.ts';

const urgent: Try = { because: 'Her mother rang and is afraid for her', tries: 0, isTheirs: true };

test('BRK-2 BRK-4 the glass is broken with a reason, a few times an hour', () => {
  assert.deepEqual(breakGlass({ ...urgent, tries: triesAnHour - 1 }), allow('broken'));
});

for (const [because, tried] of [
  ['say-more', { ...urgent, because: 'urgent' }],
  ['tried-often', { ...urgent, tries: triesAnHour }],
  ['may-not', { ...urgent, isTheirs: false }],
] as const) {
  test(`BRK-2 BRK-4 refuses: ${because}`, () => {
    assert.deepEqual(breakGlass(tried), refuse(because));
    assert.match(explain(because), /^[A-Z]/);
  });
}

test('a data officer is told, and of what the only one did, a manager', () => {
  assert.equal(toldOf(['dana'], 'jo'), 'data-officer');
  assert.equal(toldOf(['dana', 'eve'], 'dana'), 'data-officer');
  assert.equal(toldOf(['dana'], 'dana'), 'manager');
  assert.equal(toldOf([], 'jo'), 'manager');
});
