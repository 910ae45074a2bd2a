import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Attempt } from '#platform/forms.ts';
import { partyAt } from '#platform/passkey.ts';
import { hashOf } from '#platform/token.ts';
import { signIn, signOut, takeSecondStep, type Gatehouse } from '#service/sign-in/actions.ts';
import { secondStepPage, signInPage } from '#service/sign-in/pages.ts';
import type { ProviderLink, Page } from '#vocabulary/doors.ts';
import { browserWords, explain, staffSession, type CannotSignIn } from '#service/sign-in/rules.ts';
import { findStaff, type StaffSession } from '#service/sign-in/store.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import { cookieOf, dropCookie, keepCookie } from '../cookies.ts';
import { signedOutPage, tooManyPage } from '../error-pages.ts';
import { forgetReader } from '../keeping.ts';
import { layout } from '../layout.ts';
import type { Ports } from '../ports.ts';
import { clearedAtSignOut, leadingTo } from '../safe-headers.ts';
import { asked, firstLook, say } from '../visit.ts';

const cookieName = 'tp_staff' as const;

/** The doorkeeper's login, as sign-in knows it. */
export function keeperOf(ports: Pick<Ports, 'database'>): Keeper {
  return { ask: (query) => ports.database.ask('tp_doorkeeper', query) };
}

/** What signing in needs of the ports. */
export function gatehouseOf(ports: Ports): Gatehouse {
  return { keeper: keeperOf(ports), sealer: ports.sealer, now: ports.clock() };
}

/** The token that the browser holds, of a session that is whole or half way. */
export function staffToken(ports: Ports, request: FastifyRequest): string | undefined {
  return cookieOf(ports, request, cookieName);
}

/** Who of the staff a request comes from, if its session is alive and whole. */
export async function staffOf(ports: Ports, request: FastifyRequest): Promise<StaffSession | undefined> {
  const token = staffToken(ports, request);
  return token === undefined ? undefined : findStaff(keeperOf(ports), hashOf(token), staffSession.idleMinutes);
}

/** Keeps a session's token in the browser: sent to us only, never to scripts. */
export function keepStaff(ports: Ports, reply: FastifyReply, token: string): void {
  keepCookie(ports, reply, cookieName, token);
}

/** Whoever signs in again leaves the session that this browser had: it is not left behind open. */
export async function leaveBefore(ports: Ports, request: FastifyRequest): Promise<void> {
  const token = staffToken(ports, request);
  if (token !== undefined) await signOut(keeperOf(ports), token);
}

/** Signing in, in one step or two, and out. */
export function staffSignIn(server: FastifyInstance, ports: Ports): void {
  server.get('/sign-in', (request, reply) => showSignIn(ports, request, reply, firstLook));
  server.post('/sign-in', (request, reply) => takeFirstStep(ports, request, reply));
  server.get('/sign-in/code', (request, reply) => showSecondStep(ports, request, reply, firstLook));
  server.post('/sign-in/code', (request, reply) => takeCode(ports, request, reply));
  server.post('/sign-out', async (request, reply) => {
    await leaveBefore(ports, request);
    dropCookie(ports, reply, cookieName);
    forgetReader(ports, { base: '' }, reply);
    return sendBare(ports, reply.headers(clearedAtSignOut), signedOutPage());
  });
}

async function takeFirstStep(ports: Ports, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { form } = asked(request);
  const typed = {
    email: String(form['email'] ?? '').slice(0, 320),
    password: passwordOf(request, 'password'),
    service: String(form['service'] ?? ''),
  };
  const from = { address: request.ip, browser: browserWords(request.headers['user-agent'] ?? '') };
  const decision = await signIn(gatehouseOf(ports), typed, from);
  const attempt = { email: typed.email, to: form['to'] };
  if (decision.ok) {
    const { value } = decision;
    if ('services' in value) {
      const problems = [problemOf('service', 'which-service')];
      return showSignIn(ports, request, reply, { typed: attempt, problems }, value.services);
    }
    await leaveBefore(ports, request);
    keepStaff(ports, reply, value.token);
    const next = value.stage === 'second-step' ? '/sign-in/code' : '/sign-in/set-up';
    return reply.redirect(`${next}?to=${encodeURIComponent(ownPath(form['to']))}`, 303);
  }
  if (decision.because[0] === 'wait-a-little') return sendBare(ports, reply, tooManyPage(), 429);
  return showSignIn(ports, request, reply, {
    typed: attempt,
    problems: [problemOf('email', decision.because[0])],
  });
}

async function takeCode(ports: Ports, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { form } = asked(request);
  const decision = await takeSecondStep(
    gatehouseOf(ports),
    staffToken(ports, request) ?? '',
    String(form['code'] ?? '').slice(0, 100),
  );
  if (decision.ok) {
    keepStaff(ports, reply, decision.value.token);
    const { left } = decision.value;
    if (left !== undefined) say(ports, reply, `You used a recovery code. ${leftWords(left)}`);
    return reply.redirect(ownPath(form['to']), 303);
  }
  const [because] = decision.because;
  if (because === 'begin-again')
    return showSignIn(ports, request, reply, {
      typed: { to: form['to'] },
      problems: [problemOf('email', because)],
    });
  return showSecondStep(ports, request, reply, {
    typed: { to: form['to'] },
    problems: [problemOf('code', because)],
  });
}

function leftWords(left: number): string {
  if (left === 0) return 'It was the last one. Make new ones on the page of your account now.';
  return `${left === 1 ? 'One is' : `${left} are`} left. You can make new ones on the page of your account.`;
}

function problemOf(field: string, because: CannotSignIn) {
  return { field, text: explain(because) };
}

/** A page of somebody who is not known yet, or half. */
export function sendBare(ports: Ports, reply: FastifyReply, page: Page, status = 200): FastifyReply {
  const markup = layout({
    door: 'staff',
    assets: ports.assets,
    serviceName: 'Restorative practice',
    title: page.title,
    body: page.body,
    back: page.back === undefined ? undefined : { href: page.back },
    hasErrors: status === 422,
    script: page.script,
  });
  return reply.code(status).headers(leadingTo(page.formsTo)).type('text/html; charset=utf-8').send(String(markup));
}

/** The page of signing in, with what went wrong. */
export function showSignIn(
  ports: Ports,
  request: FastifyRequest,
  reply: FastifyReply,
  attempt: Attempt,
  services?: Parameters<typeof signInPage>[2]['services'],
): FastifyReply {
  const hasPasskeys = partyAt(ports.baseUrl, '') !== undefined;
  const page = signInPage(attempt, pathAsked(request, attempt), { hasPasskeys, provider: linkTo(ports), services });
  return sendBare(ports, reply, page, attempt.problems.length > 0 ? 422 : 200);
}

/** The provider as pages need it. */
export function linkTo({ provider }: Ports): ProviderLink | undefined {
  return provider && { name: provider.name, origins: provider.origins() };
}

function showSecondStep(ports: Ports, request: FastifyRequest, reply: FastifyReply, attempt: Attempt): FastifyReply {
  const page = secondStepPage(attempt, pathAsked(request, attempt));
  return sendBare(ports, reply, page, attempt.problems.length > 0 ? 422 : 200);
}

function pathAsked(request: FastifyRequest, attempt: Attempt): string {
  return ownPath(attempt.typed['to'] ?? asked(request).query['to']);
}

/** As typed: a password may begin or end with a space. */
export function passwordOf(request: FastifyRequest, name: string): string {
  const { body } = request;
  const password: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : '';
  // One sign more than may be, so that a longer one is refused and never cut.
  return typeof password === 'string' ? password.slice(0, 2001) : '';
}

/** A path of our own to go on to; anything else leads to one's work. */
export function ownPath(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])[\w\-./?=&%]*$/.test(to) ? to : '/work';
}
