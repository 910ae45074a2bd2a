import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import { explain, write, type Note } from './rules.ts';

const today = '2026-11-23' as PlainDate;
const note: Note = { participantId: null, words: 'Her sister may come along.', happenedOn: today };

test('NOT-1 a note about today or before is kept', () => {
  assert.deepEqual(write(note, today), allow(note));
});

test('NOT-1 refuses: happened-in-the-future', () => {
  assert.deepEqual(write({ ...note, happenedOn: '2026-11-24' as PlainDate }, today), refuse('happened-in-the-future'));
});

test('refuses with every reason at once, each in words', () => {
  const decision = write({ ...note, words: '', happenedOn: '2027-01-01' as PlainDate }, today);
  assert.deepEqual(decision, refuse('nothing-was-written', 'happened-in-the-future'));
  for (const reason of decision.ok ? [] : decision.because) assert.match(explain(reason), /\w+ /);
});
