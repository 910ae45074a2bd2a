import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import { hashOf } from '#platform/token.ts';
import { aHouse } from '../../../test/support/house.ts';
import { forgetDraft, keepForLater, putAwayDraft, takeUp, writeDraft } from './actions.ts';
import { draftOf } from './facts.ts';

const house = await aHouse();
const joanne = hashOf('joanne');
const somebodyElse = hashOf('somebody else');
const onTheHand = <Value>(work: (hand: Hand) => Promise<Value>) =>
  house.act({ caseId: randomUUID() as CaseId }, house.staff.amara, work);

function seenBy(visitor: string, owner = visitor) {
  return house.ports.database.read(
    { login: 'tp_public', serviceId: house.serviceId, kind: 'visitor', id: visitor, caseId: '' },
    (db) => draftOf(db, owner, house.now()),
  );
}

async function wallOf(work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  return onTheHand(work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );
}

test('ASK-2 a draft is there for its own visitor and for nobody else, whatever they ask for', async () => {
  await onTheHand((hand) => writeDraft(hand, joanne, () => 'harmed'));
  assert.equal((await seenBy(joanne))?.written, 'harmed');
  assert.equal(await seenBy(somebodyElse, joanne), undefined);
  assert.equal(await seenBy('', joanne), undefined);
});

test('ASK-2 staff see no draft', async () => {
  await assert.rejects(
    house.readAsStaff(house.staff.priya, (db) => db.rows(sql`select visitor from app.referral_drafts`)),
    /permission denied/,
  );
});

test('ASK-2 after its day a draft is hidden at once and gone with the next answer of anybody', async () => {
  const expired = hashOf('yesterday');
  await onTheHand(async (hand) => {
    await writeDraft(hand, expired, () => 'responsible');
    await hand.run(sql`
      update app.referral_drafts set expires_at = now() - interval '1 second' where visitor = ${expired}`);
  });
  const seen = await house.ports.database.read(
    { login: 'tp_public', serviceId: house.serviceId, kind: 'visitor', id: expired, caseId: '' },
    (db) => db.rows(sql`select answers from app.referral_drafts`),
  );
  assert.deepEqual(seen, []);
  await onTheHand((hand) => writeDraft(hand, somebodyElse, () => 'harmed'));
  const left = await onTheHand((hand) => hand.rows(sql`select 1 from app.referral_drafts where visitor = ${expired}`));
  assert.deepEqual(left, []);
});

test('ASK-3 what was sent is emptied and cannot be written again', async () => {
  const draft = await seenBy(joanne);
  assert.ok(draft);
  await onTheHand((hand) => putAwayDraft(hand, draft.id));
  assert.deepEqual(await seenBy(joanne), { ...draft, written: '', isSent: true });
  const again = await house.ports.act({ serviceId: house.serviceId, actor: { kind: 'visitor', id: '' } }, (hand) =>
    writeDraft(hand, joanne, () => 'More'),
  );
  assert.deepEqual(again, { ok: false, because: ['sent-already'] });
  const rewritten = (change: string) => (hand: Hand) =>
    hand.run({
      text: `update app.referral_drafts set ${change} where sent_at is not null`,
      values: [],
      name: undefined,
    });
  assert.equal(await wallOf(rewritten('sent_at = null')), 'ask_3_sent_once');
  assert.equal(await wallOf(rewritten(`answers = '{"others": {}}'`)), 'ask_3_sent_once');
});

test('ASK-3 a draft is not marked as sent while it holds answers', async () => {
  const visitor = hashOf('third');
  const marked = await wallOf(async (hand) => {
    await writeDraft(hand, visitor, () => 'harmed');
    await hand.run(sql`update app.referral_drafts set sent_at = now() where visitor = ${visitor}`);
  });
  assert.equal(marked, 'ask_3_sent_draft_is_empty');
});

test('forgetting a draft leaves nothing, and somebody can begin again', async () => {
  await onTheHand((hand) => forgetDraft(hand, joanne));
  assert.equal(await seenBy(joanne), undefined);
  await onTheHand((hand) => writeDraft(hand, joanne, () => 'responsible'));
  assert.equal((await seenBy(joanne))?.written, 'responsible');
});

test('ASK-5 a draft that was put away is there for no visit, only under the hash of its code, for a week', async () => {
  const put = hashOf('put away');
  await onTheHand((hand) => writeDraft(hand, put, () => 'harmed'));
  const kept = await onTheHand((hand) => keepForLater(hand, put));
  assert.ok(kept.ok);
  assert.equal(await seenBy(put), undefined);
  const [row] = await onTheHand((hand) =>
    hand.rows(sql<{ whole: string; days: number }>`
      select d::text as whole, (extract(epoch from d.expires_at - now()) / 86400)::int as days
        from app.referral_drafts d where visitor = ${hashOf(kept.value.code)}`),
  );
  assert.equal(row?.days, 7);
  assert.ok(!row.whole.includes(kept.value.code));
});

test('ASK-5 of two devices that type a code at one moment one goes on, and the other is told that it is used', async () => {
  const put = hashOf('on two devices');
  await onTheHand((hand) => writeDraft(hand, put, () => 'harmed'));
  const kept = await onTheHand((hand) => keepForLater(hand, put));
  assert.ok(kept.ok);
  const { code } = kept.value;
  const both = await Promise.all(
    ['one device', 'another'].map((device) => onTheHand((hand) => takeUp(hand, hashOf(device), code))),
  );
  assert.equal(both.filter(({ ok }) => ok).length, 1);
  assert.deepEqual(
    both.find(({ ok }) => !ok),
    { ok: false, because: ['no-such-code'] },
  );
});
