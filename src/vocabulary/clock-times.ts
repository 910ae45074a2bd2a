import { dayOf, inWordsWithWeekday, timeInWords, type PlainDate } from './dates.ts';

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Minutes after midnight of a time as people type it: "14:30", "2.30pm", "9 am"; null when it is no time. */
export function minutesOf(text: string): number | null {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/i.exec(text.trim());
  if (!found) return null;
  const [, hourText, minuteText = '0', half] = found;
  const [hour, minute] = [Number(hourText), Number(minuteText)];
  if (minute > 59 || (half === undefined && found[2] === undefined)) return null;
  if (half === undefined) return hour < 24 ? hour * 60 + minute : null;
  if (hour < 1 || hour > 12) return null;
  return ((hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)) * 60 + minute;
}

/** The instant of a time on the clocks of the service, on a day; an hour that a day skips is the hour after it. */
export function instantAt(day: PlainDate, minutes: number): Date {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  const inSummer = new Date(asUtc - 3_600_000);
  return clockOf(inSummer) === clockText(minutes) && dayOf(inSummer) === day ? inSummer : new Date(asUtc);
}

/** The time on the clocks of the service, as `14:30`. */
export function clockOf(instant: Date): string {
  return london.format(instant);
}

function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** "Thursday 3 December 2026, 2pm to 4pm". */
export function spanInWords({ startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date }): string {
  return `${inWordsWithWeekday(dayOf(startsAt))}, ${timeInWords(startsAt)} to ${timeInWords(endsAt)}`;
}
