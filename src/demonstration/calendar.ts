import type { PlainDate } from '#vocabulary/dates.ts';
import type { Life } from './life.ts';

/** The first days of January that come after the story’s day, when the holidays are over. */
export function afterChristmas(life: Life): PlainDate {
  const year = Number(life.today.slice(0, 4));
  const next = `${year}-01-06`;
  return (next > life.today ? next : `${year + 1}-01-06`) as PlainDate;
}

/** The July that comes next, when exams are over and results are not there yet. */
export function afterExams(life: Life): PlainDate {
  const year = Number(life.today.slice(0, 4));
  const next = `${year}-07-06`;
  return (next > life.today ? next : `${year + 1}-07-06`) as PlainDate;
}
