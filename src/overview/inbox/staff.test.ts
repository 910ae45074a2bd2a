import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newReference } from '#casefile/cases/actions.ts';
import { caseFrame } from '#casefile/cases/facts.ts';
import { enterReferral, type TypedReferral } from '#journey/referral/actions.ts';
import { addOtherTo } from '#journey/triage/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { anOther } from '#journey/triage/examples.ts';
import { inWords, plusDays } from '#vocabulary/dates.ts';
import { setLevels } from '#service/service-levels/actions.ts';
import { sql } from '#platform/sql.ts';
import { workingDaysAfter } from '#vocabulary/working-days.ts';
import { aHouse } from '../../../test/support/house.ts';

const asked: string[] = [];
const house = await aHouse({ watch: (login, text) => void (login === 'tp_staff' && asked.push(text)) });
const amara = await house.asStaff(house.staff.amara);

async function entered(changed: Partial<TypedReferral> = {}): Promise<string> {
  const reference = newReference();
  await house.actInService(house.staff.amara, async (hand) => {
    await enterReferral(hand, aReferral({ receivedOn: house.today(), ...changed }), reference);
    await addOtherTo(hand, reference, anOther());
  });
  return reference;
}

const references = (body: string) =>
  [...body.matchAll(/class="tp-list__link" href="\/referrals\/([0-9A-Z]{4}-[0-9A-Z]{4})"/g)].map(([, at]) => at ?? '');
const shown = async (status: string) => references((await amara.get(`/referrals?status=${status}`)).body);

test('what waits comes with safety flags first, then what is due soonest, a page at a time with as many queries', async () => {
  assert.match((await amara.get('/referrals')).body, /Nothing here/);
  const made: string[] = [];
  for (let each = 0; each < 58; each += 1)
    made.push(await entered({ receivedOn: plusDays(house.today(), -(each % 7)) }));
  const flagged = await entered({ risks: ['stalking'] });
  const old = await entered({ receivedOn: plusDays(house.today(), -30) });
  asked.length = 0;
  const first = await amara.get('/referrals');
  const few = asked.length;
  assert.deepEqual(references(first.body).slice(0, 2), [flagged, old]);
  assert.match(first.body, /Safety<\/strong>\s*Stalking or harassment/);
  const seen = new Set<string>();
  let address = '/referrals?status=waiting';
  for (let pages = 0; pages < 3; pages += 1) {
    asked.length = 0;
    const page = await amara.get(address);
    assert.equal(asked.length, few, 'a page asks the database no more than another');
    const found = references(page.body);
    assert.equal(found.length, pages < 2 ? 25 : 10);
    for (const reference of found) seen.add(reference);
    address = (/href="(\/referrals\?[^"]*after=[^"]*)"(?!>Stay)/.exec(page.body)?.[1] ?? '').replaceAll('&amp;', '&');
    assert.equal(address !== '', pages < 2);
  }
  assert.deepEqual(seen, new Set([...made, flagged, old]));
  assert.match((await amara.get('/referrals?status=declined')).body, /Nothing here/);
  for (const strange of [
    'status=toString',
    'after=2026-02-30_x',
    'after=%00',
    'status=%F0%9F%99%82',
    'after=1_2026-02-30_x',
  ])
    assert.equal((await amara.get(`/referrals?${strange}`)).status, 200, strange);
});

test('a referral is in the inbox with each of its clocks, from its first day until its people have been spoken with', async () => {
  const reference = await entered({ receivedOn: plusDays(house.today(), -40), risks: ['hate'] });
  const due = workingDaysAfter(house.today(), 5);
  assert.ok((await shown('late')).includes(reference));
  assert.equal((await amara.post(`/referrals/${reference}/acknowledge`)).status, 303);
  assert.ok((await shown('acknowledged')).includes(reference));
  assert.match((await amara.get('/referrals?status=late')).body, /Late: decide, due/);
  assert.equal((await amara.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' })).status, 303);
  assert.ok(!(await shown('late')).includes(reference));
  assert.deepEqual(await shown('to-give'), [reference]);
  const toGive = await amara.get('/referrals?status=to-give');
  assert.match(toGive.body, new RegExp(`Give to a facilitator in <a[^>]*>case ${reference}</a> by ${inWords(due)}`));
  const path = `/cases/${reference}`;
  await amara.post(`${path}/allocation`, { staff: house.staff.jo, as: 'lead' });
  assert.deepEqual([await shown('to-give'), await shown('first-contact')], [[], [reference]]);
  const jo = await house.asStaff(house.staff.jo);
  assert.match(
    (await jo.get(path)).body,
    new RegExp(`First contact[\\s\\S]*Joanne: not yet, due ${inWords(due)}[\\s\\S]*Dylan: not to be approached yet`),
  );
  assert.match((await jo.get(path)).body, /Read this first[\s\S]*Hate because of who somebody is/);
  const frame = await house.readAsStaff(house.staff.jo, (db) => caseFrame(db, reference, house.today()));
  const joanne = frame?.participants.find(({ called }) => called === 'Joanne')?.id ?? '';
  const [year = '', month = '', day = ''] = house.today().split('-');
  const on = { 'happened-on-year': year, 'happened-on-month': month, 'happened-on-day': day };
  const talk = { participant: joanne, channel: 'phone', outcome: 'talked', note: '', approach: 'yes', ...on };
  assert.equal((await jo.post(`${path}/contacts`, talk)).status, 303);
  assert.deepEqual(await shown('first-contact'), []);
  assert.match((await jo.get(path)).body, /First contact<\/dt>[\s\S]*?In time/);
  const figures = (await amara.get('/figures')).body;
  const inTime = (level: string, count: number, share: string) =>
    new RegExp(`${level}</h3><p class="tp-figure__value">${count}</p><p class="tp-figure__base">${share} in time`);
  assert.match(figures, inTime('Give to a facilitator', 1, '100% of 1'));
  assert.match(figures, inTime('First contact', 1, '100% of 1'));
  assert.match(figures, inTime('Decide', 0, '0% of [0-9]+'));
});

interface Days {
  readonly acknowledge: string;
  readonly triage: string;
  readonly allocate: string | null;
  readonly contact: string | null;
}

async function clocksOf(reference: string): Promise<Days | undefined> {
  return house.readAsStaff(house.staff.amara, (db) =>
    db.row(sql<Days>`
      select c.acknowledge_by::text as acknowledge, c.triage_by::text as triage, c.allocate_by::text as allocate, c.contact_by::text as contact
        from app.referral_clocks c join app.referrals r on r.id = c.referral_id where r.reference = ${reference}`),
  );
}

test('clocks run by what the service promises itself; a clock that began before keeps its day', async () => {
  const before = await entered();
  const itsDays = await clocksOf(before);
  const promised = { acknowledge: 2, triage: 4, allocate: 6, firstContact: 8 };
  assert.equal((await house.actInService(house.staff.mia, (hand) => setLevels(hand, promised))).ok, true);
  const reference = await entered();
  const inDays = (days: number) => String(workingDaysAfter(house.today(), days));
  const first = { acknowledge: inDays(2), triage: inDays(4) };
  assert.deepEqual(await clocksOf(reference), { ...first, allocate: null, contact: null });
  assert.equal((await amara.post(`/referrals/${reference}/accept`, { 'accept-kind': 'justice' })).status, 303);
  await amara.post(`/cases/${reference}/allocation`, { staff: house.staff.jo, as: 'lead' });
  assert.deepEqual(await clocksOf(reference), { ...first, allocate: inDays(6), contact: inDays(8) });
  assert.deepEqual(await clocksOf(before), itsDays);
  assert.deepEqual([itsDays?.acknowledge, itsDays?.triage], [inDays(1), inDays(3)]);
});
