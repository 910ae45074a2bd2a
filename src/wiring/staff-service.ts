import { mayOpenCase } from '#casefile/readers/facts.ts';
import { agenciesForStaff } from '#service/agencies/staff.ts';
import { apiClientsForStaff } from '#service/api-clients/staff.ts';
import { callBacksForStaff } from '#service/call-backs/staff.ts';
import { commissionersForStaff } from '#service/commissioners/staff.ts';
import { facilitatorsForStaff } from '#service/facilitators/staff.ts';
import { outboxForStaff } from '#service/notices/staff.ts';
import { releasedFiguresForStaff } from '#service/released-figures/staff.ts';
import { serviceLevelsForStaff } from '#service/service-levels/staff.ts';
import { addColleague } from '#service/staff/actions.ts';
import { keepingPeople } from '#service/staff/kept-staff.ts';
import { registerForStaff } from '#service/staff/register-staff.ts';
import { explain as explainRegister } from '#service/staff/rules.ts';
import { staffForStaff } from '#service/staff/staff.ts';
import { teamsForStaff } from '#service/teams/staff.ts';
import { venuesForStaff } from '#service/venues/staff.ts';
import { practiceForStaff } from '#service/practice/staff.ts';
import { volunteersForStaff } from '#service/volunteers/staff.ts';
import { webhooksForStaff } from '#service/webhooks/staff.ts';
import type { StaffDoor } from '#vocabulary/doors.ts';
import type { Ports } from '../doors/ports.ts';
import { waysTo } from '../doors/worker/ways.ts';

/** Running the service: who works here and for whom, where, and what is told to the outside. */
export function serviceRoutes(door: StaffDoor, ports: Ports): void {
  serviceLevelsForStaff(door);
  staffForStaff(door);
  registerForStaff(door, ports.baseUrl);
  facilitatorsForStaff(door);
  volunteersForStaff(door);
  practiceForStaff(door);
  teamsForStaff(door);
  const keep = keepingPeople(ports.baseUrl);
  agenciesForStaff(door, {
    keep,
    register: (hand, who) => addColleague(hand, { ...who, level: 'foundation', roles: ['referrer'], endsOn: null }),
    explain: explainRegister,
  });
  releasedFiguresForStaff(door);
  commissionersForStaff(door, {
    keep,
    register: (hand, who) => addColleague(hand, { ...who, level: 'foundation', roles: ['commissioner'] }),
    explain: explainRegister,
  });
  apiClientsForStaff(door);
  webhooksForStaff(door);
  callBacksForStaff(door);
  venuesForStaff(door);
  outboxForStaff(door, { askWays: waysTo, mayOpenCase });
}
