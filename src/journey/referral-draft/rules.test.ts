import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuse } from '#platform/decision.ts';
import { codeIn, explainProgram, isAPersons, newCode } from './rules.ts';

test('ASK-5 a code has no signs that are taken for one another, and is known however it is written', () => {
  const code = newCode(Uint8Array.from({ length: 20 }, (_, at) => at * 13));
  assert.match(code, /^[2-9A-HJKMNP-TV-Z]{20}$/);
  assert.equal(codeIn(` ${code.toLowerCase().replace(/(.{4})/g, '$1- ')}`), code);
});

test('ASK-6 what a program fills in is not taken, and nobody who is slow is taken for one', () => {
  const now = new Date('2026-11-28T10:00:00Z');
  const begun = (seconds: number) => ({ hiddenBox: '', begunAt: new Date(now.getTime() - seconds * 1000) });
  assert.deepEqual(isAPersons({ ...begun(60), hiddenBox: 'Acme' }, now), refuse('hidden-box-filled'));
  assert.deepEqual(isAPersons(begun(1), now), refuse('sent-too-soon'));
  assert.equal(isAPersons(begun(60), now).ok && isAPersons(begun(8 * 86_400), now).ok, true);
  for (const reason of ['hidden-box-filled', 'sent-too-soon'] as const) assert.match(explainProgram(reason), /“Send”/);
});
