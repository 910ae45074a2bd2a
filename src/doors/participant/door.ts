import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Attempt } from '#platform/forms.ts';
import type { Reader } from '#platform/readers.ts';
import type { Db } from '#platform/sql.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { OwnSent, OwnVisit, Page, ParticipantDoor } from '#vocabulary/doors.ts';
import { participantSession } from '#service/participant-sign-in/rules.ts';
import type { ParticipantSession } from '#service/participant-sign-in/store.ts';
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
import { layout } from '../layout.ts';
import { unlessChanged } from '../meanwhile.ts';
import type { Ports } from '../ports.ts';
import { itemIn, placeOf } from '../reads.ts';
import { sendFile } from '../served-file.ts';
import { answerForm, asked, takeSaid } from '../visit.ts';
import { keeperOf } from '../staff/sign-in.ts';
import { participantOf, participantToken } from './sign-in.ts';

type Handler = (request: FastifyRequest, reply: FastifyReply, self: ParticipantSession) => Promise<FastifyReply>;

/** What stands where the name of the service would. */
const unnamed = 'Your page';

const navigation = [
  { text: 'Where things are', href: '/my' },
  { text: 'Your choices', href: '/my/choices' },
  { text: 'Messages', href: '/my/messages' },
  { text: 'Letters', href: '/my/letters' },
  { text: 'Papers', href: '/my/papers' },
  { text: 'Times', href: '/my/times' },
  { text: 'Meeting', href: '/my/conference' },
  { text: 'Agreement', href: '/my/agreement' },
  { text: 'How it was', href: '/my/feedback' },
];

/** The participant door: one person in one case; everything is read as that person. */
export function participantDoor(server: FastifyInstance, ports: Ports): ParticipantDoor {
  const { database, clock } = ports;
  const desk: Desk = {
    base: '/my',
    idleMinutes: participantSession.idleMinutes,
    warnMinutes: participantSession.warnMinutes,
    keeper: keeperOf(ports),
    tokenOf: (request) => participantToken(ports, request),
    whoIs: async (request) => {
      const self = await participantOf(ports, request);
      return self && identityOf(self);
    },
  };
  keepingWays(server, ports, desk);

  function guarded(handle: Handler) {
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const self = await participantOf(ports, request);
      if (!self) {
        clearWhatEnded(ports, desk, reply);
        if (request.method !== 'GET') await keepSentForm(ports, desk, request, reply);
        return reply.redirect('/my/signed-out', 303);
      }
      return handle(request, reply, self);
    };
  }

  function send(
    reply: FastifyReply,
    self: ParticipantSession,
    page: Page,
    status: number,
    offer = nothingOffered,
  ): FastifyReply {
    const path = reply.code(status).request.url.split('?')[0] ?? '/my';
    const markup = layout({
      door: 'participant',
      assets: ports.assets,
      // Named nowhere where somebody asked for that: not in the page, its title or what the browser remembers of it.
      serviceName: self.hidesServiceName ? unnamed : self.serviceName,
      title: page.title,
      script: page.script,
      body: page.body,
      homeHref: '/my',
      navigation: navigation.map((item) => ({
        ...item,
        current: item.href === '/my' ? path === '/my' : path.startsWith(item.href),
      })),
      signedIn: { name: self.called, signOutAction: '/my/sign-out' },
      demonstration: self.isDemonstration,
      back: page.back === undefined ? undefined : { href: page.back },
      notice: notices(takeSaid(ports, reply.request, reply), offer.notice),
      hasErrors: status === 422,
      watch: watchFor(ports, desk, reply, identityOf(self), offer.goesOn),
    });
    return reply.type('text/html; charset=utf-8').send(String(markup));
  }

  function missing(reply: FastifyReply, self: ParticipantSession): FastifyReply {
    foundClosed(reply.request, identityOf(self));
    return send(reply, self, notFoundPage('/my'), 404);
  }

  function identityOf({ serviceId, participantId, caseId }: ParticipantSession): Reader {
    return { login: 'tp_participant', serviceId, kind: 'participant', id: participantId, caseId };
  }

  function readAs<Answer>(self: ParticipantSession, work: (db: Db) => Promise<Answer>): Promise<Answer> {
    return database.read(identityOf(self), work);
  }

  /** Sends a page of somebody's own once it is written down that they looked. (TRL-6) */
  async function show(
    reply: FastifyReply,
    self: ParticipantSession,
    page: Page,
    status: number,
    offer: Offer,
  ): Promise<FastifyReply> {
    const { request } = reply;
    const itemId = itemIn(asked(request).params);
    await ports.noteRead(identityOf(self), { what: 'own-page', place: placeOf(request), itemId });
    return send(reply, self, page, status, offer);
  }

  function visitOf(request: FastifyRequest, self: ParticipantSession, attempt: Attempt, db: Db): OwnVisit {
    const now = clock();
    return { db, self, ...asked(request), today: dayOf(now), now, attempt };
  }

  return {
    page: (path, make) =>
      void server.get(
        `/my${path}`,
        guarded(async (request, reply, self) => {
          const shown = await readAs(self, async (db) => {
            const back = await broughtBackOn(ports, request, db);
            const page = await make(visitOf(request, self, back.attempt, db));
            if (page === 'not-found') return page;
            const notice = await offersOn(ports, desk, request, db, { page, back });
            return { page, offer: { ...back, notice } };
          });
          if (shown === 'not-found') return missing(reply, self);
          return show(reply, self, shown.page, 200, shown.offer);
        }),
      ),
    file: (path, make) =>
      void server.get(
        `/my${path}`,
        guarded(async (request, reply, self) => {
          const file = await readAs(self, (db) => make(visitOf(request, self, nothingOffered.attempt, db)));
          if (file === 'not-found') return missing(reply, self);
          await ports.noteRead(identityOf(self), { ...file.read, place: placeOf(request) });
          const sent = await sendFile(reply, file);
          return sent === 'gone' ? missing(reply, self) : sent;
        }),
      ),
    form: (path, submit, make) =>
      void server.post(
        `/my${path}`,
        guarded(async (request, reply, self) => {
          const { serviceId, caseId, participantId } = self;
          const actor = { kind: 'participant', id: participantId } as const;
          const sent: OwnSent = {
            self,
            ...asked(request),
            today: dayOf(clock()),
            act: (work) => ports.act({ serviceId, caseId, actor }, work),
          };
          const again = (attempt: Attempt) => readAs(self, (db) => make(visitOf(request, self, attempt, db)));
          const { outcome, notice } = await unlessChanged(request, again, () => submit(sent));
          await sentWell(ports, request, identityOf(self), outcome);
          const offer = { ...nothingOffered, notice, goesOn: goingOn(request) };
          const ways = {
            send: (page: Page, status: number) => show(reply, self, page, status, offer),
            missing: () => missing(reply, self),
            again,
          };
          return answerForm(ports, reply, outcome, ways, sent.form);
        }),
      ),
  };
}
