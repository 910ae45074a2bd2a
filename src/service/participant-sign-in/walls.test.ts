import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import { reachIndexEverywhere } from '#vocabulary/blind-index.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import { aHouse } from '../../../test/support/house.ts';
import { linksAreOver } from '../../../test/support/past-links.ts';
import { hashOf, newToken } from '#platform/token.ts';
import { endAccessOf, enter, invite } from './actions.ts';
import { keepOwnCode, sweepOwnCodes, useOwnCode } from './code-store.ts';
import { findParticipant } from './store.ts';

const house = await aHouse();
const made = await house.aCase();
const keeper: Keeper = { ask: (query) => house.ports.database.ask('tp_doorkeeper', query) };
const joanne = made.who['Joanne'] as ParticipantId;
const { jo } = house.staff;

async function anInvitation(): Promise<{ link: string; code: string }> {
  const decision = await house.act(made, jo, (hand) => invite(hand, joanne));
  assert.ok(decision.ok);
  return decision.value;
}

test('PSI-1 a link with its code works, once', async () => {
  const { link, code } = await anInvitation();
  assert.equal((await enter(keeper, { link, code }, house.now())).ok, true);
  assert.equal((await enter(keeper, { link, code }, house.now())).ok, false);
});

test('PSI-1 two people with the same link at once: one comes in', async () => {
  const { link, code } = await anInvitation();
  const both = await Promise.all([
    enter(keeper, { link, code }, house.now()),
    enter(keeper, { link, code }, house.now()),
  ]);
  assert.equal(both.filter(({ ok }) => ok).length, 1);
});

test('PSI-1 five wrong codes end a link, the right one after them too', async () => {
  const { link, code } = await anInvitation();
  for (let tries = 0; tries < 5; tries += 1)
    await enter(keeper, { link, code: '000000' === code ? '111111' : '000000' }, house.now());
  assert.equal((await enter(keeper, { link, code }, house.now())).ok, false);
});

test('PSI-1 a new link stops the one before', async () => {
  const first = await anInvitation();
  const second = await anInvitation();
  assert.equal((await enter(keeper, first, house.now())).ok, false);
  assert.equal((await enter(keeper, second, house.now())).ok, true);
});

test('PSI-1 a link whose time is over lets nobody in, and its page says exactly what the page of one that never was says', async () => {
  const { link, code } = await anInvitation();
  const [open] = [await house.asStranger().get(`/my/enter/${link}`)];
  await linksAreOver(house, 'invitations');
  assert.equal((await enter(keeper, { link, code }, house.now())).ok, false);
  const [over, never] = [
    await house.asStranger().get(`/my/enter/${link}`),
    await house.asStranger().get(`/my/enter/${newToken()}`),
  ];
  assert.notEqual(open?.body, over.body);
  assert.deepEqual([over.status, over.body], [never.status, never.body]);
});

test('PSI-2 a link or a code in clear is refused where its hash belongs', async () => {
  const hash = 'a'.repeat(64);
  for (const [token, code, wall] of [
    ['a link in clear', hash, 'invitations_token_hash_check'],
    [hash, '402915', 'invitations_code_hash_check'],
  ] as const) {
    const refused = await house
      .act(made, jo, (hand) =>
        hand.run(sql`
          insert into app.invitations (service_id, case_id, participant_id, token_hash, code_hash, made_by)
          values (${hand.serviceId}, ${hand.caseId}, ${joanne}, ${token}, ${code}, ${jo})`),
      )
      .then(() => undefined, refusedBy);
    assert.equal(refused, wall);
  }
});

const mark = (sign: string) => sign.repeat(64);

/** An asking that reaches Joanne, with the mark of its code. */
async function anAsking(minutes = 20): Promise<{ readonly tokenHash: string; readonly codeHash: string }> {
  const asking = { tokenHash: hashOf(newToken()), codeHash: hashOf(newToken()) };
  const until = new Date(Date.now() + minutes * 60_000);
  const at = new Date(until.getTime() - 20 * 60_000);
  const [row] = await keeper.ask(sql<{ id: string }>`
    select doorkeeper.ask_to_come_back('email', ${reachIndexEverywhere('email', 'nobody@example.org')}, true, ${mark('a')}, ${asking.tokenHash}, ${at}, ${until}) as id`);
  const requestId = row?.id ?? '';
  await house.act(made, jo, (hand) => keepOwnCode(hand, requestId, { participantId: joanne }, asking.codeHash));
  return asking;
}

async function hasAPage(): Promise<void> {
  assert.equal((await enter(keeper, await anInvitation(), house.now())).ok, true);
}

function use({ tokenHash, codeHash }: Awaited<ReturnType<typeof anAsking>>): Promise<boolean> {
  const session = { tokenHash: hashOf(newToken()), until: new Date(Date.now() + 60_000) };
  return useOwnCode(keeper, { tokenHash, codeHash }, session);
}

test('PSI-3 of two who type a code at one moment one comes in', async () => {
  await hasAPage();
  const asking = await anAsking();
  const both = await Promise.all([use(asking), use(asking)]);
  assert.equal(both.filter((cameIn) => cameIn).length, 1);
});

test('PSI-3 a code works only with the browser that asked, and not when its time is over', async () => {
  await hasAPage();
  const asking = await anAsking();
  assert.equal(await use({ ...asking, tokenHash: mark('b') }), false);
  assert.equal(await use(asking), true);
  assert.equal(await use(await anAsking(-1)), false);
});

test('PSI-3 five wrong codes end an asking, the right one after them too', async () => {
  await hasAPage();
  const asking = await anAsking();
  for (let tries = 0; tries < 5; tries += 1) assert.equal(await use({ ...asking, codeHash: mark('c') }), false);
  assert.equal(await use(asking), false);
});

test('PSI-3 no code is kept that would work for an hour', async () => {
  const later = new Date(Date.now() + 3_600_000);
  const refused = await keeper
    .ask(
      sql`select doorkeeper.ask_to_come_back('email', ${reachIndexEverywhere('email', 'x@example.org')}, true, ${mark('a')}, ${mark('d')}, ${new Date()}, ${later})`,
    )
    .then(() => undefined, refusedBy);
  assert.equal(refused, 'psi_3_a_code_is_short_lived');
});

const ending = { participantId: joanne, because: 'not-safe', words: '' } as const;

test('PSI-5 links, codes and sessions end together, and only a link used later opens the page again', async () => {
  const session = await enter(keeper, await anInvitation(), house.now());
  assert.ok(session.ok);
  const waiting = await anInvitation();
  const asking = await anAsking();
  await house.act(made, jo, (hand) => endAccessOf(hand, ending));
  assert.equal(await findParticipant(keeper, hashOf(session.value.token), 20), undefined);
  assert.equal((await enter(keeper, waiting, house.now())).ok, false);
  assert.equal(await use(asking), false);
  // Not by a code that is asked for afterwards either.
  assert.equal(await use(await anAsking()), false);
  await hasAPage();
  assert.equal(await use(await anAsking()), true);
});

test('PSI-5 whoever comes in at the very moment is out too, or never was in', async () => {
  for (let rounds = 0; rounds < 5; rounds += 1) {
    const invitation = await anInvitation();
    const [came] = await Promise.all([
      enter(keeper, invitation, house.now()),
      house.act(made, jo, (hand) => endAccessOf(hand, ending)),
    ]);
    if (came.ok) assert.equal(await findParticipant(keeper, hashOf(came.value.token), 20), undefined);
    assert.equal(await use(await anAsking()), false);
  }
});

test('PSI-5 another reason without words is refused', async () => {
  const refused = await house
    .act(made, jo, (hand) =>
      hand.run(sql`
        insert into app.access_ends (service_id, case_id, participant_id, because, ended_by)
        values (${hand.serviceId}, ${hand.caseId}, ${joanne}, 'another-reason', ${jo})`),
    )
    .then(() => undefined, refusedBy);
  assert.equal(refused, 'psi_5_another_reason_is_said');
});

test('PSI-5 an end of access is never changed or taken out', async () => {
  for (const change of [sql`update app.access_ends set words = 'x'`, sql`delete from app.access_ends`])
    await assert.rejects(
      house.act(made, jo, (hand) => hand.run(change)),
      /permission denied/,
    );
});

test('PSI-6 a sixth passkey, and one that somebody has already, are refused', async () => {
  const add = (participantId: ParticipantId, credential: string) =>
    house
      .act(made, jo, (hand) =>
        hand.run(sql`
          insert into app.own_passkeys (service_id, case_id, participant_id, credential_id, public_key, counter)
          values (${hand.serviceId}, ${hand.caseId}, ${participantId}, ${credential}, ${Buffer.alloc(64)}, 0)`),
      )
      .then(
        () => 'kept',
        (error: unknown) => (error instanceof Error ? error.message : ''),
      );
  for (let times = 0; times < 5; times += 1) assert.equal(await add(joanne, `credential-number-${times}`), 'kept');
  assert.equal(await add(joanne, 'credential-number-5'), 'Refused: five-are-enough');
  assert.equal(await add(made.who['Dylan'] as ParticipantId, 'credential-number-0'), 'Refused: passkey-was-not-made');
  await house.act(made, jo, (hand) => endAccessOf(hand, ending));
  assert.equal(await add(joanne, 'credential-number-0'), 'kept', 'they ended with everything else');
});

test('PSI-7 a session ends when nobody is seen, and after two hours in any case', async () => {
  const session = await enter(keeper, await anInvitation(), house.now());
  assert.ok(session.ok);
  const tokenHash = hashOf(session.value.token);
  assert.ok(await findParticipant(keeper, tokenHash, 20));
  assert.equal(await findParticipant(keeper, tokenHash, 0), undefined);
  const old = await enter(keeper, await anInvitation(), new Date(Date.now() - 2 * 3_600_000 - 60_000));
  assert.ok(old.ok);
  assert.equal(await findParticipant(keeper, hashOf(old.value.token), 20), undefined);
});

test('askings and their codes are forgotten after a day, and those of today are not', async () => {
  await anAsking();
  await sweepOwnCodes(keeper);
  await anAsking(-2 * 24 * 60);
  assert.equal(await sweepOwnCodes(keeper), 1);
  assert.equal(await sweepOwnCodes(keeper), 0);
});
