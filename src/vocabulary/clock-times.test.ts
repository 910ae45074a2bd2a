import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockOf, instantAt, minutesOf, spanInWords } from './clock-times.ts';
import type { PlainDate } from './dates.ts';

test('times are read as people type them', () => {
  for (const [text, minutes] of [
    ['14:30', 870],
    ['2.30pm', 870],
    ['2 pm', 840],
    ['12am', 0],
    ['12pm', 720],
    ['9:05', 545],
    ['25:00', null],
    ['13pm', null],
    ['7', null],
    ['noon 🕛', null],
    ['10:75', null],
  ] as const) {
    assert.equal(minutesOf(text), minutes, text);
  }
});

test('a time on the clocks of the service is the right instant in winter and in summer', () => {
  assert.equal(instantAt('2026-12-03' as PlainDate, 840).toISOString(), '2026-12-03T14:00:00.000Z');
  assert.equal(instantAt('2026-07-03' as PlainDate, 840).toISOString(), '2026-07-03T13:00:00.000Z');
  assert.equal(clockOf(instantAt('2026-07-03' as PlainDate, 30)), '00:30');
  assert.equal(instantAt('2027-03-28' as PlainDate, 90).toISOString(), '2027-03-28T01:30:00.000Z');
});

test('a span is said in words, on the clocks of the service', () => {
  const span = { startsAt: new Date('2026-07-03T11:00:00Z'), endsAt: new Date('2026-07-03T13:30:00Z') };
  assert.equal(spanInWords(span), 'Friday 3 July 2026, midday to 2:30pm');
});
