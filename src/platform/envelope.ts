import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';

/** What a sealed text is tied to: moved to another service or under another key, it no longer opens. */
export interface KeyName {
  readonly serviceId: string;
  readonly id: string;
}

const ivLength = 12;
const tagLength = 16;
const form = /^tp1\.([0-9a-f-]{36})\.([\w-]{38,})$/;

/** Seals a text under a data key: `tp1.<data key id>.<base64url of iv, text and tag>`. An empty text stays empty. */
export function sealText(key: Buffer, name: KeyName, text: string): string {
  if (text === '') return '';
  return `tp1.${name.id}.${encrypt(key, about('text', name), Buffer.from(text)).toString('base64url')}`;
}

/** Whether a value from the database is a sealed text: the id of its data key and what it holds. */
export function readSealed(value: string): { readonly keyId: string; readonly box: string } | undefined {
  if (!value.startsWith('tp1.')) return undefined;
  const [, keyId = '', box = ''] = form.exec(value) ?? [];
  return keyId === '' ? undefined : { keyId, box };
}

/** Opens what a sealed text holds; undefined when it was sealed under another key or changed since. */
export function openText(key: Buffer, name: KeyName, box: string): string | undefined {
  return decrypt(key, about('text', name), Buffer.from(box, 'base64url'))?.toString();
}

/**
 * A digest of a text that says whether two are the same to whoever has the data key, and to nobody else: a stolen copy cannot
 * try guesses. An empty text stays empty.
 */
export function keyedMark(key: Buffer, name: KeyName, text: string): string {
  if (text === '') return '';
  return `m1.${createHmac('sha256', markingKey(key, about('digest', name).toString()))
    .update(text)
    .digest('base64url')}`;
}

// Drawn from its data key once, and gone with it: a long list has hundreds of thousands of marks.
const markingKeys = new WeakMap<Buffer, { readonly use: string; readonly key: KeyObject }>();

function markingKey(key: Buffer, use: string): KeyObject {
  const known = markingKeys.get(key);
  if (known?.use === use) return known.key;
  const made = createSecretKey(Buffer.from(hkdfSync('sha256', key, '', use, 32)));
  markingKeys.set(key, { use, key: made });
  return made;
}

/** Whether a value from the database is a keyed digest. */
export function isKeyed(value: string): boolean {
  return value.startsWith('m1.');
}

/** A data key as it is kept: sealed under the installation's key. */
export function wrapKey(installationKey: Buffer, name: KeyName, key: Buffer): Buffer {
  return encrypt(installationKey, about('data key', name), key);
}

/** The data key again; undefined when another installation's key wrapped it. */
export function unwrapKey(installationKey: Buffer, name: KeyName, wrapped: Buffer): Buffer | undefined {
  return decrypt(installationKey, about('data key', name), wrapped);
}

/**
 * Makes a plain text that looks sealed no longer look so. Whoever stole a copy could else write a sealed text into a
 * place that is not sealed, such as a name, and have it opened before their eyes.
 */
export function unlikeSealed(text: string): string {
  return text.includes('tp1.') ? text.replace(/tp1\.(?=[0-9a-f-]{36}\.)/g, 'tp1 .') : text;
}

function about(what: string, { serviceId, id }: KeyName): Buffer {
  return Buffer.from(`talking-piece ${what} ${serviceId} ${id}`);
}

// A key is handed over as an object: as bytes it costs the platform twice as much as the text that is sealed with it.
function encrypt(key: Buffer, associated: Buffer, plain: Buffer): Buffer {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), iv, { authTagLength: tagLength }).setAAD(
    associated,
  );
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, associated: Buffer, box: Buffer): Buffer | undefined {
  if (box.length < ivLength + tagLength) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), box.subarray(0, ivLength), {
    authTagLength: tagLength,
  })
    .setAAD(associated)
    .setAuthTag(box.subarray(-tagLength));
  try {
    return Buffer.concat([decipher.update(box.subarray(ivLength, -tagLength)), decipher.final()]);
  } catch {
    return undefined; // the tag does not fit
  }
}
