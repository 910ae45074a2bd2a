import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { partyAt, readNewPasskey, type NewPasskey, type Party } from '#platform/passkey.ts';
import { newPasskeyOf } from '#service/credentials/actions.ts';
import { askToSignIn, challengeFor, signInWithPasskey, takerOf } from '#service/sign-in/actions.ts';
import { browserWords, explain } from '#service/sign-in/rules.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { Ports } from '../ports.ts';
import { asked } from '../visit.ts';
import { gatehouseOf, keepStaff, leaveBefore, ownPath, showSignIn } from './sign-in.ts';

/** Whom passkeys are made for at this address; undefined where browsers know none. */
export function partyOf({ baseUrl }: Ports, serviceName: string): Party | undefined {
  return partyAt(baseUrl, serviceName);
}

/** Where there are no passkeys, their ways in are not there either. */
export function notThere(reply: FastifyReply): FastifyReply {
  reply.callNotFound();
  return reply;
}

/** Signing in with a passkey: what it is to sign, and what it signed. */
export function staffPasskeys(server: FastifyInstance, ports: Ports): void {
  server.post('/sign-in/passkey/ask', async (_, reply) => {
    const party = partyOf(ports, '');
    return party ? reply.send(await askToSignIn(gatehouseOf(ports), party)) : notThere(reply);
  });
  server.post('/sign-in/passkey', async (request, reply) => {
    const party = partyOf(ports, '');
    return party ? takePasskey(ports, party, request, reply) : notThere(reply);
  });
}

async function takePasskey(
  ports: Ports,
  party: Party,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { form } = asked(request);
  const from = { address: request.ip, browser: browserWords(request.headers['user-agent'] ?? '') };
  const decision = await signInWithPasskey(gatehouseOf(ports), party, String(form['passkey'] ?? ''), from);
  if (decision.ok) {
    await leaveBefore(ports, request);
    keepStaff(ports, reply, decision.value.token);
    return reply.redirect(ownPath(form['to']), 303);
  }
  return showSignIn(ports, request, reply, {
    typed: { to: form['to'] },
    problems: [{ field: 'email', text: explain(decision.because[0]) }],
  });
}

/** A challenge for a new passkey of somebody. */
export function challengeForNew(ports: Ports, staffId: StaffId): Promise<string> {
  return challengeFor(gatehouseOf(ports), newPasskeyOf(staffId));
}

/** The passkey that somebody's browser made, if it is what was asked of them. */
export function madeBy(
  ports: Ports,
  staffId: StaffId,
  party: Party | undefined,
  sent: string,
): Promise<NewPasskey | undefined> {
  const asked = { use: newPasskeyOf(staffId), take: takerOf(gatehouseOf(ports)) };
  return party ? readNewPasskey(party, sent, asked) : Promise.resolve(undefined);
}
