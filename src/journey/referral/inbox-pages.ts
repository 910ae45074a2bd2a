import { selectField } from '#platform/fields.ts';
import { freshAttempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, type Html } from '#platform/html.ts';
import { daysBetween, inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import { sourceWords } from '#vocabulary/agencies.ts';
import { incidentWords, partWords, type ReferralStatus } from '#vocabulary/parts.ts';
import type { Place, ReferralLine } from './facts.ts';
import { dueDays, lateness } from './rules.ts';

/** The statuses a filter of the inbox stands for; those that wait come first. */
export const filters = {
  waiting: { text: 'Waiting for us', statuses: ['received', 'acknowledged'] },
  received: { text: 'Not acknowledged', statuses: ['received'] },
  acknowledged: { text: 'Acknowledged, not decided', statuses: ['acknowledged'] },
  accepted: { text: 'Accepted', statuses: ['accepted'] },
  declined: { text: 'Declined', statuses: ['declined'] },
  withdrawn: { text: 'Withdrawn by an agency', statuses: ['withdrawn'] },
} as const satisfies Readonly<Record<string, { readonly text: string; readonly statuses: readonly ReferralStatus[] }>>;
export type Filter = keyof typeof filters;

const statusColours: Readonly<Record<ReferralStatus, string>> = {
  received: 'yellow',
  acknowledged: 'blue',
  accepted: 'green',
  declined: 'grey',
  withdrawn: 'grey',
};

/** Where a referral is, as a tag. */
export function statusTag(status: ReferralStatus): Html {
  const text = status.charAt(0).toUpperCase() + status.slice(1);
  return tag({ text, classes: `govuk-tag--${statusColours[status]}` });
}

/** How a referral's clocks stand: what is late carries the word, what waits says since when. */
export function clock(line: Pick<ReferralLine, 'status' | 'receivedOn'>, today: PlainDate): Html {
  const due = dueDays(line.receivedOn);
  const late = lateness(line, today);
  if (late === 'acknowledge')
    return html`<p class="tp-list__late">Late: acknowledge, due ${inWords(due.acknowledge)}</p>`;
  if (late === 'decide') return html`<p class="tp-list__late">Late: decide, due ${inWords(due.decide)}</p>`;
  if (line.status === 'received') return html`<p>Acknowledge by ${inWords(due.acknowledge)}</p>`;
  if (line.status === 'acknowledged') return html`<p>Decide by ${inWords(due.decide)}</p>`;
  return html`<p>${line.status === 'withdrawn' ? 'Withdrawn' : 'Decided'}</p>`;
}

export interface Inbox {
  readonly filter: Filter;
  readonly lines: readonly ReferralLine[];
  readonly next: Place | undefined;
  /** Whether this is a later page of the list. */
  readonly isLater: boolean;
  readonly today: PlainDate;
}

/** Every referral that a filter keeps, a page at a time. */
export function inboxPage(inbox: Inbox): Page {
  const { filter, lines, next, isLater } = inbox;
  return {
    title: 'Referrals',
    body: html`<h1 class="govuk-heading-l">Referrals</h1>
      ${button({ text: 'Write down a referral', href: '/referrals/new', classes: 'govuk-button--secondary' })}
      <form class="tp-filters" method="get" role="search" aria-label="Referrals">
        ${selectField(freshAttempt, {
          name: 'status',
          label: 'Show',
          value: filter,
          unchosen: 'Choose',
          choices: Object.entries(filters).map(([value, { text }]) => ({ value, text })),
        })}
        ${button({ text: 'Show', classes: 'govuk-button--secondary' })}
      </form>
      ${lines.length === 0 ? nothing(inbox) : list(inbox)}
      <p class="govuk-body">
        ${isLater && html`<a class="govuk-link" href="/referrals?status=${filter}">Back to the first</a> `}
        ${next && html`<a class="govuk-link" href="/referrals?status=${filter}&amp;after=${next.receivedOn}_${next.id}">Show more</a>`}
      </p>`,
  };
}

function nothing({ filter, isLater }: Inbox): Html {
  const words = isLater
    ? 'There are no more.'
    : `Nothing here: no referral is “${filters[filter].text.toLowerCase()}”.`;
  return html`<p class="tp-empty govuk-body">${words}</p>`;
}

function fromWhom({ source, referrerName, called }: ReferralLine): string {
  return source === 'on-behalf' ? `${referrerName}, who asked for ${called}` : sourceWords[source].toLowerCase();
}

function list({ lines, today }: Inbox): Html {
  return html`<ul class="tp-list">
    ${lines.map(
      (line) =>
        html`<li class="tp-list__row">
          <div>
            <a class="tp-list__link" href="/referrals/${line.reference}">${line.reference}, ${incidentWords[line.incidentKind]}</a>
            <p class="tp-list__note">
              ${line.fullName}, ${partWords[line.part].toLowerCase()}${line.inArea === false && '. May be outside the area'}
            </p>
          </div>
          <div>
            <p>${statusTag(line.status)}</p>
            <p class="tp-list__note">
              From: ${fromWhom(line)}. Received ${inWords(line.receivedOn)},
              day ${daysBetween(line.receivedOn, today) + 1}
            </p>
          </div>
          ${clock(line, today)}
        </li>`,
    )}
  </ul>`;
}

const today = '2026-11-23' as PlainDate;

function aLine(changed: Partial<ReferralLine>): ReferralLine {
  return {
    id: '7b1d2c3e-0000-4000-8000-000000000001' as ReferralId,
    reference: '7K3M-QX94',
    source: 'self',
    referrerName: '',
    part: 'harmed',
    status: 'received',
    called: 'Joanne',
    fullName: 'Joanne Hartley',
    incidentKind: 'burglary',
    receivedOn: today,
    inArea: true,
    ...changed,
  };
}

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'No referral waits',
    page: inboxPage({ filter: 'waiting', lines: [], next: undefined, isLater: false, today }),
  },
  {
    name: 'Referrals that wait, some of them late',
    page: inboxPage({
      filter: 'waiting',
      lines: [
        aLine({ receivedOn: '2026-11-09' as PlainDate, status: 'acknowledged' }),
        aLine({ reference: '4CDA-9Q7W', receivedOn: '2026-11-18' as PlainDate, inArea: false, part: 'responsible' }),
        aLine({ reference: 'ACDE-4679', source: 'police' }),
      ],
      next: { receivedOn: today, id: '7b1d2c3e-0000-4000-8000-000000000001' },
      isLater: true,
      today,
    }),
  },
];
