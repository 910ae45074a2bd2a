import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';

/** What came to an address that a program is told at. */
export interface Told {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Something that is told, and answers as it is bidden. */
export interface Receiver {
  readonly url: string;
  readonly told: Told[];
  /** The status of the next answers, one each; 204 afterwards. */
  answer(...statuses: readonly number[]): void;
  /** Lets the next requests come in and answers none of them, until the promise resolves. */
  hold(until: Promise<void>): void;
}

/** Opens a receiver on this machine; it closes when the test file is over. */
export async function aReceiver(): Promise<Receiver> {
  const told: Told[] = [];
  let next: number[] = [];
  let held = Promise.resolve();
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => (body += part));
    request.on('end', () => {
      told.push({ body, headers: request.headers as Record<string, string> });
      void held.then(() => response.writeHead(next.shift() ?? 204).end());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/told`,
    told,
    answer: (...statuses) => void (next = [...statuses]),
    hold: (until) => void (held = until),
  };
}
