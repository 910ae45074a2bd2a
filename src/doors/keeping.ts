import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Attempt, Typed } from '#platform/forms.ts';
import type { Held } from '#platform/hand.ts';
import { html, type Html } from '#platform/html.ts';
import type { Identity } from '#platform/identity.ts';
import type { Db } from '#platform/sql.ts';
import { hashOf, newToken } from '#platform/token.ts';
import { keepSentTooLate, keepTyping, textWasSent, throwAway } from '#service/kept-texts/actions.ts';
import { textOf, textsOn } from '#service/kept-texts/facts.ts';
import { broughtBack, changedWords, offerOf, watchOf, type Watch } from '#service/kept-texts/pages.ts';
import { formOf, pageOf, pageWith, pageWithout, sentTooLateHours, windowOf } from '#service/kept-texts/rules.ts';
import { secondsLeft } from '#service/sign-in/store.ts';
import type { Outcome, Page } from '#vocabulary/doors.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import { isId } from '#vocabulary/ids.ts';
import { cookieOf, dropCookie, keepCookie } from './cookies.ts';
import { changedOn, openedOf } from './meanwhile.ts';
import type { Ports } from './ports.ts';
import { clearedAtSignOut } from './safe-headers.ts';
import { asked, firstLook, say } from './visit.ts';

/** A door whose people type: who they are, and how long their sessions last. */
export interface Desk {
  /** Where the door's own ways begin: empty, `/my` or `/agency`. */
  readonly base: '' | '/my' | '/agency';
  readonly idleMinutes: number;
  readonly warnMinutes: number;
  readonly keeper: Keeper;
  tokenOf(request: FastifyRequest): string | undefined;
  whoIs(request: FastifyRequest): Promise<Identity | undefined>;
}

const onceCookie = 'tp_kept' as const;
const lastCookie = { '': 'tp_was', '/my': 'tp_my_was', '/agency': 'tp_was' } as const;

/** What the door puts above a page, and what of it goes into the page's own fields. */
export interface Offer {
  readonly attempt: Attempt;
  /** What the form of the text showed when it was opened. */
  readonly opened: string;
  readonly notice: Html | undefined;
  readonly goesOn: { readonly window: string; readonly form: string } | undefined;
}

export const nothingOffered: Offer = { attempt: firstLook, opened: '', notice: undefined, goesOn: undefined };

/** The ways of our script and of the offer: keeping what is typed, throwing it away, how long the session has, staying. */
export function keepingWays(server: FastifyInstance, ports: Ports, desk: Desk): void {
  const left = async (request: FastifyRequest) => {
    const token = desk.tokenOf(request);
    return token === undefined ? 0 : secondsLeft(desk.keeper, hashOf(token), desk.idleMinutes);
  };
  server.get(`${desk.base}/session`, async (request) => {
    // Somebody else has signed in meanwhile: for whom the page was made, the session is over.
    const isTheirs = await isMadeFor(ports, desk, request, asked(request).query['reader']);
    return { left: isTheirs ? await left(request) : 0 };
  });
  server.post(`${desk.base}/session`, async (request) => {
    const who = await desk.whoIs(request);
    return { left: who ? await left(request) : 0 };
  });
  server.post(`${desk.base}/kept`, (request, reply) => keep(ports, desk, request, reply));
  server.post(`${desk.base}/kept/throw-away`, async (request, reply) => {
    const { form } = asked(request);
    const page = pageWithout(pageOf(String(form['kept-page'] ?? '')) ?? homeOf(desk));
    const who = await desk.whoIs(request);
    const id = String(form['kept'] ?? '');
    if (who && isId(id)) {
      await ports.act(heldBy(who), (hand) => throwAway(hand, id));
      say(ports, reply, 'It is thrown away.');
    }
    return reply.redirect(page, 303);
  });
}

function homeOf({ base }: Pick<Desk, 'base'>): string {
  return base === '' ? '/work' : base;
}

function heldBy({ serviceId, kind, id, caseId }: Identity): Held {
  const actor = { kind: kind === 'staff' ? 'staff' : 'participant', id } as const;
  return { serviceId, caseId: caseId === '' ? undefined : caseId, actor };
}

function readerMark(ports: Pick<Ports, 'sealer'>, { kind, id }: Identity): string {
  return ports.sealer.mark(`the reader of a page: ${kind} ${id}`).slice(0, 20);
}

async function isMadeFor(
  ports: Ports,
  desk: Desk,
  request: FastifyRequest,
  mark: unknown,
): Promise<Identity | undefined> {
  const who = lastOf(ports, desk, request);
  return who && readerMark(ports, who) === mark ? who : undefined;
}

// --- What is typed -------------------------------------------------------------------------------------------------------

const statusOf = { 'another-window-has-it': 409, 'sent-already': 410, 'too-long-to-keep': 413 } as const;

async function keep(ports: Ports, desk: Desk, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { form } = asked(request);
  const window = knownWindow(form['kept']);
  const page = pageOf(pageWithout(String(form['kept-page'] ?? '')));
  const name = String(form['kept-form'] ?? '');
  if (!window || !page || !/^\/[\w\-./]{1,250}(#[a-z-]{1,40})?$/.test(name))
    return reply.code(400).send({ is: 'not understood' });
  const who = await desk.whoIs(request);
  if (!who || readerMark(ports, who) !== form['kept-reader']) {
    const back = await keepTooLate(ports, desk, request, reply, { page, form: name });
    return reply.code(401).send({ is: 'signed out', to: back ?? page });
  }
  const after = String(form['kept-after'] ?? '');
  const turn = Number(form['kept-turn']);
  const decision = await ports.act(heldBy(who), (hand) =>
    keepTyping(hand, {
      ...window,
      page,
      form: name,
      fields: form,
      opened: openedOf(form),
      after: isId(after) ? after : '',
      turn: Number.isSafeInteger(turn) && turn >= 0 && turn < 1e9 ? turn : 0,
    }),
  );
  if (decision.ok) return reply.send({ is: 'kept', elsewhere: decision.value.isElsewhere });
  return reply.code(statusOf[decision.because[0]]).send({ is: decision.because[0] });
}

function knownWindow(text: unknown) {
  const window = windowOf(text);
  return window && isId(window.id) && isId(window.writer) ? window : undefined;
}

/** Keeps a form that came when the session was over; gives the page to go to once somebody has signed in. (KPT-5) */
export async function keepSentForm(
  ports: Ports,
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string | undefined> {
  const path = request.url.split('?')[0] ?? '/';
  const page = pageWithout(refererOf(ports, request) ?? pageOf(request.url) ?? homeOf(desk));
  return keepTooLate(ports, desk, request, reply, { page, form: formOf(path, asked(request).form) });
}

async function keepTooLate(
  ports: Ports,
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  where: { readonly page: string; readonly form: string },
): Promise<string | undefined> {
  const who = lastOf(ports, desk, request);
  if (!who) return undefined;
  const { form } = asked(request);
  const key = cookieOf(ports, request, onceCookie) ?? newToken();
  const id = randomUUID();
  const instead = knownWindow(form['kept']);
  const sent = { ...where, id, opened: openedOf(form), fields: form, browserHash: hashOf(key), instead };
  const decision = await ports.act(heldBy(who), (hand) => keepSentTooLate(hand, sent));
  if (!decision.ok) return undefined;
  keepCookie(ports, reply, onceCookie, key, sentTooLateHours * 3600);
  return pageWith(where.page, id);
}

// The page a form stood on, as browsers say it to its own site.
function refererOf({ baseUrl }: Ports, request: FastifyRequest): string | undefined {
  const { referer, host } = request.headers;
  if (referer === undefined || !URL.canParse(referer)) return undefined;
  const from = new URL(referer);
  const isOurs = from.origin === baseUrl || from.origin === `${request.protocol}://${host}`;
  return isOurs ? pageOf(from.pathname + from.search) : undefined;
}

// --- Who was here last ---------------------------------------------------------------------------------------------------

/** Remembers in the browser, sealed, for whom the last page was made: what they send too late can be kept for them. */
export function rememberReader(ports: Ports, desk: Pick<Desk, 'base'>, reply: FastifyReply, who: Identity): void {
  const known = lastOf(ports, desk, reply.request);
  if (known?.id === who.id) return;
  const sealed = ports.sealer.seal(JSON.stringify(who), aboutLast(desk));
  keepCookie(ports, reply, lastCookie[desk.base], sealed);
}

/**
 * A session that ended by itself: with the first answer after it, what the browser still has of us in its memory goes. The page that
 * is left in this moment comes to its memory only afterwards; it goes because a cookie of its time is another one now.
 */
export function clearWhatEnded(ports: Ports, desk: Pick<Desk, 'base' | 'tokenOf'>, reply: FastifyReply): void {
  if (desk.tokenOf(reply.request) === undefined) return;
  reply.headers(clearedAtSignOut);
  const who = lastOf(ports, desk, reply.request);
  if (who) keepCookie(ports, reply, lastCookie[desk.base], ports.sealer.seal(JSON.stringify(who), aboutLast(desk)));
}

/** Whoever signs out leaves nothing of who they were. */
export function forgetReader(ports: Pick<Ports, 'baseUrl'>, desk: Pick<Desk, 'base'>, reply: FastifyReply): void {
  dropCookie(ports, reply, lastCookie[desk.base]);
  dropCookie(ports, reply, onceCookie);
}

function lastOf(ports: Ports, desk: Pick<Desk, 'base'>, request: FastifyRequest): Identity | undefined {
  const cookie = cookieOf(ports, request, lastCookie[desk.base]);
  const text = cookie === undefined ? undefined : ports.sealer.open(cookie, aboutLast(desk));
  return text === undefined ? undefined : (JSON.parse(text) as Identity);
}

function aboutLast({ base }: Pick<Desk, 'base'>): string {
  return `the last reader at the door ${base}`;
}

// --- What is offered back ------------------------------------------------------------------------------------------------

/** The kept text that an address asks for, to stand in the fields of its page. (KPT-1) */
export async function broughtBackOn(ports: Ports, request: FastifyRequest, db: Db): Promise<Offer> {
  const wanted = asked(request).query['kept'] ?? '';
  const text = isId(wanted) ? await textOf(db, wanted, browserOf(ports, request), ports.clock()) : undefined;
  if (!text) return nothingOffered;
  const typed = JSON.parse(text.fields) as Typed;
  const goesOn = { window: `${text.id}.${text.writer}`, form: text.form };
  return { attempt: { typed, problems: [] }, opened: text.opened, notice: broughtBack(text), goesOn };
}

/** Above a page: that a text was brought back, and what was changed meanwhile; or else what its reader typed and did not send. (KPT-1) */
export async function offersOn(
  ports: Ports,
  desk: Pick<Desk, 'base'>,
  request: FastifyRequest,
  db: Db,
  { page, back }: { readonly page: Page; readonly back: Offer },
): Promise<Html | undefined> {
  const { body } = page;
  if (back.goesOn) {
    const changed = changedOn(page, back.opened, back.goesOn.form, back.attempt.typed);
    return notices(back.notice, changed.length > 0 ? changedWords(changed) : undefined);
  }
  const path = request.url.split('?')[0] ?? '/';
  // On somebody's first page everything that waits for them is named.
  const isHome = path === homeOf(desk);
  if (!isHome && !body.markup.includes('<form method="post"')) return undefined;
  const texts = await textsOn(db, isHome ? null : path, browserOf(ports, request), ports.clock());
  return offerOf(desk.base, texts, isHome ? 'elsewhere' : 'here');
}

function browserOf(ports: Ports, request: FastifyRequest): string {
  return hashOf(cookieOf(ports, request, onceCookie) ?? '');
}

/** How every page of somebody signed in is looked after. */
export function watchFor(ports: Ports, desk: Desk, reply: FastifyReply, who: Identity, goesOn: Offer['goesOn']): Watch {
  rememberReader(ports, desk, reply, who);
  const { request } = reply;
  // A page that is not there looks the same wherever it is not.
  const own = reply.statusCode === 404 ? homeOf(desk) : pageOf(pageWithout(request.url));
  const page = (request.method === 'GET' ? own : refererOf(ports, request)) ?? own ?? homeOf(desk);
  const { base, idleMinutes, warnMinutes } = desk;
  return watchOf({ base, idleMinutes, warnMinutes, reader: readerMark(ports, who), page: pageWithout(page), goesOn });
}

/** A form that was refused goes on as the text it was kept as. */
export function goingOn(request: FastifyRequest): Offer['goesOn'] {
  const { form } = asked(request);
  const window = knownWindow(form['kept']);
  const path = request.url.split('?')[0] ?? '/';
  return window ? { window: `${window.id}.${window.writer}`, form: formOf(path, form) } : undefined;
}

/** After a form did what it is for: what was kept of it is kept no more. */
export async function sentWell(ports: Ports, request: FastifyRequest, who: Identity, outcome: Outcome): Promise<void> {
  if (outcome === 'not-found' || 'problems' in outcome || 'again' in outcome) return;
  const { form } = asked(request);
  const asks = refererOf(ports, request)?.match(/[?&]kept=([0-9a-f-]{36})/)?.[1];
  const id = knownWindow(form['kept'])?.id ?? asks;
  if (id === undefined || !isId(id)) return;
  const name = formOf(request.url.split('?')[0] ?? '/', form);
  await ports.act(heldBy(who), (hand) => textWasSent(hand, id, name));
}

/** Several things above a page. */
export function notices(...each: readonly (Html | undefined)[]): Html | undefined {
  return each.some((one) => one !== undefined) ? html`${each}` : undefined;
}
