import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import type { PracticeLevel } from '#vocabulary/parts.ts';
import { ownDoorOf, type StaffRole } from '#vocabulary/staff.ts';

/** How long a link lets somebody in who has not set up yet how they sign in. */
export const linkDays = 7;

/** What whoever keeps the register says of somebody. */
export interface Entry {
  readonly level: PracticeLevel;
  readonly roles: readonly StaffRole[];
  /** Their last day, where it is known. */
  readonly endsOn: PlainDate | null;
}

export interface NewEntry extends Entry {
  readonly name: string;
  readonly email: string;
}

/** Somebody else in the register, as far as it matters who remains. */
export interface Colleague {
  readonly id: StaffId;
  readonly roles: readonly StaffRole[];
  readonly isActive: boolean;
  readonly endsOn: PlainDate | null;
}

export type CannotKeepEntry =
  | 'name-is-missing'
  | 'email-is-not-one'
  | 'email-is-somebodys'
  | 'role-is-missing'
  | 'last-day-is-over'
  | 'nobody-would-remain'
  | 'has-a-door-of-their-own';

/** Who is added has a name, an e-mail address of their own and something to do. (STF-1, STF-3) */
export function addEntry(
  entry: NewEntry,
  known: { readonly emails: readonly string[]; readonly today: PlainDate },
): Decision<NewEntry, CannotKeepEntry> {
  const reasons: CannotKeepEntry[] = [];
  if (entry.name === '') reasons.push('name-is-missing');
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(entry.email)) reasons.push('email-is-not-one');
  if (known.emails.includes(entry.email.toLowerCase())) reasons.push('email-is-somebodys');
  return refuseAny([...reasons, ...weigh(entry, known.today)], { ...entry, email: entry.email.toLowerCase() });
}

function weigh({ roles, endsOn }: Entry, today: PlainDate): readonly CannotKeepEntry[] {
  return [
    ...(roles.length === 0 ? (['role-is-missing'] as const) : []),
    ...(endsOn !== null && endsOn < today ? (['last-day-is-over'] as const) : []),
  ];
}

/** Roles without which nobody could let anybody in again, or answer for what is done. (STF-5) */
const neverEmpty = ['administrator', 'supervisor'] as const;

function somebodyRemains(all: readonly Colleague[], changed: Colleague): boolean {
  return neverEmpty.every((role) => {
    // Somebody whose last day is set does not count: from then on nobody would be there.
    const has = (each: Colleague) => each.isActive && each.endsOn === null && each.roles.includes(role);
    return !all.some(has) || all.some((each) => has(each.id === changed.id ? changed : each));
  });
}

/**
 * What somebody does may change, as long as somebody keeps the register and somebody supervises. (STF-3, STF-5) Whoever
 * has a door of their own goes on coming in by that and no other. (STF-9)
 */
export function changeEntry(
  entry: Entry,
  who: Colleague,
  known: { readonly all: readonly Colleague[]; readonly today: PlainDate },
): Decision<Entry, CannotKeepEntry> {
  const reasons = [...weigh(entry, known.today)];
  if (ownDoorOf(who) !== ownDoorOf(entry)) reasons.push('has-a-door-of-their-own');
  if (!somebodyRemains(known.all, { ...who, roles: entry.roles, endsOn: entry.endsOn }))
    reasons.push('nobody-would-remain');
  return refuseAny(reasons, entry);
}

export type CannotLetGo = 'not-yourself' | 'nobody-would-remain' | 'has-open-cases' | 'is-not-active' | 'has-left';

/** Somebody is suspended by another, never as the last who keeps the register or supervises. (STF-4, STF-5) */
export function suspend(
  who: Colleague,
  known: { readonly all: readonly Colleague[]; readonly by: StaffId },
): Decision<void, CannotLetGo> {
  if (!who.isActive) return refuse('is-not-active');
  if (who.id === known.by) return refuse('not-yourself');
  return somebodyRemains(known.all, { ...who, isActive: false }) ? allow(undefined) : refuse('nobody-would-remain');
}

/** Whoever leaves has handed over their cases first. (STF-5, STF-6) */
export function leave(
  who: Colleague,
  known: {
    readonly all: readonly Colleague[];
    readonly by: StaffId;
    readonly openCases: number;
    readonly hasLeft: boolean;
  },
): Decision<void, CannotLetGo> {
  if (known.hasLeft) return refuse('has-left');
  if (who.id === known.by) return refuse('not-yourself');
  if (known.openCases > 0) return refuse('has-open-cases');
  return somebodyRemains(known.all, { ...who, isActive: false }) ? allow(undefined) : refuse('nobody-would-remain');
}

/** A new link takes away what somebody signs in with: for whoever lost it, asked for by somebody else. (STF-7) */
export function renewLink(who: Colleague, by: StaffId): Decision<void, CannotLetGo> {
  if (!who.isActive) return refuse('is-not-active');
  return who.id === by ? refuse('not-yourself') : allow(undefined);
}

export type CannotBeFirst = 'has-an-administrator' | 'nobody-with-this-address';

/** Whoever runs the machine makes somebody administrator only where there is none: afterwards administrators do. (STF-5) */
export function firstAdministrator(
  email: string,
  all: readonly (Colleague & { readonly email: string })[],
): Decision<StaffId, CannotBeFirst> {
  if (all.some((each) => each.isActive && each.roles.includes('administrator'))) return refuse('has-an-administrator');
  const who = all.find((each) => each.isActive && each.email === email.trim().toLowerCase());
  return who ? allow(who.id) : refuse('nobody-with-this-address');
}

/** The refusals in plain words. */
export function explain(reason: CannotKeepEntry | CannotLetGo | CannotBeFirst): string {
  switch (reason) {
    case 'name-is-missing':
      return 'Write their name';
    case 'email-is-not-one':
      return 'Write their work e-mail address, such as jo@example.org';
    case 'email-is-somebodys':
      return 'Somebody with this e-mail address is in the register already';
    case 'role-is-missing':
      return 'Tick what they do here';
    case 'last-day-is-over':
      return 'The last day is over already. Choose a later one, or leave it empty';
    case 'nobody-would-remain':
      return 'Somebody must keep the register, and somebody must supervise. Give the role to somebody else first';
    case 'has-a-door-of-their-own':
      return 'Somebody of an agency, or of the body that pays, does nothing else here. Add them anew under another address';
    case 'not-yourself':
      return 'Somebody else who keeps the register does this for you';
    case 'has-open-cases':
      return 'They work on cases that are open. Hand these over first';
    case 'is-not-active':
      return 'They do not work here now';
    case 'has-an-administrator':
      return 'There is an administrator already, who can make others. Nothing was changed';
    case 'nobody-with-this-address':
      return 'Nobody who works here has this e-mail address. Nothing was changed';
    case 'has-left':
      return 'They have left already';
    default:
      return unreachable(reason);
  }
}
