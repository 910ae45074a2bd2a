import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hash, verify } from '@node-rs/argon2';
import { codeOf } from './problem.ts';

// argon2id, 19 MiB, 2 passes: what OWASP asks for at least; 12 ms here.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Checked when there is no password, so that a stranger cannot tell by the clock who works here.
const nobodys = hash('nobody has this password', cost);

/** What is kept of a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** Whether a password is the one that was hashed; takes as long when there is none. */
export async function isPassword(hashed: string | undefined, password: string): Promise<boolean> {
  const isRight = await verify(hashed ?? (await nobodys), password).catch((error: unknown) => {
    // What is no hash at all fits nothing; any other trouble is no answer.
    if (codeOf(error) === 'InvalidArg') return false;
    throw error;
  });
  return isRight && hashed !== undefined;
}

/** How many bytes of a hash the list of leaked passwords keeps: one in ten thousand million good ones is refused. */
export const bytesKept = 6;

/** What the list knows a password by; capitals do not matter. */
export function markOf(password: string): Buffer {
  return createHash('sha256').update(password.toLowerCase()).digest().subarray(0, bytesKept);
}

let list: Buffer | undefined;

/** Whether a password of twelve characters or more is among the most used ones of past leaks. */
export function isLeaked(password: string): boolean {
  list ??= readFileSync(new URL('leaked-passwords.bin', import.meta.url));
  const wanted = markOf(password);
  let [low, high] = [0, list.length / bytesKept - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = list.subarray(middle * bytesKept, (middle + 1) * bytesKept).compare(wanted);
    if (order === 0) return true;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
