import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Attempt } from '#platform/forms.ts';
import { codeAddress } from '#platform/one-time-code.ts';
import {
  addPasskey,
  askForPasskey,
  beginSettingUp,
  makeRecoveryCodes,
  offerCodeApp,
  offeredSecret,
  setPassword,
  setUpCodeApp,
} from '#service/credentials/actions.ts';
import { codeAppPage, recoveryCodesPage, type OfferedApp } from '#service/credentials/pages.ts';
import { newPasswordPage, wayInPage } from '#service/credentials/ways-pages.ts';
import { explain } from '#service/credentials/rules.ts';
import { finishSettingUp, halfWay } from '#service/sign-in/actions.ts';
import type { HalfWay } from '#service/sign-in/store.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { Decision } from '#platform/decision.ts';
import type { Ports } from '../ports.ts';
import { asked, firstLook } from '../visit.ts';
import { challengeForNew, madeBy, notThere, partyOf } from './passkeys.ts';
import { gatehouseOf, keeperOf, keepStaff, linkTo, ownPath, passwordOf, sendBare, staffToken } from './sign-in.ts';

interface Asking {
  readonly ports: Ports;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly who: HalfWay;
}

const folder = '/sign-in/set-up';

/** Before anything else is open to somebody who has only a link or a password: setting up what they prove themselves with. */
export function staffSetUp(server: FastifyInstance, ports: Ports): void {
  const way = (handle: (asking: Asking) => Promise<FastifyReply> | FastifyReply) => {
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const who = await halfWay(keeperOf(ports), staffToken(ports, request) ?? '');
      if (who?.stage !== 'must-enrol') return reply.redirect('/sign-in', 303);
      return handle({ ports, request, reply, who });
    };
  };
  server.get(folder, way(showWays));
  server.post(`${folder}/passkey/ask`, way(askPasskey));
  server.post(`${folder}/passkey`, way(takePasskey));
  server.get(`${folder}/password`, way(showPassword));
  server.post(`${folder}/password`, way(takePassword));
  server.get(`${folder}/code-app`, way(showApp));
  server.post(`${folder}/code-app`, way(takeApp));
}

function actAs<Value, Refusal extends string>(
  { ports, who: { serviceId, staffId } }: Asking,
  work: (hand: Hand) => Promise<Decision<Value, Refusal>>,
): Promise<Decision<Value, Refusal>> {
  return ports.act({ serviceId, actor: { kind: 'staff', id: staffId } }, work);
}

/** Nothing is set up twice by a link or a password alone: not either by two windows at one moment. */
function setUpAs<Value, Refusal extends string>(
  asking: Asking,
  work: (hand: Hand) => Promise<Decision<Value, Refusal>>,
): Promise<Decision<Value, Refusal | 'set-up-already'>> {
  return actAs<Value, Refusal | 'set-up-already'>(asking, async (hand) => {
    const decision = await beginSettingUp(hand, asking.who.staffId, asking.ports.provider);
    return decision.ok ? work(hand) : decision;
  });
}

function show({ ports, reply }: Asking, page: Page, attempt: Attempt): FastifyReply {
  return sendBare(ports, reply, page, attempt.problems.length > 0 ? 422 : 200);
}

function goingTo({ request }: Asking): string {
  const { form, query } = asked(request);
  return ownPath(form['to'] ?? query['to']);
}

async function finish(asking: Asking): Promise<boolean> {
  const { ports, request, reply } = asking;
  const full = await finishSettingUp(
    gatehouseOf(ports),
    staffToken(ports, request) ?? '',
    ports.provider?.isEnough ?? false,
  );
  if (full.ok) keepStaff(ports, reply, full.value.token);
  return full.ok;
}

function showWays(asking: Asking, attempt = firstLook): FastifyReply {
  const { ports, reply, who } = asking;
  const to = goingTo(asking);
  const other = who.hasPassword || who.hasProvider ? 'code-app' : 'password';
  const hasPasskeys = partyOf(ports, who.serviceName) !== undefined;
  const provider = who.hasProvider ? undefined : linkTo(ports);
  if (!hasPasskeys && !provider) return reply.redirect(`${folder}/${other}?to=${encodeURIComponent(to)}`, 303);
  return show(asking, wayInPage(attempt, { to, other, hasPasskeys, provider }), attempt);
}

async function askPasskey(asking: Asking): Promise<FastifyReply> {
  const { ports, reply, who } = asking;
  const party = partyOf(ports, who.serviceName);
  if (!party) return notThere(reply);
  const challenge = await challengeForNew(ports, who.staffId);
  const options = await actAs(asking, (hand) => askForPasskey(hand, party, who.staffId, challenge));
  return options.ok ? reply.send(options.value) : notThere(reply);
}

async function takePasskey(asking: Asking): Promise<FastifyReply> {
  const { ports, request, reply, who } = asking;
  const { form } = asked(request);
  const party = partyOf(ports, who.serviceName);
  const passkey = await madeBy(ports, who.staffId, party, String(form['passkey'] ?? ''));
  const made = { passkey, name: String(form['name'] ?? '') };
  const decision = await setUpAs(asking, (hand) => addPasskey(hand, who.staffId, made));
  if (!decision.ok) {
    const problems = decision.because.map((because) => ({ field: 'name', text: explain(because) }));
    return showWays(asking, { typed: form, problems });
  }
  return reply.redirect((await finish(asking)) ? goingTo(asking) : '/sign-in', 303);
}

function showPassword(asking: Asking, attempt = firstLook): FastifyReply {
  return show(asking, newPasswordPage(attempt, { action: `${folder}/password`, to: goingTo(asking) }), attempt);
}

async function takePassword(asking: Asking): Promise<FastifyReply> {
  const { request, reply, who } = asking;
  const password = passwordOf(request, 'password');
  const decision = await setUpAs(asking, (hand) => setPassword(hand, who, password));
  if (decision.ok) return reply.redirect(`${folder}/code-app?to=${encodeURIComponent(goingTo(asking))}`, 303);
  const problems = decision.because.map((because) => ({ field: 'password', text: explain(because) }));
  return showPassword(asking, { typed: { to: goingTo(asking) }, problems });
}

async function takeApp(asking: Asking): Promise<FastifyReply> {
  const { ports, request, reply, who } = asking;
  const { form } = asked(request);
  const { staffId } = who;
  const app = { staffId, sealed: String(form['sealed'] ?? ''), code: String(form['code'] ?? '').slice(0, 100) };
  const decision = await setUpAs(asking, (hand) => setUpCodeApp(hand, ports.sealer, app));
  if (!decision.ok) {
    const problems = decision.because.map((because) => ({ field: 'code', text: explain(because) }));
    return showApp(asking, { typed: form, problems });
  }
  const codes = await actAs(asking, (hand) => makeRecoveryCodes(hand, ports.sealer, staffId));
  if (!codes.ok || !(await finish(asking))) return reply.redirect('/sign-in', 303);
  const next = { href: goingTo(asking), text: 'I have kept them' };
  return sendBare(ports, reply, recoveryCodesPage(codes.value, next));
}

function showApp(asking: Asking, attempt = firstLook): FastifyReply {
  const { request, reply, who } = asking;
  if (!who.hasPassword && !who.hasProvider)
    return reply.redirect(`${folder}/password?to=${encodeURIComponent(goingTo(asking))}`, 303);
  const offered = offeredTo(asking, String(asked(request).form['sealed'] ?? ''));
  const page = codeAppPage(attempt, offered, { action: `${folder}/code-app`, to: goingTo(asking) });
  return show(asking, page, attempt);
}

// The same secret again after a wrong code: the phone has scanned it already.
function offeredTo({ ports, who }: Asking, sealed: string): OfferedApp {
  const { staffId, serviceName, email } = who;
  const known = offeredSecret(ports.sealer, staffId, sealed, ports.clock());
  const offered = known === undefined ? offerCodeApp(ports.sealer, staffId, ports.clock()) : { secret: known, sealed };
  return { ...offered, address: codeAddress(offered.secret, { issuer: serviceName, account: email }) };
}
