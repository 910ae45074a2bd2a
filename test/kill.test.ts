import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { addIncident, linkHarm, newReference, openCase } from '#casefile/cases/actions.ts';
import { aPerson } from '#casefile/people/examples.ts';
import { addPersonToCase } from '#casefile/people/actions.ts';
import { allow } from '#platform/decision.ts';
import { startEmbedded } from '#platform/embedded-postgres.ts';
import { identityKey } from '#platform/identity.ts';
import { superuser } from '#platform/postgres-cluster.ts';
import { keyringIn } from '#platform/keyring.ts';
import { secretsIn } from '#platform/secrets.ts';
import { addService, addStaff } from '#service/staff/store.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { dayOf, plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, ParticipantId, ServiceId, StaffId } from '#vocabulary/ids.ts';
import { openCore } from '../src/wiring.ts';
import { openSealed } from './support/open-sealed.ts';
import { withAssets } from './support/own-process.ts';
import { freePort, startChild, type ChildService } from './support/child-service.ts';

const kills = 20;
const amara = randomUUID() as StaffId;
const today = dayOf(new Date());

/** Somebody who writes down one thing after another about one participant; the number of the next one never comes again. */
interface Writer {
  readonly reference: string;
  readonly participantId: ParticipantId;
  next: number;
}

/** What a writer sent and whether the service said that it is kept; unknown is what a kill cut off. */
type Fate = 'acknowledged' | 'unknown';

/** Works on the database of a running child: as the hand through our own actions, and as its superuser. */
async function withDatabase<Answer>(
  dataFolder: string,
  work: (options: (role: string) => pg.ClientConfig) => Promise<Answer>,
): Promise<Answer> {
  const server = await startEmbedded({ dataFolder, durable: true, join: true, log: () => undefined });
  try {
    return await work((role) => server.optionsFor(role));
  } finally {
    await server.stop();
  }
}

/** A made-up service with one coordinator, and two cases of two people each. */
async function makeService(dataFolder: string): Promise<readonly Writer[]> {
  const serviceId = randomUUID() as ServiceId;
  return withDatabase(dataFolder, async (optionsFor) => {
    const secrets = secretsIn(dataFolder);
    const keys = { identityKey: identityKey(secrets.secret('identity')), keyring: keyringIn(secrets) };
    const { database, act } = openCore({ optionsFor, ...keys }, () => new Date());

    async function asAmara<Value>(caseId: CaseId | undefined, work: (hand: Hand) => Promise<Value>): Promise<Value> {
      const actor = { kind: 'staff', id: amara } as const;
      const decision = await act<Value, string>({ serviceId, caseId, actor }, async (hand) => allow(await work(hand)));
      if (!decision.ok) throw new Error(`Refused: ${decision.because.join(', ')}`);
      return decision.value;
    }

    await asAmara(undefined, async (hand) => {
      const contact = { phone: '01604 000000', email: 'hello@rp.example' };
      await addService(hand, { name: 'Restorative Practice', areaName: 'Town', isDemonstration: true, ...contact });
      const made = { id: amara, name: 'Amara Okafor', practiceLevel: 'advanced', roles: ['coordinator'] } as const;
      await addStaff(hand, { ...made, email: 'amara@rp.example' });
    });
    const first = await asAmara(randomUUID() as CaseId, aCase);
    const second = await asAmara(randomUUID() as CaseId, aCase);
    await database.close();
    return [...first, ...second];
  });
}

async function aCase(hand: Hand): Promise<readonly Writer[]> {
  const reference = newReference();
  await openCase(hand, { reference, kind: 'justice', complexBecause: [], openedOn: today, teamId: null }, null);
  const unknown = { whenWords: '', happenedOn: null, whereWords: '', toldBy: null };
  const incidentId = await addIncident(hand, { kind: 'burglary', summary: 'A shed was broken into.', ...unknown });
  const ids: ParticipantId[] = [];
  for (const called of ['Joanne', 'Dylan']) {
    const unreached = { phone: '', email: '', post: '', checkedOn: null };
    ids.push(await addPersonToCase(hand, aPerson({ called }), unreached, null));
  }
  const [harmedId, responsibleId] = ids as [ParticipantId, ParticipantId];
  await linkHarm(hand, { incidentId, harmedId, responsibleId });
  return ids.map((participantId) => ({ reference, participantId, next: 0 }));
}

async function send(address: string, path: string, form: Record<string, string>, cookie = ''): Promise<Response> {
  const body = new URLSearchParams(form);
  return fetch(`${address}${path}`, { method: 'POST', body, redirect: 'manual', headers: { cookie, origin: address } });
}

async function signIn(address: string): Promise<string> {
  const answer = await send(address, '/demonstration', { kind: 'staff', id: amara });
  assert.equal(answer.status, 303);
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

function dayFields(name: string, day: PlainDate): Record<string, string> {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
}

// A statement of consent has no free words: the day it was said is its mark.
const saidOn = (turn: number): PlainDate => plusDays(today, -turn);
const askAfter = (turn: number): PlainDate => plusDays(today, turn + 1);
const markOf = ({ participantId }: Writer, turn: number): string => `${participantId} ${turn}`;

/** What a writer sends at one of its turns: a statement of consent, a note and a contact by turns. */
function writingAt(writer: Writer, turn: number): { readonly path: string; readonly form: Record<string, string> } {
  const mark = markOf(writer, turn);
  switch (turn % 3) {
    case 0: {
      const answer = ['given', 'declined', 'not-now'][(turn / 3) % 3] as string;
      const said = { participant: writer.participantId, subject: 'mode-letter', answer, how: 'in-person' };
      const days = { ...dayFields('said-on', saidOn(turn)), ...dayFields('ask-after', askAfter(turn)) };
      return { path: 'consent', form: { ...said, ...days } };
    }
    case 1:
      return { path: 'notes', form: { about: writer.participantId, words: mark, ...dayFields('happened-on', today) } };
    default: {
      const how = { channel: 'phone', outcome: turn % 2 === 0 ? 'no-answer' : 'talked', note: mark };
      return {
        path: 'contacts',
        form: { participant: writer.participantId, ...how, ...dayFields('happened-on', today) },
      };
    }
  }
}

/** Writes on and on until the service is gone; what was in the air at that moment stays unknown. */
async function writeOn(address: string, cookie: string, writer: Writer, fates: Map<string, Fate>): Promise<void> {
  for (;;) {
    const turn = writer.next;
    writer.next += 1;
    fates.set(markOf(writer, turn), 'unknown');
    const { path, form } = writingAt(writer, turn);
    const answer = await send(address, `/cases/${writer.reference}/${path}`, form, cookie).catch(() => undefined);
    if (!answer) return;
    assert.equal(answer.status, 303, `${path} answered ${answer.status}`);
    assert.equal(answer.headers.get('location'), `/cases/${writer.reference}/${path}`);
    fates.set(markOf(writer, turn), 'acknowledged');
  }
}

const keptOf = (fates: ReadonlyMap<string, Fate>): number =>
  [...fates.values()].filter((fate) => fate === 'acknowledged').length;

/** Waits until some more writes were acknowledged, however slow the machine is today. */
async function untilKept(fates: ReadonlyMap<string, Fate>, more: number): Promise<void> {
  const wanted = keptOf(fates) + more;
  while (keptOf(fates) < wanted) await pause(1);
}

const kept = `
  select participant_id || ' ' || ($1::date - said_on) as mark from app.consents
  union all select words from app.notes
  union all select note from app.contacts`;

// Each of these finds halves: a row without its line of history, a line without its row, an answer without its task.
const halves: Readonly<Record<string, string>> = {
  'a consent without its line': `
    select c.seq from app.consents c
     where (select count(*) from app.history h
             where h.case_id = c.case_id and h.participant_id = c.participant_id and h.happened_on = c.said_on
               and h.name = case c.answer when 'not-now' then 'consent.not-now' when 'withdrawn' then 'consent.withdrawn' else 'consent.said' end) <> 1`,
  'a line of consent without its consent': `
    select h.seq from app.history h
     where h.name like 'consent.%'
       and (select count(*) from app.consents c
             where c.case_id = h.case_id and c.participant_id = h.participant_id and c.said_on = h.happened_on
               and c.answer = any (case h.name when 'consent.not-now' then array['not-now'] when 'consent.withdrawn' then array['withdrawn', 'not-now']
                 else array['given', 'declined'] end)) <> 1`,
  'a "not now" without its task': `
    select c.seq from app.consents c
     where c.answer = 'not-now' and (select count(*) from app.tasks t
       where t.case_id = c.case_id and t.participant_id = c.participant_id and t.due_on = c.ask_after and t.kind = 'ask-again') <> 1`,
  'notes or contacts that do not match their lines': `
    select from (select participant_id, 'note.written' as name, count(*) from app.notes group by 1
                 union all select participant_id, case kind when 'attempt' then 'contact.attempted' else 'contact.made' end, count(*)
                   from app.contacts group by 1, 2) as kept (participant_id, name, many)
      full join (select participant_id, name, count(*) from app.history where name in ('note.written', 'contact.attempted', 'contact.made')
                  group by 1, 2) as told (participant_id, name, many) using (participant_id, name)
     where kept.many is distinct from told.many`,
};

/** Looks into the database behind every policy, as nobody in the service can. */
async function look(dataFolder: string, seen: (client: pg.Client) => Promise<void>): Promise<void> {
  await withDatabase(dataFolder, async (optionsFor) => {
    const client = new pg.Client(optionsFor(superuser));
    await client.connect();
    try {
      await seen(client);
    } finally {
      await client.end();
    }
  });
}

const dataFolder = mkdtempSync(join(tmpdir(), 'tp-kill-'));
await withAssets(dataFolder);
let service: ChildService | undefined;
let reference = '';
after(async () => {
  await service?.kill();
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
});

test('what was acknowledged outlives twenty kills in the middle of writing, and nothing is there by half', async (t) => {
  const port = await freePort();
  const fates = new Map<string, Fate>();
  service = await startChild(dataFolder, port);
  const writers = await makeService(dataFolder);
  reference = writers[0]?.reference ?? '';
  const cookie = await signIn(service.address);
  for (let killed = 0; killed < kills; killed += 1) {
    const { address } = service;
    const writing = Promise.all(writers.map((writer) => writeOn(address, cookie, writer, fates)));
    await Promise.race([writing, untilKept(fates, randomInt(1, 30))]);
    await pause(randomInt(0, 30));
    await service.kill();
    await writing;
    service = await startChild(dataFolder, port);
  }

  const acknowledged = keptOf(fates);
  t.diagnostic(`${kills} kills, ${acknowledged} writes acknowledged, ${fates.size - acknowledged} cut off`);
  assert.ok(acknowledged >= kills, `only ${acknowledged} writes were acknowledged`);
  assert.ok(acknowledged < fates.size, 'no kill fell into a write');
  await look(dataFolder, async (client) => {
    const found = new Map<string, number>();
    const { rows } = await client.query<{ mark: string }>(kept, [today]);
    for (const { mark } of await openSealed(client, keyringIn(secretsIn(dataFolder)), rows))
      found.set(mark, (found.get(mark) ?? 0) + 1);
    const lost = [...fates].filter(([mark, fate]) => fate === 'acknowledged' && found.get(mark) !== 1);
    const strange = [...found].filter(([mark, times]) => times !== 1 || !fates.has(mark));
    assert.deepEqual({ lost, strange }, { lost: [], strange: [] });
    for (const [half, query] of Object.entries(halves)) assert.equal((await client.query(query)).rowCount, 0, half);
    await client.query('create extension if not exists amcheck');
    await client.query(`select bt_index_check(i.indexrelid, true) from pg_index i join pg_class c on c.oid = i.indexrelid
       join pg_am a on a.oid = c.relam join pg_namespace n on n.oid = c.relnamespace where a.amname = 'btree' and n.nspname = 'app'`);
  });
  assert.equal(await service.stop(), 0);
  service = undefined;
});

test('what somebody was typing when everything was killed is offered back to them', async () => {
  const port = await freePort();
  service = await startChild(dataFolder, port);
  const path = `/cases/${reference}/notes`;
  const cookies = new Map([(await signIn(service.address)).split('=', 2) as [string, string]]);

  async function pageAt(at: string): Promise<string> {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(`${service?.address}${at}`, { headers: { cookie } });
    for (const set of answer.headers.getSetCookie())
      cookies.set(...(set.split(';')[0]?.split('=', 2) as [string, string]));
    return answer.text();
  }

  const reader = /data-reader="([^"]+)"/.exec(await pageAt(path))?.[1] ?? '';
  const about = { 'kept-page': path, 'kept-form': path, 'kept-turn': '1', 'kept-reader': reader };
  const typed = { ...about, kept: `${randomUUID()}.${randomUUID()}`, words: 'She was in the middle of' };
  const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
  assert.equal((await send(service.address, '/kept', typed, cookie)).status, 200);
  await service.kill();
  service = await startChild(dataFolder, port);
  const back = /href="([^"]*[?&]kept=[^"]*)"/.exec(await pageAt(path))?.[1] ?? '';
  assert.match(await pageAt(back), /She was in the middle of/);
});
