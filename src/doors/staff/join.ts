import type { FastifyInstance } from 'fastify';
import { invitedBy, openLink } from '#service/sign-in/actions.ts';
import { deadLinkPage, joinPage } from '#service/sign-in/pages.ts';
import { browserWords } from '#service/sign-in/rules.ts';
import type { Ports } from '../ports.ts';
import { asked } from '../visit.ts';
import { gatehouseOf, keeperOf, keepStaff, sendBare } from './sign-in.ts';

/** Coming in by a link that works once: it leads to setting up how one signs in, and to nothing else. */
export function staffJoin(server: FastifyInstance, ports: Ports): void {
  server.get('/join/:link', async (request, reply) => {
    const link = asked(request).params['link'] ?? '';
    const invited = await invitedBy(keeperOf(ports), link);
    return sendBare(ports, reply, invited ? joinPage(link, invited.name, invited.serviceName) : deadLinkPage());
  });
  server.post('/join/:link', async (request, reply) => {
    const from = { address: request.ip, browser: browserWords(request.headers['user-agent'] ?? '') };
    const decision = await openLink(gatehouseOf(ports), asked(request).params['link'] ?? '', from);
    if (!decision.ok) return sendBare(ports, reply, deadLinkPage());
    keepStaff(ports, reply, decision.value.token);
    return reply.redirect('/sign-in/set-up', 303);
  });
}
