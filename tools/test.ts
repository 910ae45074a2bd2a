import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startCluster } from '../test/support/cluster.ts';
import { filesBelow, textOf } from './checks/tree.ts';
import { ensureChromium, ensureWholeChromium } from './chromium.ts';
import { closingLines, complaints } from './test-counts.ts';
import { runTests } from './test-run.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const wanted = process.argv.slice(2);
// One more than the processors of a usual machine: a file that waits for the database or for time that passes keeps none of them busy.
const filesAtOnce = 3;

function chosen(paths: readonly string[]): readonly string[] {
  return wanted.length === 0 ? paths : paths.filter((path) => wanted.some((part) => path.includes(part)));
}

function checksHold(): boolean {
  if (wanted.length > 0) return true;
  return (
    spawnSync(process.execPath, [fileURLToPath(new URL('check.ts', import.meta.url))], { stdio: 'inherit' }).status ===
    0
  );
}

// Before anything slow: whoever lacks a browser is told at once.
function browserReady(): boolean {
  try {
    process.env['CHROMIUM_PATH'] = ensureChromium();
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

// Stories that press back need a browser that remembers pages. Where none can be had they are named, at the beginning and at the end.
function withoutWhole(stories: readonly string[]): readonly string[] {
  const pressBack = stories.filter((path) => textOf(root, path)?.includes('remembersPages: true'));
  try {
    if (pressBack.length > 0) ensureWholeChromium();
    return [];
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return pressBack;
  }
}

async function testAll(): Promise<number> {
  const start = performance.now();
  // The long ones are in `test`, and the stories: they begin first, so that at the end nobody waits for one of them.
  const tests = chosen(['test', 'src', 'tools'].flatMap((folder) => filesBelow(root, folder, '.test.ts')));
  const written = chosen(filesBelow(root, 'test/stories', '.story.ts'));
  if (wanted.length > 0) console.log(`Only the tests whose path contains: ${wanted.join(', ')}`);
  if (written.length > 0 && !browserReady()) return 1;
  const notRun = withoutWhole(written);
  const stories = written.filter((path) => !notRun.includes(path));
  for (const path of notRun) console.log(`NOT RUN, for want of a whole Chromium: ${path}`);
  const held = checksHold();
  const isLong = (path: string) => path.startsWith('test/');
  const counts = await runTests(
    root,
    [...tests.filter(isLong), ...stories, ...tests.filter((path) => !isLong(path))],
    filesAtOnce,
  );
  const wrong = complaints(counts);
  if (!held) wrong.push('npm run check fails: see above');
  if (wanted.length === 0 && stories.length === 0) wrong.push('there is no browser story');
  for (const path of notRun) console.log(`NOT RUN, for want of a whole Chromium: ${path}`);
  for (const line of wrong) console.log(`Not good enough: ${line}`);
  console.log(closingLines(counts, Math.round(performance.now() - start)));
  return wrong.length === 0 ? 0 : 1;
}

// One cluster for the whole run: every test file copies its database from the same migrated template.
const cluster = await startCluster();
// Each file is a process that reads the same modules: half a second of every one of them is reading what another has read.
process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('../.cache/compiled', import.meta.url));
process.env['TP_TEST_CLUSTER'] = JSON.stringify(cluster.address);
try {
  process.exitCode = await testAll();
} finally {
  await cluster.stop();
}
