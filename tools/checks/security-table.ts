import { outcome, type Outcome } from './outcome.ts';
import { textOf } from './tree.ts';

const guide = 'docs/guides/security.md';
const verdicts = ['met', 'not met', 'does not apply'] as const;
type Verdict = (typeof verdicts)[number];

interface Row {
  readonly number: string;
  readonly verdict: string;
  readonly because: string;
}

/** How many requirements of levels 1 and 2 each section of the standard, in its version 5.0.0, begins with: 253 in all. */
export const levelsOneAndTwo: Readonly<Record<string, number>> = {
  '1.1': 2,
  '1.2': 9,
  '1.3': 11,
  '1.4': 3,
  '1.5': 2,
  '2.1': 3,
  '2.2': 3,
  '2.3': 4,
  '2.4': 1,
  '3.2': 2,
  '3.3': 4,
  '3.4': 6,
  '3.5': 5,
  '3.7': 2,
  '4.1': 3,
  '4.2': 1,
  '4.3': 2,
  '4.4': 4,
  '5.1': 1,
  '5.2': 3,
  '5.3': 2,
  '5.4': 3,
  '6.1': 3,
  '6.2': 12,
  '6.3': 4,
  '6.4': 4,
  '6.5': 5,
  '6.6': 3,
  '6.8': 4,
  '7.1': 3,
  '7.2': 4,
  '7.3': 2,
  '7.4': 5,
  '7.5': 2,
  '7.6': 2,
  '8.1': 2,
  '8.2': 3,
  '8.3': 1,
  '8.4': 1,
  '9.1': 3,
  '9.2': 4,
  '10.1': 2,
  '10.2': 2,
  '10.3': 4,
  '10.4': 11,
  '10.5': 5,
  '10.6': 2,
  '10.7': 3,
  '11.1': 2,
  '11.2': 3,
  '11.3': 3,
  '11.4': 4,
  '11.5': 1,
  '11.6': 1,
  '12.1': 3,
  '12.2': 2,
  '12.3': 4,
  '13.1': 1,
  '13.2': 5,
  '13.3': 2,
  '13.4': 5,
  '14.1': 2,
  '14.2': 4,
  '14.3': 3,
  '15.1': 3,
  '15.2': 3,
  '15.3': 7,
  '16.1': 1,
  '16.2': 5,
  '16.3': 4,
  '16.4': 3,
  '16.5': 3,
  '17.1': 1,
  '17.2': 4,
  '17.3': 2,
};

/** Every requirement stands in the table of the security guide, and is met by a test or a file that is there, or says why it is not. */
export async function securityTable(root: string, asked = levelsOneAndTwo): Promise<Outcome> {
  const text = textOf(root, guide) ?? '';
  const rows = text.split('\n').flatMap(rowOf);
  const counted = countOf(rows);
  const problems = [
    ...rows.flatMap((row) => faultsOf(root, row)),
    ...rows.slice(1).flatMap((row, at) => outOfOrder(rows[at]?.number ?? '', row.number)),
    ...leftOut(rows, asked),
    ...(text.includes(counted) ? [] : [`${guide} does not say how many there are: ${counted}`]),
  ];
  return { ...outcome(rows.length, problems, 'requirements'), says: counted };
}

function rowOf(line: string): readonly Row[] {
  const cells = line.split('|').map((cell) => cell.trim());
  const [, number = '', , verdict = '', because = ''] = cells;
  return /^\d/.test(number) ? [{ number, verdict, because: cells.length === 6 ? because : '' }] : [];
}

function countOf(rows: readonly Row[]): string {
  const count = (wanted: Verdict) => rows.filter(({ verdict }) => verdict === wanted).length;
  return `${count('met')} met, ${count('not met')} not met, ${count('does not apply')} do not apply`;
}

function faultsOf(root: string, { number, verdict, because }: Row): readonly string[] {
  if (!/^\d{1,2}\.\d\.\d{1,2}$/.test(number)) return [`${guide}: ${number} is no number of a requirement`];
  if (!verdicts.some((each) => each === verdict)) return [`${guide}: ${number} is neither ${verdicts.join(' nor ')}`];
  if (because === '') return [`${guide}: ${number} says nothing of what meets it, or why it does not`];
  const named = [...because.matchAll(/`([^`]+)`(?: “([^”]+)”)?/g)];
  const lost = named.flatMap(([, path = '', words]) => lostIn(root, path, words));
  const unshown = verdict === 'met' && named.length === 0 ? ['names no test or file that meets it'] : [];
  return [...lost, ...unshown].map((fault) => `${guide}: ${number} ${fault}`);
}

function lostIn(root: string, path: string, words: string | undefined): readonly string[] {
  const text = textOf(root, path);
  if (text === undefined) return [`names ${path}, which is not there`];
  return words === undefined || text.includes(words) ? [] : [`names “${words}”, which ${path} does not hold`];
}

function outOfOrder(before: string, number: string): readonly string[] {
  const [one = [], other = []] = [before, number].map((each) => each.split('.').map(Number));
  const at = one.findIndex((part, place) => part !== other[place]);
  const follows = at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
  return follows ? [] : [`${guide}: ${number} comes after ${before}, or stands there twice`];
}

function leftOut(rows: readonly Row[], asked: Readonly<Record<string, number>>): readonly string[] {
  const stands = new Set(rows.map(({ number }) => number));
  const all = Object.entries(asked).flatMap(([section, count]) =>
    Array.from({ length: count }, (_, at) => `${section}.${at + 1}`),
  );
  return all.filter((number) => !stands.has(number)).map((number) => `${guide}: ${number} is left out`);
}
