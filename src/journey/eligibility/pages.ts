import { errorsOf, form, radioField, textField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { details } from '#platform/govuk/details.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, type Html } from '#platform/html.ts';
import { dayOf, inWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { eligibilityQuestions, type EligibilityAnswer, type EligibilityQuestion } from '#vocabulary/eligibility.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { CaseKind } from '#vocabulary/parts.ts';
import { explain, newestOf, questions, weigh, type Answer, type Eligibility } from './rules.ts';

const verdictWords: Readonly<Record<Eligibility['is'], readonly [words: string, colour: string]>> = {
  eligible: ['Eligible', 'govuk-tag--green'],
  'not-yet': ['Not yet', 'govuk-tag--yellow'],
  not: ['Not for now', 'govuk-tag--red'],
};

const answerWords: Readonly<Record<EligibilityAnswer, string>> = {
  no: 'No',
  yes: 'Yes',
  'not-known': 'Not known yet',
  allowed: 'Yes, and a supervisor allowed it',
};

/** Whether it is eligible, and everything that is in the way with what would take it out of it. */
export function eligibilitySection(answers: readonly Answer[], kind: CaseKind | null, link: string | undefined): Html {
  const { is, inTheWay, unasked } = weigh(newestOf(answers), kind);
  const [words, classes] = verdictWords[is];
  return html`<section aria-labelledby="eligible">
    <h2 class="govuk-heading-m" id="eligible">Is it eligible?</h2>
    <p class="govuk-body">${tag({ text: words, classes })}</p>
    ${inTheWay.length > 0 && html`<ul class="tp-gate__reasons">${inTheWay.map(({ question, answer }) => inTheWayItem(question, answer))}</ul>`}
    ${unasked.length > 0 && html`<p class="govuk-body">${unasked.length === questions.length ? 'Nothing was asked yet.' : `${unasked.length} of ${questions.length} questions were not asked yet.`}</p>`}
    ${link !== undefined && html`<p class="govuk-body"><a class="govuk-link" href="${link}">Ask and answer</a></p>`}
  </section>`;
}

function inTheWayItem(question: EligibilityQuestion, answer: EligibilityAnswer): Html {
  const { ask, stands, opens, source } = eligibilityQuestions[question];
  const words = answer === 'yes' ? stands : `Not known yet: ${ask}`;
  return html`<li class="tp-gate__reason">${words} <span class="tp-gate__opens"><b>What opens it:</b> ${answer === 'yes' ? opens : 'it is found out and answered.'}</span>
    <span class="tp-gate__opens">Source: ${source}.</span></li>`;
}

export interface EligibilityShown {
  /** The page of the referral; a case has it among its tabs. */
  readonly back?: string;
  readonly path: string;
  readonly of: string;
  readonly kind: CaseKind | null;
  readonly answers: readonly Answer[];
  readonly names: ReadonlyMap<string, string>;
  readonly mayAllow: boolean;
  /** Whether anything may still be answered. */
  readonly isOpen: boolean;
  readonly attempt: Attempt;
}

/** Every question with its answer, who gave it and on what it rests. */
export function eligibilityPage(shown: EligibilityShown): Page {
  const { back, path, of, kind, answers, isOpen, attempt } = shown;
  return {
    title: 'Is it eligible?',
    ...(back !== undefined && { back }),
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Is ${of} eligible?</h1>
      <p class="govuk-body">
        No kind of harm is left out as such. What is answered with yes or not known shuts every way between the two sides until it is
        out of the way; each person can still be spoken with.
      </p>
      ${eligibilitySection(answers, kind, undefined)}
      <h2 class="govuk-heading-m">What is asked</h2>
      ${
        isOpen
          ? form(
              path,
              questions.map((question) => asked(question, shown)),
              { text: 'Save the answers' },
            )
          : questions.map((question) => history(question, shown))
      }`,
  };
}

/** The names of the fields of one question. */
export const answerField = (question: EligibilityQuestion): string => `answer-${question}`;
export const wordsField = (question: EligibilityQuestion): string => `words-${question}`;

function asked(question: EligibilityQuestion, shown: EligibilityShown): Html {
  const { answers, mayAllow, attempt } = shown;
  const now = answers.find((each) => each.question === question);
  const { ask, source, strength } = eligibilityQuestions[question];
  const isAllowable = strength === 'supervisor' && (now?.answer === 'allowed' || (now?.answer === 'yes' && mayAllow));
  const may: readonly EligibilityAnswer[] = ['no', 'yes', 'not-known', ...(isAllowable ? (['allowed'] as const) : [])];
  return html`${radioField(attempt, {
    name: answerField(question),
    label: ask,
    hint: `Source: ${source}.`,
    isInline: true,
    value: now?.answer,
    choices: may.map((value) => ({ value, text: answerWords[value] })),
  })}
  ${textField(attempt, {
    name: wordsField(question),
    label: 'What that rests on',
    hint:
      now?.answer === 'yes'
        ? 'Needed where it is no longer so, or allowed: who said so, when, where it can be found.'
        : undefined,
  })}
  ${history(question, shown)}`;
}

function history(question: EligibilityQuestion, { answers, names, isOpen }: EligibilityShown): Html {
  const lines = answers.filter((each) => each.question === question);
  const list = html`<ul class="govuk-list">${lines.map(
    ({ answer, words, answeredBy, answeredAt }) =>
      html`<li>${inWords(dayOf(answeredAt))}: <b>${answerWords[answer]}</b>, ${names.get(answeredBy) ?? 'somebody of the service'}${words !== '' && `. ${words}`}</li>`,
  )}</ul>`;
  if (!isOpen)
    return html`<h3 class="govuk-heading-s">${eligibilityQuestions[question].ask}</h3>
    ${lines.length === 0 ? html`<p class="govuk-body">Not asked.</p>` : list}`;
  return lines.length === 0 ? html`` : details({ summaryText: `What was answered (${lines.length})`, html: list });
}

const amara = '7b1d2c3e-0000-4000-8000-000000000021' as StaffId;
const line = { words: '', answeredBy: amara, answeredAt: new Date('2026-11-24T10:00:00Z') } as const;
const someAnswers: readonly Answer[] = [
  { ...line, question: 'domestic-abuse', answer: 'yes', words: 'The officer says so' },
  { ...line, question: 'proceedings-not-over', answer: 'not-known' },
  { ...line, question: 'said-no', answer: 'no' },
];
const shown: EligibilityShown = {
  back: '/referrals/4CDA-9Q7W',
  path: '/referrals/4CDA-9Q7W/eligibility',
  of: 'referral 4CDA-9Q7W',
  kind: null,
  answers: [],
  names: new Map([[amara, 'Amara Osei']]),
  mayAllow: false,
  isOpen: true,
  attempt: freshAttempt,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Eligibility: nothing asked yet', page: eligibilityPage(shown) },
  {
    name: 'Eligibility: a supervisor may allow it; evidence is missing',
    page: eligibilityPage({
      ...shown,
      answers: someAnswers,
      mayAllow: true,
      attempt: { typed: {}, problems: [{ field: 'words-domestic-abuse', text: explain('evidence-is-missing') }] },
    }),
  },
  {
    name: 'Eligibility: not for now, and of a closed case',
    page: eligibilityPage({
      ...shown,
      of: 'case 4CDA-9Q7W',
      kind: 'justice',
      isOpen: false,
      answers: [
        { ...line, question: 'said-no', answer: 'yes', words: 'He rang and said so' },
        ...someAnswers.slice(0, 2),
      ],
    }),
  },
];
