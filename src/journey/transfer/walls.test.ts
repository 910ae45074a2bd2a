import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { newReference, setStatus } from '#casefile/cases/actions.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { addOtherTo, declineReferral } from '#journey/triage/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { anOther } from '#journey/triage/examples.ts';
import { holdReferral, type Referral } from '#journey/referral/facts.ts';
import { allow } from '#platform/decision.ts';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId, ServiceId } from '#vocabulary/ids.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import { answerMove, answerMoveOf, sendDetails } from './actions.ts';
import {
  addMoveAnswer,
  addOffer,
  addTransfer,
  markAnswered,
  markOfferAnswered,
  markSent,
  markTakenBack,
} from './store.ts';

const house = await aHouse();
const { amara } = house.staff;
const elsewhere = { toServiceId: null, toName: 'Restorative Cumbria', why: 'moved' } as const;
const yes = { answer: 'accepted', because: null, by: amara } as const;

async function wallOf(made: MadeCase, work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  let wall: string | undefined;
  await house
    .act(made, amara, async (hand) => {
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

async function offered(): Promise<MadeCase & { readonly id: string }> {
  const [made, id] = [await house.aCase(), randomUUID()];
  await house.act(made, amara, (hand) => addTransfer(hand, { ...elsewhere, id }));
  return { ...made, id };
}

test('TRF-1 one at a time, to another service, and of a case that is open', async () => {
  const made = await offered();
  const second = (hand: Hand) => addTransfer(hand, { ...elsewhere, id: randomUUID() });
  assert.equal(await wallOf(made, second), 'trf_1_one_at_a_time');
  const own = { ...elsewhere, toServiceId: house.serviceId, id: randomUUID() };
  assert.equal(await wallOf(await house.aCase(), (hand) => addTransfer(hand, own)), 'trf_1_to_another_service');
  const closed = await house.aCase();
  await house.act(closed, amara, async (hand) => {
    await hand.run(sql`
      insert into app.closures (service_id, case_id, reason, closed_on, closed_by)
      values (${hand.serviceId}, ${hand.caseId}, 'information-only', ${house.today()}, ${amara})`);
    await setStatus(hand, 'closed');
  });
  assert.equal(await wallOf(closed, second), 'clo_closed_case_rests');
});

test('TRF-2 step by step, and a no says why', async () => {
  const { id, ...made } = await offered();
  const to = (status: string) => sql`update app.transfers set status = ${status} where id = ${id}`;
  assert.equal(await wallOf(made, (hand) => hand.run(to('sent'))), 'trf_2_step_by_step');
  assert.equal(await wallOf(made, (hand) => hand.run(to('accepted'))), 'trf_2_an_answer_has_a_moment');
  const no = { answer: 'rejected', because: null, by: amara } as never;
  assert.equal(await wallOf(made, (hand) => markAnswered(hand, id, no)), 'trf_2_a_no_says_why');
  const offer = {
    id: randomUUID(),
    fromServiceId: randomUUID() as ServiceId,
    fromCaseId: made.caseId,
    fromReferralId: null,
  } as const;
  await house.act(made, amara, async (hand) => {
    await addOffer(hand, { ...offer, fromName: 'Another', kind: 'justice', why: 'moved', offeredAt: hand.at });
    await markOfferAnswered(hand, offer.id, { answer: 'rejected', because: 'no-capacity' });
  });
  const back = (hand: Hand) =>
    hand.run(sql`update app.transfer_offers set status = 'offered', because = null where id = ${offer.id}`);
  assert.equal(await wallOf(made, back), 'trf_2_step_by_step');
});

test('TRF-3 the database lets nothing go before everybody who knows of it was asked, and somebody says yes', async () => {
  const { id, ...made } = await offered();
  const joanne = made.who['Joanne'] as ParticipantId;
  await house.act(made, amara, async (hand) => {
    await markAnswered(hand, id, yes);
    await hand.run(sql`update app.participants set approached_on = ${house.today()} where id = ${joanne}`);
  });
  const send = (hand: Hand) => markSent(hand, id);
  assert.equal(await wallOf(made, send), 'trf_3_everybody_was_asked');
  const says = (answer: 'given' | 'declined') => (hand: Hand) =>
    answerMove(hand, id, { participantId: joanne, speaker: 'self', answer, how: 'by-phone' });
  await house.act(made, amara, says('declined'));
  assert.equal(await wallOf(made, send), 'trf_3_somebody_says_yes');
  await house.act(made, amara, says('given'));
  assert.equal(await wallOf(made, send), undefined);
});

test('TRF-5 what went says who let it go; who has it there comes with a day', async () => {
  const { id, ...made } = await offered();
  const half = (hand: Hand) => hand.run(sql`update app.transfers set received_on = ${house.today()} where id = ${id}`);
  assert.equal(await wallOf(made, half), 'trf_5_received_says_who');
  const unsaid = (hand: Hand) => hand.run(sql`update app.transfers set sent_at = ${hand.at} where id = ${id}`);
  assert.equal(await wallOf(made, unsaid), 'trf_5_sent_says_who');
});

test('TRF-6 a participant reads to which service, while they are asked, and nothing else of it; of offers nothing', async () => {
  const { id, ...made } = await offered();
  const joanne = made.who['Joanne'] as ParticipantId;
  const rows = await house.readAsParticipant(made, joanne, (db) =>
    db.rows(sql<{ id: string; name: string }>`select id, to_name as name from app.transfers`),
  );
  assert.deepEqual(rows, [{ id, name: 'Restorative Cumbria' }]);
  for (const query of [sql`select why from app.transfers`, sql`select id from app.transfer_offers`])
    await assert.rejects(
      house.readAsParticipant(made, joanne, (db) => db.rows(query)),
      /permission denied/,
    );
});

async function waiting(changed: Parameters<typeof aReferral>[0] = {}): Promise<Referral> {
  const reference = newReference();
  let found: Referral | undefined;
  await house.actInService(amara, async (hand) => {
    await enterReferral(hand, aReferral({ receivedOn: house.today(), ...changed }), reference);
    await addOtherTo(hand, reference, anOther());
    found = await holdReferral(hand, reference);
    return allow(undefined);
  });
  assert.ok(found);
  return found;
}

async function wallBefore(work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  let wall: string | undefined;
  await house
    .actInService(amara, async (hand) => {
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

async function onOffer(referral: Referral): Promise<string> {
  const id = randomUUID();
  await house.actInService(amara, (hand) => addTransfer(hand, { ...elsewhere, id }, referral.id));
  return id;
}

test('TRF-1 TRF-2 a referral that waits is offered to one other service at a time, step by step', async () => {
  const referral = await waiting();
  const id = await onOffer(referral);
  const again = (hand: Hand) => addTransfer(hand, { ...elsewhere, id: randomUUID() }, referral.id);
  assert.equal(await wallBefore(again), 'trf_1_one_at_a_time_of_a_referral');
  const to = (status: string) => sql`update app.referral_transfers set status = ${status} where id = ${id}`;
  assert.equal(await wallBefore((hand) => hand.run(to('sent'))), 'trf_2_step_by_step');
  const no = { answer: 'rejected', because: null, by: amara } as never;
  assert.equal(await wallBefore((hand) => markAnswered(hand, id, no, referral.id)), 'trf_2_a_no_says_why');
  const half = (hand: Hand) =>
    hand.run(sql`update app.referral_transfers set received_on = ${house.today()} where id = ${id}`);
  assert.equal(await wallBefore(half), 'trf_5_received_says_who');
  const decided = await waiting();
  await house.actInService(amara, (hand) =>
    declineReferral(hand, decided.reference, { reason: 'duplicate', words: '' }),
  );
  const late = (hand: Hand) => addTransfer(hand, { ...elsewhere, id: randomUUID() }, decided.id);
  assert.equal(await wallBefore(late), 'ref_3_decided_once');
  const offer = { id: randomUUID(), fromServiceId: randomUUID() as ServiceId, fromCaseId: null, kind: null } as const;
  const ofNothing = (hand: Hand) =>
    addOffer(hand, { ...offer, fromReferralId: null, fromName: 'Another', why: 'moved', offeredAt: hand.at });
  assert.equal(await wallBefore(ofNothing), 'trf_1_of_a_case_or_a_referral');
});

test('TRF-3 a referral goes once whoever is referred says yes, a child with whoever cares for them; the newest word holds', async () => {
  const referral = await waiting({ isUnder18: true, guardianName: 'Gail Hartley' });
  const id = await onOffer(referral);
  await house.actInService(amara, (hand) => markAnswered(hand, id, yes, referral.id));
  const send = (hand: Hand) => markSent(hand, id, referral.id);
  const says = (answer: 'given' | 'declined', speaker: 'self' | 'guardian') =>
    house.actInService(amara, (hand) =>
      answerMoveOf(hand, referral.reference, {
        ...{ transferId: id, aboutId: referral.id, speaker, answer, how: 'by-phone' },
      }),
    );
  assert.equal(await wallBefore(send), 'trf_3_somebody_says_yes');
  await says('given', 'self');
  assert.equal(await wallBefore(send), 'trf_3_somebody_says_yes');
  await says('given', 'guardian');
  await says('declined', 'self');
  assert.equal(await wallBefore(send), 'trf_3_somebody_says_yes');
  await says('given', 'self');
  const stranger = { transferId: id, speaker: 'self', answer: 'given', how: 'by-phone', wording: 'May we?' } as const;
  const ofNobody = (hand: Hand) => addMoveAnswer(hand, referral.id, { ...stranger, aboutId: randomUUID() });
  assert.equal(await wallBefore(ofNobody), 'trf_3_asked_of_somebody_on_it');
  await house.actInService(amara, (hand) => sendDetails(hand, id, 'Ann Bell, by hand', referral.reference));
  const late = (hand: Hand) => addMoveAnswer(hand, referral.id, { ...stranger, aboutId: referral.id });
  assert.equal(await wallBefore(late), 'trf_2_step_by_step');
});

test('TRF-7 what is decided here is on offer no longer, and taken back it is offered anew', async () => {
  const referral = await waiting();
  const id = await onOffer(referral);
  await house.actInService(amara, (hand) => markTakenBack(hand, id, referral.id));
  const again = await onOffer(referral);
  await house.actInService(amara, (hand) =>
    declineReferral(hand, referral.reference, { reason: 'duplicate', words: '' }),
  );
  const rows = await house.readAsStaff(amara, (db) =>
    db.rows(sql<{ id: string; status: string }>`
      select id, status from app.referral_transfers where referral_id = ${referral.id}`),
  );
  assert.deepEqual(
    new Set(rows.map((row) => `${row.id} ${row.status}`)),
    new Set([`${id} taken-back`, `${again} taken-back`]),
  );
});
