import { brotliCompress, constants } from 'node:zlib';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { whereItBroke } from '#platform/log.ts';
import { isForPrograms, sendByStatus } from './api/problems.ts';
import { bareLayout, unnamedLayout } from './bare.ts';
import { watchClosedDoors } from './closed.ts';
import { mayComeFromThere } from './coming-from.ts';
import {
  elsewherePage,
  faultPage,
  notFoundPage,
  tooManyInAnHourPage,
  tooOftenPage,
  unreadablePage,
  type ErrorPage,
} from './error-pages.ts';
import { formReader, refuseConnection, usualLimits, type Limits } from './limits.ts';
import type { Ports } from './ports.ts';
import { safeHeaders } from './safe-headers.ts';
import { anHour, isLastingForm, isStrangersForm, oftenCounter } from './too-often.ts';
import { bringsFiles, multipartOptions } from './uploads.ts';

const brotli = promisify(brotliCompress);

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether a form sent here may bring files. */
    takesFiles?: boolean;
  }
}

/** A way in, as the access table lists it. */
export interface Route {
  readonly method: string;
  readonly path: string;
}

/** The HTTP server without its doors: headers, forms from our own pages only, errors in plain words. */
export async function openServer(
  ports: Ports,
  proxies = 0,
  limits: Limits = usualLimits,
): Promise<{ readonly server: FastifyInstance; readonly routes: Route[] }> {
  const headers = safeHeaders(ports.baseUrl);
  const server = fastify({
    logger: false,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMs,
    connectionTimeout: limits.stillMs,
    http: { headersTimeout: limits.headersMs, connectionsCheckingInterval: limits.lookEveryMs },
    clientErrorHandler: refuseConnection,
    // An address that is no address, before any hook has seen it.
    frameworkErrors: (_, __, reply) => void sendWords(ports, reply.headers(headers), 404, notFoundPage()),
    // Only as far as the proxies of our own: anybody may write any address into a header.
    trustProxy: proxies > 0 && ((_, hop) => hop < proxies),
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
  });
  // Forms and nothing else: another site cannot send JSON unasked, but a door that does not take it need not care.
  server.removeAllContentTypeParsers();
  await server.register(cookie);
  await server.register(formbody, { bodyLimit: limits.bodyBytes, parser: formReader(limits.fields) });
  await server.register(multipart, multipartOptions);
  const tooOften = oftenCounter(limits.strangersForms, ports.clock);
  const tooManyInAnHour = oftenCounter(limits.lastingForms, ports.clock, anHour);
  const routes: Route[] = [];
  server.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) if (each !== 'HEAD') routes.push({ method: each, path: url });
  });
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    // Programs bring no cookie: nobody can send in their name from another site.
    if (!isForPrograms(request.url) && !mayComeFromThere(request, ports.baseUrl))
      return sendWords(ports, reply, 403, elsewherePage());
    if (isStrangersForm(request) && tooOften(request.ip))
      return sendWords(ports, reply.header('retry-after', '60'), 429, tooOftenPage());
    if (isLastingForm(request) && tooManyInAnHour(request.ip))
      return sendWords(ports, reply.header('retry-after', '3600'), 429, tooManyInAnHourPage());
    // Files are read by the ways that take them, once it is known who sends them, and by no other.
    if (bringsFiles(request) && !request.routeOptions.config.takesFiles)
      return sendWords(ports, reply, 415, unreadablePage());
    return undefined;
  });
  watchClosedDoors(server, ports);
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
      await ports.database.answers();
      return { status: 'ready' };
    } catch {
      return reply.code(503).send({ status: 'waiting for the database' });
    }
  });
  server.setNotFoundHandler((request, reply) => sendWords(ports, reply, 404, notFoundPage(ownHome(request.url))));
  server.setErrorHandler((error, request, reply) => sendFault(ports, error, request, reply));
  return { server, routes };
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

function sendWords(ports: Ports, reply: FastifyReply, status: number, page: ErrorPage): FastifyReply {
  if (isForPrograms(reply.request.url)) return sendByStatus(reply, status);
  const homeHref = ownHome(reply.request.url);
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(String(homeHref === undefined ? bareLayout(ports, page) : unnamedLayout(ports, page, { homeHref })));
}

// Whatever goes wrong below these addresses, the page that says so names nothing; it leads back to their beginning.
function ownHome(url: string): string | undefined {
  return /^\/(?:my|day)(?=[/?]|$)/.exec(url)?.[0];
}

function sendFault(ports: Ports, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  reply.header('cache-control', 'no-store');
  if (status === 404 || status === 405) return sendWords(ports, reply, 404, notFoundPage(ownHome(request.url)));
  if (status >= 400 && status < 500) return sendWords(ports, reply, status, unreadablePage());
  ports.log.error({ requestId: request.id, ...whereItBroke(error) }, 'fault');
  return sendWords(ports, reply, 500, faultPage(request.id.slice(0, 8)));
}
