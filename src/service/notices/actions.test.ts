import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { closeCase } from '#journey/closure/actions.ts';
import { recordStatement } from '#journey/consent/actions.ts';
import { aSaying } from '#journey/consent/examples.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { about } from '#vocabulary/consent.ts';
import { dayOf, plusDays } from '#vocabulary/dates.ts';
import type { AmendsId, CaseId, ConferenceId, LetterId, ParticipantId, ReferralId } from '#vocabulary/ids.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import { looked } from '../../../test/support/looked.ts';
import { noticesTo } from '../../../test/support/reaching.ts';
import { atHour } from './rules.ts';

const house = await aHouse();

async function aCaseOfTwo() {
  const made = await house.aCase();
  return { made, joanne: made.who['Joanne'] as ParticipantId, dylan: made.who['Dylan'] as ParticipantId };
}

async function told(who: ParticipantId): Promise<readonly string[]> {
  return (await noticesTo(house, who)).map(({ kind, status }) => `${kind} ${status}`).toSorted();
}

function act<Value>(made: MadeCase, work: (hand: Hand) => Promise<Value>): Promise<Value> {
  return house.act(made, house.staff.jo, work);
}

// As far as notices go: who was asked, and when it would begin.
async function aPlannedMeeting(hand: Hand, asked: readonly ParticipantId[]): Promise<ConferenceId> {
  const id = randomUUID() as ConferenceId;
  const startsAt = atHour(plusDays(dayOf(hand.at), 9), 14);
  await hand.run(sql`
    insert into app.conferences (service_id, case_id, id, mode, starts_at, ends_at, planned_by)
    values (${hand.serviceId}, ${hand.caseId}, ${id}, 'video', ${startsAt}, ${startsAt}::timestamptz + interval '2 hours', ${house.staff.jo})`);
  await looked(hand, 'conference', id, asked);
  for (const participantId of asked) {
    await hand.run(sql`
      insert into app.conference_invitations (service_id, case_id, conference_id, participant_id)
      values (${hand.serviceId}, ${hand.caseId}, ${id}, ${participantId})`);
  }
  return id;
}

test('a booked conference is told at once and again on the day before, to whoever was asked', async () => {
  const { made, joanne, dylan } = await aCaseOfTwo();
  await act(made, async (hand) => {
    const conferenceId = await aPlannedMeeting(hand, [joanne]);
    await hand.announce({ name: 'conference.booked', conferenceId });
    await hand.announce({ name: 'conference.booked', conferenceId });
  });
  assert.deepEqual(await told(joanne), ['conference-booked waiting', 'conference-reminder waiting']);
  assert.deepEqual(await told(dylan), []);
  const reminder = (await noticesTo(house, joanne)).find(({ kind }) => kind === 'conference-reminder');
  assert.equal(reminder?.sendAfter.toISOString(), atHour(plusDays(house.today(), 8), 10).toISOString());
});

test('H2 who takes a yes back hears nothing of what stops; the other side hears one neutral message', async () => {
  const { made, joanne, dylan } = await aCaseOfTwo();
  const say = (answer: 'given' | 'declined') =>
    act(made, (hand) =>
      recordStatement(
        hand,
        aSaying({ participantId: joanne, ...about('mode', { mode: 'video' }), answer, saidOn: house.today() }),
        { wording: 'Words', how: 'by-phone' },
      ),
    );
  await say('given');
  await act(made, async (hand) => {
    const conferenceId = await aPlannedMeeting(hand, [joanne, dylan]);
    for (const participantId of [joanne, dylan]) {
      await hand.run(sql`
        insert into app.conference_attendees (service_id, case_id, conference_id, participant_id, shown_as)
        values (${hand.serviceId}, ${hand.caseId}, ${conferenceId}, ${participantId}, 'Somebody')`);
    }
    await hand.announce({ name: 'conference.booked', conferenceId });
  });
  await say('declined');
  assert.deepEqual(await told(joanne), [
    'conference-booked stopped',
    'conference-off stopped',
    'conference-reminder stopped',
  ]);
  assert.deepEqual(await told(dylan), [
    'conference-booked stopped',
    'conference-off waiting',
    'conference-reminder stopped',
  ]);
});

test('a letter that stops is told to whoever knew of it', async () => {
  const { made, joanne, dylan } = await aCaseOfTwo();
  const letterId = randomUUID() as LetterId;
  await act(made, async (hand) => {
    await hand.announce({ name: 'letter.offered', participantId: joanne, letterId });
    await hand.announce({ name: 'letter.frozen', participantId: dylan, letterId, tell: [joanne] });
  });
  assert.deepEqual(await told(joanne), ['letter-off waiting', 'letter-offered stopped']);
  assert.deepEqual(await told(dylan), []);
});

test('H12 news of amends goes to those who asked for it, and to nobody else', async () => {
  const { made, joanne, dylan } = await aCaseOfTwo();
  await act(made, (hand) =>
    hand.announce({
      name: 'amends.settled',
      amendsId: randomUUID() as AmendsId,
      participantId: dylan,
      status: 'not-done',
      tell: [joanne],
    }),
  );
  assert.deepEqual(await told(joanne), ['amends-update waiting']);
  assert.deepEqual(await told(dylan), []);
});

test('what falls due after a conference is told on its day, and not when it was done before', async () => {
  const { made, joanne } = await aCaseOfTwo();
  const conferenceId = randomUUID() as ConferenceId;
  await act(made, (hand) =>
    hand.announce({ name: 'conference.held', conferenceId, mode: 'video', attended: [joanne] }),
  );
  const planned = (await noticesTo(house, joanne)).filter(({ kind }) => kind === 'follow-up-due');
  assert.ok(planned.length > 0);
  for (const { sendAfter } of planned) assert.ok(sendAfter > house.now());
  const [first] = await house.readAsStaff(house.staff.jo, (db) =>
    db.rows(
      sql<{ id: string }>`select id from app.follow_ups where participant_id = ${joanne} order by due_on limit 1`,
    ),
  );
  assert.ok(first);
  await act(made, (hand) => hand.announce({ name: 'follow-up.done', participantId: joanne, followUpId: first.id }));
  const stopped = (await noticesTo(house, joanne)).filter(({ status }) => status === 'stopped');
  assert.equal(stopped.length, 1);
});

test('the end of a case is told to whoever we spoke with, and to nobody who never heard of us (H17)', async () => {
  const { made, joanne, dylan } = await aCaseOfTwo();
  await act(made, async (hand) => {
    await hand.announce({ name: 'approach.recorded', participantId: joanne, first: true });
    return closeCase(hand, { reason: 'unsafe', note: 'A note.', on: dayOf(hand.at), openFollowUpsBecause: '' });
  });
  assert.deepEqual(await told(joanne), ['case-closed waiting']);
  assert.deepEqual(await told(dylan), []);
});

test('nobody is written to about the case of somebody who died', async () => {
  const { made, joanne } = await aCaseOfTwo();
  await act(made, async (hand) => {
    await hand.announce({ name: 'approach.recorded', participantId: joanne, first: true });
    return closeCase(hand, { reason: 'deceased', note: 'A note.', on: dayOf(hand.at), openFollowUpsBecause: '' });
  });
  assert.deepEqual(await told(joanne), []);
});

test('a referral is answered only where its person wrote to us', async () => {
  const [mine, theirs] = [randomUUID() as ReferralId, randomUUID() as ReferralId];
  await house.act({ caseId: '' as CaseId }, house.staff.amara, async (hand) => {
    await hand.announce({ name: 'referral.acknowledged', referralId: mine, toPerson: true });
    await hand.announce({ name: 'referral.acknowledged', referralId: theirs, toPerson: false });
  });
  // Nobody may read what answers a referral that is not there, so the hand looks.
  const written = await house.act({ caseId: '' as CaseId }, house.staff.amara, (hand) =>
    hand.rows(sql<{ id: string }>`select referral_id as id from app.notices where referral_id is not null`),
  );
  assert.deepEqual(written, [{ id: mine }]);
});
