import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { addCompanion } from '#casefile/people/store.ts';
import { communicateGate, communicationFacts } from '#journey/preparation/facts.ts';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CompanionId, ParticipantId } from '#vocabulary/ids.ts';
import type { CompanionKind } from '#vocabulary/parts.ts';
import { aHouse } from '../../../test/support/house.ts';
import { standingsOf, viewsOf } from './facts.ts';
import type { Standing, View } from './rules.ts';
import { addStanding, addView } from './store.ts';

const house = await aHouse();
const { jo, leo } = house.staff;
const made = await house.aCase({ person: { Dylan: { isUnder18: true } } });
const dylan = made.who['Dylan'] as ParticipantId;
const joanne = made.who['Joanne'] as ParticipantId;
const saidOn = house.today();

const wallOf = (work: (hand: Hand) => Promise<unknown>) =>
  house.act(made, jo, work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );

async function beside(kind: CompanionKind): Promise<CompanionId> {
  const id = randomUUID() as CompanionId;
  const named = { fullName: 'Gail Marsh', called: 'Gail', relation: 'his mother' };
  await house.act(made, jo, (hand) => addCompanion(hand, { id, participantId: dylan, kind, ...named }));
  return id;
}

const stands =
  (companionId: CompanionId, changed: Partial<Standing> = {}) =>
  (hand: Hand) =>
    addStanding(hand, {
      ...{ participantId: dylan, companionId, parental: 'yes', side: 'none', words: '', saidOn },
      ...changed,
    });
const finds = (changed: Partial<View> = {}) =>
  wallOf((hand) =>
    addView(hand, {
      ...{ participantId: joanne, kind: 'capacity', decision: 'To meet', view: 'can', words: 'She said it back.' },
      ...{ support: '', safeguarding: '', saidOn },
      ...changed,
    }),
  );

test('DCD-1 DCD-4 how a guardian stands is of a guardian of theirs, a side says which, by today', async () => {
  const gail = await beside('guardian');
  assert.equal(await wallOf(stands(await beside('supporter'))), 'dcd_1_of_a_guardian_of_theirs');
  assert.equal(await wallOf(stands(gail, { participantId: joanne })), 'dcd_1_of_a_guardian_of_theirs');
  assert.equal(await wallOf(stands(gail, { side: 'close' })), 'dcd_1_a_side_has_words');
  assert.equal(await wallOf(stands(gail, { saidOn: '2999-01-01' as PlainDate })), 'dcd_4_not_in_the_future');
});

test('DCD-2 DCD-3 DCD-6 a view is of one decision, with help and who was told, and is not changed', async () => {
  assert.equal(await finds({ decision: '' }), 'dcd_2_a_view_is_of_one_decision');
  assert.equal(await finds({ kind: 'child', words: '', view: null }), 'dcd_2_a_view_is_of_one_decision');
  assert.equal(await finds({ view: 'with-support' }), 'dcd_3_support_and_safeguarding_are_said');
  assert.equal(await finds({ view: 'cannot', support: 'Pictures' }), 'dcd_3_support_and_safeguarding_are_said');
  assert.equal(await finds({ kind: 'authority' }), 'dcd_2_a_view_is_of_one_decision');
  assert.equal(await finds(), undefined);
  assert.match(
    String(await wallOf((hand) => hand.run(sql`update app.decision_views set view = 'cannot'`))),
    /permission denied/,
  );
});

test('DCD-5 the gate and the database shut while nobody without a side speaks for a child', async () => {
  const look = async () => {
    const facts = await house.readAsStaff(jo, (db) => communicationFacts(db, made.caseId, saidOn));
    const kept = await house.act(made, jo, (hand) =>
      hand.row(sql<{ is: boolean }>`select app.nobody_speaks_for(${hand.serviceId}, ${hand.caseId}, ${dylan}) as is`),
    );
    const reasons = communicateGate(facts, 'letter', [joanne, dylan]).shut.map(({ reason }) => reason);
    const isShut = reasons.includes('nobody-speaks-for-the-child');
    assert.equal(kept?.is, isShut);
    return isShut;
  };
  assert.equal(await look(), false, 'of a guardian nobody has asked yet how they stand');
  const [gail] = await house.act(made, jo, (hand) =>
    hand.rows(sql<{ id: CompanionId }>`select id from app.companions where kind = 'guardian'`),
  );
  await house.act(made, jo, stands(gail?.id as CompanionId, { side: 'harmed', words: 'It was her car.' }));
  assert.equal(await look(), true);
  await beside('guardian');
  assert.equal(await look(), false);
  const asks = await house.readAsStaff(jo, (db) =>
    db.row(sql<{ is: boolean }>`
      select pg_get_functiondef('app.must_be_free_to_communicate(uuid, uuid, text, uuid, uuid, date)'::regprocedure) like '%dcd_5_somebody_speaks_for_the_child%' as is`),
  );
  assert.equal(asks?.is, true);
});

test('who may not open the case, and no participant, reads any of it', async () => {
  const read = (reader: typeof jo) =>
    house.readAsStaff(reader, async (db) => [
      ...(await standingsOf(db, made.caseId)),
      ...(await viewsOf(db, made.caseId)),
    ]);
  assert.equal((await read(jo)).length, 2);
  assert.deepEqual(await read(leo), []);
  await assert.rejects(
    house.readAsParticipant(made, dylan, (db) => viewsOf(db, made.caseId)),
    /permission denied/,
  );
});
