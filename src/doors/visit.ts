import type { FastifyReply, FastifyRequest } from 'fastify';
import { freshAttempt, type Attempt, type Typed } from '#platform/forms.ts';
import { notificationBanner } from '#platform/govuk/notification-banner.ts';
import { html, type Html } from '#platform/html.ts';
import type { Outcome, Page } from '#vocabulary/doors.ts';
import { cookieOf, dropCookie, keepCookie } from './cookies.ts';
import type { Ports } from './ports.ts';

/** What a request holds for a page, whoever asks. */
export interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly form: Typed;
}

/** The texts of a request. What is not a text, such as a name given twice in an address, is left out. */
export function asked(request: FastifyRequest): Asked {
  return {
    params: texts(request.params),
    query: texts(request.query),
    form: formOf(request.body),
  };
}

function texts(record: unknown): Readonly<Record<string, string>> {
  if (typeof record !== 'object' || record === null) return {};
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => (typeof value === 'string' ? [[name, clean(value)]] : [])),
  );
}

// PostgreSQL keeps no NUL in a text, and nobody means to type one.
function clean(text: string): string {
  return text.replaceAll('\0', '').replaceAll('\r\n', '\n');
}

function formOf(body: unknown): Typed {
  if (typeof body !== 'object' || body === null) return {};
  const form: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(body)) {
    // A password is taken exactly as typed: it may begin or end with a space.
    if (typeof value === 'string') form[name] = name.endsWith('password') ? value : clean(value).trim();
    else if (Array.isArray(value))
      form[name] = value.filter((each) => typeof each === 'string').map((each) => clean(each).trim());
  }
  return form;
}

/** How a door puts a page before its reader. */
export type Send = (page: Page, status: number) => Promise<FastifyReply>;

/** Turns what a form led to into an answer; `again` shows the page with what was typed and what is wrong. */
export async function answerForm(
  ports: Pick<Ports, 'baseUrl'>,
  reply: FastifyReply,
  outcome: Outcome,
  ways: {
    readonly send: Send;
    readonly missing: () => FastifyReply;
    readonly again: (attempt: Attempt) => Promise<Page | 'not-found'>;
  },
  form: Typed,
): Promise<FastifyReply> {
  if (outcome === 'not-found') return ways.missing();
  if ('once' in outcome) return ways.send(outcome.once, 200);
  if ('to' in outcome) {
    if (outcome.said !== undefined) say(ports, reply, outcome.said);
    return reply.redirect(outcome.to, 303);
  }
  const problems = 'problems' in outcome ? outcome.problems : [];
  const page = await ways.again({ typed: form, problems });
  return page === 'not-found' ? ways.missing() : ways.send(page, 'problems' in outcome ? 422 : 200);
}

const saidCookie = 'tp_said' as const;

/** Leaves a sentence for the next page; never anything about a person. */
export function say(ports: Pick<Ports, 'baseUrl'>, reply: FastifyReply, sentence: string): void {
  keepCookie(ports, reply, saidCookie, sentence, 60);
}

/** The sentence the last form left, once. */
export function takeSaid(
  ports: Pick<Ports, 'baseUrl'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Html | undefined {
  const sentence = cookieOf(ports, request, saidCookie);
  if (sentence === undefined || sentence === '') return undefined;
  dropCookie(ports, reply, saidCookie);
  return notificationBanner({
    type: 'success',
    html: html`<p class="govuk-notification-banner__heading">${sentence}</p>`,
  });
}

export const firstLook: Attempt = freshAttempt;
