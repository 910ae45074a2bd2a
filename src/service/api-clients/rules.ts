import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { ApiClientId, StaffId } from '#vocabulary/ids.ts';

/** A program of an agency that refers by the API. */
export interface ApiClient {
  readonly id: ApiClientId;
  readonly name: string;
  /** Somebody of the agency answers for it; it reaches what they reach. */
  readonly staffId: StaffId;
  readonly madeAt: Date;
  readonly renewedAt: Date | null;
  readonly endedAt: Date | null;
}

/** How long a token lasts, in seconds: as long as it takes to lose interest in one that was stolen. (API-3) */
export const tokenSeconds = 1800;

export type CannotMakeClient = 'name-is-missing' | 'nobody-answers-for-it';

/** A program has a name, and somebody of the agency answers for it. (API-1, API-2) */
export function makeClient(
  wanted: { readonly name: string; readonly staffId: string },
  people: readonly { readonly staffId: StaffId }[],
): Decision<{ readonly name: string; readonly staffId: StaffId }, CannotMakeClient> {
  const reasons: CannotMakeClient[] = [];
  const answers = people.find(({ staffId }) => staffId === wanted.staffId);
  if (wanted.name === '') reasons.push('name-is-missing');
  if (!answers) reasons.push('nobody-answers-for-it');
  return refuseAny(reasons, { name: wanted.name, staffId: wanted.staffId as StaffId });
}

export type CannotChangeClient = 'program-has-ended';

/** A program that was ended stays so: another one is made instead. (API-3) */
export function changeClient(client: Pick<ApiClient, 'endedAt'>): Decision<'may-change', CannotChangeClient> {
  return client.endedAt === null ? allow('may-change') : refuse('program-has-ended');
}

/** What is kept of a request that was answered. */
export interface Answer {
  readonly status: number;
  readonly body: object;
}

/** A key belongs to one request: the same request is answered as before, another one is refused. (API-4) */
export function answerAgain(
  before: { readonly askedMark: string } & Answer,
  askedMark: string,
): Decision<Answer, 'key-was-used-for-something-else'> {
  if (before.askedMark !== askedMark) return refuse('key-was-used-for-something-else');
  return allow({ status: before.status, body: before.body });
}

/** The refusals in plain words. */
export function explain(reason: CannotMakeClient | CannotChangeClient): string {
  switch (reason) {
    case 'name-is-missing':
      return 'Write what the program is called';
    case 'nobody-answers-for-it':
      return 'Choose who at the agency answers for it';
    case 'program-has-ended':
      return 'This program was ended. Add another one instead';
    default:
      return unreachable(reason);
  }
}
