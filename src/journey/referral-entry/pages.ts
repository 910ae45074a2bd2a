import {
  areaField,
  dayField,
  errorsOf,
  form,
  radioField,
  selectField,
  textField,
  tickField,
  type Choice,
} from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import { sourceWords } from '#vocabulary/agencies.ts';
import { matterNumbers, matterNumberWords } from '#vocabulary/matter.ts';
import { incidentWords, partWords } from '#vocabulary/parts.ts';
import { safetyFlagKinds, safetyFlagWords } from '#vocabulary/safety-flags.ts';
import type { Page } from '#vocabulary/doors.ts';

const choices = (words: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(words).map(([value, text]) => ({ value, text }));

/** Who may be with us already, and for whom that was looked up. */
export interface Found {
  readonly section: Html;
  readonly looked: string;
  /** Whether somebody was found. */
  readonly isLike: boolean;
}
const nothingFound: Found = { section: html``, looked: '', isLike: false };

// They stand beside the name and the birthday; who sends the form without a script begins to read at the top.
const mayBeHere = html`<p class="govuk-inset-text">
  Somebody like this may be with us already. <a class="govuk-link" href="#alike">Look at who it is</a> before you write it down.
</p>`;

/** Said instead of who may be with us already, where somebody asks more often than anybody types. */
export const tooOften = html`<p class="govuk-body">
  You have looked many times in a minute. Wait a moment, and whoever may be with us already is looked for again.
</p>`;

// The script puts what it is sent in here, and says it aloud once somebody stops typing.
function alike({ section, looked }: Found): Html {
  return html`<div class="tp-alike" id="alike" tabindex="-1" data-looks-at="/referrals/new/alike" aria-live="polite">
    ${looked !== '' && html`<input type="hidden" name="looked" value="${looked}" />`}${section}
  </div>`;
}

/** A referral that came by phone, letter, e-mail or in person, written down by staff. */
export function entryPage(attempt: Attempt, today: PlainDate, found: Found = nothingFound): Page {
  return {
    title: 'Write down a referral',
    back: '/referrals',
    script: 'look-alike.js',
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Write down a referral</h1>
      ${found.isLike && mayBeHere}
      <p class="govuk-body">We need the part, a name, the kind and what happened. Anything else that is not known can be left empty.</p>
      ${form(
        '/referrals/new',
        [arrival(attempt, today), person(attempt), alike(found), safety(attempt), incident(attempt)],
        {
          text: 'Write it down',
        },
      )}`,
  };
}

function arrival(attempt: Attempt, today: PlainDate): Html {
  return html`<h2 class="govuk-heading-m">How it came</h2>
    ${dayField(attempt, { name: 'received-on', label: 'The day it reached us', value: today })}
    ${selectField(attempt, { name: 'source', label: 'Who it is from', choices: choices(sourceWords) })}
    ${textField(attempt, { name: 'referrer-name', label: 'Name and role of who referred, if it is an agency' })}
    ${textField(attempt, { name: 'referrer-contact', label: 'How to answer them safely' })}
    ${textField(attempt, {
      name: 'agency-reference',
      label: 'Their own reference',
      hint: 'If it is an agency, as they write it. We look for others with the same one, as with the numbers below.',
      width: 20,
    })}
    ${matterNumbers.map((name) => {
      const { text: label, hint } = matterNumberWords[name];
      return textField(attempt, { name, label, hint, width: 20, spellcheck: false });
    })}
    ${radioField(attempt, {
      name: 'agreed',
      label: 'Does the person know of the referral, and agree to it?',
      isInline: true,
      choices: choices({ yes: 'Yes', no: 'No, or not known' }),
    })}`;
}

function person(attempt: Attempt): Html {
  return html`<h2 class="govuk-heading-m">Who it is for</h2>
    ${radioField(attempt, { name: 'part', label: 'Their part', choices: choices(partWords) })}
    ${textField(attempt, { name: 'full-name', label: 'Full name' })}
    ${textField(attempt, { name: 'called', label: 'How they like to be called', hint: 'If left empty, their first name.' })}
    ${textField(attempt, { name: 'pronouns', label: 'Pronouns', width: 10 })}
    ${dayField(attempt, { name: 'date-of-birth', label: 'Date of birth, if known' })}
    ${tickField(attempt, {
      name: 'age',
      label: 'Age',
      choices: [
        {
          value: 'under-18',
          text: 'Under 18',
          more: textField(attempt, { name: 'guardian-name', label: 'Parent or carer we may speak with' }),
        },
      ],
    })}
    ${textField(attempt, { name: 'language', label: 'Language', hint: 'If left empty, English.', width: 20 })}
    ${tickField(attempt, {
      name: 'interpreter',
      label: 'Interpreter',
      choices: [{ value: 'yes', text: 'They need an interpreter' }],
    })}
    ${textField(attempt, { name: 'access-needs', label: 'Access needs' })}`;
}

const riskChoices = Object.fromEntries(safetyFlagKinds.map((kind) => [kind, safetyFlagWords[kind].text]));

function safety(attempt: Attempt): Html {
  return html`<h2 class="govuk-heading-m">How it is safe to reach them</h2>
    ${tickField(attempt, {
      name: 'ways',
      label: 'Ways that are safe',
      hint: 'Choose only what they said. If it is not known, nobody is contacted before it is.',
      choices: choices({
        call: 'Phone',
        text: 'Text message',
        email: 'E-mail',
        post: 'Post',
        none: 'None of these, or not known',
      }),
    })}
    ${textField(attempt, { name: 'phone', label: 'Phone number', width: 20, type: 'tel' })}
    ${textField(attempt, { name: 'email', label: 'E-mail address', type: 'email' })}
    ${areaField(attempt, { name: 'address', label: 'Postal address', rows: 3 })}
    ${selectField(attempt, { name: 'from-hour', label: 'Phone and text only from', choices: hours(8, 20), unchosen: 'Any time' })}
    ${selectField(attempt, { name: 'until-hour', label: 'and until', choices: hours(9, 21), unchosen: 'Any time' })}
    ${textField(attempt, { name: 'times', label: 'Anything else about when' })}
    ${radioField(attempt, {
      name: 'voicemail',
      label: 'May we leave a voicemail?',
      isInline: true,
      value: 'no',
      choices: choices({ yes: 'Yes', no: 'No' }),
    })}
    ${textField(attempt, { name: 'if-someone-else', label: 'What to say if somebody else answers' })}
    ${textField(attempt, { name: 'codeword', label: 'A word only they and we know', width: 20 })}
    ${tickField(attempt, {
      name: 'risks',
      label: 'What could hurt somebody',
      hint: 'Leave it empty where nothing is known. Each stands on the referral as a safety flag, for staff alone.',
      choices: choices(riskChoices),
    })}`;
}

function hours(first: number, last: number): readonly Choice[] {
  return Array.from({ length: last - first + 1 }, (_, at) => ({
    value: String(first + at),
    text: `${String(first + at).padStart(2, '0')}:00`,
  }));
}

function incident(attempt: Attempt): Html {
  return html`<h2 class="govuk-heading-m">What happened</h2>
    ${selectField(attempt, { name: 'kind', label: 'Kind', choices: choices(incidentWords) })}
    ${areaField(attempt, { name: 'what-happened', label: 'What happened, in plain words', rows: 6 })}
    ${dayField(attempt, { name: 'happened-on', label: 'The day it happened, if known' })}
    ${textField(attempt, { name: 'when', label: 'Or roughly when' })} ${textField(attempt, { name: 'where', label: 'Where' })}
    ${textField(attempt, {
      name: 'postcode',
      label: 'Postcode of the place',
      hint: 'Only the first half is kept.',
      width: 10,
    })}
    ${areaField(attempt, { name: 'others', label: 'Who else was involved', rows: 3 })}
    ${areaField(attempt, { name: 'hopes', label: 'What they hope for', rows: 3 })}`;
}

const today = '2026-11-23' as PlainDate;

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Writing down a referral', page: entryPage(freshAttempt, today) },
  {
    name: 'A referral written down without a name, received on a day that does not exist',
    page: entryPage(
      {
        typed: { 'received-on-day': '30', 'received-on-month': '2', 'received-on-year': '2026', ways: ['call'] },
        problems: [
          { field: 'received-on', text: 'Write the day it reached us, like 23 11 2026' },
          { field: 'full-name', text: 'Write their name' },
          { field: 'phone', text: 'Write the phone number that is safe' },
        ],
      },
      today,
    ),
  },
];
