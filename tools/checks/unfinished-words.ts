import { outcome, type Outcome } from './outcome.ts';
import { filesBelow, linesOf } from './tree.ts';

// Written so that this file does not name itself.
const unfinished = /\b(T[O]DO|FIX[M]E|X{3}|H[A]CK)\b/;
const avoided = /\b(?:test|it|describe|suite)\.(?:skip|todo|only)\b|\b(?:skip|todo|only):\s*(?:true|['"`])/;

/** Work that is not finished is not merged, and a test that is put off is no test. */
export async function unfinishedWords(root: string): Promise<Outcome> {
  const paths = ['src', 'test', 'tools', 'migrations', 'bin'].flatMap((folder) => filesBelow(root, folder));
  const problems = paths.flatMap((path) => [
    ...matching(root, path, unfinished).map((place) => `${place} is marked as unfinished`),
    ...(path.startsWith('tools/checks/') || path === 'tools/test-run.test.ts' || !/\.(test|story)\.ts$/.test(path)
      ? []
      : matching(root, path, avoided).map((place) => `${place} puts a test off or leaves others out`)),
  ]);
  return outcome(paths.length, problems, 'files');
}

function matching(root: string, path: string, pattern: RegExp): readonly string[] {
  return linesOf(root, path).flatMap(([number, line]) => (pattern.test(line) ? [`${path}:${number}`] : []));
}
