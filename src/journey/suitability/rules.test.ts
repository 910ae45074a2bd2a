import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { refuse } from '#platform/decision.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { modes } from '#vocabulary/modes.ts';
import { standsBetween, takesResponsibility, type ResponsibilityLevel } from '#vocabulary/suitability.ts';
import { aFactor, anAssessment, anOrder, aResponsibilityLine, aRisk, aSupervisor } from './examples.ts';
import { factorGroups, isFactor } from './factor-rules.ts';
import {
  approveRisk,
  assessResponsibility,
  assessRisk,
  explain,
  finish,
  permit,
  recordOrder,
  signOff,
  type Decider,
  type OrderOnFile,
  type Permission,
  type Refusal,
  type ResponsibilityAssessment,
  type RiskAssessment,
  type ToApprove,
} from './rules.ts';

const today = '2026-11-23' as PlainDate;
const tomorrow = plusDays(today, 1);
const open = { status: 'open', today } as const;
const closed = { status: 'closed', today } as const;
const { assessedBy: jo } = anAssessment();
const priya: Decider = { staffId: aSupervisor.staffId, isSupervisor: true };

function said(because: Refusal): void {
  assert.notEqual(explain(because), '');
}

for (const [id, because, changed, parts, found] of [
  ['SUI-1 H5', 'assessed-in-the-future', { assessedOn: tomorrow }, ['responsible'], open],
  ['SUI-1 H5', 'nothing-to-be-responsible-for', {}, ['harmed'], open],
  ['SUI-1 H5', 'evidence-is-missing', { evidence: '' }, ['responsible'], open],
  ['SUI-9', 'case-is-closed', {}, ['responsible'], closed],
] as const satisfies readonly (readonly [string, Refusal, Partial<ResponsibilityAssessment>, unknown, unknown])[]) {
  test(`${id} responsibility is not assessed: ${because}`, () => {
    assert.deepEqual(assessResponsibility(anAssessment(changed), parts, found), refuse(because));
    said(because);
  });
}

test('SUI-1 somebody who is both harmed and responsible is assessed for their part', () => {
  assert.equal(assessResponsibility(anAssessment(), ['harmed', 'responsible'], open).ok, true);
});

for (const [id, because, newest, by, reason, status] of [
  ['SUI-2 H5', 'nothing-to-sign-off', undefined, priya, 'Because', 'open'],
  ['SUI-2 H5', 'nothing-to-sign-off', aResponsibilityLine({ level: 'full' }), priya, 'Because', 'open'],
  ['SUI-2 H5', 'none-is-never-signed-off', aResponsibilityLine({ level: 'none' }), priya, 'Because', 'open'],
  ['SUI-2', 'already-signed-off', aResponsibilityLine({ signedOff: true }), priya, 'Because', 'open'],
  ['SUI-2', 'only-a-supervisor-signs-off', aResponsibilityLine(), { ...priya, isSupervisor: false }, 'Because', 'open'],
  ['SUI-2', 'signed-off-by-the-assessor', aResponsibilityLine(), { ...priya, staffId: jo }, 'Because', 'open'],
  ['SUI-2', 'reason-is-missing', aResponsibilityLine(), priya, '', 'open'],
  ['SUI-9', 'case-is-closed', aResponsibilityLine(), priya, 'Because', 'closed'],
] as const) {
  test(`${id} nobody signs off: ${because}${newest === undefined ? ', where nothing was assessed' : ''}`, () => {
    assert.deepEqual(signOff(newest, { by, reason }, status), refuse(because));
    said(because);
  });
}

test('SUI-2 a supervisor who did not assess it signs off a partial responsibility', () => {
  assert.equal(signOff(aResponsibilityLine(), { by: priya, reason: 'She wants to hear him' }, 'open').ok, true);
});

test('SUI-2 H5 only full responsibility, or less of it signed off, goes on; none never does', () => {
  const { participantId } = anAssessment();
  const goesOn = (level: ResponsibilityLevel, signedOff: boolean) =>
    takesResponsibility({ participantId, level, signedOff });
  assert.deepEqual(
    (['none', 'minimising', 'partial', 'full'] as const).map((level) => [goesOn(level, false), goesOn(level, true)]),
    [
      [false, false],
      [false, true],
      [false, true],
      [true, true],
    ],
  );
});

for (const [id, because, changed, found] of [
  ['SUI-3', 'assessed-in-the-future', { assessedOn: tomorrow, reviewBy: tomorrow }, open],
  ['SUI-3', 'review-is-before-assessment', { reviewBy: '2026-11-01' as PlainDate }, open],
  ['SUI-3', 'reasons-are-missing', { reasons: '' }, open],
  ['SUI-5', 'factor-needs-a-mitigation', { factors: [aFactor({ mitigations: [] })] }, open],
  ['SUI-5', 'factor-needs-a-mitigation', { factors: [aFactor({ rating: 'high', mitigations: [] })] }, open],
  [
    'SUI-5',
    'done-in-the-future',
    { factors: [aFactor({ mitigations: [{ words: 'A', ownerId: jo, dueOn: today, doneOn: tomorrow }] })] },
    open,
  ],
  [
    'SUI-5',
    'owner-does-not-work-on-the-case',
    { factors: [aFactor({ mitigations: [{ words: 'A', ownerId: 'x' as StaffId, dueOn: today, doneOn: null }] })] },
    open,
  ],
  ['SUI-9', 'case-is-closed', {}, closed],
] as const satisfies readonly (readonly [string, Refusal, Partial<RiskAssessment>, unknown])[]) {
  test(`${id} risk is not assessed: ${because} (${Object.keys(changed).join(', ')})`, () => {
    assert.deepEqual(assessRisk(aRisk(changed), [jo], found), refuse(because));
    said(because);
  });
}

test('SUI-5 a factor rated low needs nothing planned', () => {
  const risk = aRisk({ factors: [aFactor({ rating: 'low', mitigations: [] })] });
  assert.equal(assessRisk(risk, [], open).ok, true);
});

const high: ToApprove = { residual: 'high', writtenBy: jo, approved: false, isNewest: true };
for (const [id, because, shown, by, status] of [
  ['SUI-4 H8', 'approved-by-its-author', high, { staffId: jo, isSupervisor: true }, 'open'],
  ['SUI-4 H8', 'only-a-supervisor-approves', high, { ...priya, isSupervisor: false }, 'open'],
  ['SUI-4', 'needs-no-approval', { ...high, residual: 'medium' }, priya, 'open'],
  ['SUI-4', 'already-approved', { ...high, approved: true }, priya, 'open'],
  ['SUI-6', 'a-newer-assessment-stands', { ...high, isNewest: false }, priya, 'open'],
  ['SUI-9', 'case-is-closed', high, priya, 'closed'],
] as const satisfies readonly (readonly [string, Refusal, ToApprove, Decider, 'open' | 'closed'])[]) {
  test(`${id} risk is not approved: ${because}`, () => {
    assert.deepEqual(approveRisk(shown, by, status), refuse(because));
    said(because);
  });
}

test('SUI-4 H8 a supervisor who did not write it approves a high risk', () => {
  assert.equal(approveRisk(high, priya, 'open').ok, true);
});

test('SUI-6 only what the newest assessment plans is marked done', () => {
  assert.equal(finish(true, 'open').ok, true);
  assert.deepEqual(finish(false, 'open'), refuse('not-of-this-case'));
  assert.deepEqual(finish(true, 'closed'), refuse('case-is-closed'));
  said('not-of-this-case');
});

const { restrainsId: dylan, protectsId: joanne } = anOrder();
for (const [id, because, changed, status] of [
  ['SUI-7 H3', 'order-is-between-two', { protectsId: dylan }, 'open'],
  ['SUI-7 H3', 'order-ends-before-it-starts', { endsOn: '2026-09-30' as PlainDate }, 'open'],
  ['SUI-7 H3', 'document-is-missing', { documentReference: '' }, 'open'],
  ['SUI-8 H3', 'permission-is-not-whole', { permissionReference: 'A letter' }, 'open'],
  ['SUI-8 H3', 'permission-is-not-whole', { permissionFrom: today, permissionUntil: today }, 'open'],
  [
    'SUI-8 H3',
    'permission-ends-before-it-starts',
    { permissionReference: 'A letter', permissionFrom: tomorrow, permissionUntil: today },
    'open',
  ],
  ['SUI-9', 'case-is-closed', {}, 'closed'],
] as const satisfies readonly (readonly [string, Refusal, Partial<OrderOnFile>, 'open' | 'closed'])[]) {
  test(`${id} an order is not put on file: ${because} (${Object.keys(changed).join(', ')})`, () => {
    assert.deepEqual(recordOrder(anOrder(changed), status), refuse(because));
    said(because);
  });
}

test('SUI-8 a permission is put on file whole, and not empty', () => {
  const none: Permission = { permissionReference: '', permissionFrom: null, permissionUntil: null };
  const whole: Permission = { permissionReference: 'A letter', permissionFrom: today, permissionUntil: tomorrow };
  assert.deepEqual(permit(none, 'open'), refuse('permission-is-not-whole'));
  assert.equal(permit(whole, 'open').ok, true);
  assert.deepEqual(permit(whole, 'closed'), refuse('case-is-closed'));
});

test('SUI-7 H3 an order stands on its days alone, whichever of the two it binds', () => {
  const day = fc.integer({ min: -40, max: 40 }).map((days) => plusDays(today, days));
  fc.assert(
    fc.property(day, day, fc.option(day), fc.boolean(), (on, startsOn, endsOn, isTurned) => {
      const [restrainsId, protectsId] = isTurned ? [joanne, dylan] : [dylan, joanne];
      const order = anOrder({ restrainsId, protectsId, startsOn, endsOn });
      const isInForce = startsOn <= on && (endsOn === null || on <= endsOn);
      for (const mode of modes) assert.equal(standsBetween(order, [joanne, dylan], mode, on), isInForce);
    }),
  );
});

test('SUI-7 H3 an order on meeting leaves letters; an order between others leaves these two', () => {
  const direct = anOrder({ covers: 'direct' });
  assert.deepEqual(
    modes.map((mode) => standsBetween(direct, [joanne, dylan], mode, today)),
    [false, false, true, true],
  );
  assert.equal(standsBetween(anOrder(), [joanne, 'somebody else' as typeof joanne], 'letter', today), false);
});

test('SUI-8 H3 permission lifts the order from its first day to its last', () => {
  const order = anOrder({ permissionReference: 'A letter', permissionFrom: today, permissionUntil: tomorrow });
  const stands = (day: PlainDate) => standsBetween(order, [joanne, dylan], 'letter', day);
  assert.deepEqual(
    [-1, 0, 1, 2].map((days) => stands(plusDays(today, days))),
    [true, false, false, true],
  );
});

test('every factor on the form is on the list once', () => {
  const all = factorGroups.flatMap(({ factors }) => factors);
  assert.equal(new Set(all).size, all.length);
  assert.equal(all.every(isFactor), true);
  assert.equal(isFactor('Something made up'), false);
});
