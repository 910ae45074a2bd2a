import { errorsOf, form, textField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { html } from '#platform/html.ts';
import { qrCode } from '#platform/qr-code.ts';
import type { Page } from '#vocabulary/doors.ts';
import { explain } from './rules.ts';

/** An app that is being set up: its secret, to scan or to type, and the same sealed for the form. */
export interface OfferedApp {
  readonly secret: string;
  /** What the QR code holds. */
  readonly address: string;
  readonly sealed: string;
}

/** Setting up an app that shows codes. */
export function codeAppPage(
  attempt: Attempt,
  offered: OfferedApp,
  way: { readonly action: string; readonly to: string },
): Page {
  return {
    title: 'Set up an app that shows codes',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Set up an app that shows codes</h1>
      <p class="govuk-body">
        When you sign in, we ask for your password and a code that your phone shows. Somebody who finds out your password
        still cannot get in.
      </p>
      <ol class="govuk-list govuk-list--number">
        <li>
          Get an authenticator app on your phone, if you have none: Microsoft Authenticator, Google Authenticator and the
          password app of your phone all work.
        </li>
        <li>In the app, choose to add an account and scan this picture:</li>
      </ol>
      ${qrCode(offered.address, 'A QR code for your authenticator app')}
      <p class="govuk-body">
        If you cannot scan it, type this key into the app: <strong class="tp-break">${grouped(offered.secret)}</strong>
      </p>
      ${form(
        way.action,
        [
          html`<input type="hidden" name="to" value="${way.to}" />`,
          html`<input type="hidden" name="sealed" value="${offered.sealed}" />`,
          textField(attempt, {
            name: 'code',
            label: 'The code that the app shows now',
            hint: 'Six figures',
            width: 10,
            inputmode: 'numeric',
            autocomplete: 'one-time-code',
            spellcheck: false,
          }),
        ],
        { text: 'Continue' },
      )}`,
  };
}

// Groups of four are typed with fewer mistakes; apps forgive the spaces.
function grouped(secret: string): string {
  return secret.replaceAll(/(.{4})(?=.)/g, '$1 ');
}

/** The recovery codes, shown this once. */
export function recoveryCodesPage(
  codes: readonly string[],
  next: { readonly href: string; readonly text: string },
): Page {
  return {
    title: 'Your recovery codes',
    body: html` <h1 class="govuk-heading-l">Your recovery codes</h1>
      <p class="govuk-body">
        If your phone is lost, one of these lets you in instead of the code from the app. Each works once. We show them now
        and never again.
      </p>
      <ul class="govuk-list tp-codes">
        ${codes.map((code) => html`<li><code>${code}</code></li>`)}
      </ul>
      <p class="govuk-body">Print this page or write them down, and keep them where only you can find them. Not on your phone.</p>
      ${button({ text: next.text, href: next.href })}`,
  };
}

const offered: OfferedApp = {
  secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  address: 'otpauth://totp/Nene%20Restorative:jo%40rp.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  sealed: '1.AAAA',
};

const way = { action: '/sign-in/set-up/code-app', to: '/work' };

/** The pages as people meet them. */
export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'setting up a code app', page: codeAppPage(freshAttempt, offered, way) },
  {
    name: 'setting up a code app, a code that does not fit',
    page: codeAppPage(
      { typed: { code: '000000' }, problems: [{ field: 'code', text: explain('code-does-not-fit') }] },
      offered,
      way,
    ),
  },
  {
    name: 'recovery codes',
    page: recoveryCodesPage(['k7qm-24xb-9r', 'w3hd-8npz-5t', 'b6gv-c2kx-7m', 'q9rf-4wjs-3d', 'x5tc-n7bh-8p'], {
      href: '/work',
      text: 'I have kept them',
    }),
  },
];
