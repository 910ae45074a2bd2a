import { outcome, type Outcome } from './outcome.ts';
import { textOf } from './tree.ts';

/** Tables that no policy guards, each with the reason. None of them may be granted to anybody. */
const withoutPolicies: Readonly<Record<string, string>> = {
  'app.identity_key': 'no login reads it; app.identity() alone does',
  'app.keys_destroyed': 'one number, and no login reads it; a function gives it to whoever begins a transaction',
  'app.key_in_force': 'one number, and no login reads it; it says which key of the installation is in force',
};

/** Functions that run with their owner's rights, each with what keeps it safe. Review before adding a line. */
const withOwnersRights: Readonly<Record<string, string>> = {
  'app.readers_follow_covers':
    'a trigger: lets in whoever covers for a colleague who is away, by what the tables say, and out when it ends',
  'doorkeeper.follow_covers': 'the worker: does the same on the first day and after the last, and gives nothing back',
  'app.readers_follow_members': 'a trigger: lets in and shuts out whoever joins or leaves a team',
  'trails.note_team': 'a trigger: says in the security trail who joined or left a team',
  'app.alike':
    'owned by tp_search; tells of people in cases that the asking member of staff may open, and on referrals they may decide',
  'app.busy_during': 'gives ids of venues and staff of the service that are taken at a time, never by whom',
  'app.counts_of_quarter':
    'for the worker alone: numbers of what happened in a quarter, which it keeps nowhere before the small ones are left out',
  'app.quarters_to_count': 'for the worker alone: ids of services and first days of quarters',
  'app.case_of_reference': 'gives the hand the id of a case of its service, to open it for whoever gave a reason',
  'app.identity': 'reads the key to check a signature, and gives back only what was signed',
  'app.keys_destroyed': 'gives one number: how often keys were destroyed, and nothing of whose',
  'app.marking_keys':
    'gives staff wrapped keys of cases they may open, and of the blind indexes of their service; useless without the key of the installation',
  'app.caseloads': 'gives counts of open cases by facilitator to whoever gives cases to people, and never which',
  'app.forget_listed':
    'destroys keys of lists and of people on them, of the service that the identity names, for the hand alone; of nobody in a case',
  'app.my_arrival': "gives a participant their own row of a conference's arrivals",
  'app.open_work_of': 'gives references of open cases to whoever keeps the register, and nothing of what they are',
  'app.services_beside': 'gives names of services of the installation, which each tells to everybody',
  'app.opening_keys':
    'gives wrapped keys of the service that the identity names, by ids that stand in texts one may read; useless without the key of the installation',
  'app.readers_follow_roles':
    'a trigger: lets whoever is given a role into the cases that the role opens, and out when it ends',
  'app.sealing_keys':
    'gives the hand wrapped keys of its own service, and keeps the one it brings where there was none',
  'app.trainings_lacked':
    'says of a member of staff of the service which trainings for abuse at home and sexual harm they lack, and nothing else of the register',
  'app.search_cases': 'owned by tp_search; gives back ids of cases that the asking member of staff may open',
  'app.sgn_4_only_a_demonstration_has_no_proof': 'a trigger that looks whether the service is a demonstration',
  'doorkeeper.ask_to_come_back':
    'writes down that somebody asked, alike whether anybody is known; gives the id of the asking and nothing of whom it reaches',
  'doorkeeper.begin_try': 'counts a try under a hash before it is made, and says how long to wait',
  'doorkeeper.checks_running_out': 'gives the worker ids of staff whose vetting or training runs out, and when',
  'doorkeeper.program_that_asks':
    'needs the hash of the token; counts that it was shown, and gives nothing of the count but whether it is too high',
  'doorkeeper.complete_set_up': 'needs the hash of the token, and looks for itself whether something was set up',
  'doorkeeper.complete_with_code': 'needs the hash of the token and a later half minute than the last one',
  'doorkeeper.complete_with_recovery_code': 'needs the hashes of token and code; each works once',
  'doorkeeper.demonstration_people': 'empty unless the service is marked as a demonstration',
  'doorkeeper.keep_asking': 'keeps hashes and a sealed text for ten minutes, and throws away those that are over',
  'doorkeeper.keep_challenge': 'keeps a hash for five minutes, and throws away those that are over',
  'doorkeeper.open_invited_session':
    'needs the hash of a link that is open; what it opens leads to setting up and nothing else',
  'doorkeeper.open_with_passkey':
    'for the doorkeeper alone, after it has verified a signature; looks for itself that the counter goes up',
  'doorkeeper.documents_there':
    'for ids of contents in the data folder, which are random: says which have a row, and nothing of it',
  'doorkeeper.ask_as_supporter':
    'for the doorkeeper: writes down that somebody asks to come back, and answers with an id whoever it is',
  'doorkeeper.end_session': 'needs the hash of the token',
  'doorkeeper.end_supporter_session': 'needs the hash of the token',
  'doorkeeper.end_try': 'forgets the tries under a hash after a right one',
  'doorkeeper.half_way': 'needs the hash of the token of a session half way, which opens nothing',
  'doorkeeper.home_service': 'names the service, which its public pages do as well',
  'doorkeeper.index_keys':
    'gives the doorkeeper wrapped keys of blind indexes; useless without the key of the installation',
  'doorkeeper.is_invitation_open': 'needs the hash of the token, and says nothing about whose it is',
  'doorkeeper.is_supporter_link_open': 'needs the hash of the token, and says nothing about whose it is',
  'doorkeeper.open_demonstration_session': 'opens sessions only for the people of a demonstration',
  'doorkeeper.open_api_token': 'needs the hash of the secret of a client; looks for itself who answers for it',
  'doorkeeper.open_half_session': 'for the doorkeeper alone, after it has verified a password; opens nothing by itself',
  'doorkeeper.open_with_provider':
    'for the doorkeeper alone, after it has checked what the provider signed; looks for itself who may come in',
  'doorkeeper.open_with_own_passkey':
    'for the doorkeeper alone, after it has verified what the device signed; the count goes up only',
  'doorkeeper.own_codes_wanted':
    'gives the worker ids of participants whom an asking reaches, while it holds; never what they are reached at',
  'doorkeeper.participant_of_passkey': 'gives the doorkeeper alone the public half that it must verify with',
  'doorkeeper.participant_of_session': 'needs the hash of the token',
  'doorkeeper.recovery_codes_left':
    'needs the hash of the token of a session half way, which opens nothing; gives the doorkeeper alone the hashes it must verify',
  'doorkeeper.see_as':
    'needs the hash of the token of a session in a demonstration, and turns it into one of a made-up colleague there',
  'doorkeeper.session_left': 'needs the hash of the token, and tells a number of seconds',
  'doorkeeper.staff_by_email': 'gives the doorkeeper alone the hash it must verify',
  'doorkeeper.staff_of_invitation': 'needs the hash of a link that is open',
  'doorkeeper.staff_of_passkey': 'gives the doorkeeper alone the public key that it must verify with',
  'doorkeeper.staff_of_provider': 'tells the doorkeeper alone whose an account at the provider is',
  'doorkeeper.take_asking': 'needs the hashes of what the provider and the browser bring back; gone afterwards',
  'doorkeeper.take_challenge': 'needs the hash of a challenge, which is gone afterwards',
  'doorkeeper.staff_of_session': 'needs the hash of the token',
  'doorkeeper.sweep_own_codes': 'deletes askings and codes of before yesterday, and counts them',
  'doorkeeper.supporter_code_wanted': 'for the worker: ids alone, of the way in that an asking leads to',
  'doorkeeper.supporter_session_left': 'needs the hash of the token; says whose it is by an id, and for how long',
  'doorkeeper.supporter_of_session': 'needs the hash of the token',
  'doorkeeper.sweep_supporter_sessions': 'deletes sessions that are over, and counts them',
  'doorkeeper.staff_whose_time_is_over': 'gives the worker ids of staff whose last day is over',
  'doorkeeper.sweep_agency_drafts': 'deletes drafts of agencies whose time is over, and counts them',
  'doorkeeper.sweep': 'deletes what was kept for a time only, and counts it',
  'doorkeeper.unfinished_notices':
    'gives the worker ids of notices that were left half way, and nothing of what they say',
  'doorkeeper.likeness_not_whole': 'gives the worker ids of referrals and cases that are not compared whole yet',
  'doorkeeper.lists_to_let_go': 'gives the worker ids of lists whose time may be over',
  'doorkeeper.services_with_lists': 'gives the worker ids of services',
  'doorkeeper.unfinished_lists': 'gives the worker ids of lists to read',
  'doorkeeper.use_own_code':
    'needs the hash of the token of the browser that asked and the mark of the code; five wrong ones end it',
  'doorkeeper.use_supporter_code':
    'needs the hash of the token of the browser that asked and the mark of the code; five wrong codes end it',
  'doorkeeper.use_supporter_link': 'needs the hashes of token and code; five wrong codes end it',
  'doorkeeper.use_invitation': 'needs the hashes of token and code; five wrong codes end it',
  'trails.closed_cases':
    'gives ids of restricted cases and of conflicts of interest, for the policy of a trail that only data officers read',
  'trails.closed_referrals': 'gives ids of referrals that became cases of those, for the same policy',
  'trails.note_api_client': 'a trigger: writes down what became of a client of the API, without its hashes',
  'trails.note_change': 'a trigger: writes down what was written, and by whom the signed identity says',
  'trails.note_many': 'a trigger: the same for all rows of a statement',
  'trails.case_of': 'tells a data officer which case a reference is, unless it is closed to them',
  'trails.names_of': 'tells a data officer what ids in a trail stand for, but nothing of a case that is closed to them',
  'trails.of_people': 'tells a data officer where somebody takes part, but for cases that are closed to them',
  'trails.people_named': 'tells a data officer who has a name, in cases that are not closed to them',
  'trails.erase': 'a data officer alone, of their own service, with a reason; the erasure is a row itself',
  'trails.note_access_end': 'a trigger: writes down that the access of somebody was ended, by whom and why',
  'trails.note_invitation': 'a trigger: writes down what became of an invitation, without its hashes',
  'trails.note_own_passkey': 'a trigger: writes down that a participant added or lost a passkey, without its key',
  'trails.note_permission': 'a trigger: writes down who was given or lost a role, a password or a case',
  'trails.note_closed_door':
    'who asks is the one of the signed identity, or a stranger at the doorkeeper; adds a row, so many an hour, and gives nothing back',
  'trails.note_read':
    'the reader is the one of the signed identity, never an argument; adds a row and gives nothing back',
  'trails.note_security':
    'the hand only within the service it holds, as whoever its identity says; adds a row and gives nothing back',
  'trails.note_supporter_access': 'a trigger: writes down what became of a supporter’s way in, without its hashes',
  'trails.note_recovery_codes': 'a trigger: writes down that somebody has new recovery codes, and none of them',
  'trails.note_way_in':
    'a trigger: writes down what became of a passkey, a code app or a link, without keys and hashes',
  'trails.note_session': 'a trigger: writes down who signed in or out, without the hash of the token',
  'jobs.enqueue':
    "owned by tp_queue, which logs in nowhere, so that the worker cannot change it; lets the hand and the doorkeeper put a job in the worker's queue, and nothing else",
};

/** Every table is sealed by row security and distributable by service, and every exception was reviewed. */
export async function rowSecurity(root: string): Promise<Outcome> {
  const schema = textOf(root, 'migrations/schema.sql') ?? '';
  const tables = [...schema.matchAll(/^create table (\S+) \(\n([\s\S]*?)^\);$/gm)];
  const routines = [
    ...schema.matchAll(/^CREATE OR REPLACE (?:FUNCTION|PROCEDURE) ([\w.]+)\([\s\S]*?^-- may be called by: (.*)$/gm),
  ];
  const problems = [
    ...tables.flatMap(([, name = '', inside = '']) => sealing(schema, name, inside)),
    ...routines.flatMap(([text, name = '', callers = '']) => rights(text, name, callers)),
    ...unused(schema, { ...withoutPolicies, ...withOwnersRights }),
  ];
  return outcome(tables.length, problems, 'tables of migrations/schema.sql');
}

function sealing(schema: string, name: string, inside: string): readonly string[] {
  if (name in withoutPolicies || !/^(app|trails)\./.test(name))
    return said(name, [
      [!schema.includes(` on ${name} to `), 'has no policies, so nobody may be granted anything on it'],
    ]);
  const altered = (how: string): boolean => schema.includes(`\nalter table ${name} ${how} row level security;`);
  return said(name, [
    [altered('enable'), 'does not enable row level security'],
    [altered('force'), 'does not force row level security on its owner'],
    [new RegExp(`^create policy \\S+ on ${name} `, 'm').test(schema), 'has no policy: nobody can reach it'],
    [
      /\b(?:PRIMARY KEY|UNIQUE) \(service_id\b/.test(inside),
      'has no primary or unique key that begins with service_id',
    ],
  ]);
}

function rights(text: string, name: string, callers: string): readonly string[] {
  const declaration = text.slice(0, text.indexOf('\nAS '));
  if (!declaration.includes('SECURITY DEFINER')) return [];
  return said(name, [
    [!/\bpublic\b/.test(callers), 'may be called by anybody: revoke execute from public'],
    [name in withOwnersRights, "runs with its owner's rights, but is not on the reviewed list of this check"],
    [declaration.includes('SET search_path TO'), "runs with its owner's rights and does not set its search_path"],
  ]);
}

function said(name: string, rules: readonly (readonly [holds: boolean, fault: string])[]): readonly string[] {
  return rules.filter(([holds]) => !holds).map(([, fault]) => `${name} ${fault}`);
}

// A made-up tree has none of the reviewed names; the real one must have them all.
function unused(schema: string, reviewed: Readonly<Record<string, string>>): readonly string[] {
  if (!schema.includes('create table app.identity_key')) return [];
  const gone = Object.keys(reviewed).filter((name) => !schema.includes(` ${name}(`) && !schema.includes(` ${name} (`));
  return gone.map((name) => `${name} is on the reviewed list of this check, but no longer in the schema`);
}
