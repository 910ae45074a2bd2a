import { areaField, errorsOf, form, pressForm, radioField } from '#platform/fields.ts';
import { type Attempt, freshAttempt, typed } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { insetText } from '#platform/govuk/inset-text.ts';
import { html, type Html } from '#platform/html.ts';
import { asWritten } from '#platform/as-written.ts';
import { type Answer } from '#vocabulary/consent.ts';
import { dayOf, inWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { LetterId } from '#vocabulary/ids.ts';
import { type ShownStatus } from '#vocabulary/letters.ts';
import { anOwnLetter } from './examples.ts';
import type { OwnLetter } from './facts.ts';
import { sharingQuestion } from './rules.ts';

const shownWords: Record<ShownStatus, string> = {
  draft: 'You are writing it',
  'in-review': 'Two people are reading it',
  returned: 'There is advice for you',
  held: 'It is kept safe',
  delivered: 'It has been passed on',
  frozen: 'It has stopped',
  'never-sent': 'You keep it. It is not sent',
};

/** A letter that is there for somebody, in a line. */
interface LineForMe {
  readonly id: LetterId;
  readonly said: string;
}

export interface OwnLetters {
  readonly forMe: readonly LineForMe[];
  readonly mine: readonly OwnLetter[];
  /** Whether it is clear to whom a letter would go; otherwise the facilitator begins it. */
  readonly canBegin: boolean;
  readonly isClosed: boolean;
  readonly attempt: Attempt;
}

/** Everything to read and everything to write, for one person. */
export function ownLettersPage({ forMe, mine, canBegin, isClosed, attempt }: OwnLetters): Page {
  return {
    title: 'Letters',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l" id="letter">Letters</h1>
      <h2 class="govuk-heading-m">For you</h2>
      ${forMe.length === 0 && html`<p class="govuk-body">There is nothing here for you to read.</p>`}
      ${
        forMe.length > 0 &&
        html`<ul class="govuk-list">
          ${forMe.map(
            ({ id, said }) =>
              html`<li>
                <a class="govuk-link" href="/my/letters/${id}">A letter for you</a>. ${said}
              </li>`,
          )}
        </ul>`
      }
      <h2 class="govuk-heading-m">From you</h2>
      ${mine.length === 0 && html`<p class="govuk-body">You have not written a letter. You do not have to.</p>`}
      ${
        mine.length > 0 &&
        html`<ul class="govuk-list">
          ${mine.map(
            ({ id, status, begunAt }) =>
              html`<li>
                <a class="govuk-link" href="/my/letters/${id}">The letter you began on ${inWords(dayOf(begunAt))}</a>.
                ${shownWords[status]}.
              </li>`,
          )}
        </ul>`
      }
      ${!isClosed && beginPart(canBegin)}`,
  };
}

function beginPart(canBegin: boolean): Html {
  return canBegin
    ? html`<p class="govuk-body">
          You can write a letter, and take as long as you like. Your facilitator can read it and help you. The other person
          sees nothing of it, unless you say yes later.
        </p>
        ${pressForm('/my/letters', { text: 'Write a letter', quiet: true })}`
    : html`<p class="govuk-body">
        If you want to write a letter, ask your facilitator. They begin it with you, so that it goes to the right person.
      </p>`;
}

export interface OneOwnLetter {
  readonly letter: OwnLetter;
  /** What the writer last said about sharing it; undefined is not asked yet. */
  readonly sharing: Answer | undefined;
  readonly isClosed: boolean;
  readonly attempt: Attempt;
}

/** One letter for the person who writes it. */
export function ownLetterPage({ letter, sharing, isClosed, attempt }: OneOwnLetter): Page {
  const isOpen = ['draft', 'in-review', 'returned'].includes(letter.status);
  return {
    title: 'Your letter',
    back: '/my/letters',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l" id="letter">Your letter</h1>
      ${stateWords(letter)} ${(!isOpen || isClosed || wasChangedMeanwhile(letter, attempt)) && paper(letter.words)}
      ${isOpen && !isClosed && writingForms(letter, attempt)}
      ${!isClosed && ['held', 'frozen'].includes(letter.status) && sharingForm(letter, sharing, attempt)}
      ${!isClosed && letter.status === 'delivered' && takeBackForm(letter)}
      ${isClosed && html`<p class="govuk-body">This case is closed, so your letter stays as it is.</p>`}`,
  };
}

function wasChangedMeanwhile({ words, version }: OwnLetter, attempt: Attempt): boolean {
  return words !== '' && typed(attempt, 'version', String(version)) !== String(version);
}

function paper(words: string): Html {
  return html`<article class="tp-letter">${words === '' ? html`<p>Nothing is written.</p>` : asWritten(words)}</article>`;
}

function stateWords({ status, advice }: OwnLetter): Html {
  switch (status) {
    case 'draft':
    case 'returned':
      return html`${
        advice.length > 0 &&
        insetText({
          html: html`<h2 class="govuk-heading-s">What would make it ready</h2>
              ${advice.map((each) => asWritten(each))}`,
        })
      }
        <p class="govuk-body">
          Say what happened and own your part, in your own words. You do not have to ask for anything back. Save it as often
          as you like.
        </p>`;
    case 'in-review':
      return html`<p class="govuk-body">
        Two people who work here are reading it. They make sure that it helps and does not hurt. You can still change it.
        Then they read it again.
      </p>`;
    case 'held':
      return html`<p class="govuk-body">
          Two people have read your letter, and it is ready. We keep it safe. If you want to change a word, ask your
          facilitator.
        </p>
        <p class="govuk-body">
          If you say yes below, the other person decides if they want it, and when. They also decide whether we tell you.
          That can take a long time, and you may never hear. It says nothing about your letter.
        </p>`;
    case 'delivered':
      return html`<p class="govuk-body">The other person has had your letter. They wanted you to know.</p>`;
    case 'frozen':
      return html`<p class="govuk-body">
        You took your yes back, so we do nothing more with this letter. What was opened before that stays with them. You do
        not have to say why. If you want it to go on, say yes again and talk with your facilitator.
      </p>`;
    case 'never-sent':
      return html`<p class="govuk-body">You keep this letter, and it is not sent. Writing it was worth something.</p>`;
    default:
      return status satisfies never;
  }
}

function writingForms({ id, words, version, status }: OwnLetter, attempt: Attempt): Html {
  const action = `/my/letters/${id}`;
  return html`${form(
    action,
    [
      html`<input type="hidden" name="step" value="words" /><input type="hidden" name="version" value="${version}" />`,
      areaField(attempt, { name: 'words', label: 'Your letter', value: words, rows: 16 }),
    ],
    html`<div class="govuk-button-group">
        ${button({ text: 'Save', name: 'after', value: 'stay', preventDoubleClick: true, classes: 'govuk-button--secondary' })}
        ${button({
          text: status === 'in-review' ? 'Save and send it again' : 'Save and send it to be read',
          name: 'after',
          value: 'send',
          preventDoubleClick: true,
        })}
      </div>`,
  )}
    <h2 class="govuk-heading-m">If you would rather keep it</h2>
    <p class="govuk-body">Some people write a letter only for themselves. You can keep it, and it is never sent.</p>
    ${pressForm(action, { text: 'Keep it for myself', quiet: true }, { step: 'keep' })}`;
}

function sharingForm({ id }: OwnLetter, sharing: Answer | undefined, attempt: Attempt): Html {
  return form(
    `/my/letters/${id}`,
    [
      html`<input type="hidden" name="step" value="share" />`,
      radioField(attempt, {
        name: 'share',
        label: sharingQuestion,
        hint: 'You can change your answer until they have opened it.',
        value: sharing === 'withdrawn' ? 'declined' : sharing,
        choices: [
          { value: 'given', text: 'Yes' },
          { value: 'declined', text: 'No' },
        ],
      }),
    ],
    { text: 'Save my answer' },
  );
}

// The same words whether it was opened or not: what the other person did stays theirs.
function takeBackForm({ id }: OwnLetter): Html {
  return html`<h2 class="govuk-heading-m">If you want it back</h2>
    <p class="govuk-body">
      You can take your letter back. If it was not opened yet, it goes from the other person’s page. We do not tell them, and
      we cannot tell you whether they opened it.
    </p>
    ${pressForm(`/my/letters/${id}`, { text: 'Take my letter back', quiet: true }, { step: 'share', share: 'declined' })}`;
}

function mine(letter: Partial<OwnLetter>, sharing?: Answer, attempt: Attempt = freshAttempt): Page {
  return ownLetterPage({ letter: anOwnLetter(letter), sharing, isClosed: false, attempt });
}

const listed = { canBegin: true, isClosed: false, attempt: freshAttempt };

const pages: readonly (readonly [name: string, page: Page])[] = [
  ['no letters at all', ownLettersPage({ ...listed, forMe: [], mine: [] })],
  [
    'letters to read and letters to write',
    ownLettersPage({
      ...listed,
      canBegin: false,
      forMe: [
        { id: anOwnLetter().id, said: 'You decide if you want it.' },
        { id: anOwnLetter().id, said: 'You said no thank you.' },
      ],
      mine: [anOwnLetter(), anOwnLetter({ status: 'held' })],
    }),
  ],
  ['an empty draft', mine({ words: '' })],
  ['a letter that came back with advice', mine({ status: 'returned', advice: ['Say what you did, without “but”.'] })],
  [
    'a draft that somebody else changed meanwhile',
    mine({ version: 3 }, undefined, {
      typed: { words: 'Dear Joanne', version: '2' },
      problems: [{ field: 'words', text: 'The letter was changed somewhere else' }],
    }),
  ],
  ['a letter that is being read', mine({ status: 'in-review' })],
  ['a letter kept safe, shared', mine({ status: 'held' }, 'given')],
  ['a stopped letter', mine({ status: 'frozen' }, 'withdrawn')],
  ['a letter that was passed on', mine({ status: 'delivered' }, 'given')],
  ['a letter kept for oneself', mine({ status: 'never-sent' })],
];

export const examples: readonly { readonly name: string; readonly door: 'participant'; readonly page: Page }[] =
  pages.map(([name, page]) => ({ name, door: 'participant', page }));
