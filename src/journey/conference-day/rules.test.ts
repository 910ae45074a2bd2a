import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aConference, aPlan, dylan, jo, joanne, ruth, sam } from '#journey/conference/examples.ts';
import type { Attendee } from '#vocabulary/conference.ts';
import { about, type Stand } from '#vocabulary/consent.ts';
import type { HarmLink } from '#vocabulary/frame.ts';
import type { CompanionId, IncidentId, StaffId } from '#vocabulary/ids.ts';
import * as rules from './rules.ts';

const now = new Date('2026-11-24T10:00:00Z');
const link: HarmLink = { incidentId: 'i' as IncidentId, harmedId: joanne, responsibleId: dylan };
const [herself, sister, himself] = aConference().attendees as [Attendee, Attendee, Attendee];
const because = (decision: { readonly ok: boolean; readonly because?: readonly string[] }) => decision.because ?? [];

/** Dylan said yes to somebody of the other side. */
function yes({ id }: Attendee): Stand {
  return {
    ...about('attend', { itemId: id }),
    participantId: dylan,
    guardianId: null,
    answer: 'given',
    askAfter: null,
  };
}

test('CNF-7 CNF-12 nobody comes twice, and who comes is settled once it is booked', () => {
  const who = { participantId: joanne, companionId: ruth, shownAs: 'Her sister' };
  assert.deepEqual(because(rules.comes(aConference({ status: 'planned' }), who)), ['comes-already']);
  const other = { ...who, companionId: 'another' as CompanionId, shownAs: '' };
  assert.deepEqual(because(rules.comes(aConference(), other)), [
    'who-comes-is-settled',
    'how-they-are-told-of-is-missing',
  ]);
});

test('CNF-9 only a booked conference that has begun is held', () => {
  const what = { came: [herself.id, himself.id], happened: 'They talked.', now: new Date('2026-12-03T17:00:00Z') };
  assert.deepEqual(rules.held(aConference(), [link], what), { ok: true, value: [joanne, dylan] });
  assert.deepEqual(because(rules.held(aConference({ status: 'planned' }), [link], what)), [
    'only-a-booked-one-is-held',
  ]);
  assert.deepEqual(because(rules.held(aConference(), [link], { ...what, now, happened: '' })), [
    'has-not-begun',
    'what-happened-is-missing',
  ]);
});

test('somebody of both sides came, or they have not met', () => {
  const what = { came: [herself.id, sister.id], happened: 'She waited.', now: new Date('2026-12-03T17:00:00Z') };
  assert.deepEqual(because(rules.held(aConference(), [link], what)), ['both-sides-did-not-come']);
});

test('H4 nobody answers about whom they were not told of, and whoever answered once may take it back', () => {
  const conference = aConference({ status: 'planned' });
  const untold = { ...herself, shownSince: null };
  const said = (stands: readonly Stand[]) => ({ participantId: dylan, stands });
  assert.deepEqual(rules.mayAnswer(conference, herself, said([])), { ok: true, value: 'attend' });
  assert.deepEqual(because(rules.mayAnswer(conference, untold, said([]))), ['not-asked-yet']);
  assert.deepEqual(because(rules.mayAnswer({ invited: [joanne] }, herself, said([]))), ['not-asked-yet']);
  assert.deepEqual(because(rules.mayAnswer(conference, untold, said([yes(sister)]))), ['not-asked-yet']);
  assert.equal(rules.mayAnswer(conference, untold, said([yes(herself)])).ok, true);
  assert.deepEqual(rules.mayAnswer(conference, untold, { participantId: joanne, stands: [] }), {
    ok: true,
    value: 'share-item',
  });
});

test('nothing is made ready for a day that is over', () => {
  for (const status of ['held', 'cancelled', 'postponed'] as const) {
    assert.deepEqual(because(rules.prepare({ status })), ['it-has-ended']);
    assert.ok(
      because(rules.approve(aConference({ status }), { staffId: sam, isSupervisor: false })).includes('it-has-ended'),
    );
  }
});

test('CNF-19 H7 a whole plan is approved by the other facilitator or a supervisor, never by who wrote it', () => {
  const conference = aConference({ planApprovedBy: null });
  const stranger = 'somebody' as StaffId;
  assert.equal(rules.approve(conference, { staffId: sam, isSupervisor: false }).ok, true);
  assert.equal(rules.approve(conference, { staffId: stranger, isSupervisor: true }).ok, true);
  assert.deepEqual(because(rules.approve(conference, { staffId: jo, isSupervisor: true })), [
    'approver-wrote-the-plan',
  ]);
  assert.deepEqual(because(rules.approve(conference, { staffId: stranger, isSupervisor: false })), [
    'approver-may-not',
  ]);
  const half = { ...conference, plan: { ...aPlan, stop: '' } };
  assert.deepEqual(because(rules.approve(half, { staffId: sam, isSupervisor: false })), ['plan-is-not-whole']);
});

test('every refusal has words', () => {
  const all: readonly rules.Refusal[] = [
    'holds-what-is-protected',
    'it-has-ended',
    'who-comes-is-settled',
    'comes-already',
    'how-they-are-told-of-is-missing',
    'not-asked-yet',
    'plan-is-not-whole',
    'approver-wrote-the-plan',
    'approver-may-not',
    'only-a-booked-one-is-held',
    'has-not-begun',
    'what-happened-is-missing',
    'both-sides-did-not-come',
  ];
  assert.equal(new Set(all.map(rules.explain)).size, all.length);
});
