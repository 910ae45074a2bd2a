import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runTool, unexplained } from './command.ts';
import { outcome, type Outcome } from './outcome.ts';

/** What runs in Node, and what runs in a browser. */
const projects = ['tsconfig.json', 'assets/scripts/tsconfig.json'];

/** Every file satisfies the compiler; what it learned is kept between runs, so that a second run is quick. */
export async function typecheck(root: string): Promise<Outcome> {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const present = projects.filter((project) => existsSync(join(root, project)));
  const found = await Promise.all(present.map((project) => compile(root, project)));
  const looked = found.reduce((sum, one) => sum + one.looked, 0);
  return outcome(
    looked,
    found.flatMap(({ problems }) => problems),
    'files',
  );
}

async function compile(root: string, project: string): Promise<Outcome> {
  const remembered = ['--incremental', '--tsBuildInfoFile', `.cache/typecheck-${project.replaceAll('/', '-')}`];
  const args = ['--project', project, '--pretty', 'false', '--listFiles', ...remembered];
  const ended = await runTool('typescript/bin/tsc', args, root);
  const lines = ended.stdout.split('\n').filter((line) => line !== '');
  const problems = lines.filter((line) => line.includes('error TS'));
  const own = lines.filter(
    (line) => line.endsWith('.ts') && !line.includes('node_modules') && !problems.includes(line),
  );
  const crashed = ended.code !== 0 && problems.length === 0;
  return { looked: own.length, problems: crashed ? unexplained('tsc', ended) : problems };
}
