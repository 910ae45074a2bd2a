import type { Identity, Login } from '#platform/identity.ts';
import type { StaffKey } from '../../../src/demonstration/staff-cast.ts';
import { staffIdOf } from '../../../src/demonstration/world.ts';
import { crossesToBoth, crossesToHarmed, crossesToResponsible } from './life.ts';
import { notForAgencies, whoAsked, whoWrites, type MarkedCase, type MarkedWorld } from './world.ts';

/** Somebody who asks, and the cases whose marked values they may find. */
export interface Reader {
  readonly name: string;
  readonly identity: Identity;
  /** Cases that are open to them, by name. */
  readonly opens: readonly string[];
  /** In a case that is open to them, whether they may find this one. */
  mayFind(mark: string): boolean;
}

/** Whether a mark, named as `A harmed account`, may come to a reader. */
export function mayCome(reader: Reader, mark: string): boolean {
  return reader.opens.includes(mark.slice(0, 1)) && reader.mayFind(mark.slice(2));
}

const everything = () => true;
const toldToAgencies = (mark: string) => !mark.endsWith(notForAgencies);

/** Everybody who could ask, each with what is theirs. Whoever opens nothing must find nothing. */
export function readersOf(world: MarkedWorld): readonly Reader[] {
  const { ours, theirs, a, b, c, asked } = world;
  const staff = (key: StaffKey, opens: readonly string[], serviceId = ours): Reader => ({
    name: `${key}${serviceId === ours ? '' : ' of another service'}`,
    identity: { login: 'tp_staff', serviceId, kind: 'staff', id: staffIdOf(serviceId, key), caseId: '' },
    opens,
    mayFind: everything,
  });
  const participant = (made: MarkedCase, side: 'harmed' | 'responsible'): Reader => {
    const crosses = side === 'harmed' ? crossesToHarmed : crossesToResponsible;
    const { serviceId, caseId } = made;
    return {
      name: `the person ${side} in ${made.name}`,
      identity: { login: 'tp_participant', serviceId, kind: 'participant', id: made[side], caseId },
      opens: [made.name],
      mayFind: (mark) => mark.startsWith(`${side} `) || [...crosses, ...crossesToBoth].includes(mark),
    };
  };
  const supporter = ({ name, serviceId, caseId, supporter: { id } }: MarkedCase): Reader => ({
    name: `the supporter in ${name}`,
    identity: { login: 'tp_participant', serviceId, kind: 'supporter', id, caseId },
    opens: [name],
    mayFind: (mark) => mark.startsWith('harmed companion ') || mark === 'case ground rules',
  });
  const nobody = (login: Login): Reader => ({
    name: `${login}, as a visitor`,
    identity: { login, serviceId: ours, kind: 'visitor', id: '0'.repeat(64), caseId: '' },
    opens: [],
    mayFind: everything,
  });
  // Were one of these logins told the name of somebody who may come in by another, it would find nothing.
  const impostor = (login: Login): Reader => ({
    ...nobody(login),
    name: `${login}, signed as jo`,
    identity: { login, serviceId: ours, kind: 'staff', id: staffIdOf(ours, 'jo'), caseId: a.caseId },
  });
  return [
    staff('amara', ['A', 'U', 'V', 'W']),
    staff('jo', ['A', 'B']),
    staff('sam', ['A', 'B']),
    // Unassigned; once let in; with a conflict of interest; no case content by role.
    staff('marta', []),
    staff('leo', []),
    staff('hafsa', []),
    staff('grace', []),
    staff('priya', ['A', 'B', 'U', 'V', 'W']),
    staff('ruth', ['A', 'B', 'U', 'V', 'W']),
    // Opens no case, but reads the trails, where what was written in a case stands that is not closed to everybody.
    staff('daniel', ['A', 'U', 'V', 'W']),
    ...(['amara', 'jo', 'ruth', 'daniel', 'grace'] as const).map((key) =>
      staff(key, key === 'jo' ? ['C'] : key === 'grace' ? [] : ['C', 'X', 'Y'], theirs),
    ),
    participant(a, 'responsible'),
    participant(a, 'harmed'),
    participant(b, 'responsible'),
    participant(c, 'responsible'),
    supporter(a),
    supporter(b),
    supporter(c),
    // Of an agency: what they sent, on their own login, and nothing on that of staff.
    staff('lewis', []),
    {
      ...staff('lewis', ['U']),
      name: 'lewis at the door of referrers',
      mayFind: toldToAgencies,
      identity: { ...staff('lewis', []).identity, login: 'tp_referrer' },
    },
    {
      ...staff('lewis', ['U']),
      name: 'a program that lewis answers for',
      mayFind: toldToAgencies,
      identity: { ...staff('lewis', []).identity, login: 'tp_api' },
    },
    // Of the body that pays: counts, and not one word of anybody, on their own login as on that of staff.
    staff('imogen', []),
    ...[ours, theirs].map((serviceId) => {
      const imogen = staff('imogen', [], serviceId);
      return {
        ...imogen,
        name: `${imogen.name} at the door of commissioners`,
        identity: { ...imogen.identity, login: 'tp_commissioner' as const },
      };
    }),
    ...(['tp_public', 'tp_referrer', 'tp_commissioner', 'tp_api'] as const).flatMap((login) => [
      nobody(login),
      impostor(login),
    ]),
    // In the browser that wrote it: what was not sent, and of what was sent that it was.
    {
      ...nobody('tp_public'),
      name: 'a visitor who writes',
      identity: { ...nobody('tp_public').identity, id: whoWrites('V') },
      opens: ['V'],
      mayFind: (mark) => mark === 'harmed unsent',
    },
    {
      ...nobody('tp_public'),
      name: 'a visitor who asked',
      identity: { ...nobody('tp_public').identity, id: whoAsked('V') },
    },
    // As they are written to: how they are called, and what they are told.
    ...[ours, theirs].map((serviceId) => ({
      ...nobody('tp_participant'),
      name: `whoever asked for themselves, as ${serviceId === ours ? 'we write' : 'another service writes'} to them`,
      identity: { ...nobody('tp_participant').identity, serviceId, id: `writer_${asked}` },
      opens: serviceId === ours ? ['V'] : [],
      mayFind: (mark: string) => /^harmed (called|declined) of who asked for themselves$/.test(mark),
    })),
    // As it is read what goes with somebody beside whoever is referred; who is referred is nobody of those.
    ...[ours, theirs].map((serviceId) => ({
      ...nobody('tp_participant'),
      name: `whoever goes along, as ${serviceId === ours ? 'their' : 'another'} service reads what goes with them`,
      identity: { ...nobody('tp_participant').identity, serviceId, id: `goes_${asked}_${asked}` },
    })),
    nobody('tp_doorkeeper'),
    nobody('tp_worker'),
  ];
}
