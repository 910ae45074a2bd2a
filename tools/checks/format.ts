import { runTool, unexplained } from './command.ts';
import { outcome, type Outcome } from './outcome.ts';

/** Every file is laid out by the formatter. */
export async function format(root: string): Promise<Outcome> {
  const ended = await runTool('oxfmt/bin/oxfmt', ['--check'], root);
  const looked = Number(/on (\d+) files/.exec(ended.stdout + ended.stderr)?.[1] ?? 0);
  const untidy = ended.stdout.split('\n').flatMap((line) => /^(\S+) \(\d+m?s\)$/.exec(line)?.[1] ?? []);
  const problems = untidy.map((path) => `${path} is not laid out by the formatter: run npm run format`);
  const crashed = ended.code !== 0 && problems.length === 0;
  return outcome(looked, crashed ? unexplained('oxfmt', ended) : problems, 'files');
}
