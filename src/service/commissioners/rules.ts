import { allow, refuse, unreachable, type Decision } from '#platform/decision.ts';

export type CannotInvite = 'body-is-missing';

/** A commissioner looks for a body with a name. (COM-3) */
export function invite(bodyName: string): Decision<string, CannotInvite> {
  return bodyName === '' ? refuse('body-is-missing') : allow(bodyName);
}

/** The refusal in plain words. */
export function explain(reason: CannotInvite): string {
  switch (reason) {
    case 'body-is-missing':
      return 'Write which body they are from';
    default:
      return unreachable(reason);
  }
}
