import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import process from 'node:process';

// The build without a window does the same with a third less work, but for one thing: it never shows a page again from memory.
const shell = 'chromium-headless-shell';
const whole = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser for the stories: the one that `CHROMIUM_PATH` names, or else one that this machine has. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return canRun(named) ? named : undefined;
  return firstOf([shell, ...whole], env);
}

/** The browser for the stories that press back: a whole one, as people have. */
export function findWholeChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['CHROMIUM_PATH'] ?? '';
  const isWhole = named !== '' && !basename(named).includes('headless');
  return isWhole && canRun(named) ? named : firstOf(whole, env);
}

function firstOf(names: readonly string[], env: NodeJS.ProcessEnv): string | undefined {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...applications].find(canRun);
}

/** Finds the browser, or fetches it where that takes no question; otherwise says the one thing to do. */
export function ensureChromium(): string {
  const named = process.env['CHROMIUM_PATH'];
  const found = findChromium();
  if (found !== undefined) return found;
  if (named !== undefined && named !== '') throw new Error(`CHROMIUM_PATH names ${named}, which cannot be run`);
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0)
    throw new Error(`The browser stories need Chromium. Run: ${oneCommand()}`);
  console.log('Chromium is not here yet: installing it with apt-get');
  runOrThrow('apt-get', ['update', '-qq']);
  // Older releases have no package of the build without a window.
  if (!installs('chromium-headless-shell') && !installs('chromium'))
    throw new Error('apt-get could not install the package chromium: see above');
  const installed = findChromium();
  if (installed === undefined) throw new Error('apt-get installed Chromium, but no browser can be run after it');
  return installed;
}

/** Finds a whole browser, or fetches it where that takes no question; otherwise says what is not looked at without one. */
export function ensureWholeChromium(): string {
  const found = findWholeChromium();
  if (found !== undefined) return found;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.log('A whole Chromium is not here yet: installing it with apt-get');
    if (runs('apt-get', ['update', '-qq']) && installs('chromium')) {
      const installed = findWholeChromium();
      if (installed !== undefined) return installed;
    }
  }
  throw new Error(`Without a whole Chromium nobody presses back. Run: ${oneCommand()}`);
}

function installs(name: string): boolean {
  return runs('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name]);
}

function oneCommand(): string {
  if (process.platform === 'darwin') return 'brew install --cask chromium';
  if (existsSync('/etc/debian_version')) return 'sudo apt-get install -y chromium';
  if (existsSync('/etc/fedora-release')) return 'sudo dnf install -y chromium';
  if (existsSync('/etc/arch-release')) return 'sudo pacman -S --noconfirm chromium';
  return 'your system\'s installer for the package "chromium", or set CHROMIUM_PATH to a Chromium or Chrome';
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function runOrThrow(command: string, args: readonly string[]): void {
  if (!runs(command, args)) throw new Error(`${command} ${args.join(' ')} did not succeed`);
}

function runs(command: string, args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', env });
  return error === undefined && status === 0;
}
