import { areaField, errorsOf, form, selectField, type Choice } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { DeclineReason, Excerpt, Referral } from './facts.ts';
import { declined, type Letter } from './letters.ts';
import { explainTriage, isWrittenTo } from './rules.ts';

/** Why a referral is declined, for staff. What the person reads is gentler, and says nothing of anybody else. */
export const reasonWords: Readonly<Record<DeclineReason, string>> = {
  'out-of-area': 'It is outside our area',
  'not-suitable': 'It is not suitable for a restorative process now',
  'live-court-case': 'A court case is live',
  'no-contact-wanted': 'Somebody does not want contact',
  duplicate: 'It is with us already',
  'other-service': 'Another service fits better',
  'not-enough-known': 'Not enough is known, and we could not find out more',
};

/** The same, to choose from. */
export const reasonChoices: readonly Choice[] = Object.entries(reasonWords).map(([value, text]) => ({ value, text }));

/** What somebody would read, before it is decided; without a reason, the reasons to choose from. */
export function declinePage(
  referral: Pick<Referral, 'reference' | 'called' | 'source'>,
  reason: DeclineReason | undefined,
  attempt: Attempt,
  places: readonly Excerpt[] = [],
): Page {
  const back = `/referrals/${referral.reference}`;
  return {
    title: 'Decline this referral',
    back,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Decline referral ${referral.reference}</h1>
      ${reason && html`<p class="govuk-body">Reason, for us: ${reasonWords[reason]}.</p>`}
      ${reason && (isWrittenTo(referral.source) ? letterShown(declined(referral, { reason, words: yourWords })) : html`<p class="govuk-body">The person is not written to. An agency that sent it by itself finds a letter at its own door, with a reason that says nothing of anybody’s choice; whoever else referred them you answer yourself. Words you add stay with us.</p>`)}
      ${form(
        `${back}/decline`,
        [
          reason
            ? html`<input type="hidden" name="decline-reason" value="${reason}" />`
            : selectField(attempt, { name: 'decline-reason', label: 'Reason', choices: reasonChoices }),
          areaField(attempt, {
            name: 'decline-words',
            label: 'Words to add, if you like',
            hint: 'Kind and plain. Never anything that another person said, wants or asked for.',
            rows: 4,
          }),
          placesShown(places),
        ],
        { text: 'Decline it' },
      )}
      ${button({ text: 'Go back without declining', href: back, classes: 'govuk-button--secondary' })}`,
  };
}

function placesShown(places: readonly Excerpt[]): Html | undefined {
  if (places.length === 0) return undefined;
  return html`<div class="govuk-inset-text">
    <p class="govuk-body">This they did not tell us themselves:</p>
    <ul class="govuk-list govuk-list--bullet">
      ${places.map(({ before, marked, after }) => html`<li><q>${before}<mark>${marked}</mark>${after}</q></li>`)}
    </ul>
  </div>`;
}

const yourWords = '[Here are the words you add below, if any.]';

function letterShown({ subject, body }: Letter): Html {
  return html`<p class="govuk-body">They read this, in a way that they said is safe:</p>
    <article class="tp-letter">
      <div class="tp-letter__head"><p>${subject}</p></div>
      ${body.split('\n\n').map((part) => html`<p>${part}</p>`)}
    </article>`;
}

const joanne = { reference: '7K3M-QX94', called: 'Joanne', source: 'self' } as const;

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'The words of declining', page: declinePage(joanne, 'duplicate', freshAttempt) },
  {
    name: 'Declining what an agency asked',
    page: declinePage({ ...joanne, source: 'police' }, 'not-enough-known', freshAttempt),
  },
  {
    name: 'Declining with words that say something of another person',
    page: declinePage(
      joanne,
      'no-contact-wanted',
      {
        typed: { 'decline-words': 'We spoke with Mr Pearce first.' },
        problems: [{ field: 'decline-words', text: explainTriage('words-hold-somebody-else') }],
      },
      [{ kind: 'name', owners: [], before: 'We spoke with Mr ', marked: 'Pearce', after: ' first.' }],
    ),
  },
  {
    name: 'Declining without a reason',
    page: declinePage(joanne, undefined, {
      typed: { 'decline-words': '' },
      problems: [{ field: 'decline-reason', text: 'Choose the reason' }],
    }),
  },
];
