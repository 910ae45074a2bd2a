import { errorsOf, pressForm } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { unreachable } from '#platform/decision.ts';
import { html, paragraphs, type Html } from '#platform/html.ts';
import { spanInWords } from '#vocabulary/clock-times.ts';
import { dayOf, inWordsWithWeekday, timeInWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aConference, joanne } from './examples.ts';
import type { OwnArrival, OwnConference } from './facts.ts';
import { wordingAbout } from './rules.ts';

export interface OwnView {
  readonly participantId: ParticipantId;
  /** The conference to show; undefined when the person was never asked to one. */
  readonly conference: OwnConference | undefined;
  readonly place: { readonly name: string; readonly address: string; readonly access: string } | undefined;
  readonly facilitators: readonly string[];
  readonly arrival: OwnArrival | undefined;
  /** The last answer about each attendee of the others, by the attendee's id. */
  readonly answers: ReadonlyMap<string, 'yes' | 'no'>;
  readonly attempt: Attempt;
}

/** The meeting as one who is asked to come sees it: when, where, who, and how to say no. */
export function ownPage(view: OwnView): Page {
  const { conference, attempt } = view;
  return {
    title: 'Meeting',
    body: html`${errorsOf(attempt)}
    ${conference ? shown(view, conference) : nothingYet()}`,
  };
}

function nothingYet(): Html {
  return html`<h1 class="govuk-heading-l">Meeting</h1>
    <p class="govuk-body">No meeting is planned.</p>
    <p class="govuk-body">
      Some people meet, and some do not. A meeting only happens when everyone wants it. Before that, your facilitator
      talks with you about what you would like, who could come with you and what would help you feel safe.
    </p>
    <p class="govuk-body"><a class="govuk-link" href="/my/choices">See what you have said yes or no to</a></p>`;
}

function shown(view: OwnView, conference: OwnConference): Html {
  switch (conference.status) {
    case 'cancelled':
      return notGoingAhead('We will be in touch with you. You do not have to do anything.');
    case 'postponed':
      return notGoingAhead('We will talk with you about another day. You do not have to do anything.');
    case 'held':
      return html`<h1 class="govuk-heading-l">Meeting</h1>
        <p class="govuk-body">The meeting was on ${inWordsWithWeekday(dayOf(conference.startsAt))}.</p>
        <p class="govuk-body">If you want to talk about how it was, we are here for you.</p>`;
    case 'planned':
    case 'booked':
      return ahead(view, conference);
    default:
      return unreachable(conference.status);
  }
}

function notGoingAhead(next: string): Html {
  return html`<h1 class="govuk-heading-l">Meeting</h1>
    <p class="govuk-body">The meeting is not going ahead.</p>
    <p class="govuk-body">${next} ${calendarLink('Take it out of your calendar, if it is there')}</p>`;
}

function calendarLink(text: string): Html {
  return html`<a class="govuk-link" href="/my/conference/calendar">${text}</a>`;
}

function ahead(view: OwnView, conference: OwnConference): Html {
  const isBooked = conference.status === 'booked';
  return html`<h1 class="govuk-heading-l">${isBooked ? 'Your meeting' : 'A meeting, if you want it'}</h1>
    ${!isBooked && html`<p class="govuk-body">Nothing is settled yet. We are asking whether this suits you.</p>`}
    <h2 class="govuk-heading-m">When</h2>
    <p class="govuk-body">${spanInWords(conference)}. ${isBooked && calendarLink('Put it into your calendar')}</p>
    ${arrivalWords(view)}
    <h2 class="govuk-heading-m">Where</h2>
    ${placeWords(view, conference)} ${whoComes(view, conference)}
    <h2 class="govuk-heading-m">On the day</h2>
    <ol class="govuk-list govuk-list--number">
      <li>A facilitator meets you and sits with you first.</li>
      <li>They ask you again whether you still want it. You can say no, even then.</li>
      <li>Everyone sits down together. The facilitator says how it goes.</li>
      <li>Each person talks about what happened and how it has been. Nobody is hurried.</li>
      <li>You talk about what could help now.</li>
      <li>You can ask for a break or leave at any time. Somebody comes with you.</li>
      <li>Afterwards you leave apart from the others. We ring you the same day.</li>
    </ol>
    <h2 class="govuk-heading-m">Ground rules</h2>
    ${paragraphs(conference.groundRules)} ${acceptWords(view, conference)}
    <h2 class="govuk-heading-m">If it does not suit you</h2>
    <p class="govuk-body">You do not have to come and you do not have to say why.</p>
    ${pressForm('/my/conference/another-time', { text: 'Ask for another time', quiet: true }, { conference: conference.id })}
    <p class="govuk-body">
      <a class="govuk-link" href="/my/choices/mode-${conference.mode}">Say that you do not want to meet</a>
    </p>`;
}

function arrivalWords({ arrival }: OwnView): Html {
  if (!arrival?.arrivesAt) return html``;
  return html`<p class="govuk-body">
    <strong>Please arrive at ${timeInWords(arrival.arrivesAt)}.</strong>
    ${arrival.waitsIn !== '' && `You wait here: ${arrival.waitsIn}.`} The others come at another time.
  </p>`;
}

function placeWords({ place }: OwnView, { mode }: OwnConference): Html {
  if (mode === 'video')
    return html`<p class="govuk-body">By video. Your facilitator helps you to join and tries it out with you before.</p>`;
  return html`<p class="govuk-body"><strong>${place?.name}</strong></p>
    ${paragraphs(place?.address ?? '')} ${paragraphs(place?.access ?? '')}`;
}

function whoComes({ participantId, facilitators, answers }: OwnView, { attendees }: OwnConference): Html {
  const own = attendees.filter((each) => each.participantId === participantId);
  const others = attendees.filter((each) => each.participantId !== participantId);
  return html`<h2 class="govuk-heading-m" id="answer">Who will be there</h2>
    <p class="govuk-body">Facilitators: ${facilitators.join(' and ')}.</p>
    <p class="govuk-body">On your side, as the others are told: ${own.map(({ shownAs }) => shownAs).join(', ')}.</p>
    ${others.map(
      (other) =>
        html`<h3 class="govuk-heading-s">${wordingAbout(other, participantId)}</h3>
          ${answers.has(other.id) && html`<p class="govuk-body">You said ${answers.get(other.id)}. You can change it.</p>`}
          <form method="post" action="/my/conference/answer" novalidate>
            <input type="hidden" name="attendee" value="${other.id}" />
            <div class="tp-choice--buttons">
              ${choiceButton('given', 'Yes', other.shownAs)} ${choiceButton('declined', 'Not now', other.shownAs)}
            </div>
          </form>`,
    )}`;
}

function choiceButton(value: string, text: string, about: string): Html {
  return html`<button type="submit" class="tp-choice__button" name="answer" value="${value}">
    ${text}<span class="govuk-visually-hidden">, about this person: ${about}</span>
  </button>`;
}

function acceptWords({ participantId, arrival }: OwnView, { id, attendees }: OwnConference): Html {
  const comes = attendees.some((each) => each.participantId === participantId && each.companionId === null);
  if (!comes) return html``;
  if (arrival?.acceptedGroundRulesOn)
    return html`<p class="govuk-body">You said that these are all right with you.</p>`;
  return pressForm(
    '/my/conference/ground-rules',
    { text: 'These are all right with me', quiet: true },
    { conference: id },
  );
}

const exampleView: OwnView = {
  participantId: joanne,
  conference: aConference(),
  place: { name: 'Corby Cube', address: 'George Street, Corby', access: 'Lift to the second floor.' },
  facilitators: ['Jo Whitfield', 'Sam Reyes'],
  arrival: { arrivesAt: new Date('2026-12-03T13:30:00Z'), waitsIn: 'the reading room', acceptedGroundRulesOn: null },
  answers: new Map([['0b6d5c1e-0000-4000-8000-0000000000b3', 'yes']]),
  attempt: freshAttempt,
};
const own = (name: string, changed: Partial<OwnView>) => ({
  name,
  door: 'participant' as const,
  page: ownPage({ ...exampleView, ...changed }),
});

export const examples: readonly { readonly name: string; readonly door: 'participant'; readonly page: Page }[] = [
  own('No meeting is planned', { conference: undefined }),
  own('Being asked to a meeting', {
    conference: aConference({ status: 'planned' }),
    answers: new Map(),
    arrival: undefined,
  }),
  own('A meeting that is booked', {}),
  own('A meeting by video', { conference: aConference({ mode: 'video', venueId: null }), place: undefined }),
  own('An answer that was neither yes nor not now', {
    attempt: { typed: {}, problems: [{ field: 'answer', text: 'Choose yes or not now' }] },
  }),
  own('A meeting that is not going ahead', { conference: aConference({ status: 'cancelled' }) }),
  own('A meeting that is put off', { conference: aConference({ status: 'postponed' }) }),
  own('A meeting that was held', { conference: aConference({ status: 'held' }) }),
];
