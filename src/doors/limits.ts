import type { Socket } from 'node:net';

/** How much may be asked of us at once, and how slowly. */
export interface Limits {
  /** The longest form, in bytes. */
  readonly bodyBytes: number;
  /** The most fields of a form; the longest of ours has under a hundred. */
  readonly fields: number;
  /** The most forms from one address in a minute that anybody can send without being signed in. */
  readonly strangersForms: number;
  /** The most of those from one address in an hour that somebody then has to see to. */
  readonly lastingForms: number;
  /** The most looks of one member of staff in a minute for somebody like whoever they type; a look follows a rest of the hands. */
  readonly looksOfOne: number;
  /** The most requests of one program in a minute. */
  readonly programsRequests: number;
  /** How long the first lines of a request may take, and the whole of it. */
  readonly headersMs: number;
  readonly requestMs: number;
  /** How long nothing at all may move on a connection. */
  readonly stillMs: number;
  /** How often slow ones are looked for. */
  readonly lookEveryMs: number;
}

export const usualLimits: Limits = {
  bodyBytes: 1_000_000,
  fields: 500,
  strangersForms: 60,
  lastingForms: 20,
  looksOfOne: 60,
  programsRequests: 300,
  headersMs: 10_000,
  requestMs: 60_000,
  stillMs: 90_000,
  lookEveryMs: 5_000,
};

/** Reads a form; one with more fields than any of ours is refused whole. */
export function formReader(fields: number): (text: string) => Record<string, unknown> {
  return (text) => {
    const form: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
    let count = 0;
    for (const [name, value] of new URLSearchParams(text)) {
      count += 1;
      if (count > fields) throw new TooMuch();
      const before = form[name];
      if (before === undefined) form[name] = value;
      else if (typeof before === 'string') form[name] = [before, value];
      else before.push(value);
    }
    return form;
  };
}

/** More fields than any form of ours has. */
class TooMuch extends Error {
  readonly statusCode = 413;
}

const words: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/** Answers what is no proper request, or comes too slowly, before it reaches any page; and lets go of the connection. */
export function refuseConnection(error: Error, socket: Socket): void {
  const status = words['code' in error ? String(error.code) : ''] ?? '400 Bad Request';
  if (socket.writable && !socket.destroyed)
    socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
  else socket.destroy();
}
