import { relative, resolve } from 'node:path';
import { run } from 'node:test';
import type { EventData } from 'node:test';
import { inspect } from 'node:util';
import { none, type Counts } from './test-counts.ts';

// Longer than any honest test; without it a test that waits for ever would never be named.
const patience = 480_000;

/** Runs test files, each in a process of its own; tells one line a file and every failure in full. */
export async function runTests(root: string, files: readonly string[], atOnce: number): Promise<Counts> {
  if (files.length === 0) return none;
  let counts = none;
  const silent = new Set(files.map((path) => resolve(root, path)));
  const events = run({
    cwd: root,
    files: [...files],
    concurrency: atOnce,
    timeout: patience,
    execArgv: ['--import', new URL('test-end.mjs', import.meta.url).href],
  });
  events.on('test:stdout', ({ message }) => process.stdout.write(message));
  events.on('test:stderr', ({ message }) => process.stderr.write(message));
  events.on('test:fail', (data) => {
    tellFailure(root, data);
    if (data.file !== undefined) silent.delete(data.file);
  });
  events.on('test:summary', (data) => {
    if (data.file === undefined) counts = countsOf(data);
    else {
      silent.delete(data.file);
      tellFile(relative(root, data.file), data);
    }
  });
  const ended = Promise.withResolvers<void>();
  events.once('end', ended.resolve).once('error', ended.reject);
  events.resume();
  await ended.promise;
  // A process that ends by itself in the middle counts as a success for the runner, with the tests it had told until then.
  for (const file of silent) console.log(`\nFAILED ${relative(root, file)} ended before it had told all its tests\n`);
  return { ...counts, failed: counts.failed + silent.size };
}

// The runner's types forget `failed`, which is there; a run without success has failed whatever it counts.
function countsOf({ counts, success }: EventData.TestSummary): Counts {
  const known = { failed: 0, ...counts };
  return success || known.failed + known.cancelled > 0 ? known : { ...known, failed: 1 };
}

function tellFile(path: string, { counts, duration_ms: milliseconds, success }: EventData.TestSummary): void {
  const seconds = (milliseconds / 1000).toFixed(1).padStart(6);
  console.log(
    `${success ? 'ok  ' : 'FAIL'} ${seconds} s ${String(counts.passed).padStart(5)} of ${counts.tests}  ${path}`,
  );
}

function tellFailure(root: string, { name, file, line, details }: EventData.TestFail): void {
  const error: unknown = details.error.cause ?? details.error;
  // A test that failed because one inside it failed says nothing new.
  if ('failureType' in details.error && details.error.failureType === 'subtestsFailed') return;
  const place = file === undefined ? '' : `${relative(root, file)}:${line ?? 1} `;
  console.log(`\nFAILED ${place}${name}\n${inspect(error).replace(/^/gm, '    ')}\n`);
}
