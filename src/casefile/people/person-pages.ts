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
import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ContactPoint } from './rules.ts';
import { explain } from './rules.ts';

/** What is known of a person, as the form shows it. */
export interface PersonTyped {
  readonly fullName: string;
  readonly called: string;
  readonly pronouns: string;
  readonly dateOfBirth: PlainDate | null;
  readonly isUnder18: boolean;
  readonly language: string;
  readonly needsInterpreter: boolean;
  readonly accessNeeds: string;
  readonly ownWord: string;
}

function personFields(attempt: Attempt, person: PersonTyped | null): readonly Html[] {
  return [
    textField(attempt, { name: 'full-name', label: 'Full name', value: person?.fullName, spellcheck: false }),
    textField(attempt, {
      name: 'called',
      label: 'How they like to be called',
      hint: 'We use this name with them and on every page.',
      value: person?.called,
      spellcheck: false,
    }),
    textField(attempt, {
      name: 'pronouns',
      label: 'Pronouns',
      hint: 'Leave it empty if not said.',
      width: 10,
      value: person?.pronouns,
    }),
    dayField(attempt, {
      name: 'born-on',
      label: 'Date of birth',
      hint: 'For example, 2 3 1985. Leave it empty if you do not know.',
      value: person?.dateOfBirth ?? '',
    }),
    tickField(attempt, {
      name: 'under-18',
      label: 'If you do not know the date of birth',
      values: person?.isUnder18 ? ['yes'] : [],
      choices: [{ value: 'yes', text: 'They are under 18' }],
    }),
    textField(attempt, {
      name: 'own-word',
      label: 'The word they choose for themselves',
      hint: 'For example, survivor. Leave it empty if they chose none.',
      value: person?.ownWord,
    }),
    textField(attempt, {
      name: 'language',
      label: 'Language they like to speak',
      value: person?.language ?? 'English',
    }),
    tickField(attempt, {
      name: 'interpreter',
      label: 'Interpreter',
      values: person?.needsInterpreter ? ['yes'] : [],
      choices: [{ value: 'yes', text: 'They need an interpreter' }],
    }),
    areaField(attempt, {
      name: 'access-needs',
      label: 'What they need to take part',
      hint: 'For example, a room on the ground floor, or large print.',
      rows: 3,
      value: person?.accessNeeds,
    }),
  ];
}

/** Staff: a person to add to the case. */
export function addPersonPage(reference: string, attempt: Attempt): Page {
  return {
    title: 'Add a person',
    back: `/cases/${reference}/people`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Add a person to the case</h1>
      ${form(
        `/cases/${reference}/people/add`,
        [
          ...personFields(attempt, null),
          textField(attempt, {
            name: 'phone',
            label: 'Phone',
            hint: 'Not used before it is checked.',
            type: 'tel',
            width: 20,
          }),
          textField(attempt, {
            name: 'email',
            label: 'E-mail',
            hint: 'Not used before it is checked.',
            type: 'email',
            spellcheck: false,
          }),
          areaField(attempt, {
            name: 'post',
            label: 'Postal address',
            hint: 'Not used before it is checked.',
            rows: 4,
          }),
        ],
        { text: 'Add to the case' },
      )}`,
  };
}

/** Staff: the details of a person to put right. */
export function changePersonPage(reference: string, id: string, person: PersonTyped, attempt: Attempt): Page {
  return {
    title: 'Details',
    back: `/cases/${reference}/people`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">The details of ${person.called}</h1>
      ${form(`/cases/${reference}/people/${id}`, personFields(attempt, person), { text: 'Save the details' })}`,
  };
}

/** Staff: an organisation to add to the case. */
export function addOrganisationPage(reference: string, attempt: Attempt): Page {
  return {
    title: 'Add an organisation',
    back: `/cases/${reference}/people`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Add an organisation to the case</h1>
      ${form(
        `/cases/${reference}/people/add-organisation`,
        [
          textField(attempt, { name: 'name', label: 'Name of the organisation' }),
          textField(attempt, {
            name: 'contact-role',
            label: 'The role we reach it through',
            hint: 'For example, store manager. People change, the role stays.',
          }),
          textField(attempt, { name: 'phone', label: 'Phone', type: 'tel', width: 20 }),
          textField(attempt, { name: 'email', label: 'E-mail', type: 'email', spellcheck: false }),
        ],
        { text: 'Add to the case' },
      )}`,
  };
}

/** Staff: a number or an address to add. */
export function addPointPage(reference: string, id: string, called: string, attempt: Attempt): Page {
  return {
    title: 'Add a number or an address',
    back: `/cases/${reference}/people`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">A number or an address of ${called}</h1>
      <p class="govuk-body">It is not used before you checked it, in person or through the old safe way.</p>
      ${form(
        `/cases/${reference}/people/${id}/points/add`,
        [
          radioField(attempt, {
            name: 'channel',
            label: 'What it is',
            choices: [
              { value: 'phone', text: 'Phone number' },
              { value: 'email', text: 'E-mail address' },
              { value: 'post', text: 'Postal address' },
            ],
          }),
          areaField(attempt, { name: 'value', label: 'The number or address', rows: 3 }),
        ],
        { text: 'Add it' },
      )}`,
  };
}

/** Staff: one number or address: check it, or stop using it. */
export function pointPage(reference: string, id: string, point: ContactPoint, attempt: Attempt): Page {
  const path = `/cases/${reference}/people/${id}/points/${point.id}`;
  return {
    title: 'A number or an address',
    back: `/cases/${reference}/people`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l tp-break">${point.value}</h1>
      ${point.checkedOn === null && checkForm(path, attempt)}
      <h2 class="govuk-heading-m">If it is not theirs any more, or not safe</h2>
      ${pressForm(`${path}/stop`, { text: 'Stop using it', quiet: true })}`,
  };
}

function checkForm(path: string, attempt: Attempt): Html {
  return html` <p class="govuk-body">
      Nobody has checked that this is theirs. Somebody else may have given it to us, or be reading what is theirs.
    </p>
    ${form(
      path,
      radioField(attempt, {
        name: 'how',
        label: 'How did you check it?',
        choices: [
          { value: 'in-person', text: 'They told me in person' },
          { value: 'old-safe-way', text: 'I asked through the old safe way' },
          { value: 'with-the-referral', text: 'It came with the referral, and I spoke with them there' },
        ],
      }),
      { text: 'It is checked' },
    )}`;
}

/** Staff: somebody to add beside a participant. */
export function companionPage(reference: string, id: string, called: string, attempt: Attempt): Page {
  return {
    title: 'Beside them',
    back: `/cases/${reference}/people`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Somebody beside ${called}</h1>
      ${form(
        `/cases/${reference}/people/${id}/companion`,
        [
          selectField(attempt, {
            name: 'kind',
            label: 'Who they are here',
            choices: [
              { value: 'supporter', text: 'Supporter' },
              { value: 'guardian', text: 'Guardian' },
              { value: 'interpreter', text: 'Interpreter' },
              { value: 'representative', text: 'Representative' },
            ],
          }),
          textField(attempt, { name: 'full-name', label: 'Full name', spellcheck: false }),
          textField(attempt, { name: 'called', label: 'How they like to be called', spellcheck: false }),
          textField(attempt, { name: 'relation', label: 'What they are to them', hint: 'For example, her sister.' }),
          textField(attempt, { name: 'phone', label: 'Phone', type: 'tel', width: 20 }),
          textField(attempt, { name: 'email', label: 'E-mail', type: 'email', spellcheck: false }),
        ],
        { text: 'Add them' },
      )}`,
  };
}

const reference = '7K3M-QX94';
const someone = '0b6d5c1e-0000-4000-8000-000000000001';
const joanne: PersonTyped = {
  fullName: 'Joanne Hartley',
  called: 'Joanne',
  pronouns: 'she',
  dateOfBirth: '1985-03-02' as PlainDate,
  isUnder18: false,
  language: 'English',
  needsInterpreter: false,
  accessNeeds: '',
  ownWord: 'survivor',
};
const point: ContactPoint = {
  id: '5b6d5c1e-0000-4000-8000-000000000001',
  channel: 'email',
  value: 'joanne.hartley.of.the.long.address@example.org',
  checkedOn: null,
  checkedHow: null,
  isInUse: true,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Add a person', page: addPersonPage(reference, freshAttempt) },
  {
    name: 'Add a person: refused, because of a name and a date of birth',
    page: addPersonPage(reference, {
      typed: { 'born-on-day': '1', 'born-on-month': '1', 'born-on-year': '2999' },
      problems: [
        { field: 'full-name', text: 'Write their full name' },
        { field: 'born-on', text: explain('born-in-the-future') },
      ],
    }),
  },
  { name: 'Details of a person', page: changePersonPage(reference, someone, joanne, freshAttempt) },
  { name: 'Add an organisation', page: addOrganisationPage(reference, freshAttempt) },
  { name: 'Add a number or an address', page: addPointPage(reference, someone, 'Joanne', freshAttempt) },
  {
    name: 'Add a number or an address: refused, because it does not look right',
    page: addPointPage(reference, someone, 'Joanne', {
      typed: { channel: 'email', value: 'joanne' },
      problems: [{ field: 'value', text: explain('does-not-look-right') }],
    }),
  },
  { name: 'A number that is not checked', page: pointPage(reference, someone, point, freshAttempt) },
  {
    name: 'A number that is checked',
    page: pointPage(
      reference,
      someone,
      { ...point, checkedOn: '2026-11-02' as PlainDate, checkedHow: 'in-person' },
      freshAttempt,
    ),
  },
  { name: 'Somebody beside a participant', page: companionPage(reference, someone, 'Joanne', freshAttempt) },
];
