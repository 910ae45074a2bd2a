import { aFrame } from '#casefile/cases/examples.ts';
import { areaField, dayField, errorsOf, form, pressForm, radioField, selectField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, paragraphs, type Html } from '#platform/html.ts';
import { stackedTable } from '#platform/tables.ts';
import { momentInWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { participantIn, type CaseFrame } from '#vocabulary/frame.ts';
import type { Shut } from '#vocabulary/gates.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { ItemOnFile, ReleaseOnFile } from './facts.ts';
import { explain, sharingQuestion, takeBack, type ItemId, type ReleaseId } from './rules.ts';

const kindWords: Record<ReleaseOnFile['kind'], string> = {
  statement: 'Statement',
  question: 'Question',
  availability: 'Times that could work',
  'first-name': 'First name',
};

/** Two people whom what happened links, and what stands against naming one to the other. */
export interface Naming {
  readonly fromId: ParticipantId;
  readonly toId: ParticipantId;
  readonly isTold: boolean;
  readonly shut: readonly Shut[];
}

export interface CaseMessages {
  readonly frame: CaseFrame;
  readonly items: readonly ItemOnFile[];
  readonly releases: readonly ReleaseOnFile[];
  readonly namings: readonly Naming[];
  readonly staffNames: ReadonlyMap<string, string>;
  readonly attempt: Attempt;
}

function called(frame: CaseFrame, id: ParticipantId): string {
  return participantIn(frame, id)?.called ?? 'Somebody';
}

/** Staff: what each side wrote for the other, what crossed, when, by whom and on whose yes. */
export function caseMessagesPage(shown: CaseMessages): Page {
  const { frame, items, releases, attempt } = shown;
  const path = `/cases/${frame.reference}/messages`;
  return {
    title: 'Messages',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l" id="message">Messages carried between them</h1>
      <p class="govuk-body">
        What one side writes stays on that side. It crosses only when its owner says yes and you pass it on, and it can be taken
        back until it is read.
      </p>
      <h2 class="govuk-heading-m">What was written</h2>
      ${items.length === 0 && html`<p class="govuk-body">Nobody has written a message.</p>`}
      <ul class="govuk-list">
        ${items.map(
          ({ id, kind, fromId, toId, passedOnAt }) =>
            html`<li>
              <a class="govuk-link" href="${path}/${id}"
                >${kindWords[kind]} from ${called(frame, fromId)} for ${called(frame, toId)}</a
              >. ${passedOnAt === null ? `It is on ${called(frame, fromId)}’s side only.` : 'Passed on.'}
            </li>`,
        )}
      </ul>
      <h2 class="govuk-heading-m">What crossed</h2>
      ${releases.length === 0 ? html`<p class="govuk-body">Nothing has crossed.</p>` : crossedTable(shown)}
      ${frame.status !== 'closed' && html`${firstNames(shown)} ${writeForm(frame, attempt)}`}`,
  };
}

function crossedTable({ frame, releases, staffNames }: CaseMessages): Html {
  return stackedTable({
    caption: 'What crossed, newest first',
    hideCaption: true,
    head: ['What', 'From', 'To', 'Passed on', 'On whose yes', 'Now'],
    rows: releases.map((release) => [
      kindWords[release.kind],
      called(frame, release.fromId),
      called(frame, release.toId),
      `${staffNames.get(release.releasedBy) ?? 'Somebody of staff'}, ${momentInWords(release.releasedAt)}`,
      `${called(frame, release.fromId)}’s, line ${release.consentSeq} of the ledger`,
      stateOf(frame, release),
    ]),
  });
}

function stateOf(frame: CaseFrame, release: ReleaseOnFile): Html | string {
  if (release.readAt) return `Read on ${momentInWords(release.readAt)}`;
  if (release.revokedAt) return `Taken back on ${momentInWords(release.revokedAt)}`;
  if (frame.status === 'closed' || !takeBack(release).ok) return 'Not read';
  const carried = { step: 'take-back', release: release.id };
  return html`Not read ${pressForm(`/cases/${frame.reference}/messages`, { text: 'Take it back', quiet: true }, carried)}`;
}

function firstNames({ frame, namings }: CaseMessages): Html {
  return html`<h2 class="govuk-heading-m">First names</h2>
    ${namings.length === 0 && html`<p class="govuk-body">Nothing links two people in this case yet.</p>`}
    ${namings.map(({ fromId, toId, isTold, shut }) => {
      const [from, to] = [called(frame, fromId), called(frame, toId)];
      if (isTold) return html`<p class="govuk-body">${to} was told the first name of ${from}.</p>`;
      if (shut.length > 0) return html`<p class="govuk-body">${shut.map(({ words }) => words).join(' ')}</p>`;
      return pressForm(
        `/cases/${frame.reference}/messages`,
        { text: `Tell ${to} the first name of ${from}`, quiet: true },
        { step: 'name', from: fromId, to: toId },
      );
    })}`;
}

function writeForm(frame: CaseFrame, attempt: Attempt): Html {
  const people = frame.participants.map((each) => ({ value: each.id, text: each.called }));
  return html`<h2 class="govuk-heading-m">Write down a message for somebody</h2>
    ${form(
      `/cases/${frame.reference}/messages`,
      [
        html`<input type="hidden" name="step" value="write" />`,
        selectField(attempt, { name: 'from', label: 'Whose it is', choices: people }),
        selectField(attempt, { name: 'to', label: 'Who it is for', choices: people }),
        radioField(attempt, {
          name: 'kind',
          label: 'What it is',
          isInline: true,
          choices: [
            { value: 'question', text: 'A question' },
            { value: 'statement', text: 'A statement' },
          ],
        }),
        areaField(attempt, { name: 'words', label: 'Their words', rows: 4 }),
      ],
      { text: 'Keep it on their side' },
    )}`;
}

export interface OneMessage {
  readonly frame: CaseFrame;
  readonly item: ItemOnFile;
  readonly isShared: boolean;
  readonly shut: readonly Shut[];
  readonly mayMove: boolean;
  readonly attempt: Attempt;
}

/** Staff: one message, what has to happen before it crosses, and passing it on. */
export function messagePage({ frame, item, isShared, shut, mayMove, attempt }: OneMessage): Page {
  const { kind, fromId, toId, words, passedOnAt } = item;
  const [from, to] = [called(frame, fromId), called(frame, toId)];
  const path = `/cases/${frame.reference}/messages/${item.id}`;
  const isOpen = passedOnAt === null && frame.status !== 'closed' && mayMove;
  return {
    title: `${kindWords[kind]} from ${from}`,
    back: `/cases/${frame.reference}/messages`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l" id="message">${kindWords[kind]} from ${from} for ${to}</h1>
      <div class="tp-letter">${paragraphs(words)}</div>
      ${passedOnAt !== null && html`<p class="govuk-body">It was passed on. Take it back on the list of messages, until it is read.</p>`}
      ${isOpen && passOn({ path, to, shut })}
      ${frame.status !== 'closed' && mayMove && sharingForm({ path, from, isShared, attempt, isChild: isChildIn(frame, fromId) })}
      ${isOpen && !isShared && kind !== 'availability' && wordsForm(path, from, item, attempt)}`,
  };
}

function isChildIn(frame: CaseFrame, id: ParticipantId): boolean {
  return participantIn(frame, id)?.isChild ?? false;
}

function passOn({
  path,
  to,
  shut,
}: {
  readonly path: string;
  readonly to: string;
  readonly shut: readonly Shut[];
}): Html {
  if (shut.length === 0) return pressForm(path, { text: `Pass it on to ${to}` }, { step: 'release' });
  return html`<h2 class="govuk-heading-m">Before it can be passed on</h2>
    <ul class="tp-gates">
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

interface Sharing {
  readonly path: string;
  readonly from: string;
  readonly isShared: boolean;
  readonly isChild: boolean;
  readonly attempt: Attempt;
}

function sharingForm({ path, from, isShared, isChild, attempt }: Sharing): Html {
  return html`<h2 class="govuk-heading-m">Write down what ${from} said about passing it on</h2>
    <p class="govuk-body">
      ${isShared ? `${from} says yes.` : `${from} has not said yes.`} They were asked: ${sharingQuestion}
    </p>
    ${form(
      path,
      [
        html`<input type="hidden" name="step" value="share" />`,
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

function wordsForm(path: string, from: string, { words }: ItemOnFile, attempt: Attempt): Html {
  return html`<h2 class="govuk-heading-m">Change the words as ${from} says them</h2>
    ${form(
      path,
      [
        html`<input type="hidden" name="step" value="words" />`,
        areaField(attempt, { name: 'words', label: 'Their words', value: words, rows: 4 }),
      ],
      { text: 'Save the words' },
    )}`;
}

function examplePages(): readonly { readonly name: string; readonly page: Page }[] {
  const frame = aFrame();
  const [fromId, toId] = frame.participants.map(({ id }) => id) as [ParticipantId, ParticipantId];
  const jo = '1b6d5c1e-0000-4000-8000-000000000001' as StaffId;
  const item: ItemOnFile = {
    id: '5b6d5c1e-0000-4000-8000-000000000001' as ItemId,
    kind: 'question',
    fromId,
    toId,
    answersId: null,
    words: 'Did you know that somebody was at home?',
    writtenAt: new Date('2026-11-20T10:00:00Z'),
    passedOnAt: null,
  };
  const release: ReleaseOnFile = {
    id: '5b6d5c1e-0000-4000-8000-000000000002' as ReleaseId,
    kind: 'question',
    itemId: item.id,
    fromId,
    toId,
    words: item.words,
    releasedBy: jo,
    releasedAt: new Date('2026-11-21T10:00:00Z'),
    consentSeq: 12,
    revokedAt: null,
    readAt: null,
  };
  const read = {
    ...release,
    id: 'another' as ReleaseId,
    kind: 'first-name',
    readAt: new Date('2026-11-22T10:00:00Z'),
  } as const;
  const shut: readonly Shut[] = [
    { reason: 'owner-does-not-share-it', words: 'Joanne has not said yes.', opens: 'Joanne says yes.', rule: 'H4' },
  ];
  const list: CaseMessages = {
    frame,
    items: [],
    releases: [],
    namings: [],
    staffNames: new Map([[jo, 'Jo Whitfield']]),
    attempt: freshAttempt,
  };
  const one = { frame, item, isShared: false, shut: [], mayMove: true, attempt: freshAttempt };
  return [
    { name: 'carried messages: none', page: caseMessagesPage(list) },
    {
      name: 'carried messages: written, crossed, read and taken back, and a form that was refused',
      page: caseMessagesPage({
        ...list,
        items: [item, { ...item, passedOnAt: release.releasedAt }],
        releases: [release, read, { ...release, id: 'third' as ReleaseId, revokedAt: release.releasedAt }],
        namings: [
          { fromId, toId, isTold: false, shut: [] },
          { fromId: toId, toId: fromId, isTold: false, shut },
        ],
        attempt: {
          typed: { kind: 'question', words: '' },
          problems: [{ field: 'words', text: explain('nothing-written-yet') }],
        },
      }),
    },
    { name: 'a carried message that waits for a yes', page: messagePage({ ...one, shut }) },
    { name: 'a carried message that can be passed on', page: messagePage({ ...one, isShared: true }) },
    {
      name: 'a carried message that was passed on',
      page: messagePage({ ...one, isShared: true, item: { ...item, passedOnAt: release.releasedAt } }),
    },
  ];
}

export const examples = examplePages();
