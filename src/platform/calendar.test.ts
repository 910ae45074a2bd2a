import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { calendar, type CalendarEntry } from './calendar.ts';

const made = new Date('2026-11-28T10:00:00Z');
const entry: CalendarEntry = {
  uid: 'a1',
  sequence: 0,
  title: 'Appointment',
  startsAt: new Date('2026-07-03T13:30:00+01:00'),
  endsAt: new Date('2026-07-03T15:00:00Z'),
  place: 'Corby Cube, George Street; Corby',
  isCancelled: false,
};

/** What a calendar reads: lines joined again where they were folded, and what was escaped as it was. */
function readBack(file: string, name: string): string | undefined {
  const line = file
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .find((each) => each.startsWith(`${name}:`));
  return line?.slice(name.length + 1).replaceAll(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
}

test('an entry is in UTC, and says neither a method nor an organiser', () => {
  assert.equal(
    calendar([entry], made),
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Calendar//EN',
      'BEGIN:VEVENT',
      'UID:a1',
      'DTSTAMP:20261128T100000Z',
      'SEQUENCE:0',
      'DTSTART:20260703T123000Z',
      'DTEND:20260703T150000Z',
      'SUMMARY:Appointment',
      String.raw`LOCATION:Corby Cube\, George Street\; Corby`,
      'STATUS:CONFIRMED',
      'TRANSP:OPAQUE',
      'CLASS:PRIVATE',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  );
});

test('what is cancelled says so, takes up no time and has no place where none is known', () => {
  const file = calendar([{ ...entry, isCancelled: true, place: '' }], made);
  assert.match(file, /STATUS:CANCELLED\r\nTRANSP:TRANSPARENT/);
  assert.doesNotMatch(file, /LOCATION/);
});

test('whatever is typed is read back as typed, in lines that are short enough, and begins no line of its own', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({
      unit: fc.constantFrom('a', ',', ';', '\\', '\n', '\r', '\t', ' ', 'é', '家', '👋', ':', 'END:VEVENT'),
      maxLength: 120,
    }),
  );
  fc.assert(
    fc.property(typed, (place) => {
      const file = calendar([{ ...entry, place }], made);
      const lines = file.split('\r\n');
      assert.ok(lines.every((line) => Buffer.byteLength(line) <= 75));
      assert.ok(Buffer.from(file).toString() === file, 'no letter is cut in two');
      assert.ok(!file.replaceAll('\r\n', '').includes('\n') && !file.replaceAll('\r\n', '').includes('\r'));
      assert.equal(lines.filter((line) => line === 'END:VEVENT').length, 1);
      const kept = place.replaceAll(/\r\n?|[\u2028\u2029]/g, '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '');
      assert.equal(readBack(file, 'LOCATION') ?? '', kept);
    }),
    { numRuns: 300 },
  );
});
