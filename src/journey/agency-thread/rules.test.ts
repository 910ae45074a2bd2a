import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import { answerAgency, explain, sendFiles } from './rules.ts';

test('THR-1 what we write says something and holds nothing that is protected', () => {
  assert.deepEqual(answerAgency('Thank you.', 0), allow('Thank you.'));
  assert.deepEqual(answerAgency('', 0), refuse('words-are-missing'));
  assert.deepEqual(answerAgency('Ring Dylan.', 1), refuse('words-hold-what-is-protected'));
});

const none = { files: 0, bytes: 0 };
const megabyte = 1024 * 1024;

test('THR-3 a referral takes twenty files and a hundred megabytes, whoever decided about it', () => {
  for (const status of ['received', 'acknowledged', 'accepted', 'declined'] as const)
    assert.deepEqual(sendFiles(status, none, [1]), allow('sent'));
  assert.deepEqual(sendFiles('received', { files: 19, bytes: 99 * megabyte }, [megabyte]), allow('sent'));
});

for (const [because, status, before, sizes] of [
  ['is-withdrawn', 'withdrawn', none, [1]],
  ['too-many-files-of-it', 'received', { files: 19, bytes: 0 }, [1, 1]],
  ['files-are-too-big-together', 'received', { files: 1, bytes: 100 * megabyte }, [1]],
] as const)
  test(`THR-3 refuses: ${because}`, () => {
    assert.deepEqual(sendFiles(status, before, sizes), refuse(because));
  });

test('every refusal has words', () => {
  for (const reason of [
    'words-are-missing',
    'words-hold-what-is-protected',
    'is-withdrawn',
    'too-many-files-of-it',
    'files-are-too-big-together',
    'was-decided-just-now',
  ] as const)
    assert.match(explain(reason), /^[A-Z]/);
});
