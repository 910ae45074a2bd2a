import { createHash, createHmac } from 'node:crypto';

/** The database logins, one for each door, and the ones that act. */
export type Login =
  | 'tp_public'
  | 'tp_participant'
  | 'tp_staff'
  | 'tp_referrer'
  | 'tp_commissioner'
  | 'tp_api'
  | 'tp_hand'
  | 'tp_doorkeeper'
  | 'tp_worker';

/** Who a transaction is for. The database believes it only with the signature, and only on this login. */
export interface Identity {
  readonly login: Login;
  readonly serviceId: string;
  /** `staff`, `participant`, `supporter`, `visitor`, or `hand`. */
  readonly kind: 'staff' | 'participant' | 'supporter' | 'visitor' | 'hand';
  /** The id of the member of staff, the participant or the companion; for the hand whom it acts for, as `actingFor` says it; empty for a visitor. */
  readonly id: string;
  /** The case a participant or a supporter is in, or the hand holds; empty for none. */
  readonly caseId: string;
}

/** The key that signs; the door logins cannot read its twin in the database. */
export function identityKey(secret: string): Buffer {
  return createHash('sha256').update(`talking-piece identity ${secret}`).digest();
}

/** Whom the hand acts for, as the trails of the database read it: `staff_<id>`, or the kind alone. */
export function actingFor({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return id === '' ? kind : `${kind}_${id}`;
}

/** The text that PostgreSQL's `app.identity()` verifies: six fields and their signature, good for five minutes. */
export function signIdentity(identity: Identity, key: Buffer, at: Date): string {
  const { login, serviceId, kind, id, caseId } = identity;
  const body = [login, serviceId, kind, id, caseId, String(Math.floor(at.getTime() / 1000))].join('|');
  if (!/^[a-z0-9_|-]*$/i.test(body)) throw new Error('An identity holds only ids and words');
  return `${body}|${createHmac('sha256', key).update(body).digest('hex')}`;
}
