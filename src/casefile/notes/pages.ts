import { areaField, dayField, errorsOf, form, selectField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { pagination } from '#platform/govuk/pagination.ts';
import { html, paragraphs, type Html } from '#platform/html.ts';
import { inWords, momentInWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { participantIn, type CaseFrame } from '#vocabulary/frame.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { NoteCursor, NoteLine } from './facts.ts';
import { explain } from './rules.ts';

export interface Notes {
  readonly frame: Pick<CaseFrame, 'reference' | 'participants'>;
  readonly lines: readonly NoteLine[];
  readonly olderFrom: NoteCursor | null;
  readonly isOlder: boolean;
  readonly staffNames: ReadonlyMap<string, string>;
  readonly today: PlainDate;
  readonly attempt: Attempt;
}

/** Staff: what was noted, the newest first, and a form to note something. */
export function notesPage(shown: Notes): Page {
  const { frame, lines, olderFrom, isOlder, attempt } = shown;
  const path = `/cases/${frame.reference}/notes`;
  return {
    title: 'Notes',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Notes</h1>
      ${isOlder ? html`<p class="govuk-body"><a class="govuk-link" href="${path}">Show the newest</a></p>` : noteForm(shown)}
      <h2 class="govuk-heading-m">What was noted</h2>
      ${lines.length === 0 && html`<p class="govuk-body">Nothing was noted${isOlder ? ' before this' : ' yet'}.</p>`}
      ${lines.map((line) => article(line, shown))}
      ${
        olderFrom &&
        pagination({
          next: {
            href: `${path}?before=${olderFrom.writtenAt.getTime()}_${olderFrom.id}`,
            text: 'Older',
            labelText: 'Notes before these',
          },
        })
      }`,
  };
}

function noteForm({ frame, today, attempt }: Notes): Html {
  return form(
    `/cases/${frame.reference}/notes`,
    [
      selectField(attempt, {
        name: 'about',
        label: 'Whose side it belongs to',
        hint: 'Nobody on the other side ever reads it. It cannot be changed later: a correction is another note.',
        choices: [
          ...frame.participants.map(({ id, called }) => ({ value: id, text: called })),
          { value: 'case', text: 'The case as a whole' },
        ],
      }),
      areaField(attempt, { name: 'words', label: 'Note', rows: 6 }),
      dayField(attempt, { name: 'happened-on', label: 'The day it is about', value: today }),
    ],
    { text: 'Keep the note' },
  );
}

function article(line: NoteLine, { frame, staffNames }: Notes): Html {
  const about = line.participantId && participantIn(frame, line.participantId);
  const side = about && about.parts.length === 1 ? ` tp-side--${about.parts[0]}` : '';
  return html`<section class="tp-side${side}">
    <h3 class="tp-side__label">${about ? about.called : 'The case as a whole'}, ${inWords(line.happenedOn)}</h3>
    ${paragraphs(line.words)}
    <p class="govuk-body-s">${staffNames.get(line.writtenBy) ?? 'Somebody of staff'}, ${momentInWords(line.writtenAt)}</p>
  </section>`;
}

const joanne = '0b6d5c1e-0000-4000-8000-000000000001' as ParticipantId;
const jo = '1b6d5c1e-0000-4000-8000-000000000001' as StaffId;
const none: Notes = {
  frame: {
    reference: '7K3M-QX94',
    participants: [{ id: joanne, personId: null, called: 'Joanne', parts: ['harmed'], isChild: false }],
  },
  lines: [],
  olderFrom: null,
  isOlder: false,
  staffNames: new Map([[jo, 'Jo Whitfield']]),
  today: '2026-11-23' as PlainDate,
  attempt: freshAttempt,
};
const line: NoteLine = {
  id: '3b6d5c1e-0000-4000-8000-000000000001',
  participantId: joanne,
  words: 'Her sister may come along.\n\nShe would rather not come to the town hall.',
  happenedOn: '2026-11-20' as PlainDate,
  writtenBy: jo,
  writtenAt: new Date('2026-11-20T14:30:00Z'),
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Notes: nothing yet', page: notesPage(none) },
  {
    name: 'Notes: one of a side and one of the case, with older ones to come',
    page: notesPage({ ...none, lines: [line, { ...line, id: 'other', participantId: null }], olderFrom: line }),
  },
  { name: 'Notes: an older page', page: notesPage({ ...none, lines: [line], isOlder: true }) },
  {
    name: 'Notes: refused, because nothing was written',
    page: notesPage({
      ...none,
      attempt: {
        typed: { about: joanne },
        problems: [
          { field: 'words', text: explain('nothing-was-written') },
          { field: 'happened-on', text: explain('happened-in-the-future') },
        ],
      },
    }),
  },
];
