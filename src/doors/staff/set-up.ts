import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Attempt } from '#platform/forms.ts';
import { codeAddress } from '#platform/one-time-code.ts';
import { makeRecoveryCodes, offerCodeApp, offeredSecret, setUpCodeApp } from '#service/credentials/actions.ts';
import { codeAppPage, recoveryCodesPage, type OfferedApp } from '#service/credentials/pages.ts';
import { explain } from '#service/credentials/rules.ts';
import { finishSettingUp, halfWay } from '#service/sign-in/actions.ts';
import type { HalfWay } from '#service/sign-in/store.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Decision } from '#platform/decision.ts';
import type { Ports } from '../ports.ts';
import { asked, firstLook } from '../visit.ts';
import { gatehouseOf, keeperOf, keepStaff, ownPath, sendBare, staffToken } from './sign-in.ts';

/** Before anything else is open to somebody who has only a password: setting up what they prove themselves with. */
export function staffSetUp(server: FastifyInstance, ports: Ports): void {
  server.get('/sign-in/set-up', async (request, reply) => {
    const who = await settingUp(ports, request);
    return who ? showCodeApp(ports, request, reply, who, firstLook) : reply.redirect('/sign-in', 303);
  });
  server.post('/sign-in/set-up/code-app', async (request, reply) => {
    const who = await settingUp(ports, request);
    return who ? setUp(ports, request, reply, who) : reply.redirect('/sign-in', 303);
  });
}

async function settingUp(ports: Ports, request: FastifyRequest): Promise<HalfWay | undefined> {
  const who = await halfWay(keeperOf(ports), staffToken(ports, request) ?? '');
  return who?.stage === 'must-enrol' ? who : undefined;
}

async function setUp(ports: Ports, request: FastifyRequest, reply: FastifyReply, who: HalfWay): Promise<FastifyReply> {
  const { form } = asked(request);
  const { staffId } = who;
  const app = { staffId, sealed: String(form['sealed'] ?? ''), code: String(form['code'] ?? '').slice(0, 100) };
  const decision = await actAs(ports, who, (hand) => setUpCodeApp(hand, ports.sealer, app));
  if (!decision.ok) {
    const problems = decision.because.map((because) => ({ field: 'code', text: explain(because) }));
    return showCodeApp(ports, request, reply, who, { typed: form, problems });
  }
  const codes = await actAs(ports, who, (hand) => makeRecoveryCodes(hand, ports.sealer, staffId));
  const full = await finishSettingUp(gatehouseOf(ports), staffToken(ports, request) ?? '');
  if (!codes.ok || !full.ok) return reply.redirect('/sign-in', 303);
  keepStaff(ports, reply, full.value.token);
  const next = { href: ownPath(form['to']), text: 'I have kept them' };
  return sendBare(ports, reply, recoveryCodesPage(codes.value, next));
}

function actAs<Value, Refusal extends string>(
  ports: Ports,
  { serviceId, staffId }: HalfWay,
  work: (hand: Hand) => Promise<Decision<Value, Refusal>>,
): Promise<Decision<Value, Refusal>> {
  return ports.act({ serviceId, actor: { kind: 'staff', id: staffId } }, work);
}

function showCodeApp(
  ports: Ports,
  request: FastifyRequest,
  reply: FastifyReply,
  who: HalfWay,
  attempt: Attempt,
): FastifyReply {
  const { form, query } = asked(request);
  const offered = offeredTo(ports, who, String(form['sealed'] ?? ''));
  const page = codeAppPage(attempt, offered, {
    action: '/sign-in/set-up/code-app',
    to: ownPath(form['to'] ?? query['to']),
  });
  return sendBare(ports, reply, page, attempt.problems.length > 0 ? 422 : 200);
}

// The same secret again after a wrong code: the phone has scanned it already.
function offeredTo(ports: Ports, who: HalfWay, sealed: string): OfferedApp {
  const { staffId, serviceName, email } = who;
  const known = offeredSecret(ports.sealer, staffId, sealed, ports.clock());
  const offered = known === undefined ? offerCodeApp(ports.sealer, staffId, ports.clock()) : { secret: known, sealed };
  return { ...offered, address: codeAddress(offered.secret, { issuer: serviceName, account: email }) };
}
