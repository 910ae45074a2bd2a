import { aFrame } from '#casefile/cases/examples.ts';
import { dayField, errorsOf, form, radioField, selectField, textField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import { anOrderLine } from './examples.ts';
import type { OrderLine } from './facts.ts';
import { orderWords } from './pages.ts';

/** Staff: putting a legal order on file. From then on it shuts the gates it covers. */
export function orderPage(frame: CaseFrame, attempt: Attempt): Page {
  const people = frame.participants.map(({ id, called }) => ({ value: id, text: called }));
  return {
    title: 'Put a legal order on file',
    back: `/cases/${frame.reference}/suitability`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Put a legal order on file</h1>
      <p class="govuk-body">
        While it is in force, every gate it covers is shut, unless written permission is on file for the day.
      </p>
      ${form(
        `/cases/${frame.reference}/suitability/orders`,
        [
          selectField(attempt, {
            name: 'kind',
            label: 'Kind of order',
            choices: Object.entries(orderWords).map(([value, text]) => ({ value, text })),
          }),
          selectField(attempt, { name: 'restrains', label: 'Whom it binds', choices: people }),
          selectField(attempt, { name: 'protects', label: 'From whom it keeps them', choices: people }),
          radioField(attempt, {
            name: 'covers',
            label: 'What it covers',
            hint: 'If you are not sure, choose all contact.',
            choices: [
              { value: 'all', text: 'All contact, through others too', hint: 'Letters and messages as well.' },
              { value: 'direct', text: 'Meeting and video only' },
            ],
          }),
          dayField(attempt, { name: 'starts-on', label: 'First day' }),
          dayField(attempt, {
            name: 'ends-on',
            label: 'Last day',
            hint: 'Leave empty if it holds until further notice.',
          }),
          textField(attempt, {
            name: 'document',
            label: 'Where the order can be found',
            hint: 'For example, the court and the number of the order.',
          }),
          html`<h2 class="govuk-heading-m">Permission, if there is any</h2>`,
          permissionFields(attempt, undefined),
        ],
        { text: 'Put on file' },
      )}`,
  };
}

function permissionFields(attempt: Attempt, order: OrderLine | undefined): Html {
  return html`${textField(attempt, {
    name: 'permission',
    label: 'Reference of the written permission',
    hint: 'A court’s variation, or a letter from whoever may allow it.',
    value: order?.permissionReference,
  })}
  ${dayField(attempt, { name: 'permission-from', label: 'First day of the permission', value: order?.permissionFrom ?? '' })}
  ${dayField(attempt, { name: 'permission-until', label: 'Last day of the permission', value: order?.permissionUntil ?? '' })}`;
}

/** Staff: written permission for an order that is on file. */
export function permissionPage(frame: CaseFrame, order: OrderLine, attempt: Attempt): Page {
  return {
    title: 'Permission',
    back: `/cases/${frame.reference}/suitability`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Permission</h1>
      <p class="govuk-body">${orderWords[order.kind]}, ${order.documentReference}.</p>
      <p class="govuk-body">The permission lifts the order on its days and on no others.</p>
      ${form(`/cases/${frame.reference}/suitability/permission/${order.id}`, permissionFields(attempt, order), {
        text: 'Put on file',
      })}`,
  };
}

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'putting an order on file', page: orderPage(aFrame(), freshAttempt) },
  {
    name: 'an order that was refused',
    page: orderPage(aFrame(), {
      typed: { covers: 'all', permission: 'Letter of the court' },
      problems: [
        { field: 'kind', text: 'Choose the kind of order' },
        { field: 'starts-on', text: 'Write the first day, like 23 11 2026' },
        { field: 'permission', text: 'Write the permission’s reference, its first day and its last day' },
      ],
    }),
  },
  { name: 'permission for an order', page: permissionPage(aFrame(), anOrderLine(), freshAttempt) },
];
