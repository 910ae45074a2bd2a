import { aFrame } from '#casefile/cases/examples.ts';
import { areaField, errorsOf, form, pressForm, radioField, selectField, textField } from '#platform/fields.ts';
import { freshAttempt, typed, type Attempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import { momentInWords } from '#vocabulary/dates.ts';
import { participantIn, type CaseFrame } from '#vocabulary/frame.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { AlarmOnFile, ProtectedWord, Stop } from './facts.ts';
import { explain, isWhole, type Excerpt, type Finding } from './rules.ts';
import type { ProtectedKind } from './value-rules.ts';
import { explainProtect, type ProtectedWordKind } from './ways-rules.ts';

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
export function stopPanel(stops: readonly Stop[], around: Around): Html | null {
  if (stops.length === 0) return null;
  const { frame } = around;
  const places = stops.flatMap(({ excerpts }) => excerpts);
  // One answer at a time: each holds for one text and one reader.
  const next = stops.find(({ alarms }) => alarms.length === 0);
  return html`<h2 class="govuk-heading-m" id="stopped">Stopped: look at ${places.length === 1 ? 'this place' : 'these places'}</h2>
    <p class="govuk-body">
      The words may hold something that belongs to one side only. Neither side is told. Ask the person who wrote them to change
      them, or say below why they may cross.
    </p>
    ${stops.map((stop) => onePanel(stop, around, stops.length > 1))} ${next && answerForm(next, around, stops.length > 1)}
    <p class="govuk-body">
      <a class="govuk-link" href="/cases/${frame.reference}/stopped">What is protected in this case, and what was answered</a>
    </p>`;
}

function onePanel({ readerId, excerpts, alarms }: Stop, around: Around, isOneOfMany: boolean): Html {
  return html`${isOneOfMany && html`<p class="govuk-body">For ${calledIn(around.frame, readerId)}:</p>`}
    <ul class="govuk-list govuk-list--bullet">
      ${excerpts.map((excerpt) => excerptLine(excerpt, around.frame))}
    </ul>
    ${alarms.map((alarm) => answered(alarm, around))}`;
}

function calledIn(frame: CaseFrame, id: ParticipantId): string {
  return participantIn(frame, id)?.called ?? 'somebody';
}

function namesOf(owners: readonly ParticipantId[], frame: CaseFrame): string {
  return owners.map((id) => `${calledIn(frame, id)}’s side`).join(' and ');
}

// The name of a file, and what it says of itself, stand on no page of it.
function pageWords(page: number | undefined): string {
  if (page === undefined) return '';
  return page === 0 ? 'In its name, or in what the file says of itself. ' : `On page ${page}. `;
}

function excerptLine({ kind, owners, before, marked, after, page }: Excerpt, frame: CaseFrame): Html {
  return html`<li>
    ${pageWords(page)}It looks like ${kindWords[kind]} of ${namesOf(owners, frame)}:
    <q>${before}<mark>${marked}</mark>${after}</q>
  </li>`;
}

function answerForm({ readerId, digest, found }: Stop, { frame, back, attempt }: Around, isOneOfMany: boolean): Html {
  return html`<h3 class="govuk-heading-s">
      It is not what it looks like${isOneOfMany && `, in the words for ${calledIn(frame, readerId)}`}
    </h3>
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
  readonly protectedWords: readonly ProtectedWord[];
  readonly mayAnswer: boolean;
}

const protectedKinds: readonly { readonly value: ProtectedWordKind; readonly text: string }[] = [
  { value: 'workplace', text: 'Where somebody works' },
  { value: 'school', text: 'A school or college' },
  { value: 'childs-name', text: 'The name of a child' },
  { value: 'new-name', text: 'A new name' },
];

/** Staff: what was answered about words that were stopped in a case, the newest first. */
export function stoppedPage(shown: StoppedWords): Page {
  const { frame, alarms, staffNames, attempt } = shown;
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
      )}
      ${protectedPart(shown)}`,
  };
}

function protectedPart({ frame, protectedWords, mayAnswer, attempt }: StoppedWords): Html {
  const path = `/cases/${frame.reference}/stopped`;
  const isOpen = mayAnswer && frame.status !== 'closed';
  return html`<h2 class="govuk-heading-m" id="protected">Also protected in this case</h2>
    <p class="govuk-body">
      Addresses, numbers and names of the record are protected by themselves. Add here what it has no place for.
    </p>
    ${protectedWords.length === 0 && html`<p class="govuk-body">Nothing was added.</p>`}
    ${
      protectedWords.length > 0 &&
      html`<ul class="govuk-list">
        ${protectedWords.map(
          ({ id, participantId, kind, words: text }) =>
            html`<li>
              ${protectedKinds.find(({ value }) => value === kind)?.text} of ${calledIn(frame, participantId)}: ${text}
              ${isOpen && pressForm(`${path}/protected/${id}`, { text: 'It is no secret any more', about: text, quiet: true })}
            </li>`,
        )}
      </ul>`
    }
    ${
      isOpen &&
      form(
        `${path}/protected`,
        [
          selectField(attempt, {
            name: 'owner',
            label: 'Whose it is',
            choices: frame.participants.map(({ id, called }) => ({ value: id, text: called })),
          }),
          radioField(attempt, { name: 'kind', label: 'What it is', choices: protectedKinds }),
          textField(attempt, { name: 'protected-words', label: 'What it is called' }),
        ],
        { text: 'Protect it', quiet: true },
      )
    }`;
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
  const nothing = { alarms: [], protectedWords: [], mayAnswer: true };
  const shown = (alarms: readonly AlarmOnFile[], viewerId: StaffId): Page => ({
    title: 'A letter',
    body: html`<h1 class="govuk-heading-l">A letter</h1>
      ${stopPanel([{ ...stop, alarms }], { ...around, viewerId })}`,
  });
  return [
    { name: 'stopped words: a place to look at', page: shown([], jo) },
    { name: 'stopped words: the first person has answered', page: shown([alarm], jo) },
    { name: 'stopped words: the second person looks', page: shown([alarm], priya) },
    {
      name: 'stopped words: for two readers',
      page: {
        title: 'An agreement',
        body: html`<h1 class="govuk-heading-l">An agreement</h1>
          ${stopPanel([stop, { ...stop, alarms: [alarm] }], { ...around, viewerId: priya })}`,
      },
    },
    { name: 'stopped words: nothing answered', page: stoppedPage({ ...around, ...nothing }) },
    {
      name: 'stopped words: what is also protected, and a form that was refused',
      page: stoppedPage({
        ...around,
        ...nothing,
        protectedWords: [
          { id: alarm.id, participantId: owner, kind: 'workplace', words: 'Corby Steel Stockholders', addedBy: jo },
        ],
        attempt: {
          typed: { owner, kind: 'school', 'protected-words': '' },
          problems: [{ field: 'protected-words', text: explainProtect('nothing-to-protect') }],
        },
      }),
    },
    {
      name: 'stopped words: answers, and one that was refused',
      page: stoppedPage({
        ...around,
        ...nothing,
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
