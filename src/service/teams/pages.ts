import { areaField, errorsOf, form, textField, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { StaffId, TeamId } from '#vocabulary/ids.ts';
import type { Team } from './rules.ts';

interface Colleague {
  readonly id: StaffId;
  readonly name: string;
  readonly roles: readonly string[];
  readonly isActive: boolean;
}

/** The teams, for those who keep them. */
export function teamsPage(teams: readonly Team[], staff: readonly Colleague[]): Page {
  return {
    title: 'Teams',
    body: html` <h1 class="govuk-heading-l">Teams</h1>
      <p class="govuk-body">
        Whoever is in a team opens, by their role, the cases of their teams and those of no team. Whoever is in no team opens
        them all.
      </p>
      ${button({ text: 'Add a team', href: '/teams/new' })}
      ${
        teams.length === 0
          ? html`<p class="tp-empty govuk-body">There are no teams: everybody works as one.</p>`
          : html`<ul class="tp-list">
              ${teams.map((team) => row(team, staff))}
            </ul>`
      }`,
  };
}

function row({ id, name, districts, members }: Team, staff: readonly Colleague[]): Html {
  const names = staff.filter((each) => members.includes(each.id)).map((each) => each.name);
  return html`<li class="tp-list__row">
    <div>
      <h2 class="govuk-heading-s govuk-!-margin-bottom-1"><a class="tp-list__link" href="/teams/${id}">${name}</a></h2>
      <p class="tp-list__note">${names.length === 0 ? 'Nobody is in it yet' : names.join(', ')}</p>
    </div>
    <p>${districts.length === 0 ? 'No district' : districts.join(', ')}</p>
  </li>`;
}

/** One team to fill in or change. */
export function teamPage(team: Team | undefined, staff: readonly Colleague[], attempt: Attempt): Page {
  const title = team ? 'Change a team' : 'Add a team';
  const colleagues = staff.filter(({ id, isActive }) => isActive || team?.members.includes(id));
  return {
    title,
    back: '/teams',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">${title}</h1>
      ${form(
        team ? `/teams/${team.id}` : '/teams/new',
        [
          textField(attempt, { name: 'name', label: 'Name', value: team?.name }),
          areaField(attempt, {
            name: 'districts',
            label: 'Where it works',
            hint: 'First halves of postcodes, such as NN1 and PE8. New cases from there are the team’s.',
            value: team?.districts.join(' '),
            rows: 3,
          }),
          tickField(attempt, {
            name: 'members',
            label: 'Who is in it',
            hint: 'From then on their role opens the cases of their teams and those of no team.',
            values: team?.members ?? [],
            choices: colleagues.map(({ id, name, roles }) => ({
              value: id,
              text: `${name}, ${roles.join(', ').replaceAll('-', ' ')}`,
            })),
          }),
        ],
        { text: 'Save the team' },
      )}`,
  };
}

const amara: Colleague = {
  id: '1b6d5c1e-0000-4000-8000-000000000001' as StaffId,
  name: 'Amara Okafor',
  roles: ['coordinator'],
  isActive: true,
};
const north: Team = {
  id: '7ea0c1e0-0000-4000-8000-000000000001' as TeamId,
  name: 'North',
  districts: ['NN14', 'NN16', 'NN17'],
  members: [amara.id],
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Teams: there are none', page: teamsPage([], []) },
  {
    name: 'Teams: two, one of them empty',
    page: teamsPage([north, { ...north, name: 'South', districts: [], members: [] }], [amara]),
  },
  { name: 'Teams: changing one', page: teamPage(north, [amara], freshAttempt) },
  {
    name: 'Teams: a district of another team',
    page: teamPage(undefined, [amara], {
      typed: { name: 'West', districts: 'NN16', members: amara.id },
      problems: [{ field: 'districts', text: 'One of these districts belongs to another team' }],
    }),
  },
];
