import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { AgencyId } from '#vocabulary/ids.ts';
import type { AgencyKind } from '#vocabulary/agencies.ts';

/** An organisation that refers people to the service. */
export interface Agency {
  readonly id: AgencyId;
  readonly name: string;
  readonly kind: AgencyKind;
}

export type CannotAddAgency = 'name-is-missing' | 'agency-is-already-there';

/** An agency has a name of its own. (AGN-1) */
export function addAgency(
  known: readonly Pick<Agency, 'name'>[],
  agency: Omit<Agency, 'id'>,
): Decision<Omit<Agency, 'id'>, CannotAddAgency> {
  const reasons: CannotAddAgency[] = [];
  if (agency.name === '') reasons.push('name-is-missing');
  if (known.some(({ name }) => name.toLowerCase() === agency.name.toLowerCase()))
    reasons.push('agency-is-already-there');
  return refuseAny(reasons, agency);
}

/** The refusal in plain words. */
export function explain(reason: CannotAddAgency): string {
  switch (reason) {
    case 'name-is-missing':
      return 'Write the name of the agency';
    case 'agency-is-already-there':
      return 'An agency with this name is already there';
    default:
      return unreachable(reason);
  }
}
