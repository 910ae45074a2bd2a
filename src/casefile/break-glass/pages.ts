import { areaField, errorsOf, form, textField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { pagination } from '#platform/govuk/pagination.ts';
import { html } from '#platform/html.ts';
import { stackedTable } from '#platform/tables.ts';
import { momentInWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { GlassOpening, Place } from './facts.ts';
import { explain } from './rules.ts';

/** Staff: giving a reason to open a case that is closed to them. Says nothing of any case before the reason is given. */
export function breakPage(attempt: Attempt): Page {
  return {
    title: 'Break the glass',
    back: '/search',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Break the glass</h1>
      <p class="govuk-body">
        This is for when somebody could come to harm and nobody who works on the case can be reached. You see the case for an hour and
        change nothing. The data officer is told at once, with your name and your reason.
      </p>
      ${form(
        '/break-glass',
        [
          textField(attempt, {
            name: 'reference',
            label: 'Reference of the case',
            hint: 'Such as 7K3M-QX94.',
            spellcheck: false,
          }),
          areaField(attempt, { name: 'because', label: 'Why you must see it now', rows: 3 }),
        ],
        { text: 'Open it for an hour' },
      )}`,
  };
}

export interface Openings {
  readonly lines: readonly GlassOpening[];
  readonly older: Place | null;
  readonly names: ReadonlyMap<string, string>;
}

/** Staff: when the glass was broken, by whom and why, and when somebody tried in vain. */
export function openingsPage({ lines, older, names }: Openings): Page {
  return {
    title: 'Broken glass',
    body: html`<h1 class="govuk-heading-l">Broken glass</h1>
      <p class="govuk-body">When somebody opened a case that is closed to them, or tried to. Ask them about it while it is fresh.</p>
      ${lines.length === 0 ? html`<p class="tp-empty govuk-body">Nobody did.</p>` : openingsTable(lines, names)}
      ${
        older &&
        pagination({
          next: {
            href: `/break-glass/openings?after=${older.openedAt.getTime()}_${older.id}`,
            text: 'Older',
            labelText: 'Before these',
          },
        })
      }`,
  };
}

function openingsTable(lines: readonly GlassOpening[], names: ReadonlyMap<string, string>) {
  return stackedTable({
    caption: 'The newest first',
    hideCaption: true,
    head: ['Who', 'When', 'What they typed', 'Why', 'Until'],
    rows: lines.map(({ staffId, reference, because, openedAt, untilAt }) => [
      names.get(staffId) ?? 'Somebody of staff',
      momentInWords(openedAt),
      reference,
      because,
      untilAt ? momentInWords(untilAt) : 'Nothing opened',
    ]),
  });
}

const jo = '1b6d5c1e-0000-4000-8000-000000000001' as StaffId;
const opening: GlassOpening = {
  id: '1b6d5c1e-0000-4000-8000-000000000002',
  staffId: jo,
  reference: '7K3M-QX94',
  because: 'Her mother rang: she has left home upset, and Sam cannot be reached.',
  openedAt: new Date('2026-11-23T21:10:00Z'),
  untilAt: new Date('2026-11-23T22:10:00Z'),
};
const names = new Map<string, string>([[jo, 'Jo Whitfield']]);

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Break the glass: before a reason is given', page: breakPage(freshAttempt) },
  {
    name: 'Break the glass: nothing opens',
    page: breakPage({
      typed: { reference: 'AAAA-AAAA', because: opening.because },
      problems: [{ field: 'reference', text: explain('nothing-opens') }],
    }),
  },
  { name: 'Broken glass: nobody did', page: openingsPage({ lines: [], older: null, names }) },
  {
    name: 'Broken glass: once, and once in vain',
    page: openingsPage({ lines: [opening, { ...opening, untilAt: null }], older: opening, names }),
  },
];
