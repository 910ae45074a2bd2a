import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aFeedback } from '#journey/follow-up/examples.ts';
import { addSurvey } from '#journey/follow-up/store.ts';
import { participantsOf } from '#casefile/cases/facts.ts';
import { newReference } from '#casefile/cases/actions.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { referralByReference } from '#journey/referral/facts.ts';
import { sql } from '#platform/sql.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import { anAgency, aReferrer } from '../../../test/support/agencies.ts';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();

test('the figures of a service that begins are honest about nothing', async () => {
  const page = await (await house.asStaff(house.staff.amara)).get('/figures');
  assert.equal(page.status, 200);
  assert.match(page.body, /No answers yet/);
  assert.match(page.body, /People chose to take part/);
});

test('a day that does not exist is said so, and an end before the beginning too', async () => {
  const amara = await house.asStaff(house.staff.amara);
  assert.match((await amara.get('/figures?from-day=31&from-month=2&from-year=2026')).body, /That day does not exist/);
  assert.match(
    (await amara.get('/figures?from-day=1&from-month=2&from-year=2026&until-day=1&until-month=1&until-year=2026')).body,
    /cannot be before/,
  );
});

test('figures are not there for a facilitator', async () => {
  assert.equal((await (await house.asStaff(house.staff.jo)).get('/figures')).status, 404);
});

test('FIG-6 CAS-8 what the police settled themselves is kept, said so, and in no figure of ours nor of the body that pays', async () => {
  const amara = await house.asStaff(house.staff.amara);
  const text = async (path: string) => (await amara.get(path)).body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  const agency = await anAgency(house, 'Corby neighbourhood team', 'police');
  const pc = await house.asStaff(await aReferrer(house, agency, 'PC Lewis Grant'));
  const sent = await pc.post('/agency/refer', {
    ...{ part: 'harmed', 'full-name': 'Joanne Hartley', agreed: 'yes', told: 'PC Grant', ways: 'none' },
    ...{ kind: 'burglary', 'what-happened': 'He said sorry at the door.', origin: 'police-out-of-court' },
  });
  const reference = sent.location?.split('/').at(-1) ?? '';
  assert.match(
    await text(`/referrals/${reference}`),
    /Settled by the police out of court Yes\. It is kept, and counted in no/,
  );
  const others = { 'person-part': 'responsible', 'person-full-name': 'Dylan Marsh' };
  await amara.post(`/referrals/${reference}/others/person`, others);
  assert.equal((await amara.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' })).status, 303);
  const found = await house.readAsStaff(house.staff.amara, (db) => referralByReference(db, reference));
  const caseId = found?.caseId as CaseId;
  const [joanne] = await house.readAsStaff(house.staff.amara, (db) => participantsOf(db, caseId));
  await house.act({ caseId }, house.staff.amara, (hand) => {
    const who = { participantId: joanne?.id, part: 'harmed', answeredAs: 'self', answeredOn: house.today() } as const;
    return addSurvey(hand, who as Parameters<typeof addSurvey>[1], aFeedback());
  });
  // As the worker counts for the body that pays, before small numbers are left out.
  const counted = async () => {
    const [year = '', month = ''] = house.today().split('-');
    const quarter = `${year}-${String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
    const rows = await house.ports.database.ask(
      'tp_worker',
      sql<{ of: string; number: number }>`
        select of_table as of, sum(number)::int as number from app.counts_of_quarter(${house.serviceId}, ${quarter}) group by 1 order by 1`,
    );
    return rows.map(({ of, number }) => `${of} ${number}`);
  };
  assert.deepEqual(await counted(), []);
  assert.match(await text('/figures'), /1 more was settled by the police themselves, out of court/);
  assert.match(await text('/figures'), /Referrals 0 [\s\S]*Satisfied, people harmed No answers yet/);
  assert.match(await text(`/cases/${reference}`), /Settled by the police out of court Yes/);

  // Somebody who was harmed asks us for the same: now it is a case of the service.
  const own = newReference();
  await house.actInService(house.staff.amara, (hand) =>
    enterReferral(hand, aReferral({ receivedOn: house.today(), fullName: 'Joanne Hartley' }), own),
  );
  const page = (await amara.get(`/referrals/${own}/link?case=${reference}`)).body;
  const field = /name="(who-[0-9a-f-]{36})"/.exec(page)?.[1] ?? '';
  const who = { case: reference, 'case-id': caseId, [field]: String(joanne?.id) };
  const linked = await amara.post(`/referrals/${own}/link`, who);
  assert.equal(linked.status, 303);
  assert.doesNotMatch(await text(`/cases/${reference}`), /Settled by the police/);
  assert.match(await text('/figures'), /Referrals 1 [\s\S]*Satisfied, people harmed 100%/);
  const both = ['decisions 1', 'people-by-age 2', 'people-by-side 2', 'referrals-by-incident 1'];
  const rest = ['referrals-by-month 1', 'referrals-by-source 1', 'satisfied-harmed 1'];
  assert.deepEqual(await counted(), [...both, ...rest]);

  // The link was wrong: it is taken back, and only what is of the police is left.
  assert.equal((await amara.post(`/referrals/${own}/unlink`, {})).status, 303);
  assert.match(await text(`/cases/${reference}`), /Settled by the police out of court Yes/);
  await amara.post(`/referrals/${reference}/matter`, { 'crime-number': '26/1' });
  assert.doesNotMatch(await text(`/cases/${reference}`), /Settled by the police/, 'it was ticked by mistake');
});
