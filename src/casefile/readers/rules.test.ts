import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allow, refuse } from '#platform/decision.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { StaffRole } from '#vocabulary/staff.ts';
import { openingOf, type Relation } from './policy.ts';
import { endNaming, explain, nameReader, restrict, somebodyRemains, type Candidate } from './rules.ts';

const sam: Candidate = {
  staffId: 'sam' as StaffId,
  isActive: true,
  isLetIn: true,
  isKeeper: false,
  hasConflict: false,
};
const priya: Candidate = { ...sam, staffId: 'priya' as StaffId, isKeeper: true };

test('RDR-5 somebody who reads cases and works here may be named', () => {
  assert.deepEqual(nameReader(sam, []), allow(sam.staffId));
});

for (const [because, who, named] of [
  ['no-longer-works-here', { ...sam, isActive: false }, []],
  ['reads-no-cases', { ...sam, isLetIn: false }, []],
  ['has-a-conflict-of-interest', { ...sam, hasConflict: true }, []],
  ['named-already', sam, [sam.staffId]],
] as const) {
  test(`RDR-1 RDR-5 refuses to name: ${because}`, () => {
    assert.deepEqual(nameReader(who, named), refuse(because));
    assert.match(explain(because), /^[A-Z]/);
  });
}

test('RDR-3 RDR-4 a case is restricted once, to people among whom a supervisor or manager is', () => {
  assert.deepEqual(restrict(false, [sam, priya]), allow('restricted'));
  assert.deepEqual(restrict(false, [sam]), refuse('nobody-would-remain'));
  assert.deepEqual(restrict(true, []), refuse('restricted-already', 'nobody-would-remain'));
});

test('RDR-4 the last supervisor or manager of a restricted case stays named', () => {
  assert.deepEqual(endNaming(priya, { isRestricted: true, remaining: [sam] }), refuse('nobody-would-remain'));
  assert.deepEqual(endNaming(priya, { isRestricted: false, remaining: [] }), allow(priya.staffId));
  assert.deepEqual(endNaming(sam, { isRestricted: true, remaining: [priya] }), allow(sam.staffId));
});

test('RDR-4 who left, or has a conflict of interest, is nobody who remains', () => {
  assert.equal(somebodyRemains([{ ...priya, isActive: false }]), false);
  assert.equal(somebodyRemains([{ ...priya, hasConflict: true }]), false);
  assert.equal(somebodyRemains([sam, priya]), true);
});

const relations = fc.record<Relation>({
  isAllocated: fc.boolean(),
  isNamed: fc.boolean(),
  coveringUntil: fc.option(fc.date()),
  isRestricted: fc.boolean(),
  hasConflict: fc.boolean(),
  isOtherTeams: fc.boolean(),
  lookingUntil: fc.option(fc.date()),
});
const roles = fc.subarray<StaffRole>([
  'coordinator',
  'facilitator',
  'volunteer-facilitator',
  'supervisor',
  'manager',
  'data-officer',
  'administrator',
]);

test('RDR-1 an administrator alone opens nothing, and nobody opens a case with a conflict of interest (H6)', () => {
  fc.assert(
    fc.property(relations, (relation) => {
      assert.equal(openingOf({ roles: ['administrator'] }, relation), 'closed');
    }),
  );
  fc.assert(
    fc.property(relations, roles, (relation, held) => {
      assert.notEqual(openingOf({ roles: held }, { ...relation, hasConflict: true }), 'works');
    }),
  );
});

test('RDR-2 RDR-3 RDR-7 a role opens what is not restricted; a restricted case opens only for its people', () => {
  fc.assert(
    fc.property(relations, roles, (relation, held) => {
      const may = openingOf({ roles: held }, relation) === 'works';
      if (may && relation.isRestricted) assert.ok(relation.isAllocated || relation.isNamed);
      if (may && !relation.isAllocated && !relation.isNamed && relation.coveringUntil === null)
        assert.ok(held.some((role) => role === 'coordinator' || role === 'supervisor' || role === 'manager'));
    }),
  );
  const bystander: Relation = {
    isAllocated: false,
    isNamed: false,
    coveringUntil: null,
    isRestricted: false,
    hasConflict: false,
    isOtherTeams: false,
    lookingUntil: null,
  };
  assert.equal(openingOf({ roles: ['manager'] }, bystander), 'works');
  assert.equal(openingOf({ roles: ['data-officer'] }, bystander), 'closed');
  assert.equal(openingOf({ roles: ['manager'] }, { ...bystander, isOtherTeams: true }), 'closed');
  assert.equal(openingOf({ roles: ['manager'] }, { ...bystander, isOtherTeams: true, isNamed: true }), 'works');
  assert.equal(openingOf({ roles: ['data-officer'] }, { ...bystander, isNamed: true }), 'works');
});

test('RDR-6 a broken glass lets somebody look who would find the case closed, and takes nothing from whoever works in it', () => {
  fc.assert(
    fc.property(relations, roles, (relation, held) => {
      const before = openingOf({ roles: held }, { ...relation, lookingUntil: null });
      const now = openingOf({ roles: held }, { ...relation, lookingUntil: new Date() });
      const isLetIn = held.some((role) => role !== 'administrator');
      assert.equal(now, before === 'closed' && isLetIn ? 'looks' : before);
    }),
  );
});
