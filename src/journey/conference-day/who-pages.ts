import { aFrame } from '#casefile/cases/examples.ts';
import { aConference, joanne, ruth } from '#journey/conference/examples.ts';
import { errorsOf, form, pressForm, radioField, selectField, textField, type Choice } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { table } from '#platform/govuk/table.ts';
import { html, type Html } from '#platform/html.ts';
import { purposeOf, saysYes, sidesAt, type Attendee, type Conference } from '#vocabulary/conference.ts';
import type { Standing } from '#vocabulary/consent.ts';
import type { Page } from '#vocabulary/doors.ts';
import { participantIn, type CaseFrame } from '#vocabulary/frame.ts';
import type { CompanionId, ParticipantId } from '#vocabulary/ids.ts';
import { pathOf } from './day-pages.ts';

export interface WhoComes {
  readonly frame: CaseFrame;
  readonly conference: Conference;
  readonly companions: readonly {
    readonly id: CompanionId;
    readonly participantId: ParticipantId;
    readonly called: string;
    readonly relation: string;
  }[];
  readonly standing: Standing;
  readonly attempt: Attempt;
}

/** Staff: who comes, how the others are told of them, and what everyone said about it. */
export function whoPage(shown: WhoComes): Page {
  const { frame, conference, attempt } = shown;
  const isPlanned = conference.status === 'planned';
  return {
    title: 'Who comes',
    back: pathOf(frame),
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Who comes</h1>
      <p class="govuk-body">
        First ask each person how the others may be told of them and of whoever comes with them. Nothing is passed on
        before they say yes. Then ask everyone about the others.
      </p>
      ${
        conference.attendees.length === 0
          ? html`<p class="tp-empty govuk-body">Nobody is on the list yet.</p>`
          : html`${answersTable(shown)} ${isPlanned && conference.attendees.map((each) => takeOff(shown, each))}
            ${answerForm(shown)}`
      }
      ${isPlanned && addForm(shown)}`,
  };
}

function answersTable({ frame, conference, standing }: WhoComes): Html {
  const sides = sidesAt(conference);
  const called = (id: string) => participantIn(frame, id)?.called ?? '';
  return html`<div class="tp-scroll" role="region" aria-label="What everyone said" tabindex="0">
    ${table({
      head: [{ text: 'Who comes, as the others are told' }, ...sides.map((id) => ({ text: `${called(id)} says` }))],
      firstCellIsHeader: true,
      rows: conference.attendees.map((attendee) => [
        { text: attendee.shownAs },
        ...sides.map((id) => ({ text: answerWords(standing, id, attendee) })),
      ]),
    })}
  </div>`;
}

function answerWords(standing: Standing, id: ParticipantId, attendee: Attendee): string {
  const purpose = purposeOf(attendee, id);
  const own = purpose === 'share-item';
  if (saysYes(standing, id, attendee)) return own ? 'Yes, tell them so' : 'Yes';
  const last = standing.stands.findLast(
    (stand) => stand.participantId === id && stand.purpose === purpose && stand.itemId === attendee.id,
  );
  if (last?.answer === 'given') return 'Yes, but child and guardian both have to agree';
  if (last) return 'No';
  return own ? 'Not asked how they are told of' : 'Not asked';
}

function hiddenOf({ conference }: WhoComes): Html {
  return html`<input type="hidden" name="conference" value="${conference.id}" />`;
}

function takeOff({ frame, conference }: WhoComes, attendee: Attendee): Html {
  return pressForm(
    `${pathOf(frame)}/who/remove`,
    { text: `Take off the list: ${attendee.shownAs}`, quiet: true },
    { conference: conference.id, attendee: attendee.id },
  );
}

function addForm(shown: WhoComes): Html {
  const { frame, companions, conference, attempt } = shown;
  const isThere = (participantId: string, companionId: string | null) =>
    conference.attendees.some((each) => each.participantId === participantId && each.companionId === companionId);
  const choices = frame.participants.flatMap(({ id, called }): readonly Choice[] => [
    ...(isThere(id, null) ? [] : [{ value: id, text: called }]),
    ...companions
      .filter((each) => each.participantId === id && !isThere(id, each.id))
      .map((each) => ({ value: `${id} ${each.id}`, text: `${each.called}, ${each.relation || 'beside'} (${called})` })),
  ]);
  return html`<h2 class="govuk-heading-m">Add somebody</h2>
    ${form(
      `${pathOf(frame)}/who/add`,
      [
        hiddenOf(shown),
        selectField(attempt, {
          name: 'who',
          label: 'Who',
          hint: 'Supporters and others are added on the People page first.',
          choices,
        }),
        textField(attempt, {
          name: 'shown-as',
          label: 'How the others are told of them',
          hint: 'In the words the person chose. For example, “The person harmed” or “Her sister”.',
        }),
      ],
      { text: 'Add to the list' },
    )}`;
}

function answerForm(shown: WhoComes): Html {
  const { frame, conference, attempt } = shown;
  const sides = frame.participants.filter(({ id }) => sidesAt(conference).includes(id));
  return html`<h2 class="govuk-heading-m">Write down what somebody said</h2>
    ${form(
      `${pathOf(frame)}/who/answer`,
      [
        hiddenOf(shown),
        selectField(attempt, {
          name: 'participant',
          label: 'Who said it',
          choices: sides.map(({ id, called }) => ({ value: id, text: called })),
        }),
        selectField(attempt, {
          name: 'attendee',
          label: 'About whom',
          hint: 'About their own side: may the others be told like this? About another side: may this person come?',
          choices: conference.attendees.map(({ id, shownAs }) => ({ value: id, text: shownAs })),
        }),
        radioField(attempt, {
          name: 'answer',
          label: 'Their answer',
          choices: [
            { value: 'given', text: 'Yes' },
            {
              value: 'declined',
              text: 'No, or not now',
              hint: 'If they said yes before, the conference is cancelled.',
            },
          ],
        }),
        sides.some(({ isChild }) => isChild) &&
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

const exampleWho: WhoComes = {
  frame: aFrame(),
  conference: aConference({ status: 'planned' }),
  companions: [{ id: ruth, participantId: joanne, called: 'Ruth', relation: 'sister' }],
  standing: { stands: [], children: [] },
  attempt: freshAttempt,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Who comes, before anybody was asked', page: whoPage(exampleWho) },
  {
    name: 'Nobody is on the list yet',
    page: whoPage({ ...exampleWho, conference: aConference({ status: 'planned', attendees: [] }) }),
  },
  {
    name: 'Adding somebody without saying how they are told of',
    page: whoPage({
      ...exampleWho,
      attempt: { typed: {}, problems: [{ field: 'shown-as', text: 'Write how the others are told of this person' }] },
    }),
  },
  { name: 'Who comes to a booked conference', page: whoPage({ ...exampleWho, conference: aConference() }) },
];
