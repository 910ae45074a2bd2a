import { lookup, type LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { BlockList, isIP } from 'node:net';

/** What an address that somebody else chose looks like, before anything is asked of it. */
export interface OutwardAddress {
  readonly isHttps: boolean;
  /** Whether it names a place of the public internet, as far as that can be told without asking. */
  readonly isPublic: boolean;
  /** Whether a name or a password stands in it. */
  readonly hasCredentials: boolean;
}

const inside = new BlockList();
for (const [address, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inside.addSubnet(address, bits, 'ipv4');
// Of IPv6 only what is given out to the public internet, without what leads into IPv4 or is for examples.
const given = new BlockList();
given.addSubnet('2000::', 3, 'ipv6');
for (const [address, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  inside.addSubnet(address, bits, 'ipv6');

/** Whether a number is one of the public internet: not our own machine, not the network it stands in, not a cloud's own. */
export function isPublicNumber(address: string): boolean {
  const kind = isIP(address);
  if (kind === 4) return !inside.check(address, 'ipv4');
  return kind === 6 && given.check(address, 'ipv6') && !inside.check(address, 'ipv6');
}

/** Reads an address that somebody else chose; undefined where it is none. */
export function readOutward(text: string): OutwardAddress | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, username, password } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  const host = hostname.replace(/^\[|\]$/g, '');
  const isName =
    isIP(host) === 0 && host.includes('.') && !/(?:^|\.)(?:localhost|local|internal|home\.arpa)\.?$/i.test(host);
  return {
    isHttps: protocol === 'https:',
    isPublic: isName || isPublicNumber(host),
    hasCredentials: username !== '' || password !== '',
  };
}

class NotPublic extends Error {}

// The numbers that were looked at are the ones that are connected to: a name cannot point elsewhere in between.
function publicOnly(
  hostname: string,
  options: object,
  found: (error: Error | null, addresses: string | LookupAddress[], family?: number) => void,
): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error || !first) return found(error ?? new Error('Nothing found'), []);
    if (!addresses.every(({ address }) => isPublicNumber(address))) return found(new NotPublic(), []);
    return 'all' in options && options.all === true ? found(null, addresses) : found(null, first.address, first.family);
  });
}

/** What became of something that was posted: a status, or why there was none, as a code. */
export type Posted = { readonly status: number } | { readonly failed: string };

/**
 * Posts a text to an address that somebody else chose. Nothing inside is ever reached, nobody who sends us on is followed,
 * and of the answer nothing but the status is read.
 */
export function postOutward(
  to: string,
  sent: { readonly body: string; readonly headers: Readonly<Record<string, string>>; readonly mostMs: number },
  mayBeInside: boolean,
): Promise<Posted> {
  const address = readOutward(to);
  if (!address || (!mayBeInside && !(address.isHttps && address.isPublic && !address.hasCredentials)))
    return Promise.resolve({ failed: 'address-is-not-allowed' });
  const { request } = address.isHttps ? https : http;
  return new Promise((resolve) => {
    const asking = request(
      to,
      {
        method: 'POST',
        agent: false,
        headers: { ...sent.headers, 'content-length': String(Buffer.byteLength(sent.body)) },
        signal: AbortSignal.timeout(sent.mostMs),
        ...(mayBeInside ? {} : { lookup: publicOnly }),
      },
      (answer) => {
        resolve({ status: answer.statusCode ?? 0 });
        answer.destroy();
      },
    );
    asking.on('error', (error) => resolve({ failed: whyOf(error) }));
    asking.end(sent.body);
  });
}

function whyOf(error: Error): string {
  if (error instanceof NotPublic) return 'address-is-not-allowed';
  return error.name === 'AbortError' || error.name === 'TimeoutError' ? 'no-answer-in-time' : 'cannot-be-reached';
}
