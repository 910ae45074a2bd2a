import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entriesOf, type OwnTime } from './rules.ts';

const time = (changed: Partial<OwnTime> = {}): OwnTime => ({
  uid: 'a1',
  status: 'booked',
  startsAt: new Date('2026-12-03T14:00:00Z'),
  endsAt: new Date('2026-12-03T16:00:00Z'),
  arrivesAt: null,
  place: 'Corby Cube, George Street',
  reference: '',
  ...changed,
});

test('CAL-1 what is booked is an appointment and nothing more, from when they arrive themselves', () => {
  const [booked] = entriesOf([time({ arrivesAt: new Date('2026-12-03T13:30:00Z') })]);
  assert.equal(booked?.title, 'Appointment');
  assert.equal(booked.startsAt.toISOString(), '2026-12-03T13:30:00.000Z');
  assert.equal(entriesOf([time()])[0]?.startsAt.toISOString(), '2026-12-03T14:00:00.000Z');
});

test('CAL-1 what is not settled, or was held, stands in no calendar', () => {
  assert.deepEqual(entriesOf([time({ status: 'planned' }), time({ status: 'held' })]), []);
});

for (const status of ['cancelled', 'postponed'] as const)
  test(`CAL-2 what is ${status} takes the place of what was booked, and says so in its title too`, () => {
    const [before] = entriesOf([time()]);
    const [after] = entriesOf([time({ status })]);
    assert.equal(after?.uid, before?.uid);
    assert.ok(after && before && after.sequence > before.sequence);
    assert.ok(after.isCancelled);
    assert.match(after.title, /not going ahead/);
    assert.equal(after.place, '');
  });

test('CAL-3 staff find which case it is by its reference, and nothing else of it', () => {
  assert.equal(entriesOf([time({ reference: '4CDA-9Q7W' })])[0]?.title, 'Appointment, 4CDA-9Q7W');
  const [off] = entriesOf([time({ reference: '4CDA-9Q7W', status: 'cancelled' })]);
  assert.equal(off?.title, 'Appointment, 4CDA-9Q7W – not going ahead');
});
