import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import { isOpen, type Gate, type GateName } from '#vocabulary/gates.ts';

const names: Record<GateName, string> = {
  'approach-responsible': 'Speak with the person responsible',
  communicate: 'Communicate',
  'deliver-letter': 'Deliver a letter',
  'book-conference': 'Book the conference',
  'hold-conference': 'Hold the conference',
  'close-case': 'Close the case',
};

/** Every gate, open or with every reason it is shut and what would open it; told by words and shape, not by colour alone. */
export function readinessPanel(gates: readonly Gate[]): Html {
  return html`<section aria-labelledby="readiness"><h2 class="govuk-heading-m" id="readiness">What may happen now</h2>
    <ul class="tp-gates">${gates.map(gateItem)}</ul></section>`;
}

function gateItem(gate: Gate): Html {
  const open = isOpen(gate);
  const count = gate.shut.length === 1 ? '1 reason' : `${gate.shut.length} reasons`;
  return html`<li class="tp-gate tp-gate--${open ? 'open' : 'shut'}">
    <h3 class="tp-gate__name">${names[gate.name]} <span class="tp-gate__state">${open ? 'Open' : `Shut, ${count}`}</span></h3>
    <p class="tp-gate__note">${gate.about}</p>
    ${
      !open &&
      html`<ul class="tp-gate__reasons">${gate.shut.map(
        ({ words, opens }) =>
          html`<li class="tp-gate__reason">${words} <span class="tp-gate__opens"><b>What opens it:</b> ${opens}</span></li>`,
      )}</ul>`
    }</li>`;
}

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'one gate open and one shut',
    page: {
      title: 'Readiness',
      body: html`<h1 class="govuk-heading-l">Case</h1>${readinessPanel([
        { name: 'communicate', about: 'A letter between Dylan and Joanne', shut: [] },
        {
          name: 'book-conference',
          about: 'A conference',
          shut: [
            {
              reason: 'somebody-has-not-agreed',
              words: 'Joanne has not said yes to meeting.',
              opens: 'She says yes.',
              rule: 'H1',
            },
            { reason: 'risk-is-old', words: 'The risk assessment has run out.', opens: 'Assess risk again.' },
          ],
        },
      ])}`,
    },
  },
];
