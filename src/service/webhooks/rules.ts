import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ApiClientId, Id } from '#vocabulary/ids.ts';
import type { StaffRole } from '#vocabulary/staff.ts';

export type WebhookMessageId = Id<'webhook-message'>;

/** Where a program wants to be told. */
export interface Webhook {
  readonly clientId: ApiClientId;
  readonly url: string;
  /** Which of its signing secrets holds. */
  readonly number: number;
  readonly setAt: Date;
  readonly stoppedAt: Date | null;
  readonly stoppedBecause: 'removed' | 'gone' | null;
}

export type CannotSetWebhook = 'not-an-address' | 'not-https' | 'address-is-inside' | 'address-has-a-password';

/** A webhook is an https address of the public internet, without a password in it. (WHK-1) */
export function setWebhook(
  address: { readonly isHttps: boolean; readonly isPublic: boolean; readonly hasCredentials: boolean } | undefined,
  mayBeInside: boolean,
): Decision<'may-be-told', CannotSetWebhook> {
  if (!address) return refuse('not-an-address');
  const reasons: CannotSetWebhook[] = [];
  if (!address.isHttps && !mayBeInside) reasons.push('not-https');
  if (!address.isPublic && !mayBeInside) reasons.push('address-is-inside');
  if (address.hasCredentials) reasons.push('address-has-a-password');
  return refuseAny(reasons, 'may-be-told');
}

export const outcomes = ['waiting', 'delivered', 'given-up'] as const;
export type Outcome = (typeof outcomes)[number];

/** That a referral stands elsewhere now, on its way to a program. */
export interface WebhookMessage {
  readonly id: WebhookMessageId;
  readonly clientId: ApiClientId;
  readonly reference: string;
  readonly status: string;
  readonly happenedAt: Date;
  readonly outcome: Outcome;
  readonly tries: number;
  readonly dueAt: Date;
  readonly because: string;
  /** How often somebody asked to be told again. */
  readonly replays: number;
}

/** Whether a program is told anything: it and whoever answers for it could come in themselves on this day. (WHK-2) */
export function mayBeTold(
  webhook: Pick<Webhook, 'stoppedAt'> | undefined,
  client: { readonly endedAt: Date | null } | undefined,
  answers:
    | { readonly isActive: boolean; readonly roles: readonly StaffRole[]; readonly endsOn: PlainDate | null }
    | undefined,
  today: PlainDate,
): boolean {
  if (webhook?.stoppedAt !== null || client?.endedAt !== null || !answers) return false;
  const isThere = answers.isActive && (answers.endsOn === null || answers.endsOn >= today);
  return isThere && answers.roles.includes('referrer');
}

/** Minutes between one try and the next, ever longer: three days in all. */
const waits = [1, 5, 30, 120, 360, 720, 1440, 1440];

export type AfterTry =
  | { readonly outcome: 'delivered' | 'given-up'; readonly because: string; readonly isGone: boolean }
  | { readonly outcome: 'waiting'; readonly because: string; readonly dueAt: Date };

/** What comes after a try: delivered by a 2xx; by 410 no more is told there; else again later, and in the end not. (WHK-3) */
export function afterTry(
  came: { readonly status: number } | { readonly failed: string },
  tries: number,
  at: Date,
): AfterTry {
  const because = 'failed' in came ? came.failed : `answered-${came.status}`;
  const status = 'failed' in came ? 0 : came.status;
  if (status >= 200 && status < 300) return { outcome: 'delivered', because, isGone: false };
  const wait = waits[tries];
  const isGone = status === 410;
  if (isGone || because === 'address-is-not-allowed' || wait === undefined)
    return { outcome: 'given-up', because, isGone };
  return { outcome: 'waiting', because, dueAt: new Date(at.getTime() + wait * 60_000) };
}

export type CannotReplay = 'is-on-its-way' | 'webhook-is-stopped' | 'told-again-too-often';

/** How often one message is told again because somebody asks. */
const mostReplays = 10;

/** What was told or given up is told again when somebody asks for it, while the webhook stands, and not without end. (WHK-3) */
export function replay(
  message: Pick<WebhookMessage, 'outcome' | 'replays'>,
  webhook: Pick<Webhook, 'stoppedAt'> | undefined,
): Decision<'waiting', CannotReplay> {
  if (!webhook || webhook.stoppedAt !== null) return refuse('webhook-is-stopped');
  if (message.outcome === 'waiting') return refuse('is-on-its-way');
  return message.replays >= mostReplays ? refuse('told-again-too-often') : allow('waiting');
}

/** The body that a program is sent: the reference and the allowed status, and nothing else of anybody. (WHK-2) */
export function bodyOf({ reference, status, happenedAt }: Pick<WebhookMessage, 'reference' | 'status' | 'happenedAt'>) {
  return {
    type: 'referral.status-changed',
    timestamp: happenedAt.toISOString(),
    data: { reference, status },
  } as const;
}

/** The refusals in plain words. */
export function explain(reason: CannotSetWebhook | CannotReplay): string {
  switch (reason) {
    case 'not-an-address':
      return 'This is no address';
    case 'not-https':
      return 'The address must begin with https';
    case 'address-is-inside':
      return 'The address must be one of the public internet';
    case 'address-has-a-password':
      return 'Leave name and password out of the address';
    case 'is-on-its-way':
      return 'It is on its way already';
    case 'told-again-too-often':
      return 'It was told again ten times already. Ask where the referral stands instead';
    case 'webhook-is-stopped':
      return 'The program is told nothing at the moment. Set where it is told first';
    default:
      return unreachable(reason);
  }
}
