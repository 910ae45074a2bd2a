import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newReference } from '#casefile/cases/actions.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { letPeopleGo } from '#journey/listed/actions.ts';
import { sql, type Query } from '#platform/sql.ts';
import { aHouse } from '../../../test/support/house.ts';
import { anAgency, errorsIn, sendList, takenIn, workerReads } from '../../../test/support/lists.ts';

const asked: string[] = [];
const house = await aHouse({
  now: new Date('2026-11-23T10:00:00Z'),
  watch: (login, text) => login === 'tp_staff' && asked.push(text),
});
const agency = await anAgency(house);
const amara = await house.asStaff(house.staff.amara);
const rows = [
  'Name,Mobile,Email,Offence,Postcode,Crime number',
  'Moira Kettering,01604 496 0123,moira@example.org,Burglary,NN8 1AA,26/514820',
  'Ted Weedon,01604 496 0124,,Assault,NN1',
  'Una Oundle,01604 496 0125,,Theft,NN8',
  'Ada Raunds,,,Theft,NN8',
  'Rose Corby,,,Theft,NN8',
];
const list = await sendList(amara, agency, { name: 'week.csv', bytes: Buffer.from(rows.join('\n')) }, { ways: 'call' });
await takenIn(house, amara, list, {
  'column-full-name': '0',
  'column-phone': '1',
  'column-email': '2',
  'column-kind': '3',
  'column-postcode': '4',
  'column-reference': '5',
});
const first = (await amara.get('/offers')).body;
const idOf = (name: string) => new RegExp(`/offers/([0-9a-f-]{36})">${name}`).exec(first)?.[1] ?? '';
const on = (name: string, day: number) => ({
  [`${name}-day`]: String(day),
  [`${name}-month`]: '11',
  [`${name}-year`]: '2026',
});

// A list of people on one side, as it comes and is taken in; gives the ids in its order.
async function comes(part: 'harmed' | 'responsible', people: readonly string[]): Promise<readonly string[]> {
  const bytes = Buffer.from(['Name,Mobile,Offence,DOB', ...people].join('\n'));
  const sent = await sendList(amara, agency, { name: 'people.csv', bytes }, { ways: 'call', part });
  const columns = { 'column-full-name': '0', 'column-phone': '1', 'column-kind': '2', 'column-date-of-birth': '3' };
  await takenIn(house, amara, sent, columns);
  const { body } = await amara.get(`/offers?list=${sent}`);
  return [...body.matchAll(/\/offers\/([0-9a-f-]{36})"/g)].map(([, id = '']) => id);
}

test('everybody of the list who was never asked stands there, with what it is about', async () => {
  for (const name of ['Moira Kettering', 'Ted Weedon', 'Una Oundle', 'Ada Raunds'])
    assert.notEqual(idOf(name), '', name);
  assert.match(first, /Person harmed, burglary/);
});

test('somebody is found by a name, whatever the order of its words, and by nothing else of it', async () => {
  const found = (await amara.get('/offers?find=WEEDON,%20Mr%20ted')).body;
  assert.match(found, new RegExp(`/offers/${idOf('Ted Weedon')}"`));
  assert.doesNotMatch(found, /Moira Kettering/);
  assert.match((await amara.get('/offers?find=Weedon')).body, /Nobody on a list has the name or number “Weedon”/);
});

test('somebody is asked only in a way that was said to be safe', async () => {
  const ada = idOf('Ada Raunds');
  assert.match((await amara.get(`/offers/${ada}`)).body, /Nobody said which way is safe/);
  const refused = await amara.post(`/offers/${ada}/offer`, { way: 'call', ...on('offered-on', 20) });
  assert.equal(refused.status, 422);
  assert.match(errorsIn(refused.body), /Nobody said that this way is safe/);
  const byEmail = await amara.post(`/offers/${idOf('Moira Kettering')}/offer`, {
    way: 'email',
    ...on('offered-on', 20),
  });
  assert.match(errorsIn(byEmail.body), /Nobody said that this way is safe/);
});

test('a yes becomes a referral of the agency, in the ways the person called safe', async () => {
  const moira = idOf('Moira Kettering');
  const asked = await amara.post(`/offers/${moira}/offer`, {
    way: 'call',
    ...on('offered-on', 20),
    note: 'Rang at four.',
  });
  assert.equal(asked.status, 303);
  assert.match((await amara.get('/offers?standing=asked')).body, /By phone on 20 November 2026, by Amara Okafor/);
  const said = {
    answer: 'yes',
    ...on('answered-on', 23),
    ways: ['email'],
    email: 'moira@example.org',
    postcode: 'NN8 1AA',
  };
  const without = await amara.post(`/offers/${moira}/answer`, said);
  assert.match(errorsIn(without.body), /Write what happened/);
  const answered = await amara.post(`/offers/${moira}/answer`, {
    ...said,
    'what-happened': 'Her shed was broken into.',
  });
  assert.equal(answered.status, 303);
  const page = (await amara.get(`/offers/${moira}`)).body;
  const reference = /\/referrals\/([0-9A-Z-]{9})"/.exec(page)?.[1] ?? '';
  const referral = (await amara.get(`/referrals/${reference}`)).body;
  assert.match(referral, /Moira Kettering/);
  assert.match(referral, /Her shed was broken into/);
  assert.match(referral, /Their reference: 26\/514820/, 'the number of the agency goes along');
  assert.match(referral, /moira@example\.org/);
  assert.doesNotMatch(referral, /01604 496 0123/, 'a number she did not call safe is not kept');
  assert.match(
    (await amara.post(`/offers/${moira}/offer`, { way: 'call', ...on('offered-on', 23) })).body,
    /They have answered already/,
  );
  // Undoing a list of which somebody was asked is refused.
  assert.match((await amara.post(`/lists/${list}/undo`)).body, /was asked already/);
});

test('not now says from when, makes a task for that day, and nobody asks before it', async () => {
  const ted = idOf('Ted Weedon');
  await amara.post(`/offers/${ted}/offer`, { way: 'call', ...on('offered-on', 20) });
  const missing = await amara.post(`/offers/${ted}/answer`, { answer: 'not-now', ...on('answered-on', 23) });
  assert.match(errorsIn(missing.body), /from when they are happy to be asked again/);
  await amara.post(`/offers/${ted}/answer`, { answer: 'not-now', ...on('answered-on', 23), ...on('ask-after', 30) });
  assert.match((await amara.get('/offers?standing=not-now')).body, /Ask again from 30 November 2026/);
  assert.doesNotMatch((await amara.get('/offers?standing=ask-again')).body, /Ted Weedon/);
  assert.match(
    (await amara.post(`/offers/${ted}/offer`, { way: 'call', ...on('offered-on', 23) })).body,
    /asked us to wait/,
  );
  const task = await house.readAsStaff(house.staff.amara, (db) =>
    db.row(sql`select due_on as "dueOn" from app.tasks where kind = 'ask-again' and case_id is null`),
  );
  assert.deepEqual(task, { dueOn: '2026-11-30' });
});

test('a no ends the asking, and an answer needs that somebody was asked', async () => {
  const una = idOf('Una Oundle');
  const early = await amara.post(`/offers/${una}/answer`, { answer: 'no', ...on('answered-on', 23) });
  assert.match(errorsIn(early.body), /Write down first that they were asked/);
  await amara.post(`/offers/${una}/offer`, { way: 'in-person', ...on('offered-on', 21) });
  await amara.post(`/offers/${una}/answer`, { answer: 'no', ...on('answered-on', 22) });
  assert.match((await amara.get('/offers?standing=no')).body, /Una Oundle/);
});

test('how long somebody is kept stands on their page; who wishes it is forgotten at once', async () => {
  const ada = idOf('Ada Raunds');
  assert.match((await amara.get(`/offers/${ada}`)).body, /is kept until 22 May 2027: 180 days from the day they came/);
  assert.equal((await amara.post(`/offers/${ada}/forget`)).status, 303);
  const after = (await amara.get(`/offers/${ada}`)).body;
  assert.match(after, /What the list said of them was let go of on 23 November 2026/);
  assert.doesNotMatch(after, /Ada Raunds|Forget them now/);
  assert.equal((await amara.post(`/offers/${ada}/offer`, { way: 'in-person', ...on('offered-on', 23) })).status, 404);
  assert.match(errorsIn((await amara.post(`/offers/${ada}/forget`)).body), /let go of already/);
});

test('with time they are let go of by themselves, and known again all the same', async () => {
  const keeper = { ask: <Row>(query: Query<Row>) => house.ports.database.ask('tp_doorkeeper', query) };
  const letGo = () => letPeopleGo({ keeper, act: house.ports.act });
  const una = idOf('Una Oundle');
  assert.equal(await letGo(), 0);
  house.setNow(new Date('2026-12-23T10:00:00Z'));
  assert.equal(await letGo(), 1, 'Una, who said no on 22 November');
  assert.match((await amara.get(`/offers/${una}`)).body, /Row 4, name let go[\s\S]*No, on 22 November 2026/);
  assert.match((await amara.get(`/offers/${idOf('Moira Kettering')}`)).body, /Moira Kettering/);
  const again = await sendList(amara, agency, {
    name: 'again.csv',
    bytes: Buffer.from([rows[0] ?? '', rows[3] ?? ''].join('\n')),
  });
  await amara.post(`/lists/${again}/columns`, { 'column-full-name': '0', 'column-phone': '1' });
  await workerReads(house, again);
  assert.match((await amara.get(`/lists/${again}`)).body, /The same person came with an earlier list/);
  house.setNow(new Date('2026-11-23T10:00:00Z'));
});

test('the figures say who came, who was asked, how and by whom, and who never was', async () => {
  const text = (body: string) => body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  const page = text((await amara.get('/offers/figures')).body);
  assert.match(page, /Came 5 .*Asked 3 60% of those who came Never asked 2 40%/);
  assert.match(page, /November 2026 5 2 0 1 1 1/, 'never asked, no answer yet, not now, no, yes');
  assert.match(page, /Northamptonshire Police 5 2 0 1 1 1/);
  assert.match(page, /By phone 2 Face to face 1/);
  assert.match(page, /Amara Okafor 3/);
  const other = await anAgency(house, 'Victim Care');
  const ofOther = text((await amara.get(`/offers/figures?agency=${other}`)).body);
  assert.match(ofOther, /Nobody came with a list/);
  assert.doesNotMatch(ofOther, /Amara Okafor 3/);
});

test('whoever is with us already is shown before they are asked, and their no is heard', async () => {
  const reference = newReference();
  const contact = { ...aReferral().contact, phone: '01604 496 0177' };
  await house.actInService(house.staff.amara, async (hand) => {
    const typed = aReferral({ fullName: 'Rosa Thrapston', called: 'Rosa', contact, receivedOn: house.today() });
    await enterReferral(hand, typed, reference);
  });
  const ids = await comes('harmed', ['Rosa Thrapston,01604 496 0177,Theft,']);
  const path = `/offers/${ids[0]}`;
  const before = (await amara.get(path)).body;
  assert.match(before, new RegExp(`May be with us already[\\s\\S]*/referrals/${reference}`));
  assert.match(before, /the same phone number/);
  assert.doesNotMatch(before, /said no|wanted no contact/);
  await amara.post(`/referrals/${reference}/decline`, { 'decline-reason': 'no-contact-wanted' });
  assert.match((await amara.get(path)).body, /somebody wanted no contact[\s\S]*It was declined/);
  const asks = { way: 'call', ...on('offered-on', 20) };
  const refused = await amara.post(`${path}/offer`, asks);
  assert.match(errorsIn(refused.body), /Somebody like them said no/);
  assert.equal((await amara.post(`${path}/offer`, { ...asks, although: 'She rang us herself today.' })).status, 303);
  assert.match((await amara.get(path)).body, /Asked although somebody like them said no: She rang us herself today/);
});

test('of somebody responsible it is said who is asked first, and of a child who agrees', async () => {
  const [dylan] = await comes('responsible', ['Dylan Thrapston,01604 496 0178,Theft,1.2.2012']);
  const path = `/offers/${dylan}`;
  assert.match((await amara.get(path)).body, /They are under 18[\s\S]*Was who was harmed asked first/);
  const asks = { way: 'call', ...on('offered-on', 20) };
  const errors = errorsIn((await amara.post(`${path}/offer`, asks)).body);
  assert.match(errors, /Say whether who was harmed was asked first[\s\S]*Write which parent or carer/);
  const first = { ...asks, order: 'responsible-first', guardian: 'Gail Thrapston' };
  const kept = await amara.post(`${path}/offer`, first);
  assert.match(errorsIn(kept.body), /Write why they are asked before/);
  assert.match(kept.body, /value="Gail Thrapston"/);
  await amara.post(`${path}/offer`, { ...first, 'order-reason': 'He leaves on Friday' });
  assert.match(
    (await amara.get(path)).body,
    /Asked before who was harmed: He leaves on Friday\.[\s\S]*Gail Thrapston agreed/,
  );
  const yes = { answer: 'yes', ...on('answered-on', 23), ways: ['none'], 'what-happened': 'He broke a window.' };
  assert.equal((await amara.post(`${path}/answer`, yes)).status, 303);
  const [, referral = ''] = /\/referrals\/([0-9A-Z-]{9})"/.exec((await amara.get(path)).body) ?? [];
  assert.match((await amara.get(`/referrals/${referral}`)).body, /Gail Thrapston/);
});

test('offers are not there for whoever does not decide about referrals', async () => {
  const jo = await house.asStaff(house.staff.jo);
  for (const path of ['/offers', '/offers/figures', `/offers/${idOf('Una Oundle')}`])
    assert.equal((await jo.get(path)).status, 404);
});

test('the page of offers asks the same however many there are', async () => {
  const questions = async () => {
    asked.length = 0;
    const { body } = await amara.get('/offers');
    // Keys are asked for once in a while, however many rows there are: those of people seen long enough ago.
    const queries = asked.filter((text) => text.includes('app.') && !text.includes('app.opening_keys'));
    return { lines: body.split('/offers/').length, queries: queries.length };
  };
  const few = await questions();
  const names = Array.from({ length: 20 }, (_, at) => `Somebody ${at} Rushden,Theft`);
  const bytes = Buffer.from(['Name,Offence', ...names].join('\n'));
  const more = await sendList(amara, agency, { name: 'more.csv', bytes }, { ways: 'call' });
  await takenIn(house, amara, more, { 'column-full-name': '0', 'column-kind': '1' });
  const many = await questions();
  assert.ok(few.queries > 0 && many.lines > few.lines + 10, `${few.lines} and ${many.lines} lines`);
  assert.equal(many.queries, few.queries);
});
