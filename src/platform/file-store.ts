import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from './problem.ts';

/** A file that was kept: what it is called in the folder, and the only key that opens it. */
export interface KeptFile {
  readonly id: string;
  /** A fresh key for this one content. It belongs into the row, sealed: whoever loses the key of the row loses the file. */
  readonly key: string;
}

/** Keeps the contents of files, sealed, in a folder that any number of processes share. */
export interface FileStore {
  /** Keeps a content. Until it is settled it may be thrown away as something whose row was never written. */
  keep(bytes: Buffer): Promise<KeptFile>;
  /** Says that the row of a content is written: from now on nothing here throws it away. */
  settle(id: string): Promise<void>;
  /** Throws away a content whose row was refused. */
  drop(id: string): Promise<void>;
  /** The content piece by piece, each proven before it is given; undefined when it is not there. */
  read(file: KeptFile): Promise<AsyncIterable<Buffer> | undefined>;
  /** Contents that wait for their row longer than this. */
  unsettled(olderThanMs: number, most: number): Promise<readonly string[]>;
}

const keyLength = 32;
const pieceLength = 65_536;
const tagLength = 16;
const mark = Buffer.from('tpf1');

/**
 * The files below a folder. A content is cut into pieces, each sealed with AES-256-GCM under the key of the file, and tied to
 * its place, to whether it is the last and to the file's id: a piece that was changed, moved, left out or put in does not open.
 * No key is used for two contents, so the place alone makes each nonce new.
 */
export function filesIn(folder: string): FileStore {
  const settled = (id: string) => join(folder, id.slice(0, 2), id);
  const waiting = (id: string) => `${settled(id)}.new`;
  return {
    async keep(bytes) {
      const id = randomUUID();
      const key = randomBytes(keyLength);
      await mkdir(dirname(waiting(id)), { recursive: true, mode: 0o700 });
      const handle = await open(waiting(id), 'wx', 0o600);
      try {
        await handle.write(mark);
        for (let place = 0; place === 0 || place * pieceLength < bytes.length; place += 1) {
          const piece = bytes.subarray(place * pieceLength, (place + 1) * pieceLength);
          const isLast = (place + 1) * pieceLength >= bytes.length;
          await handle.write(sealPiece(key, { id, place, isLast }, piece));
        }
        // On the disk before its row is, or a crash would leave a row without a content.
        await handle.sync();
      } finally {
        await handle.close();
      }
      await syncFolder(dirname(waiting(id)));
      return { id, key: key.toString('base64url') };
    },
    async settle(id) {
      await rename(waiting(id), settled(id)).catch(unlessGone);
    },
    async drop(id) {
      await rm(waiting(id), { force: true });
    },
    async read({ id, key }) {
      const bytes = Buffer.from(key, 'base64url');
      // Where the key was destroyed other words stand in its place.
      const handle = bytes.length === keyLength ? await openEither(settled(id), waiting(id)) : undefined;
      return handle && withFirst(pieces(handle, id, bytes));
    },
    async unsettled(olderThanMs, most) {
      const found: string[] = [];
      for (const part of existsSync(folder) ? await readdir(folder) : []) {
        for (const name of await readdir(join(folder, part)).catch(() => [])) {
          if (found.length >= most) return found;
          if (!name.endsWith('.new')) continue;
          const { mtimeMs } = await stat(join(folder, part, name)).catch(() => ({ mtimeMs: Date.now() }));
          if (mtimeMs < Date.now() - olderThanMs) found.push(name.slice(0, -'.new'.length));
        }
      }
      return found;
    },
  };
}

interface Piece {
  readonly id: string;
  readonly place: number;
  readonly isLast: boolean;
}

function nonceOf({ place, isLast }: Piece): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt8(isLast ? 1 : 0, 7);
  nonce.writeUInt32BE(place, 8);
  return nonce;
}

function sealPiece(key: Buffer, piece: Piece, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(piece), { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(`talking-piece file ${piece.id}`));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function openPiece(key: Buffer, piece: Piece, box: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(piece), { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(`talking-piece file ${piece.id}`)).setAuthTag(box.subarray(-tagLength));
  return Buffer.concat([decipher.update(box.subarray(0, -tagLength)), decipher.final()]);
}

async function* pieces(handle: FileHandle, id: string, key: Buffer): AsyncGenerator<Buffer> {
  try {
    const { size } = await handle.stat();
    const box = Buffer.alloc(pieceLength + tagLength);
    const count = Math.max(1, Math.ceil((size - mark.length) / box.length));
    for (let place = 0; place < count; place += 1) {
      const { bytesRead } = await handle.read(box, 0, box.length, mark.length + place * box.length);
      yield openPiece(key, { id, place, isLast: place === count - 1 }, box.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}

// The first piece is opened before anything is promised: a content that was changed is a fault, and no half page.
async function withFirst(all: AsyncGenerator<Buffer>): Promise<AsyncIterable<Buffer>> {
  const first = await all.next();
  return (async function* rest() {
    if (first.done) return;
    yield first.value;
    yield* all;
  })();
}

// A process that ended between the row and the new name leaves the content under its first name: it is read from there.
async function openEither(...paths: readonly string[]): Promise<FileHandle | undefined> {
  for (const path of [...paths, ...paths.slice(0, 1)]) {
    const handle = await open(path, 'r').catch(unlessGone);
    if (handle) return handle;
  }
  return undefined;
}

function unlessGone(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
