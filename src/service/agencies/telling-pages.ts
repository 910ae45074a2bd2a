import { pressForm } from '#platform/fields.ts';
import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';

// What somebody can say who has half a minute. Nothing is promised, and a no costs nothing.
const toHarmed =
  'There is a free service that can help you ask your questions, or say what this did to you, to the person who did it. You do not have to meet. It is your choice, and you can stop at any time. May I ask them to get in touch with you? How would it be safe to reach you?';
const toResponsible =
  'There is a free service that helps people put something right with whoever they harmed, if both want that. Nobody makes you, and you can stop at any time. May I ask them to get in touch with you? How would it be safe to reach you?';

function words(): Html {
  return html`<h2 class="govuk-heading-s">To somebody who was harmed</h2>
    <div class="govuk-inset-text"><p class="govuk-body">“${toHarmed}”</p></div>
    <h2 class="govuk-heading-s">To somebody who is responsible for harm</h2>
    <div class="govuk-inset-text"><p class="govuk-body">“${toResponsible}”</p></div>`;
}

/** The offer of words to whoever refers people whom nobody had told: kind, and easy to put away. (TEL-1) */
export function wordsOffered(isOfAgency: boolean): Html {
  return html`<section class="govuk-inset-text" aria-labelledby="words-offered">
    <h2 class="govuk-heading-s" id="words-offered">Would a few words help?</h2>
    <p class="govuk-body">
      The last ${isOfAgency ? 'referrals of your agency' : 'people you referred'} had not been told of us yet. There can be good reasons. When there
      is a moment for it, half a minute is enough, and most people are glad to be asked.
    </p>
    <p class="govuk-body"><a class="govuk-link" href="/agency/what-to-say">What you could say</a></p>
    ${pressForm('/agency/what-to-say/put-away', { text: 'Not now', quiet: true })}
  </section>`;
}

/** What to say to somebody about restorative practice, to read from. */
export function whatToSayPage(): Page {
  return {
    title: 'What you could say',
    back: '/agency',
    body: html`<h1 class="govuk-heading-l">What you could say</h1>
      <p class="govuk-body">
        Many people who were harmed were never told that this exists. A few plain words are enough. Say them your own way.
      </p>
      ${words()}
      <h2 class="govuk-heading-s">Then</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>If they say yes, ask how it is safe to reach them, and send the referral.</li>
        <li>If they say no, or not now, that is a good answer too. They can come to us later by themselves.</li>
        <li>If they want to read first, show them <a class="govuk-link" href="/how-it-works">how it works</a>. It is for everybody.</li>
      </ul>
      <p class="govuk-body"><a class="govuk-link" href="/for-professionals">More for professionals</a></p>`,
  };
}

const around = (body: Html): Page => ({
  title: 'Your referrals',
  body: html`<h1 class="govuk-heading-l">Your referrals</h1>
    ${body}`,
});

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'What an agency could say', page: whatToSayPage() },
  { name: 'Words offered to one person', page: around(wordsOffered(false)) },
  { name: 'Words offered to who follows a whole agency', page: around(wordsOffered(true)) },
];
