import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openDatabase, refusedBy } from '#platform/database.ts';
import { erased } from '#platform/sealing.ts';
import { sql } from '#platform/sql.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { asThief } from '../../../test/support/dump.ts';
import { aHouse } from '../../../test/support/house.ts';
import { insideOf } from './facts.ts';
import type { DocumentId } from './rules.ts';
import { addDocument, markTakenAway, type NewDocument } from './store.ts';

const house = await aHouse();
const made = await house.aCase();
const joanne = made.who['Joanne'] as ParticipantId;

function aDocument(more: Partial<NewDocument> = {}): NewDocument {
  return {
    ...{ id: randomUUID() as DocumentId, participantId: joanne, name: 'bill.pdf', about: '', kind: 'pdf', size: 1000 },
    ...{ fileKey: 'k'.repeat(43), words: '', areWordsWhole: false },
    ...more,
  };
}

function add(document: NewDocument, to = made): Promise<void> {
  return house.act(to, house.staff.jo, (hand) => addDocument(hand, document));
}

test('DOC-3 the database refuses a document of more than 20 MB, and one that a case has no room for', async () => {
  await assert.rejects(add(aDocument({ size: 20_971_521 })), (error) => refusedBy(error) === 'doc_3_twenty_megabytes');
  const full = await house.aCase();
  const ofCase = () => aDocument({ participantId: null, size: 20_971_520 });
  for (let at = 0; at < 25; at += 1) await add(ofCase(), full);
  await assert.rejects(add(aDocument({ participantId: null, size: 1 }), full), /case-is-full/);
});

test('DOC-4 no participant has a way to a document, not to one of their own side either, and nobody changes one', async () => {
  await add(aDocument());
  for (const who of Object.values(made.who))
    await assert.rejects(
      house.readAsParticipant(made, who, (db) => db.rows(sql`select name from app.documents`)),
      /permission denied/,
    );
  for (const query of [
    sql`update app.documents set participant_id = null`,
    sql`update app.documents set file_key = name`,
    sql`delete from app.documents`,
  ])
    await assert.rejects(
      house.act(made, house.staff.jo, (hand) => hand.run(query)),
      /permission denied/,
    );
});

test('DOC-5 the database lets one be taken away once, and never without who and why', async () => {
  const document = aDocument();
  await add(document);
  await assert.rejects(
    house.act(made, house.staff.jo, (hand) =>
      hand.run(sql`update app.documents set taken_away_at = now() where id = ${document.id}`),
    ),
    (error) => refusedBy(error) === 'doc_5_taken_away_by_somebody_with_a_reason',
  );
  await house.act(made, house.staff.jo, (hand) => markTakenAway(hand, document, 'Not ours.'));
  await assert.rejects(
    house.act(made, house.staff.jo, (hand) =>
      hand.run(sql`update app.documents set taken_away_by = ${house.staff.sam} where id = ${document.id}`),
    ),
    (error) => refusedBy(error) === 'doc_5_taken_away_once',
  );
});

test('DOC-7 the database keeps pages and why it was not read of a PDF alone, and no other reason', async () => {
  const refused = (more: Partial<NewDocument>) =>
    add(aDocument(more)).then(
      () => undefined,
      (error: unknown) => refusedBy(error),
    );
  assert.equal(await refused({ words: '\fWords', pages: 1 }), undefined);
  assert.equal(await refused({ kind: 'text', pages: 1 }), 'doc_7_of_a_pdf_alone');
  assert.equal(await refused({ kind: 'text', unreadBecause: 'locked' }), 'doc_7_of_a_pdf_alone');
  assert.equal(await refused({ kind: 'text', unreadBecause: 'holds-files' }), 'doc_7_of_a_pdf_alone');
  assert.equal(await refused({ kind: 'docx', unreadBecause: 'holds-files' }), undefined);
  assert.equal(await refused({ pages: -1 }), 'doc_7_pages');
  assert.equal(await refused({ unreadBecause: 'no reason' as 'locked' }), 'doc_7_unread_because');
});

test('DOC-4 with the key of whose side it is destroyed, the key of the content is gone, and the content with it', async () => {
  const words = Buffer.from('Words that are erased with her');
  const { id, key } = await house.ports.files.keep(words);
  await add(aDocument({ id: id as DocumentId, fileKey: key, size: words.length }));
  const inside = () => house.readAsStaff(house.staff.jo, (db) => insideOf(db, made.caseId, id));
  assert.equal((await inside())?.fileKey, key);
  await asThief(
    house.test,
    `update app.data_keys set wrapped = null, destroyed_at = now()
      where owner_id = (select person_id from app.participants where id = $1)`,
    [joanne],
  );
  // A process that has opened her key lately remembers it for a minute; another one has not.
  const { identityKey, keyring } = house.test;
  const other = openDatabase({ optionsFor: (login) => house.test.optionsFor(login), identityKey, keyring });
  const identity = {
    login: 'tp_staff',
    serviceId: house.serviceId,
    kind: 'staff',
    id: house.staff.jo,
    caseId: '',
  } as const;
  const after = await other.read(identity, (db) => insideOf(db, made.caseId, id));
  await other.close();
  assert.equal(after?.fileKey, erased);
  assert.equal(await house.ports.files.read({ id, key: after.fileKey }), undefined);
});
