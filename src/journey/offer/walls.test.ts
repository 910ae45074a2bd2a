import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { markStanding } from '#journey/listed/actions.ts';
import { addListed, letGoOf } from '#journey/listed/store.ts';
import { addList } from '#journey/offer-list/store.ts';
import type { ListId, ListedId } from '#vocabulary/offers.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import { asThief } from '../../../test/support/dump.ts';
import { aHouse } from '../../../test/support/house.ts';
import { anAgency } from '../../../test/support/lists.ts';
import { aListedPerson, anOfferMade } from './examples.ts';
import { addAnswer, addOffer } from './store.ts';
import type { NewOffer } from './rules.ts';

const house = await aHouse();
const agencyId = await anAgency(house);
const listId = randomUUID() as ListId;
const { details, safeWays } = aListedPerson({});
const today = house.today();
const yesterday = '2026-01-01' as PlainDate;

async function aPerson(rowNumber: number): Promise<ListedId> {
  return house.actInService(house.staff.amara, async (hand) => {
    if (!details) throw new Error('The example has no details');
    if (rowNumber === 1)
      await addList(hand, {
        ...{ id: listId, agencyId, kind: 'csv', size: 1, fileName: 'a.csv', fileKey: 'k', head: '{}' },
        ...{ part: 'harmed', safeWays: ['call'] },
      });
    await addListed(hand, { id: listId, agencyId, part: 'harmed' }, [{ details, safeWays, rowNumber }]);
    const row = await hand.row(sql<{ id: ListedId }>`
      select id from app.listed_people where list_id = ${listId} and row_number = ${rowNumber}`);
    return row?.id as ListedId;
  });
}
const wallOf = (work: (hand: Hand) => Promise<unknown>) =>
  house.actInService(house.staff.amara, work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );
const asked = (id: ListedId, made: Partial<NewOffer> = {}, is: { isChild?: boolean; isLikeANo?: boolean } = {}) =>
  wallOf((hand) =>
    addOffer(hand, { id, isChild: false, isLikeANo: false, ...is }, randomUUID(), {
      ...anOfferMade,
      offeredOn: yesterday,
      ...made,
    }),
  );

const moira = await aPerson(1);

test('OFR-1 nobody was asked on a day that has not come', async () => {
  assert.equal(await asked(moira, { offeredOn: '2999-01-01' as PlainDate }), 'ofr_1_not_before_it_happened');
});

test('OFR-6 nobody is asked in a way that was not said to be safe', async () => {
  assert.equal(await asked(moira, { way: 'email' }), 'ofr_6_only_in_a_safe_way');
  assert.equal(await asked(moira, { way: 'in-person' }), undefined);
});

test('OFR-2 OFR-3 OFR-4 OFR-5 one offer waits; an answer is whole, later and once, and a yes is a referral', async () => {
  assert.equal(await asked(moira), 'ofr_2_one_offer_waits');
  const offer = await house.actInService(house.staff.amara, (hand) =>
    hand.row(sql<{ id: string }>`select id from app.offers where listed_person_id = ${moira}`),
  );
  const id = offer?.id ?? '';
  const said = { answer: 'no', answeredOn: today, askAfter: null, note: '', referralId: null } as const;
  const say = (more: Partial<Parameters<typeof addAnswer>[2]>) =>
    wallOf((hand) => addAnswer(hand, { id, listedId: moira }, { ...said, ...more }));
  assert.equal(await say({ answeredOn: '2025-01-01' as PlainDate }), 'ofr_3_answered_after_it_was_offered');
  assert.equal(await say({ answer: 'not-now' }), 'ofr_4_not_now_says_until_when');
  assert.equal(await say({ answer: 'not-now', askAfter: today }), 'ofr_4_ask_after_is_later');
  assert.equal(await say({ answer: 'yes' }), 'ofr_5_yes_is_a_referral');
  assert.equal(await say({}), undefined);
  assert.equal(
    await wallOf((hand) =>
      hand.run(sql`update app.offers set answer = 'not-now', ask_after = '2999-01-01' where id = ${id}`),
    ),
    'ofr_3_answered_once',
  );
  assert.equal(await asked(moira), 'ofr_2_an_answer_ends_asking');
});

test('OFR-7 of whoever is forgotten no offer and no answer is written down', async () => {
  const ted = await aPerson(2);
  assert.equal(await asked(ted, { note: 'He sounded glad.' }), undefined);
  await house.actInService(house.staff.amara, (hand) => letGoOf(hand, [ted], today));
  const says = sql`update app.offers set answer = 'no', answered_on = ${today}, answer_recorded_by = ${house.staff.amara}, answer_recorded_at = now()
    where listed_person_id = ${ted}`;
  assert.equal(await wallOf((hand) => hand.run(says)), 'ofr_7_who_is_asked_is_known');
  const keys = await asThief<{ wrapped: Buffer | null }>(
    house.test,
    'select wrapped from app.data_keys where owner_id = $1',
    [ted],
  );
  assert.deepEqual(keys, [{ wrapped: null }], 'what was sealed of them is unreadable, wherever it stands');
  const una = await aPerson(3);
  await house.actInService(house.staff.amara, (hand) => letGoOf(hand, [una], today));
  assert.equal(await asked(una), 'ofr_7_who_is_asked_is_known');
});

test('OFR-8 whoever is responsible is asked in an order that is said, and before who was harmed only with a reason', async () => {
  const listed = randomUUID() as ListId;
  const dylan = await house.actInService(house.staff.amara, async (hand) => {
    if (!details) throw new Error('The example has no details');
    const kept = { agencyId, kind: 'csv', size: 1, fileName: 'b.csv', fileKey: 'k', head: '{}' } as const;
    await addList(hand, { id: listed, ...kept, part: 'responsible', safeWays: ['call'] });
    const row = { details: { ...details, fullName: 'Dylan Rushden', phone: '' }, safeWays, rowNumber: 1 };
    await addListed(hand, { id: listed, agencyId, part: 'responsible' }, [row]);
    const found = await hand.row(sql<{ id: ListedId }>`select id from app.listed_people where list_id = ${listed}`);
    return found?.id as ListedId;
  });
  assert.equal(await asked(dylan), 'ofr_8_responsible_in_an_order');
  assert.equal(await asked(await aPerson(5), { order: 'harmed-first' }), 'ofr_8_responsible_in_an_order');
  assert.equal(await asked(dylan, { order: 'responsible-first' }), 'ofr_8_responsible_first_has_a_reason');
  assert.equal(
    await asked(dylan, { order: 'responsible-first', orderReason: 'He leaves prison on Friday.' }),
    undefined,
  );
  const change = sql`update app.offers set order_of_approach = null, order_reason = '' where listed_person_id = ${dylan}`;
  assert.equal(await wallOf((hand) => hand.run(change)), 'ofr_8_responsible_in_an_order');
});

test('OFR-9 OFR-10 a no is heard, also one on another list, and somebody speaks for a child', async () => {
  // Everybody of this list has the name and the number of Moira.
  await house.actInService(house.staff.amara, (hand) =>
    markStanding(hand, moira, { standing: 'no', settledOn: today }),
  );
  const again = await aPerson(4);
  assert.equal(await asked(again), 'ofr_9_a_no_is_heard');
  const but = { although: 'She rang us herself.' };
  assert.equal(await asked(again, but, { isChild: true }), 'ofr_10_somebody_speaks_for_a_child');
  assert.equal(await asked(again, { ...but, guardian: 'Gail Kettering' }, { isChild: true }), undefined);
  const taken = sql`update app.offers set although = '' where listed_person_id = ${again}`;
  assert.equal(await wallOf((hand) => hand.run(taken)), 'ofr_9_a_no_is_heard');
});
