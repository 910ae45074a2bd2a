import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { newReference } from '#casefile/cases/actions.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { acknowledgeReferral, addOtherTo, declineReferral } from '#journey/triage/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { anOther } from '#journey/triage/examples.ts';
import { referralByReference } from '#journey/referral/facts.ts';
import { refusedBy } from '#platform/database.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { AskedOf } from '#vocabulary/more-asked.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import { anAgency, aReferrer, aSentReferral } from '../../../test/support/agencies.ts';
import { aHouse } from '../../../test/support/house.ts';
import { askForMore } from './actions.ts';
import { askedOfWriter } from './facts.ts';
import { addQuestion } from './store.ts';

const house = await aHouse();
const { amara } = house.staff;
const coordinator = await house.asStaff(amara);
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const lewis = await aReferrer(house, corby, 'PC Lewis Grant');
const other = await aReferrer(house, corby, 'PC Rosa Bell');

async function ownReferral(isAcknowledged = true): Promise<{ readonly id: ReferralId; readonly reference: string }> {
  const reference = newReference();
  await house.actInService(amara, async (hand) => {
    await enterReferral(hand, aReferral({ receivedOn: house.today() }), reference);
    await addOtherTo(hand, reference, anOther({ phone: '07700 900 412' }));
    if (isAcknowledged) await acknowledgeReferral(hand, reference);
  });
  const found = await house.readAsStaff(amara, (db) => referralByReference(db, reference));
  assert.ok(found);
  return { id: found.id, reference };
}

const kept = (id: ReferralId, askedOf: AskedOf) =>
  house
    .actInService(amara, (hand) =>
      addQuestion(hand, id, { id: randomUUID(), askedOf, reason: 'safety', words: 'May we ring?' }),
    )
    .then(
      () => undefined,
      (error: unknown) => refusedBy(error) ?? String(error),
    );

test('MOR-1 MOR-2 the database keeps one question at a time, of whom the referral came from, while it is acknowledged', async () => {
  const { id } = await ownReferral(false);
  assert.equal(await kept(id, 'person'), 'mor_2_asked_of_who_referred');
  const { id: acknowledged } = await ownReferral();
  assert.equal(await kept(acknowledged, 'agency'), 'mor_2_asked_of_who_referred');
  assert.equal(await kept(acknowledged, 'person'), undefined);
  assert.equal(await kept(acknowledged, 'ourselves'), 'Error: Refused: asked-already');
  const sent = await aSentReferral(house, lewis);
  await house.actInService(amara, (hand) => acknowledgeReferral(hand, sent.reference));
  assert.equal(await kept(sent.id, 'person'), 'mor_2_asked_of_who_referred');
});

test('MOR-3 the database refuses an answer without words, and one to what was let go', async () => {
  const { id, reference } = await ownReferral();
  await kept(id, 'person');
  const change = (what: string) =>
    house
      .actInService(amara, (hand) =>
        hand.run({ text: `update app.more_asked set ${what} where referral_id = $1`, values: [id], name: undefined }),
      )
      .then(
        () => undefined,
        (error: unknown) => refusedBy(error) ?? String(error),
      );
  assert.equal(await change('answered_at = now()'), 'mor_3_answered_in_words_by_somebody');
  await house.actInService(amara, (hand) => declineReferral(hand, reference, { reason: 'duplicate', words: '' }));
  assert.equal(await change('let_go_at = null'), 'Error: Refused: nothing-is-asked');
});

test('MOR-4 somebody who asked us themselves reads the question in the safe way they named, and the clock stands still until an answer', async () => {
  const { id, reference } = await ownReferral();
  const at = `/referrals/${reference}`;
  const page = await coordinator.get(`${at}/more`);
  assert.match(page.body, /in a way that they said is safe[\s\S]*There is no hurry/);
  const ask = (words: string) => coordinator.post(`${at}/more`, { 'more-reason': 'how-to-reach', 'more-words': words });
  const stopped = await ask('Is 07700 900 412 the number of Mr Marsh?');
  assert.equal(stopped.status, 422);
  assert.match(stopped.body, /says something of another person/);
  assert.ok(stopped.body.includes('the number of Mr Marsh?'));
  assert.equal((await ask('When may we ring?')).location, at);
  assert.match(
    (await coordinator.get(at)).body,
    /We wait for an answer[\s\S]*When may we ring|When may we ring[\s\S]*We wait for an answer/,
  );
  assert.match(
    (await coordinator.get('/referrals?status=asked')).body,
    new RegExp(`${reference}[\\s\\S]*The clock stands still`),
  );
  const notices = await house.readAsStaff(amara, (db) =>
    db.rows(
      sql<{ kind: string }>`select kind from app.notices where referral_id = ${id} and kind = 'referral-more-asked'`,
    ),
  );
  assert.equal(notices.length, 1);
  assert.match((await ask('Again?')).body, /wait for an answer already/);
  assert.match(
    (await coordinator.post(`${at}/more/answer`, { 'more-answer': ' ' })).body,
    /href="#more-answer">Write the answer/,
  );
  assert.equal((await coordinator.post(`${at}/more/answer`, { 'more-answer': 'After four.' })).location, at);
  assert.match((await coordinator.get(at)).body, /After four\./);
  assert.doesNotMatch((await coordinator.get('/referrals?status=asked')).body, new RegExp(reference));
  assert.match((await coordinator.post(`${at}/more/go-on`)).body, /Nothing is asked any more/);
});

test('an agency finds the question at its door, answers, and a coordinator is told; a colleague who does not follow it finds nothing', async () => {
  const { reference } = await aSentReferral(house, lewis);
  await house.actInService(amara, (hand) => acknowledgeReferral(hand, reference));
  const question = { reason: 'whether-they-agree', words: 'Does she know?' } as const;
  await house.actInService(amara, (hand) => askForMore(hand, reference, question));
  const pc = await house.asStaff(lewis);
  const at = `/agency/referrals/${reference}`;
  assert.match((await pc.get(at)).body, /We have asked you something/);
  assert.match((await pc.get(`${at}/more`)).body, /Does she know\?/);
  const colleague = await house.asStaff(other);
  assert.equal((await colleague.get(`${at}/more`)).status, 404);
  assert.equal((await colleague.post(`${at}/more`, { 'more-answer': 'Yes.' })).status, 404);
  assert.equal((await pc.post(`${at}/more`, { 'more-answer': '' })).status, 422);
  assert.equal((await pc.post(`${at}/more`, { 'more-answer': 'She does, since Monday.' })).location, at);
  assert.equal((await pc.get(`${at}/more`)).status, 404);
  assert.doesNotMatch((await pc.get(at)).body, /We have asked you something/);
  assert.match((await coordinator.get(`/referrals/${reference}`)).body, /She does, since Monday\./);
  const tasks = await house.readAsStaff(amara, (db) =>
    db.rows(sql<{ role: string }>`select role from app.tasks where kind = 'referral-answered' and done_at is null`),
  );
  assert.deepEqual(tasks, [{ role: 'coordinator' }]);
});

test('what we ask somebody another way is nothing that an agency reads', async () => {
  const { id, reference } = await aSentReferral(house, lewis);
  await house.actInService(amara, (hand) => acknowledgeReferral(hand, reference));
  await kept(id, 'ourselves');
  const pc = await house.asStaff(lewis);
  assert.doesNotMatch((await pc.get(`/agency/referrals/${reference}`)).body, /We have asked you something/);
  assert.equal((await pc.get(`/agency/referrals/${reference}/more`)).status, 404);
  assert.equal((await pc.post(`/agency/referrals/${reference}/more`, { 'more-answer': 'Yes.' })).status, 404);
});

test('MOR-5 whoever asked us themselves is written to as they may read: what they are asked, of their own referral, while it is asked', async () => {
  const [own, another] = [await ownReferral(), await ownReferral()];
  for (const { reference } of [own, another]) {
    const asked = { reason: 'safety', words: 'When may we ring?' } as const;
    await house.actInService(amara, (hand) => askForMore(hand, reference, asked));
  }
  const as = <Answer>(id: string, work: (db: Db) => Promise<Answer>) =>
    house.ports.database.read(
      { login: 'tp_participant', serviceId: house.serviceId, kind: 'visitor', id: `writer_${id}`, caseId: '' },
      work,
    );
  assert.equal((await as(own.id, (db) => askedOfWriter(db, own.id)))?.words, 'When may we ring?');
  const seen = await as(own.id, (db) =>
    db.rows(sql<{ id: string }>`select distinct referral_id as id from app.more_asked`),
  );
  assert.deepEqual(seen, [{ id: own.id }]);
  await assert.rejects(
    as(own.id, (db) => db.rows(sql`select answer from app.more_asked`)),
    /permission denied/,
  );
});
