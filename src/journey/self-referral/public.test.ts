import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { nearbyServices, northamptonshire } from '#service/areas/examples.ts';
import { addAreas } from '#service/areas/store.ts';
import { sql } from '#platform/sql.ts';
import { hashOf } from '#platform/token.ts';
import { readWebsite } from '#service/website/facts.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import { aHouse, type Caller } from '../../../test/support/house.ts';

const house = await aHouse({ website: { ...(await readWebsite()), nearby: nearbyServices } });
await house.act({ caseId: randomUUID() as CaseId }, house.staff.amara, (hand) => addAreas(hand, northamptonshire));

type Sent = Record<string, string | readonly string[]>;
const forms: Readonly<Record<string, Sent>> = {
  '/refer': { part: 'harmed' },
  '/refer/name': { 'full-name': 'Joanne Hartley', called: '' },
  '/refer/age': { 'under-18': 'no' },
  '/refer/contact': { ways: ['call', 'text'] },
  '/refer/contact-details': { phone: '07700 900 123' },
  '/refer/contact-times': { times: '' },
  '/refer/contact-voicemail': { voicemail: 'no' },
  '/refer/contact-answered': { 'if-someone-else': '' },
  '/refer/contact-word': { codeword: 'bluebell' },
  '/refer/kind': { kind: 'burglary' },
  '/refer/happened': { words: 'Somebody broke in.\r\n\r\nThey took a ring 💍.' },
  '/refer/when': { when: 'In March' },
  '/refer/where': { where: 'At home' },
  '/refer/postcode': { postcode: 'NN16 8AA' },
  '/refer/others': { others: '' },
  '/refer/hopes': { hopes: 'To ask why.' },
  '/refer/language': { language: '' },
  '/refer/access': { 'access-needs': '' },
};

async function walk(caller: Caller, changed: Readonly<Record<string, Sent>> = {}): Promise<readonly string[]> {
  const path: string[] = [];
  for (const [page, sent] of Object.entries(forms)) {
    const answer = await caller.post(page, { ...sent, ...changed[page] });
    assert.equal(answer.status, 303, `${page}: ${answer.body.slice(0, 2000)}`);
    path.push(answer.location ?? '');
  }
  return path;
}

test('somebody is led question by question, safe contact before what happened, and sees it all before sending', async () => {
  const caller = house.asStranger();
  assert.deepEqual(await walk(caller), [...Object.keys(forms).slice(1), '/refer/check']);
  const check = await caller.get('/refer/check');
  for (const words of ['Joanne Hartley', '07700 900 123', 'They took a ring 💍.', 'bluebell', 'NN16', 'To ask why.'])
    assert.ok(check.body.includes(words), words);
  assert.match(check.body, /href="\/refer\/contact"/);
  assert.doesNotMatch(check.body, /8AA/);
});

/** What whoever asks for another reads, of words that are theirs alone: page by page. */
const ownWords = {
  parent: {
    '/refer/about': /as in a fight at school/,
    '/refer/knowing': /A child has a say too, and may say no/,
    '/refer/age': /a grown-up son or daughter/,
    '/refer/guardian': /It may be you/,
    '/refer/contact': /may be safer than yours/,
    '/refer/others': /in touch with them or their family about this yourself/,
    '/refer/hopes': /What you wish for may be something else/,
    '/refer/check': /what your child says to us stays with them/,
  },
  friend: {
    '/refer/knowing': /it is theirs to say yes/,
    '/refer/age': /who looks after them, if you know/,
    '/refer/guardian': /Please do not tell them about this yourself/,
    '/refer/check': /friends do not hear of it from us/,
  },
  worker: {
    '/refer/organisation': /<h1[\s\S]*Where do you work\?[\s\S]*<\/h1>/,
    '/refer/about': /not what a report says/,
    '/refer/knowing': /A yes from where you work is not enough/,
    '/refer/age': /we ask you who looks after them\./,
    '/refer/guardian': /the name of their social worker/,
    '/refer/contact': /do not take it from your files/,
    '/refer/others': /If you work with them as well, say so/,
    '/refer/hopes': /not what has to be done for your work/,
    '/refer/check': /Where you work[\s\S]*Corby Youth Team[\s\S]*cannot tell you, or where you work/,
  },
} as const satisfies Record<string, Readonly<Record<string, RegExp>>>;

for (const [relation, part, happened] of [
  ['parent', 'harmed', /You do not have to ask your child to go through it/],
  ['parent', 'responsible', /We are not here to judge your child, or you/],
  ['friend', 'harmed', /would not mind that you tell us\. They can tell us the rest/],
  ['friend', 'responsible', /would not mind that you tell us\. We are not here to judge them/],
  ['worker', 'harmed', /and no reports\. They can tell us the rest/],
  ['worker', 'responsible', /and no reports\. We are not here to judge them/],
] as const) {
  test(`a ${relation} who asks for somebody ${part} is spoken to in words of their own, and of nobody else`, async () => {
    const caller = house.asStranger();
    const asked: Readonly<Record<string, Sent>> = {
      ...forms,
      '/refer': { part: 'another' },
      '/refer/asker': { 'asker-name': 'Ruth Lane' },
      '/refer/relation': { relation },
      '/refer/organisation': { organisation: 'Corby Youth Team' },
      '/refer/reply': { ways: ['none'] },
      '/refer/about': { 'their-part': part },
      '/refer/knowing': { knowing: 'agreed' },
      '/refer/age': { 'under-18': 'yes' },
    };
    const seen = new Map<string, string>();
    let at = '/refer';
    while (at !== '/refer/check') {
      seen.set(at, (await caller.get(at)).body);
      const answer = await caller.post(at, asked[at] ?? {});
      assert.equal(answer.status, 303, `${at}: ${answer.body.slice(0, 2000)}`);
      at = answer.location ?? '';
    }
    seen.set(at, (await caller.get(at)).body);
    for (const [whose, words] of Object.entries(ownWords))
      for (const [path, theirs] of Object.entries(words))
        assert.equal(theirs.test(seen.get(path) ?? ''), whose === relation, `${whose}: ${path}`);
    assert.match(seen.get('/refer/happened') ?? '', happened);
    const affected = part === 'harmed' ? /Who is responsible for it\?/ : /Who was affected by it\?/;
    assert.match(seen.get('/refer/others') ?? '', affected);
  });
}

test('a change leads straight back to the check', async () => {
  const caller = house.asStranger();
  await walk(caller);
  assert.match((await caller.get('/refer/name')).body, /value="Joanne Hartley"/);
  const changed = await caller.post('/refer/name', { 'full-name': 'Jo Hartley' });
  assert.equal(changed.location, '/refer/check');
  assert.match((await caller.get('/refer/check')).body, /Jo Hartley/);
});

test('nothing of a draft is visible to another visitor', async () => {
  const joanne = house.asStranger();
  await walk(joanne);
  const other = house.asStranger();
  for (const path of ['/refer', '/refer/name', '/refer/contact', '/refer/check', '/refer/sent']) {
    assert.doesNotMatch((await other.get(path)).body, /Joanne|07700|bluebell/);
  }
  await other.post('/refer', { part: 'responsible' });
  for (const path of ['/refer', '/refer/name', '/refer/happened', '/refer/check'])
    assert.doesNotMatch((await other.get(path)).body, /Joanne|07700|bluebell|broke in/);
});

test('a person responsible is asked without blame, in words of their own', async () => {
  const caller = house.asStranger();
  await caller.post('/refer', { part: 'responsible' });
  assert.match((await caller.get('/refer/happened')).body, /We are not here to judge you/);
  assert.match((await caller.get('/refer/others')).body, /Who was affected by it\?/);
});

test('what is missing is said at its field, and what was typed stays', async () => {
  const caller = house.asStranger();
  await caller.post('/refer', { part: 'harmed' });
  const noWay = await caller.post('/refer/contact', {});
  assert.equal(noWay.status, 422);
  assert.match(noWay.body, /href="#ways">Choose at least one way/);
  assert.equal((await caller.post('/refer/contact', { ways: 'text' })).status, 303);
  const noNumber = await caller.post('/refer/contact-details', { phone: '' });
  assert.match(noNumber.body, /href="#phone">Write the phone number that is safe/);
  assert.match((await caller.post('/refer/contact-details', { phone: 'none' })).body, /value="none"/);
  const landline = await caller.post('/refer/contact-details', { phone: '01604 496 0123' });
  assert.match(landline.body, /href="#phone">This number takes no text messages[\s\S]*value="01604 496 0123"/);
  const halfHours = await caller.post('/refer/contact-times', { 'from-hour': '9' });
  assert.match(halfHours.body, /href="#until-hour">Choose both times/);
  assert.equal((await caller.post('/refer/contact', { ways: 'none' })).status, 303);
});

test('each page asks one thing, and only what the answers before it ask for', async () => {
  const caller = house.asStranger();
  await walk(caller);
  for (const path of Object.keys(forms)) {
    const { body } = await caller.get(path);
    assert.equal(body.match(/<h1/g)?.length, 1, path);
    assert.match(body, /Question \d+ of at most \d+/, path);
  }
  for (const path of ['/refer/guardian', '/refer/interpreter', '/refer/area', '/refer/asker', '/refer/knowing'])
    assert.equal((await caller.get(path)).status, 404, path);
  assert.equal((await caller.post('/refer/age', { 'under-18': 'yes' })).location, '/refer/guardian');
  assert.equal((await caller.post('/refer/guardian', { 'guardian-name': 'Mary' })).location, '/refer/check');
  assert.equal((await caller.post('/refer/language', { language: 'Polish' })).location, '/refer/interpreter');
  assert.equal((await caller.post('/refer/interpreter', { interpreter: 'yes' })).location, '/refer/check');
  assert.equal((await caller.post('/refer/contact', { ways: ['text', 'email'] })).location, '/refer/contact-details');
  const details = (await caller.get('/refer/contact-details')).body;
  assert.match(details, /name="phone"[^>]*value="07700 900 123"|value="07700 900 123"[^>]*name="phone"/);
  assert.match(details, /name="email"/);
  assert.doesNotMatch(details, /name="address"/);
});

test('what a program fills in is not sent, and a person who presses again is', async () => {
  const caller = house.asStranger();
  const now = house.now();
  await walk(caller);
  // However long the machine took over it, to us it was done in no time.
  house.setNow(now);
  const soon = await caller.post('/refer/send');
  assert.equal(soon.location, '/refer/check');
  assert.match((await caller.get('/refer/check')).body, /That was very quick/);
  house.setNow(new Date(now.getTime() + 60_000));
  assert.equal((await caller.post('/refer/send', { company: 'Acme' })).location, '/refer/check');
  assert.equal((await caller.post('/refer/send', { company: '' })).location, '/refer/sent');
  house.setNow(now);
});

test('every form stands what people and programs send', async () => {
  const caller = house.asStranger();
  await walk(caller);
  const long = '🙂'.repeat(5001);
  for (const [page, sent] of Object.entries(forms)) {
    assert.ok([303, 422].includes((await caller.post(page, {})).status), page);
    for (const field of Object.keys(sent)) {
      for (const value of [long, '\u0001\u0000"'.repeat(3000), ['twice', 'twice'], '🙂']) {
        const answer = await caller.post(page, { ...sent, [field]: value });
        assert.ok([303, 422].includes(answer.status), `${page} ${field}: ${answer.status}`);
      }
    }
  }
});

test('outside the area it is said kindly, and somebody may still go on', async () => {
  const caller = house.asStranger();
  const path = await walk(caller, { '/refer/postcode': { postcode: 'LE1 5AA' } });
  assert.equal(path.at(-1), '/refer/area');
  const page = await caller.get('/refer/area');
  assert.match(page.body, /LE1 may be outside/);
  assert.match(page.body, /Soar Valley Restorative Service/);
  assert.match(page.body, /href="tel:01164960000"/);
  assert.doesNotMatch(page.body, /5AA|Welland|The police/);
  await caller.post('/refer/postcode', { postcode: 'CB1' });
  assert.match((await caller.get('/refer/area')).body, /CB1 may be outside[\s\S]*The police where you live/);
  assert.equal((await caller.post('/refer/area')).location, '/refer/check');
  await caller.post('/refer/postcode', { postcode: 'NN1' });
  assert.equal((await caller.get('/refer/area')).status, 404);
});

test('a postcode that is none is said so', async () => {
  const caller = house.asStranger();
  const again = await caller.post('/refer/postcode', { postcode: 'the park' });
  assert.equal(again.status, 422);
  assert.match(again.body, /href="#postcode">Write a postcode/);
});

test('what was written can be removed at once, and the page then says so', async () => {
  const caller = house.asStranger();
  await walk(caller);
  const gone = await caller.post('/refer/forget');
  assert.equal(gone.location, '/');
  assert.match((await caller.get('/refer/check')).body, /Your answers are not here/);
  assert.doesNotMatch((await caller.get('/refer/name')).body, /Joanne/);
});

test('a question opened without the ones before it says where to begin', async () => {
  const page = await house.asStranger().get('/refer/happened');
  assert.equal(page.status, 200);
  assert.match(page.body, /Start from the beginning/);
});

test('ASK-5 answers are put away under a code: this device has nothing, another one goes on, and the code works once', async () => {
  const library = house.asStranger();
  await library.post('/refer', { part: 'harmed' });
  await library.post('/refer/name', forms['/refer/name'] ?? {});
  const kept = await library.post('/refer/keep');
  const [, code = ''] = /class="tp-code">([0-9A-Z-]{24})</.exec(kept.body) ?? [];
  assert.match(code, /^[2-9A-Z]{4}(-[2-9A-Z]{4}){4}$/);
  assert.doesNotMatch(kept.body, /Joanne/);
  for (const path of ['/refer', '/refer/name', '/refer/check'])
    assert.doesNotMatch((await library.get(path)).body, /Joanne/);
  const home = house.asStranger();
  const opened = await home.get(`/refer/back/${code}`);
  assert.deepEqual([opened.status, opened.location], [303, '/refer/back']);
  assert.equal(opened.headers['referrer-policy'], 'no-referrer');
  assert.match((await home.get('/refer/back')).body, new RegExp(`value="${code}"`));
  assert.doesNotMatch((await home.get('/refer/back')).body, new RegExp(code));
  const wrong = await home.post('/refer/back', { code: 'AAAA-BBBB' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /href="#code">We do not know this code/);
  const back = await home.post('/refer/back', { code: ` ${code.toLowerCase().replaceAll('-', ' ')}` });
  assert.equal(back.location, '/refer/check');
  assert.match((await home.get('/refer/name')).body, /value="Joanne Hartley"/);
  assert.equal((await library.post('/refer/back', { code })).status, 422);
});

test('a code does not write over what is begun on the device', async () => {
  const first = house.asStranger();
  await first.post('/refer', { part: 'harmed' });
  const [, code = ''] = /class="tp-code">([0-9A-Z-]{24})</.exec((await first.post('/refer/keep')).body) ?? [];
  await first.post('/refer', { part: 'responsible' });
  const again = await first.post('/refer/back', { code });
  assert.match(again.body, /Something else is begun on this device/);
  await first.post('/refer/forget');
  assert.equal((await first.post('/refer/back', { code })).location, '/refer/check');
  assert.equal((await house.asStranger().post('/refer/keep')).location, '/refer');
});

test('ASK-5 after a week a code opens nothing, and what was put away is gone', async () => {
  const caller = house.asStranger();
  await caller.post('/refer', { part: 'harmed' });
  const [, code = ''] = /class="tp-code">([0-9A-Z-]{24})</.exec((await caller.post('/refer/keep')).body) ?? [];
  const isThere = async () => {
    const query = sql`select 1 from app.referral_drafts where visitor = ${hashOf(code.replaceAll('-', ''))}`;
    return (await house.actInService(house.staff.amara, (hand) => hand.rows(query))).length === 1;
  };
  assert.equal(await isThere(), true);
  house.setNow(new Date(house.now().getTime() + 8 * 86_400_000));
  const late = house.asStranger();
  const refused = await late.post('/refer/back', { code });
  assert.equal(refused.status, 422);
  assert.match(refused.body, /href="#code">We do not know this code/);
  // Swept by the next that somebody writes, as by the worker at night.
  await late.post('/refer', { part: 'responsible' });
  assert.equal(await isThere(), false);
  assert.equal((await house.asStranger().post('/refer/back', { code })).status, 422);
});
