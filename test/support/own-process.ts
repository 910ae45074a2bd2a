import { chmodSync, cpSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAssets } from '#platform/assets.ts';

/** What a process needs of our environment: nothing of the settings, and what other processes compiled before it. */
export function bareEnvironment(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'NODE_COMPILE_CACHE'] as const;
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** Lays the styles and scripts that all tests share into a data folder, as an earlier start there would have: building them takes longer than starting does. */
export async function withAssets(dataFolder: string): Promise<void> {
  const shared = join(tmpdir(), 'talking-piece-test-assets');
  await buildAssets({ intoFolder: shared });
  mkdirSync(dataFolder, { recursive: true });
  cpSync(shared, join(dataFolder, 'assets'), { recursive: true });
  // As root, the database server runs as somebody else.
  chmodSync(dataFolder, 0o755);
}
