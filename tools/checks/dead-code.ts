import { fileURLToPath } from 'node:url';
import { runTool, unexplained } from './command.ts';
import type { DeadCode } from './dead-code-report.ts';
import { outcome, type Outcome } from './outcome.ts';

const reporter = fileURLToPath(new URL('dead-code-report.ts', import.meta.url));

/** Nothing is written that nothing uses, and nothing in the product is used by tests alone. */
export async function deadCode(root: string): Promise<Outcome> {
  const [all, production] = await Promise.all([find(root), find(root, '--production')]);
  const only = production.problems.filter((problem) => !all.problems.includes(problem));
  const problems = [...all.problems, ...only.map((problem) => `${problem}, apart from tests and tools`)];
  return outcome(Math.min(all.looked, production.looked), problems, 'files');
}

async function find(root: string, ...mode: readonly string[]): Promise<Outcome> {
  const args = ['--no-progress', '--no-config-hints', '--no-tag-hints', '--reporter', reporter, ...mode];
  const ended = await runTool('knip/bin/knip.js', args, root);
  const line = ended.stdout.split('\n').find((text) => text.startsWith('{"looked"'));
  if (line === undefined) return { looked: 0, problems: unexplained('knip', ended) };
  const found = JSON.parse(line) as DeadCode;
  const problems = found.unused.map((text) => text.replaceAll(`${root.replace(/\/$/, '')}/`, ''));
  return { looked: found.looked, problems };
}
