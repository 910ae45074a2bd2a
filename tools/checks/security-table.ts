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

/** Every requirement in the table of the security guide is met by a test or a file that is there, or says why it is not. */
export async function securityTable(root: string): Promise<Outcome> {
  const text = textOf(root, guide) ?? '';
  const rows = text.split('\n').flatMap(rowOf);
  const counted = countOf(rows);
  const problems = [
    ...rows.flatMap((row) => faultsOf(root, row)),
    ...rows.slice(1).flatMap((row, at) => outOfOrder(rows[at]?.number ?? '', row.number)),
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
