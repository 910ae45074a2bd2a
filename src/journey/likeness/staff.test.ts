import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { caseFrame } from '#casefile/cases/facts.ts';
import { newReference } from '#casefile/cases/actions.ts';
import { enterReferral, type TypedReferral } from '#journey/referral/actions.ts';
import { addOtherTo } from '#journey/triage/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { anOther } from '#journey/triage/examples.ts';
import { amendReferral } from '#journey/agency-referral/actions.ts';
import { addAreas } from '#service/areas/store.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import { aReferrer, anAgency, aSentReferral } from '../../../test/support/agencies.ts';
import { sql, type Query } from '#platform/sql.ts';
import { aHouse } from '../../../test/support/house.ts';
import { compareWhole } from './actions.ts';

const house = await aHouse({ looksOfOne: 24 });
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

const idsOf = (body: string) => {
  const field = /name="(who-[0-9a-f-]{36})"/.exec(body)?.[1] ?? '';
  const chosen = /<option value="([0-9a-f-]{36})" selected/.exec(body)?.[1] ?? '';
  const caseId = /name="case-id" value="([0-9a-f-]{36})"/.exec(body)?.[1] ?? '';
  return { field, chosen, caseId };
};

test('“not the same” is remembered, and can be taken back', async () => {
  const { own, second } = await twice('Perpetua Lindqvist', 'Lindqvist Perpetua');
  const page = (await amara.get(`/referrals/${second}`)).body;
  assert.match(page, /the same names, the other way round/);
  const other = /action="\/referrals\/[^"]*\/apart"[\s\S]*?name="other" value="([0-9a-f-]{36})"/.exec(page)?.[1] ?? '';
  assert.equal((await amara.post(`/referrals/${second}/apart`, { other })).status, 303);
  const after = (await amara.get(`/referrals/${second}`)).body;
  assert.doesNotMatch(after, new RegExp(`Case ${own}`));
  assert.match(after, new RegExp(`not the same as ${own}`));
  assert.match((await amara.post(`/referrals/${second}/apart`, { other })).body, /said already/);
  assert.equal((await amara.post(`/referrals/${second}/apart/take-back`, { other })).status, 303);
  assert.match((await amara.get(`/referrals/${second}`)).body, new RegExp(`Case ${own}`));
});

test('an id that is none, or of nobody, is not there', async () => {
  const second = await entered({ fullName: 'Iolanthe Bright', happenedOn: null });
  assert.equal((await amara.post(`/referrals/${second}/apart`, { other: 'x' })).status, 404);
  assert.equal((await amara.post(`/referrals/${second}/apart/take-back`, { other: randomUUID() })).status, 404);
});

test('two that wait are shown each other; apart from a referral is apart from the case it becomes', async () => {
  const one = await entered({ fullName: 'Cosmo Valentine-Reed', happenedOn: null }, [anOther()]);
  const two = await entered({ fullName: 'Cosmo Valentine Reed', happenedOn: null });
  const page = (await amara.get(`/referrals/${two}`)).body;
  assert.match(page, new RegExp(`Referral ${one}`));
  assert.match(page, /It waits too/);
  const other = /name="other" value="([0-9a-f-]{36})"/.exec(page)?.[1] ?? '';
  await amara.post(`/referrals/${two}/apart`, { other });
  await amara.post(`/referrals/${one}/accept`, { 'accept-kind': 'justice' });
  assert.doesNotMatch((await amara.get(`/referrals/${two}`)).body, new RegExp(`Case ${one}`));
});

test('H14 LIK-2 a person of a case that the searcher may not open is found like nobody', async () => {
  const { own, second } = await twice('Zebedee Quillfeather', 'Zebedee Quillfeather');
  const supervisor = await house.asStaff(house.staff.priya);
  await supervisor.post(`/cases/${own}/readers/restrict`, { because: 'Well known', named: [house.staff.priya] });
  assert.match((await supervisor.get(`/referrals/${second}`)).body, new RegExp(`Case ${own}`));
  const there = (await amara.get(`/referrals/${second}`)).body;
  assert.doesNotMatch(there, new RegExp(own));
  assert.match(there, /Nothing like it was found among what you may open/);
  assert.equal((await amara.get(`/referrals/${second}/link?case=${own}`)).status, 404);
  const frame = await house.readAsStaff(house.staff.priya, (db) => caseFrame(db, own, house.today()));
  const form = { case: own, 'case-id': frame?.id ?? '', [`who-${randomUUID()}`]: 'joins' };
  assert.equal((await amara.post(`/referrals/${second}/link`, form)).status, 404);
});

test('LIK-6 the same reference of an agency is found, however it is written, also of the case it becomes and is linked to', async () => {
  const lewis = await aReferrer(house, await anAgency(house, 'Police in Corby', 'police'), 'PC Lewis Grant');
  const sent = (agencyReference: string, fullName: string) => {
    numbers += 1;
    const told = { fullName, happenedOn: null, contact: reach(`07700 900 ${numbers}`) };
    return aSentReferral(house, lewis, { agencyReference, told });
  };
  const pageOf = async ({ reference }: { readonly reference: string }) =>
    (await amara.get(`/referrals/${reference}`)).body;
  const one = await sent('26/771-903 A', 'Valentina Ashgrove');
  const two = await sent('26771903a', 'Dorian Pettifer');
  const why =
    /Dorian Pettifer and Valentina Ashgrove: the same reference: an agency gave it too\. Against it: another name/;
  assert.match(await pageOf(two), new RegExp(`Referral ${one.reference}[\\s\\S]*Perhaps the same`));
  assert.match(await pageOf(two), why);
  await house.actInService(house.staff.amara, (hand) =>
    addOtherTo(hand, one.reference, anOther({ fullName: 'Ulric Greenaway' })),
  );
  assert.equal((await amara.post(`/referrals/${one.reference}/accept`, { 'accept-kind': 'justice' })).status, 303);
  assert.match(await pageOf(two), new RegExp(`Case ${one.reference}[\\s\\S]*the same reference`));
  // Corrected while it waits: nothing is the same any more.
  const amendment = { field: 'agency-reference', words: '26/880 114', because: 'A typing error' } as const;
  await house.actInService(lewis, (hand) => amendReferral(hand, two.reference, amendment));
  assert.match(await pageOf(two), /Nothing like it was found/);
  // Linked, the case is of both; taken back, of its own again.
  const link = `/referrals/${two.reference}/link`;
  const { field, chosen, caseId } = idsOf((await amara.get(`${link}?case=${one.reference}`)).body);
  assert.equal(chosen, '');
  const linked = await amara.post(link, { case: one.reference, 'case-id': caseId, [field]: 'joins' });
  assert.equal(linked.status, 303, linked.body);
  const three = await sent('26 880114', 'Perdita Longstaff');
  assert.match(await pageOf(three), new RegExp(`Case ${one.reference}[\\s\\S]*the same reference`));
  assert.equal((await amara.post(`/referrals/${two.reference}/unlink`)).status, 303);
  const after = await pageOf(three);
  assert.match(after, new RegExp(`Referral ${two.reference}`));
  assert.doesNotMatch(after, new RegExp(`Case ${one.reference}`));
});

test('whoever was there before everything was compared is compared whole by the worker, once', async () => {
  const keeper = { ask: <Row>(query: Query<Row>) => house.ports.database.ask<Row>('tp_doorkeeper', query) };
  const whole = () => compareWhole({ keeper, act: house.ports.act });
  assert.equal(await whole(), 0, 'whoever comes now is whole');
  const { own, second } = await twice('Thaddeus Winterbourne', 'Somebody Elsewhere');
  const found = await house.readAsStaff(house.staff.amara, (db) => caseFrame(db, own, house.today()));
  // As a migration left them: their letters, and nothing that stands sealed.
  const spoilt = sql`is_whole = false, words = lower(e.full_name), sounds = '{}', marks = '{}', happened_on = null, postcode_district = ''`;
  await house.act({ caseId: found?.id as CaseId }, house.staff.amara, async (hand) => {
    const ofCase = sql`update app.likeness_entries e set ${spoilt} where case_id = ${found?.id}`;
    const ofReferral = sql`update app.likeness_entries e set ${spoilt} from app.referrals r where r.id = e.referral_id and r.reference = ${second}`;
    assert.deepEqual([await hand.run(ofCase), await hand.run(ofReferral)], [2, 1]);
  });
  const happened = { 'happened-on-day': '9', 'happened-on-month': '9', 'happened-on-year': '2021' };
  const look = async (typed: Readonly<Record<string, string>>) =>
    (await amara.post('/referrals/new/alike', typed)).body;
  const asHeard = { 'full-name': 'Tadeus Vinterborn', ...happened };
  assert.doesNotMatch(await look(asHeard), new RegExp(own));
  assert.doesNotMatch(await look({ phone: `07700 900${numbers}` }), new RegExp(second));
  assert.equal(await whole(), 2);
  assert.match(await look({ ...asHeard, phone: `07700 900${numbers}` }), new RegExp(`Case ${own}`));
  assert.match(await look({ phone: `07700 900${numbers}` }), new RegExp(`Referral ${second}`));
  assert.match(
    (await amara.get(`/referrals/${second}`)).body,
    /it happened in the same district \(NN16\), on the same day/,
  );
  assert.equal(await whole(), 0, 'it is done once');
});

test('LIK-6 two districts that the service says are of one town are said to be', async () => {
  await house.actInService(house.staff.amara, (hand) =>
    addAreas(hand, [
      { district: 'NN15', town: 'Kettering' },
      { district: 'NN14', town: 'Kettering' },
    ]),
  );
  await entered({ fullName: 'Clementine Ashworth', postcode: 'NN15', happenedOn: null });
  const look = async (postcode: string) =>
    (await amara.post('/referrals/new/alike', { 'full-name': 'Clementine Ashworth', postcode })).body;
  assert.match(await look('NN14 7AA'), /Clementine Ashworth: the same name, it happened in the same town/);
  assert.doesNotMatch(await look('NN4 7AA'), /the same town/);
});

test('LIK-9 a reference is compared as it is typed, kept with how to answer them, and found again', async () => {
  const typed = typedEntry('Leopold Ravenscar', { 'referrer-contact': 'Desk 4', 'agency-reference': 'ASB/26/0442-X' });
  const made = await amara.post('/referrals/new', typed);
  const page = (await amara.get(made.location ?? '')).body;
  assert.match(page, /Desk 4[\s\S]*Their reference: ASB\/26\/0442-X/);
  const found = (await amara.post('/referrals/new/alike', { 'agency-reference': 'asb 26 0442x' })).body;
  assert.match(
    found,
    new RegExp(`${made.location}"[\\s\\S]*Leopold Ravenscar: the same reference: an agency gave it too`),
  );
  const another = (await amara.post('/referrals/new/alike', { 'agency-reference': 'asb 26 0443x' })).body;
  assert.match(another, /Nothing like it was found/);
});

test('LIK-9 where and when it happened is compared before anybody has a name', async () => {
  const happened = { 'happened-on-day': '9', 'happened-on-month': '9', 'happened-on-year': '2021', kind: 'burglary' };
  const first = await entered({
    fullName: 'Barnabas Thistle',
    happenedOn: '2021-09-10' as PlainDate,
    postcode: 'NN15',
  });
  const found = (await amara.post('/referrals/new/alike', { ...happened, postcode: 'NN15 7AA' })).body;
  assert.match(found, new RegExp(`Referral ${first}`));
  assert.match(found, /Barnabas Thistle: it happened in the same district \(NN15\), one day apart/);
  assert.doesNotMatch((await amara.post('/referrals/new/alike', { ...happened, postcode: 'NN4' })).body, /Barnabas/);
});

const typedEntry = (fullName: string, changed: Readonly<Record<string, string>> = {}) => ({
  ...{ 'received-on-day': '1', 'received-on-month': '3', 'received-on-year': '2026', source: 'police', part: 'harmed' },
  ...{ 'full-name': fullName, ways: 'none', kind: 'burglary', 'what-happened': 'A break-in.', ...changed },
});
const lookedIn = (body: string) => /name="looked" value="([0-9a-f]{16})"/.exec(body)?.[1] ?? '';

test('LIK-9 whoever is typed is compared as they are typed, and nothing is kept by it', async () => {
  const { own } = await twice('Wilhelmina Underhill', 'Somebody Elsewhere');
  const found = await amara.post('/referrals/new/alike', {
    'full-name': 'Wilhelmina Underhil',
    phone: `07700 900${numbers}`,
  });
  assert.equal(found.status, 200);
  assert.match(found.body, new RegExp(`Case ${own}[\\s\\S]*Likely the same`));
  assert.match(found.body, /value="Wilhelmina Underhil"/);
  assert.doesNotMatch(found.body, /<title>Error/);
  const nobody = await amara.post('/referrals/new/alike', { 'full-name': 'Xavier Nobodyatall' });
  assert.match(nobody.body, /Nothing like it was found among what you may open/);
  assert.equal(
    lookedIn((await amara.post('/referrals/new/alike', { 'full-name': 'Xavier' })).body),
    '',
    'one name says nothing',
  );
});

test('LIK-9 an e-mail address alone finds whoever has it, and a birthday with the first name whoever changed their family name', async () => {
  const supervisor = await house.asStaff(house.staff.priya);
  const dateOfBirth = '1984-05-06' as PlainDate;
  const contact = { ...aReferral().contact, ways: ['email'] as const, phone: '', email: 'rosamund@rp.example' };
  const her = await entered({ fullName: 'Rosamund Aldercott', dateOfBirth, happenedOn: null, contact });
  const look = async (typed: Record<string, string>) => {
    const { body } = await supervisor.post('/referrals/new/alike', typed);
    const found = new RegExp(`Referral ${her}[\\s\\S]*?(Rosamund Aldercott: [^<]*)`).exec(body)?.[1];
    return found?.trim();
  };
  assert.equal(await look({ email: ' Rosamund@RP.example' }), 'Rosamund Aldercott: the same e-mail address.');
  const born = { 'date-of-birth-day': '6', 'date-of-birth-month': '5', 'date-of-birth-year': '1984' };
  const married = { 'full-name': 'Rosamund Penhaligon', ...born };
  assert.equal(await look(married), 'Rosamund Aldercott: the same first name, the same date of birth.');
  assert.equal(await look({ ...married, 'date-of-birth-year': '1999' }), undefined);
});

test('LIK-9 without a script they are shown once it is sent, before it is written down', async () => {
  const { own } = await twice('Philomena Greatorex', 'Somebody Elsewhere');
  const typed = typedEntry('Philomena Greatorex');
  const first = await amara.post('/referrals/new', typed);
  assert.equal(first.status, 200, first.body);
  // Beside the name, and named where somebody begins to read.
  assert.match(
    first.body,
    new RegExp(`href="#alike"[\\s\\S]*id="full-name"[\\s\\S]*Case ${own}[\\s\\S]*Ways that are safe`),
  );
  assert.match(first.body, /A break-in\./);
  const another = await amara.post('/referrals/new', { ...typed, looked: 'of somebody else' });
  assert.equal(another.status, 200);
  const made = await amara.post('/referrals/new', { ...typed, looked: lookedIn(first.body) });
  assert.match(made.location ?? '', /^\/referrals\/[0-9A-Z]{4}-[0-9A-Z]{4}$/, made.body);
  assert.equal((await amara.post('/referrals/new', typedEntry('Quentin Newcomer'))).status, 303);
});

test('LIK-3 LIK-9 whoever is ticked as not the same while somebody is written down is told apart once they are, and may be linked all the same later', async () => {
  const { own } = await twice('Septimus Fairbrother', 'Somebody Elsewhere');
  const frame = await house.readAsStaff(house.staff.amara, (db) => caseFrame(db, own, house.today()));
  // Somebody else than in the tests before: whoever looks often in a minute is asked to wait.
  const mia = await house.asStaff(house.staff.mia);
  const typed = typedEntry('Septimus Fairbrother');
  const ticked = { ...typed, 'not-the-same': frame?.id ?? '' };
  const shown = (await mia.post('/referrals/new', ticked)).body;
  assert.match(shown, new RegExp(`name="not-the-same"\\s+type="checkbox"\\s+value="${frame?.id}"\\s+checked`));
  const made = await mia.post('/referrals/new', {
    ...ticked,
    looked: lookedIn(shown),
    // What was not shown is not told apart, whatever is sent.
    'not-the-same': [frame?.id ?? '', randomUUID(), 'x'],
  });
  const page = (await mia.get(made.location ?? '')).body;
  assert.match(page, new RegExp(`not the same as ${own}`));
  assert.equal(page.split('not the same as').length - 1, 1);
  assert.doesNotMatch(page, new RegExp(`Case ${own}`));
});

test('LIK-9 H14 of a restricted case there is no hint, as somebody types or sends', async () => {
  const { own } = await twice('Crispin Fotheringay', 'Somebody Elsewhere');
  const supervisor = await house.asStaff(house.staff.priya);
  await supervisor.post(`/cases/${own}/readers/restrict`, { because: 'Well known', named: [house.staff.priya] });
  const look = { 'full-name': 'Crispin Fotheringay' };
  assert.match((await supervisor.post('/referrals/new/alike', look)).body, new RegExp(`Case ${own}`));
  const [there, nobody] = [
    await amara.post('/referrals/new/alike', look),
    await amara.post('/referrals/new/alike', { 'full-name': 'Crispan Nobodysuch' }),
  ];
  const sectionOf = (body: string) =>
    /id="alike"[^>]*>([\s\S]*?)<\/div>/.exec(body)?.[1]?.replace(/value="[0-9a-f]{16}"/, '');
  assert.equal(sectionOf(there.body), sectionOf(nobody.body));
  assert.equal((await amara.post('/referrals/new', typedEntry('Crispin Fotheringay'))).status, 303);
});

test('LIK-9 looks are counted, a minute at a time, for each by themselves', async () => {
  const mia = await house.asStaff(house.staff.mia);
  const look = () => mia.post('/referrals/new/alike', { 'full-name': 'Xavier Nobodyatall' });
  // More than twice as many as are let through: wherever a minute ends among them, one has too many.
  const bodies = await Promise.all(Array.from({ length: 50 }, async () => (await look()).body));
  assert.ok(bodies.some((body) => body.includes('You have looked many times in a minute')));
  const supervisor = await house.asStaff(house.staff.priya);
  const other = await supervisor.post('/referrals/new/alike', { 'full-name': 'Xavier Nobodyatall' });
  assert.match(other.body, /Nothing like it was found/);
});
