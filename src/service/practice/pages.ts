import { dayField, errorsOf, form, pressForm, selectField, textField, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { LearningLine, Practice } from './facts.ts';
import { explain, hoursWords, kindWords, learningKinds, learningWords, warningWords, type Standing } from './rules.ts';

export interface Shown {
  readonly who: { readonly id: string; readonly name: string };
  readonly practice: Practice;
  readonly lines: readonly LearningLine[];
  /** Whether they look at their own. */
  readonly isOwn: boolean;
  readonly attempt: Attempt;
}

/** What somebody learned, what is missing, and until when it is enough. (PRC-3, PRC-4) */
export function practicePage({ who, practice, lines, isOwn, attempt }: Shown): Page {
  const { learning, supervising, supervision } = practice;
  const base = isOwn ? '/own-practice' : `/facilitators/${who.id}`;
  const warnings = [...(supervision === undefined ? [] : [supervision]), ...supervising].map(warningWords);
  return {
    title: isOwn ? 'What I learned' : `What ${who.name} learned`,
    back: isOwn ? '/own-practice' : '/facilitators',
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">${isOwn ? 'What I learned' : `What ${who.name} learned`}</h1>
      <p class="govuk-inset-text">${learningWords(learning)}.</p>
      ${sums(learning)}
      ${
        warnings.length > 0 &&
        html`<h2 class="govuk-heading-m">To look at</h2>
          <ul class="govuk-list govuk-list--bullet">
            ${warnings.map((each) => html`<li>${each}</li>`)}
          </ul>`
      }
      <h2 class="govuk-heading-m">The last two years</h2>
      ${lines.length === 0 ? html`<p class="tp-empty govuk-body">Nothing is written down yet.</p>` : list(base, lines, isOwn)}
      ${
        isOwn
          ? html`<p class="govuk-body">Somebody who keeps the register writes it down for you.</p>`
          : form(`${base}/practice`, fields(attempt), { text: 'Write it down', quiet: true })
      }`,
  };
}

function sums({ asked, learned, approved }: Standing): Html {
  return html`<dl class="tp-facts">
    <div><dt>In the last twelve months</dt><dd>${hoursWords(learned)} of ${hoursWords(asked)}</dd></div>
    <div><dt>Approved of these</dt><dd>${hoursWords(approved)} of ${hoursWords(asked / 2)}</dd></div>
  </dl>`;
}

function list(base: string, lines: readonly LearningLine[], isOwn: boolean): Html {
  return html`<ul class="tp-list">
    ${lines.map(({ id, kind, doneOn, minutes, isApproved }) => {
      const words = `${kindWords(kind)}, ${inWords(doneOn)}`;
      return html`<li class="tp-list__row">
        <p>${words}: ${hoursWords(minutes)}${isApproved && ', approved'}</p>
        ${!isOwn && pressForm(`${base}/practice/back`, { text: 'Take back', about: words, quiet: true }, { learning: id })}
      </li>`;
    })}
  </ul>`;
}

function fields(attempt: Attempt): readonly Html[] {
  return [
    selectField(attempt, {
      name: 'kind',
      label: 'What it was',
      choices: learningKinds.map((value) => ({ value, text: kindWords(value) })),
    }),
    dayField(attempt, { name: 'done-on', label: 'When it was' }),
    textField(attempt, { name: 'hours', label: 'Hours', hint: 'Such as 1:30 or 6.', width: 5 }),
    tickField(attempt, {
      name: 'approved',
      label: 'Approved',
      choices: [{ value: 'yes', text: 'Approved by the Restorative Justice Council' }],
    }),
  ];
}

const shown: Shown = {
  who: { id: '1b6d5c1e-0000-4000-8000-000000000001', name: 'Leo Marsh' },
  practice: {
    learning: { asked: 360, learned: 240, approved: 120, missing: 120, missingApproved: 60, enoughUntil: null },
    supervision: 'supervision-is-due',
    supervising: [],
  },
  lines: [
    {
      id: '2b6d5c1e-0000-4000-8000-000000000001',
      ...{ kind: 'course', doneOn: '2026-10-02' as PlainDate, minutes: 120, isApproved: true },
    },
    {
      id: '2b6d5c1e-0000-4000-8000-000000000002',
      ...{ kind: 'reading', doneOn: '2026-09-01' as PlainDate, minutes: 120, isApproved: false },
    },
  ],
  isOwn: false,
  attempt: freshAttempt,
};
const none: Practice = {
  learning: { asked: 960, learned: 0, approved: 0, missing: 960, missingApproved: 480, enoughUntil: null },
  supervision: 'never-supervised',
  supervising: ['advanced-since-is-not-known', 'supervises-nobody', 'was-not-supervised'],
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Learning: two hours are missing', page: practicePage(shown) },
  { name: 'Learning: their own', page: practicePage({ ...shown, isOwn: true }) },
  {
    name: 'Learning: somebody who supervises, with nothing yet, refused',
    page: practicePage({
      ...shown,
      practice: none,
      lines: [],
      attempt: { typed: { hours: '200' }, problems: [{ field: 'hours', text: explain('hours-cannot-be') }] },
    }),
  },
];
