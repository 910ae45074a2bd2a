import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { anAgency, aReferrer, aSentReferral } from '../../../test/support/agencies.ts';
import { aHouse } from '../../../test/support/house.ts';
import { amendReferral, withdrawOwn } from './actions.ts';
import { addAmendment } from './store.ts';

const house = await aHouse();
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const homes = await anAgency(house, 'Homes for Kettering', 'housing');
const lewis = await aReferrer(house, corby, 'PC Lewis Grant');
const mills = await aReferrer(house, corby, 'PCSO Mills');
const sergeant = await aReferrer(house, corby, 'Sergeant Hall', true);
const gemma = await aReferrer(house, homes, 'Gemma Tookey');
const sent = await aSentReferral(house, lewis);

function readAs<Answer>(staffId: StaffId, work: (db: Db) => Promise<Answer>): Promise<Answer> {
  const { serviceId } = house;
  return house.ports.database.read({ login: 'tp_referrer', serviceId, kind: 'staff', id: staffId, caseId: '' }, work);
}
const seen = (staffId: StaffId) =>
  readAs(staffId, (db) => db.rows(sql<{ reference: string }>`select reference from app.referrals`));

const actAs = <Value>(staffId: StaffId, work: (hand: Hand) => Promise<Value>) => house.actInService(staffId, work);
async function wallOf(work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  return actAs(lewis, work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );
}

test('AGY-1 somebody of an agency reads their own referrals, or where they may their colleagues’, and no other row', async () => {
  const theirs = [{ reference: sent.reference }];
  assert.deepEqual(await seen(lewis), theirs);
  assert.deepEqual(await seen(sergeant), theirs);
  for (const other of [mills, gemma, house.staff.amara, house.staff.jo]) assert.deepEqual(await seen(other), []);
});

test('AGY-1 why it was declined, by whom, and which case it became are not theirs to ask', async () => {
  for (const column of ['decline_reason', 'decline_words', 'decided_by', 'case_id', 'person_id', 'codeword'])
    await assert.rejects(
      readAs(lewis, (db) => db.rows({ text: `select ${column} from app.referrals`, values: [], name: undefined })),
      /permission denied/,
      column,
    );
  for (const table of ['cases', 'participants', 'people', 'tasks', 'staff', 'history'])
    await assert.rejects(
      readAs(lewis, (db) => db.rows({ text: `select 1 from app.${table}`, values: [], name: undefined })),
      /permission denied/,
      table,
    );
});

test('AGY-5 what an agency is told of a decline is one of five reasons', async () => {
  const tell = (because: string) => (hand: Hand) =>
    hand.run(sql`update app.agency_referrals set told_because = ${because} where referral_id = ${sent.id}`);
  assert.equal(await wallOf(tell('no-contact-wanted')), 'agy_5_tells_nobodys_choice');
});

test('AGY-1 a referral is made by somebody of an agency', async () => {
  assert.equal(
    await wallOf((hand) =>
      hand.run(sql`update app.agency_referrals set referred_by = ${house.staff.jo} where referral_id = ${sent.id}`),
    ),
    'agy_1_made_by_one_of_the_agency',
  );
});

test('AGY-2 a change says why, a message says something, and what was kept stays', async () => {
  const kept = { id: randomUUID(), referralId: sent.id, before: '', wasApplied: true };
  const wall = (more: Partial<Parameters<typeof addAmendment>[1]>) =>
    wallOf((hand) => addAmendment(hand, { ...kept, field: 'hopes', words: 'x', because: 'y', ...more }));
  assert.equal(await wall({ because: '' }), 'agy_2_says_why');
  assert.equal(await wall({ field: 'message', words: '', wasApplied: false }), 'agy_2_a_message_says_something');
  assert.equal(await wall({ field: 'message' }), 'agy_2_a_message_changes_nothing');
  assert.match(
    (await wallOf((hand) => hand.run(sql`delete from app.referral_amendments where referral_id = ${sent.id}`))) ?? '',
    /permission denied/,
  );
});

test('AGY-8 a risk is only added: it says something, and keeps nothing of what stood', async () => {
  const risk = { id: randomUUID(), referralId: sent.id, field: 'risks', because: 'y', wasApplied: true } as const;
  for (const [before, words] of [
    ['', ''],
    ['hate', 'stalking'],
  ] as const)
    assert.equal(await wallOf((hand) => addAmendment(hand, { ...risk, before, words })), 'agy_8_a_risk_is_only_added');
});

test('AGY-2 nobody changes the referral of another agency, nor of a colleague they do not follow', async () => {
  const change = { field: 'hopes', words: 'Peace and quiet.', because: 'He said so.' } as const;
  for (const other of [mills, gemma, house.staff.amara])
    assert.deepEqual(await actAs(other, (hand) => amendReferral(hand, sent.reference, change)), {
      ok: false,
      because: ['not-there'],
    });
  assert.deepEqual(await actAs(sergeant, (hand) => amendReferral(hand, sent.reference, change)), {
    ok: true,
    value: { wasApplied: true },
  });
});

test('AGY-4 a number or an address of a way that is not safe does not come into a referral', async () => {
  for (const column of ['email', 'address'])
    assert.equal(
      await wallOf((hand) =>
        hand.run({
          text: `update app.referrals set ${column} = phone where id = $1`,
          values: [sent.id],
          name: undefined,
        }),
      ),
      'agy_4_only_ways_that_are_safe',
      column,
    );
});

test('AGY-3 it is taken back once, with a reason; two at once are one', async () => {
  const { id, reference } = await aSentReferral(house, lewis);
  const set = (what: string) => (hand: Hand) =>
    hand.run({ text: `update app.agency_referrals set ${what} where referral_id = $1`, values: [id], name: undefined });
  assert.equal(await wallOf(set('withdrawn_at = now()')), 'agy_3_withdrawn_has_reason');
  assert.equal(
    await wallOf(set(`withdrawn_at = now(), withdrawn_because = 'another-reason'`)),
    'agy_3_another_reason_is_said',
  );
  const back = (staffId: StaffId) =>
    house.ports.act({ serviceId: house.serviceId, actor: { kind: 'staff', id: staffId } }, (hand) =>
      withdrawOwn(hand, reference, { reason: 'sent-twice', words: '' }),
    );
  const decisions = await Promise.all([back(lewis), back(sergeant)]);
  assert.equal(decisions.filter(({ ok }) => ok).length, 1);
  const stays = (hand: Hand) => hand.run(sql`update app.referrals set status = 'received' where id = ${id}`);
  assert.match((await wallOf(stays)) ?? '', /already-decided/);
});
