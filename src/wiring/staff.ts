import type { FastifyInstance } from 'fastify';
import { clocksOfCaseShown } from '#journey/clocks/staff.ts';
import { mayTriage } from '#journey/triage/policy.ts';
import { casePageForStaff } from '#overview/case-page/staff.ts';
import { caseloadForStaff } from '#overview/caseload/staff.ts';
import { figuresForStaff } from '#overview/figures/staff.ts';
import { myWorkForStaff } from '#overview/my-work/staff.ts';
import { searchForStaff } from '#overview/search/staff.ts';
import { suggestionForStaff } from '#overview/suggestion/staff.ts';
import { trailsForStaff } from '#overview/trail-viewer/staff.ts';
import type { Limits } from '../doors/limits.ts';
import type { Ports } from '../doors/ports.ts';
import { staffAccount } from '../doors/staff/account.ts';
import { staffDoor } from '../doors/staff/door.ts';
import { seeingAs } from '../doors/staff/see-as.ts';
import { caseRoutes } from './staff-cases.ts';
import { referralRoutes } from './staff-referrals.ts';
import { serviceRoutes } from './staff-service.ts';

/** What a member of staff finds: what comes in, the cases, the service, and what looks across them. */
export function staffRoutes(
  server: FastifyInstance,
  ports: Ports,
  limits: Limits,
  hide: (word: string) => string,
): void {
  const door = staffDoor(server, ports);
  staffAccount(server, door, ports);
  seeingAs(server, door, ports);
  referralRoutes(door, ports, limits);
  caseRoutes(door, ports);
  serviceRoutes(door, ports);
  casePageForStaff(door, clocksOfCaseShown, (staff) => mayTriage(staff, { isOtherTeams: false, isCase: true }));
  caseloadForStaff(door);
  myWorkForStaff(door);
  searchForStaff(door);
  trailsForStaff(door, hide);
  figuresForStaff(door);
  suggestionForStaff(door);
}
