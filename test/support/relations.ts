import { takers } from '#casefile/allocation/policy.ts';
import { breakers } from '#casefile/break-glass/policy.ts';
import { mayBeLetIn, type Relation } from '#casefile/readers/policy.ts';
import { hasRole, type StaffRole } from '#vocabulary/staff.ts';

/** Nothing to do with a case. */
export const bystander: Relation = {
  isAllocated: false,
  isNamed: false,
  coveringUntil: null,
  isRestricted: false,
  hasConflict: false,
  isOtherTeams: false,
  lookingUntil: null,
};

const soon = new Date(Date.now() + 3_600_000);

/** How somebody may stand to a case, by the words of docs/guides/who-may-what.md, which tells all of them; each is tried at every way in. */
export const relations: Readonly<Record<string, Relation>> = {
  'Nothing to do with it': bystander,
  'Works on it': { ...bystander, isAllocated: true },
  'Named in it': { ...bystander, isNamed: true },
  'Covers for whoever works on it': { ...bystander, coveringUntil: soon },
  'Covers for whoever works on it, and it is restricted': { ...bystander, coveringUntil: soon, isRestricted: true },
  'Covers for whoever works on it, and it is of another team': {
    ...bystander,
    coveringUntil: soon,
    isOtherTeams: true,
  },
  'Covers for whoever works on it, and has a conflict of interest': {
    ...bystander,
    coveringUntil: soon,
    hasConflict: true,
  },
  'It is of another team': { ...bystander, isOtherTeams: true },
  'It is of another team, and they are named': { ...bystander, isOtherTeams: true, isNamed: true },
  'It is restricted': { ...bystander, isRestricted: true },
  'It is restricted, and they are named': { ...bystander, isRestricted: true, isNamed: true },
  'It is restricted, and they work on it': { ...bystander, isRestricted: true, isAllocated: true },
  'They have a conflict of interest': { ...bystander, hasConflict: true },
  'They have a conflict of interest, and work on it': { ...bystander, hasConflict: true, isAllocated: true },
  'It is of another team, and they broke the glass within the hour': {
    ...bystander,
    isOtherTeams: true,
    lookingUntil: soon,
  },
  'It is restricted, and they broke the glass within the hour': {
    ...bystander,
    isRestricted: true,
    lookingUntil: soon,
  },
  'They have a conflict of interest, and broke the glass within the hour': {
    ...bystander,
    hasConflict: true,
    lookingUntil: soon,
  },
};

interface Roles {
  readonly roles: readonly StaffRole[];
}

/** Whether somebody of these roles can come to stand so: others are given no case, cover for nobody, are not named or break no glass. */
export function canStandSo(who: Roles, relation: Relation): boolean {
  return (
    (!relation.isNamed || hasRole(who, ...mayBeLetIn)) &&
    (!(relation.isAllocated || relation.coveringUntil) || hasRole(who, ...takers)) &&
    (relation.lookingUntil === null || hasRole(who, ...breakers))
  );
}

/** The same, less what cannot come about for them. */
export function asFarAs(who: Roles, relation: Relation): Relation {
  return {
    ...relation,
    isAllocated: relation.isAllocated && hasRole(who, ...takers),
    isNamed: relation.isNamed && hasRole(who, ...mayBeLetIn),
    coveringUntil: hasRole(who, ...takers) ? relation.coveringUntil : null,
    lookingUntil: hasRole(who, ...breakers) ? relation.lookingUntil : null,
  };
}
