import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import fc from 'fast-check';
import { askForMore } from '#journey/asking-for-more/actions.ts';
import { acknowledgeReferral } from '#journey/triage/actions.ts';
import { programThatAsks } from '#service/api-clients/store.ts';
import { addMessages, keepWebhook } from '#service/webhooks/store.ts';
import { hashOf } from '#platform/token.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import { anAgency, aReferrer, aSentReferral } from './support/agencies.ts';
import { Documented } from './support/api/documented.ts';
import { requestsOf } from './support/api/requests.ts';
import { aHouse } from './support/house.ts';
import { aNewReferral, aProgram, ask, askForToken, cameIn } from './support/programs.ts';
import { trailsOf } from './support/trails.ts';

/* The API as its document tells it, driven from the document. `API_REQUESTS=10000 npm test -- test/api.test` asks longer. */
const requests = Number(process.env['API_REQUESTS'] ?? '500');
/* Asked for a number, it draws anew each time; else it is the same 500 each time, so that no change of ours fails by chance. */
const drawn = process.env['API_REQUESTS'] === undefined ? { seed: 2611 } : {};

const house = await aHouse();
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const lewis = await aReferrer(house, corby, 'PC Lewis Grant');
const anwar = await aReferrer(house, corby, 'PC Anwar');
const programs = [await aProgram(house, corby, lewis), await aProgram(house, corby, anwar)];
const came = await Promise.all(programs.map((each) => cameIn(house, each)));
const published = await ask(house, 'GET', '/api/openapi.json');
const documented = new Documented(published.text);
const strong = await trailsOf(house);

test('the document is OpenAPI 3.1, and a public linter finds nothing wrong with it', async () => {
  assert.equal(published.body['openapi'], '3.1.0');
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: published.text, absoluteRef: '/openapi.json', config });
  const told = problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer ?? ''}`);
  // A service of a test is reached at localhost.
  assert.deepEqual(
    told.filter((each) => !each.startsWith('no-server-example.com')),
    [],
  );
});

test('every way of the API is in the document, and the document names no other', () => {
  const there = house.routes
    .filter(({ path }) => /^\/api\/(v1|oauth)\//.test(path))
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`);
  assert.deepEqual(documented.ways.map(({ method, path }) => `${method} ${path}`).toSorted(), there.toSorted());
});

test('a token and its refusals are as the document says', async () => {
  const way = documented.ways.find(({ id }) => id === 'token');
  assert.ok(way);
  const [program] = programs;
  assert.ok(program);
  for (const form of [undefined, '', 'grant_type=password', 'grant_type=client_credentials&client_id=a', '%', '\0'])
    documented.holds(way, await askForToken(house, program, form));
});

test('the page for people names every way and every code, each in its place', async () => {
  const { body } = await house.asStranger().get('/api');
  for (const { path, id } of documented.ways.filter((each) => each.id !== 'token')) assert.ok(body.includes(path), id);
  const refused = await came[0]?.send('POST', '/referrals', { ...aNewReferral, contact: { safeWays: ['call'] } });
  const [, anchor = ''] = String(refused?.body['type']).split('#');
  assert.match(body, new RegExp(`id="${anchor}"`));
});

/** Messages that were given up, of one program and the other by turns. */
async function givenUp(): Promise<readonly string[]> {
  const url = 'https://hooks.police.example/told';
  for (const [at, each] of programs.entries()) {
    const by = [lewis, anwar][at] ?? lewis;
    const { id: referralId, reference } = await aSentReferral(house, by);
    await house.actInService(house.staff.amara, async (hand) => {
      await keepWebhook(hand, each.id, url);
      for (let made = 0; made < 20; made += 1)
        await addMessages(hand, [each.id], { referralId, reference, status: 'read' });
    });
  }
  await strong.tamper(`update app.webhook_messages set outcome = 'given-up', ended_at = now()`);
  const rows = await strong.rows<{ id: string }>(
    `
    select id from app.webhook_messages order by row_number() over (partition by client_id order by id), client_id = $1`,
    [programs[1]?.id],
  );
  return rows.map(({ id }) => id);
}

/** Referrals about which something is asked, of one program. */
async function askedAbout(): Promise<readonly string[]> {
  const references: string[] = [];
  for (let made = 0; made < 6; made += 1) {
    const { reference } = await aSentReferral(house, lewis);
    await house.actInService(house.staff.amara, async (hand) => {
      await acknowledgeReferral(hand, reference);
      await askForMore(hand, reference, { reason: 'safety', words: 'Is anybody at risk?' });
    });
    references.push(reference);
  }
  return references;
}

/** Referrals that were taken on, of one program and the other by turns: what we may be asked to stop with. */
async function takenOn(): Promise<readonly string[]> {
  const amara = await house.asStaff(house.staff.amara);
  const references: string[] = [];
  for (let made = 0; made < 4; made += 1) {
    const { reference } = await aSentReferral(house, [lewis, anwar][made % 2] ?? lewis);
    const other = { 'person-part': 'responsible', 'person-full-name': 'Dylan Marsh' };
    await amara.post(`/referrals/${reference}/others/person`, other);
    const accepted = await amara.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' });
    assert.equal(accepted.location, `/cases/${reference}`);
    references.push(reference);
  }
  return references;
}

/** What stands in the database of what programs did, counted past every policy. */
async function standing(): Promise<Record<string, number>> {
  const [row] = await strong.rows<Record<string, number>>(`
    select (select count(*)::int from app.referrals) as referrals,
           (select count(*)::int from app.agency_referrals) as "agencyReferrals",
           (select count(*)::int from app.agency_referrals where withdrawn_at is not null) as withdrawn,
           (select count(*)::int from app.referrals where status = 'withdrawn') as "alsoWithdrawn",
           (select count(*)::int from app.referral_amendments) as amendments,
           (select count(*)::int from app.history where name in ('referral.amended', 'referral.stop-asked')) as amended,
           (select count(*)::int from app.history where name = 'referral.withdrawn') as "saidWithdrawn",
           (select count(*)::int from app.more_asked where answered_at is not null) as "answeredMore",
           (select count(*)::int from app.history where name = 'referral.more-answered') as "saidAnswered",
           (select count(*)::int from app.api_answers) as answers,
           (select count(*)::int from app.api_answers where status = 0) as "halfAnswered",
           (select count(*)::int from app.history where name = 'referral.received') as received`);
  assert.ok(row);
  return row;
}

test(`${requests} requests, good and hostile: no fault, no answer that breaks its schema, nothing half written`, async () => {
  const references: string[] = [];
  for (let made = 0; made < 3; made += 1)
    references.push(String((await came[made % 2]?.send('POST', '/referrals', aNewReferral))?.body['reference']));
  // Nobody takes these back, so there is always something that can be changed.
  const kept: string[] = [];
  for (let made = 0; made < 4; made += 1)
    kept.push(String((await came[made % 2]?.send('POST', '/referrals', aNewReferral))?.body['reference']));
  const messages = await givenUp();
  const asked = await askedAbout();
  const begun = await takenOn();
  const before = await standing();
  const statuses = new Map<string, number>();
  const made = new Set<string>();
  let isGoodRefused = 0;
  const filling = {
    authorization: came.map(({ authorization }) => authorization),
    references: () => references,
    ids: () => messages,
    only: { answerQuestion: asked, changeReferral: kept, askToStop: begun },
    taken: { sendReferral: aNewReferral, changeReferral: { changes: { hopes: 'That they talk' } } },
  };
  await fc.assert(
    fc.asyncProperty(requestsOf(documented, filling), async ({ way, path, headers, body, isGood }) => {
      const heard = await ask(house, way.method.toUpperCase() as 'GET', path, { headers, body });
      documented.holds(way, heard);
      statuses.set(`${way.id} ${heard.status}`, (statuses.get(`${way.id} ${heard.status}`) ?? 0) + 1);
      if (isGood && [400, 401, 413, 415].includes(heard.status)) isGoodRefused += 1;
      if (way.id !== 'sendReferral' || heard.status !== 201) return;
      made.add(String(heard.body['reference']));
      if (references.length < 200) references.push(String(heard.body['reference']));
    }),
    { numRuns: requests, endOnFailure: true, ...drawn },
  );
  assert.equal(isGoodRefused, 0, 'what the document asks for is a request');
  for (const way of documented.ways.filter(({ id }) => id !== 'token')) {
    const good = [...statuses.keys()].some((each) => new RegExp(`^${way.id} 2`).test(each));
    assert.ok(good, `${way.id} was answered well at least once: ${[...statuses].join(' ')}`);
  }
  const after = await standing();
  const sent = made.size;
  assert.equal(after['referrals'], Number(before['referrals']) + sent);
  assert.equal(after['agencyReferrals'], after['referrals']);
  assert.equal(after['received'], after['referrals']);
  assert.equal(after['withdrawn'], after['alsoWithdrawn']);
  assert.equal(after['saidWithdrawn'], after['withdrawn']);
  assert.equal(after['amended'], after['amendments']);
  assert.ok(Number(after['amendments']) > Number(before['amendments']), 'some were changed');
  assert.equal(after['saidAnswered'], after['answeredMore']);
  assert.equal(after['halfAnswered'], 0);
});

test('a program that asks too often is told to wait, as the document says, and another is not', async () => {
  const most = 3;
  const busy = await aHouse({ programsRequests: most });
  const agency = await anAgency(busy, 'Corby neighbourhood team', 'police');
  const [one, other] = [
    await cameIn(busy, await aProgram(busy, agency, await aReferrer(busy, agency, 'PC Lewis Grant'))),
    await cameIn(busy, await aProgram(busy, agency, await aReferrer(busy, agency, 'PC Anwar'))),
  ];
  const way = documented.ways.find(({ id }) => id === 'listReferrals');
  assert.ok(way);
  // The first comes to another process.
  const keeper: Keeper = { ask: (query) => busy.ports.database.ask('tp_doorkeeper', query) };
  const shown = hashOf(one.authorization.replace('Bearer ', ''));
  assert.equal((await programThatAsks(keeper, shown, { mostAMinute: most, at: busy.now() }))?.isTooOften, false);
  for (let asked = 1; asked < most; asked += 1) assert.equal((await one.get('/referrals')).status, 200);
  const heard = await one.get('/referrals');
  assert.equal(heard.status, 429);
  assert.equal(heard.headers['retry-after'], '60');
  documented.holds(way, heard);
  assert.equal((await other.get('/referrals')).status, 200);
});
