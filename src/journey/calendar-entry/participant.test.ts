import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cancelConference, postponeConference } from '#journey/conference/actions.ts';
import { sql } from '#platform/sql.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse, type Answered } from '../../../test/support/house.ts';
import { ahead, aMeeting, done, prepareTheDay, type Meeting } from '../../../test/support/meeting.ts';
import { asSupporter } from '../../../test/support/supporters.ts';

const house = await aHouse();
const address = '/my/conference/calendar';

async function entryOf({ made }: Meeting, name: string): Promise<Answered> {
  return (await house.asParticipant(made.who[name] as ParticipantId)).get(address);
}
async function pageOf({ made }: Meeting, name: string): Promise<string> {
  return (await (await house.asParticipant(made.who[name] as ParticipantId)).get('/my/conference')).body;
}
const utc = (at: Date) => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
const linesOf = ({ body }: Answered, name: string): readonly string[] =>
  body
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => line.startsWith(`${name}:`))
    .map((line) => line.slice(name.length + 1));

test('whoever is asked to a booked meeting takes it home as an appointment, and nothing in it says of what', async () => {
  const meeting = await aMeeting(house, 'booked', { startsAt: ahead(house, 12) });
  assert.match(await pageOf(meeting, 'Dylan'), /href="\/my\/conference\/calendar"/);
  const file = await entryOf(meeting, 'Dylan');
  assert.equal(file.status, 200);
  assert.equal(file.headers['content-type'], 'text/calendar; charset=utf-8');
  assert.equal(file.headers['cache-control'], 'no-store');
  assert.match(String(file.headers['content-disposition']), /^attachment; filename="appointment\.ics"/);
  assert.deepEqual(linesOf(file, 'SUMMARY'), ['Appointment']);
  assert.deepEqual(linesOf(file, 'DTSTART'), [utc(ahead(house, 12))]);
  assert.deepEqual(linesOf(file, 'STATUS'), ['CONFIRMED']);
  assert.match(linesOf(file, 'LOCATION').join(''), /Parkland Gateway/);
  assert.doesNotMatch(
    file.body,
    /meeting|conference|restorative|justice|Joanne|Ruth|sister|Jo Whitfield|ORGANIZER|ATTENDEE/i,
  );
  assert.ok(!file.body.includes(meeting.id));
});

test('each comes when they are to arrive, and nobody reads when another does', async () => {
  const meeting = await aMeeting(house, 'booked', { startsAt: ahead(house, 13) });
  await prepareTheDay(house, meeting);
  const hers = linesOf(await entryOf(meeting, 'Joanne'), 'DTSTART');
  const his = linesOf(await entryOf(meeting, 'Dylan'), 'DTSTART');
  assert.equal(hers.length, 1);
  assert.notDeepEqual(hers, his);
  const [mark, other] = [await entryOf(meeting, 'Joanne'), await entryOf(meeting, 'Dylan')];
  assert.notDeepEqual(linesOf(mark, 'UID'), linesOf(other, 'UID'));
});

test('put off, the same entry says that it is not going ahead, and not why', async () => {
  const meeting = await aMeeting(house, 'booked', { startsAt: ahead(house, 14) });
  const { made, id, venueId } = meeting;
  const { jo, sam } = house.staff;
  const before = await entryOf(meeting, 'Dylan');
  const wish = { mode: 'meeting', venueId, startsAt: ahead(house, 15), minutes: 60, leadId: jo, coId: sam } as const;
  const next = await house.act(made, jo, async (hand) =>
    done(await postponeConference(hand, id, { reason: 'The interpreter is ill.', wish })),
  );
  const after = await entryOf(meeting, 'Dylan');
  assert.deepEqual(linesOf(after, 'UID'), linesOf(before, 'UID'), 'the new one is not asked yet');
  assert.deepEqual(linesOf(after, 'STATUS'), ['CANCELLED']);
  assert.ok(Number(linesOf(after, 'SEQUENCE')[0]) > Number(linesOf(before, 'SEQUENCE')[0]));
  assert.doesNotMatch(after.body, /interpreter|LOCATION/);
  assert.match(await pageOf(meeting, 'Dylan'), /out of your calendar/);
  await house.act(made, jo, async (hand) => done(await cancelConference(hand, next, 'She moved away.')));
  assert.deepEqual(linesOf(await entryOf(meeting, 'Dylan'), 'STATUS'), ['CANCELLED']);
});

test('whoever comes beside somebody takes it home as they may know it, and nothing of who else comes', async () => {
  const meeting = await aMeeting(house, 'booked', { startsAt: ahead(house, 18) });
  await prepareTheDay(house, meeting);
  const { made, companionId } = meeting;
  const ruth = await asSupporter(house, made, companionId);
  assert.match((await ruth.get('/day')).body, /href="\/day\/calendar"/);
  const file = await ruth.get('/day/calendar');
  assert.equal(file.status, 200);
  assert.equal(file.headers['content-type'], 'text/calendar; charset=utf-8');
  assert.match(String(file.headers['content-disposition']), /^attachment; filename="appointment\.ics"/);
  assert.deepEqual(linesOf(file, 'SUMMARY'), ['Appointment']);
  assert.deepEqual(linesOf(file, 'DTSTART'), [utc(ahead(house, 18))]);
  assert.deepEqual(linesOf(file, 'LOCATION'), [], 'she may not know where');
  assert.doesNotMatch(file.body, /Joanne|Dylan|Ruth|Whitfield|meeting|restorative|Northamptonshire/i);
  assert.notDeepEqual(linesOf(file, 'UID'), linesOf(await entryOf(meeting, 'Joanne'), 'UID'));
  const mayKnow = await asSupporter(house, made, companionId, true);
  assert.match(linesOf(await mayKnow.get('/day/calendar'), 'LOCATION').join(''), /Parkland Gateway/);
  // The link before went out with the new one.
  assert.equal((await ruth.get('/day/calendar')).location, '/day/signed-out');
  await house.act(made, house.staff.jo, async (hand) =>
    done(await cancelConference(hand, meeting.id, 'She moved away.')),
  );
  const off = await mayKnow.get('/day/calendar');
  assert.deepEqual(linesOf(off, 'STATUS'), ['CANCELLED']);
  assert.doesNotMatch(off.body, /moved|LOCATION/);
  assert.match((await mayKnow.get('/day')).body, /out of your calendar/);
});

test('staff take it into theirs by the reference of the case, from when the first arrives; to others it is not there', async () => {
  const meeting = await aMeeting(house, 'booked');
  await prepareTheDay(house, meeting);
  const { reference } = meeting.made;
  const at = `/cases/${reference}/conference`;
  const jo = await house.asStaff(house.staff.jo);
  assert.match((await jo.get(at)).body, new RegExp(`href="${at}/calendar"`));
  const file = await jo.get(`${at}/calendar`);
  assert.deepEqual(linesOf(file, 'SUMMARY'), [`Appointment\\, ${reference}`]);
  assert.deepEqual(linesOf(file, 'DTSTART'), [utc(new Date(ahead(house, 9).getTime() - 30 * 60_000))]);
  assert.match(linesOf(file, 'LOCATION').join(''), /Parkland Gateway/);
  assert.doesNotMatch(file.body, /Joanne|Dylan|Ruth|sister|burglary|meeting|restorative/i);
  const sam = await house.asStaff(house.staff.sam);
  assert.notDeepEqual(linesOf(await sam.get(`${at}/calendar`), 'UID'), linesOf(file, 'UID'));
  const leo = await house.asStaff(house.staff.leo);
  assert.equal((await leo.get(`${at}/calendar`)).body, (await leo.get('/cases/AAAA-AAAA/conference/calendar')).body);
  const rows = await house.readAsStaff(house.staff.dana, (db) =>
    db.rows(sql`select what, actor_kind as who from trails.reads where place like '%/conference/calendar'
      and case_id = ${meeting.made.caseId} order by seq`),
  );
  const taken = { what: 'export', who: 'staff' };
  assert.deepEqual(rows, [taken, taken]);
});

test('there is no entry of what is only planned, whoever was asked or not', async () => {
  const planned = await aMeeting(house, 'planned', { startsAt: ahead(house, 16) });
  const asked = await aMeeting(house, 'asked', { startsAt: ahead(house, 17) });
  assert.equal((await entryOf(planned, 'Dylan')).status, 404);
  assert.equal((await entryOf(asked, 'Dylan')).status, 404);
  const jo = await house.asStaff(house.staff.jo);
  assert.equal((await jo.get(`/cases/${asked.made.reference}/conference/calendar`)).status, 404);
  const ruth = await asSupporter(house, asked.made, asked.companionId);
  assert.equal((await ruth.get('/day/calendar')).body, (await ruth.get('/day/anything')).body);
  assert.doesNotMatch(await pageOf(asked, 'Dylan'), /conference\/calendar/);
  assert.equal((await house.asStranger().get(address)).location, '/my/signed-out');
});
