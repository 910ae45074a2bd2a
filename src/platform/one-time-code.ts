import { Secret, TOTP } from 'otpauth';

// What every authenticator app takes: RFC 6238 with SHA-1, six figures, half a minute.
const halfMinute = 30;
const shape = { algorithm: 'SHA1', digits: 6, period: halfMinute } as const;

/** A new secret for an app that shows codes, as people may type it. */
export function newCodeSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The address that an app reads from a QR code. */
export function codeAddress(secret: string, label: { readonly issuer: string; readonly account: string }): string {
  return new TOTP({
    ...shape,
    secret: Secret.fromBase32(secret),
    issuer: label.issuer,
    label: label.account,
  }).toString();
}

/** The half minute a code belongs to, now or the one before or after; undefined for any other code. */
export function stepOfCode(secret: string, code: string, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const timestamp = now.getTime();
  const totp = new TOTP({ ...shape, secret: Secret.fromBase32(secret) });
  const away = totp.validate({ token: code, timestamp, window: 1 });
  return away === null ? undefined : Math.floor(timestamp / 1000 / halfMinute) + away;
}
