import { errorsOf, form, pressForm, selectField, textField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import { inWords, dayOf } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { AgencyId, ApiClientId, StaffId } from '#vocabulary/ids.ts';
import type { ApiClient } from './rules.ts';

/** Somebody of the agency, as the page names them. */
export interface Answering {
  readonly id: StaffId;
  readonly name: string;
  readonly isActive: boolean;
}

/** What the page is of. */
export interface OfAgency {
  readonly agency: { readonly id: AgencyId; readonly name: string };
  readonly clients: readonly ApiClient[];
  readonly people: readonly Answering[];
}

/** The programs of an agency that refer by the API. */
export function clientsPage({ agency, clients, people }: OfAgency, attempt: Attempt): Page {
  const names = new Map(
    people.map(({ id, name, isActive }) => [id, isActive ? name : `${name}, who can no longer come in`]),
  );
  const active = people.filter(({ isActive }) => isActive);
  return {
    title: `Programs of ${agency.name}`,
    back: `/agencies/${agency.id}`,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Programs of ${agency.name}</h1>
      <p class="govuk-body">
        A program sends referrals from the agency’s own system. It reaches what the person who answers for it reaches, and stops when they
        do. <a class="govuk-link" href="/api">How programs refer</a>
      </p>
      ${
        clients.length === 0
          ? html`<p class="tp-empty govuk-body">No program refers for it yet.</p>`
          : html`<ul class="tp-list">
              ${clients.map((client) => row(agency.id, client, names.get(client.staffId) ?? ''))}
            </ul>`
      }
      <h2 class="govuk-heading-m">Add a program</h2>
      ${
        active.length === 0
          ? html`<p class="govuk-body">
              First <a class="govuk-link" href="/agencies/${agency.id}">add somebody of the agency</a> who answers for it.
            </p>`
          : form(
              `/agencies/${agency.id}/programs`,
              [
                textField(attempt, {
                  name: 'name',
                  label: 'What it is called',
                  hint: 'Such as the name of their system.',
                }),
                selectField(attempt, {
                  name: 'person',
                  label: 'Who answers for it',
                  hint: 'What it sends is sent in their name. If it should follow all referrals of the agency, tick that for this person first.',
                  choices: active.map(({ id, name }) => ({ value: id, text: name })),
                }),
              ],
              { text: 'Add the program' },
            )
      }`,
  };
}

function row(agencyId: AgencyId, { id, name, madeAt, renewedAt, endedAt }: ApiClient, answers: string): Html {
  const press = (step: string, text: string) =>
    pressForm(`/agencies/${agencyId}/programs/${step}`, { text, about: name, quiet: true }, { program: id });
  const since = renewedAt ?? madeAt;
  return html`<li class="tp-list__row">
    <div>
      <h2 class="govuk-heading-s govuk-!-margin-bottom-1">
        <a class="tp-list__link" href="/agencies/${agencyId}/programs/${id}">${name}</a>
      </h2>
      <p class="tp-list__note">
        ${answers} answers for it.
        ${endedAt ? `Ended on ${inWords(dayOf(endedAt))}.` : `Its secret is from ${inWords(dayOf(since))}.`}
      </p>
      <p class="tp-list__note tp-break">Client id: ${id}</p>
    </div>
    ${endedAt === null && html`${press('renew', 'Give it a new secret')} ${press('end', 'End it')}`}
  </li>`;
}

/** A secret, shown once to whoever hands it over. */
export function secretPage(agencyId: AgencyId, shown: { readonly id: ApiClientId; readonly secret: string }): Page {
  return {
    title: 'A secret for the program',
    back: `/agencies/${agencyId}/programs`,
    body: html`<h1 class="govuk-heading-l">A secret for the program</h1>
      <p class="govuk-body">
        Give both to whoever sets the program up, by a way that only they read. The secret is not shown again. If it is lost, give the program
        a new one.
      </p>
      <p class="govuk-body tp-break">Client id: <strong>${shown.id}</strong></p>
      <p class="govuk-body tp-break">Secret: <strong>${shown.secret}</strong></p>`,
  };
}

const agency = { id: 'a6e0c1e0-0000-4000-8000-000000000001' as AgencyId, name: 'Corby neighbourhood team' };
const lewis = { id: '1b6d5c1e-0000-4000-8000-000000000009' as StaffId, name: 'PC Lewis Grant', isActive: true };
const records: ApiClient = {
  id: 'c1e0a6e0-0000-4000-8000-000000000002' as ApiClientId,
  name: 'Records system',
  staffId: lewis.id,
  madeAt: new Date('2026-03-02T10:00:00Z'),
  renewedAt: null,
  endedAt: null,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'Programs: nobody could answer for one',
    page: clientsPage({ agency, clients: [], people: [] }, freshAttempt),
  },
  { name: 'Programs: none yet', page: clientsPage({ agency, clients: [], people: [lewis] }, freshAttempt) },
  {
    name: 'Programs: one, and one that was ended',
    page: clientsPage(
      {
        agency,
        clients: [records, { ...records, name: 'The system before it', endedAt: new Date('2026-04-01T10:00:00Z') }],
        people: [lewis],
      },
      { typed: { name: '' }, problems: [{ field: 'name', text: 'Write what the program is called' }] },
    ),
  },
  {
    name: 'Programs: a secret',
    page: secretPage(agency.id, { id: records.id, secret: 'tK0Zb3Yy7Q2o5r8uWxA1C4e6G9jLmNpSvBdFhJkMqTw' }),
  },
];
