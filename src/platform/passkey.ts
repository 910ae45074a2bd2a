import { isIP } from 'node:net';
import { z } from 'zod';
import { hashOf, newToken } from './token.ts';

/** Who asks for a passkey: the address that it is bound to, and the name that the browser shows. */
export interface Party {
  readonly id: string;
  readonly origin: string;
  readonly name: string;
}

/**
 * The party at an address, or undefined where browsers know no passkeys: at a bare number, or where what is sent can be read on the
 * way.
 */
export function partyAt(baseUrl: string, name: string): Party | undefined {
  const { hostname: id, protocol, origin } = new URL(baseUrl);
  const isSafe = protocol === 'https:' || id === 'localhost' || id.endsWith('.localhost');
  return isSafe && isIP(id.replace(/^\[|\]$/g, '')) === 0 ? { id, origin, name } : undefined;
}

/** How long somebody may take to touch their device. */
export const challengeMinutes = 5;

/** What a device is asked to sign: random, for one use, named by what it is for. */
export function newChallenge(use: string): { readonly challenge: string; readonly mark: string } {
  const challenge = newToken();
  return { challenge, mark: markOf(use, challenge) };
}

// Bound to its use: what was asked for signing in adds no passkey.
function markOf(use: string, challenge: string): string {
  return hashOf(`${use} ${challenge}`);
}

/** ES256, EdDSA and RS256: every device has one of them. */
const algorithms = [-7, -8, -257];
const timeout = challengeMinutes * 60_000;

/** What `navigator.credentials.create` takes, as JSON: a passkey that knows whose it is and asks its owner to prove themselves. */
export function askNewPasskey(
  party: Party,
  owner: {
    /** An id that says nothing about them. */
    readonly id: string;
    /** What their device calls the account. */
    readonly account: string;
    readonly name: string;
    /** What they have already, so that no device takes a second one. */
    readonly known: readonly string[];
  },
  challenge: string,
): object {
  return {
    challenge,
    timeout,
    rp: { id: party.id, name: party.name },
    user: { id: Buffer.from(owner.id).toString('base64url'), name: owner.account, displayName: owner.name },
    pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
    excludeCredentials: owner.known.map((id) => ({ type: 'public-key', id })),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    attestation: 'none',
  };
}

/** What `navigator.credentials.get` takes, as JSON: any passkey of ours that the device has, so that nobody types who they are. */
export function askPasskey(party: Party, challenge: string): object {
  return { challenge, timeout, rpId: party.id, userVerification: 'required', allowCredentials: [] };
}

/** What the database needs to know of a passkey. */
export interface KnownPasskey {
  readonly credentialId: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
}

export interface NewPasskey extends KnownPasskey {
  readonly transports: readonly string[];
}

/** What was asked. */
interface Asked {
  readonly use: string;
  /** Whether a challenge was asked and is still to be answered; it is used up by asking. */
  take(mark: string): Promise<boolean>;
}

const base64url = z.string().regex(/^[\w-]*$/);
const credentialId = base64url.min(16).max(1400);
const around = { id: credentialId, type: z.literal('public-key'), clientExtensionResults: z.object({}).default({}) };

const Made = z.object({
  ...around,
  response: z.object({
    clientDataJSON: base64url.max(4000),
    attestationObject: base64url.max(20_000),
    transports: z
      .array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']))
      .max(10)
      .catch([]),
  }),
});

const Used = z.object({
  ...around,
  response: z.object({
    clientDataJSON: base64url.max(4000),
    authenticatorData: base64url.max(4000),
    signature: base64url.max(4000),
    userHandle: base64url.max(100).optional(),
  }),
});

const Signed = z.object({ challenge: base64url.min(1).max(200) });

function read<Shape>(sent: string, shape: z.ZodType<Shape>): Shape | undefined {
  try {
    return shape.safeParse(JSON.parse(sent)).data;
  } catch {
    return undefined;
  }
}

/** The challenge that was signed, if it was asked for this use; it is used up now, whatever else is wrong. */
async function taken(clientData: string, { use, take }: Asked): Promise<string | undefined> {
  const challenge = read(Buffer.from(clientData, 'base64url').toString(), Signed)?.challenge;
  return challenge !== undefined && (await take(markOf(use, challenge))) ? challenge : undefined;
}

/** The passkey that a browser has made, or undefined when anything about it is not as it was asked. */
export async function readNewPasskey(party: Party, sent: string, asked: Asked): Promise<NewPasskey | undefined> {
  const made = read(sent, Made);
  if (!made) return undefined;
  const challenge = await taken(made.response.clientDataJSON, asked);
  if (challenge === undefined) return undefined;
  // Read in when the first passkey is used: it takes a second and 28 MB that most processes never need.
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  const verified = await verifyRegistrationResponse({
    response: { ...made, rawId: made.id, response: { ...made.response, transports: [...made.response.transports] } },
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(refused);
  if (!verified?.verified) return undefined;
  const { id, publicKey, counter } = verified.registrationInfo.credential;
  return { credentialId: id, publicKey, counter, transports: made.response.transports };
}

/** Which passkey somebody says to have used; nothing of it is proved yet. */
export function passkeyNamed(sent: string): string | undefined {
  return read(sent, Used)?.id;
}

/** How often the passkey was used by now, or undefined when anything about its answer is not as it was asked. */
export async function readUsedPasskey(
  party: Party,
  sent: string,
  known: KnownPasskey & { readonly ownerId: string },
  asked: Asked,
): Promise<number | undefined> {
  const used = read(sent, Used);
  if (!used || used.id !== known.credentialId) return undefined;
  const { userHandle, ...response } = used.response;
  // The device says whose it is: a passkey of somebody else is not taken for theirs.
  if (userHandle !== undefined && Buffer.from(userHandle, 'base64url').toString() !== known.ownerId) return undefined;
  const challenge = await taken(response.clientDataJSON, asked);
  if (challenge === undefined) return undefined;
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  const verified = await verifyAuthenticationResponse({
    response: { ...used, rawId: used.id, response },
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: { id: known.credentialId, publicKey: new Uint8Array(known.publicKey), counter: known.counter },
  }).catch(refused);
  return verified?.verified ? verified.authenticationInfo.newCounter : undefined;
}

// The package throws for whatever is not as it should be: that is somebody's answer, not a fault of ours.
function refused(): undefined {
  return undefined;
}
