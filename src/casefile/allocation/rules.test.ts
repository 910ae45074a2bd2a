import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import { trainingsAsked } from '#vocabulary/complexity.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { Complexity, PracticeLevel } from '#vocabulary/parts.ts';
import {
  allocate,
  explain,
  handOver,
  isLevelEnough,
  lift,
  type Allocated,
  type As,
  type CannotAllocate,
  type CannotLift,
  type Giving,
} from './rules.ts';

const sam = 'sam' as StaffId;
const jo: Allocated = { staffId: 'jo' as StaffId, as: 'lead', level: 'advanced' };
const kim: Allocated = { ...jo, staffId: 'kim' as StaffId, level: 'intermediate' };
const priya = 'priya' as StaffId;

function giving(changed: Partial<Giving> = {}): Giving {
  return {
    staffId: sam,
    as: 'lead',
    level: 'intermediate',
    isActive: true,
    hasRole: true,
    hasConflict: false,
    isCheckOver: false,
    lacks: [],
    complexity: 'standard',
    status: 'open',
    now: [],
    override: null,
    ...changed,
  };
}

// Level, role, complexity, the lead there is, whether that is enough (domain 85).
const levels: readonly (readonly [PracticeLevel, As, Complexity, Allocated | null, boolean])[] = [
  ['foundation', 'lead', 'standard', null, false],
  ['foundation', 'lead', 'complex', null, false],
  ['intermediate', 'lead', 'standard', null, true],
  ['intermediate', 'lead', 'complex', null, false],
  ['advanced', 'lead', 'standard', null, true],
  ['advanced', 'lead', 'complex', null, true],
  ['foundation', 'co', 'standard', jo, true],
  ['foundation', 'co', 'complex', jo, false],
  ['intermediate', 'co', 'standard', kim, true],
  ['intermediate', 'co', 'complex', jo, true],
  ['intermediate', 'co', 'complex', kim, false],
  ['intermediate', 'co', 'complex', null, false],
  ['advanced', 'co', 'complex', kim, true],
];
for (const [level, as, complexity, lead, isEnough] of levels) {
  const beside = lead ? ` beside ${lead.level}` : '';
  test(`ALC-3 H6 ${level} as ${as}${beside} on a ${complexity} case: ${isEnough ? 'yes' : 'no'}`, () => {
    assert.equal(isLevelEnough({ level, as, complexity, now: lead ? [lead] : [] }), isEnough);
  });
}

for (const [id, because, changed] of [
  ['ALC-1', 'somebody-leads-already', { now: [kim] }],
  ['ALC-2', 'works-on-it-already', { now: [{ ...kim, staffId: sam, as: 'co' }] }],
  ['ALC-3 H6', 'level-is-below-the-case', { complexity: 'complex' }],
  [
    'ALC-3 H6',
    'only-a-supervisor-overrides',
    { complexity: 'complex', override: { by: priya, isBySupervisor: false, reason: 'Knows the street' } },
  ],
  [
    'ALC-3 H6',
    'nobody-overrides-for-themselves',
    { complexity: 'complex', override: { by: sam, isBySupervisor: true, reason: 'Me' } },
  ],
  ['ALC-4 H6', 'has-a-conflict-of-interest', { hasConflict: true }],
  ['ALC-6', 'check-is-over', { isCheckOver: true }],
  ['people', 'no-longer-works-here', { isActive: false }],
  ['cases', 'case-is-closed', { status: 'closed' }],
] as const satisfies readonly (readonly [string, CannotAllocate, Partial<Giving>])[]) {
  test(`${id} refuses: ${because}`, () => {
    assert.deepEqual(allocate(giving(changed)), refuse(because));
    assert.match(explain(because), /\w+ \w+/);
  });
}

test('ALC-9 whoever leads is trained for what the case is about, or a supervisor decides otherwise', () => {
  assert.deepEqual(trainingsAsked(['media', 'child']), []);
  assert.deepEqual(trainingsAsked(['young-sexual']), ['sexual harm']);
  const lacks = trainingsAsked(['domestic', 'sexual']);
  assert.deepEqual(lacks, ['domestic abuse', 'sexual harm']);
  const lead = giving({ level: 'advanced', complexity: 'complex', lacks });
  assert.deepEqual(allocate(lead), refuse('lead-is-not-trained-for-it'));
  assert.equal(allocate({ ...lead, as: 'co', now: [jo] }).ok, true);
  const override = { by: priya, isBySupervisor: true, reason: 'She learns it, and I am beside her.' };
  assert.equal(allocate({ ...lead, override }).ok, true);
  assert.match(explain('lead-is-not-trained-for-it'), /trained for it/);
});

test('ALC-3 H6 a supervisor lets somebody else lead above their level, with a reason', () => {
  const override = { by: priya, isBySupervisor: true, reason: 'Priya is beside him' };
  const decision = allocate(giving({ level: 'foundation', complexity: 'complex', override }));
  assert.deepEqual(decision, allow({ staffId: sam, as: 'lead', level: 'foundation' }));
});

test('ALC-4 H6 no supervisor goes above a conflict of interest', () => {
  const override = { by: priya, isBySupervisor: true, reason: 'Nobody else is there' };
  assert.deepEqual(allocate(giving({ hasConflict: true, override })), refuse('has-a-conflict-of-interest'));
});

test('ALC-6 no supervisor goes above vetting that is over', () => {
  const override = { by: priya, isBySupervisor: true, reason: 'Nobody else is there' };
  assert.deepEqual(allocate(giving({ isCheckOver: true, override })), refuse('check-is-over'));
});

const handing = (now: readonly Allocated[], changed: Partial<Giving> = {}) => giving({ now, ...changed });

test('ALC-7 a case is handed over in the role that the first has, weighed without them', () => {
  assert.deepEqual(handOver(jo.staffId, handing([jo])), allow({ staffId: sam, as: 'lead', level: 'intermediate' }));
  const co: Allocated = { ...jo, as: 'co' };
  assert.deepEqual(handOver(jo.staffId, handing([co, kim])), allow({ staffId: sam, as: 'co', level: 'intermediate' }));
});

test('ALC-7 whoever works beside the lead takes the lead over, and nobody else’s place', () => {
  const beside: Allocated = { staffId: sam, as: 'co', level: 'intermediate' };
  assert.deepEqual(
    handOver(jo.staffId, handing([jo, beside])),
    allow({ staffId: sam, as: 'lead', level: 'intermediate' }),
  );
  const leads: Allocated = { ...beside, as: 'lead' };
  assert.deepEqual(handOver(jo.staffId, handing([{ ...jo, as: 'co' }, leads])), refuse('works-on-it-already'));
});

for (const [because, from, now, changed] of [
  ['hands-over-to-themselves', sam, [jo], {}],
  ['does-not-work-on-it', priya, [jo], {}],
  ['level-is-below-the-case', jo.staffId, [jo], { complexity: 'complex' }],
  ['has-a-conflict-of-interest', jo.staffId, [jo], { hasConflict: true }],
  ['check-is-over', jo.staffId, [jo], { isCheckOver: true }],
] as const) {
  test(`ALC-7 refuses: ${because}`, () => {
    assert.deepEqual(handOver(from, handing(now, changed)), refuse(because));
    assert.match(explain(because), /\w+ \w+/);
  });
}

for (const [because, by] of [
  ['only-a-supervisor-lifts', { staffId: priya, maySupervise: false }],
  ['nobody-lifts-their-own', { staffId: sam, maySupervise: true }],
] as const satisfies readonly (readonly [CannotLift, Parameters<typeof lift>[1]])[]) {
  test(`ALC-5 refuses: ${because}`, () => {
    assert.deepEqual(lift({ staffId: sam }, by), refuse(because));
    assert.match(explain(because), /\w+ \w+/);
  });
}

test('ALC-5 a supervisor lifts somebody else’s', () => {
  assert.deepEqual(lift({ staffId: sam }, { staffId: priya, maySupervise: true }), allow(sam));
});

test('ALC-8 whoever holds no role that works on cases is given none, and could not open it', () => {
  assert.deepEqual(allocate(giving({ hasRole: false })), refuse('works-on-no-cases'));
  assert.deepEqual(allocate(giving({ isActive: false, hasRole: false })), refuse('no-longer-works-here'));
});
