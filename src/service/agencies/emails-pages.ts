import { form, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import { agencyEmails, type AgencyEmail } from '#vocabulary/agencies.ts';

const emailWords: Readonly<Record<AgencyEmail, string>> = {
  asked: 'We ask something before we decide',
  written: 'We send a message',
  decided: 'There is news of a referral: we decide, or our work is done',
};

/** When somebody of an agency wants an e-mail. (AGN-4) */
export function emailsPage(wanted: readonly AgencyEmail[], attempt: Attempt): Page {
  return {
    title: 'E-mails to you',
    back: '/agency',
    body: html`<h1 class="govuk-heading-l">E-mails to you</h1>
      <p class="govuk-body">
        An e-mail says that there is something to read, and nothing of it. Without one you find it here when you sign in. What you choose is for you
        alone, not for your colleagues.
      </p>
      ${form(
        '/agency/e-mails',
        [
          tickField(attempt, {
            name: 'when',
            label: 'Write to me when',
            values: wanted,
            choices: agencyEmails.map((value) => ({ value, text: emailWords[value] })),
          }),
        ],
        { text: 'Save' },
      )}`,
  };
}

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'E-mails to somebody of an agency', page: emailsPage(['asked', 'decided'], freshAttempt) },
];
