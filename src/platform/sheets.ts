import { html, type Html } from './html.ts';
import { qrCode } from './qr-code.ts';

/** A link and its code, each on a sheet of its own to print. Paper lies about: neither says whose it is or what it is for. */
export function sheetsToHandOver(address: string, code: string): Html {
  return html`<section class="tp-sheet">
      <h2 class="govuk-heading-m">How to open your page</h2>
      <ol class="govuk-list govuk-list--number">
        <li>
          Type this address into a phone or computer that only you use:<br /><code class="tp-break">${address}</code>
        </li>
        <li>Or point the camera of a phone at this square:${qrCode(address, 'The same address, for a camera')}</li>
        <li>Type your code. It is six numbers. You are told it another way.</li>
        <li>When you have finished, press “Sign out”. To leave fast, press “Exit this page”.</li>
      </ol>
      <p class="govuk-body">You can use this address once, for seven days. You do not have to use it at all.</p>
    </section>
    <section class="tp-sheet">
      <h2 class="govuk-heading-m">Your code</h2>
      <p class="govuk-body"><strong>${code.slice(0, 3)} ${code.slice(3)}</strong></p>
      <p class="govuk-body">Keep it apart from the address. We never ask you for it.</p>
    </section>`;
}
