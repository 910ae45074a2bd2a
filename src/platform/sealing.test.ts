import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openDatabase } from '#platform/database.ts';
import { addNote } from '#casefile/notes/store.ts';
import { notesOf } from '#casefile/notes/facts.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { ofService } from '#vocabulary/key-owners.ts';
import { asThief } from '../../test/support/dump.ts';
import { aHouse, type MadeCase } from '../../test/support/house.ts';
import { readSealed } from './envelope.ts';
import { damaged, erased } from './sealing.ts';
import { marked, sealed, sql } from './sql.ts';

const asked: string[] = [];
const house = await aHouse({ watch: (_, text) => asked.push(text) });
const made = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;

async function write(words: string, about: ParticipantId | null = joanne, on: MadeCase = made): Promise<void> {
  await house.act(on, house.staff.jo, (hand) =>
    addNote(hand, { participantId: about, words, happenedOn: house.today() }),
  );
}

async function read(on: MadeCase = made, ports = house.ports): Promise<readonly string[]> {
  const identity = {
    login: 'tp_staff',
    serviceId: house.serviceId,
    kind: 'staff',
    id: house.staff.jo,
    caseId: '',
  } as const;
  const notes = await ports.database.read(identity, (db) => notesOf(db, on.caseId, null));
  return notes.map(({ words }) => words);
}

/** Another process on the same database, with nothing at hand yet. */
function anotherProcess() {
  const database = openDatabase({
    optionsFor: (login) => house.test.optionsFor(login),
    identityKey: house.test.identityKey,
    keyring: house.test.keyring,
  });
  return { ports: { ...house.ports, database }, close: () => database.close() };
}

test('what is written is read as it was typed, here and in another process, and the database holds none of it', async () => {
  await write('She moved to her sister’s 🌱');
  const other = anotherProcess();
  assert.deepEqual(await read(), ['She moved to her sister’s 🌱']);
  assert.deepEqual(await read(made, other.ports), ['She moved to her sister’s 🌱']);
  await other.close();
  const rows = await asThief<{ words: string }>(house.test, 'select words from app.notes');
  assert.ok(rows.every(({ words }) => readSealed(words)));
});

test('each person has one key, whatever is written at once, and a case has its own', async () => {
  const busy = await house.aCase();
  const [one, other] = Object.values(busy.who) as [ParticipantId, ParticipantId];
  await Promise.all([one, other, null, one, other, null].map((about) => write('At once', about, busy)));
  const keys = await asThief<{ kind: string; keys: number }>(
    house.test,
    `select k.owner_kind as kind, count(*)::int as keys from app.data_keys k
      where k.owner_id = $1 or k.owner_id in (select person_id from app.participants where case_id = $1) group by 1 order by 1`,
    [busy.caseId],
  );
  assert.deepEqual(keys, [
    { kind: 'case', keys: 1 },
    { kind: 'person', keys: 2 },
  ]);
  assert.deepEqual(new Set(await read(busy)), new Set(['At once']));
});

test('somebody in two cases has one key in both', async () => {
  const again = await house.aCase();
  const person = await asThief<{ id: string }>(
    house.test,
    'select person_id as id from app.participants where id = $1',
    [joanne],
  );
  const here = randomUUID() as ParticipantId;
  await house.act(again, house.staff.jo, async (hand) => {
    await hand.run(sql`insert into app.participants (service_id, case_id, id, person_id)
      values (${hand.serviceId}, ${hand.caseId}, ${here}, ${person[0]?.id})`);
  });
  await write('In the second case', here, again);
  const keys = await asThief<{ id: string }>(house.test, 'select id from app.data_keys where owner_id = $1', [
    person[0]?.id,
  ]);
  assert.equal(keys.length, 1);
});

test('a page asks for keys once, for everybody in the case, and soon after not at all', async () => {
  const wide = await house.aCase();
  await write('About her', wide.who['Joanne'], wide);
  await write('About him', wide.who['Dylan'], wide);
  await write('About the case', null, wide);
  const keyQueries = () => asked.filter((text) => text.includes('app.opening_keys')).length;
  asked.length = 0;
  await read(wide);
  assert.equal(keyQueries(), 0, 'the process that wrote has them at hand');
  const seen: string[] = [];
  const database = openDatabase({
    optionsFor: (login) => house.test.optionsFor(login),
    identityKey: house.test.identityKey,
    keyring: house.test.keyring,
    watch: (_, text) => seen.push(text),
  });
  for (let time = 0; time < 3; time += 1) {
    assert.equal((await read(wide, { ...house.ports, database })).length, 3);
  }
  assert.equal(seen.filter((text) => text.includes('app.opening_keys')).length, 1);
  await database.close();
});

test('texts open within lists and JSON, and an empty one stays empty', async () => {
  const words = { seen: 'One', list: ['Two', ''] };
  const row = await house.act(made, house.staff.jo, (hand) =>
    hand.row(sql<{ plain: string; json: typeof words; all: readonly string[] }>`
      select ${sealed({ kind: 'case', id: hand.caseId }, 'One')}::text as plain,
             json_build_object('seen', ${sealed({ kind: 'case', id: hand.caseId }, words.seen)}::text,
                               'list', ${words.list.map((text) => sealed({ kind: 'participant', id: joanne }, text))}::text[]) as json,
             ${words.list.map((text) => sealed({ kind: 'case', id: hand.caseId }, text))}::text[] as all`),
  );
  assert.deepEqual(row, { plain: 'One', json: words, all: words.list });
});

test('a sealed text that somebody types is never opened for them', async () => {
  const [stolen] = await asThief<{ words: string }>(house.test, 'select words from app.notes limit 1');
  const row = await house.act(made, house.staff.jo, (hand) =>
    hand.row(sql<{ name: string }>`select ${stolen?.words}::text as name`),
  );
  assert.match(row?.name ?? '', /^tp1 \./);
});

test('SEA-1 the database refuses words in clear, and words of none', async () => {
  for (const words of ['In clear', 'tp1.', '']) {
    await assert.rejects(
      house.act(made, house.staff.jo, (hand) =>
        hand.run(sql`insert into app.notes (service_id, case_id, words, happened_on, written_by)
          values (${hand.serviceId}, ${hand.caseId}, ${words}, current_date, ${house.staff.jo})`),
      ),
      /sea_1_notes_words_is_sealed/,
    );
  }
});

test('a blind index is the same for the same text, staff find it, and no other service has it', async () => {
  const number = (service: { readonly serviceId: string }) => marked(ofService(service), 'phone 07700900123');
  const seen = (service: { readonly serviceId: string }) =>
    house.ports.database.read(
      { login: 'tp_staff', serviceId: service.serviceId, kind: 'staff', id: house.staff.jo, caseId: '' },
      (db) => db.row(sql<{ mark: string }>`select ${number(service)}::text as mark`),
    );
  const kept = await house.act(made, house.staff.jo, (hand) =>
    hand.row(sql<{ mark: string; all: readonly string[] }>`
      select ${number(hand)}::text as mark, ${[number(hand), marked(ofService(hand), '')]}::text[] as all`),
  );
  assert.match(kept?.mark ?? '', /^m1\.[\w-]{43}$/);
  assert.deepEqual(kept?.all, [kept?.mark, '']);
  assert.deepEqual(await seen(house), { mark: kept?.mark });
  assert.deepEqual(await seen({ serviceId: randomUUID() }), { mark: '' });
});

test('SEA-5 the database refuses a number in clear where its blind index belongs', async () => {
  await assert.rejects(
    house.act(made, house.staff.jo, (hand) =>
      hand.run(
        sql`insert into app.organisations (service_id, name, phone_index) values (${hand.serviceId}, 'A shop', '07700900123')`,
      ),
    ),
    /sea_5_organisations_phone_index/,
  );
});

test('the longest note in the widest letters fits', async () => {
  const long = await house.aCase();
  await write('🌱'.repeat(10_000), null, long);
  await write('ä'.repeat(20_000), null, long);
  assert.deepEqual(
    (await read(long)).map((words) => words.length),
    [20_000, 20_000],
  );
});

test('what was changed by somebody without the key reads as damaged, what has no key any more as erased', async () => {
  const hurt = await house.aCase();
  await write('Whole', null, hurt);
  await asThief(house.test, `update app.notes set words = left(words, -4) || 'AAAA' where case_id = $1`, [hurt.caseId]);
  assert.deepEqual(await read(hurt), [damaged]);
  await asThief(house.test, `update app.data_keys set wrapped = null, destroyed_at = now() where owner_id = $1`, [
    hurt.caseId,
  ]);
  const other = anotherProcess();
  assert.deepEqual(await read(hurt, other.ports), [erased]);
  await other.close();
});

test('SEA-7 a key that is destroyed by one process opens nothing in another that had it at hand', async () => {
  const gone = await house.aCase();
  const her = gone.who['Joanne'] as ParticipantId;
  await write('What she said', her, gone);
  await write('What he said', gone.who['Dylan'], gone);
  const other = anotherProcess();
  for (const ports of [house.ports, other.ports])
    assert.deepEqual(new Set(await read(gone, ports)), new Set(['What she said', 'What he said']));
  // What a transaction that began before reads last is kept by its process.
  const { database } = other.ports;
  const identity = {
    login: 'tp_staff',
    serviceId: house.serviceId,
    kind: 'staff',
    id: house.staff.jo,
    caseId: '',
  } as const;
  await database.read(identity, async (db) => {
    await db.rows(sql`select 1`);
    await asThief(
      house.test,
      `update app.data_keys set wrapped = null, destroyed_at = now()
        where owner_id = (select q.person_id from app.participants q where q.id = $1)`,
      [her],
    );
    await notesOf(db, gone.caseId, null);
  });
  for (const ports of [house.ports, other.ports])
    assert.deepEqual(new Set(await read(gone, ports)), new Set([erased, 'What he said']));
  await other.close();
});

test('another service gets no key, and no login reads the table of keys', async () => {
  const [key] = await asThief<{ id: string }>(house.test, 'select id from app.data_keys limit 1');
  const asOther = {
    login: 'tp_staff',
    serviceId: randomUUID(),
    kind: 'staff',
    id: house.staff.jo,
    caseId: '',
  } as const;
  const found = await house.ports.database.read(asOther, (db) =>
    db.rows(sql`select * from app.opening_keys(${[key?.id]})`),
  );
  assert.deepEqual(found, []);
  for (const table of ['app.data_keys', 'app.key_in_force', 'app.keys_destroyed']) {
    await assert.rejects(
      house.act(made, house.staff.jo, (hand) =>
        hand.rows({ text: `select * from ${table}`, values: [], name: undefined }),
      ),
      /permission denied/,
    );
  }
});
