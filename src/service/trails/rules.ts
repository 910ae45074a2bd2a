/** A row of a trail as a seal keeps it: its place, and what only who holds the key can make of it. */
export interface Entry {
  readonly place: number;
  readonly mark: string;
}

/** A row as it is found now. */
export interface Found extends Entry {
  /** Whether its values still are those of its digest; erased ones no longer say. */
  readonly values: 'as-written' | 'changed' | 'erased' | 'erased-without-record';
  /** The mark that this row would have at another place. */
  markAt(place: number): string;
}

export type Fault =
  | 'removed'
  | 'cut-off'
  | 'altered'
  | 'moved'
  | 'added'
  | 'erased-without-record'
  | 'unproven'
  | 'seal-altered'
  | 'seal-removed'
  | 'head-altered'
  | 'head-missing';

/** Something that is not as it was sealed: a row by its place, or a seal by its number. */
export interface Finding {
  readonly fault: Fault;
  readonly place?: number;
  /** Where a moved row was sealed. */
  readonly from?: number;
  readonly seal?: number;
}

// Finding where a row came from tries every place that lacks its row; beyond this many it is only called altered.
const mostTried = 500;

/** What of the rows that a seal covers is not as it was sealed. (TRL-4) */
export function compare(
  sealed: readonly (Entry | { readonly place: number; readonly mark: null })[],
  found: readonly Found[],
): readonly Finding[] {
  const rows = new Map(found.map((row) => [row.place, row]));
  const entries = new Map(sealed.map((entry) => [entry.place, entry.mark]));
  const isAsSealed = ({ place, mark }: Entry) => entries.get(place) === mark;
  const lost = sealed.filter(({ place }) => {
    const row = rows.get(place);
    return !row || !isAsSealed(row);
  });
  const findings: Finding[] = [];
  for (const { place } of lost) if (!rows.has(place)) findings.push({ fault: 'removed', place });
  for (const row of found) {
    if (!isAsSealed(row)) findings.push(strange(row, lost, entries));
    else if (row.values === 'changed') findings.push({ fault: 'altered', place: row.place });
    else if (row.values === 'erased-without-record') findings.push({ fault: row.values, place: row.place });
  }
  return findings.toSorted((one, other) => (one.place ?? 0) - (other.place ?? 0));
}

function strange(
  row: Found,
  lost: readonly { readonly place: number; readonly mark: string | null }[],
  entries: ReadonlyMap<number, string | null>,
): Finding {
  const { place } = row;
  const from = lost.slice(0, mostTried).find((each) => each.mark !== null && each.mark === row.markAt(each.place));
  if (from) return { fault: 'moved', place, from: from.place };
  if (!entries.has(place)) return { fault: 'added', place };
  return entries.get(place) === null ? { fault: 'unproven', place } : { fault: 'altered', place };
}

/** Places as they are written outside the database: `1-4,6`. */
export function placesAsText(places: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const place of places) {
    const last = runs.at(-1);
    if (last && place === last[1] + 1) last[1] = place;
    else runs.push([place, place]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

/** The places that a text names. */
export function placesIn(text: string): readonly number[] {
  if (text === '') return [];
  return text.split(',').flatMap((run) => {
    const [from = Number.NaN, to = from] = run.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  });
}

/** What was found, in words for an operator. */
export function explain({ fault, place, from, seal }: Finding): string {
  switch (fault) {
    case 'removed':
      return `row ${place} was removed`;
    case 'cut-off':
      return `row ${place} was cut off from the end`;
    case 'altered':
      return `row ${place} was altered`;
    case 'moved':
      return `row ${place} holds what was sealed at place ${from}: it was moved`;
    case 'added':
      return `row ${place} was put in after its place was sealed`;
    case 'erased-without-record':
      return `row ${place} was erased, and the security trail does not say by whom`;
    case 'unproven':
      return `row ${place} cannot be proven: what sealed it is gone`;
    case 'seal-altered':
      return `seal ${seal} was altered`;
    case 'seal-removed':
      return `seal ${seal} was removed`;
    case 'head-altered':
      return `the head of seal ${seal} outside the database is not what was sealed`;
    case 'head-missing':
      return `the head of seal ${seal} is missing outside the database`;
  }
}

const fewestLetters = 3;

/** What is kept of a search, before it is hidden: all of it, then each word by itself, so that either finds it again. */
export function wordsOf(searched: string): readonly string[] {
  const all = searched.trim().toLowerCase().replace(/\s+/g, ' ');
  const single = all.split(' ').filter((word) => word.length >= fewestLetters);
  return [...new Set([all, ...single])].slice(0, 12);
}
