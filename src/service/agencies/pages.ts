import { errorsOf, form, pressForm, selectField, textField, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { AgencyId, StaffId } from '#vocabulary/ids.ts';
import { agencyKindWords } from '#vocabulary/agencies.ts';
import type { KnownAgency } from './facts.ts';
import { tellsNobody } from './telling-rules.ts';

/** Somebody who refers for an agency, as the list shows them. */
export interface AgencyPerson {
  readonly staffId: StaffId;
  readonly name: string;
  readonly email: string;
  readonly seesAll: boolean;
  readonly isActive: boolean;
  /** How many of their newest referrals in a row were of people whom nobody had told. */
  readonly untoldInARow: number;
}

/** The agencies, for those who keep the list. */
export function agenciesPage(agencies: readonly KnownAgency[]): Page {
  return {
    title: 'Agencies',
    body: html`<h1 class="govuk-heading-l">Agencies</h1>
      <p class="govuk-body">
        People of an agency send referrals by themselves. They follow their own referrals in a few words, and read nothing of a case.
      </p>
      ${button({ text: 'Add an agency', href: '/agencies/new' })}
      ${
        agencies.length === 0
          ? html`<p class="tp-empty govuk-body">No agency refers by itself yet. Staff write referrals down.</p>`
          : html`<ul class="tp-list">
              ${agencies.map(
                ({ id, name, kind, untoldInARow }) =>
                  html`<li class="tp-list__row">
                    <h2 class="govuk-heading-s govuk-!-margin-bottom-1">
                      <a class="tp-list__link" href="/agencies/${id}">${name}</a>
                    </h2>
                    <p>
                      ${agencyKindWords[kind]}
                      ${tellsNobody(untoldInARow) && tag({ text: 'Tells nobody of us', classes: 'govuk-tag--yellow' })}
                    </p>
                  </li>`,
              )}
            </ul>`
      }`,
  };
}

/** A new agency to fill in. */
export function newAgencyPage(attempt: Attempt): Page {
  return {
    title: 'Add an agency',
    back: '/agencies',
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Add an agency</h1>
      ${form(
        '/agencies/new',
        [
          textField(attempt, {
            name: 'name',
            label: 'Name',
            hint: 'As its own people call it, such as Corby neighbourhood team.',
          }),
          selectField(attempt, {
            name: 'kind',
            label: 'What kind of agency it is',
            hint: 'Its people are asked only what such an agency knows.',
            choices: Object.entries(agencyKindWords).map(([value, text]) => ({ value, text })),
          }),
        ],
        { text: 'Add the agency' },
      )}`,
  };
}

/** One agency and who refers for it. */
export function agencyPage(agency: KnownAgency, people: readonly AgencyPerson[], attempt: Attempt): Page {
  return {
    title: agency.name,
    back: '/agencies',
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">${agency.name}</h1>
      <p class="govuk-body">${agencyKindWords[agency.kind]}</p>
      ${
        tellsNobody(agency.untoldInARow) &&
        html`<p class="govuk-inset-text">
          Its last ${agency.untoldInARow} referrals were of people whom nobody had told of us. Its people are offered words for it when they come
          in, once a month at most. A call or a visit may help more.
        </p>`
      }
      <h2 class="govuk-heading-m">Who refers for it</h2>
      ${
        people.length === 0
          ? html`<p class="tp-empty govuk-body">Nobody yet.</p>`
          : html`<ul class="tp-list">
              ${people.map((each) => row(agency.id, each))}
            </ul>`
      }
      <h2 class="govuk-heading-m">Add somebody</h2>
      ${form(
        `/agencies/${agency.id}/people`,
        [
          textField(attempt, { name: 'name', label: 'Name', hint: 'With their rank or role, if they use it.' }),
          textField(attempt, { name: 'email', label: 'Work e-mail address', type: 'email' }),
          tickField(attempt, {
            name: 'sees-all',
            label: 'What they follow',
            choices: [{ value: 'yes', text: 'All referrals of this agency, not only their own' }],
          }),
        ],
        { text: 'Add them' },
      )}
      <h2 class="govuk-heading-m">Programs</h2>
      <p class="govuk-body"><a class="govuk-link" href="/agencies/${agency.id}/programs">Programs that refer for it</a></p>`,
  };
}

function row(agencyId: AgencyId, { staffId, name, email, seesAll, isActive, untoldInARow }: AgencyPerson): Html {
  const press = (step: string, text: string) =>
    pressForm(`/agencies/${agencyId}/${step}`, { text, about: name, quiet: true }, { person: staffId });
  return html`<li class="tp-list__row">
    <div>
      <h3 class="govuk-heading-s govuk-!-margin-bottom-1">${name}</h3>
      <p class="tp-list__note">${email}. ${isActive ? '' : 'Can no longer come in. '}${seesAll ? 'Follows all referrals of this agency.' : 'Follows their own referrals.'}${tellsNobody(untoldInARow) && ` The last ${untoldInARow} people they referred had not been told of us.`}</p>
    </div>
    ${
      isActive &&
      html`<div class="govuk-button-group">
        ${press('send-link', 'Send a link by e-mail')} ${press('show-link', 'Show a link once')} ${press('stop', 'Stop')}
      </div>`
    }
  </li>`;
}

const corby: KnownAgency = {
  id: 'a6e0c1e0-0000-4000-8000-000000000001' as AgencyId,
  name: 'Corby neighbourhood team',
  kind: 'police',
  untoldInARow: 0,
};
const lewis: AgencyPerson = {
  staffId: '1b6d5c1e-0000-4000-8000-000000000009' as StaffId,
  name: 'PC Lewis Grant',
  email: 'lewis.grant@police.example',
  seesAll: false,
  isActive: true,
  untoldInARow: 0,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Agencies: there are none', page: agenciesPage([]) },
  {
    name: 'Agencies: two',
    page: agenciesPage([corby, { ...corby, name: 'Homes for Kettering', kind: 'housing', untoldInARow: 6 }]),
  },
  {
    name: 'Agencies: a name that is taken',
    page: newAgencyPage({
      typed: { name: corby.name, kind: 'police' },
      problems: [{ field: 'name', text: 'An agency with this name is already there' }],
    }),
  },
  { name: 'Agencies: nobody refers for it yet', page: agencyPage(corby, [], freshAttempt) },
  {
    name: 'Agencies: who refers for it',
    page: agencyPage(
      { ...corby, untoldInARow: 7 },
      [
        lewis,
        { ...lewis, name: 'PCSO Mills', seesAll: true, untoldInARow: 7 },
        { ...lewis, name: 'PC Anwar', isActive: false },
      ],
      { typed: { name: '' }, problems: [{ field: 'name', text: 'Write their name' }] },
    ),
  },
];
