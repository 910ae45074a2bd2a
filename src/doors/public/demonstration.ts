import type { FastifyInstance } from 'fastify';
import { enterDemonstration } from '#service/sign-in/actions.ts';
import { demonstrationPage } from '#service/sign-in/pages.ts';
import { listDemonstrationPeople } from '#service/sign-in/store.ts';
import { bareLayout } from '../bare.ts';
import { keepParticipant } from '../participant/sign-in.ts';
import type { Ports } from '../ports.ts';
import { keepStaff, keeperOf } from '../staff/sign-in.ts';
import { asked } from '../visit.ts';

/** Being somebody made up with one press. Where the service is real the database knows nobody to be. */
export function demonstrationSignIn(server: FastifyInstance, ports: Ports): void {
  server.get('/demonstration', async (_, reply) => {
    const people = await listDemonstrationPeople(keeperOf(ports));
    if (people.length === 0) return reply.callNotFound();
    return reply.type('text/html; charset=utf-8').send(String(bareLayout(ports, demonstrationPage(people))));
  });
  server.post('/demonstration', async (request, reply) => {
    const { form } = asked(request);
    const who = { kind: String(form['kind'] ?? ''), id: String(form['id'] ?? '') };
    if (!/^[0-9a-f-]{36}$/.test(who.id)) return reply.callNotFound();
    const decision = await enterDemonstration(keeperOf(ports), who, ports.clock());
    if (!decision.ok) return reply.callNotFound();
    if (who.kind === 'staff') keepStaff(ports, reply, decision.value.token);
    else keepParticipant(ports, reply, decision.value.token);
    return reply.redirect(who.kind === 'staff' ? '/work' : '/my', 303);
  });
}
