import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { StaffId, TeamId } from '#vocabulary/ids.ts';

/** Some of the staff, who work in some districts. */
export interface Team {
  readonly id: TeamId;
  readonly name: string;
  /** Postcode districts, such as `NN1`. */
  readonly districts: readonly string[];
  readonly members: readonly StaffId[];
}

export type TeamDetails = Omit<Team, 'id'>;

export type CannotKeepTeam =
  | 'name-is-missing'
  | 'team-is-already-there'
  | 'not-a-district'
  | 'district-has-a-team'
  | 'nobody-of-that-name';

/** Words between commas, spaces or lines, as districts. */
export function districtsIn(typed: string): readonly string[] {
  return [
    ...new Set(
      typed
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ];
}

/** A team has a name of its own and districts that no other team has; its members work here. (TEA-1, TEA-2) */
export function keepTeam(
  others: readonly Team[],
  team: TeamDetails,
  staff: readonly StaffId[],
): Decision<TeamDetails, CannotKeepTeam> {
  const reasons: CannotKeepTeam[] = [];
  if (team.name === '') reasons.push('name-is-missing');
  if (others.some(({ name }) => name.toLowerCase() === team.name.toLowerCase())) reasons.push('team-is-already-there');
  if (!team.districts.every((each) => /^[A-Z]{1,2}[0-9][0-9A-Z]?$/.test(each))) reasons.push('not-a-district');
  if (others.some(({ districts }) => districts.some((each) => team.districts.includes(each)))) {
    reasons.push('district-has-a-team');
  }
  if (!team.members.every((each) => staff.includes(each))) reasons.push('nobody-of-that-name');
  return refuseAny(reasons, team);
}

/** The refusal in plain words. */
export function explain(reason: CannotKeepTeam): string {
  switch (reason) {
    case 'name-is-missing':
      return 'Write the name of the team';
    case 'team-is-already-there':
      return 'A team with this name is already there';
    case 'not-a-district':
      return 'Write first halves of postcodes only, such as NN1 or PE8';
    case 'district-has-a-team':
      return 'One of these districts belongs to another team';
    case 'nobody-of-that-name':
      return 'Somebody you ticked does not work here';
    default:
      return unreachable(reason);
  }
}
