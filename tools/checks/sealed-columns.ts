import { outcome, type Outcome } from './outcome.ts';
import { textOf } from './tree.ts';

/** Why a column of text is kept in clear, a reason each. Review before adding a line: the usual thing is to seal it. */
export const inClear: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a name, which people are found and listed by': {
    agencies: 'name',
    api_clients: 'name',
    commissioners: 'body_name',
    companions: 'full_name called',
    likeness_entries: 'full_name words sounds',
    conference_attendees: 'shown_as',
    organisations: 'name',
    people: 'full_name called',
    referral_others: 'full_name called',
    referrals: 'full_name called guardian_name referrer_name',
    search_entries: 'words',
    staff: 'name',
  },
  'what the service says of itself to everybody': {
    areas: 'town',
    referral_transfers: 'to_name',
    services: 'name area_name phone email',
    teams: 'name',
    transfer_offers: 'from_name',
    transfers: 'to_name',
    venues: 'name address access neutrality',
  },
  'what those who work here say of themselves for their work': { facilitators: 'languages districts available' },
  'how those who work here sign in and are reached at work': {
    staff: 'email phone',
    sessions: 'browser',
    webhooks: 'url',
  },
  'a hash or a sealed secret of its own kind': {
    code_apps: 'sealed_secret',
    sign_in_tries: 'tried',
    own_passkeys: 'credential_id',
    provider_askings: 'sealed',
    provider_links: 'issuer subject',
    staff_passkeys: 'credential_id transports name',
    staff_passwords: 'hash',
  },
  'a code or ids of ours, never words of anybody': {
    api_answers: 'body',
    availabilities: 'times',
    contacts: 'outcome',
    glass_openings: 'reference',
    guardian_standings: 'kind',
    history: 'name detail',
    kept_texts: 'page form',
    list_faults: 'reasons',
    listed_people: 'safe_ways',
    lists: 'safe_ways remarks',
    notices: 'kind cause because',
    released_figures: 'of_table part',
    stand_ins: 'speaks_for',
    struck_texts: 'tab col row_key',
    supporter_access: 'kind',
    surveys: 'answered_as',
    tasks: 'kind role cause words',
  },
  'a word or two that the service sorts or writes by, and nothing to find somebody with': {
    companions: 'relation',
    likeness_entries: 'postcode_district',
    organisations: 'contact_role',
    people: 'pronouns language own_word',
    referral_others: 'contact_role',
    referrals: 'pronouns language postcode_district',
  },
  'a blind index of each number': { likeness_entries: 'marks', search_entries: 'marks' },
  'a room at the venue, compared by the database (H7)': { conference_attendees: 'waits_in' },
  'the number of the police, by which they ask': { incidents: 'police_reference' },
  'where in which words something was found, and never the words': { false_alarms: 'found' },
  'why staff did it, chosen from a list': { cases: 'complex_because' },
};

/** Every column of the record that is kept in clear, as `table.column`. */
export function columnsInClear(): readonly string[] {
  return Object.values(inClear).flatMap((tables) => named(tables, '').map(([name]) => name));
}

/** Columns that are in clear because nobody came to them yet. Take a column off when it is sealed; put none on. */
const toBeSealed: Readonly<Record<string, string>> = {};

const later = 'to be sealed';

/** Every column of text of the record is sealed, a code the database checks, or in clear for a reason that was reviewed. */
export async function sealedColumns(root: string): Promise<Outcome> {
  const schema = textOf(root, 'migrations/schema.sql') ?? '';
  const columns = [...schema.matchAll(/^create (?:unlogged )?table app\.(\w+) \(\n([\s\S]*?)^\);$/gm)].flatMap(
    ([, table = '', inside = '']) => columnsOf(table, inside),
  );
  const reviewed = new Map([
    ...Object.entries(inClear).flatMap(([reason, tables]) => named(tables, reason)),
    ...named(toBeSealed, later),
  ]);
  const problems = columns.flatMap(({ name, isSealed, isCode }) => {
    if (isSealed && reviewed.has(name) && reviewed.get(name) !== later)
      return [`app.${name} is sealed, yet is on the list of columns in clear`];
    return isSealed || isCode || reviewed.has(name)
      ? []
      : [`app.${name} is neither sealed nor on the list of columns in clear: seal it, or say there why not`];
  });
  const there = new Set(columns.map(({ name }) => name));
  const gone = there.has('people.full_name') ? [...reviewed.keys()].filter((name) => !there.has(name)) : [];
  const sealed = columns.filter(({ isSealed }) => isSealed).length;
  return {
    ...outcome(
      columns.length,
      [...problems, ...gone.map((name) => `app.${name} is on the list, but is no column of text`)],
      'columns of text',
    ),
    says: `${sealed} sealed, ${columns.filter(({ isSealed, isCode }) => !isSealed && isCode).length} codes, ${reviewed.size} in clear, of which ${columns.filter(({ name, isSealed }) => !isSealed && reviewed.get(name) === later).length} are to be sealed`,
  };
}

function named(tables: Readonly<Record<string, string>>, reason: string): readonly (readonly [string, string])[] {
  return Object.entries(tables).flatMap(([table, columns]) =>
    columns.split(' ').map((column) => [`${table}.${column}`, reason] as const),
  );
}

// A code is one of a list, or of a form that the database asks for.
function columnsOf(table: string, inside: string) {
  return [...inside.matchAll(/^ {2}(?!constraint)(\w+) (?:text|jsonb|text\[\])(?=[ ,\n])/gm)].map(
    ([, column = '']) => ({
      name: `${table}.${column}`,
      isSealed: [`sea_1_${table}_${column}_is_sealed`, `sea_5_${table}_${column}`].some((wall) =>
        inside.includes(`constraint ${wall}`),
      ),
      isCode: inside.includes(`CHECK ((${column} = ANY (ARRAY[`) || inside.includes(`CHECK ((${column} ~ '^`),
    }),
  );
}
