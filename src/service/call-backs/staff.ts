import type { Allowed, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId } from '#vocabulary/ids.ts';
import { madeCall } from './actions.ts';
import { callBacksOf, type Place } from './facts.ts';
import { callBacksPage } from './pages.ts';
import { ringsBack } from './policy.ts';

const forThem: Allowed = { roles: ringsBack };

/** Who waits to be rung, and that somebody has. */
export function callBacksForStaff(door: StaffDoor): void {
  door.page('/call-backs', show, forThem);
  door.form('/call-backs/:id/made', made, show, forThem);
}

async function show({ db, query }: StaffVisit): Promise<Page> {
  const after = placeIn(query['after'] ?? '');
  const shown = { ...(await callBacksOf(db, after)), isLater: after !== undefined };
  return { ...callBacksPage(shown), read: { what: 'person' } };
}

function placeIn(text: string): Place | undefined {
  const [, moment = '', id = ''] = /^(\d{13})_(.+)$/.exec(text) ?? [];
  return isId(id) ? { askedAt: new Date(Number(moment)), id } : undefined;
}

async function made({ act, params }: StaffSent): Promise<Outcome> {
  const id = params['id'] ?? '';
  if (!isId(id)) return 'not-found';
  const decision = await act((hand) => madeCall(hand, id));
  return decision.ok ? { to: '/call-backs', said: 'It is removed, and the task is done.' } : 'not-found';
}
