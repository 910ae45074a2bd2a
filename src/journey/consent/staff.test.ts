import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import { about } from '#vocabulary/consent.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { addOrganisationToCase } from '#casefile/people/actions.ts';
import { anOrganisation } from '#casefile/people/examples.ts';
import { aHouse } from '../../../test/support/house.ts';
import { recordStatement } from './actions.ts';
import { aSaying } from './examples.ts';

const house = await aHouse();
const made = await house.aCase();
const path = `/cases/${made.reference}/consent`;
const [year, month, day] = house.today().split('-') as [string, string, string];
const said = {
  participant: made.who['Joanne'] as ParticipantId,
  subject: 'mode-letter',
  answer: 'given',
  how: 'by-phone',
  'said-on-day': day,
  'said-on-month': month,
  'said-on-year': year,
};

test('a facilitator writes down what somebody said on the phone', async () => {
  const jo = await house.asStaff(house.staff.jo);
  assert.equal((await jo.post(path, said)).location, path);
  const page = await jo.get(path);
  assert.match(page.body, /Added to the ledger/);
  assert.match(page.body, /by phone/);
});

test('what is missing is named at its field and what was chosen stays', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const again = await jo.post(path, { ...said, answer: '', how: '' });
  assert.equal(again.status, 422);
  assert.match(again.body, /href="#answer">Choose their answer/);
  assert.match(again.body, new RegExp(`value="${said.participant}" selected`));
});

test('a participant of another case is not found', async () => {
  const other = await house.aCase();
  const jo = await house.asStaff(house.staff.jo);
  assert.equal((await jo.post(path, { ...said, participant: other.who['Joanne'] as ParticipantId })).status, 404);
  assert.equal((await jo.post(path, { ...said, participant: 'nobody' })).status, 404);
});

test('whose case it is not finds no page and writes nothing', async () => {
  const leo = await house.asStaff(house.staff.leo);
  assert.equal((await leo.get(path)).status, 404);
  assert.equal((await leo.post(path, said)).status, 404);
});

test('a form from another site is turned away', async () => {
  const answer = await house.server.inject({ method: 'POST', url: path, headers: { 'sec-fetch-site': 'cross-site' } });
  assert.equal(answer.statusCode, 403);
});

test('the ledger shows a past moment', async () => {
  const jo = await house.asStaff(house.staff.jo);
  const before = await jo.get(`${path}?on=2020-01-01`);
  assert.match(before.body, /Nobody has been asked yet/);
  assert.match(before.body, /Show it as it is now/);
});

test('an organisation says yes through whoever speaks for it', async () => {
  const shop = await house.act(made, house.staff.jo, (hand) =>
    addOrganisationToCase(hand, anOrganisation({ name: 'Corner Store' })),
  );
  const jo = await house.asStaff(house.staff.jo);
  assert.match((await jo.get(path)).body, /Corner Store/);
  assert.equal((await jo.post(path, { ...said, participant: shop })).status, 303);
});

test('CON-2 a newer answer takes the place of “not now”: nobody is asked on a day that no longer holds', async () => {
  const asked = await house.aCase();
  const joanne = asked.who['Joanne'] as ParticipantId;
  const [soon, later] = [plusDays(house.today(), 5), plusDays(house.today(), 9)];
  const says = (answer: 'given' | 'not-now', askAfter: PlainDate | null = null) =>
    house.act(asked, house.staff.jo, (hand) =>
      recordStatement(
        hand,
        aSaying({
          participantId: joanne,
          ...about('mode', { mode: 'meeting' }),
          answer,
          askAfter,
          saidOn: house.today(),
        }),
        { wording: 'Words', how: 'by-phone' },
      ),
    );
  const listed = async () => {
    const rows = await house.readAsStaff(house.staff.jo, (db) =>
      db.rows(sql<{ dueOn: PlainDate }>`
        select due_on as "dueOn" from app.tasks where participant_id = ${joanne} and done_at is null`),
    );
    return rows.map(({ dueOn }) => dueOn);
  };
  await says('not-now', soon);
  assert.deepEqual(await listed(), [soon]);
  await says('not-now', later);
  await says('not-now', later);
  assert.deepEqual(await listed(), [later]);
  await says('given');
  assert.deepEqual(await listed(), []);
  await says('not-now', later);
  assert.deepEqual(await listed(), [later], 'and the same may be wished anew');
});
