import { table } from '#platform/govuk/table.ts';
import { html, type Html } from '#platform/html.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
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
export function safeBeside(pairs: readonly Beside[]): Html {
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
