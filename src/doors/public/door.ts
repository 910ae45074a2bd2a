import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Attempt } from '#platform/forms.ts';
import type { Db } from '#platform/sql.ts';
import { hashOf, newToken } from '#platform/token.ts';
import { menusOf, type Website } from '#service/website/facts.ts';
import { findHomeService, type HomeService } from '#service/sign-in/store.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { Page, PublicDoor, PublicSent, PublicVisit } from '#vocabulary/doors.ts';
import { cookieOf, dropCookie, keepCookie } from '../cookies.ts';
import { notFoundPage } from '../error-pages.ts';
import { layout } from '../layout.ts';
import type { Ports } from '../ports.ts';
import { keeperOf } from '../staff/sign-in.ts';
import { answerForm, asked, firstLook, takeSaid } from '../visit.ts';

const cookieName = 'tp_visit' as const;
/** What the address held that led to a page: for that page only. */
const carriedCookie = 'tp_code' as const;

/** The public door: nobody signs in; a visit that writes something is known by a random key in a cookie. */
export function publicDoor(server: FastifyInstance, ports: Ports, website: Website): PublicDoor {
  const { database, clock } = ports;
  const { menu, foot } = menusOf(website);

  function visitorOf(request: FastifyRequest): string {
    const key = cookieOf(ports, request, cookieName);
    return key === undefined || key === '' ? '' : hashOf(key);
  }

  function beginVisit(request: FastifyRequest, reply: FastifyReply): string {
    const known = visitorOf(request);
    if (known !== '') return known;
    const key = newToken();
    keepCookie(ports, reply, cookieName, key, 86_400);
    return hashOf(key);
  }

  function send(reply: FastifyReply, service: HomeService, page: Page, status: number): FastifyReply {
    const path = reply.request.url.split('?')[0] ?? '/';
    const markup = layout({
      door: 'public',
      assets: ports.assets,
      serviceName: service.name,
      title: page.title,
      body: page.body,
      found:
        page.description === undefined || service.isDemonstration
          ? undefined
          : { description: page.description, address: `${ports.baseUrl}${path}` },
      navigation: [...menu, { text: 'Ask us for help', href: '/refer' }].map((item) => ({
        ...item,
        current: item.href === '/' ? path === '/' : path.startsWith(item.href),
      })),
      demonstration: service.isDemonstration,
      back: page.back === undefined ? undefined : { href: page.back },
      notice: takeSaid(ports, reply.request, reply),
      footer: {
        text: service.name,
        links: [
          ...foot,
          { text: 'Staff sign in', href: '/sign-in' },
          ...(service.isDemonstration ? [{ text: 'Demonstration', href: '/demonstration' }] : []),
        ],
      },
      hasErrors: status === 422,
    });
    return reply.code(status).type('text/html; charset=utf-8').send(String(markup));
  }

  function readAs<Answer>(service: HomeService, visitor: string, work: (db: Db) => Promise<Answer>): Promise<Answer> {
    return database.read(
      { login: 'tp_public', serviceId: service.serviceId, kind: 'visitor', id: visitor, caseId: '' },
      work,
    );
  }

  function visitOf(
    request: FastifyRequest,
    service: HomeService,
    visitor: string,
    attempt: Attempt,
    db: Db,
  ): PublicVisit {
    const now = clock();
    const { serviceId, name: serviceName } = service;
    const carried = (cookieOf(ports, request, carriedCookie) ?? '').slice(0, 200);
    return { db, serviceId, serviceName, visitor, carried, ...asked(request), today: dayOf(now), now, attempt };
  }

  function dropCarried(request: FastifyRequest, reply: FastifyReply): void {
    if (cookieOf(ports, request, carriedCookie) !== undefined) dropCookie(ports, reply, carriedCookie);
  }

  /** The service this installation shows; an empty installation has no public pages yet. */
  function ofService(
    handle: (request: FastifyRequest, reply: FastifyReply, service: HomeService) => Promise<FastifyReply>,
  ) {
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const service = await findHomeService(keeperOf(ports));
      if (!service) return reply.callNotFound();
      return handle(request, reply, service);
    };
  }

  return {
    page: (path, show) =>
      void server.get(
        path,
        ofService(async (request, reply, service) => {
          const visitor = visitorOf(request);
          const page = await readAs(service, visitor, (db) => show(visitOf(request, service, visitor, firstLook, db)));
          dropCarried(request, reply);
          return page === 'not-found' ? send(reply, service, notFoundPage(), 404) : send(reply, service, page, 200);
        }),
      ),
    // Where an answer leads on at once, a browser lists the address it leads to; nothing is told to the next page of where it came from.
    secret: (page) =>
      void server.get(`${page}/:secret`, (request, reply) => {
        keepCookie(ports, reply, carriedCookie, asked(request).params['secret'] ?? '', 60);
        return reply.header('referrer-policy', 'no-referrer').redirect(page, 303);
      }),
    unkept: (path, answer) =>
      void server.post(
        path,
        ofService(async (request, reply, service) => {
          const { page, isRefused } = answer(asked(request).form);
          return send(reply, service, page, isRefused ? 422 : 200);
        }),
      ),
    form: (path, submit, show) =>
      void server.post(
        path,
        ofService(async (request, reply, service) => {
          const visitor = beginVisit(request, reply);
          const { serviceId } = service;
          const sent: PublicSent = {
            serviceId,
            baseUrl: ports.baseUrl,
            visitor,
            ...asked(request),
            today: dayOf(clock()),
            act: (work) => ports.act({ serviceId, actor: { kind: 'visitor', id: '' } }, work),
          };
          const ways = {
            send: async (page: Page, status: number) => send(reply, service, page, status),
            missing: () => send(reply, service, notFoundPage(), 404),
            again: (attempt: Attempt) =>
              readAs(service, visitor, (db) => show(visitOf(request, service, visitor, attempt, db))),
          };
          return answerForm(ports, reply, await submit(sent), ways, sent.form);
        }),
      ),
  };
}
