import assert from 'node:assert/strict';
import { test } from 'node:test';
import Holidays from 'date-holidays';
import { dayOf, plusDays, type PlainDate } from './dates.ts';
import { bankHolidaysOf, isWorkingDay, workingDaysBefore } from './working-days.ts';

test('weekends and bank holidays of England are not worked', () => {
  const days = ['2026-11-20', '2026-11-21', '2026-12-25', '2026-12-28', '2026-12-29'] as PlainDate[];
  assert.deepEqual(days.map(isWorkingDay), [true, false, false, false, true]);
});

test('twenty working days before a Monday is four weeks earlier, and over Easter earlier still', () => {
  assert.equal(workingDaysBefore('2026-11-23' as PlainDate, 20), '2026-10-26');
  assert.equal(workingDaysBefore('2026-04-20' as PlainDate, 20), '2026-03-19');
});

// gov.uk/bank-holidays, England and Wales, as it was read for these years.
const published = {
  // Two jubilee days instead of one in May, a funeral; the year after a coronation.
  2022: ['01-03', '04-15', '04-18', '05-02', '06-02', '06-03', '08-29', '09-19', '12-26', '12-27'],
  2023: ['01-02', '04-07', '04-10', '05-01', '05-08', '05-29', '08-28', '12-25', '12-26'],
  2024: ['01-01', '03-29', '04-01', '05-06', '05-27', '08-26', '12-25', '12-26'],
  2025: ['01-01', '04-18', '04-21', '05-05', '05-26', '08-25', '12-25', '12-26'],
  2026: ['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28'],
  2027: ['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28'],
  2028: ['01-03', '04-14', '04-17', '05-01', '05-29', '08-28', '12-25', '12-26'],
} as const;

for (const [year, days] of Object.entries(published))
  test(`the bank holidays of ${year} are those that were published`, () => {
    assert.deepEqual(
      [...bankHolidaysOf(Number(year))].toSorted(),
      days.map((day) => `${year}-${day}`),
    );
  });

test('the package that keeps the holidays of countries says the same, of years that are long away too', () => {
  const england = new Holidays('GB', 'ENG', { types: ['public'] });
  for (let year = 2022; year <= 2060; year += 1) {
    const days = england.getHolidays(year).map(({ date }) => date.slice(0, 10));
    // A day that moved stands there on its own day too.
    const worked = days.filter((day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()));
    assert.deepEqual([...bankHolidaysOf(year)].toSorted(), [...new Set(worked)].toSorted(), String(year));
  }
});

test('they do not run out: every year has eight, none of them on a weekend', () => {
  for (let year = 2024; year <= 2100; year += 1) {
    const days = [...bankHolidaysOf(year)] as PlainDate[];
    assert.equal(days.length, 8, String(year));
    for (const day of days) assert.ok(![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()), day);
  }
});

/** Until when gov.uk/bank-holidays was read. What was proclaimed since is added to the rule, and this moved on. */
const readUntil = '2028-12-31' as PlainDate;

test('what is proclaimed is read in good time: a year before it was last read until', () => {
  const today = dayOf(new Date());
  assert.ok(
    today < plusDays(readUntil, -365),
    `Read gov.uk/bank-holidays: add what was proclaimed to vocabulary/working-days.ts, and move readUntil on from ${readUntil}`,
  );
});
