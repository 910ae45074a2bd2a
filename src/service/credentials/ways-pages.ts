import { errorsOf, form, pressForm, textField } from '#platform/fields.ts';
import { freshAttempt, problemAt, type Attempt } from '#platform/forms.ts';
import { passwordInput } from '#platform/govuk/password-input.ts';
import { html, type Html } from '#platform/html.ts';
import { passkeyForm } from '#platform/passkey-form.ts';
import type { Page, ProviderLink } from '#vocabulary/doors.ts';
import { explain } from './rules.ts';

/** What somebody calls a device. */
export function nameField(attempt: Attempt): Html {
  return textField(attempt, {
    name: 'name',
    label: 'What do you call this device?',
    hint: 'Such as Work phone or Laptop, so that you know it from others',
    width: 20,
    autocomplete: 'off',
  });
}

/** The first time: a passkey, or a password with an app that shows codes. */
export function wayInPage(
  attempt: Attempt,
  way: {
    readonly to: string;
    readonly other: 'password' | 'code-app';
    readonly hasPasskeys: boolean;
    readonly provider?: ProviderLink | undefined;
  },
): Page {
  return {
    title: 'How will you sign in?',
    script: way.hasPasskeys ? 'passkey.js' : undefined,
    formsTo: way.provider?.origins,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">How will you sign in?</h1>
      ${
        way.provider &&
        html`<h2 class="govuk-heading-m">With ${way.provider.name}</h2>
          <p class="govuk-body">You sign in there now, and every time you come.</p>
          ${pressForm('/sign-in/set-up/provider', { text: `Use ${way.provider.name}` }, { to: way.to })}`
      }
      ${
        way.hasPasskeys &&
        passkeyForm({
          kind: 'new',
          action: '/sign-in/set-up/passkey',
          ask: '/sign-in/set-up/passkey/ask',
          fields: [
            html`<h2 class="govuk-heading-m">With a passkey</h2>
            <p class="govuk-body">
              Your phone or computer keeps it and asks for your finger, your face or its own code. There is nothing to
              remember, and nobody can trick you into telling it.
            </p>
            <input type="hidden" name="to" value="${way.to}" />`,
            nameField(attempt),
          ],
          press: 'Make a passkey',
        })
      }
      <h2 class="govuk-heading-m">With a password and a code</h2>
      <p class="govuk-body">You type a password, and then a code that an app on your phone shows.</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/sign-in/set-up/${way.other}?to=${encodeURIComponent(way.to)}"
          >Set up a password and a code</a
        >
      </p>`,
  };
}

/** Choosing a password. What was typed is not shown again. */
export function newPasswordPage(attempt: Attempt, way: { readonly action: string; readonly to: string }): Page {
  return {
    title: 'Choose a password',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Choose a password</h1>
      ${form(
        way.action,
        [
          html`<input type="hidden" name="to" value="${way.to}" />`,
          passwordInput({
            id: 'password',
            name: 'password',
            label: { text: 'New password', classes: 'govuk-label--s' },
            hint: { text: 'At least 12 characters. A few words in a row are easy to remember' },
            autocomplete: 'new-password',
            errorMessage: problemAt(attempt, 'password'),
          }),
        ],
        { text: 'Continue' },
      )}`,
  };
}

/** The pages as people meet them. */
export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'choosing how to sign in',
    page: wayInPage(freshAttempt, {
      ...{ to: '/work', other: 'password', hasPasskeys: true },
      provider: { name: 'Microsoft', origins: ['https://login.example'] },
    }),
  },
  {
    name: 'choosing how to sign in, a passkey without a name',
    page: wayInPage(
      { typed: { name: '' }, problems: [{ field: 'name', text: explain('needs-a-name') }] },
      { to: '/work', other: 'code-app', hasPasskeys: true },
    ),
  },
  {
    name: 'choosing a password',
    page: newPasswordPage(freshAttempt, { action: '/sign-in/set-up/password', to: '/work' }),
  },
  {
    name: 'choosing a password that is too short',
    page: newPasswordPage(
      { typed: {}, problems: [{ field: 'password', text: explain('too-short') }] },
      { action: '/sign-in/set-up/password', to: '/work' },
    ),
  },
];
