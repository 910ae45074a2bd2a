// Run as a program by assets.ts: asset-build.ts <folder of sources> <folder to make>.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, transform } from 'esbuild';
import { compileAsync } from 'sass';
import subsetFont from 'subset-font';
import type { ManifestEntry } from './assets.ts';

interface Built {
  readonly logicalName: string;
  readonly content: Buffer;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const fontPackage = '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next';
const browsers = ['chrome111', 'edge111', 'firefox121', 'safari16'];

async function buildAll(sources: string, folder: string): Promise<void> {
  // First, so that a folder nobody may write to is told before the work.
  await mkdir(dirname(folder), { recursive: true });
  const fonts = [...(await Promise.all(['latin', 'latin-ext'].map(buildFont))), await buildPlainFont()];
  const parts = await Promise.all([buildStyles(sources, fonts), buildScripts(sources), buildIcons(sources)]);
  await keep(folder, [...fonts, ...parts.flat()]);
}

async function buildFont(subset: string): Promise<Built> {
  const file = fileURLToPath(import.meta.resolve(`${fontPackage}-${subset}-wght-normal.woff2`));
  return { logicalName: `${subset}.woff2`, content: await readFile(file) };
}

// The letters and signs of plain English, as the styles name them, in the weights that are used: a third of the bytes.
async function buildPlainFont(): Promise<Built> {
  const { content } = await buildFont('latin');
  const letters = Array.from({ length: 0x7f - 0x20 }, (_, at) => String.fromCodePoint(0x20 + at)).join('');
  const wanted = `${letters}\u{a0}£·–—‘’“”•…`;
  const options = { targetFormat: 'woff2', variationAxes: { wght: { min: 400, max: 700 } } } as const;
  return { logicalName: 'plain.woff2', content: await subsetFont(content, wanted, options) };
}

async function buildStyles(sources: string, fonts: readonly Built[]): Promise<Built[]> {
  const modules = dirname(dirname(fileURLToPath(import.meta.resolve('govuk-frontend/package.json'))));
  const styles: Built[] = [];
  for (const file of await filesIn(join(sources, 'styles'), '.scss')) {
    const { css } = await compileAsync(file, { loadPaths: [modules], quietDeps: true });
    const addressed = css.replaceAll(/font:([a-z-]+)/g, (_, subset: string) => `/assets/${fontFile(fonts, subset)}`);
    const { code } = await transform(addressed, {
      loader: 'css',
      minify: true,
      target: browsers,
      legalComments: 'none',
    });
    styles.push({ logicalName: `${basename(file, '.scss')}.css`, content: Buffer.from(code) });
  }
  return styles;
}

function fontFile(fonts: readonly Built[], subset: string): string {
  const font = fonts.find(({ logicalName }) => logicalName === `${subset}.woff2`);
  if (!font) throw new Error(`The styles ask for the font subset ${subset}, which is not built`);
  return hashedName(font);
}

async function buildScripts(sources: string): Promise<Built[]> {
  const entryPoints = await filesIn(join(sources, 'scripts'), '.ts');
  const { outputFiles } = await build({
    entryPoints,
    outdir: '/',
    bundle: true,
    minify: true,
    format: 'esm',
    target: browsers,
    legalComments: 'none',
    write: false,
  });
  return outputFiles.map(({ path, contents }) => ({ logicalName: basename(path), content: Buffer.from(contents) }));
}

async function buildIcons(sources: string): Promise<Built[]> {
  const files = await filesIn(join(sources, 'icons'), '.svg');
  return Promise.all(files.map(async (file) => ({ logicalName: basename(file), content: await readFile(file) })));
}

async function filesIn(folder: string, extension: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => extname(name) === extension).map((name) => join(folder, name));
}

function hashedName({ logicalName, content }: Built): string {
  const extension = extname(logicalName);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  return `${basename(logicalName, extension)}-${hash}${extension}`;
}

// Written aside and renamed whole, so that nobody ever reads half a build.
async function keep(folder: string, files: readonly Built[]): Promise<void> {
  const aside = await mkdtemp(`${folder}.`);
  try {
    const manifest = await Promise.all(files.map((file) => write(aside, file)));
    await writeFile(join(aside, 'manifest.json'), JSON.stringify(manifest));
    await rename(aside, folder);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    // Two starts at once: the other one was first, and built the same from the same sources.
    if (!isTaken(error)) throw error;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST');
}

async function write(folder: string, built: Built): Promise<ManifestEntry> {
  const file = hashedName(built);
  const extension = extname(file);
  const { content } = built;
  await writeFile(join(folder, file), content);
  const entry = { logicalName: built.logicalName, file, type: types[extension] ?? 'application/octet-stream' };
  // A woff2 font is brotli inside.
  if (extension === '.woff2') return { ...entry, sizes: { identity: content.length } };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    promisify(gzip)(content, { level: 9 }),
  ]);
  await Promise.all([writeFile(join(folder, `${file}.br`), br), writeFile(join(folder, `${file}.gz`), gz)]);
  return { ...entry, sizes: { identity: content.length, br: br.length, gzip: gz.length } };
}

const [sources, folder] = process.argv.slice(2);
if (sources === undefined || folder === undefined)
  throw new Error('Say where the sources are and which folder to make.');
await buildAll(sources, folder);
