import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import { hashOf } from '#platform/token.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ApiClientId } from '#vocabulary/ids.ts';
import { anAgency, aReferrer } from '../../../test/support/agencies.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aProgram, askForToken } from '../../../test/support/programs.ts';
import { trailsOf } from '../../../test/support/trails.ts';
import { addClient, keepAnswer, openToken, programThatAsks, takeKey } from './store.ts';

const house = await aHouse();
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const lewis = await aReferrer(house, corby, 'PC Lewis Grant');
const program = await aProgram(house, corby, lewis);
const keeper = {
  ask: (query: Parameters<typeof house.ports.database.ask>[1]) => house.ports.database.ask('tp_doorkeeper', query),
} as Parameters<typeof openToken>[0];

async function wallOf(work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  return house.actInService(house.staff.amara, work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );
}

const made = (staffId: typeof lewis, name: string) => (hand: Hand) =>
  addClient(hand, { id: randomUUID() as ApiClientId, name, staffId, secretHash: hashOf(randomUUID()) });

test('API-1 nobody answers for a program but somebody of an agency, and API-2 none is without a name', async () => {
  assert.equal(await wallOf(made(house.staff.jo, 'Records')), 'api_1_somebody_of_the_agency_answers_for_it');
  assert.equal(await wallOf(made(lewis, '')), 'api_2_has_a_name');
});

test('API-1 on the login of programs nobody finds more than whoever answers for one, and never a secret', async () => {
  const reader = { login: 'tp_api', serviceId: house.serviceId, kind: 'staff', id: lewis, caseId: '' } as const;
  const there = await house.ports.database.read(reader, (db) =>
    db.rows(sql<{ id: string }>`select staff_id as id from app.agency_people`),
  );
  assert.deepEqual(there, [{ id: lewis }]);
  await assert.rejects(
    house.ports.database.read(reader, (db) => db.rows(sql`select secret_hash from app.api_clients`)),
    /permission denied/,
  );
  const hidden = house.readAsStaff(house.staff.amara, (db) => db.rows(sql`select secret_hash from app.api_clients`));
  await assert.rejects(hidden, /permission denied/);
});

test('API-3 a token is never longer than an hour, and a secret of another opens nothing', async () => {
  const at = house.now();
  const until = new Date(at.getTime() + 3_600_001);
  const shown = { clientId: program.id, secretHash: hashOf(program.secret) };
  const long = openToken(keeper, shown, { hash: hashOf('a'), at, until });
  await assert.rejects(long, (error) => refusedBy(error) === 'api_3_a_token_is_short_lived');
  const other = { ...shown, secretHash: hashOf('of another') };
  assert.equal(await openToken(keeper, other, { hash: hashOf('b'), at, until: at }), false);
  assert.equal((await askForToken(house, program)).status, 200);
});

test('API-4 a key is taken once, its answer is kept once, and no words are kept with it', async () => {
  const keyed = { clientId: program.id, keyMark: hashOf('key'), askedMark: hashOf('asked') };
  await house.actInService(lewis, async (hand) => {
    assert.equal(await takeKey(hand, keyed), undefined);
    await keepAnswer(hand, keyed, { status: 201, body: {} });
    assert.equal((await takeKey(hand, keyed))?.status, 201);
    await assert.rejects(keepAnswer(hand, keyed, { status: 200, body: {} }), /taken by another/);
  });
  const long = { status: 200, body: { words: 'x'.repeat(1001) } };
  const other = { ...keyed, keyMark: hashOf('other') };
  assert.equal(
    await wallOf(async (hand) => {
      await takeKey(hand, other);
      await keepAnswer(hand, other, long);
    }),
    'api_4_no_words',
  );
});

test('API-5 a program is counted once, whichever process it comes to, and anew with each minute', async () => {
  const token = String((await askForToken(house, program)).body['access_token']);
  const other = String((await askForToken(house, await aProgram(house, corby, lewis))).body['access_token']);
  const asks = async (at: string, shown = token, mostAMinute = 3) =>
    (await programThatAsks(keeper, hashOf(shown), { mostAMinute, at: new Date(`2026-11-23T${at}Z`) }))?.isTooOften;
  // Many at once are one after the other, and none is counted twice.
  const many = await Promise.all(Array.from({ length: 9 }, () => asks('12:00:10')));
  assert.equal(many.filter((isTooOften) => isTooOften === false).length, 3);
  assert.equal(await asks('12:00:59', other), false, 'each for itself');
  assert.deepEqual([await asks('12:01:00'), await asks('12:01:01')], [false, false]);
  assert.equal(await asks('12:00:59'), false, 'a process whose clock is late counts with the others');
  assert.equal(await asks('12:01:02'), true);
  assert.equal(await asks('11:30:00'), false, 'a clock that was far ahead shuts nobody out');
  assert.equal(await asks('12:00:00', 'of nobody'), undefined);
});

test('TRL-8 a program that is refused on and on gets thirty rows an hour, and all that are no program a hundred', async () => {
  const trails = await trailsOf(house);
  const told = (client: string | null) =>
    trails.rows<{ because: string }>(
      `select because from trails.security where event = 'api-token-refused' and detail ->> 'client' is not distinct from $1 order by seq`,
      [client],
    );
  for (const [id, most, why] of [
    [(await aProgram(house, corby, lewis)).id, 30, 'wrong-secret'],
    [null, 100, 'no-such-client'],
  ] as const) {
    const refused = () => askForToken(house, { id: id ?? (randomUUID() as ApiClientId), secret: 'wrong' });
    for (let at = 0; at < 3; at += 1) assert.equal((await refused()).status, 401);
    assert.deepEqual(await told(id), [{ because: why }], 'the same within a minute is one row');
    // As if it had gone on for half an hour.
    await trails.tamper(
      `insert into trails.security (service_id, at, actor_kind, event, because, about_kind, about_id, salt, detail, digest)
       select service_id, at, actor_kind, event, because, about_kind, about_id, salt, detail, digest
         from trails.security, generate_series(1, $2::int - 2)
        where event = 'api-token-refused' and detail ->> 'client' is not distinct from $1`,
      [id, most],
    );
    const waitAMoment = () =>
      trails.tamper(`update trails.security set at = at - interval '61 seconds' where event = 'api-token-refused'`);
    for (let at = 0; at < 3; at += 1) {
      await waitAMoment();
      assert.equal((await refused()).status, 401);
    }
    const rows = await told(id);
    assert.deepEqual([rows.length, rows.at(-2)?.because, rows.at(-1)?.because], [most, why, 'more-are-not-written']);
    await trails.tamper(`update trails.security set at = at - interval '1 hour' where event = 'api-token-refused'`);
    await refused();
    assert.deepEqual((await told(id)).slice(most), [{ because: why }], 'an hour later they are written again');
  }
});
