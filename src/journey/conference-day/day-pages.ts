import { aFrame } from '#casefile/cases/examples.ts';
import { aConference } from '#journey/conference/examples.ts';
import { areaField, errorsOf, form, pressForm, selectField, textField, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, paragraphs, type Html } from '#platform/html.ts';
import { clockOf, spanInWords } from '#vocabulary/clock-times.ts';
import type { Conference } from '#vocabulary/conference.ts';
import { inWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';

/** A member of staff by name, as the page needs them. */
interface Named {
  readonly id: string;
  readonly name: string;
}

export interface TheDay {
  readonly frame: CaseFrame;
  readonly conference: Conference;
  readonly staff: readonly Named[];
  readonly attempt: Attempt;
}

/** Staff: everything that makes the day safe: facilitators, plan, ground rules, arrivals. */
export function dayPage(shown: TheDay): Page {
  const { frame, conference, attempt } = shown;
  return {
    title: 'The day',
    back: pathOf(frame),
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">The day</h1>
      <p class="govuk-body">${spanInWords(conference)}</p>
      ${conference.status === 'planned' && facilitatorForms(shown)} ${planForms(shown)} ${groundRuleForms(shown)}
      ${conference.mode === 'meeting' && arrivalForm(shown)}`,
  };
}

export function pathOf(frame: Pick<CaseFrame, 'reference'>): string {
  return `/cases/${frame.reference}/conference`;
}

function hiddenOf({ conference }: Pick<TheDay, 'conference'>): Html {
  return html`<input type="hidden" name="conference" value="${conference.id}" />`;
}

function facilitatorForms(shown: TheDay): Html {
  const { frame, conference, staff, attempt } = shown;
  const choices = staff.map(({ id, name }) => ({ value: id, text: name }));
  const at = (as: 'lead' | 'co') => conference.facilitators.find((one) => one.as === as)?.staffId;
  return html`<h2 class="govuk-heading-m">Facilitators</h2>
    ${form(
      `${pathOf(frame)}/day/facilitators`,
      [
        hiddenOf(shown),
        selectField(attempt, { name: 'lead', label: 'Lead facilitator', value: at('lead'), choices }),
        selectField(attempt, {
          name: 'co',
          label: 'Second facilitator',
          unchosen: 'Nobody yet',
          value: at('co'),
          choices,
        }),
      ],
      { text: 'Save who facilitates', quiet: true },
    )}
    ${conference.facilitators.length < 2 && waiverForm(shown)}`;
}

function waiverForm(shown: TheDay): Html {
  const { frame, conference, attempt } = shown;
  if (conference.oneFacilitatorBy !== null)
    return html`<p class="govuk-body">One facilitator is enough: ${conference.oneFacilitatorReason}</p>`;
  return form(
    `${pathOf(frame)}/day/one-facilitator`,
    [
      hiddenOf(shown),
      areaField(attempt, {
        name: 'one-facilitator',
        label: 'Why one facilitator is enough',
        hint: 'A supervisor who does not facilitate it decides this.',
        rows: 2,
      }),
    ],
    { text: 'Let one be enough', quiet: true },
  );
}

function planForms(shown: TheDay): Html {
  const { frame, conference, attempt } = shown;
  const isVideo = conference.mode === 'video';
  const isWritten = conference.plan.safety !== '';
  return html`<h2 class="govuk-heading-m">Plan</h2>
    ${form(
      `${pathOf(frame)}/day/plan`,
      [
        hiddenOf(shown),
        areaField(attempt, {
          name: 'safety',
          label: 'What keeps everyone safe',
          hint: isVideo
            ? 'Tried out with each side, a private room each, a fallback phone number, nobody records.'
            : 'Doors, breaks, who stays with whom, what worries whom.',
          value: conference.plan.safety,
          rows: 4,
        }),
        areaField(attempt, {
          name: 'seating',
          label: isVideo ? 'Who is seen where, and who waits in which call' : 'Who sits where, and who comes in first',
          value: conference.plan.seating,
          rows: 4,
        }),
        areaField(attempt, {
          name: 'stop',
          label: 'How it is stopped, and what happens then',
          hint: isVideo ? 'Also when somebody drops off the call.' : undefined,
          value: conference.plan.stop,
          rows: 4,
        }),
      ],
      { text: 'Save the plan', quiet: true },
    )}
    <div id="approve">
      ${
        conference.planApprovedBy === null
          ? isWritten &&
            html`<p class="govuk-body">The other facilitator or a supervisor approves it, not who wrote it.</p>
              ${pressForm(`${pathOf(frame)}/day/approve`, { text: 'Approve the plan', quiet: true }, { conference: conference.id })}`
          : html`<p class="govuk-body">The plan is approved. Writing it again asks for a new approval.</p>`
      }
    </div>`;
}

function groundRuleForms(shown: TheDay): Html {
  const { frame, conference, attempt } = shown;
  const open = conference.attendees.filter(({ acceptedGroundRulesOn }) => acceptedGroundRulesOn === null);
  return html`<h2 class="govuk-heading-m">Ground rules</h2>
    ${form(
      `${pathOf(frame)}/day/ground-rules`,
      [
        hiddenOf(shown),
        areaField(attempt, {
          name: 'ground-rules',
          label: 'Ground rules, one a line',
          hint: 'When you change them, everyone is asked again.',
          value: conference.groundRules,
          rows: 8,
        }),
      ],
      { text: 'Save the ground rules', quiet: true },
    )}
    <ul class="govuk-list govuk-list--bullet">
      ${conference.attendees.map(
        ({ shownAs, acceptedGroundRulesOn }) =>
          html`<li>
            ${shownAs}:
            ${acceptedGroundRulesOn === null ? 'not accepted yet' : `accepted on ${inWords(acceptedGroundRulesOn)}`}
          </li>`,
      )}
    </ul>
    ${
      open.length > 0 &&
      form(
        `${pathOf(frame)}/day/accepted`,
        [
          hiddenOf(shown),
          tickField(attempt, {
            name: 'accepted',
            label: 'Who told you that they accept them',
            choices: open.map(({ id, shownAs }) => ({ value: id, text: shownAs })),
          }),
        ],
        { text: 'Save who accepts', quiet: true },
      )
    }`;
}

function arrivalForm(shown: TheDay): Html {
  const { frame, conference, attempt } = shown;
  if (conference.attendees.length === 0) return html``;
  return html`<h2 class="govuk-heading-m">Arrivals</h2>
    <p class="govuk-body">Each side has a time of its own and a room of its own. Nobody reads another’s.</p>
    ${form(
      `${pathOf(frame)}/day/arrivals`,
      [
        hiddenOf(shown),
        conference.attendees.map(({ id, shownAs, arrivesAt, waitsIn }) => [
          textField(attempt, {
            name: `time-${id}`,
            label: `When they arrive: ${shownAs}`,
            hint: 'For example, 1:30pm',
            width: 5,
            value: arrivesAt === null ? '' : clockOf(arrivesAt),
          }),
          textField(attempt, { name: `room-${id}`, label: `Where they wait: ${shownAs}`, value: waitsIn }),
        ]),
      ],
      { text: 'Save the arrivals', quiet: true },
    )}`;
}

/** Staff: who came and what happened, once it was held. */
export function heldPage({ frame, conference, attempt }: Omit<TheDay, 'staff'>): Page {
  return {
    title: 'What happened',
    back: pathOf(frame),
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">What happened</h1>
      <p class="govuk-body">${spanInWords(conference)}</p>
      ${form(
        `${pathOf(frame)}/held`,
        [
          hiddenOf({ conference }),
          tickField(attempt, {
            name: 'came',
            label: 'Who came',
            choices: conference.attendees.map(({ id, shownAs }) => ({ value: id, text: shownAs })),
          }),
          areaField(attempt, {
            name: 'what-happened',
            label: 'What happened',
            hint: 'How it went and what was agreed, in short. Only staff read it.',
            rows: 8,
          }),
        ],
        { text: 'Save that it was held' },
      )}
      <details class="govuk-details">
        <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Ground rules</span></summary>
        <div class="govuk-details__text">${paragraphs(conference.groundRules)}</div>
      </details>`,
  };
}

const exampleDay: TheDay = {
  frame: aFrame(),
  conference: aConference(),
  staff: [{ id: '0b6d5c1e-0000-4000-8000-000000000008', name: 'Jo Whitfield' }],
  attempt: freshAttempt,
};
const emptyDay = aConference({
  status: 'planned',
  attendees: [],
  plan: { safety: '', seating: '', stop: '' },
  planApprovedBy: null,
  facilitators: [],
});
export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'The day of a booked meeting', page: dayPage(exampleDay) },
  { name: 'The day before anything is written', page: dayPage({ ...exampleDay, conference: emptyDay }) },
  {
    name: 'The day of a video meeting with a plan nobody approved',
    page: dayPage({
      ...exampleDay,
      conference: aConference({ mode: 'video', venueId: null, planApprovedBy: null }),
      attempt: { typed: {}, problems: [{ field: 'approve', text: 'Somebody else approves it' }] },
    }),
  },
  { name: 'Writing down what happened', page: heldPage(exampleDay) },
];
