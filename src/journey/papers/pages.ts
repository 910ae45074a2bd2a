import { dayField, errorsOf, form, pressForm, radioField, selectField, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import { momentInWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import type { Shut } from '#vocabulary/gates.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { Looked, PaperOnFile } from './facts.ts';
import { explain, holdsOtherFiles, sharingQuestion, type PaperId } from './rules.ts';

/** Passing a copy on to one person: what stands against it, or the copy they have. */
export interface WayOn {
  readonly fromId: ParticipantId;
  readonly toId: ParticipantId;
  readonly fromCalled: string;
  readonly toCalled: string;
  readonly isShared: boolean;
  readonly shut: readonly Shut[];
  readonly paper: PaperOnFile | undefined;
}

export interface PassOn {
  readonly frame: Pick<CaseFrame, 'reference'>;
  readonly document: { readonly id: string; readonly name: string };
  readonly ways: readonly WayOn[];
  /** How far we could read it. */
  readonly looked: Looked;
  /** Whether the owner is a child, for whom a guardian speaks too. */
  readonly isChild: boolean;
  readonly mayMove: boolean;
  readonly attempt: Attempt;
}

/** Staff: who has a copy of a document, who may be passed one, and what stands against it. */
export function passOnPage(shown: PassOn): Page {
  const { frame, document, ways, looked, attempt } = shown;
  return {
    title: 'Pass on a copy',
    back: `/cases/${frame.reference}/documents/${document.id}`,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l tp-break" id="papers">Pass on a copy of ${document.name}</h1>
      ${lookedThrough(looked).map((words) => html`<p class="govuk-body">${words}</p>`)}
      ${ways.map((way) => reader(way, shown))}`,
  };
}

const nameOnly =
  'We can look through its name only. Read it through yourself for addresses, numbers and names of the other side.';

function lookedThrough(looked: Looked): readonly string[] {
  switch (looked.how) {
    case 'whole':
      return [
        'Its name and its words are looked through for addresses, numbers and names as it goes. Read it through yourself too.',
      ];
    case 'partly':
      return [
        'Its name and those of its words that we can read are looked through as it goes. There may be more in it than that: read it through yourself.',
      ];
    case 'name-only':
      return [nameOnly];
    case 'pdf-unread':
      return [whyUnread[looked.because], nameOnly];
    case 'pdf':
      return pagesLookedThrough(looked);
    default:
      return looked satisfies never;
  }
}

const whyUnread: Readonly<Record<Extract<Looked, { how: 'pdf-unread' }>['because'], string>> = {
  locked: 'It opens with a password, so we could not read it.',
  'cannot-be-read': 'It is damaged, or made in a way that we cannot read.',
  'takes-too-long': 'There is so much in it that we could not read it.',
};

function pagesLookedThrough({
  pages,
  pagesRead,
  withoutWords,
  isDamaged,
}: Extract<Looked, { how: 'pdf' }>): readonly string[] {
  const read = pages === 1 ? 'the words of its page' : pages === pagesRead ? `the words of its ${pages} pages` : '';
  const seen = withoutWords.length === pagesRead ? '' : read || `the words of its first ${pagesRead} pages`;
  return [
    `Its name, what the file says of itself, such as who wrote it${seen && `, and ${seen}`} are looked through for addresses, numbers and names as it goes.`,
    ...(pagesRead < pages
      ? [`We could not read on after page ${pagesRead} of ${pages}. Read the rest with care.`]
      : []),
    ...(withoutWords.length > 0 ? [`${noWords(pages, withoutWords)} Look there yourself.`] : []),
    ...(isDamaged ? ['It is damaged, or made in an unusual way: there may be pages that we did not find.'] : []),
    'Words in pictures are not read, so read it through yourself too.',
  ];
}

function noWords(pages: number, withoutWords: readonly number[]): string {
  if (withoutWords.length === pages) return 'We found no words in it: its pages may be pictures.';
  const shown = withoutWords.slice(0, 20).join(', ');
  const more = withoutWords.length > 20 ? ' and others' : '';
  return withoutWords.length === 1
    ? `We found no words on page ${shown}: it may be a picture.`
    : `We found no words on pages ${shown}${more}: they may be pictures.`;
}

function reader(way: WayOn, shown: PassOn): Html {
  const { toCalled, fromId, toId, paper } = way;
  const isOwn = fromId === toId;
  return html`<h2 class="govuk-heading-m">${isOwn ? `${toCalled}, whose it is` : toCalled}</h2>
    ${paper ? theirs(paper, shown) : passing(way, shown)}
    ${!isOwn && shown.mayMove && !paper?.readAt && sharingForm(way, shown)}`;
}

function pathOf({ frame, document }: PassOn): string {
  return `/cases/${frame.reference}/documents/${document.id}/pass-on`;
}

function theirs(paper: PaperOnFile, shown: PassOn): Html {
  if (paper.readAt)
    return html`<p class="govuk-body">A copy was passed on, and was opened on ${momentInWords(paper.readAt)}.</p>`;
  return html`<p class="govuk-body">A copy was passed on, ${momentInWords(paper.releasedAt)}. It was not opened yet.</p>
    ${shown.mayMove && pressForm(pathOf(shown), { text: 'Take it back', quiet: true }, { step: 'take-back', paper: paper.id })}`;
}

function passing({ toId, toCalled, shut }: WayOn, shown: PassOn): Html {
  if (shut.length > 0) {
    return html`<ul class="tp-gates">
      <li class="tp-gate tp-gate--shut">
        <ul class="tp-gate__reasons">
          ${shut.map(
            ({ words, opens }) =>
              html`<li class="tp-gate__reason">
                ${words}<span class="tp-gate__opens"><b>Opens when</b> ${opens}</span>
              </li>`,
          )}
        </ul>
      </li>
    </ul>`;
  }
  if (!shown.mayMove) return html`<p class="govuk-body">No copy was passed on.</p>`;
  return form(
    pathOf(shown),
    [
      html`<input type="hidden" name="step" value="pass-on" /><input type="hidden" name="to" value="${toId}" />`,
      tickField(attemptFor(shown.attempt, toId), {
        name: 'read-through',
        label: 'Before it goes',
        choices: [
          { value: toId, text: 'I have read it through, and nothing in it gives away an address, a number or a name' },
        ],
      }),
    ],
    { text: `Pass a copy on to ${toCalled}` },
  );
}

// Several people have the same form on one page: what is wrong stands at the one that was sent.
function attemptFor(attempt: Attempt, toId: ParticipantId): Attempt {
  return attempt.typed['to'] === toId ? attempt : freshAttempt;
}

function sharingForm({ fromCalled, toId, toCalled, isShared }: WayOn, shown: PassOn): Html {
  const attempt = attemptFor(shown.attempt, toId);
  return html`<h3 class="govuk-heading-s">What ${fromCalled} said about passing it on to ${toCalled}</h3>
    <p class="govuk-body">
      ${isShared ? `${fromCalled} says yes.` : `${fromCalled} has not said yes.`} They were asked: ${sharingQuestion}
    </p>
    ${form(
      pathOf(shown),
      [
        html`<input type="hidden" name="step" value="share" /><input type="hidden" name="to" value="${toId}" />`,
        radioField(attempt, {
          name: 'share',
          label: 'Their answer',
          isInline: true,
          choices: [
            { value: 'given', text: 'Yes' },
            { value: 'declined', text: 'No, or they took their yes back' },
          ],
        }),
        shown.isChild &&
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

const joanne = '0b6d5c1e-0000-4000-8000-000000000001' as ParticipantId;
const dylan = '0b6d5c1e-0000-4000-8000-000000000002' as ParticipantId;
const paper: PaperOnFile = {
  id: '4b6d5c1e-0000-4000-8000-000000000001' as PaperId,
  documentId: '3b6d5c1e-0000-4000-8000-000000000001',
  fromId: joanne,
  toId: joanne,
  releasedBy: '1b6d5c1e-0000-4000-8000-000000000001' as StaffId,
  releasedAt: new Date('2026-11-20T14:30:00Z'),
  revokedAt: null,
  readAt: null,
};
const toHerself: WayOn = {
  ...{ fromId: joanne, toId: joanne, fromCalled: 'Joanne', toCalled: 'Joanne' },
  ...{ isShared: false, shut: [], paper: undefined },
};
const toHim: WayOn = { ...toHerself, toId: dylan, toCalled: 'Dylan' };
const shut: readonly Shut[] = [
  { reason: 'owner-does-not-share-it', words: 'Joanne has not said yes.', opens: 'Joanne says yes.', rule: 'H4' },
];
const one: PassOn = {
  frame: { reference: '7K3M-QX94' },
  document: { id: paper.documentId, name: 'What the locksmith charged.pdf' },
  ways: [toHerself],
  looked: { how: 'pdf', pages: 1, pagesRead: 1, withoutWords: [1], isDamaged: false },
  isChild: false,
  mayMove: true,
  attempt: freshAttempt,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Pass on a copy: to whose it is', page: passOnPage(one) },
  {
    name: 'Pass on a copy: one waits to be opened, one waits for a yes',
    page: passOnPage({
      ...one,
      ways: [
        { ...toHerself, paper },
        { ...toHim, shut },
      ],
      looked: { how: 'partly' },
      isChild: true,
    }),
  },
  {
    name: 'Pass on a copy: opened, and one that was not read through',
    page: passOnPage({
      ...one,
      looked: { how: 'whole' },
      ways: [
        { ...toHerself, paper: { ...paper, readAt: paper.releasedAt } },
        { ...toHim, isShared: true },
      ],
      attempt: {
        typed: { to: dylan, step: 'pass-on' },
        problems: [{ field: 'read-through', text: explain('not-read-through') }],
      },
    }),
  },
  {
    name: 'Pass on a copy: a PDF of which some pages are pictures and the last were not read',
    page: passOnPage({
      ...one,
      looked: { how: 'pdf', pages: 640, pagesRead: 500, withoutWords: [2, 7], isDamaged: true },
    }),
  },
  {
    name: 'Pass on a copy: a PDF that opens with a password',
    page: passOnPage({ ...one, looked: { how: 'pdf-unread', because: 'locked' } }),
  },
  {
    name: 'Pass on a copy: a PDF with other files inside it',
    page: passOnPage({
      ...one,
      looked: { how: 'pdf', pages: 3, pagesRead: 3, withoutWords: [], isDamaged: false },
      ways: [{ ...toHim, isShared: true, shut: [holdsOtherFiles] }],
    }),
  },
];
