import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { declareConflict } from '#casefile/allocation/actions.ts';
import { isOpen } from '#vocabulary/gates.ts';
import { communicationFacts } from '#journey/preparation/facts.ts';
import { dayOf, plusDays } from '#vocabulary/dates.ts';
import { aHouse, type Caller } from '../../../test/support/house.ts';
import { ahead, aMeeting, conferenceOf, done, prepareTheDay, type Meeting } from '../../../test/support/meeting.ts';
import { conferenceGates, conferencesFigures, conferencesOf, hasBookedConference } from './facts.ts';

const house = await aHouse();
const { jo, sam, priya, leo } = house.staff;
const pathOf = ({ made }: Pick<Meeting, 'made'>) => `/cases/${made.reference}/conference`;

function dayIn(days: number): Record<string, string> {
  const [year = '', month = '', day = ''] = plusDays(house.today(), days).split('-');
  return { 'day-day': day, 'day-month': month, 'day-year': year };
}

function planFor(meeting: Meeting, days = 9): Record<string, string> {
  return { mode: 'meeting', venue: meeting.venueId, ...dayIn(days), time: '2pm', minutes: '120', lead: jo, co: sam };
}

async function sends(caller: Caller, path: string, form: Record<string, string | readonly string[]>): Promise<void> {
  const sent = await caller.post(path, form);
  assert.equal(
    sent.status,
    303,
    sent.body
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .slice(0, 2000),
  );
}

test('a facilitator takes a meeting from a plan to what happened', async () => {
  const meeting = await aMeeting(house, 'willing');
  const { Joanne: joanne = '', Dylan: dylan = '' } = meeting.made.who;
  const path = pathOf(meeting);
  const caller = await house.asStaff(jo);
  assert.match((await caller.get(path)).body, /No conference is planned/);
  await sends(caller, `${path}/new`, planFor(meeting));
  const [planned] = await house.readAsStaff(jo, (db) => conferencesOf(db, meeting.made.caseId));
  assert.ok(planned);
  const conference = planned.id;
  for (const [who, shownAs] of [
    [joanne, 'The person harmed'],
    [`${joanne} ${meeting.companionId}`, 'Her sister'],
    [dylan, 'Dylan'],
  ] as const) {
    await sends(caller, `${path}/who/add`, { conference, who, 'shown-as': shownAs });
  }
  const { attendees } = await conferenceOf(house, { made: meeting.made, id: conference });
  const idOf = (shownAs: string) => attendees.find((each) => each.shownAs === shownAs)?.id ?? '';
  const early = await caller.post(`${path}/ask`, { conference });
  assert.match(early.body, /href="#ask">Ask each of them first how the others may be told of them/);
  for (const [participant, about] of [
    [joanne, 'The person harmed'],
    [joanne, 'Her sister'],
    [dylan, 'Dylan'],
  ] as const) {
    const said = { conference, participant, attendee: idOf(about), answer: 'given', how: 'in-person' };
    await sends(caller, `${path}/who/answer`, said);
  }
  const unasked = { conference, participant: dylan, attendee: idOf('Her sister'), answer: 'given', how: 'by-phone' };
  assert.match((await caller.post(`${path}/who/answer`, unasked)).body, /href="#answer">Ask everyone first/);
  await sends(caller, `${path}/ask`, { conference });
  const tooSoon = await caller.post(`${path}/book`, { conference });
  assert.equal(tooSoon.status, 422);
  assert.match(tooSoon.body, /Joanne has not said yes to this person coming: Dylan/);
  for (const [participant, about] of [
    [dylan, 'The person harmed'],
    [dylan, 'Her sister'],
    [joanne, 'Dylan'],
  ] as const) {
    const said = { conference, participant, attendee: idOf(about), answer: 'given', how: 'by-phone' };
    await sends(caller, `${path}/who/answer`, said);
  }
  await sends(caller, `${path}/book`, { conference });
  const whole = { safety: 'Sam is with Dylan.', seating: 'A circle.', stop: 'Anyone says stop.' };
  await sends(caller, `${path}/day/plan`, { conference, ...whole });
  assert.match(
    (await caller.post(`${path}/day/approve`, { conference })).body,
    /other than the person who wrote the plan/,
  );
  await sends(await house.asStaff(sam), `${path}/day/approve`, { conference });
  await sends(caller, `${path}/day/accepted`, { conference, accepted: attendees.map(({ id }) => id) });
  await sends(caller, `${path}/day/arrivals`, {
    conference,
    [`time-${idOf('The person harmed')}`]: '1:30pm',
    [`room-${idOf('The person harmed')}`]: 'Reading room',
    [`time-${idOf('Her sister')}`]: '1:30pm',
    [`room-${idOf('Her sister')}`]: 'Reading room',
    [`time-${idOf('Dylan')}`]: '13:15',
    [`room-${idOf('Dylan')}`]: 'Upstairs',
  });
  const gates = await house.readAsStaff(jo, (db) => conferenceGates(db, meeting.made.caseId, house.today()));
  assert.deepEqual(
    gates.map(({ name, shut }) => [name, shut]),
    [['hold-conference', []]],
  );
  const happened = { conference, came: [idOf('The person harmed'), idOf('Dylan')], 'what-happened': 'They talked.' };
  assert.match((await caller.post(`${path}/held`, happened)).body, /It has not begun yet/);
  assert.equal((await caller.post(`${path}/held`, { ...happened, came: ['x', randomUUID()] })).status, 404);
  house.setNow(ahead(house, 9, 18));
  await sends(await house.asStaff(jo), `${path}/held`, happened);
  house.setNow(new Date());
  const after = await (await house.asStaff(jo)).get(path);
  assert.match(after.body, /Held/);
  assert.match(after.body, /They talked\./);
  assert.match(after.body, /Came: The person harmed, Dylan/);
  const { held } = await house.readAsStaff(jo, conferencesFigures);
  assert.equal(held, 1);
  assert.equal(await house.readAsStaff(jo, (db) => hasBookedConference(db, meeting.made.caseId)), false);
  assert.match((await (await house.asStaff(jo)).get(`/cases/${meeting.made.reference}`)).body, /follow.up/i);
});

test('what is missing or does not exist is named, and what was typed stays', async () => {
  const meeting = await aMeeting(house, 'willing');
  const caller = await house.asStaff(jo);
  const empty = await caller.post(`${pathOf(meeting)}/new`);
  assert.equal(empty.status, 422);
  for (const field of ['mode', 'day', 'time', 'lead']) assert.match(empty.body, new RegExp(`href="#${field}"`), field);
  const wrong = {
    ...planFor(meeting),
    'day-day': '30',
    'day-month': '2',
    'day-year': '2027',
    time: '🕛',
    minutes: 'two',
  };
  const again = await caller.post(`${pathOf(meeting)}/new`, wrong);
  assert.match(again.body, /Write a day that exists/);
  assert.match(again.body, /value="🕛"/);
  const past = await caller.post(`${pathOf(meeting)}/new`, { ...planFor(meeting, -1), minutes: '9999', venue: '' });
  for (const words of ['The start must be ahead', 'Write how many minutes', 'Choose a venue']) {
    assert.match(past.body, new RegExp(words));
  }
});

test('an id that is not of this case is not found, on every form', async () => {
  const meeting = await aMeeting(house, 'asked');
  const other = await aMeeting(house, 'planned', { startsAt: ahead(house, 11) });
  const caller = await house.asStaff(jo);
  const path = pathOf(meeting);
  const joanne = meeting.made.who['Joanne'] ?? '';
  const words = {
    safety: 'a',
    seating: 'b',
    stop: 'c',
    'ground-rules': 'd',
    'one-facilitator': 'e',
    'cancelled-because': 'f',
  };
  const said = { participant: joanne, attendee: other.comes.Dylan, answer: 'given', how: 'in-person', lead: jo };
  const forms = ['ask', 'book', 'cancel', 'who/add', 'who/remove', 'day/plan', 'day/approve', 'day/ground-rules'];
  const more = ['day/accepted', 'day/arrivals', 'day/facilitators', 'day/one-facilitator', 'postpone'];
  for (const form of [...forms, ...more]) {
    for (const conference of [other.id, randomUUID(), 'nothing', '']) {
      const sent = { ...planFor(meeting), ...words, ...said, conference, who: joanne, 'shown-as': 'S', accepted: 'x' };
      const answer = await caller.post(`${path}/${form}`, { ...sent, 'postponed-because': 'g' });
      assert.equal(answer.status, 404, `${form} ${conference}`);
    }
  }
  const { id: conference } = meeting;
  assert.equal((await caller.post(`${path}/who/answer`, { ...said, conference })).status, 404);
  assert.equal((await caller.post(`${path}/who/answer`, { ...said, conference, participant: 'x' })).status, 404);
  assert.equal((await caller.post(`${path}/who/add`, { conference, who: 'x', 'shown-as': 'S' })).status, 404);
  const stranger = `${joanne} ${other.companionId}`;
  assert.equal((await caller.post(`${path}/who/add`, { conference, who: stranger, 'shown-as': 'S' })).status, 404);
  assert.equal((await caller.post(`${path}/day/accepted`, { conference, accepted: 'x' })).status, 404);
  assert.equal((await caller.post(`${path}/new`, { ...planFor(meeting), lead: 'nobody' })).status, 404);
});

test('very long words are turned away kindly', async () => {
  const meeting = await aMeeting(house, 'planned', { startsAt: ahead(house, 12) });
  const caller = await house.asStaff(jo);
  const long = 'x'.repeat(10_001);
  for (const [form, fields] of [
    ['who/add', { who: meeting.made.who['Joanne'] ?? '', 'shown-as': long }],
    ['day/plan', { safety: long }],
    ['day/ground-rules', { 'ground-rules': long }],
    ['day/arrivals', { [`room-${meeting.comes.Joanne}`]: long, [`time-${meeting.comes.Joanne}`]: '' }],
    ['cancel', { 'cancelled-because': long }],
    ['day/one-facilitator', { 'one-facilitator': long }],
  ] as const) {
    const answer = await caller.post(`${pathOf(meeting)}/${form}`, { conference: meeting.id, ...fields });
    assert.equal(answer.status, 422, form);
    assert.match(answer.body, /Write at most \d+ characters/, form);
  }
});

test('only a supervisor lets one facilitator be enough', async () => {
  const meeting = await aMeeting(house, 'planned', { coId: null, startsAt: ahead(house, 13) });
  const waiver = { conference: meeting.id, 'one-facilitator': 'Two neighbours, about a hedge.' };
  const path = `${pathOf(meeting)}/day/one-facilitator`;
  assert.match(
    (await (await house.asStaff(jo)).post(path, waiver)).body,
    /A supervisor who does not facilitate it decides/,
  );
  await sends(await house.asStaff(priya), path, waiver);
  assert.match((await (await house.asStaff(jo)).get(pathOf(meeting))).body, /Two neighbours, about a hedge/);
  const named = { conference: meeting.id, lead: jo, co: jo };
  const same = await (await house.asStaff(jo)).post(`${pathOf(meeting)}/day/facilitators`, named);
  assert.match(same.body, /Choose somebody else as the second facilitator/);
  await sends(await house.asStaff(jo), `${pathOf(meeting)}/day/facilitators`, { ...named, co: sam });
});

test('H6 whoever has a conflict of interest in the case does not facilitate', async () => {
  const meeting = await aMeeting(house, 'willing');
  await house.act(meeting.made, priya, async (hand) => done(await declareConflict(hand, sam, 'He knows the family.')));
  const again = await (await house.asStaff(jo)).post(`${pathOf(meeting)}/new`, planFor(meeting, 30));
  assert.equal(again.status, 422);
  assert.match(again.body, /href="#lead">Choose facilitators who have no conflict of interest/);
});

test('CNF-23 H6 nor does whoever declares one after being named: it is not booked with them', async () => {
  const meeting = await aMeeting(house, 'agreed', { startsAt: ahead(house, 33) });
  await house.act(meeting.made, priya, async (hand) => done(await declareConflict(hand, sam, 'He knows the family.')));
  const caller = await house.asStaff(jo);
  const shut = await caller.post(`${pathOf(meeting)}/book`, { conference: meeting.id });
  assert.equal(shut.status, 422);
  assert.match(shut.body, /A facilitator has a conflict of interest in this case/);
  const another = { conference: meeting.id, lead: jo, co: leo };
  await sends(caller, `${pathOf(meeting)}/day/facilitators`, another);
  await sends(caller, `${pathOf(meeting)}/book`, { conference: meeting.id });
});

test('postponing keeps the old one with its reason, and asks nobody twice who comes', async () => {
  const meeting = await aMeeting(house, 'booked', { startsAt: ahead(house, 14) });
  const caller = await house.asStaff(jo);
  const form = { conference: meeting.id, ...planFor(meeting, 16), 'postponed-because': 'The interpreter is ill.' };
  const silent = await caller.post(`${pathOf(meeting)}/postpone`, { ...form, 'postponed-because': '' });
  assert.match(silent.body, /href="#postponed-because">Write the reason/);
  await sends(caller, `${pathOf(meeting)}/postpone`, form);
  assert.equal((await caller.post(`${pathOf(meeting)}/postpone`, form)).status, 422, 'sending twice postpones once');
  const [next, old] = await house.readAsStaff(jo, (db) => conferencesOf(db, meeting.made.caseId));
  assert.deepEqual([old?.status, old?.endedBecause, next?.status], ['postponed', 'The interpreter is ill.', 'planned']);
  assert.equal(next?.postponedFromId, meeting.id);
  await sends(caller, `${pathOf(meeting)}/ask`, { conference: next?.id ?? '' });
  await sends(caller, `${pathOf(meeting)}/book`, { conference: next?.id ?? '' });
});

test('cancelling says why to staff, and sending twice cancels once', async () => {
  const meeting = await aMeeting(house, 'booked', { startsAt: ahead(house, 18) });
  const caller = await house.asStaff(jo);
  const form = { conference: meeting.id, 'cancelled-because': 'They settled it themselves.' };
  await sends(caller, `${pathOf(meeting)}/cancel`, form);
  assert.equal((await caller.post(`${pathOf(meeting)}/cancel`, form)).status, 404);
  assert.match((await caller.get(pathOf(meeting))).body, /Why: They settled it themselves\./);
});

test('whose case it is not finds no page and no form', async () => {
  const meeting = await aMeeting(house, 'planned', { startsAt: ahead(house, 22) });
  const caller = await house.asStaff(leo);
  for (const page of ['', '/new', '/who', '/day', '/stop', '/held']) {
    assert.equal((await caller.get(`${pathOf(meeting)}${page}`)).status, 404, page);
  }
  assert.equal((await caller.post(`${pathOf(meeting)}/book`, { conference: meeting.id })).status, 404);
});

test('pages of a conference that is not there are not found', async () => {
  const meeting = await aMeeting(house, 'willing');
  const caller = await house.asStaff(jo);
  for (const page of ['/who', '/day', '/stop', '/held']) {
    assert.equal((await caller.get(`${pathOf(meeting)}${page}`)).status, 404, page);
  }
});

test('the gates of a case are told in four queries beside what is handed in, as they stand on the day', async () => {
  const meeting = await aMeeting(house, 'agreed', { startsAt: ahead(house, 24) });
  const { caseId } = meeting.made;
  const [asked, gates] = await house.readAsStaff(jo, async (db) => {
    const loaded = await communicationFacts(db, caseId, house.today());
    let queries = 0;
    const counting = {
      ...db,
      rows: (query: never) => (queries++, db.rows(query)),
      row: (query: never) => (queries++, db.row(query)),
    };
    const told = await conferenceGates(counting as typeof db, caseId, house.today(), loaded);
    return [queries, told] as const;
  });
  assert.ok(asked <= 4, `${asked} queries`);
  assert.deepEqual(
    gates.map(({ name }) => name),
    ['book-conference', 'hold-conference'],
  );
  assert.ok(gates[0] && isOpen(gates[0]));
  await prepareTheDay(house, meeting);
  const [, hold] = await house.readAsStaff(jo, (db) => conferenceGates(db, caseId, house.today()));
  assert.deepEqual(
    hold?.shut.map(({ reason }) => reason),
    ['not-booked-yet', 'risk-is-not-reviewed'],
  );
  assert.equal(dayOf(ahead(house, 24)), plusDays(house.today(), 24));
});
