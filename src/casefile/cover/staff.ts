import { z } from 'zod';
import { isLevelEnough, takers, workOf } from '#casefile/allocation/facts.ts';
import { problemsOf } from '#platform/forms.ts';
import type { Db } from '#platform/sql.ts';
import { absencesOf, keepsFacilitators, worksOnCases } from '#service/facilitators/facts.ts';
import { staffOf, type StaffCard } from '#service/staff/facts.ts';
import type { Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId, type StaffId } from '#vocabulary/ids.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { coverDays, endCoverOf } from './actions.ts';
import { coversOf } from './facts.ts';
import { coverPage, type CoveredDays } from './pages.ts';
import { explain } from './rules.ts';

/** Who covers while somebody is away: said by themselves, or by those who keep the register of facilitators. */
export function coverForStaff(door: StaffDoor): void {
  const forKeepers = { roles: keepsFacilitators };
  const forOwn = { roles: worksOnCases };
  const showOne = (visit: StaffVisit) => show(visit, visit.params['id'] ?? '', false);
  const showOwn = (visit: StaffVisit) => show(visit, visit.staff.staffId, true);
  const kept = ({ params }: StaffSent) => ({ id: params['id'] ?? '', to: `/facilitators/${params['id'] ?? ''}/cover` });
  const own = ({ staff }: StaffSent) => ({ id: staff.staffId, to: '/own-practice/cover' });
  door.page('/facilitators/:id/cover', showOne, forKeepers);
  door.form('/facilitators/:id/cover', (sent) => say(sent, kept(sent)), showOne, forKeepers);
  door.form('/facilitators/:id/cover/end', (sent) => end(sent, kept(sent)), showOne, forKeepers);
  door.page('/own-practice/cover', showOwn, forOwn);
  door.form('/own-practice/cover', (sent) => say(sent, own(sent)), showOwn, forOwn);
  door.form('/own-practice/cover/end', (sent) => end(sent, own(sent)), showOwn, forOwn);
}

async function show({ db, today, attempt }: StaffVisit, id: string, isOwn: boolean): Promise<Page | 'not-found'> {
  const staff = await staffOf(db);
  const who = staff.find((each) => each.id === id);
  if (!who || !hasRole(who, ...worksOnCases)) return 'not-found';
  const absences = await absencesOf(db, who.id, today);
  const covers = await coversOf(
    db,
    absences.map((each) => each.id),
  );
  const shutFor = await shutByCover(db, who.id, staff);
  const days = absences.map((each): CoveredDays => {
    const found = covers.find(({ absenceId }) => absenceId === each.id);
    const cover = staff.find((card) => card.id === found?.coverId);
    return { ...each, coverName: cover?.name ?? null, shut: cover ? shutFor(cover) : [] };
  });
  const colleagues = staff.filter((card) => card.isActive && card.id !== who.id && hasRole(card, ...takers));
  return coverPage({ who, isOwn, days, colleagues, attempt });
}

/** Which cases of somebody a colleague could not look after, of those that whoever asks may open. */
async function shutByCover(
  db: Db,
  awayId: StaffId,
  staff: readonly StaffCard[],
): Promise<(cover: StaffCard) => CoveredDays['shut']> {
  const work = await workOf(db, awayId);
  const levelOf = (id: StaffId) => staff.find((each) => each.id === id)?.level ?? 'foundation';
  return (cover) =>
    work.flatMap(({ reference, as, complexity, now, conflicted }) => {
      const beside = now.map((each) => ({ ...each, level: levelOf(each.staffId) }));
      if (conflicted.includes(cover.id)) return [{ reference, because: 'they have a conflict of interest in it' }];
      return isLevelEnough({ as, level: cover.level, complexity, now: beside })
        ? []
        : [{ reference, because: 'their level of practice is below what this case asks for' }];
    });
}

interface About {
  readonly id: string;
  readonly to: string;
}

const someone = (words: string) => z.string(words).refine(isId, words);
const Said = z.object({ absence: someone('Choose which days'), cover: someone('Choose who covers') });

async function say({ form, act }: StaffSent, { id, to }: About): Promise<Outcome> {
  const parsed = Said.safeParse(form);
  if (!isId(id)) return 'not-found';
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { absence: absenceId, cover } = parsed.data;
  const decision = await act((hand) => coverDays(hand, { staffId: id as StaffId, absenceId }, cover as StaffId));
  if (decision.ok) return { to, said: 'Written down.' };
  const reasons = decision.because.filter((reason) => reason !== 'not-there');
  return reasons.length < decision.because.length
    ? 'not-found'
    : {
        problems: reasons.map((reason) => ({
          field: reason === 'covered-already' || reason === 'days-are-over' ? 'absence' : 'cover',
          text: explain(reason),
        })),
      };
}

async function end({ form, act }: StaffSent, { id, to }: About): Promise<Outcome> {
  const absenceId = form['absence'];
  if (!isId(id) || typeof absenceId !== 'string' || !isId(absenceId)) return 'not-found';
  const decision = await act((hand) => endCoverOf(hand, { staffId: id as StaffId, absenceId }));
  return decision.ok ? { to, said: 'Ended. They can no longer open the cases by it.' } : 'not-found';
}
