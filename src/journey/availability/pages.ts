import {
  dayField,
  form,
  pressForm,
  textField,
  tickField,
  errorsOf,
  radioField,
  selectField,
} from '#platform/fields.ts';
import { type Attempt, freshAttempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import { inWords, inWordsWithWeekday, type PlainDate } from '#vocabulary/dates.ts';
import type { DayToAvoid, DayToAvoidId } from './avoid-rules.ts';
import type { DayToAvoidOnFile, AvailabilityOnFile } from './facts.ts';
import { aFrame } from '#casefile/cases/examples.ts';
import { stackedTable } from '#platform/tables.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame, FrameParticipant } from '#vocabulary/frame.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { dayFields, saidDays, wordsField } from './own-pages.ts';
import {
  explain,
  layOver,
  nothingSaid,
  stillAhead,
  type Availability,
  type AvailabilityId,
  type DayLaidOver,
} from './rules.ts';

export interface CaseTimes {
  readonly frame: CaseFrame;
  readonly today: PlainDate;
  readonly given: readonly AvailabilityOnFile[];
  /** Days of the year ahead that somebody avoids. */
  readonly avoided: readonly PlainDate[];
}

const heardHow: Record<AvailabilityOnFile['how'], string> = {
  online: 'on their own page',
  'in-person': 'in person',
  'by-phone': 'by phone',
  'video-call': 'on a video call',
  'in-writing': 'in writing',
};
const heardFrom: Record<AvailabilityOnFile['saidBy'], string> = {
  self: 'they said it themselves',
  guardian: 'their guardian said it',
  supporter: 'somebody beside them said it',
};

/** Staff: everybody's times over each other, which no participant sees. */
export function caseTimesPage({ frame, today, given, avoided }: CaseTimes): Page {
  const path = `/cases/${frame.reference}/times`;
  const layers = given.filter(({ times }) => times.length > 0);
  const days = layOver(layers, today).map((each) => (avoided.includes(each.day) ? { ...each, works: [] } : each));
  return {
    title: 'Times that could work',
    body: html`<h1 class="govuk-heading-l">Times that could work</h1>
      <p class="govuk-body">
        Only staff see these side by side. Tell nobody whose day it was, or that a day was turned down: offer a day that works for all.
      </p>
      <h2 class="govuk-heading-m">Days that work for everyone who gave times</h2>
      ${worksList(days, layers.length)} ${missing(frame, layers)} ${avoidedWords(avoided)}
      <h2 class="govuk-heading-m">What each said</h2>
      <ul class="govuk-list">
        ${frame.participants.map((each) => personLine(path, each, given))}
      </ul>
      ${days.length > 0 && laidTable(frame, days, layers)}`,
  };
}

/** The days to avoid of the year ahead, without whose they are or why. (AVA-9) */
function avoidedWords(avoided: readonly PlainDate[]): Html | false {
  return (
    avoided.length > 0 &&
    html`<p class="govuk-body">Days to avoid: ${avoided.map(inWords).join(', ')}. They are not offered.</p>`
  );
}

/** The days that work, in the words of a list; also beside the form in which a conference is planned. */
export function worksList(days: readonly DayLaidOver[], layers: number): Html {
  if (layers < 2)
    return html`<p class="govuk-body">Two people have to give times before any can be laid over each other.</p>`;
  const works = days.filter((each) => each.works.length > 0);
  if (works.length === 0) return html`<p class="govuk-body">No day in the next eight weeks works for everyone yet.</p>`;
  return html`<ul class="govuk-list govuk-list--bullet">
    ${works.map((each) => html`<li><strong>${inWordsWithWeekday(each.day)}</strong>: ${each.works.join(', ')}</li>`)}
  </ul>`;
}

function missing({ participants }: CaseFrame, layers: readonly AvailabilityOnFile[]): Html | false {
  const names = participants
    .filter(({ id }) => !layers.some(({ participantId }) => participantId === id))
    .map(({ called }) => called);
  return names.length > 0 && html`<p class="govuk-body">No times yet from: ${names.join(', ')}.</p>`;
}

function personLine(path: string, { id, called }: FrameParticipant, given: readonly AvailabilityOnFile[]): Html {
  const said = given.find(({ participantId }) => participantId === id);
  return html`<li>
    <a class="govuk-link" href="${path}/${id}">${called}</a>: ${said ? heardWords(said) : 'nothing yet.'}
  </li>`;
}

function heardWords({ saidBy, how, saidOn }: AvailabilityOnFile): string {
  return `last on ${inWords(saidOn)}, ${heardHow[how]}${saidBy === 'self' ? '' : `; ${heardFrom[saidBy]}`}.`;
}

function laidTable(frame: CaseFrame, days: readonly DayLaidOver[], layers: readonly AvailabilityOnFile[]): Html {
  const called = (id: ParticipantId) => frame.participants.find((each) => each.id === id)?.called ?? 'Somebody';
  return stackedTable({
    caption: 'The next eight weeks, the days of which anybody said something',
    head: ['Day', ...layers.map(({ participantId }) => called(participantId)), 'For everyone'],
    rows: days.map(({ day, works, layers: said }) => [
      inWordsWithWeekday(day),
      ...said.map(({ could, couldNot }) =>
        [
          ...(could.length > 0 ? [`could: ${could.join(', ')}`] : []),
          ...(couldNot.length > 0 ? [`could not: ${couldNot.join(', ')}`] : []),
        ].join('; '),
      ),
      works.length > 0 && html`<strong>${works.join(', ')}</strong>`,
    ]),
  });
}

export interface PersonTimes {
  readonly frame: CaseFrame;
  readonly today: PlainDate;
  readonly participant: FrameParticipant;
  readonly said: AvailabilityOnFile | undefined;
  /** Those on the other side to whom a copy may be passed on. */
  readonly others: readonly FrameParticipant[];
  /** The days they avoid. */
  readonly avoids: readonly DayToAvoidOnFile[];
  readonly mayWrite: boolean;
  readonly attempt: Attempt;
}

/** Staff: the times of one person, written down on their word, and a copy of them for somebody else. */
export function personTimesPage(shown: PersonTimes): Page {
  const { frame, today, participant, said, attempt } = shown;
  const path = `/cases/${frame.reference}/times/${participant.id}`;
  const stands = stillAhead(said ?? nothingSaid, today);
  const mayWrite = shown.mayWrite && frame.status !== 'closed';
  return {
    title: `Times that could work for ${participant.called}`,
    back: `/cases/${frame.reference}/times`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l" id="times">Times that could work for ${participant.called}</h1>
      <p class="govuk-body">${said ? `They gave times ${heardWords(said)}` : 'Nothing was said yet.'}</p>
      ${saidDays(stands)}
      ${stands.words !== '' && html`<p class="govuk-body">In their words: ${stands.words}</p>`}
      ${mayWrite && writeForm(path, stands, shown)}
      ${daysToAvoid({ path, called: participant.called, days: shown.avoids, mayWrite, attempt })}
      ${mayWrite && copyForm(path, shown)}`,
  };
}

function writeForm(path: string, stands: Availability, { participant, attempt }: PersonTimes): Html {
  const { called, isChild } = participant;
  return html`<h2 class="govuk-heading-m">Write down what ${called} said</h2>
    ${form(
      path,
      [
        html`<input type="hidden" name="step" value="write" />`,
        radioField(attempt, {
          name: 'what',
          label: 'What they said',
          choices: [
            { value: 'could', text: 'These times could work' },
            { value: 'could-not', text: 'These times could not work' },
            { value: 'leave-out', text: 'Leave these days out again' },
            { value: 'words', text: 'Only the words below' },
            { value: 'take-back', text: 'They take back everything they said of times' },
          ],
        }),
        dayFields(attempt),
        wordsField(attempt, stands, 'Their words about it'),
        radioField(attempt, {
          name: 'said-by',
          label: 'Who said it',
          value: 'self',
          choices: [
            { value: 'self', text: called },
            ...(isChild ? [{ value: 'guardian', text: 'Their guardian' }] : []),
            { value: 'supporter', text: 'Somebody beside them, for them' },
          ],
        }),
        selectField(attempt, {
          name: 'how',
          label: 'How they said it',
          choices: [
            { value: 'in-person', text: 'In person' },
            { value: 'by-phone', text: 'By phone' },
            { value: 'video-call', text: 'On a video call' },
            { value: 'in-writing', text: 'In writing' },
          ],
        }),
        dayField(attempt, { name: 'said-on', label: 'The day they said it' }),
      ],
      { text: 'Write it down' },
    )}`;
}

function copyForm(path: string, { participant, others, said, attempt }: PersonTimes): Html {
  if (others.length === 0 || !said?.times.some(({ answer }) => answer === 'could')) return html``;
  const { called } = participant;
  return html`<h2 class="govuk-heading-m">If somebody else should know these times</h2>
    <p class="govuk-body">
      A copy of what could work, and of nothing else, is kept on ${called}’s side. It crosses when ${called} says yes and you pass it
      on, like a message. It stays as it is, whatever ${called} changes later.
    </p>
    ${form(
      path,
      [
        html`<input type="hidden" name="step" value="copy" />`,
        selectField(attempt, {
          name: 'to',
          label: 'Who it is for',
          choices: others.map((each) => ({ value: each.id, text: each.called })),
        }),
        tickField(attempt, {
          name: 'with-words',
          label: 'What is in it',
          choices: [{ value: 'yes', text: `Also ${called}’s own words about it` }],
        }),
      ],
      { text: 'Make a copy' },
    )}`;
}

/** The days that one person avoids, and another one to write down, for their page. */
function daysToAvoid(shown: {
  readonly path: string;
  readonly called: string;
  readonly days: readonly DayToAvoidOnFile[];
  readonly mayWrite: boolean;
  readonly attempt: Attempt;
}): Html {
  const { path, called, days, mayWrite, attempt } = shown;
  return html`<h2 class="govuk-heading-m" id="days-to-avoid">Days to avoid</h2>
    <p class="govuk-body">
      Days on which ${called} should not have to meet, such as a birthday, an anniversary or an inquest. Only staff of the case read this.
      Tell nobody on another side that there is such a day: a day to avoid is simply not offered.
    </p>
    ${
      days.length === 0
        ? html`<p class="tp-empty govuk-body">None is written down.</p>`
        : html`<ul class="tp-list">
            ${days.map(
              (day) =>
                html`<li class="tp-list__row">
                  <p><strong>${dayWords(day)}</strong>: ${day.words}</p>
                  ${
                    mayWrite &&
                    pressForm(
                      path,
                      { text: 'Take out', about: dayWords(day), quiet: true },
                      { step: 'avoid-no-longer', 'avoid-id': day.id },
                    )
                  }
                </li>`,
            )}
          </ul>`
    }
    ${
      mayWrite &&
      form(
        path,
        [
          html`<input type="hidden" name="step" value="avoid" />`,
          dayField(attempt, {
            name: 'avoid',
            label: 'A day to avoid',
            hint: 'For example, 14 3 2027. What comes every year may have begun long ago.',
          }),
          tickField(attempt, {
            name: 'avoid-every-year',
            label: 'How often',
            choices: [{ value: 'yes', text: 'It comes again every year' }],
          }),
          textField(attempt, {
            name: 'avoid-words',
            label: 'Why',
            hint: 'Such as his birthday. It stays on their side.',
          }),
        ],
        { text: 'Write it down', quiet: true },
      )
    }`;
}

function dayWords({ onDay, isEveryYear }: Pick<DayToAvoid, 'onDay' | 'isEveryYear'>): string {
  const [day, month, year] = inWords(onDay).split(' ');
  return isEveryYear ? `Every ${String(day)} ${String(month)}, since ${String(year)}` : inWords(onDay);
}

function examplePages(): readonly { readonly name: string; readonly page: Page }[] {
  const frame = aFrame();
  const [joanne, dylan] = frame.participants as [FrameParticipant, FrameParticipant];
  const today = '2026-11-23' as PlainDate;
  const hers: AvailabilityOnFile = {
    id: '5b6d5c1e-0000-4000-8000-000000000001' as AvailabilityId,
    participantId: joanne.id,
    times: [
      { on: 'tuesday', part: 'morning', answer: 'could-not' },
      { on: 'thursday', part: 'afternoon', answer: 'could' },
      { on: '2026-12-03' as PlainDate, part: 'evening', answer: 'could' },
    ],
    ...{ words: 'After four I need the bus home.', saidBy: 'self', how: 'online', saidOn: today },
    givenAt: new Date('2026-11-23T10:00:00Z'),
  };
  const his: AvailabilityOnFile = {
    ...hers,
    participantId: dylan.id,
    times: [{ on: 'thursday', part: 'evening', answer: 'could' }],
    ...{ words: '', saidBy: 'guardian', how: 'by-phone' },
  };
  const avoids: readonly DayToAvoidOnFile[] = [
    {
      id: '6b6d5c1e-0000-4000-8000-000000000001' as DayToAvoidId,
      ...{
        participantId: joanne.id,
        onDay: '2019-03-14' as PlainDate,
        isEveryYear: true,
        words: 'Her son’s birthday.',
      },
    },
    {
      id: '6b6d5c1e-0000-4000-8000-000000000002' as DayToAvoidId,
      ...{ participantId: joanne.id, onDay: '2026-12-10' as PlainDate, isEveryYear: false, words: 'The inquest.' },
    },
  ];
  const one = {
    frame,
    today,
    participant: joanne,
    said: hers,
    others: [dylan],
    avoids,
    mayWrite: true,
    attempt: freshAttempt,
  };
  const refused: Attempt = {
    typed: { what: 'could', words: hers.words },
    problems: [
      { field: 'day', text: explain('no-day-chosen') },
      { field: 'said-on', text: explain('said-in-the-future') },
    ],
  };
  return [
    { name: 'times: nobody gave any', page: caseTimesPage({ frame, today, given: [], avoided: [] }) },
    { name: 'times: one gave some', page: caseTimesPage({ frame, today, given: [hers], avoided: [] }) },
    {
      name: 'times: laid over each other',
      page: caseTimesPage({ frame, today, given: [hers, his], avoided: ['2026-12-10' as PlainDate] }),
    },
    { name: 'times of one person', page: personTimesPage(one) },
    { name: 'times of one person: a form that was refused', page: personTimesPage({ ...one, attempt: refused }) },
    {
      name: 'times of one person: nothing yet, to be read only',
      page: personTimesPage({ ...one, participant: dylan, said: undefined, avoids: [], mayWrite: false }),
    },
  ];
}

export const examples = examplePages();
