import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { addEntry, changeEntry, explain, leave, renewLink, suspend, type Colleague, type NewEntry } from './rules.ts';

const today = '2026-11-27' as PlainDate;
const tomorrow = '2026-11-28' as PlainDate;
const leo: NewEntry = {
  name: 'Leo Marsh',
  email: 'Leo@rp.example',
  level: 'foundation',
  roles: ['facilitator'],
  endsOn: null,
};
const colleague = (id: string, more: Partial<Colleague> = {}): Colleague => ({
  id: id as StaffId,
  roles: ['administrator', 'supervisor'],
  isActive: true,
  endsOn: null,
  ...more,
});
const adil = colleague('adil');
const priya = colleague('priya');

for (const [because, wish] of [
  ['name-is-missing', { name: '' }],
  ['email-is-not-one', { email: 'leo' }],
  ['email-is-not-one', { email: 'leo@rp.example\nBcc: a@b.example' }],
  ['email-is-somebodys', { email: 'JO@rp.example' }],
  ['role-is-missing', { roles: [] }],
  ['last-day-is-over', { endsOn: '2026-11-26' as PlainDate }],
] as const)
  test(`STF-3 refuses an entry: ${because}`, () => {
    assert.deepEqual(addEntry({ ...leo, ...wish }, { emails: ['jo@rp.example'], today }), refuse(because));
  });

test('STF-3 an address is kept in small letters', () => {
  assert.deepEqual(
    addEntry({ ...leo, endsOn: today }, { emails: [], today }),
    allow({ ...leo, endsOn: today, email: 'leo@rp.example' }),
  );
});

test('STF-5 somebody keeps the register and somebody supervises, with no last day set', () => {
  const roles = ['facilitator'] as const;
  const entry = { level: 'advanced', roles, endsOn: null } as const;
  const known = (all: readonly Colleague[]) => ({ all, today });
  assert.deepEqual(changeEntry(entry, adil, known([adil])), refuse('nobody-would-remain'));
  assert.ok(changeEntry(entry, adil, known([adil, priya])).ok);
  for (const other of [{ isActive: false }, { endsOn: tomorrow }, { roles: ['supervisor'] as const }])
    assert.deepEqual(changeEntry(entry, adil, known([adil, colleague('priya', other)])), refuse('nobody-would-remain'));
  const ending = { ...entry, roles: adil.roles, endsOn: tomorrow };
  assert.deepEqual(changeEntry(ending, adil, known([adil])), refuse('nobody-would-remain'));
});

test('STF-9 whoever refers for an agency goes on doing that, and nobody else begins to', () => {
  const lewis = colleague('lewis', { roles: ['referrer'] });
  const entry = { level: 'foundation', endsOn: tomorrow } as const;
  const known = { all: [adil, priya], today };
  assert.ok(changeEntry({ ...entry, roles: ['referrer'] }, lewis, known).ok);
  assert.deepEqual(changeEntry({ ...entry, roles: ['facilitator'] }, lewis, known), refuse('has-a-door-of-their-own'));
  assert.deepEqual(
    changeEntry({ ...entry, roles: ['facilitator', 'referrer'] }, colleague('leo'), known),
    refuse('has-a-door-of-their-own'),
  );
  const imogen = colleague('imogen', { roles: ['commissioner'] });
  for (const roles of [['facilitator'], ['referrer']] as const)
    assert.deepEqual(changeEntry({ ...entry, roles }, imogen, known), refuse('has-a-door-of-their-own'));
});

test('STF-4 STF-5 nobody suspends themselves, the last one, or somebody who is not active', () => {
  const all = [adil, priya];
  assert.ok(suspend(adil, { all, by: priya.id }).ok);
  assert.deepEqual(suspend(adil, { all, by: adil.id }), refuse('not-yourself'));
  assert.deepEqual(suspend(adil, { all: [adil], by: priya.id }), refuse('nobody-would-remain'));
  assert.deepEqual(suspend(colleague('leo', { isActive: false }), { all, by: adil.id }), refuse('is-not-active'));
});

test('STF-6 whoever leaves has handed over their cases', () => {
  const known = { all: [adil, priya], by: adil.id, openCases: 0, hasLeft: false };
  assert.ok(leave(priya, known).ok);
  assert.ok(leave(colleague('leo', { isActive: false }), known).ok, 'also from being suspended');
  assert.deepEqual(leave(priya, { ...known, openCases: 1 }), refuse('has-open-cases'));
  assert.deepEqual(leave(priya, { ...known, hasLeft: true }), refuse('has-left'));
  assert.deepEqual(leave(adil, known), refuse('not-yourself'));
});

test('STF-7 a new link is asked for by somebody else', () => {
  assert.ok(renewLink(priya, adil.id).ok);
  assert.deepEqual(renewLink(adil, adil.id), refuse('not-yourself'));
  assert.deepEqual(renewLink(colleague('leo', { isActive: false }), adil.id), refuse('is-not-active'));
});

test('every refusal has words', () => {
  for (const reason of [
    'name-is-missing',
    'email-is-not-one',
    'email-is-somebodys',
    'role-is-missing',
    'last-day-is-over',
    'nobody-would-remain',
    'not-yourself',
    'has-open-cases',
    'is-not-active',
    'has-left',
  ] as const)
    assert.ok(explain(reason).length > 10);
});
