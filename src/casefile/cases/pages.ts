import { areaField, errorsOf, form, radioField, selectField, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html } from '#platform/html.ts';
import { complexSigns } from '#vocabulary/complexity.ts';
import type { Page } from '#vocabulary/doors.ts';
import { participantIn, type CaseFrame } from '#vocabulary/frame.ts';
import type { IncidentId, ParticipantId, TeamId } from '#vocabulary/ids.ts';
import type { CaseChoices } from './facts.ts';
import { explain } from './rules.ts';

type Head = Pick<CaseFrame, 'reference' | 'status' | 'participants' | 'links' | 'incidents'>;

const closedWords = html`<p class="govuk-body">The case is closed. To change this, open it again first.</p>`;

/** Staff: who harmed whom in what happened, and a form to say so. */
export function harmPage(frame: Head, attempt: Attempt): Page {
  const called = (id: string) => participantIn(frame, id)?.called ?? 'Somebody';
  const incident = (id: string) => frame.incidents.find((each) => each.id === id)?.kind.replaceAll('-', ' ') ?? '';
  return {
    title: 'Who harmed whom',
    back: `/cases/${frame.reference}/people`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Who harmed whom</h1>
      <p class="govuk-body">
        Everything else in the case rests on this. Where both harmed each other, write it down both ways.
      </p>
      ${
        frame.links.length === 0
          ? html`<p class="govuk-body">Nobody has said yet who harmed whom.</p>`
          : html`<ul class="govuk-list govuk-list--bullet">
              ${frame.links.map(
                (link) =>
                  html`<li>${called(link.responsibleId)} harmed ${called(link.harmedId)}: ${incident(link.incidentId)}</li>`,
              )}
            </ul>`
      }
      ${frame.status === 'closed' ? closedWords : harmForm(frame, attempt)}`,
  };
}

function harmForm(frame: Head, attempt: Attempt) {
  const people = frame.participants.map(({ id, called }) => ({ value: id, text: called }));
  const onlyOne = frame.incidents.length === 1 ? frame.incidents[0]?.id : undefined;
  return form(
    `/cases/${frame.reference}/people/harm`,
    [
      selectField(attempt, {
        name: 'incident',
        label: 'In what happened',
        value: onlyOne,
        choices: frame.incidents.map(({ id, kind, summary }) => ({
          value: id,
          text: `${kind.replaceAll('-', ' ')}: ${summary.slice(0, 80)}`,
        })),
      }),
      selectField(attempt, { name: 'responsible', label: 'Who did harm', choices: people }),
      selectField(attempt, { name: 'harmed', label: 'Who was harmed', choices: people }),
    ],
    { text: 'Write it down' },
  );
}

export interface ComplexityShown {
  readonly frame: Pick<Head, 'reference' | 'status'>;
  readonly choices: CaseChoices;
  readonly attempt: Attempt;
}

/** Staff: the signs that make a case complex. */
export function complexityPage({ frame, choices, attempt }: ComplexityShown): Page {
  return {
    title: 'What makes it complex',
    back: `/cases/${frame.reference}/allocation`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">What makes this case complex</h1>
      <p class="govuk-body">
        It is ${choices.complexity} now. Any one of these makes it complex: then an advanced practitioner leads it, or a
        supervisor decides otherwise.
      </p>
      ${
        frame.status === 'closed'
          ? closedWords
          : form(
              `/cases/${frame.reference}/allocation/complexity`,
              tickField(attempt, {
                name: 'signs',
                label: 'Tick everything that is so',
                values: choices.complexBecause,
                choices: Object.entries(complexSigns).map(([value, text]) => ({ value, text })),
              }),
              { text: 'Save' },
            )
      }`,
  };
}

/** Staff: whom the service speaks with first, and why. */
export function orderPage({ frame, choices, attempt }: ComplexityShown): Page {
  return {
    title: 'Whom to speak with first',
    back: `/cases/${frame.reference}/contacts`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Whom to speak with first</h1>
      <p class="govuk-body">
        We usually speak with the person harmed first. The other order is right too, for a reason. Then nothing that you say may tell the person responsible whether the person harmed has asked for contact.
      </p>
      ${
        frame.status === 'closed'
          ? closedWords
          : form(
              `/cases/${frame.reference}/contacts/order`,
              [
                radioField(attempt, {
                  name: 'order',
                  label: 'First',
                  value: choices.order,
                  choices: [
                    { value: 'harmed-first', text: 'The person harmed' },
                    { value: 'responsible-first', text: 'The person responsible' },
                  ],
                }),
                areaField(attempt, {
                  name: 'reason',
                  label: 'Why',
                  hint: 'Needed when the person responsible is first. For example, they asked us themselves.',
                  value: choices.orderReason,
                  rows: 3,
                }),
              ],
              { text: 'Save' },
            )
      }`,
  };
}

interface TeamShown {
  readonly frame: Pick<CaseFrame, 'reference'>;
  readonly teams: readonly { readonly id: TeamId; readonly name: string }[];
  readonly teamId: TeamId | null;
  readonly mayGive: boolean;
  readonly attempt: Attempt;
}

/** Staff: whose team the case is of, and a form to give it to another. */
export function teamPage({ frame, teams, teamId, mayGive, attempt }: TeamShown): Page {
  const choices = [
    { value: '', text: 'No team: all of them' },
    ...teams.map(({ id, name }) => ({ value: id, text: name })),
  ];
  return {
    title: 'Its team',
    back: `/cases/${frame.reference}/readers`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">The team of this case</h1>
      <p class="govuk-body">
        Coordinators, supervisors and managers of the team open it by their role, and those who are in no team. Whoever works
        on it or is named opens it whatever their team.
      </p>
      <p class="govuk-body">It is of ${teams.find(({ id }) => id === teamId)?.name ?? 'no team: every team opens it'}.</p>
      ${
        teams.length === 0 || !mayGive
          ? teams.length === 0 && html`<p class="govuk-body">There are no teams: everybody works as one.</p>`
          : form(
              `/cases/${frame.reference}/readers/team`,
              radioField(attempt, { name: 'team', label: 'Team', value: teamId ?? '', choices }),
              { text: 'Save' },
            )
      }`,
  };
}

const joanne = '0b6d5c1e-0000-4000-8000-000000000001' as ParticipantId;
const dylan = '0b6d5c1e-0000-4000-8000-000000000002' as ParticipantId;
const burglary = '4b6d5c1e-0000-4000-8000-000000000001' as IncidentId;
const head: Head = {
  reference: '7K3M-QX94',
  status: 'open',
  participants: [
    { id: joanne, personId: null, called: 'Joanne', parts: ['harmed'], isChild: false },
    { id: dylan, personId: null, called: 'Dylan', parts: ['responsible'], isChild: false },
  ],
  links: [],
  incidents: [{ id: burglary, kind: 'burglary', summary: 'A back door was forced while she was asleep.' }],
};
const shown: ComplexityShown = {
  frame: head,
  choices: { order: 'harmed-first', orderReason: '', complexity: 'standard', complexBecause: [] },
  attempt: freshAttempt,
};
const refused = (field: string, reason: Parameters<typeof explain>[0], typed: Attempt['typed'] = {}): Attempt => ({
  typed,
  problems: [{ field, text: explain(reason) }],
});

const south = '7ea0c1e0-0000-4000-8000-000000000002' as TeamId;
const north = { id: '7ea0c1e0-0000-4000-8000-000000000001' as TeamId, name: 'North' };

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Who harmed whom: not said yet', page: harmPage(head, freshAttempt) },
  {
    name: 'Who harmed whom: both ways',
    page: harmPage(
      {
        ...head,
        links: [
          { incidentId: burglary, harmedId: joanne, responsibleId: dylan },
          { incidentId: burglary, harmedId: dylan, responsibleId: joanne },
        ],
      },
      freshAttempt,
    ),
  },
  {
    name: 'Who harmed whom: refused, because it is the same person',
    page: harmPage(
      head,
      refused('harmed', 'harmed-and-responsible-are-the-same', { harmed: joanne, responsible: joanne }),
    ),
  },
  { name: 'Who harmed whom: the case is closed', page: harmPage({ ...head, status: 'closed' }, freshAttempt) },
  { name: 'What makes it complex: nothing yet', page: complexityPage(shown) },
  {
    name: 'What makes it complex: refused, because a supervisor decides',
    page: complexityPage({
      ...shown,
      choices: { ...shown.choices, complexity: 'complex', complexBecause: ['child'] },
      attempt: refused('signs', 'only-a-supervisor-makes-it-standard', { sent: 'yes' }),
    }),
  },
  {
    name: 'Its team: there are none',
    page: teamPage({ frame: head, teams: [], teamId: null, mayGive: true, attempt: freshAttempt }),
  },
  {
    name: 'Its team: one of two',
    page: teamPage({
      frame: head,
      teams: [north, { ...north, id: south, name: 'South' }],
      teamId: south,
      mayGive: true,
      attempt: freshAttempt,
    }),
  },
  { name: 'Whom to speak with first', page: orderPage(shown) },
  {
    name: 'Whom to speak with first: refused, because there is no reason',
    page: orderPage({
      ...shown,
      attempt: refused('reason', 'responsible-first-needs-a-reason', { order: 'responsible-first' }),
    }),
  },
];
