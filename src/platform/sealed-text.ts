import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps short texts from everybody who has not the key: in the database, in a page, in a cookie. */
export interface TextSealer {
  /** Seals a text for one use; `about` says for what and whom, and is needed to open it again. */
  seal(text: string, about: string): string;
  /** The text, or undefined when it was not sealed here, or for something else. */
  open(sealed: string, about: string): string | undefined;
  /** The same for the same text, and nothing to guess it from without the key. */
  mark(text: string): string;
}

/** A sealer whose keys come from one secret of the installation. */
export function sealerOf(secret: string): TextSealer {
  const keyFor = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', `talking-piece ${use}`, 32));
  const [sealing, marking] = [keyFor('sealed text'), keyFor('mark')];
  return {
    seal(text, about) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(about));
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      // The number of the key, for the day there is another.
      return `1.${sealed.toString('base64url')}`;
    },
    open(sealed, about) {
      const bytes = Buffer.from(sealed.slice(2), 'base64url');
      if (!sealed.startsWith('1.') || bytes.length < 28) return undefined;
      const cipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12), { authTagLength: 16 });
      cipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-16));
      try {
        return Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
    mark: (text) => createHmac('sha256', marking).update(text).digest('hex'),
  };
}
