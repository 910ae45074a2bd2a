// Loaded before each test file. A file that failed before it could close what it had opened would stay for ever, and its failure
// would never be told; so when its tests are done and something still holds it, it is taken to its natural end. (The runner's own
// `forceExit` may end a process before it has told all its results.)
import { after } from 'node:test';

const untilEnd = 2000;
const untilTold = 1000;

after(() => {
  // These hold nothing up by themselves: a file that closed everything never comes here.
  setTimeout(() => {
    process.emit('beforeExit', process.exitCode ?? 0);
    setTimeout(() => process.exit(), untilTold);
  }, untilEnd).unref();
});
