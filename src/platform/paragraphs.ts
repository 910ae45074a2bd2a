import { html, type Html } from './html.ts';

/** What somebody wrote, as its paragraphs and lines. */
export function paragraphs(words: string): Html {
  return html`${words
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== '')
    .map((part) => html`<p>${part.split('\n').map((line, at) => [at > 0 && html`<br />`, line])}</p>`)}`;
}
