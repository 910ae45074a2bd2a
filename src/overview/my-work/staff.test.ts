import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { plusDays } from '#vocabulary/dates.ts';
import type { StaffMember } from '#vocabulary/staff.ts';
import { giveCase } from '#casefile/allocation/actions.ts';
import { askFor } from '#casefile/tasks/actions.ts';
import { aHouse } from '../../../test/support/house.ts';

const house = await aHouse();
const made = await house.aCase();
const { jo, leo, amara } = house.staff;
const coordinator: StaffMember = {
  staffId: amara,
  serviceId: house.serviceId,
  name: 'Amara Okafor',
  roles: ['coordinator'],
};
const dylan = made.who['Dylan'] as ParticipantId;

test('a task for a person is on their list on its day, and not before', async () => {
  const task = { kind: 'ring', words: 'Ring somebody back.', staffId: jo, participantId: dylan } as const;
  await house.act(made, jo, (hand) => askFor(hand, { ...task, dueOn: house.today(), cause: 'a' }));
  await house.act(made, jo, (hand) =>
    askFor(hand, { ...task, words: 'Not yet.', dueOn: plusDays(house.today(), 1), cause: 'b' }),
  );
  const page = await (await house.asStaff(jo)).get('/work');
  assert.match(page.body, /Ring somebody back/);
  assert.doesNotMatch(page.body, /Not yet/);
  assert.doesNotMatch((await (await house.asStaff(leo)).get('/work')).body, /Ring somebody back/);
});

test('a task that is done is gone', async () => {
  const caller = await house.asStaff(jo);
  const path = /\/tasks\/[0-9a-f-]{36}\/done/.exec((await caller.get('/work')).body)?.[0] ?? '';
  assert.equal((await caller.post(path, { how: 'Rang, all is well' })).status, 303);
  assert.doesNotMatch((await caller.get('/work')).body, /Ring somebody back/);
});

test('the page of a new colleague says that nothing is due', async () => {
  assert.match((await (await house.asStaff(amara)).get('/work')).body, /My work/);
  assert.match((await (await house.asStaff(leo)).get('/work')).body, /Nothing is due/);
});

test('H17 among those who have heard nothing for long is who waits to hear, not who may not be spoken with yet', async () => {
  const waiting = await house.aCase({ people: { Ruth: 'harmed', Tyler: 'responsible' } });
  const neighbours = await house.aCase({ people: { Val: 'both', Wes: 'both' } });
  for (const each of [waiting, neighbours]) {
    await house.act(each, amara, (hand) =>
      giveCase(hand, { staffId: jo, as: 'lead', overrideReason: '' }, coordinator),
    );
  }
  const now = house.now();
  house.setNow(new Date(now.getTime() + 40 * 86_400_000));
  const page = await (await house.asStaff(jo)).get('/work');
  house.setNow(now);
  for (const called of ['Ruth', 'Val', 'Wes']) assert.match(page.body, new RegExp(`>${called}, case`));
  assert.doesNotMatch(page.body, />Tyler, case/);
});
