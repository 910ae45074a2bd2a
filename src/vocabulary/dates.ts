declare const plainDate: unique symbol;

/** A day without a time, as `2026-11-23`, in the service's own calendar (Europe/London). */
export type PlainDate = string & { readonly [plainDate]: true };

const zone = 'Europe/London';
const inLondon = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const longDay = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
const weekDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const clockTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
});

/** The day it is in Northamptonshire at an instant. */
export function dayOf(instant: Date): PlainDate {
  return inLondon.format(instant) as PlainDate;
}

/** A day from its text, or null when there is no such day: 2026-02-30 is null. */
export function asPlainDate(text: string): PlainDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const instant = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== text ? null : (text as PlainDate);
}

/** A day some days later, or earlier when the number is negative. */
export function plusDays(day: PlainDate, days: number): PlainDate {
  const instant = new Date(`${day}T00:00:00Z`);
  instant.setUTCDate(instant.getUTCDate() + days);
  return instant.toISOString().slice(0, 10) as PlainDate;
}

/** A day some months later; the end of a short month stands for a day it does not have. */
export function plusMonths(day: PlainDate, months: number): PlainDate {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10) as PlainDate;
}

/** Whole days from one day to another; negative when the second is earlier. */
export function daysBetween(from: PlainDate, until: PlainDate): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** How old somebody born on a day is on another day. */
export function ageOn(born: PlainDate, day: PlainDate): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(5) < born.slice(5) ? years - 1 : years;
}

/** "23 November 2026". */
export function inWords(day: PlainDate): string {
  return longDay.format(new Date(`${day}T00:00:00Z`));
}

/** "Monday 23 November 2026". */
export function inWordsWithWeekday(day: PlainDate): string {
  return weekDay.format(new Date(`${day}T00:00:00Z`)).replace(',', '');
}

/** "23 November 2026 at 2:30pm", in the service's own time. */
export function momentInWords(instant: Date): string {
  return `${inWords(dayOf(instant))} at ${timeInWords(instant)}`;
}

/** "2:30pm", "midday" and "midnight" for the two that people mix up. */
export function timeInWords(instant: Date): string {
  const time = clockTime.format(instant).replace(/\s/g, '').toLowerCase();
  if (time === '12:00pm') return 'midday';
  if (time === '12:00am' || time === '0:00am') return 'midnight';
  return time.replace(':00', '');
}
