// Loaded before each test file. A file that failed before it could close what it had opened would stay for ever, and its failure
// would never be told; so when its tests are done and something still holds it, it is taken to its natural end. (The runner's own
// `forceExit` may end a process before it has told all its results.)
import { pathToFileURL } from 'node:url';
import { after, afterEach, beforeEach } from 'node:test';

const untilEnd = 2000;
const untilTold = 1000;

// A file may wait for something between two of its tests, and the runner thinks meanwhile that it is done.
let running = 0;
let isDone = false;
let ending;

function endSoon() {
  clearTimeout(ending);
  // These hold nothing up by themselves: a file that closed everything never comes here.
  ending = setTimeout(() => {
    process.emit('beforeExit', process.exitCode ?? 0);
    setTimeout(() => process.exit(), untilTold);
  }, untilEnd).unref();
}

beforeEach(() => {
  running += 1;
  clearTimeout(ending);
});
afterEach(() => {
  running -= 1;
  if (isDone && running === 0) endSoon();
});
after(() => {
  const read = () => {
    isDone = true;
    if (running === 0) endSoon();
  };
  import(pathToFileURL(process.argv[1]).href).then(read, read);
});
