import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { addCompanion } from '#casefile/people/store.ts';
import { aPromise } from '#journey/amends/examples.ts';
import { wordedLedgerOf } from '#journey/consent/facts.ts';
import { sql } from '#platform/sql.ts';
import { type PlainDate, plusDays } from '#vocabulary/dates.ts';
import type { AgreementId, CompanionId, ParticipantId } from '#vocabulary/ids.ts';
import {
  aDraftWithDylan,
  agree,
  agreementNow,
  amendsNow,
  anAgreementInForce,
  propose,
} from '../../../test/support/agreement.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import { openTheWay } from '../../../test/support/letters.ts';
import { agreementsOf, amendsFigures } from './facts.ts';

const house = await aHouse();
const today = house.today();

function dayIn(name: string, day: PlainDate): Record<string, string> {
  const [year, month, date] = day.split('-') as [string, string, string];
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
}

const base = (made: MadeCase) => `/cases/${made.reference}/agreement`;
const jo = await house.asStaff(house.staff.jo);
const idIn = (location: string | undefined) => (location ?? '').split('/').at(-1) as AgreementId;
const agreements = (made: MadeCase) => house.readAsStaff(house.staff.jo, (db) => agreementsOf(db, made.caseId));

async function history(made: MadeCase): Promise<readonly string[]> {
  const rows = await house.readAsStaff(house.staff.jo, (db) =>
    db.rows(sql<{ name: string }>`select name from app.history where case_id = ${made.caseId} order by seq`),
  );
  return rows.map(({ name }) => name).filter((name) => /^(agreement|amends|consent)\./.test(name));
}

async function tasks(made: MadeCase): Promise<readonly string[]> {
  const rows = await house.readAsStaff(house.staff.jo, (db) =>
    db.rows(sql<{ task: string }>`select kind || ' ' || due_on as task from app.tasks
      where case_id = ${made.caseId} and kind in ('amends-due', 'amends-late', 'talk-about-terms') order by due_on, kind`),
  );
  return rows.map(({ task }) => task);
}

const payment = (made: MadeCase, changed: Record<string, string> = {}) => ({
  entry: randomUUID(),
  kind: 'payment',
  wording: 'Pay for the door.',
  'owed-by': made.who['Dylan'] as string,
  'owed-to': made.who['Joanne'] as string,
  proof: 'Receipts.',
  pounds: '100',
  parts: '3',
  rhythm: 'month',
  ...dayIn('due', plusDays(today, 20)),
  ...changed,
});

test('from a draft through everyone’s yes to an agreement in force', async () => {
  const made = await house.aCase();
  assert.match((await jo.get(base(made))).body, /Nothing has been agreed with Dylan/);
  const started = await jo.post(base(made), { responsible: made.who['Dylan'] as string });
  const id = idIn(started.location);
  const path = `${base(made)}/${id}`;
  assert.match((await jo.get(path)).body, /Money never goes straight from one person to another/);
  assert.equal((await jo.post(`${path}/amends`, payment(made))).location, path);
  const draft = await agreementNow(house, made, id);
  assert.deepEqual(
    draft.amends[0]?.instalments.map(({ pence }) => pence),
    [3334, 3333, 3333],
  );
  assert.deepEqual(
    draft.parties.map(({ participantId }) => participantId),
    [made.who['Dylan'], made.who['Joanne']],
  );

  assert.match((await jo.get(`${path}/propose`)).body, /What stands in the way[\s\S]*Opens when/);
  const shut = await jo.post(`${path}/propose`);
  assert.equal(shut.status, 422);
  assert.match(shut.body, /may not communicate with the person responsible yet/);
  await openTheWay(house, made);
  assert.equal((await jo.post(`${path}/propose`)).location, path);

  const yes = { answer: 'given', how: 'in-person', ...dayIn('said-on', today) };
  await jo.post(`${path}/answer`, { ...yes, participant: made.who['Dylan'] as string });
  assert.match((await jo.get(path)).body, /Not everyone has agreed to the terms/);
  await jo.post(`${path}/answer`, { ...yes, participant: made.who['Joanne'] as string });
  assert.match((await jo.get(path)).body, /In force/);
  assert.deepEqual(await history(made), [
    'agreement.drafted',
    'consent.said',
    'consent.said',
    'agreement.proposed',
    'agreement.terms-answered',
    'consent.said',
    'agreement.terms-answered',
    'consent.said',
    'agreement.made',
  ]);
  const ledger = await house.readAsStaff(house.staff.jo, (db) => wordedLedgerOf(db, made.caseId));
  const said = ledger.filter(({ purpose }) => purpose === 'agreement-terms');
  assert.deepEqual(
    said.map(({ itemId }) => itemId),
    [id, id],
  );
  assert.match(said[0]?.wording ?? '', /Do you agree[\s\S]*1\. Pay for the door\./);
  const due = (await agreementNow(house, made, id)).amends[0]?.instalments.map(({ dueOn }) => `amends-due ${dueOn}`);
  assert.deepEqual(await tasks(made), due);
});

test('a form sent twice is one draft, one promise and one payment', async () => {
  const made = await house.aCase();
  const id = idIn((await jo.post(base(made), { responsible: made.who['Dylan'] as string })).location);
  assert.equal((await jo.post(base(made), { responsible: made.who['Dylan'] as string })).location, base(made));
  assert.equal((await agreements(made)).length, 1);
  const form = payment(made);
  const add = () => jo.post(`${base(made)}/${id}/amends`, form);
  assert.deepEqual([(await add()).status, (await add()).status], [303, 303]);
  assert.equal((await agreementNow(house, made, id)).amends.length, 1);
  await propose(house, made, id);
  await agree(house, made, id, 'Dylan');
  await agree(house, made, id, 'Joanne');
  const { id: amendsId } = await amendsNow(house, made, id, 'payment');
  const paid = { entry: randomUUID(), pounds: '60', ...dayIn('happened-on', today) };
  const pay = () => jo.post(`${base(made)}/${id}/amends/${amendsId}/progress`, paid);
  assert.deepEqual([(await pay()).status, (await pay()).status], [303, 303]);
  assert.equal((await amendsNow(house, made, id, 'payment')).paid, 6000);
});

test('a yes to terms that were taken back is no yes to the new terms', async () => {
  const made = await house.aCase();
  const id = await aDraftWithDylan(house, made);
  await propose(house, made, id);
  await agree(house, made, id, 'Joanne');
  const anew = idIn((await jo.post(`${base(made)}/${id}/redraft`)).location);
  await jo.post(`${base(made)}/${anew}/propose`);
  assert.equal(await agree(house, made, anew, 'Dylan'), 'kept');
  assert.equal((await agreementNow(house, made, anew)).status, 'proposed');
});

test('AGR-10 for a child the agreement waits for a guardian', async () => {
  const made = await house.aCase();
  const id = await aDraftWithDylan(house, made);
  await propose(house, made, id);
  const dylan = made.who['Dylan'] as ParticipantId;
  await house.act(made, house.staff.jo, (hand) =>
    hand.run(sql`update app.people set is_under_18 = true
      where id = (select person_id from app.participants where id = ${dylan})`),
  );
  await agree(house, made, id, 'Joanne');
  assert.equal(await agree(house, made, id, 'Dylan'), 'kept');
  const byGuardian = {
    participant: dylan,
    answer: 'given',
    speaker: 'guardian',
    how: 'by-phone',
    ...dayIn('said-on', today),
  };
  const nobody = await jo.post(`${base(made)}/${id}/answer`, byGuardian);
  assert.match(nobody.body, /href="#speaker">Add their guardian on the People page first/);
  await house.act(made, house.staff.jo, (hand) =>
    addCompanion(hand, {
      id: randomUUID() as CompanionId,
      participantId: dylan,
      kind: 'guardian',
      fullName: 'Carol Example',
      called: 'Carol',
      relation: 'mother',
      phone: '',
      email: '',
    }),
  );
  assert.equal((await jo.post(`${base(made)}/${id}/answer`, byGuardian)).status, 303);
  assert.equal((await agreementNow(house, made, id)).status, 'agreed');
});

test('“not now”, no, and an answer without its day', async () => {
  const made = await house.aCase();
  const id = await aDraftWithDylan(house, made);
  await propose(house, made, id);
  const answer = (form: Record<string, string>) =>
    jo.post(`${base(made)}/${id}/answer`, { participant: made.who['Joanne'] as string, how: 'by-phone', ...form });
  const nothing = await jo.post(`${base(made)}/${id}/answer`, {});
  for (const field of ['participant', 'answer', 'how', 'said-on'])
    assert.match(nothing.body, new RegExp(`href="#${field}"`));
  assert.match(
    (await answer({ answer: 'not-now', ...dayIn('said-on', today) })).body,
    /href="#ask-after">Tell us the day/,
  );
  const later = { answer: 'not-now', ...dayIn('ask-after', plusDays(today, 30)), ...dayIn('said-on', today) };
  assert.equal((await answer(later)).status, 303);
  assert.match((await jo.get(`${base(made)}/${id}`)).body, /Not now, ask again from/);
  const future = await answer({ answer: 'given', ...dayIn('said-on', plusDays(today, 1)) });
  assert.match(future.body, /href="#said-on">The day it was said cannot be after today/);
  assert.equal((await answer({ answer: 'declined', ...dayIn('said-on', today) })).status, 303);
  assert.deepEqual(await tasks(made), [`talk-about-terms ${today}`]);
});

test('a change makes a new version, what was paid counts, and the old one is kept and readable', async () => {
  const made = await house.aCase();
  const id = await anAgreementInForce(house, made);
  const { id: amendsId } = await amendsNow(house, made, id, 'payment');
  await jo.post(`${base(made)}/${id}/amends/${amendsId}/progress`, {
    entry: randomUUID(),
    pounds: '40',
    ...dayIn('happened-on', today),
  });
  const second = idIn((await jo.post(base(made), { responsible: made.who['Dylan'] as string })).location);
  const next = await amendsNow(house, made, second, 'payment');
  assert.equal(next.paid, 4000);
  assert.equal((await agreementNow(house, made, id)).status, 'agreed');
  await jo.post(`${base(made)}/${second}/propose`);
  await agree(house, made, second, 'Dylan');
  assert.equal(await agree(house, made, second, 'Joanne'), 'made');
  const old = await agreementNow(house, made, id);
  assert.deepEqual([old.status, old.amends.length], ['replaced', 3]);
  assert.deepEqual([(await agreementNow(house, made, second)).status, next.promiseId], ['agreed', amendsId]);
  assert.match((await jo.get(`${base(made)}/${id}`)).body, /Replaced by a newer version[\s\S]*£40 of £120/);
  assert.match((await jo.get(base(made))).body, /Earlier[\s\S]*Version 1/);
  const late = await jo.post(`${base(made)}/${id}/amends/${amendsId}/progress`, {
    pounds: '1',
    ...dayIn('happened-on', today),
  });
  assert.match(late.body, /This agreement is not in force/);
});

test('whose case it is not finds no page and writes nothing', async () => {
  const made = await house.aCase();
  const id = await aDraftWithDylan(house, made);
  const leo = await house.asStaff(house.staff.leo);
  for (const path of ['', `/${id}`, `/${id}/amends`, `/${id}/propose`]) {
    assert.equal((await leo.get(`${base(made)}${path}`)).status, 404, path);
  }
  assert.equal((await leo.post(`${base(made)}/${id}/set-aside`)).status, 404);
  assert.equal((await agreementNow(house, made, id)).status, 'draft');
});

test('parties are chosen in a draft, and whoever is named stays', async () => {
  const made = await house.aCase({ people: { Joanne: 'harmed', Ann: 'harmed', Dylan: 'responsible' } });
  const id = await aDraftWithDylan(house, made, [aPromise()]);
  const { Joanne, Ann, Dylan } = made.who as Record<string, string>;
  const choose = (...party: readonly (string | undefined)[]) =>
    jo.post(`${base(made)}/${id}/parties`, { party: party.filter((each) => each !== undefined) });
  assert.match((await choose(Dylan, Ann)).body, /href="#party">Somebody you left out still owes/);
  assert.match((await choose(Joanne)).body, /The person responsible is always part of their agreement/);
  assert.equal((await choose(Dylan, Joanne)).status, 303);
  assert.equal((await agreementNow(house, made, id)).parties.length, 2);
  assert.ok(Ann);
});

test('figures count each promise once, over the cases the reader may open', async () => {
  const before = await house.readAsStaff(house.staff.jo, amendsFigures);
  const made = await house.aCase();
  await anAgreementInForce(house, made);
  const after = await house.readAsStaff(house.staff.jo, amendsFigures);
  assert.deepEqual({ ...after, owed: after.owed - before.owed }, { ...before, owed: 3 });
  assert.deepEqual(await house.readAsStaff(house.staff.leo, amendsFigures), {
    owed: 0,
    late: 0,
    done: 0,
    notDone: 0,
    released: 0,
  });
});
