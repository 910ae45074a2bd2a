import { button } from './govuk/button.ts';
import { html, type Fragment, type Html } from './html.ts';

/**
 * A form that is sent with what a passkey says. It stays hidden until `passkey.js` finds that the browser knows passkeys, so the page
 * needs another way beside it.
 */
export function passkeyForm(way: {
  /** Making one, or signing in with one. */
  readonly kind: 'new' | 'use';
  readonly action: string;
  /** Where the script asks for what the device is to sign. */
  readonly ask: string;
  readonly fields?: Fragment;
  readonly press: string;
}): Html {
  return html`<form method="post" action="${way.action}" data-passkey="${way.kind}" data-ask="${way.ask}" novalidate hidden>
    ${way.fields}
    <input type="hidden" name="passkey" value="" />
    <p class="govuk-error-message" role="alert"></p>
    ${button({ text: way.press })}
  </form>`;
}
