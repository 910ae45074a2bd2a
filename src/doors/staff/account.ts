import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addPasskey, askForPasskey, removePasskey } from '#service/credentials/actions.ts';
import { passkeysOf } from '#service/credentials/facts.ts';
import { explain } from '#service/credentials/rules.ts';
import { accountPage } from '#service/credentials/ways-pages.ts';
import type { Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId } from '#vocabulary/ids.ts';
import type { Ports } from '../ports.ts';
import { challengeForNew, madeBy, notThere, partyOf } from './passkeys.ts';
import { staffOf } from './sign-in.ts';

/** One's own account: how one signs in. */
export function staffAccount(server: FastifyInstance, door: StaffDoor, ports: Ports): void {
  const show = (visit: StaffVisit) => showAccount(ports, visit);
  door.page('/account', show);
  server.post('/account/passkeys/ask', (request, reply) => askPasskey(ports, request, reply));
  door.form('/account/passkeys', (sent) => makePasskey(ports, sent), show);
  door.form('/account/passkeys/:id/remove', takePasskeyAway, show);
}

async function showAccount(ports: Ports, { db, staff, attempt }: StaffVisit): Promise<Page> {
  const passkeys = await passkeysOf(db, staff.staffId);
  return accountPage(attempt, { passkeys, mayMake: partyOf(ports, '') !== undefined });
}

async function askPasskey(ports: Ports, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const staff = await staffOf(ports, request);
  if (!staff) return reply.redirect('/sign-in', 303);
  const party = partyOf(ports, staff.serviceName);
  if (!party) return notThere(reply);
  const challenge = await challengeForNew(ports, staff.staffId);
  const held = { serviceId: staff.serviceId, actor: { kind: 'staff', id: staff.staffId } as const };
  const options = await ports.act(held, (hand) => askForPasskey(hand, party, staff.staffId, challenge));
  return options.ok ? reply.send(options.value) : notThere(reply);
}

async function makePasskey(ports: Ports, { form, staff, act }: StaffSent): Promise<Outcome> {
  const passkey = await madeBy(ports, staff.staffId, partyOf(ports, ''), String(form['passkey'] ?? ''));
  const made = { passkey, name: String(form['name'] ?? '') };
  const decision = await act((hand) => addPasskey(hand, staff.staffId, made));
  if (decision.ok) return { to: '/account', said: 'The passkey is made. You can sign in with it.' };
  return { problems: decision.because.map((because) => ({ field: 'name', text: explain(because) })) };
}

async function takePasskeyAway({ params, staff, act }: StaffSent): Promise<Outcome> {
  const id = params['id'] ?? '';
  if (!isId(id)) return 'not-found';
  const decision = await act((hand) => removePasskey(hand, staff, id));
  if (decision.ok) return { to: '/account', said: 'The passkey is removed. It opens nothing any more.' };
  if (decision.because[0] === 'not-there') return 'not-found';
  return { problems: decision.because.map((because) => ({ field: 'passkeys', text: explain(because) })) };
}
