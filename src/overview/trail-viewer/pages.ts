import { dayField, errorsOf, selectField, textField } from '#platform/fields.ts';
import type { Attempt, Problem } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { details as detailsOf } from '#platform/govuk/details.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, type Html } from '#platform/html.ts';
import { momentInWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { PersonId, StaffId } from '#vocabulary/ids.ts';
import { trails, type Trail } from '#vocabulary/trails.ts';
import {
  codeInWords,
  linesAtOnce,
  operationInWords,
  readInWords,
  tableInWords,
  trailWords,
  valueInWords,
  wayInWords,
  type ChangeLine,
  type ReadLine,
  type SecurityLine,
  type TrailLine,
} from './rules.ts';

type Names = ReadonlyMap<string, string>;

export interface Shown {
  readonly trail: Trail;
  readonly lines: readonly TrailLine[];
  readonly names: Names;
  readonly staff: readonly { readonly id: StaffId; readonly name: string }[];
  /** People that the typed name fits; null when none was typed. */
  readonly matched: readonly { readonly id: PersonId; readonly name: string }[] | null;
  readonly problems: readonly Problem[];
  readonly typed: Readonly<Record<string, string>>;
}

/** A trail, newest first, narrowed by what the address says. */
export function trailsPage(shown: Shown): Page {
  const { trail, lines, typed, problems, matched } = shown;
  const attempt: Attempt = { typed, problems };
  const last = lines.length > linesAtOnce ? lines[linesAtOnce - 1] : undefined;
  return {
    title: 'Trails',
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Trails</h1>
      <p class="govuk-body">What happened to the record, as it was written down at that moment. Looking here is written down too.</p>
      <nav class="tp-tabs" aria-label="Trails">
        <ul class="tp-tabs__list">${trails.map((each) => html`<li><a class="tp-tabs__link" href="${addressOf('/trails', { ...typed, show: each, older: '' })}" ${each === trail && html` aria-current="true"`}>${trailWords[each]}</a></li>`)}</ul>
      </nav>
      ${filters(shown, attempt)}
      ${matched !== null && matched.length > 1 && html`<p class="govuk-body">Only: ${matched.map(({ id, name }, at) => html`${at > 0 && ', '}<a class="govuk-link" href="${addressOf('/trails', { ...typed, person: id, older: '' })}">${name}</a>`)}</p>`}
      ${lines.length === 0 ? html`<p class="tp-empty govuk-body">Nothing was written down that fits.</p>` : html`<ul class="tp-list">${lines.slice(0, linesAtOnce).map((line) => row(line, shown.names))}</ul>`}
      ${last && html`<p class="govuk-body"><a class="govuk-link" href="${addressOf('/trails', { ...typed, older: `${last.cursor}_${last.place}` })}">Older</a></p>`}
      ${problems.length === 0 && lines.length > 0 && html`<p class="govuk-body"><a class="govuk-link" href="${addressOf('/trails/export', { ...typed, older: '' })}">Keep these as a table</a></p>`}`,
  };
}

function addressOf(path: string, asked: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

function filters({ trail, staff, typed }: Shown, attempt: Attempt): Html {
  const { person = '' } = typed;
  return html`<form class="tp-filters" method="get" action="/trails" role="search" aria-label="Trails">
    <input type="hidden" name="show" value="${trail}" />
    ${textField(attempt, { name: 'case', label: 'Case', value: typed['case'], width: 10, spellcheck: false })}
    ${textField(attempt, { name: 'person', label: 'Person', value: person, spellcheck: false })}
    ${selectField(attempt, { name: 'staff', label: 'Member of staff', value: typed['staff'], unchosen: 'Anybody', choices: staff.map(({ id, name }) => ({ value: id, text: name })) })}
    ${trail === 'reads' && textField(attempt, { name: 'searched', label: 'Who searched for', value: typed['searched'], spellcheck: false, hint: 'A word, or all the words as they were typed.' })}
    ${dayField(attempt, { name: 'from', label: 'From' })} ${dayField(attempt, { name: 'until', label: 'Until' })}
    ${button({ text: 'Show', classes: 'govuk-button--secondary' })}</form>`;
}

function actorOf({ actorKind, actorId, login }: TrailLine, names: Names): string {
  if (actorKind === 'database') return `At the database itself (${login})`;
  if (actorKind === 'system') return 'The service itself';
  if (actorKind === 'visitor') return 'Somebody not signed in';
  if (actorKind === 'supporter') return 'Somebody’s supporter';
  const name = names.get(actorId ?? '') ?? 'Somebody';
  return actorKind === 'participant' ? `${name} (participant)` : name;
}

function row(line: TrailLine, names: Names): Html {
  return html`<li class="tp-list__row"><div>
      <p class="govuk-body govuk-!-margin-bottom-1"><strong>${actorOf(line, names)}</strong> ${saidOf(line, names)}</p>
      ${details(line, names)}
    </div>
    <p>${line.trail === 'reads' && ownWorker(line)}</p>
    <p>${caseLink(line, names)}${momentInWords(line.at)}</p></li>`;
}

function caseLink({ caseId, trail }: TrailLine, names: Names) {
  const reference = names.get(caseId ?? '');
  if (reference === undefined) return undefined;
  const href = addressOf('/trails', { show: trail, case: reference });
  return html`<a class="govuk-link" href="${href}">${reference}</a><br />`;
}

function saidOf(line: TrailLine, names: Names): string {
  if (line.trail === 'changes') return changeSaid(line, names);
  if (line.trail === 'reads') return readSaid(line, names);
  return securitySaid(line, names);
}

function changeSaid({ operation, table, personId }: ChangeLine, names: Names): string {
  const whose = names.get(personId ?? '');
  return `${operationInWords(operation)} ${tableInWords(table)}${whose === undefined ? '' : ` (${whose})`}`;
}

function readSaid({ what, way, personId, found }: ReadLine, names: Names): string {
  const whose = names.get(personId ?? '');
  const ends = found === null ? wayInWords(way) : found === 1 ? '1 case found' : `${found} cases found`;
  return `${readInWords(what)}${whose === undefined ? '' : ` (${whose})`}: ${ends}`;
}

function securitySaid({ event, because, aboutId, detail }: SecurityLine, names: Names): string {
  const about = names.get(aboutId ?? '');
  const role = detail?.['role'];
  const place = detail?.['place'];
  const parts = [
    about,
    typeof role === 'string' ? role.replaceAll('-', ' ') : '',
    typeof place === 'string' ? wayInWords(place) : '',
    because.replaceAll('-', ' '),
  ];
  const more = parts.filter((part) => part !== undefined && part !== '').join(', ');
  return `${codeInWords(event).toLowerCase()}${more === '' ? '' : ` (${more})`}`;
}

function ownWorker({ isOwnWorker }: ReadLine) {
  if (isOwnWorker === null) return undefined;
  return isOwnWorker
    ? tag({ text: 'Works on the case', classes: 'govuk-tag--green' })
    : tag({ text: 'Does not work on it', classes: 'govuk-tag--yellow' });
}

function details(line: TrailLine, names: Names) {
  if (line.isErased) return html`<p class="tp-list__note">The values were erased.</p>`;
  if (line.trail !== 'changes') return undefined;
  const lines = valueLines(line, names).map((text) => html`<p class="tp-list__note">${text}</p>`);
  if (lines.length <= linesInSight) return lines;
  return detailsOf({ summaryText: `All ${lines.length} values`, html: html`${lines}` });
}

// A new person or case has twenty values; open, they would push the next thing that happened off the page.
const linesInSight = 3;

function valueLines({ operation, old, new: now }: ChangeLine, names: Names): readonly string[] {
  const words = (value: unknown) => valueInWords(value, (id) => names.get(id));
  return Object.keys({ ...old, ...now })
    .filter((column) => column !== 'id' && column !== 'case_id')
    .map((column) => {
      const name = codeInWords(column.replace(/_id$/, '').replaceAll('_', '-'));
      if (operation === 'update') return `${name}: ${words(old?.[column])} → ${words(now?.[column])}`;
      return `${name}: ${words((now ?? old)?.[column])}`;
    });
}

const everyColumn = ['Place', 'When', 'Who', 'Case'];
const ownColumns: Readonly<Record<Trail, readonly string[]>> = {
  changes: ['What', 'Values'],
  reads: ['What', 'Works on the case'],
  security: ['What'],
};

/** The head of a trail as a table. */
export function columnsOf(trail: Trail): readonly string[] {
  return [...everyColumn, ...ownColumns[trail]];
}

/** A line of a trail as a row of a table. */
export function cellsOf(line: TrailLine, names: Names): readonly (string | null)[] {
  const cells = [
    String(line.place),
    line.cursor,
    actorOf(line, names),
    names.get(line.caseId ?? '') ?? null,
    saidOf(line, names),
  ];
  if (line.trail === 'changes') return [...cells, line.isErased ? 'erased' : valueLines(line, names).join('; ')];
  if (line.trail === 'reads') return [...cells, line.isOwnWorker === null ? '' : line.isOwnWorker ? 'yes' : 'no'];
  return cells;
}

const jo = '4c5c7f8a-0000-4000-8000-000000000001';
const aCase = '4c5c7f8a-0000-4000-8000-000000000003';
const joanne = '4c5c7f8a-0000-4000-8000-000000000002';
const anyLine = {
  place: 7,
  at: new Date('2026-11-23T09:30:00Z'),
  cursor: '2026-11-23T09:30:00.000000Z',
  actorKind: 'staff',
  actorId: jo,
  login: 'tp_hand',
  caseId: aCase,
  isErased: false,
} as const;
const aChange: ChangeLine = {
  ...anyLine,
  trail: 'changes',
  table: 'people',
  operation: 'update',
  personId: joanne as PersonId,
  old: { pronouns: '', needs_interpreter: false },
  new: { pronouns: 'she', needs_interpreter: true },
};
const aRead: ReadLine = {
  ...anyLine,
  trail: 'reads',
  what: 'person',
  way: '/cases/:ref/people/:participant/safe-contact',
  personId: joanne as PersonId,
  isOwnWorker: true,
  found: null,
};
const aSign: SecurityLine = {
  ...anyLine,
  trail: 'security',
  caseId: null,
  event: 'role-given',
  because: '',
  aboutId: jo,
  detail: { role: 'supervisor' },
};
const nothing: Shown = {
  trail: 'changes',
  lines: [],
  names: new Map([
    [jo, 'Jo Whitfield'],
    [joanne, 'Joanne Hartley'],
    [aCase, '7K3M-QX94'],
  ]),
  staff: [{ id: jo as StaffId, name: 'Jo Whitfield' }],
  matched: null,
  problems: [],
  typed: {},
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'nothing fits', page: trailsPage(nothing) },
  {
    name: 'changes, one of them erased and one sealed',
    page: trailsPage({
      ...nothing,
      lines: [
        aChange,
        { ...aChange, operation: 'insert', table: 'notes', old: null, new: { words: 'tp1.a2b3' }, personId: null },
        { ...aChange, operation: 'delete', table: 'case_readers', isErased: true, old: null, new: null },
        { ...aChange, actorKind: 'database', actorId: null, login: 'postgres', caseId: null },
      ],
    }),
  },
  {
    name: 'looks, and more of them',
    page: trailsPage({
      ...nothing,
      trail: 'reads',
      typed: { show: 'reads', person: 'hartley' },
      matched: [
        { id: joanne as PersonId, name: 'Joanne Hartley' },
        { id: jo as PersonId, name: 'Jon Hartley' },
      ],
      lines: Array.from({ length: linesAtOnce + 1 }, (_, at) =>
        at % 3 === 0
          ? { ...aRead, what: 'search', found: 2, isOwnWorker: null }
          : { ...aRead, isOwnWorker: at % 2 === 0 },
      ),
    }),
  },
  { name: 'who came in', page: trailsPage({ ...nothing, trail: 'security', lines: [aSign] }) },
  {
    name: 'a case that is not there',
    page: trailsPage({
      ...nothing,
      typed: { case: 'AAAA-AAAA' },
      problems: [{ field: 'case', text: 'No case has this reference' }],
    }),
  },
];
