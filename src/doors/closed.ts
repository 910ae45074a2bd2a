import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Identity } from '#platform/identity.ts';
import { whereItBroke } from '#platform/log.ts';
import { placeOf as networkOf } from '#service/sign-in/rules.ts';
import type { Ports } from './ports.ts';
import { placeOf } from './reads.ts';

const closedTo = new WeakMap<FastifyRequest, Identity>();

/** Says that somebody who is signed in asked for what is not there for them. */
export function foundClosed(request: FastifyRequest, asker: Identity): void {
  closedTo.set(request, asker);
}

// What stays shut for anybody, by the answer that says so.
const shut: Readonly<Record<number, string>> = {
  403: 'came-from-elsewhere',
  413: 'sent-what-is-not-taken',
  415: 'sent-what-is-not-taken',
  429: 'asked-too-often',
};

/** How many strangers one process writes down in a minute: refusing must stay cheaper than asking. */
const strangersAMinute = 20;

/**
 * Writes every door that stayed shut into the security trail, before the answer goes out. What is not there and what is not theirs
 * come by here alike. An answer is not held back where the trail cannot be written: it gives nothing away. (TRL-8)
 */
export function watchClosedDoors(
  server: FastifyInstance,
  ports: Pick<Ports, 'noteClosedDoor' | 'sealer' | 'clock' | 'log'>,
): void {
  const { sealer, log } = ports;
  const isNews = oncePerMinute(strangersAMinute, ports.clock);
  server.addHook('onSend', async (request, reply, payload) => {
    const asker = closedTo.get(request);
    const event = asker ? 'closed-door' : shut[reply.statusCode];
    if (event === undefined) return payload;
    const tried = sealer.mark(asker ? `address ${addressOf(request)}` : `place ${networkOf(request.ip)}`);
    if (!asker && !isNews(`${event} ${tried}`)) return payload;
    await ports
      .noteClosedDoor(asker, { event, place: wayOf(request, reply), tried })
      .catch((error: unknown) =>
        log.error({ requestId: request.id, ...whereItBroke(error) }, 'a closed door was not written down'),
      );
    return payload;
  });
}

function addressOf(request: FastifyRequest): string {
  return `${request.method} ${request.url.split('?')[0] ?? ''}`;
}

function wayOf(request: FastifyRequest, reply: FastifyReply): string {
  const place = placeOf(request);
  return place === '' ? String(reply.statusCode) : place;
}

function oncePerMinute(most: number, clock: () => Date): (what: string) => boolean {
  let minute = 0;
  let known = new Set<string>();
  return (what) => {
    const now = Math.floor(clock().getTime() / 60_000);
    if (now !== minute) {
      minute = now;
      known = new Set();
    }
    if (known.has(what) || known.size >= most) return false;
    known.add(what);
    return true;
  };
}
