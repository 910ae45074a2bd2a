import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** A certificate and its key, as text. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface Issuer {
  /** What whoever trusts this issuer is given. */
  readonly certificate: string;
  /** A certificate for a name or a number of IPv4. */
  issue(name: string, wish?: { readonly isOver?: boolean }): Certificate;
}

const aDay = 86_400_000;

/** An issuer of certificates that nobody trusts until they are told to. */
export function anIssuer(): Issuer {
  const { publicKey, privateKey } = aKeyPair();
  // A name that no other issuer has: certificates are looked up by it.
  const called = `Issuer ${randomBytes(4).toString('hex')}`;
  const isIssuer = extension('2.5.29.19', sequence(tagged(0x01, Buffer.from([0xff]))));
  const by = { called, privateKey };
  return {
    certificate: written(by, called, publicKey, isIssuer, 1),
    issue: (name, { isOver = false } = {}) => {
      const own = aKeyPair();
      const as = isIPv4(name)
        ? tagged(0x87, Buffer.from(name.split('.').map(Number)))
        : tagged(0x82, Buffer.from(name));
      const cert = written(by, name, own.publicKey, extension('2.5.29.17', sequence(as)), isOver ? -1 : 1);
      return { cert, key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
    },
  };
}

function aKeyPair() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

// RFC 5280, no more of it than a certificate needs.
function written(
  by: { readonly called: string; readonly privateKey: KeyObject },
  called: string,
  publicKey: KeyObject,
  more: Buffer,
  daysLeft: number,
): string {
  const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));
  const told = sequence(
    tagged(0xa0, number(Buffer.from([2]))),
    number(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    distinguished(by.called),
    sequence(moment(Date.now() - 3 * aDay), moment(Date.now() + daysLeft * aDay)),
    distinguished(called),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(more)),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', told, by.privateKey)]);
  const bytes = sequence(told, ecdsaWithSha256, tagged(0x03, signature));
  const lines = bytes.toString('base64').replace(/.{1,64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}-----END CERTIFICATE-----\n`;
}

function distinguished(called: string): Buffer {
  return sequence(tagged(0x31, sequence(oid('2.5.4.3'), tagged(0x0c, Buffer.from(called)))));
}

function extension(name: string, value: Buffer): Buffer {
  return sequence(oid(name), tagged(0x01, Buffer.from([0xff])), tagged(0x04, value));
}

function moment(at: number): Buffer {
  const [, digits = ''] = /^\d\d(.{17})/.exec(new Date(at).toISOString()) ?? [];
  return tagged(0x17, Buffer.from(`${digits.replace(/\D/g, '')}Z`));
}

function number(bytes: Buffer): Buffer {
  return tagged(0x02, bytes);
}

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(inSevens)]));
}

function inSevens(value: number): number[] {
  const sevens = [value & 0x7f];
  for (let left = value >> 7; left > 0; left >>= 7) sevens.unshift((left & 0x7f) | 0x80);
  return sevens;
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
