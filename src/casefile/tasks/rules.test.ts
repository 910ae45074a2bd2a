import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import { explain, finish } from './rules.ts';

const task = { kind: 'ask-again', isDone: false };

test('TSK-2 a task is finished with a word about how', () => {
  assert.deepEqual(finish(task, 'I rang her'), allow({ ...task, isDone: true }));
});

test('TSK-2 refuses: a second time, and without a word about how', () => {
  assert.deepEqual(finish({ ...task, isDone: true }, 'Again'), refuse('done-already'));
  const decision = finish({ ...task, isDone: true }, '');
  assert.deepEqual(decision, refuse('done-already', 'say-how'));
  for (const reason of decision.ok ? [] : decision.because) assert.match(explain(reason), /\w+ \w+/);
});
