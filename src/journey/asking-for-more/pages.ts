import { areaField, errorsOf, form, pressForm, selectField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, paragraphs, type Html } from '#platform/html.ts';
import { momentInWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { moreReasons, moreReasonWords, type AskedOf } from '#vocabulary/more-asked.ts';
import type { Question } from './facts.ts';
import { askedForMore } from './letters.ts';
import { explainAsking } from './rules.ts';

/** Where the question goes, for staff. */
const goesTo: Readonly<Record<AskedOf, string>> = {
  agency: 'The agency finds it at its own door, and answers there.',
  person: 'It goes to them in a way that they said is safe, in the words below.',
  ourselves: 'It is not sent. Ask whoever referred yourself, in a way that is safe, and write down what they say.',
};

const isOpen = (each: Question): boolean => each.answeredAt === null && each.letGoAt === null;

export interface Asking {
  readonly reference: string;
  /** Whether somebody may be asked now: acknowledged, and not decided. */
  readonly mayAsk: boolean;
  readonly questions: readonly Question[];
  readonly attempt: Attempt;
}

/** What whoever referred was asked, and what they answered, for the page of a referral. */
export function askingPanel({ reference, mayAsk, questions, attempt }: Asking): Html {
  if (!mayAsk && questions.length === 0) return html``;
  const open = questions.find(isOpen);
  return html`<h2 class="govuk-heading-m">Asking for more</h2>
    ${questions.map((each) => questionShown(each))}
    ${open && mayAsk && answering(reference, open, attempt)}
    ${!open && mayAsk && html`<p class="govuk-body"><a class="govuk-link" href="/referrals/${reference}/more">Ask whoever referred for more</a></p>`}`;
}

function questionShown({ askedOf, reason, words, askedAt, answer, answeredAt, letGoAt }: Question): Html {
  return html`<div class="govuk-inset-text">
    <p class="govuk-body"><strong>${moreReasonWords[reason]}</strong>, asked on ${momentInWords(askedAt)}. ${goesTo[askedOf]}</p>
    ${paragraphs(words)}
    ${answeredAt && html`<p class="govuk-body"><strong>Answered on ${momentInWords(answeredAt)}</strong></p>${paragraphs(answer)}`}
    ${letGoAt && html`<p class="govuk-body">Nobody waits for an answer any more.</p>`}
    ${!answeredAt && !letGoAt && html`<p class="govuk-body">We wait for an answer. The clock of deciding stands still.</p>`}
  </div>`;
}

function answering(reference: string, { askedOf }: Question, attempt: Attempt): Html {
  const label = askedOf === 'agency' ? 'What they answered another way' : 'What they answered';
  return html`${form(
    `/referrals/${reference}/more/answer`,
    [areaField(attempt, { name: 'more-answer', label, rows: 4 })],
    { text: 'Keep the answer', quiet: true },
  )}
  ${pressForm(`/referrals/${reference}/more/go-on`, { text: 'Go on without an answer', quiet: true })}`;
}

/** What to ask, and how it reads, before it goes. */
export function askPage(
  referral: { readonly reference: string; readonly called: string },
  askedOf: AskedOf,
  attempt: Attempt,
): Page {
  const back = `/referrals/${referral.reference}`;
  return {
    title: 'Ask for more',
    back,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Ask for more about referral ${referral.reference}</h1>
      <p class="govuk-body">${goesTo[askedOf]} Until there is an answer, the clock of deciding stands still.</p>
      ${askedOf === 'person' && letterShown(referral)}
      ${form(
        `${back}/more`,
        [
          selectField(attempt, {
            name: 'more-reason',
            label: 'What it is about',
            choices: moreReasons.map((value) => ({ value, text: moreReasonWords[value] })),
          }),
          areaField(attempt, {
            name: 'more-words',
            label: 'What you would like to know',
            hint:
              askedOf === 'person'
                ? 'Plain and neutral: somebody else may read it. Nothing of what happened, and nothing of another person.'
                : 'Plain, one thing at a time. Nothing that another person told us.',
            rows: 5,
          }),
        ],
        { text: askedOf === 'ourselves' ? 'Keep what is asked' : 'Ask' },
      )}`,
  };
}

function letterShown(referral: { readonly reference: string; readonly called: string }): Html {
  const { subject, body } = askedForMore(referral, '[Here are the words you write below.]');
  return html`<article class="tp-letter">
    <div class="tp-letter__head"><p>${subject}</p></div>
    ${body.split('\n\n').map((part) => html`<p>${part}</p>`)}
  </article>`;
}

/** What the agency is asked, to answer at its own door. */
export function answerPage(
  referral: { readonly reference: string; readonly called: string },
  question: Question,
  attempt: Attempt,
): Page {
  const back = `/agency/referrals/${referral.reference}`;
  return {
    title: 'A question for you',
    back,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">A question about the referral of ${referral.called}</h1>
      <p class="govuk-body"><strong>${moreReasonWords[question.reason]}</strong></p>
      ${paragraphs(question.words)}
      ${form(
        `${back}/more`,
        [
          areaField(attempt, {
            name: 'more-answer',
            label: 'Your answer',
            hint: 'We wait for it before we decide. Where you do not know, say so.',
            rows: 6,
          }),
        ],
        { text: 'Send the answer' },
      )}`,
  };
}

const joanne = { reference: '7K3M-QX94', called: 'Joanne' };
const asked: Question = {
  id: '7b1d2c3e-0000-4000-8000-000000000007',
  askedOf: 'agency',
  reason: 'whether-they-agree',
  words: 'Does she know that you referred her, and did she say that we may ring?',
  askedAt: new Date('2026-11-23T09:30:00Z'),
  answer: '',
  answeredAt: null,
  letGoAt: null,
};

function examplePage(asking: Partial<Asking>): Page {
  const all = { reference: joanne.reference, mayAsk: true, questions: [], attempt: freshAttempt, ...asking };
  return {
    title: 'Asking for more',
    body: html`<h1 class="govuk-heading-l">Referral 7K3M-QX94</h1>
      ${askingPanel(all)}`,
  };
}

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Asking somebody who asked us themselves for more', page: askPage(joanne, 'person', freshAttempt) },
  {
    name: 'Asking an agency for more, with nothing written',
    page: askPage(joanne, 'agency', {
      typed: { 'more-reason': 'safety' },
      problems: [{ field: 'more-words', text: explainAsking('question-is-empty') }],
    }),
  },
  { name: 'A referral that waits for an answer', page: examplePage({ questions: [asked] }) },
  {
    name: 'A referral whose question was answered',
    page: examplePage({
      questions: [
        {
          ...asked,
          answer: 'She knows, and likes to be rung after four.',
          answeredAt: new Date('2026-11-24T09:30:00Z'),
        },
      ],
    }),
  },
  { name: 'What an agency is asked', page: answerPage(joanne, asked, freshAttempt) },
];
