import assert from 'node:assert/strict';
import { test } from 'node:test';
import { restrictCase } from '#casefile/readers/actions.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { aHouse, type MadeCase } from '../../../test/support/house.ts';
import { addConflict, addAllocation } from './store.ts';

const asked: string[] = [];
const house = await aHouse({ watch: (login, text) => login === 'tp_staff' && asked.push(text) });
const { amara, jo, sam, leo, priya, mia } = house.staff;

const gives = (staffId: StaffId, as: 'lead' | 'co') => (hand: Hand) =>
  addAllocation(hand, { staffId, as, overrideBy: null, overrideReason: '' });

async function ledBy(staffId: StaffId, wish: Parameters<typeof house.aCase>[0] = {}): Promise<MadeCase> {
  const made = await house.aCase(wish);
  await house.act(made, amara, gives(staffId, 'lead'));
  return made;
}

test('ALC-7 a whole caseload is handed over with one press; what cannot be is named with the reason and stays', async () => {
  const [plain, complex, known, beside] = [
    await ledBy(jo),
    await ledBy(jo, { complexity: 'complex' }),
    await ledBy(jo),
    await ledBy(jo),
  ];
  await house.act(known, amara, (hand) => addConflict(hand, sam, 'Sam’s cousin'));
  await house.act(beside, amara, gives(sam, 'co'));
  const coordinator = await house.asStaff(amara);
  const path = `/handover?from=${jo}&to=${sam}`;
  const page = await coordinator.get(path);
  assert.match(page.body, new RegExp(`${complex.reference}: Their level of practice is below`));
  assert.match(page.body, new RegExp(`${known.reference}: They have a conflict of interest`));
  const cases = [plain, complex, known, beside].map(({ caseId }) => caseId);
  const answer = await coordinator.post('/handover', { from: jo, to: sam, cases });
  assert.equal(answer.location, path);
  const after = await coordinator.get(path);
  assert.match(after.body, /2 cases are handed over\. 2 could not be/);
  assert.match(after.body, new RegExp(`${complex.reference}: Their level`));
  assert.doesNotMatch(after.body, new RegExp(plain.reference));
  for (const made of [plain, beside]) {
    const shown = await coordinator.get(`/cases/${made.reference}/history`);
    assert.match(shown.body, /Jo Whitfield handed the case over to Sam Reyes/);
  }
  const takes = await house.asStaff(sam);
  assert.match((await takes.get('/work')).body, /A case was handed over to you/);
  assert.equal(
    (await (await house.asStaff(jo)).get(`/cases/${plain.reference}`)).status,
    404,
    'whoever had it opens it no more',
  );
  assert.equal((await (await house.asStaff(jo)).get(`/cases/${complex.reference}`)).status, 200);
});

test('one case is handed over from its own page', async () => {
  const [made, another] = [await ledBy(jo), await ledBy(jo)];
  const coordinator = await house.asStaff(amara);
  const own = await coordinator.get(`/cases/${made.reference}/allocation`);
  const [, link = ''] = /href="(\/handover\?[^"]+)"/.exec(own.body) ?? [];
  const page = await coordinator.get(`${link.replaceAll('&amp;', '&')}&to=${sam}`);
  assert.match(page.body, new RegExp(made.reference));
  assert.doesNotMatch(page.body, new RegExp(another.reference));
});

test('a case that whoever presses may not open stays where it is, and is counted and not shown', async () => {
  const made = await ledBy(jo);
  const restricted = await house.act(made, mia, (hand) =>
    restrictCase(hand, { because: 'A colleague is in it', named: [priya] }),
  );
  assert.ok(restricted.ok);
  const coordinator = await house.asStaff(amara);
  const page = await coordinator.get(`/handover?from=${jo}&to=${sam}`);
  assert.doesNotMatch(page.body, new RegExp(made.reference));
  assert.match(page.body, /works on 1 more that you may not open/);
  await coordinator.post('/handover', { from: jo, to: sam, cases: [made.caseId] });
  const supervisor = await house.asStaff(priya);
  assert.match(
    (await supervisor.get(`/cases/${made.reference}/allocation`)).body,
    /what Jo Whitfield does on this case/,
  );
});

test('nothing ticked and nobody there are answered in words; a facilitator hands nothing over; the queries do not grow', async () => {
  const coordinator = await house.asStaff(amara);
  const path = `/handover?from=${jo}&to=${sam}`;
  assert.match((await coordinator.post(path, { from: jo, to: sam })).body, /Tick at least one case/);
  assert.equal((await coordinator.post('/handover', { from: 'nobody', to: sam })).status, 404);
  for (const vain of ['/handover', '/handover?from=nobody&to=nowhere', `/handover?from=${leo}&to=${leo}`]) {
    assert.equal((await coordinator.get(vain)).status, 200);
  }
  assert.equal((await (await house.asStaff(sam)).get(path)).status, 404);
  const count = async () => {
    asked.length = 0;
    await coordinator.get(path);
    return asked.filter((text) => text.includes('app.')).length;
  };
  const few = await count();
  for (let at = 0; at < 5; at += 1) await ledBy(jo);
  assert.equal(await count(), few);
});
