import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConferenceId, ParticipantId } from '#vocabulary/ids.ts';
import { entriesOf, type OwnTime } from './rules.ts';

const joanne = '0b6d5c1e-0000-4000-8000-0000000000a1' as ParticipantId;
const dylan = '0b6d5c1e-0000-4000-8000-0000000000a2' as ParticipantId;
const time = (changed: Partial<OwnTime> = {}): OwnTime => ({
  id: '0b6d5c1e-0000-4000-8000-0000000000c1' as ConferenceId,
  status: 'booked',
  startsAt: new Date('2026-12-03T14:00:00Z'),
  endsAt: new Date('2026-12-03T16:00:00Z'),
  arrivesAt: null,
  place: 'Corby Cube, George Street',
  ...changed,
});

test('CAL-1 what is booked is an appointment and nothing more, from when they arrive themselves', () => {
  const [booked] = entriesOf(joanne, [time({ arrivesAt: new Date('2026-12-03T13:30:00Z') })]);
  assert.equal(booked?.title, 'Appointment');
  assert.equal(booked.startsAt.toISOString(), '2026-12-03T13:30:00.000Z');
  assert.equal(entriesOf(joanne, [time()])[0]?.startsAt.toISOString(), '2026-12-03T14:00:00.000Z');
});

test('CAL-1 what is not settled, or was held, stands in no calendar', () => {
  assert.deepEqual(entriesOf(joanne, [time({ status: 'planned' }), time({ status: 'held' })]), []);
});

for (const status of ['cancelled', 'postponed'] as const)
  test(`CAL-3 what is ${status} takes the place of what was booked, and says so in its title too`, () => {
    const [before] = entriesOf(joanne, [time()]);
    const [after] = entriesOf(joanne, [time({ status })]);
    assert.equal(after?.uid, before?.uid);
    assert.ok(after && before && after.sequence > before.sequence);
    assert.ok(after.isCancelled);
    assert.match(after.title, /not going ahead/);
    assert.equal(after.place, '');
  });

test('CAL-2 two who meet have nothing in their calendars by which one leads to the other', () => {
  const [hers] = entriesOf(joanne, [time()]);
  const [his] = entriesOf(dylan, [time()]);
  assert.notEqual(hers?.uid, his?.uid);
  assert.ok(!hers?.uid.includes(time().id.slice(0, 8)));
});
