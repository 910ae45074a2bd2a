import type { FastifyReply } from 'fastify';

/** Whether an address is one that programs ask: what goes wrong there is told as JSON, not as a page. */
export function isForPrograms(url: string): boolean {
  return /^\/api\/(?:v\d+|oauth)(?:[/?]|$)/.test(url);
}

/** What may go wrong with any request, by its code. Each stands on the page `/api`. */
export const commonProblems = {
  'not-json': { status: 400, title: 'The body must be JSON' },
  'key-is-missing': { status: 400, title: 'Send an Idempotency-Key of 1 to 200 visible signs' },
  'token-is-missing': { status: 401, title: 'Send a token that is not over' },
  'not-there': { status: 404, title: 'Nothing of yours is there' },
  'too-long': { status: 413, title: 'The body is too long' },
  'not-the-right-kind': { status: 415, title: 'The body is of another kind than this takes' },
  'does-not-fit': { status: 422, title: 'The request does not fit the document' },
  'key-was-used-for-something-else': { status: 422, title: 'This Idempotency-Key was used for another request' },
  'asked-too-often': { status: 429, title: 'Too many requests in a minute' },
  'our-fault': { status: 500, title: 'Something went wrong here. Ask again later with the same key' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly title: string }>>;
export type CommonProblem = keyof typeof commonProblems;

/** Where in a body something does not fit, and what would. */
export interface Misfit {
  readonly pointer: string;
  readonly detail: string;
}

/** Answers with a problem (RFC 9457): codes for programs, words for people. */
export function sendProblem(
  reply: FastifyReply,
  problem: {
    readonly status: number;
    readonly title: string;
    readonly codes: readonly [string, ...string[]];
    readonly errors?: readonly Misfit[] | undefined;
  },
): FastifyReply {
  const { status, title, codes, errors } = problem;
  const [code] = codes;
  return reply
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ type: `/api#${code}`, title, status, code, codes, errors }));
}

/** Answers with a problem that any request may meet. */
export function sendCommon(reply: FastifyReply, code: CommonProblem, errors?: readonly Misfit[]): FastifyReply {
  return sendProblem(reply, { ...commonProblems[code], codes: [code], errors });
}

const byStatus: Readonly<Record<number, CommonProblem>> = {
  404: 'not-there',
  405: 'not-there',
  413: 'too-long',
  415: 'not-the-right-kind',
  429: 'asked-too-often',
};

/** Answers what the server itself refuses, by its status. */
export function sendByStatus(reply: FastifyReply, status: number): FastifyReply {
  return sendCommon(reply, byStatus[status] ?? (status >= 500 ? 'our-fault' : 'not-json'));
}
