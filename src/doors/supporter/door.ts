import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { calendarOfSupporter } from '#journey/calendar-entry/facts.ts';
import { ownDay } from '#overview/day-page/facts.ts';
import { dayPage } from '#overview/day-page/pages.ts';
import { freshAttempt } from '#platform/forms.ts';
import type { Reader } from '#platform/readers.ts';
import { placeOf as networkOf } from '#service/sign-in/rules.ts';
import { hashOf } from '#platform/token.ts';
import { enterAsSupporter, leave } from '#service/supporter-sign-in/actions.ts';
import { askForCode, comeBackByCode, type Gate } from '#service/coming-back/actions.ts';
import { codeMinutes } from '#service/coming-back/rules.ts';
import { supporterCodes } from '#service/supporter-sign-in/code-actions.ts';
import {
  supporterBackCodePage,
  supporterBackPage,
  supporterClosedLinkPage,
  supporterCodePage,
  supporterLeftPage,
} from '#service/supporter-sign-in/pages.ts';
import { explain, supporterSession } from '#service/supporter-sign-in/rules.ts';
import { findSupporter, isLinkOpen, supporterLeft, type SupporterSession } from '#service/supporter-sign-in/store.ts';
import { watchOf } from '#service/kept-texts/pages.ts';
import type { CompanionId } from '#vocabulary/ids.ts';
import type { Page } from '#vocabulary/doors.ts';
import { unnamedLayout } from '../bare.ts';
import { foundClosed } from '../closed.ts';
import { cookieOf, dropCookie, keepCookie } from '../cookies.ts';
import { layout } from '../layout.ts';
import { notFoundPage, tooManyPage } from '../error-pages.ts';
import type { Ports } from '../ports.ts';
import { placeOf } from '../reads.ts';
import { clearedAtSignOut } from '../safe-headers.ts';
import { sendFile } from '../served-file.ts';
import { keeperOf } from '../staff/sign-in.ts';
import { asked } from '../visit.ts';

const cookieName = 'tp_day' as const;
/** The browser that asked for a code; the code works in no other. */
const askedCookie = 'tp_day_back' as const;

/** Where a supporter comes in, looks at the day, and leaves: the participants' login, a reader of its own kind. */
export function supporterDoor(server: FastifyInstance, ports: Ports): void {
  server.get('/day', (request, reply) => showDay(ports, request, reply));
  server.get('/day/calendar', (request, reply) => giveCalendar(ports, request, reply));
  server.get('/day/enter/:link', (request, reply) => showLink(ports, request, reply));
  server.post('/day/enter/:link', (request, reply) => takeLink(ports, request, reply));
  server.get('/day/session', (request, reply) => tellLeft(ports, request, reply, asked(request).query['reader']));
  server.post('/day/session', (request, reply) => stay(ports, request, reply));
  server.get('/day/back', async (_, reply) => sendUnnamed(ports, reply, supporterBackPage(freshAttempt), 200));
  server.post('/day/back', (request, reply) => takeAsking(ports, request, reply));
  server.get('/day/back/code', async (_, reply) => sendUnnamed(ports, reply, supporterBackCodePage(freshAttempt), 200));
  server.post('/day/back/code', (request, reply) => takeCode(ports, request, reply));
  server.get('/day/signed-out', async (_, reply) => sendUnnamed(ports, reply, supporterLeftPage(), 200));
  // There is one page, and its day for a calendar: whoever is signed in and asks for another meets a closed door.
  for (const method of ['GET', 'POST'] as const)
    server.route({ method, url: '/day/*', handler: (request, reply) => findNothing(ports, request, reply) });
  server.post('/day/sign-out', async (request, reply) => {
    const token = cookieOf(ports, request, cookieName);
    if (token !== undefined) await leave(keeperOf(ports), token);
    dropCookie(ports, reply, cookieName);
    return reply.headers(clearedAtSignOut).redirect('/day/signed-out', 303);
  });
}

async function supporterOf(ports: Ports, request: FastifyRequest): Promise<SupporterSession | undefined> {
  const token = cookieOf(ports, request, cookieName);
  return token === undefined ? undefined : findSupporter(keeperOf(ports), hashOf(token), supporterSession.idleMinutes);
}

function identityOf({ serviceId, companionId, caseId }: SupporterSession): Reader {
  return { login: 'tp_participant', serviceId, kind: 'supporter', id: companionId, caseId };
}

async function findNothing(ports: Ports, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const self = await supporterOf(ports, request);
  if (self) foundClosed(request, identityOf(self));
  return sendUnnamed(ports, reply, notFoundPage('/day'), 404);
}

/** What the page of the day says of whom it was made for: a mark that says nothing. */
function readerMark({ sealer }: Ports, companionId: CompanionId): string {
  return sealer.mark(`the reader of the day: ${companionId}`).slice(0, 20);
}

async function tellLeft(
  ports: Ports,
  request: FastifyRequest,
  reply: FastifyReply,
  reader: string | undefined,
): Promise<FastifyReply> {
  const token = cookieOf(ports, request, cookieName) ?? '';
  const left = await supporterLeft(keeperOf(ports), hashOf(token), supporterSession.idleMinutes);
  // Somebody else has come in meanwhile: for whom the page was made, the session is over.
  const isTheirs = left && readerMark(ports, left.companionId) === reader;
  return reply.send({ left: isTheirs ? left.seconds : 0 });
}

async function stay(ports: Ports, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const self = await supporterOf(ports, request);
  return tellLeft(ports, request, reply, self && readerMark(ports, self.companionId));
}

function sendAway(ports: Ports, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (cookieOf(ports, request, cookieName) !== undefined)
    dropCookie(ports, reply.headers(clearedAtSignOut), cookieName);
  return reply.redirect('/day/signed-out', 303);
}

async function giveCalendar(ports: Ports, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const self = await supporterOf(ports, request);
  if (!self) return sendAway(ports, request, reply);
  const reader = identityOf(self);
  const file = await ports.database.read(reader, (db) => calendarOfSupporter(db, self, ports.clock()));
  if (file === 'not-found') return findNothing(ports, request, reply);
  await ports.noteRead(reader, { ...file.read, place: placeOf(request) });
  const sent = await sendFile(reply, file);
  return sent === 'gone' ? findNothing(ports, request, reply) : sent;
}

async function showDay(ports: Ports, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const self = await supporterOf(ports, request);
  if (!self) return sendAway(ports, request, reply);
  const { companionId } = self;
  const reader = identityOf(self);
  const page = dayPage(await ports.database.read(reader, ownDay));
  // Whoever reads leaves a row before they see it. (TRL-6)
  await ports.noteRead(reader, { what: 'own-page', place: placeOf(request) });
  const markup = layout({
    door: 'participant',
    assets: ports.assets,
    serviceName: 'Your page',
    title: page.title,
    body: page.body,
    homeHref: '/day',
    signedIn: { name: self.called, signOutAction: '/day/sign-out' },
    demonstration: self.isDemonstration,
    watch: watchOf({ base: '/day', ...supporterSession, reader: readerMark(ports, companionId), page: '/day' }),
  });
  return reply.type('text/html; charset=utf-8').send(String(markup));
}

async function showLink(ports: Ports, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const link = asked(request).params['link'] ?? '';
  const isOpen = await isLinkOpen(keeperOf(ports), hashOf(link));
  const page = isOpen ? supporterCodePage(link, freshAttempt) : supporterClosedLinkPage();
  return sendUnnamed(ports, reply, page, 200);
}

async function takeLink(ports: Ports, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { params, form } = asked(request);
  const link = params['link'] ?? '';
  const code = String(form['code'] ?? '').slice(0, 20);
  const decision = await enterAsSupporter(keeperOf(ports), { link, code }, ports.clock());
  if (decision.ok) {
    keepCookie(ports, reply, cookieName, decision.value.token);
    return reply.redirect('/day', 303);
  }
  if (!(await isLinkOpen(keeperOf(ports), hashOf(link))))
    return sendUnnamed(ports, reply, supporterClosedLinkPage(), 200);
  const problem = { field: 'code', text: 'That code is not right. Check it and try again' };
  return sendUnnamed(ports, reply, supporterCodePage(link, { typed: {}, problems: [problem] }), 422);
}

function gateOf(ports: Ports): Gate {
  return { keeper: keeperOf(ports), sealer: ports.sealer, now: ports.clock() };
}

async function takeAsking(ports: Ports, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const email = String(asked(request).form['email'] ?? '').slice(0, 320);
  const decision = await askForCode(gateOf(ports), supporterCodes, email, networkOf(request.ip));
  if (decision.ok) {
    keepCookie(ports, reply, askedCookie, decision.value.token, codeMinutes * 60);
    return reply.redirect('/day/back/code', 303);
  }
  const [because] = decision.because;
  if (because === 'wait-a-little') return sendUnnamed(ports, reply, tooManyPage(), 429);
  const attempt = { typed: { email }, problems: [{ field: 'email', text: explain(because) }] };
  return sendUnnamed(ports, reply, supporterBackPage(attempt), 422);
}

async function takeCode(ports: Ports, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const token = cookieOf(ports, request, askedCookie) ?? '';
  const code = String(asked(request).form['code'] ?? '').slice(0, 20);
  const decision = await comeBackByCode(gateOf(ports), supporterCodes, { token, code }, networkOf(request.ip));
  if (decision.ok) {
    dropCookie(ports, reply, askedCookie);
    keepCookie(ports, reply, cookieName, decision.value.token);
    return reply.redirect('/day', 303);
  }
  const [because] = decision.because;
  if (because === 'wait-a-little') return sendUnnamed(ports, reply, tooManyPage(), 429);
  const problems = [{ field: 'code', text: explain(because) }];
  return sendUnnamed(ports, reply, supporterBackCodePage({ typed: {}, problems }), 422);
}

function sendUnnamed(ports: Ports, reply: FastifyReply, page: Page, status: number): FastifyReply {
  const markup = unnamedLayout(ports, page, { hasErrors: status === 422, homeHref: '/day' });
  return reply.code(status).type('text/html; charset=utf-8').send(String(markup));
}
