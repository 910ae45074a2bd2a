import { errorsOf, form, textField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';

/** Participants: the code that goes with their link. The page says nothing about whose it is. */
export function codePage(link: string, attempt: Attempt): Page {
  return {
    title: 'Your page',
    body: html` ${errorsOf(attempt)}
    ${form(
      `/my/enter/${link}`,
      textField(attempt, {
        name: 'code',
        label: 'What is your code?',
        isHeading: true,
        hint: 'The six numbers that we told you. You can use this link once.',
        width: 10,
        inputmode: 'numeric',
        autocomplete: 'one-time-code',
      }),
      { text: 'Continue' },
    )}`,
  };
}

/** Shown for a link that is used, stopped, too old or was never there: all look the same. */
export function closedLinkPage(): Page {
  return {
    title: 'Your page',
    body: html` <h1 class="govuk-heading-l">This link does not work any more</h1>
      <p class="govuk-body">A link works once, for seven days. Ask the person who gave it to you for a new one.</p>`,
  };
}

/** Staff: the link and the code, shown once. */
export function invitedPage(reference: string, called: string, address: string, code: string): Page {
  return {
    title: 'Link and code',
    back: `/cases/${reference}/people`,
    body: html` <h1 class="govuk-heading-l">A page of their own for ${called}</h1>
      ${summaryList({
        rows: [
          { key: { text: 'Link' }, value: { html: html`<code class="tp-break">${address}</code>` } },
          { key: { text: 'Code' }, value: { html: html`<strong>${code.slice(0, 3)} ${code.slice(3)}</strong>` } },
        ],
      })}
      <p class="govuk-body">
        Give the link one safe way and the code another: say it, or write it on paper. The link works once, for seven
        days.
      </p>
      <p class="govuk-body">Neither is shown again. If one is lost, make a new link and this one stops.</p>`,
  };
}

/** The pages as people meet them. */
export const examples: readonly { readonly name: string; readonly door?: 'participant'; readonly page: Page }[] = [
  { name: 'a code', door: 'participant', page: codePage('link', freshAttempt) },
  { name: 'a link that is closed', door: 'participant', page: closedLinkPage() },
  {
    name: 'a link and a code',
    page: invitedPage(
      '7K3M-QX94',
      'Joanne',
      'http://localhost:3000/my/enter/abcdefghijklmnopqrstuvwxyz0123456789',
      '402915',
    ),
  },
];
