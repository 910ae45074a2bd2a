import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, Problem } from '#platform/problem.ts';
import type { NearbyService } from '#vocabulary/nearby.ts';
import { nearbyIn, NotNearby } from './nearby-rules.ts';

export { madeUpNearby, nearbyFor } from './nearby-rules.ts';

/** The services nearby, as the first of the folders that has a file of them names them; none where none has. (ARE-2) */
export async function readNearby(folders: readonly string[]): Promise<readonly NearbyService[]> {
  for (const folder of folders) {
    const file = join(folder, 'services-nearby.txt');
    try {
      return nearbyIn(await readFile(file, 'utf8'));
    } catch (error) {
      if (error instanceof NotNearby) throw new Problem(`${file}, line ${error.line}: ${error.message}.`);
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }
  return [];
}
