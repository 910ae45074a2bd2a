import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plusDays } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { communicationFacts, readyGate } from './facts.ts';
import { checkItems } from './rules.ts';

const house = await aHouse();
const { jo, priya, leo } = house.staff;
const today = house.today();
const [year = '', month = '', day = ''] = today.split('-');
const held = { 'held-on-day': day, 'held-on-month': month, 'held-on-year': year };
const made = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;
const dylan = made.who['Dylan'] as ParticipantId;
const base = `/cases/${made.reference}/preparation`;
const asJo = await house.asStaff(jo);
const asPriya = await house.asStaff(priya);

const story = {
  part: 'harmed',
  ...held,
  minutes: '60',
  account: 'She came home and the door stood open',
  impact: 'She does not sleep',
  impactOnOthers: 'Her daughter is afraid',
  wouldHelp: 'To hear that it will not happen again',
  questions: 'Why my flat?',
  notWanted: 'He is not to know where she works',
};

test('before anybody is prepared the page says so', async () => {
  const page = await asJo.get(base);
  assert.equal(page.status, 200);
  assert.match(page.body, /No session yet/);
  assert.match(page.body, /0 of 9 items of the checklist are settled/);
});

test('a facilitator writes down what the person harmed said; sent twice it is one session', async () => {
  const path = `${base}/${joanne}/session`;
  assert.match((await asJo.get(path)).body, /What it did to others: family, friends, the wider community/);
  assert.equal((await asJo.post(path, story)).location, base);
  assert.equal((await asJo.post(path, story)).location, base);
  const page = await asJo.get(base);
  assert.equal(page.body.split('Why my flat?').length, 2);
  assert.match(page.body, /as person harmed, 60 minutes/);
});

test('the person responsible is asked their own questions', async () => {
  const path = `${base}/${dylan}/session`;
  const page = await asJo.get(path);
  assert.match(page.body, /What they could do to make amends/);
  assert.doesNotMatch(page.body, /Questions they want to ask/);
  const said = { part: 'responsible', ...held, couldDo: 'Pay for the door', feelings: 'Ashamed' };
  assert.equal((await asJo.post(path, said)).location, base);
  assert.match((await asJo.get(base)).body, /Pay for the door/);
});

test('somebody who is both chooses the part session by session', async () => {
  const mutual = await house.aCase({ people: { Ilse: 'both', Tom: 'both' } });
  const path = `/cases/${mutual.reference}/preparation/${mutual.who['Ilse']}/session`;
  assert.match((await asJo.get(`${path}?part=harmed`)).body, /They spoke as the person responsible instead/);
  assert.match((await asJo.get(`${path}?part=responsible`)).body, /How they feel about it/);
  for (const part of ['harmed', 'responsible']) {
    assert.equal((await asJo.post(`${path}?part=${part}`, { ...held, part, account: `As ${part}` })).status, 303);
  }
  const page = await asJo.get(`/cases/${mutual.reference}/preparation`);
  assert.match(page.body, /As harmed/);
  assert.match(page.body, /As responsible/);
});

test('a session without words, or not yet held, is refused and keeps what was typed', async () => {
  const path = `${base}/${joanne}/session`;
  const empty = await asJo.post(path, { part: 'harmed', ...held, minutes: '45' });
  assert.equal(empty.status, 422);
  assert.match(empty.body, /href="#account">Write at least one thing/);
  assert.match(empty.body, /value="45"/);
  const [tYear = '', tMonth = '', tDay = ''] = plusDays(today, 1).split('-');
  const tomorrow = { 'held-on-day': tDay, 'held-on-month': tMonth, 'held-on-year': tYear };
  assert.match((await asJo.post(path, { ...story, ...tomorrow })).body, /cannot be after today/);
  assert.match(
    (await asJo.post(path, { ...story, part: 'responsible', couldDo: 'A' })).body,
    /Choose a part this person has/,
  );
});

function stillOpen() {
  return house.readAsStaff(jo, async (db) => readyGate(await communicationFacts(db, made.caseId, today), joanne));
}

test('the checklist is done item by item, and only a supervisor leaves one out', async () => {
  const path = `${base}/${joanne}/checklist`;
  const allButTravel = Object.fromEntries(
    checkItems.map((item) => [item, item === 'travel-arranged' ? 'not-done' : 'done']),
  );
  assert.equal((await asJo.post(path, allButTravel)).location, base);
  assert.deepEqual(
    (await stillOpen()).map(({ reason }) => reason),
    ['not-ready-travel-arranged'],
  );
  const waived = { ...allButTravel, 'travel-arranged': 'waived', 'travel-arranged-because': 'She lives next door' };
  const refused = await asJo.post(path, waived);
  assert.equal(refused.status, 422);
  assert.match(refused.body, /Only a supervisor can leave this out/);
  const noReason = await asPriya.post(path, { ...waived, 'travel-arranged-because': '' });
  assert.match(noReason.body, /href="#travel-arranged-because">Write why it can be left out/);
  assert.equal((await asPriya.post(path, waived)).location, base);
  assert.deepEqual(await stillOpen(), []);
  // What a supervisor left out stays so when somebody else saves the form again.
  assert.equal((await asJo.post(path, { ...allButTravel, 'travel-arranged': 'waived' })).location, base);
  assert.match((await asJo.get(base)).body, /She lives next door/);
});

test('no form is troubled by what people send', async () => {
  const long = 'x'.repeat(10_001);
  for (const path of [`${base}/${joanne}/session`, `${base}/${joanne}/checklist`]) {
    for (const body of [
      {},
      { ...story, account: long, 'understands-process-because': long, 'understands-process': 'waived' },
      { ...story, account: '🙂', 'understands-process': '🙂' },
      { ...story, 'held-on-day': '30', 'held-on-month': '2' },
      { ...story, minutes: '601' },
      { part: ['harmed', 'responsible'], account: ['a', 'b'], 'understands-process': ['done', 'waived'] },
    ]) {
      const { status } = await asJo.post(path, body);
      assert.ok([303, 422].includes(status), `${path}: ${status}`);
    }
  }
  assert.match(
    (await asJo.post(`${base}/${joanne}/session`, { ...story, account: long })).body,
    /at most 10,000 characters/,
  );
});

test('a participant of another case is not found', async () => {
  const other = await house.aCase();
  for (const id of [other.who['Joanne'] as ParticipantId, 'nobody']) {
    for (const page of ['session', 'checklist']) {
      assert.equal((await asJo.get(`${base}/${id}/${page}`)).status, 404);
      assert.equal((await asJo.post(`${base}/${id}/${page}`, story)).status, 404);
    }
  }
});

test('whose case it is not finds no page and writes nothing', async () => {
  const asLeo = await house.asStaff(leo);
  assert.equal((await asLeo.get(base)).status, 404);
  assert.equal((await asLeo.post(`${base}/${joanne}/session`, story)).status, 404);
});
