import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newReference } from '#casefile/cases/actions.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { freshAttempt } from '#platform/forms.ts';
import { sql } from '#platform/sql.ts';
import { anAgency, aReferrer, aSentReferral } from '../../../test/support/agencies.ts';
import { aHouse } from '../../../test/support/house.ts';
import { referPage } from './entry-pages.ts';

const house = await aHouse();
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const school = await anAgency(house, 'Lings Academy', 'school');
const lewis = await aReferrer(house, corby, 'PC Lewis Grant');
const naomi = await aReferrer(house, school, 'Naomi Achebe');
const pc = await house.asStaff(lewis);
const amara = await house.asStaff(house.staff.amara);

const filled = {
  part: 'harmed',
  'full-name': 'Joanne Hartley 🌱',
  agreed: 'yes',
  told: 'PC Grant, on Monday',
  ways: 'call',
  phone: '07700 900123',
  times: 'After four',
  kind: 'burglary',
  'what-happened': 'Somebody broke in while the family was asleep.',
  postcode: 'NN16 0AA',
  'agency-reference': '26/514820',
  situation: 'Charged.',
};
const task = () =>
  house.readAsStaff(house.staff.amara, (db) =>
    db.rows(sql<{ kind: string }>`select kind from app.tasks where kind = 'referral-amended' and done_at is null`),
  );

async function send(): Promise<string> {
  const { location = '' } = await pc.post('/agency/refer', filled);
  return location.split('/').at(-1) ?? '';
}

test('an agency is asked what such an agency knows', async () => {
  const police = await pc.get('/agency/refer');
  assert.match(police.body, /Crime reference/);
  assert.doesNotMatch(police.body, /Who at school they trust/);
  assert.match((await (await house.asStaff(naomi)).get('/agency/refer')).body, /Who at school they trust/);
});

for (const [kind, part, incident, asked, notAsked] of [
  ['police', 'harmed', 'burglary', ['Crime reference', 'Phone number', 'hope for'], ['Prison number']],
  ['probation', 'responsible', 'assault', ['Sentence', 'Phone number'], ['Crime reference']],
  [
    'prison',
    'responsible',
    'serious-crime',
    ['Which prison', 'Post to the prison'],
    ['Phone number', 'E-mail', 'careful of'],
  ],
  ['victim-service', 'harmed', 'assault', ['What support they have now', 'hope for'], ['Sentence']],
  ['housing', 'harmed', 'neighbour-dispute', ['Tenancy', 'both are your tenants'], ['Crime reference']],
  ['council', 'harmed', 'anti-social-behaviour', ['What has been tried already'], ['Tenancy']],
  ['school', 'harmed', 'assault', ['Who at school they trust', 'Parent or carer'], ['Postcode of the place']],
  [
    'court',
    'responsible',
    'assault',
    ['Court case number', 'next hearing'],
    ['hope for', 'like to be called', 'help them to take part'],
  ],
  ['other', 'harmed', 'neighbour-dispute', ['What has been done so far', 'hope for'], ['Crime reference']],
] as const)
  test(`a journey of its own, asking what such an agency knows: ${kind}`, () => {
    const page = String(referPage(kind, freshAttempt, { action: '/agency/refer', back: '/agency' }).body);
    assert.equal(/name="part"[^>]*value="([a-z]+)"/.exec(page)?.[1], part);
    assert.equal(/<option value="(?!")([a-z-]+)"/.exec(page.slice(page.indexOf('name="kind"')))?.[1], incident);
    for (const words of asked) assert.ok(page.includes(words), `asks: ${words}`);
    for (const words of notAsked) assert.ok(!page.includes(words), `does not ask: ${words}`);
  });

test('what is missing is said at its field, and nothing typed is lost', async () => {
  const answer = await pc.post('/agency/refer', {
    ...filled,
    'full-name': '',
    phone: '',
    postcode: 'somewhere',
    'happened-on-day': '30',
    'happened-on-month': '2',
    'happened-on-year': '2026',
  });
  assert.equal(answer.status, 422);
  assert.match(answer.body, /Write their name/);
  assert.match(answer.body, /Write a day that exists/);
  assert.match(answer.body, /Somebody broke in while the family was asleep\./);
  const again = await pc.post('/agency/refer', { ...filled, phone: '' });
  assert.match(again.body, /Write the phone number/);
  assert.match((await pc.post('/agency/refer', { ...filled, postcode: 'somewhere' })).body, /Write a postcode/);
  const long = await pc.post('/agency/refer', { ...filled, 'what-happened': 'x'.repeat(10_001) });
  assert.match(long.body, /Write what happened in 5,000 characters or fewer/);
});

test('a police officer sends, follows, changes, and takes back', async () => {
  const reference = await send();
  assert.match(reference, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  const at = `/agency/referrals/${reference}`;
  const page = await pc.get(at);
  assert.match(page.body, /We have it/);
  assert.match(page.body, /Joanne Hartley 🌱/);
  assert.match(page.body, /26\/514820/);
  assert.match((await pc.get('/agency')).body, new RegExp(reference));

  await amara.post(`/referrals/${reference}/acknowledge`);
  assert.match((await pc.get(at)).body, /We have read it/);

  const change = { field: 'phone', words: '07700 900456', because: '' };
  assert.match((await pc.post(`${at}/change`, change)).body, /Write the reason/);
  assert.equal((await pc.post(`${at}/change`, { ...change, because: 'A new phone.' })).location, at);
  assert.match((await pc.get(at)).body, /07700 900456[\s\S]*A new phone\./);
  assert.match((await amara.get(`/referrals/${reference}`)).body, /07700 900456/);
  assert.match((await amara.get(`/referrals/${reference}/agency`)).body, /Before:[\s\S]*07700 900123/);
  assert.equal((await task()).length, 1);

  assert.match((await pc.post(`${at}/withdraw`, { reason: 'another-reason', words: '' })).body, /Write the reason/);
  assert.equal((await pc.post(`${at}/withdraw`, { reason: 'the-person-asked' })).location, at);
  assert.match((await pc.get(at)).body, /You took it back/);
  assert.equal((await pc.get(`${at}/change`)).status, 404);
  assert.match((await amara.get('/referrals?status=withdrawn')).body, new RegExp(reference));
  assert.equal((await amara.post(`/referrals/${reference}/acknowledge`)).status, 422);
});

test('AGY-4 a number of a way that is not safe is not taken, and one that is must be written like one', async () => {
  const at = `/agency/referrals/${await send()}/change`;
  const because = 'She told me.';
  const unsafe = await pc.post(at, { field: 'email', words: 'joanne@example.org', because });
  assert.equal(unsafe.status, 422);
  assert.match(unsafe.body, /They did not say that this way is safe/);
  assert.match(unsafe.body, /joanne@example\.org/);
  assert.match((await pc.post(at, { field: 'phone', words: 'ask her mum', because })).body, /Write a phone number/);
});

const known = { agreed: 'yes', told: 'PC Grant, on Monday', because: 'She told me.' };
const dylan = { 'person-part': 'responsible', 'person-full-name': 'Dylan Marsh' };
const accepting = { 'accept-kind': 'justice' };

test('AGY-7 ELG-4 who does not agree any more is not taken on, until the agency or somebody here says otherwise', async () => {
  const reference = await send();
  const at = `/agency/referrals/${reference}`;
  const page = (await pc.get(`${at}/know`)).body;
  assert.match(page, /value="yes"[^<]*checked[\s\S]*value="PC Grant, on Monday"/);
  assert.match((await pc.post(`${at}/know`, known)).body, /what the referral says already/);
  assert.match((await pc.post(`${at}/know`, { ...known, agreed: 'no', because: '' })).body, /Write the reason/);
  const no = { agreed: 'no', told: 'Her sister, not I', because: 'She rang and said no.' };
  assert.equal((await pc.post(`${at}/know`, no)).location, at);
  assert.match((await pc.get(at)).body, /No, or not known[\s\S]*Before:[\s\S]*Yes/);
  const seen = (await amara.get(`/referrals/${reference}`)).body;
  assert.match(seen, /Ask the agency first/);
  assert.match(seen, /Somebody has said no to restorative practice/);
  assert.match(
    (await amara.get(`/referrals/${reference}/agency`)).body,
    /Her sister, not I[\s\S]*She rang and said no/,
  );
  await amara.post(`/referrals/${reference}/others/person`, dylan);
  const accept = () => amara.post(`/referrals/${reference}/accept`, accepting);
  assert.match((await accept()).body, /Something stops it for now/);
  assert.equal((await (await house.asStaff(naomi)).get(`${at}/know`)).status, 404);
  assert.equal((await (await house.asStaff(naomi)).post(`${at}/know`, known)).status, 404);

  assert.equal((await pc.post(`${at}/know`, { ...known, because: 'She said yes after all.' })).location, at);
  assert.doesNotMatch((await amara.get(`/referrals/${reference}`)).body, /Ask the agency first|has said no to/);
  assert.equal((await accept()).location, `/cases/${reference}`);
});

test('AGY-7 in a case a no shuts every way to whoever has not spoken with us, and a yes opens none of them by itself', async () => {
  const reference = await send();
  const at = `/agency/referrals/${reference}`;
  await amara.post(`/referrals/${reference}/others/person`, dylan);
  await amara.post(`/referrals/${reference}/accept`, accepting);
  const people = async () => (await amara.get(`/cases/${reference}/people`)).body;
  assert.match(await people(), /07700 900123/);
  assert.equal((await pc.post(`${at}/know`, { ...known, agreed: 'no', because: 'She rang.' })).location, at);
  assert.match((await pc.get(at)).body, /In touch with people/, 'nothing of the case is told');
  const safe = () =>
    house.readAsStaff(house.staff.amara, (db) =>
      db.rows(sql<{ no: boolean }>`
        select not (s.may_phone or s.may_text or s.may_email or s.may_post) as no
          from app.safe_contact_rules s join app.referrals r on r.service_id = s.service_id and r.person_id = s.person_id
         where r.reference = ${reference} order by s.seq`),
    );
  assert.deepEqual(await safe(), [{ no: false }, { no: true }]);
  const ways = (await amara.get(`/cases/${reference}/eligibility`)).body;
  assert.match(ways, /Somebody has said no to restorative practice/);
  const tasks = await house.readAsStaff(house.staff.amara, (db) =>
    db.rows(sql<{ kind: string }>`select kind from app.tasks where kind = 'no-longer-agrees'`),
  );
  assert.equal(tasks.length, 1);
  assert.equal((await pc.post(`${at}/know`, { ...known, because: 'A mistake of mine.' })).location, at);
  assert.doesNotMatch(
    (await amara.get(`/cases/${reference}/eligibility`)).body,
    /has said no to restorative practice\./,
  );
  assert.equal((await safe()).length, 2, 'what is safe is for somebody here to write down');
});

test('AGY-8 FLG-4 a danger learnt after we read it puts the referral first in the inbox, with its flag, and the agency sees what it added', async () => {
  const [reference, other] = [await send(), await send()];
  const at = `/agency/referrals/${reference}`;
  for (const each of [reference, other]) await amara.post(`/referrals/${each}/acknowledge`);
  const places = async () => {
    const { body } = await amara.get('/referrals');
    const stands = (each: string) => body.indexOf(`/referrals/${each}`);
    return { body, flaggedFirst: stands(reference) < stands(other), otherFirst: stands(other) < stands(reference) };
  };
  // Two that are due on the same day stand by their id: the one that stands later is told of.
  const [late, early] = (await places()).otherFirst ? [reference, other] : [other, reference];
  const lateAt = `/agency/referrals/${late}`;
  const risk = { risks: ['stalking', 'self-harm'], 'risks-because': 'Her sister rang 🌱.' };
  const nothing = await pc.post(`${lateAt}/risks`, { 'risks-because': 'x' });
  assert.match(nothing.body, /Tick at least one/);
  assert.match((await pc.post(`${lateAt}/risks`, { risks: 'stalking' })).body, /Write how you know/);
  assert.doesNotMatch((await places()).body, /Safety<\/strong>/);
  assert.equal((await pc.post(`${lateAt}/risks`, risk)).location, lateAt);
  const { body } = await places();
  assert.ok(body.indexOf(`/referrals/${late}`) < body.indexOf(`/referrals/${early}`));
  assert.match(body, /Safety<\/strong>\s*Somebody may harm themselves\. Stalking or harassment/);
  assert.match((await amara.get(`/referrals/${late}`)).body, /Stalking or harassment/);
  const log = /Added:[\s\S]*Somebody may harm themselves[\s\S]*Stalking or harassment[\s\S]*Her sister rang 🌱\./;
  assert.match((await pc.get(lateAt)).body, log);
  assert.match((await amara.get(`/referrals/${late}/agency`)).body, log);
  // What stands already stands once, and the agency is answered as before.
  const again = { ...risk, risks: ['stalking', 'hate'] };
  assert.equal((await pc.post(`${lateAt}/risks`, again)).location, lateAt);
  assert.match((await places()).body, /Stalking or harassment\. Hate because/);
  assert.equal((await (await house.asStaff(naomi)).post(`${at}/risks`, risk)).status, 404);
  for (const each of [reference, other])
    await pc.post(`/agency/referrals/${each}/withdraw`, { reason: 'the-person-asked' });
});

test('AGY-8 FLG-5 in a case whoever may open it is asked on the same day to raise the flag, and no agency raises it', async () => {
  const reference = await send();
  const at = `/agency/referrals/${reference}`;
  await amara.post(`/referrals/${reference}/others/person`, dylan);
  await amara.post(`/referrals/${reference}/accept`, accepting);
  assert.equal(
    (await pc.post(`${at}/risks`, { risks: 'stalking', 'risks-because': 'He waits outside.' })).location,
    at,
  );
  assert.match((await pc.get(at)).body, /Stalking or harassment[\s\S]*The referral was decided before/);
  const tasks = await house.readAsStaff(house.staff.amara, (db) =>
    db.rows(sql<{ dueOn: string; isOfCase: boolean }>`
      select due_on::text as "dueOn", case_id is not null as "isOfCase" from app.tasks
       where words like '%raise the flag%' and done_at is null`),
  );
  // One for a coordinator, one for whoever leads the case.
  const one = { dueOn: house.today(), isOfCase: true };
  assert.deepEqual(tasks, [one, one]);
  assert.deepEqual(
    await house.readAsStaff(house.staff.amara, (db) =>
      db.rows(
        sql`select f.kind from app.safety_flags f join app.referrals r on r.id = f.referral_id where r.reference = ${reference}`,
      ),
    ),
    [],
  );
});

test('after it became a case the agency learns that people are talked with, and when it is finished', async () => {
  const reference = await send();
  const at = `/agency/referrals/${reference}`;
  await amara.post(`/referrals/${reference}/others/person`, {
    'person-part': 'responsible',
    'person-full-name': 'Dylan Marsh',
  });
  assert.equal(
    (await amara.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' })).location,
    `/cases/${reference}`,
  );
  const page = await pc.get(at);
  assert.match(page.body, /In touch with people/);
  assert.doesNotMatch(page.body, /Dylan/);
  const tooLate = await pc.post(`${at}/withdraw`, { reason: 'sent-twice', words: 'By two of us.' });
  assert.match(tooLate.body, /you can ask us to stop[\s\S]*action="[^"]+\/stop"[\s\S]*By two of us\./);
  assert.match((await pc.get(at)).body, /Ask us to stop/);
  assert.match((await pc.post(`${at}/stop`, { reason: 'another-reason', words: '' })).body, /Write the reason/);
  const asked = await pc.post(`${at}/stop`, { reason: 'the-person-asked', words: 'She rang me 🌱.' });
  assert.equal(asked.location, `${at}/messages`);
  const read = (await amara.get(`/referrals/${reference}/agency/messages`)).body;
  assert.match(read, /Please stop\. The person asked us to\.[\s\S]*She rang me 🌱\./);
  const tasks = await house.readAsStaff(house.staff.amara, (db) =>
    db.rows(sql<{ dueOn: string }>`
      select due_on::text as "dueOn" from app.tasks where kind = 'agency-asks-to-stop' and done_at is null`),
  );
  assert.deepEqual(tasks, [{ dueOn: house.today() }]);
  assert.match((await pc.get(at)).body, /In touch with people/, 'nothing stops by itself');
  const late = await pc.post(`${at}/change`, { field: 'hopes', words: 'An apology.', because: 'She said so.' });
  assert.equal(late.location, at);
  assert.match((await pc.get(at)).body, /The referral was decided before/);
  assert.doesNotMatch((await amara.get(`/referrals/${reference}`)).body, /An apology\./);
  const [year = '', month = '', day = ''] = house.today().split('-');
  const closing = `/cases/${reference}/closure`;
  const ending = { reason: 'harmed-declined', 'closed-on-day': day, 'closed-on-month': month, 'closed-on-year': year };
  assert.equal((await amara.post(closing, ending)).location, closing);
  const finished = await pc.get(at);
  assert.match(finished.body, /Finished/);
  assert.doesNotMatch(finished.body, /declined/);
  assert.equal((await amara.post(`${closing}/reopen`, { because: 'She rang again' })).status, 303);
  assert.match((await pc.get(at)).body, /In touch with people/);
});

test('another agency, staff of the service and whoever is stopped find nothing', async () => {
  const { reference } = await aSentReferral(house, lewis);
  const at = `/agency/referrals/${reference}`;
  const other = await house.asStaff(naomi);
  for (const path of [at, `${at}/change`, `${at}/withdraw`]) assert.equal((await other.get(path)).status, 404);
  for (const end of ['withdraw', 'stop'])
    assert.equal((await other.post(`${at}/${end}`, { reason: 'sent-twice' })).status, 404);
  assert.match((await pc.post(`${at}/stop`, { reason: 'sent-twice' })).body, /you can still take it back yourself/);
  assert.equal((await amara.get('/agency')).status, 404);
  for (const path of ['/caseload', '/search', '/referrals', `/cases/${reference}`, '/staff', '/venues'])
    assert.equal((await pc.get(path)).status, 404, path);
  assert.equal((await pc.get('/work')).location, '/agency');
  assert.equal((await pc.get('/account')).status, 200);
  const stopped = await aReferrer(house, corby, 'PC Anwar');
  const anwar = await house.asStaff(stopped);
  assert.equal((await anwar.get('/agency')).status, 200);
  assert.equal((await amara.post(`/agencies/${corby}/stop`, { person: stopped })).location, `/agencies/${corby}`);
  assert.match((await anwar.get('/agency')).location ?? '', /^\/sign-in/);
});

test('a referral that staff wrote down has nothing besides it, and says so', async () => {
  const reference = newReference();
  await house.actInService(house.staff.amara, (hand) =>
    enterReferral(hand, aReferral({ source: 'police', receivedOn: house.today() }), reference),
  );
  assert.match((await amara.get(`/referrals/${reference}/agency`)).body, /wrote this referral down/);
  assert.equal((await amara.get('/referrals/AAAA-AAAA/agency')).status, 404);
});

test('coordinators keep the list: an agency, its people, a link that works once', async () => {
  const added = await amara.post('/agencies/new', { name: 'Homes for Kettering', kind: 'housing' });
  assert.match(added.location ?? '', /^\/agencies\/[0-9a-f-]{36}$/);
  assert.match(
    (await amara.post('/agencies/new', { name: 'homes for kettering', kind: 'other' })).body,
    /already there/,
  );
  const at = added.location ?? '';
  assert.match((await amara.post(`${at}/people`, { name: '', email: 'x' })).body, /Write their name/);
  assert.equal((await amara.post(`${at}/people`, { name: 'Gemma Tookey', email: 'gemma@homes.example' })).location, at);
  const page = await amara.get(at);
  const person = /name="person" value="([0-9a-f-]{36})"/.exec(page.body)?.[1] ?? '';
  const shown = await amara.post(`${at}/show-link`, { person });
  const link = /\/join\/[\w-]+/.exec(shown.body)?.[0] ?? '';
  assert.match((await house.asStranger().get(link)).body, /Welcome, Gemma Tookey/);
  assert.equal((await amara.post(`${at}/show-link`, { person: house.staff.adil })).status, 404);
  assert.doesNotMatch((await amara.get('/staff')).body, /Gemma Tookey/);
  assert.equal((await (await house.asStaff(house.staff.jo)).get('/agencies')).status, 404);
});
