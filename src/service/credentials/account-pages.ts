import { errorsOf, form, pressForm } from '#platform/fields.ts';
import { freshAttempt, problemAt, type Attempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { passwordInput } from '#platform/govuk/password-input.ts';
import { html, type Html } from '#platform/html.ts';
import { passkeyForm } from '#platform/passkey-form.ts';
import { dayOf, inWords, momentInWords } from '#vocabulary/dates.ts';
import type { Page, ProviderLink } from '#vocabulary/doors.ts';
import type { LinkCard, OtherWays, PasskeyCard } from './facts.ts';
import { explain } from './rules.ts';
import { nameField } from './ways-pages.ts';

/** Where somebody is signed in. */
interface SessionCard {
  readonly id: string;
  readonly browser: string;
  readonly how: string;
  readonly beganAt: Date;
  readonly seenAt: Date;
}

export interface Account {
  readonly passkeys: readonly PasskeyCard[];
  readonly other: OtherWays;
  readonly sessions: readonly SessionCard[];
  /** The session that looks. */
  readonly sessionId: string;
  /** Whether they proved lately enough who they are. */
  readonly mayChange: boolean;
  readonly hasPasskeys: boolean;
  /** The provider where staff may sign in, and the account that they linked there, if there is one. */
  readonly provider?: (ProviderLink & { readonly link: LinkCard | undefined }) | undefined;
}

/** One's own account: how one signs in, and where one is signed in. */
export function accountPage(attempt: Attempt, own: Account): Page {
  return {
    title: 'Your account',
    script: own.hasPasskeys && own.mayChange ? 'passkey.js' : undefined,
    formsTo: own.provider?.origins,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Your account</h1>
      ${!own.mayChange && proveAgain()} ${passkeys(attempt, own)} ${linkedAccount(own)} ${passwordAndCode(own)} ${sessions(own)}`,
  };
}

function proveAgain(): Html {
  return html`<div class="govuk-inset-text">
    <p class="govuk-body">To change how you sign in, sign in again first. Nobody else can change it on a computer that you left.</p>
    ${button({ text: 'Sign in again', href: '/sign-in?to=/account', classes: 'govuk-button--secondary' })}
  </div>`;
}

function passkeys(attempt: Attempt, { passkeys: all, mayChange, hasPasskeys }: Account): Html {
  return html`<section id="passkeys">
    <h2 class="govuk-heading-m">Passkeys</h2>
    ${
      all.length === 0
        ? html`<p class="govuk-body">You have no passkey.</p>`
        : html`<ul class="tp-list">
          ${all.map((each) => passkeyRow(each, mayChange))}
        </ul>`
    }
    ${
      hasPasskeys &&
      mayChange &&
      passkeyForm({
        kind: 'new',
        action: '/account/passkeys',
        ask: '/account/passkeys/ask',
        fields: nameField(attempt),
        press: 'Make a passkey',
      })
    }
  </section>`;
}

function passkeyRow({ id, name, madeAt, usedAt }: PasskeyCard, mayChange: boolean): Html {
  return html`<li class="tp-list__row">
    <div>
      <p class="govuk-body govuk-!-margin-bottom-0"><strong>${name}</strong></p>
      <p class="tp-list__note">
        Made ${momentInWords(madeAt)}. ${usedAt === null ? 'Not used yet' : html`Last used ${momentInWords(usedAt)}`}.
      </p>
    </div>
    ${mayChange && pressForm(`/account/passkeys/${id}/remove`, { text: `Remove ${name}`, quiet: true })}
  </li>`;
}

function passwordAndCode({ other: { passwordSetAt, appSetAt, codesLeft }, mayChange }: Account): Html {
  return html`<section id="password-and-code">
    <h2 class="govuk-heading-m">Password and code</h2>
    ${
      passwordSetAt === null
        ? html`<p class="govuk-body">You have no password, and need none while you have a passkey.</p>`
        : html`<p class="govuk-body">
          Your password is from ${inWords(dayOf(passwordSetAt))}.
          ${
            appSetAt === null
              ? 'No app shows codes for it yet, so it does not let you in.'
              : html`The app that shows codes is from ${inWords(dayOf(appSetAt))}. ${codesWords(codesLeft)}`
          }
        </p>`
    }
    ${
      mayChange &&
      html`<ul class="govuk-list">
          <li>
            <a class="govuk-link" href="/account/password">${passwordSetAt === null ? 'Set a password' : 'Change your password'}</a>
          </li>
          ${
            passwordSetAt !== null &&
            html`<li>
              <a class="govuk-link" href="/account/code-app">${appSetAt === null ? 'Set up an app that shows codes' : 'Set up another app'}</a>
            </li>`
          }
        </ul>
        ${appSetAt !== null && pressForm('/account/recovery-codes', { text: 'Make new recovery codes', quiet: true })}
        ${passwordSetAt !== null && pressForm('/account/password/remove', { text: 'Remove password and code', quiet: true })}`
    }
  </section>`;
}

function linkedAccount({ provider, mayChange }: Account): Html | false {
  if (!provider) return false;
  const { name, link } = provider;
  return html`<section id="provider">
    <h2 class="govuk-heading-m">${name.replace(/^./u, (first) => first.toUpperCase())}</h2>
    ${
      link === undefined
        ? html`<p class="govuk-body">You have not linked an account. Once you have, you can sign in with ${name}.</p>`
        : html`<p class="govuk-body">
          You linked your account ${momentInWords(link.linkedAt)}.
          ${link.usedAt === null ? 'Not used yet' : html`Last used ${momentInWords(link.usedAt)}`}.
        </p>`
    }
    ${
      mayChange &&
      (link === undefined
        ? pressForm('/account/provider', { text: `Link your account: ${name}`, quiet: true })
        : pressForm('/account/provider/remove', { text: `Remove the link: ${name}`, quiet: true }))
    }
  </section>`;
}

function codesWords(left: number): string {
  if (left === 0) return 'You have no recovery codes left.';
  return left === 1 ? 'You have one recovery code left.' : `You have ${left} recovery codes left.`;
}

const howWords: Readonly<Record<string, string>> = {
  demonstration: 'by a press of the demonstration',
  passkey: 'with a passkey',
  'password-and-code': 'with a password and a code',
  'recovery-code': 'with a recovery code',
  'single-sign-on': 'with single sign-on',
  'single-sign-on-and-code': 'with single sign-on and a code',
};

function sessions({ sessions: all, sessionId }: Account): Html {
  return html`<section id="sessions">
    <h2 class="govuk-heading-m">Where you are signed in</h2>
    <ul class="tp-list">
      ${all.map((each) => sessionRow(each, each.id === sessionId))}
    </ul>
    ${all.length > 1 && pressForm('/account/sessions/end', { text: 'Sign out everywhere else', quiet: true })}
  </section>`;
}

function sessionRow({ id, browser, how, beganAt, seenAt }: SessionCard, isThis: boolean): Html {
  const where = browser === '' ? 'A browser' : browser;
  return html`<li class="tp-list__row">
    <div>
      <p class="govuk-body govuk-!-margin-bottom-0">
        <strong>${where}</strong> ${isThis && html`<strong class="govuk-tag">This one</strong>`}
      </p>
      <p class="tp-list__note">
        Signed in ${momentInWords(beganAt)} ${howWords[how] ?? ''}. Last used ${momentInWords(seenAt)}.
      </p>
    </div>
    ${
      !isThis &&
      pressForm(`/account/sessions/${id}/end`, {
        text: `Sign out there: ${where}, ${momentInWords(beganAt)}`,
        quiet: true,
      })
    }
  </li>`;
}

/** Another password; whoever has one types it first. What was typed is not shown again. */
export function changePasswordPage(
  attempt: Attempt,
  own: { readonly hasOne: boolean; readonly mayChange: boolean },
): Page {
  const title = own.hasOne ? 'Change your password' : 'Set a password';
  return {
    title,
    back: '/account',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">${title}</h1>
      ${
        own.mayChange
          ? form(
              '/account/password',
              [
                own.hasOne &&
                  passwordInput({
                    id: 'old-password',
                    name: 'old-password',
                    label: { text: 'Your password now', classes: 'govuk-label--s' },
                    autocomplete: 'current-password',
                    errorMessage: problemAt(attempt, 'old-password'),
                  }),
                passwordInput({
                  id: 'password',
                  name: 'password',
                  label: { text: 'New password', classes: 'govuk-label--s' },
                  hint: { text: 'At least 12 characters. A few words in a row are easy to remember' },
                  autocomplete: 'new-password',
                  errorMessage: problemAt(attempt, 'password'),
                }),
                html`<p class="govuk-body">You are signed out everywhere else.</p>`,
              ],
              { text: title },
            )
          : proveAgain()
      }`,
  };
}

const phone: PasskeyCard = {
  id: '1b6d5c1e-0000-4000-8000-000000000001',
  name: 'Work phone',
  madeAt: new Date('2026-11-02T09:30:00Z'),
  usedAt: new Date('2026-11-26T08:02:00Z'),
};

const laptop: SessionCard = {
  id: '1b6d5c1e-0000-4000-8000-000000000002',
  browser: 'Firefox on Windows',
  how: 'passkey',
  beganAt: new Date('2026-11-26T08:02:00Z'),
  seenAt: new Date('2026-11-26T11:40:00Z'),
};

const account: Account = {
  passkeys: [phone, { ...phone, id: '1b6d5c1e-0000-4000-8000-000000000003', name: 'Key ring', usedAt: null }],
  other: { passwordSetAt: phone.madeAt, appSetAt: phone.madeAt, codesLeft: 9 },
  sessions: [
    laptop,
    { ...laptop, id: '1b6d5c1e-0000-4000-8000-000000000004', browser: 'Safari on iPhone', how: 'recovery-code' },
  ],
  sessionId: laptop.id,
  mayChange: true,
  hasPasskeys: true,
  provider: {
    ...{ name: 'Microsoft', origins: ['https://login.example'] },
    link: { linkedAt: new Date('2026-11-03T10:00:00Z'), usedAt: new Date('2026-11-25T08:10:00Z') },
  },
};

/** The pages as people meet them. */
export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'an account', page: accountPage(freshAttempt, account) },
  {
    name: 'an account that was left open',
    page: accountPage(
      { typed: {}, problems: [{ field: 'main-content', text: explain('prove-again') }] },
      { ...account, mayChange: false },
    ),
  },
  {
    name: 'an account with one passkey and nothing else',
    page: accountPage(
      { typed: {}, problems: [{ field: 'passkeys', text: explain('last-way-in') }] },
      {
        ...account,
        passkeys: [phone],
        other: { passwordSetAt: null, appSetAt: null, codesLeft: 0 },
        sessions: [laptop],
        provider: { name: 'single sign-on', origins: ['https://login.example'], link: undefined },
      },
    ),
  },
  { name: 'changing a password', page: changePasswordPage(freshAttempt, { hasOne: true, mayChange: true }) },
  {
    name: 'changing a password, the one before was wrong',
    page: changePasswordPage(
      { typed: {}, problems: [{ field: 'old-password', text: explain('not-your-password') }] },
      { hasOne: true, mayChange: true },
    ),
  },
  {
    name: 'setting a password on a computer that was left open',
    page: changePasswordPage(freshAttempt, { hasOne: false, mayChange: false }),
  },
];
