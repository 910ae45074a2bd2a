import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sealed, sql, type Query } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { AgreementId, AmendsId, ParticipantId } from '#vocabulary/ids.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import {
  aDraftWithDylan,
  agreementNow,
  amendsNow,
  anAgreementInForce,
  agree,
  between,
  propose,
} from '../../../test/support/agreement.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import { openTheWay } from '../../../test/support/letters.ts';
import { looked } from '../../../test/support/looked.ts';
import { addAmends, addProgress, markSettled } from './amends-store.ts';
import { aPayment, aPromise, someWork } from './examples.ts';
import type { Progress, Settlement } from './progress-rules.ts';
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

for (const [id, wall, promised] of [
  ['AGR-4', 'agr_4_payment_has_an_amount', aPayment({ pence: null, instalments: [] })],
  ['AGR-4', 'agr_4_payment_has_an_amount', aPromise({ pence: 100 })],
  ['AGR-4', 'agr_4_work_has_hours', someWork({ minutes: null })],
  ['AGR-4', 'agr_4_work_has_hours', aPromise({ minutes: 60 })],
  ['AGR-9', 'agr_9_instalments_add_up', aPayment({ pence: 12_001 })],
] as const) {
  test(`${id} the database refuses by ${wall}, ${promised.kind}`, async () => {
    const set = await draft();
    const add = (hand: Hand) =>
      addAmends(hand, set.id, randomUUID() as AmendsId, between(set.made, { ...promised, proof: 'New' }));
    assert.equal(await wallOf(set, add), wall);
  });
}

test('AGR-9 changing the payment or taking a part away without the rest is refused', async () => {
  const set = await draft();
  const { id } = await amendsNow(house, set.made, set.id, 'payment');
  assert.equal(
    await wallAgainst(set, sql`update app.amends set pence = 1 where id = ${id}`),
    'agr_9_instalments_add_up',
  );
  const part = sql`delete from app.amends_instalments where amends_id = ${id} and position = 1`;
  assert.equal(await wallAgainst(set, part), 'agr_9_instalments_add_up');
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

test('AGR-11 only what is in force is settled', async () => {
  const set = await proposed();
  const { id } = await amendsNow(house, set.made, set.id, 'letter');
  assert.equal(await wallOf(set, (hand) => markSettled(hand, id, settling())), 'agr_11_settled_while_live');
});

test('AGR-5 what is settled has a day, names who let it go, and stays settled', async () => {
  const set = await inForce();
  const { id } = await amendsNow(house, set.made, set.id, 'letter');
  const letGo = (by: Settlement['by']) => (hand: Hand) => markSettled(hand, id, settling({ status: 'released', by }));
  assert.equal(
    await wallAgainst(set, sql`update app.amends set status = 'not-done' where id = ${id}`),
    'agr_5_settled_has_a_day',
  );
  assert.equal(await wallOf(set, letGo(settling().by)), 'agr_5_released_by_whom_it_is_owed_to');
  assert.equal(await wallOf(set, letGo({ kind: 'participant', id: set.joanne })), undefined);
  const back = sql`update app.amends set status = 'owed', settled_on = null where id = ${id}`;
  assert.equal(await wallAgainst(set, back), 'Refused: already-settled');
});

test('AGR-5 what has no day is never late', async () => {
  const set = await setUp((made) => anAgreementInForce(house, made, [aPromise({ kind: 'behaviour', dueOn: null })]));
  const { id } = await amendsNow(house, set.made, set.id, 'behaviour');
  const late = (hand: Hand) => markSettled(hand, id, settling({ status: 'late' }));
  assert.equal(await wallOf(set, late), 'agr_5_late_has_a_due_day');
});

test('AGR-6 done is verified, by another, in full', async () => {
  const set = await inForce();
  const idOf = async (kind: 'letter' | 'payment' | 'voluntary-work') =>
    (await amendsNow(house, set.made, set.id, kind)).id;
  const letter = await idOf('letter');
  const unverified = sql`update app.amends set status = 'done', settled_on = ${today} where id = ${letter}`;
  assert.equal(await wallAgainst(set, unverified), 'agr_6_done_is_verified');
  const byDylan = settling({ by: { kind: 'participant', id: set.dylan } });
  assert.equal(await wallOf(set, (hand) => markSettled(hand, letter, byDylan)), 'agr_6_verified_by_another');
  for (const kind of ['payment', 'voluntary-work'] as const) {
    const id = await idOf(kind);
    assert.equal(await wallOf(set, (hand) => markSettled(hand, id, settling())), 'agr_6_done_in_full');
  }
});

const done = (changed: Partial<Progress> = {}): Progress => ({
  happenedOn: today,
  pence: null,
  minutes: null,
  note: '',
  evidence: '',
  ...changed,
});

test('AGR-6 money and hours are counted by staff', async () => {
  const set = await inForce();
  const { id } = await amendsNow(house, set.made, set.id, 'payment');
  const asDylan = (hand: Hand): Hand => ({ ...hand, actor: { kind: 'participant', id: set.dylan } });
  const add = (what: Progress) => (hand: Hand) => addProgress(asDylan(hand), id, randomUUID(), what);
  assert.equal(await wallOf(set, add(done({ pence: 1 }))), 'agr_6_counted_by_staff');
  assert.equal(await wallOf(set, add(done())), undefined);
});

test('AGR-7 payments never exceed the promise, in all versions together, whoever writes at the same time', async () => {
  const set = await inForce();
  const { id } = await amendsNow(house, set.made, set.id, 'payment');
  const pay = (pence: number) => (hand: Hand) => addProgress(hand, id, randomUUID(), done({ pence }));
  const walls = await Promise.all([5000, 5000, 5000, 5000].map((pence) => wallOf(set, pay(pence))));
  assert.equal(walls.filter((wall) => wall === undefined).length, 2);
  assert.equal(walls.filter((wall) => wall === 'Refused: more-than-promised').length, 2);
  const again = await aDraftWithDylan(house, set.made, []);
  await propose(house, set.made, again);
  await agree(house, set.made, again, 'Dylan');
  await agree(house, set.made, again, 'Joanne');
  const next = await amendsNow(house, set.made, again, 'payment');
  assert.equal(next.paid, 10_000);
  const payOn = (pence: number) => (hand: Hand) => addProgress(hand, next.id, randomUUID(), done({ pence }));
  assert.equal(await wallOf(set, payOn(2001)), 'Refused: more-than-promised');
  assert.equal(await wallOf(set, payOn(2000)), undefined);
});

test('AGR-7 new terms that promise less than was paid are not put in force', async () => {
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

test('AGR-8 nothing is written down before it happened', async () => {
  const set = await inForce();
  const { id } = await amendsNow(house, set.made, set.id, 'letter');
  const early = done({ happenedOn: '2999-01-01' as PlainDate });
  assert.equal(
    await wallOf(set, (hand) => addProgress(hand, id, randomUUID(), early)),
    'agr_8_progress_not_in_the_future',
  );
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

test('progress only grows: no login may change or remove a line', async () => {
  const set = await inForce();
  assert.match((await wallAgainst(set, sql`update app.amends_progress set note = ''`)) ?? '', /permission denied/);
  assert.match((await wallAgainst(set, sql`delete from app.amends_progress`)) ?? '', /permission denied/);
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

test('somebody who is no party reads nothing, and nobody reads the progress of another', async () => {
  const made = await house.aCase({ people: { Joanne: 'harmed', Dylan: 'responsible', Mo: 'responsible' } });
  const id = await anAgreementInForce(house, made);
  const { id: amendsId } = await amendsNow(house, made, id, 'letter');
  await house.act(made, house.staff.jo, (hand) => addProgress(hand, amendsId, randomUUID(), done()));
  const seenBy = (called: string) =>
    house.readAsParticipant(made, made.who[called] as ParticipantId, async (db) => [
      (await db.rows(sql`select id from app.agreements`)).length,
      (await db.rows(sql`select id from app.amends_progress`)).length,
      (await db.rows(sql`select participant_id from app.agreement_parties`)).length,
    ]);
  assert.deepEqual(await seenBy('Mo'), [0, 0, 0]);
  assert.deepEqual(await seenBy('Joanne'), [1, 0, 1]);
  assert.deepEqual(await seenBy('Dylan'), [1, 1, 1]);
  const evidence = house.readAsParticipant(made, made.who['Dylan'] as ParticipantId, (db) =>
    db.rows(sql`select evidence from app.amends_progress`),
  );
  await assert.rejects(evidence, /permission denied/);
  assert.equal((await agreementNow(house, made, id)).status, 'agreed');
});
