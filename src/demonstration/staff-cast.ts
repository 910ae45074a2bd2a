import type { PracticeLevel } from '#vocabulary/parts.ts';
import type { StaffRole } from '#vocabulary/staff.ts';

export interface StaffCast {
  readonly name: string;
  readonly level: PracticeLevel;
  readonly roles: readonly StaffRole[];
}

/** Everybody who works in the made-up service. */
export const staffCast = {
  amara: { name: 'Amara Okafor', level: 'intermediate', roles: ['coordinator'] },
  jo: { name: 'Jo Whitfield', level: 'advanced', roles: ['facilitator'] },
  sam: { name: 'Sam Reyes', level: 'intermediate', roles: ['facilitator'] },
  marta: { name: 'Marta Nowicka', level: 'intermediate', roles: ['facilitator'] },
  tom: { name: 'Tom Abbott', level: 'advanced', roles: ['facilitator'] },
  leo: { name: 'Leo Marsh', level: 'foundation', roles: ['volunteer-facilitator'] },
  hafsa: { name: 'Hafsa Warsame', level: 'intermediate', roles: ['volunteer-facilitator'] },
  priya: { name: 'Priya Nair', level: 'advanced', roles: ['supervisor'] },
  ruth: { name: 'Ruth Ellery', level: 'advanced', roles: ['manager'] },
  daniel: { name: 'Daniel Osei', level: 'foundation', roles: ['data-officer'] },
  grace: { name: 'Grace Lim', level: 'foundation', roles: ['administrator'] },
  lewis: { name: 'PC Lewis Grant', level: 'foundation', roles: ['referrer'] },
  imogen: { name: 'Imogen Vale', level: 'foundation', roles: ['commissioner'] },
} as const satisfies Readonly<Record<string, StaffCast>>;

/** The agency whose people refer by themselves, and who they are. */
export const agencyCast = { name: 'Corby neighbourhood team', kind: 'police', people: ['lewis'] } as const;

export type StaffKey = keyof typeof staffCast;
export const staffKeys = Object.keys(staffCast) as readonly StaffKey[];

/** Where staff are written to; nobody is there. */
export function emailOf(key: StaffKey): string {
  return `${staffCast[key].name.toLowerCase().replaceAll(' ', '.')}@example.org`;
}
