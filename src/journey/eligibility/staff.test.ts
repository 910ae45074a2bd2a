import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { newReference } from '#casefile/cases/actions.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { addOtherTo } from '#journey/triage/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { anOther } from '#journey/triage/examples.ts';
import { communicateGate, communicationFacts } from '#journey/preparation/facts.ts';
import type { CaseId, ParticipantId } from '#vocabulary/ids.ts';
import type { Part } from '#vocabulary/parts.ts';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();
const amara = await house.asStaff(house.staff.amara);
const priya = await house.asStaff(house.staff.priya);

async function entered(part: Part = 'harmed'): Promise<string> {
  const reference = newReference();
  await house.act({ caseId: randomUUID() as CaseId }, house.staff.amara, async (hand) => {
    await enterReferral(hand, aReferral({ receivedOn: house.today(), part }), reference);
    await addOtherTo(hand, reference, anOther({ part: part === 'harmed' ? 'responsible' : 'harmed' }));
  });
  return reference;
}

test('what is asked at triage stops a referral, is lifted with evidence, and goes on in the case', async () => {
  const reference = await entered();
  const path = `/referrals/${reference}`;
  assert.match((await amara.get(path)).body, /Is it eligible\?[\s\S]*Not yet[\s\S]*Nothing was asked yet/);
  const empty = await amara.post(`${path}/eligibility`, {});
  assert.equal(empty.status, 422);
  assert.match(empty.body, /Answer at least one question/);
  const asked = { 'answer-not-acknowledged': 'yes', 'words-not-acknowledged': 'He told the officer so' };
  const saved = await amara.post(`${path}/eligibility`, { ...asked, 'answer-domestic-abuse': 'yes' });
  assert.equal(saved.location, path);
  const page = (await amara.get(path)).body;
  assert.match(page, /Not for now/);
  assert.match(page, /denies any part in it\.[\s\S]*What opens it:[\s\S]*Source: Scottish guidance/);
  const refused = await amara.post(`${path}/accept`, { 'accept-kind': 'justice' });
  assert.equal(refused.status, 422);
  assert.match(refused.body, /Something stops it for now/);
  const unsaid = await amara.post(`${path}/eligibility`, { 'answer-not-acknowledged': 'no' });
  assert.equal(unsaid.status, 422);
  assert.match(unsaid.body, /href="#words-not-acknowledged">Write what that rests on/);
  const lifted = { 'answer-not-acknowledged': 'no', 'words-not-acknowledged': 'His worker wrote on Monday' };
  assert.equal((await amara.post(`${path}/eligibility`, lifted)).status, 303);
  assert.equal((await amara.post(`${path}/accept`, { 'accept-kind': 'justice' })).location, `/cases/${reference}`);
  const inCase = (await amara.get(`/cases/${reference}/eligibility`)).body;
  for (const words of ['He told the officer so', 'His worker wrote on Monday', 'There is domestic abuse between them'])
    assert.ok(inCase.includes(words), words);
});

test('a supervisor who did not answer lets it go on with a reason; the readiness of the case says why not before', async () => {
  const made = await house.aCase();
  const path = `/cases/${made.reference}/eligibility`;
  const pair = [made.who['Joanne'], made.who['Dylan']] as unknown as readonly [ParticipantId, ParticipantId];
  const gate = async () =>
    communicateGate(
      await house.readAsStaff(house.staff.jo, (db) => communicationFacts(db, made.caseId, house.today())),
      'letter',
      pair,
    ).shut.map(({ reason }) => reason);
  assert.ok(!(await gate()).some((reason) => reason.startsWith('eligibility')));
  const jo = await house.asStaff(house.staff.jo);
  assert.equal(
    (await jo.post(path, { 'answer-sexual-harm': 'yes', 'answer-capacity-in-doubt': 'not-known' })).status,
    303,
  );
  assert.deepEqual((await gate()).filter((reason) => reason.startsWith('eligibility')).toSorted(), [
    'eligibility-capacity-in-doubt',
    'eligibility-sexual-harm',
  ]);
  const overview = (await jo.get(`/cases/${made.reference}`)).body;
  assert.match(overview, /It is about sexual harm\.[\s\S]*a supervisor allows it/);
  const own = await jo.post(path, { 'answer-sexual-harm': 'allowed', 'words-sexual-harm': 'I know' });
  assert.match(own.body, /Only a supervisor can allow this/);
  assert.doesNotMatch((await jo.get(path)).body, /id="answer-sexual-harm-4"|value="allowed"/);
  assert.match((await priya.get(path)).body, /value="allowed"/);
  const allowed = { 'answer-sexual-harm': 'allowed', 'words-sexual-harm': 'She leads it, both were trained' };
  assert.equal((await priya.post(path, { ...allowed, 'answer-capacity-in-doubt': 'no' })).status, 303);
  assert.ok(!(await gate()).some((reason) => reason.startsWith('eligibility')));
  assert.match((await jo.get(path)).body, /Priya[^<]*\. She leads it, both were trained/);
});

test('a referral that is not there, or a case of somebody else, is not there', async () => {
  assert.equal((await amara.get('/referrals/ZZZZ-ZZZZ/eligibility')).status, 404);
  assert.equal((await amara.post('/referrals/ZZZZ-ZZZZ/eligibility', { 'answer-said-no': 'no' })).status, 404);
  const made = await house.aCase();
  const leo = await house.asStaff(house.staff.leo);
  assert.equal((await leo.get(`/cases/${made.reference}/eligibility`)).status, 404);
  assert.match(
    (await amara.post(`/cases/${made.reference}/eligibility`, { 'answer-said-no': 'perhaps' })).body,
    /Choose an answer/,
  );
});

test('abuse at home that began with whoever is responsible becomes no case, whoever would allow it, and the page says why', async () => {
  const path = `/referrals/${await entered('responsible')}`;
  assert.equal((await amara.post(`${path}/eligibility`, { 'answer-domestic-abuse': 'yes' })).status, 303);
  const wish = { 'answer-domestic-abuse': 'allowed', 'words-domestic-abuse': 'He says that she wants it' };
  const allowing = await priya.post(`${path}/eligibility`, wish);
  assert.equal(allowing.status, 422);
  assert.match(allowing.body, /This cannot begin with whoever is responsible/);
  const accepting = await priya.post(`${path}/accept`, { 'accept-kind': 'justice' });
  assert.equal(accepting.status, 422);
  assert.match(accepting.body, /Only the person harmed can begin it/);
});
