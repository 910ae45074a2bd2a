import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { AgencyEmail } from '#vocabulary/agencies.ts';
import type { AgencyId, StaffId } from '#vocabulary/ids.ts';
import { anAgency, aReferrer } from '../../../test/support/agencies.ts';
import { aHouse } from '../../../test/support/house.ts';
import { addAgencyTo, chooseEmails } from './actions.ts';
import { whoWants } from './facts.ts';
import { insertAgency, insertPerson } from './store.ts';

const house = await aHouse();
const corby = await anAgency(house, 'Corby neighbourhood team', 'police');
const homes = await anAgency(house, 'Homes for Kettering', 'housing');
const lewis = await aReferrer(house, corby, 'PC Lewis Grant');

async function wallOf(work: (hand: Hand) => Promise<unknown>): Promise<string | undefined> {
  return house.actInService(house.staff.amara, work).then(
    () => undefined,
    (error: unknown) => refusedBy(error) ?? String(error),
  );
}

test('AGN-1 two who add one agency at once: one is told that it is there', async () => {
  const add = () =>
    house.ports.act({ serviceId: house.serviceId, actor: { kind: 'staff', id: house.staff.amara } }, (hand) =>
      addAgencyTo(hand, { name: 'Probation North', kind: 'probation' }),
    );
  const decisions = await Promise.all([add(), add()]);
  assert.equal(decisions.filter(({ ok }) => ok).length, 1);
  assert.deepEqual(
    decisions.find(({ ok }) => !ok),
    { ok: false, because: ['agency-is-already-there'] },
  );
  const name = (text: string) => (hand: Hand) =>
    insertAgency(hand, { id: randomUUID() as AgencyId, name: text, kind: 'police' });
  assert.match((await wallOf(name('PROBATION north'))) ?? '', /agency-is-already-there/);
  assert.equal(await wallOf(name('')), 'agn_1_has_a_name');
});

test('AGN-2 somebody refers for one agency', async () => {
  assert.equal(
    await wallOf((hand) => insertPerson(hand, { staffId: lewis, agencyId: homes, seesAll: false })),
    'agn_2_one_agency_each',
  );
});

test('AGN-3 whoever refers for an agency holds no role of the service, and the other way round', async () => {
  const give = (staffId: StaffId, role: string) => (hand: Hand) =>
    hand.run(
      sql`insert into app.staff_roles (service_id, staff_id, role) values (${hand.serviceId}, ${staffId}, ${role})`,
    );
  assert.equal(await wallOf(give(lewis, 'manager')), 'agn_3_apart_from_staff');
  assert.equal(await wallOf(give(house.staff.jo, 'referrer')), 'agn_3_apart_from_staff');
});

test('TEL-2 nobody tells fewer than none', async () => {
  const less = (table: 'agencies' | 'agency_people') => (hand: Hand) =>
    hand.run({ text: `update app.${table} set untold_in_a_row = -1`, values: [], name: undefined });
  assert.equal(await wallOf(less('agencies')), 'tel_2_agency_counts_from_none');
  assert.equal(await wallOf(less('agency_people')), 'tel_2_person_counts_from_none');
});

test('AGN-4 what somebody chose about e-mails is theirs alone, and everybody is written to who said nothing', async () => {
  const mills = await aReferrer(house, corby, 'PCSO Mills');
  await house.actInService(lewis, (hand) => chooseEmails(hand, ['decided']));
  const wants = (email: AgencyEmail) =>
    house.actInService(house.staff.amara, (hand) => whoWants(hand, email, [lewis, mills]));
  assert.deepEqual(await wants('written'), [mills]);
  assert.deepEqual(new Set(await wants('decided')), new Set([lewis, mills]));
});
