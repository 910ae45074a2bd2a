import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const run = fileURLToPath(new URL('../bin/run.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'wrapper-'));
after(() => rmSync(folder, { recursive: true }));

function fileWith(text: string): string {
  const file = join(folder, `${text.length}.ts`);
  writeFileSync(file, text);
  return file;
}

test('a TypeScript file runs with its arguments, and its exit code comes back', () => {
  const file = fileWith('const said: string | undefined = process.argv[2]; console.log(said); process.exitCode = 7;');
  const { stdout, status } = spawnSync(process.execPath, [run, file, 'two words'], { encoding: 'utf8' });
  assert.deepEqual([stdout, status], ['two words\n', 7]);
});

test('the Node that runs it comes first in the path of what it starts', () => {
  const file = fileWith(`
    import { execFileSync } from 'node:child_process';
    console.log(execFileSync('node', ['--version'], { encoding: 'utf8' }).trim() === process.version);`);
  assert.equal(spawnSync(process.execPath, [run, file], { encoding: 'utf8' }).stdout, 'true\n');
});

test('a Ctrl-C reaches the group and stops once: the child ends its work, and the exit code is its own', async () => {
  const file = fileWith(`
    let stops = 0;
    process.on('SIGINT', () => {
      stops += 1;
      if (stops === 1) setTimeout(() => { console.log('stopped cleanly'); process.exit(0); }, 300);
    });
    setInterval(() => {}, 1000);
    console.log('ready');`);
  const child = spawn(process.execPath, [run, file], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    // The whole group, as a terminal does it.
    if (said === 'ready\n' && child.pid) process.kill(-child.pid, 'SIGINT');
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  assert.deepEqual([said, code], ['ready\nstopped cleanly\n', 0]);
});

test('a child that a signal ended is told by the exit code', () => {
  const file = fileWith(`process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);`);
  assert.equal(spawnSync(process.execPath, [run, file]).status, 137);
});
