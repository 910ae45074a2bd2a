import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addAllocation } from '#casefile/allocation/store.ts';
import { addPersonToCase } from '#casefile/people/actions.ts';
import { aPerson } from '#casefile/people/examples.ts';
import { recordOrder } from '#journey/suitability/actions.ts';
import { addAnswers } from '#journey/eligibility/store.ts';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { choicesOf } from './facts.ts';
import { addHarmLink, markApproached, markComplexity, markOrderOfApproach, markOrigin, markStage } from './store.ts';

const house = await aHouse();
const { jo, sam } = house.staff;
const nowhere = { phone: '', email: '', post: '', checkedOn: null };
const made = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;
const dylan = made.who['Dylan'] as ParticipantId;

async function wallOf(work: (hand: Hand) => Promise<unknown>, of = made): Promise<string | undefined> {
  return house
    .act(of, house.staff.jo, work)
    .then(() => undefined)
    .catch((error: unknown) => refusedBy(error) ?? (error instanceof Error ? error.message : 'something else'));
}

test('CAS-1 the database refuses a stage that moves back', async () => {
  assert.equal(await wallOf((hand) => markStage(hand, 'new', 'agreement')), undefined);
  assert.equal(await wallOf((hand) => markStage(hand, 'agreement', 'preparation')), 'cas_1_stage_never_moves_back');
});

test('CAS-2 the database refuses a link of somebody to themselves', async () => {
  const link = { incidentId: made.incidentId, harmedId: joanne, responsibleId: joanne };
  assert.equal(await wallOf((hand) => addHarmLink(hand, link)), 'nobody_harms_themselves');
});

test('CAS-4 H17 the database refuses the other order without a reason', async () => {
  assert.equal(
    await wallOf((hand) => markOrderOfApproach(hand, 'responsible-first', '')),
    'h17_responsible_first_has_reason',
  );
});

test('CAS-4 H17 the database refuses to tell somebody responsible before who they harmed agrees', async () => {
  assert.equal(
    await wallOf((hand) => markApproached(hand, dylan, house.today())),
    'Refused: harmed-have-not-agreed-yet',
  );
});

test('CAS-4 H17 in the other order, with its reason, it is let through', async () => {
  const other = await house.aCase();
  const first = other.who['Dylan'] as ParticipantId;
  await house.act(other, house.staff.jo, (hand) => markOrderOfApproach(hand, 'responsible-first', 'He asked us'));
  assert.equal(await wallOf((hand) => markApproached(hand, first, house.today()), other), undefined);
});

test('CAS-4 H17 where both harmed each other one may be first and the other waits', async () => {
  const both = await house.aCase({ people: { Ilse: 'both', Tom: 'both' } });
  const [ilse, tom] = [both.who['Ilse'] as ParticipantId, both.who['Tom'] as ParticipantId];
  assert.equal(await wallOf((hand) => markApproached(hand, ilse, house.today()), both), undefined);
  assert.equal(
    await wallOf((hand) => markApproached(hand, tom, house.today()), both),
    'Refused: harmed-have-not-agreed-yet',
  );
});

test('CAS-5 the database refuses a link in a closed case', async () => {
  const closed = await house.aCase({ people: { Joanne: 'harmed', Dylan: 'responsible', Kit: 'responsible' } });
  await house.act(closed, house.staff.jo, async (hand) => {
    await hand.run(sql`
      insert into app.closures (service_id, case_id, reason, closed_on, closed_by)
      values (${hand.serviceId}, ${hand.caseId}, 'could-not-contact-harmed', ${house.today()}, ${house.staff.jo})`);
    await hand.run(sql`update app.cases set status = 'closed' where id = ${hand.caseId}`);
  });
  const link = {
    incidentId: closed.incidentId,
    harmedId: closed.who['Kit'] as ParticipantId,
    responsibleId: closed.who['Dylan'] as ParticipantId,
  };
  assert.match((await wallOf((hand) => addHarmLink(hand, link), closed)) ?? '', /clo_closed_case_rests|case-is-closed/);
});

test('CAS-8 the database refuses to keep a case out of the figures that has no referral of the police alone', async () => {
  assert.equal(await wallOf((hand) => markOrigin(hand, 'police-out-of-court')), 'cas_8_of_its_referrals');
  const other = (hand: Hand) => hand.run(sql`update app.cases set origin = 'elsewhere' where id = ${hand.caseId}`);
  assert.equal(await wallOf(other), 'cas_8_origin_is_one_of');
});

test('who may open a case cannot be read by others', async () => {
  assert.deepEqual(await house.readAsStaff(house.staff.leo, (db) => db.rows(sql`select id from app.cases`)), []);
});

test('CAS-7 ALC-3 the database weighs what stands: nobody makes the case standard, and nobody below advanced leads it', async () => {
  const one = await house.aCase();
  const by = { words: 'She told it herself.', answeredBy: house.staff.amara, answeredAt: new Date() };
  // As if it were written without the action, so that the case is called standard.
  const answers = (answer: 'yes' | 'no') =>
    wallOf((hand) => addAnswers(hand, null, [{ question: 'sexual-harm', answer, ...by }]), one);
  const leads = () =>
    wallOf(
      (hand) => addAllocation(hand, { staffId: house.staff.sam, as: 'lead', overrideBy: null, overrideReason: '' }),
      one,
    );
  assert.equal(await answers('yes'), undefined);
  assert.equal(await leads(), 'Refused: level-is-below-the-case');
  assert.equal(await wallOf((hand) => markComplexity(hand, 'complex', ['media']), one), undefined);
  assert.equal(await wallOf((hand) => markComplexity(hand, 'standard', []), one), 'Refused: a-sign-still-stands');
  assert.equal(await answers('no'), undefined);
  assert.equal(await wallOf((hand) => markComplexity(hand, 'standard', []), one), undefined);
  assert.equal(await leads(), undefined);
});

test('CAS-7 ALC-3 a child or a fifth person who joins later, and an order put on file, make the case complex, in both walls', async () => {
  const stands = (of: typeof made) => house.readAsStaff(jo, (db) => choicesOf(db, of.caseId));
  const leads = (hand: Hand) => addAllocation(hand, { staffId: sam, as: 'lead', overrideBy: null, overrideReason: '' });
  const two = { Joanne: 'harmed', Dylan: 'responsible' } as const;
  const joins =
    (called: string, changed: Parameters<typeof aPerson>[0] = {}) =>
    (hand: Hand) =>
      addPersonToCase(hand, aPerson({ called, fullName: `${called} Example`, ...changed }), nowhere, null);
  const order = (of: typeof made) => (hand: Hand) =>
    recordOrder(hand, {
      ...{ kind: 'restraining', covers: 'all', documentReference: 'On file', startsOn: house.today(), endsOn: null },
      ...{ restrainsId: of.who['Dylan'] as ParticipantId, protectsId: of.who['Joanne'] as ParticipantId },
      ...{ permissionReference: '', permissionFrom: null, permissionUntil: null },
    });
  for (const [sign, people, happens] of [
    ['child', two, () => joins('Kit', { isUnder18: true })],
    ['many', { ...two, Ilse: 'harmed', Tom: 'harmed' }, () => joins('Ben')],
    ['order', two, order],
  ] as const) {
    const one = await house.aCase({ people });
    assert.equal((await stands(one)).complexity, 'standard');
    await house.act<unknown>(one, jo, happens(one));
    const { complexity, complexBecause } = await stands(one);
    assert.deepEqual([complexity, complexBecause], ['complex', [sign]]);
    // As if it were called standard all the same.
    assert.equal(await wallOf((hand) => markComplexity(hand, 'standard', []), one), 'Refused: a-sign-still-stands');
    assert.equal(await wallOf(leads, one), 'Refused: level-is-below-the-case');
  }
});
