import { aFrame } from '#casefile/cases/examples.ts';
import { aDraft } from '#journey/agreement/examples.ts';
import {
  areaField,
  type Choice,
  dayField,
  errorsOf,
  form,
  pressForm,
  radioField,
  selectField,
  textField,
} from '#platform/fields.ts';
import { type Attempt, freshAttempt, typed } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import { type Agreement, type Amends, type AmendsKind, amendsKinds } from '#vocabulary/agreements.ts';
import { daysBetween } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import { anAmends, aPayment } from './examples.ts';
import { calledIn, directPaymentNote, kindWords } from './pages.ts';
import { inPounds } from './rules.ts';

export interface PromiseForm {
  readonly frame: CaseFrame;
  readonly agreement: Agreement;
  /** Undefined for a new promise. */
  readonly amends: Amends | undefined;
  /** Carried by the form of a new promise, so that it is written once. */
  readonly entry: string;
  readonly attempt: Attempt;
}

/** Staff: writing down one promise of a draft. */
export function promisePage({ frame, agreement, amends, entry, attempt }: PromiseForm): Page {
  const base = `/cases/${frame.reference}/agreement/${agreement.id}`;
  const title = amends ? 'Change what is promised' : 'Add something that is promised';
  return {
    title,
    back: base,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">${title}</h1>
      ${directPaymentNote}
      ${form(
        amends ? `${base}/amends/${amends.id}/change` : `${base}/amends`,
        [
          html`<input type="hidden" name="entry" value="${typed(attempt, 'entry', entry)}" />`,
          kindField(attempt, amends),
          areaField(attempt, {
            name: 'wording',
            label: 'What is promised, in their own words',
            hint: 'Everybody in this agreement will read this. Leave out last names and addresses.',
            value: amends?.wording,
            rows: 3,
          }),
          selectField(attempt, {
            name: 'owed-by',
            label: 'Who promises it',
            value: amends?.owedById ?? agreement.responsibleId,
            choices: partyChoices(frame, agreement),
          }),
          selectField(attempt, {
            name: 'owed-to',
            label: 'To whom',
            value: amends ? (amends.owedToId ?? 'community') : undefined,
            choices: [...partyChoices(frame, agreement), { value: 'community', text: 'The community' }],
          }),
          dayField(attempt, {
            name: 'due',
            label: 'By when',
            hint: 'For a payment in parts, the day of the first part. You may leave this empty for something to do or to stop doing.',
            value: amends?.instalments[0]?.dueOn ?? amends?.dueOn ?? undefined,
          }),
          textField(attempt, {
            name: 'proof',
            label: 'What will show that it was done (you may leave this empty)',
            value: amends?.proof,
          }),
        ],
        { text: amends ? 'Save' : 'Add to the agreement' },
      )}
      ${amends && pressForm(`${base}/amends/${amends.id}/remove`, { text: 'Take it out of the draft', quiet: true })}`,
  };
}

function partyChoices(frame: CaseFrame, { parties }: Agreement): readonly Choice[] {
  return parties.map(({ participantId }) => ({ value: participantId, text: calledIn(frame, participantId) }));
}

function kindField(attempt: Attempt, amends: Amends | undefined): Html {
  const more: Partial<Record<AmendsKind, Html>> = {
    payment: paymentFields(attempt, amends),
    'voluntary-work': textField(attempt, {
      name: 'hours',
      label: 'How many hours',
      hint: 'For example, 20 or 2.5',
      value: amends?.minutes ? String(Math.round(amends.minutes / 0.6) / 100) : undefined,
      width: 4,
      inputmode: 'decimal',
    }),
  };
  return radioField(attempt, {
    name: 'kind',
    label: 'What kind of amends',
    value: amends?.kind,
    choices: amendsKinds.map((kind) => ({ value: kind, text: kindWords[kind], more: more[kind] })),
  });
}

function paymentFields(attempt: Attempt, amends: Amends | undefined): Html {
  const parts = amends?.instalments ?? [];
  return html`${textField(attempt, {
    name: 'pounds',
    label: 'How much altogether',
    hint: 'For example, 120 or 49.50',
    value: amends?.pence ? inPounds(amends.pence).slice(1).replaceAll(',', '') : undefined,
    width: 5,
    prefix: '£',
    inputmode: 'decimal',
  })}
  ${textField(attempt, {
    name: 'parts',
    label: 'In how many parts',
    hint: '1 if it is paid at once. The parts are even and add up to the penny.',
    value: String(Math.max(parts.length, 1)),
    width: 2,
    inputmode: 'numeric',
  })}
  ${selectField(attempt, {
    name: 'rhythm',
    label: 'A part is paid every',
    unchosen: 'Paid at once',
    value: rhythmOf(parts),
    choices: [
      { value: 'week', text: 'Week' },
      { value: 'fortnight', text: 'Two weeks' },
      { value: 'month', text: 'Month' },
    ],
  })}`;
}

function rhythmOf([first, second]: Amends['instalments']): string | undefined {
  if (!first || !second) return undefined;
  const days = daysBetween(first.dueOn, second.dueOn);
  return days === 7 ? 'week' : days === 14 ? 'fortnight' : 'month';
}

const shownExample = {
  frame: aFrame(),
  agreement: aDraft(),
  amends: undefined,
  entry: '0b6d5c1e-0000-4000-8000-0000000000e1',
  attempt: freshAttempt,
};

const writing = (name: string, changed: Partial<PromiseForm> = {}) => ({
  name,
  page: promisePage({ ...shownExample, ...changed }),
});

/** The form as staff meet it: new, to be changed, refused. */
export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  writing('a new promise'),
  writing('a payment in parts, to be changed', { amends: anAmends(aPayment()) }),
  writing('a new promise that was refused', {
    attempt: {
      typed: { kind: 'payment', pounds: 'a lot', wording: 'Pay for the door.' },
      problems: [
        { field: 'pounds', text: 'Write how much will be paid, like 120 or 49.50' },
        { field: 'due', text: 'Write the day it should be done by, like 1 2 2027' },
      ],
    },
  }),
];
