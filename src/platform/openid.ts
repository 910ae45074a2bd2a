import {
  allowInsecureRequests,
  AuthorizationResponseError,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  ResponseBodyError,
  type ClientAuth,
  type Configuration,
} from 'openid-client';
import { isThisMachine } from './encrypted-way.ts';
import { codeOf } from './problem.ts';

/** Where somebody signs in by OpenID Connect, as the settings say. */
export interface ProviderSettings {
  /** Exactly as the provider writes it in what it signs. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What those who sign in there call it. */
  readonly name: string;
  /** Whether signing in there counts as both proofs, because the provider asks for a second one itself. */
  readonly isEnough: boolean;
}

/** What is kept of an asking until the answer comes: the answer must fit it. */
export interface Kept {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Somebody as the provider knows them. */
export interface Account {
  readonly issuer: string;
  readonly subject: string;
  /** When they proved there who they are, if the provider says so. */
  readonly provedAt: Date | undefined;
}

export type ProviderAnswer =
  | { readonly came: 'account'; readonly account: Account }
  /** The provider let nobody in, or they changed their mind; or the answer does not hold; or there is none. */
  | { readonly came: 'refused' | 'wrong' | 'away'; readonly code: string };

export interface Provider {
  readonly issuer: string;
  readonly name: string;
  readonly isEnough: boolean;
  /** Where a form that leads there goes in the end. */
  origins(): readonly string[];
  /** Where to send a browser; undefined while the provider does not answer. Asked for fresh proof, it lets nobody through by an older one. */
  ask(back: string, isFresh: boolean): Promise<{ readonly url: string; readonly kept: Kept } | undefined>;
  /** Reads what a browser came back with: exchanges the code and checks everything that the standard says. */
  read(cameBack: URL, kept: Kept): Promise<ProviderAnswer>;
}

const secondsToAnswer = 5;
const hoursKnown = 1;

/** The provider of the settings; why it cannot be asked is told, for the log. Nothing is asked of it before somebody wants to sign in there. */
export function openProvider(
  settings: ProviderSettings,
  clock: () => Date,
  onAway: (error: unknown) => void = () => undefined,
): Provider {
  const { issuer, name, isEnough } = settings;
  let known: { readonly at: number; readonly found: Promise<Configuration> } | undefined;
  let authorizing: string | undefined;

  /** What the provider says of itself, asked for once an hour; a failure is not kept. */
  function find(): Promise<Configuration> {
    const now = clock().getTime();
    if (!known || now - known.at > hoursKnown * 3_600_000) {
      const found = discover(settings);
      known = { at: now, found };
      found.then(
        (config) => (authorizing = config.serverMetadata().authorization_endpoint),
        (error: unknown) => {
          known = undefined;
          onAway(error);
        },
      );
    }
    return known.found;
  }

  return {
    issuer,
    name,
    isEnough,
    origins: () => [...new Set([issuer, authorizing ?? issuer].map((each) => new URL(each).origin))],
    async ask(back, isFresh) {
      const config = await find().catch(() => undefined);
      if (!config) return undefined;
      const kept = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const url = buildAuthorizationUrl(config, {
        redirect_uri: back,
        scope: 'openid',
        state: kept.state,
        nonce: kept.nonce,
        code_challenge: await calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: 'S256',
        ...(isFresh ? { prompt: 'login', max_age: '0' } : {}),
      });
      return { url: url.href, kept };
    },
    async read(cameBack, { state, nonce, verifier }) {
      try {
        const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
        const claims = (await authorizationCodeGrant(await find(), cameBack, checks)).claims();
        if (!claims) return { came: 'wrong', code: 'no-claims' };
        const provedAt = claims.auth_time === undefined ? undefined : new Date(claims.auth_time * 1000);
        return { came: 'account', account: { issuer: claims.iss, subject: claims.sub, provedAt } };
      } catch (error) {
        return fault(error);
      }
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<Configuration> {
  const at = new URL(issuer);
  const prove: ClientAuth = (server, ...rest) => {
    const ways = server.token_endpoint_auth_methods_supported;
    return (ways?.includes('client_secret_post') ? ClientSecretPost : ClientSecretBasic)(clientSecret)(server, ...rest);
  };
  const ways = [
    // The signature too, not only the way by which a token came.
    enableNonRepudiationChecks,
    // oxlint-disable-next-line typescript/no-deprecated -- marked so to be seen, and meant for a provider on this machine
    ...(at.protocol === 'http:' && isThisMachine(at.hostname) ? [allowInsecureRequests] : []),
  ];
  return discovery(at, clientId, { [clockTolerance]: 30 }, prove, { execute: ways, timeout: secondsToAnswer });
}

// Only codes: what a provider says may hold something about the person.
function fault(error: unknown): ProviderAnswer {
  if (error instanceof AuthorizationResponseError) return { came: 'refused', code: plain(error.error) };
  // The provider does not know us (any more), or a code of its own.
  if (error instanceof ResponseBodyError)
    return { came: error.error === 'invalid_grant' ? 'wrong' : 'away', code: plain(error.error) };
  const code = codeOf(error);
  return { came: isAway(error, code) ? 'away' : 'wrong', code: plain(code || 'no-answer') };
}

function isAway(error: unknown, code: string): boolean {
  if (['OAUTH_TIMEOUT', 'OAUTH_ABORT'].includes(code)) return true;
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Response) return cause.status >= 500;
  return error instanceof TypeError && code === '';
}

function plain(code: string): string {
  return code
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60);
}
