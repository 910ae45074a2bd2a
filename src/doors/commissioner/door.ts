import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { freshAttempt } from '#platform/forms.ts';
import type { Reader } from '#platform/readers.ts';
import type { Db } from '#platform/sql.ts';
import { seesReleasedFigures } from '#service/commissioners/policy.ts';
import { staffSession } from '#service/sign-in/rules.ts';
import type { StaffSession } from '#service/sign-in/store.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { CommissionerDoor, Page, StaffVisit } from '#vocabulary/doors.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { foundClosed } from '../closed.ts';
import { notFoundPage } from '../error-pages.ts';
import { watchFor, type Desk } from '../keeping.ts';
import type { Ports } from '../ports.ts';
import { placeOf } from '../reads.ts';
import { staffLayout } from '../staff/frame.ts';
import { keeperOf, staffOf, staffToken } from '../staff/sign-in.ts';
import { asked, takeSaid } from '../visit.ts';

type Handler = (request: FastifyRequest, reply: FastifyReply, staff: StaffSession) => Promise<FastifyReply>;

/**
 * The commissioners' door: somebody of the body that pays, who signed in as staff do. What they see is read on a login of its own,
 * which reaches the released figures of their one service and no record of anybody. There is nothing here to send. (FIG-4)
 */
export function commissionerDoor(server: FastifyInstance, ports: Ports): CommissionerDoor {
  // Nothing is typed here, so that the desk of staff tells how long the session has.
  const desk: Desk = {
    base: '',
    idleMinutes: staffSession.idleMinutes,
    warnMinutes: staffSession.warnMinutes,
    keeper: keeperOf(ports),
    tokenOf: (request) => staffToken(ports, request),
    whoIs: async (request) => {
      const staff = await staffOf(ports, request);
      return staff && identityOf(staff);
    },
  };

  function identityOf({ serviceId, staffId }: StaffSession): Reader {
    return { login: 'tp_commissioner', serviceId, kind: 'staff', id: staffId, caseId: '' };
  }

  function guarded(handle: Handler) {
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const staff = await staffOf(ports, request);
      if (!staff) return reply.redirect(`/sign-in?to=${encodeURIComponent(request.url)}`, 303);
      // Staff of the service have no business here; to them it is not there.
      return hasRole(staff, ...seesReleasedFigures) ? handle(request, reply, staff) : missing(reply, staff);
    };
  }

  function missing(reply: FastifyReply, staff: StaffSession): FastifyReply {
    foundClosed(reply.request, identityOf(staff));
    return send(reply, staff, notFoundPage(), 404);
  }

  function send(reply: FastifyReply, staff: StaffSession, page: Page, status: number): FastifyReply {
    const { request } = reply.code(status);
    const markup = staffLayout({
      ports,
      staff,
      frame: undefined,
      page,
      path: request.url.split('?')[0] ?? '/commissioner',
      notice: takeSaid(ports, request, reply),
      hasErrors: false,
      watch: watchFor(ports, desk, reply, identityOf(staff), undefined),
    });
    return reply.type('text/html; charset=utf-8').send(String(markup));
  }

  function readAs<Answer>(staff: StaffSession, work: (db: Db) => Promise<Answer>): Promise<Answer> {
    return ports.database.read(identityOf(staff), work);
  }

  function visitOf(request: FastifyRequest, staff: StaffSession, db: Db): StaffVisit {
    const now = ports.clock();
    return { db, staff, ...asked(request), today: dayOf(now), now, attempt: freshAttempt };
  }

  return {
    page: (path, make) =>
      void server.get(
        `/commissioner${path}`,
        guarded(async (request, reply, staff) => {
          const page = await readAs(staff, (db) => make(visitOf(request, staff, db)));
          return page === 'not-found' ? missing(reply, staff) : send(reply, staff, page, 200);
        }),
      ),
    download: (path, make) =>
      void server.get(
        `/commissioner${path}`,
        guarded(async (request, reply, staff) => {
          const file = await readAs(staff, (db) => make(visitOf(request, staff, db)));
          if (file === 'not-found') return missing(reply, staff);
          await ports.noteRead(identityOf(staff), { ...file.read, place: placeOf(request) });
          return reply
            .type(`${file.type}; charset=utf-8`)
            .header('content-disposition', `attachment; filename="${file.name}"`)
            .send(typeof file.text === 'string' ? file.text : Readable.from(file.text((look) => readAs(staff, look))));
        }),
      ),
  };
}
