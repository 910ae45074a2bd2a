import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { DocumentId } from '#casefile/documents/facts.ts';
import { refusedBy } from '#platform/database.ts';
import { sql, type Db } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { anAgency, aReferrer, aSentReferral } from '../../../test/support/agencies.ts';
import { aHouse } from '../../../test/support/house.ts';
import { writeToAgency } from './actions.ts';
import { fileOf, threadOf } from './facts.ts';
import { addFile, addReply, type FileToSend } from './store.ts';

const house = await aHouse();
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const homes = await anAgency(house, 'Homes for Kettering', 'housing');
const lewis = await aReferrer(house, corby, 'PC Lewis Grant');
const mills = await aReferrer(house, corby, 'PCSO Mills');
const sergeant = await aReferrer(house, corby, 'Sergeant Hall', true);
const gemma = await aReferrer(house, homes, 'Gemma Tookey');
const sent = await aSentReferral(house, lewis);

const aFile = (more: Partial<FileToSend> = {}): FileToSend => ({
  id: randomUUID() as DocumentId,
  fileKey: 'a'.repeat(43),
  name: 'statement.pdf',
  kind: 'pdf',
  size: 1000,
  words: '',
  areWordsWhole: false,
  ...more,
});

function readAs<Answer>(staffId: StaffId, work: (db: Db) => Promise<Answer>): Promise<Answer> {
  const { serviceId } = house;
  return house.ports.database.read({ login: 'tp_referrer', serviceId, kind: 'staff', id: staffId, caseId: '' }, work);
}
async function wallOf(work: (hand: Hand) => Promise<unknown>, by = lewis): Promise<string | undefined> {
  return house.actInService(by, work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );
}

const file = aFile();
await house.actInService(lewis, (hand) => addFile(hand, sent.id, file));
await house.actInService(house.staff.amara, (hand) => writeToAgency(hand, sent.reference, 'Thank you.'));

test('THR-2 THR-4 messages and files are read by whoever follows the referral, and by no other agency', async () => {
  for (const follower of [lewis, sergeant]) {
    assert.deepEqual(
      (await readAs(follower, (db) => threadOf(db, sent.id))).map(({ from }) => from),
      ['us'],
    );
    assert.equal((await readAs(follower, (db) => fileOf(db, sent.id, file.id)))?.name, 'statement.pdf');
  }
  for (const other of [mills, gemma, house.staff.amara]) {
    assert.deepEqual(await readAs(other, (db) => threadOf(db, sent.id)), []);
    assert.equal(await readAs(other, (db) => fileOf(db, sent.id, file.id)), undefined);
  }
});

test('THR-2 who of us wrote, and what was read of a file, are not theirs to ask', async () => {
  for (const asked of [
    'written_by from app.agency_replies',
    'words from app.agency_files',
    'sent_by from app.agency_files',
  ])
    await assert.rejects(
      readAs(lewis, (db) => db.rows({ text: `select ${asked}`, values: [], name: undefined })),
      /permission denied/,
      asked,
    );
});

test('THR-1 a message says something, and stays as it was written', async () => {
  assert.equal(await wallOf((hand) => addReply(hand, sent.id, ''), house.staff.amara), 'thr_1_says_something');
  for (const change of [sql`update app.agency_replies set words = words`, sql`delete from app.agency_files`])
    assert.match((await wallOf((hand) => hand.run(change))) ?? '', /permission denied/);
});

test('THR-3 twenty files and a hundred megabytes a referral, each of twenty at most', async () => {
  const { id } = await aSentReferral(house, lewis);
  const send = (sizes: readonly number[]) =>
    wallOf(async (hand) => {
      for (const size of sizes) await addFile(hand, id, aFile({ size }));
    });
  const most = 20 * 1024 * 1024;
  assert.equal(await send([most + 1]), 'thr_3_twenty_megabytes');
  assert.equal(await send([most, most, most, most, most, 1]), 'thr_3_has_room');
  assert.equal(await send(Array.from({ length: 21 }, () => 1)), 'thr_3_has_room');
});
