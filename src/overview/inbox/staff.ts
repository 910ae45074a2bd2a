import { clocksOn } from '#journey/clocks/facts.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { Allowed, Page, StaffDoor, StaffVisit } from '#vocabulary/doors.ts';
import { isId } from '#vocabulary/ids.ts';
import {
  decidedFilters,
  decidedReferrals,
  waitingFilters,
  waitingReferrals,
  type DecidedFilter,
  type DecidedPlace,
  type InboxLine,
  type WaitingFilter,
  type WaitingPlace,
} from './facts.ts';
import { inboxPage } from './pages.ts';

/** The inbox of triage: what waits, what is late, what was decided. */
export function inboxForStaff(door: StaffDoor, triage: Allowed): void {
  door.page('/referrals', inbox, triage);
}

const isOne = <Word extends string>(words: readonly Word[], word: string): word is Word =>
  (words as readonly string[]).includes(word);

async function inbox({ db, query, today }: StaffVisit): Promise<Page> {
  const status = query['status'] ?? '';
  const place = query['after'] ?? '';
  const timed = (line: InboxLine) => ({ ...line, clocks: clocksOn(line, today) });
  if (isOne<DecidedFilter>(decidedFilters, status)) {
    const after = decidedPlaceIn(place);
    const { lines, next } = await decidedReferrals(db, status, after);
    const then = next && `${next.receivedOn}_${next.id}`;
    return inboxPage({ filter: status, lines: lines.map(timed), next: then, isLater: after !== undefined, today });
  }
  const filter = isOne<WaitingFilter>(waitingFilters, status) ? status : 'waiting';
  const after = waitingPlaceIn(place);
  const { lines, next } = await waitingReferrals(db, filter, { today, after });
  const then = next && `${next.rank}_${next.dueOn}_${next.id}`;
  return inboxPage({ filter, lines: lines.map(timed), next: then, isLater: after !== undefined, today });
}

function waitingPlaceIn(text: string): WaitingPlace | undefined {
  const [rank = '', day = '', id = ''] = text.split('_');
  const dueOn = asPlainDate(day);
  return /^[01]$/.test(rank) && dueOn && isId(id) ? { rank: Number(rank), dueOn, id } : undefined;
}

function decidedPlaceIn(text: string): DecidedPlace | undefined {
  const [day = '', id = ''] = text.split('_');
  const receivedOn = asPlainDate(day);
  return receivedOn && isId(id) ? { receivedOn, id } : undefined;
}
