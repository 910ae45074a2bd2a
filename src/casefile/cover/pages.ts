import { errorsOf, form, pressForm, radioField, selectField, type Choice } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { explain } from './rules.ts';

/** Some days away, and who covers them. */
export interface CoveredDays {
  readonly id: string;
  readonly fromOn: PlainDate;
  readonly untilOn: PlainDate;
  /** Null where nobody covers. */
  readonly coverName: string | null;
  /** Cases that do not open for whoever covers, each with the reason. */
  readonly shut: readonly { readonly reference: string; readonly because: string }[];
}

export interface Cover {
  readonly who: { readonly id: StaffId; readonly name: string };
  readonly isOwn: boolean;
  readonly days: readonly CoveredDays[];
  readonly colleagues: readonly { readonly id: StaffId; readonly name: string }[];
  readonly attempt: Attempt;
}

const baseOf = ({ isOwn, who }: Cover) => (isOwn ? '/own-practice' : `/facilitators/${who.id}`);

const daysWords = ({ fromOn, untilOn }: Pick<CoveredDays, 'fromOn' | 'untilOn'>) =>
  fromOn === untilOn ? inWords(fromOn) : `${inWords(fromOn)} to ${inWords(untilOn)}`;

/** Who covers while somebody is away. */
export function coverPage(shown: Cover): Page {
  const { who, isOwn, days, attempt } = shown;
  const title = isOwn ? 'Who covers for me' : `Who covers for ${who.name}`;
  const open = days.filter(({ coverName }) => coverName === null);
  return {
    title,
    back: baseOf(shown),
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">${title}</h1>
      <p class="govuk-body">
        From the first day away to the last, whoever covers can open ${isOwn ? 'your' : 'their'} open cases and finds the
        tasks of these under My work. Then it ends by itself. A restricted case does not open by covering.
      </p>
      ${
        days.length === 0
          ? html`<p class="tp-empty govuk-body">No days away are written down. <a class="govuk-link" href="${baseOf(shown)}">Write them down first</a></p>`
          : html`<ul class="tp-list">
              ${days.map((each) => daysRow(shown, each))}
            </ul>`
      }
      ${open.length > 0 && coverForm(shown, open)}`,
  };
}

function daysRow(shown: Cover, days: CoveredDays): Html {
  const { id, coverName, shut } = days;
  return html`<li class="tp-list__row">
    <div>
      <p>${daysWords(days)}: ${coverName === null ? 'nobody covers yet' : html`<strong>${coverName}</strong> covers`}</p>
      ${
        shut.length > 0 &&
        html`<p class="tp-list__note">These do not open for them. Give them to somebody else for the time:</p>
          <ul class="govuk-list govuk-list--bullet">
            ${shut.map(({ reference, because }) => html`<li>${reference}: ${because}</li>`)}
          </ul>`
      }
    </div>
    ${coverName !== null && pressForm(`${baseOf(shown)}/cover/end`, { text: `End it now: ${coverName}, ${daysWords(days)}`, quiet: true }, { absence: id })}
  </li>`;
}

function coverForm(shown: Cover, open: readonly CoveredDays[]): Html {
  const { colleagues, attempt } = shown;
  const choices: readonly Choice[] = colleagues.map(({ id, name }) => ({ value: id, text: name }));
  return form(
    `${baseOf(shown)}/cover`,
    [
      radioField(attempt, {
        name: 'absence',
        label: 'Which days',
        value: open.length === 1 ? open[0]?.id : undefined,
        choices: open.map((each) => ({ value: each.id, text: daysWords(each) })),
      }),
      selectField(attempt, { name: 'cover', label: 'Who covers', choices }),
    ],
    { text: 'Write it down' },
  );
}

const sam = { id: '1b6d5c1e-0000-4000-8000-000000000003' as StaffId, name: 'Sam Okoro' };
const usual: Cover = {
  who: { id: '1b6d5c1e-0000-4000-8000-000000000001' as StaffId, name: 'Jo Whitfield' },
  isOwn: false,
  days: [
    {
      id: '2b6d5c1e-0000-4000-8000-000000000001',
      fromOn: '2026-12-21' as PlainDate,
      untilOn: '2027-01-03' as PlainDate,
      coverName: null,
      shut: [],
    },
  ],
  colleagues: [sam],
  attempt: freshAttempt,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Cover: no days away', page: coverPage({ ...usual, days: [] }) },
  { name: 'Cover: nobody covers yet', page: coverPage(usual) },
  {
    name: 'Cover: somebody covers, and one case does not open for them',
    page: coverPage({
      ...usual,
      isOwn: true,
      days: usual.days.map((each) => ({
        ...each,
        coverName: sam.name,
        shut: [{ reference: '7K3M-QX94', because: 'their level of practice is below what this case asks for' }],
      })),
    }),
  },
  {
    name: 'Cover: refused, because they are away then too',
    page: coverPage({
      ...usual,
      attempt: { typed: { cover: sam.id }, problems: [{ field: 'cover', text: explain('is-away-then') }] },
    }),
  },
];
