import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a command left behind when it ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

// Some tools paint what they print when they are told that a robot runs them; what we read must be plain.
const plain: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, CI: undefined };

/** Runs a script of an installed package, named by its path below node_modules, in the given folder. */
export function runTool(script: string, args: readonly string[], folder: string): Promise<Ended> {
  const path = fileURLToPath(new URL(`../../node_modules/${script}`, import.meta.url));
  const { promise, resolve, reject } = Promise.withResolvers<Ended>();
  const child = spawn(process.execPath, [path, ...args], {
    cwd: folder,
    env: plain,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.on('error', reject);
  child.on('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
  return promise;
}

/** Problems for a command that failed without naming one, so that a crash is never taken for success. */
export function unexplained(name: string, ended: Ended): readonly string[] {
  const last = `${ended.stdout}\n${ended.stderr}`.trim().split('\n').slice(-12).join('\n');
  return [`${name} ended with code ${ended.code}: ${last}`];
}
