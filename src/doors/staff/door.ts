import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { caseFrame } from '#casefile/cases/facts.ts';
import { mayOpenCase } from '#casefile/readers/facts.ts';
import { openingOf } from '#casefile/readers/policy.ts';
import { namedReferral, standingsOf } from '#journey/referral/facts.ts';
import type { Reader } from '#platform/readers.ts';
import type { Db } from '#platform/sql.ts';
import type { Attempt } from '#platform/forms.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type {
  Allowed,
  CaseSent,
  CaseVisit,
  Outcome,
  Page,
  StaffDoor,
  StaffSent,
  StaffVisit,
} from '#vocabulary/doors.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import { hasRole, ownDoorOf } from '#vocabulary/staff.ts';
import { signsIn } from '#service/staff/policy.ts';
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
import { bringsFiles, readFieldsOnly, readUpload } from '../uploads.ts';
import { leadingTo } from '../safe-headers.ts';
import { answerForm, asked, takeSaid } from '../visit.ts';
import { staffLayout } from './frame.ts';
import { keeperOf, staffOf, staffToken } from './sign-in.ts';

type Show = (visit: StaffVisit) => Promise<Page | 'not-found'>;
type CaseShow = (visit: CaseVisit) => Promise<Page | 'not-found'>;
/** A page on its way out. */
interface Shown {
  readonly frame?: CaseFrame | undefined;
  readonly page: Page;
  readonly status?: number | undefined;
  readonly offer?: Offer | undefined;
}

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

function isOfAccount(request: FastifyRequest): boolean {
  return /^\/account(\/|$)/.test(request.routeOptions.url ?? '');
}

/** The staff door on an HTTP server: who is it, may they, read as them, act on the hand. */
export function staffDoor(server: FastifyInstance, ports: Ports): StaffDoor {
  const { database, clock } = ports;
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
  keepingWays(server, ports, desk);

  /** Signed in, in one of the roles, or sent to sign in; a role that may not looks like a page that is not there. */
  function guarded(allowed: Allowed | undefined, handle: Handler) {
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const staff = await staffOf(ports, request);
      if (!staff) {
        clearWhatEnded(ports, desk, reply);
        if (bringsFiles(request)) await readFieldsOnly(request);
        const to = request.method === 'GET' ? request.url : await keepSentForm(ports, desk, request, reply);
        return reply.redirect(`/sign-in?to=${encodeURIComponent(to ?? '/work')}`, 303);
      }
      if (ownDoorOf(staff) !== undefined && !isOfAccount(request)) return elsewhere(request, reply, staff);
      if (!hasRole(staff, ...(allowed?.roles ?? signsIn))) return missing(reply, staff);
      return handle(request, reply, staff);
    };
  }

  /** Somebody who is no staff has a door of their own: here they find how they sign in, and nothing else. (AGY-1, COM-1) */
  function elsewhere(request: FastifyRequest, reply: FastifyReply, staff: StaffSession): FastifyReply {
    const own = ownDoorOf(staff);
    return own !== undefined && request.routeOptions.url === '/work' ? reply.redirect(own, 303) : missing(reply, staff);
  }

  function missing(reply: FastifyReply, staff: StaffSession): FastifyReply {
    foundClosed(reply.request, identityOf(staff));
    return send(reply, staff, { page: notFoundPage(), status: 404 });
  }

  function send(reply: FastifyReply, staff: StaffSession, { frame, page, status = 200, offer }: Shown): FastifyReply {
    const { request } = reply.code(status);
    const markup = staffLayout({
      ports,
      staff,
      frame,
      page,
      // What is not there stands in no part of the menu: wherever it was looked for, it looks the same.
      path: status === 404 ? '' : (request.url.split('?')[0] ?? '/'),
      notice: notices(takeSaid(ports, request, reply), offer?.notice),
      hasErrors: status === 422,
      watch: watchFor(ports, desk, reply, identityOf(staff), offer?.goesOn),
    });
    return reply.headers(leadingTo(page.formsTo)).type('text/html; charset=utf-8').send(String(markup));
  }

  function identityOf({ serviceId, staffId }: StaffSession): Reader {
    return { login: 'tp_staff', serviceId, kind: 'staff', id: staffId, caseId: '' };
  }

  function readAs<Answer>(staff: StaffSession, work: (db: Db) => Promise<Answer>): Promise<Answer> {
    return database.read(identityOf(staff), work);
  }

  /** Sends a page that shows something of somebody only once that is written down. (TRL-6) */
  async function show(reply: FastifyReply, staff: StaffSession, shown: Shown): Promise<FastifyReply> {
    const reads = readsOf(reply.request, shown.frame, shown.page);
    if (reads.length > 0) await ports.noteRead(identityOf(staff), ...reads);
    return send(reply, staff, shown);
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
      look: (work) => readAs(staff, work),
      act: (work) => ports.act({ ...held, caseId }, work),
      actOn: (other, work) => ports.act({ ...held, caseId: other }, work),
    };
  }

  /** Makes a page with what its reader typed there before: in its fields if they ask for it, else offered above. */
  async function withOffer<Made extends { readonly page: Page }>(
    request: FastifyRequest,
    db: Db,
    make: (attempt: Attempt) => Promise<Made | undefined>,
  ): Promise<(Made & { readonly offer: Offer }) | undefined> {
    const back = await broughtBackOn(ports, request, db);
    const made = await make(back.attempt);
    if (!made) return undefined;
    const notice = await offersOn(ports, desk, request, db, { page: made.page, back });
    return { ...made, offer: { ...back, notice } };
  }

  function look(make: Show): Handler {
    return async (request, reply, staff) => {
      const shown = await readAs(staff, (db) =>
        withOffer(request, db, async (attempt) => {
          const page = await make(visitOf(request, staff, attempt, db));
          return page === 'not-found' ? undefined : { page };
        }),
      );
      return shown ? show(reply, staff, shown) : missing(reply, staff);
    };
  }

  /** The case asked for: not there where row security hides it, nor where the policy would. */
  async function frameOf(request: FastifyRequest, staff: StaffSession, db: Db): Promise<CaseFrame | null> {
    const frame = await caseFrame(db, asked(request).params['ref'] ?? '', dayOf(clock()));
    return frame && openingOf(staff, { ...frame.own, isRestricted: frame.isRestricted }) !== 'closed' ? frame : null;
  }

  function caseLook(make: CaseShow): Handler {
    return async (request, reply, staff) => {
      const shown = await readAs(staff, (db) =>
        withOffer(request, db, (attempt) => makeCase(request, staff, make, attempt, db)),
      );
      return shown ? show(reply, staff, shown) : missing(reply, staff);
    };
  }

  async function makeCase(request: FastifyRequest, staff: StaffSession, make: CaseShow, attempt: Attempt, db: Db) {
    const frame = await frameOf(request, staff, db);
    if (!frame) return undefined;
    const page = await make({ ...visitOf(request, staff, attempt, db), frame });
    return page === 'not-found' ? undefined : { frame, page };
  }

  /**
   * How the referral that a form is about is there for whoever sends it: the hand reaches every referral of the service, so that
   * it is looked for as them first, as a case is.
   */
  async function opensReferral(request: FastifyRequest, staff: StaffSession): Promise<'open' | 'looks' | 'closed'> {
    if (!request.routeOptions.url?.startsWith('/referrals/:reference')) return 'open';
    return readAs(staff, async (db) => {
      const found = await namedReferral(db, asked(request).params['reference'] ?? '');
      const [standing] = found ? await standingsOf(db, [found.id]) : [];
      if (!standing) return 'closed';
      return standing.caseId === null || (await mayOpenCase(db, staff.staffId, standing.caseId)) ? 'open' : 'looks';
    });
  }

  function formAnswer(submit: (sent: StaffSent) => Promise<Outcome>, make: Show): Handler {
    return async (request, reply, staff) => {
      const opening = await opensReferral(request, staff);
      if (opening === 'closed') return missing(reply, staff);
      const sent = sentBy(request, staff);
      return answer(reply, staff, async () => (opening === 'looks' ? onlyLooks : submit(sent)), {
        again: (attempt) => readAs(staff, (db) => make(visitOf(request, staff, attempt, db))),
      });
    };
  }

  function caseAnswer(
    submit: (sent: CaseSent) => Promise<Outcome>,
    make: CaseShow,
    allowed: Allowed | undefined,
  ): Handler {
    return async (request, reply, staff) => {
      const frame = await readAs(staff, (db) => frameOf(request, staff, db));
      if (!frame) return missing(reply, staff);
      const sent = { ...sentBy(request, staff, frame.id), frame };
      const rest = restOf(frame, allowed);
      return answer(reply, staff, async () => rest ?? submit(sent), {
        frame,
        again: async (attempt) => {
          const made = await readAs(staff, (db) => makeCase(request, staff, make, attempt, db));
          return made?.page ?? 'not-found';
        },
      });
    };
  }

  async function answer(
    reply: FastifyReply,
    staff: StaffSession,
    submit: () => Promise<Outcome>,
    { frame, again }: { readonly frame?: CaseFrame; again(attempt: Attempt): Promise<Page | 'not-found'> },
  ): Promise<FastifyReply> {
    const { request } = reply;
    const { outcome, notice } = await unlessChanged(request, again, submit);
    await sentWell(ports, request, identityOf(staff), outcome);
    const offer = { ...nothingOffered, notice, goesOn: goingOn(request) };
    return answerForm(
      ports,
      reply,
      outcome,
      {
        send: (page, status) => show(reply, staff, { frame, page, status, offer }),
        missing: () => missing(reply, staff),
        again,
      },
      asked(request).form,
    );
  }

  return {
    page: (path, make, allowed) => void server.get(path, guarded(allowed, look(make))),
    form: (path, submit, make, allowed) => void server.post(path, guarded(allowed, formAnswer(submit, make))),
    upload: (path, { take, submit, show: make }, allowed) =>
      void server.post(
        path,
        { config: { takesFiles: true } },
        guarded(allowed, async (request, reply, staff) => {
          const taken = await readUpload(request, take);
          return formAnswer((sent) => submit(sent, taken), make)(request, reply, staff);
        }),
      ),
    download: (path, make, allowed) =>
      void server.get(
        path,
        guarded(allowed, async (request, reply, staff) => {
          const file = await readAs(staff, (db) => make(visitOf(request, staff, nothingOffered.attempt, db)));
          if (file === 'not-found') return missing(reply, staff);
          await ports.noteRead(identityOf(staff), { ...file.read, place: placeOf(request) });
          return reply
            .type(`${file.type}; charset=utf-8`)
            .header('content-disposition', `attachment; filename="${file.name}"`)
            .send(typeof file.text === 'string' ? file.text : Readable.from(file.text((look) => readAs(staff, look))));
        }),
      ),
    file: (path, make, allowed) =>
      void server.get(
        path,
        guarded(allowed, async (request, reply, staff) => {
          const file = await readAs(staff, (db) => make(visitOf(request, staff, nothingOffered.attempt, db)));
          if (file === 'not-found') return missing(reply, staff);
          await ports.noteRead(identityOf(staff), { ...file.read, place: placeOf(request) });
          const sent = await sendFile(reply, file);
          return sent === 'gone' ? missing(reply, staff) : sent;
        }),
      ),
    casePage: (path, make, allowed) => void server.get(`/cases/:ref${path}`, guarded(allowed, caseLook(make))),
    caseForm: (path, submit, make, allowed) =>
      void server.post(`/cases/:ref${path}`, guarded(allowed, caseAnswer(submit, make, allowed))),
    caseUpload: (path, { take, submit, show: make }, allowed) =>
      void server.post(
        `/cases/:ref${path}`,
        { config: { takesFiles: true } },
        guarded(allowed, async (request, reply, staff) => {
          const frame = await readAs(staff, (db) => frameOf(request, staff, db));
          if (!frame) return missing(reply, staff);
          // Whoever may not send here sends for nothing: nothing of it is kept.
          const rest = restOf(frame, allowed);
          if (rest) await readFieldsOnly(request);
          const taken = rest ? [] : await readUpload(request, take);
          return caseAnswer((sent) => submit(sent, taken), make, allowed)(request, reply, staff);
        }),
      ),
    caseFile: (path, make, allowed) =>
      void server.get(
        `/cases/:ref${path}`,
        guarded(allowed, async (request, reply, staff) => {
          const found = await readAs(staff, async (db) => {
            const frame = await frameOf(request, staff, db);
            if (!frame) return undefined;
            const file = await make({ ...visitOf(request, staff, nothingOffered.attempt, db), frame });
            return file === 'not-found' ? undefined : { frame, file };
          });
          if (!found) return missing(reply, staff);
          const { frame, file } = found;
          await ports.noteRead(identityOf(staff), { caseId: frame.id, ...file.read, place: placeOf(request) });
          const sent = await sendFile(reply, file);
          return sent === 'gone' ? missing(reply, staff) : sent;
        }),
      ),
  };
}
