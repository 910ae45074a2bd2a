import { html, type Fragment, type Html } from '#platform/html.ts';

type Tab = readonly [path: string, text: string];

// The line of a phone holds these two and the word that opens the rest; a desk shows all of them side by side.
const first: readonly Tab[] = [
  ['', 'Overview'],
  ['/people', 'People'],
];

const further: readonly Tab[] = [
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
  const here = further.find(([tab]) => isCurrent(tab, rest));
  const links = (tabs: readonly Tab[]) =>
    html`<ul class="tp-tabs__list">${tabs.map((tab) => tabLink(base, tab, isCurrent(tab[0], rest)))}</ul>`;
  return html`<nav class="tp-tabs tp-tabs--case" aria-label="Case">
    ${links(first)}
    <details>
      <summary class="tp-more__open">${here ? html`<strong>More: ${here[1]}</strong>` : 'More'}</summary>
      ${links(further)}
    </details>
  </nav>`;
}

function tabLink(base: string, [tab, text]: Tab, current: boolean): Fragment {
  return html`<li><a class="tp-tabs__link" href="${base}${tab}" ${current && html` aria-current="true"`}>${text}</a></li>`;
}

function isCurrent(tab: string, rest: string): boolean {
  return tab === '' ? rest === '' : rest === tab || rest.startsWith(`${tab}/`);
}
