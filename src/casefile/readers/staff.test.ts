import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomUUID } from 'node:crypto';
import { askFor } from '#casefile/tasks/actions.ts';
import { aHouse, type Caller, type MadeCase } from '../../../test/support/house.ts';

const house = await aHouse();
const { amara, jo, sam, leo, priya } = house.staff;
const supervisor = await house.asStaff(priya);
const coordinator = await house.asStaff(amara);
const facilitator = await house.asStaff(jo);

const pathOf = ({ reference }: MadeCase) => `/cases/${reference}/readers`;

async function restrictedTo(named: readonly string[], people = { Joanne: 'harmed', Dylan: 'responsible' } as const) {
  const made = await house.aCase({ people });
  const answer = await supervisor.post(`${pathOf(made)}/restrict`, { because: 'A colleague’s brother', named });
  return { made, answer };
}

test('a restricted case opens for named people, and for nobody else is it anywhere', async () => {
  const { made, answer } = await restrictedTo([priya]);
  assert.equal(answer.location, pathOf(made));
  assert.match((await supervisor.get(`/cases/${made.reference}`)).body, /Restricted/);
  await house.act(made, priya, (hand) =>
    askFor(hand, {
      kind: 'look',
      words: 'Look at this.',
      dueOn: house.today(),
      cause: randomUUID(),
      role: 'coordinator',
    }),
  );
  for (const caller of [coordinator, facilitator]) {
    assert.equal((await caller.get(`/cases/${made.reference}`)).status, 404);
    for (const path of [
      '/caseload',
      '/work',
      `/search?words=${made.reference}`,
      '/outbox',
      '/referrals?status=accepted',
    ]) {
      assert.doesNotMatch(
        (await caller.get(path)).body.replaceAll(`value="${made.reference}"`, '').replaceAll(/data-page="[^"]*"/g, ''),
        new RegExp(made.reference),
        path,
      );
    }
  }
  assert.doesNotMatch((await coordinator.get('/work')).body, /Look at this/);
});

test('a case that is restricted and one that never was look the same to whoever may not open it', async () => {
  const { made } = await restrictedTo([priya]);
  const there = await coordinator.get(`/cases/${made.reference}`);
  const nowhere = await coordinator.get('/cases/AAAA-AAAA');
  assert.deepEqual([there.status, there.body], [nowhere.status, nowhere.body]);
  const found = await coordinator.get(`/search?words=${made.reference}`);
  const lost = await coordinator.get('/search?words=AAAA-AAAA');
  assert.equal(found.body.replaceAll(made.reference, ''), lost.body.replaceAll('AAAA-AAAA', ''));
});

test('who restricts a case without naming themselves goes on to their work', async () => {
  const made = await house.aCase();
  const answer = await coordinator.post(`${pathOf(made)}/restrict`, { because: 'Her cousin', named: [priya] });
  assert.equal(answer.location, '/work');
  assert.equal((await coordinator.get(pathOf(made))).status, 404);
});

test('a supervisor names somebody, ends it, and lifts the restriction; all of it is in the history', async () => {
  const { made } = await restrictedTo([priya, amara]);
  assert.equal((await coordinator.get(pathOf(made))).status, 200);
  assert.match((await supervisor.post(`${pathOf(made)}/name`, { who: sam })).location ?? '', /readers$/);
  assert.equal((await (await house.asStaff(sam)).get(pathOf(made))).status, 200);
  await supervisor.post(`${pathOf(made)}/end`, { 'named-before': sam });
  assert.equal((await (await house.asStaff(sam)).get(pathOf(made))).status, 404);
  const lifted = await supervisor.post(`${pathOf(made)}/lift`, { 'lifted-because': 'He has left' });
  assert.equal(lifted.status, 303);
  const page = await supervisor.get(pathOf(made));
  assert.match(page.body, /Restricted before/);
  assert.match(page.body, /A colleague’s brother/);
  const history = (await supervisor.get(`/cases/${made.reference}/history`)).body;
  for (const said of [
    /was restricted/,
    /Sam Reyes was named/,
    /Sam Reyes is no longer named/,
    /restriction of the case was lifted/,
  ])
    assert.match(history, said);
});

test('the last supervisor stays, in words, also when they have a conflict of interest', async () => {
  const { made } = await restrictedTo([priya, leo]);
  assert.match(
    (await supervisor.post(`${pathOf(made)}/end`, { 'named-before': priya })).body,
    /Name a supervisor or a manager first/,
  );
  const declared = await supervisor.post(`/cases/${made.reference}/allocation/conflict`, {
    conflicted: priya,
    because: 'Her aunt',
  });
  assert.equal(declared.status, 422);
  assert.match(declared.body, /Nobody else could open this restricted case/);
});

test('what is missing, too long or of nobody is answered in words with what was typed, or not found', async () => {
  const made = await house.aCase();
  const empty = await supervisor.post(`${pathOf(made)}/restrict`, { named: [priya] });
  assert.match(empty.body, /Write why the case is restricted/);
  const nobody = await supervisor.post(`${pathOf(made)}/restrict`, { because: 'A famous singer', named: [leo] });
  assert.equal(nobody.status, 422);
  assert.match(nobody.body, /A famous singer/);
  assert.match(nobody.body, /one of them must always be able/);
  assert.equal((await supervisor.post(`${pathOf(made)}/restrict`, { because: 'x', named: ['nobody'] })).status, 404);
  assert.equal(
    (await supervisor.post(`${pathOf(made)}/restrict`, { because: 'x', named: [priya, randomUUID()] })).status,
    404,
  );
  assert.equal((await supervisor.post(`${pathOf(made)}/name`, { who: randomUUID() })).status, 404);
  assert.match((await supervisor.post(`${pathOf(made)}/name`, {})).body, /Choose who it is/);
  assert.equal((await supervisor.post(`${pathOf(made)}/lift`, { 'lifted-because': 'x' })).status, 422);
  assert.equal((await supervisor.post(`${pathOf(made)}/end`, { 'named-before': randomUUID() })).status, 422);
});

test('a facilitator looks on; only supervisors and managers name and lift', async () => {
  const made = await house.aCase();
  const page = await facilitator.get(pathOf(made));
  assert.equal(page.status, 200);
  assert.doesNotMatch(page.body, /<form method="post" action="\/cases/);
  const closed: readonly (readonly [Caller, string])[] = [
    [facilitator, 'restrict'],
    [facilitator, 'name'],
    [facilitator, 'lift'],
    [coordinator, 'name'],
    [coordinator, 'lift'],
    [coordinator, 'end'],
  ];
  for (const [caller, step] of closed) assert.equal((await caller.post(`${pathOf(made)}/${step}`)).status, 404, step);
});
