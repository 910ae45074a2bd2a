import { errorsOf, form, pressForm, radioField, selectField, textField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { html, type Html } from '#platform/html.ts';
import { dayOf, inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { ServiceId } from '#vocabulary/ids.ts';
import type { Source } from '#vocabulary/agencies.ts';
import type { ReferralStatus } from '#vocabulary/parts.ts';
import type { Shut } from '#vocabulary/gates.ts';
import { anOfferedTransfer } from './examples.ts';
import type { OtherService, Transfer } from './facts.ts';
import {
  becauses,
  becauseWords,
  explain,
  question,
  whys,
  whyWords,
  type Asked,
  type OfferStatus,
  type TransferStatus,
} from './rules.ts';

/** How an offer stands, as staff read it. */
export const statusWords: Readonly<Record<TransferStatus | OfferStatus, string>> = {
  offered: 'Offered, not answered yet',
  accepted: 'They said yes',
  rejected: 'They said no',
  'taken-back': 'Taken back',
  sent: 'Gone',
  'taken-in': 'Taken in',
};

/** What is passed on: its page, and what becomes of it here. */
export interface Passed {
  readonly path: string;
  readonly back: string;
  /** Nothing of it is passed on any more. */
  readonly rests: boolean;
  readonly what: 'case' | 'referral';
  /** The question as each person is asked it. */
  readonly question: (toName: string) => string;
}

/** A case that is passed on. */
export function ofCase(reference: string, isClosed: boolean): Passed {
  const base = `/cases/${reference}`;
  return { path: `${base}/transfer`, back: `${base}/closure`, rests: isClosed, what: 'case', question };
}

interface OnItsWay {
  readonly reference: string;
  readonly status: ReferralStatus;
  readonly source: Source;
}

/** A referral that is passed on. */
export function ofReferral({ reference, status, source }: OnItsWay): Passed {
  const base = `/referrals/${reference}`;
  const rests = status !== 'received' && status !== 'acknowledged';
  const asked = (toName: string) => question(toName, source);
  return { path: `${base}/transfer`, back: base, rests, what: 'referral', question: asked };
}

export interface TransferShown {
  readonly passed: Passed;
  readonly transfers: readonly Transfer[];
  readonly services: readonly OtherService[];
  readonly asked: readonly Asked[];
  readonly shut: readonly Shut[];
  readonly attempt: Attempt;
}

/** Passing a case on: to whom, what they said, who was asked, and what is still in the way. */
export function transferPage(shown: TransferShown): Page {
  const { passed, transfers, attempt } = shown;
  const live = transfers.find(({ status }) => status === 'offered' || status === 'accepted');
  const before = transfers.filter((each) => each !== live);
  return {
    title: 'Pass it on to another service',
    back: passed.back,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Pass it on to another service</h1>
      <p class="govuk-body">
        The other service first hears only that ${passed.what === 'case' ? 'there is a case, of which kind,' : 'there is a referral,'} and why. Details of somebody go when they say yes, and of
        nobody else. They are asked everything again there.
      </p>
      ${live ? onOffer(live, shown) : !passed.rests && offering(shown)}
      ${
        before.length > 0 &&
        html`<h2 class="govuk-heading-m">Before</h2>
          <ul class="govuk-list">${before.map((each) => html`<li>${each.toName}: ${statusWords[each.status]}${each.because !== null && `. ${becauseWords[each.because]}`}. ${received(each)}</li>`)}</ul>`
      }`,
  };
}

function received({ status, sentAt, receivedBy, receivedOn }: Transfer): string {
  if (status !== 'sent') return '';
  const gone = sentAt === null ? '' : `It went on ${inWords(dayOf(sentAt))}. `;
  return receivedOn === null
    ? `${gone}They have not taken it in yet.`
    : `${gone}On ${inWords(receivedOn)} received by ${receivedBy}.`;
}

function offering({ passed, services, attempt }: TransferShown): Html {
  return html`<h2 class="govuk-heading-m">Offer it</h2>
    ${form(
      passed.path,
      [
        selectField(attempt, {
          name: 'to-service',
          label: 'Which service',
          unchosen: 'One elsewhere, named below',
          choices: services.map(({ id, name, areaName }) => ({ value: id, text: `${name}, ${areaName}` })),
        }),
        textField(attempt, {
          name: 'to-name',
          label: 'The name of a service elsewhere',
          hint: 'Only where it is not in the list.',
        }),
        radioField(attempt, {
          name: 'why',
          label: 'Why there',
          choices: whys.map((value) => ({ value, text: whyWords[value] })),
        }),
      ],
      { text: 'Offer it' },
    )}`;
}

function onOffer(live: Transfer, shown: TransferShown): Html {
  const { passed, asked, shut, attempt } = shown;
  const path = `${passed.path}/${live.id}`;
  const isElsewhere = live.toServiceId === null;
  return html`<h2 class="govuk-heading-m">${live.toName}</h2>
    <p class="govuk-body">${statusWords[live.status]}. Offered on ${inWords(dayOf(live.offeredAt))}: ${whyWords[live.why].toLowerCase()}.</p>
    ${live.status === 'offered' && !isElsewhere && pressForm(`${path}/again`, { text: 'Offer it again', quiet: true })}
    ${live.status === 'offered' && isElsewhere && theirAnswer(`${path}/answer`, attempt)}
    <h2 class="govuk-heading-m">Ask each person</h2>
    <p class="govuk-body">Ask with these words: “${passed.question(live.toName)}”</p>
    ${summaryList({ rows: asked.map((each) => ({ key: { text: each.called }, value: { text: answerWords[each.answer] } })) })}
    ${form(
      `${path}/said`,
      [
        selectField(attempt, {
          name: 'who',
          label: 'Who answered',
          choices: asked.flatMap(({ id, called, answer }) => [
            { value: id, text: called },
            ...(answer === 'guardian-unasked' ? [{ value: `guardian-${id}`, text: `A guardian of ${called}` }] : []),
          ]),
        }),
        radioField(attempt, {
          name: 'said',
          label: 'What they said',
          isInline: true,
          choices: [
            { value: 'given', text: 'Yes' },
            { value: 'declined', text: 'No' },
          ],
        }),
        radioField(attempt, {
          name: 'how',
          label: 'How they told you',
          isInline: true,
          choices: [
            { value: 'in-person', text: 'In person' },
            { value: 'by-phone', text: 'By phone' },
            { value: 'in-writing', text: 'In writing' },
          ],
        }),
      ],
      { text: 'Write it down' },
    )}
    <h2 class="govuk-heading-m">Let it go</h2>
    ${
      shut.length > 0
        ? reasonsOf(shut)
        : html`${isElsewhere && html`<p class="govuk-body"><a class="govuk-link" href="${path}/pack">See and print what goes</a></p>`}
          <p class="govuk-body">${endsHere[passed.what]}</p>
          ${form(
            `${path}/send`,
            isElsewhere
              ? textField(attempt, {
                  name: 'received-by',
                  label: 'Who has it there, and how you gave it to them',
                  hint: 'For example: Sue Marsh, by hand.',
                })
              : html``,
            { text: passed.what === 'case' ? 'Let the details go, and close the case' : 'Let the details go' },
          )}`
    }
    ${pressForm(`${path}/take-back`, { text: 'Take the offer back', quiet: true })}`;
}

/** Everything that keeps details here, and what opens it. */
export function reasonsOf(shut: readonly Shut[]): Html {
  return html`<ul class="tp-gate__reasons">${shut.map(({ words, opens }) => html`<li class="tp-gate__reason">${words} <span class="tp-gate__opens"><b>What opens it:</b> ${opens}</span></li>`)}</ul>`;
}

const endsHere: Readonly<Record<Passed['what'], string>> = {
  case: 'The case closes here, and everything that has to be kept is kept.',
  referral: 'The referral is over here, as one that fits another service better. Who asked us themselves reads so.',
};

const answerWords: Readonly<Record<Asked['answer'], string>> = {
  yes: 'Said yes',
  no: 'Said no: nothing of theirs goes',
  'not-now': 'Not now: nothing of theirs goes',
  unasked: 'Not asked yet',
  'guardian-unasked': 'Said yes; a guardian was not asked yet',
};

function theirAnswer(path: string, attempt: Attempt): Html {
  return form(
    path,
    [
      radioField(attempt, {
        name: 'answer',
        label: 'What the other service said',
        choices: [
          { value: 'accepted', text: 'Yes' },
          ...becauses.map((value) => ({ value: value as string, text: `No: ${becauseWords[value].toLowerCase()}` })),
        ],
      }),
    ],
    { text: 'Save what they said' },
  );
}

/** Where a referral stands with other services, for its page; while it waits, the way to pass it on. */
export function transferPanel({ path, rests }: Passed, transfers: readonly Transfer[]): Html {
  const [newest] = transfers;
  if (rests && !newest) return html``;
  const isOver = newest?.status === 'rejected' || newest?.status === 'taken-back';
  const offer = 'Pass it on to another service';
  return html`<h2 class="govuk-heading-m">Another service</h2>
    ${newest && html`<p class="govuk-body">${newest.toName}: ${statusWords[newest.status].toLowerCase()}${newest.because !== null && `. ${becauseWords[newest.because]}`}. ${received(newest)}</p>`}
    <p class="govuk-body"><a class="govuk-link" href="${path}">${!newest || (isOver && !rests) ? offer : 'See where that stands'}</a></p>`;
}

const live = anOfferedTransfer();
const joanne: Asked = {
  id: '0b6d5c1e-0000-4000-8000-000000000001',
  called: 'Joanne',
  isPerson: true,
  wasSpokenWith: true,
  answer: 'yes',
};
const shown: TransferShown = {
  passed: ofCase('7K3M-QX94', false),
  transfers: [],
  services: [{ id: live.toServiceId as ServiceId, name: live.toName, areaName: 'Leicestershire' }],
  asked: [],
  shut: [],
  attempt: freshAttempt,
};
export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'Passing a case on: nobody is asked yet, and no service is chosen',
    page: transferPage({
      ...shown,
      attempt: { typed: {}, problems: [{ field: 'to-name', text: explain('name-is-missing') }] },
    }),
  },
  {
    name: 'Passing a case on: offered, somebody was not asked',
    page: transferPage({
      ...shown,
      transfers: [live, { ...live, id: 'before', status: 'rejected', because: 'no-capacity' }],
      asked: [joanne, { ...joanne, id: 'dylan', called: 'Dylan', answer: 'unasked' }],
      shut: [
        {
          reason: 'somebody-was-not-asked',
          words: 'Dylan was not asked about it.',
          opens: 'they are asked, and answer as they like.',
        },
      ],
    }),
  },
  {
    name: 'Passing a case on: to a service elsewhere, which said yes',
    page: transferPage({ ...shown, transfers: [{ ...live, toServiceId: null, status: 'accepted' }], asked: [joanne] }),
  },
  {
    name: 'Passing a case on: gone and received',
    page: transferPage({
      ...shown,
      passed: ofCase('7K3M-QX94', true),
      transfers: [
        {
          ...live,
          status: 'sent',
          sentAt: live.offeredAt,
          receivedBy: 'Sue Marsh',
          receivedOn: '2026-11-26' as PlainDate,
        },
      ],
    }),
  },
  {
    name: 'Passing a referral on: they said yes, and whoever is referred was not asked yet',
    page: transferPage({
      ...shown,
      passed: ofReferral({ reference: '7K3M-QX94', status: 'acknowledged', source: 'self' }),
      transfers: [{ ...live, status: 'accepted' }],
      asked: [
        { ...joanne, answer: 'unasked' },
        { ...joanne, id: 'dylan', called: 'Dylan', wasSpokenWith: false, answer: 'unasked' },
      ],
      shut: [
        {
          reason: 'somebody-was-not-asked',
          words: 'Joanne was not asked about it.',
          opens: 'they are asked, and answer as they like.',
        },
      ],
    }),
  },
  {
    name: 'Passing a referral on: it went',
    page: transferPage({
      ...shown,
      passed: ofReferral({ reference: '7K3M-QX94', status: 'declined', source: 'police' }),
      transfers: [{ ...live, status: 'sent', sentAt: live.offeredAt }],
    }),
  },
];
