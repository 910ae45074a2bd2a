import type { FastifyInstance, FastifyReply } from 'fastify';
import { partyAt, type Party } from '#platform/passkey.ts';
import {
  askNewOwnPasskey,
  askOwnPasskey,
  comeBackWithPasskey,
  type Challenges,
} from '#service/participant-sign-in/passkey-actions.ts';
import { challengeFor, takerOf } from '#service/sign-in/actions.ts';
import type { Ports } from '../ports.ts';
import { gatehouseOf, keeperOf } from '../staff/sign-in.ts';
import { asked } from '../visit.ts';
import { keepParticipant, participantOf, showComeBack } from './sign-in.ts';

/** Whom a participant's passkey is made for: its name stands in the list of their device, and says nothing. */
export function ownPartyOf({ baseUrl }: Pick<Ports, 'baseUrl'>): Party | undefined {
  return partyAt(baseUrl, 'Your page');
}

/** The challenges of passkeys, each answered once. */
export function challengesOf(ports: Ports): Challenges {
  return {
    give: (use) => challengeFor(gatehouseOf(ports), use),
    take: (mark) => takerOf(gatehouseOf(ports))(mark),
  };
}

/** What a passkey is to sign, for a new one and for coming back, and coming back with what it signed. */
export function participantPasskeys(server: FastifyInstance, ports: Ports): void {
  const challenges = challengesOf(ports);
  server.post('/my/passkey/ask', async (request, reply) => {
    const party = ownPartyOf(ports);
    const self = await participantOf(ports, request);
    if (!self) return reply.redirect('/my/signed-out', 303);
    if (!party) return notThere(reply);
    const { serviceId, caseId, participantId } = self;
    const actor = { kind: 'participant', id: participantId } as const;
    const options = await ports.act({ serviceId, caseId, actor }, (hand) =>
      askNewOwnPasskey(hand, { challenges, party }, participantId),
    );
    return options.ok ? reply.send(options.value) : notThere(reply);
  });
  server.post('/my/back/passkey/ask', async (_, reply) => {
    const party = ownPartyOf(ports);
    return party ? reply.send(await askOwnPasskey(challenges, party)) : notThere(reply);
  });
  server.post('/my/back/passkey', async (request, reply) => {
    const party = ownPartyOf(ports);
    if (!party) return notThere(reply);
    const sent = String(asked(request).form['passkey'] ?? '');
    const gate = { keeper: keeperOf(ports), now: ports.clock(), challenges };
    const decision = await comeBackWithPasskey(gate, party, sent);
    if (!decision.ok) return showComeBack(ports, reply, decision.because[0]);
    keepParticipant(ports, reply, decision.value.token);
    return reply.redirect('/my', 303);
  });
}

function notThere(reply: FastifyReply): FastifyReply {
  reply.callNotFound();
  return reply;
}
