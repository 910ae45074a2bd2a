import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takeDocumentAway } from '#casefile/documents/actions.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { openTheWayForMessages } from '../../../test/support/messages.ts';
import { aDocumentOf, passing, saysOfCopy } from '../../../test/support/papers.ts';

const house = await aHouse();
const made = await house.aCase();
await openTheWayForMessages(house, made);
const jo = await house.asStaff(house.staff.jo);
const joanne = await house.asParticipant(made.who['Joanne'] as ParticipantId);
const dylan = await house.asParticipant(made.who['Dylan'] as ParticipantId);

function firstPaper(body: string): string {
  return /\/my\/papers\/([0-9a-f-]{36})"/.exec(body)?.[1] ?? '';
}

test('a copy crosses on a yes and read through, is opened by its reader alone, and is saved under a name that says nothing', async () => {
  const id = await aDocumentOf(house, made, 'Joanne', 'What the door cost: four hundred pounds');
  const path = `/cases/${made.reference}/documents/${id}/pass-on`;
  const to = made.who['Dylan'] as string;
  assert.match((await jo.get(path)).body, /Joanne has not said yes to passing a copy on to Dylan/);
  assert.equal((await jo.post(path, { step: 'pass-on', to, 'read-through': to })).status, 422);
  await saysOfCopy(house, made, id, { called: 'Dylan', answer: 'given' });
  assert.match((await jo.post(path, { step: 'pass-on', to })).body, /Read it through first/);
  assert.equal((await jo.post(path, { step: 'pass-on', to, 'read-through': to })).location, path);

  const paper = firstPaper((await dylan.get('/my/papers')).body);
  const closed = await dylan.get(`/my/papers/${paper}`);
  assert.doesNotMatch(closed.body, /paper\.txt/);
  assert.equal((await dylan.get(`/my/papers/${paper}/file`)).status, 404, 'not before it is opened');
  assert.equal((await joanne.get(`/my/papers/${paper}`)).status, 404);
  assert.equal((await joanne.post(`/my/papers/${paper}`, { step: 'open' })).status, 404);
  assert.equal((await dylan.post(`/my/papers/${paper}`, { step: 'open' })).location, `/my/papers/${paper}`);
  const file = await dylan.get(`/my/papers/${paper}/file`);
  assert.equal(file.body, 'What the door cost: four hundred pounds');
  assert.match(String(file.headers['content-disposition']), /^attachment; filename="paper-\d{4}-\d\d-\d\d\.txt"/);
  assert.equal((await joanne.get(`/my/papers/${paper}/file`)).status, 404);
  assert.match((await jo.get(path)).body, /was opened on/);
  assert.match(
    (await jo.get(`/cases/${made.reference}/history`)).body,
    /A copy of a document of Joanne was passed on to Dylan/,
  );
});

test('PAP-6 a yes taken back, and a document taken away, take back what was not opened', async () => {
  for (const how of ['withdrawn', 'taken away'] as const) {
    const id = await aDocumentOf(house, made, 'Joanne', `Words of one that is ${how}`);
    await saysOfCopy(house, made, id, { called: 'Dylan', answer: 'given' });
    assert.ok((await house.act(made, house.staff.jo, passing(made, id, 'Dylan'))).ok);
    const paper = firstPaper((await dylan.get('/my/papers')).body);
    assert.equal((await dylan.get(`/my/papers/${paper}`)).status, 200);
    if (how === 'withdrawn') await saysOfCopy(house, made, id, { called: 'Dylan', answer: 'declined' });
    else await house.act(made, house.staff.jo, (hand) => takeDocumentAway(hand, id, 'Not ours'));
    assert.equal((await dylan.get(`/my/papers/${paper}`)).status, 404, how);
  }
});

test('whose it is has a copy without a yes', async () => {
  const id = await aDocumentOf(house, made, 'Joanne', 'Her own words');
  assert.ok((await house.act(made, house.staff.jo, passing(made, id, 'Joanne'))).ok);
  const paper = firstPaper((await joanne.get('/my/papers')).body);
  await joanne.post(`/my/papers/${paper}`, { step: 'open' });
  assert.equal((await joanne.get(`/my/papers/${paper}/file`)).body, 'Her own words');
});
