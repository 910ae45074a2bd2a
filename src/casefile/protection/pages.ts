import { aFrame } from '#casefile/cases/examples.ts';
import { areaField, errorsOf, form, pressForm } from '#platform/fields.ts';
import { freshAttempt, typed, type Attempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import { momentInWords } from '#vocabulary/dates.ts';
import { participantIn, type CaseFrame } from '#vocabulary/frame.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { AlarmOnFile, Stop } from './facts.ts';
import { explain, isWhole, type Excerpt, type Finding } from './rules.ts';
import type { ProtectedKind } from './value-rules.ts';

const kindWords: Record<ProtectedKind, string> = {
  address: 'an address or part of one',
  phone: 'a phone number',
  email: 'an e-mail address',
  name: 'a name',
  'first-name': 'a first name',
  organisation: 'an organisation',
  'safe-word': 'a word that only they and we know',
};

/** What the panel about stopped words is shown with. */
export interface Around {
  readonly frame: CaseFrame;
  readonly viewerId: StaffId;
  readonly staffNames: ReadonlyMap<string, string>;
  /** The page that shows the panel, to come back to. */
  readonly back: string;
  readonly attempt: Attempt;
}

/** Staff: where words may hold something protected, and a way to answer when they do not. Nobody else ever sees it. */
export function stopPanel(stop: Stop, around: Around): Html {
  const { frame } = around;
  return html`<h2 class="govuk-heading-m" id="stopped">Stopped: look at ${stop.excerpts.length === 1 ? 'this place' : 'these places'}</h2>
    <p class="govuk-body">
      The words may hold something that belongs to one side only. Neither side is told. Ask the person who wrote them to change
      them, or say below why they may cross.
    </p>
    <ul class="govuk-list govuk-list--bullet">
      ${stop.excerpts.map((excerpt) => excerptLine(excerpt, frame))}
    </ul>
    ${stop.alarms.length === 0 ? answerForm(stop, around) : stop.alarms.map((alarm) => answered(alarm, around))}`;
}

function namesOf(owners: readonly ParticipantId[], frame: CaseFrame): string {
  return owners.map((id) => `${participantIn(frame, id)?.called ?? 'somebody'}’s side`).join(' and ');
}

function excerptLine({ kind, owners, before, marked, after }: Excerpt, frame: CaseFrame): Html {
  return html`<li>
    It looks like ${kindWords[kind]} of ${namesOf(owners, frame)}:
    <q>${before}<mark>${marked}</mark>${after}</q>
  </li>`;
}

function answerForm({ readerId, digest, found }: Stop, { frame, back, attempt }: Around): Html {
  return html`<h3 class="govuk-heading-s">It is not what it looks like</h3>
    ${alarmForm(frame.reference, { reader: readerId, digest, found: JSON.stringify(found), back }, attempt)}`;
}

function alarmForm(reference: string, carried: Readonly<Record<string, string>>, attempt: Attempt): Html {
  return form(
    `/cases/${reference}/stopped`,
    [
      ...Object.entries(carried).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`),
      areaField(attempt, {
        name: 'reason',
        label: 'Why these words may cross',
        hint: 'It holds for these very words only. For an address, a phone number or an e-mail address a second person looks too.',
        rows: 3,
      }),
    ],
    { text: 'Save my answer' },
  );
}

function answered(alarm: AlarmOnFile, { frame, viewerId, staffNames, back }: Around): Html {
  const waits = !isWhole(alarm);
  return html`<p class="govuk-body">${answerWords(alarm, staffNames)}</p>
    ${
      waits &&
      (alarm.saidBy === viewerId
        ? html`<p class="govuk-body">A second person has to look before the words may cross.</p>`
        : pressForm(
            `/cases/${frame.reference}/stopped/${alarm.id}`,
            { text: 'I have looked too: the words may cross' },
            { back },
          ))
    }`;
}

function answerWords(
  { saidBy, saidAt, secondedBy, reason }: AlarmOnFile,
  staffNames: ReadonlyMap<string, string>,
): Html {
  const name = (id: StaffId) => staffNames.get(id) ?? 'Somebody of staff';
  return html`${name(saidBy)} said on ${momentInWords(saidAt)}: <q>${reason}</q>${secondedBy && html` ${name(secondedBy)} looked too.`}`;
}

export interface StoppedWords extends Omit<Around, 'viewerId' | 'back'> {
  readonly alarms: readonly AlarmOnFile[];
}

/** Staff: what was answered about words that were stopped in a case, the newest first. */
export function stoppedPage({ frame, alarms, staffNames, attempt }: StoppedWords): Page {
  const carried = ['reader', 'digest', 'found', 'back'].map((name) => [name, typed(attempt, name)] as const);
  return {
    title: 'Stopped words',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l" id="stopped">Stopped words</h1>
      <p class="govuk-body">
        Before words cross from one side to the other, they are compared with every address, number and name that is protected.
        Here is what staff answered when it was not what it looked like.
      </p>
      ${attempt.problems.length > 0 && typed(attempt, 'digest') !== '' && alarmForm(frame.reference, Object.fromEntries(carried), attempt)}
      ${alarms.length === 0 && html`<p class="govuk-body">Nobody has answered anything here.</p>`}
      ${alarms.map(
        (alarm) =>
          html`<p class="govuk-body">
            Words for ${participantIn(frame, alarm.readerId)?.called ?? 'somebody'}. ${answerWords(alarm, staffNames)}
            ${!isWhole(alarm) && 'A second person has not looked yet.'}
          </p>`,
      )}`,
  };
}

const jo = '1b6d5c1e-0000-4000-8000-000000000001' as StaffId;
const priya = '1b6d5c1e-0000-4000-8000-000000000002' as StaffId;
const names: ReadonlyMap<string, string> = new Map([
  [jo, 'Jo Whitfield'],
  [priya, 'Priya Nair'],
]);

function examplePages(): readonly { readonly name: string; readonly page: Page }[] {
  const frame = aFrame();
  const owner = frame.participants[0]?.id ?? ('0b6d5c1e-0000-4000-8000-000000000001' as ParticipantId);
  const found: readonly Finding[] = [{ kind: 'address', owners: [owner], from: 30, to: 45 }];
  const alarm: AlarmOnFile = {
    id: '3b6d5c1e-0000-4000-8000-000000000001',
    readerId: owner,
    found,
    reason: 'It is the street of the shop where it happened. Both know it.',
    saidBy: jo,
    saidAt: new Date('2026-11-23T10:00:00Z'),
    secondedBy: null,
  };
  const stop: Stop = {
    readerId: owner,
    digest: 'x'.repeat(43),
    found,
    excerpts: [
      { kind: 'address', owners: [owner], before: 'I walked past ', marked: 'Greenfield Road', after: ' that day' },
    ],
    alarms: [],
  };
  const around = { frame, staffNames: names, back: `/cases/${frame.reference}/letters`, attempt: freshAttempt };
  const shown = (alarms: readonly AlarmOnFile[], viewerId: StaffId): Page => ({
    title: 'A letter',
    body: html`<h1 class="govuk-heading-l">A letter</h1>
      ${stopPanel({ ...stop, alarms }, { ...around, viewerId })}`,
  });
  return [
    { name: 'stopped words: a place to look at', page: shown([], jo) },
    { name: 'stopped words: the first person has answered', page: shown([alarm], jo) },
    { name: 'stopped words: the second person looks', page: shown([alarm], priya) },
    { name: 'stopped words: nothing answered', page: stoppedPage({ ...around, alarms: [] }) },
    {
      name: 'stopped words: answers, and one that was refused',
      page: stoppedPage({
        ...around,
        alarms: [alarm, { ...alarm, secondedBy: priya }],
        attempt: {
          typed: { digest: 'x'.repeat(43), reader: owner, found: '[]', back: around.back },
          problems: [{ field: 'reason', text: explain('say-why-it-is-a-false-alarm') }],
        },
      }),
    },
  ];
}

export const examples = examplePages();
