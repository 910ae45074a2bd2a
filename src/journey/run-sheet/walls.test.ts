import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { refuse } from '#platform/decision.ts';
import { aHouse } from '../../../test/support/house.ts';
import { ahead, aMeeting } from '../../../test/support/meeting.ts';
import { replaceRunSheet } from './store.ts';

const house = await aHouse();

test('a step lasts none to four hours, past every rule (RUN-1)', async () => {
  const { made, id } = await aMeeting(house, 'planned', { startsAt: ahead(house, 20) });
  const held = {
    serviceId: house.serviceId,
    caseId: made.caseId,
    actor: { kind: 'staff', id: house.staff.jo } as const,
  };
  const wallOf = (minutes: number) =>
    house.ports
      .act(held, async (hand) => {
        await replaceRunSheet(hand, id, [{ words: 'Welcome', minutes }]);
        return refuse('no-wall');
      })
      .then(
        (decision) => (decision.ok ? 'kept' : decision.because[0]),
        (error: unknown) => refusedBy(error) ?? String(error),
      );
  for (const minutes of [0, 240]) assert.equal(await wallOf(minutes), 'no-wall', `${minutes}`);
  for (const minutes of [-1, 241]) assert.equal(await wallOf(minutes), 'run_sheet_steps_minutes_check', `${minutes}`);
});
