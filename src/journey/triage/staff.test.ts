import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { caseFrame } from '#casefile/cases/facts.ts';
import { newReference } from '#casefile/cases/actions.ts';
import { sql } from '#platform/sql.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import { aHouse } from '../../../test/support/house.ts';
import { enterReferral, type TypedReferral } from '#journey/referral/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { referralByReference } from '#journey/referral/facts.ts';
import { addOtherTo } from './actions.ts';
import { anOther } from './examples.ts';
import { referralForLetter } from './facts.ts';
import type { Other } from './rules.ts';

const house = await aHouse();
const amara = await house.asStaff(house.staff.amara);

async function entered(
  changed: Partial<TypedReferral> = {},
  others: readonly Omit<Other, 'id'>[] = [],
): Promise<string> {
  const reference = newReference();
  await house.act({ caseId: randomUUID() as CaseId }, house.staff.amara, async (hand) => {
    const decision = await enterReferral(hand, aReferral({ receivedOn: house.today(), ...changed }), reference);
    assert.equal(decision.ok, true);
    for (const other of others) await addOtherTo(hand, reference, other);
  });
  return reference;
}

const partsOf = (day: PlainDate) => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { year, month, day: date };
};

function typedEntry(
  changed: Record<string, string | readonly string[]> = {},
): Record<string, string | readonly string[]> {
  const { year, month, day } = partsOf(plusDays(house.today(), -4));
  return {
    'received-on-day': day,
    'received-on-month': month,
    'received-on-year': year,
    source: 'police',
    'referrer-name': 'PC Green',
    part: 'harmed',
    'full-name': 'Grace Adeyemi',
    ways: 'none',
    kind: 'burglary',
    'what-happened': 'A break-in.',
    ...changed,
  };
}

test('a referral typed in keeps the day it was received apart from the moment it was entered', async () => {
  const answer = await amara.post('/referrals/new', typedEntry());
  assert.equal(answer.status, 303, answer.body);
  const reference = answer.location?.slice('/referrals/'.length) ?? '';
  const referral = await house.readAsStaff(house.staff.amara, (db) => referralByReference(db, reference));
  assert.equal(referral?.receivedOn, plusDays(house.today(), -4));
  assert.equal(referral.enteredBy, house.staff.amara);
  assert.ok(referral.enteredAt > new Date(Date.now() - 60_000));
  const page = await amara.get(`/referrals/${reference}`);
  assert.match(page.body, /Grace Adeyemi/);
  assert.match(page.body, /We do not know yet what is safe/);
});

for (const [said, changed] of [
  ['Write the day it reached us', { 'received-on-day': '', 'received-on-month': '', 'received-on-year': '' }],
  ['Write a day that exists', { 'received-on-day': '30', 'received-on-month': '2' }],
  ['cannot be after today', { 'received-on-year': '2999' }],
  ['Choose who it is from', { source: 'somebody' }],
  ['Write their name', { 'full-name': '' }],
  ['Write what happened in 10,000 characters or fewer', { 'what-happened': '🙂'.repeat(10_001) }],
  ['Write the phone number that is safe', { ways: ['call'] }],
  ['Write a postcode', { postcode: 'the park' }],
] as const) {
  test(`a referral typed in is refused in words: ${said}`, async () => {
    // Each with a name of their own: whoever is with us already is shown first.
    const again = await amara.post('/referrals/new', typedEntry({ 'full-name': said, ...changed }));
    assert.equal(again.status, 422);
    assert.ok(again.body.includes(said), said);
    assert.match(again.body, /value="PC Green"/);
  });
}

test('an empty form names what is needed, all at once', async () => {
  const again = await amara.post('/referrals/new', {});
  assert.equal(again.status, 422);
  for (const field of ['received-on', 'source', 'part', 'full-name', 'kind', 'what-happened'])
    assert.ok(again.body.includes(`href="#${field}"`), field);
});

test('a referral is acknowledged once; its clock is on the page', async () => {
  const reference = await entered({ receivedOn: plusDays(house.today(), -9) });
  assert.match((await amara.get(`/referrals/${reference}`)).body, /Decide<\/dt>[\s\S]*?govuk-tag--red">\s*Late/);
  const path = `/referrals/${reference}/acknowledge`;
  assert.equal((await amara.post(path)).location, `/referrals/${reference}`);
  const again = await amara.post(path);
  assert.equal(again.status, 422);
  assert.match(again.body, /acknowledged already/);
});

test('somebody is added on the other side and taken off again', async () => {
  const reference = await entered();
  const path = `/referrals/${reference}/others`;
  assert.equal(
    (await amara.post(`${path}/person`, { 'person-part': 'responsible', 'person-full-name': 'Dylan Marsh' })).status,
    303,
  );
  const page = await amara.get(`/referrals/${reference}`);
  assert.match(page.body, /Dylan Marsh/);
  const other = /others\/remove"[\s\S]*?name="other" value="([0-9a-f-]{36})"/.exec(page.body)?.[1] ?? '';
  assert.equal((await amara.post(`${path}/remove`, { other: 'nobody' })).status, 404);
  assert.equal((await amara.post(`${path}/remove`, { other: randomUUID() })).status, 404);
  assert.equal((await amara.post(`${path}/remove`, { other })).status, 303);
  assert.doesNotMatch((await amara.get(`/referrals/${reference}`)).body, /Take Dylan Marsh off/);
});

test('somebody without a name is asked for one', async () => {
  const reference = await entered();
  const again = await amara.post(`/referrals/${reference}/others/person`, {
    'person-part': 'responsible',
    'person-called': 'Dyl',
  });
  assert.equal(again.status, 422);
  assert.match(again.body, /href="#person-full-name"/);
  assert.match(again.body, /value="Dyl"/);
});

test('a referral is not accepted before somebody is on the other side', async () => {
  const reference = await entered();
  const again = await amara.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' });
  assert.equal(again.status, 422);
  assert.match(again.body, /Add at least one person or organisation on the other side/);
});

test('an accepted referral is a case with the same reference, incident, participants, harm links and checked contact', async () => {
  const reference = await entered({ isUnder18: true, guardianName: 'Mary Hartley' }, [
    anOther({ phone: '07700 900 456' }),
  ]);
  const accepted = await amara.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' });
  assert.equal(accepted.location, `/cases/${reference}`);
  const frame = await house.readAsStaff(house.staff.amara, (db) => caseFrame(db, reference, house.today()));
  assert.equal(frame?.kind, 'justice');
  assert.equal(frame.complexity, 'complex');
  assert.deepEqual(Object.fromEntries(frame.participants.map(({ called, parts }) => [called, parts])), {
    Dylan: ['responsible'],
    Joanne: ['harmed'],
  });
  assert.equal(frame.incidents.length, 1);
  const points = await house.readAsStaff(house.staff.amara, (db) =>
    db.rows(sql`select value, checked_on as "checkedOn" from app.contact_points order by checked_on`),
  );
  assert.deepEqual(points, [
    { value: '07700 900 123', checkedOn: house.today() },
    { value: '07700 900 456', checkedOn: null },
  ]);
  const safe = await house.readAsStaff(house.staff.amara, (db) =>
    db.rows(sql`select codeword, from_hour as "from", may_text as "mayText" from app.safe_contact_rules`),
  );
  assert.deepEqual(safe, [{ codeword: 'bluebell', from: 16, mayText: true }]);
  const guardians = await house.readAsStaff(house.staff.amara, (db) =>
    db.rows(sql`select full_name as name from app.companions where kind = 'guardian'`),
  );
  assert.deepEqual(guardians, [{ name: 'Mary Hartley' }]);
  assert.match((await amara.get(`/referrals/${reference}`)).body, /This referral is now/);
});

test('neighbours who harmed each other are linked both ways', async () => {
  const reference = await entered({ incidentKind: 'neighbour-dispute' }, [
    anOther({ called: 'Tom', fullName: 'Tom Okafor' }),
  ]);
  await amara.post(`/referrals/${reference}/accept`, { 'accept-kind': 'mediation', 'accept-mutual': 'yes' });
  const frame = await house.readAsStaff(house.staff.amara, (db) => caseFrame(db, reference, house.today()));
  assert.deepEqual(
    frame?.participants.map(({ parts }) => parts),
    [
      ['harmed', 'responsible'],
      ['harmed', 'responsible'],
    ],
  );
});

test('a shop that was harmed joins the case as an organisation', async () => {
  const shop = anOther({ kind: 'organisation', part: 'harmed', fullName: 'Corner Shop Ltd', called: '' });
  const reference = await entered({ part: 'responsible', incidentKind: 'shop-theft' }, [shop]);
  await amara.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' });
  const frame = await house.readAsStaff(house.staff.amara, (db) => caseFrame(db, reference, house.today()));
  const organisation = frame?.participants.find(({ personId }) => personId === null);
  assert.deepEqual([organisation?.called, organisation?.parts], ['Corner Shop Ltd', ['harmed']]);
});

test('what an agency says about a number is not its check', async () => {
  const reference = await entered({ source: 'police' }, [anOther()]);
  await amara.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' });
  const [point] = await house.readAsStaff(house.staff.amara, (db) =>
    db.rows(sql<{ checkedOn: string | null }>`
      select c.checked_on as "checkedOn" from app.contact_points c
        join app.participants q on q.person_id = c.person_id join app.cases k on k.id = q.case_id
       where k.reference = ${reference}`),
  );
  assert.equal(point?.checkedOn, null);
});

test('accepting twice is one case', async () => {
  const reference = await entered({}, [anOther()]);
  const path = `/referrals/${reference}/accept`;
  const answers = await Promise.all([1, 2].map(() => amara.post(path, { 'accept-kind': 'justice' })));
  assert.deepEqual(
    [answers.filter(({ status }) => status === 303).length, answers.filter(({ status }) => status === 422).length],
    [1, 1],
  );
});

test('declining shows the words first, keeps the reason, and is done once', async () => {
  const reference = await entered();
  const path = `/referrals/${reference}/decline`;
  const preview = await amara.get(`${path}?decline-reason=duplicate`);
  assert.match(preview.body, /Reason, for us: It is with us already/);
  assert.match(preview.body, /cannot take this any further at the moment/);
  const decided = await amara.post(path, { 'decline-reason': 'duplicate', 'decline-words': 'Please ring us.' });
  assert.equal(decided.location, `/referrals/${reference}`);
  const page = await amara.get(`/referrals/${reference}`);
  assert.match(page.body, /Please ring us\./);
  assert.doesNotMatch(page.body, /Accept and open the case/);
  assert.equal((await amara.post(path, { 'decline-reason': 'duplicate' })).status, 404);
});

test('REF-10 words that tell what we know of another person are stopped with the place, and go without it', async () => {
  const reference = await entered({}, [anOther({ phone: '07700 900 412' })]);
  const path = `/referrals/${reference}/decline`;
  const decline = (words: string) => amara.post(path, { 'decline-reason': 'duplicate', 'decline-words': words });
  for (const [words, marked] of [
    ['We rang Mr Marsh at home.', 'Marsh'],
    ['He rang from 07700-900412.', '07700-900412'],
  ] as const) {
    const stopped = await decline(words);
    assert.equal(stopped.status, 422);
    assert.match(stopped.body, new RegExp(`<mark>${marked}</mark>`));
    assert.match(stopped.body, /href="#decline-words"/);
    assert.ok(stopped.body.includes(words), 'what was typed is kept');
  }
  assert.equal((await decline('You told us of Dylan. Please ring us.')).location, `/referrals/${reference}`);
});

test('what an agency is told by telephone is written down as staff wish: no letter leaves', async () => {
  const reference = await entered({ source: 'police' }, [anOther()]);
  const answer = await amara.post(`/referrals/${reference}/decline`, {
    'decline-reason': 'duplicate',
    'decline-words': 'It is about Mr Marsh again.',
  });
  assert.equal(answer.location, `/referrals/${reference}`);
});

test('declining needs a reason, and words that are not too long', async () => {
  const path = `/referrals/${await entered()}/decline`;
  const without = await amara.post(path, {});
  assert.equal(without.status, 422);
  assert.match(without.body, /href="#decline-reason"/);
  const long = await amara.post(path, { 'decline-reason': 'duplicate', 'decline-words': 'x'.repeat(10_000) });
  assert.equal(long.status, 422);
  assert.match(long.body, /at most 2,000 characters/);
});

test('a letter is for somebody who asked us themselves, and for nobody else (H17)', async () => {
  const [own, other] = [await entered(), await entered({ source: 'police' })];
  const letterFor = (reference: string) =>
    house.readAsStaff(house.staff.amara, async (db) => {
      const referral = await referralByReference(db, reference);
      return referral && referralForLetter(db, referral.id);
    });
  assert.equal((await letterFor(own))?.called, 'Joanne');
  assert.equal(await letterFor(other), undefined);
});

test('the inbox and its referrals are not there for a facilitator', async () => {
  const reference = await entered();
  for (const staffId of [house.staff.jo, house.staff.leo]) {
    const facilitator = await house.asStaff(staffId);
    for (const path of ['/referrals', '/referrals/new', `/referrals/${reference}`, `/referrals/${reference}/decline`])
      assert.equal((await facilitator.get(path)).status, 404, path);
    assert.equal((await facilitator.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' })).status, 404);
    assert.equal((await facilitator.post('/referrals/new', typedEntry())).status, 404);
  }
});

test('a referral that is not there is not found, however it is asked for', async () => {
  for (const reference of ['AAAA-AAAA', 'nobody', '%00', "'"]) {
    assert.equal((await amara.get(`/referrals/${reference}`)).status, 404, reference);
    assert.equal((await amara.post(`/referrals/${reference}/acknowledge`)).status, 404, reference);
    assert.equal(
      (await amara.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' })).status,
      404,
      reference,
    );
  }
});
