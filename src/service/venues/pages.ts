import { areaField, errorsOf, form, radioField, textField, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { Venue } from './rules.ts';

/** The register, for everybody who works here; those who keep it may add and change. */
export function venuesPage(venues: readonly Venue[], mayKeep: boolean): Page {
  return {
    title: 'Venues',
    body: html` <h1 class="govuk-heading-l">Venues</h1>
      <p class="govuk-body">Places where people can meet that belong to neither side.</p>
      ${mayKeep && button({ text: 'Add a venue', href: '/venues/new' })}
      ${
        venues.length === 0
          ? html`<p class="tp-empty govuk-body">No venue is in the register yet.</p>`
          : html`<ul class="tp-list">
              ${venues.map((venue) => row(venue, mayKeep))}
            </ul>`
      }`,
  };
}

function row(venue: Venue, mayKeep: boolean): Html {
  return html`<li class="tp-list__row">
    <div>
      <h2 class="govuk-heading-s govuk-!-margin-bottom-1">${mayKeep ? html`<a class="tp-list__link" href="/venues/${venue.id}">${venue.name}</a>` : venue.name}</h2>
      <p class="tp-list__note">${venue.address}</p>
      ${venue.neutrality !== '' && html`<p class="tp-list__note">${venue.neutrality}</p>`}
    </div>
    <p>${venue.isOpen ? tag({ text: 'Open', classes: 'govuk-tag--green' }) : tag({ text: 'Closed', classes: 'govuk-tag--grey' })}</p>
    <p>${roomWords(venue)}</p>
  </li>`;
}

function roomWords({ hasTwoWaitingRooms, hasTwoEntrances }: Venue): string {
  if (hasTwoWaitingRooms && hasTwoEntrances) return 'Two waiting rooms, two entrances';
  if (hasTwoWaitingRooms) return 'Two waiting rooms, one entrance';
  return hasTwoEntrances ? 'One waiting room, two entrances' : 'One waiting room, one entrance';
}

/** One venue to fill in or change. */
export function venuePage(venue: Venue | undefined, attempt: Attempt): Page {
  const title = venue ? 'Change a venue' : 'Add a venue';
  return {
    title,
    back: '/venues',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">${title}</h1>
      ${form(venue ? `/venues/${venue.id}` : '/venues/new', venueFields(venue, attempt), { text: 'Save the venue' })}`,
  };
}

function venueFields(venue: Venue | undefined, attempt: Attempt): readonly Html[] {
  return [
    textField(attempt, { name: 'name', label: 'Name', value: venue?.name }),
    areaField(attempt, { name: 'address', label: 'Address', value: venue?.address, rows: 3 }),
    areaField(attempt, {
      name: 'access',
      label: 'Getting there and getting in',
      hint: 'People who are asked to come read this. Steps, lift, parking, buses, hearing loop, a quiet room.',
      value: venue?.access,
      rows: 4,
    }),
    areaField(attempt, {
      name: 'neutrality',
      label: 'Why it is neutral ground',
      hint: 'Only staff see this.',
      value: venue?.neutrality,
      rows: 3,
    }),
    tickField(attempt, {
      name: 'has',
      label: 'It has',
      values: [venue?.hasTwoWaitingRooms && 'two-waiting-rooms', venue?.hasTwoEntrances && 'two-entrances'].filter(
        (each) => typeof each === 'string',
      ),
      choices: [
        { value: 'two-waiting-rooms', text: 'Two waiting rooms' },
        { value: 'two-entrances', text: 'Two entrances' },
      ],
    }),
    radioField(attempt, {
      name: 'is-open',
      label: 'Can we use it now?',
      value: venue === undefined || venue.isOpen ? 'yes' : 'no',
      choices: [
        { value: 'yes', text: 'Yes' },
        { value: 'no', text: 'No', hint: 'It stays in the register, but nothing new is booked there.' },
      ],
    }),
  ];
}

const cube = {
  id: '5e0c7f8a-0000-4000-8000-000000000001' as Venue['id'],
  name: 'Corby Cube, Lyttelton room',
  address: 'Parkland Gateway, George Street, Corby NN17 1QG',
  access: 'Lift to the second floor. Hearing loop.',
  neutrality: 'A public library.',
  hasTwoWaitingRooms: true,
  hasTwoEntrances: true,
  isOpen: true,
} satisfies Venue;

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'No venue is in the register', page: venuesPage([], true) },
  {
    name: 'Two venues, one of them closed',
    page: venuesPage(
      [cube, { ...cube, id: '5e0c7f8a-0000-4000-8000-000000000002' as Venue['id'], name: 'Old hall', isOpen: false }],
      false,
    ),
  },
  { name: 'Changing a venue', page: venuePage(cube, freshAttempt) },
  {
    name: 'Adding a venue without a name',
    page: venuePage(undefined, {
      typed: { address: 'George Street, Corby' },
      problems: [{ field: 'name', text: 'Write the name of the venue' }],
    }),
  },
];
