import { html, type Fragment, type Html } from './html.ts';
import { insetText } from './govuk/inset-text.ts';

/*
 * A small part of Markdown, enough for pages of words: headings, paragraphs, lists, quotes, strong words, links, and
 * `{{names}}` that stand for what the program knows. Everything else is refused with the line it stands in, and nothing is
 * ever passed on as markup: a page that is wrong is told when the program starts, not found by a reader.
 */

type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong'; readonly of: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly line: number; readonly of: readonly Inline[] }
  | { readonly kind: 'value'; readonly name: string };

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly of: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly of: readonly Inline[] }
  | { readonly kind: 'quote'; readonly of: readonly Inline[] }
  | { readonly kind: 'list'; readonly isNumbered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'part'; readonly name: string };

/** The names that may stand in double braces: within a sentence, or alone on a line. */
export interface Names {
  readonly values: readonly string[];
  readonly parts: readonly string[];
}

/** What is wrong in a text, and where. */
export class Unreadable extends Error {
  readonly line: number;
  constructor(line: number, sentence: string) {
    super(sentence);
    this.line = line;
  }
}

/** Reads a text into its blocks; throws `Unreadable` at the first thing that is not part of it. */
export function readMarkup(text: string, names: Names, firstLine = 1): readonly Block[] {
  const blocks: Block[] = [];
  const lines = text.split(/\r?\n/);
  let at = 0;
  while (at < lines.length) {
    const first = at;
    if ((lines[at] ?? '').trim() === '') {
      at += 1;
      continue;
    }
    while (at < lines.length && (lines[at] ?? '').trim() !== '') at += 1;
    blocks.push(...blocksIn(lines.slice(first, at), firstLine + first, names));
  }
  return blocks;
}

function blocksIn(lines: readonly string[], line: number, names: Names): readonly Block[] {
  const [first = '', ...rest] = lines;
  refuseStrange(lines, line);
  const heading = /^(#{1,6})\s+(.+?)\s*$/.exec(first);
  if (heading) {
    const level = heading[1]?.length ?? 0;
    if (level > 3) throw new Unreadable(line, 'a heading has one, two or three # signs');
    const here: Block = { kind: 'heading', level: level as 1 | 2 | 3, of: inline(heading[2] ?? '', line, names) };
    return rest.length === 0 ? [here] : [here, ...blocksIn(rest, line + 1, names)];
  }
  const part = /^\{\{\s*([a-z ]+?)\s*\}\}\s*$/.exec(first)?.[1];
  if (part !== undefined && rest.length === 0 && !names.values.includes(part)) {
    if (!names.parts.includes(part)) throw unknownName(line, part, names);
    return [{ kind: 'part', name: part }];
  }
  if (/^[-*]\s/.test(first)) return [list(lines, line, /^[-*]\s+/, false, names)];
  if (/^\d+\.\s/.test(first)) return [list(lines, line, /^\d+\.\s+/, true, names)];
  if (first.startsWith('>')) {
    const quoted = lines.map((each) => each.replace(/^>\s?/, '')).join(' ');
    return [{ kind: 'quote', of: inline(quoted, line, names) }];
  }
  return [{ kind: 'paragraph', of: inline(lines.map((each) => each.trim()).join(' '), line, names) }];
}

const strange: readonly (readonly [pattern: RegExp, sentence: string])[] = [
  [/<[a-z!/]/i, 'has HTML in it, and pages are written without'],
  [/!\[/, 'has a picture in it, and pages have none'],
  [/^\s*(```|~~~)/, 'has a block of code in it, and pages have none'],
  [/^\s*\|/, 'has a table in it, and pages have none'],
  [/^\s*(={3,}|-{3,}|\*{3,}|_{3,})\s*$/, 'has a line drawn in it; use a heading with # signs'],
];

function refuseStrange(lines: readonly string[], line: number): void {
  for (const [at, text] of lines.entries()) {
    const found = strange.find(([pattern]) => pattern.test(text));
    if (found) throw new Unreadable(line + at, found[1]);
  }
}

function list(lines: readonly string[], line: number, sign: RegExp, isNumbered: boolean, names: Names): Block {
  const items: { text: string; line: number }[] = [];
  for (const [at, text] of lines.entries()) {
    const last = items.at(-1);
    if (sign.test(text)) items.push({ text: text.replace(sign, '').trim(), line: line + at });
    else if (last && /^\s+/.test(text)) last.text += ` ${text.trim()}`;
    else throw new Unreadable(line + at, 'stands right below a list; leave a line empty before it');
  }
  return { kind: 'list', isNumbered, items: items.map((item) => inline(item.text, item.line, names)) };
}

const pieces = /\*\*(.+?)\*\*|\[([^\]]+)\]\(([^()\s]+)\)|\{\{\s*([a-z ]+?)\s*\}\}/g;

function inline(text: string, line: number, names: Names): readonly Inline[] {
  const found: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(pieces)) {
    const [whole, strong, words, href, name] = match;
    if (match.index > from) found.push(plain(text.slice(from, match.index), line));
    if (strong !== undefined) found.push({ kind: 'strong', of: inline(strong, line, names) });
    else if (href !== undefined) found.push(link(words ?? '', href, line, names));
    else found.push(value(name ?? '', line, names));
    from = match.index + whole.length;
  }
  if (from < text.length) found.push(plain(text.slice(from), line));
  return found;
}

function plain(text: string, line: number): Inline {
  if (text.includes('**') || text.includes('](') || text.includes('{{'))
    throw new Unreadable(line, 'has ** or [words](address) or {{name}} in it that is not whole');
  return { kind: 'text', text };
}

function link(words: string, href: string, line: number, names: Names): Inline {
  if (!/^(\/(?!\/)|https:\/\/|tel:|mailto:|#)/.test(href))
    throw new Unreadable(line, `leads to ${href}; an address begins with / or https:// or tel: or mailto:`);
  return { kind: 'link', href, line, of: inline(words, line, names) };
}

function value(name: string, line: number, names: Names): Inline {
  if (names.values.includes(name)) return { kind: 'value', name };
  if (names.parts.includes(name))
    throw new Unreadable(line, `has {{${name}}} in a sentence; it stands alone on a line`);
  throw unknownName(line, name, names);
}

function unknownName(line: number, name: string, { values, parts }: Names): Unreadable {
  const known = [...values, ...parts].map((each) => `{{${each}}}`).join(' ');
  return new Unreadable(line, `has {{${name}}} in it, which stands for nothing; known are ${known}`);
}

/** What the names of a text stand for when it is shown. */
export interface Meanings {
  readonly values: Readonly<Record<string, string>>;
  readonly parts: Readonly<Record<string, Html>>;
}

/** The blocks as they are read on a page. The paragraph right below the first heading is set larger. */
export function showMarkup(blocks: readonly Block[], meanings: Meanings): Html {
  return html`${blocks.map((block, at) => {
    const leads = blocks[at - 1];
    return showBlock(block, meanings, leads?.kind === 'heading' && leads.level === 1);
  })}`;
}

function showBlock(block: Block, meanings: Meanings, isLead: boolean): Fragment {
  if (block.kind === 'part') return meanings.parts[block.name];
  if (block.kind === 'list') {
    const items = block.items.map((item) => html`<li>${showInline(item, meanings)}</li>`);
    return block.isNumbered
      ? html`<ol class="govuk-list govuk-list--number">
          ${items}
        </ol>`
      : html`<ul class="govuk-list govuk-list--bullet">
          ${items}
        </ul>`;
  }
  const words = showInline(block.of, meanings);
  if (block.kind === 'quote') return insetText({ html: html`${words}` });
  if (block.kind === 'paragraph') return html`<p class="${isLead ? 'govuk-body-l' : 'govuk-body'}">${words}</p>`;
  if (block.level === 1) return html`<h1 class="govuk-heading-xl">${words}</h1>`;
  if (block.level === 2) return html`<h2 class="govuk-heading-m">${words}</h2>`;
  return html`<h3 class="govuk-heading-s">${words}</h3>`;
}

function showInline(of: readonly Inline[], meanings: Meanings): Fragment {
  return of.map((each) => {
    if (each.kind === 'text') return each.text;
    if (each.kind === 'value') return meanings.values[each.name] ?? '';
    if (each.kind === 'strong') return html`<strong>${showInline(each.of, meanings)}</strong>`;
    // A number that can be rung stays on one line.
    const of = each.href.startsWith('tel:') ? each.of.map(unbroken) : each.of;
    return html`<a class="govuk-link" href="${each.href}">${showInline(of, meanings)}</a>`;
  });
}

function unbroken(each: Inline): Inline {
  return each.kind === 'text' ? { kind: 'text', text: each.text.replaceAll(' ', '\u00a0') } : each;
}

/** Every address of our own that the blocks lead to, with its line. */
export function linksIn(blocks: readonly Block[]): readonly { readonly href: string; readonly line: number }[] {
  const within = (of: readonly Inline[]): readonly { readonly href: string; readonly line: number }[] =>
    of.flatMap((each) => {
      if (each.kind === 'link') return [{ href: each.href, line: each.line }];
      return each.kind === 'strong' ? within(each.of) : [];
    });
  return blocks.flatMap((block) => {
    if (block.kind === 'part') return [];
    return block.kind === 'list' ? block.items.flatMap(within) : within(block.of);
  });
}

/** The sentences of the blocks as somebody reads them aloud, each piece of text on its own: for measuring how hard they are. */
export function readAloud(blocks: readonly Block[], values: Readonly<Record<string, string>>): readonly string[] {
  const say = (of: readonly Inline[]): string =>
    of
      .map((each) => {
        if (each.kind === 'text') return each.text;
        return each.kind === 'value' ? (values[each.name] ?? '') : say(each.of);
      })
      .join('');
  return blocks.flatMap((block) => {
    if (block.kind === 'part') return [];
    return block.kind === 'list' ? block.items.map(say) : [say(block.of)];
  });
}
