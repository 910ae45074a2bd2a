import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'node:test';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** Writes a tiny project to a temporary folder that goes away after the test. */
export function madeUpTree(context: TestContext, files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'made-up-tree-'));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** Lets a made-up project use the packages and the settings that the real one uses. */
export function lendFromProject(root: string, ...paths: readonly string[]): void {
  for (const path of ['node_modules', 'package.json', ...paths]) symlinkSync(join(project, path), join(root, path));
}
