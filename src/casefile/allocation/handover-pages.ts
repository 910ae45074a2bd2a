import { errorsOf, form, selectField, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseId, StaffId } from '#vocabulary/ids.ts';
import type { PracticeLevel } from '#vocabulary/parts.ts';
import type { WorkLine } from './facts.ts';
import { explain, workAtOnce, type CannotHandOver } from './rules.ts';

interface Colleague {
  readonly id: StaffId;
  readonly name: string;
  readonly level: PracticeLevel;
}

/** A case with the reasons why it cannot be handed over; none when it can. */
export interface HandoverLine extends Pick<WorkLine, 'caseId' | 'reference' | 'stage' | 'complexity' | 'as'> {
  readonly because: readonly CannotHandOver[];
}

export interface Handover {
  /** Those who work on cases now. */
  readonly busy: readonly (Colleague & { readonly openCases: number })[];
  readonly colleagues: readonly Colleague[];
  readonly from: Colleague | undefined;
  readonly to: Colleague | undefined;
  readonly lines: readonly HandoverLine[];
  /** How many more they work on that whoever looks may not open. */
  readonly unseen: number;
  readonly attempt: Attempt;
}

/** Hand over: who to whom, then which cases, with what stands in the way of each. */
export function handoverPage(shown: Handover): Page {
  const { from, to, attempt } = shown;
  return {
    title: 'Hand cases over',
    back: from ? `/facilitators/${from.id}` : '/facilitators',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Hand cases over</h1>
      ${whoForm(shown)} ${from && to && casesPart(shown, from, to)}`,
  };
}

function whoForm({ busy, colleagues, from, to }: Handover): Html {
  const fromChoices = busy.map(({ id, name, openCases }) => ({
    value: id,
    text: `${name}, ${openCases === 1 ? '1 case' : `${openCases} cases`}`,
  }));
  const toChoices = colleagues.map(({ id, name, level }) => ({ value: id, text: `${name}, ${level}` }));
  return html`<form class="tp-filters" method="get" action="/handover">
    ${selectField(freshAttempt, { name: 'from', label: 'From', value: from?.id ?? '', choices: fromChoices })}
    ${selectField(freshAttempt, { name: 'to', label: 'To', value: to?.id ?? '', choices: toChoices })}
    ${button({ text: 'See their cases', classes: 'govuk-button--secondary' })}
  </form>`;
}

const stageWords = {
  new: 'new',
  'first-contact': 'first contact',
  preparation: 'preparation',
  communication: 'communication',
  agreement: 'agreement',
  'follow-up': 'follow-up',
} as const;

function lineWords({ reference, stage, complexity, as }: HandoverLine): string {
  return `${reference}: ${as === 'lead' ? 'leads' : 'works beside the lead'}, ${complexity}, ${stageWords[stage]}`;
}

function casesPart({ lines, unseen, attempt }: Handover, from: Colleague, to: Colleague): Html {
  const can = lines.filter(({ because }) => because.length === 0);
  const cannot = lines.filter(({ because }) => because.length > 0);
  return html`
    ${lines.length === 0 && html`<p class="govuk-body">${from.name} works on no case that you may open.</p>`}
    ${
      can.length > 0 &&
      form(
        `/handover?from=${from.id}&to=${to.id}`,
        [
          html`<input type="hidden" name="from" value="${from.id}" /><input type="hidden" name="to" value="${to.id}" />`,
          tickField(attempt, {
            name: 'cases',
            label: `What ${from.name} hands over to ${to.name}`,
            hint: 'Each case is handed over whole, or not at all.',
            values: can.map(({ caseId }) => caseId),
            choices: can.map((line) => ({ value: line.caseId, text: lineWords(line) })),
          }),
        ],
        { text: 'Hand over' },
      )
    }
    ${
      cannot.length > 0 &&
      html`<h2 class="govuk-heading-m">What cannot be handed over to ${to.name}</h2>
        ${refusedList(cannot)}`
    }
    ${lines.length === workAtOnce && html`<p class="govuk-body">Only the ${workAtOnce} oldest are shown. The others come when these are handed over.</p>`}
    ${unseen > 0 && html`<p class="govuk-body">${from.name} works on ${unseen} more that you may not open. Somebody who may hands them over.</p>`}`;
}

function refusedList(lines: readonly HandoverLine[]): Html {
  return html`<ul class="govuk-list govuk-list--bullet">
    ${lines.map((line) => html`<li>${line.reference}: ${line.because.map(explain).join('. ')}</li>`)}
  </ul>`;
}

const jo: Colleague = {
  id: '1b6d5c1e-0000-4000-8000-000000000001' as StaffId,
  name: 'Jo Whitfield',
  level: 'advanced',
};
const sam: Colleague = {
  id: '1b6d5c1e-0000-4000-8000-000000000002' as StaffId,
  name: 'Sam Reyes',
  level: 'intermediate',
};
const one: HandoverLine = {
  caseId: '5b6d5c1e-0000-4000-8000-000000000001' as CaseId,
  reference: '7K3M-QX94',
  stage: 'preparation',
  complexity: 'standard',
  as: 'lead',
  because: [],
};
const other: HandoverLine = {
  ...one,
  caseId: '5b6d5c1e-0000-4000-8000-000000000002' as CaseId,
  reference: '8L4N-RY25',
  complexity: 'complex',
  because: ['level-is-below-the-case'],
};
const nobody: Handover = {
  busy: [{ ...jo, openCases: 3 }],
  colleagues: [jo, sam],
  from: undefined,
  to: undefined,
  lines: [],
  unseen: 0,
  attempt: freshAttempt,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Handover: who to whom', page: handoverPage(nobody) },
  {
    name: 'Handover: one that can, one that cannot, one unseen',
    page: handoverPage({ ...nobody, from: jo, to: sam, lines: [one, other], unseen: 1 }),
  },
];
