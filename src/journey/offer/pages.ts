import { selectField, textField } from '#platform/fields.ts';
import { freshAttempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, type Html } from '#platform/html.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import {
  offerWayWords,
  standingWords,
  type ListedPerson,
  type ListedPlace,
  type ListId,
  type Standing,
} from '#vocabulary/offers.ts';
import { incidentWords, partWords } from '#vocabulary/parts.ts';
import type { Offer } from './facts.ts';
import { aListedPerson, anOffer } from './examples.ts';

/** What the list of offers may be narrowed to; whoever was never asked comes first. */
export const offerFilters = {
  'not-asked': { text: 'Never asked', standings: ['not-asked'] },
  asked: { text: 'Asked, no answer yet', standings: ['asked'] },
  'ask-again': { text: 'Ask again now', standings: ['not-now'] },
  'not-now': { text: 'Said “not now”', standings: ['not-now'] },
  yes: { text: 'Said yes', standings: ['yes'] },
  no: { text: 'Said no', standings: ['no'] },
  everybody: { text: 'Everybody', standings: [] },
  'let-go': { text: 'Let go of', standings: [] },
} as const satisfies Readonly<Record<string, { readonly text: string; readonly standings: readonly Standing[] }>>;
export type OfferFilter = keyof typeof offerFilters;

const standingColours: Readonly<Record<Standing, string>> = {
  'not-asked': 'yellow',
  asked: 'blue',
  yes: 'green',
  no: 'grey',
  'not-now': 'purple',
};

/** How it stands with somebody, as a tag. */
export function standingTag(standing: Standing): Html {
  return tag({ text: standingWords[standing], classes: `govuk-tag--${standingColours[standing]}` });
}

export interface Offers {
  readonly filter: OfferFilter;
  /** A name or a number that somebody looks for; nothing else is shown then. */
  readonly find?: string | undefined;
  /** Where one list alone is looked at. */
  readonly list: { readonly id: ListId; readonly agencyName: string; readonly addedAt: Date } | undefined;
  readonly people: readonly ListedPerson[];
  readonly offers: readonly Offer[];
  readonly next: ListedPlace | undefined;
  readonly isLater: boolean;
  readonly staffNames: ReadonlyMap<string, string>;
}

/** Everybody whom lists brought, a page at a time. */
export function offersPage(shown: Offers): Page {
  const { filter, list, people, next, isLater } = shown;
  const here = `/offers?standing=${filter}${list === undefined ? '' : `&list=${list.id}`}`;
  return {
    title: 'Offers',
    body: html`<h1 class="govuk-heading-l">Offers</h1>
      <p class="govuk-body">
        Everybody on the lists that agencies sent: who was asked, and who never was.
        See <a class="govuk-link" href="/lists">the lists</a> or <a class="govuk-link" href="/offers/figures">the figures</a>.
      </p>
      <form class="tp-filters" method="get" role="search" aria-label="Offers">
        ${list && html`<input type="hidden" name="list" value="${list.id}" />`}
        ${selectField(freshAttempt, {
          name: 'standing',
          label: 'Show',
          value: filter,
          choices: Object.entries(offerFilters).map(([value, { text }]) => ({ value, text })),
        })}
        ${textField(freshAttempt, {
          name: 'find',
          label: 'Or find a full name, or the agency’s number',
          value: shown.find ?? '',
          width: 20,
        })}
        ${button({ text: 'Show', classes: 'govuk-button--secondary' })}
      </form>
      ${
        list &&
        html`<p class="govuk-body">
          Only the list of ${list.agencyName} of ${inWords(dayOfMoment(list.addedAt))}.
          <a class="govuk-link" href="/offers?standing=${filter}">Show all lists</a>
        </p>`
      }
      ${people.length === 0 ? nothing(shown) : rows(shown)}
      <p class="govuk-body">
        ${isLater && html`<a class="govuk-link" href="${here}">Back to the first</a> `}
        ${next && html`<a class="govuk-link" href="${here}&amp;after=${next.listedAt.getTime()}_${next.rowNumber}_${next.id}">Show more</a>`}
      </p>`,
  };
}

const dayOfMoment = (moment: Date) => moment.toISOString().slice(0, 10) as PlainDate;

function nothing({ filter, find, isLater }: Offers): Html {
  if (find !== undefined) {
    return html`<p class="tp-empty govuk-body">
      Nobody on a list has the name or number “${find}”. Write the name as the list has it; the order of its words does not
      matter.
    </p>`;
  }
  const words = isLater ? 'There are no more.' : `Nobody here is under “${offerFilters[filter].text}”.`;
  return html`<p class="tp-empty govuk-body">${words}</p>`;
}

function rows({ people, offers, staffNames }: Offers): Html {
  return html`<ul class="tp-list">
    ${people.map((person) => {
      const made = offers.filter(({ listedId }) => listedId === person.id);
      return html`<li class="tp-list__row">
        <div>
          <a class="tp-list__link" href="/offers/${person.id}">${nameOf(person)}</a>
          <p class="tp-list__note">
            ${partWords[person.part]}${person.details && html`, ${incidentWords[person.details.kind].toLowerCase()}`}.
            From ${person.agencyName}
          </p>
        </div>
        <div>
          <p>${standingTag(person.standing)}</p>
          ${made.slice(0, 1).map((offer) => html`<p class="tp-list__note">${toldOf(offer, staffNames)}</p>`)}
        </div>
        <p class="tp-list__note">
          ${
            person.askAfter
              ? html`Ask again from ${inWords(person.askAfter)}`
              : html`On a list since ${inWords(dayOfMoment(person.listedAt))}`
          }
        </p>
      </li>`;
    })}
  </ul>`;
}

/** Somebody's name; once it was let go, the row that it stood in. */
export function nameOf({ details, rowNumber }: Pick<ListedPerson, 'details' | 'rowNumber'>): string {
  return details?.fullName ?? `Row ${rowNumber}, name let go`;
}

/** When, how and by whom somebody was asked, in a sentence. */
export function toldOf(offer: Offer, names: ReadonlyMap<string, string>): Html {
  const by = names.get(offer.offeredBy) ?? 'somebody who left';
  return html`${offerWayWords[offer.way]} on ${inWords(offer.offeredOn)}, by ${by}`;
}

const staffName = new Map([['7b1d2c3e-0000-4000-8000-00000000000a', 'Amara Okafor']]);
const shown: Offers = {
  ...{ filter: 'everybody', list: undefined, people: [], offers: [], next: undefined, isLater: false },
  staffNames: staffName,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'Nobody on a list has this name',
    page: offersPage({ ...shown, filter: 'not-asked', find: 'Moira Ketering' }),
  },
  { name: 'Nobody waits to be asked', page: offersPage({ ...shown, filter: 'not-asked' }) },
  {
    name: 'People on lists, asked and not asked',
    page: offersPage({
      ...shown,
      people: [
        aListedPerson({}),
        aListedPerson({ id: anOffer({}).listedId, standing: 'asked' }),
        aListedPerson({ standing: 'not-now', askAfter: '2027-02-01' as PlainDate }),
        aListedPerson({ standing: 'no', details: undefined, settledOn: '2026-10-01' as PlainDate }),
      ],
      offers: [anOffer({})],
      next: aListedPerson({}),
      isLater: true,
    }),
  },
];
