import { dayField, errorsOf, form, pressForm, selectField, textField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { ClaimLine, Given, Place, SupervisionLine } from './facts.ts';
import { claimKinds, decisions, decisionWords, isMoney, kindWords } from './rules.ts';

/** An amount in hours or pounds. */
export function amountWords({ minutes, pence }: Pick<ClaimLine, 'minutes' | 'pence'>): string {
  return pence === null ? hoursWords(minutes ?? 0) : poundsWords(pence);
}

function hoursWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const words = [
    hours === 0 ? '' : hours === 1 ? '1 hour' : `${hours} hours`,
    rest === 0 ? '' : rest === 1 ? '1 minute' : `${rest} minutes`,
  ].filter((each) => each !== '');
  return words.length === 0 ? 'No hours' : words.join(' ');
}

function poundsWords(pence: number): string {
  return `£${(pence / 100).toFixed(2)}`;
}

/** Which page of a list it is, and where the next one begins. */
interface Part {
  readonly next: Place | undefined;
  /** Whether this is not the first page. */
  readonly isLater: boolean;
}

function turning(
  path: string,
  { next, isLater }: Part,
  words: { readonly more: string; readonly first: string },
): Html {
  return html`${next && html`<p class="govuk-body"><a class="govuk-link" href="${path}?after=${next.happenedOn}_${next.id}">${words.more}</a></p>`}
  ${isLater && html`<p class="govuk-body"><a class="govuk-link" href="${path}">${words.first}</a></p>`}`;
}

export interface Own extends Part {
  readonly lines: readonly ClaimLine[];
  readonly given: Given;
  readonly since: PlainDate;
  readonly today: PlainDate;
  readonly attempt: Attempt;
}

/** What somebody worked and spent themselves, and what became of it. */
export function ownClaimsPage({ lines, given, since, today, attempt, ...part }: Own): Page {
  return {
    title: 'My hours and expenses',
    back: '/own-practice',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">My hours and expenses</h1>
      <p class="govuk-body">
        Approved since ${inWords(since)}: ${hoursWords(given.minutes).toLowerCase()} and ${poundsWords(given.pence)}.
      </p>
      ${form(
        '/own-practice/claims',
        [
          selectField(attempt, {
            name: 'kind',
            label: 'What it was',
            choices: claimKinds.map((value) => ({
              value,
              text: `${kindWords(value)} (${isMoney(value) ? 'pounds' : 'hours'})`,
            })),
          }),
          dayField(attempt, { name: 'happened-on', label: 'When it was', suggested: today }),
          textField(attempt, {
            name: 'amount',
            label: 'How much',
            hint: 'Hours such as 1:30, or pounds such as 4.50.',
            width: 5,
          }),
        ],
        { text: 'Write it down' },
      )}
      <h2 class="govuk-heading-m">What you wrote down</h2>
      ${
        lines.length === 0
          ? html`<p class="tp-empty govuk-body">Nothing yet.</p>`
          : html`<ul class="tp-list">
              ${lines.map(
                (line) =>
                  html`<li class="tp-list__row">
                    <div>
                      <p>${kindWords(line.kind)}, ${amountWords(line)}</p>
                      <p class="tp-list__note">${inWords(line.happenedOn)}</p>
                    </div>
                    <p>${line.decision === null ? 'Waits for a manager' : decisionWords(line.decision)}</p>
                    ${line.decision === null && pressForm('/own-practice/claims/back', { text: 'Take back', about: `${amountWords(line)} of ${inWords(line.happenedOn)}`, quiet: true }, { claim: line.id })}
                  </li>`,
              )}
            </ul>`
      }
      ${turning('/own-practice/claims', part, { more: 'What came before', first: 'The newest' })}`,
  };
}

export interface ToDecide extends Part {
  readonly lines: readonly (ClaimLine & { readonly name: string })[];
  readonly attempt: Attempt;
}

/** What waits for a manager. */
export function claimsPage({ lines, attempt, ...part }: ToDecide): Page {
  return {
    title: 'Hours and expenses',
    back: '/facilitators',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Hours and expenses</h1>
      ${
        lines.length === 0
          ? html`<p class="tp-empty govuk-body">Nothing waits for you.</p>`
          : html`<p class="govuk-body">The oldest stand first.</p>
              <ul class="tp-list">
                ${lines.map(decideRow)}
              </ul>`
      }
      ${turning('/claims', part, { more: 'More that wait', first: 'The oldest' })}`,
  };
}

function decideRow(line: ToDecide['lines'][number]): Html {
  const what = `${amountWords(line)} of ${line.name} on ${inWords(line.happenedOn)}`;
  return html`<li class="tp-list__row">
    <div>
      <p>${line.name}: ${kindWords(line.kind)}, ${amountWords(line)}</p>
      <p class="tp-list__note">${inWords(line.happenedOn)}</p>
    </div>
    ${pressForm('/claims', { text: 'Approve', about: what }, { claim: line.id, decision: 'approved' })}
    <details class="govuk-details">
      <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Do not approve<span class="govuk-visually-hidden">: ${what}</span></span></summary>
      <div class="govuk-details__text">
        ${decisions
          .filter((each) => each !== 'approved')
          .map((decision) =>
            pressForm(
              '/claims',
              { text: decisionWords(decision), about: what, quiet: true },
              { claim: line.id, decision },
            ),
          )}
      </div>
    </details>
  </li>`;
}

export interface Supervised {
  readonly who: { readonly id: StaffId; readonly name: string };
  readonly lines: readonly (SupervisionLine & { readonly supervisor: string })[];
  readonly maySupervise: boolean;
  readonly today: PlainDate;
  readonly attempt: Attempt;
}

/** When somebody was supervised. */
export function supervisionPage({ who, lines, maySupervise, today, attempt }: Supervised): Page {
  const next = lines[0]?.nextOn;
  return {
    title: `Supervision of ${who.name}`,
    back: `/facilitators/${who.id}`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Supervision of ${who.name}</h1>
      <p class="govuk-body">That you talked, and when. What was said stays between the two of you.</p>
      ${next && html`<p class="govuk-body">${next < today ? 'The next one was due on' : 'The next one is on'} ${inWords(next)}.</p>`}
      ${
        lines.length === 0
          ? html`<p class="tp-empty govuk-body">Nothing is written down yet.</p>`
          : html`<ul class="govuk-list govuk-list--bullet">
              ${lines.map(({ heldOn, supervisor }) => html`<li>${inWords(heldOn)}, with ${supervisor}</li>`)}
            </ul>`
      }
      ${
        maySupervise &&
        form(
          `/facilitators/${who.id}/supervision`,
          [
            dayField(attempt, { name: 'held-on', label: 'When you talked', suggested: today }),
            dayField(attempt, {
              name: 'next-on',
              label: 'When the next one is',
              hint: 'Leave it empty if you do not know yet.',
            }),
          ],
          { text: 'Write it down' },
        )
      }`,
  };
}

const today = '2026-11-25' as PlainDate;
const leo = { id: '1b6d5c1e-0000-4000-8000-000000000002' as StaffId, name: 'Leo Marsh' };
const hours: ClaimLine = {
  id: '6b6d5c1e-0000-4000-8000-000000000001',
  staffId: leo.id,
  kind: 'case-work',
  happenedOn: '2026-11-20' as PlainDate,
  minutes: 90,
  pence: null,
  decision: null,
};
const bus: ClaimLine = {
  ...hours,
  id: '6b6d5c1e-0000-4000-8000-000000000002',
  kind: 'travel',
  minutes: null,
  pence: 450,
};
const own: Own = {
  ...{ lines: [], next: undefined, isLater: false },
  given: { minutes: 0, pence: 0 },
  since: '2026-01-01' as PlainDate,
  today,
  attempt: freshAttempt,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'My hours and expenses: nothing yet', page: ownClaimsPage(own) },
  {
    name: 'My hours and expenses: one waits, one was decided',
    page: ownClaimsPage({
      ...own,
      lines: [hours, { ...bus, decision: 'no-receipt' }],
      given: { minutes: 61, pence: 1250 },
    }),
  },
  { name: 'Hours and expenses: nothing waits', page: claimsPage({ ...own, lines: [] }) },
  {
    name: 'Hours and expenses: two wait, and others before and after',
    page: claimsPage({
      ...own,
      lines: [hours, bus].map((line) => ({ ...line, name: leo.name })),
      next: bus,
      isLater: true,
    }),
  },
  {
    name: 'Supervision: once, and the next is overdue',
    page: supervisionPage({
      who: leo,
      lines: [
        {
          supervisorId: leo.id,
          supervisor: 'Priya Nair',
          heldOn: '2026-09-01' as PlainDate,
          nextOn: '2026-11-01' as PlainDate,
        },
      ],
      maySupervise: true,
      today,
      attempt: freshAttempt,
    }),
  },
  {
    name: 'Supervision: nothing yet, for a coordinator',
    page: supervisionPage({ who: leo, lines: [], maySupervise: false, today, attempt: freshAttempt }),
  },
];
