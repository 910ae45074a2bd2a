import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bookConference } from '#journey/conference/actions.ts';
import { refuse } from '#platform/decision.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import { aHouse } from '../../../test/support/house.ts';
import { ahead, aMeeting } from '../../../test/support/meeting.ts';
import { zonesOf } from './facts.ts';

const house = await aHouse();
const { jo, leo } = house.staff;
const meeting = await aMeeting(house, 'agreed', { startsAt: ahead(house, 20) });
const { made, venueId } = meeting;
const { Joanne: joanne = '', Dylan: dylan = '' } = made.who;
const path = `/cases/${made.reference}/suitability/zones`;
const typedDay = (name: string, day: PlainDate) => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};
const filled = {
  ...{ restrains: dylan, protects: joanne, named: 'Millbrook Road and beside it', document: 'Licence, condition 5' },
  ...typedDay('starts-on', house.today()),
};
const book = () => house.act(made, jo, (hand) => bookConference(hand, meeting.id));

test('a place is put on file, venues are looked at, and a meeting is booked only where it is clear', async () => {
  const caller = await house.asStaff(jo);
  assert.match((await caller.get(path)).body, /None is on file/);
  const refused = await caller.post(path, { ...filled, protects: dylan, document: '' });
  assert.equal(refused.status, 422);
  assert.match(refused.body, /href="#protects">Choose two different people[\s\S]*href="#document">Write where/);
  assert.match(refused.body, /value="Millbrook Road and beside it"/);
  assert.equal((await caller.post(path, filled)).location, path);
  assert.equal((await caller.post(path, filled)).location, path);
  const zones = await house.readAsStaff(jo, (db) => zonesOf(db, made.caseId));
  assert.equal(zones.length, 1, 'the same sent twice is one');
  const zone = zones[0]?.id ?? '';

  assert.deepEqual(await book(), refuse('venue-was-not-looked-at'));
  assert.equal((await caller.post(`${path}/venue`, { zone, venue: venueId, is: 'not-clear' })).location, path);
  assert.match((await caller.get(path)).body, /Not clear/);
  assert.deepEqual(await book(), refuse('venue-is-not-clear'));
  const overview = (await caller.get(`/cases/${made.reference}`)).body;
  assert.match(overview, /The venue is not clear for everybody who comes/);
  assert.doesNotMatch(overview, /Millbrook/, 'and nothing of where');
  assert.equal((await caller.post(`${path}/venue`, { zone: joanne, venue: venueId, is: 'clear' })).status, 404);
  assert.equal((await caller.post(`${path}/venue`, { zone, venue: joanne, is: 'clear' })).status, 404);
  await caller.post(`${path}/venue`, { zone, venue: venueId, is: 'clear' });
  assert.equal((await book()).ok, true);

  const early = typedDay(`last-day-${zone}`, plusDays(house.today(), -1));
  assert.match((await caller.post(`${path}/end/${zone}`, early)).body, /The last day cannot be before the first day/);
  const today = typedDay(`last-day-${zone}`, house.today());
  assert.equal((await caller.post(`${path}/end/${zone}`, today)).location, path);
  assert.match(
    (await caller.get(`/cases/${made.reference}/history`)).body,
    /A place that Dylan may not go to was written/,
  );
});

test('it is not there for whoever may not open the case', async () => {
  const other = await house.asStaff(leo);
  assert.equal((await other.get(path)).status, 404);
  assert.equal((await other.post(path, filled)).status, 404);
});
