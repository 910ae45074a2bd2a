import { selectField, type Choice } from '#platform/fields.ts';
import { freshAttempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { pagination } from '#platform/govuk/pagination.ts';
import { html, type Html } from '#platform/html.ts';
import { inWords, dayOf } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import { caseKindWords, caseStatusWords, incidentWords, stageWords } from '#vocabulary/parts.ts';
import { casesAtOnce, type CaseloadCursor, type CaseloadFilter, type CaseloadLine } from './rules.ts';

export interface Caseload {
  readonly lines: readonly CaseloadLine[];
  readonly filter: CaseloadFilter;
  readonly cursor: CaseloadCursor | null;
  readonly leads: readonly { readonly id: string; readonly name: string }[];
}

/** The cases somebody may open, narrowed by what the address says. */
export function caseloadPage({ lines, filter, cursor, leads }: Caseload): Page {
  const isMore = lines.length > casesAtOnce;
  // Read towards newer ones, the line too many is the first.
  const shown = cursor?.way === 'newer' && isMore ? lines.slice(1) : lines.slice(0, casesAtOnce);
  return {
    title: 'Cases',
    body: html`
      <h1 class="govuk-heading-l">Cases</h1>
      ${filters(filter, leads)}
      ${shown.length === 0 ? nothing(filter) : html`<ul class="tp-list">${shown.map(row)}</ul>`}
      ${pages(shown, filter, cursor, isMore)}`,
  };
}

function filters(filter: CaseloadFilter, leads: Caseload['leads']): Html {
  const field = (name: string, label: string, value: string | null, words: Readonly<Record<string, string>>) =>
    selectField(freshAttempt, { name, label, value: value ?? '', unchosen: 'Any', choices: choicesOf(words) });
  return html`<form class="tp-filters" method="get" action="/caseload" role="search" aria-label="Cases">
    ${field('status', 'Status', filter.status, caseStatusWords)}
    ${field('stage', 'Stage', filter.stage, stageWords)}
    ${field('kind', 'Kind', filter.kind, caseKindWords)}
    ${field('incident', 'What happened', filter.incident, incidentWords)}
    ${field('lead', 'Lead', filter.leadId, Object.fromEntries(leads.map(({ id, name }) => [id, name])))}
    ${button({ text: 'Show', classes: 'govuk-button--secondary' })}</form>`;
}

function choicesOf(words: Readonly<Record<string, string>>): readonly Choice[] {
  return Object.entries(words).map(([value, text]) => ({ value, text }));
}

function nothing(filter: CaseloadFilter): Html {
  const isNarrowed = Object.values(filter).some((value) => value !== null);
  return html`<p class="tp-empty govuk-body">${isNarrowed ? html`No case fits. <a class="govuk-link" href="/caseload">Show all cases</a>` : 'There are no cases for you yet. They come here when somebody gives you one.'}</p>`;
}

function row(line: CaseloadLine): Html {
  const what = line.incidents.map((kind) => incidentWords[kind]).join(', ');
  return html`<li class="tp-list__row"><div><a class="tp-list__link" href="/cases/${line.reference}">${line.reference}${what !== '' && `, ${what}`}</a>
    <p class="tp-list__note">${line.called.join(', ')}</p></div>
    <p><strong class="govuk-tag govuk-tag--${line.status === 'open' ? 'teal' : 'grey'}">${line.status === 'open' ? stageWords[line.stage] : caseStatusWords[line.status]}</strong></p>
    <p>${line.lead ?? 'Nobody leads it yet'}<br>${inWords(dayOf(line.touchedAt))}</p></li>`;
}

/** The address of a list: what it is narrowed to, and where it goes on. */
function caseloadAddress(filter: CaseloadFilter, cursor: CaseloadCursor | null): string {
  const query = new URLSearchParams();
  const { leadId, ...rest } = filter;
  for (const [name, value] of Object.entries({ ...rest, lead: leadId })) if (value !== null) query.set(name, value);
  if (cursor) query.set(cursor.way, `${cursor.at} ${cursor.id}`);
  return query.size === 0 ? '/caseload' : `/caseload?${query.toString()}`;
}

function pages(
  shown: readonly CaseloadLine[],
  filter: CaseloadFilter,
  cursor: CaseloadCursor | null,
  isMore: boolean,
): Html {
  const [first, last] = [shown[0], shown.at(-1)];
  const hasNewer = cursor !== null && (cursor.way === 'older' || isMore);
  const hasOlder = cursor?.way === 'newer' || isMore;
  const to = (way: CaseloadCursor['way'], line: CaseloadLine | undefined) =>
    line && caseloadAddress(filter, { way, at: line.cursor, id: line.id });
  const previous = hasNewer ? (to('newer', first) ?? caseloadAddress(filter, null)) : undefined;
  const next = hasOlder ? to('older', last) : undefined;
  if (previous === undefined && next === undefined) return html``;
  return pagination({
    landmarkLabel: 'Pages of cases',
    previous: previous === undefined ? undefined : { href: previous, text: 'Newer' },
    next: next === undefined ? undefined : { href: next, text: 'Older' },
  });
}

const line: CaseloadLine = {
  id: 'a' as CaseId,
  reference: '7K3M-QX94',
  kind: 'justice',
  stage: 'preparation',
  status: 'open',
  touchedAt: new Date('2026-11-20T10:00:00Z'),
  cursor: '2026-11-20 10:00:00+00',
  called: ['Joanne', 'Dylan'],
  incidents: ['burglary'],
  lead: 'Jo Whitfield',
};
const any: CaseloadFilter = { status: null, stage: null, kind: null, incident: null, leadId: null };

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'no cases yet', page: caseloadPage({ lines: [], filter: any, cursor: null, leads: [] }) },
  {
    name: 'no case fits',
    page: caseloadPage({ lines: [], filter: { ...any, stage: 'agreement' }, cursor: null, leads: [] }),
  },
  {
    name: 'a page in the middle',
    page: caseloadPage({
      lines: Array.from({ length: casesAtOnce + 1 }, (_, at) => ({
        ...line,
        reference: `7K3M-QX${String(at).padStart(2, '3')}`,
        status: at % 5 === 0 ? ('closed' as const) : ('open' as const),
      })),
      filter: { ...any, kind: 'justice' },
      cursor: { way: 'older', at: line.cursor, id: line.id },
      leads: [{ id: 'b', name: 'Jo Whitfield' }],
    }),
  },
];
