// Runs any TypeScript file of the project: `node bin/run.mjs FILE ARGUMENTS`.
import { run } from './node24.mjs';

const [file, ...rest] = process.argv.slice(2);
if (file === undefined) {
  console.error('Name the TypeScript file to run: node bin/run.mjs FILE ARGUMENTS');
  process.exit(1);
}
await run(file, rest, { forDevelopment: true });
