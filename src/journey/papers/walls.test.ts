import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { openTheWayForMessages } from '../../../test/support/messages.ts';
import { aDocumentOf, passing, saysOfCopy } from '../../../test/support/papers.ts';
import { addPaper } from './store.ts';

const house = await aHouse();
const made = await house.aCase();
const { jo } = house.staff;
const joanne = made.who['Joanne'] as ParticipantId;
const dylan = made.who['Dylan'] as ParticipantId;
await openTheWayForMessages(house, made);
const documentId = await aDocumentOf(house, made, 'Joanne', 'Words');

function add(toId: ParticipantId, more: { readonly fromId?: ParticipantId; readonly consentSeq?: number | null } = {}) {
  const copy = { documentId, fromId: joanne, toId, name: 'paper.txt', kind: 'text', size: 5, fileKey: 'k'.repeat(43) };
  return house.act(made, jo, (hand) => addPaper(hand, { ...copy, words: 'Words', consentSeq: null, ...more }));
}

test('PAP-1 PAP-2 the database lets no copy cross without its owner’s yes, of another side, or not looked through', async () => {
  await assert.rejects(add(dylan, { consentSeq: 1 }), (error) => refusedBy(error) === 'h4_owner_shares_it');
  await assert.rejects(add(joanne, { fromId: dylan }), (error) => refusedBy(error) === 'pap_1_a_document_of_that_side');
  await assert.rejects(add(joanne), (error) => refusedBy(error) === 'pro_5_checked_as_it_crosses');
  await saysOfCopy(house, made, documentId, { called: 'Dylan', answer: 'given' });
  await assert.rejects(add(dylan, { consentSeq: 1 }), (error) => refusedBy(error) === 'pap_1_paper_names_its_yes');
});

test('PAP-3 PAP-4 PAP-5 one copy at a time; it stays as it was, and what was opened is not taken back', async () => {
  assert.ok((await house.act(made, jo, passing(made, documentId, 'Dylan'))).ok);
  await assert.rejects(
    house.act(made, jo, (hand) => hand.run(sql`update app.papers set file_key = name`)),
    /permission denied/,
  );
  assert.equal(
    await house.act(made, jo, (hand) =>
      hand
        .run(sql`
          update app.papers set read_at = now() where document_id = ${documentId}`)
        .then((rows) => rows),
    ),
    1,
  );
  await assert.rejects(
    house.act(made, jo, (hand) =>
      hand.run(sql`update app.papers set revoked_at = now() where document_id = ${documentId}`),
    ),
    (error) => (refusedBy(error) ?? '').startsWith('pap_3_'),
  );
  const again = await house.ports.act(
    { serviceId: house.serviceId, caseId: made.caseId, actor: { kind: 'staff', id: jo } },
    passing(made, documentId, 'Dylan'),
  );
  assert.deepEqual(again, { ok: false, because: ['was-passed-on'] });
});
