import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';

/** A password as it was typed, whose it is to be, and whether it is in the list of past leaks. */
export interface NewPassword {
  readonly password: string;
  readonly name: string;
  readonly email: string;
  readonly isLeaked: boolean;
  /** The service, where it works, and who works there: what somebody who knows the service would try first. */
  readonly around: readonly string[];
}

export type CannotSetPassword = 'too-short' | 'too-long' | 'leaked-before' | 'is-about-you' | 'is-near-at-hand';

/** Long enough, in no past leak, not one's own name or address and not built on words near at hand; nothing else is asked. (CRD-1) */
export function acceptPassword({
  password,
  name,
  email,
  isLeaked,
  around,
}: NewPassword): Decision<string, CannotSetPassword> {
  const reasons: CannotSetPassword[] = [];
  const length = Array.from(password).length;
  if (length < 12) reasons.push('too-short');
  if (length > 1000) reasons.push('too-long');
  if (isLeaked) reasons.push('leaked-before');
  if (isAbout(password, name, email)) reasons.push('is-about-you');
  else if (isNear(password, around)) reasons.push('is-near-at-hand');
  return refuseAny(reasons, password);
}

const ofThisWork = ['restorative', 'justice', 'practice', 'talking', 'piece', 'mediation', 'password', 'welcome'];
const enoughOfOnesOwn = 8;

// What is left without the words near at hand, the longest taken first, must be enough by itself.
function isNear(password: string, around: readonly string[]): boolean {
  const words = [...around.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]), ...ofThisWork]
    .map(plain)
    .filter((word) => Array.from(word).length >= 4)
    .toSorted((one, other) => other.length - one.length);
  const letters = plain(password).replace(/\p{N}/gu, '');
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), letters);
  return rest !== letters && Array.from(rest).length < enoughOfOnesOwn;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

// Letters and figures only: "Jo.Whitfield1" is still the name.
function isAbout(password: string, name: string, email: string): boolean {
  const rest = plain(password).replace(/\d+$/, '');
  return (
    rest !== '' &&
    [name, email, email.split('@')[0] ?? ''].map((each) => plain(each).replace(/\d+$/, '')).includes(rest)
  );
}

export type CannotSetUpApp = 'code-does-not-fit' | 'took-too-long';

/** A code app counts once a code from it was typed: then it is sure that the phone has the secret. (CRD-2) */
export function acceptApp(app: {
  readonly isSealedForThem: boolean;
  readonly step: number | undefined;
}): Decision<number, CannotSetUpApp> {
  if (!app.isSealedForThem) return refuse('took-too-long');
  return app.step === undefined ? refuse('code-does-not-fit') : allow(app.step);
}

/** How many recovery codes there are. (CRD-3) */
export const recoveryCodes = 10;

// No letter or figure that looks like another; no word can be made of them.
const signs = '23456789bcdfghjkmnpqrstvwxz';

/** A recovery code of ten signs from random bytes; 47 bits, in groups that can be read out. (CRD-3) */
export function recoveryCode(bytes: Uint8Array): string {
  // Bytes above the last whole multiple would make some signs likelier than others.
  const fair = [...bytes].filter((byte) => byte < 243).slice(0, 10);
  if (fair.length < 10) throw new Error('A recovery code needs more random bytes');
  const code = fair.map((byte) => signs[byte % signs.length] ?? '').join('');
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;
}

/** An account at the provider: there is none, or it stands for a password, or for both proofs. */
export type LinkedAccount = 'none' | 'for-a-password' | 'for-both';

/** What somebody can sign in with. */
export interface WaysIn {
  readonly passkeys: number;
  readonly hasPassword: boolean;
  readonly hasApp: boolean;
  readonly account: LinkedAccount;
}

/** A passkey is a way in, and so is a password together with an app, or an account at the provider that counts as much. (CRD-5) */
export function countWaysIn({ passkeys, hasPassword, hasApp, account }: WaysIn): number {
  const byAccount = account === 'for-both' || (account === 'for-a-password' && hasApp);
  return passkeys + (hasPassword && hasApp ? 1 : 0) + (byAccount ? 1 : 0);
}

export type CannotLink = 'needs-an-app' | 'linked-already' | 'account-is-anothers';

/** Whether somebody may go to the provider to link their account there: once, and where a code follows, with an app that shows one. (CRD-8) */
export function mayLink(ways: WaysIn, isEnough: boolean): Decision<void, CannotLink> {
  if (ways.account !== 'none') return refuse('linked-already');
  return isEnough || ways.hasApp ? allow(undefined) : refuse('needs-an-app');
}

/** An account at the provider is linked to one person only, whatever e-mail address it has. (CRD-8) */
export function acceptAccount(
  ways: WaysIn,
  account: { readonly owner: 'nobody' | 'themselves' | 'somebody-else' },
): Decision<void, CannotLink> {
  if (account.owner === 'somebody-else') return refuse('account-is-anothers');
  return ways.account === 'none' ? allow(undefined) : refuse('linked-already');
}

/** The link goes where another way in remains. (CRD-5) */
export function mayUnlink(ways: WaysIn, isDemonstration: boolean): Decision<void, CannotRemovePasskey> {
  if (ways.account === 'none') return refuse('not-there');
  return countWaysIn({ ...ways, account: 'none' }) > 0 || isDemonstration ? allow(undefined) : refuse('last-way-in');
}

export type CannotAddPasskey = 'passkey-does-not-fit' | 'needs-a-name' | 'too-many-passkeys' | 'set-up-already';

/** How many passkeys somebody may have: a phone, a computer, a key on a ring and some to spare. (CRD-4) */
export const mostPasskeys = 10;

/** A passkey counts once its first signature was verified, under a name that its owner knows it by. (CRD-4) */
export function acceptPasskey(made: {
  readonly isVerified: boolean;
  readonly name: string;
  readonly there: number;
}): Decision<string, CannotAddPasskey> {
  const name = made.name.trim();
  if (!made.isVerified) return refuse('passkey-does-not-fit');
  if (name === '' || Array.from(name).length > 60) return refuse('needs-a-name');
  return made.there >= mostPasskeys ? refuse('too-many-passkeys') : allow(name);
}

export type CannotRemovePasskey = 'last-way-in' | 'not-there';

/** How long after proving who one is one may change how one signs in. (CRD-7) */
export const freshMinutes = 15;

export type CannotChange = 'prove-again';

/** How one signs in is changed only shortly after signing in: a computer that was left open changes nothing. (CRD-7) */
export function mayChange(
  session: { readonly provedAt: Date | undefined; readonly isDemonstration: boolean },
  now: Date,
): Decision<void, CannotChange> {
  const { provedAt, isDemonstration } = session;
  const isFresh = provedAt !== undefined && now.getTime() - provedAt.getTime() < freshMinutes * 60_000;
  return isFresh || isDemonstration ? allow(undefined) : refuse('prove-again');
}

export type CannotChangePassword = CannotSetPassword | CannotChange | 'not-your-password';

/** The last way in stays until there is another; in a demonstration a name is pressed. (CRD-5) */
export function mayRemovePasskey(ways: WaysIn, isDemonstration: boolean): Decision<void, CannotRemovePasskey> {
  return countWaysIn(ways) > 1 || isDemonstration ? allow(undefined) : refuse('last-way-in');
}

/** Password and app go together, and only where there is a passkey besides, or an account that is enough by itself. (CRD-5) */
export function mayRemovePassword(ways: WaysIn, isDemonstration: boolean): Decision<void, CannotRemovePasskey> {
  const remains = ways.passkeys > 0 || ways.account === 'for-both';
  return remains || isDemonstration ? allow(undefined) : refuse('last-way-in');
}

/** What a link or a first password sets up is set up once: afterwards one signs in with it. (CRD-6) */
export function maySetUp(ways: WaysIn): Decision<void, 'set-up-already'> {
  return ways.passkeys > 0 || ways.hasApp || ways.account === 'for-both' ? refuse('set-up-already') : allow(undefined);
}

/** The refusals in plain words. */
export function explain(
  reason: CannotSetUpApp | CannotAddPasskey | CannotRemovePasskey | CannotChangePassword | CannotLink,
): string {
  switch (reason) {
    case 'too-short':
      return 'Use at least 12 characters. A few words in a row are easy to remember';
    case 'too-long':
      return 'Use at most 1,000 characters';
    case 'leaked-before':
      return 'This password is known from past leaks, so somebody may try it. Choose another';
    case 'is-about-you':
      return 'Do not use your own name or e-mail address as your password';
    case 'is-near-at-hand':
      return 'Do not build your password on the name of the service, its area or somebody who works here: these are tried first. Choose other words';
    case 'code-does-not-fit':
      return 'That code does not fit. Type the six figures that the app shows now';
    case 'took-too-long':
      return 'That took a while, so we made a new code to scan. Scan it and type what the app shows';
    case 'passkey-does-not-fit':
      return 'The passkey was not made. Try again, or use another way';
    case 'needs-a-name':
      return 'Give it a name of up to 60 characters, such as Work phone';
    case 'too-many-passkeys':
      return `You have ${mostPasskeys} passkeys. Remove one that you do not use first`;
    case 'set-up-already':
      return 'You have set up how you sign in. Sign in with it';
    case 'last-way-in':
      return 'This is your only way to sign in. Add another before you remove it';
    case 'prove-again':
      return 'Sign in again first: how you sign in is changed only shortly after you did';
    case 'not-your-password':
      return 'That is not your password now. After a few tries you must wait some minutes';
    case 'needs-an-app':
      return 'Set up an app that shows codes first: you are asked for a code after you sign in there';
    case 'linked-already':
      return 'You have linked an account there already. Remove it before you link another';
    case 'account-is-anothers':
      return 'This account is linked to somebody else. Ask whoever keeps the staff register';
    case 'not-there':
      return 'That is not there any more';
    default:
      return unreachable(reason);
  }
}
