import { addClientTo } from '#service/api-clients/actions.ts';
import type { AgencyId, ApiClientId, StaffId } from '#vocabulary/ids.ts';
import type { Answered, Caller, House } from './house.ts';

/** What came back to a program. */
export interface Heard {
  readonly status: number;
  readonly type: string;
  readonly body: Record<string, unknown>;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A program of an agency, which has its secret. */
export interface Program {
  readonly id: ApiClientId;
  readonly secret: string;
}

/** A program for which somebody of an agency answers. */
export async function aProgram(house: House, agencyId: AgencyId, staffId: StaffId): Promise<Program> {
  return house.actInService(house.staff.amara, async (hand) => {
    const made = await addClientTo(hand, agencyId, { name: 'Records system', staffId });
    if (!made.ok) throw new Error(`Not made: ${made.because.join(', ')}`);
    return made.value;
  });
}

/** Asks as a program does: no cookie, no browser. */
export async function ask(
  house: House,
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  url: string,
  sent: { readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown } = {},
): Promise<Heard> {
  const text = typeof sent.body === 'string' ? sent.body : undefined;
  const answer = await house.server.inject({
    method,
    url,
    headers: {
      ...(sent.body === undefined || text !== undefined ? {} : { 'content-type': 'application/json' }),
      ...sent.headers,
    },
    ...(sent.body === undefined ? {} : { payload: text ?? JSON.stringify(sent.body) }),
  });
  const type = answer.headers['content-type'] ?? '';
  return {
    status: answer.statusCode,
    type,
    body: /json/.test(type) ? (JSON.parse(answer.body) as Record<string, unknown>) : {},
    text: answer.body,
    headers: answer.headers,
  };
}

/** Asks for a token; `form` replaces what a program would send. */
export function askForToken(house: House, { id, secret }: Program, form?: string): Promise<Heard> {
  return ask(house, 'POST', '/api/oauth/token', {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form ?? `grant_type=client_credentials&client_id=${id}&client_secret=${secret}`,
  });
}

let keys = 0;

/** A program that has its token and asks below `/api/v1`. */
export async function cameIn(house: House, program: Program) {
  const { body } = await askForToken(house, program);
  const authorization = `Bearer ${String(body['access_token'])}`;
  return {
    authorization,
    clientId: program.id,
    get: (path: string) => ask(house, 'GET', `/api/v1${path}`, { headers: { authorization } }),
    send: (method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, sent?: unknown, key = `key-${(keys += 1)}`) =>
      ask(house, method, `/api/v1${path}`, { headers: { authorization, 'idempotency-key': key }, body: sent }),
  };
}

/** A referral as a program sends it. */
export const aNewReferral = {
  part: 'harmed',
  fullName: 'Joanne Hartley 🌱',
  agreedToReferral: true,
  toldBy: 'PC Grant, on Monday',
  contact: { safeWays: ['call'], phone: '07700 900123', safeTimes: 'After four' },
  incident: { kind: 'burglary', whatHappened: 'Somebody broke in while the family was asleep.', postcode: 'NN16 0AA' },
  agencyReference: '26/514820',
  situation: 'Charged.',
};

/** A program as a caller that tries every way: what it sends is an empty object where programs come in, and a form elsewhere. */
export async function asProgram(house: House, program: Program): Promise<Caller> {
  const { authorization } = await cameIn(house, program);
  const stranger = house.asStranger();
  async function sendTo(method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string): Promise<Answered> {
    if (!path.startsWith('/api/v1'))
      return method === 'POST'
        ? stranger.post(path, {}, { authorization })
        : stranger.other(method, path, { authorization });
    const headers = { authorization, 'idempotency-key': `key-${(keys += 1)}` };
    const { status, text, headers: came } = await ask(house, method, path, { headers, body: {} });
    return { status, body: text, bytes: Buffer.from(text), location: undefined, headers: came };
  }
  return {
    get: (path) => stranger.get(path, { authorization }),
    post: (path) => sendTo('POST', path),
    other: (method, path) => sendTo(method, path),
    send: () => Promise.reject(new Error('A program sends no files')),
  };
}
