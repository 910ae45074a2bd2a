import { areaField, errorsOf, form, pressForm, radioField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, paragraphs, type Html } from '#platform/html.ts';
import type { Answer } from '#vocabulary/consent.ts';
import { dayOf, inWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { OwnItem, PassedOn } from './facts.ts';
import { explain, sharingQuestion, type ItemId, type ReleaseId } from './rules.ts';

export interface OwnMessages {
  readonly forMe: readonly PassedOn[];
  readonly mine: readonly OwnItem[];
  readonly canWrite: boolean;
  readonly attempt: Attempt;
}

const kindWords: Record<PassedOn['kind'], string> = {
  statement: 'Something they want you to know',
  question: 'A question for you',
  availability: 'Times that could work for them',
  'first-name': 'Their first name',
};

const ownKindWords: Record<OwnItem['kind'], { readonly inList: string; readonly alone: string }> = {
  statement: { inList: 'Something you want to say', alone: 'Your message' },
  question: { inList: 'A question', alone: 'Your question' },
  availability: { inList: 'Times that could work for you', alone: 'Times that could work for you' },
};

/** Messages for one person: what was passed on to them, and what they wrote. */
export function ownMessagesPage({ forMe, mine, canWrite, attempt }: OwnMessages): Page {
  return {
    title: 'Messages',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l" id="message">Messages carried for you</h1>
      <p class="govuk-body">
        You and the other person can ask and answer through your facilitator, without meeting. You never have to.
      </p>
      <h2 class="govuk-heading-m">For you</h2>
      ${forMe.length === 0 && html`<p class="govuk-body">There is nothing for you now.</p>`}
      ${
        forMe.length > 0 &&
        html`<ul class="govuk-list">
          ${forMe.map(
            ({ id, kind, releasedAt, readAt }) =>
              html`<li>
                <a class="govuk-link" href="/my/messages/${id}">${kindWords[kind]}, from ${inWords(dayOf(releasedAt))}</a>.
                ${readAt === null ? 'You can open it when you want to.' : 'You have opened it.'}
              </li>`,
          )}
        </ul>`
      }
      <h2 class="govuk-heading-m">From you</h2>
      ${mine.length === 0 && html`<p class="govuk-body">You have not written anything. You do not have to.</p>`}
      ${
        mine.length > 0 &&
        html`<ul class="govuk-list">
          ${mine.map(
            (item) =>
              html`<li>
                <a class="govuk-link" href="/my/messages/${item.id}"
                  >${ownKindWords[item.kind].inList}, from
                  ${inWords(dayOf(item.writtenAt))}</a
                >. ${item.passedOnAt === null ? 'Not passed on.' : 'Passed on.'}
              </li>`,
          )}
        </ul>`
      }
      ${canWrite ? writeForm(attempt) : html`<p class="govuk-body">If you want to say or ask something, tell your facilitator.</p>`}`,
  };
}

function writeForm(attempt: Attempt): Html {
  return html`<h2 class="govuk-heading-m">Say or ask something</h2>
    ${form(
      '/my/messages',
      [
        radioField(attempt, {
          name: 'kind',
          label: 'What it is',
          isInline: true,
          choices: [
            { value: 'question', text: 'A question' },
            { value: 'statement', text: 'Something I want to say' },
          ],
        }),
        areaField(attempt, {
          name: 'words',
          label: 'Your words',
          hint: 'A facilitator reads this first. The other person sees nothing of it, unless you say yes later.',
          rows: 5,
        }),
      ],
      { text: 'Save' },
    )}`;
}

export interface OneOwnMessage {
  readonly item: OwnItem;
  /** What they last said about passing it on; undefined is not asked yet. */
  readonly sharing: Answer | undefined;
  readonly isClosed: boolean;
  readonly attempt: Attempt;
}

/** One message for the person who wrote it. */
export function ownMessagePage({ item, sharing, isClosed, attempt }: OneOwnMessage): Page {
  const isShared = sharing === 'given';
  const isOpen = item.passedOnAt === null && !isClosed;
  return {
    title: 'Your message',
    back: '/my/messages',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l" id="message">${ownKindWords[item.kind].alone}</h1>
      <div class="tp-letter">${paragraphs(item.words)}</div>
      ${stateWords(item, isShared)} ${!isClosed && sharingForm(item.id, sharing, attempt)}
      ${isOpen && !isShared && item.kind !== 'availability' && wordsForm(item, attempt)}`,
  };
}

function stateWords({ passedOnAt, kind }: OwnItem, isShared: boolean): Html {
  if (passedOnAt !== null)
    return html`<p class="govuk-body">It was passed on. If an answer comes, you find it under Messages.</p>`;
  if (kind === 'availability') return timesWords(isShared);
  return isShared
    ? html`<p class="govuk-body">
        You said yes. A facilitator reads it first, and passes it on when everything is ready. To change a word, take your yes back.
      </p>`
    : html`<p class="govuk-body">Nobody on the other side sees it. You can change it as often as you like.</p>`;
}

function timesWords(isShared: boolean): Html {
  return html`<p class="govuk-body">
    ${
      isShared
        ? 'You said yes. A facilitator passes these times on when everything is ready.'
        : 'Your facilitator asks if the other person may know these times. You do not have to say yes. Nobody on the other side sees them before.'
    }
    If you <a class="govuk-link" href="/my/times">change your times</a>, you are asked anew.
  </p>`;
}

function sharingForm(id: ItemId, sharing: Answer | undefined, attempt: Attempt): Html {
  return form(
    `/my/messages/${id}`,
    [
      html`<input type="hidden" name="step" value="share" />`,
      radioField(attempt, {
        name: 'share',
        label: sharingQuestion,
        hint: 'You can change your answer. What was read already cannot be unread.',
        value: sharing === 'withdrawn' ? 'declined' : sharing,
        isInline: true,
        choices: [
          { value: 'given', text: 'Yes' },
          { value: 'declined', text: 'No' },
        ],
      }),
    ],
    { text: 'Save my answer' },
  );
}

function wordsForm({ id, words }: OwnItem, attempt: Attempt): Html {
  return html`<h2 class="govuk-heading-m">Change your words</h2>
    ${form(
      `/my/messages/${id}`,
      [
        html`<input type="hidden" name="step" value="words" />`,
        areaField(attempt, { name: 'words', label: 'Your words', value: words, rows: 5 }),
      ],
      { text: 'Save my words' },
    )}`;
}

export interface OneForMe {
  readonly message: PassedOn;
  readonly hasAnswered: boolean;
  readonly isClosed: boolean;
  readonly attempt: Attempt;
}

/** Something that was passed on, for its reader: shut until they open it. */
export function passedOnPage({ message, hasAnswered, isClosed, attempt }: OneForMe): Page {
  const { id, kind, words, readAt } = message;
  const isOpened = readAt !== null;
  return {
    title: 'A message for you',
    back: '/my/messages',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l" id="message">${kindWords[kind]}</h1>
      ${isOpened ? html`<div class="tp-letter">${paragraphs(words)}</div>` : shut(id)}
      ${isOpened && kind === 'question' && !hasAnswered && !isClosed && answerForm(id, attempt)}
      ${isOpened && hasAnswered && html`<p class="govuk-body">You wrote an answer. You find it under Messages.</p>`}`,
  };
}

function shut(id: ReleaseId): Html {
  return html`<p class="govuk-body">It is here when you want it. You do not have to open it today, or at all.</p>
    ${pressForm(`/my/messages/${id}`, { text: 'Open it' }, { step: 'open' })}`;
}

function answerForm(id: ReleaseId, attempt: Attempt): Html {
  return html`<h2 class="govuk-heading-m">If you want to answer</h2>
    ${form(
      `/my/messages/${id}`,
      [
        html`<input type="hidden" name="step" value="answer" />`,
        areaField(attempt, {
          name: 'words',
          label: 'Your answer',
          hint: 'A facilitator reads this first. You decide afterwards if it is passed on.',
          rows: 5,
        }),
      ],
      { text: 'Save my answer' },
    )}`;
}

const item: OwnItem = {
  id: '5b6d5c1e-0000-4000-8000-000000000001' as ItemId,
  kind: 'question',
  answersId: null,
  words: 'Did you know that somebody was at home?',
  writtenAt: new Date('2026-11-20T10:00:00Z'),
  passedOnAt: null,
};
const message: PassedOn = {
  id: '5b6d5c1e-0000-4000-8000-000000000002' as ReleaseId,
  kind: 'question',
  itemId: item.id,
  words: item.words,
  releasedAt: new Date('2026-11-21T10:00:00Z'),
  readAt: null,
};
const opened = { ...message, readAt: new Date('2026-11-22T10:00:00Z') };
const shown = { hasAnswered: false, isClosed: false, attempt: freshAttempt };
const refused: Attempt = {
  typed: { words: '', kind: 'question' },
  problems: [{ field: 'words', text: explain('nothing-written-yet') }],
};

export const examples: readonly { readonly name: string; readonly door: 'participant'; readonly page: Page }[] = [
  {
    name: 'messages: nothing yet',
    door: 'participant',
    page: ownMessagesPage({ forMe: [], mine: [], canWrite: true, attempt: freshAttempt }),
  },
  {
    name: 'messages: some for her and from her, and a form that was refused',
    door: 'participant',
    page: ownMessagesPage({
      forMe: [message, { ...opened, kind: 'first-name' }],
      mine: [item],
      canWrite: true,
      attempt: refused,
    }),
  },
  {
    name: 'messages: her own question',
    door: 'participant',
    page: ownMessagePage({ item, sharing: undefined, isClosed: false, attempt: refused }),
  },
  {
    name: 'messages: her own question, to be passed on',
    door: 'participant',
    page: ownMessagePage({ item, sharing: 'given', isClosed: false, attempt: freshAttempt }),
  },
  {
    name: 'messages: her own question, passed on',
    door: 'participant',
    page: ownMessagePage({
      item: { ...item, passedOnAt: new Date('2026-11-21T10:00:00Z') },
      sharing: 'given',
      isClosed: true,
      attempt: freshAttempt,
    }),
  },
  { name: 'messages: a question that he can open', door: 'participant', page: passedOnPage({ ...shown, message }) },
  {
    name: 'messages: a question he opened',
    door: 'participant',
    page: passedOnPage({ ...shown, message: opened, attempt: refused }),
  },
  {
    name: 'messages: a question he answered',
    door: 'participant',
    page: passedOnPage({ ...shown, message: opened, hasAnswered: true }),
  },
];
