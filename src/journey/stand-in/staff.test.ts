import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aFeedback } from '#journey/follow-up/examples.ts';
import { giveFeedback, plan } from '#journey/follow-up/actions.ts';
import { followUpFigures } from '#journey/follow-up/facts.ts';
import { plusDays } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();
const { jo, leo } = house.staff;
const made = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;
const path = `/cases/${made.reference}/people/${joanne}/stand-in`;
const filled = { because: 'was-not-found', wish: 'not-consulted', link: 'same-harm', 'speaks-for': 'own-story' };

test('STI-5 how somebody stands in is written down and taken back, and what they say afterwards is not counted', async () => {
  const caller = await house.asStaff(jo);
  assert.match((await caller.get(`/cases/${made.reference}/people`)).body, new RegExp(`href="${path}"`));
  assert.match((await caller.get(path)).body, /Joanne speaks for themselves/);
  const refused = await caller.post(path, { ...filled, 'speaks-for': 'their-words' });
  assert.equal(refused.status, 422);
  assert.match(refused.body, /href="#speaks-for">They can speak or agree for the person harmed only where/);
  assert.match(refused.body, /value="same-harm"\s+checked/);
  assert.match((await caller.post(path, {})).body, /href="#because">Choose why/);
  assert.equal((await caller.post(path, { ...filled, for: made.who['Dylan'] ?? '' })).status, 422);
  assert.equal((await caller.post(path, filled)).location, path);
  assert.match((await caller.get(path)).body, /Joanne stands in\./);

  await house.act(made, jo, (hand) =>
    plan(hand, { id: made.caseId, participants: [joanne] }, plusDays(house.today(), -20)),
  );
  const voice = { participantId: joanne, answeredAs: 'self' } as const;
  assert.ok((await house.act(made, jo, (hand) => giveFeedback(hand, voice, aFeedback()))).ok);
  assert.equal((await house.readAsStaff(jo, followUpFigures)).satisfied.harmed, null);

  assert.equal((await caller.post(`${path}/take-back`, {})).location, path);
  assert.equal((await caller.post(`${path}/take-back`, {})).location, path);
  assert.match((await caller.get(path)).body, /Joanne speaks for themselves/);
  const history = (await caller.get(`/cases/${made.reference}/history`)).body;
  assert.match(history, /That Joanne stands in for the person harmed was written down/);
  assert.equal(history.match(/Joanne does not stand in for the person harmed any more/g)?.length, 1);
});

test('it is there of whoever was harmed, for whoever may open the case', async () => {
  const caller = await house.asStaff(jo);
  const his = `/cases/${made.reference}/people/${made.who['Dylan']}/stand-in`;
  assert.equal((await caller.get(his)).status, 404);
  const other = await house.asStaff(leo);
  assert.equal((await other.get(path)).status, 404);
  assert.equal((await other.post(path, filled)).status, 404);
});
