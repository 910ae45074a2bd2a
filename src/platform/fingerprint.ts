import { createHash, createHmac } from 'node:crypto';

/** A text that may be missing, as a column may be null. */
export type Part = string | null;

/** Texts as one run of bytes in which none can pass for another: each with its length before it, a missing one as a dash. */
function asBytes(parts: readonly Part[]): Buffer {
  return Buffer.from(parts.map((part) => (part === null ? '-' : `${Buffer.byteLength(part)}:${part}`)).join(''));
}

/** SHA-256 of a salt and texts; `trails.digest_of` makes the same. */
export function saltedDigest(salt: Buffer, parts: readonly Part[]): Buffer {
  return createHash('sha256').update(salt).update(asBytes(parts)).digest();
}

/** SHA-256 of bytes. */
export function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** What only who holds the key can make of these texts. */
export function keyedDigest(key: Buffer, parts: readonly Part[]): Buffer {
  return createHmac('sha256', key).update(asBytes(parts)).digest();
}

/** A key for one purpose, from a secret of the installation. */
export function keyFor(secret: string, purpose: string): Buffer {
  return createHmac('sha256', secret).update(purpose).digest();
}

/** A short name of a key, by which it is known without being shown. */
export function keyName(key: Buffer): string {
  return createHash('sha256').update('name of ').update(key).digest('hex').slice(0, 8);
}
