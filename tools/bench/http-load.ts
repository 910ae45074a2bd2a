import { Agent, get } from 'node:http';

export type Encoding = 'br' | 'identity';

/** Somebody asking for one page. */
export interface Visit {
  readonly address: string;
  readonly cookie: string;
}

export interface Answer {
  readonly status: number;
  /** As it came over the wire: packed, when it was packed. */
  readonly body: Buffer;
}

/** Asks for one page as a browser does, packed with brotli where the server packs, or else plain. */
export function fetchAs(encoding: Encoding, { address, cookie }: Visit, agent?: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, 'accept-encoding': encoding };
    get(address, { headers, ...(agent ? { agent } : {}) }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part)).on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) }));
    }).on('error', reject);
  });
}

export interface Loaded {
  readonly requests: number;
  readonly seconds: number;
}

/** Asks for pages without a pause, several at once over connections that stay open. A page that fails ends it. */
export async function load(
  visits: readonly Visit[],
  how: { readonly milliseconds: number; readonly atOnce: number; readonly encoding: Encoding },
): Promise<Loaded> {
  const agent = new Agent({ keepAlive: true, maxSockets: how.atOnce });
  const start = performance.now();
  let requests = 0;
  async function one(): Promise<void> {
    while (performance.now() - start < how.milliseconds) {
      const visit = visits[requests % visits.length];
      requests += 1;
      if (!visit) throw new Error('There is nothing to visit');
      const { status } = await fetchAs(how.encoding, visit, agent);
      if (status !== 200) throw new Error(`${visit.address} answered ${status}`);
    }
  }
  try {
    await Promise.all(Array.from({ length: how.atOnce }, one));
  } finally {
    agent.destroy();
  }
  return { requests, seconds: (performance.now() - start) / 1000 };
}
