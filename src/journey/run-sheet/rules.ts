import { unreachable } from '#platform/decision.ts';
import { timeInWords } from '#vocabulary/dates.ts';
import type { HarmLink } from '#vocabulary/frame.ts';
import type { CompanionId, ParticipantId } from '#vocabulary/ids.ts';
import type { Mode } from '#vocabulary/modes.ts';
import type { CompanionKind } from '#vocabulary/parts.ts';

/** Somebody who comes, as far as the day turns on them. */
export interface Coming {
  readonly participantId: ParticipantId;
  /** Null is the participant. */
  readonly companionId: CompanionId | null;
  readonly shownAs: string;
  readonly arrivesAt: Date | null;
  readonly waitsIn: string;
}

/** What is met by, and who comes. */
export interface Meeting {
  readonly mode: Mode;
  readonly attendees: readonly Coming[];
}

/** One step of the day. The first line says what; the lines after it are questions to ask or things to see to. */
export interface Step {
  readonly words: string;
  readonly minutes: number;
}

export interface RunSheetPeople {
  readonly participants: readonly { readonly id: ParticipantId; readonly called: string }[];
  readonly links: readonly HarmLink[];
  readonly companions: readonly { readonly id: CompanionId; readonly kind: CompanionKind; readonly called: string }[];
}

/** A step holds this much. */
const mostWords = 500;
const longestStep = 240;

const askedOfResponsible = [
  'What happened?',
  'What were you thinking at the time?',
  'What have you thought about since?',
  'Who has been affected, and how?',
];
const askedOfHarmed = [
  'What did you think when it happened?',
  'How has it affected you and the people around you?',
  'What has been hardest for you?',
];

/**
 * The day in the usual order (domain 57, 58, 61): each responsible person in turn, then each harmed person, their
 * supporters, the other supporters, and back. Somebody who is both is asked both.
 */
export function runSheetFor(meeting: Meeting, people: RunSheetPeople): readonly Step[] {
  const { attendees } = meeting;
  const sides = partsAt(attendees, people);
  return [
    ...before(meeting),
    ...sides.responsible.map((called) => step(10, `${called} tells what happened`, askedOfResponsible)),
    ...sides.harmed.map((called) => step(10, `${called} tells how it was`, askedOfHarmed)),
    ...sides.besideHarmed.map((called) => supporter(called)),
    ...sides.besideResponsible.map((called) => supporter(called)),
    ...sides.responsible.map((called) =>
      step(5, `${called} answers`, ['Having heard everyone, what would you like to say?']),
    ),
    ...towardsAgreement(sides),
    ...afterwards(meeting),
  ];
}

interface Parts {
  readonly responsible: readonly string[];
  readonly harmed: readonly string[];
  readonly besideHarmed: readonly string[];
  readonly besideResponsible: readonly string[];
}

function partsAt(attendees: readonly Coming[], { participants, links, companions }: RunSheetPeople): Parts {
  const isHarmed = (id: ParticipantId) => links.some(({ harmedId }) => harmedId === id);
  const isResponsible = (id: ParticipantId) => links.some(({ responsibleId }) => responsibleId === id);
  const themselves = (is: (id: ParticipantId) => boolean) =>
    participants.filter(({ id }) => is(id) && comesThemselves(attendees, id)).map(({ called }) => called);
  const speaksFor = ({ participantId, companionId }: Coming, is: (id: ParticipantId) => boolean) => {
    const companion = companions.find(({ id }) => id === companionId);
    // An interpreter carries words and is not asked for their own.
    return companion && companion.kind !== 'interpreter' && is(participantId) ? [companion.called] : [];
  };
  return {
    responsible: themselves(isResponsible),
    harmed: themselves(isHarmed),
    besideHarmed: attendees.flatMap((each) => speaksFor(each, isHarmed)),
    besideResponsible: attendees.flatMap((each) => speaksFor(each, (id) => isResponsible(id) && !isHarmed(id))),
  };
}

function comesThemselves(attendees: readonly Coming[], id: ParticipantId): boolean {
  return attendees.some(({ participantId, companionId }) => participantId === id && companionId === null);
}

function before({ mode, attendees }: Meeting): readonly Step[] {
  const preamble = step(5, 'Welcome', [
    'Say who is here and beside whom. Name what happened, the day and the place.',
    'We talk about what was done and how it affected people, not about whether somebody is good or bad.',
    'Ask the person responsible whether they still say it was them.',
    'Go through the ground rules. Anyone may ask for a break or leave; say what happens then.',
  ]);
  if (mode === 'video') {
    return [
      step(15, 'Each side joins a call of its own', [
        'Sound and picture work. Nobody else is in the room. Nobody records. The fallback phone number is at hand.',
      ]),
      step(10, 'Ask each side how they are', ['Do you still want this today?']),
      step(5, 'Bring everybody into one call, the person harmed last', []),
      preamble,
    ];
  }
  return [
    step(15, 'Arrivals, each side at its own time and door', attendees.map(arrivalOf)),
    step(10, 'Ask each side in its own room how they are', ['Do you still want this today?']),
    step(5, 'Bring everybody in, in the order agreed, and show them their seats', []),
    preamble,
  ];
}

function arrivalOf({ shownAs, arrivesAt, waitsIn }: Coming): string {
  const time = arrivesAt === null ? 'time not set' : timeInWords(arrivesAt);
  return `${shownAs}: ${time}${waitsIn === '' ? '' : `, ${waitsIn}`}`;
}

function supporter(called: string): Step {
  return step(5, `${called} speaks`, ['What did you think when you heard?', 'What has been hardest for you?']);
}

function towardsAgreement({ harmed, responsible }: Parts): readonly Step[] {
  return [
    step(10, 'What is needed to put it right', [
      ...harmed.map((called) => `${called}: what would you like to come out of today?`),
      ...responsible.map((called) => `${called}: what do you think is needed, and what can you do?`),
    ]),
    step(15, 'Write the agreement, if they want one', [
      'Who does what, for whom, by when. Only what each of them agrees to freely.',
    ]),
    step(5, 'Read it back, and sign', []),
    step(5, 'Close', [
      'Is there anything else anybody wants to say?',
      'Say what happens next and who is in touch with whom.',
    ]),
  ];
}

function afterwards({ mode }: Pick<Meeting, 'mode'>): readonly Step[] {
  const apart =
    mode === 'video' ? 'Each side stays on a call of its own for a while' : 'Leave one side after the other';
  return [
    ...(mode === 'video' ? [] : [step(15, 'Something to drink, for those who want to stay', [])]),
    step(10, apart, ['How are you? Who is with you tonight?']),
    step(15, 'Ring everyone the same day', []),
    step(20, 'The facilitators talk it over', ['How was it for each of us? What do we do differently next time?']),
  ];
}

function step(minutes: number, what: string, more: readonly string[]): Step {
  const words = [what, ...more].join('\n');
  return { minutes, words: words.length <= mostWords ? words : `${words.slice(0, mostWords - 1)}…` };
}

/** Whether a step may last as long as somebody typed. (RUN-1) */
export function isSensibleStep(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= 0 && minutes <= longestStep;
}

export type Refusal = 'a-step-is-too-long';

/** The refusal in plain words, for staff. */
export function explain(reason: Refusal): string {
  switch (reason) {
    case 'a-step-is-too-long':
      return `Write how many minutes, from 0 to ${longestStep}`;
    default:
      return unreachable(reason);
  }
}
