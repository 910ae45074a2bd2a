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
import { button } from '#platform/govuk/button.ts';
import { html, type Html } from '#platform/html.ts';
import { safetyFlagKinds, safetyFlagWords } from '#vocabulary/safety-flags.ts';
import type { Page } from '#vocabulary/doors.ts';
import { askedOf, type AgencyKind, type AskedOnlySome } from '#vocabulary/agencies.ts';
import { matterNumberWords } from '#vocabulary/matter.ts';
import { incidentWords } from '#vocabulary/parts.ts';

const choices = (words: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(words).map(([value, text]) => ({ value, text }));

/** The choices, with what such an agency mostly means before the others. */
const firstOf = (all: readonly Choice[], first: readonly string[]): readonly Choice[] =>
  all.toSorted((one, other) => placeIn(first, one.value) - placeIn(first, other.value));

const placeIn = (first: readonly string[], value: string): number => {
  const at = first.indexOf(value);
  return at === -1 ? first.length : at;
};

/** A referral to fill in, asking what this kind of agency knows. */
export function referPage(
  kind: AgencyKind,
  attempt: Attempt,
  { action, back }: { readonly action: string; readonly back: string },
): Page {
  return {
    title: 'Refer somebody',
    back,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Refer somebody</h1>
      <p class="govuk-body">
        What you do not know can be left empty. What you have typed is kept for you if you are called away.
      </p>
      ${form(
        action,
        [
          person(kind, attempt),
          agreed(kind, attempt),
          safety(kind, attempt),
          incident(kind, attempt),
          yours(kind, attempt),
        ],
        html`<div class="govuk-button-group">
          ${button({ text: 'Send the referral', preventDoubleClick: true })}
          ${button({ text: 'Keep as a draft', name: 'keep', value: 'draft', classes: 'govuk-button--secondary' })}
        </div>`,
      )}`,
  };
}

const partChoices: readonly Choice[] = choices({
  harmed: 'They were harmed',
  responsible: 'They are responsible for the harm',
});

const isAsked = (kind: AgencyKind, field: AskedOnlySome): boolean => !askedOf[kind].notAsked.includes(field);

function person(kind: AgencyKind, attempt: Attempt): Html {
  const { part } = askedOf[kind];
  return html`<h2 class="govuk-heading-m">Who it is for</h2>
    ${radioField(attempt, {
      name: 'part',
      label: 'Their part',
      choices: firstOf(partChoices, [part]),
    })}
    ${textField(attempt, { name: 'full-name', label: 'Full name' })}
    ${
      isAsked(kind, 'called') &&
      textField(attempt, {
        name: 'called',
        label: 'How they like to be called',
        hint: 'If left empty, their first name.',
      })
    }
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
    ${
      isAsked(kind, 'access-needs') &&
      textField(attempt, {
        name: 'access-needs',
        label: 'What would help them to take part',
        hint: 'Such as large print, or a quiet room.',
      })
    }`;
}

function agreed(kind: AgencyKind, attempt: Attempt): Html {
  return html`<h2 class="govuk-heading-m">Do they know</h2>
    ${radioField(attempt, {
      name: 'agreed',
      label: 'Did they agree to be referred?',
      isInline: true,
      choices: choices({ yes: 'Yes', no: 'No, or I do not know' }),
    })}
    ${textField(attempt, {
      name: 'told',
      label: 'Who told them of us, and when',
      hint: 'Leave it empty if nobody has yet.',
    })}
    ${askedOf[kind].knowsReport === true && reported(attempt)}
    <p class="govuk-body"><a class="govuk-link" href="/agency/what-to-say">What you could say</a></p>`;
}

function reported(attempt: Attempt): Html {
  return html`${dayField(attempt, { name: 'reported-on', label: 'The day it was reported, if known' })}
    ${tickField(attempt, {
      name: 'enhanced',
      label: 'Enhanced rights',
      choices: [{ value: 'yes', text: 'The person harmed has enhanced rights under the Victims’ Code' }],
    })}
    ${dayField(attempt, { name: 'informed-on', label: 'The day they were told of restorative justice, if they were' })}`;
}

const riskChoices = Object.fromEntries(safetyFlagKinds.map((kind) => [kind, safetyFlagWords[kind].text]));

const everyWay: Readonly<Record<string, string>> = {
  call: 'Phone',
  text: 'Text message',
  email: 'E-mail',
  post: 'Post',
  none: 'None of these, or not known',
};
// Nobody in a prison can be rung: what comes by post is read there, so it says nothing that others must not learn.
const byPost: Readonly<Record<string, string>> = { post: 'Post to the prison', none: 'Not by post, or not known' };

function safety(kind: AgencyKind, attempt: Attempt): Html {
  const isPostOnly = askedOf[kind].isPostOnly === true;
  return html`<h2 class="govuk-heading-m">How it is safe to reach them</h2>
    ${tickField(attempt, {
      name: 'ways',
      label: 'Ways that are safe',
      hint: 'Choose only what they said. If it is not known, we ask you before we contact anybody.',
      choices: choices(isPostOnly ? byPost : everyWay),
    })}
    ${
      !isPostOnly &&
      html`${textField(attempt, { name: 'phone', label: 'Phone number', width: 20, type: 'tel' })}
      ${textField(attempt, { name: 'email', label: 'E-mail address', type: 'email' })}`
    }
    ${areaField(attempt, { name: 'address', label: 'Postal address', rows: 3 })}
    ${isAsked(kind, 'times') && textField(attempt, { name: 'times', label: 'When it is safe, and anything to be careful of' })}
    ${tickField(attempt, {
      name: 'risks',
      label: 'What could hurt somebody',
      hint: 'Tick what you know of. Nobody you refer is told of it. If somebody is in danger now, ring 999 first.',
      choices: choices(riskChoices),
    })}`;
}

function incident(kind: AgencyKind, attempt: Attempt): Html {
  return html`<h2 class="govuk-heading-m">What happened</h2>
    ${selectField(attempt, { name: 'kind', label: 'Kind', choices: firstOf(choices(incidentWords), askedOf[kind].incidents) })}
    ${areaField(attempt, { name: 'what-happened', label: 'What happened, in plain words', rows: 6 })}
    ${dayField(attempt, { name: 'happened-on', label: 'The day it happened, if known' })}
    ${textField(attempt, { name: 'when', label: 'Or roughly when' })}
    ${textField(attempt, { name: 'where', label: 'Where' })}
    ${
      isAsked(kind, 'postcode') &&
      textField(attempt, {
        name: 'postcode',
        label: 'Postcode of the place',
        hint: 'Only the first half is kept.',
        width: 10,
      })
    }
    ${areaField(attempt, {
      name: 'others',
      label: 'Who else was involved',
      hint: 'If one of them agreed to be referred as well, send a referral of their own: each says for themselves what is safe.',
      rows: 3,
    })}
    ${isAsked(kind, 'hopes') && areaField(attempt, { name: 'hopes', label: 'What they hope for, if they said', rows: 3 })}`;
}

function yours(kind: AgencyKind, attempt: Attempt): Html {
  const { reference, numbers, situation, hint } = askedOf[kind];
  return html`<h2 class="govuk-heading-m">What you know</h2>
    ${textField(attempt, { name: 'agency-reference', label: reference, width: 20 })}
    ${numbers.map((name) => {
      const { text: label, hint: like } = matterNumberWords[name];
      return textField(attempt, { name, label, hint: like, width: 20, spellcheck: false });
    })}
    ${
      kind === 'police' &&
      tickField(attempt, {
        name: 'origin',
        label: 'Settled by you',
        choices: [
          {
            value: 'police-out-of-court',
            text: 'We settled it ourselves, out of court',
            hint: 'Such as a community resolution. We keep it, and do not count it as our work.',
          },
        ],
      })
    }
    ${areaField(attempt, { name: 'situation', label: situation, hint: hint === '' ? undefined : hint, rows: 3 })}`;
}

const entered = { action: '/agency/refer', back: '/agency' };

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'An agency refers: a prison', page: referPage('prison', freshAttempt, entered) },
  { name: 'An agency refers: police', page: referPage('police', freshAttempt, entered) },
  {
    name: 'An agency refers: a school, without a name',
    page: referPage(
      'school',
      {
        typed: { part: 'harmed', ways: ['call'] },
        problems: [
          { field: 'full-name', text: 'Write their name' },
          { field: 'phone', text: 'Write the phone number that is safe' },
        ],
      },
      entered,
    ),
  },
];
