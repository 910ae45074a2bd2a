import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { hashOf } from '#platform/token.ts';
import { enter } from '#service/participant-sign-in/actions.ts';
import { closedLinkPage, codePage } from '#service/participant-sign-in/pages.ts';
import { participantSession } from '#service/participant-sign-in/rules.ts';
import { findParticipant, isInvitationOpen, type ParticipantSession } from '#service/participant-sign-in/store.ts';
import { signOut } from '#service/sign-in/actions.ts';
import type { Page } from '#vocabulary/doors.ts';
import { cookieOf, dropCookie, keepCookie } from '../cookies.ts';
import { signedOutPage } from '../error-pages.ts';
import { layout } from '../layout.ts';
import type { Ports } from '../ports.ts';
import { clearedAtSignOut } from '../safe-headers.ts';
import { keeperOf } from '../staff/sign-in.ts';
import { asked } from '../visit.ts';

const cookieName = 'tp_my';

/** Which participant a request comes from, if their session is alive. */
export async function participantOf(ports: Ports, request: FastifyRequest): Promise<ParticipantSession | undefined> {
  const token = cookieOf(ports, request, cookieName);
  return token === undefined
    ? undefined
    : findParticipant(keeperOf(ports), hashOf(token), participantSession.idleMinutes);
}

/** Keeps a participant's session in the browser. */
export function keepParticipant(ports: Ports, reply: FastifyReply, token: string): void {
  keepCookie(ports, reply, cookieName, token);
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
    const token = cookieOf(ports, request, cookieName);
    if (token !== undefined) await signOut(keeperOf(ports), token);
    dropCookie(ports, reply, cookieName);
    return reply.headers(clearedAtSignOut).redirect('/my/signed-out', 303);
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
  return reply.code(status).type('text/html; charset=utf-8').send(String(markup));
}
