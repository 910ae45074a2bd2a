import { errorsOf, form, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame, FrameParticipant } from '#vocabulary/frame.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { markOf, namesThem, type SharedText } from './rules.ts';

export interface BeforeErasing {
  readonly frame: Pick<CaseFrame, 'reference' | 'status'>;
  readonly participant: Pick<FrameParticipant, 'id' | 'called'>;
  readonly texts: readonly SharedText[];
  /** By what they are named. */
  readonly names: readonly string[];
  readonly attempt: Attempt;
}

export const kinds: Readonly<Record<string, string>> = {
  'allocations.override_reason': 'Why somebody may work above their level',
  'cases.order_reason': 'Why somebody was spoken with first',
  'closures.note': 'Note when the case was closed',
  'closures.open_follow_ups_because': 'Why follow-ups stayed open',
  'closures.reopened_because': 'Why the case was opened again',
  'conferences.ended_because': 'Why the meeting did not take place',
  'conferences.ground_rules': 'Ground rules of the meeting',
  'conferences.one_facilitator_reason': 'Why one facilitator was enough',
  'conferences.plan_safety': 'Plan of the day: safety',
  'conferences.plan_seating': 'Plan of the day: seating',
  'conferences.plan_stop': 'Plan of the day: when to stop',
  'conferences.what_happened': 'What happened at the meeting',
  'conflicts.because': 'Why somebody could not take the case',
  'conflicts.lifted_because': 'Why they could after all',
  'documents.name': 'Document of the case: the whole of it goes',
  'eligibility_answers.words': 'What an answer about eligibility rests on',
  'false_alarms.reason': 'Why stopped words could cross',
  'glass_openings.because': 'Why the glass was broken',
  'holds.reason': 'Why the case was on hold',
  'incidents.summary': 'What happened',
  'incidents.when_words': 'When it happened',
  'incidents.where_words': 'Where it happened',
  'notes.words': 'Note about the case',
  'mitigations.words': 'What is done about a risk',
  'transfers.received_by': 'Who has the case at another service',
  'restrictions.because': 'Why the case was restricted',
  'restrictions.lifted_because': 'Why it was no longer',
  'risk_assessments.reasons': 'Reasons of a risk assessment',
  'risk_factors.factor': 'A risk',
  'risk_factors.reason': 'Why it is a risk',
  'risk_assessments.strengths': 'Strengths in a risk assessment',
  'run_sheet_steps.words': 'Step of the run sheet',
  'tasks.done_how': 'How a task was done',
};

/** Staff: which texts about the case go with somebody who is to be erased, and which stay. (ERA-2) */
export function beforeErasingPage({ frame, participant, texts, names, attempt }: BeforeErasing): Page {
  const { called } = participant;
  const path = `/cases/${frame.reference}/people/${participant.id}/erasing`;
  return {
    title: `Before ${called} is erased`,
    back: `/cases/${frame.reference}/people`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Before ${called} is erased</h1>
      <p class="govuk-body">
        What ${called} said, and what was written about ${called} alone, goes when ${called} is erased. The texts below are about the
        case as a whole. They are the record of the others too, and they stay, unless you strike them out.
      </p>
      ${
        frame.status === 'closed'
          ? texts.length === 0
            ? html`<p class="govuk-body">There are none. Whoever runs Talking Piece can erase ${called} now.</p>`
            : textsPart({ participant, texts, names, attempt, path })
          : html`<p class="govuk-body">Close the case first. Then they are shown here.</p>`
      }`,
  };
}

function textsPart({
  participant: { called },
  texts,
  names,
  attempt,
  path,
}: Omit<BeforeErasing, 'frame'> & { readonly path: string }): Html {
  const isNaming = ({ words }: SharedText) => namesThem(words, names);
  const sorted = [...texts.filter(isNaming), ...texts.filter((text) => !isNaming(text))];
  const left = texts.filter(({ isStruck }) => isStruck === null).length;
  return html`${
    left === 0 &&
    html`<p class="govuk-body">
        Each of them was looked through. Whoever runs Talking Piece can erase ${called} now. Until then you can say otherwise.
      </p>`
  }
    ${form(
      path,
      [
        tickField(attempt, {
          name: 'struck',
          label: 'Strike out',
          hint: `Tick each that is about ${called} and that nobody else needs. It goes for good when ${called} is erased, and not before. Those that name ${called} stand first.`,
          values: texts.filter(({ isStruck }) => isStruck === true).map(markOf),
          choices: sorted.map((text) => ({
            value: markOf(text),
            text: text.words,
            hint: `${kinds[`${text.tab}.${text.col}`] ?? 'A text about the case'}${isNaming(text) ? `. Names ${called}` : ''}`,
          })),
        }),
        tickField(attempt, {
          name: 'read',
          label: 'When you are done',
          choices: [{ value: 'each', text: 'I have read each of them, and what is not ticked stays' }],
        }),
        html`<input type="hidden" name="shown" value="${texts.map(markOf).join(';')}" />`,
      ],
      { text: 'Write it down' },
    )}`;
}

const joanne = { id: '3b6d5c1e-0000-4000-8000-000000000001' as ParticipantId, called: 'Joanne' };
const row = '3b6d5c1e-0000-4000-8000-000000000003';
const asked = {
  tab: 'closures',
  col: 'note',
  rowKey: row,
  words: 'Joanne and her sister rang to thank us.',
  isStruck: null,
};
const rules = { tab: 'conferences', col: 'ground_rules', rowKey: row, words: 'One speaks at a time.', isStruck: false };

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'Before erasing: texts to look through',
    page: beforeErasingPage({
      ...{ frame: { reference: '7K3M-QX94', status: 'closed' }, participant: joanne, texts: [asked, rules] },
      ...{ names: ['Joanne Hartley', 'Joanne'], attempt: freshAttempt },
    }),
  },
  {
    name: 'Before erasing: each was looked through',
    page: beforeErasingPage({
      ...{ frame: { reference: '7K3M-QX94', status: 'closed' }, participant: joanne },
      ...{ texts: [{ ...asked, isStruck: true }, rules], names: ['Joanne Hartley', 'Joanne'], attempt: freshAttempt },
    }),
  },
  {
    name: 'Before erasing: the case is open',
    page: beforeErasingPage({
      ...{ frame: { reference: '7K3M-QX94', status: 'open' }, participant: joanne, texts: [asked], names: ['Joanne'] },
      attempt: freshAttempt,
    }),
  },
  {
    name: 'Before erasing: there are no texts',
    page: beforeErasingPage({
      ...{ frame: { reference: '7K3M-QX94', status: 'closed' }, participant: joanne, texts: [], names: ['Joanne'] },
      attempt: freshAttempt,
    }),
  },
];
