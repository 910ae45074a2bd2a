import { sourceWords } from '#vocabulary/agencies.ts';
import { form, pressForm, radioField, textField, tickField, type Choice } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { details } from '#platform/govuk/details.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { html, paragraphs, type Html } from '#platform/html.ts';
import { inWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { incidentWords, partWords, type Part } from '#vocabulary/parts.ts';
import { aReferralOnFile } from '#journey/referral/examples.ts';
import type { Referral } from './facts.ts';
import type { Other } from './rules.ts';

/* What reached us, as the pages of triage show it: how somebody is reached safely, what was told, who else it is about. */

/** What must be known before anybody gets in touch. */
export function safeSection(referral: Referral): Html {
  const ways = [
    referral.mayPhone && `phone ${referral.phone}`,
    referral.mayText && `text ${referral.phone}`,
    referral.mayEmail && `e-mail ${referral.email}`,
    referral.mayPost && `post to ${referral.address.replaceAll('\n', ', ')}`,
  ].filter((way) => typeof way === 'string');
  const { fromHour, untilHour, codeword, ifSomeoneElseAnswers, safeTimes } = referral;
  return html`<section class="tp-safe" aria-labelledby="safe">
    <h2 class="tp-safe__title" id="safe">Before you contact ${referral.called}</h2>
    <p class="govuk-body">
      ${hasNotAgreed(referral) && 'They have not agreed to be referred, as far as the agency knows. Ask the agency first. '}
      ${ways.length === 0 ? noWay(referral) : `Safe: ${ways.join('; ')}.`}
      ${fromHour !== null && untilHour !== null && ` Only from ${fromHour}:00 until ${untilHour}:00.`}
      ${safeTimes !== '' && ` ${safeTimes}.`}
      ${referral.mayPhone && (referral.mayLeaveVoicemail ? ' Voicemail is all right.' : ' No voicemail.')}
      ${referral.mayPhone && ` If somebody else answers: ${ifSomeoneElseAnswers || 'say nothing and end the call'}.`}
      ${codeword !== '' && ` The word they chose: ${codeword}.`}
    </p>
  </section>`;
}

function fromWhom({ source, reference }: Referral) {
  const link =
    source !== 'self' &&
    source !== 'on-behalf' &&
    html`, <a class="govuk-link" href="/referrals/${reference}/agency">what they said</a>`;
  return { key: { text: 'From' }, value: { html: html`${sourceWords[source]}${link}` } };
}

// Whoever asks for somebody else says on a page of their own what that person knows.
function hasNotAgreed({ source, agreedToReferral }: Referral): boolean {
  return source !== 'self' && source !== 'on-behalf' && !agreedToReferral;
}

function noWay({ source }: Referral): string {
  return source === 'self'
    ? 'No way is safe. They get in touch with us.'
    : 'We do not know yet what is safe. Ask whoever referred them before anybody is contacted.';
}

/** What the referral says, in the words that reached us. */
export function told(referral: Referral): Html {
  const row = (key: string, value: string) =>
    value !== '' && { key: { text: key }, value: { html: paragraphs(value) } };
  const { dateOfBirth, happenedOn, inArea } = referral;
  const area = { true: 'in our area', false: 'may be outside our area', null: 'area not known' }[`${inArea}`];
  return summaryList({
    rows: [
      fromWhom(referral),
      row(
        referral.source === 'on-behalf' ? 'Who asked' : 'Referrer',
        [referral.referrerName, referral.referrerContact].filter((each) => each !== '').join(', '),
      ),
      row('Agreed to the referral', referral.agreedToReferral ? 'Yes' : 'No, or not known'),
      row('Name', `${referral.fullName}, called ${referral.called}`),
      row('Part', partWords[referral.part]),
      row('Pronouns', referral.pronouns),
      row('Date of birth', dateOfBirth ? inWords(dateOfBirth) : ''),
      row('Under 18', referral.isUnder18 ? `Yes. ${referral.guardianName || 'No parent or carer named'}` : ''),
      row('Language', `${referral.language}${referral.needsInterpreter ? ', with an interpreter' : ''}`),
      row('Access needs', referral.accessNeeds),
      row('Kind', incidentWords[referral.incidentKind]),
      row('What happened', referral.whatHappened),
      row('When', [referral.whenWords, happenedOn ? inWords(happenedOn) : ''].filter((each) => each !== '').join(', ')),
      row('Where', referral.whereWords),
      row('Postcode district', referral.postcodeDistrict === '' ? '' : `${referral.postcodeDistrict}, ${area}`),
      row('Other people, in their words', referral.otherPeopleWords),
      row('What they hope for', referral.hopes),
    ],
  });
}

function othersList({ reference }: Referral, others: readonly Other[], isOpen: boolean): Html {
  return summaryList({
    rows: others.map((other) => ({
      key: { text: other.fullName },
      value: {
        html: html`<p class="govuk-body">${otherWords(other)}</p>
          ${isOpen && pressForm(`/referrals/${reference}/others/remove`, { text: `Take ${other.fullName} off`, quiet: true }, { other: other.id })}`,
      },
    })),
  });
}

function otherWords({ kind, part, called, isUnder18, contactRole, phone }: Other): string {
  const words = [
    kind === 'organisation' ? 'Organisation harmed' : partWords[part],
    kind === 'person' && `called ${called}`,
    isUnder18 && 'under 18',
    contactRole,
    phone,
  ];
  return words.filter((each) => typeof each === 'string' && each !== '').join(', ');
}

/** Who else it is about; while it waits, they are added and taken off here. */
export function othersSection(referral: Referral, others: readonly Other[], adds: Attempt | undefined): Html {
  return html`<h2 class="govuk-heading-m">Who else it is about</h2>
    ${others.length === 0 ? html`<p class="govuk-body">Nobody has been added yet.</p>` : othersList(referral, others, adds !== undefined)}
    ${adds && adding(referral, adds)}`;
}

const partChoices: readonly Choice[] = [
  { value: 'harmed', text: partWords.harmed },
  { value: 'responsible', text: partWords.responsible },
];

const otherSide = (part: Part): Part => (part === 'harmed' ? 'responsible' : 'harmed');

function adding(referral: Referral, attempt: Attempt): Html {
  const path = `/referrals/${referral.reference}/others`;
  const isOpen = (prefix: string) => attempt.problems.some(({ field }) => field.startsWith(prefix));
  return html`${details({
    summaryText: 'Add a person',
    open: isOpen('person-'),
    html: form(
      `${path}/person`,
      [
        radioField(attempt, {
          name: 'person-part',
          label: 'Their part',
          value: otherSide(referral.part),
          choices: partChoices,
        }),
        textField(attempt, { name: 'person-full-name', label: 'Full name', hint: 'As much of it as is known.' }),
        textField(attempt, { name: 'person-called', label: 'Called', hint: 'If left empty, their first name.' }),
        textField(attempt, {
          name: 'person-phone',
          label: 'Phone, if known',
          hint: 'It is not used before it is checked.',
          width: 20,
        }),
        // The script puts in here who may be with us already; once the person is added, the page says so without it.
        html`<input type="hidden" name="person-of" value="another" />
          <div class="tp-alike" data-looks-at="/referrals/new/alike" aria-live="polite"></div>`,
        tickField(attempt, {
          name: 'person-age',
          label: 'Age',
          choices: [{ value: 'under-18', text: 'Under 18' }],
        }),
      ],
      { text: 'Add this person', quiet: true },
    ),
  })}
  ${details({
    summaryText: 'Add an organisation that was harmed',
    open: isOpen('organisation-'),
    html: form(
      `${path}/organisation`,
      [
        textField(attempt, { name: 'organisation-name', label: 'Name of the organisation' }),
        textField(attempt, {
          name: 'organisation-role',
          label: 'Who speaks for it',
          hint: 'A role, for example the store manager.',
        }),
        textField(attempt, { name: 'organisation-phone', label: 'Phone of the office', width: 20 }),
      ],
      { text: 'Add this organisation', quiet: true },
    ),
  })}`;
}

const nobodyKnows = aReferralOnFile({ source: 'police', mayPhone: false, mayText: false, inArea: null });

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'What was told, where no safe way is known',
    page: {
      title: 'Referral',
      body: html`<h1 class="govuk-heading-l">Referral</h1>
        ${safeSection(nobodyKnows)}
        <h2 class="govuk-heading-m">What we were told</h2>
        ${told(nobodyKnows)} ${othersSection(nobodyKnows, [], freshAttempt)}`,
    },
  },
];
