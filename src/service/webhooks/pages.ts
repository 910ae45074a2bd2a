import { pressForm } from '#platform/fields.ts';
import { html, type Html } from '#platform/html.ts';
import { inWords, dayOf } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { AgencyId, ApiClientId } from '#vocabulary/ids.ts';
import type { Webhook, WebhookMessage, WebhookMessageId } from './rules.ts';

/** What the page is of. */
export interface OfProgram {
  readonly agencyId: AgencyId;
  readonly program: { readonly id: ApiClientId; readonly name: string };
  readonly webhook: Webhook | undefined;
  readonly messages: readonly WebhookMessage[];
  /** The address of the page after this one, where there is one. */
  readonly next: string | undefined;
}

const outcomeWords: Readonly<Record<WebhookMessage['outcome'], string>> = {
  waiting: 'Waits to be told',
  delivered: 'Told',
  'given-up': 'Given up',
};

/** What a program was told, and what could not be told. */
export function toldPage({ agencyId, program, webhook, messages, next }: OfProgram): Page {
  return {
    title: `What ${program.name} was told`,
    back: `/agencies/${agencyId}/programs`,
    body: html`<h1 class="govuk-heading-l">What ${program.name} was told</h1>
      ${placeOf(webhook)}
      ${
        messages.length === 0
          ? html`<p class="tp-empty govuk-body">Nothing yet.</p>`
          : html`<ul class="tp-list">
              ${messages.map((message) => row(`/agencies/${agencyId}/programs/${program.id}/again`, message))}
            </ul>`
      }
      ${next !== undefined && html`<p class="govuk-body"><a class="govuk-link" href="${next}">Earlier ones</a></p>`}`,
  };
}

function placeOf(webhook: Webhook | undefined): Html {
  if (!webhook) return html`<p class="govuk-body">It did not say where it wants to be told, and asks by itself.</p>`;
  const { url, stoppedAt, stoppedBecause } = webhook;
  return html`<p class="govuk-body tp-break">It is told at <strong>${url}</strong>.</p>
    ${
      stoppedAt &&
      html`<p class="govuk-body">
        Nothing is told there since ${inWords(dayOf(stoppedAt))}:
        ${stoppedBecause === 'gone' ? 'the address says that it is gone.' : 'the program asked for that.'}
      </p>`
    }`;
}

function row(again: string, { id, reference, status, happenedAt, outcome, tries, because }: WebhookMessage): Html {
  return html`<li class="tp-list__row">
    <div>
      <h2 class="govuk-heading-s govuk-!-margin-bottom-1">${reference}: ${status.replaceAll('-', ' ')}</h2>
      <p class="tp-list__note">
        ${inWords(dayOf(happenedAt))}. ${outcomeWords[outcome]}${tries > 0 && html`, ${tries === 1 ? 'one try' : `${tries} tries`}: ${because.replaceAll('-', ' ')}`}.
      </p>
    </div>
    ${outcome !== 'waiting' && pressForm(again, { text: 'Tell it again', about: reference, quiet: true }, { message: id })}
  </li>`;
}

const at = new Date('2026-03-02T10:00:00Z');
const told: WebhookMessage = {
  id: 'd1e0a6e0-0000-4000-8000-000000000003' as WebhookMessageId,
  clientId: 'c1e0a6e0-0000-4000-8000-000000000002' as ApiClientId,
  reference: '7KQ2-M4TX',
  status: 'in-touch',
  happenedAt: at,
  outcome: 'delivered',
  tries: 1,
  dueAt: at,
  because: 'answered-204',
  replays: 0,
};
const webhook: Webhook = {
  clientId: told.clientId,
  url: 'https://records.police.example/told',
  number: 1,
  setAt: at,
  stoppedAt: null,
  stoppedBecause: null,
};
const of = {
  agencyId: 'a6e0c1e0-0000-4000-8000-000000000001' as AgencyId,
  program: { id: told.clientId, name: 'Records system' },
  next: undefined,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'What a program was told: nothing', page: toldPage({ ...of, webhook: undefined, messages: [] }) },
  {
    name: 'What a program was told: told, waiting and given up',
    page: toldPage({
      ...of,
      webhook: { ...webhook, stoppedAt: at, stoppedBecause: 'gone' },
      messages: [
        { ...told, status: 'finished', outcome: 'waiting', tries: 2, because: 'answered-503' },
        told,
        { ...told, status: 'read', outcome: 'given-up', tries: 8, because: 'cannot-be-reached' },
      ],
      next: '/agencies',
    }),
  },
];
