import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refersPeople } from '#journey/agency-referral/policy.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import type { Reader } from '#platform/readers.ts';
import type { Db } from '#platform/sql.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { Outcome, Page, ReferrerDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { staffSession } from '#service/sign-in/rules.ts';
import type { StaffSession } from '#service/sign-in/store.ts';
import { foundClosed } from '../closed.ts';
import { notFoundPage } from '../error-pages.ts';
import {
  clearWhatEnded,
  broughtBackOn,
  goingOn,
  keepingWays,
  keepSentForm,
  nothingOffered,
  notices,
  offersOn,
  sentWell,
  watchFor,
  type Desk,
  type Offer,
} from '../keeping.ts';
import { unlessChanged } from '../meanwhile.ts';
import type { Ports } from '../ports.ts';
import { placeOf, readsOf } from '../reads.ts';
import { sendFile } from '../served-file.ts';
import { staffLayout } from '../staff/frame.ts';
import { keeperOf, staffOf, staffToken } from '../staff/sign-in.ts';
import { bringsFiles, readFieldsOnly, readUpload } from '../uploads.ts';
import { answerForm, asked, takeSaid } from '../visit.ts';

type Handler = (request: FastifyRequest, reply: FastifyReply, staff: StaffSession) => Promise<FastifyReply>;

/**
 * The referrers' door: somebody of an agency, who signed in as staff do. What they see is read on a login of its own,
 * which reaches the agency's own referrals and nothing of any case. (AGY-1)
 */
export function referrerDoor(server: FastifyInstance, ports: Ports): ReferrerDoor {
  const { database, clock } = ports;
  const desk: Desk = {
    base: '/agency',
    idleMinutes: staffSession.idleMinutes,
    warnMinutes: staffSession.warnMinutes,
    keeper: keeperOf(ports),
    tokenOf: (request) => staffToken(ports, request),
    whoIs: async (request) => {
      const staff = await staffOf(ports, request);
      return staff && hasRole(staff, ...refersPeople) ? identityOf(staff) : undefined;
    },
  };
  keepingWays(server, ports, desk);

  function identityOf({ serviceId, staffId }: StaffSession): Reader {
    return { login: 'tp_referrer', serviceId, kind: 'staff', id: staffId, caseId: '' };
  }

  function guarded(handle: Handler) {
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const staff = await staffOf(ports, request);
      if (!staff) {
        clearWhatEnded(ports, desk, reply);
        if (bringsFiles(request)) await readFieldsOnly(request);
        const to = request.method === 'GET' ? request.url : await keepSentForm(ports, desk, request, reply);
        return reply.redirect(`/sign-in?to=${encodeURIComponent(to ?? '/agency')}`, 303);
      }
      // Staff of the service have no business here; to them it is not there.
      return hasRole(staff, ...refersPeople) ? handle(request, reply, staff) : missing(reply, staff);
    };
  }

  function missing(reply: FastifyReply, staff: StaffSession): FastifyReply {
    foundClosed(reply.request, identityOf(staff));
    return send(reply, staff, notFoundPage(), 404);
  }

  function send(
    reply: FastifyReply,
    staff: StaffSession,
    page: Page,
    status: number,
    offer = nothingOffered,
  ): FastifyReply {
    const { request } = reply.code(status);
    const markup = staffLayout({
      ports,
      staff,
      frame: undefined,
      page,
      path: request.url.split('?')[0] ?? '/agency',
      notice: notices(takeSaid(ports, request, reply), offer.notice),
      hasErrors: status === 422,
      watch: watchFor(ports, desk, reply, identityOf(staff), offer.goesOn),
    });
    return reply.type('text/html; charset=utf-8').send(String(markup));
  }

  /** Sends a page that shows something of somebody only once that is written down. (TRL-6) */
  async function show(
    reply: FastifyReply,
    staff: StaffSession,
    page: Page,
    status: number,
    offer: Offer,
  ): Promise<FastifyReply> {
    const reads = readsOf(reply.request, undefined, page);
    if (reads.length > 0) await ports.noteRead(identityOf(staff), ...reads);
    return send(reply, staff, page, status, offer);
  }

  function readAs<Answer>(staff: StaffSession, work: (db: Db) => Promise<Answer>): Promise<Answer> {
    return database.read(identityOf(staff), work);
  }

  function visitOf(request: FastifyRequest, staff: StaffSession, attempt: Attempt, db: Db): StaffVisit {
    const now = clock();
    return { db, staff, ...asked(request), today: dayOf(now), now, attempt };
  }

  function formAnswer(
    submit: (sent: StaffSent) => Promise<Outcome>,
    make: (visit: StaffVisit) => Promise<Page | 'not-found'>,
  ): Handler {
    return async (request, reply, staff) => {
      const held = { serviceId: staff.serviceId, actor: { kind: 'staff', id: staff.staffId } as const };
      const sent: StaffSent = {
        staff,
        ...asked(request),
        today: dayOf(clock()),
        look: (work) => readAs(staff, work),
        act: (work) => ports.act(held, work),
        actOn: (caseId, work) => ports.act({ ...held, caseId }, work),
      };
      const again = (attempt: Attempt) => readAs(staff, (db) => make(visitOf(request, staff, attempt, db)));
      const { outcome, notice } = await unlessChanged(request, again, () => submit(sent));
      await sentWell(ports, request, identityOf(staff), outcome);
      const offer = { ...nothingOffered, notice, goesOn: goingOn(request) };
      return answerForm(
        ports,
        reply,
        outcome,
        {
          send: (page, status) => show(reply, staff, page, status, offer),
          missing: () => missing(reply, staff),
          again,
        },
        sent.form,
      );
    };
  }

  return {
    page: (path, make) =>
      void server.get(
        `/agency${path}`,
        guarded(async (request, reply, staff) => {
          const shown = await readAs(staff, async (db) => {
            const back = await broughtBackOn(ports, request, db);
            const page = await make(visitOf(request, staff, back.attempt, db));
            if (page === 'not-found') return page;
            return { page, offer: { ...back, notice: await offersOn(ports, desk, request, db, { page, back }) } };
          });
          return shown === 'not-found' ? missing(reply, staff) : show(reply, staff, shown.page, 200, shown.offer);
        }),
      ),
    form: (path, submit, make) => void server.post(`/agency${path}`, guarded(formAnswer(submit, make))),
    upload: (path, { take, submit, show: make }) =>
      void server.post(
        `/agency${path}`,
        { config: { takesFiles: true } },
        guarded(async (request, reply, staff) => {
          // Whoever may not send here sends for nothing: nothing of it is kept.
          const isThere =
            (await readAs(staff, (db) => make(visitOf(request, staff, freshAttempt, db)))) !== 'not-found';
          if (!isThere) await readFieldsOnly(request);
          const taken = isThere ? await readUpload(request, take) : [];
          return formAnswer((sent) => submit(sent, taken), make)(request, reply, staff);
        }),
      ),
    file: (path, make) =>
      void server.get(
        `/agency${path}`,
        guarded(async (request, reply, staff) => {
          const file = await readAs(staff, (db) => make(visitOf(request, staff, freshAttempt, db)));
          if (file === 'not-found') return missing(reply, staff);
          await ports.noteRead(identityOf(staff), { ...file.read, place: placeOf(request) });
          const sent = await sendFile(reply, file);
          return sent === 'gone' ? missing(reply, staff) : sent;
        }),
      ),
    download: (path, make) =>
      void server.get(
        `/agency${path}`,
        guarded(async (request, reply, staff) => {
          const file = await readAs(staff, (db) => make(visitOf(request, staff, freshAttempt, db)));
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
