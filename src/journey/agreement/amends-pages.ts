import { aFrame } from '#casefile/cases/examples.ts';
import {
  areaField,
  dayField,
  errorsOf,
  form,
  pressForm,
  radioField,
  selectField,
  textField,
  type Choice,
} from '#platform/fields.ts';
import { freshAttempt, typed, type Attempt } from '#platform/forms.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, paragraphs, type Fragment, type Html } from '#platform/html.ts';
import { stackedTable } from '#platform/tables.ts';
import { daysBetween, inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { participantIn, type CaseFrame } from '#vocabulary/frame.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import {
  amendsKinds,
  inHours,
  inPounds,
  isSettled,
  nextDue,
  type Amends,
  type AmendsKind,
  type AmendsStatus,
} from './amends-rules.ts';
import { anAgreement, anAmends, aDraft, aPayment, joanne, someWork } from './examples.ts';
import type { ProgressLine, SettledHow } from './facts.ts';
import { mayRelease } from './progress-rules.ts';
import type { Agreement } from './rules.ts';

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
export function statusTag({ status }: Pick<Amends, 'status'>): Html {
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
export function dueInWords(amends: Amends): string {
  const next = nextDue(amends);
  if (!next) return amends.dueOn && isSettled(amends) ? inWords(amends.dueOn) : 'No day set';
  return next.pence === null ? `By ${inWords(next.on)}` : `${inPounds(next.pence)} by ${inWords(next.on)}`;
}

export const directPaymentNote: Html = html`<p class="govuk-inset-text">
  Money never goes straight from one person to another. It is paid to the service, and the service passes it on.
</p>`;

export interface PromiseForm {
  readonly frame: CaseFrame;
  readonly agreement: Agreement;
  /** Undefined for a new promise. */
  readonly amends: Amends | undefined;
  /** Carried by the form of a new promise, so that it is written once. */
  readonly entry: string;
  readonly attempt: Attempt;
}

/** Staff: writing down one promise of a draft. */
export function promisePage({ frame, agreement, amends, entry, attempt }: PromiseForm): Page {
  const base = `/cases/${frame.reference}/agreement/${agreement.id}`;
  const title = amends ? 'Change what is promised' : 'Add something that is promised';
  return {
    title,
    back: base,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">${title}</h1>
      ${directPaymentNote}
      ${form(
        amends ? `${base}/amends/${amends.id}/change` : `${base}/amends`,
        [
          html`<input type="hidden" name="entry" value="${typed(attempt, 'entry', entry)}" />`,
          kindField(attempt, amends),
          areaField(attempt, {
            name: 'wording',
            label: 'What is promised, in their own words',
            hint: 'Everybody in this agreement will read this. Leave out last names and addresses.',
            value: amends?.wording,
            rows: 3,
          }),
          selectField(attempt, {
            name: 'owed-by',
            label: 'Who promises it',
            value: amends?.owedById ?? agreement.responsibleId,
            choices: partyChoices(frame, agreement),
          }),
          selectField(attempt, {
            name: 'owed-to',
            label: 'To whom',
            value: amends ? (amends.owedToId ?? 'community') : undefined,
            choices: [...partyChoices(frame, agreement), { value: 'community', text: 'The community' }],
          }),
          dayField(attempt, {
            name: 'due',
            label: 'By when',
            hint: 'For a payment in parts, the day of the first part. You may leave this empty for something to do or to stop doing.',
            value: amends?.instalments[0]?.dueOn ?? amends?.dueOn ?? undefined,
          }),
          textField(attempt, {
            name: 'proof',
            label: 'What will show that it was done (you may leave this empty)',
            value: amends?.proof,
          }),
        ],
        { text: amends ? 'Save' : 'Add to the agreement' },
      )}
      ${amends && pressForm(`${base}/amends/${amends.id}/remove`, { text: 'Take it out of the draft', quiet: true })}`,
  };
}

function partyChoices(frame: CaseFrame, { parties }: Agreement): readonly Choice[] {
  return parties.map(({ participantId }) => ({ value: participantId, text: calledIn(frame, participantId) }));
}

function kindField(attempt: Attempt, amends: Amends | undefined): Html {
  const more: Partial<Record<AmendsKind, Html>> = {
    payment: paymentFields(attempt, amends),
    'voluntary-work': textField(attempt, {
      name: 'hours',
      label: 'How many hours',
      hint: 'For example, 20 or 2.5',
      value: amends?.minutes ? String(Math.round(amends.minutes / 0.6) / 100) : undefined,
      width: 4,
      inputmode: 'decimal',
    }),
  };
  return radioField(attempt, {
    name: 'kind',
    label: 'What kind of amends',
    value: amends?.kind,
    choices: amendsKinds.map((kind) => ({ value: kind, text: kindWords[kind], more: more[kind] })),
  });
}

function paymentFields(attempt: Attempt, amends: Amends | undefined): Html {
  const parts = amends?.instalments ?? [];
  return html`${textField(attempt, {
    name: 'pounds',
    label: 'How much altogether',
    hint: 'For example, 120 or 49.50',
    value: amends?.pence ? inPounds(amends.pence).slice(1).replaceAll(',', '') : undefined,
    width: 5,
    prefix: '£',
    inputmode: 'decimal',
  })}
  ${textField(attempt, {
    name: 'parts',
    label: 'In how many parts',
    hint: '1 if it is paid at once. The parts are even and add up to the penny.',
    value: String(Math.max(parts.length, 1)),
    width: 2,
    inputmode: 'numeric',
  })}
  ${selectField(attempt, {
    name: 'rhythm',
    label: 'A part is paid every',
    unchosen: 'Paid at once',
    value: rhythmOf(parts),
    choices: [
      { value: 'week', text: 'Week' },
      { value: 'fortnight', text: 'Two weeks' },
      { value: 'month', text: 'Month' },
    ],
  })}`;
}

function rhythmOf([first, second]: Amends['instalments']): string | undefined {
  if (!first || !second) return undefined;
  const days = daysBetween(first.dueOn, second.dueOn);
  return days === 7 ? 'week' : days === 14 ? 'fortnight' : 'month';
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
const writing = (name: string, changed: Partial<PromiseForm> = {}) => ({
  name,
  page: promisePage({ ...shownExample, agreement: aDraft(), amends: undefined, ...changed }),
});
const following = (name: string, amends: Amends, changed: Partial<OneAmends> = {}) => ({
  name,
  page: amendsPage({ ...shownExample, amends, ...changed }),
});

/** The pages as staff meet them: new, written, refused, settled. */
export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  writing('a new promise'),
  writing('a payment in parts, to be changed', { amends: anAmends(aPayment()) }),
  writing('a new promise that was refused', {
    attempt: {
      typed: { kind: 'payment', pounds: 'a lot', wording: 'Pay for the door.' },
      problems: [
        { field: 'pounds', text: 'Write how much will be paid, like 120 or 49.50' },
        { field: 'due', text: 'Write the day it should be done by, like 1 2 2027' },
      ],
    },
  }),
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
];
