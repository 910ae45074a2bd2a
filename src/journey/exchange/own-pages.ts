import { anOwnLetter } from '#journey/letter/examples.ts';
import { dayField, errorsOf, form, pressForm, radioField } from '#platform/fields.ts';
import { type Attempt, freshAttempt } from '#platform/forms.ts';
import { insetText } from '#platform/govuk/inset-text.ts';
import { html, type Html } from '#platform/html.ts';
import { asWritten } from '#platform/as-written.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { aLetterForMe } from './examples.ts';
import type { LetterForMe } from './facts.ts';
import type { OfferChoice } from './rules.ts';

const chosenWords: Record<OfferChoice, string> = {
  online: 'You want to read it here.',
  'read-aloud': 'You want your facilitator to read it to you.',
  'handed-over': 'You want your facilitator to give it to you in person.',
  'keep-for-later': 'You keep it for later.',
  'no-thank-you': 'You said no thank you.',
};

/** What a letter that is there for somebody is to them, in a sentence. */
export function forMeWords({ words, readAt, choice }: LetterForMe): string {
  if (words !== null) return readAt === null ? 'You can open it when you want to.' : 'You have opened it.';
  return choice === null ? 'You decide if you want it.' : chosenWords[choice];
}

export interface OneLetterForMe {
  readonly letter: LetterForMe;
  readonly isClosed: boolean;
  readonly attempt: Attempt;
}

/** One letter for the person it is for: first that it is there, and after her yes its words. */
export function letterForMePage({ letter, isClosed, attempt }: OneLetterForMe): Page {
  return letter.words === null
    ? offerPage({ letter, isClosed, attempt })
    : wordsPage(letter, letter.words, { isClosed, attempt });
}

function offerPage({ letter, isClosed, attempt }: OneLetterForMe): Page {
  return {
    title: 'A letter for you',
    back: '/my/letters',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l" id="letter">There is a letter for you</h1>
      <p class="govuk-body">
        Somebody in your case wrote to you. Two people who work here have read it. You do not have to do anything. Nothing
        happens until you say so.
      </p>
      ${letter.choice !== null && insetText({ html: chosenPart(letter, letter.choice) })}
      ${
        isClosed
          ? html`<p class="govuk-body">This case is closed. If you want the letter, get in touch with us.</p>`
          : choiceForm(letter, attempt)
      }`,
  };
}

function chosenPart({ askAfter }: LetterForMe, choice: OfferChoice): Html {
  return html`<p class="govuk-body">${chosenWords[choice]} You can change this below.</p>
    ${
      choice === 'online' &&
      html`<p class="govuk-body">We have to check something first. Your facilitator will tell you when you can read it here.</p>`
    }
    ${askAfter !== null && html`<p class="govuk-body">We will ask you again after ${inWords(askAfter)}.</p>`}`;
}

function choiceForm(letter: LetterForMe, attempt: Attempt): Html {
  return form(
    `/my/letters/${letter.id}`,
    [
      html`<input type="hidden" name="step" value="answer" />`,
      radioField(attempt, {
        name: 'choice',
        label: 'What would you like?',
        hint: 'There is no right answer. You can change it later.',
        value: letter.choice ?? undefined,
        choices: [
          { value: 'online', text: 'Read it here' },
          { value: 'read-aloud', text: 'My facilitator reads it to me' },
          { value: 'handed-over', text: 'My facilitator gives it to me in person' },
          {
            value: 'keep-for-later',
            text: 'Keep it for later',
            more: dayField(attempt, {
              name: 'ask-after',
              label: 'When may we ask again?',
              hint: 'Until then nothing happens. For example, 6 1 2027',
              value: letter.askAfter ?? undefined,
            }),
          },
          { value: 'no-thank-you', text: 'No thank you' },
        ],
      }),
      radioField(attempt, {
        name: 'may-know',
        label: 'May we tell the person who wrote it when you have had it?',
        hint: 'If you do not choose, we do not tell them. You can say yes later.',
        value: letter.choice === null ? undefined : letter.authorMayKnow ? 'yes' : 'no',
        isInline: true,
        choices: [
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
        ],
      }),
    ],
    { text: 'Save my answer' },
  );
}

function wordsPage(
  letter: LetterForMe,
  words: string,
  { isClosed, attempt }: { readonly isClosed: boolean; readonly attempt: Attempt },
): Page {
  const action = `/my/letters/${letter.id}`;
  return {
    title: 'A letter for you',
    back: '/my/letters',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l" id="letter">A letter for you</h1>
      ${
        letter.readAt === null
          ? html`<p class="govuk-body">
                The letter is here. Open it when you feel ready. You may want somebody with you. It stays here.
              </p>
              ${pressForm(action, { text: 'Open the letter' }, { step: 'open' })}`
          : html`<article class="tp-letter">${asWritten(words)}</article>
              <p class="govuk-body">You do not have to answer it. If you want to talk about it, ask your facilitator.</p>`
      }
      ${!isClosed && !letter.authorMayKnow && mayKnowPart(action)}
      ${letter.authorMayKnow && html`<p class="govuk-body">The person who wrote it knows that you have had it.</p>`}`,
  };
}

function mayKnowPart(action: string): Html {
  return html`<h2 class="govuk-heading-m">The person who wrote it</h2>
    <p class="govuk-body">They do not know that you have had it. You can leave it like that.</p>
    ${pressForm(action, { text: 'Let them know', quiet: true }, { step: 'let-know' })}`;
}

const refused: Attempt = {
  typed: { choice: 'keep-for-later', 'ask-after-day': '30', 'ask-after-month': '2', 'ask-after-year': '2027' },
  problems: [{ field: 'ask-after', text: 'That day does not exist. Write it like 6 1 2027' }],
};

function forMe(letter: Partial<LetterForMe>, attempt: Attempt = freshAttempt): Page {
  return letterForMePage({ letter: aLetterForMe(letter), isClosed: false, attempt });
}

const { words } = anOwnLetter();

const pages: readonly (readonly [name: string, page: Page])[] = [
  ['a letter on offer', forMe({})],
  ['a letter on offer with an answer that was refused', forMe({}, refused)],
  ['a letter kept for later', forMe({ choice: 'keep-for-later', askAfter: '2027-01-06' as PlainDate })],
  ['a letter that waits for us', forMe({ choice: 'online' })],
  ['a letter not opened yet', forMe({ choice: 'online', words })],
  ['a letter opened', forMe({ choice: 'online', words, readAt: new Date('2026-11-20T09:00:00Z') })],
];

export const examples: readonly { readonly name: string; readonly door: 'participant'; readonly page: Page }[] =
  pages.map(([name, page]) => ({ name, door: 'participant', page }));
