import { aFrame } from '#casefile/cases/examples.ts';
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
import { details } from '#platform/govuk/details.ts';
import { html, type Html } from '#platform/html.ts';
import { stackedTable } from '#platform/tables.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import type { CaseCheck, CaseFollowUp, CaseSurvey, Excerpt } from './facts.ts';
import type { CannotAsk, Occasion } from './rules.ts';

const occasionWords: Record<Occasion, string> = {
  'next-day': 'The next day',
  '2-weeks': 'After two weeks',
  '6-weeks': 'After six weeks',
  '3-months': 'After three months',
  '6-months': 'After six months',
};

const satisfaction: readonly Choice[] = [
  { value: '5', text: 'Very satisfied' },
  { value: '4', text: 'Fairly satisfied' },
  { value: '3', text: 'Neither' },
  { value: '2', text: 'Fairly dissatisfied' },
  { value: '1', text: 'Very dissatisfied' },
  { value: 'none', text: 'I would rather not say' },
];

const recommending: readonly Choice[] = [
  { value: 'yes', text: 'Yes' },
  { value: 'not-sure', text: 'I am not sure' },
  { value: 'no', text: 'No' },
];

export interface CaseFollowUps {
  readonly frame: CaseFrame;
  readonly followUps: readonly CaseFollowUp[];
  readonly surveys: readonly CaseSurvey[];
  /** Of words that may be quoted: the places that say whose they are, or what is protected. */
  readonly leftOut: ReadonlyMap<string, readonly Excerpt[]>;
  readonly checks: readonly CaseCheck[];
  readonly today: PlainDate;
  readonly attempt: Attempt;
}

/** Staff: what falls due afterwards, what people said, and looks at reoffending. */
export function followUpPage({ frame, followUps, surveys, leftOut, checks, today, attempt }: CaseFollowUps): Page {
  const path = `/cases/${frame.reference}/follow-up`;
  const name = (id: string) => frame.participants.find((each) => each.id === id)?.called ?? '';
  const open = followUps.filter(({ doneOn, letGoBecause }) => doneOn === null && letGoBecause === '');
  return {
    title: 'Follow-up',
    body: html`
      ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Follow-up</h1>
      ${
        followUps.length === 0
          ? html`<p class="govuk-body">Nothing falls due yet. It will, for each side, once people have communicated.</p>`
          : stackedTable({
              caption: 'What falls due',
              head: ['When', 'Who', 'Due', 'How it stands'],
              rows: followUps.map((each) => [
                occasionWords[each.occasion],
                name(each.participantId),
                inWords(each.dueOn),
                standing(each, today),
              ]),
            })
      }
      ${open.length > 0 && doneForm(path, open, name, attempt)}
      ${open.length > 0 && letGoForm(path, open, name, attempt)}
      <h2 class="govuk-heading-m">How it was</h2>
      ${surveys.length === 0 ? html`<p class="govuk-body">Nobody has said yet.</p>` : surveys.map((each) => surveyBlock(each, name(each.participantId), leftOut.get(each.words) ?? []))}
      ${followUps.length > 0 && onBehalf(path, frame, attempt)}
      <h2 class="govuk-heading-m">Reoffending</h2>
      ${
        checks.length === 0
          ? html`<p class="govuk-body">Nobody has looked yet.</p>`
          : stackedTable({
              caption: 'Looks at reoffending',
              hideCaption: true,
              head: ['Who', 'Time looked at', 'Source', 'Looked on', 'Reoffences'],
              rows: checks.map((each) => [
                name(each.participantId),
                `${each.months} months from ${inWords(each.fromOn)}`,
                each.source,
                inWords(each.checkedOn),
                each.reoffences,
              ]),
            })
      }
      ${checkForm(path, frame, attempt)}`,
  };
}

function standing(each: CaseFollowUp, today: PlainDate): string {
  if (each.doneOn !== null) return `Done on ${inWords(each.doneOn)}${each.note === '' ? '' : `. ${each.note}`}`;
  if (each.letGoBecause !== '') return `Let go: ${each.letGoBecause}`;
  return each.dueOn <= today ? 'Due now' : 'To come';
}

function openChoices(open: readonly CaseFollowUp[], name: (id: string) => string): readonly Choice[] {
  return open.map((each) => ({
    value: each.id,
    text: `${name(each.participantId)}, ${occasionWords[each.occasion].toLowerCase()}`,
  }));
}

function doneForm(path: string, open: readonly CaseFollowUp[], name: (id: string) => string, attempt: Attempt): Html {
  return html`<h2 class="govuk-heading-m">Write down a follow-up</h2>
    ${form(
      `${path}/done`,
      [
        selectField(attempt, { name: 'follow-up', label: 'Which', choices: openChoices(open, name) }),
        dayField(attempt, { name: 'done-on', label: 'The day you spoke' }),
        areaField(attempt, { name: 'note', label: 'How they are', rows: 3 }),
      ],
      { text: 'Save follow-up' },
    )}`;
}

function letGoForm(path: string, open: readonly CaseFollowUp[], name: (id: string) => string, attempt: Attempt): Html {
  return details({
    summaryText: 'Let a follow-up go',
    open: attempt.problems.some(({ field }) => field.startsWith('let-go')),
    html: form(
      `${path}/let-go`,
      [
        selectField(attempt, { name: 'let-go', label: 'Which one', choices: openChoices(open, name) }),
        textField(attempt, { name: 'let-go-because', label: 'Why' }),
      ],
      { text: 'Let it go', quiet: true },
    ),
  });
}

function surveyBlock(survey: CaseSurvey, called: string, leftOut: readonly Excerpt[]): Html {
  const words = satisfaction.find(({ value }) => value === String(survey.satisfied))?.text ?? 'Would rather not say';
  const recommends = recommending.find(({ value }) => value === survey.wouldRecommend)?.text;
  return html`<div class="govuk-inset-text"><p class="govuk-body"><strong>${called}</strong>, ${inWords(survey.answeredOn)}: ${words.toLowerCase()}.${recommends !== undefined && html` Would recommend it: ${recommends.toLowerCase()}.`}</p>
    ${survey.words !== '' && html`<p class="govuk-body">${survey.words}</p>`}
    <p class="govuk-hint">${quotingWords(survey, leftOut)}</p>${leftOut.length > 0 && placesShown(leftOut)}</div>`;
}

function quotingWords({ mayQuote }: CaseSurvey, leftOut: readonly Excerpt[]): string {
  if (!mayQuote) return 'Not to be quoted.';
  return leftOut.length === 0
    ? 'We may quote this, without a name.'
    : 'We may quote this, without a name, once these places are left out:';
}

function placesShown(places: readonly Excerpt[]): Html {
  return html`<ul class="govuk-list govuk-list--bullet">
    ${places.map(({ before, marked, after }) => html`<li><q>${before}<mark>${marked}</mark>${after}</q></li>`)}
  </ul>`;
}

function feedbackFields(attempt: Attempt): readonly Html[] {
  return [
    radioField(attempt, {
      name: 'satisfied',
      label: 'All in all, how satisfied are you with how it went?',
      choices: satisfaction,
    }),
    radioField(attempt, {
      name: 'would-recommend',
      label: 'Would you tell a friend in the same place to try it?',
      choices: recommending,
    }),
    areaField(attempt, {
      name: 'words',
      label: 'Anything you want to say',
      hint: 'What was good, and what could have been better.',
      rows: 4,
    }),
    tickField(attempt, {
      name: 'may-quote',
      label: 'May we use your words to tell others about this?',
      choices: [{ value: 'yes', text: 'Yes, without my name' }],
    }),
  ];
}

function onBehalf(path: string, frame: CaseFrame, attempt: Attempt): Html {
  return details({
    summaryText: 'Write down what somebody said about how it was',
    open: attempt.problems.some(({ field }) => field === 'participant' || field === 'satisfied'),
    html: form(
      `${path}/feedback`,
      [
        selectField(attempt, {
          name: 'participant',
          label: 'Who said it',
          choices: frame.participants.map(({ id, called }) => ({ value: id, text: called })),
        }),
        radioField(attempt, {
          name: 'answered-as',
          label: 'Who spoke',
          value: 'self',
          choices: [
            { value: 'self', text: 'They did' },
            { value: 'representative', text: 'Somebody speaking for them. This is kept, and not counted as theirs' },
          ],
        }),
        ...feedbackFields(attempt),
      ],
      { text: 'Save what they said', quiet: true },
    ),
  });
}

function checkForm(path: string, frame: CaseFrame, attempt: Attempt): Html {
  const responsible = frame.participants.filter(
    ({ parts, personId }) => parts.includes('responsible') && personId !== null,
  );
  return details({
    summaryText: 'Write down a look at reoffending',
    open: attempt.problems.some(({ field }) => field.startsWith('check')),
    html: form(
      `${path}/reoffending`,
      [
        selectField(attempt, {
          name: 'check-who',
          label: 'About whom',
          choices: responsible.map(({ id, called }) => ({ value: id, text: called })),
        }),
        dayField(attempt, { name: 'check-from', label: 'Counted from' }),
        radioField(attempt, {
          name: 'check-months',
          label: 'For how long',
          value: '12',
          isInline: true,
          choices: [6, 12, 24].map((months) => ({ value: String(months), text: `${months} months` })),
        }),
        textField(attempt, { name: 'check-source', label: 'Source', hint: 'Such as the police list of a month' }),
        dayField(attempt, { name: 'check-on', label: 'Looked on' }),
        textField(attempt, { name: 'check-reoffences', label: 'How many reoffences', width: 3, inputmode: 'numeric' }),
      ],
      { text: 'Save the look', quiet: true },
    ),
  });
}

export interface OwnFeedback {
  readonly surveys: readonly CaseSurvey[];
  /** Why they are not asked today; null when they may be. */
  readonly notNow: CannotAsk | null;
  readonly attempt: Attempt;
}

/** A participant: how it was, if and when they want to say. */
export function feedbackPage({ surveys, notNow, attempt }: OwnFeedback): Page {
  if (surveys.length > 0) return thanksPage();
  if (notNow !== null) {
    return {
      title: 'How it was',
      body: html`<h1 class="govuk-heading-l">How it was</h1>
        <p class="govuk-body">${notNowWords[notNow]}</p>`,
    };
  }
  return {
    title: 'How it was',
    body: html`
      ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">How was it for you?</h1>
      <p class="govuk-body">You can leave out any question. What you say does not change anything that was agreed. The other people do not see it.</p>
      ${form('/my/feedback', feedbackFields(attempt), { text: 'Send' })}`,
  };
}

const notNowWords: Record<CannotAsk, string> = {
  'too-soon': 'We will ask you in a little while. There is no hurry.',
  'nothing-happened-yet': 'There is nothing to ask about yet.',
  'does-not-want-to-be-asked': 'You said that you do not want to be asked. You can change that under “Your choices”.',
};

function thanksPage(): Page {
  return {
    title: 'How it was',
    body: html`<h1 class="govuk-heading-l">Thank you</h1>
      <p class="govuk-body">We have what you said. If you want to add something, tell your facilitator.</p>`,
  };
}

const frame = aFrame({ stage: 'follow-up' });
const due: CaseFollowUp = {
  id: '0b6d5c1e-0000-4000-8000-000000000021',
  participantId: frame.participants[0]?.id ?? ('' as CaseFollowUp['participantId']),
  occasion: '2-weeks',
  dueOn: '2026-11-20' as PlainDate,
  doneOn: null,
  note: '',
  letGoBecause: '',
};
const usual: CaseFollowUps = {
  frame,
  followUps: [
    { ...due, id: `${due.id}0`, occasion: 'next-day', doneOn: '2026-11-07' as PlainDate, note: 'Slept well.' },
    due,
  ],
  surveys: [
    {
      participantId: due.participantId,
      answeredOn: '2026-11-22' as PlainDate,
      satisfied: 5,
      wouldRecommend: 'yes',
      words: 'I got my answers.',
      mayQuote: true,
    },
  ],
  leftOut: new Map(),
  checks: [
    {
      participantId: due.participantId,
      fromOn: '2025-11-01' as PlainDate,
      months: 12,
      source: 'Police list',
      checkedOn: '2026-11-10' as PlainDate,
      reoffences: 0,
    },
  ],
  today: '2026-11-23' as PlainDate,
  attempt: freshAttempt,
};

export const examples: readonly {
  readonly name: string;
  readonly door?: 'participant' | 'staff';
  readonly page: Page;
}[] = [
  { name: 'nothing falls due yet', page: followUpPage({ ...usual, followUps: [], surveys: [], checks: [] }) },
  { name: 'one done, one due, an answer and a look', page: followUpPage(usual) },
  {
    name: 'words to be quoted that say whose they are',
    page: followUpPage({
      ...usual,
      leftOut: new Map([
        ['I got my answers.', [{ kind: 'first-name', owners: [], before: 'I got ', marked: 'my', after: ' answers.' }]],
      ]),
    }),
  },
  {
    name: 'a look that came too early',
    page: followUpPage({
      ...usual,
      attempt: {
        typed: { 'check-source': 'Police list' },
        problems: [{ field: 'check-on', text: 'The time to look at is not over yet' }],
      },
    }),
  },
  {
    name: 'a participant is asked',
    door: 'participant',
    page: feedbackPage({ surveys: [], notNow: null, attempt: freshAttempt }),
  },
  {
    name: 'a participant sent nothing',
    door: 'participant',
    page: feedbackPage({
      surveys: [],
      notNow: null,
      attempt: {
        typed: {},
        problems: [{ field: 'satisfied', text: 'Answer at least one question, or leave this for another day' }],
      },
    }),
  },
  {
    name: 'a participant is not asked yet',
    door: 'participant',
    page: feedbackPage({ surveys: [], notNow: 'too-soon', attempt: freshAttempt }),
  },
  {
    name: 'a participant has answered',
    door: 'participant',
    page: feedbackPage({ surveys: usual.surveys, notNow: null, attempt: freshAttempt }),
  },
];
