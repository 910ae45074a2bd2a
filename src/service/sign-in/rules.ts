import { unreachable } from '#platform/decision.ts';

/** Tries that cost no waiting: few for one account, more from one place, since a whole office may share its address. (SGN-1) */
export const freeTries = { account: 3, code: 3, place: 100 } as const;

/** The minutes to wait after no failure, one, two ...: none while they are free, then 1, 2, 4 and so on to an hour, which stays. (SGN-1) */
export function waits(free: number): readonly number[] {
  return [...Array.from({ length: free }, () => 0), 1, 2, 4, 8, 16, 32, 60];
}

/** Sessions of staff end after twelve hours, or half an hour unseen; five minutes before that we ask. */
export const staffSession = { hours: 12, idleMinutes: 30, warnMinutes: 5 };

/** How long somebody may take at the provider before they come back. (SGN-9) */
export const askingMinutes = 10;

/** Between the first and the second step. */
export const halfSession = { minutes: 20 };

export type CannotSignIn =
  | 'not-recognised'
  | 'which-service'
  | 'wait-a-little'
  | 'code-does-not-work'
  | 'begin-again'
  | 'passkey-does-not-work'
  | CannotUseProvider;

export type CannotUseProvider =
  | 'account-does-not-work'
  | 'account-needs-a-code'
  | 'provider-is-away'
  | 'provider-said-no'
  | 'asked-elsewhere';

/** The refusals in plain words: the same ones whatever was wrong, so that nobody learns who works here. (SGN-1) */
export function explain(reason: CannotSignIn): string {
  switch (reason) {
    case 'not-recognised':
      return 'We could not sign you in with that e-mail address and password. Check both. After a few tries you must wait some minutes';
    case 'which-service':
      return 'You work for more than one service. Choose which, and write your password again';
    case 'wait-a-little':
      return 'We were asked many times in a short while. Wait a few minutes, then try again';
    case 'code-does-not-work':
      return 'That code does not work. Wait for your app to show the next one. After a few tries you must wait some minutes';
    case 'begin-again':
      return 'That took a while. Sign in again from the start';
    case 'passkey-does-not-work':
      return 'We could not sign you in with that passkey. Try again, or use another way';
    case 'account-does-not-work':
      return 'We could not sign you in with that account. If you work here, sign in another way, and link the account on the page of your account. Or ask whoever keeps the staff register';
    case 'account-needs-a-code':
      return 'After signing in there we ask for a code, and you have no app that shows codes. Sign in another way';
    case 'provider-is-away':
      return 'We get no answer from there now. Try again in some minutes, or sign in another way';
    case 'provider-said-no':
      return 'You were not signed in there. Try again, or sign in another way';
    case 'asked-elsewhere':
      return 'That took too long, or began in another browser. Begin again here';
    default:
      return unreachable(reason);
  }
}

/** When somebody who came from the provider proved who they are: where it does not say, too long ago to change anything by. (SGN-10) */
export function provedThere(provedAt: Date | undefined, now: Date): Date {
  return provedAt === undefined ? new Date(0) : new Date(Math.min(provedAt.getTime(), now.getTime()));
}

export type SecondStep = { readonly kind: 'code' | 'recovery-code'; readonly code: string };

/** What somebody typed as their second step: six figures from the app, or a recovery code; spaces, dashes and capitals forgiven. */
export function readSecondStep(typed: string): SecondStep {
  const code = typed.replace(/[\s-]/g, '').toLowerCase();
  return { kind: /^\d{6}$/.test(code) ? 'code' : 'recovery-code', code };
}

/** Where a request comes from, as far as one customer of a network can be told from the next: an address, or the first half of a long one. */
export function placeOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (v4 !== undefined) return v4;
  const [start = '', end] = address.toLowerCase().split('%', 1)[0]?.split('::') ?? [];
  const before = start === '' ? [] : start.split(':');
  const after = end === undefined || end === '' ? [] : end.split(':');
  const middle =
    end === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...middle, ...after]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':');
}

/** A browser in words that its owner knows it by: "Firefox on Windows". */
export function browserWords(userAgent: string): string {
  const browser = firstOf(userAgent, [
    ['Edg', 'Edge'],
    ['OPR/', 'Opera'],
    ['SamsungBrowser', 'Samsung Internet'],
    ['Firefox', 'Firefox'],
    ['FxiOS', 'Firefox'],
    ['CriOS', 'Chrome'],
    ['Chrome', 'Chrome'],
    ['Safari', 'Safari'],
  ]);
  const system = firstOf(userAgent, [
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Android', 'Android'],
    ['Windows', 'Windows'],
    ['Mac OS', 'Mac'],
    ['CrOS', 'Chromebook'],
    ['Linux', 'Linux'],
  ]);
  if (browser === undefined) return system === undefined ? 'A browser' : `A browser on ${system}`;
  return system === undefined ? browser : `${browser} on ${system}`;
}

function firstOf(text: string, known: readonly (readonly [string, string])[]): string | undefined {
  return known.find(([sign]) => text.includes(sign))?.[1];
}
