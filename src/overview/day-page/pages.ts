import { html, paragraphs, type Html } from '#platform/html.ts';
import { dayOf, inWordsWithWeekday, timeInWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { Day, OwnDay } from './facts.ts';

/** The one page of a supporter: when, where if they may know, the ground rules and whom to ring. Nobody is named but who runs it. */
export function dayPage({ phone, day }: OwnDay): Page {
  return {
    title: 'Your page',
    body: html`${day ? shown(day) : nothingYet()}
      <h2 class="govuk-heading-m">If anything worries you</h2>
      <p class="govuk-body">${phone === '' ? 'Ask the person who gave you your link.' : `Ring ${phone}, or ask the person who gave you your link.`}</p>`,
  };
}

function nothingYet(): Html {
  return html`<h1 class="govuk-heading-l">There is nothing to show</h1>
    <p class="govuk-body">When a day is settled, it stands here.</p>`;
}

function shown(day: Day): Html {
  const startsAt = new Date(day.startsAt);
  if (day.status !== 'booked')
    return html`<h1 class="govuk-heading-l">It is not going ahead</h1>
      <p class="govuk-body">What was planned for ${inWordsWithWeekday(dayOf(startsAt))} is not going ahead. You do not have to do anything. ${calendarLink('Take it out of your calendar, if it is there')}</p>`;
  return html`<h1 class="govuk-heading-l">The day</h1>
    <h2 class="govuk-heading-m">When</h2>
    <p class="govuk-body">
      ${inWordsWithWeekday(dayOf(startsAt))}, ${timeInWords(startsAt)} to ${timeInWords(new Date(day.endsAt))}. Ask the
      person you support when you both arrive. ${calendarLink('Put it into your calendar')}
    </p>
    <h2 class="govuk-heading-m">Where</h2>
    ${where(day)}
    ${day.facilitators.length > 0 && html`<p class="govuk-body">You meet ${day.facilitators.join(' and ')} there.</p>`}
    <h2 class="govuk-heading-m">Ground rules</h2>
    ${day.groundRules === '' ? html`<p class="govuk-body">They are talked about before it begins.</p>` : paragraphs(day.groundRules)}
    <p class="govuk-body">You are there for the person you support. You can ask for a break at any time.</p>`;
}

function calendarLink(text: string): Html {
  return html`<a class="govuk-link" href="/day/calendar">${text}</a>`;
}

function where({ mode, place }: Day): Html {
  if (mode === 'video')
    return html`<p class="govuk-body">By video. The person you support can tell you how to join.</p>`;
  if (!place) return html`<p class="govuk-body">The person you support can tell you where it is.</p>`;
  return html`<p class="govuk-body"><strong>${place.name}</strong></p>
    ${paragraphs(place.address)} ${paragraphs(place.access)}`;
}

const day: Day = {
  mode: 'meeting',
  status: 'booked',
  startsAt: '2026-12-03T14:00:00Z',
  endsAt: '2026-12-03T16:00:00Z',
  groundRules: 'One person speaks at a time.\n\nEverybody can ask for a break.',
  place: { name: 'Corby Cube', address: 'George Street, Corby', access: 'Lift to the second floor.' },
  facilitators: ['Jo Whitfield', 'Sam Reyes'],
};

/** The page as supporters meet it. */
export const examples: readonly { readonly name: string; readonly door: 'participant'; readonly page: Page }[] = [
  { name: 'A day that is settled', door: 'participant', page: dayPage({ phone: '01604 000000', day }) },
  {
    name: 'A day, and they may not know where',
    door: 'participant',
    page: dayPage({ phone: '', day: { ...day, place: null } }),
  },
  {
    name: 'By video',
    door: 'participant',
    page: dayPage({ phone: '', day: { ...day, mode: 'video', place: null, groundRules: '', facilitators: [] } }),
  },
  {
    name: 'It is not going ahead',
    door: 'participant',
    page: dayPage({ phone: '', day: { ...day, status: 'cancelled' } }),
  },
  { name: 'Nothing is settled', door: 'participant', page: dayPage({ phone: '', day: null }) },
];
