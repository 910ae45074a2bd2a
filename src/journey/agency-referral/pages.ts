import { areaField, errorsOf, form, radioField, selectField, textField, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import { changeableFields, fieldWords, withdrawWords, type AgencyKind } from '#vocabulary/agencies.ts';
import type { Page } from '#vocabulary/doors.ts';
import { safetyFlagKinds, safetyFlagWords } from '#vocabulary/safety-flags.ts';

/** Which referral a form is about. */
export interface Named {
  readonly reference: string;
  readonly called: string;
}

/** What to change in a referral, or to say of it. (AGY-2) */
export function changePage(kind: AgencyKind, referral: Named, attempt: Attempt): Page {
  const at = `/agency/referrals/${referral.reference}`;
  const words = fieldWords(kind);
  return {
    title: 'Change a referral',
    back: at,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Change the referral of ${referral.called}</h1>
      <p class="govuk-body">What stood there before stays visible, to you and to us.</p>
      ${form(
        `${at}/change`,
        [
          selectField(attempt, {
            name: 'field',
            label: 'What to change',
            choices: changeableFields.map((value) => ({ value, text: words[value] })),
          }),
          areaField(attempt, { name: 'words', label: 'What it should say', rows: 5 }),
          areaField(attempt, { name: 'because', label: 'Why', rows: 2 }),
        ],
        { text: 'Send the change' },
      )}
      <h2 class="govuk-heading-m">Tell us of a danger</h2>
      ${form(
        `${at}/risks`,
        [
          tickField(attempt, {
            name: 'risks',
            label: 'What could hurt somebody',
            hint: 'Tick what you know now. It is added to what you told us before. Nobody you refer is told of it. If somebody is in danger now, ring 999 first.',
            choices: safetyFlagKinds.map((value) => ({ value, text: safetyFlagWords[value].text })),
          }),
          areaField(attempt, { name: 'risks-because', label: 'How you know, and since when', rows: 2 }),
        ],
        { text: 'Send what could hurt somebody' },
      )}`,
  };
}

/** Asking to stop what a referral became. (AGY-6) */
export function stopPage(referral: Named, attempt: Attempt): Page {
  const at = `/agency/referrals/${referral.reference}`;
  return {
    title: 'Ask us to stop',
    back: at,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Ask us to stop with the referral of ${referral.called}</h1>
      <p class="govuk-body">
        We have begun, so the referral cannot be taken back any more: whether people go on is theirs to say. A coordinator
        reads why you ask, and writes to you what happens now.
      </p>
      <p class="govuk-body">If somebody may be in danger, ring us as well.</p>
      ${form(`${at}/stop`, whyFields(attempt), { text: 'Ask us to stop' })}`,
  };
}

function whyFields(attempt: Attempt): readonly Html[] {
  return [
    radioField(attempt, {
      name: 'reason',
      label: 'Why',
      choices: Object.entries(withdrawWords).map(([value, text]) => ({ value, text })),
    }),
    areaField(attempt, { name: 'words', label: 'More, if it helps us', rows: 3 }),
  ];
}

/** What the person knows of us, and whether they agree, as it stands. (AGY-7) */
export interface Known {
  readonly agreedToReferral: boolean;
  readonly toldWords: string;
}

/** Whether they know of us and agree: it may change at any time, and changes what we may do. (AGY-7) */
export function knowPage(referral: Named & Known, attempt: Attempt): Page {
  const at = `/agency/referrals/${referral.reference}`;
  return {
    title: 'Do they know',
    back: at,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Does ${referral.called} know, and agree?</h1>
      <p class="govuk-body">
        If they do not agree any more, we contact nobody before we have asked you. What stood here before stays visible,
        to you and to us.
      </p>
      ${form(
        `${at}/know`,
        [
          radioField(attempt, {
            name: 'agreed',
            label: 'Did they agree to be referred?',
            isInline: true,
            value: referral.agreedToReferral ? 'yes' : 'no',
            choices: Object.entries({ yes: 'Yes', no: 'No, or I do not know' }).map(([value, text]) => ({
              value,
              text,
            })),
          }),
          textField(attempt, {
            name: 'told',
            label: 'Who told them of us, and when',
            hint: 'Leave it empty if nobody has yet.',
            value: referral.toldWords,
          }),
          areaField(attempt, { name: 'because', label: 'Why you change it', rows: 2 }),
        ],
        { text: 'Save' },
      )}`,
  };
}

/** Taking a referral back. (AGY-3) */
export function withdrawPage(referral: Named, attempt: Attempt): Page {
  const at = `/agency/referrals/${referral.reference}`;
  return {
    title: 'Take a referral back',
    back: at,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Take back the referral of ${referral.called}</h1>
      <p class="govuk-body">We stop, and contact nobody. You can send a new one later.</p>
      ${form(`${at}/withdraw`, whyFields(attempt), { text: 'Take it back' })}`,
  };
}

const referral: Named = { reference: '7K3M-QX94', called: 'Joanne' };

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'An agency’s referral: a change without a reason',
    page: changePage('police', referral, {
      typed: { field: 'phone', words: '07700 900456' },
      problems: [{ field: 'because', text: 'Write the reason' }],
    }),
  },
  {
    name: 'An agency’s referral: they do not agree any more',
    page: knowPage(
      { ...referral, agreedToReferral: true, toldWords: 'PC Grant, on 30 October' },
      { typed: { agreed: 'no' }, problems: [{ field: 'because', text: 'Write the reason' }] },
    ),
  },
  { name: 'An agency’s referral: taking it back', page: withdrawPage(referral, freshAttempt) },
  { name: 'An agency’s referral: asking us to stop', page: stopPage(referral, freshAttempt) },
];
