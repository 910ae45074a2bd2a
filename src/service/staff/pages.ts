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
export function staffPage(staff: readonly StaffCard[]): Page {
  return {
    title: 'Staff',
    body: html` <h1 class="govuk-heading-l">Who works here</h1>
      ${staff.length === 0 ? html`<p class="govuk-body">Nobody has been added yet.</p>` : staffTable(staff)}`,
  };
}

function staffTable(staff: readonly StaffCard[]) {
  return table({
    classes: 'tp-table--stack',
    firstCellIsHeader: true,
    head: [{ text: 'Name' }, { text: 'Level of practice' }, { text: 'Roles' }, { text: 'E-mail' }],
    rows: staff.map(({ name, level, roles, email, isActive }) => [
      { text: isActive ? name : `${name} (no longer works here)` },
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
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Staff: nobody yet', page: staffPage([]) },
  {
    name: 'Staff: two, one of whom left',
    page: staffPage([jo, { ...jo, name: 'Leo Marsh', level: 'foundation', roles: [], isActive: false }]),
  },
];
