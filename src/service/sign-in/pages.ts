import { errorsOf, form, textField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { passwordInput } from '#platform/govuk/password-input.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { DemonstrationPerson } from './store.ts';

/** Staff: e-mail and password. */
export function signInPage(attempt: Attempt, to: string): Page {
  return {
    title: 'Sign in',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Sign in</h1>
      ${form(
        '/sign-in',
        [
          html`<input type="hidden" name="to" value="${to}" />`,
          textField(attempt, {
            name: 'email',
            label: 'Work e-mail address',
            type: 'email',
            autocomplete: 'username',
            spellcheck: false,
          }),
          passwordInput({
            id: 'password',
            name: 'password',
            label: { text: 'Password', classes: 'govuk-label--s' },
            autocomplete: 'current-password',
          }),
        ],
        { text: 'Sign in' },
      )}`,
  };
}

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

/** The made-up people of the demonstration, one press each. */
export function demonstrationPage(people: readonly DemonstrationPerson[]): Page {
  const staff = people.filter(({ kind }) => kind === 'staff');
  const participants = people.filter(({ kind }) => kind === 'participant');
  return {
    title: 'Demonstration',
    body: html` <h1 class="govuk-heading-l">Who do you want to be?</h1>
      <p class="govuk-body">Everybody here is made up. Press a name to sign in as that person.</p>
      <h2 class="govuk-heading-m">People who work here</h2>
      <ul class="tp-people">
        ${staff.map(({ id, name, role }) => html`<li>${pressToBe('staff', id, name)} ${role.replaceAll('-', ' ')}</li>`)}
      </ul>
      <h2 class="govuk-heading-m">People taking part</h2>
      <ul class="tp-people">
        ${participants.map(({ id, name, caseReference }) => html`<li>${pressToBe('participant', id, name)} case ${caseReference}</li>`)}
      </ul>`,
  };
}

function pressToBe(kind: string, id: string, name: string) {
  return html`<form method="post" action="/demonstration" class="tp-people__press">
    <input type="hidden" name="kind" value="${kind}" /><input type="hidden" name="id" value="${id}" /><button
      class="govuk-button govuk-button--secondary"
      type="submit"
    >
      ${name}
    </button>
  </form>`;
}

/** The pages as people meet them. */
export const examples: readonly {
  readonly name: string;
  readonly door?: 'public' | 'participant';
  readonly page: Page;
}[] = [
  { name: 'staff sign in', door: 'public', page: signInPage(freshAttempt, '/work') },
  {
    name: 'staff sign in, not recognised',
    door: 'public',
    page: signInPage(
      {
        typed: { email: 'jo@rp.example' },
        problems: [{ field: 'email', text: 'The e-mail address or the password is not right' }],
      },
      '/work',
    ),
  },
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
  {
    name: 'the people of a demonstration',
    door: 'public',
    page: demonstrationPage([
      { kind: 'staff', id: '1', name: 'Jo Whitfield', role: 'facilitator', caseReference: null },
      { kind: 'participant', id: '2', name: 'Joanne', role: '', caseReference: '7K3M-QX94' },
    ]),
  },
];
