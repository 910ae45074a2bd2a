import { Secret, TOTP } from 'otpauth';
import type { Answered, Caller, House } from './house.ts';

/** The code that an app with this secret shows at a moment. */
export function codeAt(secret: string, at: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });
}

/** What a page of setting up a code app holds: the secret to scan, and what its form carries. */
export function offeredOn(page: Answered): { readonly secret: string; readonly sealed: string } {
  const secret = /<strong class="tp-break">([A-Z2-7 ]+)<\/strong>/.exec(page.body)?.[1]?.replaceAll(' ', '') ?? '';
  const sealed = /name="sealed" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  return { secret, sealed };
}

/** The recovery codes that a page shows. */
export function recoveryCodesOn(page: Answered): readonly string[] {
  return [...page.body.matchAll(/<code>([a-z0-9-]+)<\/code>/g)].map(([, code = '']) => code);
}

/** Signs somebody in for the first time with a password, and sets up a code app. */
export async function comesInFirst(
  house: House,
  caller: Caller,
  who: { readonly email: string; readonly password: string },
): Promise<{ readonly secret: string; readonly recoveryCodes: readonly string[] }> {
  await caller.post('/sign-in', who);
  const { secret, sealed } = offeredOn(await caller.get('/sign-in/set-up/code-app'));
  const done = await caller.post('/sign-in/set-up/code-app', { sealed, code: codeAt(secret, house.now()) });
  return { secret, recoveryCodes: recoveryCodesOn(done) };
}
