import { aFrame } from '#casefile/cases/examples.ts';
import { dayField, errorsOf, form, radioField, selectField, textField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, type Html } from '#platform/html.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import type { VenueId } from '#vocabulary/ids.ts';
import type { ZoneLine } from './facts.ts';
import { explain, holdsOn } from './rules.ts';

export interface ZonesView {
  readonly frame: CaseFrame;
  readonly zones: readonly ZoneLine[];
  readonly venues: readonly { readonly id: VenueId; readonly name: string; readonly isOpen: boolean }[];
  readonly today: PlainDate;
  readonly attempt: Attempt;
}

/** Staff: places that somebody may not go to, and whether our venues are clear of them. */
export function zonesPage(view: ZonesView): Page {
  const { frame, zones, attempt } = view;
  const isOpen = frame.status !== 'closed';
  return {
    title: 'Places somebody may not go to',
    back: `/cases/${frame.reference}/suitability`,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Places somebody may not go to</h1>
      <p class="govuk-inset-text">
        A place here may tell where the person harmed lives. Nobody but the staff of this case reads it. What is said of a venue
        elsewhere is that it is clear or not clear, and never of what.
      </p>
      ${zones.length === 0 ? html`<p class="tp-empty govuk-body">None is on file.</p>` : zones.map((zone) => zoneSection(zone, view))}
      ${isOpen && zones.some((zone) => !isOver(zone, view.today)) && looking(view)}
      ${isOpen && puttingOnFile(view)}`,
  };
}

const isOver = ({ endsOn }: ZoneLine, today: PlainDate): boolean => endsOn !== null && endsOn < today;

const calledIn = (frame: CaseFrame, id: string): string =>
  frame.participants.find((each) => each.id === id)?.called ?? 'Somebody';

function zoneSection(zone: ZoneLine, { frame, venues, today, attempt }: ZonesView): Html {
  const until = zone.endsOn === null ? 'further notice' : inWords(zone.endsOn);
  const state = isOver(zone, today) ? 'Over' : holdsOn(zone, today) ? 'Holds' : 'Not yet';
  const nameOf = (id: VenueId) => venues.find((each) => each.id === id)?.name ?? 'A venue';
  return html`<section aria-labelledby="zone-${zone.id}">
    <h2 class="govuk-heading-m" id="zone-${zone.id}">${zone.named}</h2>
    <dl class="tp-facts">
      <div><dt>Who may not go there</dt><dd>${calledIn(frame, zone.restrainsId)}</dd></div>
      <div><dt>Whom it protects</dt><dd>${calledIn(frame, zone.protectsId)}</dd></div>
      <div><dt>Days</dt><dd>${inWords(zone.startsOn)} until ${until}. ${state}</dd></div>
      <div><dt>The order</dt><dd>${zone.documentReference}</dd></div>
      <div>
        <dt>Venues</dt>
        <dd>
          ${
            zone.venues.length === 0
              ? 'Nobody has looked at one yet: no meeting can be booked there.'
              : html`<ul class="govuk-list">${zone.venues.map(
                  ({ venueId, isClear, lookedOn }) =>
                    html`<li>${nameOf(venueId)}: ${clearTag(isClear)} ${inWords(lookedOn)}</li>`,
                )}</ul>`
          }
        </dd>
      </div>
    </dl>
    ${
      frame.status !== 'closed' &&
      !isOver(zone, today) &&
      form(
        `/cases/${frame.reference}/suitability/zones/end/${zone.id}`,
        dayField(attempt, {
          name: `last-day-${zone.id}`,
          label: `Last day of ${zone.named}`,
          value: zone.endsOn ?? '',
        }),
        { text: 'Save the last day', about: zone.named, quiet: true },
      )
    }
  </section>`;
}

const clearTag = (isClear: boolean): Html =>
  isClear ? tag({ text: 'Clear', classes: 'govuk-tag--green' }) : tag({ text: 'Not clear', classes: 'govuk-tag--red' });

function looking({ frame, zones, venues, today, attempt }: ZonesView): Html {
  const now = zones.filter((zone) => !isOver(zone, today));
  return html`<h2 class="govuk-heading-m">Look at a venue</h2>
    <p class="govuk-body">Look at the way there too: how somebody comes from the station or the bus.</p>
    ${form(
      `/cases/${frame.reference}/suitability/zones/venue`,
      [
        selectField(attempt, {
          name: 'zone',
          label: 'Place',
          choices: now.map(({ id, named }) => ({ value: id, text: named })),
          value: now.length === 1 ? now[0]?.id : undefined,
        }),
        selectField(attempt, {
          name: 'venue',
          label: 'Venue',
          choices: venues.filter(({ isOpen }) => isOpen).map(({ id, name }) => ({ value: id, text: name })),
        }),
        radioField(attempt, {
          name: 'is',
          label: 'Is the venue, and the way there, clear of it?',
          isInline: true,
          choices: [
            { value: 'clear', text: 'Clear' },
            { value: 'not-clear', text: 'Not clear' },
          ],
        }),
      ],
      { text: 'Save' },
    )}`;
}

function puttingOnFile({ frame, attempt }: ZonesView): Html {
  const people = frame.participants.map(({ id, called }) => ({ value: id, text: called }));
  return html`<h2 class="govuk-heading-m">Put a place on file</h2>
    ${form(
      `/cases/${frame.reference}/suitability/zones`,
      [
        selectField(attempt, { name: 'restrains', label: 'Who may not go there', choices: people }),
        selectField(attempt, { name: 'protects', label: 'Whom it protects', choices: people }),
        textField(attempt, { name: 'named', label: 'The place, as the order names it' }),
        dayField(attempt, { name: 'starts-on', label: 'First day' }),
        dayField(attempt, {
          name: 'ends-on',
          label: 'Last day',
          hint: 'Leave empty if it holds until further notice.',
        }),
        textField(attempt, {
          name: 'document',
          label: 'Where the order can be found',
          hint: 'For example, the court and the number of the order, or the licence.',
        }),
      ],
      { text: 'Put on file' },
    )}`;
}

const cube = '5e0c7f8a-0000-4000-8000-000000000001' as VenueId;
const frame = aFrame();
const [first, second] = frame.participants;
const zone: ZoneLine = {
  id: '0b6d5c1e-0000-4000-8000-000000000071',
  restrainsId: (second ?? first)?.id as ZoneLine['restrainsId'],
  protectsId: first?.id as ZoneLine['protectsId'],
  named: 'Millbrook Road and the streets beside it',
  documentReference: 'Licence, condition 5',
  startsOn: '2026-10-01' as PlainDate,
  endsOn: null,
  venues: [{ venueId: cube, isClear: true, lookedOn: '2026-11-20' as PlainDate }],
};
const shown: ZonesView = {
  frame,
  zones: [],
  venues: [{ id: cube, name: 'The Cube, room 3', isOpen: true }],
  today: '2026-11-23' as PlainDate,
  attempt: freshAttempt,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'places somebody may not go to: none', page: zonesPage(shown) },
  {
    name: 'places somebody may not go to: one, and another without its place',
    page: zonesPage({
      ...shown,
      zones: [zone],
      attempt: { typed: { document: 'Licence' }, problems: [{ field: 'named', text: explain('place-is-missing') }] },
    }),
  },
];
