import { errorsOf, form, radioField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import { question, type Asked } from './rules.ts';

/** A person’s own page while nothing is asked. */
export function notAskedPage(): Page {
  return {
    title: 'Another service',
    back: '/my',
    body: html`<h1 class="govuk-heading-l">Another service</h1>
      <p class="govuk-body">We do not ask you about another service now.</p>`,
  };
}

/** A person’s own page: whether they want to go along to another service. */
export function ownTransferPage(toName: string, now: Asked['answer'], attempt: Attempt): Page {
  return {
    title: 'Another service',
    back: '/my',
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Another service may be better for you</h1>
      <p class="govuk-body">We have asked ${toName}. They do not know who you are.</p>
      ${now !== 'unasked' && html`<p class="govuk-inset-text">${now === 'yes' || now === 'guardian-unasked' ? 'You said yes.' : 'You said no.'} You can change it here.</p>`}
      ${form(
        '/my/transfer',
        radioField(attempt, {
          name: 'said',
          label: question(toName),
          choices: [
            { value: 'given', text: 'Yes' },
            { value: 'declined', text: 'No' },
          ],
        }),
        { text: 'Save my answer' },
      )}`,
  };
}

const near = 'Restorative Leicestershire';

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'A person is not asked about another service', page: notAskedPage() },
  { name: 'A person is asked about going along', page: ownTransferPage(near, 'unasked', freshAttempt) },
  { name: 'A person said yes to going along', page: ownTransferPage(near, 'yes', freshAttempt) },
];
