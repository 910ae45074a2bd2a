import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takeFile } from '#casefile/documents/actions.ts';
import { addFile } from '#journey/agency-thread/store.ts';
import { allow } from '#platform/decision.ts';
import { sql } from '#platform/sql.ts';
import { addClientTo } from '#service/api-clients/actions.ts';
import type { AgencyId, ApiClientId, ReferralId, StaffId } from '#vocabulary/ids.ts';
import { staffCast, type StaffKey } from '../src/demonstration/staff-cast.ts';
import { staffIdOf } from '../src/demonstration/world.ts';
import { accessTable, openingAt, opens, type Comer, type Who } from './support/access-table.ts';
import { fillMarkedWorld, type MarkedCase } from './support/canary/world.ts';
import { aHouse, type Answered, type Caller } from './support/house.ts';
import { inLanes } from './support/lanes.ts';
import { asProgram, type Program } from './support/programs.ts';
import { bystander } from './support/relations.ts';
import { trailsOf } from './support/trails.ts';

/*
 * What is somebody else's answers as what is nowhere, to the byte: every way in with an id in its address, pages and forms, asked by
 * somebody who may come that way with ids that are real and not theirs, place by place, beside ids of nothing. Ways with nothing but
 * the reference of a case are in access-by-relation.test.ts, for every role and relation.
 */
const house = await aHouse();
const world = await fillMarkedWorld(house.ports.database, new Date());
const { a, b, ours } = world;
const strong = await trailsOf(house);

/** A row that an id is of. */
interface Row {
  readonly id: string;
  readonly service: string;
  /** The case, the people or the program that it belongs to. */
  readonly of: readonly string[];
  /** The ids of what it is a part of, by their names in addresses. */
  readonly within: Readonly<Record<string, string | null>>;
}

const from = (id: string, of: string, table: string, within = '') =>
  `select ${id} as id, t.service_id as service, jsonb_build_array(${of}) as "of", jsonb_build_object(${within}) as within from app.${table} t`;
const ofCases = (table: string, within = '') => from('t.id', 't.case_id', table, within);
const ofService = (table: string, of = '') => from('t.id', of, table);
const inReferral = `'reference', r.reference, 'ref', c.reference`;
const theReferral = `join app.referrals r on r.service_id = t.service_id and r.id = t.referral_id
  left join app.cases c on c.service_id = r.service_id and c.id = r.case_id`;

/** Where the ids of addresses are kept, by the name they have there; what is called an id, by the words before it. */
const kinds: Readonly<Record<string, string>> = {
  ref: from('t.reference', 't.id', 'cases'),
  agreement: ofCases('agreements'),
  amends: ofCases('amends', `'agreement', t.agreement_id`),
  participant: ofCases('participants'),
  document: ofCases('documents'),
  letter: ofCases('letters'),
  item: ofCases('items'),
  companion: ofCases('companions', `'participant', t.participant_id`),
  order: ofCases('legal_orders'),
  zone: ofCases('exclusion_zones'),
  assessment: ofCases('risk_assessments'),
  alarm: ofCases('false_alarms'),
  word: ofCases('protected_words'),
  point: `${from('t.id', 'p.case_id', 'contact_points', `'participant', p.id`)}
    join app.participants p on p.service_id = t.service_id and p.person_id = t.person_id`,
  transfer: `${from('t.id', 't.referral_id', 'referral_transfers', inReferral)} ${theReferral}`,
  'cases/transfer': ofCases('transfers'),
  reference: `${from('t.reference', 'g.referred_by', 'referrals')}
    left join app.agency_referrals g on g.service_id = t.service_id and g.referral_id = t.id where t.case_id is null`,
  file: `${from('t.id', 't.sent_by', 'agency_files', inReferral)} ${theReferral}`,
  draft: ofService('agency_drafts', 't.staff_id'),
  list: ofService('lists', 't.added_by'),
  person: ofService('listed_people'),
  program: `${from('t.id', 't.staff_id', 'api_clients', `'agencies', p.agency_id`)}
    join app.agency_people p on p.service_id = t.service_id and p.staff_id = t.staff_id`,
  'account/passkeys': ofService('staff_passkeys', 't.staff_id'),
  'account/sessions': ofService('sessions', 'coalesce(t.staff_id, t.participant_id)'),
  agencies: ofService('agencies'),
  'call-backs': ofService('call_backs'),
  facilitators: from('t.staff_id', '', 'facilitators'),
  // A letter that is still written is its author's alone.
  'my/letters': from(
    't.id',
    `t.participant_id, case t.status when 'draft' then null else t.recipient_id end`,
    'letters',
  ),
  'my/messages': `${from('t.id', 't.participant_id, t.from_id', 'item_releases')} union all ${from('t.id', 't.participant_id', 'items')}`,
  'my/papers': `${from('t.id', 't.participant_id', 'papers')} union all ${from('t.id', '', 'documents')}`,
  outbox: `${ofCases('notices')} where t.case_id is not null`,
  staff: ofService('staff'),
  tasks: `${ofCases('tasks')} where t.case_id is not null`,
  teams: ofService('teams'),
  transfers: ofService('transfer_offers'),
  venues: ofService('venues'),
  'webhook/messages': ofService('webhook_messages', 't.client_id'),
};

/** What stands in an address where an id could, each with the reason why nobody else's is tried. */
const noRow: Readonly<Record<string, string>> = {
  link: 'a secret: whoever has it comes in by it, which is what it is for',
  secret: 'a secret: whoever has it goes on with what they wrote',
  question: 'the name of a question, and everybody is asked the same',
};

interface Place {
  readonly name: string;
  readonly kind: string;
}

/** The ids in an address by name, and where each is kept. */
function placesIn(path: string): readonly Place[] {
  const words = path.split('/').slice(1);
  return words.flatMap((word, at) => {
    if (!word.startsWith(':')) return [];
    const name = word.slice(1);
    const before = words[at - 1] ?? '';
    const [both, alone] =
      name === 'id' ? [`${words[at - 2] ?? ''}/${before}`, before] : [`${words[0] ?? ''}/${name}`, name];
    return [{ name, kind: both in kinds ? both : alone }];
  });
}

/** Somebody who comes by a door, and which rows are theirs to reach by an address there. */
interface Asker extends Comer {
  readonly who: string;
  readonly caller: Caller;
  /** Whether they may open the case A. */
  readonly isInCase: boolean;
  isTheirs(row: Row, kind: string, path: string): boolean;
}

async function ofStaff(key: StaffKey, ...open: readonly MarkedCase[]): Promise<Asker> {
  const id = staffIdOf(ours, key);
  return {
    ...{ who: key, door: 'staff', roles: staffCast[key].roles, isInCase: open.includes(a) },
    caller: await house.asStaff(id, 'forgetful'),
    isTheirs: (row, kind, path) => {
      if (kind.startsWith('account/')) return row.of.includes(id);
      // In a case nothing is there that is of another, whoever may open both.
      if (kind !== 'ref' && path.startsWith('/cases/')) return row.of.includes(a.caseId);
      if (kind === 'ref' || kind === 'tasks' || kind === 'outbox')
        return open.some(({ caseId }) => row.of.includes(caseId));
      return row.service === ours && (row.within['ref'] ?? null) === null;
    },
  };
}

async function ofAgency(who: string, id: StaffId): Promise<Asker> {
  const caller = await house.asStaff(id, 'forgetful');
  const came = { door: 'staff', roles: ['referrer'], isInCase: false } as const;
  return { who, caller, ...came, isTheirs: (row) => row.of.includes(id) };
}

async function ofProgram(who: string, program: Program, id: StaffId): Promise<Asker> {
  const caller = await asProgram(house, program);
  const came = { door: 'program', roles: [], isInCase: false } as const;
  return {
    who,
    caller,
    ...came,
    isTheirs: ({ of }, kind) => of.includes(kind === 'webhook/messages' ? program.id : id),
  };
}

async function ofCase(made: MarkedCase, side: 'harmed' | 'responsible'): Promise<Asker> {
  const caller = await house.asParticipant(made[side]);
  const came = { who: `the person ${side} in ${made.name}`, door: 'own', roles: [], isInCase: false } as const;
  return { caller, ...came, isTheirs: ({ of }) => of.includes(made[side]) || of.includes(made.caseId) };
}

/** Somebody else of an agency, and the agency. */
async function referrer(name: string): Promise<readonly [StaffId, AgencyId]> {
  const [found] = await strong.rows<{ id: StaffId; agency: AgencyId }>(
    `select s.id, p.agency_id as agency from app.staff s
       join app.agency_people p on p.service_id = s.service_id and p.staff_id = s.id where s.service_id = $1 and s.name = $2`,
    [ours, name],
  );
  if (!found) throw new Error(`Nobody refers who is called ${name}`);
  return [found.id, found.agency];
}
const lewis = await referrer(staffCast.lewis.name);
const colleague = await referrer('Somebody of the same');
const warden = await referrer('Somebody of the wardens');

// The program that the marked world told of a referral, whose id is its secret too; and one that was told nothing.
const [{ id: client } = { id: '' as ApiClientId }] = await strong.rows<{ id: ApiClientId }>(
  'select id from app.api_clients where service_id = $1',
  [ours],
);
const told: Program = { id: client, secret: client };
const actor = { kind: 'staff', id: staffIdOf(ours, 'amara') } as const;
const added = await house.ports.act({ serviceId: ours, actor }, (hand) =>
  addClientTo(hand, warden[1], { name: 'Another system', staffId: warden[0] }),
);
if (!added.ok) throw new Error(`No program: ${added.because.join(', ')}`);
const untold: Program = added.value;

const askers: readonly Asker[] = [
  // Amara does not open B.
  await ofStaff('amara', a),
  await ofStaff('jo', a, b),
  await ofStaff('priya', a, b),
  await ofStaff('marta'),
  await ofStaff('grace'),
  await ofAgency('lewis', lewis[0]),
  await ofAgency('a colleague of lewis', colleague[0]),
  await ofAgency('somebody of another agency', warden[0]),
  await ofProgram('a program of lewis', told, lewis[0]),
  await ofProgram('a program of another agency', untold, warden[0]),
  await ofCase(a, 'harmed'),
  await ofCase(a, 'responsible'),
  await ofCase(b, 'responsible'),
];

// Files with something in them: a paper of hers, and one that lewis sends with his referral.
const paper = { name: 'paper.txt', bytes: 'Only for her and us.' };
await askers[1]?.caller.send(`/cases/${a.reference}/documents`, { whose: a.harmed, about: '' }, [paper]);
const taken = await takeFile(house.ports, {
  ...{ name: 'paper.txt', bytes: Buffer.from(paper.bytes), isTooBig: false, isOverCount: false },
});
await house.ports.act({ serviceId: ours, actor: { kind: 'staff', id: lewis[0] } }, async (hand) => {
  const [sent] = await hand.rows(sql<{ id: ReferralId }>`
    select referral_id as id from app.agency_files where service_id = ${ours} and sent_by = ${lewis[0]}`);
  if (!sent || !('file' in taken)) throw new Error('Lewis sent no file');
  await addFile(hand, sent.id, { ...taken.file, id: taken.file.id });
  return allow(await house.ports.files.settle(taken.file.id));
});

const rows = new Map<string, readonly Row[]>();
for (const [kind, query] of Object.entries(kinds))
  rows.set(
    kind,
    await strong.rows<Row>(`select * from (${query}) q order by "of" ? $1 desc, service, "of"::text, id`, [a.caseId]),
  );

interface Way {
  readonly who: Who;
  readonly method: string;
  readonly path: string;
}
const ways = Object.entries(accessTable).flatMap(([who, routes]) =>
  routes.flatMap((route): readonly Way[] => {
    const [method = '', path = ''] = route.split(' ');
    return placesIn(path).some(({ name }) => name !== 'ref') ? [{ who: who as Who, method, path }] : [];
  }),
);

function askersAt({ who, path }: Way): readonly Asker[] {
  const isCase = opens[who].to === 'case';
  const may = askers.filter(
    (each) =>
      openingAt(opens[who], each, { ...bystander, isAllocated: true }) === 'works' && (!isCase || each.isInCase),
  );
  // Two of staff are enough, but for what is closed to some of a role.
  return opens[who].to === 'own' || path.startsWith('/tasks') ? may : may.slice(0, who === 'referrers' ? 3 : 2);
}

const nothing = '00000000-0000-4000-8000-000000000000';
const nowhere = (name: string) => (name === 'ref' || name === 'reference' ? 'AAAA-AAAA' : nothing);

/** Ids of their own for an address, or for the beginning of one: the last first, so that each is a part of the one before. */
function ownIds(
  asker: Asker,
  path: string,
  places: readonly Place[],
  after: Readonly<Record<string, Row>> = {},
): Readonly<Record<string, Row>> {
  const made: Record<string, Row> = { ...after };
  for (const { name, kind } of places.toReversed()) {
    const inside = Object.values(made).flatMap(({ within }) => within[kind] ?? []);
    const theirs = (rows.get(kind) ?? []).filter((row) => asker.isTheirs(row, kind, path));
    const found = theirs.find(({ id }) => inside.length === 0 || inside.includes(id));
    if (found) made[name] = found;
  }
  return made;
}

/** Addresses of a way with ids of their own in every place: a few, since what a row has come to may shut it. */
function ownAddresses(way: Way, places: readonly Place[]) {
  const { path } = way;
  const last = places.at(-1);
  return askersAt(way).flatMap((asker) =>
    (rows.get(last?.kind ?? '') ?? [])
      .filter((row) => last && asker.isTheirs(row, last.kind, path))
      .slice(0, 4)
      .flatMap((row) => {
        const ids = ownIds(asker, path, places.slice(0, -1), last && { [last.name]: row });
        const isWhole = Object.keys(ids).length === places.length;
        return isWhole
          ? [{ asker, ids: Object.fromEntries(Object.entries(ids).map(([key, { id }]) => [key, id])) }]
          : [];
      }),
  );
}

/** Some of everybody else's of a kind: of two others of the service, and of another service. */
function othersOf(asker: Asker, kind: string, path: string): readonly Row[] {
  const others = (rows.get(kind) ?? []).filter((row) => !asker.isTheirs(row, kind, path));
  const [near, far] = [
    others.filter(({ service }) => service === ours),
    others.filter(({ service }) => service !== ours),
  ];
  const whose = Map.groupBy(near, ({ of }) => of.join(' '));
  return [...[...whose.values()].flatMap(([one]) => one ?? []).slice(0, 2), ...far.slice(0, 1)];
}

function addressed(path: string, ids: Readonly<Record<string, string>>): string {
  return path.replace(/:([a-z]+)/g, (_, name: string) => ids[name] ?? nowhere(name));
}

function ask({ caller }: Asker, { method }: Way, address: string): Promise<Answered> {
  if (method === 'GET') return caller.get(address);
  return method === 'POST' ? caller.post(address) : caller.other(method as 'PATCH', address);
}

/** An answer, less what names the request. */
function lessIds({ status, body }: Answered, address: string): readonly unknown[] {
  const named = address.split('/').filter((word) => /^[0-9a-f]{8}-|^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(word));
  return [status, named.reduce((text, id) => text.replaceAll(id, '(an id)'), body)];
}

interface Try {
  readonly asker: Asker;
  readonly way: Way;
  readonly name: string;
  readonly foreign: string;
  readonly unknown: string;
}

/** Everything that is tried at a way: in each place of its address each of others', with their own before it and what belongs to it after. */
function triesAt(way: Way): readonly Try[] {
  const { path } = way;
  const places = placesIn(path);
  return askersAt(way).flatMap((asker) =>
    places.flatMap(({ name, kind }, at): readonly Try[] => {
      if (name in noRow) return [];
      const before = Object.entries(ownIds(asker, path, places.slice(0, at))).map(
        ([key, { id }]) => [key, id] as const,
      );
      return othersOf(asker, kind, path).map((other) => {
        const after = places.slice(at + 1).flatMap((place) => {
          const all = rows.get(place.kind) ?? [];
          const part = all.find(
            ({ within, of }) => within[kind] === other.id || of.some((each) => other.of.includes(each)),
          );
          return part ? [[place.name, part.id] as const] : [];
        });
        const ids = Object.fromEntries([...before, ...after]);
        const [foreign, unknown] = [other.id, nowhere(name)].map((id) => addressed(path, { ...ids, [name]: id }));
        return { asker, way, name, foreign: foreign ?? '', unknown: unknown ?? '' };
      });
    }),
  );
}

const tries = ways.flatMap(triesAt);

test('every id of every way in is tried with one of somebody else', () => {
  const untried = ways.flatMap((way) =>
    placesIn(way.path)
      .filter(({ name }) => !(name in noRow) && !tries.some((each) => each.way === way && each.name === name))
      .map(({ name }) => `${way.method} ${way.path}: no real ${name} of others`),
  );
  assert.deepEqual(untried, []);
  assert.ok(ways.length > 150, `${ways.length} ways`);
  const names = new Set(
    Object.values(accessTable)
      .flat()
      .flatMap((route) => placesIn(route).map(({ name }) => name)),
  );
  assert.deepEqual(
    Object.keys(noRow).filter((name) => !names.has(name)),
    [],
  );
});

test('what is of others answers as what is nowhere, to the byte, and nothing of it changes', async (t) => {
  const changes = 'select count(*)::int as number from trails.changes';
  const [before] = await strong.rows<{ number: number }>(changes);
  const faults: string[] = [];
  await inLanes(tries, async ({ asker, way, name, foreign, unknown }) => {
    const [real, none] = [await ask(asker, way, foreign), await ask(asker, way, unknown)];
    const [one, other] = [lessIds(real, foreign), lessIds(none, unknown)];
    const said = `${asker.who} at ${way.method} ${way.path} by :${name}: ${real.status}, and ${none.status} for nothing`;
    if (real.status >= 500 || JSON.stringify(one) !== JSON.stringify(other)) faults.push(said);
  });
  assert.deepEqual(faults, []);
  assert.deepEqual(await strong.rows(changes), [before]);
  t.diagnostic(`${tries.length} addresses of others at ${ways.length} ways`);
});

test('one of their own answers otherwise: an id that is there is seen, of every kind at every door', async (t) => {
  const unseen = new Set<string>();
  const seen = new Set<string>();
  let asked = 0;
  // Pages first, for what is sent may end what was.
  for (const way of ways.toSorted((one, other) => Number(other.method === 'GET') - Number(one.method === 'GET'))) {
    const places = placesIn(way.path).filter(({ name }) => !(name in noRow));
    for (const [at, { name, kind }] of places.entries()) {
      const key = `${kind} at the door of ${opens[way.who].to}`;
      if (seen.has(key) || at < places.length - 1) continue;
      unseen.add(key);
      for (const { asker, ids } of ownAddresses(way, places)) {
        const [address, none] = [addressed(way.path, ids), addressed(way.path, { ...ids, [name]: nowhere(name) })];
        const answers = [lessIds(await ask(asker, way, address), address), lessIds(await ask(asker, way, none), none)];
        asked += 1;
        if (JSON.stringify(answers[0]) === JSON.stringify(answers[1])) continue;
        seen.add(key);
        break;
      }
    }
  }
  assert.deepEqual(
    [...unseen].filter((key) => !seen.has(key)),
    [],
  );
  t.diagnostic(`${seen.size} kinds of ids by door, ${asked} addresses`);
});
