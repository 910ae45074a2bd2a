import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allow, refuse } from '#platform/decision.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import {
  attemptsInARow,
  explain,
  kindOf,
  outcomes,
  record,
  type CannotRecord,
  type Contact,
  type ContactKind,
  type ContactOutcome,
  type Counted,
} from './rules.ts';

const today = '2026-11-23' as PlainDate;
const talked: Contact = {
  participantId: 'dylan' as ParticipantId,
  channel: 'phone',
  happenedOn: today,
  outcome: 'talked',
  note: '',
  isApproach: false,
};
const open = { status: 'open', isInOrder: true } as const;

test('CTC-1 what happened today or before is written down, in a closed case too', () => {
  assert.deepEqual(record(talked, today, open), allow(talked));
  const late = { ...talked, happenedOn: plusDays(today, -400) };
  assert.deepEqual(record(late, today, { status: 'closed', isInOrder: false }), allow(late));
});

for (const [id, because, changed, held] of [
  ['CTC-1', 'happened-in-the-future', { happenedOn: plusDays(today, 1) }, {}],
  ['CTC-2', 'only-a-conversation-tells', { isApproach: true, outcome: 'voicemail-left' }, {}],
  ['CTC-4 H17', 'harmed-have-not-agreed-yet', { isApproach: true }, { isInOrder: false }],
  ['CTC-4', 'case-is-closed', { isApproach: true }, { status: 'closed' }],
] as const satisfies readonly (readonly [string, CannotRecord, Partial<Contact>, object])[]) {
  test(`${id} refuses: ${because}`, () => {
    assert.deepEqual(record({ ...talked, ...changed }, today, { ...open, ...held }), refuse(because));
    assert.match(explain(because), /\w+ \w+/);
  });
}

test('CTC-2 every outcome is of one kind', () => {
  const kinds = new Set((Object.keys(outcomes) as ContactOutcome[]).map(kindOf));
  assert.deepEqual([...kinds].toSorted(), ['attempt', 'conversation', 'letter']);
});

const counted = (...kinds: readonly ContactKind[]): readonly Counted[] =>
  kinds.map((kind, at) => ({ id: String(at), kind }));

test('CTC-3 attempts are counted since the last conversation or letter', () => {
  assert.equal(attemptsInARow(counted('attempt', 'attempt', 'attempt'), '0'), 3);
  assert.equal(attemptsInARow(counted('attempt', 'conversation', 'attempt', 'attempt'), '0'), 1);
  assert.equal(attemptsInARow(counted('attempt', 'attempt', 'letter', 'attempt'), '1'), 2);
});

test('CTC-3 an older attempt that is written down late counts nothing', () => {
  assert.equal(attemptsInARow(counted('conversation', 'attempt', 'attempt', 'attempt'), '3'), 0);
});

test('CTC-3 the count is never more than the attempts there are', () => {
  const some = fc.array(fc.constantFrom<ContactKind>('attempt', 'conversation', 'letter'), { maxLength: 12 });
  fc.assert(
    fc.property(some, (kinds) => {
      const lines = counted(...kinds);
      const attempts = kinds.filter((kind) => kind === 'attempt').length;
      for (const { id } of lines) assert.ok(attemptsInARow(lines, id) <= attempts);
    }),
  );
});
