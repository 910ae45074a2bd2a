import { areaField, dayField, form, pressForm, radioField, selectField } from '#platform/fields.ts';
import { type Attempt, freshAttempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { Gate } from '#vocabulary/gates.ts';
import { aLetterOnFile } from './examples.ts';
import type { LetterOnFile } from './facts.ts';
import { sharingQuestion } from './rules.ts';

/** What staff can do with a letter now. */
export interface Doing {
  /** Whether who looks moves letters on, and reads them for the service. */
  readonly mayMove: boolean;
  readonly mayRead: boolean;
  /** The writer is a child, so that a guardian answers about sharing too. */
  readonly isChild: boolean;
}

/** What the exchange says and asks of a letter on its way. */
export interface Crossing {
  readonly isShared: boolean;
  /** Absent when the letter came to its end. */
  readonly gate: Gate | undefined;
  /** The forms of its way to the person it is for. */
  readonly forms: Html;
  /** It was delivered and nobody opened it. */
  readonly isUnopened: boolean;
}

interface Steps extends Doing {
  readonly crossing: Crossing;
  readonly action: string;
  readonly names: { readonly author: string; readonly recipient: string };
  readonly letter: LetterOnFile;
  readonly attempt: Attempt;
}

/** The forms that a letter in its state asks for, each with a heading. */
export function stepsOf(steps: Steps): Html {
  const { letter, mayMove, mayRead, crossing } = steps;
  const isOneOf = (...these: readonly LetterOnFile['status'][]) => these.includes(letter.status);
  return html`${[
    mayRead && isOneOf('in-review') && readingForm(steps),
    crossing.forms,
    mayMove &&
      (isOneOf('held', 'offered', 'accepted', 'kept-for-later', 'frozen') || crossing.isUnopened) &&
      sharingForm(steps),
    mayMove && isOneOf('draft', 'returned', 'in-review', 'held', 'frozen') && !crossing.isShared && wordsForm(steps),
    mayMove && isOneOf('draft', 'returned', 'in-review', 'held', 'frozen') && keepForm(steps),
  ]}`;
}

function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}" />`;
}

function readingForm({ action, letter, attempt }: Steps): Html {
  return html`<h2 class="govuk-heading-m">Your reading</h2>
    <p class="govuk-body">
      Does it own the harm without excuses? Does it ask for nothing, forgiveness included? Could any line hurt or frighten?
    </p>
    ${form(
      action,
      [
        hidden('step', 'review'),
        hidden('version', String(letter.version)),
        radioField(attempt, {
          name: 'verdict',
          label: 'What you found',
          choices: [
            { value: 'ready', text: 'It is ready' },
            { value: 'return', text: 'It goes back to be changed' },
          ],
        }),
        areaField(attempt, {
          name: 'advice',
          label: 'Your advice',
          hint: 'When it goes back, the person who writes reads this. Be kind and plain.',
          rows: 4,
        }),
      ],
      { text: 'Save my reading' },
    )}`;
}

function sharingForm({ action, names, isChild, attempt }: Steps): Html {
  return html`<h2 class="govuk-heading-m">Write down what ${names.author} said about sharing it</h2>
    <p class="govuk-body">${names.author} can answer on their own page too. They were asked: ${sharingQuestion}</p>
    ${form(
      action,
      [
        hidden('step', 'share'),
        radioField(attempt, {
          name: 'share',
          label: 'Their answer',
          isInline: true,
          choices: [
            { value: 'given', text: 'Yes' },
            { value: 'declined', text: 'No, or they took their yes back' },
          ],
        }),
        isChild &&
          radioField(attempt, {
            name: 'speaker',
            label: 'Who spoke',
            hint: 'For a child, both the child and a guardian have to agree.',
            value: 'self',
            isInline: true,
            choices: [
              { value: 'self', text: 'The person' },
              { value: 'guardian', text: 'Their guardian' },
            ],
          }),
        selectField(attempt, {
          name: 'how',
          label: 'How they said it',
          choices: [
            { value: 'in-person', text: 'In person' },
            { value: 'by-phone', text: 'By phone' },
            { value: 'video-call', text: 'On a video call' },
            { value: 'in-writing', text: 'In writing' },
          ],
        }),
        dayField(attempt, { name: 'said-on', label: 'The day they said it' }),
      ],
      { text: 'Add to the ledger' },
    )}`;
}

function wordsForm({ action, letter, names, attempt }: Steps): Html {
  const isBegun = letter.status !== 'draft';
  return html`<h2 class="govuk-heading-m">Type what ${names.author} wrote</h2>
    ${isBegun && html`<p class="govuk-body">Changed words are a new version, and two people read it again.</p>`}
    ${form(
      action,
      [
        hidden('step', 'words'),
        hidden('version', String(letter.version)),
        areaField(attempt, { name: 'words', label: 'The letter', value: letter.words, rows: 12 }),
      ],
      html`<div class="govuk-button-group">
        ${button({ text: 'Save', name: 'after', value: 'stay', preventDoubleClick: true, classes: 'govuk-button--secondary' })}
        ${button({ text: 'Save and send to be read', name: 'after', value: 'send', preventDoubleClick: true })}
      </div>`,
    )}`;
}

function keepForm({ action, names }: Steps): Html {
  return html`<h2 class="govuk-heading-m">Keep it, and do not send it</h2>
    <p class="govuk-body">
      Some letters are written for the person who writes. If ${names.author} wants that, it ends here, and it is a good end.
    </p>
    ${pressForm(action, { text: 'Keep it unsent', quiet: true }, { step: 'keep' })}`;
}

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'the forms of a letter that came back, with a letter that is too long',
    page: {
      title: 'Forms of a letter',
      body: html`<h1 class="govuk-heading-l" id="letter">Letter from Dylan to Joanne</h1>
        ${stepsOf({
          mayMove: true,
          mayRead: false,
          isChild: false,
          crossing: { isShared: false, gate: undefined, forms: html``, isUnopened: false },
          action: '/cases/7K3M-QX94/letters/1',
          names: { author: 'Dylan', recipient: 'Joanne' },
          letter: aLetterOnFile({ status: 'returned' }),
          attempt: { ...freshAttempt, problems: [{ field: 'words', text: 'The letter is too long' }] },
        })}`,
    },
  },
];
