import { createHmac } from 'node:crypto';
import { isNotProven, isThisMachine, type MayBePlain } from './encrypted-way.ts';
import { codeOf } from './problem.ts';

export interface OutgoingText {
  /** Names nobody; by it we ask afterwards what became of the text. */
  readonly id: string;
  /** As networks write it, with its country: +447700900123. */
  readonly to: string;
  readonly words: string;
}

/**
 * What came of handing a text over. `unknown` is the one that must not be tried again by a machine: it was on its way when the
 * conversation broke.
 */
export type TextAnswer =
  | { readonly came: 'accepted' }
  | { readonly came: 'not-now' | 'refused' | 'unknown'; readonly code: string };

/** What became of a text afterwards, as far as the networks tell. */
export type Became =
  | 'on-its-way'
  | 'arrived'
  | 'number-does-not-work'
  | 'phone-was-out-of-reach'
  | 'could-not-be-sent'
  | 'never-came';

export interface Texts {
  send(text: OutgoingText): Promise<TextAnswer>;
  /** Undefined where nobody can tell just now. */
  became(id: string): Promise<Became | undefined>;
}

export interface TextsOptions {
  /** Where the API of GOV.UK Notify is. */
  readonly url: string;
  /** As it is given out: a name, the id of the service and the secret, with hyphens between them. */
  readonly key: string;
  /** The template whose whole text is ((message)). */
  readonly template: string;
  /** Where texts may be handed over in clear; unless it is given, on this machine only. */
  readonly mayBePlain?: MayBePlain | undefined;
  /** How long an answer is waited for. */
  readonly patienceMs?: number;
  /** Told the code of whatever kept a text from being taken, for the log. */
  readonly onTrouble?: ((code: string) => void) | undefined;
}

/** The longest text that is taken, in signs. */
export const longestText = 918;

/** The keys that are given out: the ids of the service and of the secret are at their end. */
export const keyShape =
  /^\S*?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** Sends text messages through GOV.UK Notify, or what speaks as it does. */
export function openTexts(options: TextsOptions): Texts {
  const ask = asking(options);
  const tell = (code: string) => options.onTrouble?.(code);
  return {
    send: async (text) => {
      const answer = await handOver(ask, options.template, text);
      if (answer.came !== 'accepted') tell(answer.code);
      return answer;
    },
    became: async (id) => {
      const answer = await ask('GET', `/v2/notifications?${new URLSearchParams({ reference: id }).toString()}`);
      if (answer.status === 200) return becameOf(answer.body);
      tell(codeOfAnswer(answer));
      return undefined;
    },
  };
}

/** An answer, or with status 0 why there was none; `isOnItsWay` when nobody can say that the question did not arrive. */
interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly failed: string;
  readonly isOnItsWay: boolean;
}

type Ask = (method: 'GET' | 'POST', path: string, words?: object) => Promise<Answer>;

async function handOver(ask: Ask, template: string, { id, to, words }: OutgoingText): Promise<TextAnswer> {
  // Asked each time: words that somebody adds to the template would stand in every text, and could say who writes.
  const shown = await ask('GET', `/v2/template/${template}`);
  if (shown.status !== 200) return { came: 'not-now', code: codeOfAnswer(shown) };
  if (String(partOf(shown.body, 'body')).trim() !== '((message))')
    return { came: 'not-now', code: 'template-is-not-the-message-alone' };
  const answer = await ask('POST', '/v2/notifications/sms', {
    ...{ phone_number: to, template_id: template, personalisation: { message: words }, reference: id },
  });
  const came = meaningOf(answer);
  return came === 'accepted' ? { came } : { came, code: codeOfAnswer(answer) };
}

function meaningOf({ status, isOnItsWay }: Answer): TextAnswer['came'] {
  if (status === 0) return isOnItsWay ? 'unknown' : 'not-now';
  if (status < 300) return 'accepted';
  // Who we are, how often we ask and what is broken there says nothing of the text: they ask us to send it again.
  if ([401, 403, 429, 500, 503].includes(status)) return 'not-now';
  return status < 500 ? 'refused' : 'unknown';
}

function becameOf(body: unknown): Became | undefined {
  const found = partOf(body, 'notifications');
  if (!Array.isArray(found)) return undefined;
  if (found.length === 0) return 'never-came';
  // The newest comes first, where one was sent again.
  switch (partOf(found[0], 'status')) {
    case 'delivered':
      return 'arrived';
    case 'permanent-failure':
      return 'number-does-not-work';
    case 'temporary-failure':
      return 'phone-was-out-of-reach';
    case 'technical-failure':
    case 'failed':
      return 'could-not-be-sent';
    default:
      return 'on-its-way';
  }
}

function asking({ url, key, mayBePlain = isThisMachine, patienceMs = 20_000 }: TextsOptions): Ask {
  const { protocol, hostname } = new URL(url);
  const isSafe = protocol === 'https:' || mayBePlain(hostname);
  return async (method, path, words) => {
    if (!isSafe) return noAnswer('way-is-in-clear', false);
    try {
      const answer = await fetch(new URL(path, url), {
        method,
        headers: { authorization: `Bearer ${proofFrom(key)}`, 'content-type': 'application/json' },
        ...(words ? { body: JSON.stringify(words) } : {}),
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMs),
      });
      return { status: answer.status, body: await bodyOf(answer), failed: '', isOnItsWay: true };
    } catch (error) {
      const code = codeOfFault(error);
      return noAnswer(code, !neverCame.has(code) && !code.startsWith('ERR_SSL_') && !isNotProven(causeOf(error)));
    }
  };
}

const neverCame = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function noAnswer(failed: string, isOnItsWay: boolean): Answer {
  return { status: 0, body: undefined, failed, isOnItsWay };
}

// What was answered counts, also where its words break off.
async function bodyOf(answer: Response): Promise<unknown> {
  return answer.json().catch(() => undefined);
}

/** Who asks, and when: a JSON web token (HS256), which holds for half a minute. */
function proofFrom(key: string): string {
  const [, service = '', secret = ''] = keyShape.exec(key) ?? [];
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const said = `${part({ typ: 'JWT', alg: 'HS256' })}.${part({ iss: service, iat: Math.floor(Date.now() / 1000) })}`;
  return `${said}.${createHmac('sha256', secret).update(said).digest('base64url')}`;
}

function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? error.cause : error;
}

function codeOfFault(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'no-answer-in-time';
  return codeOf(causeOf(error)) || 'no-answer';
}

// Only codes and kinds: what is said beside them may hold the number of the person.
function codeOfAnswer({ status, body, failed }: Answer): string {
  if (status === 0) return failed;
  const errors = partOf(body, 'errors');
  const kind = Array.isArray(errors) ? partOf(errors[0], 'error') : undefined;
  return typeof kind === 'string' && /^[A-Za-z]{1,40}$/.test(kind) ? `${status}-${kind}` : String(status);
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}
