import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { StaffRole } from '#vocabulary/staff.ts';
import type { DemonstrationPerson, StaffSession } from './store.ts';

/** What each role is there for, in the order in which a case meets them. */
const roleWords: Readonly<Record<StaffRole, readonly [name: string, work: string]>> = {
  coordinator: ['Coordinator', 'Takes in referrals and gives cases to people.'],
  facilitator: ['Facilitator', 'Works with the people of a case. Sees their own cases only.'],
  'volunteer-facilitator': ['Volunteer facilitator', 'The same, beside somebody with more experience.'],
  supervisor: ['Supervisor', 'Signs off what is risky and stands by facilitators.'],
  manager: ['Manager', 'Answers for the service: all its cases, figures and teams.'],
  'data-officer': ['Data officer', 'Reads who did and who saw what. Opens no case but by breaking the glass.'],
  administrator: ['Administrator', 'Keeps the register of staff. Sees nothing of any case.'],
  referrer: ['Referrer', 'Works for an agency. Sees the referrals that the agency sent.'],
  commissioner: ['Commissioner', 'Of the body that pays. Sees released figures, and nothing of any one person.'],
};

/** The roles of the demonstration and who holds them, one press each. */
export function seeAsPage(colleagues: readonly DemonstrationPerson[], self: string): Page {
  const roles = Object.entries(roleWords).map(([role, words]) => ({
    words,
    holders: colleagues.filter((each) => each.id !== self && rolesOf(each).includes(role)),
  }));
  return {
    title: 'See as somebody else',
    back: '/work',
    body: html` <h1 class="govuk-heading-l">Whose work do you want to see?</h1>
      <p class="govuk-body">
        For training. From then on you see what this person sees, and what you do is done as this person. A line at the top of
        each page says so and leads you back.
      </p>
      ${roles
        .filter(({ holders }) => holders.length > 0)
        .map(
          ({ words: [name, work], holders }) =>
            html`<h2 class="govuk-heading-s">${name}</h2>
              <p class="govuk-body">${work}</p>
              <ul class="tp-people">
                ${holders.map((each) => html`<li>${pressToSeeAs(each)}</li>`)}
              </ul>`,
        )}
      <p class="govuk-body">
        What people who take part see is on <a class="govuk-link" href="/demonstration">the list of everybody</a>.
      </p>`,
  };
}

function rolesOf({ role }: DemonstrationPerson): readonly string[] {
  return role.split(', ');
}

function pressToSeeAs({ id, name }: DemonstrationPerson): Html {
  return html`<form method="post" action="/account/see-as" class="tp-people__press">
    <input type="hidden" name="id" value="${id}" /><button class="govuk-button govuk-button--secondary" type="submit">
      ${name}
    </button>
  </form>`;
}

/** In the strip of a demonstration: the way to see as somebody else, and while one does, as whom and the way back. */
export function seeingStrip({ name, behindName }: StaffSession): Html {
  const elsewhere = html`<a class="tp-link-button" href="/account/see-as">See as somebody else</a>`;
  if (behindName === null) return html`<p>${elsewhere}</p>`;
  return html`<div class="tp-banner-demo__seeing">
    <p><strong>You see this as ${name}.</strong></p>
    <form method="post" action="/account/see-as/back">
      <button class="tp-link-button" type="submit">Be ${behindName} again</button>
    </form>
    <p>${elsewhere}</p>
  </div>`;
}

/** The page as people meet it. */
export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'seeing as somebody else in a demonstration',
    page: seeAsPage(
      [
        { kind: 'staff', id: '1', name: 'Jo Whitfield', role: 'facilitator', caseReference: null },
        { kind: 'staff', id: '2', name: 'Sam Reyes', role: 'facilitator', caseReference: null },
        { kind: 'staff', id: '3', name: 'Priya Nair', role: 'manager, supervisor', caseReference: null },
        { kind: 'staff', id: '4', name: 'PC Lewis Grant', role: 'referrer', caseReference: null },
      ],
      '1',
    ),
  },
];
