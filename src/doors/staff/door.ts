import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { caseFrame } from '#casefile/cases/facts.ts';
import { openingOf } from '#casefile/readers/policy.ts';
import type { Identity } from '#platform/identity.ts';
import type { Db } from '#platform/sql.ts';
import type { Attempt } from '#platform/forms.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { Allowed, CaseVisit, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import { hasRole } from '#vocabulary/staff.ts';
import type { StaffSession } from '#service/sign-in/store.ts';
import { notFoundPage } from '../error-pages.ts';
import type { Ports } from '../ports.ts';
import { placeOf, readOf } from '../reads.ts';
import { answerForm, asked, firstLook, takeSaid } from '../visit.ts';
import { staffLayout } from './frame.ts';
import { staffOf } from './sign-in.ts';

type Show = (visit: StaffVisit) => Promise<Page | 'not-found'>;
type CaseShow = (visit: CaseVisit) => Promise<Page | 'not-found'>;
type Handler = (request: FastifyRequest, reply: FastifyReply, staff: StaffSession) => Promise<FastifyReply>;

// Said before a form of a closed case is read at all; the database would refuse it too (CLO-9).
const caseIsClosed: Outcome = {
  problems: [{ field: 'main-content', text: 'This case is closed. To change it, open it again on the Closing page' }],
};

// A broken glass lets somebody look; the database would refuse what they send too (BRK-3).
const onlyLooks: Outcome = {
  problems: [
    { field: 'main-content', text: 'You opened this case by breaking the glass: you can look, and change nothing' },
  ],
};

function restOf(frame: CaseFrame, allowed: Allowed | undefined): Outcome | undefined {
  if (frame.own.lookingUntil !== null) return onlyLooks;
  return frame.status === 'closed' && !allowed?.whenClosed ? caseIsClosed : undefined;
}

/** The staff door on an HTTP server: who is it, may they, read as them, act on the hand. */
export function staffDoor(server: FastifyInstance, ports: Ports): StaffDoor {
  const { database, clock } = ports;

  /** Signed in, in one of the roles, or sent to sign in; a role that may not looks like a page that is not there. */
  function guarded(allowed: Allowed | undefined, handle: Handler) {
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const staff = await staffOf(ports, request);
      if (!staff)
        return reply.redirect(
          `/sign-in?to=${encodeURIComponent(request.method === 'GET' ? request.url : '/work')}`,
          303,
        );
      if (allowed?.roles && !hasRole(staff, ...allowed.roles)) return missing(reply, staff);
      return handle(request, reply, staff);
    };
  }

  function missing(reply: FastifyReply, staff: StaffSession): FastifyReply {
    return send(reply, staff, undefined, notFoundPage(), 404);
  }

  function send(
    reply: FastifyReply,
    staff: StaffSession,
    frame: CaseFrame | undefined,
    page: Page,
    status = 200,
  ): FastifyReply {
    const request = reply.request;
    const markup = staffLayout({
      ports,
      staff,
      frame,
      page,
      path: request.url.split('?')[0] ?? '/',
      notice: takeSaid(ports, request, reply),
      hasErrors: status === 422,
    });
    return reply.code(status).type('text/html; charset=utf-8').send(String(markup));
  }

  function identityOf({ serviceId, staffId }: StaffSession): Identity {
    return { login: 'tp_staff', serviceId, kind: 'staff', id: staffId, caseId: '' };
  }

  function readAs<Answer>(staff: StaffSession, work: (db: Db) => Promise<Answer>): Promise<Answer> {
    return database.read(identityOf(staff), work);
  }

  /** Sends a page that shows something of somebody only once that is written down. (TRL-6) */
  async function show(
    reply: FastifyReply,
    staff: StaffSession,
    { frame, page, status = 200 }: { readonly frame?: CaseFrame; readonly page: Page; readonly status?: number },
  ): Promise<FastifyReply> {
    const read = readOf(reply.request, frame, page);
    if (read) await ports.noteRead(identityOf(staff), read);
    return send(reply, staff, frame, page, status);
  }

  function visitOf(request: FastifyRequest, staff: StaffSession, attempt: Attempt, db: Db): StaffVisit {
    const now = clock();
    return { db, staff, ...asked(request), today: dayOf(now), now, attempt };
  }

  function sentBy(request: FastifyRequest, staff: StaffSession, caseId?: CaseId): StaffSent {
    const held = { serviceId: staff.serviceId, actor: { kind: 'staff', id: staff.staffId } as const };
    return {
      staff,
      ...asked(request),
      today: dayOf(clock()),
      act: (work) => ports.act({ ...held, caseId }, work),
      actOn: (other, work) => ports.act({ ...held, caseId: other }, work),
    };
  }

  function look(make: Show, attempt = firstLook, status = 200): Handler {
    return async (request, reply, staff) => {
      const page = await readAs(staff, (db) => make(visitOf(request, staff, attempt, db)));
      return page === 'not-found' ? missing(reply, staff) : show(reply, staff, { page, status });
    };
  }

  /** The case asked for: not there where row security hides it, nor where the policy would. */
  async function frameOf(request: FastifyRequest, staff: StaffSession, db: Db): Promise<CaseFrame | null> {
    const frame = await caseFrame(db, asked(request).params['ref'] ?? '', dayOf(clock()));
    return frame && openingOf(staff, { ...frame.own, isRestricted: frame.isRestricted }) !== 'closed' ? frame : null;
  }

  function caseLook(make: CaseShow): Handler {
    return async (request, reply, staff) => {
      const shown = await makeCase(request, staff, make, firstLook);
      return shown ? show(reply, staff, shown) : missing(reply, staff);
    };
  }

  async function makeCase(request: FastifyRequest, staff: StaffSession, make: CaseShow, attempt: Attempt) {
    return readAs(staff, async (db) => {
      const frame = await frameOf(request, staff, db);
      if (!frame) return undefined;
      const page = await make({ ...visitOf(request, staff, attempt, db), frame });
      return page === 'not-found' ? undefined : { frame, page };
    });
  }

  function formAnswer(submit: (sent: StaffSent) => Promise<Outcome>, make: Show): Handler {
    return async (request, reply, staff) => {
      const sent = sentBy(request, staff);
      return answerForm(
        ports,
        reply,
        await submit(sent),
        {
          send: (page, status) => show(reply, staff, { page, status }),
          missing: () => missing(reply, staff),
          again: (attempt) => readAs(staff, (db) => make(visitOf(request, staff, attempt, db))),
        },
        sent.form,
      );
    };
  }

  return {
    page: (path, make, allowed) => void server.get(path, guarded(allowed, look(make))),
    form: (path, submit, make, allowed) => void server.post(path, guarded(allowed, formAnswer(submit, make))),
    download: (path, make, allowed) =>
      void server.get(
        path,
        guarded(allowed, async (request, reply, staff) => {
          const file = await readAs(staff, (db) => make(visitOf(request, staff, firstLook, db)));
          if (file === 'not-found') return missing(reply, staff);
          await ports.noteRead(identityOf(staff), { ...file.read, place: placeOf(request) });
          return reply
            .type(`${file.type}; charset=utf-8`)
            .header('content-disposition', `attachment; filename="${file.name}"`)
            .send(file.text);
        }),
      ),
    casePage: (path, make, allowed) => void server.get(`/cases/:ref${path}`, guarded(allowed, caseLook(make))),
    caseForm: (path, submit, make, allowed) =>
      void server.post(
        `/cases/:ref${path}`,
        guarded(allowed, async (request, reply, staff) => {
          const frame = await readAs(staff, (db) => frameOf(request, staff, db));
          if (!frame) return missing(reply, staff);
          const sent = { ...sentBy(request, staff, frame.id), frame };
          return answerForm(
            ports,
            reply,
            restOf(frame, allowed) ?? (await submit(sent)),
            {
              send: (page, status) => show(reply, staff, { frame, page, status }),
              missing: () => missing(reply, staff),
              again: async (attempt) => (await makeCase(request, staff, make, attempt))?.page ?? 'not-found',
            },
            sent.form,
          );
        }),
      ),
  };
}
