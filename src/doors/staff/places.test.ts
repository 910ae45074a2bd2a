import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StaffSession } from '#service/sign-in/store.ts';
import type { StaffRole } from '#vocabulary/staff.ts';
import { placesFor } from './places.ts';

const roles = Object.keys({
  coordinator: true,
  facilitator: true,
  'volunteer-facilitator': true,
  supervisor: true,
  manager: true,
  'data-officer': true,
  administrator: true,
  referrer: true,
  commissioner: true,
} satisfies Record<StaffRole, true>) as readonly StaffRole[];

const menuOf = (role: StaffRole, path = '/work') => {
  const { navigation, more } = placesFor({ roles: [role] } as unknown as StaffSession, path);
  return { navigation, folded: more.flatMap(({ items }) => items), more };
};

for (const role of roles)
  test(`the menu of a ${role} takes one line, and folds away no more than it must`, () => {
    const { navigation, folded, more } = menuOf(role);
    assert.ok(navigation.length > 0 && navigation.length <= 7, navigation.map(({ text }) => text).join(', '));
    assert.ok(more.every(({ items }) => items.length > 0));
    if (folded.length > 0) assert.ok(navigation.length + folded.length > 7);
  });

test('the part one is in is marked once, on its pages below and on no other', () => {
  const here = (path: string) => {
    const { navigation, folded } = menuOf('coordinator', path);
    return [...navigation, ...folded].filter(({ current }) => current).map(({ text }) => text);
  };
  assert.deepEqual(here('/venues/new'), ['Venues']);
  assert.deepEqual(here('/cases/J3TH-EMQP/consent'), ['Cases']);
  assert.deepEqual(here('/lists/new'), ['Offers']);
  assert.deepEqual(here('/staff-room'), []);
});
