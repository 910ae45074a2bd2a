import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allow, refuse } from '#platform/decision.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { countedAs, explain, standIn, type CannotStandIn, type SomebodyInTheCase, type StandIn } from './rules.ts';

const manager: SomebodyInTheCase = { id: 'manager' as ParticipantId, parts: ['harmed'], isOrganisation: false };
const shop: SomebodyInTheCase = { id: 'shop' as ParticipantId, parts: ['harmed'], isOrganisation: true };
const said = (changed: Partial<StandIn> = {}): StandIn => ({
  ...{ forId: shop.id, because: 'cannot', wish: 'agreed', link: 'works-there', speaksFor: ['the-organisation'] },
  ...changed,
});
const found = { who: manager, whose: shop, status: 'open' } as const;

for (const [id, because, changed] of [
  ['STI-3', 'speaks-for-nothing', { speaksFor: [] }],
  ['STI-3', 'they-did-not-agree', { wish: 'informed', speaksFor: ['own-story', 'their-words'] }],
  ['STI-3', 'they-did-not-agree', { wish: 'not-consulted', speaksFor: ['what-is-agreed'] }],
  ['STI-4', 'was-asked', { because: 'does-not-want-to', wish: 'not-consulted' }],
  ['STI-4', 'was-not-asked', { because: 'was-not-found' }],
  ['STI-4', 'was-not-asked', { because: 'nobody-in-particular', forId: null, wish: 'informed' }],
  ['STI-4', 'somebody-in-particular', { because: 'nobody-in-particular', wish: 'not-consulted' }],
] as const satisfies readonly (readonly [string, CannotStandIn, Partial<StandIn>])[])
  test(`${id} refuses: ${because} ${JSON.stringify(changed)}`, () => {
    assert.deepEqual(standIn(said(changed), found), refuse(because));
    assert.match(explain(because), /^[A-Z].+[^.]$/);
  });

test('STI-1 a person on the harmed side stands in for another of it, or for somebody who is not in the case', () => {
  assert.deepEqual(standIn(said(), found), allow(said()));
  const forNobodyHere = said({
    forId: null,
    because: 'was-not-found',
    wish: 'not-consulted',
    speaksFor: ['own-story'],
  });
  assert.deepEqual(standIn(forNobodyHere, { ...found, whose: undefined }), allow(forNobodyHere));
  const dylan: SomebodyInTheCase = { ...manager, id: 'dylan' as ParticipantId, parts: ['responsible'] };
  for (const [because, changed] of [
    ['case-is-closed', { status: 'closed' }],
    ['is-not-on-the-harmed-side', { who: dylan }],
    ['is-an-organisation', { who: { ...shop, id: 'another' as ParticipantId } }],
    ['stands-in-for-themselves', { whose: manager }],
    ['was-not-harmed', { whose: dylan }],
  ] as const) {
    assert.deepEqual(standIn(said(), { ...found, ...changed }), refuse(because));
    assert.match(explain(because), /^[A-Z].+[^.]$/);
  }
});

test('STI-2 what is written anew takes the whole place of what stood before', () => {
  const before = said({ speaksFor: ['own-story', 'their-words'] });
  assert.deepEqual(standIn({ ...before, speaksFor: ['own-story'] }, found), allow(said({ speaksFor: ['own-story'] })));
});

test('STI-5 a stand-in who speaks for themselves is counted apart', () => {
  assert.deepEqual([false, true].map(countedAs), ['self', 'stand-in']);
});
