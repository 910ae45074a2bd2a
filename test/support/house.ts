import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addIncident, linkHarm, newReference, openCase } from '#casefile/cases/actions.ts';
import { letIn } from '#casefile/readers/actions.ts';
import { aPerson } from '#casefile/people/examples.ts';
import { addPersonToCase } from '#casefile/people/actions.ts';
import type { NewPerson } from '#casefile/people/store.ts';
import { markComplexity } from '#casefile/cases/store.ts';
import type { Assets } from '#platform/assets.ts';
import { filesIn } from '#platform/file-store.ts';
import type { Provider } from '#platform/openid.ts';
import type { Keyring } from '#platform/keyring.ts';
import type { LookForViruses } from '#platform/virus-scan.ts';
import { allow } from '#platform/decision.ts';
import type { Db } from '#platform/sql.ts';
import { sql } from '#platform/sql.ts';
import { sealerOf } from '#platform/sealed-text.ts';
import { hashOf } from '#platform/token.ts';
import { addService, addStaff } from '#service/staff/store.ts';
import type { Website } from '#service/website/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { CaseId, IncidentId, ParticipantId, ServiceId, StaffId } from '#vocabulary/ids.ts';
import type { CaseKind, Complexity, IncidentKind, Part, PracticeLevel } from '#vocabulary/parts.ts';
import type { StaffRole } from '#vocabulary/staff.ts';
import { openDoors, type WholePorts } from '../../src/wiring.ts';
import { usualLimits } from '../../src/doors/limits.ts';
import type { Log } from '../../src/doors/ports.ts';
import type { Route } from '../../src/doors/server.ts';
import { freshDatabase, type TestDatabase } from './cluster.ts';
import { multipart, type FormFile } from './documents.ts';

/** Names of files without the files: what pages hold when nobody opens them in a browser. */
const namedAssets: Assets = { url: (name) => `/assets/${name}`, find: () => undefined };

export interface Answered {
  readonly status: number;
  readonly body: string;
  readonly bytes: Buffer;
  readonly location: string | undefined;
  readonly headers: Record<string, unknown>;
}

/** Somebody at the doors: sees pages and sends forms as a browser does, without running scripts. */
export interface Caller {
  get(path: string, headers?: Record<string, string>): Promise<Answered>;
  post(
    path: string,
    form?: Record<string, string | readonly string[]>,
    headers?: Record<string, string>,
  ): Promise<Answered>;
  /** Asks by another method, and sends nothing. */
  other(method: 'PATCH' | 'PUT' | 'DELETE', path: string, headers?: Record<string, string>): Promise<Answered>;
  /** Sends a form with files. */
  send(path: string, fields: Readonly<Record<string, string>>, files: readonly FormFile[]): Promise<Answered>;
}

/** Everybody who works in the made-up service, by first name. */
export interface Staff {
  readonly amara: StaffId;
  readonly jo: StaffId;
  readonly sam: StaffId;
  readonly priya: StaffId;
  readonly leo: StaffId;
  readonly mia: StaffId;
  readonly dana: StaffId;
  readonly adil: StaffId;
}

export interface MadeCase {
  readonly caseId: CaseId;
  readonly reference: string;
  readonly incidentId: IncidentId;
  /** Participants by the name they are called. */
  readonly who: Readonly<Record<string, ParticipantId>>;
}

export interface CaseWish {
  readonly kind?: CaseKind;
  readonly complexity?: Complexity;
  readonly incident?: IncidentKind;
  /** Name called to their part; both is `harmed responsible`. Joanne is harmed and Dylan responsible unless said otherwise. */
  readonly people?: Readonly<Record<string, Part | 'both'>>;
  readonly person?: Readonly<Record<string, Partial<NewPerson>>>;
}

/** A running service on a database of its own: doors, staff, and ways to be anybody. */
export interface House {
  readonly server: FastifyInstance;
  /** Every way in. */
  readonly routes: readonly Route[];
  readonly ports: WholePorts;
  readonly test: TestDatabase;
  /** Where the contents of documents lie, sealed. */
  readonly filesFolder: string;
  readonly serviceId: ServiceId;
  readonly staff: Staff;
  /** Moves the clock of the doors; the database's own clock stays. */
  setNow(now: Date): void;
  now(): Date;
  today(): PlainDate;
  aCase(wish?: CaseWish): Promise<MadeCase>;
  /** Acts as a member of staff on a case; throws when refused. */
  act<Value>(made: { readonly caseId: CaseId }, staffId: StaffId, work: (hand: Hand) => Promise<Value>): Promise<Value>;
  /** Acts as a member of staff on no case. */
  actInService<Value>(staffId: StaffId, work: (hand: Hand) => Promise<Value>): Promise<Value>;
  readAsStaff<Answer>(staffId: StaffId, work: (db: Db) => Promise<Answer>): Promise<Answer>;
  readAsParticipant<Answer>(
    made: MadeCase,
    participantId: ParticipantId,
    work: (db: Db) => Promise<Answer>,
  ): Promise<Answer>;
  /** Forgetful: a browser that keeps no cookie but the one it came with, so that what it is answered hangs on nothing before. */
  asStaff(staffId: StaffId, how?: 'forgetful'): Promise<Caller>;
  asParticipant(participantId: ParticipantId): Promise<Caller>;
  asStranger(): Caller;
}

const people: readonly (readonly [keyof Staff, string, PracticeLevel, readonly StaffRole[]])[] = [
  ['amara', 'Amara Okafor', 'intermediate', ['coordinator']],
  ['jo', 'Jo Whitfield', 'advanced', ['facilitator']],
  ['sam', 'Sam Reyes', 'intermediate', ['facilitator']],
  ['priya', 'Priya Nair', 'advanced', ['supervisor']],
  ['leo', 'Leo Marsh', 'foundation', ['volunteer-facilitator']],
  ['mia', 'Mia Ellery', 'advanced', ['manager']],
  ['dana', 'Dana Whyte', 'foundation', ['data-officer']],
  ['adil', 'Adil Rahman', 'foundation', ['administrator']],
];

/** Nobody has said yet how to reach them. */
const unreached = { phone: '', email: '', post: '', checkedOn: null };

/** Opens a house; it closes when the test file is over. */
export async function aHouse(
  wish: {
    readonly now?: Date;
    readonly assets?: Assets;
    /** A real service, where nobody is let in by pressing a name. */
    readonly isReal?: boolean;
    readonly baseUrl?: string;
    readonly log?: Log;
    readonly watch?: (login: string, text: string) => void;
    readonly keyring?: Keyring;
    readonly lookForViruses?: LookForViruses;
    readonly provider?: Provider;
    /** The pages of a service of its own. */
    readonly website?: Website;
    /** Programs may be told at an address of this machine. */
    readonly mayTellInside?: boolean;
    /** How many looks somebody has in a minute for who is like whoever they type. */
    readonly looksOfOne?: number;
    /** How often a program may ask in a minute; as often as it likes, when left out. */
    readonly programsRequests?: number;
  } = {},
): Promise<House> {
  const test = await freshDatabase();
  let offset = wish.now ? wish.now.getTime() - Date.now() : 0;
  const clock = () => new Date(Date.now() + offset);
  const filesFolder = mkdtempSync(join(tmpdir(), 'tp-files-'));
  const { server, ports, routes } = await openDoors({
    database: {
      optionsFor: (login) => test.optionsFor(login),
      identityKey: test.identityKey,
      keyring: wish.keyring ?? test.keyring,
      watch: wish.watch,
    },
    assets: wish.assets ?? namedAssets,
    baseUrl: wish.baseUrl ?? 'http://localhost:3000',
    clock,
    provider: wish.provider,
    website: wish.website,
    sealer: sealerOf('the secret of a test'),
    files: filesIn(filesFolder),
    lookForViruses: wish.lookForViruses,
    mayTellInside: wish.mayTellInside,
    // Everybody here is at one address and quicker than people are.
    limits: {
      ...usualLimits,
      strangersForms: Number.POSITIVE_INFINITY,
      lastingForms: Number.POSITIVE_INFINITY,
      programsRequests: wish.programsRequests ?? Number.POSITIVE_INFINITY,
      looksOfOne: wish.looksOfOne ?? Number.POSITIVE_INFINITY,
    },
    log: wish.log ?? {
      info: () => undefined,
      error: (fields) => process.stderr.write(`${JSON.stringify(fields)}\n`),
    },
  });
  after(async () => {
    await server.close();
    await ports.database.close();
    rmSync(filesFolder, { recursive: true, force: true });
  });
  const serviceId = randomUUID() as ServiceId;
  const staff = Object.fromEntries(people.map(([key]) => [key, randomUUID()])) as unknown as Staff;

  async function act<Value>(
    caseId: CaseId | undefined,
    staffId: StaffId,
    work: (hand: Hand) => Promise<Value>,
  ): Promise<Value> {
    const decision = await ports.act<Value, string>(
      { serviceId, caseId, actor: { kind: 'staff', id: staffId } },
      async (hand) => allow(await work(hand)),
    );
    if (!decision.ok) throw new Error(`Refused: ${decision.because.join(', ')}`);
    return decision.value;
  }

  await act(undefined, staff.amara, async (hand) => {
    await addService(hand, {
      name: 'Northamptonshire Restorative Practice',
      areaName: 'Northamptonshire',
      phone: '01604 000000',
      email: 'hello@rp.example',
      isDemonstration: !wish.isReal,
    });
    for (const [key, name, practiceLevel, roles] of people) {
      await addStaff(hand, { id: staff[key], name, email: `${key}@rp.example`, practiceLevel, roles });
    }
  });

  async function aCase({
    kind = 'justice',
    complexity = 'standard',
    incident = 'burglary',
    people: parts = { Joanne: 'harmed', Dylan: 'responsible' },
    person = {},
  }: CaseWish = {}): Promise<MadeCase> {
    const caseId = randomUUID() as CaseId;
    const reference = newReference();
    return act(caseId, staff.amara, async (hand) => {
      await openCase(hand, { reference, kind, complexBecause: [], openedOn: dayOf(hand.at), teamId: null }, null);
      if (complexity !== 'standard') await markComplexity(hand, complexity, ['child']);
      const incidentId = await addIncident(hand, {
        kind: incident,
        summary: 'What happened, in one line.',
        whenWords: 'in the spring',
        happenedOn: null,
        whereWords: 'at home',
        toldBy: null,
      });
      const who: Record<string, ParticipantId> = {};
      for (const called of Object.keys(parts)) {
        const made = aPerson({ called, fullName: `${called} Example`, ...person[called] });
        who[called] = await addPersonToCase(hand, made, unreached, null);
      }
      const withPart = (part: Part) => Object.entries(parts).filter(([, has]) => has === part || has === 'both');
      for (const [harmed] of withPart('harmed')) {
        for (const [responsible] of withPart('responsible')) {
          if (harmed !== responsible) {
            await linkHarm(hand, {
              incidentId,
              harmedId: who[harmed] as ParticipantId,
              responsibleId: who[responsible] as ParticipantId,
            });
          }
        }
      }
      await letIn(hand, staff.jo);
      await letIn(hand, staff.sam);
      return { caseId, reference, incidentId, who };
    });
  }

  async function sessionFor(kind: 'staff' | 'participant', id: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const until = new Date(Date.now() + 3_600_000);
    const rows = await ports.database.ask(
      'tp_doorkeeper',
      sql<{
        opened: boolean;
      }>`select doorkeeper.open_demonstration_session(${kind}, ${id}, ${hashOf(token)}, ${until}) as opened`,
    );
    if (!rows[0]?.opened) throw new Error(`Nobody to sign in: ${kind} ${id}`);
    return token;
  }

  function caller(cookie: string, how?: 'forgetful'): Caller {
    const jar = new Map(cookie === '' ? [] : [cookie.split('=', 2) as [string, string]]);
    async function send(
      method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
      url: string,
      form?: Record<string, string | readonly string[]> | Buffer,
      more: Record<string, string> = {},
    ): Promise<Answered> {
      const answer = await server.inject({
        method,
        url,
        headers: {
          cookie: [...jar].map((pair) => pair.join('=')).join('; '),
          'sec-fetch-site': 'same-origin',
          ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
          ...more,
        },
        ...(form ? { payload: Buffer.isBuffer(form) ? form : encoded(form) } : {}),
      });
      if (how === undefined) for (const { name, value } of answer.cookies) jar.set(name, value);
      return {
        status: answer.statusCode,
        body: answer.body,
        bytes: answer.rawPayload,
        location: answer.headers.location,
        headers: answer.headers,
      };
    }
    return {
      get: (path, more) => send('GET', path, undefined, more),
      post: (path, form = {}, more = {}) => send('POST', path, form, more),
      other: (method, path, more) => send(method, path, undefined, more),
      send: (path, fields, files) => {
        const { type, body } = multipart(fields, files);
        return send('POST', path, body, { 'content-type': type });
      },
    };
  }

  return {
    server,
    routes,
    ports,
    test,
    filesFolder,
    serviceId,
    staff,
    setNow: (now) => void (offset = now.getTime() - Date.now()),
    now: clock,
    today: () => dayOf(clock()),
    aCase,
    act: (made, staffId, work) => act(made.caseId, staffId, work),
    actInService: (staffId, work) => act(undefined, staffId, work),
    readAsStaff: (staffId, work) =>
      ports.database.read({ login: 'tp_staff', serviceId, kind: 'staff', id: staffId, caseId: '' }, work),
    readAsParticipant: (made, participantId, work) =>
      ports.database.read(
        { login: 'tp_participant', serviceId, kind: 'participant', id: participantId, caseId: made.caseId },
        work,
      ),
    asStaff: async (staffId, how) => caller(`tp_staff=${await sessionFor('staff', staffId)}`, how),
    asParticipant: async (participantId) => caller(`tp_my=${await sessionFor('participant', participantId)}`),
    asStranger: () => caller(''),
  };
}

function encoded(form: Record<string, string | readonly string[]>): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) {
    for (const each of typeof value === 'string' ? [value] : value) pairs.append(name, each);
  }
  return pairs.toString();
}
