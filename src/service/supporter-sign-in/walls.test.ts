import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { refusedBy } from '#platform/database.ts';
import type { Identity } from '#platform/identity.ts';
import { sql, type Db, type Query } from '#platform/sql.ts';
import { hashOf, newToken } from '#platform/token.ts';
import { hasADayToComeTo } from '#overview/day-page/facts.ts';
import { endAccessOf } from '#service/participant-sign-in/actions.ts';
import { reachIndexEverywhere } from '#vocabulary/blind-index.ts';
import type { CompanionId, ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aMeeting } from '../../../test/support/meeting.ts';
import { linksAreOver } from '../../../test/support/past-links.ts';
import { besideIn, entersAsSupporter, keeperOfHouse, supporterInvited } from '../../../test/support/supporters.ts';
import { endSupporter, enterAsSupporter } from './actions.ts';
import { findWantedCodes, keepCode, useCode } from './code-store.ts';
import { findSupporter, sweepSessions } from './store.ts';

const house = await aHouse();
const meeting = await aMeeting(house, 'booked');
const other = await aMeeting(house, 'agreed');
const { made, companionId } = meeting;
const keeper = keeperOfHouse(house);
const { jo } = house.staff;
const ruth: Identity = {
  login: 'tp_participant',
  serviceId: house.serviceId,
  kind: 'supporter',
  id: companionId,
  caseId: made.caseId,
};

async function tablesOf(): Promise<readonly { name: string; columns: string }[]> {
  const client = new pg.Client(house.test.optionsFor('tp_migrator'));
  await client.connect();
  const { rows } = await client.query<{ name: string; columns: string }>(
    `select n.nspname || '.' || c.relname as name, string_agg(quote_ident(a.attname), ', ') as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      where n.nspname in ('app', 'trails') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        and has_column_privilege('tp_participant', c.oid, a.attnum, 'select') group by 1 order by 1`,
  );
  await client.end();
  return rows;
}

/** How many rows of each table a reader finds; tables in which they find none are left out. */
async function finds(reader: Identity): Promise<Readonly<Record<string, number>>> {
  const tables = await tablesOf();
  assert.ok(tables.length > 20, 'the participants’ login reads many tables');
  return house.ports.database.read(reader, async (db: Db) => {
    const found: Record<string, number> = {};
    for (const { name, columns } of tables) {
      const rows = await db.rows<object>({ text: `select ${columns} from ${name}`, values: [], name: undefined });
      if (rows.length > 0) found[name] = rows.length;
    }
    return found;
  });
}

/** What somebody beside a meeting needs: themselves, the meeting, who runs it, the service. */
const needed = {
  'app.companions': 1,
  'app.conference_attendees': 1,
  'app.conference_facilitators': 2,
  'app.conferences': 1,
  'app.services': 1,
  'app.staff': 2,
  'app.supporter_access': 1,
};

test('SUP-3 without a way in a supporter finds nothing but the service, whatever identity is signed', async () => {
  assert.deepEqual(await finds(ruth), { 'app.services': 1 });
  await supporterInvited(house, made, companionId);
  assert.deepEqual(await finds(ruth), { 'app.services': 1 }, 'a link that nobody used opens nothing');
});

test('SUP-3 a supporter finds when it is, the ground rules and who runs it; nothing of statements, letters, agreements or other people', async () => {
  assert.ok(await entersAsSupporter(house, await supporterInvited(house, made, companionId)));
  assert.deepEqual(await finds(ruth), needed);
  const [row] = await house.ports.database.read(ruth, (db) =>
    db.rows(sql<{ id: string; called: string }>`select id, called from app.companions`),
  );
  assert.deepEqual(row, { id: companionId, called: 'Ruth' });
});

test('SUP-3 where it is, only if the participant said so', async () => {
  assert.ok(await entersAsSupporter(house, await supporterInvited(house, made, companionId, true)));
  assert.deepEqual(await finds(ruth), { ...needed, 'app.venues': 1 });
});

test('SUP-3 nothing of a meeting that is not settled, of another case, or under another’s name', async () => {
  assert.ok(await entersAsSupporter(house, await supporterInvited(house, other.made, other.companionId, true)));
  const theirs = { ...ruth, id: other.companionId, caseId: other.made.caseId };
  assert.deepEqual(await finds(theirs), {
    'app.companions': 1,
    'app.conference_attendees': 1,
    'app.services': 1,
    'app.supporter_access': 1,
  });
  // A supporter's id where a participant's belongs, a participant's where a supporter's does, and the other case.
  const joanne = made.who['Joanne'] as ParticipantId;
  for (const crossed of [
    { ...ruth, kind: 'participant' as const },
    { ...ruth, id: joanne },
    { ...ruth, caseId: other.made.caseId },
  ]) {
    const found = Object.keys(await finds(crossed));
    const own = ['app.conferences', 'app.companions', 'app.people', 'app.venues', 'app.consents', 'app.participants'];
    assert.deepEqual(
      found.filter((table) => own.includes(table)),
      [],
      JSON.stringify(crossed),
    );
  }
});

test('SUP-2 a link works once, and of two at one moment one comes in', async () => {
  const typed = await supporterInvited(house, made, companionId);
  const both = await Promise.all([entersAsSupporter(house, typed), entersAsSupporter(house, typed)]);
  assert.equal(both.filter((token) => token !== undefined).length, 1);
});

test('SUP-2 five wrong codes end a link, the right one after them too', async () => {
  const { link, code } = await supporterInvited(house, made, companionId);
  for (let tries = 0; tries < 5; tries += 1)
    assert.equal(await entersAsSupporter(house, { link, code: code === '000000' ? '111111' : '000000' }), undefined);
  assert.equal(await entersAsSupporter(house, { link, code }), undefined);
});

test('SUP-2 a link whose time is over lets nobody in, and its page says exactly what the page of one that never was says', async () => {
  const { link, code } = await supporterInvited(house, made, companionId);
  const open = await house.asStranger().get(`/day/enter/${link}`);
  await linksAreOver(house, 'supporter_access');
  assert.equal(await entersAsSupporter(house, { link, code }), undefined);
  const [over, never] = [
    await house.asStranger().get(`/day/enter/${link}`),
    await house.asStranger().get(`/day/enter/${newToken()}`),
  ];
  assert.notEqual(open.body, over.body);
  assert.deepEqual([over.status, over.body], [never.status, never.body]);
});

test('SUP-2 a new link ends the one before, and who came in by it', async () => {
  const token = await entersAsSupporter(house, await supporterInvited(house, made, companionId));
  assert.ok(await findSupporter(keeper, hashOf(token ?? ''), 20));
  await supporterInvited(house, made, companionId);
  assert.equal(await findSupporter(keeper, hashOf(token ?? ''), 20), undefined);
});

test('SUP-1 SUP-2 the database refuses what the rules would', async () => {
  const insert = (kind: string, participant: unknown, agreed: string, code = 'a'.repeat(64)) =>
    house
      .act(made, jo, (hand) =>
        hand.run(sql`
          insert into app.supporter_access (service_id, case_id, participant_id, companion_id, kind, agreed_on, shows_place, token_hash, code_hash, made_by)
          values (${hand.serviceId}, ${hand.caseId}, ${participant}, ${companionId}, ${kind}, ${agreed}, false, ${hashOf(newToken())}, ${code}, ${jo})`),
      )
      .then(() => undefined, refusedBy);
  const { Joanne: joanne, Dylan: dylan } = made.who;
  await supporterInvited(house, made, companionId);
  assert.equal(await insert('guardian', joanne, '2026-01-01'), 'sup_1_only_supporters');
  assert.equal(await insert('supporter', joanne, '2999-01-01'), 'sup_1_agreed_before_made');
  assert.equal(await insert('supporter', joanne, '2026-01-01'), 'sup_2_one_way_in');
  assert.equal(await insert('supporter', joanne, '2026-01-01', '402915'), 'supporter_access_code_hash_check');
  const who = await besideIn(house, made, companionId);
  await house.act(made, jo, (hand) => endSupporter(hand, who, 'To make room'));
  assert.equal(await insert('supporter', dylan, '2026-01-01'), 'sup_1_beside_this_participant');
});

test('SUP-4 ending it ends link and session at once, and leaves nothing to read', async () => {
  const who = await besideIn(house, made, companionId);
  const token = await entersAsSupporter(house, await supporterInvited(house, made, companionId, true));
  const ended = await house.act(made, jo, (hand) => endSupporter(hand, who, 'Joanne asked.'));
  assert.equal(ended.ok, true);
  assert.equal(await findSupporter(keeper, hashOf(token ?? ''), 20), undefined);
  assert.deepEqual(await finds(ruth), { 'app.services': 1 });
  const unsaid = await house
    .act(made, jo, (hand) =>
      hand.run(sql`update app.supporter_access set ended_because = '' where ended_at is not null`),
    )
    .then(() => undefined, refusedBy);
  assert.equal(unsaid, 'sup_4_ended_says_why');
});

test('SUP-4 it ends with the participant’s own', async () => {
  const token = await entersAsSupporter(house, await supporterInvited(house, made, companionId));
  const participantId = made.who['Joanne'] as ParticipantId;
  await house.act(made, jo, (hand) => endAccessOf(hand, { participantId, because: 'not-safe', words: '' }));
  assert.equal(await findSupporter(keeper, hashOf(token ?? ''), 20), undefined);
  assert.deepEqual(await finds(ruth), { 'app.services': 1 });
});

/** Ruth asks in a browser of her own, and where that leads to a way in a code is marked for it. */
async function asks(code: string, { at = new Date(), minutes = 20 } = {}) {
  const tokenHash = hashOf(newToken());
  const until = new Date(at.getTime() + minutes * 60_000);
  const [asked] = await keeper.ask(sql<{ id: string }>`
    select doorkeeper.ask_as_supporter(${reachIndexEverywhere('email', ' Ruth@Example.org')}, true, ${hashOf('ruth')}, ${tokenHash}, ${at}, ${until}) as id`);
  const id = asked?.id ?? '';
  const [wanted] = await findWantedCodes(keeper, id);
  if (wanted) await house.act(made, jo, (hand) => keepCode(hand, id, wanted, hashOf(`${code} ${tokenHash}`)));
  return { tokenHash, leadsTo: wanted?.companionId };
}

const types = (code: string, tokenHash: string, token = newToken()) =>
  useCode(
    keeper,
    { tokenHash, codeHash: hashOf(`${code} ${tokenHash}`) },
    { tokenHash: hashOf(token), until: new Date(Date.now() + 60_000) },
  );

const comesBackByCode = async () =>
  entersAsSupporter(house, await supporterInvited(house, made, companionId, false, true));

test('SUP-5 an asking leads to who came in by a link and said that a code may go there, while their way in is open', async () => {
  const who = await besideIn(house, made, companionId);
  await entersAsSupporter(house, await supporterInvited(house, made, companionId));
  assert.equal((await asks('1')).leadsTo, undefined, 'nobody said that a code may go there');
  await supporterInvited(house, made, companionId, false, true);
  assert.equal((await asks('1')).leadsTo, undefined, 'they never came in');
  await comesBackByCode();
  assert.equal((await asks('1')).leadsTo, companionId);
  await house.act(made, jo, (hand) => endSupporter(hand, who, 'Joanne asked.'));
  assert.equal((await asks('1')).leadsTo, undefined, 'their way in was ended');
});

test('SUP-5 there is a day to come to once a meeting is settled', async () => {
  const has = (id: CompanionId) => house.readAsStaff(jo, (db) => hasADayToComeTo(db, id));
  assert.deepEqual([await has(companionId), await has(other.companionId)], [true, false]);
});

test('SUP-4 ending it ends a code on its way, also for whoever types it at that very moment', async () => {
  const who = await besideIn(house, made, companionId);
  for (let round = 0; round < 5; round += 1) {
    await comesBackByCode();
    const [one, other] = [await asks('402915'), await asks('402915')];
    const token = newToken();
    await Promise.all([
      house.act(made, jo, (hand) => endSupporter(hand, who, 'Joanne asked.')),
      types('402915', one.tokenHash, token),
    ]);
    assert.equal(await findSupporter(keeper, hashOf(token), 20), undefined);
    assert.equal(await types('402915', other.tokenHash), false);
  }
});

test('SUP-6 of two who type a code at one moment one comes in', async () => {
  await comesBackByCode();
  const { tokenHash } = await asks('402915');
  const both = await Promise.all([types('402915', tokenHash), types('402915', tokenHash)]);
  assert.equal(both.filter(Boolean).length, 1);
});

test('SUP-6 a code works only with the browser that asked, and not when its time is over', async () => {
  await comesBackByCode();
  const { tokenHash } = await asks('402915');
  const other = await asks('111111');
  assert.equal(await types('402915', other.tokenHash), false);
  const old = await asks('402915', { at: new Date(Date.now() - 1_260_000) });
  assert.equal(await types('402915', old.tokenHash), false);
  assert.equal(await types('402915', tokenHash), true);
});

test('SUP-6 five wrong codes end an asking, the right one after them too', async () => {
  await comesBackByCode();
  const { tokenHash } = await asks('402915');
  for (let tries = 0; tries < 5; tries += 1) assert.equal(await types('000000', tokenHash), false);
  assert.equal(await types('402915', tokenHash), false);
});

test('SUP-5 SUP-6 the database keeps no code that would work for an hour, and nothing in clear', async () => {
  const refused = await asks('1', { minutes: 60 }).then(() => undefined, refusedBy);
  assert.equal(refused, 'sup_6_a_code_is_short_lived');
  await comesBackByCode();
  const { tokenHash } = await asks('1');
  assert.ok(tokenHash);
  const set = (change: Query<unknown>) =>
    house.act(made, jo, (hand) => hand.run(change)).then(() => undefined, refusedBy);
  assert.equal(await set(sql`update app.supporter_codes set code_hash = '402915'`), 'supporter_codes_code_hash_check');
  const clear = await house
    .act(made, jo, (hand) =>
      hand.run(sql`
        insert into app.supporter_access (service_id, case_id, participant_id, companion_id, agreed_on, shows_place, token_hash, code_hash, made_by, code_index)
        values (${hand.serviceId}, ${hand.caseId}, ${made.who['Joanne']}, ${companionId}, '2026-01-01', false, ${hashOf('a')}, ${hashOf('b')}, ${jo}, 'ruth@example.org')`),
    )
    .then(() => undefined, refusedBy);
  assert.equal(clear, 'sup_5_is_a_blind_index');
});

test('each step is in the security trail, beside the participant', async () => {
  const events = await house.readAsStaff(house.staff.dana, (db) =>
    db.rows(
      sql<{ event: string }>`select distinct event from trails.security where event like 'supporter-%' order by 1`,
    ),
  );
  assert.deepEqual(
    events.map(({ event }) => event),
    [
      'supporter-access-ended',
      'supporter-back',
      'supporter-back-asked',
      'supporter-back-wrong',
      'supporter-code-wrong',
      'supporter-link-made',
      'supporter-link-used',
    ],
  );
});

test('a session ends when nobody is seen, and after an hour in any case; then it is forgotten', async () => {
  const token = await entersAsSupporter(house, await supporterInvited(house, made, companionId));
  assert.ok(await findSupporter(keeper, hashOf(token ?? ''), 20));
  assert.equal(await findSupporter(keeper, hashOf(token ?? ''), 0), undefined);
  const anHourAgo = new Date(Date.now() - 3_660_000);
  const old = await enterAsSupporter(keeper, await supporterInvited(house, made, companionId), anHourAgo);
  assert.ok(old.ok);
  assert.equal(await findSupporter(keeper, hashOf(old.value.token), 20), undefined);
  await asks('1', { at: new Date(Date.now() - 90_000_000) });
  assert.equal(await sweepSessions(keeper), 2, 'a session that is over, and an asking of before yesterday');
});
