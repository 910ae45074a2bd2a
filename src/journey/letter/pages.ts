import { aFrame } from '#casefile/cases/examples.ts';
import { errorsOf, form, selectField } from '#platform/fields.ts';
import { type Attempt, freshAttempt } from '#platform/forms.ts';
import { insetText } from '#platform/govuk/inset-text.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, type Html } from '#platform/html.ts';
import { asWritten } from '#platform/as-written.ts';
import { dayOf, inWords, momentInWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { type CaseFrame, participantIn } from '#vocabulary/frame.ts';
import type { Gate } from '#vocabulary/gates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { type Delivery, type LetterKind, type LetterStatus, readyReaders } from '#vocabulary/letters.ts';
import { aLetterOnFile, aReview, readByTwo, staffNamesInExamples } from './examples.ts';
import type { LetterOnFile } from './facts.ts';
import { type Crossing, type Doing, stepsOf } from './step-pages.ts';

const kindWords: Record<LetterKind, string> = {
  explanation: 'Letter of explanation',
  apology: 'Letter of apology',
  'own-words': 'Letter in their own words',
  reply: 'Reply',
};

const statusWords: Record<LetterStatus, readonly [words: string, colour: string]> = {
  draft: ['Being written', 'grey'],
  'in-review': ['Being read', 'yellow'],
  returned: ['Back to be changed', 'yellow'],
  held: ['Held', 'blue'],
  offered: ['Offered', 'blue'],
  accepted: ['Wanted', 'blue'],
  'kept-for-later': ['Kept for later', 'yellow'],
  declined: ['Not wanted', 'grey'],
  delivered: ['Delivered', 'green'],
  frozen: ['Stopped', 'orange'],
  'never-sent': ['Kept, not sent', 'grey'],
};

const deliveryWords: Record<Delivery, string> = {
  online: 'on their own page',
  'read-aloud': 'read aloud',
  'handed-over': 'handed over in person',
};

/** How the people of a letter are called. */
export interface Names {
  readonly author: string;
  readonly recipient: string;
}

export function namesOf(frame: CaseFrame, { authorId, recipientId }: LetterOnFile): Names {
  const called = (id: ParticipantId) => participantIn(frame, id)?.called ?? 'Somebody';
  return { author: called(authorId), recipient: called(recipientId) };
}

function statusTag(status: LetterStatus): Html {
  const [text, colour] = statusWords[status];
  return tag({ text, classes: `govuk-tag--${colour}` });
}

/** What happens next with a letter, and by whom. */
function nextOf(letter: LetterOnFile, { author, recipient }: Names, isShared: boolean | undefined): string {
  switch (letter.status) {
    case 'draft':
      return `${author} writes. When it is done, two people read it.`;
    case 'in-review':
      return readyReaders(letter).length === 0
        ? 'Two people read it: usually the facilitator, then somebody else.'
        : 'One person found it ready. One more person reads it.';
    case 'returned':
      return `${author} reads the advice and changes the letter. Then two people read it again.`;
    case 'held':
      return isShared === true
        ? `${author} shares it. It can be offered to ${recipient} when nothing stands in the way.`
        : `It is kept safe. ${author} says whether it may be passed on to ${recipient}.`;
    case 'offered':
      return `${recipient} chooses, in their own time. Nothing happens until then.`;
    case 'accepted':
      return letter.acceptedHow === 'online'
        ? `${recipient} wants to read it on their own page, and something stood in the way when they said so.`
        : `${recipient} wants it ${deliveryWords[letter.acceptedHow ?? 'read-aloud']}. Write down the day it was done.`;
    case 'kept-for-later':
      return `${recipient} keeps it for later. Ask again from ${inWords(letter.askAfter ?? dayOf(letter.begunAt))}.`;
    case 'declined':
      return `${recipient} said no thank you. Nothing more happens, unless they change their mind.`;
    case 'delivered':
      return `It was delivered${letter.deliveredAt ? ` on ${inWords(dayOf(letter.deliveredAt))}` : ''}. What follows is on the Follow-up page.`;
    case 'frozen':
      return 'It was taken back, or a yes was, so everything stopped. It can be taken up again when every yes is there.';
    case 'never-sent':
      return `${author} keeps it and it is not sent. That is a good end too.`;
    default:
      return letter.status satisfies never;
  }
}

export interface CaseLetters {
  readonly frame: CaseFrame;
  readonly letters: readonly LetterOnFile[];
  readonly attempt: Attempt;
}

/** Staff: every letter of a case, where it is, and a form to begin one for somebody. */
export function caseLettersPage({ frame, letters, attempt }: CaseLetters): Page {
  return {
    title: 'Letters',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Letters</h1>
      ${letters.length === 0 && html`<p class="govuk-body">Nobody has begun a letter.</p>`}
      ${letters.map((letter) => letterRow(frame, letter))} ${frame.status !== 'closed' && beginForm(frame, attempt)}`,
  };
}

function letterRow(frame: CaseFrame, letter: LetterOnFile): Html {
  const names = namesOf(frame, letter);
  return html`<h2 class="govuk-heading-m">
      <a class="govuk-link" href="/cases/${frame.reference}/letters/${letter.id}"
        >${kindWords[letter.kind]} from ${names.author} to ${names.recipient}</a
      >
    </h2>
    <p class="govuk-body">${statusTag(letter.status)} begun on ${inWords(dayOf(letter.begunAt))}</p>
    <p class="govuk-body">${nextOf(letter, names, undefined)}</p>`;
}

function beginForm(frame: CaseFrame, attempt: Attempt): Html {
  const people = frame.participants.map(({ id, called }) => ({ value: id, text: called }));
  return html`<h2 class="govuk-heading-m">Begin a letter for somebody</h2>
    <p class="govuk-body">
      People can write on their own page. Begin one here when they write on paper, or tell you the words.
    </p>
    ${form(
      `/cases/${frame.reference}/letters`,
      [
        selectField(attempt, { name: 'author', label: 'Who writes', choices: people }),
        selectField(attempt, { name: 'recipient', label: 'Who it is for', choices: people }),
        selectField(attempt, {
          name: 'kind',
          label: 'What it is',
          choices: Object.entries(kindWords).map(([value, text]) => ({ value, text })),
        }),
      ],
      { text: 'Begin the letter' },
    )}`;
}

export interface OneLetter {
  readonly frame: CaseFrame;
  readonly letter: LetterOnFile;
  readonly doing: Doing;
  readonly crossing: Crossing;
  readonly staffNames: ReadonlyMap<string, string>;
  readonly attempt: Attempt;
}

/** Staff: one letter with its words, what has to happen first, what can be done now, and its way so far. */
export function letterPage({ frame, letter, doing, crossing, staffNames, attempt }: OneLetter): Page {
  const names = namesOf(frame, letter);
  return {
    title: `Letter from ${names.author} to ${names.recipient}`,
    back: `/cases/${frame.reference}/letters`,
    body: html` ${errorsOf(attempt)}
      <span class="govuk-caption-l">${kindWords[letter.kind]}</span>
      <h1 class="govuk-heading-l" id="letter">Letter from ${names.author} to ${names.recipient}</h1>
      <p class="govuk-body">${statusTag(letter.status)}</p>
      ${insetText({ text: nextOf(letter, names, crossing.isShared) })} ${letterPaper(letter, names, staffNames)}
      ${crossing.gate && gatePanel(crossing.gate)}
      ${frame.status !== 'closed' && stepsOf({ ...doing, crossing, action: `/cases/${frame.reference}/letters/${letter.id}`, names, letter, attempt })}
      <h2 class="govuk-heading-m">Its way so far</h2>
      ${timeline(frame, letter, names, staffNames)}`,
  };
}

function letterPaper(letter: LetterOnFile, { author }: Names, staffNames: ReadonlyMap<string, string>): Html {
  if (letter.words === '') return html`<p class="govuk-body">Nothing is written yet.</p>`;
  const readers = readyReaders(letter).map((id) => staffNames.get(id) ?? 'somebody of the service');
  return html`<article class="tp-letter">
    <div class="tp-letter__head">
      <p>From ${author}, version ${letter.version}</p>
      ${readers.length > 0 && html`<p>Found ready by ${readers.join(' and ')}</p>`}
    </div>
    ${asWritten(letter.words)}
  </article>`;
}

function gatePanel({ shut }: Gate): Html {
  const state = shut.length === 0 ? 'Open' : `Shut, ${shut.length} ${shut.length === 1 ? 'reason' : 'reasons'}`;
  return html`<h2 class="govuk-heading-m">Before it can be delivered</h2>
    <ul class="tp-gates">
      <li class="tp-gate tp-gate--${shut.length === 0 ? 'open' : 'shut'}">
        <h3 class="tp-gate__name">Deliver the letter <span class="tp-gate__state">${state}</span></h3>
        ${
          shut.length > 0 &&
          html`<ul class="tp-gate__reasons">
            ${shut.map(
              ({ words, opens }) =>
                html`<li class="tp-gate__reason">
                  ${words}<span class="tp-gate__opens"><b>Opens when</b> ${opens}</span>
                </li>`,
            )}
          </ul>`
        }
      </li>
    </ul>`;
}

interface Event {
  readonly at: Date;
  readonly what: string;
  readonly more?: string | undefined;
  readonly whose: ParticipantId | null;
}

function timeline(frame: CaseFrame, letter: LetterOnFile, names: Names, staffNames: ReadonlyMap<string, string>): Html {
  const events = eventsOf(letter, names, staffNames).toSorted((one, other) => one.at.getTime() - other.at.getTime());
  return html`<ol class="tp-timeline">
    ${events.map(
      ({ at, what, more, whose }) =>
        html`<li class="tp-timeline__item tp-timeline__item--${sideOf(frame, whose)}">
          <h3 class="tp-timeline__what">${what}</h3>
          <p class="tp-timeline__when"><time datetime="${at.toISOString()}">${momentInWords(at)}</time></p>
          ${more !== undefined && more !== '' && html`<p class="tp-timeline__more">${more}</p>`}
        </li>`,
    )}
  </ol>`;
}

// In a conflict where each harmed the other there is no side to show.
function sideOf(frame: CaseFrame, whose: ParticipantId | null): string {
  const parts = whose === null ? [] : (participantIn(frame, whose)?.parts ?? []);
  return parts.length === 1 ? (parts[0] ?? 'neither') : 'neither';
}

function eventsOf(
  letter: LetterOnFile,
  { author, recipient }: Names,
  staffNames: ReadonlyMap<string, string>,
): readonly Event[] {
  const { authorId, recipientId } = letter;
  const dated = (at: Date | null, what: string, whose: ParticipantId | null): readonly Event[] =>
    at === null ? [] : [{ at, what, whose }];
  return [
    ...dated(letter.begunAt, `${author} began the letter`, authorId),
    ...dated(letter.sentAt, 'It went to be read', authorId),
    ...letter.reviews.map(({ reviewedAt, reviewerId, version, verdict, advice }) => ({
      at: reviewedAt,
      what: `${staffNames.get(reviewerId) ?? 'Somebody of the service'} read version ${version}: ${verdict === 'ready' ? 'ready' : 'to be changed'}`,
      more: advice,
      whose: null,
    })),
    ...dated(letter.heldAt, 'It is kept safe', null),
    ...dated(letter.offeredAt, `It was offered to ${recipient}`, null),
    ...dated(letter.answeredAt, `${recipient} said what they want`, recipientId),
    ...dated(letter.frozenAt, 'It stopped: the letter or a yes was taken back', null),
    ...dated(letter.deliveredAt, `It was delivered ${deliveryWords[letter.acceptedHow ?? 'read-aloud']}`, null),
    ...dated(letter.readAt, `${recipient} opened it on their own page`, recipientId),
  ];
}

const toBeOffered: Gate = {
  name: 'deliver-letter',
  about: 'A letter from Dylan to Joanne',
  mode: 'letter',
  shut: [
    {
      reason: 'recipient-has-not-said-yes',
      words: 'Joanne has not said yes to having this letter.',
      opens: 'the letter is offered and Joanne says how to have it. Nobody presses.',
      rule: 'H9',
    },
  ],
};

function anExample(
  letter: LetterOnFile,
  {
    isChild = false,
    isShared = false,
    gate = toBeOffered,
  }: { readonly isChild?: boolean; readonly isShared?: boolean; readonly gate?: Gate } = {},
  attempt: Attempt = freshAttempt,
): Page {
  const isEnded = ['delivered', 'declined', 'never-sent'].includes(letter.status);
  return letterPage({
    frame: aFrame(),
    letter,
    doing: { mayMove: true, mayRead: true, isChild },
    crossing: { isShared, gate: isEnded ? undefined : gate, forms: html``, isUnopened: false },
    staffNames: staffNamesInExamples,
    attempt,
  });
}

const offered = aLetterOnFile({
  status: 'offered',
  shownToAuthor: 'held',
  ...readByTwo,
  offeredAt: new Date('2026-11-16T09:00:00Z'),
});

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'a case without letters',
    page: caseLettersPage({ frame: aFrame(), letters: [], attempt: freshAttempt }),
  },
  {
    name: 'a case with letters and a form that was refused',
    page: caseLettersPage({
      frame: aFrame(),
      letters: [offered, aLetterOnFile({ kind: 'apology' })],
      attempt: { typed: { kind: 'apology' }, problems: [{ field: 'author', text: 'Choose who writes' }] },
    }),
  },
  { name: 'an empty draft', page: anExample(aLetterOnFile({ words: '' })) },
  {
    name: 'a letter that waits for its second reader',
    page: anExample(
      aLetterOnFile({
        status: 'in-review',
        sentAt: new Date('2026-11-09T09:00:00Z'),
        reviews: [{ ...aReview(), reviewedAt: new Date('2026-11-10T11:00:00Z') }],
      }),
      {},
      { typed: { verdict: 'return' }, problems: [{ field: 'advice', text: 'Say what would make the letter ready' }] },
    ),
  },
  {
    name: 'a held letter that can be offered',
    page: anExample(aLetterOnFile({ status: 'held', shownToAuthor: 'held', ...readByTwo }), {
      isShared: true,
      isChild: true,
    }),
  },
  { name: 'an offered letter', page: anExample(offered, { isShared: true }) },
  {
    name: 'a letter to be read aloud',
    page: anExample(
      {
        ...offered,
        status: 'accepted',
        acceptedHow: 'read-aloud',
        acceptedAt: offered.offeredAt,
        answeredAt: offered.offeredAt,
      },
      { isShared: true, gate: { ...toBeOffered, shut: [] } },
    ),
  },
  {
    name: 'a stopped letter',
    page: anExample({ ...offered, status: 'frozen', frozenAt: new Date('2026-11-20T09:00:00Z') }),
  },
  {
    name: 'a delivered letter',
    page: anExample({
      ...offered,
      status: 'delivered',
      acceptedHow: 'online',
      deliveredAt: new Date('2026-11-20T09:00:00Z'),
    }),
  },
  {
    name: 'a delivered letter that was opened',
    page: anExample({
      ...offered,
      status: 'delivered',
      acceptedHow: 'online',
      deliveredAt: new Date('2026-11-20T09:00:00Z'),
      readAt: new Date('2026-11-21T09:00:00Z'),
    }),
  },
];
