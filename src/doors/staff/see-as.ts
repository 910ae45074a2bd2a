import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { seeAs } from '#service/sign-in/actions.ts';
import { seeAsPage } from '#service/sign-in/seeing-pages.ts';
import { listColleagues } from '#service/sign-in/store.ts';
import type { StaffDoor, StaffVisit } from '#vocabulary/doors.ts';
import { isId, type StaffId } from '#vocabulary/ids.ts';
import type { Ports } from '../ports.ts';
import { asked, say } from '../visit.ts';
import { keeperOf, keepStaff, staffOf, staffToken } from './sign-in.ts';

/** Seeing as a colleague of the demonstration, and being oneself again. Where the service is real these addresses are not there. */
export function seeingAs(server: FastifyInstance, door: StaffDoor, ports: Ports): void {
  door.page('/account/see-as', (visit) => showColleagues(ports, visit));
  server.post('/account/see-as', async (request, reply) => {
    const id = String(asked(request).form['id'] ?? '');
    return isId(id) ? turnInto(ports, request, reply, id as StaffId) : reply.callNotFound();
  });
  server.post('/account/see-as/back', (request, reply) => turnInto(ports, request, reply, null));
}

async function showColleagues(ports: Ports, { staff }: StaffVisit) {
  if (!staff.isDemonstration) return 'not-found';
  return seeAsPage(await listColleagues(keeperOf(ports), staff.serviceId), staff.staffId);
}

async function turnInto(ports: Ports, request: FastifyRequest, reply: FastifyReply, who: StaffId | null) {
  // Asked first: a session that nobody saw for half an hour turns into none.
  const before = await staffOf(ports, request);
  if (!before) return reply.redirect('/sign-in', 303);
  const decision = await seeAs(keeperOf(ports), staffToken(ports, request) ?? '', who);
  if (!decision.ok) return reply.callNotFound();
  keepStaff(ports, reply, decision.value.token);
  if (who === null) say(ports, reply, 'You are yourself again');
  return reply.redirect('/work', 303);
}
