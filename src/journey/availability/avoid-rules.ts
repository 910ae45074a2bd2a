import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { Id, ParticipantId } from '#vocabulary/ids.ts';
import type { CaseStatus } from '#vocabulary/parts.ts';

export type DayToAvoidId = Id<'day-to-avoid'>;

/** A day on which somebody should not have to meet: a birthday, an anniversary, an inquest (domain 99). */
export interface DayToAvoid {
  readonly participantId: ParticipantId;
  /** The day itself, or the first of them where it comes again every year. */
  readonly onDay: PlainDate;
  readonly isEveryYear: boolean;
  /** Why: of their own side, and told to nobody. */
  readonly words: string;
}

export type CannotAvoid = 'case-is-closed' | 'day-has-passed' | 'why-is-missing' | 'is-there-already' | 'too-many-days';

const most = 20;

/** A day to avoid is to come, or comes again every year; it says why, once of each day, and there are few of them. (AVA-8) */
export function avoid(
  day: DayToAvoid,
  known: { readonly status: CaseStatus; readonly today: PlainDate; readonly others: readonly DayToAvoid[] },
): Decision<DayToAvoid, CannotAvoid> {
  const theirs = known.others.filter(({ participantId }) => participantId === day.participantId);
  const reasons: CannotAvoid[] = [];
  if (known.status === 'closed') reasons.push('case-is-closed');
  if (!day.isEveryYear && day.onDay < known.today) reasons.push('day-has-passed');
  if (day.words === '') reasons.push('why-is-missing');
  if (theirs.some(({ onDay }) => onDay === day.onDay)) reasons.push('is-there-already');
  if (theirs.length >= most) reasons.push('too-many-days');
  return refuseAny(reasons, day);
}

/** Whether a day is one of these. What is on 29 February comes on the 28th in a year that has none. (AVA-8) */
export function fallsOn({ onDay, isEveryYear }: Pick<DayToAvoid, 'onDay' | 'isEveryYear'>, day: PlainDate): boolean {
  if (onDay === day) return true;
  if (!isEveryYear || day < onDay) return false;
  if (onDay.slice(5) === day.slice(5)) return true;
  return onDay.slice(5) === '02-29' && day.slice(5) === '02-28' && plusDays(day, 1).slice(5) === '03-01';
}

/** The days of the year ahead that somebody avoids, each once and in order: it tells neither whose they are nor why. (AVA-9) */
export function daysAhead(days: readonly DayToAvoid[], today: PlainDate): readonly PlainDate[] {
  const years = [0, 1].map((more) => Number(today.slice(0, 4)) + more);
  const ahead = days.flatMap(({ onDay, isEveryYear }) => {
    if (!isEveryYear) return [onDay];
    return years.map((year) => inYear(onDay, year)).filter((day) => day >= onDay);
  });
  const until = plusDays(today, 366);
  return [...new Set(ahead)].filter((day) => day >= today && day <= until).toSorted();
}

function inYear(onDay: PlainDate, year: number): PlainDate {
  const hasLeapDay = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const rest = onDay.slice(5) === '02-29' && !hasLeapDay ? '02-28' : onDay.slice(5);
  return `${String(year)}-${rest}` as PlainDate;
}

export type CannotMeetOn = 'somebody-avoids-this-day';

/** Nobody meets on a day that somebody avoids, unless it is said that they know of it and agree. (AVA-9) */
export function mayMeetOn(
  days: readonly DayToAvoid[],
  day: PlainDate,
  although: boolean,
): Decision<PlainDate, CannotMeetOn> {
  return !although && days.some((each) => fallsOn(each, day)) ? refuse('somebody-avoids-this-day') : allow(day);
}

/** The refusals in plain words: of another side they say nothing. (AVA-9) */
export function explainAvoiding(reason: CannotAvoid | CannotMeetOn): string {
  switch (reason) {
    case 'case-is-closed':
      return 'This case is closed, so nothing in it changes';
    case 'day-has-passed':
      return 'That day has gone by. Write a day to come, or say that it comes every year';
    case 'why-is-missing':
      return 'Write why, in a few words';
    case 'is-there-already':
      return 'This day is written down already';
    case 'too-many-days':
      return `At most ${most} days are kept of one person. Take one out first`;
    case 'somebody-avoids-this-day':
      return 'This is a day to avoid. Choose another, or tick that it was agreed all the same';
    default:
      return unreachable(reason);
  }
}
