import { errorsOf, form, pressForm, radioField, textField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { passwordInput } from '#platform/govuk/password-input.ts';
import { html } from '#platform/html.ts';
import { passkeyForm } from '#platform/passkey-form.ts';
import type { Page, ProviderLink } from '#vocabulary/doors.ts';
import { explain } from './rules.ts';
import type { DemonstrationPerson } from './store.ts';

/** Staff: a passkey first, where there can be one; else e-mail and password. */
export function signInPage(
  attempt: Attempt,
  to: string,
  ways: {
    readonly hasPasskeys: boolean;
    readonly provider?: ProviderLink | undefined;
    /** Where the password was right in more than one: to which. */
    readonly services?: readonly { readonly serviceId: string; readonly serviceName: string }[] | undefined;
  },
): Page {
  const goingOn = html`<input type="hidden" name="to" value="${to}" />`;
  return {
    title: 'Sign in',
    script: ways.hasPasskeys ? 'passkey.js' : undefined,
    formsTo: ways.provider?.origins,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Sign in</h1>
      ${
        ways.provider &&
        html`<div id="provider">
          ${pressForm('/sign-in/provider', { text: `Sign in with ${ways.provider.name}` }, { to })}
        </div>`
      }
      ${
        ways.hasPasskeys &&
        passkeyForm({
          kind: 'use',
          action: '/sign-in/passkey',
          ask: '/sign-in/passkey/ask',
          fields: [
            goingOn,
            html`<p class="govuk-body">Your phone or computer asks for your finger, your face or its own code.</p>`,
          ],
          press: 'Sign in with a passkey',
        })
      }
      ${(ways.hasPasskeys || ways.provider) && html`<h2 class="govuk-heading-m">With a password and a code</h2>`}
      ${form(
        '/sign-in',
        [
          goingOn,
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
          ways.services &&
            radioField(attempt, {
              name: 'service',
              label: 'Which service you work for now',
              choices: ways.services.map(({ serviceId, serviceName }) => ({ value: serviceId, text: serviceName })),
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

/** Behind a link: whom it is for, and one press to begin. Looking at it uses nothing up. */
export function joinPage(link: string, name: string, serviceName: string): Page {
  return {
    title: 'Join',
    body: html` <h1 class="govuk-heading-l">Welcome, ${name}</h1>
      <p class="govuk-body">This link lets you in to ${serviceName}. It works once, and only for you.</p>
      <p class="govuk-body">First you set up how you sign in. That takes a few minutes.</p>
      ${pressForm(`/join/${link}`, { text: 'Begin' })}`,
  };
}

/** For a link that is used, stopped, too old or was never there: all look the same. */
export function deadLinkPage(): Page {
  return {
    title: 'This link does not work',
    body: html` <h1 class="govuk-heading-l">This link does not work any more</h1>
      <p class="govuk-body">A link works once, for seven days. Ask whoever keeps the staff register for a new one.</p>
      <p class="govuk-body"><a class="govuk-link" href="/sign-in">Sign in</a> if you have used it already.</p>`,
  };
}

/** An account at the provider could not be linked: why, and the way back. */
export function notLinkedPage(provider: string, words: string, back: string): Page {
  return {
    title: 'Your account is not linked',
    back,
    body: html` <h1 class="govuk-heading-l">Your account is not linked</h1>
      <p class="govuk-body">You cannot sign in with ${provider} yet. ${words}.</p>
      <p class="govuk-body"><a class="govuk-link" href="${back}">Go back</a></p>`,
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
  { name: 'staff sign in', page: signInPage(freshAttempt, '/work', { hasPasskeys: true }) },
  {
    name: 'staff sign in, where browsers know no passkeys',
    page: signInPage(freshAttempt, '/work', { hasPasskeys: false }),
  },
  {
    name: 'staff sign in, with a provider that does not answer',
    page: signInPage({ typed: {}, problems: [{ field: 'provider', text: explain('provider-is-away') }] }, '/work', {
      hasPasskeys: true,
      provider: { name: 'Microsoft', origins: ['https://login.example'] },
    }),
  },
  {
    name: 'an account at the provider that is not linked',
    page: notLinkedPage('Microsoft', explain('provider-said-no'), '/account'),
  },
  {
    name: 'staff sign in, not recognised',
    page: signInPage(
      { typed: { email: 'jo@rp.example' }, problems: [{ field: 'email', text: explain('not-recognised') }] },
      '/work',
      { hasPasskeys: true },
    ),
  },
  {
    name: 'staff sign in, to one of two services',
    page: signInPage(
      { typed: { email: 'jo@rp.example' }, problems: [{ field: 'service', text: explain('which-service') }] },
      '/work',
      {
        hasPasskeys: false,
        services: [
          { serviceId: '1', serviceName: 'Nene Restorative' },
          { serviceId: '2', serviceName: 'Restorative Leicestershire' },
        ],
      },
    ),
  },
  {
    name: 'a link to join',
    page: joinPage('abcdefghijklmnopqrstuvwxyz0123456789', 'Amara Okafor', 'Nene Restorative'),
  },
  { name: 'a link that does not work', page: deadLinkPage() },
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
