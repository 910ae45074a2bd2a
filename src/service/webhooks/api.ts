import { z } from 'zod';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import { signingSecret } from '#platform/webhook-signature.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ApiDoor, ProgramSent, ProgramVisit, Told } from '#vocabulary/doors.ts';
import { tellAgain, tellAt, tellNoMore } from './actions.ts';
import { messagesOf, placeIn, placeText, webhookOf } from './facts.ts';
import { explain, outcomes, type CannotReplay, type CannotSetWebhook, type WebhookMessageId } from './rules.ts';

/** Telling a program what became of its referrals, instead of it asking. */
export function webhooksForPrograms(
  door: ApiDoor,
  wired: { readonly mark: (text: string) => string; readonly mayBeInside: boolean },
): void {
  door.looks(showWay, (visit) => show(visit, wired.mark));
  door.acts(setWay, (hand, sent) => set(hand, sent, wired.mayBeInside));
  door.acts(removeWay, remove);
  door.looks(messagesWay, messages);
  door.acts(replayWay, replay);
}

const tag = 'Webhooks';

const Webhook = z.object({
  url: z.string(),
  secret: z
    .string()
    .describe('Signs every message, as Standard Webhooks says. Another one each time the address is set.'),
  isStopped: z.boolean(),
  stoppedBecause: z.enum(['removed', 'gone']).nullable().describe('`gone`: you answered 410.'),
});

const showWay = {
  method: 'get',
  path: '/webhook',
  id: 'getWebhook',
  tag,
  summary: 'Where you are told, and the secret that signs it',
  answer: { name: 'Webhook', schema: Webhook, status: 200, says: 'Where you are told.' },
  refusals: {},
} as const;

async function show(
  { db, program }: ProgramVisit,
  mark: (text: string) => string,
): Promise<Told<z.output<typeof Webhook>> | 'not-there'> {
  const found = await webhookOf(db, program.clientId);
  if (!found) return 'not-there';
  const { url, number, stoppedAt, stoppedBecause } = found;
  const secret = signingSecret(mark, program.clientId, number);
  return { answer: { url, secret, isStopped: stoppedAt !== null, stoppedBecause } };
}

const NewWebhook = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .describe('An https address of the public internet.'),
});
const Set = z.object({ url: z.string() });
const setRefusals = {
  'not-an-address': explain('not-an-address'),
  'not-https': explain('not-https'),
  'address-is-inside': explain('address-is-inside'),
  'address-has-a-password': explain('address-has-a-password'),
} as const satisfies Readonly<Record<CannotSetWebhook, string>>;

const setWay = {
  method: 'put',
  path: '/webhook',
  id: 'setWebhook',
  tag,
  summary: 'Say where you want to be told',
  body: { name: 'NewWebhook', schema: NewWebhook },
  answer: { name: 'WebhookSet', schema: Set, status: 200, says: 'From now on you are told there.' },
  refusals: setRefusals,
} as const;

async function set(
  hand: Hand,
  { program, body }: ProgramSent<z.output<typeof NewWebhook>>,
  mayBeInside: boolean,
): Promise<Decision<z.output<typeof Set>, string>> {
  // As it is asked for: small letters before the colon, and no sign that an address cannot hold.
  const url = new URL(body.url).href;
  if (url.length > 500) return refuse('not-an-address');
  const decision = await tellAt(hand, program.clientId, url, mayBeInside);
  return decision.ok ? allow({ url }) : decision;
}

const Removed = z.object({ isStopped: z.boolean() });

const removeWay = {
  method: 'delete',
  path: '/webhook',
  id: 'removeWebhook',
  tag,
  summary: 'Be told nothing any more',
  answer: { name: 'WebhookRemoved', schema: Removed, status: 200, says: 'You are told nothing any more.' },
  refusals: {},
} as const;

async function remove(
  hand: Hand,
  { program }: ProgramSent<object>,
): Promise<Decision<z.output<typeof Removed>, string>> {
  const decision = await tellNoMore(hand, program.clientId);
  return decision.ok ? allow({ isStopped: true }) : decision;
}

const Message = z.object({
  id: z.uuid().describe('The `webhook-id` of the message: the same, however often it is sent.'),
  reference: z.string(),
  status: z.string(),
  happenedAt: z.iso.datetime(),
  outcome: z.enum(outcomes),
  tries: z.int(),
  because: z.string().describe('What the last try came to, as a code such as `answered-500`; empty before the first.'),
});
const Messages = z.object({
  messages: z.array(Message),
  next: z.string().nullable().describe('Give this as `after` for the next page; null on the last one.'),
});
const Asked = z.object({
  after: z.string().max(80).optional().describe('The `next` of the page before.'),
});

const messagesWay = {
  method: 'get',
  path: '/webhook/messages',
  id: 'listMessages',
  tag,
  summary: 'What you were told, the newest first, twenty-five at a time',
  query: { name: 'MessagesAsked', schema: Asked },
  answer: { name: 'MessageList', schema: Messages, status: 200, says: 'A page of them.' },
  refusals: {},
} as const;

async function messages({
  db,
  program,
  query,
}: ProgramVisit & { readonly query: z.output<typeof Asked> }): Promise<Told<z.output<typeof Messages>> | 'not-there'> {
  const after = query.after === undefined ? undefined : placeIn(query.after);
  if (after === null) return 'not-there';
  const found = await messagesOf(db, program.clientId, after);
  return {
    answer: {
      messages: found.messages.map(({ id, reference, status, happenedAt, outcome, tries, because }) => ({
        ...{ id, reference, status, outcome, tries, because },
        happenedAt: happenedAt.toISOString(),
      })),
      next: found.next ? placeText(found.next) : null,
    },
  };
}

const Replayed = z.object({ id: z.uuid(), outcome: z.enum(outcomes) });

const replayWay = {
  method: 'post',
  path: '/webhook/messages/:id/replay',
  id: 'replayMessage',
  tag,
  summary: 'Be told again',
  answer: { name: 'Replayed', schema: Replayed, status: 200, says: 'It is on its way again, with the same id.' },
  refusals: {
    'is-on-its-way': explain('is-on-its-way'),
    'webhook-is-stopped': explain('webhook-is-stopped'),
    'told-again-too-often': explain('told-again-too-often'),
  } satisfies Readonly<Record<CannotReplay, string>>,
} as const;

async function replay(
  hand: Hand,
  { program, params }: ProgramSent<object>,
): Promise<Decision<z.output<typeof Replayed>, string>> {
  const id = (params['id'] ?? '') as WebhookMessageId;
  const decision = await tellAgain(hand, program.clientId, id);
  return decision.ok ? allow({ id, outcome: decision.value }) : decision;
}
