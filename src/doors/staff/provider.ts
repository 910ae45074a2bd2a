import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Decision } from '#platform/decision.ts';
import type { Account, Provider } from '#platform/openid.ts';
import { newToken } from '#platform/token.ts';
import { beginLinking, beginSettingUp, linkAccount, unlinkAccount, whenProved } from '#service/credentials/actions.ts';
import { explain as explainLink, type CannotLink } from '#service/credentials/rules.ts';
import { finishSettingUp, halfWay } from '#service/sign-in/actions.ts';
import { notLinkedPage } from '#service/sign-in/pages.ts';
import {
  askProvider,
  readProvider,
  signInWithProvider,
  type Asking,
  type CameBack,
} from '#service/sign-in/provider-actions.ts';
import { askingMinutes, browserWords, explain, type CannotSignIn } from '#service/sign-in/rules.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Outcome, StaffSent } from '#vocabulary/doors.ts';
import type { ServiceId, StaffId } from '#vocabulary/ids.ts';
import { cookieOf, keepCookie } from '../cookies.ts';
import { tooManyPage } from '../error-pages.ts';
import type { Ports } from '../ports.ts';
import { asked, say } from '../visit.ts';
import { notThere } from './passkeys.ts';
import {
  gatehouseOf,
  keeperOf,
  keepStaff,
  leaveBefore,
  ownPath,
  sendBare,
  showSignIn,
  staffOf,
  staffToken,
} from './sign-in.ts';

const cookieName = 'tp_provider';
const backPath = '/sign-in/provider/back';

/** A browser that goes to the provider, or comes back from there. */
interface Going {
  readonly ports: Ports;
  readonly provider: Provider;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Signing in at a provider, and linking the account that somebody has there. Without a provider none of these ways is there. */
export function staffProvider(server: FastifyInstance, ports: Ports): void {
  const way = (handle: (going: Going) => Promise<FastifyReply>) => (request: FastifyRequest, reply: FastifyReply) =>
    ports.provider ? handle({ ports, provider: ports.provider, request, reply }) : notThere(reply);
  server.post('/sign-in/provider', way(goToSignIn));
  server.get(backPath, way(comeBack));
  server.post('/sign-in/set-up/provider', way(goToJoin));
  server.post('/account/provider', way(goToLink));
}

/** Taking the link away again. */
export async function unlink({ provider }: Ports, { act, staff }: StaffSent): Promise<Outcome> {
  if (!provider) return 'not-found';
  const decision = await act((hand) => whenProved(hand, staff, () => unlinkAccount(hand, staff, provider)));
  if (decision.ok) return { to: '/account', said: 'The link is removed. That account does not let you in any more.' };
  if (decision.because[0] === 'not-there') return 'not-found';
  return { problems: decision.because.map((because) => ({ field: 'provider', text: explainLink(because) })) };
}

/** What this browser alone holds: the same while it lasts, so that two windows do not put each other out. */
function browserTokenOf({ ports, request, reply }: Going): string {
  const token = cookieOf(ports, request, cookieName) ?? newToken();
  keepCookie(ports, reply, cookieName, token, askingMinutes * 60);
  return token;
}

function wayOf(going: Going, browserToken: string) {
  return { provider: going.provider, back: `${going.ports.baseUrl}${backPath}`, browserToken };
}

function ask(going: Going, asking: Asking): Promise<Decision<string, 'provider-is-away'>> {
  return askProvider(gatehouseOf(going.ports), wayOf(going, browserTokenOf(going)), asking);
}

function showProblem({ ports, request, reply }: Going, because: CannotSignIn, to: unknown): FastifyReply {
  return showSignIn(ports, request, reply, {
    typed: { to: typeof to === 'string' ? to : '' },
    problems: [{ field: 'provider', text: explain(because) }],
  });
}

async function goToSignIn(going: Going): Promise<FastifyReply> {
  const to = ownPath(asked(going.request).form['to']);
  const decision = await ask(going, { purpose: 'sign-in', staffId: null, to });
  return decision.ok ? going.reply.redirect(decision.value, 303) : showProblem(going, decision.because[0], to);
}

async function goToJoin(going: Going): Promise<FastifyReply> {
  const { ports, provider, request, reply } = going;
  const who = await halfWay(keeperOf(ports), staffToken(ports, request) ?? '');
  if (who?.stage !== 'must-enrol') return reply.redirect('/sign-in', 303);
  const may = await actAs(ports, who, (hand) => beginSettingUp(hand, who.staffId, provider));
  if (!may.ok) return reply.redirect('/sign-in', 303);
  const to = ownPath(asked(request).form['to']);
  const decision = await ask(going, { purpose: 'join', staffId: who.staffId, to });
  return decision.ok ? reply.redirect(decision.value, 303) : showNotLinked(going, 'join', explain(decision.because[0]));
}

async function goToLink(going: Going): Promise<FastifyReply> {
  const { ports, provider, request, reply } = going;
  const staff = await staffOf(ports, request);
  if (!staff) return reply.redirect('/sign-in', 303);
  const may = await actAs(ports, staff, (hand) =>
    whenProved(hand, staff, () => beginLinking(hand, staff.staffId, provider)),
  );
  if (!may.ok) return showNotLinked(going, 'link', explainLink(may.because[0]));
  const decision = await ask(going, { purpose: 'link', staffId: staff.staffId, to: '/account' });
  return decision.ok ? reply.redirect(decision.value, 303) : showNotLinked(going, 'link', explain(decision.because[0]));
}

function actAs<Value, Refusal extends string>(
  ports: Ports,
  { serviceId, staffId }: { readonly serviceId: ServiceId; readonly staffId: StaffId },
  work: (hand: Hand) => Promise<Decision<Value, Refusal>>,
): Promise<Decision<Value, Refusal>> {
  return ports.act({ serviceId, actor: { kind: 'staff', id: staffId } }, work);
}

function showNotLinked({ ports, provider, reply }: Going, purpose: 'link' | 'join', words: string): FastifyReply {
  const back = purpose === 'link' ? '/account' : '/sign-in/set-up';
  return sendBare(ports, reply, notLinkedPage(provider.name, words, back), 422);
}

async function comeBack(going: Going): Promise<FastifyReply> {
  const { ports, request, reply } = going;
  const from = { address: request.ip, browser: browserWords(request.headers['user-agent'] ?? '') };
  const cameBack = new URL(request.url, ports.baseUrl);
  const browserToken = cookieOf(ports, request, cookieName) ?? '';
  const read = await readProvider(gatehouseOf(ports), wayOf(going, browserToken), cameBack, from);
  if (!read.ok) {
    const [because] = read.because;
    return because === 'wait-a-little'
      ? sendBare(ports, reply, tooManyPage(), 429)
      : showProblem(going, because, undefined);
  }
  const { asking, account } = read.value;
  if (asking.purpose === 'sign-in') return letIn(going, read.value, from);
  return asking.purpose === 'link' ? link(going, asking, account) : join(going, asking, account);
}

async function letIn(
  going: Going,
  { asking: { to }, account }: CameBack,
  from: { readonly address: string; readonly browser: string },
): Promise<FastifyReply> {
  const { ports, provider, request, reply } = going;
  const decision = await signInWithProvider(gatehouseOf(ports), provider, account, from);
  if (!decision.ok) return showProblem(going, decision.because[0], to);
  await leaveBefore(ports, request);
  keepStaff(ports, reply, decision.value.token);
  return reply.redirect(decision.value.isWhole ? to : `/sign-in/code?to=${encodeURIComponent(to)}`, 303);
}

/** The account becomes theirs who asked, if this browser still is signed in as them and they proved it lately. (CRD-7, CRD-8) */
async function link(going: Going, { staffId }: Asking, account: Account): Promise<FastifyReply> {
  const { ports, provider, request, reply } = going;
  const staff = await staffOf(ports, request);
  if (!staff || staff.staffId !== staffId) return showProblem(going, 'asked-elsewhere', '/account');
  const decision = await actAs(ports, staff, (hand) =>
    whenProved(hand, staff, () => linkAccount(hand, staff.staffId, provider, account)),
  );
  if (!decision.ok) return showNotLinked(going, 'link', explainLink(decision.because[0]));
  say(ports, reply, `Your account is linked. You can sign in with ${provider.name}.`);
  return reply.redirect('/account', 303);
}

/** Whoever came by a link of ours has set up how they sign in; where a code follows, an app comes next. (CRD-6, CRD-8) */
async function join(going: Going, { staffId, to }: Asking, account: Account): Promise<FastifyReply> {
  const { ports, provider, request, reply } = going;
  const token = staffToken(ports, request) ?? '';
  const who = await halfWay(keeperOf(ports), token);
  if (who?.stage !== 'must-enrol' || who.staffId !== staffId) return showProblem(going, 'asked-elsewhere', to);
  const decision = await actAs<void, CannotLink | 'set-up-already'>(ports, who, async (hand) => {
    const may = await beginSettingUp(hand, who.staffId, provider);
    return may.ok ? linkAccount(hand, who.staffId, provider, account) : may;
  });
  if (!decision.ok) return showNotLinked(going, 'join', explainLink(decision.because[0]));
  if (!provider.isEnough) return reply.redirect(`/sign-in/set-up/code-app?to=${encodeURIComponent(to)}`, 303);
  const full = await finishSettingUp(gatehouseOf(ports), token, true);
  if (full.ok) keepStaff(ports, reply, full.value.token);
  return reply.redirect(full.ok ? to : '/sign-in', 303);
}
