import { pressForm } from '#platform/fields.ts';
import { insetText } from '#platform/govuk/inset-text.ts';
import { panel } from '#platform/govuk/panel.ts';
import { html } from '#platform/html.ts';
import { workingDaysInWords } from '#vocabulary/service-levels.ts';
import type { Page } from '#vocabulary/doors.ts';

/** After sending: the reference to keep, and what happens next. */
export function sentPage(reference: string, service: { readonly phone: string; readonly readWithin: number }): Page {
  return {
    title: 'We have your message',
    body: html`${panel({
      titleText: 'We have your message',
      html: html`Your reference<br /><strong>${reference}</strong>`,
    })}
      <p class="govuk-body">
        Write the reference down, or remember it. It is all you need to say if you get in touch with
        us${service.phone !== '' && html`, for example on ${service.phone}`}.
      </p>
      <h2 class="govuk-heading-m">What happens next</h2>
      <ol class="govuk-list govuk-list--number">
        <li>Somebody who works here reads your message. We try to do that within ${workingDaysInWords(service.readWithin)}.</li>
        <li>They get in touch, only in the ways you said are safe. If you chose none, they wait to hear from you.</li>
        <li>You talk about what you would like. We do not speak with the other person before that.</li>
      </ol>
      ${insetText({ text: 'You can change your mind at any time. You do not have to say why.' })}
      <h2 class="govuk-heading-m">If somebody else uses this device</h2>
      <p class="govuk-body">
        What you wrote can no longer be read here. This page shows your reference for a day, unless you remove it.
      </p>
      ${pressForm('/refer/forget', { text: 'Remove the reference from this device', quiet: true })}`,
  };
}

export const examples: readonly { readonly name: string; readonly door: 'public'; readonly page: Page }[] = [
  {
    name: 'A referral was sent',
    door: 'public',
    page: sentPage('7K3M-QX94', { phone: '01604 000000', readWithin: 1 }),
  },
];
