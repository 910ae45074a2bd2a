import { aLetterOnFile, readByTwo } from '#journey/letter/examples.ts';
import { dayField, form, pressForm, radioField } from '#platform/fields.ts';
import { type Attempt, freshAttempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { Letter, LetterStatus } from '#vocabulary/letters.ts';
import { type OfferChoice, takeBack } from './rules.ts';

/** What staff can do with a letter on its way now. */
interface Steps {
  readonly action: string;
  readonly names: { readonly author: string; readonly recipient: string };
  readonly letter: Letter;
  /** Everything that lets it be offered or taken up again holds. */
  readonly isOfferOpen: boolean;
  readonly isGateOpen: boolean;
  readonly today: PlainDate;
  readonly attempt: Attempt;
}

/** The forms that a letter on its way asks for, each with a heading. */
export function formsOf(steps: Steps): Html {
  const { letter } = steps;
  const isOneOf = (...these: readonly LetterStatus[]) => these.includes(letter.status);
  return html`${[
    isOneOf('held') && offerForm(steps),
    isOneOf('frozen') && takeUpForm(steps),
    isOneOf('accepted') && deliverForm(steps),
    takeBack(letter).ok && takeBackForm(steps),
    isOneOf('offered', 'accepted', 'kept-for-later', 'declined') && choiceForm(steps),
  ]}`;
}

function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}" />`;
}

function offerForm({ action, isOfferOpen, names }: Steps): Html {
  return html`<h2 class="govuk-heading-m">Offer the letter</h2>
    <p class="govuk-body">
      ${names.recipient} will see that there is a letter, and not a word of it. They choose if, when and how.
    </p>
    ${
      isOfferOpen
        ? pressForm(action, { text: `Offer it to ${names.recipient}` }, { step: 'offer' })
        : html`<p class="govuk-body">It can be offered when everything above but their own yes is in place.</p>`
    }`;
}

function takeUpForm({ action, isOfferOpen }: Steps): Html {
  return html`<h2 class="govuk-heading-m">Take it up again</h2>
    ${
      isOfferOpen
        ? pressForm(action, { text: 'Take the letter up again' }, { step: 'take-up' })
        : html`<p class="govuk-body">
            It can be taken up again when the yes that was taken back is given again, and nothing else above stands in the
            way. Nobody presses.
          </p>`
    }`;
}

function takeBackForm({ action, names }: Steps): Html {
  return html`<h2 class="govuk-heading-m">Take the letter back</h2>
    <p class="govuk-body">
      ${names.recipient} has not opened it. Until they do, it can be taken back. It goes from their page, and they are not
      told. See on the Follow-up page what is no longer needed.
    </p>
    ${pressForm(action, { text: 'Take the letter back', quiet: true }, { step: 'take-back' })}`;
}

function deliverForm({ action, letter, isGateOpen, attempt, today }: Steps): Html {
  const isOnline = letter.acceptedHow === 'online';
  return html`<h2 class="govuk-heading-m">Deliver the letter</h2>
    ${
      !isGateOpen
        ? html`<p class="govuk-body">Something above has to happen first.</p>`
        : isOnline
          ? pressForm(action, { text: 'Let them read it now' }, { step: 'deliver', online: 'yes' })
          : form(
              action,
              [
                hidden('step', 'deliver'),
                dayField(attempt, {
                  name: 'delivered-on',
                  label:
                    letter.acceptedHow === 'handed-over' ? 'The day it was handed over' : 'The day it was read aloud',
                  value: today,
                }),
              ],
              { text: 'It was delivered' },
            )
    }`;
}

const choices: readonly (readonly [OfferChoice, string])[] = [
  ['online', 'Read it on their own page'],
  ['read-aloud', 'Have it read aloud by a facilitator'],
  ['handed-over', 'Be given it in person'],
  ['keep-for-later', 'Keep it for later'],
  ['no-thank-you', 'No thank you'],
];

function choiceForm({ action, names, attempt }: Steps): Html {
  return html`<h2 class="govuk-heading-m">Write down what ${names.recipient} said</h2>
    ${form(
      action,
      [
        hidden('step', 'answer'),
        radioField(attempt, {
          name: 'choice',
          label: 'What they want',
          choices: choices.map(([value, text]) => ({
            value,
            text,
            more:
              value === 'keep-for-later'
                ? dayField(attempt, { name: 'ask-after', label: 'The day we may ask again' })
                : undefined,
          })),
        }),
        radioField(attempt, {
          name: 'may-know',
          label: `May ${names.author} be told when the letter has been delivered?`,
          hint: 'Without an answer they are not told.',
          isInline: true,
          choices: [
            { value: 'yes', text: 'Yes' },
            { value: 'no', text: 'No' },
          ],
        }),
      ],
      { text: 'Save what they said' },
    )}`;
}

function anExample(letter: Letter, steps: Partial<Steps> = {}): Page {
  return {
    title: 'Forms of a letter on its way',
    body: html`<h1 class="govuk-heading-l" id="letter">Letter from Dylan to Joanne</h1>
      ${formsOf({
        action: '/cases/7K3M-QX94/letters/1',
        names: { author: 'Dylan', recipient: 'Joanne' },
        letter,
        isOfferOpen: true,
        isGateOpen: true,
        today: '2026-11-23' as PlainDate,
        attempt: freshAttempt,
        ...steps,
      })}`,
  };
}

const offered = aLetterOnFile({
  status: 'offered',
  shownToAuthor: 'held',
  ...readByTwo,
  offeredAt: new Date('2026-11-16T09:00:00Z'),
});

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'the forms of a letter that can be offered', page: anExample({ ...offered, status: 'held' }) },
  {
    name: 'the forms of a letter that cannot be offered yet',
    page: anExample({ ...offered, status: 'held' }, { isOfferOpen: false }),
  },
  {
    name: 'the forms of an offered letter, with an answer that was refused',
    page: anExample(offered, {
      attempt: {
        typed: { choice: 'keep-for-later' },
        problems: [{ field: 'ask-after', text: 'Tell us the day we can ask again' }],
      },
    }),
  },
  {
    name: 'the forms of a letter to be read aloud',
    page: anExample({ ...offered, status: 'accepted', acceptedHow: 'read-aloud' }),
  },
  {
    name: 'the forms of a letter that waits for a gate',
    page: anExample({ ...offered, status: 'accepted', acceptedHow: 'online' }, { isGateOpen: false }),
  },
  { name: 'the forms of a stopped letter', page: anExample({ ...offered, status: 'frozen' }) },
  {
    name: 'the forms of a letter that was delivered and not opened',
    page: anExample({ ...offered, status: 'delivered', acceptedHow: 'online' }),
  },
];
