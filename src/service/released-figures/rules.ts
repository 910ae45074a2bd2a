import type { PlainDate } from '#vocabulary/dates.ts';
import { plusDays, plusMonths } from '#vocabulary/dates.ts';
import { tables, type TableName } from './tables-rules.ts';

/** A count below this is not shown: the usual threshold towards a body that pays (domain 201, 202; OECD glossary: 3 or 5). */
export const fewestShown = 5;
/** A share is only worked out of so many (domain 202). */
export const fewestForShare = 20;
/** How long after the end of a quarter its figures are made ready: what is written down late is in them. */
export const readyAfterDays = 14;
/** How far back quarters are made ready when a service begins to have figures. */
export const monthsBack = 24;
/** Which definitions the numbers follow; it goes up when what is counted changes. */
export const definitions = 2;

/** A count as it may be shown; null where it is not. */
export type Shown = number | null;

export interface Released {
  readonly total: Shown;
  readonly parts: readonly Shown[];
}

/**
 * What may be shown of a total and its parts. Each small part is hidden, and beside it as many others, from the last of the
 * list up, that any small number could stand in its place: nobody works one out from the total, nor by knowing this rule, because
 * which others are hidden never depends on how small the small ones are. (FIG-1, FIG-2)
 */
export function release(counts: readonly number[]): Released {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const nothing = counts.map(() => null);
  if (total < fewestShown) return { total: null, parts: nothing };
  const hidden = new Set(counts.keys().filter((at) => isSmall(counts[at] ?? 0)));
  if (hidden.size === 0) return { total, parts: counts };
  let beside = 0;
  for (const at of [...counts.keys()].toReversed().filter((each) => !hidden.has(each))) {
    if (beside > 0 && leavesRoom(counts, hidden, beside)) break;
    hidden.add(at);
    beside += 1;
  }
  if (!leavesRoom(counts, hidden, beside)) return { total, parts: nothing };
  return { total, parts: counts.map((count, at) => (hidden.has(at) ? null : count)) };
}

function isSmall(count: number): boolean {
  return count < fewestShown;
}

/** Whether the hidden ones together would allow each small one to be anything from none to four. */
function leavesRoom(counts: readonly number[], hidden: ReadonlySet<number>, beside: number): boolean {
  const together = [...hidden].reduce((sum, at) => sum + (counts[at] ?? 0), 0);
  return together >= beside * fewestShown + fewestShown - 1;
}

/** A number that was counted over all records of a service. It is never kept. */
export interface Counted {
  readonly ofTable: string;
  readonly part: string;
  readonly number: number;
}

/** A number as it is kept. */
export interface Figure {
  readonly ofTable: TableName;
  readonly part: string;
  readonly shown: Shown;
}

/** Makes the counts of a quarter ready: every table with its total, and of each part what may be shown. (FIG-1, FIG-2) */
export function makeReady(counted: readonly Counted[]): readonly Figure[] {
  const unknown = counted.find(({ ofTable, part }) => !partOf(ofTable, part));
  if (unknown) throw new Error(`Nobody knows what ${unknown.part} of ${unknown.ofTable} is`);
  return (Object.keys(tables) as TableName[]).flatMap((ofTable) => {
    const parts = Object.keys(tables[ofTable].parts);
    const of = (part: string) =>
      counted
        .filter((each) => each.ofTable === ofTable && partOf(each.ofTable, each.part) === part)
        .reduce((sum, { number }) => sum + number, 0);
    const { total, parts: shown } = release(parts.length === 0 ? [of('total')] : parts.map(of));
    return [
      { ofTable, part: 'total', shown: total },
      ...parts.map((part, at) => ({ ofTable, part, shown: shown[at] ?? null })),
    ];
  });
}

/** The part of a table that something counted belongs to; undefined for what is not known. */
function partOf(ofTable: string, counted: string): string | undefined {
  const known = Object.hasOwn(tables, ofTable) ? tables[ofTable as TableName] : undefined;
  if (!known) return undefined;
  const part = known.gathers?.[counted] ?? counted;
  const parts = Object.keys(known.parts);
  return parts.length === 0 ? (part === 'total' ? part : undefined) : parts.find((each) => each === part);
}

/** The day by which a quarter must have ended for its figures to be made ready now. (FIG-3) */
export function endedBy(today: PlainDate): PlainDate {
  return plusDays(today, -readyAfterDays);
}

/** The last day of a quarter. */
export function lastDayOf(quarter: PlainDate): PlainDate {
  return plusDays(plusMonths(quarter, 3), -1);
}

/** A number over several quarters, worked out from what is shown of each and from nothing else. */
export interface Together {
  /** What the quarters show of it, added up. */
  readonly atLeast: number;
  /** In how many of them it is not shown. */
  readonly hidden: number;
  readonly of: number;
}

/** Adds up what is shown. (FIG-5) */
export function together(shown: readonly Shown[]): Together {
  return {
    atLeast: shown.reduce<number>((sum, each) => sum + (each ?? 0), 0),
    hidden: shown.filter((each) => each === null).length,
    of: shown.length,
  };
}

/** A share in whole per cent, where both numbers are whole and there are enough to work one out of. */
export function shareOf(part: Together, whole: Together): number | null {
  if (part.hidden > 0 || whole.hidden > 0 || whole.atLeast < fewestForShare) return null;
  return Math.round((100 * part.atLeast) / whole.atLeast);
}

/** The quarters from one until another, of those that are made ready; an end that lies before its beginning is turned round. */
export function period(made: readonly PlainDate[], from: string, until: string): readonly PlainDate[] {
  const usual = made.slice(-quartersShown);
  const begins = made.find((each) => each === from) ?? usual[0];
  const ends = made.find((each) => each === until) ?? usual.at(-1);
  if (begins === undefined || ends === undefined) return [];
  const [first, last] = begins <= ends ? [begins, ends] : [ends, begins];
  return made.filter((each) => each >= first && each <= last);
}

/** As many quarters as are shown until somebody chooses. */
export const quartersShown = 4;
