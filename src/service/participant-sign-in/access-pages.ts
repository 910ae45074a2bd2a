import { areaField, errorsOf, form, pressForm, radioField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import { sheetsToHandOver } from '#platform/sheets.ts';
import { momentInWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { Access } from './facts.ts';
import { endReasons, endReasonWords } from './rules.ts';

/**
 * Staff: the link and the code, shown once, each on a sheet of its own to print. The sheets say nothing of the service or of
 * what it is about: paper lies about.
 */
export function invitedPage(reference: string, called: string, address: string, code: string): Page {
  return {
    title: 'Link and code',
    back: `/cases/${reference}/people`,
    isHandedOver: true,
    read: { what: 'print' },
    body: html` <h1 class="govuk-heading-l tp-not-printed">A page of their own for ${called}</h1>
      <div class="tp-not-printed">
        <p class="govuk-body">
          Give the link one safe way and the code another: say it, or hand it over on paper. The link works once, for
          seven days. Printing this page makes two sheets: keep them apart.
        </p>
        <p class="govuk-body">Neither is shown again. If one is lost, make a new link and this one stops.</p>
      </div>
      ${sheetsToHandOver(address, code)}`,
  };
}

export interface AccessShown {
  readonly reference: string;
  readonly people: readonly { readonly id: ParticipantId; readonly called: string }[];
  readonly access: readonly Access[];
  readonly staffNames: ReadonlyMap<string, string>;
  readonly attempt: Attempt;
}

/** Staff: who of the case can come in to a page of their own, and how to end that at once. */
export function accessPage({ reference, people, access, staffNames, attempt }: AccessShown): Page {
  return {
    title: 'Pages of their own',
    back: `/cases/${reference}/people`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Pages of their own</h1>
      <p class="govuk-body">
        <a class="govuk-link" href="/cases/${reference}/supporters">Pages for supporters</a>
      </p>
      ${people.length === 0 && html`<p class="govuk-body">Nobody in this case can have a page.</p>`}
      ${people.map(({ id, called }) => {
        const one = access.find(({ participantId }) => participantId === id);
        return html`<h2 class="govuk-heading-m" id="${id}">${called}</h2>
          <p class="govuk-body">${stateWords(one, staffNames)}</p>
          ${pressForm(`/cases/${reference}/invite`, { text: `Give ${called} a new link`, quiet: true }, { participant: id })}
          ${one && isOpen(one) && html`<p class="govuk-body"><a class="govuk-link" href="/cases/${reference}/access/${id}">End the access of ${called}</a></p>`}`;
      })}`,
  };
}

/** Whether there is anything to end: a way in, or a link that could become one. */
export function isOpen({ linkUntil, cameInAt, endedAt }: Access): boolean {
  return linkUntil !== null || (cameInAt !== null && (endedAt === null || cameInAt > endedAt));
}

function stateWords(one: Access | undefined, staffNames: ReadonlyMap<string, string>): Html {
  if (!one) return html`Nobody gave them a link.`;
  const { linkUntil, cameInAt, endedAt, endedBecause, endedBy } = one;
  const waits = linkUntil && html` A link waits for them until ${momentInWords(linkUntil)}.`;
  if (cameInAt && (endedAt === null || cameInAt > endedAt))
    return html`They came in by their link ${momentInWords(cameInAt)} and can come back with a code.${waits}`;
  if (endedAt && endedBecause)
    return html`${staffNames.get(endedBy ?? '') ?? 'Somebody'} ended it ${momentInWords(endedAt)}:
    ${endedBecauseWords(endedBecause)}.${waits}`;
  return waits || html`They never came in.`;
}

function endedBecauseWords(because: keyof typeof endReasonWords): string {
  const words = endReasonWords[because];
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** Staff: ending the way in of one participant, with the reason. */
export function endAccessPage(
  reference: string,
  { id, called }: { readonly id: ParticipantId; readonly called: string },
  attempt: Attempt,
): Page {
  return {
    title: 'End access',
    back: `/cases/${reference}/access`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">End the access of ${called}</h1>
      <p class="govuk-body">
        They are signed out at once, wherever they are. Their link and their codes stop. Nothing that they wrote is
        lost. To let them in again, give them a new link.
      </p>
      ${form(
        `/cases/${reference}/access/${id}`,
        [
          radioField(attempt, {
            name: 'because',
            label: 'Why',
            choices: endReasons.map((value) => ({ value, text: endReasonWords[value] })),
          }),
          areaField(attempt, { name: 'words', label: 'What happened, if you chose another reason', rows: 3 }),
        ],
        { text: 'End access now' },
      )}`,
  };
}

const joanne = { id: '0b6d5c1e-0000-4000-8000-000000000001' as ParticipantId, called: 'Joanne' };
const shown: AccessShown = {
  reference: '7K3M-QX94',
  people: [joanne],
  access: [],
  staffNames: new Map(),
  attempt: freshAttempt,
};
const known: Access = {
  participantId: joanne.id,
  linkUntil: null,
  cameInAt: new Date('2026-11-23T11:00:00Z'),
  endedAt: null,
  endedBecause: null,
  endedBy: null,
};

/** The pages as staff meet them. */
export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'a link and a code',
    page: invitedPage(
      '7K3M-QX94',
      'Joanne',
      'http://localhost:3000/my/enter/abcdefghijklmnopqrstuvwxyz0123456789',
      '402915',
    ),
  },
  { name: 'nobody has a page yet', page: accessPage(shown) },
  { name: 'somebody comes in', page: accessPage({ ...shown, access: [known] }) },
  {
    name: 'their access was ended',
    page: accessPage({
      ...shown,
      access: [{ ...known, endedAt: new Date('2026-11-24T11:00:00Z'), endedBecause: 'not-safe', endedBy: 'jo' }],
      staffNames: new Map([['jo', 'Jo Whitfield']]),
    }),
  },
  { name: 'ending access', page: endAccessPage('7K3M-QX94', joanne, freshAttempt) },
];
