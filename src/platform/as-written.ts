import { html, type Html } from './html.ts';

/** What somebody wrote, as its paragraphs and lines, in a type of its own rather than the page's. */
export function asWritten(words: string): Html {
  return html`${words
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== '')
    .map((part) => html`<p>${part.split('\n').map((line, at) => [at > 0 && html`<br />`, line])}</p>`)}`;
}
