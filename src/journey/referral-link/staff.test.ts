import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { caseFrame } from '#casefile/cases/facts.ts';
import { newReference } from '#casefile/cases/actions.ts';
import { safeContactOf } from '#casefile/people/facts.ts';
import { enterReferral, type TypedReferral } from '#journey/referral/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { referralByReference } from '#journey/referral/facts.ts';
import { addOtherTo } from '#journey/triage/actions.ts';
import { anOther } from '#journey/triage/examples.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { CaseId, ParticipantId } from '#vocabulary/ids.ts';
import { keepWebhook } from '#service/webhooks/store.ts';
import { anAgency, aReferrer } from '../../../test/support/agencies.ts';
import { aHouse } from '../../../test/support/house.ts';
import { aNewReferral, aProgram, cameIn } from '../../../test/support/programs.ts';
import { trailsOf } from '../../../test/support/trails.ts';

const house = await aHouse();
const amara = await house.asStaff(house.staff.amara);

async function entered(
  changed: Partial<TypedReferral>,
  others: readonly Parameters<typeof addOtherTo>[2][] = [],
): Promise<string> {
  const reference = newReference();
  await house.act({ caseId: randomUUID() as CaseId }, house.staff.amara, async (hand) => {
    const decision = await enterReferral(hand, aReferral({ receivedOn: house.today(), ...changed }), reference);
    assert.equal(decision.ok, true);
    for (const other of others) await addOtherTo(hand, reference, other);
  });
  return reference;
}

const day = '2026-03-14' as PlainDate;
const reach = (phone: string): TypedReferral['contact'] => ({ ...aReferral().contact, phone });

/** Each with a number and a day of its own, so that they are like nobody else here. A case that began with a referral, and a second referral of the same by the police. */
let numbers = 500;
async function twice(name: string, again: string) {
  numbers += 1;
  const happenedOn = plusDays(day, (numbers - 500) * 10);
  const own = await entered({ fullName: name, happenedOn, contact: reach(`07700 900 ${numbers}`) }, [
    anOther({ fullName: `Dylan of ${name}` }),
  ]);
  assert.equal((await amara.post(`/referrals/${own}/accept`, { 'accept-kind': 'justice' })).status, 303);
  const second = await entered({ fullName: again, source: 'police', happenedOn, contact: reach(`07700900${numbers}`) });
  return { own, second };
}

async function bothWait(name: string) {
  numbers += 1;
  const happenedOn = plusDays(day, (numbers - 500) * 10);
  const told = { fullName: name, happenedOn, contact: reach(`07700 900 ${numbers}`) };
  const first = await entered(told, [anOther({ fullName: `Dylan of ${name}` })]);
  return { first, second: await entered({ ...told, source: 'police' }, [anOther({ fullName: `Dylan of ${name}` })]) };
}

const idsOf = (body: string) => {
  const field = /name="(who-[0-9a-f-]{36})"/.exec(body)?.[1] ?? '';
  const chosen = /<option value="([0-9a-f-]{36})" selected/.exec(body)?.[1] ?? '';
  const caseId = /name="case-id" value="([0-9a-f-]{36})"/.exec(body)?.[1] ?? '';
  return { field, chosen, caseId };
};

test('the same incident referred twice becomes one case with two referrals, and the link is taken back again', async () => {
  const { own, second } = await twice('Joanne Hartley', 'Jo Hartly');
  const page = (await amara.get(`/referrals/${second}`)).body;
  assert.match(page, new RegExp(`Case ${own}`));
  assert.match(page, /Likely the same/);
  for (const reason of ['a name that sounds the same', 'the same phone number', 'in the same district'])
    assert.ok(page.includes(reason), reason);
  const form = await amara.get(`/referrals/${second}/link?case=${own}`);
  const { field, chosen, caseId } = idsOf(form.body);
  const empty = await amara.post(`/referrals/${second}/link`, { case: own, 'case-id': caseId, [field]: '' });
  assert.equal(empty.status, 422);
  assert.match(empty.body, /Say of each person/);
  const made = await amara.post(`/referrals/${second}/link`, { case: own, 'case-id': caseId, [field]: chosen });
  assert.equal(made.location, `/referrals/${second}`, made.body);
  const linked = (await amara.get(`/referrals/${second}`)).body;
  assert.match(linked, new RegExp(`This referral is now <a class="govuk-link" href="/cases/${own}"`));
  const frame = await house.readAsStaff(house.staff.amara, (db) => caseFrame(db, own, house.today()));
  assert.equal(frame?.participants.length, 2);
  assert.equal((await amara.post(`/referrals/${second}/unlink`)).status, 303);
  const again = await house.readAsStaff(house.staff.amara, (db) => referralByReference(db, second));
  assert.deepEqual([again?.status, again?.caseId], ['acknowledged', null]);
  assert.match((await amara.get(`/referrals/${second}`)).body, /Likely the same/);
  assert.equal((await amara.post(`/referrals/${second}/unlink`)).status, 404);
});

test('whoever the case does not know joins it, linked with the other side', async () => {
  const { own } = await twice('Beatrix Okonkwo', 'Somebody Else');
  const third = await entered({ fullName: 'Marlon Finch', part: 'responsible', source: 'police', happenedOn: null });
  const form = await amara.get(`/referrals/${third}/link?case=${own}`);
  const { field, caseId } = idsOf(form.body);
  const made = await amara.post(`/referrals/${third}/link`, { case: own, 'case-id': caseId, [field]: 'joins' });
  assert.equal(made.status, 303, made.body);
  const frame = await house.readAsStaff(house.staff.amara, (db) => caseFrame(db, own, house.today()));
  assert.deepEqual(
    frame?.participants.map(({ parts }) => parts),
    [['harmed'], ['responsible'], ['responsible']],
  );
});

test('LIK-7 what the second referral says is safe is shown beside what the case knows; only what both call safe holds', async () => {
  const { own } = await twice('Ottoline Farthing', 'Somebody Else');
  const contact = {
    ...reach('07700 900 999'),
    ways: ['call', 'email'] as const,
    email: 'otto@example.org',
    fromHour: 17,
    untilHour: 20,
  };
  const second = await entered({ fullName: 'Ottoline Farthing', source: 'police', happenedOn: null, contact });
  const form = await amara.get(`/referrals/${second}/link?case=${own}`);
  assert.match(form.body, /Ottoline Farthing and Joanne: not the same/);
  for (const words of ['phone, e-mail', 'phone, text', '17:00 to 20:00', 'otto@example.org', '07700 900 999'])
    assert.ok(form.body.includes(words), words);
  const { field, chosen, caseId } = idsOf(form.body);
  assert.equal(
    (await amara.post(`/referrals/${second}/link`, { case: own, 'case-id': caseId, [field]: chosen })).status,
    303,
  );
  const read = await house.readAsStaff(house.staff.amara, (db) => safeContactOf(db, chosen as ParticipantId));
  const { mayPhone, mayText, mayEmail, fromHour, untilHour } = read.safe ?? {};
  assert.deepEqual([mayPhone, mayText, mayEmail, fromHour, untilHour], [true, false, false, 17, 19]);
  const unchecked = read.points.filter(({ checkedOn }) => checkedOn === null).map(({ value }) => value);
  assert.deepEqual(unchecked.toSorted(), ['07700 900 999', 'otto@example.org']);
  assert.match((await amara.get('/work')).body, /says something else about how it is safe to reach somebody/);
  const history = (await amara.get(`/cases/${own}/people/${chosen}/safe-contact`)).body;
  assert.equal(history.split('Recorded').length - 1, 3);
});

test('LIK-10 the same referred twice while both wait becomes one case with two referrals; until it is one, that is taken back', async () => {
  const { first, second } = await bothWait('Ludovica Twicetold');
  const page = (await amara.get(`/referrals/${second}`)).body;
  const other =
    new RegExp(`belongs"[\\s\\S]*?name="other" value="([0-9a-f-]{36})"[\\s\\S]*?The same as ${first}`).exec(
      page,
    )?.[1] ?? '';
  const say = () => amara.post(`/referrals/${second}/belongs`, { other });
  assert.equal((await say()).location, `/referrals/${second}`);
  assert.match((await say()).body, /belongs with a referral already/);
  assert.match((await amara.get(`/referrals/${first}`)).body, new RegExp(`The same as <a[^>]*>referral ${second}`));
  const accept = (reference: string) => amara.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' });
  assert.match((await accept(second)).body, /belongs with another referral, which becomes the case/);
  assert.equal((await amara.post(`/referrals/${second}/belongs/take-back`)).status, 303);
  assert.equal((await amara.post(`/referrals/${second}/belongs/take-back`)).status, 404);
  await say();
  assert.equal((await accept(first)).status, 303);
  assert.match((await amara.get('/work')).body, /The referral that this one belongs with is a case now/);
  const linking = (await amara.get(`/referrals/${second}`)).body;
  assert.match(linking, new RegExp(`/referrals/${second}/link\\?case=${first}`));
  assert.equal((await amara.post(`/referrals/${second}/belongs`, { other: randomUUID() })).status, 404);
});

test('LIK-10 what belonged with a referral that becomes no case is decided by itself', async () => {
  const { first, second } = await bothWait('Peregrine Nolonger');
  const found = await house.readAsStaff(house.staff.amara, (db) => referralByReference(db, first));
  await amara.post(`/referrals/${second}/belongs`, { other: found?.id ?? '' });
  await amara.post(`/referrals/${first}/decline`, { 'decline-reason': 'not-suitable', 'decline-words': '' });
  assert.doesNotMatch((await amara.get(`/referrals/${second}`)).body, /referred twice/);
  assert.match((await amara.get('/work')).body, /Decide this one by itself/);
});

test('an id that is none, or nobody of the case, is not there', async () => {
  const { own, second } = await twice('Iolanthe Bright', 'Iolanthe Bright');
  const { field, caseId } = idsOf((await amara.get(`/referrals/${second}/link?case=${own}`)).body);
  for (const form of [
    { case: own, 'case-id': caseId, [field]: randomUUID() },
    { case: own, 'case-id': randomUUID(), [field]: 'joins' },
    { case: own, 'case-id': 'x' },
  ])
    assert.equal((await amara.post(`/referrals/${second}/link`, form)).status, 404);
});

test('what comes by the door of an agency and by its program is compared, told apart and linked like all else, and the agency learns no more than how it stands', async () => {
  const corby = await anAgency(house, 'Police in Corby', 'police');
  const lewis = await aReferrer(house, corby, 'PC Lewis Grant');
  const program = await cameIn(house, await aProgram(house, corby, lewis));
  await house.actInService(house.staff.amara, (hand) =>
    keepWebhook(hand, program.clientId, 'https://hooks.police.example/told'),
  );
  const incident = { kind: 'burglary', whatHappened: 'Somebody broke in.', postcode: 'NN16 0AA' };
  const contact = { safeWays: ['call'], phone: '+44 7700 900 871' };
  const typed = {
    ...{ part: 'harmed', 'full-name': 'Philippa Oakenshaw', agreed: 'yes', told: 'PC Grant, on Monday', ways: 'call' },
    ...{ phone: '07700 900871', kind: 'burglary', 'what-happened': 'Somebody broke in.', postcode: 'NN16 0AA' },
    ...{ 'agency-reference': '26/900111', situation: 'Charged.' },
  };
  const pc = await house.asStaff(lewis);
  const byDoor = (await pc.post('/agency/refer', typed)).location?.split('/').at(-1) ?? '';
  const sent = { ...aNewReferral, fullName: 'Pippa Oakenshaw', agencyReference: '26/900 222', contact, incident };
  const byProgram = String((await program.send('POST', '/referrals', sent)).body['reference']);
  const pageOf = async (reference: string) => (await amara.get(`/referrals/${reference}`)).body;
  const page = await pageOf(byProgram);
  assert.match(page, new RegExp(`Referral ${byDoor}[\\s\\S]*the same phone number[\\s\\S]*Likely the same`));
  // Told apart on one page, apart on both, and taken back on the other.
  const idIn = (body: string) => /apart"[\s\S]*?name="other" value="([0-9a-f-]{36})"/.exec(body)?.[1] ?? '';
  const first = idIn(page);
  assert.equal((await amara.post(`/referrals/${byProgram}/apart`, { other: first })).status, 303);
  for (const reference of [byDoor, byProgram]) assert.doesNotMatch(await pageOf(reference), /Likely the same/);
  const mirrored = await pageOf(byDoor);
  assert.match(mirrored, new RegExp(`not the same as ${byProgram}`));
  const other = idIn(mirrored);
  assert.match((await amara.post(`/referrals/${byDoor}/apart`, { other })).body, /said already/);
  assert.equal((await amara.post(`/referrals/${byDoor}/apart/take-back`, { other })).status, 303);
  // One case with two referrals.
  assert.equal((await amara.post(`/referrals/${byProgram}/belongs`, { other: first })).status, 303);
  await house.actInService(house.staff.amara, (hand) => addOtherTo(hand, byDoor, anOther({ fullName: 'Ned Oxley' })));
  assert.equal((await amara.post(`/referrals/${byDoor}/accept`, { 'accept-kind': 'justice' })).status, 303);
  const { field, chosen, caseId } = idsOf((await amara.get(`/referrals/${byProgram}/link?case=${byDoor}`)).body);
  const linked = await amara.post(`/referrals/${byProgram}/link`, { case: byDoor, 'case-id': caseId, [field]: chosen });
  assert.equal(linked.status, 303, linked.body);
  const casePage = (await amara.get(`/cases/${byDoor}`)).body;
  for (const reference of [byDoor, byProgram])
    assert.ok(casePage.includes(`href="/referrals/${reference}"`), reference);
  const statusOf = async (reference: string) => (await program.get(`/referrals/${reference}`)).body['status'];
  assert.deepEqual([await statusOf(byDoor), await statusOf(byProgram)], ['in-touch', 'in-touch']);
  assert.doesNotMatch((await pc.get(`/agency/referrals/${byDoor}`)).body, new RegExp(byProgram));
  assert.equal((await amara.post(`/referrals/${byProgram}/unlink`)).status, 303);
  assert.equal(await statusOf(byProgram), 'read');
  const told = await (
    await trailsOf(house)
  ).rows<{ status: string }>(
    `select m.status from app.webhook_messages m join app.referrals r on r.id = m.referral_id where r.reference = $1 order by m.happened_at, m.status`,
    [byProgram],
  );
  assert.deepEqual(
    told.map(({ status }) => status),
    ['in-touch', 'read'],
  );
});
