import { html, type Html } from '#platform/html.ts';
import type { FieldTold } from '#platform/openapi.ts';
import type { Page } from '#vocabulary/doors.ts';

/** One way of the API, as the page tells it. */
export interface WayTold {
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly takes: readonly FieldTold[];
  readonly gives: readonly FieldTold[];
}

/** What the page is made of: the same as the document. */
export interface ApiTold {
  readonly tokenPath: string;
  readonly ways: readonly WayTold[];
  /** Every code of a problem, with its words. */
  readonly codes: readonly { readonly code: string; readonly status: number; readonly words: string }[];
}

/** The API in words, for whoever builds a program. */
export function apiPage({ tokenPath, ways, codes }: ApiTold): Page {
  return {
    title: 'Referring by a program',
    description:
      'For agencies that send referrals from a system of their own: every way of the API, what it takes and gives.',
    body: html`<h1 class="govuk-heading-l">Referring by a program</h1>
      <p class="govuk-body">
        For agencies that refer people to us from a system of their own. A program sends what a person of the agency would write, follows it in a
        few allowed words, and learns nothing of any case.
      </p>
      <p class="govuk-body">
        Programs read the same in <a class="govuk-link" href="/api/openapi.json">the OpenAPI document</a>. Ask the coordinator here for a client
        id and a secret.
      </p>
      <h2 class="govuk-heading-m">Coming in</h2>
      <p class="govuk-body">
        Send client id and secret to <code class="tp-break">POST ${tokenPath}</code> with <code>grant_type=client_credentials</code>. Send the token
        that you get as <code>Authorization: Bearer</code> with everything else, for half an hour.
      </p>
      <p class="govuk-body">
        Whatever changes something needs an <code>Idempotency-Key</code> of your own. Sent again with the same key within 30 days, it is not
        done again, and is answered as before.
      </p>
      ${ways.map(way)}
      <h2 class="govuk-heading-m">When something is refused</h2>
      <p class="govuk-body">
        The answer is <code>application/problem+json</code>, with a <code>code</code> that stays the same whatever its words, and every reason at
        once in <code>codes</code>. Nothing was changed.
      </p>
      <dl class="govuk-body">
        ${codes.map(
          ({ code, status, words }) =>
            html`<dt id="${code}"><strong><code>${code}</code></strong> (${status})</dt>
              <dd class="govuk-!-margin-bottom-3">${words}.</dd>`,
        )}
      </dl>`,
  };
}

function way({ method, path, summary, description, takes, gives }: WayTold): Html {
  return html`<h2 class="govuk-heading-m">${summary}</h2>
    <p class="govuk-body"><code class="tp-break">${method.toUpperCase()} ${path}</code></p>
    ${description !== '' && html`<p class="govuk-body">${description}</p>`}
    ${takes.length > 0 && html`<h3 class="govuk-heading-s">Takes</h3>${fields(takes)}`}
    <h3 class="govuk-heading-s">Gives</h3>
    ${fields(gives)}`;
}

function fields(told: readonly FieldTold[]): Html {
  return html`<ul class="govuk-list govuk-list--bullet">
    ${told.map(
      ({ name, isNeeded, kind, says }) =>
        html`<li class="tp-break"><code>${name}</code>: ${kind}${!isNeeded && html`, may be left out`}. ${says}</li>`,
    )}
  </ul>`;
}

export const examples: readonly { readonly name: string; readonly door: 'public'; readonly page: Page }[] = [
  {
    name: 'The API: two ways',
    door: 'public',
    page: apiPage({
      tokenPath: '/api/oauth/token',
      ways: [
        {
          method: 'post',
          path: '/api/v1/referrals/{reference}/messages',
          summary: 'Say something more to the coordinator, and change nothing',
          description: '',
          takes: [{ name: 'words', isNeeded: true, kind: 'text, at most 5000', says: '' }],
          gives: [
            { name: 'reference', isNeeded: true, kind: 'text', says: '' },
            { name: 'wasApplied', isNeeded: false, kind: 'true or false', says: 'False where somebody had decided.' },
          ],
        },
      ],
      codes: [{ code: 'is-withdrawn', status: 422, words: 'This referral is withdrawn. Send a new one instead' }],
    }),
  },
];
