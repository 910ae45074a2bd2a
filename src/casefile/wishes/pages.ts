import { dayField, errorsOf, form, radioField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html } from '#platform/html.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame, FrameParticipant } from '#vocabulary/frame.ts';
import type { ParticipantId, PersonId } from '#vocabulary/ids.ts';
import type { SaidWish } from './facts.ts';
import { wishes as all, wishWords } from './rules.ts';

export interface Wishes {
  readonly frame: Pick<CaseFrame, 'reference'> & {
    readonly participants: readonly Pick<FrameParticipant, 'id' | 'personId' | 'called'>[];
  };
  readonly wishes: readonly SaidWish[];
  readonly today: PlainDate;
  readonly attempt: Attempt;
}

/** With whom each participant would rather speak, and a form to write it down. */
export function wishesPage({ frame, wishes, today, attempt }: Wishes): Page {
  const people = frame.participants.filter(({ personId }) => personId !== null);
  return {
    title: 'With whom they would rather speak',
    back: `/cases/${frame.reference}/allocation/suggestion`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">With whom they would rather speak</h1>
      <p class="govuk-body">
        Ask each person alone. The other side does not learn what they said. What they wish helps to find a facilitator; nobody
        is promised one.
      </p>
      ${
        people.length === 0
          ? html`<p class="govuk-body">Nobody is in this case yet.</p>`
          : html`<ul class="tp-list">
                ${people.map(({ id, called }) => {
                  const said = wishes.find(({ participantId }) => participantId === id);
                  return html`<li class="tp-list__row">
                    <p>${called}</p>
                    <p>${said ? `${wishWords(said.wish)} (${inWords(said.saidOn)})` : 'Nobody has asked yet'}</p>
                  </li>`;
                })}
              </ul>
              ${form(
                `/cases/${frame.reference}/allocation/wishes`,
                [
                  radioField(attempt, {
                    name: 'participant',
                    label: 'Who said it',
                    choices: people.map(({ id, called }) => ({ value: id, text: called })),
                  }),
                  radioField(attempt, {
                    name: 'wish',
                    label: 'What they said',
                    choices: all.map((value) => ({ value, text: wishWords(value) })),
                  }),
                  dayField(attempt, { name: 'said-on', label: 'When they said it', suggested: today }),
                ],
                { text: 'Write it down' },
              )}`
      }`,
  };
}

const joanne = '3b6d5c1e-0000-4000-8000-000000000001' as ParticipantId;
const joanneHerself = '4b6d5c1e-0000-4000-8000-000000000001' as PersonId;
const today = '2026-11-25' as PlainDate;

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'Wishes: nobody is in the case',
    page: wishesPage({ frame: { reference: '7K3M-QX94', participants: [] }, wishes: [], today, attempt: freshAttempt }),
  },
  {
    name: 'Wishes: one said, one not asked',
    page: wishesPage({
      frame: {
        reference: '7K3M-QX94',
        participants: [
          { id: joanne, personId: joanneHerself, called: 'Joanne' },
          { id: '3b6d5c1e-0000-4000-8000-000000000002' as ParticipantId, personId: joanneHerself, called: 'Dylan' },
        ],
      },
      wishes: [{ participantId: joanne, wish: 'woman', saidOn: today }],
      today,
      attempt: freshAttempt,
    }),
  },
];
