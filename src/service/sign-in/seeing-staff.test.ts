import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { aHouse, type Caller } from '../../../test/support/house.ts';
import { anAgency, aReferrer } from '../../../test/support/agencies.ts';
import { trailsOf } from '../../../test/support/trails.ts';

const house = await aHouse();
const made = await house.aCase();
const { amara, leo, priya } = house.staff;
const trails = await trailsOf(house);
const casePath = `/cases/${made.reference}`;

async function sees(caller: Caller, id: string): Promise<void> {
  const answer = await caller.post('/account/see-as', { id });
  assert.deepEqual([answer.status, answer.location], [303, '/work']);
}

test('SGN-11 she sees what the role of a colleague sees, is told so on every page, and goes back to herself', async () => {
  const caller = await house.asStaff(amara);
  assert.match((await caller.get('/work')).body, /href="\/account\/see-as"/);
  const page = await caller.get('/account/see-as');
  assert.match(page.body, /Volunteer facilitator/);
  assert.doesNotMatch(page.body, new RegExp(`value="${amara}"`), 'she is herself already');
  assert.equal((await caller.get(casePath)).status, 200, 'a coordinator opens it');
  await sees(caller, leo);
  const closed = await caller.get(casePath);
  assert.equal(closed.status, 404, 'a volunteer who does not work on it does not');
  for (const body of [closed.body, (await caller.get('/work')).body])
    assert.match(body, /You see this as Leo Marsh[\s\S]*Be Amara Okafor again/);
  await sees(caller, priya);
  assert.match((await caller.get(casePath)).body, /You see this as Priya Nair[\s\S]*Be Amara Okafor again/);
  const back = await caller.post('/account/see-as/back');
  assert.equal(back.location, '/work');
  const herself = await caller.get(casePath);
  assert.equal(herself.status, 200);
  assert.doesNotMatch(herself.body, /You see this as|again<\/button>/);
});

test('SGN-11 somebody of an agency is seen as by their own door, and leads back too', async () => {
  const grant = await aReferrer(house, await anAgency(house, 'Corby team', 'police'), 'PC Grant');
  const caller = await house.asStaff(priya);
  await sees(caller, grant);
  assert.equal((await caller.get('/work')).location, '/agency');
  assert.match((await caller.get('/agency')).body, /You see this as PC Grant[\s\S]*Be Priya Nair again/);
  assert.equal((await caller.get(casePath)).status, 404);
  await caller.post('/account/see-as/back');
  assert.equal((await caller.get(casePath)).status, 200);
});

test('SGN-11 nobody is seen as who does not work in this demonstration, and whoever is themselves goes nowhere', async () => {
  const caller = await house.asStaff(amara);
  const elsewhere = randomUUID();
  await trails.rows(
    `with s as (insert into app.services (name, area_name, is_demonstration) values ('Elsewhere', 'Elsewhere', true) returning service_id),
          f as (insert into app.staff (service_id, id, name, email, practice_level) select service_id, $1, 'Una', 'una@rp.example', 'advanced' from s)
     insert into app.staff_roles (service_id, staff_id, role) select service_id, $1, 'manager' from s`,
    [elsewhere],
  );
  assert.doesNotMatch((await caller.get('/account/see-as')).body, /Una/);
  for (const id of [elsewhere, made.who['Joanne'] ?? '', randomUUID(), amara, 'nobody'])
    assert.equal((await caller.post('/account/see-as', { id })).status, 404, id);
  assert.equal((await caller.post('/account/see-as/back')).status, 404);
  assert.match((await caller.get('/work')).body, /Amara Okafor/);
  assert.equal((await house.asStranger().post('/account/see-as', { id: leo })).location, '/sign-in');
});

test('SGN-11 the session before is over, the time does not grow, and the trail says who was behind', async () => {
  const caller = await house.asStaff(amara);
  const [newest] = await trails.rows<{ seq: string }>('select max(seq) as seq from trails.security');
  const endings = () =>
    trails.rows<{ ends_at: Date }>('select ends_at from app.sessions where staff_id = any($1)', [[amara, leo]]);
  const before = await endings();
  await sees(caller, leo);
  assert.deepEqual(new Set((await endings()).map(String)), new Set(before.map(String)));
  await caller.post('/account/see-as/back');
  const rows = await trails.rows<{ event: string; actor_id: string; about_id: string | null }>(
    'select event, actor_id, about_id from trails.security where seq > $1 order by seq',
    [newest?.seq],
  );
  assert.deepEqual(
    rows.map(({ event, actor_id, about_id }) => [event, actor_id, about_id]),
    [
      ['signed-out', amara, null],
      ['seeing-as-began', amara, leo],
      ['seeing-as-ended', amara, leo],
      ['signed-in', amara, null],
    ],
  );
});
