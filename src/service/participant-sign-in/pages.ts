import { errorsOf, form, textField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html } from '#platform/html.ts';
import { passkeyForm } from '#platform/passkey-form.ts';
import type { Page } from '#vocabulary/doors.ts';
import { explain } from './rules.ts';

// What a browser keeps of these pages says nothing: each is called the same.
const title = 'Your page';

/** Participants: the code that goes with their link. The page says nothing about whose it is. */
export function codePage(link: string, attempt: Attempt): Page {
  return {
    title,
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
    title,
    body: html` <h1 class="govuk-heading-l">This link does not work any more</h1>
      <p class="govuk-body">A link works once, for seven days.</p>
      <p class="govuk-body">
        If you used it before, <a class="govuk-link" href="/my/back">come back with a code</a>. If you did not, ask the
        person who gave it to you for a new one.
      </p>`,
  };
}

/** Participants: what they are known by. Answered alike whoever asks. */
export function comeBackPage(attempt: Attempt, ways: { readonly hasPasskeys: boolean }): Page {
  return {
    title,
    script: ways.hasPasskeys ? 'passkey.js' : undefined,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Come back to your page</h1>
      <p class="govuk-body">We send you a code. You type it on the next page.</p>
      ${form(
        '/my/back',
        textField(attempt, {
          name: 'known',
          label: 'Your e-mail address or phone number',
          hint: 'The one that you told us is safe. We only send a code there. Whoever can read your messages can read a code.',
          autocomplete: 'email',
          spellcheck: false,
        }),
        { text: 'Send me a code' },
      )}
      ${
        ways.hasPasskeys &&
        passkeyForm({
          kind: 'use',
          action: '/my/back/passkey',
          ask: '/my/back/passkey/ask',
          fields: html`<p class="govuk-body">Did you make a passkey on this phone or computer? Then you need no code.</p>`,
          press: 'Use my passkey',
        })
      }
      <p class="govuk-body">
        Is this the first time? Use the link that you were given. Did you lose it? Ask the person who gave it to you for
        a new one.
      </p>`,
  };
}

/** Participants: the code that was sent, if one was. Said alike to everybody. */
export function ownCodePage(attempt: Attempt): Page {
  return {
    title,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Type your code</h1>
      <p class="govuk-body">
        If we know what you typed and it is safe to write there, a code is on its way. It can take a few minutes. It
        works for 20 minutes, here in this window.
      </p>
      ${form(
        '/my/back/code',
        textField(attempt, {
          name: 'code',
          label: 'Your code',
          hint: 'Six numbers.',
          width: 10,
          inputmode: 'numeric',
          autocomplete: 'one-time-code',
        }),
        { text: 'Continue' },
      )}
      <h2 class="govuk-heading-m">If no code comes</h2>
      <p class="govuk-body">
        Look at what you typed and <a class="govuk-link" href="/my/back">ask again</a>, or tell the person you talk
        with. They can give you a new link.
      </p>`,
  };
}

/** After signing out, when a session is over and when staff ended it: all look the same. */
export function leftPage(): Page {
  return {
    title,
    body: html` <h1 class="govuk-heading-l">You are signed out</h1>
      <p class="govuk-body">What you sent before is safe.</p>
      <p class="govuk-body">If you share this phone or computer, close this window too.</p>
      <p class="govuk-body"><a class="govuk-link" href="/my/back">Come back to your page with a code</a></p>`,
  };
}

const wrong = (field: string, text: string): Attempt => ({ typed: {}, problems: [{ field, text }] });

/** The pages as people meet them. */
export const examples: readonly { readonly name: string; readonly door: 'participant'; readonly page: Page }[] = [
  { name: 'a code', door: 'participant', page: codePage('link', freshAttempt) },
  { name: 'a link that is closed', door: 'participant', page: closedLinkPage() },
  { name: 'coming back', door: 'participant', page: comeBackPage(freshAttempt, { hasPasskeys: true }) },
  {
    name: 'coming back, and nothing was typed',
    door: 'participant',
    page: comeBackPage(wrong('known', 'Type your e-mail address or phone number'), { hasPasskeys: false }),
  },
  { name: 'a code to come back', door: 'participant', page: ownCodePage(freshAttempt) },
  {
    name: 'a code to come back that does not work',
    door: 'participant',
    page: ownCodePage(wrong('code', explain('code-does-not-work'))),
  },
  { name: 'signed out', door: 'participant', page: leftPage() },
];
