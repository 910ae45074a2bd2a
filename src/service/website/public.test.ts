import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { buildAssets } from '#platform/assets.ts';
import { readAloud } from '#platform/plain-markup.ts';
import { Problem } from '#platform/problem.ts';
import { readingAge } from '#platform/reading-age.ts';
import { draftDays } from '#journey/referral-draft/rules.ts';
import { keptDays as typedDays } from '#service/kept-texts/rules.ts';
import { setLevels } from '#service/service-levels/actions.ts';
import { keptDays as listedDays } from '#vocabulary/offers.ts';
import { usualLevels } from '#vocabulary/service-levels.ts';
import { ourCookies } from '../../doors/cookies.ts';
import { asThief } from '../../../test/support/dump.ts';
import { aHouse } from '../../../test/support/house.ts';
import { brokenLink, pageIn, readWebsite } from './facts.ts';
import { sitePage } from './pages.ts';

const assets = await buildAssets({ intoFolder: join(tmpdir(), 'talking-piece-test-assets') });
const house = await aHouse({ isReal: true, assets, baseUrl: 'https://rp.example' });
const { pages } = await readWebsite();
const plain = (markup: string) =>
  markup
    .replace(/^[\s\S]*<main/, '')
    .replace(/<\/main>[\s\S]*$/, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', '’')
    .replaceAll(/\s+/g, ' ');

for (const { path, description, title } of pages) {
  test(`${path} is there for anybody, sets no cookie, and can be left at once`, async () => {
    const page = await house.asStranger().get(path);
    assert.equal(page.status, 200);
    assert.equal(page.headers['set-cookie'], undefined);
    assert.equal(page.body.match(/<h1/g)?.length, 1);
    assert.match(page.body, /class="govuk-exit-this-page"/);
    assert.match(page.body, /href="#main-content"/);
    assert.ok(page.body.includes(`<link rel="canonical" href="https://rp.example${path}" />`));
    assert.ok(page.body.includes(`<meta name="description" content="${description.replaceAll("'", '&#39;')}"`));
    // What stays in the history of a browser says nothing of harm.
    assert.doesNotMatch(`${title} ${path}`, /harm|victim|offen|crime|abuse/i);
  });

  test(`${path} can be read by somebody of nine`, () => {
    const { blocks } = pages.find((page) => page.path === path) ?? { blocks: [] };
    const age = readingAge(
      readAloud(blocks, {
        ...{
          service: 'A service',
          area: 'Northamptonshire',
          'read within': 'one working day',
          'call within': '13 working days',
        },
      }),
    );
    assert.ok(age > 0 && age <= 9, `${path} is for readers of ${age.toFixed(1)}`);
  });
}

// What the service says of itself, and where our own words say it.
const said: readonly (readonly [point: string, path: string, words: RegExp])[] = [
  ['contact us', '/contact', /How to reach us/],
  [
    'harmed by crime, anti-social behaviour or conflict',
    '/',
    /harmed by a crime, by anti-social behaviour or in a row/,
  ],
  ['meeting may be daunting', '/', /the thought of meeting them may be scary/],
  ['talking helps many to move on', '/', /talk about what happened and how it made them feel.*move on/],
  ['it is called restorative practice', '/', /This is called restorative practice/],
  ['from neighbour disputes to serious crimes', '/', /from a row between neighbours to a very serious crime/],
  ['85% satisfied', '/', /85 out of every 100 people who were harmed and chose to take part felt satisfied/],
  [
    'it can reduce re-offending, which is not promised',
    '/',
    /less likely that somebody causes harm again.*cannot promise/,
  ],
  [
    'impact and what could be better',
    '/how-it-works',
    /what it did to you and what came of it, and what could make things better/,
  ],
  [
    'asked to communicate or meet',
    '/how-it-works',
    /if you would like to be in touch with the person responsible, or to meet/,
  ],
  [
    'the responsible person talks of harm and amends',
    '/how-it-works',
    /the harm they caused, and what they could do to make amends/,
  ],
  ['and is asked as well', '/how-it-works', /They are asked if they want to be in touch, or to meet/],
  ['if both say yes', '/how-it-works', /If you both say yes/],
  ['maybe face to face', '/how-it-works', /You might meet face to face/],
  ['organised for you', '/how-it-works', /We plan all of it with you/],
  ['a restorative conference', '/how-it-works', /The meeting is called a restorative conference/],
  ['voluntary and agreed by all', '/how-it-works', /It is your choice. It only happens if everybody agrees/],
  ['neutral place', '/how-it-works', /neutral place/],
  ['a time that suits', '/how-it-works', /at a time that is good for you/],
  ['led by a facilitator', '/how-it-works', /A trained facilitator leads it/],
  [
    'a supporter, and others affected',
    '/how-it-works',
    /bring somebody to support you.*others who were hurt by it, such as family, friends or other people/,
  ],
  [
    'say what you think and feel',
    '/what-is-in-it-for-you',
    /what you think about what happened, and how they made you feel/,
  ],
  [
    'explain what it did to you and others',
    '/what-is-in-it-for-you',
    /to others, such as your friends, your family and the people who live near/,
  ],
  ['ask what and why', '/what-is-in-it-for-you', /what they did, and why/],
  [
    'amends: letter, payment, unpaid work',
    '/what-is-in-it-for-you',
    /letter to explain.*pay for what was broken.*unpaid work/,
  ],
  ['closure', '/what-is-in-it-for-you', /close a hard chapter/],
  [
    'stronger and more in control',
    '/what-is-in-it-for-you',
    /stronger, and more in control of what had happened to them/,
  ],
  ['less likely to do it again', '/what-is-in-it-for-them', /less likely that somebody does it again/],
  ['understand the impact', '/what-is-in-it-for-them', /understand what you did to other people/],
  ['take responsibility', '/what-is-in-it-for-them', /take responsibility for it/],
  ['say sorry', '/what-is-in-it-for-them', /say sorry/],
  ['guilt and remorse, change', '/what-is-in-it-for-them', /guilt and regret in a good way.*change what you do/],
  ['talk about amends', '/what-is-in-it-for-them', /how you could make amends/],
  ['a way back', '/what-is-in-it-for-them', /find your way back among the people that were hurt/],
  [
    'all across the county',
    '/when-it-can-be-used',
    /everybody across Northamptonshire who was harmed by a crime, by anti-social behaviour, or by another conflict/,
  ],
  ['many kinds, when it suits', '/when-it-can-be-used', /many kinds.*needs and wishes of the person who was harmed/],
  ['another way than a meeting', '/when-it-can-be-used', /may be a letter that explains, or words that we carry/],
  ['responsibility must be taken', '/how-it-works', /must take responsibility for what they did/],
  ['everybody must be willing', '/how-it-works', /everybody who takes part must be willing/],
];

test('everything the service says of itself is said, each point in our own words', async () => {
  const texts = new Map<string, string>();
  for (const { path } of pages) texts.set(path, plain((await house.asStranger().get(path)).body));
  const missing = said.filter(([, path, words]) => !words.test(texts.get(path) ?? ''));
  assert.deepEqual(
    missing.map(([point, path]) => `${path}: ${point}`),
    [],
  );
  assert.doesNotMatch(texts.get('/') ?? '', /offender|victim|\b14 ?%|!/i);
});

test('every page of the row leads to the one before and the one after', async () => {
  const page = await house.asStranger().get('/how-it-works');
  assert.match(page.body, /href="\/" rel="prev"/);
  assert.match(page.body, /href="\/what-is-in-it-for-you" rel="next"/);
});

for (const { path } of pages) {
  test(`${path} weighs less than 40 KB with all that it brings, packed as it is sent`, async (t) => {
    const answer = await house.server.inject({ url: path, headers: { 'accept-encoding': 'br' } });
    const text = (await house.asStranger().get(path)).body;
    const named = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, at]) => at ?? '');
    const styles = named.filter((at) => at.endsWith('.css')).map((at) => String(assets.find(at)?.body.identity));
    const fonts = [
      ...styles.join('').matchAll(/url\(["']?([^"')]+\.woff2)["']?\)[^}]*unicode-range:([^;}]+)/g),
    ].flatMap(([, at = '', range = '']) => (isOfRange(plain(text), range) ? [at] : []));
    assert.ok(fonts.length > 0, 'the font of plain letters is found');
    const weights = [...new Set([...named, ...fonts])].map((at) => {
      const body = assets.find(at)?.body;
      assert.ok(body, at);
      return [at, (body.br ?? body.identity).length] as const;
    });
    const all = answer.rawPayload.length + weights.reduce((sum, [, bytes]) => sum + bytes, 0);
    t.diagnostic(
      `the page ${answer.rawPayload.length}, ${weights.map(([at, bytes]) => `${at} ${bytes}`).join(', ')}: ${all}`,
    );
    assert.ok(all < 40_000, `${all} bytes`);
  });
}

/** A browser takes a font when the page has a letter of its range. */
function isOfRange(text: string, range: string): boolean {
  const ranges = range.split(',').map((each) => {
    const [from = '', to = from] = each.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });
  return [...new Set(text)].some((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return ranges.some(([from, to]) => code >= from && code <= to);
  });
}

test('the page about cookies names every cookie that we set, and no other', async () => {
  const page = plain((await house.asStranger().get('/cookies')).body);
  const named = [...page.matchAll(/tp_[a-z_]+/g)].map(([name]) => name);
  assert.deepEqual(named.toSorted(), Object.keys(ourCookies).toSorted());
  const begun = await house.server.inject({
    method: 'POST',
    url: '/refer',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://rp.example', host: 'rp.example' },
    payload: 'part=harmed',
  });
  const [cookie] = begun.cookies;
  assert.equal(cookie?.name, '__Host-tp_visit');
  assert.equal(cookie?.maxAge, 86_400);
  assert.match(page, /tp_visit Keeps your answers together while you ask us for help. It ends after a day/);
});

test('how long we keep what people tell us is said as the program does it', async () => {
  const page = plain((await house.asStranger().get('/privacy')).body);
  const inWords: Readonly<Record<number, string>> = { 1: 'a day', 7: 'a week' };
  for (const words of [
    `do not send can only be seen from your device. After ${inWords[draftDays.begun]} nobody can see it`,
    `only your code opens it, and after ${inWords[draftDays.underCode]} nobody can see it`,
    `for ${listedDays['not-asked']} days, if we do not ask you`,
    `for ${listedDays.asked} days after we asked you, if you do not answer, or from the day when we may ask again`,
    `for ${listedDays.yes} days after you said yes or no`,
    `What you write there and do not send is kept for you for ${inWords[typedDays]}`,
    'the times you told us until we have called. Then we remove them',
  ])
    assert.ok(page.includes(words), words);
  assert.equal(listedDays['not-now'], listedDays.asked);
  assert.equal(listedDays.no, listedDays.yes);
});

test('is it right for me: one question after another, back again, and nothing is kept', async () => {
  const caller = house.asStranger();
  const before = await rowsThere();
  assert.match((await caller.get('/is-it-for-me')).body, /Question 1 of 5/);
  const early = await caller.post('/is-it-for-me', { asked: 'who' });
  assert.equal(early.status, 422);
  assert.match(early.body, /href="#who">Choose the one that is closest/);
  const second = await caller.post('/is-it-for-me', { asked: 'who', who: 'responsible' });
  assert.match(second.body, /Question 2 of 5/);
  const third = await caller.post('/is-it-for-me', { who: 'responsible', asked: 'danger', danger: 'yes' });
  assert.match(third.body, /Do you take responsibility for what you did\?/);
  const back = await caller.post('/is-it-for-me', { who: 'responsible' });
  assert.match(back.body, /Question 2 of 5/);
  const whole = { who: 'responsible', danger: 'yes', owns: 'yes', court: 'no', asked: 'wish', wish: 'say' };
  const end = await caller.post('/is-it-for-me', whole);
  assert.equal(end.status, 200);
  assert.match(end.body, /Your safety comes first/);
  assert.match(end.body, /href="\/refer\?part=responsible"/);
  for (const page of [early, second, third, back, end]) assert.equal(page.headers['set-cookie'], undefined);
  for (const odd of [{ who: 'nobody' }, { who: ['harmed', 'responsible'] }, { wish: 'say', asked: 'wish' }])
    assert.match((await caller.post('/is-it-for-me', odd)).body, /Question 1 of 5/);
  assert.ok(before.size > 100, `${before.size} tables`);
  assert.deepEqual(await rowsThere(), before);
});

/** How many rows each table of the record has, whoever may read them. */
async function rowsThere(): Promise<ReadonlyMap<string, string>> {
  const rows = await asThief<{ name: string; count: string }>(
    house.test,
    `select c.oid::regclass::text as name,
            (xpath('/row/count/text()', query_to_xml(format('select count(*) from %s', c.oid::regclass), false, true, '')))[1]::text as count
       from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'`,
  );
  return new Map(rows.map(({ name, count }) => [name, count]));
}

test('searches are shown the pages of a real service, and told to leave the ways of people alone', async () => {
  const robots = await house.asStranger().get('/robots.txt');
  assert.match(robots.body, /Disallow: \/my\n[\s\S]*Sitemap: https:\/\/rp\.example\/sitemap\.xml/);
  const map = await house.asStranger().get('/sitemap.xml');
  const places = [...map.body.matchAll(/<loc>https:\/\/rp\.example([^<]+)<\/loc>/g)].map(([, path]) => path);
  assert.deepEqual(places, [...pages.map(({ path }) => path), '/is-it-for-me', '/api']);
  assert.match((await house.asStranger().get('/refer')).body, /<meta name="robots" content="noindex" \/>/);
  for (const path of places) {
    const { body } = await house.asStranger().get(path ?? '');
    assert.doesNotMatch(body, /noindex/, `${path} is named to searches, and tells them to stay out`);
    assert.match(body, /<meta name="description" content="[^"]{20,}"/, path);
  }
});

const head = '---\ntitle: A page\ndescription: About it.\n---\n\n';

const around = { levels: usualLevels, cookies: [], sendsTexts: false, before: undefined, after: undefined };

test('who carries texts is said where they leave by themselves, and not where they are typed', async () => {
  const own = await readWebsite();
  const page = own.pages.find(({ path }) => path === '/privacy');
  assert.ok(page);
  const service = { name: 'A service', areaName: 'Here', phone: '', email: '' };
  const shown = (sendsTexts: boolean) => String(sitePage(page, { ...around, service, sendsTexts }).body);
  assert.match(shown(true), /goes through GOV\.UK Notify/);
  assert.doesNotMatch(shown(false), /Notify/);
  assert.doesNotMatch((await house.asStranger().get('/privacy')).body, /Notify/);
});

test('a service says in its file when it is there, where to text and where to write; what it leaves out is not shown', () => {
  const service = { name: 'A service', areaName: 'Here', phone: '', email: '' };
  const shown = (lines: string) => {
    const text = head.replace('\n---\n\n', `\n${lines}---\n\n`);
    const page = pageIn(`${text}# Contact\n\n{{ways to reach us}}`, '/srv/pages/contact.md', 'contact.md');
    return String(sitePage(page, { ...around, service }).body);
  };
  const all = shown('hours: Tuesdays\ntext: 07700 900 123\npost: Freepost A SERVICE, 1 High Street, NN1 1AA\n');
  assert.match(all, /When we are there<\/h2>\s*<p class="govuk-body">Tuesdays/);
  assert.match(all, /href="sms:07700900123"/);
  assert.match(all, /Freepost A SERVICE<br \/>1 High Street<br \/>NN1 1AA/);
  assert.doesNotMatch(shown(''), /When we are there|Text message|Post</);
  assert.throws(() => shown('text: by carrier pigeon\n'), /text at its top must be a phone number/);
});

test('how soon somebody hears from us is what the service promises, by its own levels', async () => {
  const asked = async () => plain((await house.asStranger().get('/when-you-contact-us')).body);
  assert.match(await asked(), /within one working day that we have it.* mostly within 13 working days/);
  await house.actInService(house.staff.amara, (hand) =>
    setLevels(hand, { acknowledge: 2, triage: 4, allocate: 6, firstContact: 8 }),
  );
  assert.match(await asked(), /within two working days that we have it.* mostly within 18 working days/);
});

test('the contact page that comes with it says when somebody is there', async () => {
  assert.match((await house.asStranger().get('/contact')).body, /When we are there[\s\S]*Monday to Friday, 9am to 5pm/);
});

for (const [what, text, sentence] of [
  ['no lines at the top', '# A page', /must begin with a line ---/],
  [
    'a word at the top that is not known',
    head.replace('title', 'titel'),
    /line 2: titel is not known at the top; known are title/,
  ],
  ['a title that is missing', head.replace('title: A page\n', ''), /title is missing at its top/],
  [
    'a place that is no number',
    head.replace('\n---\n\n', '\nplace: b\n---\n\n'),
    /place at its top must be a whole number/,
  ],
  ['no heading', `${head}Words.`, /line 5: a page begins with one heading/],
  ['two headings', `${head}# A\n\n# B`, /a page begins with one heading/],
  ['HTML', `${head}# A\n\n<script>`, /line 8: has HTML in it/],
] as const) {
  test(`a page with ${what} is named in one sentence`, () => {
    assert.throws(
      () => pageIn(text, '/srv/pages/a.md', 'a.md'),
      (error) =>
        error instanceof Problem && error.message.startsWith('/srv/pages/a.md') && sentence.test(error.message),
    );
  });
}

test('a folder of their own takes the place of our pages and adds others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'talking-piece-pages-'));
  after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'contact.md'), `${head}# Ours\n\n[Away](/nowhere)`);
  await writeFile(join(folder, 'for-schools.md'), `${head.replace('\n---\n\n', '\nplace: 0\n---\n\n')}# Schools`);
  assert.deepEqual((await readWebsite(folder)).nearby, [], 'ours names nobody');
  await writeFile(join(folder, 'services-nearby.txt'), 'name: Soar\nphone: 0116 496 0000\npostcodes: LE');
  const website = await readWebsite(folder);
  assert.equal(website.nearby[0]?.name, 'Soar');
  assert.equal(website.pages[0]?.path, '/for-schools');
  assert.equal(website.pages.filter(({ path }) => path === '/contact').length, 1);
  assert.equal(website.pages.length, pages.length + 1);
  assert.match(brokenLink(website, (path) => path !== '/nowhere') ?? '', /contact\.md, line 8: leads to \/nowhere/);
  await writeFile(join(folder, 'services-nearby.txt'), 'name: Soar\npostcodes: LE');
  await assert.rejects(readWebsite(folder), /services-nearby\.txt, line 1: has Soar without phone or website/);
  await rm(join(folder, 'services-nearby.txt'));
  await assert.rejects(readWebsite(join(folder, 'missing')), /PAGES_DIR is .*missing, and there is no such folder/);
  await writeFile(join(folder, 'For Parents.md'), head);
  await assert.rejects(readWebsite(folder), /For Parents\.md must be named with small letters/);
});
