import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ports } from './ports.ts';

type At = Pick<Ports, 'baseUrl'>;

// With this prefix a browser takes the cookie from this very address only, encrypted: no neighbour under our domain can set it.
function nameAt({ baseUrl }: At, name: string): string {
  return baseUrl.startsWith('https:') ? `__Host-${name}` : name;
}

/** The cookie of that name, if the browser has one. */
export function cookieOf(at: At, request: FastifyRequest, name: string): string | undefined {
  return request.cookies[nameAt(at, name)];
}

/** Keeps something in the browser: sent to us only, never to scripts; until it closes, or for so many seconds. */
export function keepCookie(at: At, reply: FastifyReply, name: string, value: string, seconds?: number): void {
  reply.setCookie(nameAt(at, name), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: at.baseUrl.startsWith('https:'),
    ...(seconds === undefined ? {} : { maxAge: seconds }),
  });
}

/** Takes a cookie out of the browser. */
export function dropCookie(at: At, reply: FastifyReply, name: string): void {
  reply.clearCookie(nameAt(at, name), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: at.baseUrl.startsWith('https:'),
  });
}
