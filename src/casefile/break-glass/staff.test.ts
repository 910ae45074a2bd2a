import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';

const house = await aHouse();
const { amara, jo, sam, leo, priya, dana, adil, mia } = house.staff;
const supervisor = await house.asStaff(priya);
const coordinator = await house.asStaff(amara);
const officer = await house.asStaff(dana);
const because = 'Her mother rang and is afraid for her';

async function closedToAmara(): Promise<MadeCase> {
  const made = await house.aCase();
  await supervisor.post(`/cases/${made.reference}/allocation/conflict`, { conflicted: amara, because: 'Her cousin' });
  return made;
}

test('somebody with a conflict of interest opens the case with a reason, looks, and changes nothing; a data officer knows', async () => {
  const made = await closedToAmara();
  const path = `/cases/${made.reference}`;
  assert.equal((await coordinator.get(path)).status, 404);
  const opened = await coordinator.post('/break-glass', { reference: made.reference.toLowerCase(), because });
  assert.equal(opened.location, path);
  const page = await coordinator.get(path);
  assert.equal(page.status, 200);
  assert.match(page.body, /You opened this case by breaking the glass.*until/s);
  for (const form of ['notes', 'allocation/conflict', 'readers/restrict', 'closure', 'closure/reopen']) {
    const answer = await coordinator.post(`${path}/${form}`, { about: 'case', words: 'Hello' });
    assert.equal(answer.status, 422, form);
    assert.match(answer.body, /you can look, and change nothing/, form);
  }
  assert.match((await officer.get('/work')).body, /by breaking the glass/);
  const list = await officer.get('/break-glass/openings');
  assert.match(list.body, new RegExp(`Amara Okafor.*${made.reference}.*${because}`, 's'));
  assert.equal((await officer.get(path)).status, 404, 'being told of it opens nothing');
  assert.match((await supervisor.get(`${path}/history`)).body, /Amara Okafor opened the case by breaking the glass/);
});

test('a restricted case opens so, and one that is not theirs; a task of the case is not theirs to finish', async () => {
  const made = await house.aCase();
  await supervisor.post(`/cases/${made.reference}/readers/restrict`, { because: 'A singer', named: [priya] });
  const facilitator = await house.asStaff(sam);
  assert.equal((await facilitator.get(`/cases/${made.reference}`)).status, 404);
  assert.equal((await facilitator.post('/break-glass', { reference: made.reference, because })).status, 303);
  assert.equal((await facilitator.get(`/cases/${made.reference}`)).status, 200);
  assert.equal((await facilitator.post(`/cases/${made.reference}/notes`, {})).status, 422);
});

test('a reference that leads nowhere is answered in words, kept, and counted; the page before says nothing of any case', async () => {
  const manager = await house.asStaff(mia);
  const form = await manager.get('/break-glass');
  assert.equal(form.status, 200);
  const vain = await manager.post('/break-glass', { reference: 'AAAA-AAAA', because });
  assert.equal(vain.status, 422);
  assert.match(vain.body, /Nothing opens with this reference/);
  assert.match(vain.body, /value="AAAA-AAAA"/);
  assert.match((await officer.get('/break-glass/openings')).body, /Mia Ellery.*AAAA-AAAA.*Nothing opened/s);
  for (let tries = 1; tries < 5; tries += 1) await manager.post('/break-glass', { reference: 'AAAA-AAAA', because });
  const made = await house.aCase();
  await supervisor.post(`/cases/${made.reference}/readers/restrict`, { because: 'A singer', named: [priya] });
  const often = await manager.post('/break-glass', { reference: made.reference, because });
  const oftenNowhere = await manager.post('/break-glass', { reference: 'AAAA-AAAA', because });
  assert.match(often.body, /You have tried a few times/);
  assert.equal(often.body.replaceAll(made.reference, ''), oftenNowhere.body.replaceAll('AAAA-AAAA', ''));
});

test('without a reason a reference that exists and one that does not are answered alike', async () => {
  const made = await closedToAmara();
  const there = await coordinator.post('/break-glass', { reference: made.reference, because: 'urgent' });
  const nowhere = await coordinator.post('/break-glass', { reference: 'AAAA-AAAA', because: 'urgent' });
  assert.equal(there.status, 422);
  assert.match(there.body, /Write in a sentence why/);
  assert.equal(there.body.replaceAll(made.reference, ''), nowhere.body.replaceAll('AAAA-AAAA', ''));
});

test('a case that is open to them anyway opens without a broken glass', async () => {
  const made = await house.aCase();
  const facilitator = await house.asStaff(jo);
  assert.equal(
    (await facilitator.post('/break-glass', { reference: made.reference, because })).location,
    `/cases/${made.reference}`,
  );
  assert.doesNotMatch((await facilitator.get(`/cases/${made.reference}`)).body, /breaking the glass/);
});

test('volunteers and administrators have no such page, and facilitators no list', async () => {
  for (const staffId of [leo, adil]) {
    const caller = await house.asStaff(staffId);
    assert.equal((await caller.get('/break-glass')).status, 404);
    assert.equal((await caller.post('/break-glass', { reference: 'AAAA-AAAA', because })).status, 404);
  }
  assert.equal((await (await house.asStaff(jo)).get('/break-glass/openings')).status, 404);
});
