// Finds a Node that runs TypeScript as it is, and runs a file with it. Plain JavaScript that Node 20 can read.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const lock = join(project, 'package-lock.json');
const listed = join(project, 'node_modules', '.package-lock.json');
const stamp = join(project, 'node_modules', '.installed-from');
const machine = `${process.platform}-${process.arch}`;

/** Runs a TypeScript file and ends as it ends. `forDevelopment` asks for the development packages too. */
export async function run(file, args, { forDevelopment = false } = {}) {
  if (!isInstalled(forDevelopment)) install();
  const node = findNode24();
  if (!node) giveUp(unsupported());
  const path = dirname(node) + delimiter + (process.env.PATH ?? '');
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', file, ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  });
  passSignalsTo(child);
  process.exitCode = await new Promise((resolve) => {
    child.on('error', () => giveUp(unsupported()));
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

// A Ctrl-C reaches the child from the terminal as well as from here. So each signal is passed once, and the child takes
// the second for the first. This process stays until the child has ended, whatever it takes to stop cleanly.
function passSignalsTo(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    let passed = false;
    process.on(signal, () => {
      if (!passed) child.kill(signal);
      passed = true;
    });
  }
}

/** Whether node_modules holds what the lock file asks for: npm lists there what it put, last of all. */
function isInstalled(forDevelopment) {
  if (!existsSync(listed)) return false;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()) return true;
  const present = packagesOf(listed);
  return Object.entries(packagesOf(lock)).every(([path, { version, optional, extraneous, dev, devOptional }]) => {
    if (path === '' || extraneous || present[path]?.version === version) return true;
    const isSpare = optional || (!forDevelopment && (dev || devOptional));
    return isSpare && !present[path];
  });
}

function fingerprint() {
  return createHash('sha256').update(readFileSync(lock)).digest('hex');
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

function install() {
  console.log('Installing what Talking Piece needs. The first time this takes about a minute.');
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  // Inside `npm start` this names the npm that runs us.
  const npm = process.env.npm_execpath;
  const [program, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const { error, status } = spawnSync(program, [...first, ...options], { cwd: project, stdio: 'inherit' });
  if (error) giveUp('npm was not found. Install it, or run `npm ci` in the project folder another way.');
  if (status !== 0) giveUp('npm could not install what Talking Piece needs; what it said above is why.', status ?? 1);
  writeFileSync(stamp, fingerprint());
}

function findNode24() {
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  return [`node-${machine}`, `node-bin-${machine}`]
    .map((name) => join(project, 'node_modules', name, 'bin', 'node'))
    .find((path) => existsSync(path));
}

function unsupported() {
  return `Talking Piece brings no Node and no database that run on ${machine}: install Node 24, and name a PostgreSQL 15 or newer in DATABASE_URL.`;
}

function giveUp(sentence, code = 1) {
  console.error(sentence);
  process.exit(code);
}
