import { aFrame } from '#casefile/cases/examples.ts';
import { aDraft, anAgreement } from '#journey/agreement/examples.ts';
import { areaField, dayField, errorsOf, form, radioField, selectField, textField } from '#platform/fields.ts';
import { type Attempt, freshAttempt, typed } from '#platform/forms.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { tag } from '#platform/govuk/tag.ts';
import { type Fragment, html, type Html, paragraphs } from '#platform/html.ts';
import { stackedTable } from '#platform/tables.ts';
import {
  type Agreement,
  type Amends,
  type AmendsKind,
  type AmendsStatus,
  isSettled,
  nextDue,
} from '#vocabulary/agreements.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { type CaseFrame, participantIn } from '#vocabulary/frame.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { anAmends, aPayment, joanne, someWork } from './examples.ts';
import type { ProgressLine, SettledHow } from './facts.ts';
import { mayRelease } from './progress-rules.ts';
import { inHours, inPounds } from './rules.ts';

export const kindWords: Record<AmendsKind, string> = {
  letter: 'Letter of explanation',
  payment: 'Payment for damage',
  'voluntary-work': 'Voluntary work',
  apology: 'Apology',
  behaviour: 'Something to do, or to stop doing',
  other: 'Something else',
};

const statusWords: Record<AmendsStatus, readonly [text: string, colour: string]> = {
  owed: ['Owed', 'blue'],
  late: ['Late', 'orange'],
  done: ['Done', 'green'],
  'not-done': ['Not done', 'red'],
  released: ['Let go', 'grey'],
};

/** How a promise stands, in a word. */
function statusTag({ status }: Pick<Amends, 'status'>): Html {
  const [text, colour] = statusWords[status];
  return tag({ text, classes: `govuk-tag--${colour}` });
}

/** The name of a participant of the case; null is the community. */
export function calledIn(frame: CaseFrame, id: ParticipantId | null): string {
  return id === null ? 'The community' : (participantIn(frame, id)?.called ?? 'Somebody');
}

/** What was promised in numbers and what of it is done: "£40 of £120". */
export function soFar({ pence, paid, minutes, worked }: Amends): string {
  if (pence !== null) return `${inPounds(paid)} of ${inPounds(pence)}`;
  if (minutes !== null) return `${inHours(worked)} of ${inHours(minutes)}`;
  return '';
}

/** What falls due next, in words: "£20 by 4 January 2027". */
function dueInWords(amends: Amends): string {
  const next = nextDue(amends);
  if (!next) return amends.dueOn && isSettled(amends) ? inWords(amends.dueOn) : 'No day set';
  return next.pence === null ? `By ${inWords(next.on)}` : `${inPounds(next.pence)} by ${inWords(next.on)}`;
}

export const directPaymentNote: Html = html`<p class="govuk-inset-text">
  Money never goes straight from one person to another. It is paid to the service, and the service passes it on.
</p>`;

function pathOf(frame: CaseFrame, agreement: Agreement): string {
  return `/cases/${frame.reference}/agreement/${agreement.id}`;
}

/** What is promised in an agreement, and how each promise stands. */
export function amendsTable(frame: CaseFrame, agreement: Agreement): Html {
  if (agreement.amends.length === 0) return html`<p class="govuk-body">Nothing is promised in it yet.</p>`;
  return stackedTable({
    caption: `What ${calledIn(frame, agreement.responsibleId)} promises, version ${agreement.version}`,
    hideCaption: true,
    head: ['What', 'By', 'To', 'Next', 'So far', 'How it stands'],
    rows: agreement.amends.map((amends) => [
      html`<a class="govuk-link" href="${pathOf(frame, agreement)}/amends/${amends.id}">${kindWords[amends.kind]}</a>: ${amends.wording}`,
      calledIn(frame, amends.owedById),
      calledIn(frame, amends.owedToId),
      dueInWords(amends),
      soFar(amends) || 'Not counted',
      statusTag(amends),
    ]),
  });
}

/** The ways to write on what a draft promises. */
export function draftLinks(frame: CaseFrame, agreement: Agreement): Html {
  const base = pathOf(frame, agreement);
  return html`<ul class="govuk-list">
    <li><a class="govuk-link" href="${base}/amends">Add something that is promised</a></li>
    ${agreement.amends.map(
      ({ id, kind }, at) =>
        html`<li>
          <a class="govuk-link" href="${base}/amends/${id}/change">Change ${at + 1}: ${kindWords[kind]}</a>
        </li>`,
    )}
  </ul>`;
}

export interface OneAmends {
  readonly frame: CaseFrame;
  readonly agreement: Agreement;
  readonly amends: Amends;
  readonly progress: readonly ProgressLine[];
  readonly how: SettledHow | undefined;
  readonly today: PlainDate;
  /** Carried by the form of what was done, so that it counts once. */
  readonly entry: string;
  readonly attempt: Attempt;
}

/** Staff: one promise, what was done towards it, and how it came out. */
export function amendsPage(shown: OneAmends): Page {
  const { frame, agreement, amends, progress, attempt } = shown;
  const isLive = agreement.status === 'agreed' && !isSettled(amends) && frame.status !== 'closed';
  return {
    title: kindWords[amends.kind],
    back: `/cases/${frame.reference}/agreement/${agreement.id}`,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">${kindWords[amends.kind]}</h1>
      ${paragraphs(amends.wording)}
      ${aboutAmends(shown)}
      ${amends.instalments.length > 0 && instalmentTable(amends)}
      <h2 class="govuk-heading-m">What was done</h2>
      ${progress.length === 0 ? html`<p class="govuk-body">Nothing has been written down yet.</p>` : progressList(shown)}
      ${isLive && progressForm(shown)} ${isLive && settleForm(shown)}`,
  };
}

function aboutAmends({ frame, amends, how }: OneAmends): Html {
  const row = (key: string, value: Fragment) => ({ key: { text: key }, value: { html: html`${value}` } });
  return summaryList({
    rows: [
      row('How it stands', statusTag(amends)),
      row('Promised by', calledIn(frame, amends.owedById)),
      row('To', calledIn(frame, amends.owedToId)),
      row(isSettled(amends) ? 'Was due' : 'Next', dueInWords(amends)),
      soFar(amends) !== '' && row('So far', soFar(amends)),
      amends.proof !== '' && row('What will show it', amends.proof),
      amends.settledOn && row('Settled on', inWords(amends.settledOn)),
      how?.verifiedByKind && row(amends.status === 'released' ? 'Let go by' : 'Verified by', verifier(frame, how)),
      how && how.because !== '' && row('Because', paragraphs(how.because)),
    ],
  });
}

function verifier(frame: CaseFrame, { verifiedByKind, verifiedById }: SettledHow): string {
  return verifiedByKind === 'participant' ? calledIn(frame, verifiedById as ParticipantId) : 'A member of staff';
}

function instalmentTable(amends: Amends): Html {
  let covered = amends.paid;
  const rows = amends.instalments.map(({ dueOn, pence }) => {
    const paid = Math.min(Math.max(covered, 0), pence);
    covered -= pence;
    return [inWords(dueOn), inPounds(pence), paid === pence ? 'Paid' : paid > 0 ? `${inPounds(paid)} paid` : 'To pay'];
  });
  return stackedTable({ caption: 'Parts of the payment', head: ['By', 'How much', 'So far'], rows });
}

function progressList({ frame, amends, progress }: OneAmends): Html {
  return html`<ol class="tp-timeline">
    ${progress.map((line) => {
      const by = line.byKind === 'participant' ? `told by ${calledIn(frame, amends.owedById)}` : 'written by staff';
      return html`<li class="tp-timeline__item">
        <h3 class="tp-timeline__what">${measured(line) || 'Note'}</h3>
        <p class="tp-timeline__when">
          <time datetime="${line.happenedOn}">${inWords(line.happenedOn)}</time>, ${by}
        </p>
        ${line.note !== '' && html`<p class="tp-timeline__more">${line.note}</p>`}
        ${line.evidence !== '' && html`<p class="tp-timeline__more">Shown by: ${line.evidence}</p>`}
      </li>`;
    })}
  </ol>`;
}

/** What a line of progress comes to: "£20" or "2 hours". */
export function measured({ pence, minutes }: Pick<ProgressLine, 'pence' | 'minutes'>): string {
  return pence !== null ? inPounds(pence) : minutes !== null ? inHours(minutes) : '';
}

function progressForm({ frame, agreement, amends, today, entry, attempt }: OneAmends): Html {
  return html`<h2 class="govuk-heading-m">Write down what was done</h2>
    ${amends.pence !== null && directPaymentNote}
    ${form(
      `/cases/${frame.reference}/agreement/${agreement.id}/amends/${amends.id}/progress`,
      [
        html`<input type="hidden" name="entry" value="${typed(attempt, 'entry', entry)}" />`,
        dayField(attempt, { name: 'happened-on', label: 'The day it happened', value: today }),
        amends.pence !== null &&
          textField(attempt, {
            name: 'pounds',
            label: 'How much was paid',
            hint: 'Leave this empty if nothing was paid',
            width: 5,
            prefix: '£',
            inputmode: 'decimal',
          }),
        amends.minutes !== null &&
          textField(attempt, {
            name: 'hours',
            label: 'How many hours were worked',
            hint: 'Leave this empty if none were',
            width: 4,
            inputmode: 'decimal',
          }),
        areaField(attempt, {
          name: 'note',
          label: 'Note',
          hint: `${calledIn(frame, amends.owedById)} can read this.`,
          rows: 3,
        }),
        areaField(attempt, { name: 'evidence', label: 'What shows it', hint: 'Only staff read this.', rows: 2 }),
      ],
      { text: 'Write it down' },
    )}`;
}

function settleForm({ frame, agreement, amends, today, attempt }: OneAmends): Html {
  const releasers = mayRelease(agreement, amends);
  return html`<h2 class="govuk-heading-m">Say how it came out</h2>
    <p class="govuk-body">
      Whoever asked to hear how it goes is told. Done is what you have seen for yourself, or what shows it.
    </p>
    ${form(
      `/cases/${frame.reference}/agreement/${agreement.id}/amends/${amends.id}/settle`,
      [
        radioField(attempt, {
          name: 'outcome',
          label: 'How it came out',
          choices: [
            { value: 'done', text: 'Done, and I have verified it' },
            ...(amends.status === 'late' ? [] : [{ value: 'late', text: 'Late, but it may still be done' }]),
            { value: 'not-done', text: 'Not done' },
            ...(releasers.length === 0
              ? []
              : [{ value: 'released', text: 'Let go: it is no longer asked for', more: releaseField(attempt) }]),
          ],
        }),
        dayField(attempt, { name: 'settled-on', label: 'The day', value: today }),
        areaField(attempt, { name: 'because', label: 'Why, or what shows it', hint: 'Only staff read this.', rows: 3 }),
      ],
      { text: 'Save' },
    )}`;

  function releaseField(current: Attempt): Html {
    return selectField(current, {
      name: 'released-by',
      label: 'Who told you they let it go',
      choices: releasers.map((id) => ({ value: id, text: calledIn(frame, id) })),
    });
  }
}

const shownExample = {
  frame: aFrame(),
  agreement: anAgreement(),
  progress: [],
  how: undefined,
  today: '2027-01-20' as PlainDate,
  entry: '0b6d5c1e-0000-4000-8000-0000000000e1',
  attempt: freshAttempt,
};

const aLine = {
  id: 'p2',
  happenedOn: '2027-01-18' as PlainDate,
  pence: 2000,
  minutes: null,
  note: 'Paid at the office.',
};

const someProgress: readonly ProgressLine[] = [
  { ...aLine, evidence: 'Receipt 118.', byKind: 'staff' },
  { ...aLine, id: 'p1', pence: null, note: 'I will bring it next week.', evidence: '', byKind: 'participant' },
];

const following = (name: string, amends: Amends, changed: Partial<OneAmends> = {}) => ({
  name,
  page: amendsPage({ ...shownExample, amends, ...changed }),
});

/** The pages as staff meet them: nothing done yet, under way, refused, settled. */
export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  following('a letter that nothing was done about yet', anAmends()),
  following('a payment that is late, with progress', anAmends({ ...aPayment(), status: 'late', paid: 2000 }), {
    progress: someProgress,
  }),
  following('work for the community, with a form that was refused', anAmends(someWork()), {
    attempt: { typed: { outcome: 'done' }, problems: [{ field: 'outcome', text: 'Add the hours first' }] },
  }),
  following('a letter that was let go', anAmends({ status: 'released', settledOn: '2027-01-12' as PlainDate }), {
    how: { because: 'She said the talk was enough.', verifiedByKind: 'participant', verifiedById: joanne },
  }),
  {
    name: 'what is promised in a draft',
    page: {
      title: 'What is promised',
      body: html`<h1 class="govuk-heading-l">What is promised</h1>
        ${directPaymentNote} ${amendsTable(aFrame(), aDraft())} ${draftLinks(aFrame(), aDraft())}`,
    },
  },
  {
    name: 'what is promised in an agreement in force',
    page: {
      title: 'What is promised',
      body: html`<h1 class="govuk-heading-l">What is promised</h1>
        ${amendsTable(aFrame(), anAgreement())} ${amendsTable(aFrame(), aDraft({ amends: [] }))}`,
    },
  },
];
