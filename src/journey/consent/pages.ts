import { aFrame } from '#casefile/cases/examples.ts';
import { dayField, errorsOf, form, radioField, selectField, type Choice } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, type Html } from '#platform/html.ts';
import { stackedTable } from '#platform/tables.ts';
import type { Page } from '#vocabulary/doors.ts';
import { about, type Answer, type Stand, type Subject } from '#vocabulary/consent.ts';
import { inWords, momentInWords, type PlainDate } from '#vocabulary/dates.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import { aStatement } from './examples.ts';
import type { WordedLine } from './facts.ts';
import { keyOf, question, standsAt, usualQuestions } from './rules.ts';

const answerWords: Record<Answer, string> = {
  given: 'Yes',
  declined: 'No',
  'not-now': 'Not now',
  withdrawn: 'Taken back',
};

function standWords(stand: Stand | undefined): string {
  if (!stand) return 'Not answered yet';
  if (stand.answer === 'not-now' && stand.askAfter) return `Not now. We may ask again from ${inWords(stand.askAfter)}`;
  if (stand.answer === 'withdrawn') return 'No. You said yes before and changed your mind';
  return answerWords[stand.answer];
}

export interface OwnChoices {
  readonly questions: readonly { readonly subject: Subject; readonly stand: Stand | undefined }[];
}

/** What somebody has said yes or no to, each with a way to change their mind. */
export function ownChoicesPage({ questions }: OwnChoices): Page {
  return {
    title: 'Your choices',
    body: html` <h1 class="govuk-heading-l">Your choices</h1>
      <p class="govuk-body">
        You decide each of these by itself. You can change your mind at any time, and you do not have to say why.
      </p>
      ${summaryList({
        rows: questions.map(({ subject, stand }) => ({
          key: { text: question(subject) },
          value: { text: standWords(stand) },
          actions: {
            items: [
              {
                href: `/my/choices/${keyOf(subject)}`,
                text: stand ? 'Change' : 'Answer',
                visuallyHiddenText: question(subject),
              },
            ],
          },
        })),
      })}
      <p class="govuk-body">
        If you would rather talk about it, ask your facilitator. They can write your answer down for you.
      </p>`,
  };
}

/** One question, three answers of equal weight. */
export function questionPage(subject: Subject, stand: Stand | undefined, attempt: Attempt): Page {
  return {
    title: question(subject),
    back: '/my/choices',
    body: html` ${errorsOf(attempt)}
    ${form(
      `/my/choices/${keyOf(subject)}`,
      radioField(attempt, {
        name: 'answer',
        label: question(subject),
        isHeading: true,
        hint: 'There is no right answer. You can change it later.',
        value: stand?.answer === 'withdrawn' ? 'declined' : stand?.answer,
        choices: answers(attempt, 'Yes', 'No', stand?.askAfter),
      }),
      { text: 'Save my answer' },
    )}`,
  };
}

function answers(attempt: Attempt, yes: string, no: string, askAfter?: PlainDate | null): readonly Choice[] {
  return [
    { value: 'given', text: yes },
    {
      value: 'not-now',
      text: 'Not now',
      more: dayField(attempt, {
        name: 'ask-after',
        label: 'When may we ask again?',
        hint: 'Until then nothing happens. For example, 6 1 2027',
        value: askAfter ?? '',
      }),
    },
    { value: 'declined', text: no },
  ];
}

export interface CaseLedger {
  readonly frame: CaseFrame;
  readonly ledger: readonly WordedLine[];
  /** Set when the page shows a past moment. */
  readonly moment: Date | undefined;
  readonly attempt: Attempt;
}

/** Staff: where everybody stands, the whole ledger, and a form to write down what somebody said. */
export function casePage({ frame, ledger, moment, attempt }: CaseLedger): Page {
  return {
    title: 'Consent',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Consent</h1>
      ${moment && html`<p class="govuk-inset-text">As it stood on ${momentInWords(moment)}. <a class="govuk-link" href="/cases/${frame.reference}/consent">Show it as it is now</a></p>`}
      ${frame.participants.map((participant) => standingTable(participant, ledger))}
      ${moment === undefined && frame.status !== 'closed' && sayForm(frame, attempt)}
      <h2 class="govuk-heading-m">Everything that was said</h2>
      ${ledger.length === 0 ? html`<p class="govuk-body">Nobody has been asked yet.</p>` : ledgerTable(frame, ledger)}`,
  };
}

function standingTable(participant: CaseFrame['participants'][number], ledger: readonly WordedLine[]): Html {
  const isHarmed = participant.parts.includes('harmed');
  return stackedTable({
    caption: participant.called,
    head: ['Asked', 'Answer', 'Said on'],
    rows: usualQuestions({ isHarmed }).map((subject) => {
      const stand = standsAt(ledger, participant.id, subject);
      const line = ledger.findLast((each) => each === stand);
      return [question(subject), answerTag(stand), line && inWords(line.saidOn)];
    }),
  });
}

function answerTag(stand: Stand | undefined): Html {
  if (!stand) return html`Not answered`;
  const colour = { given: 'green', declined: 'grey', 'not-now': 'yellow', withdrawn: 'orange' }[stand.answer];
  const words =
    stand.answer === 'not-now' && stand.askAfter
      ? `Not now, ask again from ${inWords(stand.askAfter)}`
      : answerWords[stand.answer];
  return tag({ text: words, classes: `govuk-tag--${colour}` });
}

function ledgerTable(frame: CaseFrame, ledger: readonly WordedLine[]): Html {
  const name = (id: string | null) => frame.participants.find((each) => each.id === id)?.called ?? '';
  return stackedTable({
    caption: 'The ledger, newest first',
    hideCaption: true,
    head: ['What they were asked', 'Who', 'Answer', 'How', 'Recorded'],
    rows: ledger
      .toReversed()
      .map((line) => [
        line.towardId ? `${line.wording} (towards ${name(line.towardId)})` : line.wording,
        line.guardianId ? `${name(line.participantId)}’s guardian` : name(line.participantId),
        answerTag(line),
        line.how.replaceAll('-', ' '),
        momentInWords(line.recordedAt),
      ]),
  });
}

function sayForm(frame: CaseFrame, attempt: Attempt): Html {
  // An organisation says yes or no through whoever speaks for it.
  const people = frame.participants;
  return html` <h2 class="govuk-heading-m">Write down what somebody said</h2>
    ${form(
      `/cases/${frame.reference}/consent`,
      [
        selectField(attempt, {
          name: 'participant',
          label: 'Who',
          choices: people.map(({ id, called }) => ({ value: id, text: called })),
        }),
        selectField(attempt, {
          name: 'subject',
          label: 'What they were asked',
          choices: usualQuestions({ isHarmed: true }).map((subject) => ({
            value: keyOf(subject),
            text: question(subject),
          })),
        }),
        radioField(attempt, {
          name: 'answer',
          label: 'Their answer',
          choices: answers(attempt, 'Yes', 'No, or they took their yes back'),
        }),
        people.some(({ isChild }) => isChild) &&
          radioField(attempt, {
            name: 'speaker',
            label: 'Who spoke',
            hint: 'For a child, both the child and a guardian have to agree.',
            value: 'self',
            isInline: true,
            choices: [
              { value: 'self', text: 'The person' },
              { value: 'guardian', text: 'Their guardian' },
            ],
          }),
        selectField(attempt, { name: 'how', label: 'How they said it', choices: ways }),
        dayField(attempt, { name: 'said-on', label: 'The day they said it' }),
      ],
      { text: 'Add to the ledger' },
    )}`;
}

const ways: readonly Choice[] = [
  { value: 'in-person', text: 'In person' },
  { value: 'by-phone', text: 'By phone' },
  { value: 'video-call', text: 'On a video call' },
  { value: 'in-writing', text: 'In writing' },
];

/** The pages as people meet them: empty, usual, refused. */
export const examples: readonly {
  readonly name: string;
  readonly door?: 'participant' | 'staff';
  readonly page: Page;
}[] = [
  {
    name: 'nothing answered yet',
    door: 'participant',
    page: ownChoicesPage({
      questions: usualQuestions({ isHarmed: true }).map((subject) => ({ subject, stand: undefined })),
    }),
  },
  {
    name: 'a yes, a not now and a yes taken back',
    door: 'participant',
    page: ownChoicesPage({
      questions: [
        { subject: about('be-contacted'), stand: aStatement(about('be-contacted')) },
        {
          subject: about('mode', { mode: 'letter' }),
          stand: aStatement({ answer: 'not-now', askAfter: '2027-01-06' as PlainDate }),
        },
        { subject: about('follow-up'), stand: aStatement({ answer: 'withdrawn' }) },
      ],
    }),
  },
  {
    name: 'a question',
    door: 'participant',
    page: questionPage(about('mode', { mode: 'meeting' }), undefined, freshAttempt),
  },
  {
    name: 'a question without an answer',
    door: 'participant',
    page: questionPage(about('mode', { mode: 'letter' }), undefined, {
      typed: { answer: 'not-now' },
      problems: [{ field: 'ask-after', text: 'Tell us the day we can ask again' }],
    }),
  },
  {
    name: 'a case where nobody was asked',
    page: casePage({ frame: aFrame(), ledger: [], moment: undefined, attempt: freshAttempt }),
  },
  {
    name: 'a case with a ledger and a form that was refused',
    page: casePage({
      frame: aFrame(),
      ledger: [{ ...aStatement(), seq: 1, wording: question({ purpose: 'mode', mode: 'meeting' }), how: 'in-person' }],
      moment: undefined,
      attempt: { typed: { answer: 'given' }, problems: [{ field: 'participant', text: 'Choose who said it' }] },
    }),
  },
];
