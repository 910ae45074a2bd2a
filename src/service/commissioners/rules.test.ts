import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import { explain, invite } from './rules.ts';

test('COM-3 a commissioner looks for a body with a name', () => {
  assert.deepEqual(invite('Office of the Commissioner'), allow('Office of the Commissioner'));
  assert.deepEqual(invite(''), refuse('body-is-missing'));
  assert.match(explain('body-is-missing'), /^Write/);
});
