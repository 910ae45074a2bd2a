import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { enter, hashOf, signOut } from '#service/sign-in/actions.ts';
import { closedLinkPage, codePage } from '#service/sign-in/pages.ts';
import { participantSession } from '#service/sign-in/rules.ts';
import { findParticipant, isInvitationOpen, type ParticipantSession } from '#service/sign-in/store.ts';
import type { Page } from '#vocabulary/doors.ts';
import { signedOutPage } from '../error-pages.ts';
import { layout } from '../layout.ts';
import type { Ports } from '../ports.ts';
import { keeperOf } from '../staff/sign-in.ts';
import { asked } from '../visit.ts';

const cookieName = 'tp_my';

/** Which participant a request comes from, if their session is alive. */
export async function participantOf(ports: Ports, request: FastifyRequest): Promise<ParticipantSession | undefined> {
  const token = request.cookies[cookieName];
  return token === undefined
    ? undefined
    : findParticipant(keeperOf(ports), hashOf(token), participantSession.idleMinutes);
}

/** Keeps a participant's session in the browser. */
export function keepParticipant(ports: Ports, reply: FastifyReply, token: string): void {
  reply.setCookie(cookieName, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: ports.baseUrl.startsWith('https:'),
  });
}

/** Coming in by a link and the code that went another way, and leaving. */
export function participantSignIn(server: FastifyInstance, ports: Ports): void {
  server.get('/my/enter/:link', async (request, reply) => {
    const link = asked(request).params['link'] ?? '';
    const isOpen = await isInvitationOpen(keeperOf(ports), hashOf(link));
    return sendQuietly(ports, reply, isOpen ? codePage(link, freshAttempt) : closedLinkPage(), 200);
  });
  server.post('/my/enter/:link', async (request, reply) => {
    const { params, form } = asked(request);
    const link = params['link'] ?? '';
    const decision = await enter(keeperOf(ports), { link, code: String(form['code'] ?? '') }, ports.clock());
    if (decision.ok) {
      keepParticipant(ports, reply, decision.value.token);
      return reply.redirect('/my', 303);
    }
    if (!(await isInvitationOpen(keeperOf(ports), hashOf(link))))
      return sendQuietly(ports, reply, closedLinkPage(), 200);
    const attempt: Attempt = {
      typed: {},
      problems: [{ field: 'code', text: 'That code is not right. Check it and try again' }],
    };
    return sendQuietly(ports, reply, codePage(link, attempt), 422);
  });
  server.get('/my/signed-out', async (_, reply) => sendQuietly(ports, reply, signedOutPage(), 200));
  server.post('/my/sign-out', async (request, reply) => {
    const token = request.cookies[cookieName];
    if (token !== undefined) await signOut(keeperOf(ports), token);
    reply.clearCookie(cookieName, { path: '/' }).header('clear-site-data', '"cache"');
    return reply.redirect('/my/signed-out', 303);
  });
}

function sendQuietly(ports: Ports, reply: FastifyReply, page: Page, status: number): FastifyReply {
  const markup = layout({
    door: 'participant',
    assets: ports.assets,
    serviceName: 'Your page',
    title: page.title,
    body: page.body,
  });
  return reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(String(markup));
}
