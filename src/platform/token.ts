import { createHash, randomBytes } from 'node:crypto';

/** A secret for a cookie or a link: 256 bits, of which the database keeps a hash only. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database knows a token by. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
