import { areaField, errorsOf, form, pressForm, selectField, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import { stackedTable } from '#platform/tables.ts';
import { dayOf, inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { NamedReader, Restriction } from './facts.ts';
import { explain } from './rules.ts';

export interface Readers {
  readonly frame: Pick<CaseFrame, 'reference' | 'facilitators' | 'isRestricted'>;
  readonly restrictions: readonly Restriction[];
  readonly named: readonly NamedReader[];
  /** Who covers today for somebody who works on it. */
  readonly covers: readonly { readonly coverId: StaffId; readonly awayId: StaffId; readonly untilOn: PlainDate }[];
  readonly names: ReadonlyMap<string, string>;
  /** Who could be named. */
  readonly candidates: readonly { readonly id: StaffId; readonly name: string; readonly roles: readonly string[] }[];
  readonly self: StaffId;
  readonly may: { readonly restrict: boolean; readonly keep: boolean };
  readonly attempt: Attempt;
}

/** Staff: who may open the case, and making it open for named people only. */
export function readersPage(shown: Readers): Page {
  const { frame, restrictions, may, attempt } = shown;
  const before = restrictions.filter(({ liftedAt }) => liftedAt !== null);
  return {
    title: 'Who may open it',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Who may open this case</h1>
      ${frame.isRestricted ? restrictedPart(shown) : openPart(shown)} ${readersTable(shown)}
      ${may.keep && nameForm(shown)} ${frame.isRestricted && may.keep && liftForm(shown)}
      ${!frame.isRestricted && may.restrict && restrictForm(shown)} ${before.length > 0 && beforePart(shown, before)}`,
  };
}

function nameOf({ names }: Readers, id: StaffId | null): string {
  return (id !== null && names.get(id)) || 'Somebody';
}

function openPart({ frame }: Readers): Html {
  return html`<p class="govuk-body">
      Who works on it, who is named below, and every coordinator, supervisor and manager of its team, but for those who have a
      conflict of interest.
    </p>
    ${html`<p class="govuk-body"><a class="govuk-link" href="/cases/${frame.reference}/readers/team">See or change its team</a></p>`}`;
}

function restrictedPart(shown: Readers): Html {
  const holds = shown.restrictions.find(({ liftedAt }) => liftedAt === null);
  return html`<p class="govuk-body">
      <strong class="govuk-tag">Restricted</strong> Only the people below. For everybody else this case is not there: not in a
      list, not in the search, not in the figures.
    </p>
    ${holds && html`<p class="govuk-body">Since ${inWords(dayOf(holds.restrictedAt))}, by ${nameOf(shown, holds.restrictedBy)}: ${holds.because}</p>`}`;
}

function readersTable(shown: Readers): Html {
  const { frame, named, covers, may } = shown;
  if (frame.facilitators.length + named.length === 0)
    return html`<p class="govuk-body">Nobody works on it, and nobody is named.</p>`;
  return stackedTable({
    caption: 'Who works on it, and who is named',
    head: ['Who', 'How', 'Since', 'End it'],
    rows: [
      ...frame.facilitators.map(({ name, as }) => [name, as === 'lead' ? 'Leads' : 'Co-facilitates', '', '']),
      ...covers.map(({ coverId, awayId, untilOn }) => [
        nameOf(shown, coverId),
        `Covers for ${nameOf(shown, awayId)} until ${inWords(untilOn)}`,
        '',
        '',
      ]),
      ...named.map(({ staffId, namedBy, namedAt }) => [
        nameOf(shown, staffId),
        `Named by ${nameOf(shown, namedBy)}`,
        inWords(dayOf(namedAt)),
        may.keep ? endForm(shown, staffId) : '',
      ]),
    ],
  });
}

function endForm(shown: Readers, staffId: StaffId): Html {
  const text = `End for ${nameOf(shown, staffId)}`;
  return pressForm(`/cases/${shown.frame.reference}/readers/end`, { text, quiet: true }, { 'named-before': staffId });
}

function nameForm({ frame, candidates, named, attempt }: Readers): Html {
  return html`<h2 class="govuk-heading-m">Name somebody</h2>
    ${form(
      `/cases/${frame.reference}/readers/name`,
      selectField(attempt, {
        name: 'who',
        label: 'Who may open it too',
        hint: 'Somebody who does not work on it and needs to see it.',
        choices: candidates.filter(({ id }) => named.every(({ staffId }) => staffId !== id)).map(asChoice),
      }),
      { text: 'Name them', quiet: true },
    )}`;
}

function asChoice({ id, name, roles }: Readers['candidates'][number]) {
  return { value: id, text: `${name}, ${roles.join(', ').replaceAll('-', ' ')}` };
}

function restrictForm({ frame, candidates, named, self, attempt }: Readers): Html {
  return html`<h2 class="govuk-heading-m">Restrict it</h2>
    <p class="govuk-body">From then on only who works on it and who is named can open it. Nobody else is told that it exists.</p>
    ${form(
      `/cases/${frame.reference}/readers/restrict`,
      [
        areaField(attempt, {
          name: 'because',
          label: 'Why',
          hint: 'Such as a colleague’s family, or somebody well known.',
          rows: 2,
        }),
        tickField(attempt, {
          name: 'named',
          label: 'Who is named',
          hint: 'At least one supervisor or manager, or one who works on it.',
          values: [self, ...named.map(({ staffId }) => staffId)],
          choices: candidates.map(asChoice),
        }),
      ],
      { text: 'Restrict the case', quiet: true },
    )}`;
}

function liftForm({ frame, attempt }: Readers): Html {
  return html`<h2 class="govuk-heading-m">Lift the restriction</h2>
    ${form(
      `/cases/${frame.reference}/readers/lift`,
      areaField(attempt, {
        name: 'lifted-because',
        label: 'Why it is lifted',
        hint: 'Coordinators, supervisors and managers can open it again.',
        rows: 2,
      }),
      { text: 'Lift it', quiet: true },
    )}`;
}

function beforePart(shown: Readers, before: readonly Restriction[]): Html {
  return html`<h2 class="govuk-heading-m">Restricted before</h2>
    <ul class="govuk-list govuk-list--bullet">
      ${before.map(
        (each) =>
          html`<li>
            From ${inWords(dayOf(each.restrictedAt))} by ${nameOf(shown, each.restrictedBy)}: ${each.because}. Lifted
            ${each.liftedAt && inWords(dayOf(each.liftedAt))} by ${nameOf(shown, each.liftedBy)}: ${each.liftedBecause}
          </li>`,
      )}
    </ul>`;
}

const priya = '1b6d5c1e-0000-4000-8000-000000000003' as StaffId;
const dana = '1b6d5c1e-0000-4000-8000-000000000004' as StaffId;
const usual: Readers = {
  frame: {
    reference: '7K3M-QX94',
    isRestricted: false,
    facilitators: [{ staffId: '1b6d5c1e-0000-4000-8000-000000000001' as StaffId, name: 'Jo Whitfield', as: 'lead' }],
  },
  restrictions: [],
  named: [],
  covers: [],
  names: new Map<string, string>([
    [priya, 'Priya Nair'],
    [dana, 'Dana Whyte'],
  ]),
  candidates: [
    { id: priya, name: 'Priya Nair', roles: ['supervisor'] },
    { id: dana, name: 'Dana Whyte', roles: ['data-officer'] },
  ],
  self: priya,
  may: { restrict: true, keep: true },
  attempt: freshAttempt,
};
const restricted: Restriction = {
  because: 'The person harmed works for the council that pays us',
  restrictedBy: priya,
  restrictedAt: new Date('2026-11-03T09:00:00Z'),
  liftedBecause: '',
  liftedBy: null,
  liftedAt: null,
};
const lifted = {
  ...restricted,
  liftedBecause: 'She has left the council',
  liftedBy: priya,
  liftedAt: new Date('2026-11-20T09:00:00Z'),
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Readers: a case that roles open', page: readersPage(usual) },
  {
    name: 'Readers: nobody yet, and a facilitator looks on',
    page: readersPage({ ...usual, frame: { ...usual.frame, facilitators: [] }, may: { restrict: false, keep: false } }),
  },
  {
    name: 'Readers: restricted now and once before',
    page: readersPage({
      ...usual,
      frame: { ...usual.frame, isRestricted: true },
      restrictions: [restricted, lifted],
      covers: [{ coverId: priya, awayId: priya, untilOn: '2026-12-04' as PlainDate }],
      named: [{ staffId: priya, namedBy: priya, namedAt: restricted.restrictedAt }],
    }),
  },
  {
    name: 'Readers: refused, because nobody would remain',
    page: readersPage({
      ...usual,
      attempt: {
        typed: { because: 'A colleague’s brother', named: dana },
        problems: [{ field: 'named', text: explain('nobody-would-remain') }],
      },
    }),
  },
];
