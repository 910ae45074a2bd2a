import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { recordSafeContact } from '#casefile/people/actions.ts';
import { safeContactOf } from '#casefile/people/facts.ts';
import { recordStatement } from '#journey/consent/actions.ts';
import { aSaying } from '#journey/consent/examples.ts';
import { refusedBy } from '#platform/database.ts';
import { sealed, sql, type Query } from '#platform/sql.ts';
import { about } from '#vocabulary/consent.ts';
import { emailIndex } from '#vocabulary/blind-index.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import { ofParticipant } from '#vocabulary/key-owners.ts';
import { anAgency, aReferrer, aSentReferral } from '../../../test/support/agencies.ts';
import { aHouse } from '../../../test/support/house.ts';
import { looked } from '../../../test/support/looked.ts';
import { aNotice, canBeReached, noticesTo } from '../../../test/support/reaching.ts';
import { writeNotice } from './actions.ts';
import type { NoticeId } from './rules.ts';
import { markReady, markSettled, putBack } from './store.ts';

const house = await aHouse();
const words = { channel: 'email', to: 'joanne@example.org', subject: 'Your appointment', body: 'Words' } as const;

async function joanneOfACase() {
  const made = await house.aCase();
  const joanne = made.who['Joanne'] as ParticipantId;
  await canBeReached(house, made, joanne);
  const id = (await aNotice(house, made, joanne)) as NoticeId;
  return { made, joanne, id, notice: { id, participantId: joanne, referralId: null } };
}

function wallOf(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );
}

test('H16 nothing leaves by a way that is not safe, to an unchecked address, or to nobody’s', async () => {
  const { made, joanne, notice } = await joanneOfACase();
  const leave = (changed: Partial<typeof words> | { channel: 'post' } | { to: string }) =>
    wallOf(house.act(made, house.staff.jo, (hand) => markReady(hand, notice, 'leaving', { ...words, ...changed })));
  assert.equal(await leave({ channel: 'post' }), 'h16_goes_where_it_is_safe');
  assert.equal(await leave({ to: 'dylan@example.org' }), 'h16_goes_where_it_is_safe');
  await house.act(made, house.staff.jo, async (hand) => {
    const { safe } = await safeContactOf(hand, joanne);
    if (safe) await recordSafeContact(hand, joanne, { ...safe, mayEmail: false });
  });
  assert.equal(await leave({}), 'h16_goes_where_it_is_safe', 'what they said last counts');
});

test('H16 what lies ready to be sent by hand is checked again when it goes', async () => {
  const { made, joanne, id, notice } = await joanneOfACase();
  await house.act(made, house.staff.jo, async (hand) => {
    await looked(hand, 'notice', id, [joanne]);
    await markReady(hand, notice, 'by-hand', words);
    const { safe } = await safeContactOf(hand, joanne);
    if (safe) await recordSafeContact(hand, joanne, { ...safe, mayEmail: false });
  });
  const goes = house.act(made, house.staff.jo, (hand) => markSettled(hand, id, 'by-hand', { status: 'sent' }));
  assert.equal(await wallOf(goes), 'h16_goes_where_it_is_safe');
});

test('NTC-1 a notice that waits has no words and no address', async () => {
  const { made, id } = await joanneOfACase();
  const filled = house.act(made, house.staff.jo, (hand) =>
    hand.run(sql`update app.notices set body = 'Words', sent_to = 'joanne@example.org' where id = ${id}`),
  );
  assert.equal(await wallOf(filled), 'ntc_1_waiting_has_no_address');
});

test('NTC-2 a notice moves in one order, and what was stopped stays stopped', async () => {
  const { made, id, joanne } = await joanneOfACase();
  const theirs = ofParticipant(joanne);
  const change = (query: Query<unknown>) => wallOf(house.act(made, house.staff.jo, (hand) => hand.run(query)));
  assert.equal(
    await change(sql`update app.notices set status = 'sent', channel = 'email', sent_to = ${sealed(theirs, 'joanne@example.org')},
                       sent_to_index = ${emailIndex(house, 'joanne@example.org')}, body = ${sealed(theirs, 'Words')}, left_at = now(), settled_at = now() where id = ${id}`),
    'ntc_2_moves_in_order',
  );
  await house.act(made, house.staff.jo, (hand) =>
    markSettled(hand, id, 'waiting', { status: 'stopped', because: 'x' }),
  );
  const again = house.act(made, house.staff.jo, (hand) =>
    putBack(hand, id, 'stopped', { sendAfter: hand.at, tries: 0 }),
  );
  assert.equal(await wallOf(again), 'ntc_2_moves_in_order');
});

test('NTC-8 of a text alone it is known later that it did not arrive', async () => {
  for (const [channel, wall] of [
    ['text', undefined],
    ['email', 'ntc_2_moves_in_order'],
  ] as const) {
    const { made, joanne, id, notice } = await joanneOfACase();
    const reach = { points: { phone: '07700 900123', email: words.to }, safe: { mayText: true } };
    await canBeReached(house, made, joanne, reach);
    await house.act(made, house.staff.jo, async (hand) => {
      await looked(hand, 'notice', id, [joanne]);
      await markReady(hand, notice, 'leaving', {
        ...words,
        channel,
        to: channel === 'text' ? '07700 900123' : words.to,
      });
      await markSettled(hand, id, 'leaving', { status: 'sent' });
    });
    const fails = house.act(made, house.staff.jo, (hand) =>
      markSettled(hand, id, 'sent', { status: 'failed', because: 'number-does-not-work' }),
    );
    assert.equal(await wallOf(fails), wall);
  }
});

test('NTC-3 the same cause twice is one notice, also when two write it at once', async () => {
  const { made, joanne } = await joanneOfACase();
  const write = () =>
    house.act(made, house.staff.jo, (hand) =>
      writeNotice(hand, { kind: 'agreement-made', participantId: joanne, cause: 'the same' }),
    );
  await Promise.all([write(), write(), write()]);
  await write();
  const same = (await noticesTo(house, joanne)).filter(({ kind }) => kind === 'agreement-made');
  assert.equal(same.length, 1);
});

test('H2 a yes taken back stops what waits in the same transaction, or not at all', async () => {
  const { made, joanne, id, notice } = await joanneOfACase();
  const byHand = (await aNotice(house, made, joanne)) as NoticeId;
  await house.act(made, house.staff.jo, async (hand) => {
    await looked(hand, 'notice', byHand, [joanne]);
    await markReady(hand, { ...notice, id: byHand }, 'by-hand', words);
  });
  const say = (answer: 'given' | 'declined', thenFail = false) =>
    house.act(made, house.staff.jo, async (hand) => {
      const saying = aSaying({ participantId: joanne, ...about('be-contacted'), answer, saidOn: house.today() });
      await recordStatement(hand, saying, { wording: 'Words', how: 'by-phone' });
      if (thenFail) throw new Error('afterwards');
    });
  const statuses = async () =>
    (await noticesTo(house, joanne))
      .filter((each) => [id, byHand].includes(each.id as NoticeId))
      .map(({ status }) => status);
  await say('given');
  await assert.rejects(say('declined', true), /afterwards/);
  assert.deepEqual((await statuses()).toSorted(), ['by-hand', 'waiting']);
  await say('declined');
  assert.deepEqual(await statuses(), ['stopped', 'stopped']);
});

test('H4 a participant reads their own notices only', async () => {
  const { made, id } = await joanneOfACase();
  const dylan = made.who['Dylan'] as ParticipantId;
  const seen = await house.readAsParticipant(made, dylan, (db) =>
    db.rows(sql<{ id: string }>`select id from app.notices where id = ${id}`),
  );
  assert.deepEqual(seen, []);
});

test('NTC-7 an agency hears of its own referral, by e-mail, while whoever reads it can come in', async () => {
  const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
  const [lewis, mills] = [await aReferrer(house, corby, 'PC Lewis Grant'), await aReferrer(house, corby, 'PCSO Mills')];
  const { id: referralId } = await aSentReferral(house, lewis);
  const write = (notice: Partial<Parameters<typeof writeNotice>[1]>) =>
    house.actInService(house.staff.amara, (hand) =>
      writeNotice(hand, { kind: 'agency-news', cause: randomUUID(), referralId, staffId: lewis, ...notice }),
    );
  assert.equal(await wallOf(write({ staffId: undefined })), 'ntc_7_an_agency_hears_of_its_referral');
  assert.equal(await wallOf(write({ kind: 'referral-declined' })), 'ntc_7_an_agency_hears_of_its_referral');
  assert.match((await wallOf(write({ staffId: house.staff.jo }))) ?? '', /staff_id/);
  const leaves = async (staffId: StaffId, channel: 'email' | 'post') => {
    const cause = randomUUID();
    await write({ cause, staffId });
    return wallOf(
      house.actInService(house.staff.amara, async (hand) => {
        const row = await hand.row(sql<{ id: NoticeId }>`select id from app.notices where cause = ${cause}`);
        const to = { ...words, channel, to: 'pc.lewis.grant@police.example' };
        await markReady(hand, { id: row?.id as NoticeId, participantId: null, referralId }, 'leaving', to);
      }),
    );
  };
  assert.equal(await leaves(mills, 'email'), 'ntc_7_follows_the_referral', 'a colleague who follows their own');
  assert.equal(await leaves(lewis, 'post'), 'ntc_7_follows_the_referral');
  assert.equal(await leaves(lewis, 'email'), undefined);
  await house.actInService(house.staff.amara, (hand) =>
    hand.run(sql`update app.staff set is_active = false where id = ${lewis}`),
  );
  assert.equal(await leaves(lewis, 'email'), 'ntc_7_follows_the_referral', 'who can no longer come in');
});
