import { areaField, form, radioField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { details } from '#platform/govuk/details.ts';
import { html, type Html } from '#platform/html.ts';
import { dayOf, inWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { safetyFlagKinds, safetyFlagWords } from '#vocabulary/safety-flags.ts';
import type { Flag } from './facts.ts';
import { explainFlag } from './rules.ts';

export interface Flags {
  readonly reference: string;
  readonly flags: readonly Flag[];
  /** Of staff, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly attempt: Attempt;
}

/** What could hurt somebody, before anything else on the page of a referral. */
export function flagsPanel({ reference, flags, names, attempt }: Flags): Html {
  const standing = flags.filter(({ loweredAt }) => loweredAt === null);
  const lowered = flags.filter(({ loweredAt }) => loweredAt !== null);
  const ordered = standing.toSorted((one, other) => place(one) - place(other));
  return html`${
    standing.length > 0 &&
    html`<section class="tp-safe" aria-labelledby="flags">
        <h2 class="tp-safe__title" id="flags">Read this first</h2>
        <ul class="govuk-list govuk-list--spaced">
          ${ordered.map(
            (flag) =>
              html`<li>
                <strong>${safetyFlagWords[flag.kind].text}.</strong> ${safetyFlagWords[flag.kind].first}
                <br />${why(flag, names)} ${lowering(reference, flag, attempt)}
              </li>`,
          )}
        </ul>
      </section>`
  }
    ${raising(reference, flags, attempt)}
    ${
      lowered.length > 0 &&
      details({
        summaryText: `Flags that were lowered: ${lowered.length}`,
        html: html`<ul class="govuk-list govuk-list--bullet">
          ${lowered.map(
            (flag) =>
              html`<li>
                ${safetyFlagWords[flag.kind].text}. ${why(flag, names)} Lowered by ${named(flag.loweredBy, names)}
                ${flag.loweredAt && html`on ${inWords(dayOf(flag.loweredAt))}`}: ${flag.loweredBecause}
              </li>`,
          )}
        </ul>`,
      })
    }`;
}

const place = ({ kind }: Flag): number => safetyFlagKinds.indexOf(kind);

const named = (staffId: string | null, names: Flags['names']): string =>
  names.get(staffId ?? '') ?? 'somebody who works here';

function why({ words, raisedBy, raisedAt }: Flag, names: Flags['names']): string {
  if (raisedBy === null) return 'It follows from what the referral says.';
  return `${named(raisedBy, names)}, ${inWords(dayOf(raisedAt))}: ${words}`;
}

// Each form on the page has a name of its own for its words, so that what was typed stays where it was typed.
function lowering(reference: string, { id, kind }: Flag, attempt: Attempt): Html {
  return details({
    summaryText: `Lower “${safetyFlagWords[kind].text}”`,
    open: attempt.problems.some(({ field }) => field === `lower-${id}`),
    html: form(
      `/referrals/${reference}/flags/lower`,
      [
        html`<input type="hidden" name="flag" value="${id}" />`,
        areaField(attempt, { name: `lower-${id}`, label: 'Why it no longer holds', rows: 2 }),
      ],
      { text: 'Lower this flag', quiet: true },
    ),
  });
}

function raising(reference: string, flags: readonly Flag[], attempt: Attempt): Html {
  const standing = new Set(flags.flatMap(({ kind, loweredAt }) => (loweredAt === null ? [kind] : [])));
  const choices = safetyFlagKinds
    .filter((kind) => !standing.has(kind))
    .map((value) => ({ value, text: safetyFlagWords[value].text }));
  if (choices.length === 0) return html``;
  return details({
    summaryText: 'Raise a safety flag',
    open: attempt.problems.some(({ field }) => field.startsWith('flag-')),
    html: form(
      `/referrals/${reference}/flags`,
      [
        radioField(attempt, { name: 'flag-kind', label: 'What could hurt somebody', choices }),
        areaField(attempt, {
          name: 'flag-words',
          label: 'Why',
          hint: 'Only staff read this: nobody in the referral and nobody who referred.',
          rows: 2,
        }),
      ],
      { text: 'Raise this flag', quiet: true },
    ),
  });
}

const amara = '7b1d2c3e-0000-4000-8000-000000000009' as StaffId;

function examplePage(flags: readonly Flag[], attempt: Attempt = freshAttempt): Page {
  return {
    title: 'Safety flags',
    body: html`<h1 class="govuk-heading-l">Referral 7K3M-QX94</h1>
      ${flagsPanel({ reference: '7K3M-QX94', flags, names: new Map([[amara, 'Amara Okafor']]), attempt })}`,
  };
}

const aFlag: Flag = {
  id: '7b1d2c3e-0000-4000-8000-000000000004',
  kind: 'not-safe-to-contact',
  words: '',
  raisedBy: null,
  raisedAt: new Date('2026-11-23T09:00:00Z'),
  loweredBy: null,
  loweredAt: null,
  loweredBecause: '',
};
const abuse: Flag = {
  ...aFlag,
  id: '7b1d2c3e-0000-4000-8000-000000000005',
  kind: 'domestic-abuse',
  words: 'The officer says he came back twice.',
  raisedBy: amara,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'A referral without a safety flag', page: examplePage([]) },
  {
    name: 'A referral with safety flags',
    page: examplePage([
      abuse,
      aFlag,
      {
        ...abuse,
        id: '7b1d2c3e-0000-4000-8000-000000000006',
        kind: 'hate',
        loweredBy: amara,
        loweredAt: new Date('2026-11-24T09:00:00Z'),
        loweredBecause: 'It was said of another street.',
      },
    ]),
  },
  {
    name: 'A safety flag that says nothing',
    page: examplePage([], {
      typed: { 'flag-kind': 'stalking' },
      problems: [{ field: 'flag-words', text: explainFlag('says-why') }],
    }),
  },
];
