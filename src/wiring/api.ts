import type { FastifyInstance } from 'fastify';
import { referralsForPrograms } from '#journey/agency-referral/api.ts';
import { changesForPrograms } from '#journey/agency-referral/change-api.ts';
import { threadForPrograms } from '#journey/agency-thread/api.ts';
import { askingForMoreForPrograms } from '#journey/asking-for-more/api.ts';
import { agencyReferralsForPrograms } from '#overview/agency-referrals/api.ts';
import { webhooksForPrograms } from '#service/webhooks/api.ts';
import type { PublicDoor } from '#vocabulary/doors.ts';
import { apiPageWay, documentWay } from '../doors/api/document.ts';
import { apiDoor } from '../doors/api/door.ts';
import { tokenWay } from '../doors/api/token.ts';
import type { Limits } from '../doors/limits.ts';
import type { Ports } from '../doors/ports.ts';
import { enterTyped } from './entering.ts';

/** What a program of an agency finds. */
export async function apiRoutes(
  server: FastifyInstance,
  ports: Ports,
  site: PublicDoor,
  limits: Limits,
): Promise<void> {
  const { door, operations } = await apiDoor(server, ports, limits.programsRequests);
  tokenWay(server, ports);
  agencyReferralsForPrograms(door);
  referralsForPrograms(door, enterTyped);
  changesForPrograms(door);
  threadForPrograms(door);
  askingForMoreForPrograms(door);
  webhooksForPrograms(door, { mark: (text) => ports.sealer.mark(text), mayBeInside: ports.mayTellInside ?? false });
  documentWay(server, ports, operations);
  apiPageWay(site, operations);
}
