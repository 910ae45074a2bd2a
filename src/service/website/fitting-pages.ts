import { errorsOf, form, radioField, type Choice } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import {
  fitting,
  fittingQuestions,
  nextFitting,
  type FittingAnswers,
  type FittingQuestion,
  type Saying,
} from './fitting-rules.ts';

export const fittingPath = '/is-it-for-me';
const title = 'Is it right for me?';

const questionWords: Readonly<Record<FittingQuestion, { readonly text: string; readonly hint?: string }>> = {
  who: { text: 'Which is closest to you?' },
  danger: {
    text: 'Is somebody in danger, or is somebody hurt or controlled at home?',
    hint: 'If you are in danger now, call 999.',
  },
  owns: {
    text: 'Do they say that they did it?',
    hint: 'The person responsible must take responsibility for it. You may not know if they do.',
  },
  court: { text: 'Is there a court case that has not ended?' },
  wish: { text: 'What would you like most?' },
};

const ownWords = {
  text: 'Do you take responsibility for what you did?',
  hint: 'You do not need to have the right words. You may be responsible for only a part of it.',
};

const choiceWords: { readonly [Question in FittingQuestion]: Readonly<Record<string, string>> } = {
  who: {
    harmed: 'I was harmed by what happened',
    responsible: 'I am responsible for what happened, or for a part of it',
    'somebody-else': 'I am asking for somebody else',
  },
  danger: { no: 'No', yes: 'Yes, or I am not sure' },
  owns: { yes: 'Yes', partly: 'For a part of it', no: 'No', unknown: 'I do not know' },
  court: { no: 'No', yes: 'Yes', unknown: 'I do not know' },
  wish: {
    say: 'To say how it was, or to say sorry',
    ask: 'To ask something, or to explain',
    hear: 'To see something put right',
    unsure: 'I do not know yet',
    nothing: 'I want to have nothing to do with them',
  },
};

/** One question; the answers so far travel with the form and are kept nowhere. */
export function fittingPage(answers: FittingAnswers, attempt: Attempt): Page {
  const question = nextFitting(answers);
  if (question === 'answer') return answerPage(answers);
  const order = Object.keys(fittingQuestions);
  const words = question === 'owns' && answers.who === 'responsible' ? ownWords : questionWords[question];
  const step = order.indexOf(question) + 1;
  return {
    title,
    ...(step === 1 ? { description } : {}),
    body: html`${errorsOf(attempt)}
      <p class="govuk-caption-l">${title} Question ${step} of ${order.length}</p>
      ${form(
        fittingPath,
        [
          carried({ ...answers, asked: question }),
          radioField(attempt, {
            name: question,
            label: words.text,
            isHeading: true,
            hint: words.hint,
            choices: choices(question),
          }),
        ],
        { text: 'Continue' },
      )}
      ${step > 1 && backForm(answers)}
      <p class="govuk-body">Nothing is kept. Your answers are gone when you leave.</p>`,
  };
}

const description = 'A few short questions that help you to see if this may be right for you. Nothing is kept.';

function choices(question: FittingQuestion): readonly Choice[] {
  return fittingQuestions[question].map((value) => ({ value, text: choiceWords[question][value] ?? '' }));
}

function carried(answers: Readonly<Record<string, string>> | FittingAnswers): Html {
  return html`${Object.entries<string>({ ...answers }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  )}`;
}

/** A step back is a form as well: an address would leave the answers in the history of the browser. */
function backForm(answers: FittingAnswers): Html {
  const before = Object.fromEntries(Object.entries(answers).slice(0, -1)) as FittingAnswers;
  return form(fittingPath, carried(before), { text: 'Back to the question before', quiet: true });
}

// A number that can be rung stays on one line.
const helpline = '0808\u00a02000\u00a0247';

const sayings: Readonly<Record<Saying, Html>> = {
  'safety-first': html`<h2 class="govuk-heading-m">Your safety comes first</h2>
    <p class="govuk-body">
      If you are in danger now, call 999. If somebody at home hurts or controls you, you can ring the National Domestic
      Abuse Helpline on <a class="govuk-link" href="tel:08082000247">${helpline}</a>. It is free, at any hour. You can
      still talk with us. We look at what is safe before anything else.
    </p>`,
  'may-fit': html`<h2 class="govuk-heading-m">It may be right for you</h2>
    <p class="govuk-body">From what you say, it may help. Only talking with you can tell. You choose at every step.</p>`,
  'must-take-responsibility': html`<h2 class="govuk-heading-m">It may not be possible now</h2>
    <p class="govuk-body">
      The person responsible must take responsibility for what they did. If they do not, we cannot bring people together:
      it could do more harm. We can still listen, and say who else can help. And people do change their minds.
    </p>`,
  'may-come-to-it': html`<h2 class="govuk-heading-m">You do not have to know this now</h2>
    <p class="govuk-body">
      Some people only take responsibility for a part at first, or nobody has asked them yet. We find that out when we
      talk with each person.
    </p>`,
  'court-may-wait': html`<h2 class="govuk-heading-m">If there is a court case</h2>
    <p class="govuk-body">We may have to wait until it has ended, or ask the court. You can talk with us now.</p>`,
  'nothing-has-to-happen': html`<h2 class="govuk-heading-m">If you want nothing to do with them</h2>
    <p class="govuk-body">
      That is fine. Nobody will ask you to. You can talk with us all the same, or not at all. You can also come back
      later.
    </p>`,
  'talk-about-them-first': html`<h2 class="govuk-heading-m">If you ask for somebody else</h2>
    <p class="govuk-body">
      Talk with them first, if that is safe. Nothing goes on without their own yes. We tell you how to do it well.
    </p>`,
};

function answerPage(answers: FittingAnswers): Page {
  const part = answers.who === 'somebody-else' ? 'another' : (answers.who ?? 'harmed');
  const href = `/refer?part=${part}`;
  return {
    title,
    body: html`<h1 class="govuk-heading-l">What we think</h1>
      ${fitting(answers).map((saying) => sayings[saying])}
      <h2 class="govuk-heading-m">What you can do now</h2>
      <div class="govuk-button-group">${button({ text: 'Ask us for help', href })}</div>
      <ul class="govuk-list govuk-list--bullet">
        <li><a class="govuk-link" href="/contact">Ring us, or write to us</a></li>
        <li><a class="govuk-link" href="/questions">Read what other people ask</a></li>
        <li><a class="govuk-link" href="${fittingPath}">Go through the questions again</a></li>
      </ul>
      <p class="govuk-body">Nothing of what you answered is kept.</p>`,
  };
}

export const examples: readonly { readonly name: string; readonly door: 'public'; readonly page: Page }[] = [
  { name: 'is it right for me, the first question', door: 'public', page: fittingPage({}, freshAttempt) },
  {
    name: 'is it right for me, a question that was left out',
    door: 'public',
    page: fittingPage(
      { who: 'responsible', danger: 'no' },
      { typed: {}, problems: [{ field: 'owns', text: 'Choose the one that is closest' }] },
    ),
  },
  {
    name: 'is it right for me, what we think',
    door: 'public',
    page: fittingPage(
      { who: 'somebody-else', danger: 'yes', owns: 'partly', court: 'yes', wish: 'nothing' },
      freshAttempt,
    ),
  },
  {
    name: 'is it right for me, when nobody takes responsibility',
    door: 'public',
    page: fittingPage({ who: 'harmed', danger: 'no', owns: 'no', court: 'no', wish: 'ask' }, freshAttempt),
  },
];
