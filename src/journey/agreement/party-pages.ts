import { aFrame } from '#casefile/cases/examples.ts';
import { dylan } from '#journey/amends/examples.ts';
import { type Choice, dayField, form, radioField, selectField, tickField } from '#platform/fields.ts';
import { type Attempt, freshAttempt } from '#platform/forms.ts';
import { type Fragment, html, type Html } from '#platform/html.ts';
import { stackedTable } from '#platform/tables.ts';
import type { Agreement } from '#vocabulary/agreements.ts';
import type { Stand, Standing } from '#vocabulary/consent.ts';
import { inWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { type CaseFrame, participantIn } from '#vocabulary/frame.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { aDraft, aProposal } from './examples.ts';
import { termsOf } from './rules.ts';

/** Who is part of an agreement and what they said to its terms. */
export interface OfParties {
  readonly frame: CaseFrame;
  readonly agreement: Agreement;
  readonly standing: Standing;
  readonly attempt: Attempt;
}

/** The name of a participant of the case. */
export function calledIn(frame: CaseFrame, id: ParticipantId): string {
  return participantIn(frame, id)?.called ?? 'Somebody';
}

export function pathOf(frame: CaseFrame, agreement: Agreement): string {
  return `/cases/${frame.reference}/agreement/${agreement.id}`;
}

function lastAnswer({ standing, agreement }: OfParties, id: ParticipantId, speaker: 'self' | 'guardian') {
  const { itemId } = termsOf(agreement.id);
  return standing.stands.findLast(
    (stand) =>
      stand.purpose === 'agreement-terms' &&
      stand.itemId === itemId &&
      stand.participantId === id &&
      (stand.guardianId !== null) === (speaker === 'guardian'),
  );
}

function answerWords(stand: Stand | undefined): string {
  if (!stand) return 'No answer yet';
  if (stand.answer === 'not-now' && stand.askAfter) return `Not now, ask again from ${inWords(stand.askAfter)}`;
  return { given: 'Yes', declined: 'No', 'not-now': 'Not now', withdrawn: 'Took their yes back' }[stand.answer];
}

export function partyTable(shown: OfParties): Html {
  const { frame, agreement, standing } = shown;
  return stackedTable({
    caption: 'Parties',
    hideCaption: true,
    head: ['Who', 'Answer to the terms', 'Wants to hear how it goes'],
    rows: agreement.parties.map(({ participantId, wantsUpdates }) => [
      calledIn(frame, participantId),
      agreement.status === 'draft' ? 'Not asked yet' : answersOf(participantId),
      participantId === agreement.responsibleId ? 'Knows already' : wantsUpdates ? 'Yes' : 'No',
    ]),
  });

  function answersOf(id: ParticipantId): Fragment {
    const own = answerWords(lastAnswer(shown, id, 'self'));
    if (!standing.children.includes(id)) return own;
    return html`${own}. Guardian: ${answerWords(lastAnswer(shown, id, 'guardian'))}`;
  }
}

export function partiesForm({ frame, agreement, attempt }: OfParties): Html {
  return form(
    `${pathOf(frame, agreement)}/parties`,
    tickField(attempt, {
      name: 'party',
      label: 'Who is part of this agreement',
      hint: 'They read it, are asked whether they agree, and see how each promise stands.',
      values: agreement.parties.map(({ participantId }) => participantId),
      choices: frame.participants.map(({ id, called }) => ({ value: id, text: called })),
    }),
    { text: 'Save who is part of it', quiet: true },
  );
}

export function updatesForm({ frame, agreement, attempt }: OfParties): Html {
  const others = agreement.parties.filter(({ participantId }) => participantId !== agreement.responsibleId);
  if (others.length === 0) return html``;
  return form(
    `${pathOf(frame, agreement)}/updates`,
    tickField(attempt, {
      name: 'updates',
      label: 'Who wants to hear how it goes',
      hint: 'They are told when something is done, late, not done or let go.',
      values: others.filter(({ wantsUpdates }) => wantsUpdates).map(({ participantId }) => participantId),
      choices: others.map(({ participantId }) => ({ value: participantId, text: calledIn(frame, participantId) })),
    }),
    { text: 'Save who is told', quiet: true },
  );
}

const ways: readonly Choice[] = [
  { value: 'in-person', text: 'In person' },
  { value: 'by-phone', text: 'By phone' },
  { value: 'video-call', text: 'On a video call' },
  { value: 'in-writing', text: 'In writing' },
];

export function answerForm({ frame, agreement, standing, attempt }: OfParties): Html {
  const isProposed = agreement.status === 'proposed';
  return html`<h2 class="govuk-heading-m">Write down what somebody said to the terms</h2>
    ${form(
      `${pathOf(frame, agreement)}/answer`,
      [
        selectField(attempt, {
          name: 'participant',
          label: 'Who',
          choices: agreement.parties.map(({ participantId }) => ({
            value: participantId,
            text: calledIn(frame, participantId),
          })),
        }),
        agreement.parties.some(({ participantId }) => standing.children.includes(participantId)) &&
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
        radioField(attempt, {
          name: 'answer',
          label: 'Their answer',
          choices: isProposed ? allAnswers(attempt) : [{ value: 'declined', text: 'They no longer agree to it' }],
        }),
        selectField(attempt, { name: 'how', label: 'How they said it', choices: ways }),
        dayField(attempt, { name: 'said-on', label: 'The day they said it' }),
      ],
      { text: 'Save their answer', quiet: !isProposed },
    )}`;
}

function allAnswers(attempt: Attempt): readonly Choice[] {
  return [
    { value: 'given', text: 'Yes' },
    { value: 'not-now', text: 'Not now', more: dayField(attempt, { name: 'ask-after', label: 'Ask again after' }) },
    { value: 'declined', text: 'No' },
  ];
}

const nobodyAsked: Standing = { stands: [], children: [dylan] };
const shown = { frame: aFrame(), standing: nobodyAsked, attempt: freshAttempt };

function anExample(of: OfParties): Page {
  return {
    title: 'Who is part of it',
    body: html`<h1 class="govuk-heading-l">Who is part of it</h1>
      ${partyTable(of)} ${of.agreement.status === 'draft' ? partiesForm(of) : answerForm(of)} ${updatesForm(of)}`,
  };
}

/** Parties as staff meet them: of a draft, and of what waits for answers. */
export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'the parties of a draft', page: anExample({ ...shown, agreement: aDraft() }) },
  { name: 'the parties of a proposal, one of them a child', page: anExample({ ...shown, agreement: aProposal() }) },
];
