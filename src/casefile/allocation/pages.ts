import { areaField, errorsOf, form, radioField, selectField } from '#platform/fields.ts';
import type { Attempt } from '#platform/forms.ts';
import { freshAttempt } from '#platform/forms.ts';
import { table } from '#platform/govuk/table.ts';
import { html, type Html } from '#platform/html.ts';
import { dayOf, inWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { PracticeLevel } from '#vocabulary/parts.ts';
import type { AllocationLine, Conflict } from './facts.ts';
import { explain } from './rules.ts';

export interface Colleague {
  readonly id: StaffId;
  readonly name: string;
  readonly level: PracticeLevel;
  readonly isActive: boolean;
}

export interface Allocation {
  readonly frame: Pick<CaseFrame, 'reference' | 'status' | 'complexity'>;
  readonly lines: readonly AllocationLine[];
  readonly conflicts: readonly Conflict[];
  readonly staff: readonly Colleague[];
  readonly may: { readonly allocate: boolean; readonly override: boolean; readonly lift: boolean };
  readonly attempt: Attempt;
}

/** Staff: who works on the case, who did, and who cannot. */
export function allocationPage(shown: Allocation): Page {
  const { frame, lines, may, attempt } = shown;
  const isOpen = frame.status !== 'closed';
  return {
    title: 'Who works on it',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Who works on this case</h1>
      <p class="govuk-body">
        The case is ${frame.complexity}.
        <a class="govuk-link" href="/cases/${frame.reference}/allocation/complexity">Look at what makes a case complex</a>.
        <a class="govuk-link" href="/cases/${frame.reference}/readers">Look at who may open it</a>
      </p>
      ${lines.length === 0 ? html`<p class="govuk-body">Nobody works on it yet.</p>` : linesTable(shown)}
      ${may.allocate && isOpen && giveForm(shown)} ${conflictsPart(shown)}`,
  };
}

function nameOf(staff: readonly Colleague[], id: StaffId | null): string {
  return staff.find((each) => each.id === id)?.name ?? 'Somebody';
}

const asWords = { lead: 'Lead', co: 'Co-facilitator' } as const;

function linesTable({ frame, lines, staff, may }: Allocation): Html {
  const label = (words: string) => ({ attributes: { 'data-label': words } });
  return table({
    caption: 'Now and before',
    captionClasses: 'govuk-table__caption--m',
    classes: 'tp-table--stack',
    firstCellIsHeader: true,
    head: [
      { text: 'Who' },
      { text: 'As' },
      { text: 'From' },
      { text: 'Until' },
      { text: 'Above their level or training because' },
    ],
    rows: lines.map(({ staffId, as, fromAt, untilAt, overrideBy, overrideReason }) => [
      { text: nameOf(staff, staffId) },
      { text: asWords[as], ...label('As') },
      { text: inWords(dayOf(fromAt)), ...label('From') },
      { html: untilCell(frame.reference, staffId, untilAt, may.allocate, nameOf(staff, staffId)), ...label('Until') },
      {
        text: overrideBy ? `${overrideReason} (${nameOf(staff, overrideBy)})` : 'Not needed',
        ...label('Above their level or training because'),
      },
    ]),
  });
}

function untilCell(reference: string, staffId: StaffId, untilAt: Date | null, mayEnd: boolean, name: string): Html {
  if (untilAt) return html`${inWords(dayOf(untilAt))}`;
  if (!mayEnd) return html`Now`;
  return html`<p class="govuk-!-margin-bottom-2">
      <a class="govuk-link" href="/handover?from=${staffId}&amp;case=${reference}"
        >Hand over<span class="govuk-visually-hidden"> what ${name} does on this case</span></a
      >
    </p>
    <form method="post" action="/cases/${reference}/allocation/end" novalidate>
    <input type="hidden" name="staff" value="${staffId}" />
    <button class="govuk-button govuk-button--secondary" type="submit" data-module="govuk-button">
      End<span class="govuk-visually-hidden"> what ${name} does on this case</span>
    </button>
  </form>`;
}

function colleagueChoices(staff: readonly Colleague[]) {
  return staff
    .filter(({ isActive }) => isActive)
    .map(({ id, name, level }) => ({ value: id, text: `${name}, ${level}` }));
}

function giveForm({ frame, staff, may, attempt }: Allocation): Html {
  return html` <h2 class="govuk-heading-m">Give the case to somebody</h2>
    <p class="govuk-body">
      <a class="govuk-link" href="/cases/${frame.reference}/allocation/suggestion">See who could work on it, and why</a>
    </p>
    ${form(
      `/cases/${frame.reference}/allocation`,
      [
        selectField(attempt, { name: 'staff', label: 'Who', choices: colleagueChoices(staff) }),
        radioField(attempt, {
          name: 'as',
          label: 'As',
          isInline: true,
          choices: [
            { value: 'lead', text: 'Lead' },
            { value: 'co', text: 'Co-facilitator' },
          ],
        }),
        may.override &&
          areaField(attempt, {
            name: 'override-reason',
            label: 'If this is above their level or their training: why you decide so',
            hint: 'Leave it empty otherwise. You cannot decide this for yourself.',
            rows: 3,
          }),
      ],
      { text: 'Give the case' },
    )}`;
}

function conflictsPart(shown: Allocation): Html {
  const { frame, conflicts, staff, may, attempt } = shown;
  const standing = conflicts.filter(({ liftedAt }) => liftedAt === null);
  const lifted = conflicts.filter(({ liftedAt }) => liftedAt !== null);
  return html` <h2 class="govuk-heading-m">Conflicts of interest</h2>
    <p class="govuk-body">Who knows somebody in the case, or is close to them, works on another one and cannot open this one.</p>
    ${standing.length === 0 && html`<p class="govuk-body">Nobody has one.</p>`}
    ${standing.length > 0 && html`<ul class="govuk-list govuk-list--bullet">${standing.map((each) => html`<li>${nameOf(staff, each.staffId)}: ${each.because} (${inWords(dayOf(each.declaredAt))})</li>`)}</ul>`}
    ${lifted.length > 0 && html`<p class="govuk-body">Lifted:</p><ul class="govuk-list govuk-list--bullet">${lifted.map((each) => html`<li>${nameOf(staff, each.staffId)}: ${each.liftedBecause}</li>`)}</ul>`}
    ${form(
      `/cases/${frame.reference}/allocation/conflict`,
      [
        selectField(attempt, {
          name: 'conflicted',
          label: 'Who has a conflict of interest',
          choices: colleagueChoices(staff),
        }),
        areaField(attempt, { name: 'because', label: 'How they are linked', hint: 'No more than is needed.', rows: 2 }),
      ],
      { text: 'Write it down', quiet: true },
    )}
    ${may.lift && standing.length > 0 && liftForm(shown, standing)}`;
}

function liftForm({ frame, staff, attempt }: Allocation, standing: readonly Conflict[]): Html {
  return html` <h2 class="govuk-heading-m">Lift a conflict of interest</h2>
    ${form(
      `/cases/${frame.reference}/allocation/lift`,
      [
        selectField(attempt, {
          name: 'lifted',
          label: 'Whose',
          choices: standing.map(({ staffId }) => ({ value: staffId, text: nameOf(staff, staffId) })),
        }),
        areaField(attempt, { name: 'lifted-because', label: 'Why it does not stand', rows: 2 }),
      ],
      { text: 'Lift it', quiet: true },
    )}`;
}

const jo: Colleague = {
  id: '1b6d5c1e-0000-4000-8000-000000000001' as StaffId,
  name: 'Jo Whitfield',
  level: 'advanced',
  isActive: true,
};
const leo: Colleague = {
  id: '1b6d5c1e-0000-4000-8000-000000000002' as StaffId,
  name: 'Leo Marsh',
  level: 'foundation',
  isActive: true,
};
const line: AllocationLine = {
  staffId: jo.id,
  as: 'lead',
  fromAt: new Date('2026-11-02T09:00:00Z'),
  untilAt: null,
  overrideReason: '',
  overrideBy: null,
};
const conflict: Conflict = {
  staffId: leo.id,
  because: 'They live in the same street',
  declaredAt: new Date('2026-11-03T09:00:00Z'),
  liftedBecause: '',
  liftedAt: null,
};
const nobody: Allocation = {
  frame: { reference: '7K3M-QX94', status: 'open', complexity: 'standard' },
  lines: [],
  conflicts: [],
  staff: [jo, leo],
  may: { allocate: true, override: true, lift: true },
  attempt: freshAttempt,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Allocation: nobody works on it yet', page: allocationPage(nobody) },
  {
    name: 'Allocation: a lead, one who left, and a conflict of interest',
    page: allocationPage({
      ...nobody,
      lines: [
        line,
        {
          ...line,
          staffId: leo.id,
          as: 'co',
          untilAt: new Date('2026-11-03T09:00:00Z'),
          overrideBy: jo.id,
          overrideReason: 'Works beside me to learn',
        },
      ],
      conflicts: [conflict, { ...conflict, liftedAt: conflict.declaredAt, liftedBecause: 'Another Leo was meant' }],
    }),
  },
  {
    name: 'Allocation: a facilitator looks on',
    page: allocationPage({ ...nobody, lines: [line], may: { allocate: false, override: false, lift: false } }),
  },
  {
    name: 'Allocation: refused, because the level is below the case',
    page: allocationPage({
      ...nobody,
      attempt: {
        typed: { staff: leo.id, as: 'lead' },
        problems: [{ field: 'staff', text: explain('level-is-below-the-case') }],
      },
    }),
  },
];
