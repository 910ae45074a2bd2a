import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plusDays, plusMonths, type PlainDate } from '#vocabulary/dates.ts';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();
const { leo, jo, priya, amara } = house.staff;
const keeper = await house.asStaff(amara);
const typedDay = (name: string, day: PlainDate) => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};
const text = (body: string) => body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const today = house.today();

test('hours are written down, and the register says what is missing, until when it is enough and whose supervision is due', async () => {
  const path = `/facilitators/${leo}/practice`;
  const register = async () => text((await keeper.get('/facilitators')).body);
  assert.match(await register(), /Learning: 6 hours missing, 3 hours of them approved No supervision is written down/);
  const refused = await keeper.post(path, { kind: 'course', hours: '200', ...typedDay('done-on', today) });
  assert.equal(refused.status, 422);
  assert.match(refused.body, /href="#hours">Write hours up to 100/);
  const first = plusDays(today, -100);
  for (const [hours, day] of [
    ['3', first],
    ['3:30', today],
  ] as const)
    assert.equal(
      (await keeper.post(path, { kind: 'course', hours, approved: 'yes', ...typedDay('done-on', day) })).location,
      path,
    );
  assert.match(text((await keeper.get(path)).body), /In the last twelve months 6\.5 hours of 6 hours/);
  assert.match(await register(), /Learning: enough until/);
  const own = await house.asStaff(leo);
  assert.match(text((await own.get('/own-practice/learning')).body), /What I learned Learning: enough until/);
  assert.equal((await own.get(path)).status, 404);
  const line = /name="learning" value="([0-9a-f-]{36})"/.exec((await keeper.get(path)).body)?.[1] ?? '';
  assert.equal((await keeper.post(`/facilitators/${jo}/practice/back`, { learning: line })).status, 404);
  assert.equal((await keeper.post(`${path}/back`, { learning: line })).status, 303);
  assert.match(await register(), /Learning: \d[.\d]* hours missing/);

  const supervisor = await house.asStaff(priya);
  const talked = { ...typedDay('held-on', plusDays(today, -40)), ...typedDay('next-on', plusDays(today, -1)) };
  assert.equal((await supervisor.post(`/facilitators/${leo}/supervision`, talked)).status, 303);
  assert.match(await register(), /Their supervision is due/);
});

test('of whoever supervises it is said what is missing for that, until it is there', async () => {
  const before = text((await keeper.get(`/facilitators/${priya}/practice`)).body);
  assert.match(before, /It is not written down since when they are an advanced practitioner/);
  assert.match(before, /They were not supervised themselves/);
  assert.doesNotMatch(before, /They supervised nobody/, 'she talked with Leo');
  const since = typedDay('done-on', plusMonths(today, -23));
  assert.equal((await keeper.post(`/facilitators/${priya}/checks`, { kind: 'advanced-status', ...since })).status, 303);
  assert.match(
    text((await keeper.get('/facilitators')).body),
    /Priya Nair[^<]*advanced practitioner for less than two years/,
  );
});
