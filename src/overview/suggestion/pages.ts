import { pressForm } from '#platform/fields.ts';
import { html, type Html } from '#platform/html.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import {
  hoursWords,
  reasonWords,
  suggest,
  suggestPairs,
  type As,
  type Need,
  type Pair,
  type Person,
  type Reason,
  type Suggested,
} from './rules.ts';

export interface Suggestion {
  readonly frame: Pick<CaseFrame, 'reference' | 'status'>;
  readonly need: Need;
  readonly as: As;
  readonly all: readonly Suggested[];
  readonly pairs: readonly Pair[];
}

/** Who could work on the case, the likeliest first, each reason in words. */
export function suggestionPage({ frame, need, as, all, pairs }: Suggestion): Page {
  const base = `/cases/${frame.reference}/allocation`;
  const possible = all.filter(({ isBarred }) => !isBarred);
  const barred = all.filter(({ isBarred }) => isBarred);
  const isOpen = frame.status !== 'closed';
  return {
    title: 'Who could work on it',
    back: base,
    body: html` <h1 class="govuk-heading-l">Who could work on this case</h1>
      <p class="govuk-body">
        A suggestion, and no more: you know what is not written down. The likeliest stands first.
      </p>
      ${needPart(need, base)}
      ${
        pairs.length > 0 &&
        html`<h2 class="govuk-heading-m">Two together</h2>
          <ol class="tp-list">
            ${pairs.map((pair) => pairRow(pair, base, isOpen))}
          </ol>`
      }
      <h2 class="govuk-heading-m">${as === 'lead' ? 'Who could lead' : 'Who could work beside the lead'}</h2>
      ${
        possible.length === 0
          ? html`<p class="govuk-body">Nobody may be given this case as things stand. Below is why.</p>`
          : html`<ol class="tp-list">
              ${possible.map((each) => row(each, { base, as, isOpen }))}
            </ol>`
      }
      ${
        barred.length > 0 &&
        html`<h2 class="govuk-heading-m">Who may not be given it</h2>
          <ul class="tp-list">
            ${barred.map((each) => row(each, undefined))}
          </ul>`
      }`,
  };
}

function needPart({ complexity, languages, wishes, districts, trainings, hours }: Need, base: string): Html {
  return html`<h2 class="govuk-heading-m">What the case asks for</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>It is ${complexity}</li>
      ${trainings.map((training) => html`<li>Somebody trained for ${training}</li>`)}
      ${languages.map(({ called, language }) => html`<li>${called} speaks ${language}</li>`)}
      ${wishes.map(({ called, wish }) => html`<li>${called} would rather speak with a ${wish}</li>`)}
      ${hours.map((each) => html`<li>A time when ${hoursWords(each)}</li>`)}
      <li>${districts.length === 0 ? 'Where people live is not known' : `People live in ${districts.join(', ')}`}</li>
    </ul>
    <p class="govuk-body">
      <a class="govuk-link" href="${base}/wishes">Write down with whom somebody would rather speak</a>
    </p>`;
}

const levelWords = { foundation: 'foundation', intermediate: 'intermediate', advanced: 'advanced' } as const;

function row(
  { person, reasons }: Suggested,
  give: { readonly base: string; readonly as: As; readonly isOpen: boolean } | undefined,
): Html {
  return html`<li class="tp-list__row">
    <div>
      <h3 class="govuk-heading-s govuk-!-margin-bottom-1">
        ${person.name}<span class="govuk-!-font-weight-regular">, ${levelWords[person.level]}${person.isVolunteer && ', volunteer'}</span>
      </h3>
      ${reasonsPart(reasons)}
    </div>
    ${
      give?.isOpen === true &&
      pressForm(
        give.base,
        {
          text: give.as === 'lead' ? `Give ${person.name} the case` : `Let ${person.name} work beside the lead`,
          quiet: true,
        },
        { staff: person.id, as: give.as },
      )
    }
  </li>`;
}

function reasonsPart(reasons: readonly Reason[]): Html {
  const list = (weighs: Reason['weighs'], heading: string) => {
    const shown = reasons.filter((reason) => reason.weighs === weighs);
    return (
      shown.length > 0 &&
      html`<p class="govuk-body-s govuk-!-margin-bottom-1">${heading}</p>
        <ul class="govuk-list govuk-list--bullet govuk-body-s">
          ${shown.map((reason) => html`<li>${reasonWords(reason)}</li>`)}
        </ul>`
    );
  };
  return html`${list('bars', 'Why not')} ${list('for', 'For')} ${list('against', 'To think about')}`;
}

function pairRow({ lead, co }: Pair, base: string, isOpen: boolean): Html {
  return html`<li class="tp-list__row">
    <p>
      ${lead.person.name} leads, ${co.person.name} works beside
      ${lead.person.name}
    </p>
    ${
      isOpen &&
      pressForm(
        `${base}/pair`,
        { text: `Give it to ${lead.person.name} and ${co.person.name}`, quiet: true },
        { lead: lead.person.id, co: co.person.id },
      )
    }
  </li>`;
}

const jo: Person = {
  id: '1b6d5c1e-0000-4000-8000-000000000001' as StaffId,
  name: 'Jo Whitfield',
  level: 'advanced',
  isVolunteer: false,
  isActive: true,
  hasConflict: false,
  worksOnIt: false,
  gender: 'woman',
  languages: ['Polish'],
  districts: ['NN1', 'NN2'],
  available: ['weekdays', 'evenings'],
  trainedFor: ['domestic abuse'],
  mostWork: null,
  openCases: 7,
  complexCases: 2,
  checksOver: [],
  isAnythingChecked: true,
  absences: [{ fromOn: '2026-12-01' as PlainDate, untilOn: '2026-12-05' as PlainDate }],
};
const sam: Person = {
  ...jo,
  id: '1b6d5c1e-0000-4000-8000-000000000002' as StaffId,
  name: 'Sam Reyes',
  level: 'intermediate',
  gender: 'not-said',
  languages: [],
  districts: [],
  available: ['weekdays'],
  trainedFor: [],
  openCases: 3,
  complexCases: 0,
  isAnythingChecked: false,
  absences: [],
};
const leo: Person = {
  ...sam,
  id: '1b6d5c1e-0000-4000-8000-000000000003' as StaffId,
  name: 'Leo Marsh',
  level: 'foundation',
  isVolunteer: true,
  openCases: 1,
  checksOver: ['Vetting was good until 1 June 2026'],
  isAnythingChecked: true,
};
const need: Need = {
  complexity: 'standard',
  languages: [{ called: 'Ana', language: 'Polish' }],
  wishes: [{ called: 'Joanne', wish: 'woman' }],
  districts: ['NN1'],
  trainings: ['domestic abuse'],
  leadIsTrainedFor: [],
  hours: [{ called: 'Joanne', fromHour: 18, untilHour: 20 }],
  today: '2026-11-25' as PlainDate,
};
const anybody = () => true;
const frame = { reference: '7K3M-QX94', status: 'open' } as const;

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'Suggestion: who could lead, two together, and one who may not',
    page: suggestionPage({
      frame,
      need,
      as: 'lead',
      all: suggest([jo, sam, leo], need, { as: 'lead', besideLevel: null, fits: anybody }),
      pairs: suggestPairs([jo, sam, leo], need, anybody),
    }),
  },
  {
    name: 'Suggestion: nobody may be given it',
    page: suggestionPage({
      frame,
      need: { ...need, languages: [], wishes: [], districts: [], trainings: [], hours: [] },
      as: 'co',
      all: suggest([{ ...jo, worksOnIt: true }, leo], need, { as: 'co', besideLevel: 'advanced', fits: () => false }),
      pairs: [],
    }),
  },
];
