import { outcome, type Outcome } from './outcome.ts';
import { filesBelow, linesOf } from './tree.ts';

/** Patterns are written, never built: words that somebody typed could make one that never ends, or that fits everything. */
export async function fixedPatterns(root: string): Promise<Outcome> {
  const paths = filesBelow(root, 'src', '.ts').filter((path) => !path.endsWith('.test.ts'));
  const problems = paths.flatMap((path) =>
    linesOf(root, path)
      .filter(([, line]) => /\bRegExp\s*\(/.test(line))
      .map(([number]) => `${path}:${number} builds a pattern: write it out, or compare texts`),
  );
  return outcome(paths.length, problems, 'files');
}
