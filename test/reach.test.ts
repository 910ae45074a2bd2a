import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { signIdentity, type Identity, type Login } from '#platform/identity.ts';
import { openDatabase } from '#platform/database.ts';
import { logins } from '#platform/database-logins.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from './support/house.ts';

/*
 * What each login of the database can reach, asked of the database itself: whatever the code above it does, a row of the
 * other side is not there.
 */
const house = await aHouse();
const made = await house.aCase();
const other = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;
const dylan = made.who['Dylan'] as ParticipantId;
const identity = (login: Login, kind: Identity['kind'], id: string, caseId = ''): Identity => ({
  login,
  serviceId: house.serviceId,
  kind,
  id,
  caseId,
});

for (const called of ['Joanne', 'Dylan']) {
  const participantId = made.who[called] as ParticipantId;
  await (await house.asParticipant(participantId)).post('/my/choices/mode-meeting', { answer: 'given' });
}

/** Every table of a service that a login may ask at all. */
async function tablesOf(login: Login): Promise<readonly string[]> {
  const client = new pg.Client(house.test.optionsFor('tp_migrator'));
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and has_column_privilege($1, c.oid, a.attnum, 'select')) order by 1`,
    [login],
  );
  await client.end();
  return rows.map(({ name }) => name);
}

/** The columns of a table that a login may read. */
async function columnsOf(login: Login, table: string): Promise<readonly string[]> {
  const client = new pg.Client(house.test.optionsFor('tp_migrator'));
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $2::regclass and attnum > 0 and not attisdropped
       and has_column_privilege($1, attrelid, attnum, 'select')`,
    [login, `app.${table}`],
  );
  await client.end();
  return rows.map(({ name }) => name);
}

function countAll(db: Db, table: string): Promise<{ n: number } | undefined> {
  return db.row({ text: `select count(*)::int as n from app.${table}`, values: [], name: undefined });
}

test('each door has a login of its own, and none owns a table, is superuser or goes round row security', async () => {
  const client = new pg.Client(house.test.optionsFor('tp_migrator'));
  await client.connect();
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int as n from pg_roles where rolname like 'tp\\_%' and rolname not in ('tp_superuser', 'tp_migrator')
       and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
  );
  assert.equal(rows[0]?.n, 0);
  const owned = await client.query<{ owner: string }>(
    `select distinct pg_get_userbyid(relowner) as owner from pg_class where relnamespace::regnamespace::text in ('app', 'trails', 'doorkeeper')`,
  );
  assert.deepEqual(
    owned.rows.map(({ owner }) => owner),
    ['tp_owner'],
  );
  const { rows: entering } = await client.query<{ name: string }>(
    `select rolname as name from pg_roles where rolname like 'tp\\_%' and rolcanlogin order by 1`,
  );
  assert.deepEqual(
    entering.map(({ name }) => name),
    [...logins, 'tp_migrator', 'tp_superuser'].toSorted(),
    'whoever owns tables or searches logs in nowhere',
  );
  await client.end();
});

// The worker goes round the services, and asks everything else as one of them.
for (const login of logins) {
  test(`${login} sees nothing without an identity`, async () => {
    const client = new pg.Client(house.test.optionsFor(login));
    await client.connect();
    for (const table of await tablesOf(login)) {
      if (login === 'tp_worker' && table === 'services') continue;
      const { rows } = await client.query(`select 1 from app.${table} limit 1`);
      assert.equal(rows.length, 0, table);
    }
    await client.end();
  });
}

test('a participant finds no row of anybody else’s side, table by table', async () => {
  for (const table of await tablesOf('tp_participant')) {
    const columns = await columnsOf('tp_participant', table);
    if (!columns.includes('participant_id')) continue;
    const rows = await house.readAsParticipant(made, joanne, (db) =>
      db.rows<{ participant_id: string }>({
        text: `select ${columns.join(', ')} from app.${table}`,
        values: [],
        name: undefined,
      }),
    );
    assert.deepEqual(
      rows.filter((row) => row.participant_id !== joanne),
      [],
      table,
    );
  }
});

test('a participant’s own ledger is there and the other’s is not', async () => {
  const lines = await house.readAsParticipant(made, joanne, (db) =>
    db.rows(sql<{ participantId: string }>`select participant_id as "participantId" from app.consents`),
  );
  assert.deepEqual([...new Set(lines.map(({ participantId }) => participantId))], [joanne]);
});

test('setting somebody else’s identity brings nothing', async () => {
  const client = new pg.Client(house.test.optionsFor('tp_participant'));
  await client.connect();
  const signed = signIdentity(
    identity('tp_participant', 'participant', dylan, made.caseId),
    house.test.identityKey,
    new Date(),
  );
  const forgeries = [
    // A made-up signature, somebody else's id under one's own signature, another login's text, one that is too old.
    signed.replace(/[0-9a-f]{64}$/, '0'.repeat(64)),
    signed.replace(dylan, joanne),
    signIdentity(identity('tp_staff', 'staff', house.staff.jo), house.test.identityKey, new Date()),
    signIdentity(
      identity('tp_participant', 'participant', dylan, made.caseId),
      house.test.identityKey,
      new Date(Date.now() - 600_000),
    ),
    signIdentity(identity('tp_participant', 'participant', dylan, made.caseId), Buffer.alloc(32), new Date()),
    'tp_participant',
    '',
  ];
  for (const forged of forgeries) {
    await client.query('begin');
    await client.query(`select set_config('app.identity', $1, true)`, [forged]);
    assert.equal((await client.query('select participant_id from app.consents')).rows.length, 0, forged.slice(0, 60));
    await client.query('commit');
  }
  await client.end();
});

test('an identity ends with its transaction: nothing rides along on the connection', async () => {
  const client = new pg.Client(house.test.optionsFor('tp_participant'));
  await client.connect();
  const signed = signIdentity(
    identity('tp_participant', 'participant', dylan, made.caseId),
    house.test.identityKey,
    new Date(),
  );
  await client.query('begin');
  await client.query(`select set_config('app.identity', $1, true)`, [signed]);
  assert.notEqual((await client.query('select participant_id from app.consents')).rows.length, 0);
  await client.query('commit');
  assert.equal((await client.query('select participant_id from app.consents')).rows.length, 0);
  await client.end();
});

test('nor on a connection of our own pool: whoever has it next is nobody, however the one before ended', async () => {
  const database = openDatabase({
    optionsFor: (login) => house.test.optionsFor(login),
    identityKey: house.test.identityKey,
    keyring: house.test.keyring,
    // One connection a login: the next one to ask has the same.
    poolSize: { tp_participant: 1, tp_hand: 1 },
  });
  const hers = identity('tp_participant', 'participant', joanne, made.caseId);
  const hand = identity('tp_hand', 'hand', `staff_${house.staff.jo}`, made.caseId);
  const consents = sql<{
    n: number;
    pid: number;
  }>`select count(*)::int as n, pg_backend_pid() as pid from app.consents`;
  const seen = new Set<number>();
  const afterwards = async (login: Login, how: string) => {
    const [row] = await database.ask(login, consents);
    assert.equal(row?.n, 0, `${login} after ${how}`);
    seen.add(row?.pid ?? 0);
  };
  for (const as of [hers, hand]) {
    for (const [how, work] of [
      ['a reading', () => database.read(as, (db) => db.row(consents))],
      ['a writing', () => database.write(as, (db) => db.row(consents))],
      [
        'a writing that is not kept',
        () =>
          database.write(
            as,
            (db) => db.row(consents),
            () => false,
          ),
      ],
    ] as const) {
      const row = await work();
      assert.notEqual(row?.n, 0, how);
      seen.add(row?.pid ?? 0);
      await afterwards(as.login, how);
    }
    const failing = database.read(as, async (db) => {
      await db.row(consents);
      throw new Error('in the middle');
    });
    await assert.rejects(failing, /in the middle/);
    await afterwards(as.login, 'one that failed');
    await database.write(as, async (db) => {
      await database.goOnAs(db, as);
      await db.row(consents);
    });
    await afterwards(as.login, 'one that went on');
  }
  assert.equal(seen.size, 2, 'each login had one connection all the time');
  await database.close();
});

test('whoever holds the login of a door finds no signed identity in what the others of it are asking', async () => {
  for (const reader of [
    identity('tp_staff', 'staff', house.staff.jo),
    identity('tp_participant', 'participant', joanne, made.caseId),
    identity('tp_hand', 'hand', `staff_${house.staff.jo}`, made.caseId),
  ]) {
    const beside = new pg.Client(house.test.optionsFor(reader.login));
    await beside.connect();
    const isSeen = (queries: readonly string[]) => queries.some((query) => query.includes('app.identity'));
    const asked = await house.ports.database.read(reader, async () => {
      // Who reads is on its way while the work begins: it is looked for until it is there.
      for (let tries = 0; ; tries += 1) {
        const { rows } = await beside.query<{ query: string }>(
          `select query from pg_stat_activity where usename = current_user and pid <> pg_backend_pid() and datname = current_database()`,
        );
        const queries = rows.map(({ query }) => query);
        if (isSeen(queries) || tries === 1000) return queries;
      }
    });
    await beside.end();
    assert.ok(isSeen(asked), `${reader.login}: the statement itself is seen`);
    for (const query of asked) assert.doesNotMatch(query, /[0-9a-f]{64}/, reader.login);
  }
});

test('no login may become another, read the key, or write what it should only read', async () => {
  for (const login of logins) {
    const client = new pg.Client(house.test.optionsFor(login));
    await client.connect();
    const others = ['tp_owner', 'tp_search', 'tp_queue', 'tp_migrator', 'tp_superuser', ...logins];
    for (const role of others.filter((name) => name !== login)) {
      await assert.rejects(client.query(`set role ${role}`), /permission denied|does not exist/, `${login} to ${role}`);
    }
    await assert.rejects(client.query('select * from app.identity_key'), /permission denied/, login);
    await assert.rejects(
      client.query('alter table app.consents disable row level security'),
      /must be owner|permission denied/,
      login,
    );
    if (login !== 'tp_hand') {
      await assert.rejects(client.query(`update app.cases set status = 'closed'`), /permission denied/, login);
      await assert.rejects(client.query('delete from app.consents'), /permission denied/, login);
    }
    await client.end();
  }
});

test('the hand reaches the case it holds and no other', async () => {
  const seen = await house.act(made, house.staff.jo, (hand) =>
    hand.rows(sql<{ id: string }>`select id from app.cases`),
  );
  assert.deepEqual(
    seen.map(({ id }) => id),
    [made.caseId],
  );
  const touched = await house.act(made, house.staff.jo, (hand) =>
    hand.run(sql`update app.cases set touched_at = now() where id = ${other.caseId}`),
  );
  assert.equal(touched, 0);
});

test('staff see the cases they may open and nothing of others', async () => {
  const leo = await house.readAsStaff(house.staff.leo, (db) => countAll(db, 'cases'));
  assert.equal(leo?.n, 0);
  const jo = await house.readAsStaff(house.staff.jo, (db) => countAll(db, 'cases'));
  assert.equal(jo?.n, 2);
  for (const table of ['people', 'participants', 'consents', 'incidents', 'harm_links', 'history']) {
    assert.equal((await house.readAsStaff(house.staff.leo, (db) => countAll(db, table)))?.n, 0, table);
  }
});

test('another service’s staff see nothing of ours', async () => {
  const stranger = await house.ports.database.read(
    { login: 'tp_staff', serviceId: randomUUID(), kind: 'staff', id: house.staff.jo, caseId: '' },
    (db) => countAll(db, 'cases'),
  );
  assert.equal(stranger?.n, 0);
});
