import { errorsOf, form, selectField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { table } from '#platform/govuk/table.ts';
import { html, type Html } from '#platform/html.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { FrameParticipant } from '#vocabulary/frame.ts';
import type { ParticipantId, PersonId } from '#vocabulary/ids.ts';
import { partWords } from '#vocabulary/parts.ts';
import { safeWays, saysAnother, type SaidSafe } from './safe-rules.ts';

/** What one of the two says: how it is safe, and the numbers and addresses it has. */
export interface Says {
  readonly safe: (SaidSafe & { readonly saidOn: PlainDate | null }) | null;
  readonly points: readonly string[];
}

/** Somebody on the referral beside somebody of the case who may be the same. */
export interface Beside {
  readonly fullName: string;
  readonly called: string;
  readonly referral: Says;
  readonly known: Says;
}

const wayWords: Readonly<Record<(typeof safeWays)[number], string>> = {
  mayPhone: 'phone',
  mayText: 'text',
  mayEmail: 'e-mail',
  mayPost: 'post',
};

/** What is safe, side by side, before anybody says that two are the same person. */
function safeBeside(pairs: readonly Beside[]): Html {
  if (pairs.length === 0) return html``;
  return html`<h2 class="govuk-heading-m">What is safe</h2>
    ${pairs.map(oneBeside)}
    <p class="govuk-body">
      Where they differ, only what both call safe holds once they are linked. Somebody is asked to find out which is right.
    </p>`;
}

function oneBeside({ fullName, called, referral, known }: Beside): Html {
  const differs = known.safe !== null && referral.safe !== null && saysAnother(known.safe, referral.safe);
  return html`${table({
    caption: `${fullName} and ${called}${differs ? ': not the same' : ''}`,
    captionClasses: 'govuk-table__caption--s',
    classes: 'tp-break',
    firstCellIsHeader: true,
    head: [{ text: 'Safe' }, { text: 'This referral' }, { text: 'The case' }],
    rows: rows.map(([label, words]) => [{ text: label }, { text: words(referral) }, { text: words(known) }]),
  })}`;
}

const of =
  (words: (safe: NonNullable<Says['safe']>) => string) =>
  ({ safe }: Says): string =>
    safe === null ? 'Not said' : words(safe) || 'Nothing';

const rows: readonly (readonly [label: string, words: (says: Says) => string])[] = [
  [
    'Ways',
    of((safe) =>
      safeWays
        .filter((way) => safe[way])
        .map((way) => wayWords[way])
        .join(', '),
    ),
  ],
  ['Hours', of(({ fromHour, untilHour }) => (fromHour === null ? 'Any' : `${fromHour}:00 to ${untilHour}:00`))],
  ['Days and times', of(({ timesWords }) => timesWords)],
  ['Voicemail', of(({ mayLeaveVoicemail }) => (mayLeaveVoicemail ? 'Yes' : 'No'))],
  ['Codeword', of(({ codeword }) => codeword)],
  ['If somebody else answers', of(({ ifSomeoneElseAnswers }) => ifSomeoneElseAnswers)],
  ['Numbers and addresses', ({ points }) => points.join('; ') || 'None'],
  ['Said on', of(({ saidOn }) => (saidOn === null ? '' : inWords(saidOn)))],
];

/** Somebody on the referral, to be said who of the case they are. */
export interface ToPlace {
  readonly aboutId: string;
  readonly fullName: string;
  readonly partInWords: string;
  /** Who of the case they look like. */
  readonly looksLike: string;
}

export interface Linking {
  readonly reference: string;
  readonly caseReference: string;
  readonly caseId: string;
  readonly toPlace: readonly ToPlace[];
  readonly participants: readonly FrameParticipant[];
  /** What each says is safe, of those who may be the same person. */
  readonly beside: readonly Beside[];
  readonly attempt: Attempt;
}

/** The name of the field that says who of the case somebody is. */
export const whoField = (aboutId: string): string => `who-${aboutId}`;

/** Who is who, before a referral is linked to a case. */
export function linkPage({ reference, caseReference, caseId, toPlace, participants, beside, attempt }: Linking): Page {
  const choices = [
    ...participants.map(({ id, called, parts }) => ({
      value: id as string,
      text: `${called}, ${parts.map((part) => partWords[part].toLowerCase()).join(' and ')}`,
    })),
    { value: 'joins', text: 'Nobody yet: they join the case' },
  ];
  const back = `/referrals/${reference}`;
  return {
    title: 'Link to a case',
    back,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Link referral ${reference} to case ${caseReference}</h1>
      <p class="govuk-body">
        It stays a referral of its own, and the case has both. Nobody is contacted by this, and you can take it back.
      </p>
      ${safeBeside(beside)}
      ${form(
        `${back}/link`,
        [
          html`<input type="hidden" name="case" value="${caseReference}" /><input type="hidden" name="case-id" value="${caseId}" />`,
          ...toPlace.map(({ aboutId, fullName, partInWords, looksLike }) =>
            selectField(attempt, {
              name: whoField(aboutId),
              label: `Who of the case is ${fullName}, ${partInWords}?`,
              value: looksLike,
              choices,
            }),
          ),
        ],
        { text: 'Link it' },
      )}`,
  };
}

const saidByJoanne = {
  mayPhone: true,
  mayText: true,
  mayEmail: false,
  mayPost: false,
  fromHour: 10,
  untilHour: 12,
  timesWords: 'Not on Fridays',
  mayLeaveVoicemail: false,
  codeword: 'library',
  ifSomeoneElseAnswers: '',
  saidOn: '2026-11-02' as PlainDate,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'Saying who is who before linking',
    page: linkPage({
      reference: '4CDA-9Q7W',
      caseReference: '7K3M-QX94',
      caseId: '7b1d2c3e-0000-4000-8000-000000000009',
      toPlace: [
        { aboutId: '1', fullName: 'Jo Hartly', partInWords: 'harmed', looksLike: '11' },
        { aboutId: '2', fullName: 'Ryan Marsh', partInWords: 'responsible', looksLike: 'joins' },
      ],
      participants: [
        {
          id: '11' as ParticipantId,
          personId: '12' as PersonId,
          called: 'Joanne',
          parts: ['harmed'],
          isChild: false,
        },
      ],
      beside: [
        {
          fullName: 'Jo Hartly',
          called: 'Joanne',
          referral: {
            safe: { ...saidByJoanne, mayText: false, mayEmail: true, codeword: '', saidOn: '2026-11-20' as PlainDate },
            points: ['07700 900123', 'jo.hartly@example.org'],
          },
          known: { safe: saidByJoanne, points: ['07700 900123'] },
        },
      ],
      attempt: { ...freshAttempt, problems: [{ field: 'who-2', text: 'Say of each person who they are in the case' }] },
    }),
  },
];
