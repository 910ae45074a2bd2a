import { createHash } from 'node:crypto';
import type { Secrets } from './secrets.ts';

/** The keys of an installation, which wrap the data keys. They are files beside the other secrets, never in the database. */
export interface Keyring {
  /** The key of that number; undefined when this installation does not have it. A file that came since is found. */
  find(number: number): Buffer | undefined;
  /** Makes the key of that number unless it is there, and says whether it was made. */
  make(number: number): boolean;
}

/** The name of the file of an installation's key. */
export function keyFile(number: number): string {
  return `sealing-${number}`;
}

/** The keyring in the secrets of an installation. */
export function keyringIn(secrets: Secrets): Keyring {
  return {
    find(number) {
      const secret = secrets.find(keyFile(number));
      return secret === undefined ? undefined : keyOf(secret);
    },
    make(number) {
      if (secrets.find(keyFile(number)) !== undefined) return false;
      secrets.secret(keyFile(number));
      return true;
    },
  };
}

function keyOf(secret: string): Buffer {
  return createHash('sha256').update(`talking-piece sealing ${secret}`).digest();
}
