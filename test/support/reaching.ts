import { setTimeout as pause } from 'node:timers/promises';
import { addContactPoint, checkContactPoint, recordSafeContact } from '#casefile/people/actions.ts';
import { safeContactOf } from '#casefile/people/facts.ts';
import type { SafeContact } from '#casefile/people/rules.ts';
import { sql } from '#platform/sql.ts';
import { writeNotice } from '#service/notices/actions.ts';
import type { NoticeKind } from '#service/notices/facts.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { House, MadeCase } from './house.ts';

interface Points {
  readonly email?: string;
  readonly phone?: string;
  readonly post?: string;
}

/** Lets somebody be written to: checked points, and e-mail alone safe unless said otherwise. */
export async function canBeReached(
  house: House,
  made: MadeCase,
  participantId: ParticipantId,
  { points = { email: 'joanne@example.org' }, safe = {} }: { points?: Points; safe?: Partial<SafeContact> } = {},
): Promise<void> {
  await house.act(made, house.staff.jo, async (hand) => {
    for (const [channel, value] of Object.entries(points) as ['email' | 'phone' | 'post', string][]) {
      await addContactPoint(hand, participantId, channel, value);
    }
    for (const { id } of (await safeContactOf(hand, participantId)).points) {
      await checkContactPoint(hand, participantId, id, 'in-person');
    }
    await recordSafeContact(hand, participantId, {
      mayPhone: false,
      mayText: false,
      mayEmail: true,
      mayPost: false,
      fromHour: null,
      untilHour: null,
      timesWords: '',
      mayLeaveVoicemail: false,
      maySayWhoCalls: false,
      codeword: '',
      ifSomeoneElseAnswers: '',
      hidesServiceName: false,
      saidOn: house.today(),
      ...safe,
    });
  });
}

export interface SeenNotice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly status: string;
  readonly channel: string | null;
  readonly to: string;
  readonly body: string;
  readonly because: string;
  readonly tries: number;
  readonly sendAfter: Date;
}

/** The notices to somebody, in the order they were written, as a member of staff reads them. */
export async function noticesTo(house: House, participantId: ParticipantId): Promise<readonly SeenNotice[]> {
  return house.readAsStaff(house.staff.jo, (db) =>
    db.rows(sql<SeenNotice>`
      select id, kind, status, channel, sent_to as "to", body, because, tries, send_after as "sendAfter"
        from app.notices where participant_id = ${participantId} order by written_at, kind, id`),
  );
}

let causes = 0;

/** Writes a notice whose words need nothing else to be there, and finds it again. */
export async function aNotice(
  house: House,
  made: MadeCase,
  participantId: ParticipantId,
  kind: NoticeKind = 'conference-off',
): Promise<string> {
  causes += 1;
  const cause = `a test ${causes}`;
  await house.act(made, house.staff.jo, (hand) => writeNotice(hand, { kind, participantId, cause }));
  const [row] = await house.readAsStaff(house.staff.jo, (db) =>
    db.rows(sql<{ id: string }>`select id from app.notices where cause = ${cause}`),
  );
  if (!row) throw new Error('The notice is not there');
  return row.id;
}

/** Waits until a notice is as it should become, and gives it as it then is. */
export async function noticeOnce(
  house: House,
  participantId: ParticipantId,
  id: string,
  isSo: (notice: SeenNotice) => boolean,
): Promise<SeenNotice> {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = (await noticesTo(house, participantId)).find((notice) => notice.id === id);
    if (found && isSo(found)) return found;
    if (tries === 399) throw new Error(`The notice is ${found?.status ?? 'gone'} (${found?.because ?? ''})`);
    await pause(50);
  }
  throw new Error('Never looked');
}

/** Waits until a notice has one of these statuses. */
export function settled(
  house: House,
  participantId: ParticipantId,
  id: string,
  ...statuses: readonly string[]
): Promise<SeenNotice> {
  return noticeOnce(house, participantId, id, ({ status }) => statuses.includes(status));
}

/** Asks the worker to look at a notice now, whatever the queue says. */
export async function nudge(house: House, made: MadeCase, id: string): Promise<void> {
  await house.ports.database.ask(
    'tp_doorkeeper',
    sql`select jobs.enqueue('send-notice', jsonb_build_object('serviceId', ${house.serviceId}::uuid,
          'caseId', ${made.caseId}::uuid, 'noticeId', ${id}::uuid))`,
  );
}

/** The open tasks that are about messages. */
export async function tasksAboutMessages(
  house: House,
  made: MadeCase,
): Promise<readonly { kind: string; cause: string }[]> {
  return house.readAsStaff(house.staff.jo, (db) =>
    db.rows(sql<{ kind: string; cause: string }>`
      select kind, cause from app.tasks where case_id = ${made.caseId} and kind like 'notice-%' order by made_at`),
  );
}
