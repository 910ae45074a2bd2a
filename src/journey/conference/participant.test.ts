import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse, type Caller } from '../../../test/support/house.ts';
import { ahead, aMeeting, conferenceOf, done, prepareTheDay, type Meeting } from '../../../test/support/meeting.ts';
import { cancelConference, postponeConference } from './actions.ts';
import { ownConferences } from './facts.ts';

const house = await aHouse();
const as = ({ made }: Meeting, name: string): Promise<Caller> => house.asParticipant(made.who[name] as ParticipantId);
const textOf = (body: string) => body.replace(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

test('nobody who was not asked learns that anything is planned', async () => {
  const meeting = await aMeeting(house, 'planned');
  const page = await (await as(meeting, 'Dylan')).get('/my/conference');
  assert.match(page.body, /No meeting is planned/);
  assert.doesNotMatch(page.body, /Hall|sister|Joanne/);
  const told = await house.readAsParticipant(meeting.made, meeting.made.who['Dylan'] as ParticipantId, (db) =>
    ownConferences(db, meeting.made.caseId),
  );
  assert.deepEqual(told, []);
});

test('who is asked sees when, where and who, as each agreed to be told of, and answers', async () => {
  const meeting = await aMeeting(house, 'asked', { startsAt: ahead(house, 10) });
  const dylan = await as(meeting, 'Dylan');
  const page = await dylan.get('/my/conference');
  assert.match(page.body, /A meeting, if you want it/);
  assert.match(page.body, /2pm/);
  assert.match(page.body, /Parkland Gateway/);
  assert.match(page.body, /Is it all right with you if this person comes: Her sister\?/);
  assert.doesNotMatch(textOf(page.body), /Joanne|Ruth/);
  assert.doesNotMatch(page.body, /A public library/, 'why a venue is neutral is for staff');
  for (const attendee of [meeting.comes.Joanne, meeting.comes.Ruth]) {
    assert.equal((await dylan.post('/my/conference/answer', { attendee, answer: 'given' })).location, '/my/conference');
  }
  assert.equal((await dylan.get('/my/conference')).body.match(/You said yes/g)?.length, 2);
  const ledger = await house.readAsParticipant(meeting.made, meeting.made.who['Dylan'] as ParticipantId, (db) =>
    db.rows(sql<{ wording: string; how: string }>`select wording, how from app.consents where purpose = 'attend'`),
  );
  assert.equal(ledger.length, 2);
  assert.ok(ledger.every(({ how }) => how === 'online'));
  assert.match(ledger.map(({ wording }) => wording).join(' '), /Her sister/);
  assert.doesNotMatch((await (await as(meeting, 'Joanne')).get('/my/conference')).body, /You said/);
});

test('a no to somebody moves nothing and asks a facilitator to talk with them', async () => {
  const meeting = await aMeeting(house, 'asked', { startsAt: ahead(house, 11) });
  const dylan = await as(meeting, 'Dylan');
  await dylan.post('/my/conference/answer', { attendee: meeting.comes.Ruth, answer: 'declined' });
  assert.match((await dylan.get('/my/conference')).body, /You said no/);
  assert.equal((await conferenceOf(house, meeting)).status, 'planned');
  const tasks = await house.readAsStaff(house.staff.jo, (db) =>
    db.rows(sql`select id from app.tasks where case_id = ${meeting.made.caseId} and kind = 'talk-about-who-comes'`),
  );
  assert.equal(tasks.length, 1);
});

test('H2 a yes taken back in the portal cancels what is booked, and the other side learns no more than that', async () => {
  const meeting = await aMeeting(house, 'booked', { startsAt: ahead(house, 12) });
  const joanne = await as(meeting, 'Joanne');
  assert.match((await joanne.get('/my/conference')).body, /Your meeting/);
  await joanne.post('/my/choices/mode-meeting', { answer: 'declined' });
  assert.equal((await conferenceOf(house, meeting)).status, 'cancelled');
  const page = await (await as(meeting, 'Dylan')).get('/my/conference');
  assert.match(page.body, /The meeting is not going ahead/);
  assert.doesNotMatch(textOf(page.body), /Joanne|Ruth|sister|person harmed|changed their mind|said no/);
});

test('own time and room are told, never another’s, and the ground rules accepted once', async () => {
  const meeting = await aMeeting(house, 'booked');
  const dylan = await as(meeting, 'Dylan');
  const accept = { conference: meeting.id };
  assert.equal((await dylan.post('/my/conference/ground-rules', accept)).status, 303);
  assert.equal((await dylan.post('/my/conference/ground-rules', accept)).status, 303);
  await prepareTheDay(house, meeting);
  const page = await dylan.get('/my/conference');
  assert.match(page.body, /Please arrive at 1:45pm/);
  assert.match(page.body, /You wait here: Upstairs/);
  assert.doesNotMatch(page.body, /reading room|1:30pm/i);
  assert.match(page.body, /You said that these are all right with you/);
});

test('asking for another time moves nothing and reaches a facilitator', async () => {
  const meeting = await aMeeting(house, 'booked', { startsAt: ahead(house, 13) });
  const dylan = await as(meeting, 'Dylan');
  for (const twice of [1, 2]) {
    const sent = await dylan.post('/my/conference/another-time', { conference: meeting.id });
    assert.equal(sent.status, 303, `${twice}`);
  }
  assert.equal((await conferenceOf(house, meeting)).status, 'booked');
  const tasks = await house.readAsStaff(house.staff.jo, (db) =>
    db.rows(sql`select id from app.tasks where case_id = ${meeting.made.caseId} and kind = 'find-another-time'`),
  );
  assert.equal(tasks.length, 1);
});

test('put off or cancelled, the page is calm and gives no reason', async () => {
  const meeting = await aMeeting(house, 'booked', { startsAt: ahead(house, 14) });
  const { made, id, venueId } = meeting;
  const { jo, sam } = house.staff;
  const wish = { mode: 'meeting', venueId, startsAt: ahead(house, 15), minutes: 60, leadId: jo, coId: sam } as const;
  const next = await house.act(made, jo, async (hand) =>
    done(await postponeConference(hand, id, { reason: 'The interpreter is ill.', wish })),
  );
  const putOff = await (await as(meeting, 'Dylan')).get('/my/conference');
  assert.match(putOff.body, /talk with you about another day/);
  assert.doesNotMatch(putOff.body, /interpreter/);
  await house.act(made, jo, async (hand) => done(await cancelConference(hand, next, 'She moved away.')));
  assert.match((await (await as(meeting, 'Dylan')).get('/my/conference')).body, /not going ahead/);
});

test('what is not theirs to answer is not found, and no answer is asked for again', async () => {
  const meeting = await aMeeting(house, 'planned', { startsAt: ahead(house, 16) });
  const other = await aMeeting(house, 'asked', { startsAt: ahead(house, 17) });
  const dylan = await as(meeting, 'Dylan');
  for (const attendee of [meeting.comes.Joanne, other.comes.Joanne, randomUUID(), 'x', '']) {
    assert.equal((await dylan.post('/my/conference/answer', { attendee, answer: 'given' })).status, 404, attendee);
  }
  for (const conference of [meeting.id, other.id, 'x', '']) {
    assert.equal((await dylan.post('/my/conference/another-time', { conference })).status, 404, conference);
    assert.equal((await dylan.post('/my/conference/ground-rules', { conference })).status, 404, conference);
  }
  const silent = await dylan.post('/my/conference/answer', { attendee: other.comes.Joanne });
  assert.equal(silent.status, 422);
  assert.match(silent.body, /Choose yes or not now/);
});
