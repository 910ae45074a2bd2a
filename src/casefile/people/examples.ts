import { randomUUID } from 'node:crypto';
import type { PersonId } from '#vocabulary/ids.ts';
import type { NewPerson } from './store.ts';

/** A believable person nobody is, with whatever a test or the demonstration changes. */
export function aPerson(changed: Partial<NewPerson> = {}): NewPerson {
  return {
    id: randomUUID() as PersonId,
    fullName: 'Joanne Hartley',
    called: 'Joanne',
    pronouns: 'she',
    dateOfBirth: null,
    isUnder18: false,
    language: 'English',
    needsInterpreter: false,
    accessNeeds: '',
    ...changed,
  };
}
