import { aFrame } from '#casefile/cases/examples.ts';
import { areaField, dayField, errorsOf, form, pressForm, selectField, textField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { insetText } from '#platform/govuk/inset-text.ts';
import { html, type Html } from '#platform/html.ts';
import { stackedTable } from '#platform/tables.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import type { Closure, Hold } from './facts.ts';
import { closeCaseGate, closureReasons, reasonWords, type EndOfCase } from './rules.ts';

export interface ClosingPage {
  readonly frame: CaseFrame;
  readonly end: EndOfCase;
  readonly closures: readonly Closure[];
  readonly holds: readonly Hold[];
  readonly today: PlainDate;
  readonly attempt: Attempt;
}

/** Staff: pausing, closing and opening again. */
export function closingPage({ frame, end, closures, holds, today, attempt }: ClosingPage): Page {
  const path = `/cases/${frame.reference}/closure`;
  return {
    title: 'Closing',
    body: html`
      ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">${frame.status === 'closed' ? 'This case is closed' : 'Closing and pausing'}</h1>
      ${frame.status === 'closed' ? reopenForm(path, attempt) : html`${closeForm(path, end, today, attempt)}${holdPart(path, frame, holds, attempt)}`}
      ${past(closures, holds)}`,
  };
}

function closeForm(path: string, end: EndOfCase, today: PlainDate, attempt: Attempt): Html {
  const inTheWay = closeCaseGate({ ...end, openFollowUps: 0 }).shut;
  return html`<h2 class="govuk-heading-m">Close the case</h2>
    <p class="govuk-body">Each side is told kindly that it has ended. Nobody is told why, or what the other side said.</p>
    ${inTheWay.map(({ words, opens }) => insetText({ text: `${words} ${opens}` }))}
    ${form(
      path,
      [
        selectField(attempt, {
          name: 'reason',
          label: 'Why it ends',
          choices: closureReasons.map((reason) => ({ value: reason, text: reasonWords(reason) })),
        }),
        end.openFollowUps > 0 &&
          textField(attempt, {
            name: 'open-follow-ups',
            label: 'Why it closes with follow-ups still to come',
            hint: `${end.openFollowUps === 1 ? 'One is' : `${end.openFollowUps} are`} not done yet.`,
          }),
        areaField(attempt, { name: 'note', label: 'Note for the file', rows: 3 }),
        dayField(attempt, { name: 'closed-on', label: 'The day it ended', value: today }),
      ],
      { text: 'Close the case' },
    )}`;
}

function holdPart(path: string, frame: CaseFrame, holds: readonly Hold[], attempt: Attempt): Html {
  const current = holds.find(({ endedOn }) => endedOn === null);
  if (frame.status === 'on-hold') {
    return html`<h2 class="govuk-heading-m">On hold</h2>
      ${current && html`<p class="govuk-body">Since ${inWords(current.fromOn)}: ${current.reason}. To look at again on ${inWords(current.reviewOn)}.</p>`}
      ${pressForm(`${path}/off-hold`, { text: 'Go on with the case', quiet: true })}`;
  }
  return html`<h2 class="govuk-heading-m">Put the case on hold</h2>
    ${form(
      `${path}/hold`,
      [
        textField(attempt, { name: 'hold-reason', label: 'Why' }),
        dayField(attempt, {
          name: 'review-on',
          label: 'The day to look again',
          hint: 'It comes back as a task on that day.',
        }),
      ],
      { text: 'Put on hold', quiet: true },
    )}`;
}

function reopenForm(path: string, attempt: Attempt): Html {
  return html`<p class="govuk-body">Contacts, notes and follow-ups can still be written down. For anything else, open it again.</p>
    ${form(`${path}/reopen`, textField(attempt, { name: 'because', label: 'Why it opens again' }), { text: 'Open the case again', quiet: true })}`;
}

function past(closures: readonly Closure[], holds: readonly Hold[]): Html {
  if (closures.length + holds.length === 0) return html``;
  return stackedTable({
    caption: 'What was',
    head: ['What', 'From', 'Until', 'Why'],
    rows: [
      ...closures.map((each) => [
        'Closed',
        inWords(each.closedOn),
        each.reopenedOn && `${inWords(each.reopenedOn)}: ${each.reopenedBecause}`,
        [reasonWords(each.reason), each.note !== '' && `. ${each.note}`],
      ]),
      ...holds.map((each) => ['On hold', inWords(each.fromOn), each.endedOn && inWords(each.endedOn), each.reason]),
    ],
  });
}

const usual: ClosingPage = {
  frame: aFrame(),
  end: { status: 'open', openFollowUps: 2, hasBookedConference: true, hasLetterOnOffer: false },
  closures: [],
  holds: [],
  today: '2026-11-23' as PlainDate,
  attempt: freshAttempt,
};
const held: Hold = {
  reason: 'A court case is live',
  fromOn: '2026-11-02' as PlainDate,
  reviewOn: '2027-01-11' as PlainDate,
  endedOn: null,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'an open case with something in the way', page: closingPage(usual) },
  { name: 'a case on hold', page: closingPage({ ...usual, frame: aFrame({ status: 'on-hold' }), holds: [held] }) },
  {
    name: 'a closed case',
    page: closingPage({
      ...usual,
      frame: aFrame({ status: 'closed' }),
      closures: [
        {
          reason: 'completed-direct',
          note: 'A good end.',
          openFollowUpsBecause: '',
          closedOn: '2026-11-20' as PlainDate,
          reopenedOn: null,
          reopenedBecause: '',
        },
      ],
    }),
  },
  {
    name: 'closing refused',
    page: closingPage({
      ...usual,
      attempt: { typed: { note: 'Done.' }, problems: [{ field: 'reason', text: 'Choose why it ends' }] },
    }),
  },
];
