import type { Other } from './rules.ts';

/** Dylan, who is responsible, as a coordinator adds him at triage. */
export function anOther(changed: Partial<Omit<Other, 'id'>> = {}): Omit<Other, 'id'> {
  return {
    kind: 'person',
    part: 'responsible',
    fullName: 'Dylan Marsh',
    called: 'Dylan',
    isUnder18: false,
    contactRole: '',
    phone: '',
    ...changed,
  };
}
