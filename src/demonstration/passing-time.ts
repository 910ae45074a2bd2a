import { keepCheck } from '#casefile/protection/actions.ts';
import { finishTask } from '#casefile/tasks/actions.ts';
import { recordFollowUp } from '#journey/follow-up/actions.ts';
import { allow } from '#platform/decision.ts';
import { settleByPerson } from '#service/notices/actions.ts';
import { sendNotice, type Sending } from '#service/notices/sending-actions.ts';
import type { NoticeId } from '#service/notices/rules.ts';
import { plusDays, dayOf } from '#vocabulary/dates.ts';
import type { CaseId, ReferralId } from '#vocabulary/ids.ts';
import { atHour } from '#service/notices/facts.ts';
import type { StaffRole } from '#vocabulary/staff.ts';
import { lookThroughNotice, waysTo } from '../doors/worker/ways.ts';
import { wordsOf } from '../doors/worker/words.ts';
import { nextDue, type Due } from './facts.ts';
import { followUpWords, taskWords } from './everyday-words.ts';
import type { Life } from './life.ts';
import type { StaffKey } from './staff-cast.ts';
import { refreshSafety } from './talking.ts';

/** Work of the last days is left undone, so that whoever opens the demonstration finds something to do. */
const daysLeftToDo = 6;

/** Lets time go by: messages leave at their hour, and staff see to what falls due, in the order in which it does. */
export async function passTime(life: Life, until: Date): Promise<void> {
  const end = new Date(Math.min(until.getTime(), life.world.now.getTime()));
  const left = atHour(plusDays(dayOf(life.world.now), -daysLeftToDo), 9);
  for (;;) {
    const due = await lookAhead(life, end, left);
    if (!due) break;
    life.moveTo(due.what === 'notice' ? due.at : onWorkingDay(due.at));
    await seeTo(life, due);
  }
  life.moveTo(end);
}

/** Messages leave on any day; people work from Monday to Friday. */
function onWorkingDay(at: Date): Date {
  const weekday = (at.getUTCDay() + 6) % 7;
  return weekday < 5 ? at : new Date(at.getTime() + (7 - weekday) * 24 * 3_600_000);
}

async function lookAhead(life: Life, end: Date, left: Date): Promise<Due | undefined> {
  const held = { serviceId: life.world.serviceId, caseId: life.caseId, actor: { kind: 'system', id: '' } as const };
  const found = await life.acting<Due | undefined, never>(held, async (hand) =>
    allow(await nextDue(hand, life.reference, end, left)),
  );
  if (!found.ok) throw new Error('Looking ahead refuses nothing');
  return found.value;
}

async function seeTo(life: Life, due: Due): Promise<void> {
  if (due.what === 'notice') await send(life, due.id);
  if (due.what === 'by-hand') await sendByHand(life, due.id);
  if (due.what === 'task') await finish(life, due);
  if (due.what === 'follow-up') await askHowTheyAre(life, due);
}

/** The real sending, with a mail server that takes everything and lets nothing out. Both run in the story's own transaction. */
async function send(life: Life, noticeId: NoticeId): Promise<void> {
  const { serviceId } = life.world;
  const caseId = life.caseId ?? null;
  const sending: Sending = {
    act: life.acting,
    inTurn: (_, work) => work(),
    askWays: waysTo,
    lookThrough: lookThroughNotice(keepCheck),
    mail: { send: async () => ({ came: 'accepted' }) },
    texts: undefined,
    baseUrl: life.world.baseUrl,
    words: async (_, notice) => {
      const held = { serviceId, caseId: life.caseId, actor: { kind: 'system', id: '' } as const };
      const read = await life.acting(held, async (hand) => {
        const asReferrer = <Answer>(work: (db: typeof hand) => Promise<Answer>) => work(hand);
        const asWriter = <Answer>(work: (db: typeof hand, id: ReferralId) => Promise<Answer>) =>
          work(hand, notice.referralId as ReferralId);
        const asReader = <Answer>(work: (db: typeof hand, caseId: CaseId) => Promise<Answer>) =>
          work(hand, hand.caseId as CaseId);
        return allow(await wordsOf[notice.kind]({ notice, asReader, asReferrer, asWriter }));
      });
      return read.ok ? read.value : undefined;
    },
  };
  await sendNotice(sending, { serviceId, caseId, noticeId });
}

async function sendByHand(life: Life, id: NoticeId): Promise<void> {
  const who = life.caseId ? life.lead : 'amara';
  await life.asStaff(who, async (hand) => {
    const decision = await settleByPerson(hand, { id, settling: 'it-went' }, waysTo);
    return decision.ok ? decision : settleByPerson(hand, { id, settling: 'let-go' }, waysTo);
  });
}

async function finish(life: Life, { id, kind, role }: Extract<Due, { what: 'task' }>): Promise<void> {
  await life.asStaff(whoHolds(life, role), (hand) => finishTask(hand, id, taskWords(kind)));
}

function whoHolds(life: Life, role: StaffRole | null): StaffKey {
  if (role === 'supervisor') return 'priya';
  return role === 'coordinator' ? 'amara' : life.lead;
}

async function askHowTheyAre(life: Life, due: Extract<Due, { what: 'follow-up' }>): Promise<void> {
  const called = [...life.who].find(([, id]) => id === due.participantId)?.[0] ?? '';
  const note =
    life.afterwards.get(called)?.[due.occasion] ?? followUpWords(`${life.reference} ${called}`, due.occasion);
  await life.byLead((hand) => recordFollowUp(hand, due.id, { on: life.today, note }));
  await refreshSafety(life, called);
}
