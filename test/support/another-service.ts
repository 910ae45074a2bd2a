import { randomUUID } from 'node:crypto';
import { addIncident, newReference, openCase } from '#casefile/cases/actions.ts';
import { addPersonToCase } from '#casefile/people/actions.ts';
import { aPerson } from '#casefile/people/examples.ts';
import { allow } from '#platform/decision.ts';
import { addService, addStaff } from '#service/staff/store.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { CaseId, ParticipantId, ServiceId, StaffId } from '#vocabulary/ids.ts';
import type { House, MadeCase } from './house.ts';

/** A case of another service of the same installation. */
export async function aCaseElsewhere(house: House): Promise<MadeCase> {
  const serviceId = randomUUID() as ServiceId;
  const ours = { name: 'Another service', areaName: 'Kent', phone: '01632 960100', email: 'hello@example.org' };
  const coordinator = randomUUID() as StaffId;
  const actor = { kind: 'staff', id: coordinator } as const;
  await house.ports.act({ serviceId, actor }, async (hand) => {
    await addService(hand, { ...ours, isDemonstration: true });
    const known = { id: coordinator, name: 'Amara of Kent', email: 'amara@kent.example' };
    await addStaff(hand, { ...known, practiceLevel: 'advanced', roles: ['coordinator'] });
    return allow(true);
  });
  const [caseId, reference] = [randomUUID() as CaseId, newReference()];
  const opened = await house.ports.act({ serviceId, caseId, actor }, async (hand) => {
    const kind = { kind: 'justice', complexBecause: [], openedOn: dayOf(hand.at), teamId: null } as const;
    await openCase(hand, { reference, ...kind }, null);
    const happened = { kind: 'burglary', summary: 'What happened.', whenWords: 'in the spring' } as const;
    const incidentId = await addIncident(hand, { ...happened, happenedOn: null, whereWords: 'at home', toldBy: null });
    const nowhere = { phone: '', email: '', post: '', checkedOn: null };
    const joanne: ParticipantId = await addPersonToCase(hand, aPerson({ called: 'Joanne' }), nowhere, null);
    return allow({ caseId, reference, incidentId, who: { Joanne: joanne } });
  });
  if (!opened.ok) throw new Error('The case was refused');
  return opened.value;
}
