import { html, type Html } from '#platform/html.ts';

const tabs: readonly (readonly [path: string, text: string])[] = [
  ['', 'Overview'],
  ['/people', 'People'],
  ['/contacts', 'Contacts'],
  ['/preparation', 'Preparation'],
  ['/eligibility', 'Eligibility'],
  ['/suitability', 'Suitability'],
  ['/consent', 'Consent'],
  ['/times', 'Times'],
  ['/messages', 'Messages'],
  ['/letters', 'Letters'],
  ['/conference', 'Conference'],
  ['/agreement', 'Agreement'],
  ['/follow-up', 'Follow-up'],
  ['/notes', 'Notes'],
  ['/documents', 'Documents'],
  ['/history', 'History'],
  ['/closure', 'Closing'],
];

/** The tabs of a case: links, so that they work without JavaScript, with a middle click and with the back button. */
export function caseTabs(reference: string, path: string): Html {
  const base = `/cases/${reference}`;
  const rest = path.slice(base.length);
  return html`<nav class="tp-tabs" aria-label="Case">
    <ul class="tp-tabs__list">
      ${tabs.map(
        ([tab, text]) =>
          html`<li>
            <a class="tp-tabs__link" href="${base}${tab}" ${isCurrent(tab, rest) && html` aria-current="true"`}
              >${text}</a
            >
          </li>`,
      )}
    </ul>
  </nav>`;
}

function isCurrent(tab: string, rest: string): boolean {
  return tab === '' ? rest === '' : rest === tab || rest.startsWith(`${tab}/`);
}
