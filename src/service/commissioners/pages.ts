import { dayField, errorsOf, form, pressForm, textField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { html, type Html } from '#platform/html.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { Commissioner } from './facts.ts';

/** A commissioner with what the register of staff says of them. */
export interface ListedCommissioner extends Commissioner {
  readonly name: string;
  readonly email: string;
  readonly isActive: boolean;
  readonly endsOn: PlainDate | null;
  readonly leftAt: Date | null;
}

/** Who looks at the figures for the body that pays. */
export function commissionersPage(people: readonly ListedCommissioner[], attempt: Attempt): Page {
  return {
    title: 'Commissioners',
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Commissioners</h1>
      <p class="govuk-body">
        People of the body that pays for the service. They sign in as you do, and see the released figures of this service: counts
        of each quarter, with no small number and nothing of any one person. Nothing else is there for them.
      </p>
      ${button({ text: 'Invite somebody', href: '/commissioners/new' })}
      <p class="govuk-body"><a class="govuk-link" href="/commissioners/figures">What was released to them, quarter by quarter</a></p>
      ${
        people.length === 0
          ? html`<p class="tp-empty govuk-body">Nobody looks at the figures yet.</p>`
          : html`<ul class="tp-list">
              ${people.map(row)}
            </ul>`
      }`,
  };
}

function row({ staffId, name, email, bodyName, isActive, endsOn, leftAt }: ListedCommissioner): Html {
  const press = (step: string, text: string) =>
    pressForm(`/commissioners/${step}`, { text, about: name, quiet: true }, { person: staffId });
  return html`<li class="tp-list__row">
    <div>
      <h2 class="govuk-heading-s govuk-!-margin-bottom-1">${name}</h2>
      <p class="tp-list__note">${bodyName}. ${email}. ${stateWords({ isActive, endsOn, leftAt })}</p>
    </div>
    ${leftAt === null && isActive && html`${press('send-link', 'Send a link by e-mail')} ${press('show-link', 'Show a link once')} ${press('suspend', 'Suspend')}`}
    ${leftAt === null && !isActive && press('reinstate', 'Reinstate')} ${leftAt === null && press('end', 'End for good')}
  </li>`;
}

function stateWords({ isActive, endsOn, leftAt }: Pick<ListedCommissioner, 'isActive' | 'endsOn' | 'leftAt'>): string {
  if (leftAt !== null) return 'Does not look any more';
  if (!isActive) return 'Cannot sign in now';
  return endsOn === null ? 'May look' : `May look until ${inWords(endsOn)}`;
}

/** Somebody new to invite. */
export function newCommissionerPage(attempt: Attempt): Page {
  return {
    title: 'Invite a commissioner',
    back: '/commissioners',
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Invite a commissioner</h1>
      ${form(
        '/commissioners/new',
        [
          textField(attempt, { name: 'name', label: 'Name', autocomplete: 'off' }),
          textField(attempt, {
            name: 'email',
            label: 'Work e-mail address',
            type: 'email',
            autocomplete: 'off',
            spellcheck: false,
          }),
          textField(attempt, {
            name: 'body',
            label: 'Which body they are from',
            hint: 'It stands above the figures they see. For example, Office of the Police, Fire and Crime Commissioner',
          }),
          dayField(attempt, {
            name: 'ends-on',
            label: 'Their last day, if you know it',
            hint: 'From the day after they cannot sign in. For example, 31 3 2027',
          }),
        ],
        { text: 'Add them' },
      )}`,
  };
}

const imogen: ListedCommissioner = {
  staffId: '1b6d5c1e-0000-4000-8000-000000000021' as StaffId,
  name: 'Imogen Vale',
  email: 'imogen.vale@commissioner.example',
  bodyName: 'Office of the Police, Fire and Crime Commissioner',
  isActive: true,
  endsOn: '2027-03-31' as PlainDate,
  leftAt: null,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Commissioners: nobody yet', page: commissionersPage([], freshAttempt) },
  {
    name: 'Commissioners: three, in different states',
    page: commissionersPage(
      [
        imogen,
        { ...imogen, name: 'Rhys Adler', isActive: false, endsOn: null },
        { ...imogen, name: 'Tessa Boyd', isActive: false, leftAt: new Date('2026-05-04T09:00:00Z') },
      ],
      { typed: {}, problems: [{ field: 'main-content', text: 'They do not work here now' }] },
    ),
  },
  {
    name: 'Commissioners: somebody new, with what is missing',
    page: newCommissionerPage({
      typed: { name: 'Imogen Vale' },
      problems: [{ field: 'body', text: 'Write which body they are from' }],
    }),
  },
];
