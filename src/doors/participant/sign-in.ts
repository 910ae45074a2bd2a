import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { partyAt } from '#platform/passkey.ts';
import { hashOf } from '#platform/token.ts';
import { enter } from '#service/participant-sign-in/actions.ts';
import { askForCode, comeBackByCode, type Gate } from '#service/coming-back/actions.ts';
import { codeMinutes } from '#service/coming-back/rules.ts';
import { ownCodes } from '#service/participant-sign-in/code-actions.ts';
import { closedLinkPage, codePage, comeBackPage, leftPage, ownCodePage } from '#service/participant-sign-in/pages.ts';
import { explain, participantSession } from '#service/participant-sign-in/rules.ts';
import { findParticipant, isInvitationOpen, type ParticipantSession } from '#service/participant-sign-in/store.ts';
import { signOut } from '#service/sign-in/actions.ts';
import { placeOf } from '#service/sign-in/rules.ts';
import type { Page } from '#vocabulary/doors.ts';
import { unnamedLayout } from '../bare.ts';
import { cookieOf, dropCookie, keepCookie } from '../cookies.ts';
import { tooManyPage } from '../error-pages.ts';
import { forgetReader } from '../keeping.ts';
import type { Ports } from '../ports.ts';
import { clearedAtSignOut } from '../safe-headers.ts';
import { keeperOf } from '../staff/sign-in.ts';
import { asked } from '../visit.ts';

const cookieName = 'tp_my' as const;
/** The browser that asked for a code; the code works in no other. */
const askedCookie = 'tp_back' as const;

/** The token that a participant's browser holds. */
export function participantToken(ports: Ports, request: FastifyRequest): string | undefined {
  return cookieOf(ports, request, cookieName);
}

/** Which participant a request comes from, if their session is alive. */
export async function participantOf(ports: Ports, request: FastifyRequest): Promise<ParticipantSession | undefined> {
  const token = participantToken(ports, request);
  return token === undefined
    ? undefined
    : findParticipant(keeperOf(ports), hashOf(token), participantSession.idleMinutes);
}

/** Keeps a participant's session in the browser. */
export function keepParticipant(ports: Ports, reply: FastifyReply, token: string): void {
  keepCookie(ports, reply, cookieName, token);
}

/** Coming in by a link and the code that went another way, coming back by a code, and leaving. */
export function participantSignIn(server: FastifyInstance, ports: Ports): void {
  server.get('/my/enter/:link', (request, reply) => showLink(ports, request, reply));
  server.post('/my/enter/:link', (request, reply) => takeLink(ports, request, reply));
  server.get('/my/back', async (_, reply) => sendUnnamed(ports, reply, backPage(ports, freshAttempt), 200));
  server.post('/my/back', (request, reply) => takeAsking(ports, request, reply));
  server.get('/my/back/code', async (_, reply) => sendUnnamed(ports, reply, ownCodePage(freshAttempt), 200));
  server.post('/my/back/code', (request, reply) => takeOwnCode(ports, request, reply));
  server.get('/my/signed-out', async (_, reply) => sendUnnamed(ports, reply, leftPage(), 200));
  server.post('/my/sign-out', async (request, reply) => {
    const token = cookieOf(ports, request, cookieName);
    if (token !== undefined) await signOut(keeperOf(ports), token);
    dropCookie(ports, reply, cookieName);
    forgetReader(ports, { base: '/my' }, reply);
    return reply.headers(clearedAtSignOut).redirect('/my/signed-out', 303);
  });
}

async function showLink(ports: Ports, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const link = asked(request).params['link'] ?? '';
  const isOpen = await isInvitationOpen(keeperOf(ports), hashOf(link));
  return sendUnnamed(ports, reply, isOpen ? codePage(link, freshAttempt) : closedLinkPage(), 200);
}

async function takeLink(ports: Ports, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { params, form } = asked(request);
  const link = params['link'] ?? '';
  const decision = await enter(keeperOf(ports), { link, code: String(form['code'] ?? '') }, ports.clock());
  if (decision.ok) {
    keepParticipant(ports, reply, decision.value.token);
    return reply.redirect('/my', 303);
  }
  if (!(await isInvitationOpen(keeperOf(ports), hashOf(link)))) return sendUnnamed(ports, reply, closedLinkPage(), 200);
  return sendUnnamed(ports, reply, codePage(link, wrong('code', explain(decision.because[0]))), 422);
}

function gateOf(ports: Ports): Gate {
  return { keeper: keeperOf(ports), sealer: ports.sealer, now: ports.clock() };
}

async function takeAsking(ports: Ports, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const typed = String(asked(request).form['known'] ?? '').slice(0, 320);
  const decision = await askForCode(gateOf(ports), ownCodes, typed, placeOf(request.ip));
  if (decision.ok) {
    keepCookie(ports, reply, askedCookie, decision.value.token, codeMinutes * 60);
    return reply.redirect('/my/back/code', 303);
  }
  if (decision.because[0] === 'wait-a-little') return sendUnnamed(ports, reply, tooManyPage(), 429);
  const attempt: Attempt = {
    typed: { known: typed },
    problems: [{ field: 'known', text: 'Type your e-mail address or your phone number' }],
  };
  return sendUnnamed(ports, reply, backPage(ports, attempt), 422);
}

async function takeOwnCode(ports: Ports, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const token = cookieOf(ports, request, askedCookie) ?? '';
  const code = String(asked(request).form['code'] ?? '').slice(0, 20);
  const decision = await comeBackByCode(gateOf(ports), ownCodes, { token, code }, placeOf(request.ip));
  if (decision.ok) {
    dropCookie(ports, reply, askedCookie);
    keepParticipant(ports, reply, decision.value.token);
    return reply.redirect('/my', 303);
  }
  const [because] = decision.because;
  if (because === 'wait-a-little') return sendUnnamed(ports, reply, tooManyPage(), 429);
  return sendUnnamed(ports, reply, ownCodePage(wrong('code', explain(because))), 422);
}

// Where browsers know passkeys, the page has both ways; a code always works.
function backPage({ baseUrl }: Ports, attempt: Attempt): Page {
  return comeBackPage(attempt, { hasPasskeys: partyAt(baseUrl, '') !== undefined });
}

/** The page to come back on, with why it did not work. */
export function showComeBack(ports: Ports, reply: FastifyReply, because: 'passkey-does-not-work'): FastifyReply {
  return sendUnnamed(ports, reply, backPage(ports, wrong('known', explain(because))), 422);
}

function wrong(field: string, text: string): Attempt {
  return { typed: {}, problems: [{ field, text }] };
}

function sendUnnamed(ports: Ports, reply: FastifyReply, page: Page, status: number): FastifyReply {
  const markup = unnamedLayout(ports, page, { hasErrors: status === 422 });
  return reply.code(status).type('text/html; charset=utf-8').send(String(markup));
}
