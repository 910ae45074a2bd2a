import * as allocation from '#casefile/allocation/actions.ts';
import { chooseOrderOfApproach, weighComplexity } from '#casefile/cases/actions.ts';
import { sendNotice } from '#service/notices/sending-actions.ts';
import type { NoticeId } from '#service/notices/rules.ts';
import { invite } from '#service/participant-sign-in/actions.ts';
import { changeVenue } from '#service/venues/actions.ts';
import { aVenue } from '#service/venues/examples.ts';
import type { StaffMember } from '#vocabulary/staff.ts';
import * as walker from './walker.ts';
import type { Dice, Move, Walk } from './walker.ts';

/** A coordinator or a supervisor, as they stand on the list of staff. */
function ofTheOffice({ house: { staff, serviceId } }: Walk, { by }: Dice): StaffMember {
  return by === 2
    ? { staffId: staff.priya, serviceId, name: 'Priya Nair', roles: ['supervisor'] }
    : { staffId: staff.amara, serviceId, name: 'Amara Okafor', roles: ['coordinator'] };
}

function asOffice(walk: Walk, dice: Dice, work: (by: StaffMember) => Parameters<typeof walker.asStaffMember>[2]) {
  const by = ofTheOffice(walk, dice);
  return walker.asStaffMember(walk, by.staffId, work(by));
}

function give(walk: Walk, dice: Dice): Promise<string> {
  const staffId = walker.staffOf(walk, dice.who);
  const overrideReason = dice.what > 8 ? walker.staffWords : '';
  const as = walker.oneOf(['lead', 'co'], dice.which);
  return asOffice(walk, dice, (by) => (hand) => allocation.giveCase(hand, { staffId, as, overrideReason }, by));
}

function takeBack(walk: Walk, dice: Dice): Promise<string> {
  return asOffice(walk, dice, () => (hand) => allocation.takeCaseBack(hand, walker.staffOf(walk, dice.who)));
}

/** Somebody of the service knows people in the case, or it turns out that they do not. */
function conflict(walk: Walk, dice: Dice): Promise<string> {
  const staffId = walker.staffOf(walk, dice.who);
  const isStanding = walk.rows.conflicted.includes(staffId);
  return asOffice(
    walk,
    dice,
    (by) => (hand) =>
      isStanding
        ? allocation.liftConflict(hand, staffId, walker.staffWords, by)
        : allocation.declareConflict(hand, staffId, walker.staffWords),
  );
}

function complexity(walk: Walk, dice: Dice): Promise<string> {
  const signs = dice.which === 0 ? [] : (['child'] as const);
  return asOffice(walk, dice, (by) => (hand) => weighComplexity(hand, signs, [], by));
}

function order(walk: Walk, dice: Dice): Promise<string> {
  const first = walker.oneOf(['responsible-first', 'harmed-first'], dice.which);
  const reason = dice.what === 0 ? '' : walker.staffWords;
  return walker.asStaff(walk, dice, (hand) => chooseOrderOfApproach(hand, first, reason));
}

/** The venue closes, or opens again. */
async function venue(walk: Walk, dice: Dice): Promise<string> {
  const { house, venueId } = walk;
  const held = { serviceId: house.serviceId, actor: { kind: 'staff', id: house.staff.amara } } as const;
  const changed = aVenue({ name: `Hall ${venueId}`, isOpen: dice.what > 1 });
  const decision = await house.ports.act(held, (hand) => changeVenue(hand, venueId, changed));
  return decision.ok ? 'done' : decision.because.join(', ');
}

function link(walk: Walk, dice: Dice): Promise<string> {
  const { id } = walker.personOf(walk, dice.who);
  return walker.asStaff(walk, dice, (hand) => invite(hand, id));
}

/** The worker sees to a message that waits. */
async function post(walk: Walk, { what }: Dice): Promise<string> {
  const { rows, house, made, sending } = walk;
  const waiting = rows.notices.filter(({ status }) => status === 'waiting');
  const due = waiting.filter(({ send_after }) => new Date(send_after) <= house.now());
  const notice = walker.pick(due.length === 0 ? waiting : due, what);
  if (!notice) return walker.nothingThere;
  await sendNotice(sending, { serviceId: house.serviceId, caseId: made.caseId, noticeId: notice.id as NoticeId });
  return 'done';
}

export const officeMoves: Readonly<Record<string, Move>> = {
  give,
  takeBack,
  conflict,
  complexity,
  approachFirst: order,
  venue,
  link,
  post,
};
