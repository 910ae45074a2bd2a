import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import { answer, ask, explainAsking, whomToAsk } from './rules.ts';

const reachable = { source: 'self', mayText: false, mayEmail: true, mayPost: false } as const;
const good = { isOneOpen: false, words: 'May we ring?', placesOfOthers: 0 };

test('MOR-4 a question goes to an agency at its door, to the person in a safe way, and else nowhere by itself', () => {
  assert.equal(whomToAsk({ ...reachable, source: 'police' }, true), 'agency');
  assert.equal(whomToAsk(reachable, false), 'person');
  assert.equal(whomToAsk({ ...reachable, mayEmail: false }, false), 'ourselves');
  assert.equal(whomToAsk({ ...reachable, source: 'police' }, false), 'ourselves');
  assert.equal(whomToAsk({ ...reachable, source: 'on-behalf' }, false), 'ourselves');
});

test('MOR-1 MOR-2 MOR-4 refuses: acknowledge-it-first, already-decided, asked-already, question-is-empty, words-hold-somebody-else', () => {
  assert.deepEqual(ask('acknowledged', good), allow('asked'));
  assert.deepEqual(ask('received', good), refuse('acknowledge-it-first'));
  assert.deepEqual(ask('declined', good), refuse('already-decided'));
  assert.deepEqual(
    ask('acknowledged', { isOneOpen: true, words: '', placesOfOthers: 1 }),
    refuse('asked-already', 'question-is-empty', 'words-hold-somebody-else'),
  );
});

test('MOR-3 refuses: nothing-is-asked, answer-is-empty', () => {
  assert.deepEqual(answer(true, 'Yes, after four.'), allow('answered'));
  assert.deepEqual(answer(true, ''), refuse('answer-is-empty'));
  assert.deepEqual(answer(false, 'Yes.'), refuse('nothing-is-asked'));
  assert.match(explainAsking('nothing-is-asked'), /any more/);
});
