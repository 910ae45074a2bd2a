import { pressForm } from '#platform/fields.ts';
import { html } from '#platform/html.ts';
import { dayOf, inWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { OwnPaper } from './facts.ts';
import type { PaperId } from './rules.ts';

const kindWords: Record<OwnPaper['kind'], string> = {
  pdf: 'PDF',
  jpeg: 'picture',
  png: 'picture',
  text: 'plain text',
  docx: 'Word document',
  odt: 'text document',
};

function sizeOf(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function whatItIs({ kind, size }: OwnPaper): string {
  return `${kindWords[kind]}, ${sizeOf(size)}`;
}

/** Papers for one person: what was passed on to them, named once they opened it. */
export function ownPapersPage(papers: readonly OwnPaper[]): Page {
  return {
    title: 'Papers',
    body: html`<h1 class="govuk-heading-l">Papers for you</h1>
      ${papers.length === 0 && html`<p class="govuk-body">There is nothing for you now.</p>`}
      ${
        papers.length > 0 &&
        html`<ul class="govuk-list">
          ${papers.map(
            (paper) =>
              html`<li>
                <a class="govuk-link" href="/my/papers/${paper.id}"
                  >${paper.readAt === null ? 'A paper' : paper.name}, from ${inWords(dayOf(paper.releasedAt))}</a
                >
                (${whatItIs(paper)}). ${paper.readAt === null ? 'You can open it when you want to.' : 'You have opened it.'}
              </li>`,
          )}
        </ul>`
      }`,
  };
}

/** One paper for its reader: shut until they open it. */
export function ownPaperPage(paper: OwnPaper): Page {
  const { id, name, readAt } = paper;
  return {
    title: 'A paper for you',
    back: '/my/papers',
    body:
      readAt === null
        ? html`<h1 class="govuk-heading-l">A paper for you</h1>
            <p class="govuk-body">It is here when you want it (${whatItIs(paper)}). You do not have to open it today, or at all.</p>
            <p class="govuk-body">If you would like somebody beside you when you do, tell your facilitator.</p>
            ${pressForm(`/my/papers/${id}`, { text: 'Open it' }, { step: 'open' })}`
        : html`<h1 class="govuk-heading-l">${name}</h1>
            <p class="govuk-body"><a class="govuk-link" href="/my/papers/${id}/file">See the paper (${whatItIs(paper)})</a></p>
            <p class="govuk-body">What you save stays on this device, where others who use it can find it. Here it waits for you.</p>`,
  };
}

const paper: OwnPaper = {
  id: '4b6d5c1e-0000-4000-8000-000000000001' as PaperId,
  name: 'What the locksmith charged.pdf',
  kind: 'pdf',
  size: 184_320,
  releasedAt: new Date('2026-11-20T14:30:00Z'),
  readAt: null,
};
const opened = {
  ...paper,
  id: '4b6d5c1e-0000-4000-8000-000000000002' as PaperId,
  readAt: new Date('2026-11-21T14:30:00Z'),
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Papers for you: none', page: ownPapersPage([]) },
  { name: 'Papers for you: one not opened, one opened', page: ownPapersPage([paper, opened]) },
  { name: 'A paper for you, not opened', page: ownPaperPage(paper) },
  { name: 'A paper for you, opened', page: ownPaperPage(opened) },
];
