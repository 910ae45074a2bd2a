import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readNearby } from '#service/areas/nearby-facts.ts';
import { linksIn, readMarkup, Unreadable, type Block } from '#platform/plain-markup.ts';
import { codeOf, Problem } from '#platform/problem.ts';
import type { NearbyService } from '#vocabulary/nearby.ts';
import { inRow } from './rules.ts';

/** Ways to reach the service that only its own words can say. */
export interface Reach {
  /** A number for text messages. */
  readonly text: string;
  /** A postal address, its lines between commas. */
  readonly post: string;
  /** When somebody answers. */
  readonly hours: string;
}

/** A page of the public site, as its file says it. */
export interface SitePage {
  /** The file it comes from, for telling what is wrong in it. */
  readonly file: string;
  readonly path: string;
  /** In the tab and the history of a browser, so it says nothing of harm. */
  readonly title: string;
  /** What a search shows under its name. */
  readonly description: string;
  /** Its words in the menu on every page; empty when it is not there. */
  readonly menu: string;
  /** Its words among the links at the foot of every page; empty when it is not there. */
  readonly foot: string;
  readonly place: number | null;
  /** Where else the service is reached, and when: empty where it does not say so. */
  readonly reach: Reach;
  /** Whether it says how soon somebody hears from the service. */
  readonly isPromising: boolean;
  readonly blocks: readonly Block[];
}

/** The public site as it is read when the program starts. */
export interface Website {
  readonly pages: readonly SitePage[];
  /** Who works next to our area. */
  readonly nearby: readonly NearbyService[];
}

/** What may stand in double braces on a page: within a sentence, and alone on a line. */
export const names = {
  values: ['service', 'area', 'read within', 'call within'],
  parts: ['ask for help', 'ways to reach us', 'who carries texts', 'cookies', 'picture'],
} as const;

/**
 * How a demonstration is reached: where its pages say nothing, by a number for made-up people and an address where
 * nobody lives, so that every way can be seen.
 */
export function demonstrationReach({ text, post, hours }: Reach): Reach {
  return {
    text: text === '' ? '07700 900 160' : text,
    post: post === '' ? 'Northamptonshire Restorative Practice (demonstration), 1 Made-up Street, Northampton' : post,
    hours,
  };
}

/** What a page is named in an address; `home` is the first one. */
const fileName = /^[a-z][a-z0-9-]{0,60}\.md$/;
const shipped = fileURLToPath(new URL('../../../content', import.meta.url));

/**
 * Reads the pages that come with Talking Piece, with those of a service's own folder in the place of the ones of the same
 * name and beside them. The first thing that is wrong is told in one sentence, with its file and line.
 */
export async function readWebsite(ownFolder = ''): Promise<Website> {
  const files = new Map((await filesOf(shipped)).map((name) => [name, join(shipped, name)]));
  if (ownFolder !== '') for (const name of await filesOf(ownFolder)) files.set(name, join(ownFolder, name));
  const pages = await Promise.all(
    [...files].map(async ([name, file]) => pageIn(await readFile(file, 'utf8'), file, name)),
  );
  const withHome = pages.some(({ path }) => path === '/');
  if (!withHome) throw new Problem('The public pages have no home.md.');
  const nearby = await readNearby(ownFolder === '' ? [shipped] : [ownFolder, shipped]);
  return { pages: [...inRow(pages), ...pages.filter(({ place }) => place === null)], nearby };
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const found = await namesIn(folder);
  const wrong = found.find((name) => name.endsWith('.md') && !fileName.test(name));
  if (wrong !== undefined)
    throw new Problem(
      `${join(folder, wrong)} must be named with small letters, digits and hyphens, such as for-schools.md.`,
    );
  return found.filter((name) => fileName.test(name)).toSorted();
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR')
      throw new Problem(`PAGES_DIR is ${folder}, and there is no such folder.`);
    throw error;
  }
}

/** What the top of a file may say, and how long it may be. */
const heads: Readonly<Record<string, number>> = {
  title: 60,
  description: 200,
  menu: 30,
  foot: 30,
  place: 3,
  text: 30,
  post: 200,
  hours: 200,
};

/** Reads one page; `name` is that of its file. */
export function pageIn(text: string, file: string, name: string): SitePage {
  const { head, body, line } = splitHead(text, file);
  const { title, description, menu = '', foot = '', place = '', text: texting = '', post = '', hours = '' } = head;
  if (title === undefined) throw new Problem(`${file}: title is missing at its top.`);
  if (description === undefined) throw new Problem(`${file}: description is missing at its top.`);
  if (!/^\d*$/.test(place)) throw new Problem(`${file}: place at its top must be a whole number.`);
  const path = name === 'home.md' ? '/' : `/${name.replace(/\.md$/, '')}`;
  if (!/^[0-9+() ]*$/.test(texting)) throw new Problem(`${file}: text at its top must be a phone number.`);
  const reach = { text: texting, post, hours };
  const shown = { reach, title, description, menu, foot, place: place === '' ? null : Number(place) };
  const isPromising = /\{\{(read|call) within\}\}/.test(body);
  return { file, path, ...shown, isPromising, blocks: blocksOf(body, file, line) };
}

function splitHead(text: string, file: string) {
  const [, head, body = ''] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text.replace(/^\uFEFF/, '')) ?? [];
  if (head === undefined)
    throw new Problem(`${file} must begin with a line ---, its title and description, and a line ---.`);
  const lines = head.split(/\r?\n/);
  const found: Record<string, string> = {};
  for (const [at, line] of lines.entries()) {
    const [, key, value] = /^([a-z]+):\s*(.+?)\s*$/.exec(line) ?? [];
    if (key === undefined || value === undefined)
      throw new Problem(
        `${file}, line ${at + 2}: a line at the top is a word, a colon and what it is, such as title: Contact.`,
      );
    const most = heads[key];
    if (most === undefined)
      throw new Problem(
        `${file}, line ${at + 2}: ${key} is not known at the top; known are ${Object.keys(heads).join(', ')}.`,
      );
    if (value.length > most) throw new Problem(`${file}, line ${at + 2}: ${key} is longer than ${most} characters.`);
    found[key] = value;
  }
  return { head: found, body, line: lines.length + 3 };
}

function blocksOf(body: string, file: string, line: number): readonly Block[] {
  try {
    const blocks = readMarkup(body, names, line);
    const mains = blocks.filter((block) => block.kind === 'heading' && block.level === 1);
    if (mains.length !== 1 || blocks[0] !== mains[0])
      throw new Unreadable(line, 'a page begins with one heading that has one # sign, and has no other of that kind');
    return blocks;
  } catch (error) {
    if (error instanceof Unreadable) throw new Problem(`${file}, line ${error.line}: ${error.message}.`);
    throw error;
  }
}

/** The first link of the pages that leads nowhere, said in a sentence; `isThere` knows every address of ours. */
export function brokenLink({ pages }: Website, isThere: (path: string) => boolean): string | undefined {
  for (const { file, blocks } of pages) {
    for (const { href, line } of linksIn(blocks)) {
      const path = href.replace(/[?#].*$/, '');
      if (path.startsWith('/') && !isThere(path)) return `${file}, line ${line}: leads to ${path}, which is not there.`;
    }
  }
  return undefined;
}

export interface MenuItem {
  readonly text: string;
  readonly href: string;
}

/** The pages that stand in the menu of every page, and those at its foot. */
export function menusOf({ pages }: Website): {
  readonly menu: readonly MenuItem[];
  readonly foot: readonly MenuItem[];
} {
  const items = (words: 'menu' | 'foot') =>
    pages.flatMap((page) => (page[words] === '' ? [] : [{ text: page[words], href: page.path }]));
  return { menu: items('menu'), foot: items('foot') };
}
