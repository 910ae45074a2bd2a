import { pressForm } from '#platform/fields.ts';
import { html } from '#platform/html.ts';
import { dayOf, inWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { Draft } from './facts.ts';

/** What somebody of an agency has begun and not sent. (DRF-2) */
export function draftsPage(drafts: readonly Draft[]): Page {
  return {
    title: 'Your drafts',
    back: '/agency',
    body: html`<h1 class="govuk-heading-l">Your drafts</h1>
      <p class="govuk-body">
        Only you see these. Each is deleted 14 days after you kept it last. We read nothing and contact nobody until you send it.
      </p>
      ${
        drafts.length === 0
          ? html`<p class="tp-empty govuk-body">You have no drafts.</p>`
          : html`<ul class="tp-list">
              ${drafts.map(row)}
            </ul>`
      }
      <p class="govuk-body"><a class="govuk-link" href="/agency/refer">Begin a new referral</a></p>`,
  };
}

function nameOf({ fields }: Draft): string {
  const name = fields['full-name'];
  return typeof name === 'string' && name.trim() !== '' ? name : 'Nobody named yet';
}

function row(draft: Draft) {
  const { id, keptAt, expiresAt } = draft;
  return html`<li class="tp-list__row">
    <div>
      <h2 class="govuk-heading-s govuk-!-margin-bottom-1">
        <a class="tp-list__link" href="/agency/drafts/${id}">${nameOf(draft)}</a>
      </h2>
      <p class="tp-list__note">
        Kept on ${inWords(dayOf(keptAt))}. Deleted on ${inWords(dayOf(expiresAt))}, unless you keep or send it before.
      </p>
    </div>
    ${pressForm(`/agency/drafts/${id}/throw-away`, { text: 'Throw away', about: nameOf(draft), quiet: true })}
  </li>`;
}

const draft: Draft = {
  id: 'd4af7000-0000-4000-8000-000000000001',
  fields: { 'full-name': 'Joanne Hartley' },
  keptAt: new Date('2026-11-02T10:00:00Z'),
  expiresAt: new Date('2026-11-16T10:00:00Z'),
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Drafts of an agency: none', page: draftsPage([]) },
  {
    name: 'Drafts of an agency: with and without a name',
    page: draftsPage([draft, { ...draft, id: 'd4af7000-0000-4000-8000-000000000002', fields: { hopes: 'Peace' } }]),
  },
];
