import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setStatus } from '#casefile/cases/actions.ts';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { plusDays } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aFactor, anAssessment, anOrder, aRisk } from './examples.ts';
import { newestFactorsOf, ordersOf, suitabilityOf } from './facts.ts';
import type { OrderOnFile, RiskAssessment } from './rules.ts';
import { addOrder, addResponsibility, addRisk, markApproved, markDone, markPermitted } from './store.ts';

const house = await aHouse();
const made = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;
const dylan = made.who['Dylan'] as ParticipantId;
const { jo, sam, priya } = house.staff;
const today = house.today();
const tomorrow = plusDays(today, 1);

// Looked at where it is raised: the hand turns a wall that it knows into its refusal.
async function wallOf(work: (hand: Hand) => Promise<void>, at = made): Promise<string | undefined> {
  let wall: string | undefined;
  const looked = async (hand: Hand) => {
    try {
      await work(hand);
    } catch (error) {
      wall = refusedBy(error);
      throw error;
    }
  };
  await house.act(at, jo, looked).catch((error: unknown) => {
    if (wall === undefined) throw error;
  });
  return wall;
}

const partial = anAssessment({ participantId: dylan, assessedOn: today, assessedBy: jo });
for (const [id, wall, assessment, signed] of [
  ['SUI-1 H5', 'sui_1_only_of_the_responsible', { ...partial, participantId: joanne }, null],
  ['SUI-1 H5', 'sui_1_not_in_the_future', { ...partial, assessedOn: tomorrow }, null],
  ['SUI-1 H5', 'sea_1_responsibility_evidence_is_sealed', { ...partial, evidence: '' }, null],
  ['SUI-2 H5', 'sui_2_sign_off_has_reason', partial, { by: priya, reason: '' }],
  ['SUI-2 H5', 'sui_2_none_is_never_signed_off', { ...partial, level: 'none' }, { by: priya, reason: 'Because' }],
  ['SUI-2 H5', 'sui_2_signed_off_by_another', { ...partial, assessedBy: priya }, { by: priya, reason: 'Because' }],
  ['SUI-2 H5', 'sui_2_signed_off_by_a_supervisor', partial, { by: sam, reason: 'Because' }],
] as const) {
  test(`${id} the database refuses by ${wall}`, async () => {
    assert.equal(await wallOf((hand) => addResponsibility(hand, assessment, signed)), wall);
  });
}

function risk(changed: Partial<RiskAssessment> = {}): RiskAssessment {
  return aRisk({ assessedOn: today, reviewBy: tomorrow, writtenBy: jo, factors: [], ...changed });
}

for (const [id, wall, changed] of [
  ['SUI-3', 'sui_3_review_after_assessment', { reviewBy: plusDays(today, -1) }],
  ['SUI-3', 'sui_3_not_in_the_future', { assessedOn: tomorrow }],
  ['SUI-3', 'sea_1_risk_assessments_reasons_is_sealed', { reasons: '' }],
] as const satisfies readonly (readonly [string, string, Partial<RiskAssessment>])[]) {
  test(`${id} the database refuses by ${wall}`, async () => {
    assert.equal(await wallOf((hand) => addRisk(hand, randomUUID(), risk(changed), [])), wall);
  });
}

for (const [wall, by, writtenBy] of [
  ['h8_approved_by_another', priya, priya],
  ['h8_approved_by_a_supervisor', sam, jo],
] as const) {
  test(`SUI-4 H8 the database refuses by ${wall}`, async () => {
    const refusal = await wallOf(async (hand) => {
      const id = randomUUID();
      await addRisk(hand, id, risk({ residual: 'high', writtenBy }), []);
      await markApproved(hand, id, by);
    });
    assert.equal(refusal, wall);
  });
}

test('what was judged stays as it was judged: no login may change its words', async () => {
  for (const change of [
    sql`update app.risk_assessments set residual = 'low'`,
    sql`update app.risk_factors set rating = 'low'`,
    sql`update app.mitigations set due_on = '2030-01-01'`,
    sql`update app.responsibility set level = 'full'`,
    sql`update app.legal_orders set ends_on = '2020-01-01'`,
    sql`delete from app.legal_orders`,
  ]) {
    await assert.rejects(
      house.act(made, jo, (hand) => hand.run(change)),
      /permission denied/,
    );
  }
});

function order(changed: Partial<OrderOnFile> = {}): OrderOnFile {
  return anOrder({ restrainsId: dylan, protectsId: joanne, startsOn: today, ...changed });
}

for (const [id, wall, changed] of [
  ['SUI-7 H3', 'h3_order_is_between_two', { protectsId: dylan }],
  ['SUI-7 H3', 'h3_order_ends_after_it_starts', { endsOn: plusDays(today, -1) }],
  ['SUI-7 H3', 'sea_1_legal_orders_document_reference_is_sealed', { documentReference: '' }],
  ['SUI-8 H3', 'h3_permission_is_whole', { permissionReference: 'A letter' }],
  [
    'SUI-8 H3',
    'h3_permission_is_whole',
    { permissionReference: 'A letter', permissionFrom: tomorrow, permissionUntil: today },
  ],
] as const satisfies readonly (readonly [string, string, Partial<OrderOnFile>])[]) {
  test(`${id} the database refuses by ${wall} (${Object.keys(changed).join(', ')})`, async () => {
    assert.equal(await wallOf((hand) => addOrder(hand, order(changed), jo)), wall);
  });
}

test('SUI-9 nothing is assessed or put on file in a closed case', async () => {
  const closed = await house.aCase();
  const who = closed.who['Dylan'] as ParticipantId;
  const other = closed.who['Joanne'] as ParticipantId;
  const factor = { ...aFactor({ aboutId: other }), id: randomUUID(), mitigations: [] };
  const ofThem = order({ restrainsId: who, protectsId: other });
  await house.act(closed, jo, async (hand) => {
    const mitigation = { words: 'Two doors', ownerId: jo, dueOn: today, doneOn: null, id: randomUUID() };
    await addRisk(hand, randomUUID(), risk(), [{ ...factor, mitigations: [mitigation] }]);
    await addOrder(hand, ofThem, jo);
    await hand.run(sql`
      insert into app.closures (service_id, case_id, reason, closed_on, closed_by)
      values (${hand.serviceId}, ${hand.caseId}, 'information-only', ${today}, ${jo})`);
    await setStatus(hand, 'closed');
  });
  const [planned] = await house.readAsStaff(jo, (db) => newestFactorsOf(db, closed.caseId));
  const [onFile] = await house.readAsStaff(jo, (db) => ordersOf(db, closed.caseId));
  const late = { permissionReference: 'A letter', permissionFrom: today, permissionUntil: tomorrow };
  for (const work of [
    (hand: Hand) => addResponsibility(hand, { ...partial, participantId: who }, null),
    (hand: Hand) => addRisk(hand, randomUUID(), risk(), []),
    (hand: Hand) => addOrder(hand, ofThem, jo),
    (hand: Hand) => markDone(hand, planned?.mitigations[0]?.id ?? '', today),
    (hand: Hand) => markPermitted(hand, { id: onFile?.id ?? '', restrainsId: ofThem.restrainsId }, late),
  ]) {
    assert.equal(await wallOf(work, closed), 'clo_closed_case_rests');
  }
});

test('the latest day holds, not the latest line: what is written down late does not overturn what was seen since', async () => {
  const late = await house.aCase();
  const who = late.who['Dylan'] as ParticipantId;
  const known = await house.act(late, jo, async (hand) => {
    await addResponsibility(hand, { ...partial, participantId: who, level: 'full' }, null);
    await addResponsibility(
      hand,
      { ...partial, participantId: who, level: 'none', assessedOn: plusDays(today, -9) },
      null,
    );
    await addRisk(hand, randomUUID(), risk({ residual: 'low' }), []);
    await addRisk(hand, randomUUID(), risk({ residual: 'high', assessedOn: plusDays(today, -9) }), []);
    return suitabilityOf(hand, late.caseId);
  });
  assert.equal(known.responsibility[0]?.level, 'full');
  assert.equal(known.risk?.residual, 'low');
});

test('a participant reads nothing of suitability', async () => {
  for (const table of ['responsibility', 'risk_assessments', 'risk_factors', 'mitigations', 'legal_orders']) {
    const query = { text: `select * from app.${table}`, values: [], name: undefined };
    await assert.rejects(
      house.readAsParticipant(made, joanne, (db) => db.rows(query)),
      /permission denied/,
    );
  }
});
