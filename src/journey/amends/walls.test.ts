import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { type Query, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { AgreementId, AmendsId, ParticipantId } from '#vocabulary/ids.ts';
import {
  aDraftWithDylan,
  agree,
  agreementNow,
  amendsNow,
  anAgreementInForce,
  between,
  propose,
} from '../../../test/support/agreement.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import { aPayment, aPromise, someWork } from './examples.ts';
import type { Progress, Settlement } from './progress-rules.ts';
import { addAmends, addProgress, markSettled } from './store.ts';

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

const settling = (changed: Partial<Settlement> = {}): Settlement => ({
  status: 'done',
  on: today,
  because: '',
  by: { kind: 'staff', id: house.staff.jo },
  ...changed,
});

test('only what is in force is settled', async () => {
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

test('AGR-8 nothing is written down before it happened', async () => {
  const set = await inForce();
  const { id } = await amendsNow(house, set.made, set.id, 'letter');
  const early = done({ happenedOn: '2999-01-01' as PlainDate });
  assert.equal(
    await wallOf(set, (hand) => addProgress(hand, id, randomUUID(), early)),
    'agr_8_progress_not_in_the_future',
  );
});

test('progress only grows: no login may change or remove a line', async () => {
  const set = await inForce();
  assert.match((await wallAgainst(set, sql`update app.amends_progress set note = ''`)) ?? '', /permission denied/);
  assert.match((await wallAgainst(set, sql`delete from app.amends_progress`)) ?? '', /permission denied/);
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
