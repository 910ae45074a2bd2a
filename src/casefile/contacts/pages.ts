import { areaField, dayField, errorsOf, form, radioField, selectField, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { pagination } from '#platform/govuk/pagination.ts';
import { html, paragraphs, type Html } from '#platform/html.ts';
import { dayOf, inWords, momentInWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { participantIn, type CaseFrame } from '#vocabulary/frame.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { Channel } from '#vocabulary/modes.ts';
import type { ContactCursor, ContactLine } from './facts.ts';
import { explain, outcomes } from './rules.ts';

/** How far the service has come with telling somebody about restorative practice. */
export interface Told {
  readonly participantId: ParticipantId;
  readonly approachedOn: PlainDate | null;
  readonly waitsFor: readonly ParticipantId[];
  readonly isInOrder: boolean;
}

export interface Contacts {
  readonly frame: Pick<CaseFrame, 'reference' | 'participants' | 'status'>;
  /** What is safe, for each participant. */
  readonly banners: readonly Html[];
  readonly told: readonly Told[];
  readonly lines: readonly ContactLine[];
  readonly olderFrom: ContactCursor | null;
  readonly isOlder: boolean;
  readonly staffNames: ReadonlyMap<string, string>;
  readonly attempt: Attempt;
}

/** Staff: what is safe, what happened so far, and a form to write down what happened. */
export function contactsPage(shown: Contacts): Page {
  const { frame, banners, attempt } = shown;
  return {
    title: 'Contacts',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Contacts</h1>
      ${banners} ${frame.participants.length === 0 ? html`<p class="govuk-body">Add the people of the case first.</p>` : [toldPart(shown), contactForm(shown)]}
      <h2 class="govuk-heading-m">What happened so far</h2>
      ${linesPart(shown)}`,
  };
}

function toldPart({ frame, told }: Contacts): Html {
  return html` <h2 class="govuk-heading-m">Who was told about restorative practice</h2>
    <ul class="govuk-list govuk-list--bullet">
      ${told.map((each) => html`<li>${toldWords(frame, each)}</li>`)}
    </ul>
    <p class="govuk-body">
      <a class="govuk-link" href="/cases/${frame.reference}/contacts/order">Whom to speak with first</a>
    </p>`;
}

function toldWords(frame: Contacts['frame'], { participantId, approachedOn, waitsFor, isInOrder }: Told): string {
  const called = (id: ParticipantId) => participantIn(frame, id)?.called ?? 'Somebody';
  if (approachedOn) return `${called(participantId)}: yes, on ${inWords(approachedOn)}`;
  if (isInOrder) return `${called(participantId)}: not yet`;
  return `${called(participantId)}: not yet, and not before these agree that we speak with them: ${waitsFor.map(called).join(', ')}`;
}

const channels: readonly (readonly [Channel, string])[] = [
  ['phone', 'Phone'],
  ['text', 'Text message'],
  ['email', 'E-mail'],
  ['post', 'Post'],
  ['in-person', 'In person'],
  ['video-call', 'Video call'],
];

function contactForm({ frame, attempt }: Contacts): Html {
  return html` <h2 class="govuk-heading-m">Write down what happened</h2>
    ${form(
      `/cases/${frame.reference}/contacts`,
      [
        selectField(attempt, {
          name: 'participant',
          label: 'With whom',
          choices: frame.participants.map(({ id, called }) => ({ value: id, text: called })),
        }),
        selectField(attempt, {
          name: 'channel',
          label: 'How',
          choices: channels.map(([value, text]) => ({ value, text })),
        }),
        radioField(attempt, {
          name: 'outcome',
          label: 'How it ended',
          choices: Object.entries(outcomes).map(([value, [, text]]) => ({ value, text })),
        }),
        dayField(attempt, { name: 'happened-on', label: 'The day it happened', hint: 'For example, 23 11 2026' }),
        areaField(attempt, {
          name: 'note',
          label: 'Note',
          hint: 'Only what is needed. Leave it empty if nothing is.',
          rows: 4,
        }),
        frame.status !== 'closed' &&
          tickField(attempt, {
            name: 'approach',
            label: 'Restorative practice',
            hint: 'A person responsible is told after the people they harmed agreed to it.',
            choices: [
              { value: 'yes', text: 'I told them about restorative practice, or we spoke of it for the first time' },
            ],
          }),
      ],
      { text: 'Write it down' },
    )}`;
}

function linesPart({ frame, lines, olderFrom, isOlder, staffNames }: Contacts): Html {
  const path = `/cases/${frame.reference}/contacts`;
  return html`${isOlder && html`<p class="govuk-body"><a class="govuk-link" href="${path}">Show the newest</a></p>`}
  ${
    lines.length === 0
      ? html`<p class="govuk-body">Nobody has been contacted${isOlder && ' before this'} yet.</p>`
      : html`<ol class="tp-timeline">
          ${lines.map((line) => item(line, frame, staffNames))}
        </ol>`
  }
  ${
    olderFrom &&
    pagination({
      next: {
        href: `${path}?before=${olderFrom.happenedOn}_${olderFrom.id}`,
        text: 'Older',
        labelText: 'Contacts before these',
      },
    })
  }`;
}

function item(line: ContactLine, frame: Contacts['frame'], staffNames: Contacts['staffNames']): Html {
  const participant = participantIn(frame, line.participantId);
  const side = participant?.parts.length === 1 ? participant.parts[0] : 'neither';
  const how = channels.find(([channel]) => channel === line.channel)?.[1] ?? line.channel;
  const isLate = dayOf(line.recordedAt) !== line.happenedOn;
  return html`<li class="tp-timeline__item tp-timeline__item--${side}">
    <h3 class="tp-timeline__what">${participant?.called ?? 'Somebody'}: ${outcomes[line.outcome][1]}</h3>
    <p class="tp-timeline__when">
      <time datetime="${line.happenedOn}">${inWords(line.happenedOn)}</time>, ${how.toLowerCase()},
      ${staffNames.get(line.recordedBy) ?? 'somebody of staff'}${isLate && `, recorded ${momentInWords(line.recordedAt)}`}
    </p>
    ${line.note !== '' && html`<div class="tp-timeline__more">${paragraphs(line.note)}</div>`}
  </li>`;
}

const joanne = '0b6d5c1e-0000-4000-8000-000000000001' as ParticipantId;
const dylan = '0b6d5c1e-0000-4000-8000-000000000002' as ParticipantId;
const jo = '1b6d5c1e-0000-4000-8000-000000000001' as StaffId;
const none: Contacts = {
  frame: {
    reference: '7K3M-QX94',
    status: 'open',
    participants: [
      { id: joanne, personId: null, called: 'Joanne', parts: ['harmed'], isChild: false },
      { id: dylan, personId: null, called: 'Dylan', parts: ['responsible'], isChild: false },
    ],
  },
  banners: [],
  told: [
    { participantId: joanne, approachedOn: null, waitsFor: [], isInOrder: true },
    { participantId: dylan, approachedOn: null, waitsFor: [joanne], isInOrder: false },
  ],
  lines: [],
  olderFrom: null,
  isOlder: false,
  staffNames: new Map([[jo, 'Jo Whitfield']]),
  attempt: freshAttempt,
};
const line: ContactLine = {
  id: '2b6d5c1e-0000-4000-8000-000000000001',
  participantId: joanne,
  kind: 'conversation',
  channel: 'phone',
  happenedOn: '2026-11-20' as PlainDate,
  outcome: 'talked',
  note: 'She would like to hear more next week.\n\nShe has a quiet hour after ten.',
  recordedBy: jo,
  recordedAt: new Date('2026-11-23T09:00:00Z'),
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Contacts: nobody has been contacted yet', page: contactsPage(none) },
  {
    name: 'Contacts: two, written down late, with older ones to come',
    page: contactsPage({
      ...none,
      told: [{ participantId: joanne, approachedOn: line.happenedOn, waitsFor: [], isInOrder: true }],
      lines: [line, { ...line, id: 'older', participantId: dylan, outcome: 'no-answer', note: '' }],
      olderFrom: line,
    }),
  },
  {
    name: 'Contacts: refused, because the person harmed has not agreed yet',
    page: contactsPage({
      ...none,
      attempt: {
        typed: { participant: dylan, outcome: 'talked', approach: 'yes', note: 'We spoke' },
        problems: [
          { field: 'approach', text: explain('harmed-have-not-agreed-yet') },
          { field: 'channel', text: 'Choose how' },
          { field: 'happened-on', text: 'Write the day it happened, like 23 11 2026' },
        ],
      },
    }),
  },
  {
    name: 'Contacts: a case that nobody was added to',
    page: contactsPage({ ...none, frame: { ...none.frame, participants: [] }, told: [] }),
  },
];
