import type { AskerShown } from '#vocabulary/asking.ts';
import { errorsOf, form, pressForm, radioField, selectField, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, paragraphs, type Html } from '#platform/html.ts';
import { dayOf, daysBetween, inWords, momentInWords, type PlainDate } from '#vocabulary/dates.ts';
import type { ComplexSign } from '#vocabulary/complexity.ts';
import type { Page } from '#vocabulary/doors.ts';
import { referralStatusTags } from '#vocabulary/parts.ts';
import { askerSection } from './asker-pages.ts';
import { reasonChoices, reasonWords } from './decline-pages.ts';
import { aReferralOnFile } from '#journey/referral/examples.ts';
import type { Referral } from './facts.ts';
import { isWrittenTo, signsOfComplexity, type Other } from './rules.ts';
import { othersSection, safeSection, told } from './told-pages.ts';

export interface Triage {
  readonly referral: Referral;
  /** Set where somebody asked on their behalf. */
  readonly asker: AskerShown | undefined;
  readonly others: readonly Other[];
  readonly today: PlainDate;
  readonly attempt: Attempt;
  /** What comes before everything else: what could hurt somebody. */
  readonly first: Html;
  /** What other slices say of it: its clocks, what was asked for, what it looks like. */
  readonly panels: readonly Html[];
}

/** Everything about a referral and, while it waits, what can be done with it: in the order of reading, looking into it, deciding. */
export function referralPage(triage: Triage): Page {
  const { referral, asker, others, attempt, first, panels } = triage;
  const isOpen = referral.status === 'received' || referral.status === 'acknowledged';
  return {
    title: `Referral ${referral.reference}`,
    back: '/referrals',
    script: isOpen ? 'look-alike.js' : undefined,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Referral ${referral.reference}</h1>
      ${first} ${days(triage)} ${decision(referral)} ${isOpen && referral.status === 'received' && acknowledging(referral)}
      ${asker && askerSection(asker, { asker: referral.referrerName, called: referral.called })}
      ${safeSection(referral)}
      <h2 class="govuk-heading-m">What we were told</h2>
      ${told(referral)}
      ${othersSection(referral, others, isOpen ? attempt : undefined)} ${panels}
      ${isOpen && html`${accepting(triage)} ${declining(triage)}`}`,
  };
}

function days({ referral, today }: Triage): Html {
  const { receivedOn, enteredAt, decidedAt } = referral;
  const until = decidedAt ? dayOf(decidedAt) : today;
  return html`<dl class="tp-facts">
    <div><dt>Status</dt><dd>${tag(referralStatusTags[referral.status])}</dd></div>
    <div><dt>Received</dt><dd>${inWords(receivedOn)}</dd></div>
    <div><dt>Entered</dt><dd>${momentInWords(enteredAt)}</dd></div>
    <div><dt>${decidedAt ? 'Days until decided' : 'Days waiting'}</dt><dd>${daysBetween(receivedOn, until)}</dd></div>
  </dl>`;
}

function decision({ status, caseReference, decidedAt, declineReason, declineWords }: Referral): Html {
  if (status === 'accepted' && caseReference !== null)
    return html`<p class="govuk-inset-text">
      This referral is now <a class="govuk-link" href="/cases/${caseReference}">case ${caseReference}</a>.
    </p>`;
  if (status !== 'declined' || declineReason === null) return html``;
  return html`<div class="govuk-inset-text">
    <p class="govuk-body">Declined on ${decidedAt && inWords(dayOf(decidedAt))}: ${reasonWords[declineReason]}.</p>
    ${declineWords !== '' && paragraphs(declineWords)}
  </div>`;
}

function acknowledging({ reference, source }: Referral): Html {
  const words = isWrittenTo(source)
    ? 'They are told that we have read it, in a way that they said is safe.'
    : 'The person is not written to. Please answer whoever referred them yourself.';
  return html`<p class="govuk-body">${words}</p>
    ${pressForm(`/referrals/${reference}/acknowledge`, { text: 'Acknowledge' })}`;
}

const signWords: Readonly<Partial<Record<ComplexSign, string>>> = {
  weapon: 'it is a serious crime',
  child: 'a child is involved',
  many: 'more than four people are involved',
};

function accepting({ referral, others, attempt }: Triage): Html {
  const signs = signsOfComplexity(referral, others).flatMap((sign) => signWords[sign] ?? []);
  return html`<h2 class="govuk-heading-m">Accept it</h2>
    <p class="govuk-body">
      It becomes case ${referral.reference}, with ${referral.called} and everybody added above. Nobody is contacted by
      this.${signs.length > 0 && ` The case starts as complex, because ${signs.join(' and ')}.`}
    </p>
    ${form(
      `/referrals/${referral.reference}/accept`,
      [
        radioField(attempt, {
          name: 'accept-kind',
          label: 'Which process fits',
          choices: [
            {
              value: 'justice',
              text: 'Restorative justice',
              hint: 'It is clear who was harmed and who is responsible.',
            },
            { value: 'mediation', text: 'Mediation', hint: 'A conflict in a family, or between neighbours.' },
            { value: 'circle', text: 'Circle', hint: 'A group or a community.' },
          ],
        }),
        tickField(attempt, {
          name: 'accept-mutual',
          label: 'Both ways',
          choices: [
            {
              value: 'yes',
              text: 'Each side harmed the other',
              hint: 'Then everybody is both harmed and responsible.',
            },
          ],
        }),
      ],
      { text: 'Accept and open the case' },
    )}`;
}

function declining({ referral, attempt }: Triage): Html {
  return html`<h2 class="govuk-heading-m">Decline it</h2>
    <form method="get" action="/referrals/${referral.reference}/decline">
      ${selectField(attempt, { name: 'decline-reason', label: 'Reason', choices: reasonChoices })}
      ${button({ text: 'See the words first', classes: 'govuk-button--secondary' })}
    </form>`;
}

const today = '2026-11-23' as PlainDate;

const joanne = aReferralOnFile();
const dylan: Other = {
  id: '7b1d2c3e-0000-4000-8000-000000000002',
  kind: 'person',
  part: 'responsible',
  fullName: 'Dylan Marsh',
  called: 'Dylan',
  isUnder18: true,
  contactRole: '',
  phone: '',
};

const shop: Other = {
  ...dylan,
  id: `${dylan.id.slice(0, -1)}3`,
  kind: 'organisation',
  part: 'harmed',
  fullName: 'Corner Shop Ltd',
  isUnder18: false,
  contactRole: 'the manager',
};

const [decidedAt, acknowledgedAt] = [new Date('2026-11-20T10:00:00Z'), new Date('2026-11-19T09:30:00Z')];
const shown = { asker: undefined, others: [], today, attempt: freshAttempt, first: html``, panels: [] };

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'A referral that was just sent', page: referralPage({ ...shown, referral: joanne }) },
  {
    name: 'A referral with people on both sides',
    page: referralPage({
      ...shown,
      referral: { ...joanne, status: 'acknowledged', acknowledgedAt },
      others: [dylan, shop],
    }),
  },
  {
    name: 'A referral from the police of which little is known',
    page: referralPage({
      ...shown,
      referral: {
        ...joanne,
        source: 'police',
        referrerName: 'PC Green',
        mayPhone: false,
        mayText: false,
        agreedToReferral: false,
      },
    }),
  },
  {
    name: 'A referral that a mother asked for on behalf of her son',
    page: referralPage({
      ...shown,
      referral: {
        ...joanne,
        ...{ source: 'on-behalf', referrerName: 'Gail Turner', fullName: 'Kieran Turner', called: 'Kieran' },
        ...{ mayPhone: false, mayText: false, phone: '', codeword: '', fromHour: null, untilHour: null, safeTimes: '' },
        ...{ agreedToReferral: false, isUnder18: true, guardianName: 'Gail Turner' },
      },
      asker: {
        relation: 'parent',
        knowing: 'not-yet',
        contact: {
          ...{ ways: ['call', 'email'], phone: '07700 900 321', email: 'gail@example.com', address: '' },
          ...{ fromHour: 9, untilHour: 15, times: '', codeword: 'robin' },
          ...{ mayLeaveVoicemail: false, ifSomeoneElseAnswers: '' },
        },
      },
    }),
  },
  {
    name: 'A referral accepted too early',
    page: referralPage({
      ...shown,
      referral: joanne,
      attempt: {
        typed: { 'accept-kind': 'justice' },
        problems: [{ field: 'accept-kind', text: 'Add at least one person or organisation on the other side first' }],
      },
    }),
  },
  {
    name: 'A referral that became a case',
    page: referralPage({
      ...shown,
      referral: { ...joanne, status: 'accepted', decidedAt, caseReference: joanne.reference },
      others: [dylan],
    }),
  },
  {
    name: 'A referral that was declined',
    page: referralPage({
      ...shown,
      referral: {
        ...joanne,
        status: 'declined',
        decidedAt,
        declineReason: 'out-of-area',
        declineWords: 'Please ring us if we can help you find somebody.',
      },
    }),
  },
];
