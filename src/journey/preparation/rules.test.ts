import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuse } from '#platform/decision.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import { aChecking, aResponsibleSession, aSession } from './examples.ts';
import { check, explain, noWords, recordSession, type Checking, type Session } from './rules.ts';

const today = '2026-11-23' as PlainDate;
const open = { status: 'open', today } as const;

for (const [id, because, changed, parts, found] of [
  ['PRP-1', 'held-in-the-future', { heldOn: plusDays(today, 1) }, ['harmed'], open],
  ['PRP-2', 'not-their-part', {}, ['responsible'], open],
  ['PRP-2', 'nothing-was-said', { words: noWords }, ['harmed'], open],
  ['PRP-2', 'nothing-was-said', { words: { ...noWords, feelings: 'A topic of the other part' } }, ['harmed'], open],
  ['PRP-11', 'case-is-closed', {}, ['harmed'], { status: 'closed', today }],
] as const satisfies readonly (readonly [
  string,
  Parameters<typeof explain>[0],
  Partial<Session>,
  unknown,
  unknown,
])[]) {
  test(`${id} refuses: ${because} (${Object.values(changed['words' as never] ?? {}).join('')})`, () => {
    assert.deepEqual(recordSession(aSession(changed), parts, found), refuse(because));
    assert.notEqual(explain(because), '');
  });
}

test('PRP-2 somebody who is both speaks in one part a session, and keeps the topics of that part', () => {
  const { words } = aResponsibleSession();
  const session = aResponsibleSession({ words: { ...words, impact: 'Said as the person harmed' } });
  const decision = recordSession(session, ['harmed', 'responsible'], open);
  assert.deepEqual(decision.ok && decision.value.words, words);
});

for (const [id, because, changed, status] of [
  ['PRP-3', 'only-a-supervisor-waives', { answer: 'waived', waivedBecause: 'He lives next door' }, 'open'],
  ['PRP-3', 'waiver-needs-a-reason', { answer: 'waived', by: { ...aChecking().by, isSupervisor: true } }, 'open'],
  ['PRP-11', 'case-is-closed', {}, 'closed'],
] as const satisfies readonly (readonly [string, Parameters<typeof explain>[0], Partial<Checking>, unknown])[]) {
  test(`${id} refuses on the checklist: ${because}`, () => {
    assert.deepEqual(check(aChecking(changed), status), refuse(because));
    assert.notEqual(explain(because), '');
  });
}

test('PRP-3 a supervisor leaves an item out with a reason; anybody else says done or not done', () => {
  const by = { ...aChecking().by, isSupervisor: true };
  assert.equal(check(aChecking({ answer: 'waived', waivedBecause: 'He lives next door', by }), 'open').ok, true);
  const undone = check(aChecking({ answer: 'not-done', waivedBecause: 'left over' }), 'open');
  assert.equal(undone.ok && undone.value.waivedBecause, '');
});
