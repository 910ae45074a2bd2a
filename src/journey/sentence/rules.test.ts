import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import { explain, fallsDue, write, type CannotWrite, type Sentencing } from './rules.ts';

const day = (text: string) => text as PlainDate;
const found = { parts: ['responsible'], status: 'open' } as const;
const said = (changed: Partial<Sentencing> = {}): Sentencing => ({
  ...{ plea: 'guilty', hearingOn: day('2027-01-20'), reportDueOn: day('2027-01-13'), offered: 'before' },
  ...changed,
});

for (const [id, because, changed] of [
  ['SEN-2', 'report-is-after-the-hearing', { reportDueOn: day('2027-01-21') }],
  ['SEN-3', 'has-not-pleaded-guilty', { plea: 'not-yet' }],
  ['SEN-3', 'has-not-pleaded-guilty', { plea: 'not-guilty' }],
  ['SEN-3', 'report-day-is-missing', { reportDueOn: null }],
  ['SEN-4', 'hearing-is-missing', { offered: 'after', hearingOn: null }],
] as const satisfies readonly (readonly [string, CannotWrite, Partial<Sentencing>])[])
  test(`${id} refuses: ${because} ${JSON.stringify(changed)}`, () => {
    assert.deepEqual(write(said(changed), found), refuse(because));
    assert.match(explain(because), /^[A-Z].+[^.]$/);
  });

test('SEN-1 it is of somebody responsible, in a case that is open', () => {
  assert.deepEqual(write(said(), found), allow(said()));
  assert.deepEqual(write(said(), { ...found, parts: ['harmed'] }), refuse('is-not-responsible'));
  assert.deepEqual(write(said(), { ...found, status: 'closed' }), refuse('case-is-closed'));
});

test('SEN-5 before a report is due somebody says where it stands; what is wanted afterwards is offered after the hearing', () => {
  assert.deepEqual(fallsDue(said()), { report: '2027-01-06', afterwards: null });
  assert.deepEqual(fallsDue(said({ offered: 'not-asked' })), { report: '2027-01-06', afterwards: null });
  assert.deepEqual(fallsDue(said({ offered: 'after' })), { report: null, afterwards: '2027-01-21' });
  assert.deepEqual(fallsDue(said({ offered: 'not-asked', reportDueOn: null })), { report: null, afterwards: null });
});
