import { randomUUID } from 'node:crypto';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { OrganisationId, PersonId } from '#vocabulary/ids.ts';
import type { ContactPoint, SafeContact } from './rules.ts';
import type { NewOrganisation, NewPerson } from './store.ts';

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

/** Joanne may be rung and texted at any hour, said on 2 November 2026, with whatever a test changes. */
export function aSafeContact(changed: Partial<SafeContact> = {}): SafeContact {
  return {
    mayPhone: true,
    mayText: true,
    mayEmail: false,
    mayPost: false,
    fromHour: null,
    untilHour: null,
    timesWords: '',
    mayLeaveVoicemail: false,
    maySayWhoCalls: false,
    codeword: '',
    ifSomeoneElseAnswers: '',
    hidesServiceName: false,
    saidOn: '2026-11-02' as PlainDate,
    ...changed,
  };
}

/** A phone number of the kind that is never given out, checked, with whatever a test changes. */
export function aContactPoint(changed: Partial<ContactPoint> = {}): ContactPoint {
  return {
    id: '5b6d5c1e-0000-4000-8000-000000000001',
    channel: 'phone',
    value: '07700 900123',
    checkedOn: '2026-11-02' as PlainDate,
    checkedHow: 'in-person',
    isInUse: true,
    ...changed,
  };
}

/** A shop that was stolen from, with whatever a test or the demonstration changes. */
export function anOrganisation(changed: Partial<NewOrganisation> = {}): NewOrganisation {
  return {
    id: randomUUID() as OrganisationId,
    name: 'Corner Store',
    contactRole: 'Manager',
    email: '',
    phone: '',
    ...changed,
  };
}
