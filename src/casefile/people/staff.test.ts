import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { phoneIndex } from '#vocabulary/blind-index.ts';
import { aHouse } from '../../../test/support/house.ts';
import { safeContactOf } from './facts.ts';

const house = await aHouse();
const made = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;
const base = `/cases/${made.reference}/people`;
const [year, month, day] = house.today().split('-') as [string, string, string];
const saidToday = { 'said-on-day': day, 'said-on-month': month, 'said-on-year': year };
const typed = {
  'full-name': 'Grace Adeyemi',
  called: 'Grace 🌿',
  language: 'Yoruba',
  interpreter: 'yes',
  'born-on-day': '2',
  'born-on-month': '3',
  'born-on-year': '1985',
  phone: '07700 900777',
  email: 'grace@example.org',
};
const safe = {
  ways: ['mayPhone', 'mayText'],
  'from-hour': '10',
  'until-hour': '12',
  voicemail: 'no',
  'who-calls': 'no',
  'hide-name': 'no',
  codeword: 'library',
  ...saidToday,
};

test('somebody is added, with a number that is not used before it is checked, and is found by name', async () => {
  const jo = await house.asStaff(house.staff.jo);
  assert.equal((await jo.post(`${base}/add`, typed)).location, base);
  const page = await jo.get(base);
  assert.match(page.body, /Grace 🌿/);
  assert.match(page.body, /Yoruba, needs an interpreter/);
  assert.match(page.body, /born on 2 March 1985/);
  assert.match(page.body, /07700 900777 \(not checked yet, not used\)/);
  assert.match(page.body, /Do not ring now/);
  const found = await house.readAsStaff(house.staff.jo, (db) =>
    db.rows(sql`select case_id from app.search_cases('07700900777', ${phoneIndex(house, '07700900777')}, 5)`),
  );
  assert.equal(found.length, 1);
});

test('a number is checked and then in use; stopped, it is gone from the page and from the search', async () => {
  const jo = await house.asStaff(house.staff.jo);
  assert.equal(
    (await jo.post(`${base}/${joanne}/points/add`, { channel: 'phone', value: '07700 900111' })).status,
    303,
  );
  const [point] = (await house.readAsStaff(house.staff.jo, (db) => safeContactOf(db, joanne))).points;
  const path = `${base}/${joanne}/points/${point?.id}`;
  assert.equal((await jo.post(path, {})).status, 422);
  assert.equal((await jo.post(path, { how: 'old-safe-way' })).status, 303);
  assert.match((await jo.get(base)).body, /07700 900111 \(checked through the old safe way on/);
  assert.equal((await jo.post(path, { how: 'old-safe-way' })).status, 404, 'checked once');
  assert.equal((await jo.post(`${path}/stop`)).status, 303);
  assert.equal((await jo.post(`${path}/stop`)).status, 404, 'stopped once');
  assert.doesNotMatch((await jo.get(base)).body, /07700 900111/);
  const found = await house.readAsStaff(house.staff.jo, (db) =>
    db.rows(sql`select case_id from app.search_cases('07700900111', ${phoneIndex(house, '07700900111')}, 5)`),
  );
  assert.deepEqual(found, []);
});

test('what is safe is written down, stands in the banner, and what was said before stays', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const path = `${base}/${joanne}/safe-contact`;
  assert.equal((await jo.post(path, safe)).location, base);
  assert.equal((await jo.post(path, { ...safe, ways: [], codeword: '' })).location, base);
  const page = await jo.get(path);
  assert.match(page.body, /nothing but meeting in person/);
  assert.match(page.body, /Codeword: <strong>library<\/strong>/);
  assert.match(page.body, /From 10am to midday/);
  const history = await jo.get(`/cases/${made.reference}/history`);
  assert.match(history.body, /Joanne said how it is safe to reach them/);
});

test('half of the hours, a day that is not there and a missing answer are each named, and what was typed stays', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const path = `${base}/${joanne}/safe-contact`;
  const half = await jo.post(path, { ...safe, 'until-hour': '' });
  assert.equal(half.status, 422);
  assert.match(half.body, /Choose both hours, or neither/);
  assert.match(half.body, /value="library"/);
  const odd = await jo.post(path, { ...safe, voicemail: '', 'said-on-day': '30', 'said-on-month': '2' });
  assert.match(odd.body, /Choose yes or no/);
  assert.match(odd.body, /Write the day they said this/);
  assert.equal((await jo.post(path, { ...safe, 'from-hour': '77' })).status, 422);
  assert.equal((await jo.post(path, {})).status, 422);
});

test('a shop joins the case, reached through a role, and has no page of a person', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const shop = { name: 'Corner Shop', 'contact-role': 'Store manager', email: 'shop@example.org' };
  assert.equal((await jo.post(`${base}/add-organisation`, shop)).location, base);
  const page = await jo.get(base);
  assert.match(page.body, /Store manager/);
  const id = /id="([^"]+)">\s*<h2 class="tp-side__label">\s*Corner Shop/.exec(page.body)?.[1] ?? '';
  assert.equal((await jo.get(`${base}/${id}`)).status, 404);
  assert.equal((await jo.get(`${base}/${id}/safe-contact`)).status, 404);
  const reach = await house.readAsStaff(house.staff.jo, (db) => safeContactOf(db, id as ParticipantId));
  assert.equal(reach.safe?.mayEmail, true);
});

test('details are put right, and a guardian is added beside somebody', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const changed = { ...typed, 'full-name': 'Joanne Newname', called: 'Jo-Anne', 'own-word': 'survivor' };
  assert.equal((await jo.post(`${base}/${joanne}`, changed)).location, `${base}#${joanne}`);
  const beside = { kind: 'guardian', 'full-name': 'Ann Hartley', relation: 'her mother' };
  assert.equal((await jo.post(`${base}/${joanne}/companion`, beside)).status, 303);
  const page = await jo.get(base);
  assert.match(page.body, /Jo-Anne/);
  assert.match(page.body, /survivor/);
  assert.match(page.body, /Ann Hartley, guardian, her mother/);
});

test('names that are missing or too long and a birth to come are refused in words', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const again = await jo.post(`${base}/add`, { ...typed, 'full-name': 'x'.repeat(10_000), phone: 'ring me' });
  assert.equal(again.status, 422);
  assert.match(again.body, /200 characters or fewer/);
  assert.match(again.body, /This does not look right/);
  assert.equal((await jo.post(`${base}/add`, {})).status, 422);
  assert.match((await jo.post(`${base}/add`, { ...typed, 'born-on-year': '2999' })).body, /cannot be after today/);
  assert.match(
    (await jo.post(`${base}/add`, { ...typed, 'born-on-day': '30', 'born-on-month': '2' })).body,
    /a day that there is/,
  );
});

test('each person has a button for a page of their own that makes a link', async () => {
  const jo = await house.asStaff(house.staff.jo);
  assert.match((await jo.get(base)).body, new RegExp(`name="participant"\\s+value="${joanne}"`));
  assert.match((await jo.post(`/cases/${made.reference}/invite`, { participant: joanne })).body, /\/my\/enter\//);
});

test('somebody of another case, or nobody, is not found', async () => {
  const other = (await house.aCase()).who['Joanne'] as ParticipantId;
  const jo = await house.asStaff(house.staff.jo);
  for (const id of [other, 'nobody']) {
    assert.equal((await jo.get(`${base}/${id}`)).status, 404);
    assert.equal((await jo.post(`${base}/${id}`, typed)).status, 404);
    assert.equal((await jo.post(`${base}/${id}/safe-contact`, safe)).status, 404);
    assert.equal((await jo.post(`${base}/${joanne}/points/${id}`, { how: 'in-person' })).status, 404);
  }
});

test('whose case it is not finds nobody and changes nothing', async () => {
  const leo = await house.asStaff(house.staff.leo);
  assert.equal((await leo.get(base)).status, 404);
  assert.equal((await leo.post(`${base}/add`, typed)).status, 404);
  assert.equal((await leo.post(`${base}/${joanne}/safe-contact`, safe)).status, 404);
});
