import { plusDays, type PlainDate } from './dates.ts';

/** Bank holidays of England and Wales. Source: gov.uk/bank-holidays (Open Government Licence), read for 2024 to 2028. */
const bankHolidays: ReadonlySet<string> = new Set([
  ...['2024-01-01', '2024-03-29', '2024-04-01', '2024-05-06', '2024-05-27', '2024-08-26', '2024-12-25', '2024-12-26'],
  ...['2025-01-01', '2025-04-18', '2025-04-21', '2025-05-05', '2025-05-26', '2025-08-25', '2025-12-25', '2025-12-26'],
  ...['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25', '2026-08-31', '2026-12-25', '2026-12-28'],
  ...['2027-01-01', '2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31', '2027-08-30', '2027-12-27', '2027-12-28'],
  ...['2028-01-03', '2028-04-14', '2028-04-17', '2028-05-01', '2028-05-29', '2028-08-28', '2028-12-25', '2028-12-26'],
]);

/** Whether people work on a day: not on a weekend, nor on a bank holiday of England. */
export function isWorkingDay(day: PlainDate): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !bankHolidays.has(day);
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
