import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Reader } from '#platform/readers.ts';
import type { Operation } from '#platform/openapi.ts';
import { hashOf } from '#platform/token.ts';
import { once } from '#service/api-clients/actions.ts';
import { programThatAsks } from '#service/api-clients/store.ts';
import { allow, type Decision } from '#platform/decision.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ApiDoor, Program, ProgramSent, ProgramVisit, Told, WayOf } from '#vocabulary/doors.ts';
import { isId, type CaseId } from '#vocabulary/ids.ts';
import { foundClosed } from '../closed.ts';
import type { Ports } from '../ports.ts';
import { placeOf } from '../reads.ts';
import { keeperOf } from '../staff/sign-in.ts';
import { asked } from '../visit.ts';
import { sendCommon, sendProblem, type Misfit } from './problems.ts';

export const prefix = '/api/v1';

/** A referral with everything that may be said of it has under 40 KB. */
const mostBytes = 100_000;

/**
 * The door of programs: each comes with a token, is known by nothing else, and acts for the one person of its agency who
 * answers for it. What it reads is read on a login of its own. (API-1)
 */
export async function apiDoor(
  server: FastifyInstance,
  ports: Ports,
  mostAMinute: number,
): Promise<{ readonly door: ApiDoor; readonly operations: readonly Operation[] }> {
  const operations: Operation[] = [];
  let inner = server;
  // JSON is read here and nowhere else.
  await server.register(async (scope) => {
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: mostBytes },
      scope.getDefaultJsonParser('error', 'error'),
    );
    inner = scope;
  });

  async function programOf(request: FastifyRequest, reply: FastifyReply): Promise<Program | undefined> {
    const token = /^Bearer ([A-Za-z0-9_-]{20,100})$/i.exec(request.headers.authorization ?? '')?.[1];
    const program =
      token === undefined
        ? undefined
        : await programThatAsks(keeperOf(ports), hashOf(token), { mostAMinute, at: ports.clock() });
    if (!program) {
      sendCommon(reply.header('www-authenticate', 'Bearer'), 'token-is-missing');
      return undefined;
    }
    if (!program.isTooOften) return program;
    sendCommon(reply.header('retry-after', '60'), 'asked-too-often');
    return undefined;
  }

  function identityOf({ serviceId, staffId }: Program): Reader {
    return { login: 'tp_api', serviceId, kind: 'staff', id: staffId, caseId: '' };
  }

  function notThere(reply: FastifyReply, program: Program): FastifyReply {
    foundClosed(reply.request, identityOf(program));
    return sendCommon(reply, 'not-there');
  }

  function register<Asked extends object, Answer extends object>(
    way: WayOf<Asked, Answer>,
    handle: (program: Program, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
  ): void {
    operations.push(way);
    inner.route({
      method: way.method,
      url: `${prefix}${way.path}`,
      bodyLimit: mostBytes,
      handler: async (request, reply) => {
        const program = await programOf(request, reply);
        if (!program) return reply;
        return areNames(asked(request).params) ? handle(program, request, reply) : notThere(reply, program);
      },
    });
  }

  function looks<Asked extends object, Answer extends object>(
    way: WayOf<Asked, Answer>,
    look: Look<Asked, Answer>,
  ): void {
    register(way, async (program, request, reply) => {
      const { params, query } = asked(request);
      const filled = way.query?.schema.safeParse(query);
      if (filled && !filled.success) return sendCommon(reply, 'does-not-fit', misfitsOf(filled.error));
      const reader = identityOf(program);
      const told = await ports.database.read(reader, (db) =>
        look({ db, program, params, query: (filled?.data ?? {}) as Asked }),
      );
      if (told === 'not-there') return notThere(reply, program);
      // What cannot be written down is not told. (TRL-6)
      if (told.read) await ports.noteRead(reader, { ...told.read, place: placeOf(request) });
      return send(reply, way.answer.status, told.answer);
    });
  }

  function acts<Asked extends object, Answer extends object>(
    way: WayOf<Asked, Answer>,
    act: Act<Asked, Answer>,
    caseOf?: CaseOf<Asked>,
  ): void {
    register(way, async (program, request, reply) => {
      const { serviceId, staffId, clientId } = program;
      const key = request.headers['idempotency-key'];
      if (typeof key !== 'string' || !/^[!-~]{1,200}$/.test(key)) return sendCommon(reply, 'key-is-missing');
      const filled = way.body?.schema.safeParse(request.body);
      if (filled && !filled.success) return sendCommon(reply, 'does-not-fit', misfitsOf(filled.error));
      const body = (filled?.data ?? {}) as Asked;
      const mark = (use: string, text: string) => ports.sealer.mark(`api ${use} of ${clientId}: ${text}`);
      const keyed = {
        clientId,
        keyMark: mark('key', key),
        askedMark: mark('request', JSON.stringify([way.method, request.url, filled ? request.body : null])),
      };
      const sent = { program, params: asked(request).params, today: dayOf(ports.clock()), body };
      const by = { serviceId, actor: { kind: 'staff', id: staffId } } as const;
      const held = caseOf && (await ports.act(by, async (hand) => allow(await caseOf(hand, sent))));
      const caseId = held?.ok ? (held.value ?? undefined) : undefined;
      const decision = await ports.act({ ...by, caseId }, (hand) =>
        once(hand, keyed, async (same) => {
          const done = await act(same, sent);
          return done.ok ? allow({ status: way.answer.status, body: done.value }) : done;
        }),
      );
      if (decision.ok) return send(reply, decision.value.status, decision.value.body);
      return decision.because.includes('not-there') ? notThere(reply, program) : refused(reply, way, decision.because);
    });
  }

  return { door: { looks, acts }, operations };
}

type Look<Asked extends object, Answer extends object> = (
  visit: ProgramVisit & { readonly query: Asked },
) => Promise<Told<Answer> | 'not-there'>;
type Act<Asked extends object, Answer extends object> = (
  hand: Hand,
  sent: ProgramSent<Asked>,
) => Promise<Decision<Answer, string>>;
type CaseOf<Asked extends object> = (hand: Hand, sent: ProgramSent<Asked>) => Promise<CaseId | null>;

/** What stands for names in an address; anything else asks nothing of the database. */
function areNames({ reference, id }: Readonly<Record<string, string>>): boolean {
  return (reference === undefined || /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(reference)) && (id === undefined || isId(id));
}

function send(reply: FastifyReply, status: number, answer: object): FastifyReply {
  if (status === 204) return reply.code(204).send();
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(answer));
}

function refused(
  reply: FastifyReply,
  { refusals }: Pick<Operation, 'refusals'>,
  because: readonly [string, ...string[]],
): FastifyReply {
  const [code] = because;
  if (code === 'key-was-used-for-something-else') return sendCommon(reply, code);
  const words = refusals[code];
  if (words === undefined) throw new Error(`The document does not name the refusal ${code}`);
  return sendProblem(reply, { status: 422, title: words, codes: because });
}

const mostMisfits = 20;

function misfitsOf({ issues }: z.ZodError): readonly Misfit[] {
  return issues.slice(0, mostMisfits).map(({ path, message }) => ({
    pointer: `#${path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`.slice(
      0,
      200,
    ),
    detail: message.slice(0, 200),
  }));
}
