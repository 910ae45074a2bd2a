import { sql, type Db } from '#platform/sql.ts';
import type { CaseId, ParticipantId, ReferralId } from '#vocabulary/ids.ts';
import type { SendingChannel } from '#vocabulary/modes.ts';
import { wordsOfNotice, type NoticeId, type NoticeKind, type NoticeStatus } from './rules.ts';

export { atHour, kindsThatStop, wantsToHear } from './rules.ts';
export type { LookThrough, Notice, NoticeKind, Way, Ways } from './rules.ts';

/** A line of the outbox. Without names and words: an outbox is read over shoulders. */
export interface OutboxLine {
  readonly id: NoticeId;
  readonly kind: NoticeKind;
  readonly status: NoticeStatus;
  readonly channel: SendingChannel | null;
  /** Null where it answers a referral. */
  readonly caseReference: string | null;
  readonly because: string;
  readonly writtenAt: Date;
  readonly sendAfter: Date;
  readonly settledAt: Date | null;
}

/** Where in the outbox a page begins: after this line. */
export interface Place {
  readonly writtenAt: Date;
  readonly id: string;
}

export interface Wanted {
  /** Empty for all. */
  readonly statuses: readonly NoticeStatus[];
  readonly after: Place | undefined;
}

const pageLength = 50;

const line = sql`
  n.id, n.kind, n.status, n.channel, c.reference as "caseReference", n.because, n.written_at as "writtenAt",
  n.send_after as "sendAfter", n.settled_at as "settledAt"`;

/** A page of the outbox, newest first, as a member of staff may see it; one row more says whether there is another page. */
export async function outboxOf(
  db: Db,
  { statuses, after }: Wanted,
): Promise<{ readonly lines: readonly OutboxLine[]; readonly next: Place | undefined }> {
  const rows = await db.rows(sql<OutboxLine>`
    select ${line} from app.notices n left join app.cases c on c.service_id = n.service_id and c.id = n.case_id
     where ${statuses.length === 0 ? sql`true` : sql`n.status = any(${statuses})`}
       and ${after ? sql`(n.written_at, n.id) < (${after.writtenAt}, ${after.id}::uuid)` : sql`true`}
     order by n.written_at desc, n.id desc limit ${pageLength + 1}`);
  const lines = rows.slice(0, pageLength);
  const last = lines.at(-1);
  return { lines, next: rows.length > pageLength && last ? { writtenAt: last.writtenAt, id: last.id } : undefined };
}

export interface OneNotice extends OutboxLine {
  readonly caseId: CaseId | null;
  readonly participantId: ParticipantId | null;
  readonly referralId: ReferralId | null;
  readonly sentTo: string;
  readonly subject: string;
  readonly body: string;
}

/** One notice with its words and where it goes, as a member of staff. */
export async function oneNotice(db: Db, id: string): Promise<OneNotice | undefined> {
  return db.row(sql<OneNotice>`
    select ${line}, n.case_id as "caseId", n.participant_id as "participantId", n.referral_id as "referralId",
           n.sent_to as "sentTo", n.subject, n.body
      from app.notices n left join app.cases c on c.service_id = n.service_id and c.id = n.case_id where n.id = ${id}`);
}

/** The case of a notice, null for one that answers a referral; undefined when there is no such notice. */
export async function caseOfNotice(db: Db, id: string): Promise<{ readonly caseId: CaseId | null } | undefined> {
  return db.row(sql<{ caseId: CaseId | null }>`select case_id as "caseId" from app.notices where id = ${id}`);
}

/** A message of a case that did not leave, for what its words may hold. */
export interface HeldNotice {
  readonly id: NoticeId;
  readonly participantId: ParticipantId;
  readonly words: string;
}

/** The messages of a case that were kept from leaving for what their words may hold. (PRO-6) */
export async function heldNoticesOf(db: Db, caseId: CaseId): Promise<readonly HeldNotice[]> {
  const rows = await db.rows(sql<Pick<OneNotice, 'subject' | 'body'> & Omit<HeldNotice, 'words'>>`
    select id, participant_id as "participantId", subject, body from app.notices
     where case_id = ${caseId} and participant_id is not null and status = 'failed' and because = 'holds-what-is-protected'
     order by written_at desc, id desc limit 50`);
  return rows.map(({ id, participantId, ...said }) => ({ id, participantId, words: wordsOfNotice(said) }));
}
