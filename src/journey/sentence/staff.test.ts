import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/sql.ts';
import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import { workingDaysAfter, workingDaysBefore } from '#vocabulary/working-days.ts';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();
const { jo, leo } = house.staff;
const made = await house.aCase();
const path = `/cases/${made.reference}/suitability/sentence/${made.who['Dylan']}`;
const typedDay = (name: string, day: PlainDate) => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};
const tasks = () =>
  house.readAsStaff(jo, (db) =>
    db.rows(sql<{ kind: string; dueOn: PlainDate }>`
      select kind, due_on as "dueOn" from app.tasks where case_id = ${made.caseId} and done_at is null
         and kind in ('before-report', 'offer-after-sentence') order by kind`),
  );

test('a report has its task on the day that holds now, and what is wanted afterwards is offered after the hearing', async () => {
  const caller = await house.asStaff(jo);
  const suitability = (await caller.get(`/cases/${made.reference}/suitability`)).body;
  assert.match(suitability, new RegExp(`href="${path}"`));
  assert.match((await caller.get(path)).body, /Where Dylan stands with the court/);
  const hearing = plusDays(house.today(), 60);
  const report = plusDays(hearing, -14);
  const days = { ...typedDay('hearing-on', hearing), ...typedDay('report-due-on', report) };
  const refused = await caller.post(path, { plea: 'not-guilty', offered: 'before', ...days });
  assert.equal(refused.status, 422);
  assert.match(refused.body, /href="#plea">Before sentence it is offered only to somebody who pleaded guilty/);

  assert.equal((await caller.post(path, { plea: 'guilty', offered: 'before', ...days })).location, path);
  assert.deepEqual(await tasks(), [{ kind: 'before-report', dueOn: workingDaysBefore(report, 5) }]);
  // Adjourned: another day takes its place, on the list too.
  const later = plusDays(hearing, 30);
  const adjourned = { ...typedDay('hearing-on', later), ...typedDay('report-due-on', plusDays(later, -14)) };
  await caller.post(path, { plea: 'guilty', offered: 'before', ...adjourned });
  assert.deepEqual(await tasks(), [{ kind: 'before-report', dueOn: workingDaysBefore(plusDays(later, -14), 5) }]);
  await caller.post(path, { plea: 'guilty', offered: 'after', ...adjourned });
  assert.deepEqual(await tasks(), [{ kind: 'offer-after-sentence', dueOn: workingDaysAfter(later, 1) }]);
  assert.match((await caller.get(path)).body, /whoever leads the case is asked to offer it again/);
  await caller.post(path, { plea: 'guilty', offered: 'before', ...adjourned });
  assert.equal((await tasks())[0]?.kind, 'before-report', 'wished anew, it is on the list again');
});

test('it is there of whoever is responsible, for whoever may open the case', async () => {
  const caller = await house.asStaff(jo);
  const hers = `/cases/${made.reference}/suitability/sentence/${made.who['Joanne']}`;
  assert.equal((await caller.get(hers)).status, 404);
  assert.equal((await (await house.asStaff(leo)).get(path)).status, 404);
});
