import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Account, Kept, Provider } from '#platform/openid.ts';
import { hashOf, newToken } from '#platform/token.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { From, Gatehouse } from './actions.ts';
import {
  askingMinutes,
  freeTries,
  halfSession,
  placeOf,
  provedThere,
  staffSession,
  waits,
  type CannotUseProvider,
} from './rules.ts';
import * as providers from './provider-store.ts';
import { beginTry, endTry, noteFailure } from './store.ts';

/** What somebody goes to the provider for, and where they go on to afterwards. */
export interface Asking {
  readonly purpose: providers.Purpose;
  readonly staffId: StaffId | null;
  readonly to: string;
}

/** A browser on its way to the provider and back. */
export interface Way {
  readonly provider: Provider;
  /** Where the provider sends it back to. */
  readonly back: string;
  /** What this browser alone holds. */
  readonly browserToken: string;
}

const minute = 60_000;

function sealedFor(state: string): string {
  return `asking the provider ${hashOf(state)}`;
}

/** Sends a browser to the provider: what it comes back with must fit what is kept here. (SGN-9) */
export async function askProvider(
  { keeper, sealer, now }: Gatehouse,
  { provider, back, browserToken }: Way,
  asking: Asking,
): Promise<Decision<string, 'provider-is-away'>> {
  // What is changed about one's own account needs proof of now, not of this morning.
  const asked = await provider.ask(back, asking.to.startsWith('/account'));
  if (!asked) return refuse('provider-is-away');
  const { state } = asked.kept;
  const sealed = sealer.seal(JSON.stringify({ ...asked.kept, to: asking.to }), sealedFor(state));
  const until = new Date(now.getTime() + askingMinutes * minute);
  const hashes = { state: hashOf(state), browser: hashOf(browserToken) };
  const { purpose, staffId } = asking;
  await providers.keepAsking(keeper, hashes, { purpose, staffId, sealed }, { at: now, until });
  return allow(asked.url);
}

export interface CameBack {
  readonly asking: Asking;
  readonly account: Account;
}

/**
 * Reads what a browser came back with: once, in its time, in the browser that asked, and only what the provider signed for this
 * asking. Tries are counted by place, before anything is asked of the provider. (SGN-1, SGN-9)
 */
export async function readProvider(
  gatehouse: Gatehouse,
  { provider, browserToken }: Way,
  cameBack: URL,
  from: From,
): Promise<Decision<CameBack, CannotUseProvider | 'wait-a-little'>> {
  const { keeper, sealer, now } = gatehouse;
  const place = sealer.mark(`place ${placeOf(from.address)}`);
  if (await beginTry(keeper, place, waits(freeTries.place), now)) return refuse('wait-a-little');
  const state = cameBack.searchParams.get('state') ?? '';
  const kept = await providers.takeAsking(keeper, { state: hashOf(state), browser: hashOf(browserToken) }, now);
  const opened = kept && sealer.open(kept.sealed, sealedFor(state));
  if (!kept || opened === undefined) {
    await noteFailure(keeper, { because: 'provider-nobody-asked', tried: null, who: undefined });
    return refuse('asked-elsewhere');
  }
  const { to, ...fits } = JSON.parse(opened) as Kept & { readonly to: string };
  const answer = await provider.read(cameBack, fits);
  if (answer.came !== 'account') {
    await noteFailure(keeper, { because: `provider-${answer.came}-${answer.code}`, tried: null, who: undefined });
    return refuse(answer.came === 'away' ? 'provider-is-away' : 'provider-said-no');
  }
  await endTry(keeper, [], [place]);
  return allow({ asking: { purpose: kept.purpose, staffId: kept.staffId, to }, account: answer.account });
}

/**
 * Lets in whose account it is. Where the provider is not enough by itself, the second step follows. An account nobody has, and one of
 * somebody who is suspended or has left, are refused in the same words. (SGN-10)
 */
export async function signInWithProvider(
  { keeper, sealer, now }: Gatehouse,
  { isEnough }: Pick<Provider, 'isEnough'>,
  { issuer, subject, provedAt }: Account,
  { browser }: From,
): Promise<Decision<{ readonly token: string; readonly isWhole: boolean }, CannotUseProvider>> {
  const who = await providers.findAccountHolder(keeper, issuer, subject);
  if (who?.mayComeIn && !isEnough && !who.hasApp) {
    await noteFailure(keeper, { because: 'account-needs-a-code', tried: null, who });
    return refuse('account-needs-a-code');
  }
  const token = newToken();
  const minutes = isEnough ? staffSession.hours * 60 : halfSession.minutes;
  const session = { tokenHash: hashOf(token), until: new Date(now.getTime() + minutes * minute) };
  const account = { issuer, subject, isEnough, provedAt: provedThere(provedAt, now) };
  const stage = await providers.openWithProvider(keeper, account, session, { browser, at: now });
  if (stage !== undefined) return allow({ token, isWhole: stage === 'full' });
  const tried = sealer.mark(`account ${issuer} ${subject}`);
  await noteFailure(keeper, { because: who ? 'may-not-come-in' : 'nobody-has-this-account', tried, who });
  return refuse('account-does-not-work');
}
