import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readWebsite } from '#service/website/facts.ts';
import { sitePage } from '#service/website/pages.ts';
import { neighbours } from '#service/website/rules.ts';
import { usualLevels } from '#vocabulary/service-levels.ts';
import { ourCookies } from '../../src/doors/cookies.ts';
import type { Page } from '#vocabulary/doors.ts';

export interface Example {
  /** Where it comes from and what it shows: "journey/consent: nobody has answered yet". */
  readonly name: string;
  readonly door: 'public' | 'participant' | 'staff';
  readonly page: Page;
}

const source = fileURLToPath(new URL('../../src', import.meta.url));

/** The examples that every `pages.ts` exports, found by looking, so that none can be forgotten. */
export async function galleryExamples(): Promise<readonly Example[]> {
  const files = globSync('**/{pages,*-pages}.ts', { cwd: source }).toSorted();
  const found: Example[] = [];
  for (const file of files) {
    const module = (await import(pathToFileURL(join(source, file)).href)) as {
      examples?: readonly { readonly name: string; readonly door?: Example['door']; readonly page: Page }[];
    };
    if (!module.examples || module.examples.length === 0) throw new Error(`src/${file} exports no examples`);
    const slice = file.split('/').slice(0, 2).join('/');
    for (const { name, door = 'staff', page } of module.examples) found.push({ name: `${slice}: ${name}`, door, page });
  }
  return [...found, ...(await sitePages())];
}

/** The pages that come with Talking Piece are read by everybody: each is looked at as it is. */
async function sitePages(): Promise<readonly Example[]> {
  const { pages } = await readWebsite();
  const service = { name: 'A service', areaName: 'Northamptonshire', phone: '01604 000000', email: 'hello@rp.example' };
  const cookies = Object.entries(ourCookies).map(([name, told]) => ({ name, ...told }));
  return pages.map((page) => ({
    name: `content: ${page.path}`,
    door: 'public',
    page: sitePage(page, { service, levels: usualLevels, cookies, sendsTexts: true, ...neighbours(pages, page.path) }),
  }));
}
