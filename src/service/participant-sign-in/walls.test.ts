import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import { aHouse } from '../../../test/support/house.ts';
import { enter, invite } from './actions.ts';

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
