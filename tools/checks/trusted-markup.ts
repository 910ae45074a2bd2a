import { outcome, type Outcome } from './outcome.ts';
import { filesBelow, textOf } from './tree.ts';

const imported = /import\s*\{[^}]*\btrusted\b[^}]*\}\s*from\s*['"][^'"]*html\.ts['"]|new\s+Html\s*\(/;

/** Raw markup is made in `src/platform` only: everywhere else what a person typed is escaped. */
export async function trustedMarkup(root: string): Promise<Outcome> {
  const paths = filesBelow(root, 'src', '.ts').filter((path) => !path.startsWith('src/platform/'));
  const faulty = paths.filter((path) => imported.test(textOf(root, path) ?? ''));
  const problems = faulty.map((path) => `${path} makes raw markup: use html, or a component of platform/govuk`);
  return outcome(paths.length, problems, 'files outside platform');
}
