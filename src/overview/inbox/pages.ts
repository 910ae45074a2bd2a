import { selectField } from '#platform/fields.ts';
import { freshAttempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, type Html } from '#platform/html.ts';
import { sourceWords } from '#vocabulary/agencies.ts';
import { daysBetween, inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { ReferralId } from '#vocabulary/ids.ts';
import { incidentWords, partWords, referralStatusTags } from '#vocabulary/parts.ts';
import { safetyFlagKinds, safetyFlagWords } from '#vocabulary/safety-flags.ts';
import { levelWords, type Clock } from '#vocabulary/service-levels.ts';
import type { DecidedFilter, InboxLine, WaitingFilter } from './facts.ts';

/** What each filter of the inbox shows; what waits comes first. */
const filters: Readonly<Record<WaitingFilter | DecidedFilter, string>> = {
  waiting: 'Waiting to be decided',
  late: 'Late',
  received: 'Not acknowledged',
  acknowledged: 'Acknowledged, not decided',
  asked: 'We asked for more',
  'to-give': 'Accepted, with nobody yet',
  'first-contact': 'Waiting for a first contact',
  accepted: 'Accepted',
  declined: 'Declined',
  withdrawn: 'Withdrawn by an agency',
};

/** A line with how its clocks stand today. */
export type TimedLine = InboxLine & { readonly clocks: readonly Clock[] };

export interface Inbox {
  readonly filter: WaitingFilter | DecidedFilter;
  readonly lines: readonly TimedLine[];
  /** Where the next page begins, as it stands in the address. */
  readonly next: string | undefined;
  /** Whether this is a later page of the list. */
  readonly isLater: boolean;
  readonly today: PlainDate;
}

/** Every referral that a filter keeps, a page at a time: safety flags first, then what is due soonest. */
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
          choices: Object.entries(filters).map(([value, text]) => ({ value, text })),
        })}
        ${button({ text: 'Show', classes: 'govuk-button--secondary' })}
      </form>
      ${lines.length === 0 ? nothing(inbox) : list(inbox)}
      <p class="govuk-body">
        ${isLater && html`<a class="govuk-link" href="/referrals?status=${filter}">Back to the first</a> `}
        ${next !== undefined && html`<a class="govuk-link" href="/referrals?status=${filter}&amp;after=${next}">Show more</a>`}
      </p>`,
  };
}

function nothing({ filter, isLater }: Inbox): Html {
  const words = isLater ? 'There are no more.' : `Nothing here: no referral is “${filters[filter].toLowerCase()}”.`;
  return html`<p class="tp-empty govuk-body">${words}</p>`;
}

function fromWhom({ source, referrerName, called }: InboxLine): string {
  return source === 'on-behalf' ? `${referrerName}, who asked for ${called}` : sourceWords[source].toLowerCase();
}

function list({ lines, today }: Inbox): Html {
  return html`<ul class="tp-list">
    ${lines.map(
      (line) =>
        html`<li class="tp-list__row">
          <div>
            <a class="tp-list__link" href="/referrals/${line.reference}">${line.reference}, ${incidentWords[line.incidentKind]}</a>
            ${flagsOf(line)}
            <p class="tp-list__note">
              ${line.fullName}, ${partWords[line.part].toLowerCase()}${line.inArea === false && '. May be outside the area'}
            </p>
          </div>
          <div>
            <p>${tag(referralStatusTags[line.status])}</p>
            <p class="tp-list__note">
              From: ${fromWhom(line)}. Received ${inWords(line.receivedOn)}, day ${daysBetween(line.receivedOn, today) + 1}
            </p>
          </div>
          ${soonest(line)}
        </li>`,
    )}
  </ul>`;
}

function flagsOf({ flags }: InboxLine): Html | undefined {
  if (flags.length === 0) return undefined;
  const texts = safetyFlagKinds.filter((kind) => flags.includes(kind)).map((kind) => safetyFlagWords[kind].text);
  return html`<p><strong class="govuk-tag govuk-tag--red">Safety</strong> ${texts.join('. ')}</p>`;
}

const standsStill = (clock: Clock) => clock.standing === 'paused';

/** The clock that is due soonest, in words; what is late carries the word. */
function soonest(line: TimedLine): Html {
  const open = line.clocks.filter(({ standing }) => standing === 'late' || standing === 'runs');
  const [clock] = open.toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
  const work =
    line.caseReference !== null &&
    clock !== undefined &&
    html` in <a class="govuk-link" href="/cases/${line.caseReference}">case ${line.caseReference}</a>`;
  if (clock?.standing === 'late')
    return html`<p class="tp-list__late">Late: ${levelWords[clock.level].toLowerCase()}${work}, due ${inWords(clock.dueOn)}</p>`;
  if (clock) return html`<p>${levelWords[clock.level]}${work} by ${inWords(clock.dueOn)}</p>`;
  if (line.clocks.some(standsStill) && line.pausedOn !== null)
    return html`<p>We asked for more on ${inWords(line.pausedOn)}. The clock stands still</p>`;
  return html`<p>${line.status === 'withdrawn' ? 'Withdrawn' : 'Decided'}</p>`;
}

const today = '2026-11-23' as PlainDate;
const day = (text: string) => text as PlainDate;

const acknowledging: Clock = {
  level: 'acknowledge',
  startedOn: today,
  dueOn: day('2026-11-24'),
  doneOn: null,
  standing: 'runs',
};

function aLine(changed: Partial<TimedLine>): TimedLine {
  return {
    id: '7b1d2c3e-0000-4000-8000-000000000001' as ReferralId,
    reference: '7K3M-QX94',
    caseReference: null,
    source: 'self',
    referrerName: '',
    part: 'harmed',
    status: 'received',
    called: 'Joanne',
    fullName: 'Joanne Hartley',
    incidentKind: 'burglary',
    inArea: true,
    flags: [],
    receivedOn: today,
    acknowledgeBy: day('2026-11-24'),
    acknowledgedOn: null,
    triageBy: day('2026-11-26'),
    triagedOn: null,
    pausedOn: null,
    allocateBy: null,
    allocatedOn: null,
    contactBy: null,
    contactedOn: null,
    stoppedOn: null,
    clocks: [acknowledging],
    ...changed,
  };
}

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'No referral waits',
    page: inboxPage({ filter: 'waiting', lines: [], next: undefined, isLater: false, today }),
  },
  {
    name: 'Referrals that wait: a safety flag, something late, something that was asked',
    page: inboxPage({
      filter: 'waiting',
      lines: [
        aLine({ flags: ['not-safe-to-contact', 'child-at-risk'], source: 'police' }),
        aLine({
          reference: '4CDA-9Q7W',
          receivedOn: day('2026-11-09'),
          status: 'acknowledged',
          inArea: false,
          part: 'responsible',
          clocks: [{ ...acknowledging, level: 'triage', dueOn: day('2026-11-12'), standing: 'late' }],
        }),
        aLine({
          reference: 'ACDE-4679',
          source: 'on-behalf',
          referrerName: 'Gail Turner',
          status: 'acknowledged',
          pausedOn: today,
          clocks: [{ ...acknowledging, level: 'triage', standing: 'paused' }],
        }),
      ],
      next: '1_2026-11-24_7b1d2c3e-0000-4000-8000-000000000001',
      isLater: true,
      today,
    }),
  },
  {
    name: 'What is late, also after it was accepted',
    page: inboxPage({
      filter: 'late',
      lines: [
        aLine({
          status: 'accepted',
          receivedOn: day('2026-11-09'),
          caseReference: '7K3M-QX94',
          clocks: [{ ...acknowledging, level: 'allocate', dueOn: day('2026-11-18'), standing: 'late' }],
        }),
        aLine({ reference: '4CDA-9Q7W', clocks: [{ ...acknowledging, standing: 'late' }] }),
      ],
      next: undefined,
      isLater: false,
      today,
    }),
  },
];
