import { errorsOf, pressForm } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html } from '#platform/html.ts';
import { passkeyForm } from '#platform/passkey-form.ts';
import { momentInWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { ListedPasskey } from './facts.ts';
import { explain } from './rules.ts';

/** Participants: coming back with a finger, a face or the code of their own phone; and taking that away. */
export function ownPasskeysPage(
  passkeys: readonly ListedPasskey[],
  { canMake, attempt }: { readonly canMake: boolean; readonly attempt: Attempt },
): Page {
  return {
    title: 'Your page',
    back: '/my',
    script: 'passkey.js',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Come back without a code</h1>
      <p class="govuk-body">
        Your phone or computer can know you. Next time it asks for your finger, your face or its own code, and your page
        opens. This is called a passkey. You do not need one: a code always works.
      </p>
      <div class="govuk-inset-text">
        <p class="govuk-body"><strong>Only do this on a phone or computer that nobody else uses.</strong></p>
        <p class="govuk-body">
          Whoever can unlock it can open your page. It also shows in the list of passkeys on that phone or computer,
          under the address of this page.
        </p>
      </div>
      ${
        canMake
          ? html`<p class="govuk-body">If there is no button here, this phone or computer cannot do it.</p>
              ${passkeyForm({
                kind: 'new',
                action: '/my/passkey',
                ask: '/my/passkey/ask',
                press: 'Nobody else uses this: make a passkey',
              })}`
          : html`<p class="govuk-body">Passkeys do not work at this address.</p>`
      }
      ${passkeys.length > 0 && html`<h2 class="govuk-heading-m">What you have</h2>`}
      ${passkeys.map(
        ({ id, madeAt, usedAt }) =>
          html`<p class="govuk-body">
              Made ${momentInWords(madeAt)}${usedAt ? `, last used ${momentInWords(usedAt)}` : ', not used yet'}.
            </p>
            ${pressForm('/my/passkey/remove', { text: `Take away the one made ${momentInWords(madeAt)}`, quiet: true }, { id })}`,
      )}`,
  };
}

const one: ListedPasskey = {
  id: '7b6d5c1e-0000-4000-8000-000000000001',
  madeAt: new Date('2026-11-23T11:00:00Z'),
  usedAt: null,
};

export const examples: readonly { readonly name: string; readonly door: 'participant'; readonly page: Page }[] = [
  {
    name: 'no passkey yet',
    door: 'participant',
    page: ownPasskeysPage([], { canMake: true, attempt: freshAttempt }),
  },
  {
    name: 'passkeys do not work here',
    door: 'participant',
    page: ownPasskeysPage([], { canMake: false, attempt: freshAttempt }),
  },
  {
    name: 'a passkey, and another one that was not made',
    door: 'participant',
    page: ownPasskeysPage([one], {
      canMake: true,
      attempt: { typed: {}, problems: [{ field: 'main-content', text: explain('passkey-was-not-made') }] },
    }),
  },
];
