import { pagination } from '#platform/govuk/pagination.ts';
import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import { dayOf, inWords, momentInWords } from '#vocabulary/dates.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import type { HistoryLine } from './facts.ts';
import { aboutWhom, sentenceOf, type Names } from './rules.ts';

export interface History {
  readonly frame: Pick<CaseFrame, 'reference' | 'participants'>;
  readonly lines: readonly HistoryLine[];
  /** The line from which the older ones go on; null at the end. */
  readonly olderFrom: number | null;
  /** Whether newer lines are on another page. */
  readonly isOlder: boolean;
  readonly staffNames: ReadonlyMap<string, string>;
}

/** Staff: everything that happened in a case, the newest first. */
export function historyPage({ frame, lines, olderFrom, isOlder, staffNames }: History): Page {
  const names = namesFor(frame, staffNames);
  const path = `/cases/${frame.reference}/history`;
  return {
    title: 'History',
    body: html` <h1 class="govuk-heading-l">What happened</h1>
      ${isOlder && html`<p class="govuk-body"><a class="govuk-link" href="${path}">Show the newest</a></p>`}
      ${
        lines.length === 0
          ? html`<p class="govuk-body">Nothing was written down${isOlder && ' before this'}.</p>`
          : html`<ol class="tp-timeline">
              ${lines.map((line) => item(line, frame, names))}
            </ol>`
      }
      ${
        olderFrom !== null &&
        pagination({ next: { href: `${path}?before=${olderFrom}`, text: 'Older', labelText: 'What happened before' } })
      }`,
  };
}

function namesFor(frame: History['frame'], staffNames: History['staffNames']): Names {
  return {
    participant: (id) => frame.participants.find((each) => each.id === id)?.called ?? 'Somebody',
    staff: (id) => staffNames.get(id) ?? 'Somebody',
  };
}

function item(line: HistoryLine, frame: History['frame'], names: Names): Html {
  const recordedOn = dayOf(line.recordedAt);
  const isLate = line.happenedOn !== recordedOn;
  return html`<li class="tp-timeline__item tp-timeline__item--${sideOf(line, frame)}">
    <h2 class="tp-timeline__what">${sentenceOf(line.said, names)}</h2>
    <p class="tp-timeline__when">
      <time datetime="${line.happenedOn}">${inWords(line.happenedOn)}</time>, ${whoDid(line, names)}, recorded
      <time datetime="${line.recordedAt.toISOString()}">${momentInWords(line.recordedAt)}</time>${isLate && ' (later)'}
    </p>
  </li>`;
}

function sideOf(line: HistoryLine, frame: History['frame']): string {
  const about = aboutWhom(line.said);
  const parts = frame.participants.find(({ id }) => id === about)?.parts ?? [];
  return parts.length === 1 ? String(parts[0]) : 'neither';
}

function whoDid({ actorKind, actorId }: HistoryLine, names: Names): string {
  switch (actorKind) {
    case 'staff':
      return names.staff((actorId ?? '') as Parameters<Names['staff']>[0]);
    case 'participant':
      return `${names.participant((actorId ?? '') as Parameters<Names['participant']>[0])} themselves`;
    case 'visitor':
      return 'somebody on the public site';
    case 'system':
      return 'by itself, when it fell due';
    default:
      return actorKind satisfies never;
  }
}

const joanne = '0b6d5c1e-0000-4000-8000-000000000001' as History['frame']['participants'][number]['id'];
const exampleFrame: History['frame'] = {
  reference: '7K3M-QX94',
  participants: [{ id: joanne, personId: null, called: 'Joanne', parts: ['harmed'], isChild: false }],
};
const jo = '1b6d5c1e-0000-4000-8000-000000000001';
const line = (seq: number, said: HistoryLine['said'], changed: Partial<HistoryLine> = {}): HistoryLine => ({
  seq,
  said,
  happenedOn: '2026-11-20' as HistoryLine['happenedOn'],
  recordedAt: new Date('2026-11-20T14:30:00Z'),
  actorKind: 'staff',
  actorId: jo,
  ...changed,
});
const usual: History = {
  frame: exampleFrame,
  lines: [
    line(4, { name: 'contact.made', participantId: joanne }),
    line(3, { name: 'safe-contact.changed', participantId: joanne }, { actorKind: 'participant', actorId: joanne }),
    line(2, { name: 'case.put-on-hold', until: '2027-01-04' as HistoryLine['happenedOn'] }),
    line(1, { name: 'case.opened', referralId: null }, { recordedAt: new Date('2026-11-23T09:00:00Z') }),
  ],
  olderFrom: 1,
  isOlder: false,
  staffNames: new Map([[jo, 'Jo Whitfield']]),
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'History: the newest lines, with older ones to come', page: historyPage(usual) },
  { name: 'History: nothing is older', page: historyPage({ ...usual, lines: [], olderFrom: null, isOlder: true }) },
];
