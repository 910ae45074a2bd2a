import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { filesIn, type KeptFile } from './file-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'tp-store-'));
after(() => rmSync(folder, { recursive: true }));
const files = filesIn(folder);

async function whole(file: KeptFile): Promise<Buffer | undefined> {
  const content = await files.read(file);
  if (!content) return undefined;
  const pieces: Buffer[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
}

function pathOf({ id }: KeptFile): string {
  const name = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((each) => each.includes(id));
  return join(folder, name ?? '');
}

test('a content comes back as it was, whatever its length, before and after its row is written', async () => {
  for (const length of [1, 65_535, 65_536, 65_537, 200_000]) {
    const bytes = randomBytes(length);
    const file = await files.keep(bytes);
    assert.deepEqual(await whole(file), bytes);
    await files.settle(file.id);
    await files.settle(file.id);
    assert.deepEqual(await whole(file), bytes);
    await files.drop(file.id);
    assert.deepEqual(await whole(file), bytes, 'what is settled is not thrown away');
  }
});

test('another process reads what this one kept; without the key nobody does', async () => {
  const file = await files.keep(Buffer.from('Words of hers'));
  assert.equal(String(await whole(file)), 'Words of hers');
  assert.ok(await filesIn(folder).read(file));
  assert.equal(await files.read({ ...file, key: 'This was erased' }), undefined);
  await assert.rejects(files.read({ ...file, key: randomBytes(32).toString('base64url') }));
  assert.equal(await files.read({ ...file, id: '00000000-0000-4000-8000-000000000000' }), undefined);
});

test('a piece that was changed, cut off, moved or taken from another file does not open', async () => {
  const piece = 65_536 + 16;
  const changes: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
    changed: (bytes) => {
      bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
      return bytes;
    },
    'cut off': (bytes) => bytes.subarray(0, 4 + piece),
    moved: (bytes) =>
      Buffer.concat([
        bytes.subarray(0, 4),
        bytes.subarray(4 + piece, 4 + 2 * piece),
        bytes.subarray(4, 4 + piece),
        bytes.subarray(4 + 2 * piece),
      ]),
  };
  for (const [how, change] of Object.entries(changes)) {
    const file = await files.keep(randomBytes(150_000));
    const path = pathOf(file);
    writeFileSync(path, change(readFileSync(path)));
    await assert.rejects(whole(file), how);
  }
  const [one, other] = [await files.keep(Buffer.from('One')), await files.keep(Buffer.from('Two'))];
  writeFileSync(pathOf(one), readFileSync(pathOf(other)));
  await assert.rejects(whole({ ...one, key: other.key }), 'under another id');
});
