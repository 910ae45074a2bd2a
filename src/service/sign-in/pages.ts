import { errorsOf, form, textField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { passwordInput } from '#platform/govuk/password-input.ts';
import { html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import { explain } from './rules.ts';
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

/** The second step: the code that an app shows now, or one of the recovery codes. */
export function secondStepPage(attempt: Attempt, to: string): Page {
  return {
    title: 'Your code',
    back: '/sign-in',
    body: html` ${errorsOf(attempt)}
    ${form(
      '/sign-in/code',
      [
        html`<input type="hidden" name="to" value="${to}" />`,
        textField(attempt, {
          name: 'code',
          label: 'What is your code?',
          isHeading: true,
          hint: 'The six figures that your app shows now. If you do not have your phone, one of your recovery codes.',
          width: 10,
          autocomplete: 'one-time-code',
          spellcheck: false,
        }),
      ],
      { text: 'Sign in' },
    )}`,
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
export const examples: readonly { readonly name: string; readonly door?: 'public'; readonly page: Page }[] = [
  { name: 'staff sign in', page: signInPage(freshAttempt, '/work') },
  {
    name: 'staff sign in, not recognised',
    page: signInPage(
      { typed: { email: 'jo@rp.example' }, problems: [{ field: 'email', text: explain('not-recognised') }] },
      '/work',
    ),
  },
  { name: 'the second step', page: secondStepPage(freshAttempt, '/work') },
  {
    name: 'the second step, a code that does not work',
    page: secondStepPage({ typed: {}, problems: [{ field: 'code', text: explain('code-does-not-work') }] }, '/work'),
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
