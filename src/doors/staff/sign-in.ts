import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hashOf, signIn, signOut } from '#service/sign-in/actions.ts';
import { signInPage } from '#service/sign-in/pages.ts';
import { staffSession } from '#service/sign-in/rules.ts';
import { findStaff, type Keeper, type StaffSession } from '#service/sign-in/store.ts';
import { bareLayout } from '../bare.ts';
import { signedOutPage } from '../error-pages.ts';
import type { Ports } from '../ports.ts';
import { asked, firstLook } from '../visit.ts';
import type { Attempt } from '#platform/forms.ts';

const cookieName = 'tp_staff';

/** The doorkeeper's login, as sign-in knows it. */
export function keeperOf(ports: Pick<Ports, 'database'>): Keeper {
  return { ask: (query) => ports.database.ask('tp_doorkeeper', query) };
}

/** Who of the staff a request comes from, if its session is alive. */
export async function staffOf(ports: Ports, request: FastifyRequest): Promise<StaffSession | undefined> {
  const token = request.cookies[cookieName];
  return token === undefined ? undefined : findStaff(keeperOf(ports), hashOf(token), staffSession.idleMinutes);
}

/** Keeps a session's token in the browser: sent to us only, never to scripts. */
export function keepStaff(ports: Ports, reply: FastifyReply, token: string): void {
  reply.setCookie(cookieName, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: ports.baseUrl.startsWith('https:'),
  });
}

/** Signing in and out by e-mail and password. */
export function staffSignIn(server: FastifyInstance, ports: Ports): void {
  server.get('/sign-in', (request, reply) => showSignIn(ports, request, reply, firstLook));
  server.post('/sign-in', async (request, reply) => {
    const { form } = asked(request);
    const typed = { email: String(form['email'] ?? '').toLowerCase(), password: passwordOf(request) };
    const decision = await signIn(keeperOf(ports), typed, ports.clock());
    if (decision.ok) {
      keepStaff(ports, reply, decision.value.token);
      return reply.redirect(ownPath(form['to']), 303);
    }
    const text =
      decision.because[0] === 'wait-a-little'
        ? 'That was tried a few times. Wait a little, then try again'
        : 'The e-mail address or the password is not right';
    return showSignIn(ports, request, reply, {
      typed: { email: typed.email, to: form['to'] },
      problems: [{ field: 'email', text }],
    });
  });
  server.post('/sign-out', async (request, reply) => {
    const token = request.cookies[cookieName];
    if (token !== undefined) await signOut(keeperOf(ports), token);
    reply
      .clearCookie(cookieName, { path: '/' })
      .header('cache-control', 'no-store')
      .header('clear-site-data', '"cache"');
    return reply.type('text/html; charset=utf-8').send(String(bareLayout(ports, signedOutPage())));
  });
}

async function showSignIn(ports: Ports, request: FastifyRequest, reply: FastifyReply, attempt: Attempt) {
  const to = ownPath(attempt.typed['to'] ?? asked(request).query['to']);
  return reply
    .code(attempt.problems.length > 0 ? 422 : 200)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(String(bareLayout(ports, signInPage(attempt, to))));
}

// As typed: a password may begin or end with a space.
function passwordOf(request: FastifyRequest): string {
  const { body } = request;
  const password = typeof body === 'object' && body !== null && 'password' in body ? body.password : '';
  return typeof password === 'string' ? password.slice(0, 1000) : '';
}

/** A path of our own to go on to; anything else leads to one's work. */
function ownPath(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])[\w\-./?=&%]*$/.test(to) ? to : '/work';
}
