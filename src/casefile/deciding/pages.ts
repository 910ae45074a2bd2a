import { areaField, dayField, errorsOf, form, radioField, selectField, textField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, paragraphs, type Html } from '#platform/html.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CompanionId, ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { StandingLine, ViewLine } from './facts.ts';
import { hasSide, type Who } from './rules.ts';

const parentalWords = {
  yes: 'holds parental responsibility',
  no: 'does not hold parental responsibility',
  'not-known': 'not known whether they hold parental responsibility',
} as const;

const sideWords = {
  none: 'no side of their own in it',
  harmed: 'was harmed in it too',
  responsible: 'is responsible in it too',
  close: 'is close to somebody on the other side',
  'not-known': 'not known whether they have a side in it',
} as const;

const viewWords = {
  can: 'They can decide it themselves',
  'with-support': 'They can decide it with help',
  cannot: 'They cannot decide it now',
} as const;

export interface Deciding {
  readonly reference: string;
  readonly isOpen: boolean;
  readonly who: { readonly id: ParticipantId; readonly called: string; readonly kind: Who };
  /** How old they are and were, in words; empty where it is not known. */
  readonly age: string;
  readonly guardians: readonly { readonly id: CompanionId; readonly called: string; readonly relation: string }[];
  readonly standings: readonly StandingLine[];
  readonly views: readonly ViewLine[];
  readonly names: ReadonlyMap<string, string>;
  readonly today: PlainDate;
  readonly attempt: Attempt;
}

/** Staff: who speaks for a child, what the child says, and what somebody can decide for themselves. */
export function decidingPage(shown: Deciding): Page {
  const { reference, who, attempt, isOpen } = shown;
  return {
    title: `How ${who.called} decides`,
    back: `/cases/${reference}/people`,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">How ${who.called} decides</h1>
      <p class="govuk-body">Only staff who may open the case read this.</p>
      ${who.kind === 'child' && [guardiansPart(shown), childPart(shown)]}
      ${who.kind === 'organisation' ? authorityPart(shown) : capacityPart(shown)}
      ${!isOpen && html`<p class="govuk-body">The case is closed: nothing is added.</p>`}`,
  };
}

const by = (names: ReadonlyMap<string, string>, line: { readonly recordedBy: StaffId; readonly saidOn: PlainDate }) =>
  `${inWords(line.saidOn)}, written down by ${names.get(line.recordedBy) ?? 'somebody who worked here'}`;

function guardiansPart(shown: Deciding): Html {
  const { guardians, standings, who, age, names, isOpen } = shown;
  const standingOf = (id: CompanionId) => standings.find(({ companionId }) => companionId === id);
  const isAlone = guardians.every(({ id }) => hasSide(standingOf(id) ?? { side: 'not-known' }));
  return html`<h2 class="govuk-heading-m">Who speaks for ${who.called}</h2>
    <p class="govuk-body">${who.called} is a child${age !== '' && `: ${age}`}.</p>
    ${isAlone && html`<p class="govuk-inset-text">No guardian without a side of their own is on the case. Until one is, nothing passes between ${who.called} and anybody.</p>`}
    ${
      guardians.length > 0 &&
      html`<ul class="govuk-list govuk-list--bullet">
        ${guardians.map(({ id, called, relation }) => {
          const line = standingOf(id);
          const named = relation === '' ? called : `${called} (${relation})`;
          if (!line) return html`<li>${named}: nobody has asked yet how they stand.</li>`;
          return html`<li>${named}: ${parentalWords[line.parental]}, ${sideWords[line.side]} (${by(names, line)}).${line.words !== '' && ` ${line.words}`}</li>`;
        })}
      </ul>`
    }
    ${isOpen && guardians.length > 0 && standingForm(shown)}
    ${isOpen && html`<p class="govuk-body"><a class="govuk-link" href="/cases/${shown.reference}/people/${who.id}/companion">Add a guardian</a></p>`}`;
}

function standingForm({ reference, who, guardians, attempt, today }: Deciding): Html {
  const choices = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, text]) => ({ value, text: text.charAt(0).toUpperCase() + text.slice(1) }));
  return form(
    `/cases/${reference}/people/${who.id}/deciding/guardian`,
    [
      selectField(attempt, {
        name: 'guardian',
        label: 'Which guardian',
        choices: guardians.map(({ id, called }) => ({ value: id, text: called })),
      }),
      radioField(attempt, { name: 'parental', label: 'Parental responsibility', choices: choices(parentalWords) }),
      radioField(attempt, { name: 'side', label: 'Their own side in what happened', choices: choices(sideWords) }),
      areaField(attempt, { name: 'side-words', label: 'What their side is, if they have one', rows: 2 }),
      dayField(attempt, { name: 'standing-on', label: 'When that was found out', suggested: today }),
    ],
    { text: 'Write down how they stand' },
  );
}

function childPart({ reference, who, views, names, attempt, today, isOpen }: Deciding): Html {
  const theirs = views.filter(({ kind }) => kind === 'child');
  return html`<h2 class="govuk-heading-m">What ${who.called} says</h2>
    ${theirs.length === 0 && html`<p class="govuk-body">Nobody has written down yet what ${who.called} wants.</p>`}
    ${theirs.map((line) => html`<div class="govuk-inset-text">${paragraphs(line.words)}<p class="govuk-body-s">${by(names, line)}</p></div>`)}
    ${
      isOpen &&
      form(
        `/cases/${reference}/people/${who.id}/deciding/child`,
        [
          areaField(attempt, {
            name: 'child-words',
            label: `What ${who.called} says about taking part`,
            hint: 'In their own words, asked alone or with whom they choose. It can be more than one answer over time.',
            rows: 3,
          }),
          dayField(attempt, { name: 'child-on', label: 'When they said it', suggested: today }),
        ],
        { text: 'Write down what they say' },
      )
    }`;
}

function authorityPart({ reference, who, views, names, attempt, today, isOpen }: Deciding): Html {
  return html`<h2 class="govuk-heading-m">Who may agree for ${who.called}</h2>
    <p class="govuk-body">An organisation agrees through somebody who is allowed to. Those of its staff who were harmed themselves are added as people of their own.</p>
    ${views.length === 0 && html`<p class="govuk-body">Nobody has written down yet who may agree for it.</p>`}
    ${views.map((line) => html`<div class="govuk-inset-text">${paragraphs(line.words)}${line.decision !== '' && html`<p class="govuk-body">For: ${line.decision}</p>`}<p class="govuk-body-s">${by(names, line)}</p></div>`)}
    ${
      isOpen &&
      form(
        `/cases/${reference}/people/${who.id}/deciding/authority`,
        [
          textField(attempt, { name: 'authority', label: 'Who may agree, by name and role' }),
          textField(attempt, {
            name: 'authority-for',
            label: 'To what',
            hint: 'For example, to a meeting, or to payment. Leave it empty for everything.',
          }),
          dayField(attempt, { name: 'authority-on', label: 'Since when', suggested: today }),
        ],
        { text: 'Write down who may agree' },
      )
    }`;
}

function capacityPart({ reference, who, views, names, attempt, today, isOpen }: Deciding): Html {
  const theirs = views.filter(({ kind }) => kind === 'capacity');
  return html`<h2 class="govuk-heading-m">What ${who.called} can decide for themselves</h2>
    <p class="govuk-body">
      Everybody can decide for themselves unless there is a reason to doubt it. Where there is, look at one decision at a time,
      after giving what helps, and write it down. A choice that seems unwise is not a reason.
    </p>
    ${theirs.map(
      (line) =>
        html`<div class="govuk-inset-text">
          <h3 class="govuk-heading-s">${line.decision}</h3>
          <p class="govuk-body">${line.view !== null && viewWords[line.view]} (${by(names, line)}).</p>
          ${paragraphs(line.words)} ${line.support !== '' && html`<p class="govuk-body">What helped: ${line.support}</p>`}
          ${line.safeguarding !== '' && html`<p class="govuk-body">Kept safe by: ${line.safeguarding}</p>`}
        </div>`,
    )}
    ${
      isOpen &&
      form(
        `/cases/${reference}/people/${who.id}/deciding/capacity`,
        [
          textField(attempt, { name: 'decision', label: 'Which decision', hint: 'For example, to meet in person.' }),
          radioField(attempt, {
            name: 'view',
            label: 'What was found',
            choices: Object.entries(viewWords).map(([value, text]) => ({ value, text })),
          }),
          areaField(attempt, { name: 'view-words', label: 'On what that rests, and who looked at it', rows: 3 }),
          areaField(attempt, { name: 'support', label: 'What was done to help them decide', rows: 2 }),
          areaField(attempt, {
            name: 'safeguarding',
            label: 'Who was told, to keep them safe, and when',
            hint: 'Needed where they cannot decide it. If nobody had to be told, say why.',
            rows: 2,
          }),
          dayField(attempt, { name: 'view-on', label: 'When it was looked at', suggested: today }),
        ],
        { text: 'Write down what was found' },
      )
    }`;
}

const kai = '0b6d5c1e-0000-4000-8000-000000000002' as ParticipantId;
const gail = '0b6d5c1e-0000-4000-8000-000000000031' as CompanionId;
const jo = '0b6d5c1e-0000-4000-8000-000000000008' as StaffId;
const today = '2026-11-23' as PlainDate;
const shown: Deciding = {
  ...{ reference: '7K3M-QX94', isOpen: true, age: '15 years old, 14 when it happened', today, attempt: freshAttempt },
  who: { id: kai, called: 'Kai', kind: 'child' },
  guardians: [{ id: gail, called: 'Gail', relation: 'his mother' }],
  ...{ standings: [], views: [], names: new Map([[jo, 'Jo Whitfield']]) },
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'How a child decides: nobody has asked yet', page: decidingPage(shown) },
  {
    name: 'How a child decides: the only guardian has a side',
    page: decidingPage({
      ...shown,
      standings: [
        {
          ...{ participantId: kai, companionId: gail, parental: 'yes', side: 'harmed', saidOn: today, recordedBy: jo },
          words: 'It was her car.',
        },
      ],
      views: [
        {
          ...{ participantId: kai, kind: 'child', decision: '', view: null, support: '', safeguarding: '' },
          ...{ words: 'I want to say sorry but not with mum there.', saidOn: today, recordedBy: jo },
        },
      ],
    }),
  },
  {
    name: 'Who may agree for an organisation',
    page: decidingPage({
      ...shown,
      ...{ who: { id: kai, called: 'Corner shop', kind: 'organisation' }, guardians: [] },
      views: [
        {
          ...{
            participantId: kai,
            kind: 'authority',
            decision: 'To a meeting',
            view: null,
            support: '',
            safeguarding: '',
          },
          ...{ words: 'Mrs Ahmed, area manager', saidOn: today, recordedBy: jo },
        },
      ],
    }),
  },
  {
    name: 'What an adult can decide, in a closed case',
    page: decidingPage({
      ...shown,
      ...{ isOpen: false, who: { id: kai, called: 'Ted', kind: 'adult' }, guardians: [] },
      views: [
        {
          ...{ participantId: kai, kind: 'capacity', decision: 'To meet in person', view: 'cannot' },
          ...{ words: 'He could not say back what a meeting is.', support: 'Pictures, and two short visits.' },
          ...{ safeguarding: 'Adult social care, 20 November.', saidOn: today, recordedBy: jo },
        },
      ],
    }),
  },
];
