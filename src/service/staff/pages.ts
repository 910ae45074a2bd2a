import { button } from '#platform/govuk/button.ts';
import { table } from '#platform/govuk/table.ts';
import { html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { PracticeLevel } from '#vocabulary/parts.ts';
import type { StaffCard } from './facts.ts';

const levelWords: Record<PracticeLevel, string> = {
  foundation: 'Foundation',
  intermediate: 'Intermediate',
  advanced: 'Advanced',
};

/** Who works here, at which level, in which roles. */
export function staffPage(staff: readonly StaffCard[], mayKeep = false): Page {
  return {
    title: 'Staff',
    body: html` <h1 class="govuk-heading-l">Who works here</h1>
      ${mayKeep && button({ text: 'Add somebody', href: '/staff/new' })}
      ${staff.length === 0 ? html`<p class="govuk-body">Nobody has been added yet.</p>` : staffTable(staff, mayKeep)}`,
  };
}

function stateWords({ isActive, leftAt }: Pick<StaffCard, 'isActive' | 'leftAt'>): string {
  if (leftAt !== null) return ' (no longer works here)';
  return isActive ? '' : ' (suspended)';
}

function staffTable(staff: readonly StaffCard[], mayKeep: boolean) {
  return table({
    classes: 'tp-table--stack',
    firstCellIsHeader: true,
    head: [{ text: 'Name' }, { text: 'Level of practice' }, { text: 'Roles' }, { text: 'E-mail' }],
    rows: staff.map(({ id, name, level, roles, email, ...state }) => [
      {
        html: html`${mayKeep ? html`<a class="govuk-link" href="/staff/${id}">${name}</a>` : name}${stateWords(state)}`,
      },
      { text: levelWords[level], attributes: { 'data-label': 'Level of practice' } },
      { text: roles.map((role) => role.replaceAll('-', ' ')).join(', '), attributes: { 'data-label': 'Roles' } },
      { text: email, attributes: { 'data-label': 'E-mail' }, classes: 'tp-break' },
    ]),
  });
}

const jo: StaffCard = {
  id: '1b6d5c1e-0000-4000-8000-000000000001' as StaffId,
  name: 'Jo Whitfield',
  email: 'jo@rp.example',
  level: 'advanced',
  roles: ['facilitator', 'supervisor'],
  isActive: true,
  endsOn: null,
  leftAt: null,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Staff: nobody yet', page: staffPage([]) },
  { name: 'Staff: for whoever keeps the register', page: staffPage([{ ...jo, isActive: false }], true) },
  {
    name: 'Staff: two, one of whom left',
    page: staffPage([
      jo,
      {
        ...jo,
        name: 'Leo Marsh',
        level: 'foundation',
        roles: [],
        isActive: false,
        leftAt: new Date('2026-11-02T09:30:00Z'),
      },
    ]),
  },
];
