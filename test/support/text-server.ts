import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createEncrypted } from 'node:https';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import { z } from 'zod';
import type { Certificate } from './certificates.ts';

/** A text that was taken. */
export interface TakenText {
  readonly to: string;
  readonly words: string;
  readonly reference: string;
}

/** What happens to a text: taken, answered with an error as the documentation has it, or the conversation breaks. */
type Fate = 'accept' | 400 | 403 | 429 | 500 | 502 | 'hang' | 'break' | 'take-and-break';

type Status =
  | 'created'
  | 'sending'
  | 'pending'
  | 'sent'
  | 'delivered'
  | `${'permanent' | 'temporary' | 'technical'}-failure`;

export interface TextServer {
  readonly url: string;
  readonly key: string;
  readonly template: string;
  readonly taken: readonly TakenText[];
  /** How many questions came in, of whatever kind. */
  questions(): number;
  /** Fates in the order of texts; after the last one, everything is taken. */
  expect(...fates: readonly Fate[]): void;
  /** What the networks say from now on of every text to a number. */
  becomes(to: string, status: Status): void;
  /** Changes what the template says. */
  templateSays(words: string): void;
  /** By how many seconds its clock is ahead of ours. */
  isAhead(seconds: number): void;
}

const service = '26785a09-ab16-4eb0-8407-a37497a57506';
const secret = '3d844edf-8d35-48ac-975b-e847b4f122b0';
const template = 'f33517ff-2a88-4f6e-b855-c550268ce08a';

const Sent = z.object({
  phone_number: z.string(),
  template_id: z.string(),
  personalisation: z.object({ message: z.string() }),
  reference: z.string(),
});

// The kinds and words of errors are those of the API's documentation.
const errors = {
  400: ['ValidationError', 'phone_number Not a valid phone number'],
  403: ['AuthError', 'Invalid token: API key not found'],
  429: ['RateLimitError', 'Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds'],
  500: ['Exception', 'Internal server error'],
} as const;

/** A server that answers as GOV.UK Notify is documented to, on a port of its own, until the test file is over. */
export async function aTextServer(certificate?: Certificate): Promise<TextServer> {
  const taken: TakenText[] = [];
  const fates: Fate[] = [];
  const statuses = new Map<string, Status>();
  let [questions, says, ahead] = [0, '((message))', 0];

  const answer: RequestListener = (request, response) => {
    questions += 1;
    void wordsOf(request).then((words) => {
      const because = whyNotProven(request, Date.now() / 1000 + ahead);
      if (because !== undefined) return refuse(response, 403, 'AuthError', because);
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      if (request.method === 'POST' && pathname === '/v2/notifications/sms') return take(request, response, words);
      if (pathname === `/v2/template/${template}`)
        return say(response, 200, {
          id: template,
          name: 'Message',
          type: 'sms',
          version: 1,
          body: says,
          subject: null,
        });
      if (pathname === '/v2/notifications')
        return say(response, 200, { notifications: listed(searchParams.get('reference')), links: {} });
      return refuse(response, 404, 'NoResultFound', 'No result found');
    });
  };

  function listed(reference: string | null): readonly object[] {
    return taken
      .filter((each) => each.reference === reference)
      .map(({ to }) => ({
        id: service,
        type: 'sms',
        reference,
        phone_number: to,
        status: statuses.get(to) ?? 'sending',
      }))
      .toReversed();
  }

  function take(request: IncomingMessage, response: ServerResponse, words: string): void {
    const sent = Sent.safeParse(JSON.parse(words));
    if (!sent.success || sent.data.template_id !== template)
      return refuse(response, 400, 'BadRequestError', 'Missing personalisation: message');
    const { phone_number: to, personalisation, reference } = sent.data;
    const fate = fates.shift() ?? 'accept';
    if (fate === 'hang') return undefined;
    if (fate === 'break') return void request.socket.destroy();
    if (fate === 502) return void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
    if (fate !== 'accept' && fate !== 'take-and-break') return refuse(response, fate, errors[fate][0], errors[fate][1]);
    if (!/^\+[1-9]\d{9,14}$/.test(to)) return refuse(response, 400, errors[400][0], errors[400][1]);
    const body = says.replace('((message))', personalisation.message);
    if (body.length > 918)
      return refuse(response, 400, 'BadRequestError', 'Text messages cannot be longer than 918 characters');
    taken.push({ to, words: body, reference });
    if (fate === 'take-and-break') return void request.socket.destroy();
    return say(response, 201, {
      id: service,
      reference,
      content: { body, from_number: 'GOVUK' },
      template: { id: template },
    });
  }

  const server = certificate ? createEncrypted(certificate, answer) : createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: certificate ? `https://localhost:${port}` : `http://127.0.0.1:${port}`,
    key: `our_service-${service}-${secret}`,
    template,
    taken,
    questions: () => questions,
    expect: (...next) => void fates.splice(0, fates.length, ...next),
    becomes: (to, status) => void statuses.set(to, status),
    templateSays: (words) => void (says = words),
    isAhead: (seconds) => void (ahead = seconds),
  };
}

async function wordsOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function whyNotProven({ headers }: IncomingMessage, now: number): string | undefined {
  const [head = '', body = '', signature = ''] = (headers.authorization ?? '').replace(/^Bearer /, '').split('.');
  const proven = createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url');
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString() || '{}');
  const said = z.object({ iss: z.string(), iat: z.number() }).safeParse(read(body));
  if (!said.success || said.data.iss !== service || signature !== proven) return 'Invalid token: API key not found';
  return Math.abs(now - said.data.iat) > 30
    ? 'Error: Your system clock must be accurate to within 30 seconds'
    : undefined;
}

function refuse(response: ServerResponse, status: number, error: string, message: string): void {
  say(response, status, { status_code: status, errors: [{ error, message }] });
}

function say(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
