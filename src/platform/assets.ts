import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** One file as it leaves the building: whole, and smaller for browsers that can unpack it. */
export interface Asset {
  readonly type: string;
  readonly body: { readonly identity: Buffer; readonly br?: Buffer; readonly gzip?: Buffer };
}

/** The styles, scripts, fonts and icons, built and held in memory. */
export interface Assets {
  /** The address of "staff.css", with its content in the name, so that a browser may keep it for ever. */
  url(logicalName: string): string;
  find(path: string): Asset | undefined;
}

/** What the build writes beside the files; the sizes show a file that was cut short. */
export interface ManifestEntry {
  readonly logicalName: string;
  readonly file: string;
  readonly type: string;
  readonly sizes: { readonly identity: number; readonly br?: number; readonly gzip?: number };
}

const sourceFolder = fileURLToPath(new URL('../../assets', import.meta.url));
const buildScript = fileURLToPath(new URL('./asset-build.ts', import.meta.url));
// Names the exact version of every tool and of the packages that styles and scripts come from.
const packageFile = fileURLToPath(new URL('../../package.json', import.meta.url));
const encodings = ['identity', 'br', 'gzip'] as const;
const suffix = { identity: '', br: '.br', gzip: '.gz' } as const;

/** Gives the assets from the folder if these very sources were built before, and builds them there if not. */
export async function buildAssets({ intoFolder }: { readonly intoFolder: string }): Promise<Assets> {
  const folder = join(intoFolder, await hashOfSources());
  const kept = await load(folder);
  if (kept) return kept;
  await buildApart(folder);
  const built = await load(folder);
  if (!built) throw new Error(`The styles and scripts were built into ${folder}, and cannot be read back from there.`);
  return built;
}

// A process of its own: the compilers take over 200 MB, which a server that runs for weeks should not keep.
async function buildApart(folder: string): Promise<void> {
  try {
    // What is there and cannot be read was cut short. Now, not after the build: another start may have built by then.
    await rm(folder, { recursive: true, force: true });
    await promisify(execFile)(process.execPath, [buildScript, sourceFolder, folder]);
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Error(`The styles and scripts could not be built into ${folder}: ${said}`, { cause: error });
  }
}

async function hashOfSources(): Promise<string> {
  const names = await readdir(sourceFolder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const inputs = [...files.toSorted(), buildScript, packageFile];
  const contents = await Promise.all(inputs.map((file) => readFile(file)));
  const hash = createHash('sha256');
  for (const [at, content] of contents.entries()) {
    hash.update(`${(inputs[at] ?? '').slice(sourceFolder.length)}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

async function load(folder: string): Promise<Assets | undefined> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as readonly ManifestEntry[];
    const assets = await Promise.all(manifest.map(async (entry) => [entry, await readAsset(folder, entry)] as const));
    return inMemory(assets);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof CutShort || isMissing(error)) return undefined;
    throw error;
  }
}

class CutShort extends Error {}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

async function readAsset(folder: string, { file, type, sizes }: ManifestEntry): Promise<Asset> {
  const bodies = encodings.map(async (encoding) => {
    if (sizes[encoding] === undefined) return undefined;
    const body = await readFile(join(folder, file + suffix[encoding]));
    // Power may go between the rename and the writing to disk.
    if (body.length !== sizes[encoding]) throw new CutShort(`${file}${suffix[encoding]} is cut short`);
    return body;
  });
  const [identity, br, gzip] = await Promise.all(bodies);
  if (!identity) throw new CutShort(`${file} has no size in the manifest`);
  return { type, body: { identity, ...(br && { br }), ...(gzip && { gzip }) } };
}

function inMemory(assets: readonly (readonly [ManifestEntry, Asset])[]): Assets {
  const urls = new Map(assets.map(([entry]) => [entry.logicalName, `/assets/${entry.file}`]));
  const byPath = new Map(assets.map(([entry, asset]) => [`/assets/${entry.file}`, asset]));
  return {
    url(logicalName) {
      const url = urls.get(logicalName);
      if (url === undefined)
        throw new Error(`No asset is called ${logicalName}; there are ${[...urls.keys()].join(', ')}`);
      return url;
    },
    find: (path) => byPath.get(path),
  };
}
