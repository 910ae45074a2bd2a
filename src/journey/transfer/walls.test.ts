import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setStatus } from '#casefile/cases/actions.ts';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId, ServiceId } from '#vocabulary/ids.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import { answerMove } from './actions.ts';
import { addOffer, addTransfer, markAnswered, markOfferAnswered, markSent } from './store.ts';

const house = await aHouse();
const { amara } = house.staff;
const elsewhere = { toServiceId: null, toName: 'Restorative Cumbria', why: 'moved' } as const;
const yes = { answer: 'accepted', because: null } as const;

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
  const no = { answer: 'rejected', because: null } as never;
  assert.equal(await wallOf(made, (hand) => markAnswered(hand, id, no, amara)), 'trf_2_a_no_says_why');
  const offer = { id: randomUUID(), fromServiceId: randomUUID() as ServiceId, fromCaseId: made.caseId } as const;
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
    await markAnswered(hand, id, yes, amara);
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
