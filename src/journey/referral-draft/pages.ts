import { errorsOf, form, textField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { insetText } from '#platform/govuk/inset-text.ts';
import { html } from '#platform/html.ts';
import { dayOf, inWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';

const inFours = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/** The code to come back by, shown once. Its link, should they send it to themselves, loses the code as soon as it is opened. */
export function keptPage(kept: { readonly code: string; readonly until: Date; readonly baseUrl: string }): Page {
  const code = inFours(kept.code);
  const link = `${kept.baseUrl}/refer/back/${code}`;
  // Nothing in the message says what it is about: somebody else may see it.
  const note = `mailto:?subject=${encodeURIComponent('To read later')}&body=${encodeURIComponent(link)}`;
  return {
    title: 'Come back later',
    body: html`<h1 class="govuk-heading-l">Your answers are kept until ${inWords(dayOf(kept.until))}</h1>
      <p class="govuk-body">They are no longer on this device. To go on, you need this code:</p>
      ${insetText({ html: html`<p class="govuk-body-l"><strong class="tp-code">${code}</strong></p>` })}
      <p class="govuk-body">
        Write it down where only you can see it. We do not show it again, and we have not sent it to anybody. Then your
        answers are removed, unless you sent them.
      </p>
      <p class="govuk-body">
        To go on, open <strong>${kept.baseUrl}/refer/back</strong> and type the code, on this device or on another one.
      </p>
      <p class="govuk-body">
        If nobody else reads your e-mail, you can <a class="govuk-link" href="${note}">send the link to yourself</a>.
      </p>`,
  };
}

/** Going on where somebody stopped. A link fills the code in, and nothing happens before they press. */
export function comeBackPage(code: string, attempt: Attempt): Page {
  return {
    title: 'Come back',
    back: '/refer',
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Go on where you stopped</h1>
      ${form(
        '/refer/back',
        textField(attempt, {
          name: 'code',
          label: 'The code that we showed you',
          hint: 'Small letters, spaces and lines between do not matter.',
          value: code,
          width: 20,
          autocomplete: 'off',
          spellcheck: false,
        }),
        { text: 'Go on' },
      )}`,
  };
}

const kept = {
  code: '4KQ29MXA7TRB3WDC8HNE',
  until: new Date('2026-12-05T10:00:00Z'),
  baseUrl: 'http://localhost:3000',
};

export const examples: readonly { readonly name: string; readonly door: 'public'; readonly page: Page }[] = [
  { name: 'Answers are kept for later', door: 'public', page: keptPage(kept) },
  { name: 'Coming back to answers', door: 'public', page: comeBackPage('', freshAttempt) },
  {
    name: 'A code that is not known',
    door: 'public',
    page: comeBackPage('', {
      typed: { code: 'ABCD' },
      problems: [{ field: 'code', text: 'We do not know this code. It works once, for a week.' }],
    }),
  },
];
