import { aFrame } from '#casefile/cases/examples.ts';
import {
  areaField,
  dayField,
  errorsOf,
  form,
  pressForm,
  radioField,
  selectField,
  textField,
  tickField,
} from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, paragraphs, type Html } from '#platform/html.ts';
import { clockOf, spanInWords } from '#vocabulary/clock-times.ts';
import { isLive, type Conference, type ConferenceStatus } from '#vocabulary/conference.ts';
import { inWords, inWordsWithWeekday, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import { isOpen, type Gate } from '#vocabulary/gates.ts';
import { aConference } from './examples.ts';

/** A venue or a member of staff by name, as a page needs them. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface CaseConferences {
  readonly frame: CaseFrame;
  readonly conferences: readonly Conference[];
  readonly gates: readonly Gate[];
  readonly venues: readonly Named[];
  readonly staff: readonly Named[];
  readonly now: Date;
  readonly attempt: Attempt;
}

/** Staff: the conference that may happen, what stands in its way, and those before it. */
export function casePage(shown: CaseConferences): Page {
  const { frame, conferences, attempt } = shown;
  const live = conferences.find(isLive);
  const past = conferences.filter((conference) => !isLive(conference));
  return {
    title: 'Conference',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Conference</h1>
      ${live ? liveOne(shown, live) : nothingPlanned(frame)}
      ${past.length > 0 && html`<h2 class="govuk-heading-m">Before</h2>`} ${past.map((one) => pastOne(shown, one))}`,
  };
}

function nothingPlanned(frame: CaseFrame): Html {
  return html`<p class="tp-empty govuk-body">No conference is planned.</p>
    ${frame.status !== 'closed' && button({ text: 'Plan a conference', href: `${pathOf(frame)}/new` })}`;
}

export function pathOf(frame: Pick<CaseFrame, 'reference'>): string {
  return `/cases/${frame.reference}/conference`;
}

function liveOne(shown: CaseConferences, conference: Conference): Html {
  const { frame, gates, now } = shown;
  const path = pathOf(frame);
  const carried = { conference: conference.id };
  const allAsked = conference.attendees.every(({ shownSince }) => shownSince !== null);
  return html`${facts(shown, conference)}
    <ul class="govuk-list">
      <li><a class="govuk-link" href="${path}/who">Who comes, and what everyone said</a></li>
      <li><a class="govuk-link" href="${path}/day">Facilitators, plan, ground rules and arrivals</a></li>
      <li><a class="govuk-link" href="${path}/run-sheet">Run sheet</a></li>
      <li><a class="govuk-link" href="${path}/stop">Cancel or postpone</a></li>
      ${conference.status === 'booked' && calendarLink(path, 'Put it into your calendar')}
    </ul>
    ${
      conference.status === 'planned' &&
      html`<div id="ask">
          ${
            conference.attendees.length > 0 && allAsked
              ? html`<p class="govuk-body">Everyone has been asked.</p>`
              : html`<p class="govuk-body">
                    From when you ask, each of them sees the day, the place and how the others are told of.
                  </p>
                  ${pressForm(`${path}/ask`, { text: 'Ask everyone', quiet: true }, carried)}`
          }
        </div>
        <div id="book">${pressForm(`${path}/book`, { text: 'Book it' }, carried)}</div>`
    }
    ${conference.status === 'booked' && conference.startsAt <= now && button({ text: 'Write down what happened', href: `${path}/held` })}
    <h2 class="govuk-heading-m">What stands in the way</h2>
    ${gatePanel(gates)}`;
}

function calendarLink(path: string, text: string): Html {
  return html`<li><a class="govuk-link" href="${path}/calendar">${text}</a></li>`;
}

const statusWords: Record<ConferenceStatus, readonly [text: string, colour: string]> = {
  planned: ['Planned', 'yellow'],
  booked: ['Booked', 'green'],
  held: ['Held', 'blue'],
  cancelled: ['Cancelled', 'grey'],
  postponed: ['Postponed', 'grey'],
};

function facts({ venues, staff }: CaseConferences, conference: Conference): Html {
  const [text, colour] = statusWords[conference.status];
  const place = venues.find(({ id }) => id === conference.venueId)?.name ?? '';
  const nameOf = (wanted: string) => staff.find(({ id }) => id === wanted)?.name ?? 'Somebody who left';
  const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });
  return summaryList({
    rows: [
      { key: { text: 'Where it is' }, value: { html: tag({ text, classes: `govuk-tag--${colour}` }) } },
      row('When', spanInWords(conference)),
      row('Where', conference.mode === 'video' ? 'By video' : place),
      row('Facilitators', conference.facilitators.map(({ staffId, as }) => `${nameOf(staffId)} (${as})`).join(', ')),
      row('Who comes', conference.attendees.map(({ shownAs }) => shownAs).join(', ') || 'Nobody is on the list yet'),
      conference.oneFacilitatorBy !== null && row('One facilitator, because', conference.oneFacilitatorReason),
    ],
  });
}

/** Gates as a list: open, or every reason why not and what would open it. */
function gatePanel(gates: readonly Gate[]): Html {
  const nameWords: Partial<Record<Gate['name'], string>> = {
    'book-conference': 'Book the conference',
    'hold-conference': 'Hold the conference',
  };
  return html`<ul class="tp-gates">
    ${gates.map(
      (gate) =>
        html`<li class="tp-gate tp-gate--${isOpen(gate) ? 'open' : 'shut'}">
          <h3 class="tp-gate__name">
            ${nameWords[gate.name] ?? gate.about} <span class="tp-gate__state">${stateOf(gate)}</span>
          </h3>
          ${
            gate.shut.length > 0 &&
            html`<ul class="tp-gate__reasons">
              ${gate.shut.map(
                ({ words, opens }) =>
                  html`<li class="tp-gate__reason">
                    ${words}<span class="tp-gate__opens"><b>Opens when</b> ${opens.replace(/\.$/, '')}.</span>
                  </li>`,
              )}
            </ul>`
          }
        </li>`,
    )}
  </ul>`;
}

function stateOf({ shut }: Gate): string {
  return shut.length === 0 ? 'Open' : `Shut, ${shut.length} ${shut.length === 1 ? 'reason' : 'reasons'}`;
}

function pastOne(shown: CaseConferences, conference: Conference): Html {
  const came = conference.attendees.filter((attendee) => attendee.came).map(({ shownAs }) => shownAs);
  return html`<section class="tp-side">
    <h3 class="govuk-heading-s">${spanInWords(conference)}</h3>
    ${facts(shown, conference)}
    ${conference.endedBecause !== '' && html`<p class="govuk-body">Why: ${conference.endedBecause}</p>`}
    ${conference.status === 'held' && html`<p class="govuk-body">Came: ${came.join(', ')}</p>`}
    ${paragraphs(conference.whatHappened)}
    ${isOff(conference) && html`<ul class="govuk-list">${calendarLink(pathOf(shown.frame), 'Take it out of your calendar, if it is there')}</ul>`}
  </section>`;
}

function isOff({ status }: Conference): boolean {
  return status === 'cancelled' || status === 'postponed';
}

export interface Planning {
  readonly frame: CaseFrame;
  /** Open venues only. */
  readonly venues: readonly Named[];
  readonly staff: readonly Named[];
  readonly attempt: Attempt;
  /** Days of the year ahead that somebody avoids: neither whose they are, nor why. (AVA-9) */
  readonly avoided?: readonly PlainDate[];
  /** Which days work for everybody who gave times, where two did. */
  readonly times?: { readonly days: readonly DayThatWorks[]; readonly given: readonly string[] } | undefined;
}

/** A day and the parts of it that work. */
export interface DayThatWorks {
  readonly day: PlainDate;
  readonly works: readonly string[];
}

/** Staff: planning a conference. */
export function planPage(planning: Planning): Page {
  const { frame, attempt } = planning;
  return {
    title: 'Plan a conference',
    back: pathOf(frame),
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Plan a conference</h1>
      <p class="govuk-body">Nobody outside the service learns of it until you ask everyone.</p>
      ${timesWords(planning)} ${form(`${pathOf(frame)}/new`, wishFields(planning), { text: 'Plan it' })}`,
  };
}

function timesWords({ frame, times }: Planning): Html | false {
  if (!times) return false;
  const { days, given } = times;
  const works = days
    .slice(0, 10)
    .map(({ day, works: parts }) => html`<li>${inWordsWithWeekday(day)}: ${parts.join(', ')}</li>`);
  return html`<h2 class="govuk-heading-m">Days that work</h2>
    <p class="govuk-body">
      ${
        given.length < 2
          ? 'Two people have to give times before we can say.'
          : `${works.length === 0 ? 'No day in the next eight weeks works' : 'These work'} for everyone who gave times: ${given.join(', ')}.`
      }
      <a class="govuk-link" href="/cases/${frame.reference}/times">See their times</a>
    </p>
    ${works.length > 0 && html`<ul class="govuk-list govuk-list--bullet">${works}</ul>`}`;
}

/** Day, time, place and who facilitates; filled with what a postponed conference had. */
function wishFields(
  { frame, venues, staff, attempt, avoided = [] }: Planning,
  before?: Conference,
): readonly (Html | false)[] {
  const named = (people: readonly Named[]) => people.map(({ id, name }) => ({ value: id, text: name }));
  const facilitates = before?.facilitators ?? frame.facilitators;
  const minutes = before && (before.endsAt.getTime() - before.startsAt.getTime()) / 60_000;
  return [
    radioField(attempt, {
      name: 'mode',
      label: 'How they meet',
      value: before?.mode,
      choices: [
        { value: 'meeting', text: 'In person, at a neutral venue' },
        { value: 'video', text: 'By video', hint: 'Each side has tried it out, is in a private room and can be rung.' },
      ],
    }),
    selectField(attempt, { name: 'venue', label: 'Venue', value: before?.venueId ?? '', choices: named(venues) }),
    avoided.length > 0 &&
      html`<p class="govuk-inset-text">
        Days to avoid: ${avoided.map(inWords).join(', ')}. Offer them to nobody, and say to nobody that they were not offered.
      </p>`,
    dayField(attempt, { name: 'day', label: 'Day' }),
    avoided.length > 0 &&
      tickField(attempt, {
        name: 'although',
        label: 'If it is a day to avoid',
        choices: [{ value: 'yes', text: 'Whoever avoids this day knows of it and agrees' }],
      }),
    textField(attempt, {
      name: 'time',
      label: 'Start',
      hint: 'For example, 2pm or 14:30',
      width: 5,
      value: before && clockOf(before.startsAt),
    }),
    textField(attempt, {
      name: 'minutes',
      label: 'How many minutes',
      width: 3,
      inputmode: 'numeric',
      value: String(minutes ?? 120),
    }),
    selectField(attempt, {
      name: 'lead',
      label: 'Lead facilitator',
      value: facilitates.find(({ as }) => as === 'lead')?.staffId,
      choices: named(staff),
    }),
    selectField(attempt, {
      name: 'co',
      label: 'Second facilitator',
      unchosen: 'Nobody yet',
      value: facilitates.find(({ as }) => as === 'co')?.staffId,
      choices: named(staff),
    }),
  ];
}

/** Staff: cancelling or postponing, each with a reason that no participant reads. */
export function stopPage(planning: Planning, conference: Conference): Page {
  const { frame, attempt } = planning;
  const hidden = html`<input type="hidden" name="conference" value="${conference.id}" />`;
  const hint = 'Only staff read it. The others are told that the meeting is not going ahead, and no more.';
  return {
    title: 'Cancel or postpone',
    back: pathOf(frame),
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Cancel or postpone</h1>
      <h2 class="govuk-heading-m">Put it off to another time</h2>
      ${form(
        `${pathOf(frame)}/postpone`,
        [
          hidden,
          areaField(attempt, { name: 'postponed-because', label: 'Why it is postponed', hint, rows: 2 }),
          wishFields(planning, conference),
        ],
        { text: 'Postpone it' },
      )}
      <h2 class="govuk-heading-m">Call it off</h2>
      ${form(
        `${pathOf(frame)}/cancel`,
        [hidden, areaField(attempt, { name: 'cancelled-because', label: 'Why it is cancelled', hint, rows: 2 })],
        { text: 'Cancel it', quiet: true },
      )}`,
  };
}

const examplePeople = [
  { id: '0b6d5c1e-0000-4000-8000-000000000008', name: 'Jo Whitfield' },
  { id: '0b6d5c1e-0000-4000-8000-000000000009', name: 'Sam Reyes' },
];
const exampleCase: CaseConferences = {
  frame: aFrame(),
  conferences: [],
  gates: [],
  venues: [{ id: '5e0c7f8a-0000-4000-8000-000000000001', name: 'Corby Cube' }],
  staff: examplePeople,
  now: new Date('2026-11-24T10:00:00Z'),
  attempt: freshAttempt,
};
const shutGate: Gate = {
  name: 'book-conference',
  about: 'A meeting on 3 December 2026',
  shut: [
    { reason: 'start-has-passed', words: 'The start has passed.', opens: 'it is postponed to another time' },
    { reason: 'somebody-has-not-agreed', words: 'Dylan has not said yes to meeting in person.', opens: 'he says yes' },
  ],
};
const exampleTimes = {
  days: [{ day: '2026-12-03' as PlainDate, works: ['morning', 'afternoon'] }],
  given: ['Joanne', 'Dylan'],
};
const badTime = { typed: { time: 'noonish' }, problems: [{ field: 'time', text: 'Write a time, like 2pm or 14:30' }] };

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'No conference is planned', page: casePage(exampleCase) },
  {
    name: 'A planned conference that cannot be booked yet',
    page: casePage({
      ...exampleCase,
      conferences: [aConference({ status: 'planned', invited: [] })],
      gates: [shutGate],
      attempt: { typed: {}, problems: [{ field: 'book', text: 'It cannot be booked yet' }] },
    }),
  },
  {
    name: 'A booked conference, after one that was postponed and one that was held',
    page: casePage({
      ...exampleCase,
      conferences: [
        aConference({ startsAt: new Date('2026-11-24T09:00:00Z') }),
        aConference({ status: 'postponed', endedBecause: 'The interpreter was ill.', attendees: [] }),
        aConference({ status: 'held', whatHappened: 'They talked for an hour.' }),
      ],
      gates: [{ ...shutGate, name: 'hold-conference', shut: [] }],
    }),
  },
  {
    name: 'Planning a conference',
    page: planPage({
      ...exampleCase,
      times: exampleTimes,
      avoided: ['2026-12-10' as PlainDate, '2027-03-14' as PlainDate],
    }),
  },
  {
    name: 'Planning a conference at a time that is none',
    page: planPage({ ...exampleCase, times: { days: [], given: [] }, attempt: badTime }),
  },
  { name: 'Cancelling or postponing', page: stopPage(exampleCase, aConference()) },
];
