import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { newReference } from '#casefile/cases/actions.ts';
import { answerForCase, answerForReferral } from '#journey/eligibility/actions.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { addOtherTo } from '#journey/triage/actions.ts';
import { addCheck } from '#service/facilitators/store.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { anOther } from '#journey/triage/examples.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();
const { amara, jo, sam, leo, priya } = house.staff;
const pathOf = (made: { readonly reference: string }) => `/cases/${made.reference}/allocation`;

test('a coordinator gives the case, and from then on whoever got it may open it', async () => {
  const made = await house.aCase();
  const coordinator = await house.asStaff(amara);
  const volunteer = await house.asStaff(leo);
  assert.equal((await volunteer.get(pathOf(made))).status, 404);
  assert.equal((await coordinator.post(pathOf(made), { staff: leo, as: 'co' })).location, pathOf(made));
  assert.match((await volunteer.get(pathOf(made))).body, /Leo Marsh/);
  assert.match(
    (await coordinator.get(`/cases/${made.reference}/history`)).body,
    /Leo Marsh was given the case as co-facilitator/,
  );
  assert.match((await coordinator.get(`/cases/${made.reference}`)).body, /First contact/);
  assert.equal((await coordinator.post(`${pathOf(made)}/end`, { staff: leo })).location, pathOf(made));
  assert.equal((await volunteer.get(pathOf(made))).status, 404);
});

test('a level below the case is refused in words; a supervisor may decide otherwise with a reason', async () => {
  const made = await house.aCase({ complexity: 'complex' });
  const coordinator = await house.asStaff(amara);
  const refused = await coordinator.post(pathOf(made), { staff: sam, as: 'lead' });
  assert.equal(refused.status, 422);
  assert.match(refused.body, /href="#staff">Their level of practice is below/);
  assert.match(refused.body, new RegExp(`value="${sam}" selected`));
  const forced = await coordinator.post(pathOf(made), { staff: sam, as: 'lead', 'override-reason': 'I say so' });
  assert.match(forced.body, /Only a supervisor/);
  const supervisor = await house.asStaff(priya);
  const own = await supervisor.post(pathOf(made), { staff: priya, as: 'lead', 'override-reason': 'Me' });
  assert.match(own.body, /nobody decides this for themselves/);
  const given = await supervisor.post(pathOf(made), { staff: sam, as: 'lead', 'override-reason': 'I am beside him' });
  assert.equal(given.location, pathOf(made));
  assert.match((await supervisor.get(pathOf(made))).body, /I am beside him \(Priya Nair\)/);
});

test('the signs of domain 87 make a case complex and ask a supervisor to look; a facilitator cannot undo it', async () => {
  const made = await house.aCase();
  const facilitator = await house.asStaff(jo);
  const path = `${pathOf(made)}/complexity`;
  assert.equal((await facilitator.post(path, { signs: ['child', 'weapon'] })).location, pathOf(made));
  assert.match((await facilitator.get(pathOf(made))).body, /The case is complex/);
  assert.match((await facilitator.get(path)).body, /value="child"[^>]*checked/);
  const undone = await facilitator.post(path, {});
  assert.equal(undone.status, 422);
  assert.match(undone.body, /Ask a coordinator or a supervisor/);
  const supervisor = await house.asStaff(priya);
  assert.match((await supervisor.get('/work')).body, /A case is complex now/);
  assert.equal((await supervisor.post(path, {})).location, pathOf(made));
  assert.match((await facilitator.get(pathOf(made))).body, /The case is standard/);
});

test('H6 who has a conflict of interest stops working on the case and cannot open it, whatever their role', async () => {
  const made = await house.aCase();
  const coordinator = await house.asStaff(amara);
  await coordinator.post(pathOf(made), { staff: jo, as: 'lead' });
  const facilitator = await house.asStaff(jo);
  const said = await facilitator.post(`${pathOf(made)}/conflict`, { conflicted: jo, because: 'She is my neighbour' });
  assert.equal(said.location, '/work');
  assert.equal((await facilitator.get(pathOf(made))).status, 404);
  assert.match((await coordinator.get(pathOf(made))).body, /Jo Whitfield: She is my neighbour/);
  assert.match(
    (await coordinator.post(pathOf(made), { staff: jo, as: 'co' })).body,
    /They have a conflict of interest/,
  );
  await coordinator.post(`${pathOf(made)}/conflict`, { conflicted: amara, because: 'She is my cousin' });
  assert.equal((await coordinator.get(`/cases/${made.reference}`)).status, 404, 'a service-wide role opens it no more');
  const supervisor = await house.asStaff(priya);
  const again = await supervisor.post(`${pathOf(made)}/conflict`, { conflicted: amara, because: 'Cousins' });
  assert.match(again.body, /written down already/);
  await supervisor.post(`${pathOf(made)}/lift`, { lifted: amara, 'lifted-because': 'Another Amara was meant' });
  assert.equal((await coordinator.get(`/cases/${made.reference}`)).status, 200);
});

test('what is missing, too long, or of nobody is answered in words or not found', async () => {
  const made = await house.aCase();
  const supervisor = await house.asStaff(priya);
  assert.match((await supervisor.post(pathOf(made), {})).body, /Choose who it is/);
  assert.match(
    (await supervisor.post(pathOf(made), { staff: sam, as: 'lead', 'override-reason': 'x'.repeat(10_000) })).body,
    /1,000 characters or fewer/,
  );
  assert.equal((await supervisor.post(`${pathOf(made)}/conflict`, {})).status, 422);
  assert.equal((await supervisor.post(`${pathOf(made)}/lift`, {})).status, 422);
  for (const nobody of ['nobody', randomUUID()]) {
    const because = 'Nobody knows';
    assert.notEqual((await supervisor.post(pathOf(made), { staff: nobody, as: 'lead' })).status, 303);
    assert.equal((await supervisor.post(`${pathOf(made)}/conflict`, { conflicted: nobody, because })).status, 404);
    assert.equal(
      (await supervisor.post(`${pathOf(made)}/lift`, { lifted: nobody, 'lifted-because': because })).status === 303,
      false,
    );
  }
});

test('a facilitator sees who works on the case and gives it to nobody', async () => {
  const made = await house.aCase();
  const facilitator = await house.asStaff(sam);
  const page = await facilitator.get(pathOf(made));
  assert.doesNotMatch(page.body, /Give the case to somebody/);
  assert.equal((await facilitator.post(pathOf(made), { staff: sam, as: 'lead' })).status, 404);
  assert.equal((await facilitator.post(`${pathOf(made)}/lift`, { lifted: leo, 'lifted-because': 'x' })).status, 404);
});

async function aReferralFor(part: 'harmed' | 'responsible' = 'harmed'): Promise<string> {
  const reference = newReference();
  await house.actInService(amara, async (hand) => {
    await enterReferral(hand, { ...aReferral({ receivedOn: house.today() }), part }, reference);
    await addOtherTo(hand, reference, anOther({ part: part === 'harmed' ? 'responsible' : 'harmed' }));
  });
  return reference;
}

test('CAS-7 H6 what was flagged or answered makes a case complex as it opens, and later: then nobody below advanced leads it', async () => {
  const coordinator = await house.asStaff(amara);
  const leads = async (reference: string, staff: StaffId) =>
    (await coordinator.post(`/cases/${reference}/allocation`, { staff, as: 'lead' })).status;
  const accepts = (reference: string) =>
    coordinator.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' });
  const flags = (reference: string, kind: string) =>
    coordinator.post(`/referrals/${reference}/flags`, { 'flag-kind': kind, 'flag-words': 'The officer says so.' });

  const flagged = await aReferralFor();
  await flags(flagged, 'stalking');
  assert.equal((await accepts(flagged)).status, 303);
  assert.match((await coordinator.get(`/cases/${flagged}/allocation/complexity`)).body, /value="stalking"[^>]*checked/);
  assert.equal(await leads(flagged, sam), 422);
  assert.equal(await leads(flagged, jo), 303);

  const answered = await aReferralFor();
  const by = { staffId: amara, isSupervisor: false };
  const yes = { question: 'sexual-harm', answer: 'yes', words: '' } as const;
  await house.actInService(amara, (hand) => answerForReferral(hand, answered, [yes], by));
  assert.equal((await accepts(answered)).status, 303);
  assert.equal(await leads(answered, sam), 422);
  const untrained = await coordinator.post(`/cases/${answered}/allocation`, { staff: jo, as: 'lead' });
  assert.match(untrained.body, /the register does not say that they are trained for it/);
  const held = { kind: 'sexual-harm-training', doneOn: house.today(), holdsUntil: null } as const;
  await house.actInService(priya, (hand) => addCheck(hand, jo, held));
  assert.equal(await leads(answered, jo), 303);

  const plain = await aReferralFor();
  assert.equal((await accepts(plain)).status, 303);
  assert.match((await coordinator.get(`/cases/${plain}/allocation`)).body, /The case is standard/);
  await flags(plain, 'hate');
  assert.match((await coordinator.get(`/cases/${plain}/allocation`)).body, /The case is complex/);
  assert.equal(await leads(plain, sam), 422);
  const kept = await coordinator.post(`/cases/${plain}/allocation/complexity`, {});
  assert.match(kept.body, /A safety flag or an answer under Eligibility still says so/);

  const made = await house.aCase();
  await house.act(made, amara, (hand) => answerForCase(hand, [{ ...yes, question: 'capacity-in-doubt' }], by));
  assert.equal(await leads(made.reference, sam), 422);
});
