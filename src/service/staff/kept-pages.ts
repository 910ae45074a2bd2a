import { html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';

/** A link of somebody who is kept on another page than the register, shown once to whoever hands it over. */
export function keptLinkPage(back: string, link: string): Page {
  return {
    title: 'A link to come in',
    back,
    body: html`<h1 class="govuk-heading-l">A link to come in</h1>
      <p class="govuk-body">
        Give it to them yourself, by a way that only they read. It works once, within a week, and is not shown again.
      </p>
      <p class="govuk-body tp-break"><strong>${link}</strong></p>`,
  };
}

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'A link for a commissioner or somebody of an agency',
    page: keptLinkPage('/commissioners', 'http://localhost:3000/join/abcdefghijklmnopqrstuvwxyz'),
  },
];
