import { plusDays, type PlainDate } from './dates.ts';

/**
 * Days that are bank holidays by proclamation, beside or instead of those the law names: no rule and no package knows them before they
 * are proclaimed. Source: gov.uk/bank-holidays (Open Government Licence).
 */
const proclaimed: Readonly<Record<string, 'holiday' | 'none'>> = {
  '2022-05-30': 'none',
  '2022-06-02': 'holiday',
  '2022-06-03': 'holiday',
  '2022-09-19': 'holiday',
  '2023-05-08': 'holiday',
};

const holidays = new Map<number, ReadonlySet<string>>();

/** The bank holidays of England in a year, by the law of 1971 and custom: they do not run out as a list does. */
export function bankHolidaysOf(year: number): ReadonlySet<string> {
  const known = holidays.get(year);
  if (known) return known;
  const day = (month: number, date: number) => `${year}-${two(month)}-${two(date)}` as PlainDate;
  const easter = easterOf(year);
  const days: PlainDate[] = [plusDays(easter, -2), plusDays(easter, 1)];
  days.push(mondayFrom(day(5, 1)), mondayFrom(day(5, 25)), mondayFrom(day(8, 25)));
  // One that falls on a weekend, or on another, moves to the next day that is neither.
  for (const named of [day(1, 1), day(12, 25), day(12, 26)]) days.push(moved(named, days));
  const said = Object.entries(proclaimed).filter(([named]) => named.startsWith(String(year)));
  const made = new Set<string>([...days, ...said.flatMap(([named, is]) => (is === 'holiday' ? [named] : []))]);
  for (const [named, is] of said) if (is === 'none') made.delete(named);
  holidays.set(year, made);
  return made;
}

const two = (number: number) => String(number).padStart(2, '0');

function moved(day: PlainDate, taken: readonly string[]): PlainDate {
  return isWeekend(day) || taken.includes(day) ? moved(plusDays(day, 1), taken) : day;
}

function mondayFrom(day: PlainDate): PlainDate {
  return weekdayOf(day) === 1 ? day : mondayFrom(plusDays(day, 1));
}

/** Easter Sunday, as the churches of the West count it (Meeus, Jones and Butcher). */
function easterOf(year: number): PlainDate {
  const golden = year % 19;
  const [century, rest] = [Math.floor(year / 100), year % 100];
  const skipped = century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const moon = (19 * golden + skipped + 15) % 30;
  const week = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - moon - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * week) / 451);
  return plusDays(`${year}-03-22` as PlainDate, moon + week - 7 * late);
}

const weekdayOf = (day: PlainDate) => new Date(`${day}T00:00:00Z`).getUTCDay();
const isWeekend = (day: PlainDate) => weekdayOf(day) === 0 || weekdayOf(day) === 6;

/** Whether people work on a day: not on a weekend, nor on a bank holiday of England. */
export function isWorkingDay(day: PlainDate): boolean {
  return !isWeekend(day) && !bankHolidaysOf(Number(day.slice(0, 4))).has(day);
}

/** The day some working days before another. */
export function workingDaysBefore(day: PlainDate, count: number): PlainDate {
  let at = day;
  for (let left = count; left > 0;) {
    at = plusDays(at, -1);
    if (isWorkingDay(at)) left -= 1;
  }
  return at;
}

/** The day some working days after another. */
export function workingDaysAfter(day: PlainDate, count: number): PlainDate {
  let at = day;
  for (let left = count; left > 0;) {
    at = plusDays(at, 1);
    if (isWorkingDay(at)) left -= 1;
  }
  return at;
}

/** How many working days come after one day, up to another and with it; none where the other is not later. */
export function workingDaysBetween(from: PlainDate, until: PlainDate): number {
  let count = 0;
  for (let at = from; at < until;) {
    at = plusDays(at, 1);
    if (isWorkingDay(at)) count += 1;
  }
  return count;
}
