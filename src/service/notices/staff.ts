import { z } from 'zod';
import { allow } from '#platform/decision.ts';
import type { Db } from '#platform/sql.ts';
import type { Allowed, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId, type CaseId, type StaffId } from '#vocabulary/ids.ts';
import { settleByPerson, type AskWays } from './actions.ts';
import { caseOfNotice, oneNotice, outboxOf, type Place } from './facts.ts';
import { noticePage, outboxPage, shelves } from './pages.ts';
import { settlesMessages } from './policy.ts';
import { explain, type NoticeId } from './rules.ts';

/** What this slice is handed, for it knows no case and no person. */
export interface Neighbours {
  readonly askWays: AskWays;
  readonly mayOpenCase: (db: Db, staffId: StaffId, caseId: CaseId) => Promise<boolean>;
}

const forSettlers: Allowed = { roles: settlesMessages };

/** The outbox: what waits, what went, what stopped and why, and sending by hand. */
export function outboxForStaff(door: StaffDoor, neighbours: Neighbours): void {
  door.page('/outbox', showAll, forSettlers);
  door.page('/outbox/:id', showOne, forSettlers);
  door.form('/outbox/:id', (sent) => settle(sent, neighbours), showOne, forSettlers);
}

async function showAll({ db, query }: StaffVisit): Promise<Page> {
  const wanted = query['show'] ?? 'all';
  const shelf = Object.hasOwn(shelves, wanted) ? wanted : 'all';
  const statuses = shelves[shelf]?.statuses ?? [];
  return outboxPage({ shelf, ...(await outboxOf(db, { statuses, after: placeIn(query['after'] ?? '') })) });
}

function placeIn(text: string): Place | undefined {
  const [moment = '', id = ''] = text.split('_');
  const writtenAt = new Date(moment);
  return isId(id) && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(moment) && !Number.isNaN(writtenAt.getTime())
    ? { writtenAt, id }
    : undefined;
}

async function showOne({ db, params, attempt }: StaffVisit): Promise<Page | 'not-found'> {
  const id = params['id'] ?? '';
  const notice = isId(id) ? await oneNotice(db, id) : undefined;
  if (!notice) return 'not-found';
  const { caseId, participantId, referralId } = notice;
  return { ...noticePage(notice, attempt), read: { what: 'message', caseId, participantId, referralId, itemId: id } };
}

const Said = z.object({ settling: z.enum(['it-went', 'try-again', 'let-go']) });

async function settle(sent: StaffSent, { askWays, mayOpenCase }: Neighbours): Promise<Outcome> {
  const { form, params, staff, act, actOn } = sent;
  const id = (params['id'] ?? '') as NoticeId;
  if (!isId(id)) return 'not-found';
  const parsed = Said.safeParse(form);
  if (!parsed.success) return { problems: [{ field: 'settling', text: 'Press one of the buttons below' }] };
  const found = await act(async (hand) => {
    const notice = await caseOfNotice(hand, id);
    const mayOpen = !notice?.caseId || (await mayOpenCase(hand, staff.staffId, notice.caseId));
    return allow(mayOpen ? notice : undefined);
  });
  if (!found.ok || !found.value) return 'not-found';
  const { caseId } = found.value;
  const work = (hand: Parameters<AskWays>[0]) => settleByPerson(hand, { id, ...parsed.data }, askWays);
  const decision = await (caseId === null ? act(work) : actOn(caseId, work));
  if (decision.ok) return { to: '/outbox', said: 'Written down.' };
  const [because] = decision.because;
  return because === 'no-such-notice' ? 'not-found' : { problems: [{ field: 'settling', text: explain(because) }] };
}
