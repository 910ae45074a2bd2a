import {
  areaField,
  dayField,
  errorsOf,
  form,
  pressForm,
  radioField,
  selectField,
  textField,
  tickField,
} from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { table } from '#platform/govuk/table.ts';
import { html, type Html } from '#platform/html.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { Facilitator, Load } from './facts.ts';
import {
  balanceOf,
  checkKinds,
  checksEnding,
  checksOver,
  checkWords,
  explain,
  type Check,
  type Gender,
  type Time,
} from './rules.ts';

const genderWords: Readonly<Record<Gender, string>> = {
  woman: 'Woman',
  man: 'Man',
  another: 'Another way',
  'not-said': 'Not said',
};
const timeWords: Readonly<Record<Time, string>> = {
  weekdays: 'On weekdays, in the day',
  evenings: 'In the evening',
  weekends: 'At weekends',
};
const levelWords = { foundation: 'Foundation', intermediate: 'Intermediate', advanced: 'Advanced' } as const;

export interface Register {
  /** What each has to do to stay at their level, and whoever supervises to go on, in words. */
  readonly practice: ReadonlyMap<StaffId, readonly string[]>;
  readonly supervisors: readonly { readonly id: StaffId; readonly name: string; readonly lacks: readonly string[] }[];
  readonly all: readonly Facilitator[];
  readonly loads: readonly Load[];
  readonly today: PlainDate;
}

/** Everybody who works on cases: how much they have, when they are away, and what runs out. */
export function registerPage({ all, loads, practice, supervisors, today }: Register): Page {
  const here = all.filter(({ isActive }) => isActive);
  const label = (words: string) => ({ attributes: { 'data-label': words } });
  return {
    title: 'Facilitators',
    body: html` <h1 class="govuk-heading-l">Facilitators</h1>
      <p class="govuk-body">
        Paid and volunteer. Weight counts a complex case twice. Somebody whose vetting or needed training is over is given no
        case.
      </p>
      ${here.length > 0 && html`<p class="govuk-body">${balanceWords(here, loads)}</p>`}
      ${
        here.length === 0
          ? html`<p class="tp-empty govuk-body">Nobody works on cases yet.</p>`
          : table({
              caption: 'Who works on cases',
              captionClasses: 'govuk-visually-hidden',
              classes: 'tp-table--stack',
              firstCellIsHeader: true,
              head: [
                { text: 'Who' },
                { text: 'Open cases' },
                { text: 'Weight' },
                { text: 'Room' },
                { text: 'When they can work' },
                { text: 'Away next' },
                { text: 'Checks and training' },
              ],
              rows: here.map((each) => {
                const load = loads.find(({ staffId }) => staffId === each.id);
                const [away] = each.absences;
                return [
                  {
                    html: html`<a class="govuk-link" href="/facilitators/${each.id}">${each.name}</a><br /><span
                        class="govuk-hint"
                        >${levelWords[each.level]}${isVolunteer(each) && ', volunteer'}</span
                      >`,
                  },
                  { text: loadWords(load), ...label('Open cases') },
                  { text: weightWords(each, load), ...label('Weight') },
                  { html: roomWords(each, load), ...label('Room') },
                  { text: availableWords(each), ...label('When they can work') },
                  { text: away ? awayWords(away) : 'Not away', ...label('Away next') },
                  {
                    html: html`${checksSummary(each.checks, today)}${(practice.get(each.id) ?? []).map((words) => html`<br />${words}`)}`,
                    ...label('Checks and training'),
                  },
                ];
              }),
            })
      }
      ${supervisorsPart(supervisors)}`,
  };
}

// What is missing warns, and stops nothing.
function supervisorsPart(supervisors: Register['supervisors']): Html | false {
  return (
    supervisors.length > 0 &&
    html`<h2 class="govuk-heading-m">Supervisors</h2>
      <ul class="govuk-list">
        ${supervisors.map(
          ({ id, name, lacks }) =>
            html`<li>
              <a class="govuk-link" href="/facilitators/${id}/practice">${name}</a>: ${lacks.length === 0 ? 'in order' : lacks.join('. ')}.
            </li>`,
        )}
      </ul>`
  );
}

function isVolunteer({ roles }: Pick<Facilitator, 'roles'>): boolean {
  return roles.includes('volunteer-facilitator');
}

function loadWords(load: Load | undefined): string {
  if (!load || load.openCases === 0) return 'None';
  const { openCases, complexCases, ledCases } = load;
  return `${openCases}: leads ${ledCases}, ${complexCases} complex`;
}

function balance(each: Facilitator, load: Load | undefined) {
  return balanceOf({ mostWork: each.mostWork, isVolunteer: isVolunteer(each) }, load);
}

function weightWords(each: Facilitator, load: Load | undefined): string {
  const { weight, most } = balance(each, load);
  return `${weight} of ${each.mostWork === null ? 'usually' : 'at most'} ${most}`;
}

function roomWords(each: Facilitator, load: Load | undefined): Html {
  const { room } = balance(each, load);
  if (room < 0) return html`<strong class="govuk-tag govuk-tag--orange">Over by ${-room}</strong>`;
  return room === 0 ? html`Full` : html`Room for ${room}`;
}

/** Everybody at a glance: who is over, who is full, who has room. */
function balanceWords(here: readonly Facilitator[], loads: readonly Load[]): string {
  const rooms = here.map(
    (each) =>
      balance(
        each,
        loads.find(({ staffId }) => staffId === each.id),
      ).room,
  );
  const many = (count: number) => (count === 0 ? 'nobody' : String(count));
  const [over, full, free] = [
    rooms.filter((room) => room < 0).length,
    rooms.filter((room) => room === 0).length,
    rooms.filter((room) => room > 0).length,
  ];
  return `Over what they take on: ${many(over)}. Full: ${many(full)}. With room: ${many(free)}.`;
}

function availableWords({ available }: Facilitator): string {
  return available.length === 0 ? 'Not said' : available.map((each) => timeWords[each]).join('; ');
}

function awayWords({ fromOn, untilOn }: { readonly fromOn: PlainDate; readonly untilOn: PlainDate }): string {
  return fromOn === untilOn ? inWords(fromOn) : `${inWords(fromOn)} to ${inWords(untilOn)}`;
}

function checksSummary(checks: readonly Check[], today: PlainDate): Html {
  const over = checksOver(checks, today);
  if (over.length > 0) {
    return html`<strong class="govuk-tag govuk-tag--red">Over</strong> ${over.map(({ kind }) => checkWords(kind)).join(', ')}`;
  }
  const ending = checksEnding(checks, today, 60);
  if (ending.length > 0) {
    return html`${ending.map(({ kind, holdsUntil }) => holdsUntil && `${checkWords(kind)} until ${inWords(holdsUntil)}`).join(', ')}`;
  }
  return checks.length === 0 ? html`Nothing written down` : html`In order`;
}

export interface One {
  readonly who: Facilitator;
  readonly today: PlainDate;
  /** Whether they look at their own. */
  readonly isOwn: boolean;
  readonly attempt: Attempt;
}

/** What one facilitator brings, what holds of their checks, and when they are away. */
export function facilitatorPage(shown: One): Page {
  const { who, isOwn, attempt } = shown;
  return {
    title: isOwn ? 'What I bring' : who.name,
    back: isOwn ? '/work' : '/facilitators',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">${isOwn ? 'What I bring' : who.name}</h1>
      <p class="govuk-body">
        ${levelWords[who.level]}${isVolunteer(who) && ', volunteer'}. This helps to find the right person for a case. Nobody
        outside the service sees it.
      </p>
      ${
        !isOwn &&
        html`<p class="govuk-body">
          <a class="govuk-link" href="/handover?from=${who.id}">Hand over their cases</a><br />
          <a class="govuk-link" href="/facilitators/${who.id}/supervision">See when they were supervised</a><br />
          <a class="govuk-link" href="/facilitators/${who.id}/practice">See what they learned, and what is missing</a>
        </p>`
      }
      ${isOwn && html`<p class="govuk-body"><a class="govuk-link" href="/own-practice/claims">Write down hours and expenses</a><br /><a class="govuk-link" href="/own-practice/learning">See what you learned, and what is missing</a></p>`}
      ${profileForm(shown)} ${absencesPart(shown)} ${checksPart(shown)}`,
  };
}

const baseOf = ({ isOwn, who }: One) => (isOwn ? '/own-practice' : `/facilitators/${who.id}`);

function profileForm(shown: One): Html {
  const { who, attempt } = shown;
  return form(
    baseOf(shown),
    [
      radioField(attempt, {
        name: 'gender',
        label: 'Gender',
        hint: 'Some people would rather speak with a woman, or with a man.',
        value: who.gender,
        choices: Object.entries(genderWords).map(([value, text]) => ({ value, text })),
      }),
      textField(attempt, {
        name: 'languages',
        label: 'Languages besides English',
        hint: 'Between commas, such as Polish, British Sign Language.',
        value: who.languages.join(', '),
      }),
      areaField(attempt, {
        name: 'districts',
        label: 'Where they can travel',
        hint: 'First halves of postcodes between commas, such as NN1, PE8. Leave it empty for anywhere.',
        value: who.districts.join(', '),
        rows: 2,
      }),
      tickField(attempt, {
        name: 'available',
        label: 'When they can work',
        values: who.available,
        choices: Object.entries(timeWords).map(([value, text]) => ({ value, text })),
      }),
      textField(attempt, {
        name: 'most-work',
        label: 'How much they take on at once',
        hint: 'In cases. A complex case counts twice. Leave it empty for what is usual.',
        value: who.mostWork === null ? '' : String(who.mostWork),
        width: 3,
        inputmode: 'numeric',
      }),
    ],
    { text: 'Save' },
  );
}

function absencesPart(shown: One): Html {
  const { who, attempt } = shown;
  return html`<h2 class="govuk-heading-m">Days away</h2>
    ${
      who.absences.length === 0
        ? html`<p class="govuk-body">No days away are written down.</p>`
        : html`<ul class="tp-list">
            ${who.absences.map(
              (each) =>
                html`<li class="tp-list__row">
                  <p>${awayWords(each)}</p>
                  ${pressForm(`${baseOf(shown)}/absences/end`, { text: `Take back ${awayWords(each)}`, quiet: true }, { absence: each.id })}
                </li>`,
            )}
          </ul>`
    }
    ${who.absences.length > 0 && html`<p class="govuk-body"><a class="govuk-link" href="${baseOf(shown)}/cover">Who covers on these days</a></p>`}
    ${form(
      `${baseOf(shown)}/absences`,
      [
        dayField(attempt, { name: 'from-on', label: 'First day away' }),
        dayField(attempt, { name: 'until-on', label: 'Last day away' }),
      ],
      { text: 'Write down days away', quiet: true },
    )}`;
}

function checksPart(shown: One): Html {
  const { who, today, isOwn, attempt } = shown;
  const over = checksOver(who.checks, today);
  const label = (words: string) => ({ attributes: { 'data-label': words } });
  return html`<h2 class="govuk-heading-m">Checks and training</h2>
    ${over.length > 0 && html`<p class="govuk-body"><strong class="govuk-tag govuk-tag--red">Over</strong> ${isOwn ? 'You are' : 'They are'} given no case until a new one is written down.</p>`}
    ${
      who.checks.length === 0
        ? html`<p class="govuk-body">Nothing is written down yet.</p>`
        : table({
            caption: 'The newest of each kind',
            captionClasses: 'govuk-table__caption--s',
            classes: 'tp-table--stack',
            firstCellIsHeader: true,
            head: [{ text: 'What' }, { text: 'Done on' }, { text: 'Good until' }],
            rows: who.checks.map(({ kind, doneOn, holdsUntil }) => [
              { text: checkWords(kind) },
              { text: inWords(doneOn), ...label('Done on') },
              { text: holdsUntil === null ? 'Does not run out' : inWords(holdsUntil), ...label('Good until') },
            ]),
          })
    }
    ${
      !isOwn &&
      form(
        `${baseOf(shown)}/checks`,
        [
          selectField(attempt, {
            name: 'kind',
            label: 'What was checked or learned',
            choices: checkKinds.map((value) => ({ value, text: checkWords(value) })),
          }),
          dayField(attempt, { name: 'done-on', label: 'When it was done' }),
          dayField(attempt, {
            name: 'holds-until',
            label: 'Last day on which it is good',
            hint: 'Leave it empty if it does not run out.',
          }),
        ],
        { text: 'Write it down', quiet: true },
      )
    }`;
}

const jo: Facilitator = {
  id: '1b6d5c1e-0000-4000-8000-000000000001' as StaffId,
  name: 'Jo Whitfield',
  level: 'advanced',
  roles: ['facilitator'],
  isActive: true,
  gender: 'woman',
  languages: ['Polish', 'British Sign Language'],
  districts: ['NN1', 'NN2'],
  available: ['weekdays', 'evenings'],
  mostWork: 18,
  checks: [
    { kind: 'facilitator-training', doneOn: '2024-05-02' as PlainDate, holdsUntil: null },
    { kind: 'vetting', doneOn: '2023-11-20' as PlainDate, holdsUntil: '2026-12-20' as PlainDate },
  ],
  absences: [
    {
      id: '2b6d5c1e-0000-4000-8000-000000000001',
      fromOn: '2026-12-21' as PlainDate,
      untilOn: '2027-01-03' as PlainDate,
    },
  ],
};
const leo: Facilitator = {
  ...jo,
  id: '1b6d5c1e-0000-4000-8000-000000000002' as StaffId,
  name: 'Leo Marsh',
  level: 'foundation',
  roles: ['volunteer-facilitator'],
  gender: 'not-said',
  languages: [],
  districts: [],
  available: [],
  mostWork: null,
  checks: [{ kind: 'vetting', doneOn: '2023-06-01' as PlainDate, holdsUntil: '2026-06-01' as PlainDate }],
  absences: [],
};
const today = '2026-11-25' as PlainDate;

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'Facilitators: nobody yet',
    page: registerPage({ all: [], loads: [], practice: new Map(), supervisors: [], today }),
  },
  {
    name: 'Facilitators: two, one whose vetting is over',
    page: registerPage({
      all: [jo, leo],
      loads: [
        { staffId: jo.id, openCases: 15, complexCases: 6, ledCases: 7 },
        { staffId: leo.id, openCases: 1, complexCases: 0, ledCases: 0 },
      ],
      practice: new Map([
        [jo.id, ['Learning: enough until 2 March 2027']],
        [leo.id, ['Learning: 4 hours missing, 1 hour of them approved', 'Their supervision is due']],
      ]),
      supervisors: [
        {
          id: '1b6d5c1e-0000-4000-8000-000000000003' as StaffId,
          name: 'Priya Nair',
          lacks: ['They supervised nobody in the last year'],
        },
      ],
      today,
    }),
  },
  { name: 'Facilitator: all of it', page: facilitatorPage({ who: jo, today, isOwn: false, attempt: freshAttempt }) },
  {
    name: 'Facilitator: their own, with nothing said yet',
    page: facilitatorPage({ who: leo, today, isOwn: true, attempt: freshAttempt }),
  },
  {
    name: 'Facilitator: refused, because a district is none',
    page: facilitatorPage({
      who: jo,
      today,
      isOwn: false,
      attempt: {
        typed: { gender: 'woman', languages: 'Polish', districts: 'NN1 1AA', 'most-work': '18' },
        problems: [{ field: 'districts', text: explain('not-a-district') }],
      },
    }),
  },
];
