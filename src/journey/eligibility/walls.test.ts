import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { newReference, setStatus } from '#casefile/cases/actions.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { acceptReferral, addOtherTo } from '#journey/triage/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { anOther } from '#journey/triage/examples.ts';
import { holdReferral } from '#journey/referral/facts.ts';
import { refusedBy } from '#platform/database.ts';
import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { CaseId, ReferralId } from '#vocabulary/ids.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import { aHouse } from '../../../test/support/house.ts';
import { ahead, aMeeting } from '../../../test/support/meeting.ts';
import { answersOf } from './facts.ts';
import type { Answer } from './rules.ts';
import { addAnswers } from './store.ts';

const house = await aHouse();
const { amara, priya, jo } = house.staff;
const made = await house.aCase();
const reference = newReference();
let referralId: ReferralId | undefined;
await house.act({ caseId: randomUUID() as CaseId }, amara, async (hand) => {
  await enterReferral(hand, aReferral({ receivedOn: house.today() }), reference);
  await addOtherTo(hand, reference, anOther());
  referralId = (await holdReferral(hand, reference))?.id;
});

const said = (hand: Hand, changed: Partial<Answer>): Answer => ({
  ...{ question: 'domestic-abuse', answer: 'yes', words: '', answeredBy: amara, answeredAt: hand.at },
  ...changed,
});

async function wallOf(caseId: CaseId, work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  let wall: string | undefined;
  await house
    .act({ caseId }, jo, async (hand) => {
      try {
        await work(hand);
      } catch (error) {
        wall = refusedBy(error);
        throw error;
      }
    })
    .catch((error: unknown) => {
      if (wall === undefined) throw error;
    });
  return wall;
}

for (const [id, wall, answers] of [
  ['ELG-2', 'elg_2_lifted_with_evidence', [{}, { answer: 'no' }]],
  ['ELG-3', 'elg_3_allowed_by_another', [{ answeredBy: priya }, { answer: 'allowed', words: 'So', answeredBy: priya }]],
  ['ELG-3', 'elg_3_allowed_by_another', [{ answer: 'allowed', words: 'Never asked', answeredBy: priya }]],
  ['ELG-3', 'elg_3_allowed_by_a_supervisor', [{}, { answer: 'allowed', words: 'So', answeredBy: jo }]],
  [
    'ELG-3',
    'elg_3_some_are_never_allowed',
    [{ question: 'said-no' }, { question: 'said-no', answer: 'allowed', words: 'So', answeredBy: priya }],
  ],
] as const satisfies readonly (readonly [string, string, readonly Partial<Answer>[]])[])
  test(`${id} the database refuses by ${wall}`, async () => {
    const put = async (hand: Hand) => {
      for (const each of answers) await addAnswers(hand, null, [said(hand, each)]);
    };
    assert.equal(await wallOf(made.caseId, put), wall);
  });

test('ELG-1 an answer is of a referral or of a case, and a closed case rests', async () => {
  const both = (hand: Hand) =>
    hand.run(sql`
      insert into app.eligibility_answers (service_id, referral_id, case_id, question, answer, answered_by, answered_at)
      values (${hand.serviceId}, ${referralId}, ${hand.caseId}, 'said-no', 'no', ${amara}, ${hand.at})`);
  assert.equal(await wallOf(made.caseId, both), 'elg_1_of_a_referral_or_a_case');
  const closed = await house.aCase();
  await house.act(closed, jo, async (hand) => {
    await hand.run(sql`
      insert into app.closures (service_id, case_id, reason, closed_on, closed_by)
      values (${hand.serviceId}, ${hand.caseId}, 'information-only', ${house.today()}, ${jo})`);
    await setStatus(hand, 'closed');
  });
  assert.equal(
    await wallOf(closed.caseId, (hand) => addAnswers(hand, null, [said(hand, {})])),
    'clo_closed_case_rests',
  );
});

test('ELG-4 the database lets a referral that something stops become no case; lifted, its answers go on in the case', async () => {
  const caseId = randomUUID() as CaseId;
  const id = referralId as ReferralId;
  await house.act({ caseId }, amara, (hand) => addAnswers(hand, id, [said(hand, { question: 'said-no' })]));
  const accept = (hand: Hand) => acceptReferral(hand, reference, { kind: 'justice', isMutual: false });
  assert.equal(await wallOf(caseId, accept), 'elg_4_nothing_stops_it');
  await house.act({ caseId }, amara, (hand) =>
    addAnswers(hand, id, [said(hand, { question: 'said-no', answer: 'no', words: 'She rang again herself' })]),
  );
  await house.act({ caseId }, amara, accept);
  const there = await house.act({ caseId }, amara, (hand) => answersOf(hand, { caseId }));
  assert.deepEqual(
    there.map(({ answer, words }) => [answer, words]),
    [
      ['no', 'She rang again herself'],
      ['yes', ''],
    ],
  );
  assert.equal(await wallOf(caseId, (hand) => addAnswers(hand, id, [said(hand, {})])), 'ref_3_decided_once');
});

test('ELG-5 ELG-9 the database books no meeting while something stands in the way, and does once it is lifted', async () => {
  // Each way between the sides, on random cases: journey/preparation/walls.test.ts.
  const meeting = await aMeeting(house, 'agreed', { startsAt: ahead(house, 30) });
  const { caseId } = meeting.made;
  const book = (hand: Hand) => hand.run(sql`update app.conferences set status = 'booked' where id = ${meeting.id}`);
  for (const question of ['could-abuse-again', 'domestic-abuse'] as const) {
    const answer = async (hand: Hand, changed: Partial<Answer> = {}) =>
      addAnswers(hand, null, [said(hand, { question, ...changed })]);
    const stood = await wallOf(caseId, async (hand) => {
      await answer(hand);
      await book(hand);
    });
    assert.equal(stood, 'elg_5_nothing_stands_in_the_way', question);
    await house.act({ caseId }, jo, async (hand) => {
      await answer(hand);
      await answer(hand, { answer: 'no', words: 'Looked at again: it is not so.' });
    });
  }
  assert.equal(await wallOf(caseId, book), undefined);
});

test('ELG-7 nobody who is said to be responsible is told while it stands, and the page says so; whoever was harmed is', async () => {
  const { reference: open, who, ...kept } = await house.aCase();
  const tell = (participantId: string | undefined) => (hand: Hand) =>
    hand.run(sql`update app.participants set approached_on = ${house.today()} where id = ${participantId}`);
  await house.act(kept, jo, async (hand) => {
    await hand.run(
      sql`update app.cases set order_of_approach = 'responsible-first', order_reason = ${sealed(ofHeldCase(hand), 'He came to us')} where id = ${hand.caseId}`,
    );
    await addAnswers(hand, null, [said(hand, { question: 'holder-has-not-agreed' })]);
  });
  assert.equal(await wallOf(kept.caseId, tell(who['Dylan'])), 'elg_7_nobody_is_told_while_it_stands');
  const [year = '', month = '', day = ''] = house.today().split('-');
  const spoken = {
    ...{ participant: who['Dylan'] ?? '', channel: 'phone', outcome: 'talked', approach: 'yes' },
    ...{ 'happened-on-day': day, 'happened-on-month': month, 'happened-on-year': year },
  };
  const answer = await (await house.asStaff(jo)).post(`/cases/${open}/contacts`, spoken);
  assert.equal(answer.status, 422);
  assert.match(answer.body, /keeps us from speaking with them now/);
  assert.equal(await wallOf(kept.caseId, tell(who['Joanne'])), undefined);
  await house.act(kept, jo, (hand) =>
    addAnswers(hand, null, [
      said(hand, { question: 'holder-has-not-agreed', answer: 'allowed', words: 'They agreed', answeredBy: priya }),
    ]),
  );
  assert.equal(await wallOf(kept.caseId, tell(who['Dylan'])), undefined);
});

test('ELG-8 the database refuses what begins with whoever is responsible, until somebody is there on the side of the person harmed', async () => {
  const caseId = randomUUID() as CaseId;
  const began = newReference();
  let id = '' as ReferralId;
  await house.act({ caseId }, amara, async (hand) => {
    await enterReferral(hand, aReferral({ receivedOn: house.today(), part: 'responsible' }), began);
    await addOtherTo(hand, began, anOther({ part: 'harmed' }));
    id = (await holdReferral(hand, began))?.id as ReferralId;
    await addAnswers(hand, id, [said(hand, {})]);
  });
  const allow = (hand: Hand) =>
    said(hand, { answer: 'allowed', words: 'She wants it too', answeredBy: priya, answeredAt: hand.at });
  const accept = (hand: Hand) => acceptReferral(hand, began, { kind: 'justice', isMutual: false });
  assert.equal(await wallOf(caseId, (hand) => addAnswers(hand, id, [allow(hand)])), 'elg_8_only_the_harmed_begin');
  assert.equal(await wallOf(caseId, accept), 'elg_8_only_the_harmed_begin');
  const lift = (hand: Hand) => addAnswers(hand, id, [said(hand, { answer: 'no', words: 'The officer mixed it up' })]);
  await house.act({ caseId }, amara, async (hand) => {
    await lift(hand);
    assert.ok((await accept(hand)).ok);
  });
  await house.act({ caseId }, amara, (hand) => addAnswers(hand, null, [said(hand, {})]));
  assert.equal(await wallOf(caseId, (hand) => addAnswers(hand, null, [allow(hand)])), 'elg_8_only_the_harmed_begin');
  // What counts is the side of the referral, however it came into the case.
  await house.act({ caseId }, amara, (hand) =>
    hand.run(sql`update app.referrals set part = 'harmed' where id = ${id}`),
  );
  assert.equal(await wallOf(caseId, (hand) => addAnswers(hand, null, [allow(hand)])), undefined);
});
