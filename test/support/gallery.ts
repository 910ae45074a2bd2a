import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
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
  return found;
}
