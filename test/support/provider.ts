import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createEncrypted } from 'node:https';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import { Provider, type JWKS, type KoaContextWithOIDC } from 'oidc-provider';
import type { Certificate } from './certificates.ts';
import { openProvider, type Provider as OurProvider } from '#platform/openid.ts';

/** What is put into a token in the place of what the provider wrote. */
export interface Spoil {
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signed with a key that is not the provider's. */
  readonly byAnother?: boolean;
}

/** A real OpenID Connect provider on a port of its own, where anybody signs in by typing what it knows them by. */
export interface ProviderAtWork {
  readonly issuer: string;
  /** Our side of it, whose word for being enough can be changed. */
  readonly ours: OurProvider;
  setEnough(isEnough: boolean): void;
  /** Why it could not be asked, each time. */
  readonly troubles: readonly unknown[];
  /** Until it is called with nothing, tokens are spoilt. */
  spoil(how?: Spoil): void;
  /** Answers nobody any more, until it is back. */
  setAway(isAway: boolean): void;
  /** Somebody who was sent there signs in; answers where their browser is sent back to. */
  signsIn(address: string | undefined, subject: string): Promise<string>;
}

const clientId = 'talking-piece';

/** Opens one; it closes when the test file is over. With a certificate it is reached by https. */
export async function aProvider(
  baseUrl = 'http://localhost:3000',
  clock = () => new Date(),
  certificate?: Certificate,
): Promise<ProviderAtWork> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'one' };
  const clientSecret = randomBytes(32).toString('base64url');
  let spoilt: Spoil | undefined;
  let isAway = false;
  let isEnough = true;
  const { server, issuer } = await listening(certificate);
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${baseUrl}/sign-in/provider/back`],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [key] } as unknown as JWKS,
    cookies: { keys: [randomBytes(32).toString('hex')] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    loadExistingGrant: grantOf,
    ttl: { Session: 3600, Interaction: 3600, Grant: 3600, AccessToken: 60, AuthorizationCode: 60, IdToken: 60 },
  });
  provider.use(async (ctx, next) => {
    if (ctx.path.startsWith('/interaction/')) return interact(provider, ctx as KoaContextWithOIDC);
    await next();
    const body: unknown = ctx.body;
    if (spoilt && isTokens(body)) ctx.body = { ...body, id_token: spoiling(body.id_token, spoilt, privateKey) };
    return undefined;
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (isAway) request.socket.destroy();
    else void answer(request, response);
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const troubles: unknown[] = [];
  const known = { issuer, clientId, clientSecret, name: 'County Hall', isEnough: true };
  const opened = openProvider(known, clock, (error) => void troubles.push(error));
  return {
    issuer,
    troubles,
    ours: {
      ...opened,
      get isEnough() {
        return isEnough;
      },
    },
    setEnough: (is) => void (isEnough = is),
    spoil: (how) => void (spoilt = how),
    setAway: (is) => void (isAway = is),
    signsIn: (address, subject) => walk(address ?? '', subject, baseUrl),
  };
}

async function listening(certificate: Certificate | undefined) {
  const server = certificate ? createEncrypted(certificate) : createServer();
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return { server, issuer: `${certificate ? 'https' : 'http'}://localhost:${(server.address() as AddressInfo).port}` };
}

// Whoever signs in there agrees that we learn who they are.
async function grantOf({ oidc }: KoaContextWithOIDC) {
  const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session?.accountId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}

async function interact(provider: Provider, ctx: KoaContextWithOIDC): Promise<void> {
  if (ctx.method !== 'POST') {
    ctx.type = 'html';
    ctx.body = `<!doctype html><html lang="en"><title>County Hall</title><h1>Sign in at County Hall</h1>
      <form method="post"><label>Staff number <input name="subject"></label><button>Continue</button></form></html>`;
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of ctx.req) chunks.push(chunk as Buffer);
  const accountId = new URLSearchParams(Buffer.concat(chunks).toString()).get('subject') ?? '';
  const to = await provider.interactionResult(ctx.req, ctx.res, { login: { accountId } });
  ctx.status = 303;
  ctx.redirect(to);
}

function isTokens(body: unknown): body is { readonly id_token: string } {
  return typeof body === 'object' && body !== null && 'id_token' in body;
}

function spoiling(token: string, { claims, byAnother }: Spoil, key: KeyObject): string {
  const [head = '', body = ''] = token.split('.');
  const written = { ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object), ...claims };
  const signed = `${head}.${Buffer.from(JSON.stringify(written)).toString('base64url')}`;
  const signer = byAnother ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey : key;
  return `${signed}.${sign('sha256', Buffer.from(signed), signer).toString('base64url')}`;
}

/** What a browser does there: follows, keeps cookies, and types who one is when it is asked. */
async function walk(address: string, subject: string, home: string): Promise<string> {
  const jar = new Map<string, string>();
  let next = { url: address, form: undefined as URLSearchParams | undefined };
  for (let step = 0; step < 10; step += 1) {
    if (next.url.startsWith(home)) return next.url.slice(home.length);
    const answer = await fetch(next.url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map((pair) => pair.join('=')).join('; ') },
      ...(next.form ? { method: 'POST', body: next.form } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      jar.set(name, value);
    }
    const to = answer.headers.get('location');
    if (to === null && answer.status !== 200)
      throw new Error(`The provider said ${answer.status}: ${await answer.text()}`);
    next =
      to === null
        ? { url: next.url, form: new URLSearchParams({ subject }) }
        : { url: new URL(to, next.url).href, form: undefined };
  }
  throw new Error('The provider sent nobody back');
}
