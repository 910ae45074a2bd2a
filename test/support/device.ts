import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/**
 * A device that makes one passkey and signs with it, as the WebAuthn standard says, for tests that need no browser: what a browser
 * would send, from the other half of a key that the server never sees.
 */
export interface Device {
  make(asked: object, origin: string): string;
  use(asked: object, origin: string, how?: { readonly isVerified?: boolean }): string;
}

interface Asked {
  readonly challenge: string;
  readonly rp?: { readonly id: string };
  readonly rpId?: string;
  readonly user?: { readonly id: string };
}

export function aDevice({ isVerified: usually = true }: { readonly isVerified?: boolean } = {}): Device {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let count = 0;
  let owner = '';

  function around(isVerified: boolean, party: string, more: Buffer): Buffer {
    count += 1;
    const flags = 0x01 | (isVerified ? 0x04 : 0) | (more.length > 0 ? 0x40 : 0);
    const counted = Buffer.alloc(4);
    counted.writeUInt32BE(count);
    return Buffer.concat([digest(Buffer.from(party)), Buffer.from([flags]), counted, more]);
  }

  return {
    make(options, origin) {
      const asked = options as Asked;
      owner = asked.user?.id ?? '';
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const data = Buffer.concat([Buffer.alloc(16), length, id, coseOf(publicKey)]);
      const authData = around(usually, asked.rp?.id ?? '', data);
      const attestationObject = Buffer.concat([
        Buffer.from([0xa3]),
        text('fmt'),
        text('none'),
        text('attStmt'),
        Buffer.from([0xa0]),
        text('authData'),
        bytes(authData),
      ]);
      return sent(id, {
        clientDataJSON: clientData('webauthn.create', asked.challenge, origin).toString('base64url'),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal'],
      });
    },
    use(options, origin, { isVerified = usually } = {}) {
      const asked = options as Asked;
      const authData = around(isVerified, asked.rpId ?? '', Buffer.alloc(0));
      const client = clientData('webauthn.get', asked.challenge, origin);
      return sent(id, {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', Buffer.concat([authData, digest(client)]), privateKey).toString('base64url'),
        userHandle: owner,
      });
    },
  };
}

function sent(id: Buffer, response: object): string {
  return JSON.stringify({ id: id.toString('base64url'), type: 'public-key', clientExtensionResults: {}, response });
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

function digest(data: Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

// The little of CBOR that is needed: short texts, and bytes up to 64 kB.
function text(words: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + words.length]), Buffer.from(words)]);
}

function bytes(data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x59, data.length >> 8, data.length & 0xff]), data]);
}

/** The public key as COSE writes it: EC2, ES256, P-256, x, y. */
function coseOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const [left, right] = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
    left,
    Buffer.from([0x22, 0x58, 0x20]),
    right,
  ]);
}
