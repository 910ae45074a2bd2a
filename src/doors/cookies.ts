import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ports } from './ports.ts';

/** Every cookie that we set: what it is for and how long it lasts, as the page about cookies tells it. None other can be set. */
export const ourCookies = {
  tp_visit: { about: 'Keeps your answers together while you ask us for help.', lasts: 'It ends after a day.' },
  tp_code: {
    about: 'Carries the code of a link that you opened to the next page, so that your browser does not remember it.',
    lasts: 'It ends on that page, or after a minute.',
  },
  tp_said: { about: 'Shows one sentence on the next page, such as “Done”.', lasts: 'It ends after a minute.' },
  tp_my: { about: 'Keeps you signed in to your own page.', lasts: 'It ends when you close your browser.' },
  tp_back: { about: 'Belongs to the code that we sent you to come back in.', lasts: 'It ends when the code does.' },
  tp_my_was: { about: 'Keeps what you typed when you were signed out.', lasts: 'It ends when you close your browser.' },
  tp_day: { about: 'Keeps you signed in when you support somebody.', lasts: 'It ends when you close your browser.' },
  tp_day_back: {
    about: 'Belongs to the code that we sent you to support somebody.',
    lasts: 'It ends when the code does.',
  },
  tp_staff: { about: 'Keeps people who work here signed in.', lasts: 'It ends when they close their browser.' },
  tp_provider: {
    about: 'Keeps a sign-in together while people who work here prove who they are elsewhere.',
    lasts: 'It ends after ten minutes.',
  },
  tp_was: {
    about: 'Keeps what people who work here typed when they were signed out.',
    lasts: 'It ends with the browser.',
  },
  tp_kept: { about: 'Keeps what was sent too late, until you sign in again.', lasts: 'It ends after a day.' },
} as const;

export type CookieName = keyof typeof ourCookies;

type At = Pick<Ports, 'baseUrl'>;

// With this prefix a browser takes the cookie from this very address only, encrypted: no neighbour under our domain can set it.
function nameAt({ baseUrl }: At, name: CookieName): string {
  return baseUrl.startsWith('https:') ? `__Host-${name}` : name;
}

/** The cookie of that name, if the browser has one. */
export function cookieOf(at: At, request: FastifyRequest, name: CookieName): string | undefined {
  return request.cookies[nameAt(at, name)];
}

/** Keeps something in the browser: sent to us only, never to scripts; until it closes, or for so many seconds. */
export function keepCookie(at: At, reply: FastifyReply, name: CookieName, value: string, seconds?: number): void {
  reply.setCookie(nameAt(at, name), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: at.baseUrl.startsWith('https:'),
    ...(seconds === undefined ? {} : { maxAge: seconds }),
  });
}

/** Takes a cookie out of the browser. */
export function dropCookie(at: At, reply: FastifyReply, name: CookieName): void {
  reply.clearCookie(nameAt(at, name), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: at.baseUrl.startsWith('https:'),
  });
}
