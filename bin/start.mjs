// `npm start`: everything in one process, on a database filled with a demonstration when it is empty.
import { fileURLToPath } from 'node:url';
import { run } from './node24.mjs';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
await run(main, ['serve', '--with-worker', '--demo-when-empty', ...process.argv.slice(2)]);
