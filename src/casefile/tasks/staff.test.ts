import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { giveCase } from '#casefile/allocation/actions.ts';
import { plusDays } from '#vocabulary/dates.ts';
import type { ParticipantId, TaskId } from '#vocabulary/ids.ts';
import type { StaffMember } from '#vocabulary/staff.ts';
import { aHouse } from '../../../test/support/house.ts';
import { askFor } from './actions.ts';
import { tasksAtOnce, tasksFor, type DueTask } from './facts.ts';
import type { NewTask } from './store.ts';

const house = await aHouse();
const made = await house.aCase();
const today = house.today();
const { serviceId } = house;
const jo: StaffMember = { staffId: house.staff.jo, serviceId, name: 'Jo Whitfield', roles: ['facilitator'] };
const priya: StaffMember = { staffId: house.staff.priya, serviceId, name: 'Priya Nair', roles: ['supervisor'] };
const amara: StaffMember = { staffId: house.staff.amara, serviceId, name: 'Amara Okafor', roles: ['coordinator'] };

function ask(task: Partial<NewTask> = {}, of: { readonly caseId: typeof made.caseId } = made): Promise<void> {
  return house.act(of, house.staff.amara, (hand) =>
    askFor(hand, { kind: 'ask-again', words: 'Ask again.', dueOn: today, cause: randomUUID(), ...task }),
  );
}

const dueTo = (staff: StaffMember, after?: DueTask): Promise<readonly DueTask[]> =>
  house.readAsStaff(staff.staffId, (db) => tasksFor(db, staff, today, after));
const kindsOf = async (staff: StaffMember) => (await dueTo(staff)).map(({ kind }) => kind);

test('a task falls to its person, to whoever holds its role, or to the lead of its case, from its day on', async () => {
  await ask({ kind: 'for-jo', staffId: jo.staffId });
  await ask({ kind: 'for-supervisors', role: 'supervisor' });
  await ask({ kind: 'for-the-lead', participantId: made.who['Joanne'] as ParticipantId });
  await ask({ kind: 'tomorrow', staffId: jo.staffId, dueOn: plusDays(today, 1) });
  assert.deepEqual(await kindsOf(jo), ['for-jo']);
  assert.deepEqual(await kindsOf(priya), ['for-supervisors']);
  assert.deepEqual(await kindsOf(amara), ['for-the-lead'], 'while nobody leads, the coordinator');
  await house.act(made, amara.staffId, (hand) =>
    giveCase(hand, { staffId: jo.staffId, as: 'lead', overrideReason: '' }, amara),
  );
  assert.deepEqual((await kindsOf(jo)).toSorted(), ['for-jo', 'for-the-lead']);
  assert.deepEqual(await kindsOf(amara), []);
  const [task] = (await dueTo(jo)).filter(({ kind }) => kind === 'for-the-lead');
  assert.deepEqual([task?.caseReference, task?.participantCalled], [made.reference, 'Joanne']);
});

test('a long list goes on after its last task, without a gap and without a task twice', async () => {
  const long = await house.aCase();
  for (let at = 0; at < tasksAtOnce + 5; at += 1) {
    await ask({ staffId: house.staff.sam, dueOn: plusDays(today, -(at % 7)) }, long);
  }
  const sam: StaffMember = { ...jo, staffId: house.staff.sam };
  const first = await dueTo(sam);
  const second = await dueTo(sam, first.at(-1));
  assert.deepEqual([first.length, second.length], [tasksAtOnce, 5]);
  assert.equal(new Set([...first, ...second].map(({ id }) => id)).size, tasksAtOnce + 5);
});

async function aTask(): Promise<TaskId> {
  const kind = randomUUID();
  await ask({ kind, staffId: jo.staffId });
  const found = (await dueTo(jo)).find((task) => task.kind === kind);
  return found?.id as TaskId;
}

test('a task is finished with a word about how, and the history keeps that it was', async () => {
  const id = await aTask();
  const caller = await house.asStaff(jo.staffId);
  assert.match((await caller.get(`/tasks/${id}`)).body, /Ask again\./);
  assert.equal((await caller.post(`/tasks/${id}/done`, { how: '' })).status, 422);
  assert.equal((await caller.post(`/tasks/${id}/done`, { how: 'x'.repeat(10_000) })).status, 422);
  assert.equal((await caller.post(`/tasks/${id}/done`, { how: 'I rang her 🌱' })).location, '/work');
  assert.match((await caller.post(`/tasks/${id}/done`, { how: 'Again' })).body, /Somebody has done this already/);
  assert.match((await caller.get(`/tasks/${id}`)).body, /This is done/);
  assert.match((await caller.get(`/cases/${made.reference}/history`)).body, /A task was done/);
});

test('a task of no case is finished too', async () => {
  await house.ports.act({ serviceId, actor: { kind: 'staff', id: amara.staffId } }, async (hand) => {
    await askFor(hand, { kind: 'no-case', words: 'Look.', dueOn: today, cause: randomUUID(), staffId: priya.staffId });
    return { ok: true, value: null };
  });
  const [task] = (await dueTo(priya)).filter(({ kind }) => kind === 'no-case');
  const caller = await house.asStaff(priya.staffId);
  assert.equal((await caller.post(`/tasks/${task?.id}/done`, { how: 'Looked' })).location, '/work');
});

test('who may not open the case finds no task and finishes none', async () => {
  const id = await aTask();
  const leo = await house.asStaff(house.staff.leo);
  assert.equal((await leo.get(`/tasks/${id}`)).status, 404);
  assert.equal((await leo.post(`/tasks/${id}/done`, { how: 'Done' })).status, 404);
  const caller = await house.asStaff(jo.staffId);
  for (const strange of ['nothing', randomUUID()]) {
    assert.equal((await caller.get(`/tasks/${strange}`)).status, 404);
    assert.equal((await caller.post(`/tasks/${strange}/done`, { how: 'Done' })).status, 404);
  }
});
