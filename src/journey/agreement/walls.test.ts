import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { aPromise } from '#journey/amends/examples.ts';
import type { Progress, Settlement } from '#journey/amends/progress-rules.ts';
import { addAmends, addProgress, markSettled } from '#journey/amends/store.ts';
import { refusedBy } from '#platform/database.ts';
import { type Query, sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { AgreementId, AmendsId, ParticipantId } from '#vocabulary/ids.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import {
  aDraftWithDylan,
  agree,
  amendsNow,
  anAgreementInForce,
  between,
  propose,
} from '../../../test/support/agreement.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import { openTheWay } from '../../../test/support/letters.ts';
import { looked } from '../../../test/support/looked.ts';
import { addDraft, markAgreed, markEnded, markProposed, markReplaced, saveParties } from './store.ts';

const house = await aHouse();
const today = house.today();

interface Set {
  readonly made: MadeCase;
  readonly id: AgreementId;
  readonly joanne: ParticipantId;
  readonly dylan: ParticipantId;
}

async function setUp(build: (made: MadeCase) => Promise<AgreementId>): Promise<Set> {
  const made = await house.aCase();
  const [joanne, dylan] = [made.who['Joanne'], made.who['Dylan']] as [ParticipantId, ParticipantId];
  return { made, id: await build(made), joanne, dylan };
}

const draft = () => setUp((made) => aDraftWithDylan(house, made));
const inForce = () => setUp((made) => anAgreementInForce(house, made));

const proposed = () =>
  setUp(async (made) => {
    const id = await aDraftWithDylan(house, made);
    await propose(house, made, id);
    return id;
  });

/** The wall that stops a store, by its name or by the refusal it stands for. */
async function wallOf({ made }: Set, work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  const error: unknown = await house.act(made, house.staff.jo, work).then(
    () => undefined,
    (caught: unknown) => caught,
  );
  return refusedBy(error) ?? (error instanceof Error ? error.message : undefined);
}

const wallAgainst = (set: Set, query: Query<unknown>) => wallOf(set, (hand) => hand.run(query));

for (const [id, wall, change] of [
  ['AGR-1', 'agr_1_status_tells_its_dates', `made_on = '2026-11-01'`],
  ['AGR-1', 'agr_1_status_tells_its_dates', `proposed_on = '2026-11-01'`],
  ['AGR-1', 'agr_1_status_tells_its_dates', `is_kept = true`],
  ['AGR-11', 'agr_11_moves_in_order', `status = 'agreed', made_on = '2026-11-01'`],
  ['AGR-11', 'agr_11_moves_in_order', `status = 'ended', ended_on = '2026-11-01', is_kept = true`],
] as const) {
  test(`${id} a draft may not say ${change}`, async () => {
    const set = await draft();
    const text = `update app.agreements set ${change} where id = $1`;
    assert.equal(await wallAgainst(set, { text, values: [set.id], name: undefined }), wall);
  });
}

test('AGR-11 nothing starts its life in force', async () => {
  const { made, dylan, ...rest } = await draft();
  const query = sql`insert into app.agreements (service_id, case_id, participant_id, status, drafted_on, proposed_on, made_on)
    values (${house.serviceId}, ${made.caseId}, ${dylan}, 'agreed', ${today}, ${today}, ${today})`;
  assert.equal(await wallAgainst({ made, dylan, ...rest }, query), 'agr_11_moves_in_order');
});

test('AGR-2 two agreements of one person are not in force at once', async () => {
  const set = await inForce();
  const again = await aDraftWithDylan(house, set.made, []);
  await propose(house, set.made, again);
  await agree(house, set.made, again, 'Dylan');
  assert.equal(
    await wallOf(set, async (hand) => {
      await hand.run(sql`
        insert into app.consents (service_id, case_id, participant_id, purpose, item_id, answer, wording, how, said_on, recorded_at, actor_kind, actor_id)
        values (${house.serviceId}, ${set.made.caseId}, ${set.joanne}, 'agreement-terms', ${again}, 'given', ${sealed(ofHeldCase(hand), 'Words')}, 'in-person', ${today}, ${hand.at}, 'staff', ${house.staff.jo})`);
      await markAgreed(hand, again, today);
    }),
    'agr_2_one_live',
  );
});

test('AGR-3 one draft or proposal at a time', async () => {
  const again = (set: Set) =>
    wallOf(set, (hand) =>
      addDraft(hand, {
        id: randomUUID() as AgreementId,
        responsibleId: set.dylan,
        version: 1,
        replacesId: null,
        on: today,
      }),
    );
  assert.equal(await again(await draft()), 'Refused: already-being-drafted');
  assert.equal(await again(await proposed()), 'Refused: already-being-drafted');
});

test('AGR-13 only parties owe and are owed, never to themselves, and the person responsible is one', async () => {
  const set = await draft();
  const other = await house.aCase();
  const add = (changed: Parameters<typeof aPromise>[0]) => (hand: Hand) =>
    addAmends(hand, set.id, randomUUID() as AmendsId, { ...between(set.made, aPromise()), ...changed });
  const stranger = other.who['Joanne'] as ParticipantId;
  // Their words have no key here, so nothing of theirs gets as far as the table.
  assert.match(
    (await wallOf(set, add({ owedById: stranger }))) ?? '',
    /a key was asked for of somebody who does not take part/,
  );
  const owes = sql`update app.amends set participant_id = ${stranger} where agreement_id = ${set.id}`;
  assert.equal(await wallAgainst(set, owes), 'amends_service_id_case_id_participant_id_fkey');
  assert.equal(await wallOf(set, add({ owedToId: set.dylan })), 'agr_13_not_owed_to_oneself');
  assert.equal(await wallOf(set, (hand) => saveParties(hand, set.id, [set.dylan])), 'agr_13_owed_to_a_party');
  assert.equal(await wallOf(set, (hand) => saveParties(hand, set.id, [set.joanne])), 'agr_13_owed_by_a_party');
  const empty = await setUp((made) => aDraftWithDylan(house, made, []));
  assert.equal(
    await wallOf(empty, async (hand) => {
      await saveParties(hand, empty.id, [empty.joanne]);
      await markProposed(hand, empty.id, today);
    }),
    'agr_13_the_responsible_is_a_party',
  );
});

test('AGR-11 nothing is put before anybody without terms', async () => {
  const set = await setUp((made) => aDraftWithDylan(house, made, []));
  assert.equal(await wallOf(set, (hand) => markProposed(hand, set.id, today)), 'agr_11_has_terms');
});

test('AGR-14 H1 terms do not cross while no way is open, and cross when one is', async () => {
  const set = await draft();
  const cross = async (hand: Hand) => {
    await looked(hand, 'agreement-terms', set.id, [set.dylan, set.joanne]);
    await markProposed(hand, set.id, today);
  };
  assert.equal(await wallOf(set, cross), 'agr_14_some_way_is_open');
  await openTheWay(house, set.made);
  assert.equal(await wallOf(set, cross), undefined);
});

test('AGR-14 H3 an order that forbids every contact keeps terms from crossing', async () => {
  const set = await draft();
  await openTheWay(house, set.made);
  const order = sql`
    insert into app.legal_orders (service_id, case_id, kind, restrains_id, protects_id, covers, starts_on, document_reference, recorded_by)
    values (${house.serviceId}, ${set.made.caseId}, 'restraining', ${set.dylan}, ${set.joanne}, 'all', ${today}, ${sealed(ofHeldCase(set.made), 'RO 1')}, ${house.staff.jo})`;
  assert.equal(await wallAgainst(set, order), undefined);
  assert.equal(await wallOf(set, (hand) => markProposed(hand, set.id, today)), 'agr_14_some_way_is_open');
});

test('AGR-10 nothing is in force without the yes of every party', async () => {
  const set = await proposed();
  const make = (hand: Hand) => markAgreed(hand, set.id, today);
  assert.equal(await wallOf(set, make), 'agr_10_everyone_agreed');
  await agree(house, set.made, set.id, 'Dylan');
  assert.equal(await wallOf(set, make), 'agr_10_everyone_agreed');
});

test('AGR-11 terms stand from the day they are proposed', async () => {
  for (const set of [await proposed(), await inForce()]) {
    const { id } = await amendsNow(house, set.made, set.id, 'payment');
    for (const query of [
      sql`update app.amends set wording = 'Something else' where id = ${id}`,
      sql`update app.amends set pence = 5000 where id = ${id}`,
      sql`delete from app.amends_instalments where amends_id = ${id}`,
      sql`delete from app.agreement_parties where agreement_id = ${set.id} and participant_id = ${set.joanne}`,
    ]) {
      assert.equal(await wallAgainst(set, query), 'agr_11_terms_stand');
    }
    const add = (hand: Hand) => addAmends(hand, set.id, randomUUID() as AmendsId, between(set.made, aPromise()));
    assert.equal(await wallOf(set, add), 'agr_11_terms_stand');
  }
});

const settling = (changed: Partial<Settlement> = {}): Settlement => ({
  status: 'done',
  on: today,
  because: '',
  by: { kind: 'staff', id: house.staff.jo },
  ...changed,
});

const done = (changed: Partial<Progress> = {}): Progress => ({
  happenedOn: today,
  pence: null,
  minutes: null,
  note: '',
  evidence: '',
  ...changed,
});

test('new terms that promise less than was paid are not put in force', async () => {
  const set = await inForce();
  const { id } = await amendsNow(house, set.made, set.id, 'payment');
  await house.act(set.made, house.staff.jo, (hand) => addProgress(hand, id, randomUUID(), done({ pence: 6000 })));
  const again = await aDraftWithDylan(house, set.made, []);
  const next = await amendsNow(house, set.made, again, 'payment');
  await house.act(set.made, house.staff.jo, async (hand) => {
    await hand.run(sql`delete from app.amends_instalments where amends_id = ${next.id}`);
    await hand.run(sql`update app.amends set pence = 5000 where id = ${next.id}`);
  });
  await propose(house, set.made, again);
  await agree(house, set.made, again, 'Dylan');
  assert.equal(await agree(house, set.made, again, 'Joanne'), 'kept');
  const make = async (hand: Hand) => {
    await markReplaced(hand, set.id);
    await markAgreed(hand, again, today);
  };
  assert.equal(await wallOf(set, make), 'Refused: more-than-promised');
});

test('AGR-12 an agreement ends when all is settled, and as its promises came out', async () => {
  const set = await setUp((made) => anAgreementInForce(house, made, [aPromise()]));
  const { id } = await amendsNow(house, set.made, set.id, 'letter');
  const endAs = (isKept: boolean) => (hand: Hand) => markEnded(hand, set.id, isKept, today);
  assert.equal(await wallOf(set, endAs(true)), 'agr_12_ended_as_its_amends_were');
  const notDone = settling({ status: 'not-done', because: 'Moved away.' });
  await house.act(set.made, house.staff.jo, (hand) => markSettled(hand, id, notDone));
  assert.equal(await wallOf(set, endAs(true)), 'agr_12_ended_as_its_amends_were');
  assert.equal(await wallOf(set, endAs(false)), undefined);
});

test('a party reads what was put before them, and never a draft', async () => {
  const seen = async ({ made, joanne }: Set) =>
    house.readAsParticipant(made, joanne, async (db) => ({
      agreements: (await db.rows(sql`select id from app.agreements`)).length,
      amends: (await db.rows(sql`select id from app.amends`)).length,
      instalments: (await db.rows(sql`select position from app.amends_instalments`)).length,
    }));
  assert.deepEqual(await seen(await draft()), { agreements: 0, amends: 0, instalments: 0 });
  assert.deepEqual(await seen(await proposed()), { agreements: 1, amends: 3, instalments: 6 });
});
