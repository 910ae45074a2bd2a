// Run as a program by the test of what a process that reads a PDF may do: it tries each, and tells how it was refused.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { workApart } from '#platform/apart.ts';

function refusal(attempt: () => unknown): string {
  try {
    attempt();
    return 'done';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? (error as Error).name;
  }
}

await workApart(async () => ({
  reads: refusal(() => readFileSync('/etc/hosts')),
  writes: refusal(() => {
    writeFileSync('/tmp/fenced', '');
  }),
  begins: refusal(() => spawnSync('true')),
  // oxlint-disable-next-line no-implied-eval -- that this is refused is what is tried
  makesPrograms: refusal(() => new Function('return 1')),
  settings: Object.keys(process.env).filter((name) => name !== 'NODE_CHANNEL_FD').length,
}));
