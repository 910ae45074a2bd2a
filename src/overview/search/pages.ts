import { html } from '#platform/html.ts';
import { textField } from '#platform/fields.ts';
import { freshAttempt } from '#platform/forms.ts';
import { button } from '#platform/govuk/button.ts';
import type { Page } from '#vocabulary/doors.ts';
import { caseStatusWords, stageWords } from '#vocabulary/parts.ts';
import { foundAtMost, type Found } from './rules.ts';

/** Search by name, reference or phone; `found` is null before anything that can be searched was typed. */
export function searchPage(typed: string, found: readonly Found[] | null, mayBreakGlass = false): Page {
  return {
    title: 'Search',
    body: html`
      <h1 class="govuk-heading-l">Search</h1>
      <form class="tp-filters" method="get" action="/search" role="search" aria-label="Cases">
        ${textField(freshAttempt, { name: 'words', label: 'Name, reference or phone', value: typed, type: 'search', hint: 'At least three letters. You find the cases that you may open.', spellcheck: false })}
        ${button({ text: 'Search', classes: 'govuk-button--secondary' })}</form>
      ${found === null && typed !== '' && html`<p class="govuk-body">Type at least three letters or figures.</p>`}
      ${found !== null && results(found)}
      ${mayBreakGlass && html`<p class="govuk-body">If you must see a case that does not open for you, <a class="govuk-link" href="/break-glass">break the glass</a>.</p>`}`,
  };
}

function results(found: readonly Found[]) {
  if (found.length === 0)
    return html`<p class="tp-empty govuk-body">Nothing was found. Check the spelling, or try a part of the name.</p>`;
  return html`<h2 class="govuk-heading-m">${found.length > foundAtMost ? `The first ${foundAtMost} cases` : found.length === 1 ? '1 case' : `${found.length} cases`}</h2>
    <ul class="tp-list">${found
      .slice(0, foundAtMost)
      .map(
        ({ reference, called, stage, status }) =>
          html`<li class="tp-list__row"><div><a class="tp-list__link" href="/cases/${reference}">${reference}</a><p class="tp-list__note">${called.join(', ')}</p></div><p>${status === 'open' ? stageWords[stage] : caseStatusWords[status]}</p></li>`,
      )}</ul>
    ${found.length > foundAtMost && html`<p class="govuk-body">There are more. Type more letters to find fewer.</p>`}`;
}

const one: Found = {
  id: '0a0c7f8a-0000-4000-8000-000000000001' as Found['id'],
  reference: '7K3M-QX94',
  kind: 'justice',
  stage: 'preparation',
  status: 'open',
  called: ['Joanne', 'Dylan'],
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'nothing typed yet', page: searchPage('', null) },
  { name: 'too short, for somebody who may break the glass', page: searchPage('jo', null, true) },
  { name: 'nothing found', page: searchPage('zzz', []) },
  { name: 'two cases', page: searchPage('hart', [one, { ...one, reference: '9XQ4-MMN3', status: 'closed' }]) },
];
