import { brotliCompress, constants } from 'node:zlib';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { faultPage, notFoundPage } from './error-pages.ts';
import { bareLayout } from './bare.ts';
import type { Ports } from './ports.ts';

const brotli = promisify(brotliCompress);

// No inline script or style anywhere, nothing from elsewhere, nobody frames us.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** A way in, as the access table lists it. */
export interface Route {
  readonly method: string;
  readonly path: string;
}

/** The HTTP server without its doors: headers, forms from our own pages only, errors in plain words. */
export async function openServer(
  ports: Ports,
  proxies = 0,
): Promise<{ readonly server: FastifyInstance; readonly routes: Route[] }> {
  const server = fastify({
    logger: false,
    // Only as far as the proxies of our own: anybody may write any address into a header.
    trustProxy: proxies > 0 && ((_, hop) => hop < proxies),
    bodyLimit: 1_000_000,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
  });
  await server.register(cookie);
  await server.register(formbody, { bodyLimit: 1_000_000 });
  const routes: Route[] = [];
  server.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) if (each !== 'HEAD') routes.push({ method: each, path: url });
  });
  const isHttps = ports.baseUrl.startsWith('https:');

  server.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      ...(isHttps ? { 'strict-transport-security': 'max-age=31536000' } : {}),
    });
    if (request.method !== 'GET' && request.method !== 'HEAD' && !isFromOurPages(request, ports.baseUrl)) {
      return reply
        .code(403)
        .type('text/html; charset=utf-8')
        .send(String(bareLayout(ports, notFoundPage())));
    }
    return undefined;
  });
  server.addHook('onSend', compressPages);
  server.addHook('onResponse', async (request, reply) => {
    ports.log.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
  server.get('/assets/*', sendAsset(ports));
  server.get('/health/live', async () => ({ status: 'live' }));
  server.get('/health/ready', async (_, reply) => {
    try {
      await ports.database.ask('tp_doorkeeper', { text: 'select 1', values: [], name: undefined });
      return { status: 'ready' };
    } catch {
      return reply.code(503).send({ status: 'waiting for the database' });
    }
  });
  server.setNotFoundHandler((_, reply) =>
    reply
      .code(404)
      .type('text/html; charset=utf-8')
      .send(String(bareLayout(ports, notFoundPage()))),
  );
  server.setErrorHandler((error, request, reply) => sendFault(ports, error, request, reply));
  return { server, routes };
}

/** Browsers say where a form comes from; one that comes from elsewhere, or does not say, is not ours. */
function isFromOurPages(request: FastifyRequest, baseUrl: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (typeof site === 'string') return site === 'same-origin';
  const { origin } = request.headers;
  return origin === baseUrl || origin === `${request.protocol}://${request.headers.host}`;
}

async function compressPages(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  const isPage = String(reply.getHeader('content-type')).startsWith('text/html');
  if (!isPage || typeof payload !== 'string' || payload.length < 1024) return payload;
  reply.header('vary', 'accept-encoding');
  if (!/\bbr\b/.test(request.headers['accept-encoding'] ?? '')) return payload;
  reply.header('content-encoding', 'br').removeHeader('content-length');
  // Level 3: as dear as rendering the page; higher levels cost ten times that for a few bytes.
  return brotli(payload, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } });
}

function sendAsset(ports: Ports) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const asset = ports.assets.find(request.url.split('?')[0] ?? '');
    if (!asset) return reply.callNotFound();
    const accepted = request.headers['accept-encoding'] ?? '';
    const encoding =
      asset.body.br && /\bbr\b/.test(accepted)
        ? 'br'
        : asset.body.gzip && /\bgzip\b/.test(accepted)
          ? 'gzip'
          : undefined;
    if (encoding) reply.header('content-encoding', encoding);
    return reply
      .headers({ 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' })
      .type(asset.type)
      .send(encoding ? asset.body[encoding] : asset.body.identity);
  };
}

function sendFault(ports: Ports, error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  // Only where it broke, never what was typed: messages of the database may hold values.
  if (status >= 500) ports.log.error({ requestId: request.id, ...placeOf(error) }, 'fault');
  reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
  if (status === 404 || status === 405) return reply.code(404).send(String(bareLayout(ports, notFoundPage())));
  return reply.code(status >= 500 ? 500 : status).send(String(bareLayout(ports, faultPage(request.id.slice(0, 8)))));
}

function placeOf(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  const at = error.stack
    ?.split('\n')
    .find((line) => line.includes('/src/'))
    ?.trim();
  return { kind: error.name, code, at, text: code === undefined ? error.message : undefined };
}
