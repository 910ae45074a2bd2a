import { refuse, type Decision } from './decision.ts';
import { metHalfway, refusedBy, type Database } from './database.ts';
import { actingFor } from './identity.ts';
import type { Db } from './sql.ts';

/** What somebody is when they act: kept with everything that the hand writes. */
export interface ActorMark {
  readonly kind: 'staff' | 'participant' | 'visitor' | 'system';
  /** Empty for a visitor or the system. */
  readonly id: string;
}

/**
 * The acting half of the database: one transaction that reaches one service and at most one case.
 * What it learns is for deciding, never for showing: pages are loaded again as their reader.
 */
export interface HandOf<Event> extends Db {
  readonly serviceId: string;
  /** The case the transaction holds, or empty. */
  readonly caseId: string;
  readonly actor: ActorMark;
  /** When this happens, from the clock port. */
  readonly at: Date;
  /** Writes the history line, runs the reactions and puts what leaves the building in the outbox; all in this transaction. */
  announce(event: Event): Promise<void>;
}

export interface Held {
  readonly serviceId: string;
  readonly caseId?: string | undefined;
  readonly actor: ActorMark;
}

export type Act<Event> = <Value, Refusal extends string>(
  held: Held,
  work: (hand: HandOf<Event>) => Promise<Decision<Value, Refusal>>,
) => Promise<Decision<Value, Refusal>>;

export interface ActingOptions<Event> {
  readonly database: Database;
  readonly clock: () => Date;
  readonly announce: (hand: HandOf<Event>, event: Event) => Promise<void>;
  /** Constraint name to refusal name: what two people at once meet is still a kind sentence. */
  readonly walls: Readonly<Record<string, string>>;
}

/** How often an action is begun before two that keep meeting halfway are told of as a fault. */
const attempts = 3;

/**
 * Makes `act`: a refusal rolls back, a known wall becomes its refusal, anything else is a fault.
 * Two actions that wait for each other are told apart by the database, which undoes one whole; that one is done again from
 * its beginning, so `work` may run more than once and changes nothing outside its transaction.
 */
export function acting<Event>(options: ActingOptions<Event>): Act<Event> {
  const { database, clock, announce, walls } = options;
  return async <Value, Refusal extends string>(
    held: Held,
    work: (hand: HandOf<Event>) => Promise<Decision<Value, Refusal>>,
  ) => {
    const caseId = held.caseId ?? '';
    const identity = {
      login: 'tp_hand',
      serviceId: held.serviceId,
      kind: 'hand',
      id: actingFor(held.actor),
      caseId,
    } as const;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await database.write(
          identity,
          (db) => {
            const hand: HandOf<Event> = {
              ...db,
              serviceId: held.serviceId,
              caseId,
              actor: held.actor,
              at: clock(),
              announce: (event) => announce(hand, event),
            };
            return work(hand);
          },
          (decision) => decision.ok,
        );
      } catch (error) {
        if (metHalfway(error) && attempt < attempts) continue;
        const wall = walls[refusedBy(error) ?? ''];
        if (wall !== undefined) return refuse(wall as Refusal);
        throw error;
      }
    }
  };
}
