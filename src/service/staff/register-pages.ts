import { dayField, errorsOf, form, pressForm, radioField, textField, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { html, type Html } from '#platform/html.ts';
import { inWords, momentInWords } from '#vocabulary/dates.ts';
import { ownDoorOf } from '#vocabulary/staff.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { LinkState, StaffCard } from './facts.ts';
import { explain } from './rules.ts';

const levelChoices = [
  { value: 'foundation', text: 'Foundation' },
  { value: 'intermediate', text: 'Intermediate' },
  { value: 'advanced', text: 'Advanced' },
];

const roleChoices = [
  { value: 'coordinator', text: 'Coordinator', hint: 'Takes referrals and gives cases to people' },
  { value: 'facilitator', text: 'Facilitator' },
  { value: 'volunteer-facilitator', text: 'Volunteer facilitator' },
  { value: 'supervisor', text: 'Supervisor', hint: 'Opens every case and answers for the practice' },
  { value: 'manager', text: 'Manager', hint: 'Opens every case and sees the figures' },
  { value: 'data-officer', text: 'Data officer', hint: 'Reads the trails' },
  { value: 'administrator', text: 'Administrator', hint: 'Keeps this register, and opens no case by it' },
];

function entryFields(attempt: Attempt, card?: StaffCard): readonly Html[] {
  return [
    tickField(attempt, { name: 'roles', label: 'What they do here', values: card?.roles ?? [], choices: roleChoices }),
    radioField(attempt, { name: 'level', label: 'Level of practice', value: card?.level, choices: levelChoices }),
    lastDay(attempt, card),
  ];
}

// Somebody of an agency refers and does nothing else here: only until when is asked. (STF-9)
// Whoever comes in by a door of their own keeps the one role that opens it.
function fieldsApart(attempt: Attempt, card: StaffCard): readonly Html[] {
  const isCommissioner = card.roles.includes('commissioner');
  return [
    isCommissioner
      ? html`<p class="govuk-body">
          They see the released figures for the body that pays. It is under
          <a class="govuk-link" href="/commissioners">Commissioners</a>.
        </p>`
      : html`<p class="govuk-body">
          They refer people for an agency and see what became of them. Their agency is under
          <a class="govuk-link" href="/agencies">Agencies</a>.
        </p>`,
    html`<input type="hidden" name="roles" value="${isCommissioner ? 'commissioner' : 'referrer'}" /><input
        type="hidden"
        name="level"
        value="${card.level}"
      />`,
    lastDay(attempt, card),
  ];
}

function lastDay(attempt: Attempt, card: StaffCard | undefined): Html {
  return dayField(attempt, {
    name: 'ends-on',
    label: 'Their last day, if you know it',
    hint: 'From the day after they are signed out and cannot sign in. For example, 31 3 2027',
    value: card?.endsOn ?? '',
  });
}

/** Somebody new in the register. */
export function newColleaguePage(attempt: Attempt): Page {
  return {
    title: 'Add somebody',
    back: '/staff',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Add somebody who works here</h1>
      ${form(
        '/staff/new',
        [
          textField(attempt, { name: 'name', label: 'Name', autocomplete: 'off' }),
          textField(attempt, {
            name: 'email',
            label: 'Work e-mail address',
            hint: 'Their link goes there. One address is one person’s',
            type: 'email',
            autocomplete: 'off',
            spellcheck: false,
          }),
          ...entryFields(attempt),
        ],
        { text: 'Add to the register' },
      )}`,
  };
}

export interface Shown {
  readonly card: StaffCard;
  readonly link: LinkState | undefined;
  readonly openCases: readonly string[];
  /** Whoever looks is the one they look at. */
  readonly isSelf: boolean;
}

/** One entry of the register, and what can be done about it. */
export function colleaguePage(attempt: Attempt, { card, link, openCases, isSelf }: Shown): Page {
  return {
    title: card.name,
    back: '/staff',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">${card.name}</h1>
      ${summaryList({
        rows: [
          { key: { text: 'E-mail' }, value: { text: card.email, classes: 'tp-break' } },
          { key: { text: 'Now' }, value: { text: stateWords(card) } },
          { key: { text: 'Link' }, value: { text: linkWords(link) } },
        ],
      })}
      ${
        card.leftAt === null &&
        html`<h2 class="govuk-heading-m">What they do</h2>
          ${form(`/staff/${card.id}`, ownDoorOf(card) !== undefined ? fieldsApart(attempt, card) : entryFields(attempt, card), { text: 'Change the register' })}`
      }
      ${card.leftAt === null && (isSelf ? aboutSelf() : steps(card, openCases))}`,
  };
}

function stateWords({ isActive, leftAt, endsOn }: StaffCard): string {
  if (leftAt !== null) return `Left on ${momentInWords(leftAt)}`;
  if (!isActive) return 'Suspended: cannot sign in';
  return endsOn === null ? 'Works here' : `Works here until ${inWords(endsOn)}`;
}

function linkWords(link: LinkState | undefined): string {
  if (!link) return 'None was made yet';
  if (link.usedAt) return `Used on ${momentInWords(link.usedAt)}`;
  if (link.stoppedAt) return `Stopped on ${momentInWords(link.stoppedAt)}`;
  return `Made on ${momentInWords(link.madeAt)}, not used yet; works until ${momentInWords(link.endsAt)}`;
}

function aboutSelf(): Html {
  return html`<p class="govuk-body">
    This is you. Somebody else who keeps the register gives you a new link, suspends you or lets you go.
  </p>`;
}

function steps({ id, isActive }: StaffCard, openCases: readonly string[]): Html {
  return html`${
    isActive
      ? html`<h2 class="govuk-heading-m">A link to come in</h2>
        <p class="govuk-body">
          For somebody new, or who lost what they sign in with. From then on only the new link lets them in: their passkeys,
          password and app stop, and they are signed out everywhere at once.
        </p>
        ${pressForm(`/staff/${id}/send-link`, { text: 'Send a link by e-mail', quiet: true })}
        ${pressForm(`/staff/${id}/show-link`, { text: 'Show a link once, to hand over', quiet: true })}
        <h2 class="govuk-heading-m">Suspend</h2>
        <p class="govuk-body">They are signed out everywhere at once and cannot sign in until they are reinstated.</p>
        ${pressForm(`/staff/${id}/suspend`, { text: 'Suspend', quiet: true })}`
      : html`<h2 class="govuk-heading-m">Reinstate</h2>
        ${pressForm(`/staff/${id}/reinstate`, { text: 'Reinstate', quiet: true })}`
  }
  <h2 class="govuk-heading-m">Leave for good</h2>
  ${
    openCases.length === 0
      ? html`<p class="govuk-body">
          They are signed out everywhere at once, and lose their roles and what they sign in with. What they did stays theirs.
        </p>
        ${pressForm(`/staff/${id}/leave`, { text: 'They have left', quiet: true })}`
      : html`<p class="govuk-body">They work on these open cases. A coordinator hands them over first:</p>
        <ul class="govuk-list govuk-list--bullet">
          ${openCases.map((reference) => html`<li>${reference}</li>`)}
        </ul>`
  }`;
}

/** A link, shown this once. */
export function shownLinkPage(id: string, address: string): Page {
  return {
    title: 'A link to come in',
    back: `/staff/${id}`,
    body: html` <h1 class="govuk-heading-l">A link to come in</h1>
      <p class="govuk-body">Hand this over to them, and to nobody else. It works once, for seven days. We show it now and never again.</p>
      <p class="govuk-body"><code class="tp-break">${address}</code></p>`,
  };
}

const leo: StaffCard = {
  id: '1b6d5c1e-0000-4000-8000-000000000001' as StaffId,
  name: 'Leo Marsh',
  email: 'leo@rp.example',
  level: 'foundation',
  roles: ['volunteer-facilitator'],
  isActive: true,
  endsOn: null,
  leftAt: null,
};
const made = {
  madeAt: new Date('2026-11-02T09:30:00Z'),
  endsAt: new Date('2026-11-09T09:30:00Z'),
  usedAt: null,
  stoppedAt: null,
};

/** The pages as people meet them. */
export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Register: somebody new', page: newColleaguePage(freshAttempt) },
  {
    name: 'Register: somebody new, with what is missing',
    page: newColleaguePage({
      typed: { name: '', email: 'leo' },
      problems: [
        { field: 'name', text: explain('name-is-missing') },
        { field: 'email', text: explain('email-is-not-one') },
        { field: 'roles', text: explain('role-is-missing') },
      ],
    }),
  },
  {
    name: 'Register: with open cases',
    page: colleaguePage(freshAttempt, { card: leo, link: made, openCases: ['7K3M-QX94'], isSelf: false }),
  },
  {
    name: 'Register: suspended, nothing open',
    page: colleaguePage(freshAttempt, {
      card: { ...leo, isActive: false },
      link: undefined,
      openCases: [],
      isSelf: false,
    }),
  },
  {
    name: 'Register: oneself',
    page: colleaguePage(freshAttempt, {
      card: leo,
      link: { ...made, usedAt: made.madeAt },
      openCases: [],
      isSelf: true,
    }),
  },
  {
    name: 'Register: somebody who left',
    page: colleaguePage(freshAttempt, {
      card: { ...leo, isActive: false, leftAt: made.madeAt },
      link: undefined,
      openCases: [],
      isSelf: false,
    }),
  },
  {
    name: 'Register: a link, shown once',
    page: shownLinkPage(leo.id, 'http://localhost:3000/join/abcdefghijklmnopqrstuvwxyz0123456789'),
  },
];
