import pg from 'pg';
import { logins } from '#platform/database-logins.ts';
import { actingFor, signIdentity, type Identity } from '#platform/identity.ts';
import type { Keyring } from '#platform/keyring.ts';
import { superuser } from '#platform/postgres-cluster.ts';
import { staffIdOf } from '../../../src/demonstration/world.ts';
import { openSealed } from '../open-sealed.ts';
import { mayCome, readersOf, type Reader } from './readers.ts';
import type { MarkedWorld } from './world.ts';

/** A copy of the marked world that nobody needs any more: what is asked here also tries to write. */
export interface Copy {
  optionsFor(role: string): pg.ClientConfig;
  readonly identityKey: Buffer;
  readonly keyring: Keyring;
}

/** The tables there are, and who was granted what on them. */
export interface Plan {
  readonly tables: readonly Table[];
  /** Columns by login, what may be done, and table. */
  readonly granted: ReadonlyMap<string, readonly string[]>;
}

export interface Asking {
  /** Tables and functions to ask first, where something is known to be wrong. */
  readonly first?: readonly string[];
  /** And nothing after them, where nothing else can be wrong. */
  readonly isOnlyFirst?: boolean;
  /** Enough is known with the first fault. */
  readonly isEnough?: boolean;
  /** What is granted now, where that is not what it was. */
  readonly plan?: Plan;
}

interface Table {
  /** With its schema. */
  readonly name: string;
  readonly columns: readonly string[];
}

interface Callable {
  readonly login: string;
  readonly name: string;
  readonly types: readonly string[];
}

type Row = Readonly<Record<string, unknown>>;

/** Tables of which each row is one member of staff’s own. */
const personal = [
  'app.agency_drafts',
  'app.code_apps',
  'app.kept_texts',
  'app.provider_links',
  'app.recovery_codes',
  'app.staff_passkeys',
  'app.staff_passwords',
  'app.sessions',
];

/** Tables that the hand reaches across the cases of its service, each with the reason. */
const handAcrossCases: Readonly<Record<string, string>> = {
  'app.agency_files': 'they belong to a referral, which is of no case at first',
  'app.agency_replies': 'they belong to a referral, which is of no case at first',
  'app.agency_referrals': 'they belong to a referral, which is of no case at first',
  'app.referral_amendments': 'they belong to a referral, which is of no case at first',
  'app.referral_clocks': 'the clocks of a referral become those of its case',
  'app.referral_transfers': 'they belong to a referral, which is of no case at first',
  'app.move_answers': 'they belong to a referral, which is of no case at first',
  'app.referral_matters': 'they belong to a referral, which is of no case at first',
  'app.more_asked': 'they belong to a referral, which is of no case at first',
  'app.safety_flags': 'they belong to a referral, which is of no case at first',
  'app.askers': 'they belong to a referral, which is of no case at first',
  'app.listed_people': 'they are of no case',
  'app.list_faults': 'they are of no case',
  'app.list_mappings': 'they are of an agency',
  'app.lists': 'they are of no case',
  'app.offers': 'they are of no case',
  'app.case_readers': 'who may open which cases is weighed for one member of staff over all of them',
  'app.glass_openings': 'a vain try belongs to no case, and tries are counted over all of them',
  'app.eligibility_answers': 'a referral is of no case at first',
  'app.likeness_entries': 'a referral is of no case at first',
  'app.referral_links': 'a link that is taken back belongs to the referral',
  'app.transfer_offers': 'they are of no case here',
  'app.referral_pairs': 'they belong to referrals, which are of no case at first',
  'app.told_apart': 'they belong to a referral, which is of no case at first',
  'app.notices': 'the worker takes them up by service',
  'app.referral_others': 'they come into the case with their referral',
  'app.referrals': 'a referral becomes a case',
  'app.sessions': 'ended for a person wherever they are',
  'app.tasks': 'a task may be of no case',
};

/** What the owner's functions reach in other services too, each with the reason; `but` says which rows it is bound to even so. */
const ownerEverywhere: Readonly<Record<string, { readonly because: string; readonly but?: (row: Row) => boolean }>> = {
  'app.access_ends': { because: 'whether somebody’s way in was ended is looked up before any reader is known' },
  'app.absences': { because: 'the worker lets in whoever covers from today, in whatever service' },
  'app.covers': { because: 'the worker lets in whoever covers from today, in whatever service' },
  'app.allocations': { because: 'roles that end let somebody out of cases' },
  'app.case_readers': { because: 'roles that begin let somebody into cases' },
  'app.api_clients': { because: 'the secret and the token of a program are looked up before any reader is known' },
  'app.api_counts': { because: 'how often a program asks is counted before any reader is known' },
  'app.api_tokens': { because: 'a token is looked up before any reader is known' },
  'app.cases': { because: 'a session is resolved before any reader is known' },
  'app.code_apps': { because: 'a code is checked before any reader is known' },
  'app.conflicts': { because: 'roles that begin let nobody in against a conflict' },
  'app.companions': { because: 'a supporter’s session is resolved before any reader is known' },
  'app.contact_points': { because: 'where a one-time code may go is looked up before any reader is known' },
  'app.data_keys': { because: 'wrapped keys, and the functions look at the service themselves' },
  'app.agency_drafts': {
    because: 'what was kept for two weeks is swept',
    but: (row) => new Date(String(row['expires_at'])) < new Date(),
  },
  'app.agency_files': { because: 'contents whose row was never written are swept over all services' },
  'app.documents': { because: 'contents whose row was never written are swept over all services' },
  'app.invitations': { because: 'a link is resolved before any reader is known' },
  'app.likeness_entries': {
    because: 'the worker compares whole what was there before, in whatever service',
    but: (row) => row['is_whole'] === false,
  },
  'app.lists': { because: 'the worker lets go of lists whose time is over, in whatever service' },
  'app.kept_texts': {
    because: 'what was kept for a few days is swept',
    but: (row) => new Date(String(row['expires_at'])) < new Date(),
  },
  'app.facilitator_checks': { because: 'the worker reminds of what runs out, in whatever service' },
  'app.named_readers': { because: 'roles that end leave those in who are named' },
  'app.notices': {
    because: 'the worker takes up what was left half way',
    but: ({ status }) => status === 'waiting' || status === 'leaving',
  },
  'app.organisations': { because: 'names for the list of a demonstration' },
  'app.own_code_requests': { because: 'a code is checked before any reader is known' },
  'app.own_codes': { because: 'a code is checked before any reader is known' },
  'app.own_passkeys': { because: 'a passkey is checked before any reader is known' },
  'app.participants': { because: 'a session is resolved before any reader is known' },
  'app.passkey_challenges': { because: 'a passkey is checked before any reader is known' },
  'app.provider_askings': { because: 'who comes back from the provider is found before any reader is known' },
  'app.provider_links': { because: 'an account is looked up before any reader is known' },
  'app.people': { because: 'a session is resolved before any reader is known' },
  'app.recovery_codes': { because: 'a code is checked before any reader is known' },
  'app.referral_drafts': {
    because: 'what was kept for a time only is swept',
    but: (row) => new Date(String(row['expires_at'])) < new Date(),
  },
  'app.restrictions': { because: 'roles that begin let nobody into a restricted case' },
  'app.safe_contact_rules': { because: 'where a one-time code may go is looked up before any reader is known' },
  'app.services': { because: 'the home service is named before any reader is known' },
  'app.sessions': { because: 'a session is resolved before any reader is known' },
  'app.sign_in_tries': { because: 'tries are counted before any reader is known' },
  'app.staff': { because: 'a session is resolved before any reader is known' },
  'app.staff_invitations': { because: 'a link is resolved before any reader is known' },
  'app.staff_passkeys': { because: 'a passkey is checked before any reader is known' },
  'app.staff_passwords': { because: 'a password is checked before any reader is known' },
  'app.staff_roles': { because: 'a session is resolved before any reader is known' },
  'app.supporter_access': { because: 'a supporter’s link is resolved before any reader is known' },
  'app.supporter_codes': { because: 'a code is checked before any reader is known' },
  'app.supporter_sessions': { because: 'a supporter’s session is resolved before any reader is known' },
  'app.team_members': { because: 'who is in a team follows from it by itself' },
  'trails.changes': { because: 'the trails are verified over all services' },
  'trails.reads': { because: 'the trails are verified over all services' },
  'trails.seals': { because: 'the trails are verified over all services' },
  'trails.security': { because: 'the trails are verified over all services' },
};

/** Columns of words that a door is not given where no mark could tell: words of whoever reads, or in rows that are closed to them. */
const withheld: readonly {
  readonly from: readonly string[];
  readonly table: string;
  readonly columns: readonly string[];
  readonly because: string;
}[] = [
  {
    ...{ from: ['tp_referrer'], table: 'app.agency_files', columns: ['words'] },
    because: 'what stands in a file is there to be looked through; whoever sent it has the file',
  },
  {
    ...{ from: ['tp_participant'], table: 'app.companions', columns: ['email', 'phone'] },
    because: 'how somebody’s supporter is reached is for staff, whoever holds the session',
  },
  {
    ...{ from: ['tp_participant'], table: 'app.conferences', columns: ['ended_because', 'one_facilitator_reason'] },
    because: 'staff wrote them for each other; in these lives they stand in a conference that nobody was asked to',
  },
  {
    ...{ from: ['tp_participant'], table: 'app.notices', columns: ['sent_to'] },
    because: 'where somebody is reached is told on no page, whoever holds the session',
  },
  {
    ...{ from: ['tp_participant'], table: 'app.supporter_access', columns: ['ended_because'] },
    because: 'a way in that was ended is closed to whoever came by it',
  },
  {
    ...{ from: ['tp_participant'], table: 'app.transfers', columns: ['received_by'] },
    because: 'what was received elsewhere is over here',
  },
  {
    ...{ from: ['tp_participant'], table: 'app.closures' },
    columns: ['note', 'open_follow_ups_because', 'reopened_because'],
    because: 'whoever takes part is told whether it came to its end, and no case of these lives is closed',
  },
  {
    ...{ from: ['tp_participant'], table: 'app.more_asked', columns: ['answer'] },
    because: 'an answer is theirs who gave it, which was staff for them',
  },
  {
    ...{ from: ['tp_public', 'tp_participant'], table: 'app.referrals' },
    columns: ['pronouns', 'referrer_name', 'referrer_contact'],
    because: 'whoever asks themselves is not asked for them',
  },
];

/** Functions that name cases that are closed to whoever asks, each with the reason, and to whom; to everybody where nobody is named. */
const namesClosed: Readonly<Record<string, { readonly because: string; readonly to?: readonly string[] }>> = {
  'app.open_work_of': { because: 'whoever lets a colleague go hands over what they work on', to: ['grace'] },
  'trails.closed_cases': { because: 'what a policy leaves out must be named to it' },
};

/** Functions that answer some of the staff alone, although what they tell names no case. */
const answersOnly: Readonly<Record<string, readonly string[]>> = { 'app.caseloads': ['amara', 'priya', 'ruth'] };

/** Functions that give any wrapped key of the service by its id, each with the reason. */
const keysById: Readonly<Record<string, string>> = {
  'app.opening_keys': 'ids of keys stand in the texts that one may read',
};

/** Ends the asking at the first fault. */
class Enough extends Error {}

/** Asks a copy of the marked world once. Gives every fault in words; nothing means that the walls hold. */
export async function faultsOfReach(copy: Copy, world: MarkedWorld): Promise<readonly string[]> {
  const reach = new Reach(copy, world);
  try {
    return await reach.faults();
  } finally {
    await reach.close();
  }
}

// Why the glass was broken is told to whoever answers for data, of restricted cases too: that is what it is written for.
function isToldOf(said: string, mark: string): boolean {
  return said === 'daniel at app.glass_openings' && mark.endsWith(' case glass');
}

// Who broke the glass, who read and who signed in is looked at over all cases, by those who answer for it.
function looksOverAll(table: string, { name }: Reader): boolean {
  return name.startsWith('daniel') && ['app.glass_openings', 'trails.reads', 'trails.security'].includes(table);
}

/** What is there to be asked, and by whom. */
export async function planOf(client: pg.Client): Promise<Plan> {
  const { rows: tables } = await client.query<Table>(`
    select n.nspname || '.' || c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname in ('app', 'trails', 'doorkeeper') and c.relkind in ('r', 'v', 'm', 'p') group by 1 order by 1`);
  const { rows: granted } = await client.query<{ login: string; name: string; what: string; columns: string[] }>(`
    select r.rolname as login, n.nspname || '.' || c.relname as name, what, array_agg(a.attname::text) as columns
      from pg_roles r, pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped,
           unnest(array['select', 'insert', 'update']) as what
     where r.rolname like 'tp\\_%' and n.nspname in ('app', 'trails', 'doorkeeper') and c.relkind in ('r', 'v', 'm', 'p')
       and has_schema_privilege(r.rolname, n.oid, 'usage') and has_column_privilege(r.rolname, c.oid, a.attnum, what)
     group by 1, 2, 3`);
  return { tables, granted: new Map(granted.map((row) => [`${row.login} ${row.what} ${row.name}`, row.columns])) };
}

/**
 * Makes a copy ready to be asked. The policies alone are asked: what triggers hold besides has walls and tests of its own. And the
 * people of a demonstration are listed for whoever comes; those of a real service are not.
 */
export async function makeReady(client: pg.Client): Promise<Plan> {
  const plan = await planOf(client);
  await client.query(`
    ${plan.tables.map(({ name }) => `alter table ${name} disable trigger user;`).join('\n')}
    update app.services set is_demonstration = false;
    create schema probe;
    grant usage on schema probe to public;
    create function probe.owner(question text) returns setof jsonb language plpgsql security definer as
      $$ begin return query execute question; end $$;
    create function probe.search(question text) returns setof jsonb language plpgsql security definer as
      $$ begin return query execute question; end $$;
    alter function probe.owner(text) owner to tp_owner;
    alter function probe.search(text) owner to tp_search`);
  return plan;
}

/**
 * Asks a copy of the marked world as every login and every reader, table by table and function by function, and tries to write
 * where nobody may. Everything is undone, so that it may be asked again, over the same connections.
 */
export class Reach {
  readonly #copy: Copy;
  readonly #world: MarkedWorld;
  readonly #clients = new Map<string, pg.Client>();
  readonly #readers: readonly Reader[];
  #plan: Plan | undefined;
  readonly #keys = new Map<string, readonly string[]>();
  #conferences: readonly string[] = [];
  #people: readonly string[] = [];
  #faults: string[] = [];
  #isEnough = false;

  /** With a plan where the copy was made ready already. */
  constructor(copy: Copy, world: MarkedWorld, plan?: Plan) {
    this.#copy = copy;
    this.#world = world;
    this.#plan = plan;
    this.#readers = readersOf(world);
  }

  async faults({ first = [], isOnlyFirst, isEnough = false, plan = this.#plan }: Asking = {}): Promise<
    readonly string[]
  > {
    this.#faults = [];
    this.#isEnough = isEnough;
    this.#plan = plan ?? (await makeReady(await this.#client(superuser)));
    if (this.#keys.size === 0) await this.#findKeys();
    const { tables } = this.#plan;
    const all = await this.#callable();
    try {
      await this.#askOf(tables, all, (name) => first.includes(name));
      await this.#catalogue();
      if (!isOnlyFirst) await this.#askOf(tables, all, (name) => !first.includes(name));
    } catch (error) {
      if (!(error instanceof Enough)) throw error;
    }
    return this.#faults;
  }

  async #askOf(tables: readonly Table[], all: readonly Callable[], isAsked: (name: string) => boolean): Promise<void> {
    const some = tables.filter(({ name }) => isAsked(name));
    if (some.length > 0) await this.#ask(some);
    const called = all.filter(({ name }) => isAsked(name));
    if (called.length > 0) await this.#functions(called);
  }

  #fault(words: string): void {
    this.#faults.push(words);
    if (this.#isEnough) throw new Enough();
  }

  /** Asks for some tables as everybody. */
  async #ask(tables: readonly Table[]): Promise<void> {
    for (const reader of this.#readers) {
      await this.#as(reader.identity, async (client) => {
        for (const table of tables) {
          this.#looked(reader, table.name, await this.#rows(client, reader.identity.login, table.name));
        }
      });
    }
    await this.#as(this.#hand, async (client) => {
      for (const { name } of tables) this.#lookedByHand(name, await this.#rows(client, 'tp_hand', name));
    });
    await this.#asOwner(tables);
    await this.#as(this.#hand, async (client) => {
      for (const table of tables) await this.#writing(client, table);
    });
    if (tables.some(({ name }) => name === 'app.referrals')) await this.#deciding();
  }

  /** Nobody decides a referral of another team's district: acting for Marta, the hand changes none of the ones that wait. */
  async #deciding(): Promise<void> {
    const { ours } = this.#world;
    const marta = { ...this.#hand, id: actingFor({ kind: 'staff', id: staffIdOf(ours, 'marta') }), caseId: '' };
    const text = `update app.referrals set status = status where case_id is null and postcode_district = 'NN16'`;
    const { rowCount } = await this.#as(marta, (client) => client.query(text));
    if (rowCount !== 0) this.#fault('the hand acting for somebody of another team decided app.referrals');
  }

  #looked(reader: Reader, table: string, rows: readonly Row[]): void {
    const { identity } = reader;
    const said = `${reader.name} at ${table}`;
    if (rows.length === 0 || identity.login === 'tp_worker') {
      // The worker goes round all services, and meets nobody’s words.
      if (rows.length > 0) this.#unmarked(said, rows, reader);
      return;
    }
    this.#ofService(said, rows, identity);
    if (identity.login === 'tp_staff' && personal.includes(table)) {
      if (rows.some((row) => row['staff_id'] !== identity.id)) this.#fault(`${said}: what is a colleague’s own`);
    }
    if (!looksOverAll(table, reader)) this.#ofOpenCases(said, table, rows, reader);
    this.#unmarked(said, rows, reader);
  }

  #ofService(said: string, rows: readonly Row[], { serviceId }: Identity): void {
    if (rows.some((row) => 'service_id' in row && row['service_id'] !== serviceId))
      this.#fault(`${said}: another service`);
  }

  #ofOpenCases(said: string, table: string, rows: readonly Row[], reader: Reader): void {
    const { a, b, c } = this.#world;
    const open = [a, b, c].filter(({ name }) => reader.opens.includes(name)).map(({ caseId }) => String(caseId));
    const isShut = rows.some((row) => {
      const caseId = table === 'app.cases' ? row['id'] : row['case_id'];
      return typeof caseId === 'string' && !open.includes(caseId);
    });
    if (isShut) this.#fault(`${said}: a case that is closed to them`);
  }

  #unmarked(said: string, answer: unknown, reader: Reader): void {
    const found = this.#world.marks.inClear(typeof answer === 'string' ? answer : JSON.stringify(answer));
    const leaked = [...found].filter((mark) => !mayCome(reader, mark) && !isToldOf(said, mark));
    if (leaked.length > 0) this.#fault(`${said}: ${leaked.slice(0, 3).join('; ')}`);
  }

  /** The hand that holds a case reaches that one, and of its service only what is no case’s. */
  #lookedByHand(name: string, rows: readonly Row[]): void {
    const said = `the hand in A at ${name}`;
    this.#ofService(said, rows, this.#hand);
    if (name in handAcrossCases) return;
    const { a } = this.#world;
    const of = (row: Row) => (name === 'app.cases' ? row['id'] : row['case_id']) ?? a.caseId;
    if (rows.some((row) => of(row) !== a.caseId)) this.#fault(`${said}: another case`);
    this.#unmarked(said, rows, { name: said, identity: this.#hand, opens: ['A', 'V', 'W'], mayFind: () => true });
  }

  get #hand(): Identity {
    const { a } = this.#world;
    return { login: 'tp_hand', serviceId: a.serviceId, kind: 'hand', id: 'system', caseId: a.caseId };
  }

  /** Functions with the owner’s rights reach the service of whoever calls them; what they reach besides is listed. */
  async #asOwner(tables: readonly Table[]): Promise<void> {
    const { ours } = this.#world;
    const called = (name: string) => this.#readers.find((each) => each.name === name)?.identity as Identity;
    const staff = called('jo');
    for (const identity of [staff, called('the person responsible in A')]) {
      await this.#as(identity, async (client) => {
        for (const { name } of tables) {
          const rows = await probed(client, 'owner', `select to_jsonb(t) from ${name} t`);
          const said = `the owner, called by ${identity.login}, at ${name}`;
          const everywhere = ownerEverywhere[name];
          if (!everywhere) this.#ofService(said, rows, identity);
          if (everywhere?.but && !rows.every(everywhere.but)) this.#fault(`${said}: more than it needs`);
        }
      });
    }
    await this.#as(staff, async (client) => {
      for (const { name } of tables) {
        if (
          name === 'app.search_entries' ||
          name === 'app.likeness_entries' ||
          !this.#plan?.granted.has(`tp_search select ${name}`)
        )
          continue;
        this.#ofService(
          `the search at ${name}`,
          await probed(client, 'search', `select to_jsonb(t) from ${name} t`),
          staff,
        );
      }
    });
    // Erasing is the one thing that changes a trail: by the hand, in its own service.
    for (const { name } of tables.filter((table) => table.name.startsWith('trails.'))) {
      for (const [identity, where] of [
        [this.#hand, `service_id <> '${ours}'`],
        [staff, 'true'],
      ] as const) {
        const erasing = `with erased as (update ${name} set service_id = service_id where ${where} returning 1)
                         select to_jsonb(count(*)) from erased`;
        const [count] = await this.#as(identity, (client) => probed(client, 'owner', erasing));
        if (Number(count ?? 0) > 0) this.#fault(`the owner, called by ${identity.login}, may rewrite ${name}`);
      }
    }
  }

  /** The hand writes neither into another service nor into another case. */
  async #writing(client: pg.Client, { name, columns }: Table): Promise<void> {
    const { ours, a, b, c } = this.#world;
    const insertable = this.#plan?.granted.get(`tp_hand insert ${name}`) ?? [];
    const updatable = this.#plan?.granted.get(`tp_hand update ${name}`) ?? [];
    const isOfCases = columns.includes('case_id') && !(name in handAcrossCases);
    // Policies look before anything else does: the rest of a row may stay empty.
    const foreign = [{ service_id: c.serviceId }, ...(isOfCases ? [{ service_id: ours, case_id: b.caseId }] : [])];
    for (const row of foreign.filter((each) => Object.keys(each).every((column) => insertable.includes(column)))) {
      const values = Object.values(row);
      const text = `insert into ${name} (${Object.keys(row).join(', ')}) values (${values.map((_, at) => `$${at + 1}`).join(', ')})`;
      await this.#mustBeRefused(client, { text, values }, `the hand in A wrote a row of elsewhere into ${name}`);
    }
    const moves = [['service_id', c.serviceId], ...(isOfCases ? [['case_id', b.caseId]] : [])].filter(([column = '']) =>
      updatable.includes(column),
    );
    for (const [column, to] of moves) {
      const of = isOfCases ? ` and case_id = '${a.caseId}'` : '';
      const [own] = await this.#strong<{ at: string }>(
        `select ctid::text as at from ${name} where service_id = '${ours}'${of} limit 1`,
      );
      if (!own) continue;
      const text = `update ${name} set ${column} = $1 where ctid = '${own.at}'`;
      await this.#mustBeRefused(client, { text, values: [to] }, `the hand in A moved a row of ${name} elsewhere`);
    }
  }

  async #mustBeRefused(client: pg.Client, query: { text: string; values: unknown[] }, said: string): Promise<void> {
    await client.query('savepoint tried');
    const error = await client.query(query).then(
      ({ rowCount }) => (rowCount === 0 ? 'nothing there' : undefined),
      (refused: pg.DatabaseError) => refused,
    );
    await client.query('rollback to savepoint tried');
    const isRefused =
      error === 'nothing there' || (error?.code === '42501' && /row-level security/.test(error.message));
    if (!isRefused) this.#fault(error ? `${said}, but for: ${error.message}` : said);
  }

  /** Every function with its owner’s rights, by the login that may call it. */
  #callable(): Promise<readonly Callable[]> {
    return this.#strong<Callable>(
      `select r.rolname as login, n.nspname || '.' || p.proname as name,
              array(select format_type(t, null) from unnest(p.proargtypes::oid[]) as t) as types
         from pg_roles r, pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where r.rolname = any ($1) and n.nspname in ('app', 'trails', 'doorkeeper', 'jobs') and p.prosecdef
          and p.prorettype <> 'trigger'::regtype
          and has_schema_privilege(r.rolname, n.oid, 'usage') and has_function_privilege(r.rolname, p.oid, 'execute')
        order by 1, 2`,
      [logins],
    );
  }

  /** Calls functions as everybody, with everything they could know about the case. */
  async #functions(all: readonly Callable[]): Promise<void> {
    for (const reader of this.#readers) {
      await this.#as(reader.identity, async (client) => {
        for (const { name, types } of all.filter(({ login }) => login === reader.identity.login)) {
          for (const values of this.#tries(types)) {
            const places = types.map((type, place) => `$${place + 1}::${type}`);
            await client.query('savepoint tried');
            const answer = await client.query(`select * from ${name}(${places.join(', ')})`, [...values]).then(
              ({ rows }) => rows as unknown,
              (error: unknown) => String(error),
            );
            await client.query('rollback to savepoint tried');
            this.#unmarked(`${reader.name} by ${name}`, answer, reader);
            this.#unforeign(reader, name, answer);
          }
        }
      });
    }
  }

  /** Ids and keys of what is closed to somebody are no words of anybody, and say that it is there. */
  #unforeign(reader: Reader, name: string, answer: unknown): void {
    if (!Array.isArray(answer) || ['tp_doorkeeper', 'tp_worker'].includes(reader.identity.login)) return;
    const { a, b, c } = this.#world;
    const [first = ''] = reader.name.split(' ');
    if (answer.length > 0 && !(answersOnly[name] ?? [first]).includes(first))
      this.#fault(`${reader.name} by ${name}: it is for others`);
    const shut = [a, b, c].filter((made) => !reader.opens.includes(made.name));
    const told = new Set((answer as Row[]).flatMap((row) => Object.values(row).map(String)));
    const named = namesClosed[name];
    const mayName = named !== undefined && (named.to ?? [reader.name]).includes(reader.name);
    const isTold = shut.some(({ name: called, caseId, reference, serviceId }) => {
      const isElsewhere = serviceId !== reader.identity.serviceId;
      const keys = name in keysById && !isElsewhere ? [] : (this.#keys.get(called) ?? []);
      return (!mayName && (told.has(caseId) || told.has(reference))) || keys.some((key) => told.has(key));
    });
    if (isTold) this.#fault(`${reader.name} by ${name}: a case that is closed to them`);
  }

  /** The keys of the cases, by the name of the case; and what else is known by its id. */
  async #findKeys(): Promise<void> {
    const { a, b, c } = this.#world;
    for (const { name, caseId } of [a, b, c]) {
      const rows = await this.#strong<{ id: string }>(`select id from app.data_keys where owner_id = $1`, [caseId]);
      this.#keys.set(
        name,
        rows.map(({ id }) => id),
      );
    }
    const conferences = await this.#strong<{ id: string }>('select id from app.conferences where case_id = $1', [
      a.caseId,
    ]);
    this.#conferences = conferences.map(({ id }) => id);
    const people = await this.#strong<{ id: string }>(
      'select person_id as id from app.participants where id = any ($1)',
      [[a.harmed, b.harmed, c.harmed]],
    );
    this.#people = people.map(({ id }) => id);
  }

  #tries(types: readonly string[]): readonly (readonly unknown[])[] {
    const each = types.map((type) => this.#known(type));
    const most = Math.max(1, ...each.map((values) => values.length));
    return Array.from({ length: most }, (_, at) => each.map((values) => values[at % values.length] ?? null));
  }

  /** What somebody could put in: true ids, references and names of cases that are not theirs. */
  #known(type: string): readonly unknown[] {
    const { a, b, c, ours, marks } = this.#world;
    const ids = [a.caseId, a.harmed, a.responsible, b.caseId, b.harmed, c.caseId, c.harmed];
    const more = [staffIdOf(ours, 'jo'), ...this.#conferences, ...this.#people];
    const name = (of: string, as: string) => marks.word({ in: of, side: 'harmed', as });
    const names = ['full name', 'called'].map((as) => name('A', as));
    const whole = ['A', 'B', 'C', 'W', 'X'].map((of) => `${name(of, 'called')} ${name(of, 'full name')}`);
    const known: Readonly<Record<string, readonly unknown[]>> = {
      uuid: [...ids, ...more],
      'uuid[]': [[...ids, ...this.#people, ours], [...ids, ours], [...this.#keys.values()].flat()],
      text: [a.reference, b.reference, ...names],
      'text[]': [names, ['case', 'participant', 'participant', 'case', 'case', 'participant', 'service'], whole],
      integer: [50],
      bigint: [50],
      'integer[]': [[1, 2, 3]],
      'bigint[]': [[1, 2, 3]],
      interval: ['1 day'],
      'timestamp with time zone': [new Date(Date.now() + 3_600_000)],
    };
    return known[type] ?? [null];
  }

  /** What nobody is granted cannot be seen to be open: here the catalogue itself is asked, after what is known to be wrong, for what was seen says more. */
  async #catalogue(): Promise<void> {
    const open = await this.#strong<{ name: string }>(`
      select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('app', 'trails', 'doorkeeper') and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
         and c.oid not in ('app.identity_key'::regclass, 'app.key_in_force'::regclass, 'app.keys_destroyed'::regclass)`);
    for (const { name } of open) this.#fault(`${name} is not guarded by row security`);
    for (const { from, table, columns } of withheld) {
      const given = from.flatMap((login) => this.#plan?.granted.get(`${login} select ${table}`) ?? []);
      if (given.some((column) => columns.includes(column)))
        this.#fault(`${from.join(' or ')} is given a column of ${table} that is not for them`);
    }
  }

  async #rows(client: pg.Client, login: string, table: string): Promise<readonly Row[]> {
    const columns = this.#plan?.granted.get(`${login} select ${table}`);
    if (!columns) return [];
    const { rows } = await client.query<Row>(`select ${columns.join(', ')} from ${table}`);
    await this.#unseal(rows);
    return rows;
  }

  /** Opens what is sealed with the keys of its service, as no reader can: sealing must not hide that a row came through. */
  async #unseal(rows: readonly Row[]): Promise<void> {
    const client = await this.#client(superuser);
    for (const serviceId of [this.#world.ours, this.#world.theirs]) {
      const theirs = rows.filter((row) => row['service_id'] === serviceId);
      if (theirs.length > 0 && JSON.stringify(theirs).includes('tp1.'))
        await openSealed(client, this.#copy.keyring, theirs, serviceId);
    }
  }

  /** In a transaction of its own under a signed identity, undone afterwards. */
  async #as<Answer>(identity: Identity, work: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
    const client = await this.#client(identity.login);
    const signed = signIdentity(identity, this.#copy.identityKey, new Date());
    await client.query(`begin; select set_config('app.identity', '${signed}', true)`);
    try {
      return await work(client);
    } finally {
      await client.query('rollback');
    }
  }

  async #strong<Answer extends object>(text: string, values: unknown[] = []): Promise<Answer[]> {
    return (await (await this.#client(superuser)).query<Answer>(text, values)).rows;
  }

  async #client(role: string): Promise<pg.Client> {
    const open = this.#clients.get(role);
    if (open) return open;
    const client = new pg.Client(this.#copy.optionsFor(role));
    client.on('error', () => undefined);
    await client.connect();
    this.#clients.set(role, client);
    return client;
  }

  async close(): Promise<void> {
    for (const client of this.#clients.values()) await client.end();
  }
}

async function probed(client: pg.Client, who: 'owner' | 'search', question: string): Promise<readonly Row[]> {
  const { rows } = await client.query<{ answer: Row }>(`select probe.${who}($1) as answer`, [question]);
  return rows.map(({ answer }) => answer);
}
