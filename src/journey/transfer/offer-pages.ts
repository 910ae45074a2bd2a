import { errorsOf, pressForm } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import { dayOf, inWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { anOffer } from './examples.ts';
import type { Offer } from './facts.ts';
import { statusWords } from './pages.ts';
import { becauses, whyWords, type Because } from './rules.ts';

/** What other services offer to this one, and what is said to it. */
export function offersPage(offers: readonly Offer[], attempt: Attempt): Page {
  return {
    title: 'Transfers',
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">What other services offer to us</h1>
      <p class="govuk-body">Say yes or no by what is written here. You learn who it is about once those people have said yes as well.</p>
      ${offers.length === 0 && html`<p class="tp-empty govuk-body">Nothing is offered.</p>`}
      ${offers.map((each) => offerItem(each))}`,
  };
}

// What this service says of itself.
const ownBecause: Readonly<Record<Because, string>> = {
  'not-our-area': 'it is not our area either',
  'no-capacity': 'we cannot take it on in time',
  'no-specialist': 'we do not have the people it needs',
  'not-eligible': 'we could not go on with it',
  other: 'something else',
};

const kindWords = { justice: 'restorative justice', mediation: 'mediation', circle: 'a circle' } as const;

function offerItem({ id, fromName, kind, why, status, because, offeredAt }: Offer): Html {
  const answer = (value: string, text: string, quiet: boolean) =>
    pressForm(`/transfers/${id}/answer`, { text, quiet }, { answer: value });
  return html`<h2 class="govuk-heading-m">${fromName}</h2>
    <p class="govuk-body">
      Offered on ${inWords(dayOf(offeredAt))}: ${kind === null ? 'a referral that waits' : kindWords[kind]}. ${whyWords[why]}. ${statusWords[status]}${because !== null && `: ${ownBecause[because]}`}.
    </p>
    ${status === 'taken-back' && html`<p class="govuk-body">They took it back. There is nothing to do for it here.</p>`}
    ${status === 'offered' && html`${answer('accepted', 'Say yes', false)}${becauses.map((value) => answer(value, `Say no: ${ownBecause[value]}`, true))}`}
    ${status === 'accepted' && pressForm(`/transfers/${id}/take-in`, { text: 'Take it in' })}`;
}

const theirs = anOffer();

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Offers of other services: none', page: offersPage([], freshAttempt) },
  {
    name: 'Offers of other services',
    page: offersPage(
      [
        theirs,
        { ...theirs, id: '2', status: 'accepted' },
        { ...theirs, id: '3', status: 'rejected', because: 'no-specialist' },
        { ...theirs, id: '5', status: 'taken-back' },
        { ...theirs, id: '4', fromCaseId: null, kind: null, why: 'out-of-area' },
      ],
      freshAttempt,
    ),
  },
];
