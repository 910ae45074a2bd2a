import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { refuse } from '#platform/decision.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { AttendeeId, ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { ahead, aMeeting, conferenceOf, prepareTheDay, type Meeting } from '../../../test/support/meeting.ts';
import * as store from './store.ts';

const house = await aHouse();

/** The wall that some writing meets, past every rule; nothing of it is kept. */
async function wallOf({ made }: Pick<Meeting, 'made'>, work: (hand: Hand) => Promise<unknown>): Promise<string> {
  const held = {
    serviceId: house.serviceId,
    caseId: made.caseId,
    actor: { kind: 'staff', id: house.staff.jo },
  } as const;
  return house.ports
    .act(held, async (hand) => {
      await work(hand);
      return refuse('no-wall');
    })
    .then(
      (decision) => (decision.ok ? 'kept' : decision.because[0]),
      (error: unknown) => refusedBy(error) ?? String(error),
    );
}

const planned = await aMeeting(house, 'planned', { startsAt: ahead(house, 20) });
const booked = await aMeeting(house, 'booked');
await prepareTheDay(house, booked);

/** What a booked meeting lacks to be held, past every rule. */
async function holdWall(lacks: (hand: Hand) => Promise<unknown>): Promise<string> {
  return wallOf(booked, async (hand) => {
    await store.writeHeld(hand, booked.id, { came: Object.values(booked.comes), happened: 'They talked.' });
    await lacks(hand);
    await store.markHeld(hand, booked.id);
  });
}

test('what was prepared whole meets no wall', async () => {
  assert.equal(await holdWall(async () => undefined), 'no-wall');
});

test('CNF-9 what is only planned is not held', async () => {
  const held = (hand: Hand) => hand.run(sql`update app.conferences set status = 'held' where id = ${planned.id}`);
  assert.equal(await wallOf(planned, held), 'cnf_9_only_a_booked_conference_is_held');
  assert.match(await wallOf(planned, (hand) => store.markHeld(hand, planned.id)), /no longer booked/);
});

test('CNF-7 nobody comes twice, and a companion only on their own side', async () => {
  const joanne = planned.made.who['Joanne'] as ParticipantId;
  const dylan = planned.made.who['Dylan'] as ParticipantId;
  const add = (participantId: ParticipantId, companionId: Meeting['companionId'] | null) => (hand: Hand) =>
    store.insertAttendee(hand, planned.id, {
      id: randomUUID() as AttendeeId,
      participantId,
      companionId,
      shownAs: 'Somebody',
    });
  assert.equal(await wallOf(planned, add(joanne, null)), 'comes-already');
  assert.equal(await wallOf(planned, add(dylan, planned.companionId)), 'cnf_7_companion_is_of_that_side');
});

test('CNF-12 who comes does not change once it is booked', async () => {
  const wall = 'cnf_12_who_comes_is_settled_while_planned';
  assert.equal(await wallOf(booked, (hand) => store.deleteAttendee(hand, booked.id, booked.comes.Ruth)), wall);
  const newcomer = { id: randomUUID() as AttendeeId, companionId: null, shownAs: 'Somebody' };
  const participantId = booked.made.who['Dylan'] as ParticipantId;
  assert.equal(
    await wallOf(booked, (hand) => store.insertAttendee(hand, booked.id, { ...newcomer, participantId })),
    wall,
  );
});

test('CNF-19 H7 the plan is whole and approved by another, and writing it again takes the approval away', async () => {
  const { jo, sam } = house.staff;
  assert.equal(await wallOf(booked, (hand) => store.markApproved(hand, booked.id, jo)), 'h7_plan_approved_by_another');
  assert.equal(await wallOf(planned, (hand) => store.markApproved(hand, planned.id, sam)), 'h7_approved_plan_is_whole');
  const { plan } = await conferenceOf(house, booked);
  assert.equal(await holdWall((hand) => store.rewritePlan(hand, booked.id, plan)), 'h7_plan_is_approved');
});
