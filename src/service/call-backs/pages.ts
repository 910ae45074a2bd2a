import { errorsOf, form, hiddenBox, pressForm, radioField, selectField, textField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { insetText } from '#platform/govuk/inset-text.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { html, type Html } from '#platform/html.ts';
import { momentInWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CallBack, Place } from './facts.ts';

const hours = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, at) => ({ value: String(first + at), text: `${first + at}:00` }));

/** Asking to be rung at a safe time. The stamp says when the page was opened, for us alone. */
export function callBackPage(attempt: Attempt, stamp: string): Page {
  return {
    title: 'Ask us to ring you',
    back: '/contact',
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Ask us to ring you</h1>
      <p class="govuk-body">
        We ring by the next working day, and only at a time that is safe. You do not have to say what it is about.
      </p>
      ${form(
        '/call-back',
        [
          html`<input type="hidden" name="stamp" value="${stamp}" />${hiddenBox}`,
          textField(attempt, {
            name: 'phone',
            label: 'The phone number that is safe',
            width: 20,
            type: 'tel',
            autocomplete: 'tel',
          }),
          textField(attempt, {
            name: 'called',
            label: 'What should we call you?',
            hint: 'You can leave this empty.',
            width: 20,
            autocomplete: 'off',
          }),
          selectField(attempt, {
            name: 'from-hour',
            label: 'Ring me only from',
            choices: hours(8, 20),
            unchosen: 'Any time',
          }),
          selectField(attempt, {
            name: 'until-hour',
            label: 'and until',
            choices: hours(9, 21),
            unchosen: 'Any time',
          }),
          textField(attempt, {
            name: 'times',
            label: 'Anything else about when it is safe',
            hint: 'For example, not at weekends. You can leave this empty.',
          }),
          radioField(attempt, {
            name: 'voicemail',
            label: 'If you do not answer, may we leave a voicemail?',
            isInline: true,
            choices: [
              { value: 'yes', text: 'Yes' },
              { value: 'no', text: 'No' },
            ],
          }),
          textField(attempt, {
            name: 'if-someone-else',
            label: 'What should we say if somebody else answers?',
            hint: 'If you leave it empty, we say nothing and end the call.',
          }),
        ],
        { text: 'Ask us to ring you' },
      )}`,
  };
}

/** We have it: nothing of what was typed stands here. */
export function askedPage(): Page {
  return {
    title: 'We will ring you',
    body: html`<h1 class="govuk-heading-l">We will ring you</h1>
      <p class="govuk-body">We ring by the next working day, at the times you said are safe.</p>
      ${insetText({ text: 'When we call, we do not say who we are until we know that it is you.' })}
      <p class="govuk-body"><a class="govuk-link" href="/">Back to the first page</a></p>`,
  };
}

export interface Waiting {
  readonly waiting: readonly CallBack[];
  readonly next: Place | undefined;
  /** Whether this is not the first page. */
  readonly isLater: boolean;
}

/** Who waits to be rung, for whoever rings. */
export function callBacksPage({ waiting, next, isLater }: Waiting): Page {
  return {
    title: 'Call-backs',
    back: '/work',
    body: html`<h1 class="govuk-heading-l">Who wants to be rung</h1>
      ${
        waiting.length === 0
          ? html`<p class="tp-empty govuk-body">${isLater ? 'Nobody else waits to be rung.' : 'Nobody waits to be rung.'}</p>`
          : waiting.map(one)
      }
      ${next && html`<p class="govuk-body"><a class="govuk-link" href="/call-backs?after=${next.askedAt.getTime()}_${next.id}">More who wait</a></p>`}
      ${isLater && html`<p class="govuk-body"><a class="govuk-link" href="/call-backs">Who has waited longest</a></p>`}`,
  };
}

function one({ id, called, contact, askedAt }: CallBack): Html {
  const { phone, fromHour, untilHour, times, mayLeaveVoicemail, ifSomeoneElseAnswers } = contact;
  const between =
    fromHour !== null && untilHour !== null ? `Only from ${fromHour}:00 until ${untilHour}:00.` : 'Any time.';
  const row = (key: string, text: string) => ({ key: { text: key }, value: { text } });
  return html`<section class="tp-safe" aria-labelledby="c${id}">
    <h2 class="tp-safe__title" id="c${id}">${called === '' ? 'Somebody who gave no name' : called}</h2>
    ${summaryList({
      rows: [
        row('Ring', phone),
        row('When it is safe', `${between} ${times}`),
        row('Voicemail', mayLeaveVoicemail ? 'Yes' : 'No'),
        row('If somebody else answers', ifSomeoneElseAnswers || 'Say nothing and end the call'),
        row('Asked', momentInWords(askedAt)),
      ],
    })}
    ${pressForm(`/call-backs/${id}/made`, { text: 'We have rung: remove this', about: called || phone, quiet: true })}
  </section>`;
}

const aCallBack: CallBack = {
  id: '7b1d2c3e-0000-4000-8000-000000000009',
  called: 'Asha',
  askedAt: new Date('2026-11-18T19:12:00Z'),
  contact: {
    ...{ ways: ['call'], phone: '07700 900 456', email: '', address: '', fromHour: 10, untilHour: 14 },
    ...{ times: 'Not on Fridays', mayLeaveVoicemail: false, ifSomeoneElseAnswers: '', codeword: '' },
  },
};

const alone: Waiting = { waiting: [], next: undefined, isLater: false };

export const examples: readonly { readonly name: string; readonly door?: 'public'; readonly page: Page }[] = [
  { name: 'Asking to be rung', door: 'public', page: callBackPage(freshAttempt, 'a stamp') },
  {
    name: 'Asking to be rung, taken for a program',
    door: 'public',
    page: callBackPage(
      { typed: { phone: '07700 900 456' }, problems: [{ field: 'phone', text: 'Please press the button again' }] },
      'a stamp',
    ),
  },
  { name: 'Somebody will be rung', door: 'public', page: askedPage() },
  {
    name: 'Who waits to be rung',
    page: callBacksPage({ ...alone, waiting: [aCallBack, { ...aCallBack, id: 'none', called: '' }] }),
  },
  { name: 'Nobody waits to be rung', page: callBacksPage(alone) },
  {
    name: 'Many wait to be rung, not the first page',
    page: callBacksPage({ waiting: [aCallBack], next: aCallBack, isLater: true }),
  },
];
