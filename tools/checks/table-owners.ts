import { outcome, type Outcome } from './outcome.ts';
import { filesWithWord, slicesOf, type Slice } from './slices.ts';
import { readIn, tablesOf, writtenIn } from './tables.ts';
import { filesBelow, textOf } from './tree.ts';

/** The two tables that everything hangs on: the facts of any slice may join them. */
// The head of every case page is one query over who takes part and who works on it.
const framed: Readonly<Record<string, readonly string[]>> = {
  // A letter is read with its way, in one query: whether it was answered and whether it was opened.
  'src/journey/letter': ['releases'],
  // An agreement is read with its promises and what was paid and worked of each.
  'src/journey/agreement': ['amends_progress'],
  'src/casefile/cases': [
    'people',
    'organisations',
    'staff',
    'allocations',
    'restrictions',
    'case_readers',
    'conflicts',
  ],
};
// Staff and participants have sessions in one table: each slice ends those of its own people.
const halved: Readonly<Record<string, readonly string[]>> = {
  // A conference is planned, moved and stopped by one slice; who comes, its day and how it was are made ready by another.
  conferences: ['src/journey/conference', 'src/journey/conference-day'],
  conference_attendees: ['src/journey/conference', 'src/journey/conference-day'],
  // A new version of an agreement takes its promises over; one by one they are written by the amends.
  amends: ['src/journey/agreement', 'src/journey/amends'],
  amends_instalments: ['src/journey/agreement', 'src/journey/amends'],
  // A letter is written and read by one slice; whether it is offered, delivered and taken back by another.
  letters: ['src/journey/exchange', 'src/journey/letter'],
  // A referral is written down where it reached us, and where it stands by whoever decides it.
  referrals: ['src/journey/referral', 'src/journey/triage'],
  sessions: ['src/service/participant-sign-in', 'src/service/sign-in'],
};
const joinedByAll: readonly string[] = ['cases', 'participants', 'venues'];

/** Every table belongs to the one slice whose store writes it; its facts alone read it for the neighbours. */
export async function tableOwners(root: string): Promise<Outcome> {
  const tables = tablesOf(root);
  const writers = writersOf(root, tables);
  const owners = new Map(
    tables.map((table) => [table, writers.filter((one) => one.tables.has(table)).map((one) => one.name)]),
  );
  const byFunctions = writtenByFunctions(root, tables);
  const problems = [...owners].flatMap(([table, names]) =>
    byFunctions.has(table) && names.length === 0 ? [] : ownership(table, names),
  );
  const facts = slicesOf(root).flatMap((slice) => factsOf(root, slice, tables, owners));
  return outcome(tables.length, [...problems, ...facts], 'tables of migrations/schema.sql');
}

interface Writer {
  readonly name: string;
  readonly tables: ReadonlySet<string>;
}

// Before a reader is known there is no slice to ask: the doorkeeper's functions in the database write its tables. The trails
// are written by functions alone, so that no slice can write them otherwise.
function writtenByFunctions(root: string, tables: readonly string[]): ReadonlySet<string> {
  const [, ...functions] = (textOf(root, 'migrations/schema.sql') ?? '').split(/FUNCTION (?:doorkeeper|trails)\./);
  return new Set(functions.flatMap((text) => [...writtenIn(text, tables)]));
}

// Platform owns the tables that carry no word of the domain, such as the key of identities.
function writersOf(root: string, tables: readonly string[]): readonly Writer[] {
  const platform = filesBelow(root, 'src/platform', '.ts').filter((path) => !path.endsWith('.test.ts'));
  return [
    ...slicesOf(root).map((slice) => ({
      name: slice.folder,
      tables: written(root, filesWithWord(slice, 'store'), tables),
    })),
    { name: 'src/platform', tables: written(root, platform, tables) },
  ];
}

function written(root: string, paths: readonly string[], tables: readonly string[]): ReadonlySet<string> {
  return new Set(paths.flatMap((path) => [...writtenIn(textOf(root, path) ?? '', tables)]));
}

function ownership(table: string, names: readonly string[]): readonly string[] {
  if (names.length === 1 || names.join() === halved[table]?.join()) return [];
  if (names.length === 0)
    return [`No slice's store writes the table ${table}: it needs one owner, or it is not needed`];
  return [`The table ${table} is written by ${names.join(' and ')}: one slice owns it, the others ask it`];
}

function factsOf(
  root: string,
  slice: Slice,
  tables: readonly string[],
  owners: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return filesWithWord(slice, 'facts').flatMap((path) => {
    const text = textOf(root, path) ?? '';
    const foreign = [...readIn(text, tables)].filter((table) => {
      const ours = owners.get(table)?.includes(slice.folder) ?? false;
      return (
        !ours &&
        !joinedByAll.includes(table) &&
        !framed[slice.folder]?.includes(table) &&
        !slice.folder.startsWith('src/overview/')
      );
    });
    return [
      ...[...writtenIn(text, tables)].map((table) => `${path} writes ${table}: facts only read`),
      ...foreign.map(
        (table) => `${path} reads ${table}, which belongs to ${owners.get(table)?.join() || 'nobody'}: ask its facts`,
      ),
    ];
  });
}
