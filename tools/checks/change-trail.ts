import { outcome, type Outcome } from './outcome.ts';
import { textOf } from './tree.ts';

/** Tables whose changes leave no row in the trail, each with the reason. Review before adding a line. */
const notOfTheRecord: Readonly<Record<string, string>> = {
  'app.agency_drafts': 'what somebody of an agency types before they send it; gone after two weeks',
  'app.api_answers': 'marks and codes, gone after a month; what was done is in the trail itself',
  'app.api_clients': 'hashes of secrets; the security trail tells of them',
  'app.api_counts': 'counts of a minute',
  'app.api_tokens': 'hashes for an hour; the security trail tells of them',
  'app.code_apps': 'sealed secrets; the security trail tells of them',
  'app.data_keys': 'wrapped keys: a trail of them would bring back what is destroyed; the security trail tells of that',
  'app.identity_key': 'a secret; no login reads it, and no trail may hold it',
  'app.invitations': 'hashes of links and codes; the security trail tells of them',
  'app.key_in_force': 'one number of the installation; the command that moves it says so',
  'app.keys_destroyed': 'one number of the installation; the security trail tells why keys were destroyed',
  'app.list_faults': 'rows of a file that were not taken in; they go with the list, which has its own rows',
  'app.own_code_requests': 'hashes and marks, gone after a day; the security trail tells of them',
  'app.own_passkeys': 'public halves of keys; the security trail tells of them',
  'app.own_codes': 'marks of codes, gone after a day; the security trail tells of them',
  'app.passkey_challenges': 'hashes for five minutes',
  'app.provider_askings': 'hashes for ten minutes',
  'app.provider_links': 'what a provider calls somebody; the security trail tells of them',
  'app.kept_texts': 'what somebody types before they send it; gone after a week',
  'app.released_figures': 'counts that are written once and never changed; the release they belong to has a row',
  'app.recovery_codes': 'marks of codes; the security trail tells of them',
  'app.call_backs': 'who wants to be rung, gone when somebody has; the task tells of it',
  'app.referral_drafts': 'answers before they are sent; gone after a day',
  'app.likeness_entries': 'made from the record, which has its own rows',
  'app.search_entries': 'made from the record, which has its own rows',
  'app.sessions': 'hashes of tokens; the security trail tells of them',
  'app.sign_in_tries': 'counts under a hash; the security trail tells of them',
  'app.webhook_messages': 'references and codes on their way; the row itself says what became of each',
  'app.supporter_access': 'hashes of links and codes; the security trail tells of them',
  'app.supporter_codes': 'hashes and marks, gone after a day; the security trail tells of them',
  'app.supporter_sessions': 'hashes of tokens; the security trail tells of the way in',
  'app.staff_invitations': 'hashes of links; the security trail tells of them',
  'app.staff_passkeys': 'keys and counts; the security trail tells of them',
  'app.staff_passwords': 'hashes of passwords; the security trail tells of them',
};

const watched = 'trl_2_change_is_written AFTER INSERT OR DELETE OR UPDATE';
// Where many rows come and go in one statement, one statement writes their trail.
const watchedMany = [
  ['trl_2_many_came_is_written AFTER INSERT', 'REFERENCING NEW TABLE AS many FOR EACH STATEMENT'],
  ['trl_2_change_is_written AFTER UPDATE', 'FOR EACH ROW'],
  ['trl_2_many_went_is_written AFTER DELETE', 'REFERENCING OLD TABLE AS many FOR EACH STATEMENT'],
] as const;

/** Every table of the record has the trigger that writes its changes down, and every exception was reviewed. */
export async function changeTrail(root: string): Promise<Outcome> {
  const schema = textOf(root, 'migrations/schema.sql') ?? '';
  const tables = [...schema.matchAll(/^create (?:unlogged )?table (app\.\S+) \(/gm)].flatMap(([, name]) => name ?? []);
  const isWatched = (table: string) =>
    schema.includes(`\nCREATE TRIGGER ${watched} ON ${table} FOR EACH ROW`) ||
    watchedMany.every(([when, how]) => schema.includes(`\nCREATE TRIGGER ${when} ON ${table} ${how}`));
  const problems = tables.flatMap((table) => {
    if (table in notOfTheRecord)
      return isWatched(table)
        ? [`${table} has a change trail, yet is on the reviewed list of tables that need none`]
        : [];
    return isWatched(table)
      ? []
      : [
          `${table} leaves no trail of its changes: call trails.watch('${table}') in a migration, or put it on the reviewed list`,
        ];
  });
  const gone = tables.includes('app.identity_key')
    ? Object.keys(notOfTheRecord).filter((name) => !tables.includes(name))
    : [];
  return outcome(
    tables.length,
    [...problems, ...gone.map((name) => `${name} is on the reviewed list of this check, but no longer in the schema`)],
    'tables of migrations/schema.sql',
  );
}
