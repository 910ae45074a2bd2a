import { areaField, dayField, errorsOf, form, pressForm, radioField, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { html, type Html } from '#platform/html.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import {
  dayByDay,
  dayInWords,
  explain,
  isEmpty,
  partsOfDay,
  weekdays,
  type Availability,
  type DaySaid,
} from './rules.ts';

export interface OwnTimes {
  readonly said: Availability;
  readonly isClosed: boolean;
  readonly attempt: Attempt;
}

const path = '/my/times';

/** Times that could work for one person, for that person alone. */
export function ownTimesPage({ said, isClosed, attempt }: OwnTimes): Page {
  return {
    title: 'Times that could work for you',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l" id="times">Times that could work for you</h1>
      <p class="govuk-body">
        If there is to be a meeting, your facilitator looks for a day. You can say here what could work for you and what could not.
        You do not have to, and it does not mean that you will meet.
      </p>
      <p class="govuk-body">
        Your facilitator reads this. The other people are not shown it: not your days, and not that a day did not work for you.
      </p>
      <h2 class="govuk-heading-m">What you told us</h2>
      ${isEmpty(said) && html`<p class="govuk-body">Nothing yet.</p>`} ${saidDays(said, isClosed ? undefined : leaveOut)}
      ${isClosed && said.words !== '' && html`<p class="govuk-body">${said.words}</p>`}
      ${!isClosed && forms(said, attempt)}`,
  };
}

function leaveOut({ on }: DaySaid): Html {
  return pressForm(
    path,
    { text: 'Leave out', about: dayInWords(on), quiet: true },
    { step: 'leave-out', what: 'leave-out', on },
  );
}

/** What somebody said, day by day, with what may be done with it; nothing where there is nothing. */
export function saidDays(said: Availability, step?: (day: DaySaid) => Html): Html {
  const days = dayByDay(said);
  if (days.length === 0) return html``;
  const part = (words: string, parts: readonly string[]) =>
    parts.length > 0 && html`<p class="govuk-body">${words}: ${parts.join(', ')}</p>`;
  return summaryList({
    rows: days.map((day) => ({
      key: { text: dayInWords(day.on) },
      value: { html: html`${part('Could work', day.could)} ${part('Could not work', day.couldNot)} ${step?.(day)}` },
    })),
  });
}

function forms(said: Availability, attempt: Attempt): Html {
  const choices = [
    { value: 'could', text: 'They could work' },
    { value: 'could-not', text: 'They could not work' },
  ];
  return html`<h2 class="govuk-heading-m">Add times</h2>
    ${form(
      path,
      [
        html`<input type="hidden" name="step" value="add" />`,
        radioField(attempt, { name: 'what', label: 'Could these times work?', isInline: true, choices }),
        dayFields(attempt),
      ],
      { text: 'Add' },
    )}
    <h2 class="govuk-heading-m">A few words about it</h2>
    ${form(
      path,
      [
        html`<input type="hidden" name="step" value="words" /><input type="hidden" name="what" value="words" />`,
        wordsField(attempt, said, 'Anything that helps us find a time'),
      ],
      { text: 'Save the words' },
    )}
    ${
      !isEmpty(said) &&
      html`<h2 class="govuk-heading-m">If you want to start again</h2>
        <p class="govuk-body">You can take all of it back at any time. Nobody asks you why.</p>
        ${pressForm(path, { text: 'Take all of it back', quiet: true }, { step: 'take-back', what: 'take-back' })}`
    }`;
}

/** Which days and which parts of them: the same for whoever gives them and for staff who write them down. */
export function dayFields(attempt: Attempt): Html {
  const hint = 'For example, 3 12 2026. Leave it empty if you choose days of the week.';
  return html`${dayField(attempt, { name: 'day', label: 'A date', hint })}
  ${tickField(attempt, {
    name: 'weekdays',
    label: 'Or days of the week, in general',
    choices: weekdays.map((day) => ({ value: day, text: dayInWords(day) })),
  })}
  ${tickField(attempt, {
    name: 'parts',
    label: 'Parts of the day',
    choices: partsOfDay.map((part) => ({ value: part, text: `${part.slice(0, 1).toUpperCase()}${part.slice(1)}` })),
  })}`;
}

/** A few words about the times. */
export function wordsField(attempt: Attempt, { words }: Availability, label: string): Html {
  const hint = 'For example, a bus that has to be caught, or who looks after the children.';
  return areaField(attempt, { name: 'words', label, hint, value: words, rows: 3 });
}

const said: Availability = {
  times: [
    { on: 'tuesday', part: 'morning', answer: 'could-not' },
    { on: 'thursday', part: 'afternoon', answer: 'could' },
    { on: 'thursday', part: 'evening', answer: 'could' },
    { on: '2026-12-03' as PlainDate, part: 'morning', answer: 'could' },
    { on: '2026-12-03' as PlainDate, part: 'evening', answer: 'could-not' },
  ],
  words: 'After four I need the bus home.',
};
const refused: Attempt = {
  typed: { what: 'could', 'day-day': '30', 'day-month': '2', 'day-year': '2027' },
  problems: [
    { field: 'day', text: 'Write a day that exists, like 3 12 2026' },
    { field: 'parts', text: explain('no-part-chosen') },
  ],
};

function example(name: string, changed: Partial<OwnTimes>) {
  const page = ownTimesPage({ said, isClosed: false, attempt: freshAttempt, ...changed });
  return { name: `her times: ${name}`, door: 'participant' as const, page };
}

export const examples: readonly { readonly name: string; readonly door: 'participant'; readonly page: Page }[] = [
  example('nothing yet', { said: { times: [], words: '' } }),
  example('some that could work', {}),
  example('the case is closed', { isClosed: true }),
  example('a form that was refused', { attempt: refused }),
];
