/** A time that somebody may put into a calendar of their own. */
export interface CalendarEntry {
  /** The same each time it is made, so that a calendar changes what it has and adds nothing. */
  readonly uid: string;
  /** Higher once it changed: a calendar that knows a higher one leaves it alone. */
  readonly sequence: number;
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string;
  readonly isCancelled: boolean;
}

const mostBytes = 75;

/**
 * Entries as a calendar reads them (RFC 5545). It says no method and no organiser: both would make programs answer
 * to somebody, and an organiser would say who we are.
 */
export function calendar(entries: readonly CalendarEntry[], made: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Calendar//EN',
    ...entries.flatMap((entry) => linesOf(entry, made)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function linesOf(entry: CalendarEntry, made: Date): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(entry.uid)}`,
    `DTSTAMP:${utc(made)}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTART:${utc(entry.startsAt)}`,
    `DTEND:${utc(entry.endsAt)}`,
    `SUMMARY:${escaped(entry.title)}`,
    ...(entry.place === '' ? [] : [`LOCATION:${escaped(entry.place)}`]),
    `STATUS:${entry.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `TRANSP:${entry.isCancelled ? 'TRANSPARENT' : 'OPAQUE'}`,
    'CLASS:PRIVATE',
    'END:VEVENT',
  ];
}

/** An instant in UTC, as `20261203T133000Z`: every calendar shows it in the hours of where its owner is. */
function utc(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

// Whatever is typed stays one value on one line; signs that no calendar may hold are left out.
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`);
}

// A line has 75 bytes at most; a letter of several bytes is never cut in two.
function folded(line: string): string {
  let made = '';
  let room = mostBytes;
  for (const letter of line) {
    const bytes = Buffer.byteLength(letter);
    if (bytes > room) {
      made += '\r\n ';
      room = mostBytes - 1;
    }
    made += letter;
    room -= bytes;
  }
  return made;
}
