import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takeDocumentAway } from '#casefile/documents/actions.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { openTheWayForMessages } from '../../../test/support/messages.ts';
import { addContactPoint } from '#casefile/people/actions.ts';
import { lockedPdf, firstBeside, stream, typedPdf } from '../../../test/support/pdfs.ts';
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

test('PAP-2 a PDF is stopped where it holds what is protected, with the page shown to staff, and crosses without', async () => {
  const { made: other, jo: there } = await aCaseWithAStreet();
  const sheet = (words: string, about = 'A bill') =>
    typedPdf([['The first page'], [words]], { about: { Title: about } });
  const tries = [
    {
      bytes: sheet('It went to 14 Green- field Rd'),
      shown: /On page 2\. It looks like an address[^]*<mark>(14 )?Green- field Rd<\/mark>/,
    },
    {
      bytes: sheet('Words', 'For 14 Greenfield Road'),
      shown: /In its name, or in what the file says of itself\. It looks like/,
    },
  ];
  for (const { bytes, shown } of tries) {
    const id = await aDocumentOf(house, other, 'Joanne', bytes);
    await saysOfCopy(house, other, id, { called: 'Dylan', answer: 'given' });
    const path = `/cases/${other.reference}/documents/${id}/pass-on`;
    assert.match((await there.get(path)).body, shown);
    const to = other.who['Dylan'] as string;
    const answer = await there.post(path, { step: 'pass-on', to, 'read-through': to });
    assert.equal(answer.status, 422);
    assert.match(answer.body, /may hold something that must not cross/);
  }
  const id = await aDocumentOf(house, other, 'Joanne', sheet('What the door cost: four hundred pounds'));
  await saysOfCopy(house, other, id, { called: 'Dylan', answer: 'given' });
  const path = `/cases/${other.reference}/documents/${id}/pass-on`;
  assert.match((await there.get(path)).body, /and the words of its 2 pages are looked through/);
  const to = other.who['Dylan'] as string;
  assert.equal((await there.post(path, { step: 'pass-on', to, 'read-through': to })).location, path);
});

test('DOC-7 whoever passes a PDF on is told where nobody read, and none crosses with other files inside it', async () => {
  const inside = firstBeside(1);
  const beside = [
    `<</Type/Filespec/F(a.txt)/EF<</F ${inside + 1} 0 R>>>>`,
    stream('Words', { more: '/Type/EmbeddedFile' }),
  ];
  const catalogue = `/Names<</EmbeddedFiles<</Names[(a)${inside} 0 R]>>>>`;
  for (const [bytes, told] of [
    [typedPdf([['Words'], []]), /We found no words on page 2: it may be a picture\. Look there yourself/],
    [typedPdf([[]]), /We found no words in it: its pages may be pictures/],
    [lockedPdf(), /It opens with a password, so we could not read it[^]*We can look through its name only/],
    [typedPdf([['Words']], { catalogue, beside }), /There are other files inside it\. We cannot look through those/],
  ] as const) {
    const id = await aDocumentOf(house, made, 'Joanne', bytes);
    assert.match((await jo.get(`/cases/${made.reference}/documents/${id}/pass-on`)).body, told);
    const passed = await house.act(made, house.staff.jo, passing(made, id, 'Joanne')).catch((error: unknown) => error);
    assert.equal(JSON.stringify(passed).includes('holds-other-files'), told.source.includes('other files'));
  }
});

// Joanne's street must not be told to Dylan, so his is the one that she would have to know.
async function aCaseWithAStreet() {
  const other = await house.aCase();
  await openTheWayForMessages(house, other);
  await house.act(other, house.staff.jo, (hand) =>
    addContactPoint(hand, other.who['Joanne'] as ParticipantId, 'post', '14 Greenfield Road, Kettering NN16 0AB'),
  );
  return { made: other, jo };
}
