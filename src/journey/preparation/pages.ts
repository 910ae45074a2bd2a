import { aFrame } from '#casefile/cases/examples.ts';
import { areaField, dayField, errorsOf, form, radioField, textField, type Choice } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { details } from '#platform/govuk/details.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, paragraphs, type Html } from '#platform/html.ts';
import { stackedTable } from '#platform/tables.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame, FrameParticipant } from '#vocabulary/frame.ts';
import type { Part } from '#vocabulary/parts.ts';
import { aCheckLine, aResponsibleSession, aSessionLine, dylan } from './examples.ts';
import type { CheckLine, SessionLine } from './facts.ts';
import { checkItems, topics, type CheckItem, type Topic } from './rules.ts';

const topicWords: Record<Part, Partial<Record<Topic, string>>> = {
  harmed: {
    account: 'What happened, in their words',
    impact: 'What it did to them',
    impactOnOthers: 'What it did to others: family, friends, the wider community',
    wouldHelp: 'What would make it better',
    questions: 'Questions they want to ask',
    notWanted: 'What they do not want',
  },
  responsible: {
    account: 'What happened, in their words',
    whoWasAffected: 'Who was affected, as they see it',
    couldDo: 'What they could do to make amends',
    feelings: 'How they feel about it',
    notWanted: 'What they do not want',
  },
};

const partWords: Record<Part, string> = { harmed: 'Person harmed', responsible: 'Person responsible' };

const itemWords: Record<CheckItem, string> = {
  'understands-process': 'Understands what will happen',
  'limits-recorded': 'What they want, and their limits, are written down',
  'unwanted-topics-recorded': 'What must not come up is written down',
  'supporters-confirmed': 'Who comes with them is settled',
  'access-needs-arranged': 'What they need to take part is arranged',
  'travel-arranged': 'Travel and childcare are arranged',
  'ground-rules-accepted': 'Accepts the ground rules',
  'after-care-named': 'Somebody is named who is there afterwards',
  'expectations-talked-through': '“What if you do not get what you hope for?” is talked through',
};

const answerWords = { done: 'Done', waived: 'Left out', 'not-done': 'Not done' } as const;
const answerColours = { done: 'govuk-tag--green', waived: 'govuk-tag--yellow', 'not-done': 'govuk-tag--grey' } as const;

export interface PreparationView {
  readonly frame: CaseFrame;
  readonly sessions: readonly SessionLine[];
  readonly checks: readonly CheckLine[];
}

/** Staff: each person's sessions and checklist, side by side and never mixed. */
export function preparationPage({ frame, sessions, checks }: PreparationView): Page {
  return {
    title: 'Preparation',
    body: html`<h1 class="govuk-heading-l">Preparation</h1>
      <p class="govuk-body">
        Each person is prepared by themselves, as often as it takes. Nothing written here passes to the other side.
      </p>
      ${frame.status === 'closed' && html`<p class="govuk-inset-text">The case is closed. Nothing can be added here.</p>`}
      ${frame.participants.length === 0 && html`<p class="govuk-body">Nobody is in this case yet.</p>`}
      ${frame.participants.map((participant) =>
        oneSide(frame, participant, {
          sessions: sessions.filter(({ participantId }) => participantId === participant.id),
          checks: checks.filter(({ participantId }) => participantId === participant.id),
        }),
      )}`,
  };
}

type Theirs = Pick<PreparationView, 'sessions' | 'checks'>;

function oneSide(frame: CaseFrame, participant: FrameParticipant, { sessions, checks }: Theirs): Html {
  const { id, called, parts } = participant;
  const [only] = parts;
  const side = parts.length === 1 && only ? ` tp-side--${only}` : '';
  const path = `/cases/${frame.reference}/preparation/${id}`;
  const met = checkItems.filter((item) => checks.some((each) => each.item === item && each.answer !== 'not-done'));
  return html`<section class="tp-side${side}">
    <h2 class="tp-side__label">${called}: ${partsInWords(parts)}</h2>
    ${
      frame.status !== 'closed' &&
      html`<p class="govuk-body">
        ${parts.length > 0 && html`<a class="govuk-link" href="${path}/session">Record a session with ${called}</a><br />`}
        <a class="govuk-link" href="${path}/checklist">Checklist of ${called}</a>
      </p>`
    }
    <p class="govuk-body">${met.length} of ${checkItems.length} items of the checklist are settled.</p>
    ${checks.length > 0 && checkTable(called, checks)}
    ${
      sessions.length === 0
        ? html`<p class="govuk-body">No session yet.</p>`
        : sessions.map((session, at) => oneSession(frame, session, at === 0))
    }
  </section>`;
}

function partsInWords(parts: readonly Part[]): string {
  if (parts.length === 0) return 'no part written down yet';
  return parts.map((part) => partWords[part].toLowerCase()).join(' and ');
}

function checkTable(called: string, checks: readonly CheckLine[]): Html {
  return stackedTable({
    caption: `Checklist of ${called}`,
    hideCaption: true,
    head: ['Item', 'Now', 'Since'],
    rows: checks.map(({ item, answer, waivedBecause, checkedOn }) => [
      itemWords[item],
      html`${tag({ text: answerWords[answer], classes: answerColours[answer] })} ${waivedBecause}`,
      inWords(checkedOn),
    ]),
  });
}

function oneSession(frame: CaseFrame, session: SessionLine, isLatest: boolean): Html {
  const { part, heldOn, minutes, words, recordedBy } = session;
  const by = frame.facilitators.find(({ staffId }) => staffId === recordedBy)?.name ?? 'a colleague';
  const said = topics[part].filter((topic) => words[topic] !== '');
  return details({
    open: isLatest,
    summaryText: `${inWords(heldOn)}, as ${partWords[part].toLowerCase()}${minutes === null ? '' : `, ${minutes} minutes`}`,
    html: html`${said.map(
      (topic) => html`<h3 class="govuk-heading-s">${topicWords[part][topic]}</h3>
          ${paragraphs(words[topic])}`,
    )}
      <p class="govuk-body-s">Written down by ${by}.</p>`,
  });
}

export interface SessionFormView {
  readonly frame: CaseFrame;
  readonly participant: FrameParticipant;
  readonly part: Part;
  readonly today: PlainDate;
  readonly attempt: Attempt;
}

/** Staff: writing down one session, with the questions of the part it was about. */
export function sessionFormPage({ frame, participant, part, today, attempt }: SessionFormView): Page {
  const { id, called, parts } = participant;
  const path = `/cases/${frame.reference}/preparation/${id}/session`;
  const otherPart = parts.find((each) => each !== part);
  return {
    title: `A session with ${called}`,
    back: `/cases/${frame.reference}/preparation`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l" id="session">A session with ${called}</h1>
      <p class="govuk-body">
        ${called} speaks as the <strong>${partWords[part].toLowerCase()}</strong>. Fill in what came up, leave out what did not.
        ${otherPart && html`<a class="govuk-link" href="${path}?part=${otherPart}">They spoke as the ${partWords[otherPart].toLowerCase()} instead</a>.`}
      </p>
      ${form(
        `${path}?part=${part}`,
        [
          html`<input type="hidden" name="part" value="${part}" />`,
          dayField(attempt, { name: 'held-on', label: 'The day you met', value: today }),
          textField(attempt, { name: 'minutes', label: 'Minutes', width: 3, inputmode: 'numeric' }),
          topics[part].map((topic) =>
            areaField(attempt, { name: topic, label: topicWords[part][topic] ?? topic, rows: 4 }),
          ),
        ],
        { text: 'Save the session' },
      )}`,
  };
}

export interface ChecklistView {
  readonly frame: CaseFrame;
  readonly participant: FrameParticipant;
  readonly maySkip: boolean;
  readonly checks: readonly CheckLine[];
  readonly attempt: Attempt;
}

/** Staff: one person's checklist before anything passes between the sides. */
export function checklistPage({ frame, participant, maySkip, checks, attempt }: ChecklistView): Page {
  const { id, called } = participant;
  return {
    title: `Checklist of ${called}`,
    back: `/cases/${frame.reference}/preparation`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l" id="checklist">Checklist of ${called}</h1>
      <p class="govuk-body">
        Each is done, or a supervisor leaves it out and says why. Consent, risk and legal orders are asked elsewhere.
      </p>
      ${form(
        `/cases/${frame.reference}/preparation/${id}/checklist`,
        checkItems.map((item) => {
          const now = checks.find((each) => each.participantId === id && each.item === item);
          return radioField(attempt, {
            name: item,
            label: itemWords[item],
            value: now?.answer ?? 'not-done',
            choices: answersTo(attempt, item, { now, maySkip }),
          });
        }),
        { text: 'Save the checklist' },
      )}`,
  };
}

function answersTo(
  attempt: Attempt,
  item: CheckItem,
  { now, maySkip }: { readonly now: CheckLine | undefined; readonly maySkip: boolean },
): readonly Choice[] {
  const reason = areaField(attempt, {
    name: `${item}-because`,
    label: `Why it can be left out: ${itemWords[item]}`,
    value: now?.waivedBecause,
    rows: 2,
  });
  // Where a supervisor left it out before, everybody may leave it so.
  const waived: readonly Choice[] = maySkip
    ? [{ value: 'waived', text: 'Left out', more: reason }]
    : now?.answer === 'waived'
      ? [{ value: 'waived', text: 'Left out by a supervisor', hint: now.waivedBecause }]
      : [];
  return [{ value: 'done', text: 'Done' }, { value: 'not-done', text: 'Not done' }, ...waived];
}

const frame = aFrame();
const [harmed, responsible] = frame.participants as [FrameParticipant, FrameParticipant];
const today = '2026-11-23' as PlainDate;

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'nobody prepared yet', page: preparationPage({ frame, sessions: [], checks: [] }) },
  {
    name: 'both sides prepared',
    page: preparationPage({
      frame,
      sessions: [aSessionLine(), aSessionLine(aResponsibleSession())],
      checks: [
        aCheckLine(),
        aCheckLine({
          participantId: dylan,
          item: 'travel-arranged',
          answer: 'waived',
          waivedBecause: 'He lives next door.',
        }),
      ],
    }),
  },
  {
    name: 'a session to write down',
    page: sessionFormPage({ frame, participant: harmed, part: 'harmed', today, attempt: freshAttempt }),
  },
  {
    name: 'a session of somebody who is both, refused',
    page: sessionFormPage({
      frame,
      participant: { ...responsible, parts: ['harmed', 'responsible'] },
      part: 'responsible',
      today,
      attempt: {
        typed: { feelings: 'Ashamed' },
        problems: [{ field: 'held-on', text: 'The day you met cannot be after today' }],
      },
    }),
  },
  {
    name: 'a checklist',
    page: checklistPage({
      frame,
      participant: harmed,
      maySkip: false,
      checks: [aCheckLine()],
      attempt: freshAttempt,
    }),
  },
  {
    name: 'a checklist of a supervisor who gave no reason',
    page: checklistPage({
      frame,
      participant: harmed,
      maySkip: true,
      checks: [],
      attempt: {
        typed: { 'travel-arranged': 'waived' },
        problems: [{ field: 'travel-arranged-because', text: 'Write why it can be left out' }],
      },
    }),
  },
];
