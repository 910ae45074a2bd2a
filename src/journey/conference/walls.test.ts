import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { refuse } from '#platform/decision.ts';
import { sealed, sql, type Query } from '#platform/sql.ts';
import * as day from '#journey/conference-day/store.ts';
import { recordStatement } from '#journey/consent/actions.ts';
import { addStatement } from '#journey/consent/store.ts';
import { changeVenue } from '#service/venues/actions.ts';
import { aVenue } from '#service/venues/examples.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ConferenceStatus } from '#vocabulary/conference.ts';
import { about } from '#vocabulary/consent.ts';
import type { ConferenceId, ParticipantId } from '#vocabulary/ids.ts';
import { ofHeldCase } from '#vocabulary/key-owners.ts';
import { aHouse } from '../../../test/support/house.ts';
import { looked } from '../../../test/support/looked.ts';
import { ahead, aMeeting, aRegisteredVenue, conferenceOf, done, prepareTheDay } from '../../../test/support/meeting.ts';
import type { Meeting } from '../../../test/support/meeting.ts';
import { answerForCase } from '#journey/eligibility/actions.ts';
import { bookConference, stopFor } from './actions.ts';
import { conferencesOf, ownConferences } from './facts.ts';
import * as store from './store.ts';

const house = await aHouse();

/** The wall that some writing meets, past every rule; nothing of it is kept. */
async function wallOf({ made }: Pick<Meeting, 'made'>, work: (hand: Hand) => Promise<unknown>): Promise<string> {
  const { jo } = house.staff;
  const held = { serviceId: house.serviceId, caseId: made.caseId, actor: { kind: 'staff', id: jo } as const };
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

function to(meeting: Meeting, status: ConferenceStatus, from: ConferenceStatus) {
  return (hand: Hand) => store.markStatus(hand, { id: meeting.id, status: from }, status, 'Why');
}

function set(meeting: Meeting, change: Query<unknown>) {
  return (hand: Hand) => hand.run(sql`update app.conferences set ${change} where id = ${meeting.id}`);
}

/** What a booked meeting lacks to be held, past every rule. */
async function holdWall(meeting: Meeting, lacks: (hand: Hand) => Promise<unknown>): Promise<string> {
  return wallOf(meeting, async (hand) => {
    await lacks(hand);
    await to(meeting, 'held', 'booked')(hand);
  });
}

const planned = await aMeeting(house, 'planned');
const agreed = await aMeeting(house, 'agreed', { startsAt: ahead(house, 20) });
const booked = await aMeeting(house, 'booked');
await prepareTheDay(house, booked);
await house.act(booked.made, house.staff.jo, (hand) =>
  day.writeHeld(hand, booked.id, { came: Object.values(booked.comes), happened: 'They talked.' }),
);

test('what was prepared whole meets no wall', async () => {
  assert.equal(await wallOf(agreed, to(agreed, 'booked', 'planned')), 'no-wall');
  assert.equal(await wallOf(booked, to(booked, 'held', 'booked')), 'no-wall');
});

test('CNF-23 H6 nothing is booked with somebody whose conflict of interest stands', async () => {
  const { jo, sam } = house.staff;
  const withConflict = (lifted: boolean) => async (hand: Hand) => {
    await hand.run(sql`
      insert into app.conflicts (service_id, case_id, staff_id, because, declared_by)
      values (${house.serviceId}, ${agreed.made.caseId}, ${sam}, ${sealed(ofHeldCase(hand), 'A cousin')}, ${jo})`);
    if (lifted)
      await hand.run(sql`
        update app.conflicts set lifted_at = now(), lifted_by = ${jo}, lifted_because = ${sealed(ofHeldCase(hand), 'Another family')} where staff_id = ${sam}`);
    await to(agreed, 'booked', 'planned')(hand);
  };
  // The wall has words of its own, so that two at once are told kindly.
  assert.equal(await wallOf(agreed, withConflict(false)), 'facilitator-has-a-conflict');
  assert.equal(await wallOf(agreed, withConflict(true)), 'no-wall');
});

test('CNF-1 CNF-2 CNF-3 a conference ends after it starts, meets somewhere, and ends with a reason', async () => {
  assert.equal(await wallOf(planned, set(planned, sql`ends_at = starts_at`)), 'cnf_1_ends_after_it_starts');
  assert.equal(await wallOf(planned, set(planned, sql`venue_id = null`)), 'cnf_2_a_meeting_has_a_venue');
  assert.equal(await wallOf(planned, set(planned, sql`status = 'cancelled'`)), 'cnf_3_ended_has_reason');
});

test('CNF-4 CNF-6 two cases cannot book one venue or one facilitator at one time, and are told kindly', async () => {
  const { amara, priya } = house.staff;
  const at = { startsAt: ahead(house, 9, 15) };
  const sameStaff = await aMeeting(house, 'agreed', at);
  const sameVenue = await aMeeting(house, 'agreed', { ...at, venueId: booked.venueId, leadId: amara, coId: priya });
  assert.equal(await wallOf(sameStaff, to(sameStaff, 'booked', 'planned')), 'facilitator-is-taken');
  assert.equal(await wallOf(sameVenue, to(sameVenue, 'booked', 'planned')), 'venue-is-taken');
  const asked = await house.act(sameVenue.made, house.staff.jo, (hand) => bookConference(hand, sameVenue.id));
  assert.deepEqual(asked, { ok: false, because: ['venue-is-taken'] }, 'the gate knows it before');
});

test('CNF-4 of two who book at once, one gets the venue', async () => {
  const { amara, priya, jo, sam } = house.staff;
  const at = { startsAt: ahead(house, 30) };
  const one = await aMeeting(house, 'agreed', at);
  const venueId = one.venueId;
  const other = await aMeeting(house, 'agreed', { ...at, venueId, leadId: amara, coId: priya });
  const outcomes = await Promise.all(
    [
      { meeting: one, by: jo },
      { meeting: other, by: sam },
    ].map(({ meeting, by }) =>
      house.ports.act(
        { serviceId: house.serviceId, caseId: meeting.made.caseId, actor: { kind: 'staff', id: by } },
        (hand) => bookConference(hand, meeting.id),
      ),
    ),
  );
  assert.equal(outcomes.filter(({ ok }) => ok).length, 1);
  const refused = outcomes.find(({ ok }) => !ok);
  assert.deepEqual(refused?.ok === false && refused.because, ['venue-is-taken']);
});

test('CNF-5 a case has one conference ahead', async () => {
  const second = (hand: Hand) =>
    hand.run(sql`insert into app.conferences (service_id, case_id, mode, starts_at, ends_at, planned_by)
      values (${hand.serviceId}, ${hand.caseId}, 'video', now(), now() + interval '1 hour', ${house.staff.jo})`);
  assert.equal(await wallOf(planned, second), 'one-is-planned-already');
});

test('CNF-8 CNF-14 a conference starts planned, and what ended stays ended', async () => {
  const born = (hand: Hand) =>
    hand.run(sql`insert into app.conferences (service_id, case_id, mode, status, starts_at, ends_at, planned_by)
      values (${hand.serviceId}, ${hand.caseId}, 'video', 'booked', now(), now() + interval '1 hour', ${house.staff.jo})`);
  assert.equal(await wallOf(planned, born), 'cnf_8_conference_starts_planned');
  for (const end of ['cancelled', 'postponed'] as const) {
    const back = async (hand: Hand) => {
      await to(agreed, end, 'planned')(hand);
      await to(agreed, 'booked', end)(hand);
    };
    assert.equal(await wallOf(agreed, back), 'cnf_14_what_ended_stays_ended');
  }
});

test('CNF-10 both sides come, and came', async () => {
  const withoutDylan = async (hand: Hand) => {
    await day.deleteAttendee(hand, agreed.id, agreed.comes.Dylan);
    await to(agreed, 'booked', 'planned')(hand);
  };
  assert.equal(await wallOf(agreed, withoutDylan), 'cnf_10_both_sides_come');
  const alone = { came: [booked.comes.Joanne, booked.comes.Ruth], happened: 'She waited.' };
  assert.equal(await holdWall(booked, (hand) => day.writeHeld(hand, booked.id, alone)), 'cnf_10_both_sides_came');
});

test('CNF-11 H1 everyone agreed to everyone of the others', async () => {
  const asked = await aMeeting(house, 'asked', { startsAt: ahead(house, 40) });
  const wall = await wallOf(asked, to(asked, 'booked', 'planned'));
  assert.equal(wall, 'somebody-has-not-agreed-to-who-comes');
});

test('CNF-13 H4 nobody is told of before they agreed, in other words than they agreed, or without being asked', async () => {
  const told = 'h4_told_of_only_as_agreed';
  assert.equal(await wallOf(planned, (hand) => store.showAttendees(hand, planned.id)), told);
  const rename = (hand: Hand) =>
    hand.run(sql`update app.conference_attendees set shown_as = 'Joanne Example' where id = ${agreed.comes.Joanne}`);
  assert.equal(await wallOf(agreed, rename), told);
  const untold = async (hand: Hand) => {
    await store.hideAttendees(hand, agreed.id);
    await to(agreed, 'booked', 'planned')(hand);
  };
  assert.equal(await wallOf(agreed, untold), 'cnf_13_everyone_was_asked');
});

test('CNF-13 H4 a participant sees nothing before they are asked, and then the others only as agreed', async () => {
  const read = (meeting: Meeting, name: string) =>
    house.readAsParticipant(meeting.made, meeting.made.who[name] as ParticipantId, async (db) => ({
      days: await db.rows(sql`select starts_at from app.conferences`),
      people: await db.rows(sql<{ shownAs: string }>`select shown_as as "shownAs" from app.conference_attendees`),
    }));
  assert.deepEqual(await read(planned, 'Dylan'), { days: [], people: [] });
  const seen = await read(agreed, 'Dylan');
  assert.equal(seen.days.length, 1);
  assert.deepEqual(seen.people.map(({ shownAs }) => shownAs).toSorted(), [
    'Her sister',
    'The person harmed',
    'The young man',
  ]);
  await assert.rejects(
    house.readAsParticipant(agreed.made, agreed.made.who['Dylan'] as ParticipantId, (db) =>
      db.rows(sql`select arrives_at, waits_in from app.conference_attendees`),
    ),
    /permission denied/,
  );
});

test('CNF-13 H4 nobody is asked about somebody they were not told of, and a yes once given can be taken back', async () => {
  const says = (meeting: Meeting, answer: 'given' | 'withdrawn') => (hand: Hand) => {
    const subject = about('attend', { itemId: meeting.comes.Ruth });
    const participantId = meeting.made.who['Dylan'] as ParticipantId;
    const saying = { ...subject, participantId, guardianId: null, answer, askAfter: null, saidOn: house.today() };
    return addStatement(hand, saying, { wording: 'May her sister come?', how: 'by-phone' });
  };
  assert.equal(await wallOf(planned, says(planned, 'given')), 'cnf_13_asked_of_whom_they_were_told');
  assert.equal(await wallOf(agreed, says(agreed, 'given')), 'no-wall');
  const uninvited = async (hand: Hand) => {
    await hand.run(sql`update app.conference_attendees set shown_since = null where case_id = ${hand.caseId}`);
    await says(agreed, 'withdrawn')(hand);
  };
  assert.equal(await wallOf(agreed, uninvited), 'no-wall');
});

test('CNF-15 nobody is held to ground rules they have not accepted', async () => {
  const lacks = async (hand: Hand) => {
    await looked(hand, 'ground-rules', booked.id, Object.values(booked.made.who));
    await day.rewriteGroundRules(hand, booked.id, 'Others.');
  };
  assert.equal(await holdWall(booked, lacks), 'cnf_15_everyone_accepted_the_ground_rules');
});

test('CNF-16 day and place do not move once people were told', async () => {
  const wall = 'cnf_16_what_people_were_told_stands';
  for (const change of [sql`ends_at = ends_at + interval '1 hour'`, sql`mode = 'video', venue_id = null`]) {
    assert.equal(await wallOf(agreed, set(agreed, change)), wall);
    assert.equal(await wallOf(booked, set(booked, change)), wall);
  }
  assert.equal(await wallOf(planned, set(planned, sql`ends_at = ends_at + interval '1 hour'`)), 'no-wall');
});

test('CNF-17 nothing is booked in a closed venue', async () => {
  const shut = async (hand: Hand) => {
    done(await changeVenue(hand, agreed.venueId, aVenue({ name: `Shut ${randomUUID()}`, isOpen: false })));
    await to(agreed, 'booked', 'planned')(hand);
  };
  assert.equal(await wallOf(agreed, shut), 'cnf_17_venue_is_open');
});

test('CNF-18 H7 one facilitator alone needs a reason', async () => {
  const alone = async (hand: Hand) => {
    const conference = await find(hand, agreed.id);
    await store.replaceFacilitators(hand, conference, [{ staffId: house.staff.jo, as: 'lead' }]);
  };
  assert.equal(
    await wallOf(agreed, async (hand) => {
      await alone(hand);
      await to(agreed, 'booked', 'planned')(hand);
    }),
    'h7_two_facilitators',
  );
  assert.equal(
    await wallOf(agreed, async (hand) => {
      await alone(hand);
      await store.markWaived(hand, agreed.id, house.staff.priya, 'A small matter between two who know each other.');
      await to(agreed, 'booked', 'planned')(hand);
    }),
    'no-wall',
  );
  const silent = (hand: Hand) => store.markWaived(hand, agreed.id, house.staff.priya, '');
  assert.equal(await wallOf(agreed, silent), 'h7_waiver_has_reason');
});

async function find(hand: Hand, id: ConferenceId) {
  const conference = (await conferencesOf(hand, hand.caseId as Meeting['made']['caseId'])).find(
    (each) => each.id === id,
  );
  assert.ok(conference);
  return conference;
}

test('CNF-20 H7 risk was looked at within 14 days, and nobody arrives or waits together', async () => {
  const late = await aMeeting(house, 'booked', { startsAt: ahead(house, 25) });
  await prepareTheDay(house, late);
  assert.equal(await holdWall(late, async () => undefined), 'h7_risk_reviewed_within_14_days');
  const time = (hand: Hand) =>
    hand.run(sql`update app.conference_attendees set arrives_at = ${ahead(house, 9)} where case_id = ${hand.caseId}`);
  assert.equal(await holdWall(booked, time), 'h7_arrivals_are_separate');
  const room = async (hand: Hand) => {
    await looked(hand, 'arrival', booked.id, Object.values(booked.made.who));
    await hand.run(sql`update app.conference_attendees set waits_in = 'Upstairs' where case_id = ${hand.caseId}`);
  };
  assert.equal(await holdWall(booked, room), 'h7_waiting_rooms_are_apart');
});

test('CNF-21 H1 no pair is booked or held without both their yeses to the mode', async () => {
  const noYes = (hand: Hand) =>
    hand.run(sql`insert into app.consents (service_id, case_id, participant_id, purpose, mode, answer, wording, how, said_on, recorded_at, actor_kind, actor_id)
      values (${hand.serviceId}, ${hand.caseId}, ${agreed.made.who['Dylan']}, 'mode', 'meeting', 'withdrawn', ${sealed(ofHeldCase(hand), 'W')}, 'in-person', ${house.today()}, ${hand.at}, 'staff', ${house.staff.jo})`);
  assert.equal(
    await wallOf(agreed, async (hand) => {
      await noYes(hand);
      await to(agreed, 'booked', 'planned')(hand);
    }),
    'somebody-has-not-agreed',
  );
});

for (const { what, taken, days } of [
  { what: 'to meeting', taken: about('mode', { mode: 'meeting' }), days: 50 },
  { what: 'to being contacted', taken: about('be-contacted'), days: 51 },
  { what: 'to who comes', taken: about('attend'), days: 52 },
  { what: 'to how her sister is told of', taken: about('share-item'), days: 53 },
]) {
  test(`CNF-22 H2 a yes ${what} taken back cancels what is booked in the same transaction`, async () => {
    const meeting = await aMeeting(house, 'booked', { startsAt: ahead(house, days) });
    const joanne = meeting.made.who['Joanne'] as ParticipantId;
    const items = { attend: meeting.comes.Dylan, 'share-item': meeting.comes.Ruth } as const;
    const itemId = taken.purpose in items ? items[taken.purpose as keyof typeof items] : null;
    const saying = { ...taken, itemId, participantId: joanne, guardianId: null, askAfter: null, saidOn: house.today() };
    const said = { wording: 'Words', how: 'by-phone' } as const;
    const { jo } = house.staff;
    const after = await house.act(meeting.made, jo, async (hand) => {
      if (taken.purpose === 'be-contacted') done(await recordStatement(hand, { ...saying, answer: 'given' }, said));
      done(await recordStatement(hand, { ...saying, answer: 'declined' }, said));
      return find(hand, meeting.id);
    });
    assert.equal(after.status, 'cancelled');
    assert.ok(
      after.attendees.every(({ shownSince }) => shownSince === null),
      'nobody is told of anybody any more',
    );
    const dylan = meeting.made.who['Dylan'] as ParticipantId;
    const told = await house.readAsParticipant(meeting.made, dylan, (db) => ownConferences(db, meeting.made.caseId));
    assert.deepEqual(
      told.map(({ status, attendees }) => [status, attendees.map(({ shownAs }) => shownAs)]),
      [['cancelled', ['The young man']]],
    );
  });
}

test('CNF-22 H2 a yes to video taken back leaves a meeting in one room alone', async () => {
  const meeting = await aMeeting(house, 'planned');
  await house.act(meeting.made, house.staff.jo, (hand) =>
    stopFor(hand, meeting.made.who['Joanne'] as ParticipantId, 'video'),
  );
  assert.equal((await conferenceOf(house, meeting)).status, 'planned');
});

test('ELG-9 where meeting could be used to harm somebody again, what is booked is off at once, and support is a task', async () => {
  const { made, ...meeting } = await aMeeting(house, 'booked', { startsAt: ahead(house, 45) });
  const said = { question: 'could-abuse-again', answer: 'yes', words: '' } as const;
  const by = { staffId: house.staff.jo, isSupervisor: false };
  await house.act(made, house.staff.jo, async (hand) => done(await answerForCase(hand, [said], by)));
  assert.equal((await conferenceOf(house, { made, ...meeting })).status, 'cancelled');
  // In words that name nobody: doors/worker/words.test.ts.
  const off = await house.readAsStaff(house.staff.jo, (db) =>
    db.rows(
      sql<{
        id: string;
      }>`select participant_id as id from app.notices where about_id = ${meeting.id} and kind = 'conference-off' and status = 'waiting'`,
    ),
  );
  assert.deepEqual(new Set(off.map(({ id }) => id)), new Set([made.who['Joanne'], made.who['Dylan']]));
  assert.equal(off.length, 2);
  const task = await house.readAsStaff(house.staff.jo, (db) =>
    db.row(sql`select kind from app.tasks where case_id = ${made.caseId} and kind = 'tell-that-nobody-meets'`),
  );
  assert.ok(task);
});

test('another case’s venue diary tells what is taken and never by whom', async () => {
  const venueId = await aRegisteredVenue(house);
  const rows = await house.readAsStaff(house.staff.leo, (db) =>
    db.rows(
      sql<{
        what: string;
        id: string;
      }>`select what, id from app.busy_during(${ahead(house, 9)}, ${ahead(house, 10)}, ${randomUUID()})`,
    ),
  );
  assert.ok(rows.some(({ what, id }) => what === 'venue' && id === booked.venueId));
  assert.ok(rows.some(({ what, id }) => what === 'staff' && id === house.staff.jo));
  assert.ok(!rows.some(({ id }) => id === venueId));
});
